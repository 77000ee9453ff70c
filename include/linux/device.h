/* SPDX-License-Identifier: MIT */
/*
 * linux/device.h - what all devices have in common: a name, a driver, the driver's data
 *
 * Left out: classes, attributes, sysfs, power management.
 */
#ifndef LINUX_DEVICE_H
#define LINUX_DEVICE_H

#include <linux/compiler.h>
#include <linux/dev_printk.h>
#include <linux/device/devres.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

struct module;

#define BUS_ID_SIZE	20	/* longest device name, with its end */

struct bus_type {
	const char	*name;
};

/* The part of a driver that does not depend on the bus. */
struct device_driver {
	const char	*name;
	struct module	*owner;
};

struct device {
	struct device		*parent;	/* I */
	const struct bus_type	*bus;		/* I */
	const char		*init_name;	/* I; a name that is used until dev_set_name() */
	char			bus_id[BUS_ID_SIZE];	/* I; see dev_name() */
	struct device_driver	*driver;	/* the bus's lock; NULL while unbound */
	void			*driver_data;	/* the driver's */
	void			*platform_data;	/* the driver's */

	spinlock_t		devres_lock;
	struct list_head	devres_head;	/* devres_lock: what goes with the driver */
};

static inline const char *dev_name(const struct device *dev)
{
	if (dev->init_name)
		return dev->init_name;
	return dev->bus_id;
}

/* Every device begins so. */
void device_initialize(struct device *dev);

int dev_set_name(struct device *dev, const char *fmt, ...) __printf(2, 3);

/* What dev_info() puts first: the driver's name, or the bus's while there is none. */
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

#endif /* LINUX_DEVICE_H */
