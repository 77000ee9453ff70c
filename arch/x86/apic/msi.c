// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/msi.c - interrupts that a PCI device sends as a memory write
 *
 * No wire, no IO-APIC, no sharing: the write goes to a local APIC, and its data is
 * the vector.  It is an edge by nature; handle_edge_irq() does the rest.  drivers/pci
 * knows where the device keeps address and data, we know what to put there.
 *
 * See also: <asm/msi.h>; PCI Local Bus Specification 3.0, "Message Signaled
 * Interrupts"; Intel SDM vol. 3, "Message Signalled Interrupts".
 */

#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/msi.h>
#include <linux/pci.h>

#include <asm/apic.h>
#include <asm/io_apic.h>

#include "apic_private.h"

/* hwirq is where the message comes from: bus, device, function, message number. */
#define MSI_HWIRQ_SHIFT	11

/*
 * vector_move() changes either the address or the data, never both: between the writes
 * of one message the device has the old or the new one, and not half of each.  What is
 * read from the device comes after all that it has sent before.
 */
static void msi_tell_device(struct irq_data *data)
{
	struct pci_dev *dev = to_pci_dev(irq_data_get_msi_desc(data)->dev);
	struct msi_msg msg;
	u16 flush;

	irq_msi_compose_msg(data, &msg);
	pci_write_msi_msg(data->irq, &msg);
	pci_read_config_word(dev, PCI_STATUS, &flush);
}

static int msi_set_affinity(struct irq_data *data, const struct cpumask *mask, bool force)
{
	return vector_move(data, mask, msi_tell_device);
}

/* An edge that came while the line was off is sent again by ourselves. */
static const struct irq_chip msi_chip = {
	.name		= "PCI-MSI",
	.irq_mask	= pci_msi_mask_irq,
	.irq_unmask	= pci_msi_unmask_irq,
	.irq_ack	= apic_ack_irq,
	.irq_retrigger	= apic_retrigger_irq,
	.irq_set_affinity = msi_set_affinity,
};

int arch_setup_msi_irq(struct pci_dev *dev, struct msi_desc *desc)
{
	struct irq_data *data;
	struct msi_msg msg;
	int irq, err;

	if (!lapic_in_use())
		return -ENOSYS;		/* messages need somebody to take them */

	irq = irq_alloc_desc_from(gsi_top, -1);
	if (irq < 0)
		return irq;
	err = vector_assign(irq, 0);
	if (err) {
		irq_free_desc(irq);
		return err;
	}

	desc->irq = irq;
	data = irq_get_irq_data(irq);
	data->common->msi_desc = desc;
	data->hwirq = ((unsigned long)PCI_DEVID(dev->bus->number, dev->devfn) << MSI_HWIRQ_SHIFT) +
		      desc->pci.index;
	irq_set_chip_and_handler_name(irq, &msi_chip, handle_edge_irq, "edge");

	/* Last, so that the first message finds everything in its place. */
	irq_msi_compose_msg(data, &msg);
	pci_write_msi_msg(irq, &msg);
	return 0;
}

void arch_teardown_msi_irq(unsigned int irq)
{
	vector_release(irq);
	irq_free_desc(irq);
}
