/* SPDX-License-Identifier: MIT */
/*
 * asm/hardirq.h - what x86 counts per CPU beside the device interrupts
 *
 * One row of /proc/interrupts per member: NMI, LOC, SPU and so on.  Each CPU
 * increments its own copy from interrupt context, so no lock and no atomic
 * operation is needed; a reader may see a value that is one behind.
 */
#ifndef ASM_HARDIRQ_H
#define ASM_HARDIRQ_H

#include <linux/compiler.h>
#include <linux/percpu-defs.h>
#include <linux/types.h>

typedef struct {
	unsigned int __nmi_count;		/* C: NMI */
	unsigned int apic_timer_irqs;		/* C: LOC */
	unsigned int irq_spurious_count;	/* C: SPU */
	unsigned int icr_read_retry_count;	/* C: RTR */
	unsigned int apic_irq_work_irqs;	/* C: IWI */
	unsigned int irq_resched_count;		/* C: RES */
	unsigned int irq_call_count;		/* C: CAL */
	unsigned int irq_tlb_count;		/* C: TLB */
	unsigned int irq_mce_count;		/* C: MCE */
} irq_cpustat_t;

DECLARE_PER_CPU_SHARED_ALIGNED(irq_cpustat_t, irq_stat);

/*
 * The softirqs that wait on this CPU, one bit each.  Its own CPU sets a bit with
 * one instruction and so needs no lock; only __do_softirq() clears, with
 * interrupts off.
 */
DECLARE_PER_CPU_FIRST(u32, __softirq_pending);
#define local_softirq_pending() this_cpu_read(__softirq_pending)

/* Count one event on this CPU. */
#define inc_irq_stat(member)	this_cpu_inc(irq_stat.member)

/* An interrupt arrived on an irq that nobody set up. */
void ack_bad_irq(unsigned int irq);

#endif /* ASM_HARDIRQ_H */
