// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/pci_intx.c - which irq is a PCI device's INTx wire?
 *
 * What it is for
 *
 *   A device has up to four wires, INTA to INTD, and its board decides where they
 *   go.  ACPI tells by a program in the DSDT (_PRT).  We have no interpreter for
 *   it, so we know two answers:
 *
 *   Interrupt Line  The firmware has written an ISA irq into this register of the
 *                   device, and set the router and the 8259 to match.  That is
 *                   right with the 8259, and on boards whose router drives the
 *                   IO-APIC's pins of the same numbers (the PIIX of QEMU's "pc").
 *
 *   ICH9            With the IO-APIC, its router's eight outputs PIRQ A..H are
 *                   GSI 16..23, level triggered.  Devices 25..31 are inside of the
 *                   chip and routed by registers.  What else sits on bus 0 is
 *                   QEMU's "q35" own idea: INTx of slot s goes to PIRQ E..H,
 *                   (s + x) mod 4.
 *
 *   Behind a bridge the wires are turned by the slot's number, so that the INTAs
 *   of neighbours do not all meet on one wire.
 *
 * See also: Intel ICH9 data sheet; PCI-to-PCI Bridge Architecture Specification,
 * "Interrupt Support".
 */

#include <linux/errno.h>
#include <linux/io.h>
#include <linux/pci.h>

#include <asm/apic.h>
#include <asm/io_apic.h>

#include "ich9_regs.h"

#define PCI_LINE_UNKNOWN	0xff	/* Interrupt Line: not connected */
#define INTX_PINS		4

/* Is there an ICH9?  Its LPC bridge is always at the same place. */
static struct pci_dev *find_ich9(void)
{
	struct pci_dev *lpc = pci_get_domain_bus_and_slot(0, 0, PCI_DEVFN(ICH9_LPC_SLOT, 0));

	if (!lpc || lpc->vendor != PCI_VENDOR_ID_INTEL || lpc->device != ICH9_LPC_DEVICE)
		return NULL;
	return lpc;
}

/* Follow the wire up to bus 0; *@pin and *@slot are what it is there. */
static void intx_at_root(struct pci_dev *dev, unsigned int *slot, unsigned int *pin)
{
	*pin = dev->pin - 1;
	while (dev->bus->parent) {
		*pin = (*pin + PCI_SLOT(dev->devfn)) % INTX_PINS;
		dev = dev->bus->self;
	}
	*slot = PCI_SLOT(dev->devfn);
}

static unsigned int ich9_route_reg(unsigned int slot)
{
	switch (slot) {
	case 31: return ICH9_D31IR;
	case 29: return ICH9_D29IR;
	case 28: return ICH9_D28IR;
	case 27: return ICH9_D27IR;
	case 26: return ICH9_D26IR;
	case 25: return ICH9_D25IR;
	}
	return 0;
}

/* The four routes of an inner device; the reset value if firmware has left no way in. */
static u16 ich9_read_routes(struct pci_dev *lpc, unsigned int reg)
{
	u16 routes = ICH9_ROUTE_RESET;
	void __iomem *regs;
	u32 rcba;

	pci_read_config_dword(lpc, ICH9_LPC_RCBA, &rcba);
	if (!(rcba & ICH9_RCBA_ENABLE))
		return routes;
	regs = ioremap(rcba & ICH9_RCBA_BASE, ICH9_RCBA_SIZE);
	if (!regs)
		return routes;
	routes = readw(regs + reg);
	iounmap(regs);
	return routes;
}

static u32 ich9_gsi(struct pci_dev *lpc, unsigned int slot, unsigned int pin)
{
	unsigned int reg = ich9_route_reg(slot);
	unsigned int pirq;

	if (reg)
		pirq = (ich9_read_routes(lpc, reg) >> ICH9_ROUTE_PIN_SHIFT(pin)) & ICH9_ROUTE_PIRQ;
	else if (slot == 30)
		pirq = ICH9_PIRQ_E + pin;	/* what hangs on the PCI bridge: in order */
	else
		pirq = ICH9_PIRQ_E + (slot + pin) % INTX_PINS;
	return ICH9_PIRQ_GSI + pirq;
}

/**
 * pcibios_enable_irq - find the irq of a device's INTx wire, and store it in dev->irq
 * @dev: dev->irq holds the Interrupt Line register
 *
 * Context: process context.
 * Return: 0, also for a device without INTx; -ENODEV when its wire is not known.
 */
int pcibios_enable_irq(struct pci_dev *dev)
{
	struct pci_dev *lpc;
	unsigned int slot, pin;
	int irq;

	if (!dev->pin)
		return 0;

	lpc = apic_intr_mode == APIC_SYMMETRIC_IO ? find_ich9() : NULL;
	if (lpc) {
		intx_at_root(dev, &slot, &pin);
		irq = acpi_register_gsi(ich9_gsi(lpc, slot, pin), true, false);
		if (irq < 0)
			return irq;
		dev->irq = irq;
		return 0;
	}
	if (dev->irq == 0 || dev->irq == PCI_LINE_UNKNOWN) {
		pci_warn(dev, "PCI INT %c: no IRQ known\n", 'A' + dev->pin - 1);
		return -ENODEV;
	}
	return 0;
}
