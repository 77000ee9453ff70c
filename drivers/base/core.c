// SPDX-License-Identifier: MIT
/*
 * drivers/base/core.c - devices: their beginning, their places in /sys and /dev, their end
 *
 * What it is for
 *
 *   A driver says "there is a device of my class, with this number and this name", and
 *   it is to be seen: as a directory with attributes, in its class, and as a node that
 *   programs open.
 *
 * How it works
 *
 *   device_add() makes, and device_del() takes away in the reverse order:
 *
 *       /sys/devices/virtual/CLASS/NAME/    or below its parent's directory
 *           dev                             "major:minor"
 *           subsystem                       -> the class
 *           attributes of class and device
 *       /sys/class/CLASS/NAME               -> the directory
 *       /sys/bus/BUS/devices/NAME           -> the directory, of a device on a bus (bus.c)
 *       /sys/dev/char/MAJOR:MINOR           -> the directory
 *       /dev/NAME                           devtmpfs.c
 *
 *   The memory belongs to the references: with the last put_device() the device's
 *   release() frees it.
 *
 * Context: process, may sleep.
 *
 * Locking: the class's mutex for its list of devices.
 *
 * Compared with Linux: no directory named for the class between a parent and its
 * child; no uevents are sent, only shown in "uevent".
 */

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/stdarg.h>
#include <linux/string.h>

#include "base.h"

#define DEV_NUMBER_MAX	24	/* "4095:1048575" */

struct kset *devices_kset;
struct kobject *virtual_kobj, *dev_char_kobj;

/* ---- the kind of object ------------------------------------------------------ */

static ssize_t dev_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct device_attribute *a = container_of(attr, struct device_attribute, attr);

	return a->show ? a->show(kobj_to_dev(kobj), a, buf) : -EIO;
}

static ssize_t dev_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct device_attribute *a = container_of(attr, struct device_attribute, attr);

	return a->store ? a->store(kobj_to_dev(kobj), a, buf, count) : -EIO;
}

static const struct sysfs_ops dev_sysfs_ops = {
	.show = dev_attr_show,
	.store = dev_attr_store,
};

static void device_release(struct kobject *kobj)
{
	struct device *dev = kobj_to_dev(kobj);

	devres_release_all(dev);
	if (dev->release)
		dev->release(dev);
	else if (dev->class && dev->class->dev_release)
		dev->class->dev_release(dev);
	else
		WARN(1, "Device '%s' does not have a release() function, it is broken and must be fixed. See Documentation/core-api/kobject.rst.\n",
		     dev_name(dev));
}

static const struct kobj_type device_ktype = {
	.release = device_release,
	.sysfs_ops = &dev_sysfs_ops,
};

/** device_initialize - make a zeroed device usable; once, by who found it */
void device_initialize(struct device *dev)
{
	kobject_init(&dev->kobj, &device_ktype);
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
	INIT_LIST_HEAD(&dev->class_node);
	INIT_LIST_HEAD(&dev->bus_node);
	INIT_LIST_HEAD(&dev->deferred_node);
	mutex_init(&dev->mutex);
	/* A parent's is held while a child is probed: the order is that of the tree. */
	lockdep_set_novalidate_class(&dev->mutex);
}
EXPORT_SYMBOL_GPL(device_initialize);

/**
 * dev_set_name - give a device its name
 * Return: 0, or -ENOMEM.
 */
int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = kobject_set_name_vargs(&dev->kobj, fmt, args);
	va_end(args);
	if (!err)
		dev->init_name = NULL;
	return err;
}
EXPORT_SYMBOL_GPL(dev_set_name);

const char *dev_driver_string(const struct device *dev)
{
	/* Read once: the driver may be unbound meanwhile. */
	const struct device_driver *driver = READ_ONCE(dev->driver);

	if (driver)
		return driver->name;
	if (dev->bus)
		return dev->bus->name;
	return dev->class ? dev->class->name : "";
}
EXPORT_SYMBOL(dev_driver_string);

struct device *get_device(struct device *dev)
{
	return dev ? kobj_to_dev(kobject_get(&dev->kobj)) : NULL;
}
EXPORT_SYMBOL_GPL(get_device);

void put_device(struct device *dev)
{
	if (dev)
		kobject_put(&dev->kobj);
}
EXPORT_SYMBOL_GPL(put_device);

/* ---- attributes -------------------------------------------------------------- */

int device_create_file(struct device *dev, const struct device_attribute *attr)
{
	return sysfs_create_file(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_create_file);

void device_remove_file(struct device *dev, const struct device_attribute *attr)
{
	sysfs_remove_file(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_remove_file);

int device_create_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	return sysfs_create_bin_file(&dev->kobj, attr);
}
EXPORT_SYMBOL_GPL(device_create_bin_file);

void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	sysfs_remove_bin_file(&dev->kobj, attr);
}
EXPORT_SYMBOL_GPL(device_remove_bin_file);

static ssize_t dev_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return print_dev_t(buf, dev->devt);
}
static DEVICE_ATTR_RO(dev);

/* ---- what a daemon would be told ---------------------------------------------- */

/**
 * add_uevent_var - append "KEY=value" to what is said of a device
 * Return: 0, or -ENOMEM when there is no room.
 */
int add_uevent_var(struct kobj_uevent_env *env, const char *format, ...)
{
	int room = sizeof(env->buf) - env->buflen, len;
	va_list args;

	if (env->envp_idx >= ARRAY_SIZE(env->envp) - 1) {
		WARN(1, KERN_ERR "add_uevent_var: too many keys\n");
		return -ENOMEM;
	}
	va_start(args, format);
	len = vsnprintf(env->buf + env->buflen, room, format, args);
	va_end(args);
	if (len >= room) {
		WARN(1, KERN_ERR "add_uevent_var: buffer size too small\n");
		return -ENOMEM;
	}
	env->envp[env->envp_idx++] = env->buf + env->buflen;
	env->buflen += len + 1;
	return 0;
}
EXPORT_SYMBOL_GPL(add_uevent_var);

static int number_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	int err;

	if (!MAJOR(dev->devt))
		return 0;
	err = add_uevent_var(env, "MAJOR=%u", MAJOR(dev->devt));
	if (!err)
		err = add_uevent_var(env, "MINOR=%u", MINOR(dev->devt));
	return err ? err : add_uevent_var(env, "DEVNAME=%s", dev->node_name ?: dev_name(dev));
}

static int device_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	const struct device_driver *drv = READ_ONCE(dev->driver);
	int err = number_uevent(dev, env);

	if (!err && drv)
		err = add_uevent_var(env, "DRIVER=%s", drv->name);
	if (!err && dev->bus && dev->bus->uevent)
		err = dev->bus->uevent(dev, env);
	if (!err && dev->class && dev->class->dev_uevent)
		err = dev->class->dev_uevent(dev, env);
	return err;
}

static ssize_t uevent_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct kobj_uevent_env *env = kzalloc(sizeof(*env), GFP_KERNEL);
	int err, len = 0;

	if (!env)
		return -ENOMEM;
	err = device_uevent(dev, env);
	for (int i = 0; !err && i < env->envp_idx; i++)
		len += sysfs_emit_at(buf, len, "%s\n", env->envp[i]);
	kfree(env);
	return err ? err : len;
}
static DEVICE_ATTR_RO(uevent);

static struct attribute *own_attrs[] = { &dev_attr_uevent.attr, &dev_attr_dev.attr, NULL };

static umode_t own_is_visible(struct kobject *kobj, struct attribute *attr, int index)
{
	if (attr == &dev_attr_dev.attr && !MAJOR(kobj_to_dev(kobj)->devt))
		return 0;
	return attr->mode;
}

static const struct attribute_group own_group = {
	.attrs = own_attrs,
	.is_visible = own_is_visible,
};

static int add_attributes(struct device *dev)
{
	const struct attribute_group **of_class = dev->class ? dev->class->dev_groups : NULL;
	int err = sysfs_create_groups(&dev->kobj, of_class);

	if (err)
		return err;
	err = sysfs_create_groups(&dev->kobj, dev->groups);
	if (err)
		goto err_class;
	err = sysfs_create_group(&dev->kobj, &own_group);
	if (!err)
		return 0;
	sysfs_remove_groups(&dev->kobj, dev->groups);
err_class:
	sysfs_remove_groups(&dev->kobj, of_class);
	return err;
}

static void remove_attributes(struct device *dev)
{
	sysfs_remove_group(&dev->kobj, &own_group);
	sysfs_remove_groups(&dev->kobj, dev->groups);
	if (dev->class)
		sysfs_remove_groups(&dev->kobj, dev->class->dev_groups);
}

/* ---- links ------------------------------------------------------------------- */

static int add_class_links(struct device *dev)
{
	int err;

	if (!dev->class)
		return 0;
	err = sysfs_create_link(&dev->kobj, &dev->class->p->kobj, "subsystem");
	if (err)
		return err;
	err = sysfs_create_link(&dev->class->p->kobj, &dev->kobj, dev_name(dev));
	if (err)
		sysfs_remove_link(&dev->kobj, "subsystem");
	return err;
}

static void remove_class_links(struct device *dev)
{
	if (!dev->class)
		return;
	sysfs_remove_link(&dev->class->p->kobj, dev_name(dev));
	sysfs_remove_link(&dev->kobj, "subsystem");
}

/* The number's link, and the node in /dev. */
static int add_number(struct device *dev)
{
	char name[DEV_NUMBER_MAX];
	int err;

	if (!MAJOR(dev->devt))
		return 0;
	format_dev_t(name, dev->devt);
	err = sysfs_create_link(dev_char_kobj, &dev->kobj, name);
	if (err)
		return err;
	err = devtmpfs_create_node(dev);
	if (err)
		sysfs_remove_link(dev_char_kobj, name);
	return err;
}

static void remove_number(struct device *dev)
{
	char name[DEV_NUMBER_MAX];

	if (!MAJOR(dev->devt))
		return;
	devtmpfs_delete_node(dev);
	format_dev_t(name, dev->devt);
	sysfs_remove_link(dev_char_kobj, name);
}

/* ---- add and del ------------------------------------------------------------- */

static struct kobject *parent_object(struct device *dev)
{
	if (dev->parent)
		return &dev->parent->kobj;
	return dev->class ? class_virtual_dir(dev->class) : &devices_kset->kobj;
}

static int name_device(struct device *dev)
{
	int err = 0;

	if (dev->init_name)
		err = dev_set_name(dev, "%s", dev->init_name);
	return err ? err : dev_name(dev) ? 0 : -EINVAL;
}

/**
 * device_add - show an initialised device to everybody
 *
 * Context: process, may sleep.
 * Return: 0 or -errno; the caller then calls put_device().
 */
int device_add(struct device *dev)
{
	struct kobject *parent;
	int err = name_device(dev);

	if (err)
		return err;
	get_device(dev);
	get_device(dev->parent);
	parent = parent_object(dev);
	err = parent ? kobject_add(&dev->kobj, parent, NULL) : -ENOMEM;
	if (err)
		goto err_add;
	err = add_class_links(dev);
	if (err)
		goto err_class;
	err = add_attributes(dev);
	if (err)
		goto err_attributes;
	err = bus_add_device(dev);
	if (err)
		goto err_bus;
	err = add_number(dev);
	if (err)
		goto err_number;
	bus_probe_device(dev);
	if (dev->class)
		class_add_device(dev->class, dev);
	return 0;

err_number:
	bus_remove_device(dev);
err_bus:
	remove_attributes(dev);
err_attributes:
	remove_class_links(dev);
err_class:
	kobject_del(&dev->kobj);
err_add:
	put_device(dev->parent);
	put_device(dev);
	return err;
}
EXPORT_SYMBOL_GPL(device_add);

int device_register(struct device *dev)
{
	device_initialize(dev);
	return device_add(dev);
}
EXPORT_SYMBOL_GPL(device_register);

void device_del(struct device *dev)
{
	struct device *parent = dev->parent;

	device_no_more_drivers(dev);
	if (dev->class)
		class_remove_device(dev->class, dev);
	remove_number(dev);
	bus_remove_device(dev);
	remove_attributes(dev);
	remove_class_links(dev);
	kobject_del(&dev->kobj);
	put_device(parent);
	put_device(dev);		/* that of device_add() */
}
EXPORT_SYMBOL_GPL(device_del);

void device_unregister(struct device *dev)
{
	device_del(dev);
	put_device(dev);
}
EXPORT_SYMBOL_GPL(device_unregister);

/* What /dev calls it: a '!' in the name is a '/' there. */
char *device_get_devnode(struct device *dev, umode_t *mode)
{
	char *name = dev->class && dev->class->devnode ? dev->class->devnode(dev, mode) : NULL;

	if (!name)
		name = kstrdup(dev_name(dev), GFP_KERNEL);
	return name ? strreplace(name, '!', '/'), name : NULL;
}

/* ---- devices without a structure of their own -------------------------------- */

static void free_device(struct device *dev)
{
	kfree(dev);
}

static struct device *create_vargs(struct class *class, struct device *parent, dev_t devt,
				   void *drvdata, const struct attribute_group **groups,
				   const char *fmt, va_list args)
{
	struct device *dev;
	int err;

	if (IS_ERR_OR_NULL(class))
		return ERR_PTR(-ENODEV);
	dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	if (!dev)
		return ERR_PTR(-ENOMEM);
	device_initialize(dev);
	dev->devt = devt;
	dev->class = class;
	dev->parent = parent;
	dev->groups = groups;
	dev->release = free_device;
	dev_set_drvdata(dev, drvdata);
	err = kobject_set_name_vargs(&dev->kobj, fmt, args);
	if (!err)
		err = device_add(dev);
	if (!err)
		return dev;
	put_device(dev);
	return ERR_PTR(err);
}

/**
 * device_create - make a device of a class, and its node in /dev
 * @devt: its number, or 0: then there is no node
 *
 * Context: process, may sleep.
 * Return: the device, or ERR_PTR().  device_destroy() ends it.
 */
struct device *device_create(struct class *class, struct device *parent, dev_t devt,
			     void *drvdata, const char *fmt, ...)
{
	struct device *dev;
	va_list args;

	va_start(args, fmt);
	dev = create_vargs(class, parent, devt, drvdata, NULL, fmt, args);
	va_end(args);
	return dev;
}
EXPORT_SYMBOL_GPL(device_create);

struct device *device_create_with_groups(struct class *class, struct device *parent, dev_t devt,
					 void *drvdata, const struct attribute_group **groups,
					 const char *fmt, ...)
{
	struct device *dev;
	va_list args;

	va_start(args, fmt);
	dev = create_vargs(class, parent, devt, drvdata, groups, fmt, args);
	va_end(args);
	return dev;
}
EXPORT_SYMBOL_GPL(device_create_with_groups);

struct device *root_device_register(const char *name)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	int err;

	if (!dev)
		return ERR_PTR(-ENOMEM);
	device_initialize(dev);
	dev->release = free_device;
	err = dev_set_name(dev, "%s", name);
	if (!err)
		err = device_add(dev);
	if (!err)
		return dev;
	put_device(dev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(root_device_register);

void root_device_unregister(struct device *dev)
{
	device_unregister(dev);
}
EXPORT_SYMBOL_GPL(root_device_unregister);

/* ---- /sys/devices, /sys/dev, /sys/class -------------------------------------- */

static int __init devices_init(void)
{
	struct kobject *dev_kobj;

	devices_kset = kset_create_and_add("devices", NULL, NULL);
	if (!devices_kset)
		return -ENOMEM;
	virtual_kobj = kobject_create_and_add("virtual", &devices_kset->kobj);
	dev_kobj = kobject_create_and_add("dev", NULL);
	dev_char_kobj = dev_kobj ? kobject_create_and_add("char", dev_kobj) : NULL;
	if (!virtual_kobj || !dev_char_kobj)
		return -ENOMEM;
	return buses_init() ?: classes_init();
}
core_initcall(devices_init);
