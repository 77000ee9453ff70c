// SPDX-License-Identifier: MIT
/*
 * fs/sysfs/file.c - reading and writing an attribute
 *
 * Reading from the beginning calls show() into a page, and what is read later comes
 * from that page; each write calls store().  Both go through the gate of the node.
 *
 * Context: process, may sleep.  Locking: reader->lock, of one open file.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>

#include "sysfs.h"

/* What an open file has read. */
struct reader {
	struct mutex lock;
	size_t length;				/* L: of what show() has written */
	bool filled;				/* L */
	int event;				/* the node's, before show() was called */
	char *page;				/* L: NULL until it is needed */
};

/* ---- files ------------------------------------------------------------------- */

static struct node *node_of(const struct file *file)
{
	return file_inode(file)->i_private;
}

static const struct sysfs_ops *ops_of(const struct node *node)
{
	return node->kobj->ktype->sysfs_ops;
}

static bool can_show(const struct node *node)
{
	return node->bin ? !!node->bin->read : ops_of(node) && ops_of(node)->show;
}

static bool can_store(const struct node *node)
{
	return node->bin ? !!node->bin->write : ops_of(node) && ops_of(node)->store;
}

static int may_open(const struct node *node, const struct inode *inode, fmode_t mode)
{
	if (mode & FMODE_WRITE && (!(inode->i_mode & S_IWUGO) || !can_store(node)))
		return -EACCES;
	if (mode & FMODE_READ && (!(inode->i_mode & S_IRUGO) || !can_show(node)))
		return -EACCES;
	return 0;
}

static int sysfs_open(struct inode *inode, struct file *file)
{
	struct node *node = inode->i_private;
	struct reader *reader;
	int err;

	if (!call_gate_enter(&node->gate))
		return -ENODEV;
	err = may_open(node, inode, file->f_mode);
	call_gate_leave(&node->gate);
	if (err)
		return err;
	reader = kzalloc(sizeof(*reader), GFP_KERNEL);
	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->lock);
	file->private_data = reader;
	return 0;
}

static int sysfs_release(struct inode *inode, struct file *file)
{
	struct reader *reader = file->private_data;

	free_page((unsigned long)reader->page);
	kfree(reader);
	return 0;
}

/* A show() that says it wrote more than a page has written over what is behind it. */
static ssize_t call_show(struct node *node, char *page)
{
	ssize_t n;

	if (!call_gate_enter(&node->gate))
		return -ENODEV;
	n = ops_of(node)->show(node->kobj, (struct attribute *)node->attr, page);
	if (n >= (ssize_t)PAGE_SIZE) {
		pr_err("fill_read_buffer: %pS returned bad count\n", ops_of(node)->show);
		n = PAGE_SIZE - 1;
	}
	call_gate_leave(&node->gate);
	return n;
}

static bool have_page(struct reader *reader)
{
	if (!reader->page)
		reader->page = (char *)get_zeroed_page(GFP_KERNEL);
	return reader->page;
}

static int fill(struct node *node, struct reader *reader)
{
	ssize_t n;

	if (!have_page(reader))
		return -ENOMEM;
	memset(reader->page, 0, PAGE_SIZE);
	WRITE_ONCE(reader->event, atomic_read(&node->event));
	n = call_show(node, reader->page);
	reader->filled = n >= 0;
	reader->length = max_t(ssize_t, n, 0);
	return min_t(ssize_t, n, 0);
}

static ssize_t sysfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct reader *reader = file->private_data;
	ssize_t n = 0;

	mutex_lock(&reader->lock);
	if (*pos == 0 || !reader->filled)
		n = fill(node_of(file), reader);
	if (!n)
		n = simple_read_from_buffer(buf, count, pos, reader->page, reader->length);
	mutex_unlock(&reader->lock);
	return n;
}

static ssize_t call_store(struct node *node, const char *text, size_t count)
{
	ssize_t n;

	if (!call_gate_enter(&node->gate))
		return -ENODEV;
	n = ops_of(node)->store(node->kobj, (struct attribute *)node->attr, text, count);
	call_gate_leave(&node->gate);
	return n;
}

static ssize_t sysfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char *text;
	ssize_t n;

	count = min_t(size_t, count, PAGE_SIZE - 1);
	text = memdup_user_nul(buf, count);
	if (IS_ERR(text))
		return PTR_ERR(text);
	n = call_store(node_of(file), text, count);
	if (n > 0)
		*pos += n;
	kfree(text);
	return n;
}

/* Reading and writing never wait; what is waited for is a value that was not read yet. */
static __poll_t sysfs_poll(struct file *file, poll_table *wait)
{
	const struct reader *reader = file->private_data;
	struct node *node = node_of(file);
	bool changed = true;			/* and so it is when the attribute has gone */

	if (call_gate_enter(&node->gate)) {
		poll_wait(file, &node->poll, wait);
		changed = READ_ONCE(reader->event) != atomic_read(&node->event);
		call_gate_leave(&node->gate);
	}
	return DEFAULT_POLLMASK | (changed ? EPOLLERR | EPOLLPRI : 0);
}

const struct file_operations sysfs_file_operations = {
	.poll		= sysfs_poll,
	.llseek		= generic_file_llseek,
	.read		= sysfs_read,
	.write		= sysfs_write,
	.open		= sysfs_open,
	.release	= sysfs_release,
};

/* ---- binary files ------------------------------------------------------------ */

/* How much of count may be moved at pos: a page at a time, not behind the end. */
static size_t bin_count(const struct bin_attribute *bin, loff_t pos, size_t count)
{
	count = min_t(size_t, count, PAGE_SIZE);
	if (!bin->size)
		return count;
	return pos < bin->size ? min_t(size_t, count, bin->size - pos) : 0;
}

static ssize_t bin_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct reader *reader = file->private_data;
	struct node *node = node_of(file);
	ssize_t n = -ENODEV;

	count = bin_count(node->bin, *pos, count);
	if (!count)
		return 0;
	mutex_lock(&reader->lock);
	if (!have_page(reader)) {
		n = -ENOMEM;
	} else if (call_gate_enter(&node->gate)) {
		n = node->bin->read(file, node->kobj, node->bin, reader->page, *pos, count);
		call_gate_leave(&node->gate);
	}
	if (n > 0 && copy_to_user(buf, reader->page, n))
		n = -EFAULT;
	if (n > 0)
		*pos += n;
	mutex_unlock(&reader->lock);
	return n;
}

static ssize_t bin_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct node *node = node_of(file);
	ssize_t n = -ENODEV;
	char *data;

	count = bin_count(node->bin, *pos, count);
	if (!count)
		return node->bin->size ? -EFBIG : 0;
	data = memdup_user(buf, count);
	if (IS_ERR(data))
		return PTR_ERR(data);
	if (call_gate_enter(&node->gate)) {
		n = node->bin->write(file, node->kobj, node->bin, data, *pos, count);
		call_gate_leave(&node->gate);
	}
	if (n > 0)
		*pos += n;
	kfree(data);
	return n;
}

const struct file_operations sysfs_bin_operations = {
	.llseek		= generic_file_llseek,
	.read		= bin_read,
	.write		= bin_write,
	.open		= sysfs_open,
	.release	= sysfs_release,
};

/* ---- printing ---------------------------------------------------------------- */

int sysfs_emit(char *buf, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(!buf || offset_in_page(buf), "invalid sysfs_emit: buf:%p\n", buf))
		return 0;
	va_start(args, fmt);
	len = vscnprintf(buf, PAGE_SIZE, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL_GPL(sysfs_emit);

int sysfs_emit_at(char *buf, int at, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(!buf || offset_in_page(buf) || at < 0 || at >= PAGE_SIZE,
		 "invalid sysfs_emit_at: buf:%p at:%d\n", buf, at))
		return 0;
	va_start(args, fmt);
	len = vscnprintf(buf + at, PAGE_SIZE - at, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL_GPL(sysfs_emit_at);
