// SPDX-License-Identifier: MIT
/*
 * drivers/pci/driver.c - which driver fits which device: the bus "pci"
 *
 * A driver brings a table of numbers, and a device that matches a row is offered to
 * its probe().  When that happens, drivers/base/dd.c tells; here is only what is
 * particular to PCI.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/pci.h>
#include <linux/printk.h>

#include "pci.h"

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

static int pci_bus_match(struct device *dev, struct device_driver *drv)
{
	return pci_match_id(to_pci_driver(drv)->id_table, to_pci_dev(dev)) ? 1 : 0;
}

/* The driver owns the device while its probe() runs. */
static int pci_device_probe(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	struct pci_dev *pdev = to_pci_dev(dev);
	int ret = -ENODEV;

	pdev->driver = drv;
	if (drv->probe)
		ret = drv->probe(pdev, pci_match_id(drv->id_table, pdev));
	if (ret > 0) {
		pci_warn(pdev, "Driver probe function unexpectedly returned %d\n", ret);
		ret = 0;
	}
	if (ret < 0)
		pdev->driver = NULL;
	return ret;
}

static void pci_device_remove(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);

	if (pdev->driver->remove)
		pdev->driver->remove(pdev);
	pdev->driver = NULL;
}

/* The facts that lspci prints and by which depmod finds a module. */
static int pci_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	int err = add_uevent_var(env, "PCI_CLASS=%04X", pdev->class);

	if (!err)
		err = add_uevent_var(env, "PCI_ID=%04X:%04X", pdev->vendor, pdev->device);
	if (!err)
		err = add_uevent_var(env, "PCI_SUBSYS_ID=%04X:%04X", pdev->subsystem_vendor,
				     pdev->subsystem_device);
	return err ? err : add_uevent_var(env, "PCI_SLOT_NAME=%s", pci_name(pdev));
}

struct bus_type pci_bus_type = {
	.name		= "pci",
	.dev_groups	= pci_dev_groups,
	.match		= pci_bus_match,
	.uevent		= pci_uevent,
	.probe		= pci_device_probe,
	.remove		= pci_device_remove,
};
EXPORT_SYMBOL(pci_bus_type);

/**
 * pci_register_driver - bind a driver to all free devices it matches, now and later
 *
 * That there is none is no error, as on Linux.
 * Context: process; sleeps.
 * Return: 0; -EBUSY when a driver of that name is registered, -ENOMEM.
 */
int __pci_register_driver(struct pci_driver *drv, struct module *owner, const char *mod_name)
{
	drv->driver.name = drv->name;
	drv->driver.bus = &pci_bus_type;
	drv->driver.owner = owner;
	drv->driver.mod_name = mod_name;
	drv->driver.groups = drv->groups;
	drv->driver.dev_groups = drv->dev_groups;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL(__pci_register_driver);

/** pci_unregister_driver - take a driver from its devices; remove() has returned for each */
void pci_unregister_driver(struct pci_driver *drv)
{
	driver_unregister(&drv->driver);
}
EXPORT_SYMBOL(pci_unregister_driver);

/* Before the devices are looked for. */
static int __init pci_driver_init(void)
{
	return bus_register(&pci_bus_type);
}
postcore_initcall(pci_driver_init);
