/* SPDX-License-Identifier: MIT */
/*
 * linux/fs.h - an open file, what it is opened on, and what can be done with it
 *
 * The kernel has no file system tree yet: today the only files are those of
 * /proc, read through proc_show() (<linux/proc_fs.h>).  The structures have the
 * members that their owners use, under Linux's names.
 */
#ifndef LINUX_FS_H
#define LINUX_FS_H

#include <linux/compiler.h>
#include <linux/types.h>

#define SEEK_SET	0	/* from the beginning */
#define SEEK_CUR	1	/* from the present position */
#define SEEK_END	2	/* from the end */

#define FMODE_READ	((__force fmode_t)0x1)
#define FMODE_WRITE	((__force fmode_t)0x2)

#define S_IFMT	0170000
#define S_IFREG	0100000
#define S_IFDIR	0040000
#define S_ISDIR(m)	(((m) & S_IFMT) == S_IFDIR)
#define S_ISREG(m)	(((m) & S_IFMT) == S_IFREG)

struct file_operations;
struct module;
struct poll_table_struct;
struct vm_area_struct;

struct inode {
	umode_t i_mode;
	unsigned long i_ino;
	void *i_private;		/* the owner's */
};

struct file {
	const struct file_operations *f_op;
	struct inode *f_inode;
	fmode_t f_mode;
	unsigned int f_flags;
	loff_t f_pos;
	void *private_data;		/* the owner's; seq_file keeps itself here */
};

static inline struct inode *file_inode(const struct file *f)
{
	return f->f_inode;
}

struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *file, loff_t offset, int whence);
	ssize_t (*read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *wait);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	int (*open)(struct inode *inode, struct file *file);
	int (*flush)(struct file *file, void *id);
	int (*release)(struct inode *inode, struct file *file);
	int (*fsync)(struct file *file, loff_t start, loff_t end, int datasync);
	int (*fasync)(int fd, struct file *file, int on);
};

#endif /* LINUX_FS_H */
