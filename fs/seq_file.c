// SPDX-License-Identifier: MIT
/*
 * fs/seq_file.c - a text file made of elements, read in pieces of any size
 *
 * What it is for
 *
 *   The owner of a file in /proc knows how to print one element (an irq, a task).
 *   It should not have to know that the reader asks for 7 bytes at a time, or
 *   comes back after the list has changed.
 *
 * How it works
 *
 *   A read that finds the buffer empty fills it:
 *
 *       p = start(&index)            takes the owner's lock
 *       while p:
 *           show(p)                  prints into the buffer
 *           p = next(p, &index)      until there is enough
 *       stop(p)                      drops the lock
 *
 *   and hands out what is asked for.  The position between two fills is index, a
 *   number and not a pointer, since elements may come and go meanwhile.  When not
 *   even the first element fits, the buffer is doubled and it is shown again, so
 *   show() must be prepared to run twice.
 *
 *   A read elsewhere than where the last one ended starts again at element 0 and
 *   throws away what lies before.
 *
 * Context: process; seq_printf() and its like only from show().
 *
 * Locking: m->lock, over a whole read.  The owner's lock between start and stop.
 *
 * Compared with Linux: seq_poll, seq_path and iterators over RCU lists are left out.
 */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#define FIRST_SIZE	4096		/* of the buffer */
#define MAX_SIZE	(4u << 20)	/* an element that is larger is a bug */

static void set_overflow(struct seq_file *m)
{
	m->count = m->size;
}

/* ---- filling ----------------------------------------------------------------- */

/* Twice the room.  What was in the buffer is gone: it did not fit. */
static int grow(struct seq_file *m)
{
	size_t size = m->size * 2;

	if (size > MAX_SIZE)
		return -E2BIG;
	kfree(m->buf);
	m->count = 0;
	m->buf = kmalloc(size, GFP_KERNEL);
	m->size = m->buf ? size : 0;
	return m->buf ? 0 : -ENOMEM;
}

static int have_buffer(struct seq_file *m)
{
	if (m->buf)
		return 0;
	m->size = FIRST_SIZE;
	m->buf = kmalloc(m->size, GFP_KERNEL);
	return m->buf ? 0 : -ENOMEM;
}

/*
 * One turn of start..stop, up to about want bytes.  0: done, with m->count bytes;
 * -EAGAIN: the first element does not fit.
 */
static int fill_once(struct seq_file *m, size_t want)
{
	void *p = m->op->start(m, &m->index);
	int err = 0;

	while (p && !IS_ERR(p)) {
		size_t before = m->count;

		err = m->op->show(m, p);
		if (err < 0)
			break;
		if (seq_has_overflowed(m)) {
			m->count = before;
			err = before ? 0 : -EAGAIN;
			break;
		}
		if (err > 0)	/* SEQ_SKIP */
			m->count = before;
		err = 0;
		p = m->op->next(m, p, &m->index);
		if (m->count >= want)
			break;
	}
	m->op->stop(m, p);
	return IS_ERR(p) ? PTR_ERR(p) : err;
}

/* The buffer is empty: at least one element into it, or nothing at the end. */
static int fill(struct seq_file *m, size_t want)
{
	int err = have_buffer(m);

	m->from = m->count = 0;
	while (!err) {
		err = fill_once(m, want);
		if (err != -EAGAIN)
			break;
		err = grow(m);
	}
	if (err)
		m->count = 0;
	return err;
}

/* Hands out up to size bytes; how many, or -EFAULT. */
static ssize_t take(struct seq_file *m, char __user *buf, size_t size)
{
	size_t n = min(size, m->count);

	if (buf) {
		size_t missing = copy_to_user(buf, m->buf + m->from, n);

		if (n && missing == n)
			return -EFAULT;
		n -= missing;
	}
	m->from += n;
	m->count -= n;
	m->read_pos += n;
	return n;
}

/* Reads size bytes to buf; NULL throws them away.  How many there were, or -errno. */
static ssize_t read_some(struct seq_file *m, char __user *buf, size_t size)
{
	size_t done = 0;
	ssize_t n;

	while (done < size) {
		if (!m->count) {
			int err = fill(m, size - done);

			if (err)
				return done ? (ssize_t)done : err;
			if (!m->count)
				break;
		}
		n = take(m, buf ? buf + done : NULL, size - done);
		if (n < 0)
			return done ? (ssize_t)done : n;
		done += n;
	}
	return done;
}

/* Goes to a position by reading from the beginning. */
static int go_to(struct seq_file *m, loff_t pos)
{
	ssize_t n;

	m->index = m->read_pos = 0;
	m->from = m->count = 0;
	n = read_some(m, NULL, pos);
	return n < 0 ? n : 0;
}

/* ---- the file's operations --------------------------------------------------- */

/**
 * seq_open - make an open file a seq_file with this iterator
 *
 * Context: process; from the file's open function.
 * Return: 0 or -ENOMEM.
 */
int seq_open(struct file *file, const struct seq_operations *op)
{
	struct seq_file *m = kzalloc(sizeof(*m), GFP_KERNEL);

	if (!m)
		return -ENOMEM;
	mutex_init(&m->lock);
	m->op = op;
	m->file = file;
	file->private_data = m;
	return 0;
}
EXPORT_SYMBOL(seq_open);

/**
 * seq_read - the read function of a seq_file
 *
 * Context: process, may sleep.
 * Return: bytes read, 0 at the end, or what the owner's functions returned.
 */
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos)
{
	struct seq_file *m = file->private_data;
	ssize_t n = 0;

	mutex_lock(&m->lock);
	if (*ppos != m->read_pos)
		n = go_to(m, *ppos);
	if (n == 0)
		n = read_some(m, buf, size);
	if (n > 0)
		*ppos += n;
	mutex_unlock(&m->lock);
	return n;
}
EXPORT_SYMBOL(seq_read);

/* From the beginning or from here; the end is not known. */
loff_t seq_lseek(struct file *file, loff_t offset, int whence)
{
	struct seq_file *m = file->private_data;
	loff_t pos = -EINVAL;

	mutex_lock(&m->lock);
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	if (whence != SEEK_END && offset >= 0) {
		pos = go_to(m, offset);
		if (pos == 0)
			pos = file->f_pos = offset;
	}
	mutex_unlock(&m->lock);
	return pos;
}
EXPORT_SYMBOL(seq_lseek);

int seq_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kfree(m->buf);
	kfree(m);
	return 0;
}
EXPORT_SYMBOL(seq_release);

/* With size bytes of zeroed memory in m->private; NULL when there is none. */
void *__seq_open_private(struct file *file, const struct seq_operations *op, int size)
{
	void *private = kzalloc(size, GFP_KERNEL);

	if (private && !seq_open(file, op)) {
		((struct seq_file *)file->private_data)->private = private;
		return private;
	}
	kfree(private);
	return NULL;
}
EXPORT_SYMBOL(__seq_open_private);

int seq_open_private(struct file *file, const struct seq_operations *op, int size)
{
	return __seq_open_private(file, op, size) ? 0 : -ENOMEM;
}
EXPORT_SYMBOL(seq_open_private);

int seq_release_private(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kfree(m->private);
	m->private = NULL;
	return seq_release(inode, file);
}
EXPORT_SYMBOL(seq_release_private);

/* ---- one show() for the whole file ------------------------------------------- */

static void *single_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

static void *single_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void single_stop(struct seq_file *m, void *v)
{
}

int single_open(struct file *file, int (*show)(struct seq_file *m, void *v), void *data)
{
	struct seq_operations *op = kmalloc(sizeof(*op), GFP_KERNEL);
	int err;

	if (!op)
		return -ENOMEM;
	*op = (struct seq_operations){
		.start = single_start, .next = single_next, .stop = single_stop, .show = show,
	};
	err = seq_open(file, op);
	if (err)
		kfree(op);
	else
		((struct seq_file *)file->private_data)->private = data;
	return err;
}
EXPORT_SYMBOL(single_open);

/* For a file whose size is known, to show it only once. */
int single_open_size(struct file *file, int (*show)(struct seq_file *m, void *v), void *data,
		     size_t size)
{
	char *buf = kmalloc(size, GFP_KERNEL);
	int err;

	if (!buf)
		return -ENOMEM;
	err = single_open(file, show, data);
	if (err) {
		kfree(buf);
		return err;
	}
	((struct seq_file *)file->private_data)->buf = buf;
	((struct seq_file *)file->private_data)->size = size;
	return 0;
}
EXPORT_SYMBOL(single_open_size);

int single_release(struct inode *inode, struct file *file)
{
	const struct seq_operations *op = ((struct seq_file *)file->private_data)->op;
	int err = seq_release(inode, file);

	kfree(op);
	return err;
}
EXPORT_SYMBOL(single_release);

/* ---- printing ---------------------------------------------------------------- */

void seq_vprintf(struct seq_file *m, const char *fmt, va_list args)
{
	size_t room = m->size - m->count;
	size_t len;

	if (!room)
		return;
	len = vsnprintf(m->buf + m->count, room, fmt, args);
	if (len < room)
		m->count += len;
	else
		set_overflow(m);
}
EXPORT_SYMBOL(seq_vprintf);

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	seq_vprintf(m, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(seq_printf);

/* Return: 0, or -1 when it did not fit. */
int seq_write(struct seq_file *m, const void *data, size_t len)
{
	/* A buffer that is exactly full counts as overflowed: hence <, not <=. */
	if (m->count + len >= m->size) {
		set_overflow(m);
		return -1;
	}
	memcpy(m->buf + m->count, data, len);
	m->count += len;
	return 0;
}
EXPORT_SYMBOL(seq_write);

void seq_putc(struct seq_file *m, char c)
{
	seq_write(m, &c, 1);
}
EXPORT_SYMBOL(seq_putc);

void seq_puts(struct seq_file *m, const char *s)
{
	seq_write(m, s, strlen(s));
}
EXPORT_SYMBOL(seq_puts);

#define NUMBER_MAX 24

void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter,
			       unsigned long long num, unsigned int width)
{
	char text[NUMBER_MAX];

	if (delimiter)
		seq_puts(m, delimiter);
	seq_write(m, text, num_to_str(text, sizeof(text), num, width));
}
EXPORT_SYMBOL(seq_put_decimal_ull_width);

void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long num)
{
	seq_put_decimal_ull_width(m, delimiter, num, 0);
}
EXPORT_SYMBOL(seq_put_decimal_ull);

void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long num)
{
	if (num >= 0) {
		seq_put_decimal_ull(m, delimiter, num);
		return;
	}
	if (delimiter)
		seq_puts(m, delimiter);
	seq_put_decimal_ull(m, "-", -(unsigned long long)num);
}
EXPORT_SYMBOL(seq_put_decimal_ll);

void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long v,
		    unsigned int width)
{
	seq_printf(m, "%s%0*llx", delimiter ? delimiter : "", width, v);
}
EXPORT_SYMBOL(seq_put_hex_ll);

/* The characters of esc, and the unprintable, as a backslash and three octal digits. */
void seq_escape(struct seq_file *m, const char *s, const char *esc)
{
	for (; *s; s++) {
		if (strchr(esc, *s) || !isascii(*s))
			seq_printf(m, "\\%03o", (u8)*s);
		else
			seq_putc(m, *s);
	}
}
EXPORT_SYMBOL(seq_escape);

void seq_hex_dump(struct seq_file *m, const char *prefix_str, int prefix_type, int rowsize,
		  int groupsize, const void *buf, size_t len, bool ascii)
{
	const u8 *p = buf;

	rowsize = rowsize == 32 ? 32 : 16;
	for (size_t at = 0; at < len && !seq_has_overflowed(m); at += rowsize) {
		char line[32 * 3 + 2 + 32 + 1];

		hex_dump_to_buffer(p + at, min_t(size_t, len - at, rowsize), rowsize, groupsize,
				   line, sizeof(line), ascii);
		if (prefix_type == DUMP_PREFIX_ADDRESS)
			seq_printf(m, "%s%p: %s\n", prefix_str, p + at, line);
		else if (prefix_type == DUMP_PREFIX_OFFSET)
			seq_printf(m, "%s%.8x: %s\n", prefix_str, (u32)at, line);
		else
			seq_printf(m, "%s%s\n", prefix_str, line);
	}
}
EXPORT_SYMBOL(seq_hex_dump);

/* Spaces up to the column of seq_setwidth(), then c unless it is 0. */
void seq_pad(struct seq_file *m, char c)
{
	while (m->count < m->pad_until && !seq_has_overflowed(m))
		seq_putc(m, ' ');
	if (c)
		seq_putc(m, c);
}
EXPORT_SYMBOL(seq_pad);

/* ---- iterators over lists ---------------------------------------------------- */

struct list_head *seq_list_start(struct list_head *head, loff_t pos)
{
	struct list_head *at;

	list_for_each(at, head) {
		if (pos-- == 0)
			return at;
	}
	return NULL;
}
EXPORT_SYMBOL(seq_list_start);

/* The head itself comes first, for a line of headings. */
struct list_head *seq_list_start_head(struct list_head *head, loff_t pos)
{
	return pos ? seq_list_start(head, pos - 1) : head;
}
EXPORT_SYMBOL(seq_list_start_head);

struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos)
{
	struct list_head *at = ((struct list_head *)v)->next;

	++*ppos;
	return at == head ? NULL : at;
}
EXPORT_SYMBOL(seq_list_next);

struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos)
{
	struct hlist_node *at;

	hlist_for_each(at, head) {
		if (pos-- == 0)
			return at;
	}
	return NULL;
}
EXPORT_SYMBOL(seq_hlist_start);

struct hlist_node *seq_hlist_start_head(struct hlist_head *head, loff_t pos)
{
	return pos ? seq_hlist_start(head, pos - 1) : SEQ_START_TOKEN;
}
EXPORT_SYMBOL(seq_hlist_start_head);

struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head, loff_t *ppos)
{
	++*ppos;
	return v == SEQ_START_TOKEN ? head->first : ((struct hlist_node *)v)->next;
}
EXPORT_SYMBOL(seq_hlist_next);
