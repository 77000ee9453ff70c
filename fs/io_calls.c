// SPDX-License-Identifier: MIT
/*
 * fs/io_calls.c - a program reads, writes and seeks by number
 *
 * A file that is a stream has no position: its functions get NULL for it, as on Linux.
 *
 * Context: process, may sleep.
 */

#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

/* ---- one buffer ---------------------------------------------------------------- */

static loff_t *position_of(struct file *file, loff_t *pos)
{
	if (file->f_mode & FMODE_STREAM)
		return NULL;
	*pos = file->f_pos;
	return pos;
}

SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, ubuf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	loff_t pos, *ppos;
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ppos = position_of(f.file, &pos);
	ret = vfs_read(f.file, ubuf, count, ppos);
	if (ret >= 0 && ppos)
		f.file->f_pos = pos;
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(write, unsigned int, fd, const char __user *, ubuf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	loff_t pos, *ppos;
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ppos = position_of(f.file, &pos);
	ret = vfs_write(f.file, ubuf, count, ppos);
	if (ret >= 0 && ppos)
		f.file->f_pos = pos;
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE4(pread64, unsigned int, fd, char __user *, ubuf, size_t, count, loff_t, pos)
{
	struct fd f = fdget(fd);
	ssize_t ret = -ESPIPE;

	if (!f.file)
		return -EBADF;
	if (pos < 0)
		ret = -EINVAL;
	else if (f.file->f_mode & FMODE_PREAD)
		ret = vfs_read(f.file, ubuf, count, &pos);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE4(pwrite64, unsigned int, fd, const char __user *, ubuf, size_t, count, loff_t, pos)
{
	struct fd f = fdget(fd);
	ssize_t ret = -ESPIPE;

	if (!f.file)
		return -EBADF;
	if (pos < 0)
		ret = -EINVAL;
	else if (f.file->f_mode & FMODE_PWRITE)
		ret = vfs_write(f.file, ubuf, count, &pos);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE3(lseek, unsigned int, fd, long, offset, unsigned int, whence)
{
	struct fd f = fdget_pos(fd);
	loff_t pos = -EINVAL;

	if (!f.file)
		return -EBADF;
	if (whence <= SEEK_MAX)
		pos = vfs_llseek(f.file, offset, whence);
	fdput_pos(f);
	return pos;
}

/* ---- several buffers -------------------------------------------------------------- */

/* Checked as a whole before the first byte moves; for kfree(). */
static struct iovec *get_iovec(const struct iovec __user *uvec, unsigned long n)
{
	struct iovec *vec;
	size_t total = 0;

	if (n > UIO_MAXIOV)
		return ERR_PTR(-EINVAL);
	vec = memdup_user(uvec, n * sizeof(*vec));
	if (IS_ERR(vec))
		return vec;
	for (unsigned long i = 0; i < n; i++) {
		if ((ssize_t)vec[i].iov_len < 0 || (ssize_t)(total + vec[i].iov_len) < 0) {
			kfree(vec);
			return ERR_PTR(-EINVAL);
		}
		vec[i].iov_len = min_t(size_t, vec[i].iov_len, MAX_RW_COUNT - total);
		total += vec[i].iov_len;
	}
	return vec;
}

typedef ssize_t (*rw_func_t)(struct file *file, void __user *buf, size_t count, loff_t *pos);

static ssize_t read_one(struct file *file, void __user *buf, size_t count, loff_t *pos)
{
	return vfs_read(file, buf, count, pos);
}

static ssize_t write_one(struct file *file, void __user *buf, size_t count, loff_t *pos)
{
	return vfs_write(file, buf, count, pos);
}

static ssize_t rw_each(struct file *file, const struct iovec *vec, unsigned long n, loff_t *pos,
		       rw_func_t rw)
{
	ssize_t done = 0, ret;

	for (unsigned long i = 0; i < n; i++) {
		ret = rw(file, vec[i].iov_base, vec[i].iov_len, pos);
		if (ret < 0)
			return done ? done : ret;
		done += ret;
		if (ret != vec[i].iov_len)
			break;
	}
	return done;
}

static size_t total_length(const struct iovec *vec, unsigned long n)
{
	size_t total = 0;

	while (n--)
		total += vec[n].iov_len;
	return total;
}

/* Little for a pipe is written in one piece, however many it comes in. */
static ssize_t write_gathered(struct file *file, const struct iovec *vec, unsigned long n,
			      size_t total, loff_t *pos)
{
	char *buf = kmalloc(total, GFP_KERNEL);
	size_t at = 0;
	ssize_t ret = 0;

	if (!buf)
		return -ENOMEM;
	for (unsigned long i = 0; i < n && !ret; at += vec[i++].iov_len)
		if (copy_from_user(buf + at, vec[i].iov_base, vec[i].iov_len))
			ret = -EFAULT;
	if (!ret)
		ret = kernel_write(file, buf, total, pos);
	kfree(buf);
	return ret;
}

static ssize_t rw_vector(struct file *file, const struct iovec __user *uvec, unsigned long n,
			 loff_t *pos, rw_func_t rw)
{
	struct iovec *vec = get_iovec(uvec, n);
	size_t total;
	ssize_t ret;

	if (IS_ERR(vec))
		return PTR_ERR(vec);
	total = total_length(vec, n);
	if (rw == write_one && S_ISFIFO(file_inode(file)->i_mode) && n > 1 && total <= PIPE_BUF)
		ret = write_gathered(file, vec, n, total, pos);
	else
		ret = rw_each(file, vec, n, pos, rw);
	kfree(vec);
	return ret;
}

static ssize_t rw_vector_at_pos(unsigned int fd, const struct iovec __user *uvec, unsigned long n,
				rw_func_t rw)
{
	struct fd f = fdget_pos(fd);
	loff_t pos, *ppos;
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ppos = position_of(f.file, &pos);
	ret = rw_vector(f.file, uvec, n, ppos, rw);
	if (ret >= 0 && ppos)
		f.file->f_pos = pos;
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(readv, unsigned int, fd, const struct iovec __user *, uvec, unsigned long, n)
{
	return rw_vector_at_pos(fd, uvec, n, read_one);
}

SYSCALL_DEFINE3(writev, unsigned int, fd, const struct iovec __user *, uvec, unsigned long, n)
{
	return rw_vector_at_pos(fd, uvec, n, write_one);
}

static ssize_t rw_vector_at(unsigned int fd, const struct iovec __user *uvec, unsigned long n,
			    loff_t pos, fmode_t mode, rw_func_t rw)
{
	struct fd f = fdget(fd);
	ssize_t ret = -ESPIPE;

	if (!f.file)
		return -EBADF;
	if (pos < 0)
		ret = -EINVAL;
	else if (f.file->f_mode & mode)
		ret = rw_vector(f.file, uvec, n, &pos, rw);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE4(preadv, unsigned int, fd, const struct iovec __user *, uvec, unsigned long, n,
		loff_t, pos)
{
	return rw_vector_at(fd, uvec, n, pos, FMODE_PREAD, read_one);
}

SYSCALL_DEFINE4(pwritev, unsigned int, fd, const struct iovec __user *, uvec, unsigned long, n,
		loff_t, pos)
{
	return rw_vector_at(fd, uvec, n, pos, FMODE_PWRITE, write_one);
}

/* ---- from file to file --------------------------------------------------------------- */

/* A page's worth.  What was read and could not be written has not been read. */
static ssize_t send_piece(struct file *out, struct file *in, loff_t *in_pos, char *buf,
			  size_t count)
{
	loff_t pos = *in_pos, *out_pos = out->f_mode & FMODE_STREAM ? NULL : &out->f_pos;
	ssize_t n = kernel_read(in, buf, min_t(size_t, count, PAGE_SIZE), &pos);

	if (n > 0)
		n = kernel_write(out, buf, n, out_pos);
	if (n > 0)
		*in_pos += n;
	return n;
}

static ssize_t send(struct file *out, struct file *in, loff_t *in_pos, size_t count)
{
	char *buf = (char *)__get_free_page(GFP_KERNEL);
	ssize_t done = 0, n = 0;

	if (!buf)
		return -ENOMEM;
	while (done < count) {
		n = send_piece(out, in, in_pos, buf, count - done);
		if (n <= 0)
			break;
		done += n;
		if (signal_pending(current))
			break;
	}
	free_page((unsigned long)buf);
	return done ? done : n;
}

/*
 * Only from files that lie in memory, and not to devices: those answer -EINVAL on Linux,
 * too, unless their driver has splice operations, and programs then read and write.
 */
static int may_send(const struct file *out, const struct file *in)
{
	if (!(in->f_mode & FMODE_READ) || !(out->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!is_memory_file(in) || S_ISCHR(file_inode(out)->i_mode) || out->f_flags & O_APPEND)
		return -EINVAL;
	return out->f_mode & FMODE_CAN_WRITE ? 0 : -EINVAL;
}

static ssize_t sendfile_pos(unsigned int out_fd, unsigned int in_fd, loff_t *pos, size_t count)
{
	struct fd in = fdget(in_fd), out = fdget(out_fd);
	ssize_t ret = in.file && out.file ? may_send(out.file, in.file) : -EBADF;

	if (!ret)
		ret = send(out.file, in.file, pos ? pos : &in.file->f_pos,
			   min_t(size_t, count, MAX_RW_COUNT));
	if (out.file)
		fdput(out);
	if (in.file)
		fdput(in);
	return ret;
}

SYSCALL_DEFINE4(sendfile, unsigned int, out_fd, unsigned int, in_fd, loff_t __user *, upos,
		size_t, count)
{
	loff_t pos;
	ssize_t ret;

	if (!upos)
		return sendfile_pos(out_fd, in_fd, NULL, count);
	if (get_user(pos, upos))
		return -EFAULT;
	if (pos < 0)
		return -EINVAL;
	ret = sendfile_pos(out_fd, in_fd, &pos, count);
	return put_user(pos, upos) ? -EFAULT : ret;
}
