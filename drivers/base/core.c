// SPDX-License-Identifier: MIT
/*
 * drivers/base/core.c - names of devices
 */

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/stdarg.h>
#include <linux/string.h>

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
