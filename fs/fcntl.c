// SPDX-License-Identifier: MIT
/*
 * fs/fcntl.c - the numbers and flags of open files; who is told by a signal
 *
 * Left out: locks of files, leases, notification about directories: fcntl() answers -EINVAL.
 *
 * Context: process, may sleep.
 *
 * Locking: f_lock for f_flags; f_owner.lock, with interrupts off, for who is told.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

#define SETFL_MASK (O_APPEND | O_NONBLOCK | O_NOATIME)	/* FASYNC by the file's function */

/* ---- dup ------------------------------------------------------------------------ */

SYSCALL_DEFINE1(dup, unsigned int, fd)
{
	struct file *file = fget_raw(fd);
	int ret = -EBADF;

	if (file) {
		ret = f_dupfd(0, file, 0);
		fput(file);
	}
	return ret;
}

static int do_dup3(unsigned int old_fd, unsigned int new_fd, unsigned int flags)
{
	struct file *file = fget_raw(old_fd);
	int ret = -EBADF;

	if (file) {
		ret = replace_fd(new_fd, file, flags);
		fput(file);
	}
	return ret;
}

SYSCALL_DEFINE2(dup2, unsigned int, old_fd, unsigned int, new_fd)
{
	struct fd f;

	if (old_fd != new_fd)
		return do_dup3(old_fd, new_fd, 0);
	f = fdget_raw(old_fd);
	if (!f.file)
		return -EBADF;
	fdput(f);
	return new_fd;
}

SYSCALL_DEFINE3(dup3, unsigned int, old_fd, unsigned int, new_fd, int, flags)
{
	if (flags & ~O_CLOEXEC || old_fd == new_fd)
		return -EINVAL;
	return do_dup3(old_fd, new_fd, flags);
}

/* ---- flags ------------------------------------------------------------------------ */

/* Sets or clears FASYNC in f_flags, by fasync_helper(). */
int change_fasync(unsigned int fd, struct file *file, bool on)
{
	int ret;

	if (!(file->f_flags & FASYNC) == !on)
		return 0;
	if (!file->f_op->fasync)
		return -ENOTTY;
	ret = file->f_op->fasync(fd, file, on);
	return ret < 0 ? ret : 0;
}

static int set_flags(unsigned int fd, struct file *file, unsigned int flags)
{
	int err = change_fasync(fd, file, flags & FASYNC);

	if (err && err != -ENOTTY)
		return err;
	spin_lock(&file->f_lock);
	file->f_flags = (flags & SETFL_MASK) | (file->f_flags & ~SETFL_MASK);
	spin_unlock(&file->f_lock);
	return 0;
}

/* ---- who is told -------------------------------------------------------------------- */

/**
 * __f_setown - let @pid get the signals of a file
 * @type: whether that is a task, a process, or a group
 * @force: also if somebody gets them already
 * Context: any but NMI.
 */
void __f_setown(struct file *file, struct pid *pid, enum pid_type type, int force)
{
	struct fown_struct *owner = &file->f_owner;
	struct pid *old = pid;

	write_lock_irq(&owner->lock);
	if (force || !owner->pid) {
		old = owner->pid;
		owner->pid = get_pid(pid);
		owner->pid_type = type;
	}
	write_unlock_irq(&owner->lock);
	if (old != pid)
		put_pid(old);
}
EXPORT_SYMBOL(__f_setown);

/* @who: a process, minus a group, or 0: nobody. */
long f_setown(struct file *file, unsigned long arg, int force)
{
	int who = arg;
	enum pid_type type = who < 0 ? PIDTYPE_PGID : PIDTYPE_TGID;
	struct pid *pid = NULL;

	if (who == INT_MIN)
		return -EINVAL;
	if (who) {
		pid = find_get_pid(who < 0 ? -who : who);
		if (!pid)
			return -ESRCH;
	}
	__f_setown(file, pid, type, force);
	put_pid(pid);
	return 0;
}
EXPORT_SYMBOL(f_setown);

pid_t f_getown(struct file *file)
{
	pid_t nr;

	read_lock_irq(&file->f_owner.lock);
	nr = pid_vnr(file->f_owner.pid);
	if (file->f_owner.pid_type == PIDTYPE_PGID)
		nr = -nr;
	read_unlock_irq(&file->f_owner.lock);
	return nr;
}

static int set_owner_ex(struct file *file, const struct f_owner_ex __user *uowner)
{
	static const enum pid_type types[] = {
		[F_OWNER_TID] = PIDTYPE_PID, [F_OWNER_PID] = PIDTYPE_TGID,
		[F_OWNER_PGRP] = PIDTYPE_PGID,
	};
	struct f_owner_ex owner;
	struct pid *pid;

	if (copy_from_user(&owner, uowner, sizeof(owner)))
		return -EFAULT;
	if (owner.type < F_OWNER_TID || owner.type > F_OWNER_PGRP)
		return -EINVAL;
	pid = find_get_pid(owner.pid);
	if (owner.pid && !pid)
		return -ESRCH;
	__f_setown(file, pid, types[owner.type], 1);
	put_pid(pid);
	return 0;
}

static int get_owner_ex(struct file *file, struct f_owner_ex __user *uowner)
{
	struct f_owner_ex owner;

	read_lock_irq(&file->f_owner.lock);
	owner.pid = pid_vnr(file->f_owner.pid);
	switch (file->f_owner.pid_type) {
	case PIDTYPE_PID:
		owner.type = F_OWNER_TID;
		break;
	case PIDTYPE_PGID:
		owner.type = F_OWNER_PGRP;
		break;
	default:
		owner.type = F_OWNER_PID;
	}
	read_unlock_irq(&file->f_owner.lock);
	return copy_to_user(uowner, &owner, sizeof(owner)) ? -EFAULT : 0;
}

/* ---- fcntl -------------------------------------------------------------------------- */

static long owner_command(struct file *file, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case F_GETOWN:
		return f_getown(file);
	case F_SETOWN:
		return f_setown(file, arg, 1);
	case F_GETOWN_EX:
		return get_owner_ex(file, (struct f_owner_ex __user *)arg);
	case F_SETOWN_EX:
		return set_owner_ex(file, (const struct f_owner_ex __user *)arg);
	case F_GETSIG:
		return file->f_owner.signum;
	case F_SETSIG:
		if (arg > SIGRTMAX)
			return -EINVAL;
		WRITE_ONCE(file->f_owner.signum, arg);
		return 0;
	default:
		return -EINVAL;
	}
}

static long do_fcntl(struct file *file, unsigned int fd, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case F_DUPFD:
		return f_dupfd(arg, file, 0);
	case F_DUPFD_CLOEXEC:
		return f_dupfd(arg, file, O_CLOEXEC);
	case F_GETFD:
		return get_close_on_exec(fd) ? FD_CLOEXEC : 0;
	case F_SETFD:
		set_close_on_exec(fd, arg & FD_CLOEXEC);
		return 0;
	case F_GETFL:
		return file->f_flags;
	case F_SETFL:
		return set_flags(fd, file, arg);
	case F_GETPIPE_SZ:
	case F_SETPIPE_SZ:
		return pipe_fcntl(file, cmd, arg);
	default:
		return owner_command(file, cmd, arg);
	}
}

SYSCALL_DEFINE3(fcntl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget_raw(fd);
	long ret;

	if (!f.file)
		return -EBADF;
	ret = do_fcntl(f.file, fd, cmd, arg);
	fdput(f);
	return ret;
}
