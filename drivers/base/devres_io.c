// SPDX-License-Identifier: MIT
/*
 * drivers/base/devres_io.c - regions and mapped registers that go with the driver
 *
 * drivers/base/devres.c tells how.
 *
 * Context: process, may sleep.
 */

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kernel.h>

/* ---- regions ------------------------------------------------------------------------- */

struct region_devres {
	struct resource *parent;
	resource_size_t start;
	resource_size_t n;
};

static void devm_region_release(struct device *dev, void *res)
{
	struct region_devres *this = res;

	__release_region(this->parent, this->start, this->n);
}

static int devm_region_match(struct device *dev, void *res, void *data)
{
	struct region_devres *this = res, *wanted = data;

	return this->parent == wanted->parent && this->start == wanted->start &&
	       this->n == wanted->n;
}

struct resource *__devm_request_region(struct device *dev, struct resource *parent,
				       resource_size_t start, resource_size_t n,
				       const char *name)
{
	struct region_devres *this = devres_alloc(devm_region_release, sizeof(*this), GFP_KERNEL);
	struct resource *region;

	if (!this)
		return NULL;
	*this = (struct region_devres){ parent, start, n };
	region = __request_region(parent, start, n, name, 0);
	if (region)
		devres_add(dev, this);
	else
		devres_free(this);
	return region;
}
EXPORT_SYMBOL(__devm_request_region);

void __devm_release_region(struct device *dev, struct resource *parent, resource_size_t start,
			   resource_size_t n)
{
	struct region_devres wanted = { parent, start, n };

	WARN_ON(devres_release(dev, devm_region_release, devm_region_match, &wanted));
}
EXPORT_SYMBOL(__devm_release_region);

/* ---- registers ------------------------------------------------------------------------ */

static void devm_ioremap_release(struct device *dev, void *res)
{
	iounmap(*(void __iomem **)res);
}

static int devm_ioremap_match(struct device *dev, void *res, void *wanted)
{
	return *(void **)res == wanted;
}

/**
 * devm_ioremap - ioremap() that undoes itself
 *
 * Context: process, may sleep.
 * Return: the registers, or NULL.
 */
void __iomem *devm_ioremap(struct device *dev, resource_size_t offset, resource_size_t size)
{
	void __iomem **entry = devres_alloc(devm_ioremap_release, sizeof(*entry), GFP_KERNEL);

	if (!entry)
		return NULL;
	*entry = ioremap(offset, size);
	if (!*entry) {
		devres_free(entry);
		return NULL;
	}
	devres_add(dev, entry);
	return *entry;
}
EXPORT_SYMBOL(devm_ioremap);

void devm_iounmap(struct device *dev, void __iomem *addr)
{
	WARN_ON(devres_release(dev, devm_ioremap_release, devm_ioremap_match,
			       (__force void *)addr));
}
EXPORT_SYMBOL(devm_iounmap);

/**
 * devm_ioremap_resource - claim a range of registers, and map it
 *
 * Says what is wrong, so that the caller need not.
 *
 * Context: process, may sleep.
 * Return: the registers; ERR_PTR of -EINVAL, -EBUSY (claimed by another), -ENOMEM.
 */
void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res)
{
	void __iomem *regs;

	if (!res || resource_type(res) != IORESOURCE_MEM) {
		dev_err(dev, "invalid resource %pR\n", res);
		return IOMEM_ERR_PTR(-EINVAL);
	}
	if (!devm_request_mem_region(dev, res->start, resource_size(res), dev_name(dev))) {
		dev_err(dev, "can't request region for resource %pR\n", res);
		return IOMEM_ERR_PTR(-EBUSY);
	}
	regs = devm_ioremap(dev, res->start, resource_size(res));
	if (regs)
		return regs;
	dev_err(dev, "ioremap failed for resource %pR\n", res);
	devm_release_mem_region(dev, res->start, resource_size(res));
	return IOMEM_ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL(devm_ioremap_resource);
