// SPDX-License-Identifier: MIT
/*
 * drivers/base/dd.c - a device gets a driver, and loses it
 *
 * How it works
 *
 *   When a device comes, each driver of its bus is asked; when a driver comes, it is
 *   offered each device that has none.  The bus's match() says whether they fit, and
 *   probe() whether the driver takes it.  Between them the core does what every driver
 *   would forget once:
 *
 *       probe    dev->driver set, links in /sys, probe(); if that fails: what it took
 *                with devm_ is given back, and the next driver is asked
 *       remove   links away, remove(), then everything that was taken with devm_
 *
 *   A probe() may find that something it needs is not there yet, and return
 *   -EPROBE_DEFER.  The device then waits in a list; whenever a driver has got a device,
 *   a work item offers all that wait once more, for it may have been that one.
 *
 * Context: process, may sleep.
 *
 * Locking: device_lock() is held over match, probe and remove, and guards dev->driver.
 * deferred_mutex, inside it, guards the list of those that wait.
 *
 * Compared with Linux: probing is never asynchronous, deferred probing has no time-out,
 * and there are no links between devices that would order it.
 */

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "base.h"

static DEFINE_MUTEX(deferred_mutex);
static LIST_HEAD(deferred_waiting);	/* deferred_mutex: until a driver has got a device */
static LIST_HEAD(deferred_ready);	/* deferred_mutex: to be offered by the work item */

/* ---- waiting for another driver ---------------------------------------------- */

static void defer_device(struct device *dev)
{
	mutex_lock(&deferred_mutex);
	if (list_empty(&dev->deferred_node))
		list_add_tail(&dev->deferred_node, &deferred_waiting);
	mutex_unlock(&deferred_mutex);
}

static void undefer_device(struct device *dev)
{
	mutex_lock(&deferred_mutex);
	list_del_init(&dev->deferred_node);
	mutex_unlock(&deferred_mutex);
}

/* The next that is ready, with a reference. */
static struct device *next_ready(void)
{
	struct device *dev;

	mutex_lock(&deferred_mutex);
	dev = list_first_entry_or_null(&deferred_ready, struct device, deferred_node);
	if (dev) {
		list_del_init(&dev->deferred_node);
		get_device(dev);
	}
	mutex_unlock(&deferred_mutex);
	return dev;
}

static void deferred_probe(struct work_struct *work)
{
	struct device *dev;

	while ((dev = next_ready())) {
		bus_probe_device(dev);
		put_device(dev);
	}
}

static DECLARE_WORK(deferred_probe_work, deferred_probe);

static void offer_deferred(void)
{
	bool some;

	mutex_lock(&deferred_mutex);
	list_splice_tail_init(&deferred_waiting, &deferred_ready);
	some = !list_empty(&deferred_ready);
	mutex_unlock(&deferred_mutex);
	if (some)
		schedule_work(&deferred_probe_work);
}

void wait_for_device_probe(void)
{
	flush_work(&deferred_probe_work);
}
EXPORT_SYMBOL_GPL(wait_for_device_probe);

/* ---- binding ----------------------------------------------------------------- */

bool driver_match_device(struct device_driver *drv, struct device *dev)
{
	return !drv->bus->match || drv->bus->match(dev, drv) > 0;
}

static int add_driver_links(struct device *dev)
{
	struct kobject *drv = &dev->driver->p->kobj;
	int err = sysfs_create_link(drv, &dev->kobj, dev_name(dev));

	if (err)
		return err;
	err = sysfs_create_link(&dev->kobj, drv, "driver");
	if (err)
		sysfs_remove_link(drv, dev_name(dev));
	return err;
}

static void remove_driver_links(struct device *dev)
{
	sysfs_remove_link(&dev->kobj, "driver");
	sysfs_remove_link(&dev->driver->p->kobj, dev_name(dev));
}

static int call_probe(struct device *dev, struct device_driver *drv)
{
	if (dev->bus->probe)
		return dev->bus->probe(dev);
	return drv->probe ? drv->probe(dev) : 0;
}

static void call_remove(struct device *dev)
{
	if (dev->bus && dev->bus->remove)
		dev->bus->remove(dev);
	else if (dev->driver->remove)
		dev->driver->remove(dev);
}

/* What the driver left goes as well. */
static void forget_driver(struct device *dev)
{
	devres_release_all(dev);
	dev->driver = NULL;
	dev_set_drvdata(dev, NULL);
}

/* -ENODEV and -ENXIO: "not mine", of which nobody wants to hear. */
static void tell_of_failure(struct device *dev, struct device_driver *drv, int err)
{
	if (err == -EPROBE_DEFER)
		dev_dbg(dev, "Driver %s requests probe deferral\n", drv->name);
	else if (err == -ENODEV || err == -ENXIO)
		pr_debug("%s: probe of %s rejects match %d\n", drv->name, dev_name(dev), err);
	else
		pr_warn("%s: probe of %s failed with error %d\n", drv->name, dev_name(dev), err);
}

/* Let one driver try.  0, or why it did not get the device. */
static int really_probe(struct device *dev, struct device_driver *drv)
{
	int err;

	device_lock_assert(dev);
	if (!list_empty(&dev->devres_head)) {
		dev_crit(dev, "Resources present before probing\n");
		return -EBUSY;
	}
	dev->driver = drv;
	err = add_driver_links(dev);
	if (err)
		goto err_driver;
	err = call_probe(dev, drv);
	if (err) {
		err = -abs(err);	/* a positive one is a mistake, and means failure, too */
		tell_of_failure(dev, drv, err);
		goto err_links;
	}
	err = sysfs_create_groups(&dev->kobj, drv->dev_groups);
	if (err)
		goto err_probed;
	dev->bound = true;
	undefer_device(dev);
	return 0;

err_probed:
	call_remove(dev);
err_links:
	remove_driver_links(dev);
err_driver:
	forget_driver(dev);
	if (err == -EPROBE_DEFER)
		defer_device(dev);
	return err;
}

static int probe_free_device(struct device *dev, struct device_driver *drv)
{
	if (dev->dead || dev->driver)
		return -EBUSY;
	return really_probe(dev, drv);
}

/* 0, -EBUSY if it has a driver, or what probe() said. */
int driver_attach_to(struct device_driver *drv, struct device *dev)
{
	int err;

	device_lock(dev);
	err = probe_free_device(dev, drv);
	device_unlock(dev);
	if (!err)
		offer_deferred();
	return err;
}

static int offer_to(struct device_driver *drv, void *data)
{
	struct device *dev = data;

	if (!driver_match_device(drv, dev))
		return 0;
	return really_probe(dev, drv) ? 0 : 1;
}

/**
 * device_attach - find a driver for a device
 *
 * Context: process, may sleep; probe() is called.
 * Return: 1 when it has one, 0 when nobody wants it, -ENODEV when it is going.
 */
int device_attach(struct device *dev)
{
	int ret = 1;

	device_lock(dev);
	if (dev->dead)
		ret = -ENODEV;
	else if (!dev->driver)
		ret = bus_for_each_drv(dev->bus, NULL, dev, offer_to);
	device_unlock(dev);
	if (ret == 1)
		offer_deferred();
	return ret;
}
EXPORT_SYMBOL_GPL(device_attach);

/* For device_add().  Without a driver it waits for one. */
void bus_probe_device(struct device *dev)
{
	if (dev->bus && dev->bus->p && device_attach(dev) < 0)
		dev_dbg(dev, "goes before it has a driver\n");
}

static int offer_device(struct device *dev, void *drv)
{
	/* Nobody else's failure: the driver stays, for other devices. */
	if (driver_match_device(drv, dev))
		(void)driver_attach_to(drv, dev);
	return 0;
}

/* Offer all devices of its bus to a driver. */
int driver_attach(struct device_driver *drv)
{
	return bus_for_each_dev(drv->bus, NULL, drv, offer_device);
}
EXPORT_SYMBOL_GPL(driver_attach);

/* Bind what is ready without a probe(): dev->driver is set, device_lock() is held. */
int device_bind_driver(struct device *dev)
{
	int err = add_driver_links(dev);

	if (!err)
		dev->bound = true;
	return err;
}
EXPORT_SYMBOL_GPL(device_bind_driver);

/* ---- and unbinding ----------------------------------------------------------- */

static void release_driver(struct device *dev)
{
	device_lock_assert(dev);
	if (!dev->driver)
		return;
	if (dev->bound) {
		sysfs_remove_groups(&dev->kobj, dev->driver->dev_groups);
		dev->bound = false;
	}
	remove_driver_links(dev);
	call_remove(dev);
	forget_driver(dev);
}

/** device_release_driver - take its driver from a device */
void device_release_driver(struct device *dev)
{
	device_lock(dev);
	release_driver(dev);
	device_unlock(dev);
}
EXPORT_SYMBOL_GPL(device_release_driver);

/* The same, if it is this driver that has it. */
bool driver_release_from(struct device_driver *drv, struct device *dev)
{
	bool has;

	device_lock(dev);
	has = dev->driver == drv;
	if (has)
		release_driver(dev);
	device_unlock(dev);
	return has;
}

/* For device_del(): no driver gets it from here on. */
void device_no_more_drivers(struct device *dev)
{
	device_lock(dev);
	dev->dead = true;
	device_unlock(dev);
	undefer_device(dev);
}

static int release_from(struct device *dev, void *drv)
{
	driver_release_from(drv, dev);
	return 0;
}

/* For driver_unregister(): it is offered nothing any more. */
void driver_detach(struct device_driver *drv)
{
	bus_for_each_dev(drv->bus, NULL, drv, release_from);
}

int device_reprobe(struct device *dev)
{
	device_release_driver(dev);
	return bus_rescan_devices(dev->bus);
}
EXPORT_SYMBOL_GPL(device_reprobe);

/* ---- the devices of a driver ------------------------------------------------- */

struct driver_walk {
	struct device_driver *drv;
	void *data;
	int (*fn)(struct device *dev, void *data);
};

static int call_if_bound(struct device *dev, void *data)
{
	struct driver_walk *walk = data;

	return READ_ONCE(dev->driver) == walk->drv ? walk->fn(dev, walk->data) : 0;
}

int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
			   int (*fn)(struct device *dev, void *data))
{
	struct driver_walk walk = { drv, data, fn };

	return drv ? bus_for_each_dev(drv->bus, start, &walk, call_if_bound) : -EINVAL;
}
EXPORT_SYMBOL_GPL(driver_for_each_device);

struct device *driver_find_device(struct device_driver *drv, struct device *start,
				  const void *data,
				  int (*match)(struct device *dev, const void *data))
{
	struct device *dev = get_device(start), *next;

	while (drv && (next = bus_find_next_device(drv->bus, dev))) {
		put_device(dev);
		dev = next;
		if (READ_ONCE(dev->driver) == drv && match(dev, data))
			return dev;
	}
	put_device(dev);
	return NULL;
}
EXPORT_SYMBOL_GPL(driver_find_device);
