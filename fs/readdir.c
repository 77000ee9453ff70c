// SPDX-License-Identifier: MIT
/*
 * fs/readdir.c - a program lists a directory
 *
 * Entries are of different lengths, one behind the other; in each is the position of the
 * next one, which is known only when that comes: so it is filled in later.
 *
 * Context: process, may sleep.
 */

#include <linux/align.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/stddef.h>
#include <linux/syscalls.h>
#include <linux/types.h>
#include <linux/uaccess.h>

#include "internal.h"

struct linux_dirent64 {
	u64 d_ino;
	s64 d_off;
	unsigned short d_reclen;
	unsigned char d_type;
	char d_name[];
};

struct listing {
	struct dir_context ctx;
	char __user *at;		/* where the next entry goes */
	struct linux_dirent64 __user *last;	/* whose d_off is still missing */
	size_t room;
	int err;
};

static bool set_offset(struct listing *l, loff_t pos)
{
	if (l->last && put_user(pos, &l->last->d_off))
		l->err = -EFAULT;
	return !l->err;
}

/* One entry for the program; false: no room, or nowhere to put it. */
static bool fill_entry(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		       unsigned int type)
{
	struct listing *l = container_of(ctx, struct listing, ctx);
	struct linux_dirent64 entry = {
		.d_ino = ino, .d_type = type,
		.d_reclen = ALIGN(offsetof(struct linux_dirent64, d_name) + len + 1, sizeof(u64)),
	};
	struct linux_dirent64 __user *to = (void __user *)l->at;

	if (entry.d_reclen > l->room) {
		l->err = l->last ? 0 : -EINVAL;
		return false;
	}
	if (!set_offset(l, pos))
		return false;
	if (copy_to_user(to, &entry, offsetof(struct linux_dirent64, d_name)) ||
	    copy_to_user(to->d_name, name, len) ||
	    clear_user(to->d_name + len, entry.d_reclen - offsetof(struct linux_dirent64, d_name) -
		       len)) {
		l->err = -EFAULT;
		return false;
	}
	l->last = to;
	l->at += entry.d_reclen;
	l->room -= entry.d_reclen;
	return true;
}

SYSCALL_DEFINE3(getdents64, unsigned int, fd, void __user *, ubuf, unsigned int, count)
{
	struct listing l = { .ctx.actor = fill_entry, .at = ubuf, .room = count };
	struct fd f = fdget_pos(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = iterate_dir(f.file, &l.ctx);
	if (!err)
		err = l.err;
	if (l.last) {
		l.err = 0;
		err = set_offset(&l, l.ctx.pos) ? (int)(count - l.room) : -EFAULT;
	}
	fdput_pos(f);
	return err;
}
