/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/apic/lapic_regs.h - registers of the local APIC, and nothing else
 *
 * Private to arch/x86/apic/.  Only data about the hardware lives here: no
 * functions, no state, no policy.  Whoever checks this file should have the
 * manual open beside it, line by line.
 *
 * Source: Intel SDM vol. 3, chapter "Advanced Programmable Interrupt Controller
 * (APIC)".  Sections are cited by TITLE: chapter numbers move between revisions.
 *
 * One register, two ways in:
 *     xAPIC    32-bit access at  lapic_base + offset
 *     x2APIC   MSR               0x800 + (offset >> 4)
 * The offset below is therefore the name of the register in both modes.
 *
 * Access column:  RO read-only   RW read/write   WO write-only (value ignored)
 */
#ifndef ARCH_X86_APIC_LAPIC_REGS_H
#define ARCH_X86_APIC_LAPIC_REGS_H

#include <linux/bits.h>

#define LAPIC_DEFAULT_BASE	0xfee00000ul
#define LAPIC_X2APIC_MSR(reg)	(0x800u + ((reg) >> 4))

/* "Local APIC Register Address Map".  Ranges hold eight registers, 0x10 apart. */
enum lapic_reg {
	LAPIC_ID	= 0x020,	/* RO  this CPU's APIC id               */
	LAPIC_VERSION	= 0x030,	/* RO  version, number of LVT entries   */
	LAPIC_TPR	= 0x080,	/* RW  task priority: masks classes     */
	LAPIC_PPR	= 0x0a0,	/* RO  max(TPR, vector in service)      */
	LAPIC_EOI	= 0x0b0,	/* WO  ends the highest ISR vector      */
	LAPIC_LDR	= 0x0d0,	/* RW  logical destination (x2APIC: RO) */
	LAPIC_DFR	= 0x0e0,	/* RW  flat or cluster (xAPIC only)     */
	LAPIC_SVR	= 0x0f0,	/* RW  software enable, spurious vector */
	LAPIC_ISR	= 0x100,	/* RO  ..0x170  in service              */
	LAPIC_TMR	= 0x180,	/* RO  ..0x1f0  1 = level triggered     */
	LAPIC_IRR	= 0x200,	/* RO  ..0x270  requested, not accepted */
	LAPIC_ESR	= 0x280,	/* RW  write 0 first, then read         */
	LAPIC_LVT_CMCI	= 0x2f0,	/* RW  if LAPIC_VERSION_MAXLVT >= 6     */
	LAPIC_ICR_LO	= 0x300,	/* RW  writing this word SENDS the IPI  */
	LAPIC_ICR_HI	= 0x310,	/* RW  destination (xAPIC only)         */
	LAPIC_LVT_TIMER	= 0x320,	/* RW                                   */
	LAPIC_LVT_THERMAL = 0x330,	/* RW  if LAPIC_VERSION_MAXLVT >= 5     */
	LAPIC_LVT_PERF	= 0x340,	/* RW  if LAPIC_VERSION_MAXLVT >= 4     */
	LAPIC_LVT_LINT0	= 0x350,	/* RW  usually the 8259 (ExtINT)        */
	LAPIC_LVT_LINT1	= 0x360,	/* RW  usually NMI                      */
	LAPIC_LVT_ERROR	= 0x370,	/* RW                                   */
	LAPIC_TIMER_ICR	= 0x380,	/* RW  initial count; a write starts it */
	LAPIC_TIMER_CCR	= 0x390,	/* RO  current count                    */
	LAPIC_TIMER_DCR	= 0x3e0,	/* RW  divider                          */
	LAPIC_SELF_IPI	= 0x3f0,	/* WO  x2APIC only: a vector for itself */
};

/* LAPIC_ID: eight bits at the top of the word in xAPIC mode, all 32 in x2APIC mode. */
#define LAPIC_ID_XAPIC		GENMASK(31, 24)

/* LAPIC_VERSION - "Local APIC Version Register" */
#define LAPIC_VERSION_NUMBER	GENMASK(7, 0)
#define LAPIC_VERSION_MAXLVT	GENMASK(23, 16)	/* number of LVT entries - 1 */

/* ISR, TMR and IRR hold 32 vectors a register, 0x10 bytes apart. */
#define LAPIC_BITMAP_REG(base, vector)	((base) + (((vector) >> 5) << 4))
#define LAPIC_BITMAP_BIT(vector)	BIT((vector) & 31)
#define LAPIC_BITMAP_WORDS	8

/* LAPIC_LDR, LAPIC_DFR - "Logical Destination" (xAPIC) */
#define LAPIC_LDR_ID		GENMASK(31, 24)
#define LAPIC_DFR_FLAT		0xffffffffu

/* LAPIC_TPR */
#define LAPIC_TPR_CLASS		GENMASK(7, 4)	/* vectors up to this class wait */

/* LAPIC_SVR - "Spurious-Interrupt Vector Register" */
#define LAPIC_SVR_VECTOR	GENMASK(7, 0)
#define LAPIC_SVR_ENABLE	BIT(8)		/* 0 = APIC off, LVTs forced masked */

/* Local vector table entries - "Local Vector Table".  Not every field exists
 * in every entry: MODE and POLARITY only in LINT0/1, TIMER only in the timer. */
#define LAPIC_LVT_VECTOR	GENMASK(7, 0)
#define LAPIC_LVT_MODE		GENMASK(10, 8)	/* enum lapic_delivery */
#define LAPIC_LVT_PENDING	BIT(12)		/* RO */
#define LAPIC_LVT_ACTIVE_LOW	BIT(13)
#define LAPIC_LVT_REMOTE_IRR	BIT(14)		/* RO */
#define LAPIC_LVT_LEVEL		BIT(15)
#define LAPIC_LVT_MASKED	BIT(16)		/* value after reset */
#define LAPIC_LVT_TIMER_MODE	GENMASK(18, 17)	/* enum lapic_timer_mode */

enum lapic_timer_mode {
	LAPIC_TIMER_ONESHOT	= 0,
	LAPIC_TIMER_PERIODIC	= 1,
	LAPIC_TIMER_TSC_DEADLINE = 2,
};

/* LAPIC_ICR_LO - "Interrupt Command Register (ICR)" */
#define LAPIC_ICR_VECTOR	GENMASK(7, 0)
#define LAPIC_ICR_MODE		GENMASK(10, 8)	/* enum lapic_delivery */
#define LAPIC_ICR_LOGICAL	BIT(11)
#define LAPIC_ICR_BUSY		BIT(12)		/* RO, xAPIC only */
#define LAPIC_ICR_ASSERT	BIT(14)		/* 0 only for INIT de-assert */
#define LAPIC_ICR_LEVEL		BIT(15)
#define LAPIC_ICR_SHORTHAND	GENMASK(19, 18)	/* enum lapic_shorthand */

enum lapic_delivery {
	LAPIC_DM_FIXED	= 0,
	LAPIC_DM_SMI	= 2,
	LAPIC_DM_NMI	= 4,
	LAPIC_DM_INIT	= 5,
	LAPIC_DM_SIPI	= 6,	/* vector field = AP start page number */
	LAPIC_DM_EXTINT	= 7,	/* LVT only: ask the 8259 for the vector */
};

enum lapic_shorthand {
	LAPIC_TO_FIELD	= 0,
	LAPIC_TO_SELF	= 1,
	LAPIC_TO_ALL	= 2,
	LAPIC_TO_OTHERS	= 3,
};

/* The destination field: in LAPIC_ICR_HI, or the upper half of the x2APIC MSR. */
#define LAPIC_ICR_HI_DEST	GENMASK(31, 24)

/* LAPIC_ESR - "Error Handling" */
#define LAPIC_ESR_SEND_ILLEGAL	BIT(5)
#define LAPIC_ESR_RECV_ILLEGAL	BIT(6)
#define LAPIC_ESR_ILLEGAL_REG	BIT(7)
#define LAPIC_ESR_BITS		8

/* LAPIC_TIMER_DCR - bits 3,1,0; bit 2 is reserved, which is why the codes jump. */
enum lapic_divider {
	LAPIC_DIV_2	= 0x0,
	LAPIC_DIV_4	= 0x1,
	LAPIC_DIV_8	= 0x2,
	LAPIC_DIV_16	= 0x3,
	LAPIC_DIV_32	= 0x8,
	LAPIC_DIV_64	= 0x9,
	LAPIC_DIV_128	= 0xa,
	LAPIC_DIV_1	= 0xb,
};

_Static_assert(LAPIC_X2APIC_MSR(LAPIC_EOI) == 0x80b, "SDM: IA32_X2APIC_EOI");
_Static_assert(LAPIC_X2APIC_MSR(LAPIC_ICR_LO) == 0x830, "SDM: IA32_X2APIC_ICR");
_Static_assert(LAPIC_LVT_TIMER_MODE == 0x60000, "timer mode is bits 18:17");
_Static_assert(LAPIC_BITMAP_REG(LAPIC_ISR, 0xff) == 0x170, "eight registers");

#endif /* ARCH_X86_APIC_LAPIC_REGS_H */
