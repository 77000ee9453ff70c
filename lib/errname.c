// SPDX-License-Identifier: MIT
/* lib/errname.c - the names of error numbers, for %pe */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>

/* One row a number; each name begins with the '-' of the value that carries it. */
#define ROW(e) [e] = "-" #e

static const char * const names_low[] = {
	ROW(EPERM), ROW(ENOENT), ROW(ESRCH), ROW(EINTR), ROW(EIO), ROW(ENXIO), ROW(E2BIG),
	ROW(ENOEXEC), ROW(EBADF), ROW(ECHILD), ROW(EAGAIN), ROW(ENOMEM), ROW(EACCES),
	ROW(EFAULT), ROW(ENOTBLK), ROW(EBUSY), ROW(EEXIST), ROW(EXDEV), ROW(ENODEV),
	ROW(ENOTDIR), ROW(EISDIR), ROW(EINVAL), ROW(ENFILE), ROW(EMFILE), ROW(ENOTTY),
	ROW(ETXTBSY), ROW(EFBIG), ROW(ENOSPC), ROW(ESPIPE), ROW(EROFS), ROW(EMLINK),
	ROW(EPIPE), ROW(EDOM), ROW(ERANGE), ROW(EDEADLK), ROW(ENAMETOOLONG), ROW(ENOLCK),
	ROW(ENOSYS), ROW(ENOTEMPTY), ROW(ELOOP), ROW(ENOMSG), ROW(ENODATA), ROW(ETIME),
	ROW(EPROTO), ROW(EBADMSG), ROW(EOVERFLOW), ROW(EILSEQ), ROW(EUSERS), ROW(ENOTSOCK),
	ROW(EMSGSIZE), ROW(ENOPROTOOPT), ROW(EPROTONOSUPPORT), ROW(EOPNOTSUPP),
	ROW(EAFNOSUPPORT), ROW(EADDRINUSE), ROW(EADDRNOTAVAIL), ROW(ENETDOWN), ROW(ENOBUFS),
	ROW(EISCONN), ROW(ENOTCONN), ROW(ESHUTDOWN), ROW(ETIMEDOUT), ROW(ECONNREFUSED),
	ROW(EHOSTDOWN), ROW(EALREADY), ROW(EINPROGRESS), ROW(ESTALE), ROW(EUCLEAN),
	ROW(ENOMEDIUM), ROW(ECANCELED), ROW(ENOKEY), ROW(EKEYREJECTED), ROW(EOWNERDEAD),
	ROW(ENOTRECOVERABLE), ROW(EHWPOISON),
};

/* Those that user mode never sees begin here. */
#define HIGH_BASE ERESTARTSYS
#define HIGH_ROW(e) [(e) - HIGH_BASE] = "-" #e

static const char * const names_high[] = {
	HIGH_ROW(ERESTARTSYS), HIGH_ROW(ERESTARTNOINTR), HIGH_ROW(ERESTARTNOHAND),
	HIGH_ROW(ENOIOCTLCMD), HIGH_ROW(ERESTART_RESTARTBLOCK), HIGH_ROW(EPROBE_DEFER),
	HIGH_ROW(EBADHANDLE), HIGH_ROW(ENOTSUPP), HIGH_ROW(EIOCBQUEUED),
};

/* err with either sign; the name is that of the negative value for a negative one. */
const char *errname(int err)
{
	unsigned int e = err < 0 ? -err : err;
	const char *name = NULL;

	if (e < ARRAY_SIZE(names_low))
		name = names_low[e];
	else if (e - HIGH_BASE < ARRAY_SIZE(names_high))
		name = names_high[e - HIGH_BASE];
	return name && err > 0 ? name + 1 : name;
}
EXPORT_SYMBOL(errname);
