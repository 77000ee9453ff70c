/* SPDX-License-Identifier: MIT */
/*
 * linux/device.h - what all devices have in common: a name, a driver, a class, a place in /sys
 *
 * drivers/base/core.c, class.c, bus.c and dd.c tell how.  Left out: power management,
 * links between devices.
 */
#ifndef LINUX_DEVICE_H
#define LINUX_DEVICE_H

#include <linux/compiler.h>
#include <linux/dev_printk.h>
#include <linux/device/bus.h>
#include <linux/device/devres.h>
#include <linux/device/driver.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/spinlock_types.h>
#include <linux/sysfs.h>
#include <linux/types.h>

struct class;
struct class_private;
struct module;

struct device {
	struct kobject		kobj;
	struct device		*parent;	/* I */
	struct bus_type		*bus;		/* I */
	const char		*init_name;	/* I; a name that is used until dev_set_name() */
	struct mutex		mutex;		/* device_lock(): held over probe and remove */
	struct device_driver	*driver;	/* mutex; NULL while unbound */
	void			*driver_data;	/* the driver's */
	void			*platform_data;	/* the driver's */

	struct class		*class;		/* I */
	dev_t			devt;		/* I: 0, or what its node in /dev stands for */
	const struct attribute_group **groups;	/* I */
	void			(*release)(struct device *dev);	/* I: frees it */
	struct list_head	class_node;	/* the class's mutex */
	char			*node_name;	/* device_add() to _del(): in /dev, or NULL */
	struct list_head	bus_node;	/* the bus's mutex */
	u32			id;		/* its maker's */
	u64			bus_seq;	/* the bus's mutex: its place there */
	struct list_head	deferred_node;	/* deferred_mutex of dd.c */
	bool			bound;		/* mutex: probe() has succeeded */
	bool			dead;		/* mutex: device_del() has begun */

	u64			*dma_mask;	/* I: what dma_set_mask() sets; NULL: no DMA */
	u64			coherent_dma_mask;	/* the driver's */

	spinlock_t		devres_lock;
	struct list_head	devres_head;	/* devres_lock: what goes with the driver */
};

struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *dev, struct device_attribute *attr, char *buf);
	ssize_t (*store)(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t count);
};

#define DEVICE_ATTR(_name, _mode, _show, _store) \
	struct device_attribute dev_attr_##_name = __ATTR(_name, _mode, _show, _store)
#define DEVICE_ATTR_RW(_name)	struct device_attribute dev_attr_##_name = __ATTR_RW(_name)
#define DEVICE_ATTR_RO(_name)	struct device_attribute dev_attr_##_name = __ATTR_RO(_name)
#define DEVICE_ATTR_WO(_name)	struct device_attribute dev_attr_##_name = __ATTR_WO(_name)

static inline struct device *kobj_to_dev(struct kobject *kobj)
{
	return container_of(kobj, struct device, kobj);
}

static inline const char *dev_name(const struct device *dev)
{
	if (dev->init_name)
		return dev->init_name;
	return kobject_name(&dev->kobj);
}

/* Every device begins so; from here on put_device() frees it. */
void device_initialize(struct device *dev);

__printf(2, 3) int dev_set_name(struct device *dev, const char *fmt, ...);

/* What dev_info() puts first: the driver's name, or the bus's or class's while there is none. */
const char *dev_driver_string(const struct device *dev);

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline void *dev_get_platdata(const struct device *dev)
{
	return dev->platform_data;
}

/* ---- in /sys and /dev: process context, may sleep ---------------------------------- */

int __must_check device_add(struct device *dev);
int __must_check device_register(struct device *dev);
void device_del(struct device *dev);
void device_unregister(struct device *dev);
struct device *get_device(struct device *dev);
void put_device(struct device *dev);

static inline bool device_is_registered(const struct device *dev)
{
	return dev->kobj.state_in_sysfs;
}

static inline void device_lock(struct device *dev)
{
	mutex_lock(&dev->mutex);
}

static inline int device_trylock(struct device *dev)
{
	return mutex_trylock(&dev->mutex);
}

static inline void device_unlock(struct device *dev)
{
	mutex_unlock(&dev->mutex);
}

static inline void device_lock_assert(struct device *dev)
{
	lockdep_assert_held(&dev->mutex);
}

/* Under device_lock(). */
static inline bool device_is_bound(struct device *dev)
{
	return dev->bound;
}

/* ---- a device and its driver: process context, may sleep ----------------------------- */

int __must_check device_attach(struct device *dev);	/* 1: it has a driver, 0: nobody wants it */
int __must_check driver_attach(struct device_driver *drv);
int __must_check device_bind_driver(struct device *dev);
void device_release_driver(struct device *dev);
int __must_check device_reprobe(struct device *dev);

int device_create_file(struct device *dev, const struct device_attribute *attr);
void device_remove_file(struct device *dev, const struct device_attribute *attr);
int device_create_bin_file(struct device *dev, const struct bin_attribute *attr);
void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr);

/* A device for a number, and its node in /dev.  ERR_PTR() on failure. */
__printf(5, 6) struct device *device_create(struct class *class, struct device *parent,
					    dev_t devt, void *drvdata, const char *fmt, ...);
__printf(6, 7) struct device *device_create_with_groups(struct class *class,
							struct device *parent, dev_t devt,
							void *drvdata,
							const struct attribute_group **groups,
							const char *fmt, ...);
void device_destroy(struct class *class, dev_t devt);

/* A device that is only a parent: /sys/devices/name. */
struct device *root_device_register(const char *name);
void root_device_unregister(struct device *dev);

/* ---- classes: devices that do the same, whatever they hang on ----------------------- */

struct class {
	const char *name;
	struct module *owner;
	const struct attribute_group **class_groups;	/* I: of its directory */
	const struct attribute_group **dev_groups;	/* I: of each device */
	int (*dev_uevent)(struct device *dev, struct kobj_uevent_env *env);
	char *(*devnode)(struct device *dev, umode_t *mode);	/* kmalloc()ed name, or NULL */
	void (*dev_release)(struct device *dev);
	void (*class_release)(struct class *class);
	struct class_private *p;	/* I: NULL until it is registered */
};

struct class_attribute {
	struct attribute attr;
	ssize_t (*show)(struct class *class, struct class_attribute *attr, char *buf);
	ssize_t (*store)(struct class *class, struct class_attribute *attr, const char *buf,
			 size_t count);
};

#define CLASS_ATTR_RW(_name)	struct class_attribute class_attr_##_name = __ATTR_RW(_name)
#define CLASS_ATTR_RO(_name)	struct class_attribute class_attr_##_name = __ATTR_RO(_name)
#define CLASS_ATTR_WO(_name)	struct class_attribute class_attr_##_name = __ATTR_WO(_name)

int __must_check class_register(struct class *class);
void class_unregister(struct class *class);
int __must_check class_create_file(struct class *class, const struct class_attribute *attr);
void class_remove_file(struct class *class, const struct class_attribute *attr);
struct class * __must_check __class_create(struct module *owner, const char *name);
void class_destroy(struct class *class);

/* class_create(owner, name) of 6.1, and class_create(name) of 6.4 and later. */
#define __class_create_1(name)		__class_create(THIS_MODULE, name)
#define __class_create_2(owner, name)	__class_create(owner, name)
#define __class_create_pick(_1, _2, chosen, ...) chosen
#define class_create(...) \
	__class_create_pick(__VA_ARGS__, __class_create_2, __class_create_1)(__VA_ARGS__)

#endif /* LINUX_DEVICE_H */
