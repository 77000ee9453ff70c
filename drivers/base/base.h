/* SPDX-License-Identifier: MIT */
/* drivers/base/base.h - private to the driver core */
#ifndef DRIVERS_BASE_BASE_H
#define DRIVERS_BASE_BASE_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>

struct class_private {
	struct kobject kobj;		/* /sys/class/name */
	struct class *class;		/* I */
	struct mutex mutex;
	struct list_head devices;	/* mutex */
	struct kobject *virtual_dir;	/* mutex: /sys/devices/virtual/name, once needed */
};

/* What bus.c knows of a bus. */
struct subsys_private {
	struct kobject kobj;		/* /sys/bus/name */
	struct bus_type *bus;		/* I */
	struct kobject *devices_dir;	/* I */
	struct kobject *drivers_dir;	/* I */
	struct mutex mutex;
	u64 last_seq;			/* mutex */
	struct list_head devices;	/* mutex: in the order of bus_seq */
	struct list_head drivers;	/* mutex: struct driver_private, in the order of seq */
};

/* What it knows of a driver. */
struct driver_private {
	struct kobject kobj;		/* /sys/bus/bus/drivers/name */
	struct device_driver *driver;	/* I */
	struct list_head node;		/* the bus's mutex */
	u64 seq;			/* I once it is in the list */
	struct kref users;		/* who looks at it, and the list */
	struct completion unused;	/* the last of these has gone */
};

extern struct kset *devices_kset;	/* /sys/devices */
extern struct kobject *virtual_kobj;	/* /sys/devices/virtual */
extern struct kobject *dev_char_kobj;	/* /sys/dev/char */

/* class.c: where a device of a class without a parent lies.  NULL: no memory. */
struct kobject *class_virtual_dir(struct class *class);
void class_add_device(struct class *class, struct device *dev);
void class_remove_device(struct class *class, struct device *dev);
int classes_init(void);

/* bus.c */
int bus_add_device(struct device *dev);
void bus_remove_device(struct device *dev);
int buses_init(void);

/* dd.c */
bool driver_match_device(struct device_driver *drv, struct device *dev);
int driver_attach_to(struct device_driver *drv, struct device *dev);
bool driver_release_from(struct device_driver *drv, struct device *dev);
void driver_detach(struct device_driver *drv);
void bus_probe_device(struct device *dev);
void device_no_more_drivers(struct device *dev);

/* core.c: the name in /dev; *mode, where it asks for one.  kfree() it. */
char *device_get_devnode(struct device *dev, umode_t *mode);

/* devtmpfs.c */
int devtmpfs_create_node(struct device *dev);
void devtmpfs_delete_node(struct device *dev);

#endif /* DRIVERS_BASE_BASE_H */
