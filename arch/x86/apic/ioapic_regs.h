/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/apic/ioapic_regs.h - registers of an IO-APIC, and nothing else
 *
 * Source: Intel 82093AA data sheet, "Register Description"; Intel ICH9 data
 * sheet, "APIC Registers", for the EOI register.
 *
 * Two words of memory are visible: an index, and a window on the register that
 * the index names.  An access is therefore two steps and needs a lock.
 */
#ifndef ARCH_X86_APIC_IOAPIC_REGS_H
#define ARCH_X86_APIC_IOAPIC_REGS_H

#include <linux/bits.h>

/* What is in memory, as offsets from the base address in the MADT. */
enum ioapic_window {
	IOAPIC_INDEX	= 0x00,	/* RW  which register the window shows   */
	IOAPIC_DATA	= 0x10,	/* RW  that register                     */
	IOAPIC_EOI	= 0x40,	/* WO  a vector: ends its pins (v0x20 on) */
};
#define IOAPIC_MMIO_SIZE	0x1000

/* What the index can name. */
enum ioapic_reg {
	IOAPIC_ID	= 0x00,	/* RW  */
	IOAPIC_VERSION	= 0x01,	/* RO  */
	IOAPIC_RTE	= 0x10,	/* RW  pin n: low word at 0x10 + 2n, high at 0x11 + 2n */
};
#define IOAPIC_RTE_LOW(pin)	(IOAPIC_RTE + 2 * (pin))
#define IOAPIC_RTE_HIGH(pin)	(IOAPIC_RTE + 2 * (pin) + 1)

/* IOAPIC_VERSION */
#define IOAPIC_VERSION_NUMBER	GENMASK(7, 0)
#define IOAPIC_VERSION_MAXPIN	GENMASK(23, 16)	/* number of pins - 1 */
#define IOAPIC_VERSION_HAS_EOI	0x20		/* older ones have no EOI register */

/* Redirection table entry, low word - "I/O Redirection Table Registers". */
#define IOAPIC_RTE_VECTOR	GENMASK(7, 0)
#define IOAPIC_RTE_MODE		GENMASK(10, 8)	/* 0 = fixed */
#define IOAPIC_RTE_LOGICAL	BIT(11)		/* destination mode; 0 = physical id */
#define IOAPIC_RTE_PENDING	BIT(12)		/* RO  message not yet accepted */
#define IOAPIC_RTE_ACTIVE_LOW	BIT(13)
#define IOAPIC_RTE_REMOTE_IRR	BIT(14)		/* RO  level: accepted, no EOI yet */
#define IOAPIC_RTE_LEVEL	BIT(15)
#define IOAPIC_RTE_MASKED	BIT(16)

/* The same, high word. */
#define IOAPIC_RTE_DEST		GENMASK(31, 24)	/* APIC id */

_Static_assert(IOAPIC_RTE_LOW(23) == 0x3e, "82093AA: IOREDTBL23 at 3E-3Fh");
_Static_assert(IOAPIC_RTE_MASKED == 0x10000, "82093AA: the value after reset");

#endif /* ARCH_X86_APIC_IOAPIC_REGS_H */
