/* SPDX-License-Identifier: MIT */
/*
 * linux/pci.h - PCI devices and their drivers
 *
 * Offered: enumeration by configuration mechanism 1, BARs, INTx, MSI, MSI-X.  Left out:
 * power states, hot plug, BAR assignment (the firmware's addresses are used).
 * <linux/dma-mapping.h> has DMA.
 */
#ifndef LINUX_PCI_H
#define LINUX_PCI_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/pci_ids.h>
#include <linux/pci_regs.h>
#include <linux/types.h>

/* Device and function in one number of 8 bits. */
#define PCI_DEVFN(slot, func)	((((slot) & 0x1f) << 3) | ((func) & 0x07))
#define PCI_SLOT(devfn)		(((devfn) >> 3) & 0x1f)
#define PCI_FUNC(devfn)		((devfn) & 0x07)

#define PCI_DEVID(bus, devfn)	((((u16)(bus)) << 8) | (devfn))

#define PCI_ROM_RESOURCE	PCI_STD_NUM_BARS
#define PCI_NUM_RESOURCES	(PCI_STD_NUM_BARS + 1)

struct msi_desc;
struct pci_dev;
struct pci_driver;

extern struct bus_type pci_bus_type;

struct pci_bus {
	struct list_head node;		/* I */
	struct pci_bus	*parent;	/* I; NULL for bus 0 */
	struct pci_dev	*self;		/* I; the bridge that leads here, NULL for bus 0 */
	struct device	*parent_dev;	/* I; of the devices on it: the bridge, or the root */
	unsigned char	number;		/* I */
};

/* One function of a device.  Found at boot and never freed. */
struct pci_dev {
	struct list_head global_list;	/* I; in order of bus and devfn */
	struct pci_bus	*bus;		/* I */
	unsigned int	devfn;		/* I */
	unsigned short	vendor;		/* I */
	unsigned short	device;		/* I */
	unsigned short	subsystem_vendor;	/* I */
	unsigned short	subsystem_device;	/* I */
	unsigned int	class;		/* I; 24 bits: base, sub, interface */
	u8		revision;	/* I */
	u8		hdr_type;	/* I; without the multi-function bit */
	u8		pin;		/* I; 0 none, 1 INTA .. 4 INTD */
	u8		msi_cap;	/* I; offset of the MSI capability or 0 */
	u8		msix_cap;	/* I; the same of MSI-X */
	unsigned int	irq;		/* bound driver: INTx after pci_enable_device(), or MSI's */
	unsigned int	intx_irq;	/* bound driver: what irq was before MSI */
	atomic_t	enable_cnt;	/* A; pci_enable_device() minus pci_disable_device() */
	unsigned int	is_busmaster:1;	/* bound driver */
	unsigned int	msi_enabled:1;	/* bound driver */
	unsigned int	msix_enabled:1;	/* bound driver */
	unsigned int	is_managed:1;	/* bound driver: pcim_enable_device() */
	unsigned int	multifunction:1;	/* I */
	struct msi_desc	*msi_descs;	/* bound driver: while msi_enabled or msix_enabled */
	unsigned int	nr_msi;		/* bound driver: how many of them have an irq */
	u8		claimed;	/* bound driver: a bit for each BAR */
	void __iomem	*msix_table;	/* bound driver: while msix_enabled */
	struct pci_driver *driver;	/* device_lock(); NULL while unbound */
	u64		dma_mask;	/* the driver's: how far the device can address */
	struct device	dev;
	struct resource	resource[PCI_NUM_RESOURCES];	/* I */
};

#define to_pci_dev(n)	container_of(n, struct pci_dev, dev)

struct pci_driver {
	const char		*name;
	const struct pci_device_id *id_table;
	int  (*probe)(struct pci_dev *dev, const struct pci_device_id *id);
	void (*remove)(struct pci_dev *dev);
	void (*shutdown)(struct pci_dev *dev);
	const struct attribute_group **groups;		/* I: of the driver */
	const struct attribute_group **dev_groups;	/* I: of a device while it is bound */
	struct device_driver	driver;
};

#define to_pci_driver(drv)	container_of(drv, struct pci_driver, driver)

#define PCI_DEVICE(vend, dev)						\
	.vendor = (vend), .device = (dev),				\
	.subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_DEVICE_SUB(vend, dev, subvend, subdev)			\
	.vendor = (vend), .device = (dev), .subvendor = (subvend), .subdevice = (subdev)
#define PCI_DEVICE_CLASS(dev_class, dev_class_mask)			\
	.class = (dev_class), .class_mask = (dev_class_mask),		\
	.vendor = PCI_ANY_ID, .device = PCI_ANY_ID,			\
	.subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_VDEVICE(vend, dev)						\
	.vendor = PCI_VENDOR_ID_##vend, .device = (dev),		\
	.subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID, 0, 0

/* Drivers: registering binds at once to every matching device that is free. */
int __pci_register_driver(struct pci_driver *drv, struct module *owner, const char *mod_name);
#define pci_register_driver(driver) __pci_register_driver(driver, THIS_MODULE, KBUILD_MODNAME)
void pci_unregister_driver(struct pci_driver *drv);
#define module_pci_driver(__pci_driver) \
	module_driver(__pci_driver, pci_register_driver, pci_unregister_driver)

const struct pci_device_id *pci_match_id(const struct pci_device_id *ids, struct pci_dev *dev);

/* Looking for devices.  from is where to go on, or NULL; nothing needs putting back. */
struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from);
struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from);
struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn);
struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn);
static inline struct pci_dev *pci_dev_get(struct pci_dev *dev) { return dev; }
static inline void pci_dev_put(struct pci_dev *dev) { }
#define for_each_pci_dev(d) while ((d = pci_get_device(PCI_ANY_ID, PCI_ANY_ID, d)) != NULL)

/* Configuration space.  0, or a positive PCIBIOS_* code, as on Linux. */
#define PCIBIOS_SUCCESSFUL		0x00
#define PCIBIOS_DEVICE_NOT_FOUND	0x86
#define PCIBIOS_BAD_REGISTER_NUMBER	0x87

int pci_bus_read_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 *val);
int pci_bus_read_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 *val);
int pci_bus_read_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 *val);
int pci_bus_write_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 val);
int pci_bus_write_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 val);
int pci_bus_write_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 val);

int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val);
int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val);
int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val);
int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val);
int pci_write_config_word(const struct pci_dev *dev, int where, u16 val);
int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val);

u8 pci_find_capability(struct pci_dev *dev, int cap);

/* Switching a device on and off, and saying who uses its addresses. */
int __must_check pci_enable_device(struct pci_dev *dev);
int __must_check pci_enable_device_mem(struct pci_dev *dev);
void pci_disable_device(struct pci_dev *dev);
static inline int pci_is_enabled(struct pci_dev *dev) { return atomic_read(&dev->enable_cnt) > 0; }
void pci_set_master(struct pci_dev *dev);
void pci_clear_master(struct pci_dev *dev);
void pci_intx(struct pci_dev *dev, int enable);
int pcibios_enable_irq(struct pci_dev *dev);	/* arch: INTx wire -> dev->irq */
int __must_check pci_request_region(struct pci_dev *dev, int bar, const char *name);
void pci_release_region(struct pci_dev *dev, int bar);
int __must_check pci_request_regions(struct pci_dev *dev, const char *name);
void pci_release_regions(struct pci_dev *dev);

#define pci_resource_start(dev, bar)	((dev)->resource[(bar)].start)
#define pci_resource_end(dev, bar)	((dev)->resource[(bar)].end)
#define pci_resource_flags(dev, bar)	((dev)->resource[(bar)].flags)
#define pci_resource_len(dev, bar) \
	(pci_resource_end((dev), (bar)) ? resource_size(&(dev)->resource[(bar)]) : 0)

void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long max);
void pci_iounmap(struct pci_dev *dev, void __iomem *addr);
void __iomem *pci_ioremap_bar(struct pci_dev *dev, int bar);

/* Message signalled interrupts. */
#define PCI_IRQ_LEGACY		(1 << 0)	/* INTx */
#define PCI_IRQ_MSI		(1 << 1)
#define PCI_IRQ_MSIX		(1 << 2)
#define PCI_IRQ_AFFINITY	(1 << 3)
#define PCI_IRQ_ALL_TYPES	(PCI_IRQ_LEGACY | PCI_IRQ_MSI | PCI_IRQ_MSIX)
#define PCI_IRQ_INTX		PCI_IRQ_LEGACY

/* For pci_enable_msix_range(): which row of the table, and its irq. */
struct msix_entry {
	u32	vector;		/* out */
	u16	entry;		/* in */
};

int pci_enable_msi(struct pci_dev *dev);
void pci_disable_msi(struct pci_dev *dev);
int pci_msi_vec_count(struct pci_dev *dev);
int pci_msix_vec_count(struct pci_dev *dev);
int pci_enable_msix_range(struct pci_dev *dev, struct msix_entry *entries, int minvec,
			  int maxvec);
void pci_disable_msix(struct pci_dev *dev);
static inline int pci_enable_msix_exact(struct pci_dev *dev, struct msix_entry *entries, int nvec)
{
	int ret = pci_enable_msix_range(dev, entries, nvec, nvec);

	return ret < 0 ? ret : 0;
}
int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min_vecs, unsigned int max_vecs,
			  unsigned int flags);
void pci_free_irq_vectors(struct pci_dev *dev);
int pci_irq_vector(struct pci_dev *dev, unsigned int nr);

/* drivers/pci/devres.c: undone when the driver goes. */
int __must_check pcim_enable_device(struct pci_dev *dev);
void __iomem *pcim_iomap(struct pci_dev *dev, int bar, unsigned long max);
int __must_check pcim_iomap_regions(struct pci_dev *dev, int mask, const char *name);
void __iomem * const *pcim_iomap_table(struct pci_dev *dev);

static inline const char *pci_name(const struct pci_dev *pdev)
{
	return dev_name(&pdev->dev);
}

static inline void *pci_get_drvdata(struct pci_dev *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}

static inline void pci_set_drvdata(struct pci_dev *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

#define pci_info(pdev, fmt, arg...)	dev_info(&(pdev)->dev, fmt, ##arg)
#define pci_warn(pdev, fmt, arg...)	dev_warn(&(pdev)->dev, fmt, ##arg)
#define pci_err(pdev, fmt, arg...)	dev_err(&(pdev)->dev, fmt, ##arg)

#endif /* LINUX_PCI_H */
