/* SPDX-License-Identifier: MIT */
/*
 * linux/platform_device.h - devices that nothing announces: a board, or a module, says they exist
 *
 * drivers/base/platform.c tells how.
 */
#ifndef LINUX_PLATFORM_DEVICE_H
#define LINUX_PLATFORM_DEVICE_H

#include <linux/device.h>
#include <linux/ioport.h>
#include <linux/mod_devicetable.h>

#define PLATFORM_DEVID_NONE	(-1)	/* "name" */
#define PLATFORM_DEVID_AUTO	(-2)	/* "name.0.auto" with the next free number */

struct platform_device {
	const char	*name;		/* I */
	int		id;		/* I once it is added */
	bool		id_auto;	/* I */
	struct device	dev;
	u64		platform_dma_mask;	/* the driver's */
	u32		num_resources;	/* I */
	struct resource	*resource;	/* I */
	const struct platform_device_id	*id_entry;	/* device_lock(): the row that fits */
	const char	*driver_override;	/* I: no other driver than this */
};

#define platform_get_device_id(pdev)	((pdev)->id_entry)
#define dev_is_platform(device)		((device)->bus == &platform_bus_type)
#define to_platform_device(x)		container_of((x), struct platform_device, dev)

struct platform_driver {
	int (*probe)(struct platform_device *pdev);
	int (*remove)(struct platform_device *pdev);
	void (*remove_new)(struct platform_device *pdev);	/* of 6.3: where nothing fails */
	void (*shutdown)(struct platform_device *pdev);
	struct device_driver driver;
	const struct platform_device_id *id_table;
};

#define to_platform_driver(drv)		container_of((drv), struct platform_driver, driver)

extern struct bus_type platform_bus_type;
extern struct device platform_bus;	/* /sys/devices/platform, the parent of those without one */

/* ---- devices: process context, may sleep --------------------------------------------- */

int platform_device_register(struct platform_device *pdev);
void platform_device_unregister(struct platform_device *pdev);
int platform_add_devices(struct platform_device **devs, int num);

/* In steps; platform_device_put() ends one that was not added. */
struct platform_device *platform_device_alloc(const char *name, int id);
int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int num);
int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size);
int platform_device_add(struct platform_device *pdev);
void platform_device_del(struct platform_device *pdev);
void platform_device_put(struct platform_device *pdev);

struct platform_device_info {
	struct device *parent;
	const char *name;
	int id;
	const struct resource *res;
	unsigned int num_res;
	const void *data;
	size_t size_data;
	u64 dma_mask;
};

/* At once; ERR_PTR() on failure. */
struct platform_device *platform_device_register_full(const struct platform_device_info *info);

static inline struct platform_device *
platform_device_register_resndata(struct device *parent, const char *name, int id,
				  const struct resource *res, unsigned int num, const void *data,
				  size_t size)
{
	struct platform_device_info info = {
		.parent = parent, .name = name, .id = id, .res = res, .num_res = num,
		.data = data, .size_data = size,
	};

	return platform_device_register_full(&info);
}

static inline struct platform_device *
platform_device_register_simple(const char *name, int id, const struct resource *res,
				unsigned int num)
{
	return platform_device_register_resndata(NULL, name, id, res, num, NULL, 0);
}

static inline struct platform_device *
platform_device_register_data(struct device *parent, const char *name, int id, const void *data,
			      size_t size)
{
	return platform_device_register_resndata(parent, name, id, NULL, 0, data, size);
}

/* ---- what a device has ------------------------------------------------------------------ */

struct resource *platform_get_resource(struct platform_device *pdev, unsigned int type,
				       unsigned int num);
struct resource *platform_get_resource_byname(struct platform_device *pdev, unsigned int type,
					      const char *name);
int platform_get_irq(struct platform_device *pdev, unsigned int num);
int platform_get_irq_optional(struct platform_device *pdev, unsigned int num);
int platform_get_irq_byname(struct platform_device *pdev, const char *name);
int platform_irq_count(struct platform_device *pdev);
void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index);
void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index, struct resource **res);

static inline void *platform_get_drvdata(const struct platform_device *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}

static inline void platform_set_drvdata(struct platform_device *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

/* ---- drivers ------------------------------------------------------------------------------ */

#define platform_driver_register(drv) __platform_driver_register(drv, THIS_MODULE)
int __platform_driver_register(struct platform_driver *drv, struct module *owner);
void platform_driver_unregister(struct platform_driver *drv);

#define module_platform_driver(__platform_driver) \
	module_driver(__platform_driver, platform_driver_register, platform_driver_unregister)
#define builtin_platform_driver(__platform_driver) \
	builtin_driver(__platform_driver, platform_driver_register)

#endif /* LINUX_PLATFORM_DEVICE_H */
