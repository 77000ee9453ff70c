// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/nmi_ipi.c - what one CPU wants of another at once, whatever that one does
 *
 *   stop        in a panic, for ever
 *   backtrace   kernel/nmi_backtrace.c
 *   question    "do you have interrupts off?", kernel/watchdog_buddy.c
 *
 * One NMI may stand for several wishes: it merges with another that is on its way.  So one
 * handler looks for all of them.  It is registered before the second CPU starts, and never
 * goes away: nothing needs a lock when the machine is at its end.
 */

#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/nmi.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/arch.h>
#include <asm/nmi.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

#define NOBODY		(-1)
#define STOP_POLLS	500000		/* some tenths of a second: they answer at once, or not */

static atomic_t stopper = ATOMIC_INIT(NOBODY);	/* A: CPU that has stopped the others */
static struct cpumask stopped;			/* A: who has obeyed */

/**
 * arch_stop_this_cpu - halt for ever, and say so to who waits for it
 * Context: any.
 */
void __noreturn arch_stop_this_cpu(void)
{
	cpumask_set_cpu(smp_processor_id(), &stopped);
	arch_cpu_halt();
}

static int take_nmi_ipi(unsigned int type, struct pt_regs *regs)
{
	int stopping = atomic_read(&stopper);
	int handled = NMI_DONE;

	if (stopping != NOBODY && stopping != smp_processor_id())
		arch_stop_this_cpu();
	if (nmi_cpu_backtrace(regs))
		handled = NMI_HANDLED;
	if (watchdog_buddy_answer(!(regs->flags & X86_EFLAGS_IF)))
		handled = NMI_HANDLED;
	return handled;
}

/* Before the second CPU starts. */
void __init arch_prepare_cpus(void)
{
	(void)register_nmi_handler(NMI_LOCAL, take_nmi_ipi, NMI_FLAG_FIRST, "ipi");
}

void arch_send_nmi(unsigned int cpu)
{
	lapic_send_nmi(cpu);
}

static bool all_stopped(int self)
{
	struct cpumask others;

	cpumask_copy(&others, cpu_online_mask);
	cpumask_clear_cpu(self, &others);
	return cpumask_subset(&others, &stopped);
}

/**
 * arch_stop_other_cpus - halt all others, even those that have interrupts off
 *
 * Waits until they have stopped, but not for ever: one may be in an NMI.
 *
 * Context: any.  Only the first who calls stops the others.
 */
void arch_stop_other_cpus(void)
{
	int self = smp_processor_id(), polls;
	unsigned int cpu;

	if (num_online_cpus() == 1 || atomic_cmpxchg(&stopper, NOBODY, self) != NOBODY)
		return;
	for_each_online_cpu(cpu)
		if ((int)cpu != self)
			lapic_send_nmi(cpu);
	for (polls = 0; polls < STOP_POLLS && !all_stopped(self); polls++)
		cpu_relax();
}
