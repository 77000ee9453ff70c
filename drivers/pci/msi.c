// SPDX-License-Identifier: MIT
/*
 * drivers/pci/msi.c - message signalled interrupts: the device's side
 *
 * Instead of pulling a wire the device writes a word that we choose to an address
 * that we choose.  arch_setup_msi_irq() says which (and finds a vector).  A message is
 * never shared, so its handler need not ask whether the interrupt is its own.
 *
 *     MSI     the capability in configuration space keeps one message
 *     MSI-X   a table in a BAR keeps up to 2048, each with a mask bit: one for each
 *             queue of a network card, say, and each may go to a CPU of its own
 *
 * See also: arch/x86/apic/msi.c; "PCI Local Bus Specification", "MSI Capability Structure"
 * and "MSI-X Capability and Table Structures".
 */

#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/msi.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include "pci.h"

/* ---- called by the interrupt core, under the descriptor's lock ------------------------- */

static void write_row_mask(struct msi_desc *desc, bool masked)
{
	desc->pci.msi_mask = masked ? PCI_MSIX_ENTRY_CTRL_MASKBIT : 0;
	writel(desc->pci.msi_mask, desc->pci.row + PCI_MSIX_ENTRY_VECTOR_CTRL);
	readl(desc->pci.row + PCI_MSIX_ENTRY_VECTOR_CTRL);	/* it has arrived */
}

static void write_mask(struct irq_data *data, bool masked)
{
	struct msi_desc *desc = irq_data_get_msi_desc(data);
	u32 mask;

	if (desc->pci.row)
		return write_row_mask(desc, masked);
	/* Without mask bits a line that is off is only marked so, and replayed later. */
	if (!desc->pci.can_mask)
		return;
	mask = masked ? desc->pci.msi_mask | BIT(0) : desc->pci.msi_mask & ~BIT(0);
	desc->pci.msi_mask = mask;
	pci_write_config_dword(to_pci_dev(desc->dev), desc->pci.mask_pos, mask);
}

void pci_msi_mask_irq(struct irq_data *data)
{
	write_mask(data, true);
}

void pci_msi_unmask_irq(struct irq_data *data)
{
	write_mask(data, false);
}

/* A row changes while it is masked, or half of it might be sent. */
static void write_row(struct msi_desc *entry, const struct msi_msg *msg)
{
	bool was_masked = entry->pci.msi_mask & PCI_MSIX_ENTRY_CTRL_MASKBIT;

	if (!was_masked)
		write_row_mask(entry, true);
	writel(msg->address_lo, entry->pci.row + PCI_MSIX_ENTRY_LOWER_ADDR);
	writel(msg->address_hi, entry->pci.row + PCI_MSIX_ENTRY_UPPER_ADDR);
	writel(msg->data, entry->pci.row + PCI_MSIX_ENTRY_DATA);
	if (!was_masked)
		write_row_mask(entry, false);
}

static void write_capability(struct msi_desc *entry, const struct msi_msg *msg)
{
	struct pci_dev *dev = to_pci_dev(entry->dev);
	int pos = dev->msi_cap;

	pci_write_config_dword(dev, pos + PCI_MSI_ADDRESS_LO, msg->address_lo);
	if (entry->pci.is_64) {
		pci_write_config_dword(dev, pos + PCI_MSI_ADDRESS_HI, msg->address_hi);
		pci_write_config_word(dev, pos + PCI_MSI_DATA_64, msg->data);
	} else {
		pci_write_config_word(dev, pos + PCI_MSI_DATA_32, msg->data);
	}
}

void __pci_write_msi_msg(struct msi_desc *entry, struct msi_msg *msg)
{
	if (entry->pci.row)
		write_row(entry, msg);
	else
		write_capability(entry, msg);
	entry->msg = *msg;
}

void pci_write_msi_msg(unsigned int irq, struct msi_msg *msg)
{
	__pci_write_msi_msg(irq_data_get_msi_desc(irq_get_irq_data(irq)), msg);
}

/* ---- messages get their irqs ---------------------------------------------------------- */

/* The first @nvec descriptions have been filled in.  How many got an irq, or why none did. */
static int setup_irqs(struct pci_dev *dev, unsigned int nvec)
{
	int ret = 0;

	while (dev->nr_msi < nvec && !ret) {
		ret = arch_setup_msi_irq(dev, &dev->msi_descs[dev->nr_msi]);
		if (!ret)
			dev->nr_msi++;
	}
	return dev->nr_msi ? (int)dev->nr_msi : ret;
}

static void drop_irqs(struct pci_dev *dev)
{
	while (dev->nr_msi)
		arch_teardown_msi_irq(dev->msi_descs[--dev->nr_msi].irq);
	kfree(dev->msi_descs);
	dev->msi_descs = NULL;
}

/* ---- MSI --------------------------------------------------------------------------------- */

static u16 read_flags(struct pci_dev *dev)
{
	u16 flags;

	pci_read_config_word(dev, dev->msi_cap + PCI_MSI_FLAGS, &flags);
	return flags;
}

static struct msi_desc *new_desc(struct pci_dev *dev)
{
	struct msi_desc *desc = kzalloc(sizeof(*desc), GFP_KERNEL);
	u16 flags = read_flags(dev);

	if (!desc)
		return NULL;
	desc->dev = &dev->dev;
	desc->pci.is_64 = flags & PCI_MSI_FLAGS_64BIT;
	desc->pci.can_mask = flags & PCI_MSI_FLAGS_MASKBIT;
	desc->pci.mask_pos = dev->msi_cap + (desc->pci.is_64 ? PCI_MSI_MASK_64 : PCI_MSI_MASK_32);
	return desc;
}

/* The device sends one message, or none and uses its pin again. */
static void switch_msi(struct pci_dev *dev, bool on)
{
	u16 flags = read_flags(dev) & ~(PCI_MSI_FLAGS_QSIZE | PCI_MSI_FLAGS_ENABLE);

	pci_intx(dev, !on);
	pci_write_config_word(dev, dev->msi_cap + PCI_MSI_FLAGS,
			      flags | (on ? PCI_MSI_FLAGS_ENABLE : 0));
	dev->msi_enabled = on;
}

/**
 * pci_enable_msi - have the device send messages; dev->irq becomes their irq
 *
 * Before request_irq().  The device must be bus master to send any.
 * Context: process.
 * Return: 0; -EINVAL when it cannot or does already, -ENOSYS without a local APIC,
 * -ENOSPC without a free vector, -ENOMEM.
 */
int pci_enable_msi(struct pci_dev *dev)
{
	int ret;

	if (!dev->msi_cap || dev->msi_enabled || dev->msix_enabled)
		return -EINVAL;
	dev->msi_descs = new_desc(dev);
	if (!dev->msi_descs)
		return -ENOMEM;
	ret = setup_irqs(dev, 1);
	if (ret < 0) {
		drop_irqs(dev);
		return ret;
	}
	dev->intx_irq = dev->irq;
	dev->irq = dev->msi_descs->irq;
	switch_msi(dev, true);
	return 0;
}
EXPORT_SYMBOL(pci_enable_msi);

/** pci_disable_msi - back to the pin.  After free_irq(). */
void pci_disable_msi(struct pci_dev *dev)
{
	if (!dev->msi_enabled)
		return;
	switch_msi(dev, false);
	drop_irqs(dev);
	dev->irq = dev->intx_irq;
}
EXPORT_SYMBOL(pci_disable_msi);

/* How many messages the device could send by MSI, or -EINVAL.  One is what it gets. */
int pci_msi_vec_count(struct pci_dev *dev)
{
	if (!dev->msi_cap)
		return -EINVAL;
	return 1 << FIELD_GET(PCI_MSI_FLAGS_QMASK, read_flags(dev));
}
EXPORT_SYMBOL(pci_msi_vec_count);

/* ---- MSI-X --------------------------------------------------------------------------------- */

static void change_msix_flags(struct pci_dev *dev, u16 clear, u16 set)
{
	u16 flags;

	pci_read_config_word(dev, dev->msix_cap + PCI_MSIX_FLAGS, &flags);
	pci_write_config_word(dev, dev->msix_cap + PCI_MSIX_FLAGS, (flags & ~clear) | set);
}

/** pci_msix_vec_count - how many rows the device's table has, or -EINVAL without one */
int pci_msix_vec_count(struct pci_dev *dev)
{
	u16 flags;

	if (!dev->msix_cap)
		return -EINVAL;
	pci_read_config_word(dev, dev->msix_cap + PCI_MSIX_FLAGS, &flags);
	return (flags & PCI_MSIX_FLAGS_QSIZE) + 1;
}
EXPORT_SYMBOL(pci_msix_vec_count);

static void __iomem *map_table(struct pci_dev *dev, unsigned int rows)
{
	struct resource *res;
	u32 where;

	pci_read_config_dword(dev, dev->msix_cap + PCI_MSIX_TABLE, &where);
	if ((where & PCI_MSIX_TABLE_BIR) >= PCI_STD_NUM_BARS)
		return NULL;
	res = &dev->resource[where & PCI_MSIX_TABLE_BIR];
	if (!(res->flags & IORESOURCE_MEM) || (res->flags & IORESOURCE_UNSET))
		return NULL;
	return ioremap(res->start + (where & PCI_MSIX_TABLE_OFFSET), rows * PCI_MSIX_ENTRY_SIZE);
}

/* Which rows are to be used: those of @entries, or the first.  False: there is no such row. */
static bool choose_rows(struct pci_dev *dev, const struct msix_entry *entries, unsigned int nvec,
			unsigned int rows)
{
	for (unsigned int i = 0; i < nvec; i++) {
		struct msi_desc *desc = &dev->msi_descs[i];

		desc->dev = &dev->dev;
		desc->pci.index = entries ? entries[i].entry : i;
		if (desc->pci.index >= rows)
			return false;
		desc->pci.row = dev->msix_table + desc->pci.index * PCI_MSIX_ENTRY_SIZE;
		desc->pci.can_mask = true;
		desc->pci.msi_mask = PCI_MSIX_ENTRY_CTRL_MASKBIT;	/* mask_rows() */
	}
	return true;
}

/* All rows silent until somebody requests their irq. */
static void mask_rows(struct pci_dev *dev, unsigned int rows)
{
	for (unsigned int i = 0; i < rows; i++)
		writel(PCI_MSIX_ENTRY_CTRL_MASKBIT,
		       dev->msix_table + i * PCI_MSIX_ENTRY_SIZE + PCI_MSIX_ENTRY_VECTOR_CTRL);
}

/* Between the two switches: the table is there, and nothing is sent. */
static int setup_table(struct pci_dev *dev, const struct msix_entry *entries, unsigned int nvec,
		       unsigned int rows)
{
	if (!choose_rows(dev, entries, nvec, rows))
		return -EINVAL;
	mask_rows(dev, rows);
	return setup_irqs(dev, nvec);
}

static void end_msix(struct pci_dev *dev)
{
	change_msix_flags(dev, PCI_MSIX_FLAGS_ENABLE | PCI_MSIX_FLAGS_MASKALL, 0);
	drop_irqs(dev);
	iounmap(dev->msix_table);
	dev->msix_table = NULL;
	pci_intx(dev, 1);
}

static int begin_msix(struct pci_dev *dev, struct msix_entry *entries, int minvec, int maxvec,
		      unsigned int rows)
{
	int ret;

	dev->msi_descs = kcalloc(maxvec, sizeof(*dev->msi_descs), GFP_KERNEL);
	if (!dev->msi_descs)
		return -ENOMEM;
	dev->msix_table = map_table(dev, rows);
	if (!dev->msix_table) {
		drop_irqs(dev);
		return -ENOMEM;
	}
	change_msix_flags(dev, 0, PCI_MSIX_FLAGS_ENABLE | PCI_MSIX_FLAGS_MASKALL);
	ret = setup_table(dev, entries, maxvec, rows);
	if (ret < minvec) {
		end_msix(dev);
		return ret < 0 ? ret : -ENOSPC;
	}
	pci_intx(dev, 0);
	dev->msix_enabled = 1;
	change_msix_flags(dev, PCI_MSIX_FLAGS_MASKALL, 0);
	return ret;
}

/**
 * pci_enable_msix_range - have the device send @minvec to @maxvec different messages
 * @entries: the rows of the table to use, and where their irqs are put; NULL: the first rows
 *
 * Context: process.
 * Return: how many there are; -EINVAL, -ENOSPC, -ENOSYS without a local APIC, -ENOMEM.
 */
int pci_enable_msix_range(struct pci_dev *dev, struct msix_entry *entries, int minvec, int maxvec)
{
	int rows = pci_msix_vec_count(dev), ret;

	if (rows < 0 || dev->msi_enabled || dev->msix_enabled || minvec < 1)
		return -EINVAL;
	if (maxvec < minvec)
		return -ERANGE;
	if (rows < minvec)
		return -ENOSPC;
	ret = begin_msix(dev, entries, minvec, min(maxvec, rows), rows);
	for (int i = 0; entries && i < ret; i++)
		entries[i].vector = dev->msi_descs[i].irq;
	return ret;
}
EXPORT_SYMBOL(pci_enable_msix_range);

/** pci_disable_msix - back to the pin.  After free_irq(), for each. */
void pci_disable_msix(struct pci_dev *dev)
{
	if (!dev->msix_enabled)
		return;
	end_msix(dev);
	dev->msix_enabled = 0;
}
EXPORT_SYMBOL(pci_disable_msix);

/* ---- whichever there is ----------------------------------------------------------------- */

/**
 * pci_alloc_irq_vectors - irqs for the device, of the best kind among @flags
 *
 * Context: process.
 * Return: how many, at least @min_vecs and at most @max_vecs: more than one by MSI-X only.
 * -ENOSPC when there are fewer, what pci_enable_msix_range() says if nothing else is allowed.
 */
int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min_vecs, unsigned int max_vecs,
			  unsigned int flags)
{
	int ret = -ENOSPC;

	if (flags & PCI_IRQ_MSIX) {
		ret = pci_enable_msix_range(dev, NULL, min_vecs, max_vecs);
		if (ret > 0)
			return ret;
	}
	if (flags & PCI_IRQ_MSI)
		ret = -ENOSPC;
	if (min_vecs > 1 || max_vecs < min_vecs)
		return ret;
	if ((flags & PCI_IRQ_MSI) && !pci_enable_msi(dev))
		return 1;
	if ((flags & PCI_IRQ_LEGACY) && dev->pin) {
		pci_intx(dev, 1);
		return 1;
	}
	return ret;
}
EXPORT_SYMBOL(pci_alloc_irq_vectors);

void pci_free_irq_vectors(struct pci_dev *dev)
{
	pci_disable_msix(dev);
	pci_disable_msi(dev);
}
EXPORT_SYMBOL(pci_free_irq_vectors);

/** pci_irq_vector - the irq number of vector @nr, or -EINVAL */
int pci_irq_vector(struct pci_dev *dev, unsigned int nr)
{
	if (dev->msix_enabled)
		return nr < dev->nr_msi ? (int)dev->msi_descs[nr].irq : -EINVAL;
	return nr == 0 ? (int)dev->irq : -EINVAL;
}
EXPORT_SYMBOL(pci_irq_vector);
