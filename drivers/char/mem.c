// SPDX-License-Identifier: MIT
/*
 * drivers/char/mem.c - /dev/mem, null, zero, full, random, urandom and kmsg: major 1
 *
 * Left out: /dev/port.
 *
 * Context: process, may sleep.
 */

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/shmem_fs.h>
#include <linux/uaccess.h>

#include "mem.h"

/* ---- null, zero, full -------------------------------------------------------- */

static ssize_t read_null(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return 0;
}

static ssize_t write_null(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return count;
}

static ssize_t read_zero(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	size_t missing = clear_user(buf, count);

	return count && missing == count ? -EFAULT : (ssize_t)(count - missing);
}

/* Memory of its own, or memory that its sharers have in common. */
static int mmap_zero(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return shmem_zero_setup(vma);
	vma->vm_ops = NULL;
	return 0;
}

static ssize_t write_full(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return -ENOSPC;
}

/* A position is accepted and means nothing. */
static loff_t null_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos = 0;
}

static const struct file_operations null_fops = {
	.llseek = null_llseek, .read = read_null, .write = write_null,
};

static const struct file_operations zero_fops = {
	.llseek = null_llseek, .read = read_zero, .write = write_null, .mmap = mmap_zero,
};

static const struct file_operations full_fops = {
	.llseek = null_llseek, .read = read_zero, .write = write_full,
};

/* ---- the table --------------------------------------------------------------- */

struct mem_device {
	const char *name;
	umode_t mode;
	const struct file_operations *fops;
};

static const struct mem_device mem_devices[] = {		/* by minor */
	[1]  = { "mem", 0600, &devmem_fops },
	[3]  = { "null", 0666, &null_fops },
	[5]  = { "zero", 0666, &zero_fops },
	[7]  = { "full", 0666, &full_fops },
	[8]  = { "random", 0666, &random_fops },
	[9]  = { "urandom", 0666, &random_fops },
	[11] = { "kmsg", 0644, &kmsg_fops },
};

static int memory_open(struct inode *inode, struct file *file)
{
	unsigned int minor = iminor(inode);

	if (minor >= ARRAY_SIZE(mem_devices) || !mem_devices[minor].fops)
		return -ENXIO;
	replace_fops(file, mem_devices[minor].fops);
	return file->f_op->open ? file->f_op->open(inode, file) : 0;
}

static const struct file_operations memory_fops = {
	.open	= memory_open,
	.llseek	= noop_llseek,
};

static char *mem_devnode(struct device *dev, umode_t *mode)
{
	if (mode)
		*mode = mem_devices[MINOR(dev->devt)].mode;
	return NULL;
}

static int __init mem_init(void)
{
	struct class *mem_class;
	int err = register_chrdev(MEM_MAJOR, "mem", &memory_fops);

	if (err)
		return err;
	mem_class = class_create(THIS_MODULE, "mem");
	if (IS_ERR(mem_class))
		return PTR_ERR(mem_class);
	mem_class->devnode = mem_devnode;
	for (int minor = 0; minor < ARRAY_SIZE(mem_devices); minor++) {
		struct device *dev;

		if (!mem_devices[minor].name)
			continue;
		dev = device_create(mem_class, NULL, MKDEV(MEM_MAJOR, minor), NULL, "%s",
				    mem_devices[minor].name);
		if (IS_ERR(dev))
			pr_err("/dev/%s: error %ld\n", mem_devices[minor].name, PTR_ERR(dev));
	}
	return 0;
}
fs_initcall(mem_init);
