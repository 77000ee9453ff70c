// SPDX-License-Identifier: MIT
/*
 * fs/open.c - opening and closing files
 *
 * An open file holds its path (so its mount and its entry), and a use of the module
 * whose operations it has.  Its last reference releases all that, at once and not
 * later by a work of the task as on Linux: fput() may sleep.
 *
 * Locking: f_count is atomic; f_pos_lock and f_lock are for who shares the file.
 */

#include <linux/cdev.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "internal.h"

static struct kmem_cache *filp_cachep;	/* I */

const struct file_operations *fops_get(const struct file_operations *fops)
{
	return fops && try_module_get(fops->owner) ? fops : NULL;
}
EXPORT_SYMBOL(fops_get);

void fops_put(const struct file_operations *fops)
{
	if (fops)
		module_put(fops->owner);
}
EXPORT_SYMBOL(fops_put);

/* ---- the life of a struct file ----------------------------------------------- */

struct file *alloc_empty_file(int flags)
{
	struct file *file = kmem_cache_zalloc(filp_cachep, GFP_KERNEL);

	if (!file)
		return ERR_PTR(-ENOMEM);
	spin_lock_init(&file->f_lock);
	mutex_init(&file->f_pos_lock);
	rwlock_init(&file->f_owner.lock);
	atomic_long_set(&file->f_count, 1);
	file->f_flags = flags;
	file->f_mode = OPEN_FMODE(flags);
	return file;
}

struct file *get_file(struct file *file)
{
	atomic_long_inc(&file->f_count);
	return file;
}
EXPORT_SYMBOL(get_file);

/**
 * fput - give a reference to an open file back; the last one releases it
 * Context: process, may sleep.
 */
void fput(struct file *file)
{
	if (!atomic_long_dec_and_test(&file->f_count))
		return;
	if (file->f_mode & FMODE_OPENED) {
		if (file->f_flags & FASYNC && file->f_op->fasync)
			file->f_op->fasync(-1, file, 0);
		if (file->f_op->release)
			file->f_op->release(file->f_inode, file);
		fops_put(file->f_op);
		if (S_ISCHR(file->f_inode->i_mode))
			cdev_put(file->f_inode->i_cdev);
		path_put(&file->f_path);
	}
	put_pid(file->f_owner.pid);
	kmem_cache_free(filp_cachep, file);
}
EXPORT_SYMBOL(fput);

/* What the operations allow; most of it is known from which of them there are. */
static void set_modes(struct file *file)
{
	if (file->f_mode & FMODE_READ && file->f_op->read)
		file->f_mode |= FMODE_CAN_READ;
	if (file->f_mode & FMODE_WRITE && file->f_op->write)
		file->f_mode |= FMODE_CAN_WRITE;
	if (!file->f_op->llseek)
		file->f_mode &= ~FMODE_LSEEK;
}

static int truncate_opened(struct file *file)
{
	struct iattr attr = { .ia_valid = ATTR_SIZE | ATTR_OPEN };
	int err = 0;

	if (S_ISREG(file->f_inode->i_mode)) {
		inode_lock(file->f_inode);
		err = notify_change(file->f_path.dentry, &attr);
		inode_unlock(file->f_inode);
	}
	return err;
}

/**
 * vfs_open - make an empty file an open one
 *
 * Context: process, may sleep.
 * Return: 0; -ENXIO when it has no operations, -EROFS, or what its open() returned.
 */
int vfs_open(const struct path *path, struct file *file)
{
	struct inode *inode = d_inode(path->dentry);
	int err = 0;

	if (file->f_mode & FMODE_WRITE && S_ISREG(inode->i_mode) &&
	    inode->i_sb->s_flags & SB_RDONLY)
		return -EROFS;
	file->f_op = fops_get(inode->i_fop);
	if (!file->f_op)
		return -ENODEV;
	file->f_path = *path;
	path_get(&file->f_path);
	file->f_inode = inode;
	file->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	if (file->f_op->open)
		err = file->f_op->open(inode, file);
	else if (!S_ISREG(inode->i_mode) && !S_ISDIR(inode->i_mode))
		err = -ENXIO;
	if (err) {
		fops_put(file->f_op);
		path_put(&file->f_path);
		return err;
	}
	file->f_mode |= FMODE_OPENED;
	set_modes(file);
	if (file->f_flags & O_TRUNC)
		err = truncate_opened(file);
	file->f_flags &= ~(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC);
	return err;
}

/* The reference to the file's entry and mount goes over, also if it fails. */
static struct file *file_of_path(const struct path *path, int flags,
				 const struct file_operations *fops)
{
	struct file *file = alloc_empty_file(flags);

	if (IS_ERR(file)) {
		path_put(path);
		return file;
	}
	file->f_path = *path;
	file->f_inode = d_inode(path->dentry);
	file->f_op = fops_get(fops);
	file->f_mode |= FMODE_OPENED;
	set_modes(file);
	return file;
}

struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, int flags,
			       const struct file_operations *fops)
{
	struct path path = { .dentry = d_make_root(inode) };

	if (!path.dentry)
		return ERR_PTR(-ENOMEM);
	path.mnt = mntget(mnt);
	return file_of_path(&path, flags, fops);
}

struct file *alloc_file_clone(struct file *base, int flags, const struct file_operations *fops)
{
	path_get(&base->f_path);
	return file_of_path(&base->f_path, flags, fops);
}

/**
 * filp_open - open a file by its name
 * @flags: O_*; @mode: of a file that O_CREAT makes
 *
 * Context: process, may sleep.
 * Return: the file, or ERR_PTR().
 */
struct file *filp_open(const char *name, int flags, umode_t mode)
{
	const struct open_flags op = {
		.flags = flags & VALID_OPEN_FLAGS & ~(O_CLOEXEC),
		.mode = mode & S_IALLUGO,
	};

	if (op.flags & O_CREAT && op.flags & O_DIRECTORY)
		return ERR_PTR(-EINVAL);
	return do_filp_open(AT_FDCWD, name, &op);
}
EXPORT_SYMBOL(filp_open);

/**
 * open_exec - open a file to run it
 *
 * Context: process, may sleep.
 * Return: the file, or ERR_PTR(); -EACCES: it is no regular file, or nobody may run it.
 */
struct file *open_exec(const char *name)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	umode_t mode;

	if (IS_ERR(file))
		return file;
	mode = file_inode(file)->i_mode;
	if (S_ISREG(mode) && mode & S_IXUGO)
		return file;
	fput(file);
	return ERR_PTR(-EACCES);
}

/* @id: who closes, for flush(): NULL in the kernel. */
int filp_close(struct file *file, void *id)
{
	int err = 0;

	if (!file_count(file)) {
		pr_err("VFS: Close: file count is 0\n");
		return 0;
	}
	if (file->f_op->flush)
		err = file->f_op->flush(file, id);
	fput(file);
	return err;
}
EXPORT_SYMBOL(filp_close);

int generic_file_open(struct inode *inode, struct file *file)
{
	return 0;
}
EXPORT_SYMBOL(generic_file_open);

/* For open(): a stream, where a position means nothing. */
int nonseekable_open(struct inode *inode, struct file *file)
{
	file->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE);
	return 0;
}
EXPORT_SYMBOL(nonseekable_open);

int stream_open(struct inode *inode, struct file *file)
{
	nonseekable_open(inode, file);
	file->f_mode |= FMODE_STREAM;
	return 0;
}
EXPORT_SYMBOL(stream_open);

void __init files_init(void)
{
	filp_cachep = kmem_cache_create("filp", sizeof(struct file), 0, 0, NULL);
	if (!filp_cachep)
		panic("No memory for open files.");
}
