/* SPDX-License-Identifier: MIT */
/*
 * asm/apic.h - the local APIC, as the rest of arch/x86 sees it
 *
 * Every CPU has one.  It takes messages from IO-APICs, devices (MSI) and other
 * CPUs, holds them in IRR until the CPU lets them in, in ISR until the handler
 * says "end of interrupt", and it owns a timer.
 *
 * Two ways in: xAPIC registers in memory at lapic_base, or x2APIC MSRs when
 * lapic_base is NULL.  boot decides once; the pointer doubles as the mode flag so
 * that apic_eoi(), which is on every interrupt's path, costs four instructions.
 */
#ifndef ASM_APIC_H
#define ASM_APIC_H

#include <asm/io.h>
#include <asm/msr.h>
#include <linux/compiler.h>
#include <linux/percpu-defs.h>
#include <linux/types.h>

#define APIC_EOI		0xb0	/* register offset; data sheet: lapic_regs.h */
#define MSR_X2APIC_EOI		0x80b
#define APIC_EOI_ACK		0

/* How interrupts are delivered, decided once by apic_intr_mode_select(). */
enum apic_intr_mode {
	APIC_PIC,		/* no local APIC in use: 8259 straight to the CPU */
	APIC_VIRTUAL_WIRE,	/* local APIC on, devices through 8259 and LINT0 */
	APIC_SYMMETRIC_IO,	/* local APIC and IO-APIC */
};

extern enum apic_intr_mode apic_intr_mode;
extern void __iomem *lapic_base;	/* I: NULL in x2APIC mode */
extern bool disable_apic;		/* I: "nolapic", or the CPU has none */
extern bool skip_ioapic_setup;		/* I: "noapic", or no IO-APIC was found */

static inline bool lapic_in_use(void)
{
	return apic_intr_mode != APIC_PIC;
}

/* Tell the local APIC that the interrupt in service is done. */
static __always_inline void apic_eoi(void)
{
	void __iomem *base = lapic_base;

	if (likely(base))
		writel(APIC_EOI_ACK, base + APIC_EOI);
	else
		wrmsrl(MSR_X2APIC_EOI, APIC_EOI_ACK);
}

/* Is @vector in service, or requested, on this CPU?  Slow: for rare paths and tests. */
bool lapic_vector_in_service(unsigned int vector);
bool lapic_vector_requested(unsigned int vector);

u32 lapic_id(void);
DECLARE_PER_CPU(u32, cpu_apicid);	/* I: local APIC id of the CPU */

/* Other CPUs. */
void lapic_reset_cpu(u32 apicid);
void lapic_start_cpu(u32 apicid, phys_addr_t start);
void lapic_send_nmi(unsigned int cpu);
void setup_secondary_APIC_clock(void);

/* Send @vector, or an NMI, to this CPU.  Any context; interrupts off for the NMI. */
void lapic_send_self(unsigned int vector);
void lapic_send_self_nmi(void);

/* Boot: choose apic_intr_mode and program this CPU's local APIC for it. */
void apic_intr_mode_select(void);
void lapic_setup_this_cpu(void);

/* lapic_timer.c: measured by arch/x86/time, then the tick of each CPU. */
void lapic_timer_start_counting(void);
u32 lapic_timer_count(void);
void setup_boot_APIC_clock(u32 khz);

#endif /* ASM_APIC_H */
