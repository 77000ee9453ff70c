// SPDX-License-Identifier: MIT
/*
 * kernel/nmi_backtrace.c - every CPU says where it is, whatever it is doing
 *
 * How it works
 *
 *   Who asks sets a bit for each CPU of which it wants to know, and sends them NMIs.  The
 *   handler there prints what it has interrupted and clears its own bit; who asks waits
 *   until all bits are clear, but not for ever.  Its own stack it prints by itself.
 *
 *   A CPU that does not answer keeps its bit: should it come to take the NMI, it answers
 *   late, and the NMI has an owner.
 *
 * Context: any; the answer comes in an NMI.
 *
 * Locking
 *
 *   One request at a time, by a bit; a second one returns at once.  report_lock keeps the
 *   lines of two CPUs apart: taken in NMIs, and by who asks for its own report, to whom no
 *   NMI of this kind is sent.
 *
 * See also: drivers/char/sysrq.c (key l), kernel/watchdog_buddy.c; tests/unit/smp_call_test.c.
 */

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include <asm/arch.h>
#include <asm/irq_regs.h>
#include <asm/ptrace.h>

#define WAIT_MS		10000	/* for all answers */

static struct cpumask asked;		/* A: bits cleared by the CPUs themselves */
static unsigned long in_use;		/* A: bit 0 */
static arch_spinlock_t report_lock = __ARCH_SPIN_LOCK_UNLOCKED;

/* The idle task, and no interrupt on top of it but this NMI. */
static bool was_idling(void)
{
	return is_idle_task(current) && in_nmi() &&
	       irq_count() == NMI_OFFSET + HARDIRQ_OFFSET;
}

/**
 * nmi_cpu_backtrace - if this CPU is asked where it is, answer
 * Context: NMI; or the asking CPU itself, interrupts off.
 * Return: true if it was asked.
 */
bool nmi_cpu_backtrace(struct pt_regs *regs)
{
	int cpu = smp_processor_id();

	if (!cpumask_test_cpu(cpu, &asked))
		return false;
	arch_spin_lock(&report_lock);
	if (regs && was_idling()) {
		pr_warn("NMI backtrace for cpu %d skipped: idling at %pS\n", cpu,
			(void *)instruction_pointer(regs));
	} else {
		pr_warn("NMI backtrace for cpu %d\n", cpu);
		if (regs)
			show_regs(regs);
		else
			dump_stack();
	}
	arch_spin_unlock(&report_lock);
	cpumask_clear_cpu(cpu, &asked);
	return true;
}

static void ask_others(int this)
{
	unsigned int cpu;

	if (cpumask_empty(&asked))
		return;
	pr_info("Sending NMI from CPU %d to CPUs %*pbl:\n", this, cpumask_pr_args(&asked));
	for_each_cpu(cpu, &asked)
		arch_send_nmi(cpu);
}

static bool await_answers(void)
{
	for (int ms = 0; ms < WAIT_MS && !cpumask_empty(&asked); ms++) {
		touch_softlockup_watchdog();
		mdelay(1);
	}
	return cpumask_empty(&asked);
}

static bool ask_all(const struct cpumask *mask, bool exclude_self)
{
	bool self = !exclude_self && cpumask_test_cpu(smp_processor_id(), mask);
	unsigned int this = smp_processor_id();

	cpumask_and(&asked, mask, cpu_online_mask);
	if (self)
		nmi_cpu_backtrace(get_irq_regs());
	cpumask_clear_cpu(this, &asked);
	ask_others(this);
	return await_answers();
}

/**
 * arch_trigger_cpumask_backtrace - have the CPUs of @mask say where they are
 *
 * Context: any but NMI.
 * Return: false if one does not answer within ten seconds.
 */
bool arch_trigger_cpumask_backtrace(const struct cpumask *mask, bool exclude_self)
{
	unsigned long flags;
	bool all;

	if (test_and_set_bit(0, &in_use))
		return true;	/* somebody is at it, and one answer is enough */
	local_irq_save(flags);
	all = ask_all(mask, exclude_self);
	local_irq_restore(flags);
	clear_bit_unlock(0, &in_use);	/* pairs with the test_and_set_bit() above */
	if (console_trylock())		/* NMIs store only, and their CPUs may be stuck */
		console_unlock();
	return all;
}
EXPORT_SYMBOL_GPL(arch_trigger_cpumask_backtrace);
