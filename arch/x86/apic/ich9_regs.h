/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/apic/ich9_regs.h - how the ICH9 routes PCI's wires, and nothing else
 *
 * Source: Intel I/O Controller Hub 9 data sheet, "LPC Interface Bridge Registers
 * (D31:F0)" and "Chipset Configuration Registers".
 */
#ifndef ARCH_X86_APIC_ICH9_REGS_H
#define ARCH_X86_APIC_ICH9_REGS_H

#include <linux/bits.h>

#define ICH9_LPC_SLOT		31		/* on bus 0, function 0 */
#define ICH9_LPC_DEVICE		0x2918

#define ICH9_LPC_RCBA		0xf0		/* config: base of the chipset registers */
#define ICH9_RCBA_ENABLE	BIT(0)
#define ICH9_RCBA_BASE		0xffffc000u
#define ICH9_RCBA_SIZE		0x4000

/* Chipset registers, 16 bits: four bits a pin, of which three name PIRQ A..H. */
enum ich9_route_reg {
	ICH9_D31IR	= 0x3140,
	ICH9_D30IR	= 0x3142,
	ICH9_D29IR	= 0x3144,
	ICH9_D28IR	= 0x3146,
	ICH9_D27IR	= 0x3148,
	ICH9_D26IR	= 0x314c,
	ICH9_D25IR	= 0x3150,
};
#define ICH9_ROUTE_PIN_SHIFT(pin)	(4 * (pin))
#define ICH9_ROUTE_PIRQ			GENMASK(2, 0)
#define ICH9_ROUTE_RESET		0x3210	/* INTA..D to PIRQ A..D */

#define ICH9_PIRQ_GSI		16		/* PIRQ A, wired to the IO-APIC */
#define ICH9_PIRQ_E		4

#endif /* ARCH_X86_APIC_ICH9_REGS_H */
