// SPDX-License-Identifier: MIT
/*
 * drivers/base/core.c - the beginning and the name of a device
 */

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/stdarg.h>
#include <linux/string.h>

/** device_initialize - make a zeroed device usable; once, by who found it */
void device_initialize(struct device *dev)
{
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
}
EXPORT_SYMBOL_GPL(device_initialize);

/**
 * dev_set_name - give a device its name
 * Return: 0, or -ENAMETOOLONG when it has been cut.
 */
int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(dev->bus_id, sizeof(dev->bus_id), fmt, args);
	va_end(args);
	dev->init_name = NULL;
	return len < sizeof(dev->bus_id) ? 0 : -ENAMETOOLONG;
}
EXPORT_SYMBOL_GPL(dev_set_name);

const char *dev_driver_string(const struct device *dev)
{
	/* Read once: the driver may be unbound meanwhile. */
	const struct device_driver *driver = READ_ONCE(dev->driver);

	if (driver)
		return driver->name;
	return dev->bus ? dev->bus->name : "";
}
EXPORT_SYMBOL(dev_driver_string);
