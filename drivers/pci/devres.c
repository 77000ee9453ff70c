// SPDX-License-Identifier: MIT
/*
 * drivers/pci/devres.c - a PCI device that is switched off when its driver goes
 *
 * After pcim_enable_device() the core undoes what else the driver did to the device, too:
 * the regions it claimed, its messages, the device itself.  drivers/base/devres.c tells
 * how.  Handlers must be requested by devm_request_irq() after all this: they then go
 * before it.
 *
 * Context: process, may sleep.
 */

#include <linux/bits.h>
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/pci.h>

#include "pci.h"

/* What pcim_iomap() has mapped. */
struct pcim_devres {
	void __iomem *table[PCI_STD_NUM_BARS];
};

static void pcim_release(struct device *dev, void *res)
{
	struct pcim_devres *this = res;
	struct pci_dev *pdev = to_pci_dev(dev);

	for (int bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		pci_iounmap(pdev, this->table[bar]);
		if (pdev->claimed & BIT(bar))
			pci_release_region(pdev, bar);
	}
	pci_free_irq_vectors(pdev);
	pdev->is_managed = 0;
	pci_disable_device(pdev);
}

static struct pcim_devres *find_pcim(struct pci_dev *pdev)
{
	return devres_find(&pdev->dev, pcim_release, NULL, NULL);
}

/** pcim_enable_device - pci_enable_device() that undoes itself.  Return: 0 or -errno. */
int pcim_enable_device(struct pci_dev *pdev)
{
	struct pcim_devres *this;
	int err;

	if (pdev->is_managed)
		return 0;
	this = devres_alloc(pcim_release, sizeof(*this), GFP_KERNEL | __GFP_ZERO);
	if (!this)
		return -ENOMEM;
	err = pci_enable_device(pdev);
	if (err) {
		devres_free(this);
		return err;
	}
	pdev->is_managed = 1;
	devres_add(&pdev->dev, this);
	return 0;
}
EXPORT_SYMBOL(pcim_enable_device);

/* By number of the BAR; entries of those that are not mapped are NULL. */
void __iomem * const *pcim_iomap_table(struct pci_dev *pdev)
{
	struct pcim_devres *this = find_pcim(pdev);

	return this ? this->table : NULL;
}
EXPORT_SYMBOL(pcim_iomap_table);

/* After pcim_enable_device(). */
void __iomem *pcim_iomap(struct pci_dev *pdev, int bar, unsigned long max)
{
	struct pcim_devres *this = find_pcim(pdev);

	if (!this || WARN_ON(bar >= PCI_STD_NUM_BARS) || WARN_ON(this->table[bar]))
		return NULL;
	this->table[bar] = pci_iomap(pdev, bar, max);
	return this->table[bar];
}
EXPORT_SYMBOL(pcim_iomap);

static int claim_and_map(struct pci_dev *pdev, int bar, const char *name)
{
	int err;

	if (!pci_resource_len(pdev, bar))
		return -EINVAL;
	err = pci_request_region(pdev, bar, name);
	if (err)
		return err;
	return pcim_iomap(pdev, bar, 0) ? 0 : -ENOMEM;
}

/**
 * pcim_iomap_regions - claim and map several BARs
 * @mask: a bit for each
 *
 * What was done before one failed goes with the driver, whose probe() fails then.
 * Return: 0 or -errno.
 */
int pcim_iomap_regions(struct pci_dev *pdev, int mask, const char *name)
{
	int err = 0;

	for (int bar = 0; !err && bar < PCI_STD_NUM_BARS; bar++)
		if (mask & BIT(bar))
			err = claim_and_map(pdev, bar, name);
	return err;
}
EXPORT_SYMBOL(pcim_iomap_regions);
