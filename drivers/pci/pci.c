// SPDX-License-Identifier: MIT
/*
 * drivers/pci/pci.c - what a driver does with its device: find it, switch it on, map it
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/pci.h>

#include "pci.h"

/* ---- finding ------------------------------------------------------------------------- */

/* The device after @from in the list; the first for NULL. */
static struct pci_dev *next_device(struct pci_dev *from)
{
	struct list_head *next = from ? from->global_list.next : pci_devices.next;

	return next == &pci_devices ? NULL : list_entry(next, struct pci_dev, global_list);
}

/**
 * pci_get_device - look for a device by its numbers
 * @from: where to go on looking, or NULL
 * Return: the device, or NULL.  Devices never go away, so nothing is counted.
 */
struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from)
{
	struct pci_dev *dev = from;

	while ((dev = next_device(dev)))
		if (id_matches(vendor, dev->vendor) && id_matches(device, dev->device))
			return dev;
	return NULL;
}
EXPORT_SYMBOL(pci_get_device);

struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from)
{
	struct pci_dev *dev = from;

	while ((dev = next_device(dev)))
		if (dev->class == class)
			return dev;
	return NULL;
}
EXPORT_SYMBOL(pci_get_class);

struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn)
{
	struct pci_dev *dev = NULL;

	if (domain)
		return NULL;
	while ((dev = next_device(dev)))
		if (dev->bus->number == bus && dev->devfn == devfn)
			return dev;
	return NULL;
}
EXPORT_SYMBOL(pci_get_domain_bus_and_slot);

struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn)
{
	return pci_get_domain_bus_and_slot(0, bus->number, devfn);
}
EXPORT_SYMBOL(pci_get_slot);

/** pci_find_capability - offset of a capability in configuration space, or 0 */
u8 pci_find_capability(struct pci_dev *dev, int cap)
{
	u16 status;
	u8 pos, id;

	pci_read_config_word(dev, PCI_STATUS, &status);
	if (!(status & PCI_STATUS_CAP_LIST))
		return 0;
	pci_read_config_byte(dev, PCI_CAPABILITY_LIST, &pos);
	for (int i = 0; i < PCI_CAP_CHAIN_MAX && pos >= PCI_STD_HEADER_SIZEOF; i++) {
		pos &= ~3;
		pci_read_config_byte(dev, pos + PCI_CAP_LIST_ID, &id);
		if (id == cap)
			return pos;
		pci_read_config_byte(dev, pos + PCI_CAP_LIST_NEXT, &pos);
	}
	return 0;
}
EXPORT_SYMBOL(pci_find_capability);

/* ---- switching on ----------------------------------------------------------------------- */

/* Set and clear bits of the command register. */
static void change_command(struct pci_dev *dev, u16 clear, u16 set)
{
	u16 command;

	pci_read_config_word(dev, PCI_COMMAND, &command);
	pci_write_config_word(dev, PCI_COMMAND, (command & ~clear) | set);
}

static int enable_device(struct pci_dev *dev, unsigned long types)
{
	u16 decode = 0;
	int ret;

	if (atomic_inc_return(&dev->enable_cnt) > 1)
		return 0;
	for (int bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		unsigned long flags = dev->resource[bar].flags;

		if (flags & IORESOURCE_UNSET)
			continue;
		if (flags & types & IORESOURCE_IO)
			decode |= PCI_COMMAND_IO;
		if (flags & types & IORESOURCE_MEM)
			decode |= PCI_COMMAND_MEMORY;
	}
	change_command(dev, 0, decode);

	/* A wire that leads nowhere is no obstacle: the driver may poll, or use MSI. */
	ret = pcibios_enable_irq(dev);
	if (ret && ret != -ENODEV) {
		atomic_dec(&dev->enable_cnt);
		return ret;
	}
	return 0;
}

/**
 * pci_enable_device - have the device answer at its addresses, and find out its irq
 * Context: process.
 * Return: 0 or -errno.  dev->irq is valid afterwards, not before.
 */
int pci_enable_device(struct pci_dev *dev)
{
	return enable_device(dev, IORESOURCE_IO | IORESOURCE_MEM);
}
EXPORT_SYMBOL(pci_enable_device);

int pci_enable_device_mem(struct pci_dev *dev)
{
	return enable_device(dev, IORESOURCE_MEM);
}
EXPORT_SYMBOL(pci_enable_device_mem);

/** pci_disable_device - the last user is gone: no more DMA; the addresses still answer */
void pci_disable_device(struct pci_dev *dev)
{
	WARN_ONCE(atomic_read(&dev->enable_cnt) <= 0, "%s %s: disabling already-disabled device",
		  dev_driver_string(&dev->dev), pci_name(dev));
	if (atomic_dec_return(&dev->enable_cnt) == 0)
		pci_clear_master(dev);
}
EXPORT_SYMBOL(pci_disable_device);

/** pci_set_master - allow the device to start transactions: DMA, and MSI, which is a write */
void pci_set_master(struct pci_dev *dev)
{
	change_command(dev, 0, PCI_COMMAND_MASTER);
	dev->is_busmaster = 1;
}
EXPORT_SYMBOL(pci_set_master);

void pci_clear_master(struct pci_dev *dev)
{
	change_command(dev, PCI_COMMAND_MASTER, 0);
	dev->is_busmaster = 0;
}
EXPORT_SYMBOL(pci_clear_master);

/** pci_intx - let the device assert its interrupt pin, or not */
void pci_intx(struct pci_dev *dev, int enable)
{
	if (enable)
		change_command(dev, PCI_COMMAND_INTX_DISABLE, 0);
	else
		change_command(dev, 0, PCI_COMMAND_INTX_DISABLE);
}
EXPORT_SYMBOL_GPL(pci_intx);

/* ---- addresses ----------------------------------------------------------------------------- */

/** pci_request_region - claim the addresses of one BAR.  Return: 0 or -EBUSY. */
int pci_request_region(struct pci_dev *dev, int bar, const char *name)
{
	struct resource *res = &dev->resource[bar];
	struct resource *claim = NULL;

	if (!pci_resource_len(dev, bar))
		return 0;
	if (res->flags & IORESOURCE_IO)
		claim = request_region(res->start, resource_size(res), name);
	else if (res->flags & IORESOURCE_MEM)
		claim = request_mem_region(res->start, resource_size(res), name);
	if (claim) {
		dev->claimed |= BIT(bar);
		return 0;
	}
	pci_warn(dev, "BAR %d: can't reserve %pR\n", bar, res);
	return -EBUSY;
}
EXPORT_SYMBOL(pci_request_region);

void pci_release_region(struct pci_dev *dev, int bar)
{
	struct resource *res = &dev->resource[bar];

	if (!pci_resource_len(dev, bar))
		return;
	dev->claimed &= ~BIT(bar);
	if (res->flags & IORESOURCE_IO)
		release_region(res->start, resource_size(res));
	else if (res->flags & IORESOURCE_MEM)
		release_mem_region(res->start, resource_size(res));
}
EXPORT_SYMBOL(pci_release_region);

int pci_request_regions(struct pci_dev *dev, const char *name)
{
	for (int bar = 0; bar < PCI_STD_NUM_BARS; bar++)
		if (pci_request_region(dev, bar, name)) {
			while (--bar >= 0)
				pci_release_region(dev, bar);
			return -EBUSY;
		}
	return 0;
}
EXPORT_SYMBOL(pci_request_regions);

void pci_release_regions(struct pci_dev *dev)
{
	for (int bar = 0; bar < PCI_STD_NUM_BARS; bar++)
		pci_release_region(dev, bar);
}
EXPORT_SYMBOL(pci_release_regions);

/**
 * pci_iomap - map the registers behind a memory BAR
 * @max: at most so many bytes; 0: all
 *
 * Left out: I/O BARs; their drivers use inb() and outb() on pci_resource_start().
 * Context: process.
 * Return: the mapping for ioread32() and the like, or NULL.
 */
void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long max)
{
	struct resource *res = &dev->resource[bar];
	resource_size_t len = pci_resource_len(dev, bar);

	if (!len || !(res->flags & IORESOURCE_MEM) || (res->flags & IORESOURCE_UNSET))
		return NULL;
	if (max && len > max)
		len = max;
	return ioremap(res->start, len);
}
EXPORT_SYMBOL(pci_iomap);

void pci_iounmap(struct pci_dev *dev, void __iomem *addr)
{
	iounmap(addr);
}
EXPORT_SYMBOL(pci_iounmap);

void __iomem *pci_ioremap_bar(struct pci_dev *dev, int bar)
{
	return pci_iomap(dev, bar, 0);
}
EXPORT_SYMBOL_GPL(pci_ioremap_bar);
