// SPDX-License-Identifier: MIT
/*
 * kernel/printk/kmsg.c - /dev/kmsg: the log as a file, one record a read(), one line a write()
 *
 *     6,339,5140900,-;text\n     priority, number of the record, microseconds, flags
 *
 * The flags are "c" for a piece that goes on with the line before it.  What is not printable
 * in the text is written as \x0a.  A reader that was overtaken gets -EPIPE once, and goes on
 * with the oldest record there is.
 *
 * Context: process, may sleep.
 *
 * Locking: a reader's own lock, its place in the log.
 */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "internal.h"

#define KMSG_LINE_MAX	992	/* of a write: not longer than a record of the log */
#define KMSG_TEXT_MAX	(LOG_TEXT_MAX * 4 + 64)	/* each byte may need four */

struct kmsg_reader {
	struct mutex lock;
	struct log_pos pos;		/* L */
	char record[LOG_TEXT_MAX];	/* L */
	char text[KMSG_TEXT_MAX];	/* L */
};

/* ---- writing --------------------------------------------------------------------- */

/* "<4>text": what a user may choose is the level; the rest of the number is left out. */
static const char *parse_level(const char *text, int *level)
{
	unsigned int value = 0;
	const char *p = text + 1;

	if (*text != '<')
		return text;
	while (*p >= '0' && *p <= '9' && value < 1000)
		value = value * 10 + (*p++ - '0');
	if (*p != '>' || p == text + 1)
		return text;
	*level = value & 7;
	return p + 1;
}

/* One write is one line of the log. */
static ssize_t kmsg_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	int level = default_message_loglevel;
	const char *line;
	char *text;

	if (count > KMSG_LINE_MAX)
		return -EINVAL;
	text = memdup_user_nul(buf, count);
	if (IS_ERR(text))
		return PTR_ERR(text);
	line = parse_level(text, &level);
	printk(KERN_SOH "%d%s%s", level, line, count && text[count - 1] == '\n' ? "" : "\n");
	kfree(text);
	return count;
}

/* ---- reading ---------------------------------------------------------------------- */

static size_t format_head(const struct log_header *header, u32 seq, char *to)
{
	u64 usec = div_u64(header->ts_nsec, NSEC_PER_USEC);

	return sprintf(to, "%u,%u,%llu,%c;", header->level, seq, usec,
		       header->flags & LOG_CONT ? 'c' : '-');
}

static size_t format_text(const char *text, size_t len, char *to)
{
	char *start = to;

	for (size_t i = 0; i < len; i++) {
		u8 c = text[i];

		if (c < ' ' || c >= 127 || c == '\\')
			to += sprintf(to, "\\x%02x", c);
		else
			*to++ = c;
	}
	*to++ = '\n';
	return to - start;
}

/* The next record to reader->text; its length, 0: none, -EPIPE: some were lost before it. */
static ssize_t next_text(struct kmsg_reader *reader)
{
	struct log_pos pos = reader->pos;
	struct log_header header;
	unsigned long lost = 0;
	size_t n;

	if (log_read(&pos, &header, reader->record, &lost) != LOG_READ_OK)
		return 0;
	if (lost) {
		reader->pos = log_oldest();
		return -EPIPE;
	}
	reader->pos = pos;
	n = format_head(&header, pos.seq - 1, reader->text);
	return n + format_text(reader->record, header.len, reader->text + n);
}

static ssize_t read_record(struct kmsg_reader *reader, char __user *buf, size_t count)
{
	struct log_pos before = reader->pos;
	ssize_t n = next_text(reader);

	if (n <= 0)
		return n;
	if (n > count || copy_to_user(buf, reader->text, n)) {
		reader->pos = before;
		return n > count ? -EINVAL : -EFAULT;
	}
	return n;
}

static ssize_t kmsg_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct kmsg_reader *reader = file->private_data;
	ssize_t n;

	for (;;) {
		mutex_lock(&reader->lock);
		n = read_record(reader, buf, count);
		mutex_unlock(&reader->lock);
		if (n)
			return n;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		n = wait_event_interruptible(log_wait, log_readable(reader->pos));
		if (n)
			return n;
	}
}

/* To the first record, to where "clear" has left the beginning, or behind the last one. */
static loff_t kmsg_llseek(struct file *file, loff_t offset, int whence)
{
	struct kmsg_reader *reader = file->private_data;
	loff_t ret = 0;

	if (!reader)			/* it only writes */
		return -EBADF;
	if (offset)
		return -ESPIPE;
	mutex_lock(&reader->lock);
	if (whence == SEEK_SET)
		reader->pos = log_oldest();
	else if (whence == SEEK_DATA)
		reader->pos = log_unpack(log_clear_seq());
	else if (whence == SEEK_END)
		reader->pos = log_newest();
	else
		ret = -EINVAL;
	mutex_unlock(&reader->lock);
	return ret;
}

static int kmsg_open(struct inode *inode, struct file *file)
{
	struct kmsg_reader *reader;

	if ((file->f_flags & O_ACCMODE) == O_WRONLY)
		return 0;
	reader = kmalloc(sizeof(*reader), GFP_KERNEL);
	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->lock);
	reader->pos = log_oldest();
	file->private_data = reader;
	return 0;
}

static int kmsg_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

const struct file_operations kmsg_fops = {
	.open		= kmsg_open,
	.read		= kmsg_read,
	.write		= kmsg_write,
	.llseek		= kmsg_llseek,
	.release	= kmsg_release,
};
