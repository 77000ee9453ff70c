// SPDX-License-Identifier: MIT
/*
 * fs/stat.c - what a program asks about a file, a link, a file system
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kdev_t.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/asm/stat.h>
#include <uapi/asm/statfs.h>
#include <uapi/linux/stat.h>

#include "internal.h"

int vfs_getattr(const struct path *path, struct kstat *stat)
{
	struct inode *inode = d_inode(path->dentry);

	if (inode->i_op->getattr)
		return inode->i_op->getattr(path, stat);
	generic_fillattr(inode, stat);
	return 0;
}
EXPORT_SYMBOL(vfs_getattr);

/* @flags: LOOKUP_FOLLOW, or 0 for a link itself. */
int init_stat(const char *name, struct kstat *stat, int flags)
{
	struct path path;
	int err = kern_path(name, flags, &path);

	if (err)
		return err;
	err = vfs_getattr(&path, stat);
	path_put(&path);
	return err;
}

/* ---- stat -------------------------------------------------------------------- */

static int stat_fd(int fd, struct kstat *stat)
{
	struct fd f = fdget_raw(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_getattr(&f.file->f_path, stat);
	fdput(f);
	return err;
}

static int stat_name(int dfd, const char __user *uname, int flags, struct kstat *stat)
{
	struct path path;
	int err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE))
		return -EINVAL;
	err = user_path_at(dfd, uname, lookup_flags(!(flags & AT_SYMLINK_NOFOLLOW), flags), &path);
	if (err)
		return err;
	err = vfs_getattr(&path, stat);
	path_put(&path);
	return err;
}

static int give_stat(const struct kstat *s, struct stat __user *ubuf)
{
	struct stat st = {
		.st_dev = new_encode_dev(s->dev), .st_ino = s->ino, .st_nlink = s->nlink,
		.st_mode = s->mode, .st_uid = s->uid.val, .st_gid = s->gid.val,
		.st_rdev = new_encode_dev(s->rdev), .st_size = s->size,
		.st_blksize = s->blksize, .st_blocks = s->blocks,
		.st_atime = s->atime.tv_sec, .st_atime_nsec = s->atime.tv_nsec,
		.st_mtime = s->mtime.tv_sec, .st_mtime_nsec = s->mtime.tv_nsec,
		.st_ctime = s->ctime.tv_sec, .st_ctime_nsec = s->ctime.tv_nsec,
	};

	return copy_to_user(ubuf, &st, sizeof(st)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(stat, const char __user *, uname, struct stat __user *, ubuf)
{
	struct kstat stat;

	return stat_name(AT_FDCWD, uname, 0, &stat) ?: give_stat(&stat, ubuf);
}

SYSCALL_DEFINE2(lstat, const char __user *, uname, struct stat __user *, ubuf)
{
	struct kstat stat;

	return stat_name(AT_FDCWD, uname, AT_SYMLINK_NOFOLLOW, &stat) ?: give_stat(&stat, ubuf);
}

SYSCALL_DEFINE2(fstat, unsigned int, fd, struct stat __user *, ubuf)
{
	struct kstat stat;

	return stat_fd(fd, &stat) ?: give_stat(&stat, ubuf);
}

SYSCALL_DEFINE4(newfstatat, int, dfd, const char __user *, uname, struct stat __user *, ubuf,
		int, flags)
{
	struct kstat stat;

	return stat_name(dfd, uname, flags, &stat) ?: give_stat(&stat, ubuf);
}

static struct statx_timestamp statx_time(const struct timespec64 *t)
{
	return (struct statx_timestamp){ .tv_sec = t->tv_sec, .tv_nsec = t->tv_nsec };
}

static int give_statx(const struct kstat *s, struct statx __user *ubuf)
{
	struct statx st = {
		.stx_mask = STATX_BASIC_STATS, .stx_blksize = s->blksize,
		.stx_nlink = s->nlink, .stx_uid = s->uid.val, .stx_gid = s->gid.val,
		.stx_mode = s->mode, .stx_ino = s->ino, .stx_size = s->size,
		.stx_blocks = s->blocks,
		.stx_atime = statx_time(&s->atime), .stx_mtime = statx_time(&s->mtime),
		.stx_ctime = statx_time(&s->ctime),
		.stx_rdev_major = MAJOR(s->rdev), .stx_rdev_minor = MINOR(s->rdev),
		.stx_dev_major = MAJOR(s->dev), .stx_dev_minor = MINOR(s->dev),
	};

	return copy_to_user(ubuf, &st, sizeof(st)) ? -EFAULT : 0;
}

/* @mask: what is wanted; more than that is there anyway. */
SYSCALL_DEFINE5(statx, int, dfd, const char __user *, uname, unsigned int, flags,
		unsigned int, mask, struct statx __user *, ubuf)
{
	struct kstat stat;

	if (mask & STATX__RESERVED || (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	return stat_name(dfd, uname, flags, &stat) ?: give_statx(&stat, ubuf);
}

/* ---- links ------------------------------------------------------------------- */

/* Of a link that leads to a place: what the place is called. */
static long give_place(struct inode *inode, char __user *ubuf, int size)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	struct path place;
	const char *name;
	long len;

	if (!buf)
		return -ENOMEM;
	len = inode->i_op->get_place(inode, &place);
	if (!len) {
		name = d_path(&place, buf, PATH_MAX);
		len = IS_ERR(name) ? PTR_ERR(name) : min_t(long, strlen(name), size);
		if (len > 0 && copy_to_user(ubuf, name, len))
			len = -EFAULT;
		path_put(&place);
	}
	kfree(buf);
	return len;
}

static long give_target(const struct path *path, char __user *ubuf, int size)
{
	struct inode *inode = d_inode(path->dentry);
	const char *target;
	long len;

	if (!S_ISLNK(inode->i_mode))
		return -EINVAL;
	if (inode->i_op->get_place)
		return give_place(inode, ubuf, size);
	target = inode->i_op->get_link(path->dentry, inode);
	if (IS_ERR(target))
		return PTR_ERR(target);
	len = min_t(long, strlen(target), size);
	return copy_to_user(ubuf, target, len) ? -EFAULT : len;
}

static long do_readlinkat(int dfd, const char __user *uname, char __user *ubuf, int size)
{
	struct path path;
	long ret;

	if (size <= 0)
		return -EINVAL;
	ret = user_path_at(dfd, uname, LOOKUP_EMPTY, &path);
	if (ret)
		return ret;
	ret = give_target(&path, ubuf, size);
	path_put(&path);
	return ret;
}

SYSCALL_DEFINE3(readlink, const char __user *, uname, char __user *, ubuf, int, size)
{
	return do_readlinkat(AT_FDCWD, uname, ubuf, size);
}

SYSCALL_DEFINE4(readlinkat, int, dfd, const char __user *, uname, char __user *, ubuf, int, size)
{
	return do_readlinkat(dfd, uname, ubuf, size);
}

/* ---- file systems -------------------------------------------------------------- */

/* They live in memory, and have no size of their own: as Linux's simple_statfs(). */
static int give_statfs(const struct path *path, struct statfs __user *ubuf)
{
	const struct super_block *sb = path->mnt->mnt_sb;
	struct statfs st = {
		.f_type = sb->s_magic, .f_bsize = PAGE_SIZE, .f_namelen = NAME_MAX,
		.f_frsize = PAGE_SIZE,
		.f_flags = ST_VALID | (sb->s_flags & SB_RDONLY ? ST_RDONLY : 0),
	};

	return copy_to_user(ubuf, &st, sizeof(st)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(statfs, const char __user *, uname, struct statfs __user *, ubuf)
{
	struct path path;
	int err = user_path_at(AT_FDCWD, uname, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = give_statfs(&path, ubuf);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE2(fstatfs, unsigned int, fd, struct statfs __user *, ubuf)
{
	struct fd f = fdget_raw(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = give_statfs(&f.file->f_path, ubuf);
	fdput(f);
	return err;
}
