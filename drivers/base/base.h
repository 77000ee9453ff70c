/* SPDX-License-Identifier: MIT */
/* drivers/base/base.h - private to the driver core */
#ifndef DRIVERS_BASE_BASE_H
#define DRIVERS_BASE_BASE_H

#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>

struct class_private {
	struct kobject kobj;		/* /sys/class/name */
	struct class *class;		/* I */
	struct mutex mutex;
	struct list_head devices;	/* mutex */
	struct kobject *virtual_dir;	/* mutex: /sys/devices/virtual/name, once needed */
};

extern struct kset *devices_kset;	/* /sys/devices */
extern struct kobject *virtual_kobj;	/* /sys/devices/virtual */
extern struct kobject *dev_char_kobj;	/* /sys/dev/char */

/* class.c: where a device of a class without a parent lies.  NULL: no memory. */
struct kobject *class_virtual_dir(struct class *class);
void class_add_device(struct class *class, struct device *dev);
void class_remove_device(struct class *class, struct device *dev);
int classes_init(void);

/* core.c: the name in /dev; *mode, where it asks for one.  kfree() it. */
char *device_get_devnode(struct device *dev, umode_t *mode);

/* devtmpfs.c */
int devtmpfs_create_node(struct device *dev);
void devtmpfs_delete_node(struct device *dev);

#endif /* DRIVERS_BASE_BASE_H */
