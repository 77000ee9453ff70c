// SPDX-License-Identifier: MIT
/*
 * fs/char_dev.c - character devices: from a number to a driver's operations
 *
 * What it is for
 *
 *   A node of /dev is an inode with a number and nothing else.  The driver says which
 *   numbers are its own, and which operations they have.
 *
 * How it works
 *
 *   Numbers and operations are two things.  A region is a range of numbers that has an
 *   owner, by name (/proc/devices): register_chrdev_region() takes one that is asked
 *   for, alloc_chrdev_region() one that is free.  A cdev is a range of numbers that can
 *   be opened: cdev_add() puts it on a list.  register_chrdev() of old times does both,
 *   for 256 minors.
 *
 *       open("/dev/x") -> chrdev_open(): number -> cdev -> its operations
 *                         replace_fops(file): from here on the driver's
 *                         file->f_op->open()
 *
 *   The inode remembers the cdev that it has found, and the open file holds it, and a
 *   use of its module.  cdev_del() only ends that it can be found; files that are open
 *   stay what they are.
 *
 * Context: process, may sleep.
 *
 * Locking
 *
 *   chrdevs_lock   regions, cdevs, which inode has which cdev.  A mutex; nothing of a
 *                  driver runs under it.
 *
 * Compared with Linux: regions are one list, sorted, instead of 255; no modules are
 * asked for when nobody has the number.
 */

#include <linux/cdev.h>
#include <linux/container_of.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define CHRDEV_MAJOR_MAX		512
#define CHRDEV_MAJOR_DYN_END		234	/* 254 down to here ... */
#define CHRDEV_MAJOR_DYN_EXT_START	511	/* ... then from here ... */
#define CHRDEV_MAJOR_DYN_EXT_END	384	/* ... down to here */

struct region {
	struct list_head list;
	unsigned int major, first, count;
	char name[64];
	struct cdev *cdev;		/* of register_chrdev() */
};

static DEFINE_MUTEX(chrdevs_lock);
static LIST_HEAD(regions);		/* chrdevs_lock: ascending */
static LIST_HEAD(cdevs);		/* chrdevs_lock: the latest first */

/* ---- regions ----------------------------------------------------------------- */

static bool major_is_free(unsigned int major)
{
	struct region *r;

	list_for_each_entry(r, &regions, list)
		if (r->major == major)
			return false;
	return true;
}

static int find_dynamic_major(void)
{
	int i;

	for (i = 254; i >= CHRDEV_MAJOR_DYN_END; i--)
		if (major_is_free(i))
			return i;
	for (i = CHRDEV_MAJOR_DYN_EXT_START; i >= CHRDEV_MAJOR_DYN_EXT_END; i--)
		if (major_is_free(i))
			return i;
	return -EBUSY;
}

static int check_numbers(unsigned int major, unsigned int first, unsigned int count,
			 const char *name)
{
	if (major >= CHRDEV_MAJOR_MAX) {
		pr_err("CHRDEV \"%s\" major requested (%u) is greater than the maximum (%u)\n",
		       name, major, CHRDEV_MAJOR_MAX - 1);
		return -EINVAL;
	}
	if (!count || count > MINORMASK + 1 - first || first > MINORMASK) {
		pr_err("CHRDEV \"%s\" minor range requested (%u-%u) is out of range of maximum range (%u-%u) for a single major\n",
		       name, first, first + count - 1, 0, MINORMASK);
		return -EINVAL;
	}
	return 0;
}

/* Into its place, unless it overlaps another. */
static int insert_region(struct region *new)
{
	struct region *r;

	lockdep_assert_held(&chrdevs_lock);
	list_for_each_entry(r, &regions, list) {
		if (r->major < new->major ||
		    (r->major == new->major && r->first + r->count <= new->first))
			continue;
		if (r->major == new->major && r->first < new->first + new->count)
			return -EBUSY;
		break;
	}
	list_add_tail(&new->list, &r->list);
	return 0;
}

/* major 0: any that is free. */
static struct region *register_region(unsigned int major, unsigned int first, unsigned int count,
				      const char *name)
{
	struct region *r;
	int err = check_numbers(major, first, count, name);

	if (err)
		return ERR_PTR(err);
	r = kzalloc(sizeof(*r), GFP_KERNEL);
	if (!r)
		return ERR_PTR(-ENOMEM);
	mutex_lock(&chrdevs_lock);
	if (!major) {
		err = find_dynamic_major();
		if (err < 0)
			pr_err("CHRDEV \"%s\" dynamic allocation region is full\n", name);
		else
			major = err;
	}
	r->major = major;
	r->first = first;
	r->count = count;
	strscpy(r->name, name, sizeof(r->name));
	if (err >= 0)
		err = insert_region(r);
	mutex_unlock(&chrdevs_lock);
	if (!err)
		return r;
	kfree(r);
	return ERR_PTR(err);
}

static struct region *take_region(unsigned int major, unsigned int first, unsigned int count)
{
	struct region *r;

	mutex_lock(&chrdevs_lock);
	list_for_each_entry(r, &regions, list) {
		if (r->major == major && r->first == first && r->count == count) {
			list_del(&r->list);
			goto out;
		}
	}
	r = NULL;
out:
	mutex_unlock(&chrdevs_lock);
	return r;
}

/* Regions end at a major's last minor: the next one's share of a range. */
static dev_t next_part(dev_t from, dev_t end)
{
	dev_t next = MKDEV(MAJOR(from) + 1, 0);

	return min(next, end);
}

/**
 * register_chrdev_region - take a range of device numbers that is asked for
 * Context: process, may sleep.  Return: 0, -EBUSY, -EINVAL, -ENOMEM.
 */
int register_chrdev_region(dev_t from, unsigned int count, const char *name)
{
	dev_t end = from + count, n = from, next;
	struct region *r;

	for (; n < end; n = next) {
		next = next_part(n, end);
		r = register_region(MAJOR(n), MINOR(n), next - n, name);
		if (IS_ERR(r)) {
			unregister_chrdev_region(from, n - from);
			return PTR_ERR(r);
		}
	}
	return 0;
}
EXPORT_SYMBOL(register_chrdev_region);

/**
 * alloc_chrdev_region - take minors of a major that is free
 * @dev: gets the first number
 * Context: process, may sleep.  Return: 0 or -errno.
 */
int alloc_chrdev_region(dev_t *dev, unsigned int baseminor, unsigned int count, const char *name)
{
	struct region *r = register_region(0, baseminor, count, name);

	if (IS_ERR(r))
		return PTR_ERR(r);
	*dev = MKDEV(r->major, r->first);
	return 0;
}
EXPORT_SYMBOL(alloc_chrdev_region);

void unregister_chrdev_region(dev_t from, unsigned int count)
{
	dev_t end = from + count, n, next;

	for (n = from; n < end; n = next) {
		next = next_part(n, end);
		kfree(take_region(MAJOR(n), MINOR(n), next - n));
	}
}
EXPORT_SYMBOL(unregister_chrdev_region);

/* ---- both at once, as before there were minors for many drivers -------------- */

/**
 * __register_chrdev - take a range of minors and make it a device
 * @major: 0: any that is free
 * Context: process, may sleep.
 * Return: 0, or the major if it was 0; -errno.
 */
int __register_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
		      const char *name, const struct file_operations *fops)
{
	struct region *r = register_region(major, baseminor, count, name);
	struct cdev *cdev;
	int err = -ENOMEM;

	if (IS_ERR(r))
		return PTR_ERR(r);
	cdev = cdev_alloc();
	if (cdev) {
		cdev->owner = fops->owner;
		cdev->ops = fops;
		err = cdev_add(cdev, MKDEV(r->major, baseminor), count);
	}
	if (err) {
		if (cdev)
			kobject_put(&cdev->kobj);
		kfree(take_region(r->major, baseminor, count));
		return err;
	}
	r->cdev = cdev;
	return major ? 0 : r->major;
}
EXPORT_SYMBOL(__register_chrdev);

void __unregister_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
			 const char *name)
{
	struct region *r = take_region(major, baseminor, count);

	if (r && r->cdev)
		cdev_del(r->cdev);
	kfree(r);
}
EXPORT_SYMBOL(__unregister_chrdev);

/* ---- cdevs ------------------------------------------------------------------- */

/* Inodes that remember it forget. */
static void purge(struct cdev *cdev)
{
	struct inode *inode, *next;

	mutex_lock(&chrdevs_lock);
	list_for_each_entry_safe(inode, next, &cdev->list, i_devices) {
		list_del_init(&inode->i_devices);
		inode->i_cdev = NULL;
	}
	mutex_unlock(&chrdevs_lock);
}

static void default_release(struct kobject *kobj)
{
	struct kobject *parent = kobj->parent;

	purge(container_of(kobj, struct cdev, kobj));
	kobject_put(parent);
}

static void dynamic_release(struct kobject *kobj)
{
	default_release(kobj);
	kfree(container_of(kobj, struct cdev, kobj));
}

static const struct kobj_type default_ktype = { .release = default_release };
static const struct kobj_type dynamic_ktype = { .release = dynamic_release };

static void init(struct cdev *cdev, const struct kobj_type *ktype)
{
	INIT_LIST_HEAD(&cdev->list);
	INIT_LIST_HEAD(&cdev->map);
	kobject_init(&cdev->kobj, ktype);
}

/* For one that lies in the driver's own structure. */
void cdev_init(struct cdev *cdev, const struct file_operations *fops)
{
	memset(cdev, 0, sizeof(*cdev));
	init(cdev, &default_ktype);
	cdev->ops = fops;
}
EXPORT_SYMBOL(cdev_init);

/* One that is freed with its last user; the caller sets ops and owner. */
struct cdev *cdev_alloc(void)
{
	struct cdev *cdev = kzalloc(sizeof(*cdev), GFP_KERNEL);

	if (cdev)
		init(cdev, &dynamic_ktype);
	return cdev;
}
EXPORT_SYMBOL(cdev_alloc);

/**
 * cdev_add - let a device be opened, at once
 * Context: process, may sleep.  Return: 0; -EINVAL for no numbers.
 */
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count)
{
	if (!count)
		return -EINVAL;
	cdev->dev = dev;
	cdev->count = count;
	kobject_get(cdev->kobj.parent);
	mutex_lock(&chrdevs_lock);
	list_add(&cdev->map, &cdevs);
	mutex_unlock(&chrdevs_lock);
	return 0;
}
EXPORT_SYMBOL(cdev_add);

/* Nobody opens it any more; who has it open keeps it. */
void cdev_del(struct cdev *cdev)
{
	mutex_lock(&chrdevs_lock);
	list_del_init(&cdev->map);
	mutex_unlock(&chrdevs_lock);
	kobject_put(&cdev->kobj);
}
EXPORT_SYMBOL(cdev_del);

/* The object that must live as long as the cdev is used. */
void cdev_set_parent(struct cdev *cdev, struct kobject *kobj)
{
	cdev->kobj.parent = kobj;
}
EXPORT_SYMBOL(cdev_set_parent);

int cdev_device_add(struct cdev *cdev, struct device *dev)
{
	int err = 0;

	if (dev->devt) {
		cdev_set_parent(cdev, &dev->kobj);
		err = cdev_add(cdev, dev->devt, 1);
		if (err)
			return err;
	}
	err = device_add(dev);
	if (err && dev->devt)
		cdev_del(cdev);
	return err;
}
EXPORT_SYMBOL(cdev_device_add);

void cdev_device_del(struct cdev *cdev, struct device *dev)
{
	device_del(dev);
	if (dev->devt)
		cdev_del(cdev);
}
EXPORT_SYMBOL(cdev_device_del);

void cdev_put(struct cdev *cdev)
{
	struct module *owner;

	if (!cdev)
		return;
	owner = cdev->owner;
	kobject_put(&cdev->kobj);
	module_put(owner);
}
EXPORT_SYMBOL(cdev_put);

/* ---- opening ----------------------------------------------------------------- */

/* The smallest range that has the number. */
static struct cdev *find_cdev(dev_t dev)
{
	struct cdev *cdev, *best = NULL;

	lockdep_assert_held(&chrdevs_lock);
	list_for_each_entry(cdev, &cdevs, map)
		if (dev >= cdev->dev && dev - cdev->dev < cdev->count &&
		    (!best || cdev->count < best->count))
			best = cdev;
	return best;
}

/* With a reference, and a use of its module. */
static struct cdev *get_cdev(struct inode *inode)
{
	struct cdev *cdev;

	mutex_lock(&chrdevs_lock);
	cdev = inode->i_cdev;
	if (!cdev)
		cdev = find_cdev(inode->i_rdev);
	if (cdev && !try_module_get(cdev->owner))
		cdev = NULL;
	if (cdev && !kobject_get_unless_zero(&cdev->kobj)) {
		module_put(cdev->owner);
		cdev = NULL;
	}
	if (cdev && !inode->i_cdev) {
		inode->i_cdev = cdev;
		list_add(&inode->i_devices, &cdev->list);
	}
	mutex_unlock(&chrdevs_lock);
	return cdev;
}

static int chrdev_open(struct inode *inode, struct file *file)
{
	struct cdev *cdev = get_cdev(inode);
	const struct file_operations *fops;
	int err;

	if (!cdev)
		return -ENXIO;
	fops = fops_get(cdev->ops);
	if (!fops) {
		cdev_put(cdev);
		return -ENXIO;
	}
	replace_fops(file, fops);
	err = fops->open ? fops->open(inode, file) : 0;
	if (err)
		cdev_put(cdev);
	return err;
}

const struct file_operations def_chr_fops = {
	.open	= chrdev_open,
	.llseek	= noop_llseek,
};

/* The inode goes. */
void cd_forget(struct inode *inode)
{
	mutex_lock(&chrdevs_lock);
	list_del_init(&inode->i_devices);
	inode->i_cdev = NULL;
	mutex_unlock(&chrdevs_lock);
}

static int devices_show(struct seq_file *m, void *v)
{
	struct region *r;

	seq_puts(m, "Character devices:\n");
	mutex_lock(&chrdevs_lock);
	list_for_each_entry(r, &regions, list)
		seq_printf(m, "%3d %s\n", r->major, r->name);
	mutex_unlock(&chrdevs_lock);
	seq_puts(m, "\nBlock devices:\n");
	return 0;
}

static int __init devices_init(void)
{
	proc_create_single("devices", 0, NULL, devices_show);
	return 0;
}
fs_initcall(devices_init);
