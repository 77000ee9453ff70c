// SPDX-License-Identifier: MIT
/*
 * fs/libfs.c - pieces that simple file systems are made of
 *
 * A file system without a disk can let the entries in memory be its tree: what is
 * made is held by one reference more, and looking a name up in such a directory
 * finds nothing that is not in memory.  The simple_*() functions are the operations
 * of such a tree; ramfs, devtmpfs and sysfs use them.
 *
 * Context: process, may sleep; the directories are locked by the VFS.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "internal.h"

/* ---- directories ------------------------------------------------------------- */

/* It is not in memory, so it is not there; but somebody may be about to make it. */
struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	d_add(dentry, NULL);
	return NULL;
}
EXPORT_SYMBOL(simple_lookup);

bool dir_emit_dots(struct file *file, struct dir_context *ctx)
{
	struct dentry *dentry = file_dentry(file);

	if (ctx->pos == 0) {
		if (!dir_emit(ctx, ".", 1, file_inode(file)->i_ino, DT_DIR))
			return false;
		ctx->pos = 1;
	}
	if (ctx->pos == 1) {
		struct dentry *parent = dget_parent(dentry);
		bool more = dir_emit(ctx, "..", 2, d_inode(parent)->i_ino, DT_DIR);

		dput(parent);
		if (!more)
			return false;
		ctx->pos = 2;
	}
	return true;
}
EXPORT_SYMBOL(dir_emit_dots);

/* The children in the order in which they were made. */
int dcache_readdir(struct file *file, struct dir_context *ctx)
{
	struct dentry *dir = file_dentry(file), *child = NULL;

	if (!dir_emit_dots(file, ctx))
		return 0;
	while ((child = d_next_child(dir, child, ctx->pos))) {
		const struct inode *inode = d_inode(child);

		if (!dir_emit(ctx, (const char *)child->d_name.name, child->d_name.len,
			      inode->i_ino, S_DT(inode->i_mode))) {
			dput(child);
			break;
		}
		ctx->pos = child->d_offset + 1;
	}
	return 0;
}
EXPORT_SYMBOL(dcache_readdir);

ssize_t generic_read_dir(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return -EISDIR;
}
EXPORT_SYMBOL(generic_read_dir);

int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	return 0;
}
EXPORT_SYMBOL(noop_fsync);

const struct file_operations simple_dir_operations = {
	.llseek		= generic_file_llseek,
	.read		= generic_read_dir,
	.iterate_shared	= dcache_readdir,
	.fsync		= noop_fsync,
};
EXPORT_SYMBOL(simple_dir_operations);

const struct inode_operations simple_dir_inode_operations = {
	.lookup		= simple_lookup,
};
EXPORT_SYMBOL(simple_dir_inode_operations);

int simple_empty(struct dentry *dentry)
{
	struct dentry *child = d_next_child(dentry, NULL, 0);

	dput(child);
	return !child;
}
EXPORT_SYMBOL(simple_empty);

static void touch(struct inode *inode)
{
	inode->i_mtime = inode->i_ctime = current_time(inode);
}

int simple_link(struct dentry *old, struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(old);

	touch(dir);
	inode->i_ctime = dir->i_ctime;
	inc_nlink(inode);
	ihold(inode);
	d_add(dentry, inode);
	dget(dentry);			/* for being in the tree */
	return 0;
}
EXPORT_SYMBOL(simple_link);

int simple_unlink(struct inode *dir, struct dentry *dentry)
{
	touch(dir);
	d_inode(dentry)->i_ctime = dir->i_ctime;
	drop_nlink(d_inode(dentry));
	dput(dentry);			/* the caller has another reference */
	return 0;
}
EXPORT_SYMBOL(simple_unlink);

int simple_rmdir(struct inode *dir, struct dentry *dentry)
{
	if (!simple_empty(dentry))
		return -ENOTEMPTY;
	drop_nlink(d_inode(dentry));	/* its own "." */
	simple_unlink(dir, dentry);
	drop_nlink(dir);		/* its ".." */
	return 0;
}
EXPORT_SYMBOL(simple_rmdir);

int simple_rename(struct inode *old_dir, struct dentry *old, struct inode *new_dir,
		  struct dentry *new, unsigned int flags)
{
	bool is_dir = S_ISDIR(d_inode(old)->i_mode);

	if (flags)
		return -EINVAL;
	if (d_is_positive(new) && is_dir && !simple_empty(new))
		return -ENOTEMPTY;
	if (d_is_positive(new)) {
		if (is_dir) {
			drop_nlink(d_inode(new));
			drop_nlink(new_dir);
		}
		simple_unlink(new_dir, new);
	}
	if (is_dir) {
		drop_nlink(old_dir);
		inc_nlink(new_dir);
	}
	touch(old_dir);
	touch(new_dir);
	d_inode(old)->i_ctime = new_dir->i_ctime;
	return 0;
}
EXPORT_SYMBOL(simple_rename);

/* ---- attributes and links ---------------------------------------------------- */

void setattr_copy(struct inode *inode, const struct iattr *attr)
{
	if (attr->ia_valid & ATTR_MODE)
		inode->i_mode = attr->ia_mode;
	if (attr->ia_valid & ATTR_UID)
		inode->i_uid = attr->ia_uid;
	if (attr->ia_valid & ATTR_GID)
		inode->i_gid = attr->ia_gid;
	if (attr->ia_valid & ATTR_ATIME)
		inode->i_atime = attr->ia_atime;
	if (attr->ia_valid & ATTR_MTIME)
		inode->i_mtime = attr->ia_mtime;
	if (attr->ia_valid & ATTR_CTIME)
		inode->i_ctime = attr->ia_ctime;
}
EXPORT_SYMBOL(setattr_copy);

/* Of files whose size is not theirs to change: truncating one does nothing. */
int simple_setattr(struct dentry *dentry, struct iattr *attr)
{
	setattr_copy(d_inode(dentry), attr);
	return 0;
}
EXPORT_SYMBOL(simple_setattr);

void generic_fillattr(struct inode *inode, struct kstat *stat)
{
	*stat = (struct kstat){
		.mode = inode->i_mode, .nlink = inode->i_nlink, .ino = inode->i_ino,
		.dev = inode->i_sb->s_dev, .rdev = inode->i_rdev,
		.uid = inode->i_uid, .gid = inode->i_gid, .size = i_size_read(inode),
		.atime = inode->i_atime, .mtime = inode->i_mtime, .ctime = inode->i_ctime,
		.blksize = inode->i_sb->s_blocksize, .blocks = inode->i_blocks,
	};
}
EXPORT_SYMBOL(generic_fillattr);

const char *simple_get_link(struct dentry *dentry, struct inode *inode)
{
	return inode->i_link;
}
EXPORT_SYMBOL(simple_get_link);

const struct inode_operations simple_symlink_inode_operations = {
	.get_link = simple_get_link,
};
EXPORT_SYMBOL(simple_symlink_inode_operations);

/**
 * simple_new_inode - an inode of a file system that lives in memory alone
 * @mode: what it is, and its permissions; a file's operations are the caller's to set
 * Context: process, may sleep.
 * Return: the inode, or NULL: no memory.
 */
struct inode *simple_new_inode(struct super_block *sb, umode_t mode)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode_init_owner(inode, NULL, mode);
	if (S_ISDIR(mode)) {
		inode->i_op = &simple_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode);
	} else if (S_ISLNK(mode)) {
		inode->i_op = &simple_symlink_inode_operations;
	}
	return inode;
}

/* ---- reading and writing buffers --------------------------------------------- */

/* The owner's pointer, from the inode to the file. */
int simple_open(struct inode *inode, struct file *file)
{
	if (inode->i_private)
		file->private_data = inode->i_private;
	return 0;
}
EXPORT_SYMBOL(simple_open);

/**
 * simple_read_from_buffer - a read() of a file whose text is all in memory
 * Return: how much, 0 at the end, -EINVAL for a position before it, -EFAULT.
 */
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *ppos,
				const void *from, size_t available)
{
	loff_t pos = *ppos;
	size_t missing;

	if (pos < 0)
		return -EINVAL;
	if (pos >= available || !count)
		return 0;
	count = min_t(size_t, count, available - pos);
	missing = copy_to_user(to, from + pos, count);
	if (missing == count)
		return -EFAULT;
	count -= missing;
	*ppos = pos + count;
	return count;
}
EXPORT_SYMBOL(simple_read_from_buffer);

/* A write() to it: never behind its end. */
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *ppos,
			       const void __user *from, size_t count)
{
	loff_t pos = *ppos;
	size_t missing;

	if (pos < 0)
		return -EINVAL;
	if (pos >= available || !count)
		return 0;
	count = min_t(size_t, count, available - pos);
	missing = copy_from_user(to + pos, from, count);
	if (missing == count)
		return -EFAULT;
	count -= missing;
	*ppos = pos + count;
	return count;
}
EXPORT_SYMBOL(simple_write_to_buffer);

/* The same from kernel memory to kernel memory. */
ssize_t memory_read_from_buffer(void *to, size_t count, loff_t *ppos, const void *from,
				size_t available)
{
	loff_t pos = *ppos;

	if (pos < 0)
		return -EINVAL;
	if (pos >= available)
		return 0;
	count = min_t(size_t, count, available - pos);
	memcpy(to, from + pos, count);
	*ppos = pos + count;
	return count;
}
EXPORT_SYMBOL(memory_read_from_buffer);
