/* SPDX-License-Identifier: MIT */
/*
 * linux/device/bus.h - a kind of devices, the drivers for it, and who fits whom
 *
 * Included by linux/device.h.  drivers/base/bus.c tells how.
 *
 * Left out: power management, DMA and IOMMU hooks, notifiers, parts of a driver on
 * several buses (subsys_interface).
 */
#ifndef LINUX_DEVICE_BUS_H
#define LINUX_DEVICE_BUS_H

#include <linux/compiler.h>
#include <linux/sysfs.h>
#include <linux/types.h>

struct device;
struct device_driver;
struct kobj_uevent_env;
struct subsys_private;

/* I: constant while it is registered. */
struct bus_type {
	const char	*name;		/* I: /sys/bus/name */

	const struct attribute_group **bus_groups;	/* I */
	const struct attribute_group **dev_groups;	/* I: of each device */
	const struct attribute_group **drv_groups;	/* I: of each driver */

	int (*match)(struct device *dev, struct device_driver *drv);	/* > 0: they fit */
	int (*uevent)(struct device *dev, struct kobj_uevent_env *env);
	int (*probe)(struct device *dev);	/* NULL: the driver's */
	void (*remove)(struct device *dev);	/* NULL: the driver's */
	void (*shutdown)(struct device *dev);

	struct subsys_private *p;	/* I: NULL until it is registered */
};

struct bus_attribute {
	struct attribute attr;
	ssize_t (*show)(struct bus_type *bus, char *buf);
	ssize_t (*store)(struct bus_type *bus, const char *buf, size_t count);
};

#define BUS_ATTR_RW(_name)	struct bus_attribute bus_attr_##_name = __ATTR_RW(_name)
#define BUS_ATTR_RO(_name)	struct bus_attribute bus_attr_##_name = __ATTR_RO(_name)
#define BUS_ATTR_WO(_name)	struct bus_attribute bus_attr_##_name = __ATTR_WO(_name)

/* Context of all: process, may sleep. */
int __must_check bus_register(struct bus_type *bus);
void bus_unregister(struct bus_type *bus);
int __must_check bus_rescan_devices(struct bus_type *bus);
int __must_check bus_create_file(struct bus_type *bus, struct bus_attribute *attr);
void bus_remove_file(struct bus_type *bus, struct bus_attribute *attr);

/* Until fn returns something other than 0, which is returned.  @start: go on behind it. */
int bus_for_each_dev(struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data));
int bus_for_each_drv(struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *drv, void *data));

/* The first that @match likes, with a reference for put_device(); or NULL. */
struct device *bus_find_device(struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *dev, const void *data));

int device_match_name(struct device *dev, const void *name);
int device_match_any(struct device *dev, const void *unused);

static inline struct device *bus_find_device_by_name(struct bus_type *bus, struct device *start,
						     const char *name)
{
	return bus_find_device(bus, start, name, device_match_name);
}

static inline struct device *bus_find_next_device(struct bus_type *bus, struct device *cur)
{
	return bus_find_device(bus, cur, NULL, device_match_any);
}

#endif /* LINUX_DEVICE_BUS_H */
