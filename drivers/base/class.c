// SPDX-License-Identifier: MIT
/*
 * drivers/base/class.c - devices that do the same: /sys/class
 *
 * A class is a directory with a link to each of its devices, and a list of them, by
 * which device_destroy() finds the one that has a number.
 *
 * Context: process, may sleep.  Locking: the class's mutex, for the list.
 */

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "base.h"

static struct kset *class_kset;		/* I: /sys/class */

/* ---- the kind of object ------------------------------------------------------ */

static struct class_private *to_private(struct kobject *kobj)
{
	return container_of(kobj, struct class_private, kobj);
}

static ssize_t class_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct class_attribute *a = container_of(attr, struct class_attribute, attr);

	return a->show ? a->show(to_private(kobj)->class, a, buf) : -EIO;
}

static ssize_t class_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
				size_t count)
{
	struct class_attribute *a = container_of(attr, struct class_attribute, attr);

	return a->store ? a->store(to_private(kobj)->class, a, buf, count) : -EIO;
}

static const struct sysfs_ops class_sysfs_ops = {
	.show = class_attr_show,
	.store = class_attr_store,
};

static void class_private_release(struct kobject *kobj)
{
	struct class_private *p = to_private(kobj);
	struct class *class = p->class;

	kfree(p);
	if (class->class_release)
		class->class_release(class);
}

static const struct kobj_type class_ktype = {
	.release = class_private_release,
	.sysfs_ops = &class_sysfs_ops,
};

/* ---- register and create ----------------------------------------------------- */

/**
 * class_register - make a class known
 * Context: process, may sleep.  Return: 0, -EEXIST, -ENOMEM.
 */
int class_register(struct class *class)
{
	struct class_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	void (*release)(struct class *) = class->class_release;
	int err;

	if (!p)
		return -ENOMEM;
	p->class = class;
	mutex_init(&p->mutex);
	INIT_LIST_HEAD(&p->devices);
	p->kobj.kset = class_kset;
	err = kobject_init_and_add(&p->kobj, &class_ktype, NULL, "%s", class->name);
	if (!err) {
		class->p = p;
		err = sysfs_create_groups(&p->kobj, class->class_groups);
	}
	if (err) {
		class->p = NULL;
		class->class_release = NULL;	/* the caller still has it */
		kobject_put(&p->kobj);
		class->class_release = release;
	}
	return err;
}
EXPORT_SYMBOL_GPL(class_register);

void class_unregister(struct class *class)
{
	struct class_private *p = class->p;

	WARN(!list_empty(&p->devices), "class '%s' still has devices\n", class->name);
	sysfs_remove_groups(&p->kobj, class->class_groups);
	kobject_put(p->virtual_dir);
	kobject_del(&p->kobj);
	kobject_put(&p->kobj);
}
EXPORT_SYMBOL_GPL(class_unregister);

static void free_class(struct class *class)
{
	kfree(class);
}

/* For class_create(), in both its forms. */
struct class *__class_create(struct module *owner, const char *name)
{
	struct class *class = kzalloc(sizeof(*class), GFP_KERNEL);
	int err;

	if (!class)
		return ERR_PTR(-ENOMEM);
	class->name = name;
	class->owner = owner;
	class->class_release = free_class;
	err = class_register(class);
	if (!err)
		return class;
	kfree(class);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(__class_create);

/* @class: from class_create(), which may have failed. */
void class_destroy(struct class *class)
{
	if (!IS_ERR_OR_NULL(class))
		class_unregister(class);
}
EXPORT_SYMBOL_GPL(class_destroy);

int class_create_file(struct class *class, const struct class_attribute *attr)
{
	return sysfs_create_file(&class->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(class_create_file);

void class_remove_file(struct class *class, const struct class_attribute *attr)
{
	sysfs_remove_file(&class->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(class_remove_file);

/* ---- its devices ------------------------------------------------------------- */

struct kobject *class_virtual_dir(struct class *class)
{
	struct class_private *p = class->p;

	mutex_lock(&p->mutex);
	if (!p->virtual_dir)
		p->virtual_dir = kobject_create_and_add(class->name, virtual_kobj);
	mutex_unlock(&p->mutex);
	return p->virtual_dir;
}

void class_add_device(struct class *class, struct device *dev)
{
	mutex_lock(&class->p->mutex);
	list_add_tail(&dev->class_node, &class->p->devices);
	mutex_unlock(&class->p->mutex);
}

void class_remove_device(struct class *class, struct device *dev)
{
	mutex_lock(&class->p->mutex);
	list_del_init(&dev->class_node);
	mutex_unlock(&class->p->mutex);
}

static struct device *find_device(struct class *class, dev_t devt)
{
	struct device *dev;

	mutex_lock(&class->p->mutex);
	list_for_each_entry(dev, &class->p->devices, class_node) {
		if (dev->devt == devt) {
			get_device(dev);
			goto out;
		}
	}
	dev = NULL;
out:
	mutex_unlock(&class->p->mutex);
	return dev;
}

/**
 * device_destroy - end what device_create() made
 * Context: process, may sleep.
 */
void device_destroy(struct class *class, dev_t devt)
{
	struct device *dev = IS_ERR_OR_NULL(class) ? NULL : find_device(class, devt);

	if (!dev)
		return;
	put_device(dev);
	device_unregister(dev);
}
EXPORT_SYMBOL_GPL(device_destroy);

int __init classes_init(void)
{
	class_kset = kset_create_and_add("class", NULL, NULL);
	return class_kset ? 0 : -ENOMEM;
}
