// SPDX-License-Identifier: MIT
/*
 * kernel/bh/irq_work.c - from an NMI, or from under any lock, to a plain hardirq
 *
 * What it is for
 *
 *   An NMI comes while any lock may be held, so it can take none: it cannot wake a
 *   thread, raise a printk console or queue a work.  It can ask this CPU to
 *   interrupt itself, and do those things there.  The scheduler and printk use the
 *   same way out from under their own locks.
 *
 * How it works
 *
 *   A work goes onto a lock-free list of the CPU, and the CPU sends IRQ_WORK_VECTOR
 *   to itself; without a local APIC, and for lazy works, the next tick does it.
 *
 *       flags     idle      queued          function runs     idle
 *       PENDING    0          1                  0              0
 *       BUSY       0          1                  1              0
 *
 *   PENDING is cleared before the function starts: queued again from then on, it
 *   runs again.  BUSY is what irq_work_sync() waits for; it is cleared only if
 *   nobody has queued the work meanwhile.
 *
 * Context
 *
 *   irq_work_queue() from anywhere, NMI included; irq_work_queue_on() but from an NMI.
 *   Functions run in hardirq context, interrupts off.  irq_work_sync() in process context.
 *
 * Locking
 *
 *   None: one exchange takes the list, compare-and-exchange adds to it.
 *
 * Compared with Linux
 *
 *   Linux moves works that are not HARD_IRQ to a thread on PREEMPT_RT; here all
 *   run in hardirq context, as on its other kernels.
 *
 * See also: <linux/llist.h>; tests/unit/softirq_test.c.
 */

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include <asm/arch.h>
#include <asm/processor.h>

static DEFINE_PER_CPU(struct llist_head, raised_list);
static DEFINE_PER_CPU(struct llist_head, lazy_list);

/* True for the one who turned PENDING on. */
static bool claim(struct irq_work *work)
{
	return !(atomic_fetch_or(IRQ_WORK_CLAIMED, &work->flags) & IRQ_WORK_PENDING);
}

/**
 * irq_work_queue - have work->func called in hardirq context on this CPU
 *
 * Context: any.
 * Return: false if it was queued already and has not started.
 */
bool irq_work_queue(struct irq_work *work)
{
	if (!claim(work))
		return false;

	preempt_disable();
	if (atomic_read(&work->flags) & IRQ_WORK_LAZY)
		llist_add(&work->node, this_cpu_ptr(&lazy_list));
	else if (llist_add(&work->node, this_cpu_ptr(&raised_list)))
		arch_irq_work_raise();
	preempt_enable();
	return true;
}
EXPORT_SYMBOL_GPL(irq_work_queue);

/**
 * irq_work_queue_on - the same on @cpu, which is online
 *
 * Context: any but NMI.  A lazy work goes at once, for that CPU's tick may have stopped.
 * Return: false if it was queued already and has not started.
 */
bool irq_work_queue_on(struct irq_work *work, int cpu)
{
	WARN_ON_ONCE(!cpu_online(cpu));
	WARN_ON_ONCE(in_nmi());
	if (!claim(work))
		return false;

	preempt_disable();
	if (llist_add(&work->node, per_cpu_ptr(&raised_list, cpu))) {
		if (cpu == smp_processor_id())
			arch_irq_work_raise();
		else
			arch_irq_work_raise_on(cpu);
	}
	preempt_enable();
	return true;
}
EXPORT_SYMBOL_GPL(irq_work_queue_on);

static void run_one(struct irq_work *work)
{
	int flags = atomic_fetch_andnot(IRQ_WORK_PENDING, &work->flags) & ~IRQ_WORK_PENDING;

	work->func(work);
	/* Not BUSY any more, unless it was claimed again: then the next run does this. */
	atomic_cmpxchg(&work->flags, flags, flags & ~IRQ_WORK_BUSY);
}

static void run_list(struct llist_head *list)
{
	struct irq_work *work, *next;
	struct llist_node *first;

	if (llist_empty(list))
		return;
	first = llist_reverse_order(llist_del_all(list));
	llist_for_each_entry_safe(work, next, first, node)
		run_one(work);
}

/* The handler of IRQ_WORK_VECTOR. */
void irq_work_run(void)
{
	lockdep_assert_irqs_disabled();
	run_list(this_cpu_ptr(&raised_list));
	run_list(this_cpu_ptr(&lazy_list));
}

/* From the tick, where there may be no such vector. */
void irq_work_tick(void)
{
	irq_work_run();
}

/* Before the tick stops: is one waiting for it? */
bool irq_work_needs_cpu(void)
{
	return !llist_empty(this_cpu_ptr(&raised_list)) || !llist_empty(this_cpu_ptr(&lazy_list));
}

/**
 * irq_work_sync - wait until the work's function does not run and is not about to
 *
 * Context: process context, interrupts on.
 */
void irq_work_sync(struct irq_work *work)
{
	lockdep_assert_irqs_enabled();
	might_sleep();
	while (irq_work_is_busy(work))
		cpu_relax();
}
EXPORT_SYMBOL_GPL(irq_work_sync);
