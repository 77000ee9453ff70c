// SPDX-License-Identifier: MIT
/*
 * drivers/char/misc.c - many small character devices behind one major
 *
 * A driver with a single device has no use for a major.  It registers a miscdevice:
 * a name and operations.  Opening a minor of major 10 finds the miscdevice and goes on
 * with its operations; private_data then points to it.
 *
 * Context: process, may sleep.
 * Locking: misc_mtx guards the list and the minors; a driver's open() runs without it.
 */

#include <linux/bitmap.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#define DYNAMIC_MINORS 128	/* 127 and below are given out, the highest first */

static DEFINE_MUTEX(misc_mtx);
static LIST_HEAD(misc_list);				/* misc_mtx: the latest first */
static DECLARE_BITMAP(misc_minors, DYNAMIC_MINORS);	/* misc_mtx: bit 0 is the highest */
static struct class *misc_class;			/* I */

static int misc_show(struct seq_file *m, void *v)
{
	struct miscdevice *c;

	mutex_lock(&misc_mtx);
	list_for_each_entry(c, &misc_list, list)
		seq_printf(m, "%3i %s\n", c->minor, c->name ? c->name : "");
	mutex_unlock(&misc_mtx);
	return 0;
}

/* ---- opening ----------------------------------------------------------------- */

static struct miscdevice *find_minor(int minor)
{
	struct miscdevice *c;

	lockdep_assert_held(&misc_mtx);
	list_for_each_entry(c, &misc_list, list)
		if (c->minor == minor)
			return c;
	return NULL;
}

static int misc_open(struct inode *inode, struct file *file)
{
	const struct file_operations *fops = NULL;
	struct miscdevice *c;

	mutex_lock(&misc_mtx);
	c = find_minor(iminor(inode));
	if (c && c->fops && try_module_get(c->fops->owner))
		fops = c->fops;
	mutex_unlock(&misc_mtx);
	if (!fops)
		return -ENODEV;
	file->private_data = c;
	replace_fops(file, fops);
	return fops->open ? fops->open(inode, file) : 0;
}

static const struct file_operations misc_fops = {
	.open	= misc_open,
	.llseek	= noop_llseek,
};

/* ---- registering ------------------------------------------------------------- */

static int alloc_minor(struct miscdevice *misc)
{
	unsigned int bit;

	lockdep_assert_held(&misc_mtx);
	if (misc->minor != MISC_DYNAMIC_MINOR)
		return find_minor(misc->minor) ? -EBUSY : 0;
	do {
		bit = find_first_zero_bit(misc_minors, DYNAMIC_MINORS);
		if (bit == DYNAMIC_MINORS)
			return -EBUSY;
		set_bit(bit, misc_minors);
	} while (find_minor(DYNAMIC_MINORS - 1 - bit));	/* somebody has asked for it by number */
	misc->minor = DYNAMIC_MINORS - 1 - bit;
	return 0;
}

static void free_minor(const struct miscdevice *misc)
{
	if (misc->minor < DYNAMIC_MINORS)
		clear_bit(DYNAMIC_MINORS - 1 - misc->minor, misc_minors);
}

/**
 * misc_register - make a device with its node in /dev
 *
 * Context: process, may sleep.
 * Return: 0, -EBUSY when the minor is taken or there is none left, -ENOMEM.
 */
int misc_register(struct miscdevice *misc)
{
	bool dynamic = misc->minor == MISC_DYNAMIC_MINOR;
	int err;

	INIT_LIST_HEAD(&misc->list);
	mutex_lock(&misc_mtx);
	err = alloc_minor(misc);
	if (err)
		goto out;
	misc->this_device = device_create_with_groups(misc_class, misc->parent,
						      MKDEV(MISC_MAJOR, misc->minor), misc,
						      misc->groups, "%s", misc->name);
	if (IS_ERR(misc->this_device)) {
		err = PTR_ERR(misc->this_device);
		if (dynamic) {
			free_minor(misc);
			misc->minor = MISC_DYNAMIC_MINOR;
		}
		goto out;
	}
	list_add(&misc->list, &misc_list);
out:
	mutex_unlock(&misc_mtx);
	return err;
}
EXPORT_SYMBOL(misc_register);

void misc_deregister(struct miscdevice *misc)
{
	if (WARN_ON(list_empty(&misc->list)))
		return;
	mutex_lock(&misc_mtx);
	list_del_init(&misc->list);
	device_destroy(misc_class, MKDEV(MISC_MAJOR, misc->minor));
	free_minor(misc);
	mutex_unlock(&misc_mtx);
}
EXPORT_SYMBOL(misc_deregister);

/* ---- the class --------------------------------------------------------------- */

static char *misc_devnode(struct device *dev, umode_t *mode)
{
	const struct miscdevice *c = dev_get_drvdata(dev);

	if (mode && c->mode)
		*mode = c->mode;
	return c->nodename ? kstrdup(c->nodename, GFP_KERNEL) : NULL;
}

static int __init misc_init(void)
{
	int err;

	misc_class = class_create(THIS_MODULE, "misc");
	if (IS_ERR(misc_class))
		return PTR_ERR(misc_class);
	misc_class->devnode = misc_devnode;
	err = register_chrdev(MISC_MAJOR, "misc", &misc_fops);
	if (err) {
		class_destroy(misc_class);
		return err;
	}
	proc_create_single("misc", 0, NULL, misc_show);
	return 0;
}
subsys_initcall(misc_init);
