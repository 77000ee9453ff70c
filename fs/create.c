// SPDX-License-Identifier: MIT
/*
 * fs/create.c - making, removing and renaming files by name: for the kernel, and for programs
 *
 * do_xat() takes a name as the kernel has it and where it begins, init_x() is the same from
 * the present directory on, and a system call copies the program's name first.
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init_syscalls.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

#define MOUNT_TYPE_MAX	64

/* ---- making ------------------------------------------------------------------ */

int do_mkdirat(int dfd, const char *name, umode_t mode)
{
	struct path path;
	struct dentry *dentry = create_at(dfd, name, &path, LOOKUP_DIRECTORY);
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_mkdir(d_inode(path.dentry), dentry, mode & ~current_umask());
	done_path_create(&path, dentry);
	return err;
}

int init_mkdir(const char *name, umode_t mode)
{
	return do_mkdirat(AT_FDCWD, name, mode);
}

SYSCALL_DEFINE2(mkdir, const char __user *, uname, umode_t, mode)
{
	return with_name(name, uname, do_mkdirat(AT_FDCWD, name, mode));
}

SYSCALL_DEFINE3(mkdirat, int, dfd, const char __user *, uname, umode_t, mode)
{
	return with_name(name, uname, do_mkdirat(dfd, name, mode));
}

/* Of what kind a node may be. */
static int check_kind(umode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
	case 0:				/* a regular file */
		return 0;
	default:
		return S_ISDIR(mode) ? -EPERM : -EINVAL;
	}
}

int do_mknodat(int dfd, const char *name, umode_t mode, unsigned int dev)
{
	struct path path;
	struct dentry *dentry;
	struct inode *dir;
	int err = check_kind(mode);

	if (err)
		return err;
	dentry = create_at(dfd, name, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	dir = d_inode(path.dentry);
	mode &= ~current_umask();
	if (S_ISREG(mode) || !(mode & S_IFMT))
		err = vfs_create(dir, dentry, mode, true);
	else
		err = vfs_mknod(dir, dentry, mode,
				S_ISCHR(mode) || S_ISBLK(mode) ? new_decode_dev(dev) : 0);
	done_path_create(&path, dentry);
	return err;
}

int init_mknod(const char *name, umode_t mode, unsigned int dev)
{
	return do_mknodat(AT_FDCWD, name, mode, dev);
}

SYSCALL_DEFINE3(mknod, const char __user *, uname, umode_t, mode, unsigned int, dev)
{
	return with_name(name, uname, do_mknodat(AT_FDCWD, name, mode, dev));
}

SYSCALL_DEFINE4(mknodat, int, dfd, const char __user *, uname, umode_t, mode, unsigned int, dev)
{
	return with_name(name, uname, do_mknodat(dfd, name, mode, dev));
}

int do_symlinkat(const char *target, int dfd, const char *name)
{
	struct path path;
	struct dentry *dentry;
	int err;

	if (!*target)
		return -ENOENT;
	dentry = create_at(dfd, name, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_symlink(d_inode(path.dentry), dentry, target);
	done_path_create(&path, dentry);
	return err;
}

int init_symlink(const char *target, const char *name)
{
	return do_symlinkat(target, AT_FDCWD, name);
}

SYSCALL_DEFINE2(symlink, const char __user *, utarget, const char __user *, uname)
{
	return with_two_names(target, utarget, name, uname,
			      do_symlinkat(target, AT_FDCWD, name));
}

SYSCALL_DEFINE3(symlinkat, const char __user *, utarget, int, dfd, const char __user *, uname)
{
	return with_two_names(target, utarget, name, uname,
			      do_symlinkat(target, dfd, name));
}

/* @flags: AT_SYMLINK_FOLLOW, AT_EMPTY_PATH. */
int do_linkat(int old_dfd, const char *oldname, int new_dfd, const char *newname, int flags)
{
	struct path old, path;
	struct dentry *dentry;
	int err;

	if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	err = kern_path_at(old_dfd, oldname, lookup_flags(flags & AT_SYMLINK_FOLLOW, flags), &old);
	if (err)
		return err;
	dentry = create_at(new_dfd, newname, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = old.mnt == path.mnt ? vfs_link(old.dentry, d_inode(path.dentry), dentry)
					  : -EXDEV;
		done_path_create(&path, dentry);
	}
	path_put(&old);
	return err;
}

int init_link(const char *oldname, const char *newname)
{
	return do_linkat(AT_FDCWD, oldname, AT_FDCWD, newname, 0);
}

SYSCALL_DEFINE2(link, const char __user *, uold, const char __user *, unew)
{
	return with_two_names(old, uold, new, unew,
			      do_linkat(AT_FDCWD, old, AT_FDCWD, new, 0));
}

SYSCALL_DEFINE5(linkat, int, old_dfd, const char __user *, uold, int, new_dfd,
		const char __user *, unew, int, flags)
{
	return with_two_names(old, uold, new, unew,
			      do_linkat(old_dfd, old, new_dfd, new, flags));
}

/* ---- removing, renaming -------------------------------------------------------- */

SYSCALL_DEFINE1(unlink, const char __user *, uname)
{
	return with_name(name, uname, do_unlinkat(AT_FDCWD, name));
}

SYSCALL_DEFINE1(rmdir, const char __user *, uname)
{
	return with_name(name, uname, do_rmdirat(AT_FDCWD, name));
}

SYSCALL_DEFINE3(unlinkat, int, dfd, const char __user *, uname, int, flags)
{
	if (flags & ~AT_REMOVEDIR)
		return -EINVAL;
	return with_name(name, uname, flags & AT_REMOVEDIR ? do_rmdirat(dfd, name)
							   : do_unlinkat(dfd, name));
}

static long rename_by_name(int old_dfd, const char __user *uold, int new_dfd,
			   const char __user *unew, unsigned int flags)
{
	return with_two_names(old, uold, new, unew,
			      do_renameat(old_dfd, old, new_dfd, new, flags));
}

SYSCALL_DEFINE2(rename, const char __user *, uold, const char __user *, unew)
{
	return rename_by_name(AT_FDCWD, uold, AT_FDCWD, unew, 0);
}

SYSCALL_DEFINE4(renameat, int, old_dfd, const char __user *, uold, int, new_dfd,
		const char __user *, unew)
{
	return rename_by_name(old_dfd, uold, new_dfd, unew, 0);
}

SYSCALL_DEFINE5(renameat2, int, old_dfd, const char __user *, uold, int, new_dfd,
		const char __user *, unew, unsigned int, flags)
{
	return rename_by_name(old_dfd, uold, new_dfd, unew, flags);
}

/* ---- mounting ------------------------------------------------------------------ */

/* A string that may be missing; @max with its end. */
static char *copy_mount_string(const char __user *ustring, long max)
{
	long size;

	if (!ustring)
		return NULL;
	size = strnlen_user(ustring, max);
	if (!size)
		return ERR_PTR(-EFAULT);
	return size > max ? ERR_PTR(-EINVAL) : memdup_user_nul(ustring, size - 1);
}

/* Up to a page of the file system's own options. */
static void *copy_mount_options(const void __user *udata)
{
	char *data;
	size_t missing;

	if (!udata)
		return NULL;
	data = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!data)
		return ERR_PTR(-ENOMEM);
	missing = copy_from_user(data, udata, PAGE_SIZE - 1);	/* it may end before the page */
	if (missing < PAGE_SIZE - 1)
		return data;
	kfree(data);
	return ERR_PTR(-EFAULT);
}

static int mount_strings(const char *dev, const char __user *udir, const char *type,
			 unsigned long flags, void *data)
{
	if (IS_ERR(dev))
		return PTR_ERR(dev);
	if (IS_ERR(type))
		return PTR_ERR(type);
	if (IS_ERR(data))
		return PTR_ERR(data);
	if (!type && !(flags & MS_REMOUNT))
		return -EINVAL;
	return with_name(dir, udir, do_mount(dev ?: "none", dir, type, flags, data));
}

static void free_string(void *string)
{
	if (!IS_ERR(string))
		kfree(string);
}

SYSCALL_DEFINE5(mount, const char __user *, udev, const char __user *, udir,
		const char __user *, utype, unsigned long, flags, void __user *, udata)
{
	char *dev = copy_mount_string(udev, PATH_MAX);
	char *type = copy_mount_string(utype, MOUNT_TYPE_MAX);
	void *data = copy_mount_options(udata);
	int err = mount_strings(dev, udir, type, flags, data);

	free_string(data);
	free_string(type);
	free_string(dev);
	return err;
}

SYSCALL_DEFINE2(umount2, const char __user *, uname, int, flags)
{
	return with_name(name, uname, do_umount(name, flags));
}
