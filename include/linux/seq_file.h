/* SPDX-License-Identifier: MIT */
/*
 * linux/seq_file.h - write a text file once, have it read in any pieces
 *
 * The owner of a file gives an iterator (start, next, show, stop) or, for a
 * short one, a single show(); seq_file keeps the buffer and the positions.
 * fs/seq_file.c tells how.
 */
#ifndef LINUX_SEQ_FILE_H
#define LINUX_SEQ_FILE_H

#include <linux/compiler.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/types.h>

struct seq_operations;

struct seq_file {
	char *buf;			/* L: what show() wrote */
	size_t size;			/* L: of buf */
	size_t from;			/* L: first byte not yet read */
	size_t count;			/* L: bytes in buf; == size means "did not fit" */
	size_t pad_until;		/* L: column of seq_pad() */
	loff_t index;			/* L: position of the iterator */
	loff_t read_pos;		/* L: bytes read so far */
	struct mutex lock;
	const struct seq_operations *op;	/* I */
	const struct file *file;		/* I */
	void *private;			/* the owner's */
};

struct seq_operations {
	void *(*start)(struct seq_file *m, loff_t *pos);
	void (*stop)(struct seq_file *m, void *v);
	void *(*next)(struct seq_file *m, void *v, loff_t *pos);
	int (*show)(struct seq_file *m, void *v);
};

/* From show(): this element is not to be seen. */
#define SEQ_SKIP 1
/* From start(): a header line comes before the first element. */
#define SEQ_START_TOKEN ((void *)1)

int seq_open(struct file *file, const struct seq_operations *op);
void *__seq_open_private(struct file *file, const struct seq_operations *op, int size);
int seq_open_private(struct file *file, const struct seq_operations *op, int size);
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos);
loff_t seq_lseek(struct file *file, loff_t offset, int whence);
int seq_release(struct inode *inode, struct file *file);
int seq_release_private(struct inode *inode, struct file *file);

int single_open(struct file *file, int (*show)(struct seq_file *m, void *v), void *data);
int single_open_size(struct file *file, int (*show)(struct seq_file *m, void *v), void *data,
		     size_t size);
int single_release(struct inode *inode, struct file *file);

__printf(2, 3) void seq_printf(struct seq_file *m, const char *fmt, ...);
__printf(2, 0) void seq_vprintf(struct seq_file *m, const char *fmt, va_list args);
void seq_putc(struct seq_file *m, char c);
void seq_puts(struct seq_file *m, const char *s);
int seq_write(struct seq_file *m, const void *data, size_t len);
void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long num);
void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter,
			       unsigned long long num, unsigned int width);
void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long num);
void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long v,
		    unsigned int width);
void seq_escape(struct seq_file *m, const char *s, const char *esc);
void seq_hex_dump(struct seq_file *m, const char *prefix_str, int prefix_type, int rowsize,
		  int groupsize, const void *buf, size_t len, bool ascii);
void seq_pad(struct seq_file *m, char c);

static inline bool seq_has_overflowed(const struct seq_file *m)
{
	return m->count == m->size;
}

/* Columns: seq_setwidth(m, 10); seq_puts(m, "name"); seq_pad(m, ' '). */
static inline void seq_setwidth(struct seq_file *m, size_t size)
{
	m->pad_until = m->count + size;
}

#define seq_show_option_n(m, name, value, length)	\
	seq_printf(m, ",%s=%.*s", name, (int)(length), value)

struct list_head;
struct hlist_head;
struct hlist_node;

struct list_head *seq_list_start(struct list_head *head, loff_t pos);
struct list_head *seq_list_start_head(struct list_head *head, loff_t pos);
struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos);
struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_start_head(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head, loff_t *ppos);

/* From a name##_sops, the open function and the file operations of a debugfs-style file. */
#define DEFINE_SEQ_ATTRIBUTE(__name)						\
static int __name##_open(struct inode *inode, struct file *file)		\
{										\
	int ret = seq_open(file, &__name##_sops);				\
	if (!ret && inode->i_private)						\
		((struct seq_file *)file->private_data)->private = inode->i_private; \
	return ret;								\
}										\
static const struct file_operations __name##_fops = {				\
	.owner		= THIS_MODULE,						\
	.open		= __name##_open,					\
	.read		= seq_read,						\
	.llseek		= seq_lseek,						\
	.release	= seq_release,						\
}

#define DEFINE_SHOW_ATTRIBUTE(__name)						\
static int __name##_open(struct inode *inode, struct file *file)		\
{										\
	return single_open(file, __name##_show, inode->i_private);		\
}										\
static const struct file_operations __name##_fops = {				\
	.owner		= THIS_MODULE,						\
	.open		= __name##_open,					\
	.read		= seq_read,						\
	.llseek		= seq_lseek,						\
	.release	= single_release,					\
}

#define DEFINE_PROC_SHOW_ATTRIBUTE(__name)					\
static int __name##_open(struct inode *inode, struct file *file)		\
{										\
	return single_open(file, __name##_show, pde_data(inode));		\
}										\
static const struct proc_ops __name##_proc_ops = {				\
	.proc_open	= __name##_open,					\
	.proc_read	= seq_read,						\
	.proc_lseek	= seq_lseek,						\
	.proc_release	= single_release,					\
}

#endif /* LINUX_SEQ_FILE_H */
