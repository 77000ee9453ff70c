// SPDX-License-Identifier: MIT
/*
 * fs/read_write.c - reading, writing, seeking, listing, controlling an open file
 *
 * Each checks what Linux checks before the file's own function may be trusted with
 * it: that it was opened for that, a position that is not negative, a count that
 * does not overflow.  kernel_read() and kernel_write() do the same for a buffer of
 * the kernel, which they lend to the call (kernel/mm/usercopy.c).
 *
 * Context: process, may sleep.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#include "internal.h"

/* ---- read and write ---------------------------------------------------------- */

static int verify_area(const struct file *file, const loff_t *ppos, size_t count)
{
	if ((ssize_t)count < 0)
		return -EINVAL;
	if (ppos && (*ppos < 0 || *ppos > LLONG_MAX - (loff_t)count))
		return *ppos < 0 ? -EINVAL : -EOVERFLOW;
	return 0;
}

static int may_do(const struct file *file, fmode_t opened_for, fmode_t can)
{
	if (!(file->f_mode & opened_for))
		return -EBADF;
	return file->f_mode & can ? 0 : -EINVAL;
}

/**
 * vfs_read - read from an open file into a user's buffer
 * Return: how much, 0 at the end, or -errno.
 */
ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	int err = may_do(file, FMODE_READ, FMODE_CAN_READ);

	if (!err && !access_ok(buf, count))
		err = -EFAULT;
	if (!err)
		err = verify_area(file, pos, count);
	if (err)
		return err;
	return file->f_op->read(file, buf, min_t(size_t, count, MAX_RW_COUNT), pos);
}
EXPORT_SYMBOL(vfs_read);

ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	int err = may_do(file, FMODE_WRITE, FMODE_CAN_WRITE);

	if (!err && !access_ok(buf, count))
		err = -EFAULT;
	if (!err)
		err = verify_area(file, pos, count);
	if (err)
		return err;
	return file->f_op->write(file, buf, min_t(size_t, count, MAX_RW_COUNT), pos);
}
EXPORT_SYMBOL(vfs_write);

/**
 * kernel_read - read from an open file into memory of the kernel
 * @pos: where; moves on
 * Return: how much, 0 at the end, or -errno.
 */
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos)
{
	struct lent_buffer lent;
	ssize_t ret;

	lend_buffer(&lent, buf, count);
	ret = vfs_read(file, (__force char __user *)buf, count, pos);
	take_back_buffer(&lent);
	return ret;
}
EXPORT_SYMBOL(kernel_read);

ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos)
{
	struct lent_buffer lent;
	ssize_t ret;

	lend_buffer(&lent, buf, count);
	ret = vfs_write(file, (__force const char __user *)buf, count, pos);
	take_back_buffer(&lent);
	return ret;
}
EXPORT_SYMBOL(kernel_write);

/* ---- position ---------------------------------------------------------------- */

loff_t vfs_llseek(struct file *file, loff_t offset, int whence)
{
	if (!(file->f_mode & FMODE_LSEEK))
		return -ESPIPE;
	return file->f_op->llseek(file, offset, whence);
}
EXPORT_SYMBOL(vfs_llseek);

static loff_t set_pos(struct file *file, loff_t pos, loff_t max)
{
	if (pos < 0 || pos > max)
		return -EINVAL;
	file->f_pos = pos;
	return pos;
}

/**
 * generic_file_llseek_size - seek in a file whose end is known
 * @maxsize: the largest position; @eof: where SEEK_END counts from
 */
loff_t generic_file_llseek_size(struct file *file, loff_t offset, int whence, loff_t maxsize,
				loff_t eof)
{
	loff_t pos;

	switch (whence) {
	case SEEK_SET:
		return set_pos(file, offset, maxsize);
	case SEEK_CUR:
		if (__builtin_add_overflow(file->f_pos, offset, &pos))
			return -EOVERFLOW;
		return set_pos(file, pos, maxsize);
	case SEEK_END:
		if (__builtin_add_overflow(eof, offset, &pos))
			return -EOVERFLOW;
		return set_pos(file, pos, maxsize);
	}
	return -EINVAL;
}
EXPORT_SYMBOL(generic_file_llseek_size);

loff_t generic_file_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file_inode(file);

	return generic_file_llseek_size(file, offset, whence, inode->i_sb->s_maxbytes,
					i_size_read(inode));
}
EXPORT_SYMBOL(generic_file_llseek);

/* A device of a fixed size: not behind its end. */
loff_t fixed_size_llseek(struct file *file, loff_t offset, int whence, loff_t size)
{
	return generic_file_llseek_size(file, offset, whence, size, size);
}
EXPORT_SYMBOL(fixed_size_llseek);

loff_t no_seek_end_llseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_END)
		return -EINVAL;
	return generic_file_llseek_size(file, offset, whence, LLONG_MAX, 0);
}
EXPORT_SYMBOL(no_seek_end_llseek);

loff_t default_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file_inode(file);
	loff_t pos;

	inode_lock(inode);
	pos = generic_file_llseek_size(file, offset, whence, LLONG_MAX, i_size_read(inode));
	inode_unlock(inode);
	return pos;
}
EXPORT_SYMBOL(default_llseek);

/* For devices where programs seek, and it means nothing. */
loff_t noop_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos;
}
EXPORT_SYMBOL(noop_llseek);

loff_t no_llseek(struct file *file, loff_t offset, int whence)
{
	return -ESPIPE;
}
EXPORT_SYMBOL(no_llseek);

/* ---- the rest ---------------------------------------------------------------- */

int vfs_fsync(struct file *file, int datasync)
{
	if (!file->f_op->fsync)
		return -EINVAL;
	return file->f_op->fsync(file, 0, LLONG_MAX, datasync);
}
EXPORT_SYMBOL(vfs_fsync);

/**
 * iterate_dir - the entries of a directory, from ctx->pos on
 *
 * Context: process, may sleep; ctx->actor() may not look into the directory itself.
 * Return: 0 or -errno; -ENOTDIR.
 */
int iterate_dir(struct file *file, struct dir_context *ctx)
{
	struct inode *inode = file_inode(file);
	int err = -ENOENT;

	if (!file->f_op->iterate_shared)
		return -ENOTDIR;
	inode_lock_shared(inode);
	if (inode->i_nlink) {
		ctx->pos = file->f_pos;
		err = file->f_op->iterate_shared(file, ctx);
		file->f_pos = ctx->pos;
	}
	inode_unlock_shared(inode);
	return err;
}
EXPORT_SYMBOL(iterate_dir);
