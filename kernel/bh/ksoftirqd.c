// SPDX-License-Identifier: MIT
/*
 * kernel/bh/ksoftirqd.c - the thread that takes what is too much for interrupts
 *
 * Reading order: 13.  Reached from __do_softirq() when its budget is used up, and
 *                     from raise_softirq() in a task.
 *                     Continues in kernel/bh/workqueue/workqueue.c.
 *
 * What it is for
 *
 *   Softirqs that keep raising themselves would keep the interrupted program from
 *   ever running.  Past the budget they move to a thread of ordinary priority,
 *   one per CPU, "ksoftirqd/N" at nice 0: there they share the CPU fairly.
 *
 * How it works
 *
 *   KSOFTIRQD_RUNNABLE is set from the wake-up until the thread finds the pending
 *   word empty.  Meanwhile irq_exit() leaves all but the urgent softirqs to the
 *   thread (left_to_ksoftirqd()), or the flood would go on in interrupts.
 *
 *        interrupt      10 passes, pending -> wake     irq_exit: leaves it
 *        ksoftirqd            ......................... runs, runs, word is 0
 *        RUNNABLE       0     1                                     0, sleeps
 *
 * Context and locking
 *
 *   A CPU's own affair: the flag is read and written by that CPU with interrupts
 *   off, and the thread never leaves its CPU.
 *
 * Invariants
 *
 *   [K1] The flag is cleared only with interrupts off and the word empty, before
 *        the thread sleeps: so nothing can be left to a thread that sleeps.
 *
 * Compared with Linux
 *
 *   Linux asks for the thread's state where we keep a flag.  Since 6.5 Linux runs
 *   softirqs in interrupts even while the thread is active; see
 *   docs/bottom-halves.md for why that changed.
 *
 * See also: tests/unit/softirq_test.c.
 */

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "bh.h"

DEFINE_PER_CPU(struct task_struct *, ksoftirqd);	/* I: once its thread exists */
DEFINE_PER_CPU(u8, ksoftirqd_mode);			/* C: irqs off; KSOFTIRQD_* */

/*
 * High-priority and ordinary tasklets do not wait for a thread that only has too much to
 * do; all else does, or a flood of interrupts would keep it from ever getting done.
 */
#define SOFTIRQ_NOW_MASK ((1 << HI_SOFTIRQ) | (1 << TASKLET_SOFTIRQ))

/**
 * wake_ksoftirqd - leave this CPU's pending softirqs to its thread
 *
 * Before the thread exists they wait for the next interrupt instead.
 *
 * Context: interrupts off.
 */
void wake_ksoftirqd(void)
{
	struct task_struct *thread = this_cpu_ksoftirqd();

	lockdep_assert_irqs_disabled();
	if (!thread || (this_cpu_read(ksoftirqd_mode) & KSOFTIRQD_RUNNABLE))
		return;
	this_cpu_or(ksoftirqd_mode, KSOFTIRQD_RUNNABLE);
	wake_up_process(thread);
}

/**
 * ksoftirqd_takes_it - the rare half of left_to_ksoftirqd(): the mode is not zero
 *
 * Context: interrupts off, something is pending.
 */
bool ksoftirqd_takes_it(bool in_irq_exit)
{
	u8 mode = this_cpu_read(ksoftirqd_mode);

	if (in_irq_exit && (mode & KSOFTIRQD_ALWAYS)) {
		wake_ksoftirqd();
		return true;
	}
	return (mode & KSOFTIRQD_RUNNABLE) && !(local_softirq_pending() & SOFTIRQ_NOW_MASK);
}

/*
 * One budget's worth, then anybody else who wants the CPU; interrupts off on entry.  In a
 * flood there may be no such one for long, nor a tick between two budgets: tell RCU.
 */
static void run_once(void)
{
	__do_softirq();
	rcu_note_context_switch(false);
	local_irq_enable();
	cond_resched();
}

/* Nothing is pending: until somebody wakes us.  Interrupts off on entry. */
static void sleep_until_woken(void)
{
	this_cpu_and(ksoftirqd_mode, ~KSOFTIRQD_RUNNABLE);	/* [K1] */
	set_current_state(TASK_INTERRUPTIBLE);
	local_irq_enable();
	schedule();
	__set_current_state(TASK_RUNNING);
}

static int run_ksoftirqd(void *unused)
{
	while (!kthread_should_stop()) {
		local_irq_disable();
		if (local_softirq_pending())
			run_once();
		else
			sleep_until_woken();
	}
	return 0;
}

static int __init spawn_ksoftirqd(void)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct task_struct *thread;

		thread = kthread_create_on_cpu(run_ksoftirqd, NULL, cpu, "ksoftirqd/%u");
		if (IS_ERR(thread))
			return PTR_ERR(thread);
		per_cpu(ksoftirqd, cpu) = thread;
		if (force_irqthreads())
			per_cpu(ksoftirqd_mode, cpu) = KSOFTIRQD_ALWAYS;
		wake_up_process(thread);
	}
	return 0;
}
early_initcall(spawn_ksoftirqd);
