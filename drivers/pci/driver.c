// SPDX-License-Identifier: MIT
/*
 * drivers/pci/driver.c - which driver has which device
 *
 * Devices are found at boot and drivers register later, so there is only one
 * occasion to bind: when a driver registers, each free device that its table
 * matches is offered to probe().
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/pci.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "pci.h"

DEFINE_MUTEX(pci_lock);
static LIST_HEAD(pci_drivers);		/* pci_lock */

/** pci_match_id - the row of a driver's table that @dev fits, or NULL */
const struct pci_device_id *pci_match_id(const struct pci_device_id *ids, struct pci_dev *dev)
{
	for (; ids && (ids->vendor || ids->subvendor || ids->class_mask); ids++)
		if (id_matches(ids->vendor, dev->vendor) &&
		    id_matches(ids->device, dev->device) &&
		    id_matches(ids->subvendor, dev->subsystem_vendor) &&
		    id_matches(ids->subdevice, dev->subsystem_device) &&
		    !((ids->class ^ dev->class) & ids->class_mask))
			return ids;
	return NULL;
}
EXPORT_SYMBOL(pci_match_id);

/* After probe() failed or remove() has returned: what the driver left goes as well. */
static void unbind(struct pci_dev *dev)
{
	devres_release_all(&dev->dev);
	dev->driver = NULL;
	dev->dev.driver = NULL;
	pci_set_drvdata(dev, NULL);
}

/* Offer a device to a driver, which already owns it while probe() runs. */
static void bind(struct pci_driver *drv, struct pci_dev *dev)
{
	const struct pci_device_id *id = pci_match_id(drv->id_table, dev);
	int ret;

	lockdep_assert_held(&pci_lock);
	if (dev->driver || !id)
		return;
	if (!list_empty(&dev->dev.devres_head)) {
		dev_crit(&dev->dev, "Resources present before probing\n");
		return;
	}
	dev->driver = drv;
	dev->dev.driver = &drv->driver;
	ret = drv->probe(dev, id);
	if (ret >= 0)
		return;
	if (ret != -ENODEV && ret != -ENXIO)
		pr_warn("%s: probe of %s failed with error %d\n", drv->name, pci_name(dev), ret);
	unbind(dev);
}

/**
 * pci_register_driver - bind a driver to all free devices it matches
 *
 * That there is none is no error, as on Linux.
 * Context: process; sleeps.
 * Return: 0, or -EBUSY when a driver of that name is registered.
 */
int __pci_register_driver(struct pci_driver *drv, struct module *owner, const char *mod_name)
{
	struct pci_dev *dev = NULL;
	struct pci_driver *other;
	int ret = 0;

	drv->driver.name = drv->name;
	drv->driver.owner = owner;

	mutex_lock(&pci_lock);
	list_for_each_entry(other, &pci_drivers, node)
		if (other == drv || !strcmp(other->name, drv->name))
			ret = -EBUSY;
	if (ret) {
		pr_err("Error: Driver '%s' is already registered, aborting...\n", drv->name);
	} else {
		list_add_tail(&drv->node, &pci_drivers);
		for_each_pci_dev(dev)
			bind(drv, dev);
	}
	mutex_unlock(&pci_lock);
	return ret;
}
EXPORT_SYMBOL(__pci_register_driver);

/** pci_unregister_driver - take a driver from its devices; remove() has returned for each */
void pci_unregister_driver(struct pci_driver *drv)
{
	struct pci_dev *dev = NULL;

	mutex_lock(&pci_lock);
	for_each_pci_dev(dev)
		if (dev->driver == drv) {
			if (drv->remove)
				drv->remove(dev);
			unbind(dev);
		}
	list_del_init(&drv->node);
	mutex_unlock(&pci_lock);
}
EXPORT_SYMBOL(pci_unregister_driver);
