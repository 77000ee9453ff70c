// SPDX-License-Identifier: MIT
/*
 * kernel/utsname.c - the names of the system: uname(), sethostname(), setdomainname()
 *
 * The system calls itself Linux, for it is Linux's interface that programs find here; who
 * wants to know reads the release.
 *
 * Locking: uts_sem, for the two names that change.
 */

#include <generated/utsrelease.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>

struct uts_namespace init_uts_ns = {
	.name = {
		.sysname	= "Linux",
		.nodename	= "hemi",
		.release	= UTS_RELEASE,
		.version	= "#1 SMP PREEMPT_DYNAMIC",
		.machine	= "x86_64",
		.domainname	= "(none)",
	},
};
EXPORT_SYMBOL_GPL(init_uts_ns);

DECLARE_RWSEM(uts_sem);

SYSCALL_DEFINE1(uname, struct new_utsname __user *, name)
{
	struct new_utsname copy;

	down_read(&uts_sem);
	copy = *utsname();
	up_read(&uts_sem);
	return copy_to_user(name, &copy, sizeof(copy)) ? -EFAULT : 0;
}

/* One of the two names, @len bytes without an end. */
static int set_name(char *name, const char __user *from, int len)
{
	char text[__NEW_UTS_LEN + 1] = "";

	if (len < 0 || len > __NEW_UTS_LEN)
		return -EINVAL;
	if (copy_from_user(text, from, len))
		return -EFAULT;
	down_write(&uts_sem);
	memcpy(name, text, sizeof(text));
	up_write(&uts_sem);
	return 0;
}

SYSCALL_DEFINE2(sethostname, const char __user *, name, int, len)
{
	return set_name(utsname()->nodename, name, len);
}

SYSCALL_DEFINE2(setdomainname, const char __user *, name, int, len)
{
	return set_name(utsname()->domainname, name, len);
}
