// SPDX-License-Identifier: MIT
/*
 * fs/ioctl.c - a program controls an open file
 *
 * A few commands mean the same for every file; the others are the file's own.
 *
 * Context: process, may sleep.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/asm/ioctls.h>

#include "internal.h"

long vfs_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	long ret;

	if (!file->f_op->unlocked_ioctl)
		return -ENOTTY;
	ret = file->f_op->unlocked_ioctl(file, cmd, arg);
	return ret == -ENOIOCTLCMD ? -ENOTTY : ret;
}
EXPORT_SYMBOL(vfs_ioctl);

static int set_nonblock(struct file *file, const int __user *uon)
{
	int on;

	if (get_user(on, uon))
		return -EFAULT;
	spin_lock(&file->f_lock);
	if (on)
		file->f_flags |= O_NONBLOCK;
	else
		file->f_flags &= ~O_NONBLOCK;
	spin_unlock(&file->f_lock);
	return 0;
}

static int set_async(unsigned int fd, struct file *file, const int __user *uon)
{
	int on;

	if (get_user(on, uon))
		return -EFAULT;
	return change_fasync(fd, file, on);
}

static long do_ioctl(struct file *file, unsigned int fd, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case FIOCLEX:
		set_close_on_exec(fd, 1);
		return 0;
	case FIONCLEX:
		set_close_on_exec(fd, 0);
		return 0;
	case FIONBIO:
		return set_nonblock(file, (const int __user *)arg);
	case FIOASYNC:
		return set_async(fd, file, (const int __user *)arg);
	case FIONREAD:
		if (S_ISREG(file_inode(file)->i_mode))
			return put_user((int)(i_size_read(file_inode(file)) - file->f_pos),
					(int __user *)arg);
	}
	return vfs_ioctl(file, cmd, arg);
}

SYSCALL_DEFINE3(ioctl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget(fd);
	long ret;

	if (!f.file)
		return -EBADF;
	ret = do_ioctl(f.file, fd, cmd, arg);
	fdput(f);
	return ret;
}
