// SPDX-License-Identifier: MIT
/*
 * drivers/pci/probe.c - find the devices, at boot
 *
 * The firmware has numbered the buses behind bridges and given the BARs addresses; we
 * walk what it made: every device and function of bus 0, and of each bus that
 * a bridge leads to.  Nothing is switched on here; pci_enable_device() does that when
 * a driver wants the device.
 */

#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/pci.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "pci.h"

LIST_HEAD(pci_devices);
static LIST_HEAD(pci_buses);		/* written at boot only */

/* ---- base address registers ---------------------------------------------------------- */

/* The bits that answer to all ones are the ones the device decodes; the lowest is its size. */
static u32 probe_bar(struct pci_dev *dev, int reg, u32 *value)
{
	u32 mask;

	pci_read_config_dword(dev, reg, value);
	pci_write_config_dword(dev, reg, ~0u);
	pci_read_config_dword(dev, reg, &mask);
	pci_write_config_dword(dev, reg, *value);
	return mask;
}

static void fill_resource(struct pci_dev *dev, struct resource *res, u64 start, u64 size,
			  unsigned long flags)
{
	res->name = pci_name(dev);
	res->start = start;
	res->end = start + size - 1;
	res->flags = flags;
	if (!start)
		res->flags |= IORESOURCE_UNSET;		/* the firmware did not want it */
}

static void read_io_bar(struct pci_dev *dev, int bar, u32 value, u32 mask)
{
	u32 size = mask & (u32)PCI_BASE_ADDRESS_IO_MASK & 0xffff;

	if (!size)
		return;
	fill_resource(dev, &dev->resource[bar], value & (u32)PCI_BASE_ADDRESS_IO_MASK,
		      size & -size, IORESOURCE_IO | PCI_BASE_ADDRESS_SPACE_IO);
}

/* Return: how many registers it takes. */
static int read_mem_bar(struct pci_dev *dev, int bar, u32 value, u32 mask)
{
	bool is_64 = (value & PCI_BASE_ADDRESS_MEM_TYPE_MASK) == PCI_BASE_ADDRESS_MEM_TYPE_64;
	unsigned long flags = IORESOURCE_MEM | (value & ~(u32)PCI_BASE_ADDRESS_MEM_MASK);
	u64 start = value & (u32)PCI_BASE_ADDRESS_MEM_MASK;
	u64 size = mask & (u32)PCI_BASE_ADDRESS_MEM_MASK;

	if (value & PCI_BASE_ADDRESS_MEM_PREFETCH)
		flags |= IORESOURCE_PREFETCH;
	if (is_64 && bar + 1 < PCI_STD_NUM_BARS) {
		u32 high, high_mask = probe_bar(dev, PCI_BASE_ADDRESS_0 + 4 * (bar + 1), &high);

		start |= (u64)high << 32;
		size |= (u64)high_mask << 32;
		flags |= IORESOURCE_MEM_64;
	} else if (size) {
		size |= 0xffffffffull << 32;
	}
	if (size)
		fill_resource(dev, &dev->resource[bar], start, size & -size, flags);
	return is_64 ? 2 : 1;
}

/* While the registers hold all ones the device must not answer to that address. */
static void read_bars(struct pci_dev *dev, int count)
{
	u16 command;
	int bar = 0;

	pci_read_config_word(dev, PCI_COMMAND, &command);
	pci_write_config_word(dev, PCI_COMMAND, command & ~(PCI_COMMAND_IO | PCI_COMMAND_MEMORY));
	while (bar < count) {
		u32 value, mask = probe_bar(dev, PCI_BASE_ADDRESS_0 + 4 * bar, &value);

		if ((value & PCI_BASE_ADDRESS_SPACE) == PCI_BASE_ADDRESS_SPACE_IO) {
			read_io_bar(dev, bar, value, mask);
			bar++;
		} else {
			bar += read_mem_bar(dev, bar, value, mask);
		}
	}
	pci_write_config_word(dev, PCI_COMMAND, command);
}

/* /proc/ioports and /proc/iomem show what decodes where. */
static void note_bars(struct pci_dev *dev)
{
	for (int bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		struct resource *res = &dev->resource[bar];
		struct resource *root = res->flags & IORESOURCE_IO ? &ioport_resource
								   : &iomem_resource;

		if (!res->flags || (res->flags & IORESOURCE_UNSET))
			continue;
		if (request_resource(root, res))
			pci_warn(dev, "BAR %d: address space collision: %pR\n", bar, res);
	}
}

/* ---- devices and buses ------------------------------------------------------------------ */

static void read_header(struct pci_dev *dev)
{
	u32 class_revision;
	u8 line;

	pci_read_config_dword(dev, PCI_CLASS_REVISION, &class_revision);
	dev->class = class_revision >> 8;
	dev->revision = class_revision & 0xff;
	if (dev->hdr_type == PCI_HEADER_TYPE_NORMAL) {
		pci_read_config_word(dev, PCI_SUBSYSTEM_VENDOR_ID, &dev->subsystem_vendor);
		pci_read_config_word(dev, PCI_SUBSYSTEM_ID, &dev->subsystem_device);
	}
	pci_read_config_byte(dev, PCI_INTERRUPT_PIN, &dev->pin);
	pci_read_config_byte(dev, PCI_INTERRUPT_LINE, &line);
	dev->irq = line;
	dev->msi_cap = pci_find_capability(dev, PCI_CAP_ID_MSI);
	dev->msix_cap = pci_find_capability(dev, PCI_CAP_ID_MSIX);
}

/* There is no hot plug. */
static void never_released(struct device *dev)
{
	pci_err(to_pci_dev(dev), "released\n");
}

/* NULL if nothing answers, or no memory is left. */
static struct pci_dev *scan_function(struct pci_bus *bus, unsigned int devfn)
{
	struct pci_dev *dev;
	u32 id;
	u8 type;

	pci_bus_read_config_dword(bus, devfn, PCI_VENDOR_ID, &id);
	if ((id & 0xffff) == 0xffff || (id & 0xffff) == 0)
		return NULL;
	dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	if (!dev)
		return NULL;
	dev->bus = bus;
	dev->devfn = devfn;
	dev->vendor = id & 0xffff;
	dev->device = id >> 16;
	dev->dma_mask = DMA_BIT_MASK(32);
	device_initialize(&dev->dev);
	dev->dev.bus = &pci_bus_type;
	dev->dev.parent = bus->parent_dev;
	dev->dev.release = never_released;
	dev->dev.dma_mask = &dev->dma_mask;
	dev->dev.coherent_dma_mask = DMA_BIT_MASK(32);
	if (dev_set_name(&dev->dev, "0000:%02x:%02x.%d", bus->number, PCI_SLOT(devfn),
			 PCI_FUNC(devfn))) {
		kfree(dev);
		return NULL;
	}

	pci_read_config_byte(dev, PCI_HEADER_TYPE, &type);
	dev->hdr_type = type & PCI_HEADER_TYPE_MASK;
	dev->multifunction = !!(type & PCI_HEADER_TYPE_MFD);
	read_header(dev);
	pci_info(dev, "[%04x:%04x] type %02x class 0x%06x\n", dev->vendor, dev->device,
		 dev->hdr_type, dev->class);
	read_bars(dev, dev->hdr_type == PCI_HEADER_TYPE_BRIDGE ? 2 : PCI_STD_NUM_BARS);
	note_bars(dev);
	list_add_tail(&dev->global_list, &pci_devices);
	if (device_add(&dev->dev))
		pci_warn(dev, "not in /sys\n");
	return dev;
}

static struct pci_bus *add_bus(struct pci_dev *bridge, struct device *parent, u8 number)
{
	struct pci_bus *bus = kzalloc(sizeof(*bus), GFP_KERNEL);

	if (!bus)
		return NULL;
	bus->number = number;
	bus->self = bridge;
	bus->parent = bridge ? bridge->bus : NULL;
	bus->parent_dev = parent;
	list_add_tail(&bus->node, &pci_buses);
	return bus;
}

/* Note the bus behind a bridge; pci_init() comes to it, since it is new at the list's end. */
static void follow_bridge(struct pci_dev *bridge)
{
	u8 secondary;

	pci_read_config_byte(bridge, PCI_SECONDARY_BUS, &secondary);
	/* 0: the firmware has not numbered it.  Numbers grow downwards, so there is no loop. */
	if (secondary > bridge->bus->number)
		/* without memory its devices stay unknown */
		(void)add_bus(bridge, &bridge->dev, secondary);
}

static void scan_bus(struct pci_bus *bus)
{
	for (unsigned int devfn = 0; devfn < PCI_MAX_DEVFN; devfn++) {
		struct pci_dev *dev = scan_function(bus, devfn);

		if (dev && dev->hdr_type == PCI_HEADER_TYPE_BRIDGE)
			follow_bridge(dev);
		/* Without function 0, or where it is alone, there are no others. */
		if (PCI_FUNC(devfn) == 0 && !(dev && dev->multifunction))
			devfn |= 7;
	}
}

static int __init pci_init(void)
{
	struct device *root;
	struct pci_bus *bus;

	if (!pci_config_present()) {
		pr_info("PCI: no configuration space\n");
		return 0;
	}
	root = root_device_register("pci0000:00");
	if (IS_ERR(root))
		return PTR_ERR(root);
	if (!add_bus(NULL, root, 0))
		return -ENOMEM;
	list_for_each_entry(bus, &pci_buses, node)
		scan_bus(bus);
	return 0;
}
subsys_initcall(pci_init);
