// SPDX-License-Identifier: MIT
/*
 * drivers/base/bus.c - devices of a kind and the drivers for them: /sys/bus
 *
 * How it works
 *
 *   A bus keeps a list of its devices and a list of its drivers.  Whoever comes later
 *   is offered what is there: device_add() and driver_register() both end in dd.c.
 *
 *       /sys/bus/BUS/devices/DEVICE         -> where the device lies in /sys/devices
 *       /sys/bus/BUS/drivers/DRIVER/        bind, unbind, the driver's own files
 *       /sys/bus/BUS/drivers/DRIVER/DEVICE  -> a device that it has (dd.c)
 *
 *   To walk a list, its mutex is held only to find the next one: what is done with
 *   each may take long, and may add or remove others.  So that a walk survives this,
 *   each member has a number, which only grows; the next one is the first with a
 *   greater number.  A device that was found is held by a reference.  A driver is
 *   held by a use, and driver_unregister() waits for the last one to end.
 *
 * Context: process, may sleep.
 *
 * Locking: the bus's mutex for both lists; nothing is called with it.
 */

#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "base.h"

static struct kobject *bus_dir;			/* I: /sys/bus */

/* ---- the kinds of objects ---------------------------------------------------- */

static struct subsys_private *to_subsys(struct kobject *kobj)
{
	return container_of(kobj, struct subsys_private, kobj);
}

static ssize_t bus_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct bus_attribute *a = container_of(attr, struct bus_attribute, attr);

	return a->show ? a->show(to_subsys(kobj)->bus, buf) : -EIO;
}

static ssize_t bus_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct bus_attribute *a = container_of(attr, struct bus_attribute, attr);

	return a->store ? a->store(to_subsys(kobj)->bus, buf, count) : -EIO;
}

static const struct sysfs_ops bus_sysfs_ops = {
	.show = bus_attr_show,
	.store = bus_attr_store,
};

static void subsys_release(struct kobject *kobj)
{
	kfree(to_subsys(kobj));
}

static const struct kobj_type bus_ktype = {
	.release = subsys_release,
	.sysfs_ops = &bus_sysfs_ops,
};

static struct device_driver *to_driver(struct kobject *kobj)
{
	return container_of(kobj, struct driver_private, kobj)->driver;
}

static ssize_t drv_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct driver_attribute *a = container_of(attr, struct driver_attribute, attr);

	return a->show ? a->show(to_driver(kobj), buf) : -EIO;
}

static ssize_t drv_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct driver_attribute *a = container_of(attr, struct driver_attribute, attr);

	return a->store ? a->store(to_driver(kobj), buf, count) : -EIO;
}

static const struct sysfs_ops drv_sysfs_ops = {
	.show = drv_attr_show,
	.store = drv_attr_store,
};

static void driver_private_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct driver_private, kobj));
}

static const struct kobj_type driver_ktype = {
	.release = driver_private_release,
	.sysfs_ops = &drv_sysfs_ops,
};

int bus_create_file(struct bus_type *bus, struct bus_attribute *attr)
{
	return sysfs_create_file(&bus->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(bus_create_file);

void bus_remove_file(struct bus_type *bus, struct bus_attribute *attr)
{
	sysfs_remove_file(&bus->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(bus_remove_file);

int driver_create_file(struct device_driver *drv, const struct driver_attribute *attr)
{
	return drv ? sysfs_create_file(&drv->p->kobj, &attr->attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(driver_create_file);

void driver_remove_file(struct device_driver *drv, const struct driver_attribute *attr)
{
	if (drv)
		sysfs_remove_file(&drv->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(driver_remove_file);

/* ---- walking ----------------------------------------------------------------- */

/* The first device behind number @seq, with a reference. */
static struct device *device_behind(struct subsys_private *p, u64 seq)
{
	struct device *dev;

	mutex_lock(&p->mutex);
	list_for_each_entry(dev, &p->devices, bus_node) {
		if (dev->bus_seq > seq) {
			get_device(dev);
			goto out;
		}
	}
	dev = NULL;
out:
	mutex_unlock(&p->mutex);
	return dev;
}

static void driver_unused(struct kref *users)
{
	complete(&container_of(users, struct driver_private, users)->unused);
}

static void driver_end_use(struct driver_private *p)
{
	kref_put(&p->users, driver_unused);
}

/* The first driver behind number @seq, with a use. */
static struct driver_private *driver_behind(struct subsys_private *p, u64 seq)
{
	struct driver_private *drv;

	mutex_lock(&p->mutex);
	list_for_each_entry(drv, &p->drivers, node) {
		if (drv->seq > seq) {
			kref_get(&drv->users);
			goto out;
		}
	}
	drv = NULL;
out:
	mutex_unlock(&p->mutex);
	return drv;
}

/**
 * bus_for_each_dev - call a function for every device of a bus
 *
 * Those that come meanwhile are seen, too.
 * Context: process, may sleep.
 * Return: 0, -EINVAL without a bus, or the first other value of @fn, which ends it.
 */
int bus_for_each_dev(struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data))
{
	u64 seq = start ? start->bus_seq : 0;
	struct device *dev;
	int ret = 0;

	if (!bus || !bus->p)
		return -EINVAL;
	while (!ret && (dev = device_behind(bus->p, seq))) {
		seq = dev->bus_seq;
		ret = fn(dev, data);
		put_device(dev);
	}
	return ret;
}
EXPORT_SYMBOL_GPL(bus_for_each_dev);

/* The same for its drivers, each of which stays registered until @fn has returned. */
int bus_for_each_drv(struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *drv, void *data))
{
	u64 seq = start ? start->p->seq : 0;
	struct driver_private *p;
	int ret = 0;

	if (!bus || !bus->p)
		return -EINVAL;
	while (!ret && (p = driver_behind(bus->p, seq))) {
		seq = p->seq;
		ret = fn(p->driver, data);
		driver_end_use(p);
	}
	return ret;
}
EXPORT_SYMBOL_GPL(bus_for_each_drv);

struct device *bus_find_device(struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *dev, const void *data))
{
	u64 seq = start ? start->bus_seq : 0;
	struct device *dev;

	if (!bus || !bus->p)
		return NULL;
	while ((dev = device_behind(bus->p, seq))) {
		if (match(dev, data))
			return dev;
		seq = dev->bus_seq;
		put_device(dev);
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(bus_find_device);

int device_match_name(struct device *dev, const void *name)
{
	return sysfs_streq(dev_name(dev), name);
}
EXPORT_SYMBOL_GPL(device_match_name);

int device_match_any(struct device *dev, const void *unused)
{
	return 1;
}
EXPORT_SYMBOL_GPL(device_match_any);

/* ---- a bus's devices --------------------------------------------------------- */

/* Both directions of the link.  For device_add(). */
int bus_add_device(struct device *dev)
{
	struct subsys_private *p = dev->bus ? dev->bus->p : NULL;
	int err;

	if (!p)
		return 0;
	err = sysfs_create_groups(&dev->kobj, dev->bus->dev_groups);
	if (err)
		return err;
	err = sysfs_create_link(p->devices_dir, &dev->kobj, dev_name(dev));
	if (err)
		goto err_groups;
	err = sysfs_create_link(&dev->kobj, &p->kobj, "subsystem");
	if (err)
		goto err_link;
	mutex_lock(&p->mutex);
	dev->bus_seq = ++p->last_seq;
	list_add_tail(&dev->bus_node, &p->devices);
	mutex_unlock(&p->mutex);
	return 0;

err_link:
	sysfs_remove_link(p->devices_dir, dev_name(dev));
err_groups:
	sysfs_remove_groups(&dev->kobj, dev->bus->dev_groups);
	return err;
}

/* For device_del().  No driver comes any more; one that is there goes. */
void bus_remove_device(struct device *dev)
{
	struct subsys_private *p = dev->bus ? dev->bus->p : NULL;

	if (!p)
		return;
	mutex_lock(&p->mutex);
	list_del_init(&dev->bus_node);
	mutex_unlock(&p->mutex);
	sysfs_remove_link(&dev->kobj, "subsystem");
	sysfs_remove_link(p->devices_dir, dev_name(dev));
	sysfs_remove_groups(&dev->kobj, dev->bus->dev_groups);
	device_release_driver(dev);
}

static int attach_again(struct device *dev, void *unused)
{
	int ret = device_attach(dev);

	return ret < 0 ? ret : 0;
}

/* Offer devices without a driver to all drivers once more. */
int bus_rescan_devices(struct bus_type *bus)
{
	return bus_for_each_dev(bus, NULL, NULL, attach_again);
}
EXPORT_SYMBOL_GPL(bus_rescan_devices);

/* ---- bind and unbind: the administrator decides ------------------------------ */

static ssize_t unbind_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(drv->bus, NULL, buf);
	ssize_t ret = -ENODEV;

	if (dev && driver_release_from(drv, dev))
		ret = count;
	put_device(dev);
	return ret;
}
static DRIVER_ATTR_WO(unbind);

static ssize_t bind_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(drv->bus, NULL, buf);
	int err = -ENODEV;

	if (dev && driver_match_device(drv, dev))
		err = driver_attach_to(drv, dev);
	put_device(dev);
	return err ? err : count;
}
static DRIVER_ATTR_WO(bind);

static struct attribute *bind_attrs[] = { &driver_attr_bind.attr, &driver_attr_unbind.attr, NULL };
static const struct attribute_group bind_group = { .attrs = bind_attrs };

/* ---- drivers ----------------------------------------------------------------- */

static struct device_driver *find_driver(struct subsys_private *p, const char *name)
{
	struct driver_private *drv;

	lockdep_assert_held(&p->mutex);
	list_for_each_entry(drv, &p->drivers, node)
		if (!strcmp(drv->driver->name, name))
			return drv->driver;
	return NULL;
}

/* Nothing holds what is found: the caller knows that it stays. */
struct device_driver *driver_find(const char *name, struct bus_type *bus)
{
	struct device_driver *drv;

	mutex_lock(&bus->p->mutex);
	drv = find_driver(bus->p, name);
	mutex_unlock(&bus->p->mutex);
	return drv;
}
EXPORT_SYMBOL_GPL(driver_find);

static int add_driver_files(struct device_driver *drv)
{
	struct kobject *kobj = &drv->p->kobj;
	int err = sysfs_create_groups(kobj, drv->bus->drv_groups);

	if (err)
		return err;
	err = sysfs_create_groups(kobj, drv->groups);
	if (err)
		goto err_bus;
	err = drv->suppress_bind_attrs ? 0 : sysfs_create_group(kobj, &bind_group);
	if (!err)
		return 0;
	sysfs_remove_groups(kobj, drv->groups);
err_bus:
	sysfs_remove_groups(kobj, drv->bus->drv_groups);
	return err;
}

static void remove_driver_files(struct device_driver *drv)
{
	struct kobject *kobj = &drv->p->kobj;

	if (!drv->suppress_bind_attrs)
		sysfs_remove_group(kobj, &bind_group);
	sysfs_remove_groups(kobj, drv->groups);
	sysfs_remove_groups(kobj, drv->bus->drv_groups);
}

/* Into the list, unless another of that name came first. */
static int list_driver(struct subsys_private *bus, struct driver_private *p)
{
	int err = 0;

	mutex_lock(&bus->mutex);
	if (find_driver(bus, p->driver->name)) {
		err = -EBUSY;
	} else {
		p->seq = ++bus->last_seq;
		list_add_tail(&p->node, &bus->drivers);
	}
	mutex_unlock(&bus->mutex);
	return err;
}

static void unlist_driver(struct device_driver *drv)
{
	struct driver_private *p = drv->p;

	mutex_lock(&drv->bus->p->mutex);
	list_del_init(&p->node);
	mutex_unlock(&drv->bus->p->mutex);
	driver_end_use(p);
	wait_for_completion(&p->unused);
}

static struct driver_private *new_private(struct device_driver *drv)
{
	struct driver_private *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->driver = drv;
	kref_init(&p->users);
	init_completion(&p->unused);
	INIT_LIST_HEAD(&p->node);
	return p;
}

static void drop_private(struct device_driver *drv)
{
	struct kobject *kobj = &drv->p->kobj;

	kobject_del(kobj);
	drv->p = NULL;
	kobject_put(kobj);
}

/**
 * driver_register - make a driver known to its bus, and bind it to all free devices it fits
 *
 * That there is no device is no error, nor is one that the driver refuses.
 * Context: process, may sleep; probe() is called.
 * Return: 0; -EINVAL when the bus is not registered, -EBUSY when a driver of that name is,
 * -ENOMEM.
 */
int driver_register(struct device_driver *drv)
{
	struct subsys_private *bus = drv->bus ? drv->bus->p : NULL;
	int err = -EINVAL;

	if (!bus) {
		pr_err("Driver '%s' was unable to register with bus_type '%s' because the bus was not initialized.\n",
		       drv->name, drv->bus ? drv->bus->name : "(null)");
		return err;
	}
	if (driver_find(drv->name, drv->bus)) {
		pr_err("Error: Driver '%s' is already registered, aborting...\n", drv->name);
		return -EBUSY;
	}
	drv->p = new_private(drv);
	if (!drv->p)
		return -ENOMEM;
	err = kobject_init_and_add(&drv->p->kobj, &driver_ktype, bus->drivers_dir, "%s", drv->name);
	if (err)
		goto err_private;
	err = add_driver_files(drv);
	if (err)
		goto err_private;
	err = list_driver(bus, drv->p);
	if (err)
		goto err_files;
	return driver_attach(drv);

err_files:
	remove_driver_files(drv);
err_private:
	drop_private(drv);
	return err;
}
EXPORT_SYMBOL_GPL(driver_register);

/** driver_unregister - take a driver from its devices; remove() has returned for each */
void driver_unregister(struct device_driver *drv)
{
	if (WARN(!drv || !drv->p, "Unexpected driver unregister!\n"))
		return;
	remove_driver_files(drv);	/* nobody binds by hand any more ...	*/
	unlist_driver(drv);		/* ... nor because a device comes	*/
	driver_detach(drv);
	drop_private(drv);
}
EXPORT_SYMBOL_GPL(driver_unregister);

/* ---- buses ------------------------------------------------------------------- */

static int add_bus_files(struct bus_type *bus)
{
	struct subsys_private *p = bus->p;

	p->devices_dir = kobject_create_and_add("devices", &p->kobj);
	p->drivers_dir = kobject_create_and_add("drivers", &p->kobj);
	if (!p->devices_dir || !p->drivers_dir)
		return -ENOMEM;
	return sysfs_create_groups(&p->kobj, bus->bus_groups);
}

static void drop_bus(struct bus_type *bus)
{
	struct subsys_private *p = bus->p;

	kobject_put(p->drivers_dir);
	kobject_put(p->devices_dir);
	kobject_del(&p->kobj);
	bus->p = NULL;
	kobject_put(&p->kobj);
}

/**
 * bus_register - make a bus known
 * Context: process, may sleep.  Return: 0, -EEXIST, -ENOMEM.
 */
int bus_register(struct bus_type *bus)
{
	struct subsys_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	p->bus = bus;
	mutex_init(&p->mutex);
	INIT_LIST_HEAD(&p->devices);
	INIT_LIST_HEAD(&p->drivers);
	bus->p = p;
	err = kobject_init_and_add(&p->kobj, &bus_ktype, bus_dir, "%s", bus->name);
	if (!err)
		err = add_bus_files(bus);
	if (err)
		drop_bus(bus);
	return err;
}
EXPORT_SYMBOL_GPL(bus_register);

/* After its last device and its last driver. */
void bus_unregister(struct bus_type *bus)
{
	struct subsys_private *p = bus->p;

	WARN(!list_empty(&p->devices) || !list_empty(&p->drivers), "bus '%s' is still in use\n",
	     bus->name);
	sysfs_remove_groups(&p->kobj, bus->bus_groups);
	drop_bus(bus);
}
EXPORT_SYMBOL_GPL(bus_unregister);

int __init buses_init(void)
{
	bus_dir = kobject_create_and_add("bus", NULL);
	return bus_dir ? 0 : -ENOMEM;
}
