// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_driver.c - kinds of terminals, their device numbers and nodes
 *
 * A driver takes a range of numbers and has one cdev for all of it, whose operations
 * are the core's: tty_open() looks here for who a number belongs to.  A driver whose
 * devices come and go (TTY_DRIVER_DYNAMIC_DEV) has a cdev for each.
 *
 * Context: process, may sleep.
 * Locking: tty_mutex guards the list of drivers and their cdevs.
 */

#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "tty.h"

DEFINE_MUTEX(tty_mutex);
static LIST_HEAD(tty_drivers);		/* tty_mutex: the latest last */
static struct class *tty_class;		/* I */

/* ---- birth and end ----------------------------------------------------------------- */

static void free_driver(struct kref *kref)
{
	struct tty_driver *driver = container_of(kref, struct tty_driver, kref);

	for (unsigned int i = 0; driver->termios && i < driver->num; i++)
		kfree(driver->termios[i]);
	kfree(driver->termios);
	kfree(driver->ports);
	kfree(driver->ttys);
	kfree(driver->cdevs);
	kfree(driver);
}

void tty_driver_kref_put(struct tty_driver *driver)
{
	kref_put(&driver->kref, free_driver);
}
EXPORT_SYMBOL(tty_driver_kref_put);

/**
 * __tty_alloc_driver - a driver for so many lines; tty_alloc_driver() is for modules
 * Context: process, may sleep.  Return: the driver, or ERR_PTR().
 */
struct tty_driver *__tty_alloc_driver(unsigned int lines, struct module *owner,
				      unsigned long flags)
{
	struct tty_driver *driver;

	if (!lines || (flags & TTY_DRIVER_UNNUMBERED_NODE && lines > 1))
		return ERR_PTR(-EINVAL);
	driver = kzalloc(sizeof(*driver), GFP_KERNEL);
	if (!driver)
		return ERR_PTR(-ENOMEM);
	kref_init(&driver->kref);
	driver->num = lines;
	driver->owner = owner;
	driver->flags = flags;
	driver->ttys = kcalloc(lines, sizeof(*driver->ttys), GFP_KERNEL);
	driver->termios = kcalloc(lines, sizeof(*driver->termios), GFP_KERNEL);
	driver->ports = kcalloc(lines, sizeof(*driver->ports), GFP_KERNEL);
	driver->cdevs = kcalloc(lines, sizeof(*driver->cdevs), GFP_KERNEL);
	if (!driver->ttys || !driver->termios || !driver->ports || !driver->cdevs) {
		tty_driver_kref_put(driver);
		return ERR_PTR(-ENOMEM);
	}
	return driver;
}
EXPORT_SYMBOL(__tty_alloc_driver);

/* ---- numbers and nodes --------------------------------------------------------------- */

static dev_t number_of(const struct tty_driver *driver, unsigned int index)
{
	return MKDEV(driver->major, driver->minor_start) + index;
}

/* The cdev of line @index, and of the @count - 1 behind it. */
static int add_cdev(struct tty_driver *driver, unsigned int index, unsigned int count)
{
	struct cdev *cdev = cdev_alloc();
	int err;

	if (!cdev)
		return -ENOMEM;
	cdev->ops = &tty_fops;
	cdev->owner = driver->owner;
	err = cdev_add(cdev, number_of(driver, index), count);
	if (err) {
		kobject_put(&cdev->kobj);
		return err;
	}
	driver->cdevs[index] = cdev;
	return 0;
}

static void remove_cdev(struct tty_driver *driver, unsigned int index)
{
	struct cdev *cdev = driver->cdevs[index];

	driver->cdevs[index] = NULL;
	if (cdev)
		cdev_del(cdev);
}

static struct device *create_node(struct tty_driver *driver, unsigned int index,
				  struct device *parent, void *drvdata,
				  const struct attribute_group **groups)
{
	dev_t dev = number_of(driver, index);

	if (driver->flags & TTY_DRIVER_UNNUMBERED_NODE)
		return device_create_with_groups(tty_class, parent, dev, drvdata, groups, "%s",
						 driver->name);
	return device_create_with_groups(tty_class, parent, dev, drvdata, groups, "%s%d",
					 driver->name, driver->name_base + index);
}

/**
 * tty_register_device_attr - line @index of a driver has hardware: make its node
 * Context: process, may sleep.  Return: its device, or ERR_PTR().
 */
struct device *tty_register_device_attr(struct tty_driver *driver, unsigned int index,
					struct device *parent, void *drvdata,
					const struct attribute_group **attr_grp)
{
	bool own_cdev = driver->flags & TTY_DRIVER_DYNAMIC_DEV;
	struct device *dev;
	int err;

	if (index >= driver->num) {
		pr_err("%s: Attempt to register invalid tty line number (%u)\n", driver->name,
		       index);
		return ERR_PTR(-EINVAL);
	}
	if (own_cdev) {
		err = add_cdev(driver, index, 1);
		if (err)
			return ERR_PTR(err);
	}
	dev = create_node(driver, index, parent, drvdata, attr_grp);
	if (IS_ERR(dev) && own_cdev)
		remove_cdev(driver, index);
	return dev;
}
EXPORT_SYMBOL(tty_register_device_attr);

struct device *tty_register_device(struct tty_driver *driver, unsigned int index,
				   struct device *parent)
{
	return tty_register_device_attr(driver, index, parent, NULL, NULL);
}
EXPORT_SYMBOL(tty_register_device);

void tty_unregister_device(struct tty_driver *driver, unsigned int index)
{
	device_destroy(tty_class, number_of(driver, index));
	if (driver->flags & TTY_DRIVER_DYNAMIC_DEV)
		remove_cdev(driver, index);
}
EXPORT_SYMBOL(tty_unregister_device);

/* A terminal without a driver of its own: /dev/tty and the like. */
int tty_make_node(dev_t dev, const char *name, struct cdev *cdev,
		  const struct file_operations *fops)
{
	struct device *device;
	int err;

	cdev_init(cdev, fops);
	err = register_chrdev_region(dev, 1, name);
	if (!err)
		err = cdev_add(cdev, dev, 1);
	if (err)
		return err;
	device = device_create(tty_class, NULL, dev, NULL, "%s", strrchr(name, '/') + 1);
	return PTR_ERR_OR_ZERO(device);
}

/* ---- drivers ----------------------------------------------------------------------------- */

static int take_numbers(struct tty_driver *driver)
{
	dev_t dev;
	int err;

	if (driver->major)
		return register_chrdev_region(number_of(driver, 0), driver->num, driver->name);
	err = alloc_chrdev_region(&dev, driver->minor_start, driver->num, driver->name);
	if (!err)
		driver->major = MAJOR(dev);
	return err;
}

static int register_all_devices(struct tty_driver *driver)
{
	for (unsigned int i = 0; i < driver->num; i++) {
		struct device *dev = tty_register_device(driver, i, NULL);

		if (IS_ERR(dev)) {
			while (i--)
				tty_unregister_device(driver, i);
			return PTR_ERR(dev);
		}
	}
	return 0;
}

static void list_driver(struct tty_driver *driver, bool on)
{
	mutex_lock(&tty_mutex);
	if (on)
		list_add_tail(&driver->tty_drivers, &tty_drivers);
	else
		list_del(&driver->tty_drivers);
	mutex_unlock(&tty_mutex);
}

/**
 * tty_register_driver - its terminals can be opened
 * Context: process, may sleep.  Return: 0 or -errno.
 */
int tty_register_driver(struct tty_driver *driver)
{
	bool dynamic = driver->flags & TTY_DRIVER_DYNAMIC_DEV;
	int err = take_numbers(driver);

	if (err)
		return err;
	if (!dynamic) {
		err = add_cdev(driver, 0, driver->num);
		if (err)
			goto err_numbers;
	}
	list_driver(driver, true);
	if (!dynamic) {
		err = register_all_devices(driver);
		if (err)
			goto err_list;
	}
	driver->flags |= TTY_DRIVER_INSTALLED;
	return 0;

err_list:
	list_driver(driver, false);
	remove_cdev(driver, 0);
err_numbers:
	unregister_chrdev_region(number_of(driver, 0), driver->num);
	return err;
}
EXPORT_SYMBOL(tty_register_driver);

/* Nobody opens them any more; who has one open keeps it. */
void tty_unregister_driver(struct tty_driver *driver)
{
	if (!(driver->flags & TTY_DRIVER_DYNAMIC_DEV)) {
		for (unsigned int i = 0; i < driver->num; i++)
			tty_unregister_device(driver, i);
		remove_cdev(driver, 0);
	}
	list_driver(driver, false);
	unregister_chrdev_region(number_of(driver, 0), driver->num);
	driver->flags &= ~TTY_DRIVER_INSTALLED;
}
EXPORT_SYMBOL(tty_unregister_driver);

struct tty_driver *tty_lookup_driver(dev_t dev, int *index)
{
	struct tty_driver *driver;

	lockdep_assert_held(&tty_mutex);
	list_for_each_entry(driver, &tty_drivers, tty_drivers) {
		dev_t base = number_of(driver, 0);

		if (dev < base || dev - base >= driver->num)
			continue;
		*index = dev - base;
		return tty_driver_kref_get(driver);
	}
	return NULL;
}

/* ---- /sys and /proc ----------------------------------------------------------------------- */

static const char *type_name(const struct tty_driver *driver)
{
	switch (driver->type) {
	case TTY_DRIVER_TYPE_SYSTEM:
		return "system";
	case TTY_DRIVER_TYPE_CONSOLE:
		return "console";
	case TTY_DRIVER_TYPE_SERIAL:
		return "serial";
	}
	return "unknown";
}

static int drivers_show(struct seq_file *m, void *v)
{
	struct tty_driver *driver;

	mutex_lock(&tty_mutex);
	list_for_each_entry(driver, &tty_drivers, tty_drivers)
		seq_printf(m, "%-20s /dev/%-8s %3d %d-%d %s\n",
			   driver->driver_name ? driver->driver_name : "unknown", driver->name,
			   driver->major, driver->minor_start,
			   driver->minor_start + driver->num - 1, type_name(driver));
	mutex_unlock(&tty_mutex);
	return 0;
}

/* Everybody may have his own terminal, and only root those of others. */
static char *tty_devnode(struct device *dev, umode_t *mode)
{
	if (mode && dev->devt == MKDEV(TTYAUX_MAJOR, 0))
		*mode = 0666;
	return NULL;
}

static int __init tty_class_init(void)
{
	tty_class = class_create(THIS_MODULE, "tty");
	if (IS_ERR(tty_class))
		return PTR_ERR(tty_class);
	tty_class->devnode = tty_devnode;
	if (proc_mkdir("tty", NULL))
		proc_create_single("tty/drivers", 0, NULL, drivers_show);
	return 0;
}
subsys_initcall(tty_class_init);
