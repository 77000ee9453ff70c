/* SPDX-License-Identifier: MIT */
/*
 * linux/msi.h - message signalled interrupts, as drivers/pci and arch/ share them
 *
 * Drivers include <linux/pci.h> and call pci_alloc_irq_vectors().  drivers/pci
 * finds the capability and describes each message by a struct msi_desc; the
 * architecture chooses irq and vector, composes the message, and hands it back
 * through pci_write_msi_msg().
 *
 * Left out: several messages by plain MSI (one message has one vector on a PC), irq
 * domains, platform MSI.
 */
#ifndef LINUX_MSI_H
#define LINUX_MSI_H

#include <linux/compiler.h>
#include <linux/types.h>

struct device;
struct irq_data;
struct pci_dev;

struct msi_msg {
	u32 address_lo;
	u32 address_hi;
	u32 data;
};

/* The PCI side of a message: where the capability keeps it, or the row of MSI-X's table. */
struct pci_msi_desc {
	void __iomem *row;	/* I: MSI-X: address, data and mask; else NULL */
	u16 index;		/* I: its number in that table */
	u32 msi_mask;		/* D: mask bits as last written */
	bool can_mask;		/* I: has mask bits at all */
	bool is_64;		/* I: the address register is 64 bits wide */
	u8 mask_pos;		/* I: config offset of the mask bits */
};

/*
 * One message of one device.
 *
 * I: set while the device's vectors are being allocated, constant afterwards
 * D: changed under the irq descriptor's lock
 */
struct msi_desc {
	unsigned int irq;		/* I: what request_irq() takes */
	struct device *dev;		/* I */
	struct msi_msg msg;		/* D: as last written to the device */
	struct pci_msi_desc pci;
};

/* drivers/pci: mask bits and message registers of the device itself. */
void pci_msi_mask_irq(struct irq_data *data);
void pci_msi_unmask_irq(struct irq_data *data);
void pci_write_msi_msg(unsigned int irq, struct msi_msg *msg);
void __pci_write_msi_msg(struct msi_desc *entry, struct msi_msg *msg);

/**
 * arch_setup_msi_irq - give a message an irq, and write it into the device
 * @dev: the device that will send it
 * @desc: the message; on success desc->irq is set
 *
 * Context: process context.
 * Return: 0; -ENOSYS when no local APIC can take messages; -ENOSPC, -ENOMEM.
 */
int arch_setup_msi_irq(struct pci_dev *dev, struct msi_desc *desc);

/* Undo it.  The irq must have no handler any more. */
void arch_teardown_msi_irq(unsigned int irq);

#endif /* LINUX_MSI_H */
