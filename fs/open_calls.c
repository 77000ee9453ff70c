// SPDX-License-Identifier: MIT
/*
 * fs/open_calls.c - a program opens and closes files, asks whether it may, and moves about
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init_syscalls.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/linux/close_range.h>

#include "internal.h"

/* Of access(). */
#define MAY_EXEC	1
#define MAY_WRITE	2
#define MAY_READ	4
#define MAY_ALL		(MAY_EXEC | MAY_WRITE | MAY_READ)

/* ---- open, close --------------------------------------------------------------- */

static struct file *open_at(int dfd, const char *name, int flags, umode_t mode)
{
	const struct open_flags op = {
		.flags = (flags & VALID_OPEN_FLAGS & ~O_CLOEXEC) | O_LARGEFILE,
		.mode = flags & O_CREAT ? mode & S_IALLUGO : 0,
	};

	if (op.flags & O_CREAT && op.flags & O_DIRECTORY)
		return ERR_PTR(-EINVAL);
	return do_filp_open(dfd, name, &op);
}

/* The number first: a file that has been opened, and perhaps made, is not given up. */
static long open_as_fd(int dfd, const char *name, int flags, umode_t mode)
{
	int fd = get_unused_fd_flags(flags);
	struct file *file;

	if (fd < 0)
		return fd;
	file = open_at(dfd, name, flags, mode);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}

long do_sys_open(int dfd, const char __user *uname, int flags, umode_t mode)
{
	return with_name(name, uname, open_as_fd(dfd, name, flags, mode));
}

SYSCALL_DEFINE3(open, const char __user *, uname, int, flags, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, uname, flags, mode);
}

SYSCALL_DEFINE4(openat, int, dfd, const char __user *, uname, int, flags, umode_t, mode)
{
	return do_sys_open(dfd, uname, flags, mode);
}

SYSCALL_DEFINE2(creat, const char __user *, uname, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, uname, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* It cannot be restarted: the number is gone. */
SYSCALL_DEFINE1(close, unsigned int, fd)
{
	int err = close_fd(fd);

	switch (err) {
	case -ERESTARTSYS:
	case -ERESTARTNOINTR:
	case -ERESTARTNOHAND:
	case -ERESTART_RESTARTBLOCK:
		return -EINTR;
	default:
		return err;
	}
}

SYSCALL_DEFINE3(close_range, unsigned int, fd, unsigned int, max_fd, unsigned int, flags)
{
	if (flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC) || fd > max_fd)
		return -EINVAL;
	if (flags & CLOSE_RANGE_UNSHARE && unshare_files())
		return -ENOMEM;
	max_fd = min(max_fd, current->files->fdt->max_fds - 1);
	for (; fd <= max_fd; fd++) {
		if (flags & CLOSE_RANGE_CLOEXEC)
			set_close_on_exec(fd, 1);
		else
			(void)close_fd(fd);	/* most are not open */
		cond_resched();
	}
	return 0;
}

/* ---- access -------------------------------------------------------------------- */

/* Root may all but write where nobody can, and run what nobody may. */
static int may_access(const struct path *path, int mode)
{
	const struct inode *inode = d_inode(path->dentry);

	if (mode & MAY_WRITE && inode->i_sb->s_flags & SB_RDONLY &&
	    (S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode) || S_ISLNK(inode->i_mode)))
		return -EROFS;
	if (mode & MAY_EXEC && !S_ISDIR(inode->i_mode) && !(inode->i_mode & S_IXUGO))
		return -EACCES;
	return 0;
}

static int do_faccessat(int dfd, const char __user *uname, int mode, int flags)
{
	struct path path;
	int err;

	if (mode & ~MAY_ALL || flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	err = user_path_at(dfd, uname, lookup_flags(!(flags & AT_SYMLINK_NOFOLLOW), flags), &path);
	if (err)
		return err;
	err = may_access(&path, mode);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE2(access, const char __user *, uname, int, mode)
{
	return do_faccessat(AT_FDCWD, uname, mode, 0);
}

SYSCALL_DEFINE3(faccessat, int, dfd, const char __user *, uname, int, mode)
{
	return do_faccessat(dfd, uname, mode, 0);
}

SYSCALL_DEFINE4(faccessat2, int, dfd, const char __user *, uname, int, mode, int, flags)
{
	return do_faccessat(dfd, uname, mode, flags);
}

/* ---- where names begin ----------------------------------------------------------- */

int init_chdir(const char *name)
{
	struct path path;
	int err = kern_path(name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (err)
		return err;
	set_fs_pwd(current->fs, &path);
	path_put(&path);
	return 0;
}

SYSCALL_DEFINE1(chdir, const char __user *, uname)
{
	return with_name(name, uname, init_chdir(name));
}

SYSCALL_DEFINE1(fchdir, unsigned int, fd)
{
	struct fd f = fdget_raw(fd);
	int err = 0;

	if (!f.file)
		return -EBADF;
	if (S_ISDIR(file_inode(f.file)->i_mode))
		set_fs_pwd(current->fs, &f.file->f_path);
	else
		err = -ENOTDIR;
	fdput(f);
	return err;
}

SYSCALL_DEFINE1(chroot, const char __user *, uname)
{
	struct path path;
	int err = user_path_at(AT_FDCWD, uname, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (err)
		return err;
	set_fs_root(current->fs, &path);
	path_put(&path);
	return 0;
}

static long give_cwd(const struct path *pwd, char *buf, char __user *ubuf, unsigned long size)
{
	const char *text;
	unsigned long len;

	if (d_unhashed(pwd->dentry))
		return -ENOENT;		/* it was removed */
	text = d_path(pwd, buf, PATH_MAX);
	if (IS_ERR(text))
		return PTR_ERR(text);
	len = strlen(text) + 1;
	if (len > size)
		return -ERANGE;
	return copy_to_user(ubuf, text, len) ? -EFAULT : (long)len;
}

/* Returns the length, with the end. */
SYSCALL_DEFINE2(getcwd, char __user *, ubuf, unsigned long, size)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	struct path pwd;
	long ret;

	if (!buf)
		return -ENOMEM;
	get_fs_pwd(current->fs, &pwd);
	ret = give_cwd(&pwd, buf, ubuf, size);
	path_put(&pwd);
	kfree(buf);
	return ret;
}

SYSCALL_DEFINE1(umask, int, mask)
{
	return xchg(&current->fs->umask, mask & S_IRWXUGO);
}

/* ---- everything is where it belongs already ---------------------------------------- */

/* What is written is in memory, and there is nothing behind that. */
SYSCALL_DEFINE0(sync)
{
	return 0;
}

static int sync_fd(unsigned int fd, int datasync)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_fsync(f.file, datasync);
	fdput(f);
	return err;
}

SYSCALL_DEFINE1(fsync, unsigned int, fd)
{
	return sync_fd(fd, 0);
}

SYSCALL_DEFINE1(fdatasync, unsigned int, fd)
{
	return sync_fd(fd, 1);
}
