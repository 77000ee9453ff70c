/* SPDX-License-Identifier: MIT */
/*
 * linux/device/driver.h - what all drivers have in common, whatever bus their devices are on
 *
 * Included by linux/device.h.  drivers/base/dd.c tells when a driver gets a device.
 *
 * Left out: power management, asynchronous probing (those that prefer it are
 * probed at once), sync_state, coredump.
 */
#ifndef LINUX_DEVICE_DRIVER_H
#define LINUX_DEVICE_DRIVER_H

#include <linux/device/bus.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/sysfs.h>
#include <linux/types.h>

struct device;
struct driver_private;
struct of_device_id;

enum probe_type {
	PROBE_DEFAULT_STRATEGY,
	PROBE_PREFER_ASYNCHRONOUS,
	PROBE_FORCE_SYNCHRONOUS,
};

/* I: constant while it is registered. */
struct device_driver {
	const char		*name;
	struct bus_type		*bus;
	struct module		*owner;
	const char		*mod_name;
	bool			suppress_bind_attrs;	/* I: no bind and unbind in /sys */
	enum probe_type		probe_type;
	const struct of_device_id *of_match_table;	/* device trees; there is none on a PC */

	int (*probe)(struct device *dev);
	int (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	const struct attribute_group **groups;		/* I: of the driver's directory */
	const struct attribute_group **dev_groups;	/* I: of a device while it is bound */

	struct driver_private *p;	/* I: NULL until it is registered */
};

struct driver_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device_driver *driver, char *buf);
	ssize_t (*store)(struct device_driver *driver, const char *buf, size_t count);
};

#define DRIVER_ATTR_RW(_name)	struct driver_attribute driver_attr_##_name = __ATTR_RW(_name)
#define DRIVER_ATTR_RO(_name)	struct driver_attribute driver_attr_##_name = __ATTR_RO(_name)
#define DRIVER_ATTR_WO(_name)	struct driver_attribute driver_attr_##_name = __ATTR_WO(_name)

/* Context of all: process, may sleep. */
int __must_check driver_register(struct device_driver *drv);
void driver_unregister(struct device_driver *drv);
struct device_driver *driver_find(const char *name, struct bus_type *bus);
int __must_check driver_create_file(struct device_driver *drv,
				    const struct driver_attribute *attr);
void driver_remove_file(struct device_driver *drv, const struct driver_attribute *attr);

int __must_check driver_for_each_device(struct device_driver *drv, struct device *start,
					void *data, int (*fn)(struct device *dev, void *data));
struct device *driver_find_device(struct device_driver *drv, struct device *start,
				  const void *data,
				  int (*match)(struct device *dev, const void *data));

/* Has every device that waited for another driver been tried again? */
void wait_for_device_probe(void);

/* A driver that is part of the kernel and never leaves. */
#define builtin_driver(__driver, __register, ...)			\
	static int __init __driver##_init(void)				\
	{								\
		return __register(&(__driver), ##__VA_ARGS__);		\
	}								\
	device_initcall(__driver##_init)

#endif /* LINUX_DEVICE_DRIVER_H */
