// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/ipi.c - interrupts that a CPU sends, and what the receiver does
 *
 * A message leaves by the interrupt command register.  In xAPIC mode that is two
 * words, the second of which sends: an interrupt between the two must not send a
 * message of its own, so they are written with interrupts off.  In x2APIC mode it
 * is one MSR, and a message to oneself has an MSR of its own.
 *
 * See also: Intel SDM vol. 3, "Issuing Interprocessor Interrupts".
 */

#include <linux/bitfield.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <trace/events/irq.h>

#include <asm/arch.h>
#include <asm/hardirq.h>
#include <asm/idtentry.h>
#include <asm/irq_regs.h>
#include <asm/processor.h>

#include "apic_private.h"

/* A message leaves in well under a microsecond; this many reads take longer. */
#define ICR_POLLS	1000

/* xAPIC: the previous message must have left before ICR is written again. */
static void lapic_wait_icr_idle(void)
{
	int i;

	for (i = 0; i < ICR_POLLS; i++) {
		if (!(lapic_read(LAPIC_ICR_LO) & LAPIC_ICR_BUSY))
			return;
		inc_irq_stat(icr_read_retry_count);
		cpu_relax();
	}
	/* Stuck hardware: that message is lost, which the error interrupt tells. */
}

/**
 * lapic_send_self - request @vector on this CPU
 * @vector: 32 to 255
 *
 * Context: any.  The interrupt comes as soon as this CPU lets it in.
 */
void lapic_send_self(unsigned int vector)
{
	unsigned long flags;

	if (!lapic_base) {
		wrmsrl(LAPIC_X2APIC_MSR(LAPIC_SELF_IPI), vector);
		return;
	}
	local_irq_save(flags);
	lapic_wait_icr_idle();
	lapic_write(LAPIC_ICR_LO, FIELD_PREP(LAPIC_ICR_SHORTHAND, LAPIC_TO_SELF) |
				  FIELD_PREP(LAPIC_ICR_VECTOR, vector));
	local_irq_restore(flags);
}

/* Send one message to one CPU; @low is the lower ICR word without destination. */
static void lapic_send_to(u32 apicid, u32 low)
{
	lockdep_assert_irqs_disabled();

	if (!lapic_base) {
		wrmsrl(LAPIC_X2APIC_MSR(LAPIC_ICR_LO), (u64)apicid << 32 | low);
		return;
	}
	lapic_wait_icr_idle();
	lapic_write(LAPIC_ICR_HI, FIELD_PREP(LAPIC_ICR_HI_DEST, apicid));
	lapic_write(LAPIC_ICR_LO, low);
}

/* The shorthand "self" knows no NMI, so the destination is spelled out. */
void lapic_send_self_nmi(void)
{
	lapic_send_to(lapic_id(), FIELD_PREP(LAPIC_ICR_MODE, LAPIC_DM_NMI) | LAPIC_ICR_ASSERT);
}

/**
 * lapic_send_vector - request @vector on @cpu
 * Context: any.
 */
void lapic_send_vector(unsigned int cpu, unsigned int vector)
{
	unsigned long flags;

	local_irq_save(flags);
	lapic_send_to(per_cpu(cpu_apicid, cpu),
		      FIELD_PREP(LAPIC_ICR_VECTOR, vector) | LAPIC_ICR_ASSERT);
	local_irq_restore(flags);
}

/* Make @cpu look whether something more important has become runnable there. */
void arch_send_reschedule(unsigned int cpu)
{
	lapic_send_vector(cpu, RESCHEDULE_VECTOR);
}

void arch_send_call_function_single(unsigned int cpu)
{
	lapic_send_vector(cpu, CALL_FUNCTION_SINGLE_VECTOR);
}

void arch_send_call_function(const struct cpumask *mask)
{
	unsigned int cpu;

	for_each_cpu(cpu, mask)
		lapic_send_vector(cpu, CALL_FUNCTION_VECTOR);
}

/**
 * lapic_send_nmi - an NMI to @cpu
 * Context: any.
 */
void lapic_send_nmi(unsigned int cpu)
{
	unsigned long flags;

	local_irq_save(flags);
	lapic_send_to(per_cpu(cpu_apicid, cpu),
		      FIELD_PREP(LAPIC_ICR_MODE, LAPIC_DM_NMI) | LAPIC_ICR_ASSERT);
	local_irq_restore(flags);
}

/* Twice the startup message, as the specification asks; a CPU that runs ignores it. */
#define INIT_DELAY_MS		10
#define STARTUP_DELAY_US	200

static void send_with_irqs_off(u32 apicid, u32 low)
{
	unsigned long flags;

	local_irq_save(flags);
	lapic_send_to(apicid, low);
	local_irq_restore(flags);
}

/* INIT: the CPU does nothing until it gets a startup message. */
void lapic_reset_cpu(u32 apicid)
{
	send_with_irqs_off(apicid, FIELD_PREP(LAPIC_ICR_MODE, LAPIC_DM_INIT) | LAPIC_ICR_ASSERT |
				   LAPIC_ICR_LEVEL);
}

/**
 * lapic_start_cpu - reset the CPU @apicid and let it begin at @start
 * @start: physical, the start of a page below 1 MiB
 *
 * SDM vol. 3, "MP Initialization Protocol Algorithm for MP Systems".
 *
 * Context: process, interrupts on.
 */
void lapic_start_cpu(u32 apicid, phys_addr_t start)
{
	u32 startup = FIELD_PREP(LAPIC_ICR_MODE, LAPIC_DM_SIPI) | LAPIC_ICR_ASSERT |
		      FIELD_PREP(LAPIC_ICR_VECTOR, (u32)(start >> PAGE_SHIFT));

	lapic_reset_cpu(apicid);
	mdelay(INIT_DELAY_MS);
	send_with_irqs_off(apicid, startup);
	udelay(STARTUP_DELAY_US);
	send_with_irqs_off(apicid, startup);
}

/* kernel/bh/irq_work.c asks for an interrupt as soon as possible. */
void arch_irq_work_raise(void)
{
	if (lapic_in_use())
		lapic_send_self(IRQ_WORK_VECTOR);
	/* Without a local APIC nothing can be sent: the next tick runs the queue. */
}

void arch_irq_work_raise_on(unsigned int cpu)
{
	lapic_send_vector(cpu, IRQ_WORK_VECTOR);
}

void sysvec_irq_work(struct pt_regs *regs)
{
	struct pt_regs *old_regs = set_irq_regs(regs);

	trace_vector_entry(IRQ_WORK_VECTOR);
	irq_enter();
	apic_eoi();
	inc_irq_stat(apic_irq_work_irqs);
	irq_work_run();
	irq_exit();
	set_irq_regs(old_regs);
}

/*
 * Nothing runs here, and the way out looks at need_resched.  But who was interrupted may just
 * have raised a softirq, and be moved to another CPU before he has looked who runs it: then
 * this is the last chance, hence irq_exit().
 */
void sysvec_reschedule_ipi(struct pt_regs *regs)
{
	irq_enter();
	apic_eoi();
	inc_irq_stat(irq_resched_count);
	scheduler_ipi();
	irq_exit();
}

static void call_function_interrupt(struct pt_regs *regs, u32 vector)
{
	struct pt_regs *old_regs = set_irq_regs(regs);

	trace_vector_entry(vector);
	irq_enter();
	apic_eoi();
	inc_irq_stat(irq_call_count);
	generic_smp_call_function_interrupt();
	irq_exit();
	set_irq_regs(old_regs);
}

void sysvec_call_function(struct pt_regs *regs)
{
	call_function_interrupt(regs, CALL_FUNCTION_VECTOR);
}

void sysvec_call_function_single(struct pt_regs *regs)
{
	call_function_interrupt(regs, CALL_FUNCTION_SINGLE_VECTOR);
}
