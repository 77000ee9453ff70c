/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/apic/i8259_regs.h - registers of the pair of 8259A, and nothing else
 *
 * Source: Intel 8259A data sheet, "Initialization Command Words" and "Operation
 * Command Words".
 *
 * Each chip has two ports.  What a write to the first one means is told apart by
 * two bits of the value: ICW1 has bit 4 set, OCW3 has bit 3 set, OCW2 neither.
 * ICW2 to ICW4 go to the second port, in order, right after ICW1; at any other
 * time the second port is the mask.
 */
#ifndef ARCH_X86_APIC_I8259_REGS_H
#define ARCH_X86_APIC_I8259_REGS_H

#include <linux/bits.h>

enum i8259_port {
	PIC_MASTER_CMD	= 0x20,	/* W  ICW1, OCW2, OCW3   R  ISR or IRR, see OCW3 */
	PIC_MASTER_IMR	= 0x21,	/* RW mask, 1 = masked; ICW2-4 during set-up     */
	PIC_SLAVE_CMD	= 0xa0,
	PIC_SLAVE_IMR	= 0xa1,
};

/* ICW1: start the set-up sequence. */
#define ICW1_SELECT	BIT(4)
#define ICW1_ICW4	BIT(0)		/* an ICW4 will follow */

/* ICW4 */
#define ICW4_8086	BIT(0)		/* put a vector on the bus, not a CALL opcode */

/* OCW2: the ways to end an interrupt; the low three bits name the line. */
#define OCW2_SPECIFIC_EOI	0x60

/* OCW3: what the next read of the command port returns. */
#define OCW3_READ_IRR	0x0a
#define OCW3_READ_ISR	0x0b

/* Where lines are: the chip by bit 3 of the irq, the pin by the rest. */
#define PIC_LINES	8
#define PIC_ALL_MASKED	0xff

_Static_assert((ICW1_SELECT | ICW1_ICW4) == 0x11, "cascade, edge, ICW4: the PC's ICW1");

#endif /* ARCH_X86_APIC_I8259_REGS_H */
