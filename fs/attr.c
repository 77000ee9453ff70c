// SPDX-License-Identifier: MIT
/*
 * fs/attr.c - changing what is known of a file: mode, owner, size, times
 *
 * Everything goes through notify_change(), which says when, and the file system's
 * setattr().  Owners are kept and shown; they keep nobody from anything, for there is
 * only root.
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <linux/time64.h>
#include <linux/uaccess.h>
#include <uapi/linux/stat.h>

#include "internal.h"

#define KEEP_ID		((unsigned int)-1)	/* chown(): this one stays */

/* Context: process, with the inode's lock. */
int notify_change(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	struct timespec64 now = current_time(inode);

	lockdep_assert_held(&inode->i_rwsem);
	if (inode->i_sb->s_flags & SB_RDONLY)
		return -EROFS;
	attr->ia_ctime = now;
	attr->ia_valid |= ATTR_CTIME | (attr->ia_valid & ATTR_SIZE ? ATTR_MTIME : 0);
	if (!(attr->ia_valid & ATTR_ATIME_SET))
		attr->ia_atime = now;
	if (!(attr->ia_valid & ATTR_MTIME_SET))
		attr->ia_mtime = now;
	if (inode->i_op->setattr)
		return inode->i_op->setattr(dentry, attr);
	return simple_setattr(dentry, attr);
}
EXPORT_SYMBOL(notify_change);

static int change_attr(const struct path *path, struct iattr *attr)
{
	struct inode *inode = d_inode(path->dentry);
	int err;

	inode_lock(inode);
	err = notify_change(path->dentry, attr);
	inode_unlock(inode);
	return err;
}

/* ---- size -------------------------------------------------------------------- */

int vfs_truncate(const struct path *path, loff_t length)
{
	struct inode *inode = d_inode(path->dentry);
	struct iattr attr = { .ia_valid = ATTR_SIZE, .ia_size = length };

	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode) || length < 0)
		return -EINVAL;
	return change_attr(path, &attr);
}
EXPORT_SYMBOL(vfs_truncate);

SYSCALL_DEFINE2(truncate, const char __user *, uname, long, length)
{
	struct path path;
	int err = user_path_at(AT_FDCWD, uname, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = vfs_truncate(&path, length);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE2(ftruncate, unsigned int, fd, long, length)
{
	struct fd f = fdget(fd);
	int err = -EINVAL;

	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & FMODE_WRITE && S_ISREG(file_inode(f.file)->i_mode))
		err = vfs_truncate(&f.file->f_path, length);
	fdput(f);
	return err;
}

/* ---- mode -------------------------------------------------------------------- */

static int change_mode(const struct path *path, umode_t mode)
{
	struct inode *inode = d_inode(path->dentry);
	struct iattr attr = { .ia_valid = ATTR_MODE };
	int err;

	if (S_ISLNK(inode->i_mode))
		return -EOPNOTSUPP;
	inode_lock(inode);
	attr.ia_mode = (mode & S_IALLUGO) | (inode->i_mode & ~S_IALLUGO);
	err = notify_change(path->dentry, &attr);
	inode_unlock(inode);
	return err;
}

static int do_chmodat(int dfd, const char *name, umode_t mode)
{
	struct path path;
	int err = kern_path_at(dfd, name, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = change_mode(&path, mode);
	path_put(&path);
	return err;
}

int init_chmod(const char *name, umode_t mode)
{
	return do_chmodat(AT_FDCWD, name, mode);
}

SYSCALL_DEFINE2(chmod, const char __user *, uname, umode_t, mode)
{
	return with_name(name, uname, do_chmodat(AT_FDCWD, name, mode));
}

SYSCALL_DEFINE3(fchmodat, int, dfd, const char __user *, uname, umode_t, mode)
{
	return with_name(name, uname, do_chmodat(dfd, name, mode));
}

SYSCALL_DEFINE2(fchmod, unsigned int, fd, umode_t, mode)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = change_mode(&f.file->f_path, mode);
	fdput(f);
	return err;
}

/* ---- owner ------------------------------------------------------------------- */

/* A file that is given away must not run as its old owner. */
static int change_owner(const struct path *path, uid_t user, gid_t group)
{
	struct inode *inode = d_inode(path->dentry);
	struct iattr attr = { .ia_uid = KUIDT_INIT(user), .ia_gid = KGIDT_INIT(group) };
	int err;

	if (user != KEEP_ID)
		attr.ia_valid |= ATTR_UID;
	if (group != KEEP_ID)
		attr.ia_valid |= ATTR_GID;
	inode_lock(inode);
	if (!S_ISDIR(inode->i_mode)) {
		attr.ia_valid |= ATTR_MODE;
		attr.ia_mode = inode->i_mode & ~S_ISUID;
		if (inode->i_mode & S_IXGRP)
			attr.ia_mode &= ~S_ISGID;
	}
	err = notify_change(path->dentry, &attr);
	inode_unlock(inode);
	return err;
}

static int do_chownat(int dfd, const char __user *uname, uid_t user, gid_t group, int flags)
{
	struct path path;
	int err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	err = user_path_at(dfd, uname, lookup_flags(!(flags & AT_SYMLINK_NOFOLLOW), flags), &path);
	if (err)
		return err;
	err = change_owner(&path, user, group);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE3(chown, const char __user *, uname, uid_t, user, gid_t, group)
{
	return do_chownat(AT_FDCWD, uname, user, group, 0);
}

SYSCALL_DEFINE3(lchown, const char __user *, uname, uid_t, user, gid_t, group)
{
	return do_chownat(AT_FDCWD, uname, user, group, AT_SYMLINK_NOFOLLOW);
}

SYSCALL_DEFINE5(fchownat, int, dfd, const char __user *, uname, uid_t, user, gid_t, group,
		int, flags)
{
	return do_chownat(dfd, uname, user, group, flags);
}

SYSCALL_DEFINE3(fchown, unsigned int, fd, uid_t, user, gid_t, group)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = change_owner(&f.file->f_path, user, group);
	fdput(f);
	return err;
}

/* ---- times ------------------------------------------------------------------- */

/* What one of the two times of utimensat() asks for. */
static int parse_time(const struct timespec64 *t, struct timespec64 *to, unsigned int *valid,
		      unsigned int now, unsigned int set)
{
	if (t->tv_nsec == UTIME_OMIT)
		return 0;
	if (t->tv_nsec == UTIME_NOW) {
		*valid |= now;
		return 0;
	}
	if (t->tv_nsec < 0 || t->tv_nsec >= NSEC_PER_SEC)
		return -EINVAL;
	*valid |= now | set;
	*to = *t;
	return 0;
}

/* @times: two, or NULL: both are now. */
static int change_times(const struct path *path, const struct timespec64 *times)
{
	struct iattr attr = { .ia_valid = times ? 0 : ATTR_ATIME | ATTR_MTIME };
	int err = 0;

	if (times)
		err = parse_time(&times[0], &attr.ia_atime, &attr.ia_valid, ATTR_ATIME,
				 ATTR_ATIME_SET) ?:
		      parse_time(&times[1], &attr.ia_mtime, &attr.ia_valid, ATTR_MTIME,
				 ATTR_MTIME_SET);
	if (err || !attr.ia_valid)
		return err;
	return change_attr(path, &attr);
}

static int change_times_of_fd(int fd, const struct timespec64 *times)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = change_times(&f.file->f_path, times);
	fdput(f);
	return err;
}

static int do_utimesat(int dfd, const char __user *uname, const struct timespec64 *times, int flags)
{
	struct path path;
	int err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (!uname && dfd != AT_FDCWD)
		return change_times_of_fd(dfd, times);
	err = user_path_at(dfd, uname, lookup_flags(!(flags & AT_SYMLINK_NOFOLLOW), flags), &path);
	if (err)
		return err;
	err = change_times(&path, times);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE4(utimensat, int, dfd, const char __user *, uname,
		const struct timespec64 __user *, utimes, int, flags)
{
	struct timespec64 times[2];

	if (utimes && copy_from_user(times, utimes, sizeof(times)))
		return -EFAULT;
	return do_utimesat(dfd, uname, utimes ? times : NULL, flags);
}

/* The older forms, in microseconds and in seconds. */
SYSCALL_DEFINE2(utimes, const char __user *, uname, const long __user *, utimes)
{
	struct timespec64 times[2];
	long pairs[4];

	if (!utimes)
		return do_utimesat(AT_FDCWD, uname, NULL, 0);
	if (copy_from_user(pairs, utimes, sizeof(pairs)))
		return -EFAULT;
	for (int i = 0; i < 2; i++) {
		if (pairs[2 * i + 1] < 0 || pairs[2 * i + 1] >= USEC_PER_SEC)
			return -EINVAL;
		times[i].tv_sec = pairs[2 * i];
		times[i].tv_nsec = pairs[2 * i + 1] * NSEC_PER_USEC;
	}
	return do_utimesat(AT_FDCWD, uname, times, 0);
}

SYSCALL_DEFINE2(utime, const char __user *, uname, const long __user *, useconds)
{
	struct timespec64 times[2] = { };
	long seconds[2];

	if (!useconds)
		return do_utimesat(AT_FDCWD, uname, NULL, 0);
	if (copy_from_user(seconds, useconds, sizeof(seconds)))
		return -EFAULT;
	times[0].tv_sec = seconds[0];
	times[1].tv_sec = seconds[1];
	return do_utimesat(AT_FDCWD, uname, times, 0);
}
