// SPDX-License-Identifier: MIT
/*
 * drivers/pci/msi.c - message signalled interrupts: the device's side
 *
 * Instead of pulling a wire the device writes a word that we choose to an address
 * that we choose.  arch_setup_msi_irq() says which (and finds a vector); the MSI
 * capability is where the device keeps them.  One message a device, which is never
 * shared, so its handler need not ask whether the interrupt is its own.
 *
 * See also: arch/x86/apic/msi.c; "PCI Local Bus Specification", "MSI Capability Structure".
 */

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irq.h>
#include <linux/msi.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include "pci.h"

/* ---- called by the interrupt core, under the descriptor's lock ------------------------- */

static void write_mask(struct irq_data *data, bool masked)
{
	struct msi_desc *desc = irq_data_get_msi_desc(data);
	u32 mask;

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

void __pci_write_msi_msg(struct msi_desc *entry, struct msi_msg *msg)
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
	entry->msg = *msg;
}

void pci_write_msi_msg(unsigned int irq, struct msi_msg *msg)
{
	__pci_write_msi_msg(irq_data_get_msi_desc(irq_get_irq_data(irq)), msg);
}

/* ---- called by drivers ------------------------------------------------------------------ */

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
	struct msi_desc *desc;
	int ret;

	if (!dev->msi_cap || dev->msi_enabled)
		return -EINVAL;
	desc = new_desc(dev);
	if (!desc)
		return -ENOMEM;
	dev->msi_desc = desc;
	ret = arch_setup_msi_irq(dev, desc);
	if (ret) {
		dev->msi_desc = NULL;
		kfree(desc);
		return ret;
	}
	dev->intx_irq = dev->irq;
	dev->irq = desc->irq;
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
	arch_teardown_msi_irq(dev->irq);
	kfree(dev->msi_desc);
	dev->msi_desc = NULL;
	dev->irq = dev->intx_irq;
}
EXPORT_SYMBOL(pci_disable_msi);

/**
 * pci_alloc_irq_vectors - an irq for the device, of the best kind among @flags
 *
 * Context: process.
 * Return: 1, which is how many there are ever; -ENOSPC when that is fewer than @min_vecs or
 * none can be had.
 */
int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min_vecs, unsigned int max_vecs,
			  unsigned int flags)
{
	if (min_vecs > 1 || max_vecs < min_vecs)
		return -ENOSPC;
	if ((flags & PCI_IRQ_MSI) && !pci_enable_msi(dev))
		return 1;
	if ((flags & PCI_IRQ_LEGACY) && dev->pin) {
		pci_intx(dev, 1);
		return 1;
	}
	return -ENOSPC;
}
EXPORT_SYMBOL(pci_alloc_irq_vectors);

void pci_free_irq_vectors(struct pci_dev *dev)
{
	pci_disable_msi(dev);
}
EXPORT_SYMBOL(pci_free_irq_vectors);

/** pci_irq_vector - the irq number of vector @nr, or -EINVAL */
int pci_irq_vector(struct pci_dev *dev, unsigned int nr)
{
	return nr == 0 ? dev->irq : -EINVAL;
}
EXPORT_SYMBOL(pci_irq_vector);
