// SPDX-License-Identifier: MIT
/*
 * drivers/base/platform.c - devices that nothing announces: the bus "platform"
 *
 * A PCI device says what it is.  A chip soldered to the board does not, nor does one that
 * only a module imagines: somebody registers a platform_device with a name and what it
 * has (registers, an irq), and the driver of that name gets it.
 *
 *       /sys/devices/platform/NAME.ID       or NAME, or NAME.ID.auto
 *       /sys/bus/platform/devices/NAME.ID   -> there
 *       /sys/bus/platform/drivers/NAME
 *
 * Devices and drivers fit by driver_override, by a row of the driver's id_table, or by
 * name; whichever the device or the driver has first in this order decides.
 *
 * Context: process, may sleep.
 *
 * Compared with Linux: no device trees, no ACPI, and resources are not put into
 * /proc/iomem before a driver claims them.
 */

#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

static DEFINE_IDA(platform_devid_ida);

static void platform_bus_release(struct device *dev)
{
	dev_err(dev, "released\n");
}

struct device platform_bus = { .init_name = "platform", .release = platform_bus_release };
EXPORT_SYMBOL_GPL(platform_bus);

/* ---- what a device has --------------------------------------------------------- */

/** platform_get_resource - the @num-th resource of a type, or NULL */
struct resource *platform_get_resource(struct platform_device *pdev, unsigned int type,
				       unsigned int num)
{
	for (u32 i = 0; i < pdev->num_resources; i++)
		if (resource_type(&pdev->resource[i]) == type && num-- == 0)
			return &pdev->resource[i];
	return NULL;
}
EXPORT_SYMBOL_GPL(platform_get_resource);

struct resource *platform_get_resource_byname(struct platform_device *pdev, unsigned int type,
					      const char *name)
{
	for (u32 i = 0; i < pdev->num_resources; i++) {
		struct resource *r = &pdev->resource[i];

		if (r->name && resource_type(r) == type && !strcmp(r->name, name))
			return r;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(platform_get_resource_byname);

int platform_get_irq_optional(struct platform_device *pdev, unsigned int num)
{
	struct resource *r = platform_get_resource(pdev, IORESOURCE_IRQ, num);

	return r ? (int)r->start : -ENXIO;
}
EXPORT_SYMBOL_GPL(platform_get_irq_optional);

/** platform_get_irq - the irq number of the @num-th interrupt, or -ENXIO, which is told */
int platform_get_irq(struct platform_device *pdev, unsigned int num)
{
	int irq = platform_get_irq_optional(pdev, num);

	if (irq < 0)
		dev_err_probe(&pdev->dev, irq, "IRQ index %u not found\n", num);
	return irq;
}
EXPORT_SYMBOL_GPL(platform_get_irq);

int platform_get_irq_byname(struct platform_device *pdev, const char *name)
{
	struct resource *r = platform_get_resource_byname(pdev, IORESOURCE_IRQ, name);

	if (r)
		return r->start;
	return dev_err_probe(&pdev->dev, -ENXIO, "IRQ %s not found\n", name);
}
EXPORT_SYMBOL_GPL(platform_get_irq_byname);

int platform_irq_count(struct platform_device *pdev)
{
	int n = 0;

	while (platform_get_irq_optional(pdev, n) >= 0)
		n++;
	return n;
}
EXPORT_SYMBOL_GPL(platform_irq_count);

void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index, struct resource **res)
{
	struct resource *r = platform_get_resource(pdev, IORESOURCE_MEM, index);

	if (res)
		*res = r;
	return devm_ioremap_resource(&pdev->dev, r);
}
EXPORT_SYMBOL_GPL(devm_platform_get_and_ioremap_resource);

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index)
{
	return devm_platform_get_and_ioremap_resource(pdev, index, NULL);
}
EXPORT_SYMBOL_GPL(devm_platform_ioremap_resource);

/* ---- devices ------------------------------------------------------------------- */

/* One that platform_device_alloc() made: its name stands behind it. */
struct platform_object {
	struct platform_device pdev;
	char name[];
};

static void platform_device_release(struct device *dev)
{
	struct platform_device *pdev = to_platform_device(dev);

	kfree(dev->platform_data);
	kfree(pdev->resource);
	kfree(container_of(pdev, struct platform_object, pdev));
}

static void setup_dma(struct platform_device *pdev)
{
	if (!pdev->dev.coherent_dma_mask)
		pdev->dev.coherent_dma_mask = DMA_BIT_MASK(32);
	if (!pdev->dev.dma_mask) {
		pdev->platform_dma_mask = DMA_BIT_MASK(32);
		pdev->dev.dma_mask = &pdev->platform_dma_mask;
	}
}

/**
 * platform_device_alloc - the memory for a device, to be filled and added
 * Return: the device, which platform_device_put() frees, or NULL.
 */
struct platform_device *platform_device_alloc(const char *name, int id)
{
	struct platform_object *object = kzalloc(sizeof(*object) + strlen(name) + 1, GFP_KERNEL);

	if (!object)
		return NULL;
	strcpy(object->name, name);
	object->pdev.name = object->name;
	object->pdev.id = id;
	device_initialize(&object->pdev.dev);
	object->pdev.dev.release = platform_device_release;
	setup_dma(&object->pdev);
	return &object->pdev;
}
EXPORT_SYMBOL_GPL(platform_device_alloc);

/* A copy of what is given replaces what was there. */
static int replace_copy(void **where, const void *what, size_t size)
{
	void *copy = NULL;

	if (what) {
		copy = kmemdup(what, size, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	kfree(*where);
	*where = copy;
	return 0;
}

int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int num)
{
	void *copy = pdev->resource;
	int err = replace_copy(&copy, res, num * sizeof(*res));

	if (err)
		return err;
	pdev->resource = copy;
	pdev->num_resources = num;
	return 0;
}
EXPORT_SYMBOL_GPL(platform_device_add_resources);

int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size)
{
	return replace_copy(&pdev->dev.platform_data, data, size);
}
EXPORT_SYMBOL_GPL(platform_device_add_data);

static int name_platform_device(struct platform_device *pdev)
{
	switch (pdev->id) {
	case PLATFORM_DEVID_NONE:
		return dev_set_name(&pdev->dev, "%s", pdev->name);
	case PLATFORM_DEVID_AUTO:
		pdev->id = ida_alloc(&platform_devid_ida, GFP_KERNEL);
		if (pdev->id < 0) {
			int err = pdev->id;

			pdev->id = PLATFORM_DEVID_AUTO;
			return err;
		}
		pdev->id_auto = true;
		return dev_set_name(&pdev->dev, "%s.%d.auto", pdev->name, pdev->id);
	default:
		return dev_set_name(&pdev->dev, "%s.%d", pdev->name, pdev->id);
	}
}

static void free_auto_id(struct platform_device *pdev)
{
	if (!pdev->id_auto)
		return;
	ida_free(&platform_devid_ida, pdev->id);
	pdev->id = PLATFORM_DEVID_AUTO;
	pdev->id_auto = false;
}

/**
 * platform_device_add - show a device to everybody; a driver may get it at once
 * Return: 0 or -errno; the caller then calls platform_device_put().
 */
int platform_device_add(struct platform_device *pdev)
{
	int err;

	if (!pdev->dev.parent)
		pdev->dev.parent = &platform_bus;
	pdev->dev.bus = &platform_bus_type;
	err = name_platform_device(pdev);
	for (u32 i = 0; !err && i < pdev->num_resources; i++)
		if (!pdev->resource[i].name)
			pdev->resource[i].name = dev_name(&pdev->dev);
	if (!err)
		err = device_add(&pdev->dev);
	if (err)
		free_auto_id(pdev);
	return err;
}
EXPORT_SYMBOL_GPL(platform_device_add);

void platform_device_del(struct platform_device *pdev)
{
	if (IS_ERR_OR_NULL(pdev))
		return;
	device_del(&pdev->dev);
	free_auto_id(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_del);

void platform_device_put(struct platform_device *pdev)
{
	if (!IS_ERR_OR_NULL(pdev))
		put_device(&pdev->dev);
}
EXPORT_SYMBOL_GPL(platform_device_put);

/**
 * platform_device_register - the same for a device that the caller has memory for
 * Return: 0 or -errno; the caller then calls platform_device_put().
 */
int platform_device_register(struct platform_device *pdev)
{
	device_initialize(&pdev->dev);
	setup_dma(pdev);
	return platform_device_add(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_register);

void platform_device_unregister(struct platform_device *pdev)
{
	platform_device_del(pdev);
	platform_device_put(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_unregister);

int platform_add_devices(struct platform_device **devs, int num)
{
	int i, err = 0;

	for (i = 0; i < num && !err; i++)
		err = platform_device_register(devs[i]);
	if (!err)
		return 0;
	put_device(&devs[--i]->dev);
	while (--i >= 0)
		platform_device_unregister(devs[i]);
	return err;
}
EXPORT_SYMBOL_GPL(platform_add_devices);

struct platform_device *platform_device_register_full(const struct platform_device_info *info)
{
	struct platform_device *pdev = platform_device_alloc(info->name, info->id);
	int err;

	if (!pdev)
		return ERR_PTR(-ENOMEM);
	pdev->dev.parent = info->parent;
	if (info->dma_mask) {
		pdev->platform_dma_mask = info->dma_mask;
		pdev->dev.coherent_dma_mask = info->dma_mask;
	}
	err = platform_device_add_resources(pdev, info->res, info->num_res);
	if (!err)
		err = platform_device_add_data(pdev, info->data, info->size_data);
	if (!err)
		err = platform_device_add(pdev);
	if (!err)
		return pdev;
	platform_device_put(pdev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(platform_device_register_full);

/* ---- the bus --------------------------------------------------------------------- */

static const struct platform_device_id *match_row(const struct platform_device_id *row,
						  const char *name)
{
	for (; row->name[0]; row++)
		if (!strcmp(row->name, name))
			return row;
	return NULL;
}

static int platform_match(struct device *dev, struct device_driver *drv)
{
	struct platform_device *pdev = to_platform_device(dev);
	struct platform_driver *pdrv = to_platform_driver(drv);

	if (pdev->driver_override)
		return !strcmp(pdev->driver_override, drv->name);
	if (!pdrv->id_table)
		return !strcmp(pdev->name, drv->name);
	pdev->id_entry = match_row(pdrv->id_table, pdev->name);
	return pdev->id_entry != NULL;
}

static int platform_probe(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	return drv->probe ? drv->probe(to_platform_device(dev)) : 0;
}

static void platform_remove(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int ret = 0;

	if (drv->remove_new)
		drv->remove_new(to_platform_device(dev));
	else if (drv->remove)
		ret = drv->remove(to_platform_device(dev));
	if (ret)
		dev_warn(dev, "remove callback returned a non-zero value. This will be ignored.\n");
}

static int platform_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	return add_uevent_var(env, "MODALIAS=platform:%s", to_platform_device(dev)->name);
}

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "platform:%s\n", to_platform_device(dev)->name);
}
static DEVICE_ATTR_RO(modalias);

static struct attribute *platform_dev_attrs[] = { &dev_attr_modalias.attr, NULL };
ATTRIBUTE_GROUPS(platform_dev);

struct bus_type platform_bus_type = {
	.name		= "platform",
	.dev_groups	= platform_dev_groups,
	.match		= platform_match,
	.uevent		= platform_uevent,
	.probe		= platform_probe,
	.remove		= platform_remove,
};
EXPORT_SYMBOL_GPL(platform_bus_type);

/* For platform_driver_register(). */
int __platform_driver_register(struct platform_driver *drv, struct module *owner)
{
	drv->driver.owner = owner;
	drv->driver.bus = &platform_bus_type;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL_GPL(__platform_driver_register);

void platform_driver_unregister(struct platform_driver *drv)
{
	driver_unregister(&drv->driver);
}
EXPORT_SYMBOL_GPL(platform_driver_unregister);

static int __init platform_bus_init(void)
{
	int err = device_register(&platform_bus);

	return err ? err : bus_register(&platform_bus_type);
}
postcore_initcall(platform_bus_init);
