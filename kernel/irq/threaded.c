// SPDX-License-Identifier: MIT
/*
 * kernel/irq/threaded.c - handlers that run in a thread of their own
 *
 * What it is for
 *
 *   A handler that has to talk over a slow bus, or to hold a mutex, cannot run in
 *   hardirq context.  request_threaded_irq() gives it a thread, "irq/N-name", at
 *   real-time priority: nearly as prompt as an interrupt, and it may sleep.
 *
 * How it works
 *
 *       hardirq     handler() -> IRQ_WAKE_THREAD
 *                      RUNTHREAD set, thread woken
 *       thread                       RUNTHREAD cleared, thread_fn()
 *
 *   RUNTHREAD makes wakes coalesce and none get lost: an interrupt during
 *   thread_fn() sets it again, and the thread goes round once more.
 *
 *   ONESHOT: a level whose device only the thread can quiet must stay shut until
 *   then.  Each such thread has a bit in desc->threads_oneshot, set by the wake; the
 *   flow handler leaves the line masked while any is set, and the thread that
 *   clears the last one opens it.
 *
 *   A thread works where its line's interrupts arrive.  Who moves the line only leaves word;
 *   the thread goes after it before it runs its function the next time.
 *
 *   `threadirqs` makes a thread of every handler that allows it.  A driver with
 *   both a handler and a thread then gets two threads; the second is "secondary".
 *
 * Locking
 *
 *   threads_oneshot under desc->lock, except that the hardirq sets bits under
 *   INPROGRESS, which the thread waits out before it clears its own.
 *
 * Invariants
 *
 *   [W1] threads_active counts wakes not yet worked off: what synchronize_irq()
 *        and free_irq() wait for.
 *   [W2] The line is opened only when no bit is set, it is not disabled, and no
 *        hardirq is under way.
 *
 * See also: tests/unit/irq_test.c.
 */

#define pr_fmt(fmt) "genirq: " fmt

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/task_work.h>

#include <asm/processor.h>

#include "internals.h"

bool force_irqthreads_enabled;
EXPORT_SYMBOL_GPL(force_irqthreads_enabled);

static int __init set_threadirqs(char *value)
{
	force_irqthreads_enabled = true;
	return 0;
}
early_param("threadirqs", set_threadirqs);

/* ---- the hardirq's side ------------------------------------------------------ */

irqreturn_t irq_default_primary_handler(int irq, void *dev_id)
{
	return IRQ_WAKE_THREAD;
}

irqreturn_t irq_nested_primary_handler(int irq, void *dev_id)
{
	WARN(1, "Primary handler called for nested irq %d\n", irq);
	return IRQ_NONE;
}

static irqreturn_t forced_secondary_handler(int irq, void *dev_id)
{
	WARN(1, "Secondary action handler called for irq %d\n", irq);
	return IRQ_NONE;
}

static void warn_no_thread(unsigned int irq, struct irqaction *action)
{
	if (test_and_set_bit(IRQTF_WARNED, &action->thread_flags))
		return;
	printk(KERN_WARNING
	       "IRQ %d device %s returned IRQ_WAKE_THREAD but no thread function available.\n",
	       irq, action->name);
}

/* Under INPROGRESS or desc->lock.  A wake that is still to be worked off is enough. */
void __irq_wake_thread(struct irq_desc *desc, struct irqaction *action)
{
	if (unlikely(!action->thread_fn)) {
		warn_no_thread(desc->irq_data.irq, action);
		return;
	}
	/* One that died in an oops has no more use for it. */
	if (action->thread->flags & PF_EXITING)
		return;
	if (test_and_set_bit(IRQTF_RUNTHREAD, &action->thread_flags))
		return;
	desc->threads_oneshot |= action->thread_mask;
	atomic_inc(&desc->threads_active);			/* [W1] */
	wake_up_process(action->thread);
}

/**
 * irq_wake_thread - run the thread of @dev_id although no interrupt came
 *
 * Context: any but NMI.
 */
void irq_wake_thread(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	unsigned long flags;

	if (!desc || WARN_ON(irq_settings_have(desc, IRQ_PER_CPU_DEVID)))
		return;
	raw_spin_lock_irqsave(&desc->lock, flags);
	for_each_action_of_desc(desc, action) {
		if (action->dev_id == dev_id) {
			if (action->thread)
				__irq_wake_thread(desc, action);
			break;
		}
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL_GPL(irq_wake_thread);

/* The line's CPU is another one.  Under desc->lock. */
void irq_set_thread_affinity(struct irq_desc *desc)
{
	struct irqaction *action;

	lockdep_assert_held(&desc->lock);
	for_each_action_of_desc(desc, action) {
		set_bit(IRQTF_AFFINITY, &action->thread_flags);
		if (action->secondary)
			set_bit(IRQTF_AFFINITY, &action->secondary->thread_flags);
	}
}

/* ---- the thread's side --------------------------------------------------------- */

static void follow_line(struct irq_desc *desc, struct irqaction *action)
{
	struct cpumask mask;

	if (likely(!test_bit(IRQTF_AFFINITY, &action->thread_flags)))
		return;
	raw_spin_lock_irq(&desc->lock);
	clear_bit(IRQTF_AFFINITY, &action->thread_flags);
	cpumask_copy(&mask, irq_data_get_effective_affinity_mask(&desc->irq_data));
	raw_spin_unlock_irq(&desc->lock);
	/* A line whose controller names no CPU has a thread that may be anywhere. */
	if (!cpumask_empty(&mask))
		(void)set_cpus_allowed_ptr(current, &mask);	/* all are online for good */
}

/* Sleep until woken.  Return: false when the thread is to end. */
static bool wait_for_interrupt(struct irqaction *action)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);	/* pairs with wake_up_process() */
		if (test_and_clear_bit(IRQTF_RUNTHREAD, &action->thread_flags)) {
			__set_current_state(TASK_RUNNING);
			return true;
		}
		if (kthread_should_stop()) {
			__set_current_state(TASK_RUNNING);
			return false;
		}
		schedule();
	}
}

/* Done for now: clear our bit, and open the line if it was the last [W2]. */
static void finalize_oneshot(struct irq_desc *desc, struct irqaction *action)
{
	if (!irqd_has_set(&desc->irq_data, IRQD_IRQ_ONESHOT) ||
	    action->handler == forced_secondary_handler)
		return;

	chip_bus_lock(desc);
	raw_spin_lock_irq(&desc->lock);
	while (unlikely(irqd_irq_inprogress(&desc->irq_data))) {
		raw_spin_unlock_irq(&desc->lock);
		cpu_relax();
		raw_spin_lock_irq(&desc->lock);
	}
	if (!test_bit(IRQTF_RUNTHREAD, &action->thread_flags)) {
		desc->threads_oneshot &= ~action->thread_mask;
		if (!desc->threads_oneshot && !irqd_irq_disabled(&desc->irq_data) &&
		    irqd_irq_masked(&desc->irq_data))
			unmask_threaded_irq(desc);
	}
	raw_spin_unlock_irq(&desc->lock);
	chip_bus_sync_unlock(desc);
}

/* A handler that was written for hardirq context expects softirqs and interrupts off. */
static irqreturn_t call_thread_fn(struct irqaction *action, bool forced)
{
	irqreturn_t ret;

	if (!forced)
		return action->thread_fn(action->irq, action->dev_id);
	local_bh_disable();
	local_irq_disable();
	ret = action->thread_fn(action->irq, action->dev_id);
	local_irq_enable();
	local_bh_enable();
	return ret;
}

static void wake_secondary(struct irq_desc *desc, struct irqaction *action)
{
	struct irqaction *secondary = action->secondary;

	if (WARN_ON_ONCE(!secondary))
		return;
	raw_spin_lock_irq(&desc->lock);
	__irq_wake_thread(desc, secondary);
	raw_spin_unlock_irq(&desc->lock);
}

/* One wake is worked off; the last one lets synchronize_irq() go on. */
static void wake_done(struct irq_desc *desc)
{
	if (atomic_dec_and_test(&desc->threads_active))		/* [W1] */
		wake_up(&desc->wait_for_threads);
}

static void run_thread_once(struct irq_desc *desc, struct irqaction *action, bool forced)
{
	irqreturn_t ret = call_thread_fn(action, forced);

	if (ret == IRQ_HANDLED)
		atomic_inc(&desc->threads_handled);
	finalize_oneshot(desc, action);
	if (ret == IRQ_WAKE_THREAD)
		wake_secondary(desc, action);
	wake_done(desc);
}

/*
 * The thread ends in the middle of its handler, by an oops.  Its line must not stay
 * shut for it, nor free_irq() wait for it: do what run_thread_once() left undone, and
 * work off the wake that may have come meanwhile.
 */
static void irq_thread_dtor(struct callback_head *unused)
{
	struct irqaction *action = kthread_data(current);
	struct irq_desc *desc = irq_to_desc(action->irq);

	pr_err("exiting task \"%s\" (%d) is an active IRQ thread (irq %d)\n", current->comm,
	       current->pid, action->irq);
	if (test_and_clear_bit(IRQTF_RUNTHREAD, &action->thread_flags))
		wake_done(desc);
	finalize_oneshot(desc, action);
	wake_done(desc);
}

static int irq_thread(void *data)
{
	struct callback_head on_exit;
	struct irqaction *action = data;
	struct irq_desc *desc = irq_to_desc(action->irq);
	bool forced = test_bit(IRQTF_FORCED_THREAD, &action->thread_flags);

	sched_set_fifo(current);
	init_task_work(&on_exit, irq_thread_dtor);
	(void)task_work_add(current, &on_exit, TWA_NONE);	/* we are not exiting yet */
	follow_line(desc, action);
	while (wait_for_interrupt(action)) {
		follow_line(desc, action);
		run_thread_once(desc, action, forced);
	}
	(void)task_work_cancel(current, irq_thread_dtor);	/* an orderly end needs none */
	return 0;
}

/* ---- coming and going ------------------------------------------------------------ */

/*
 * `threadirqs`: what was the handler becomes the thread; what was the thread becomes
 * a second one, which the first wakes by its answer.
 */
int irq_setup_forced_threading(struct irqaction *new)
{
	if (!force_irqthreads())
		return 0;
	if (new->flags & (IRQF_NO_THREAD | IRQF_PERCPU | IRQF_ONESHOT))
		return 0;
	if (new->handler == irq_default_primary_handler)
		return 0;

	if (new->thread_fn) {
		struct irqaction *second = kzalloc(sizeof(*second), GFP_KERNEL);

		if (!second)
			return -ENOMEM;
		second->handler = forced_secondary_handler;
		second->thread_fn = new->thread_fn;
		second->dev_id = new->dev_id;
		second->irq = new->irq;
		second->name = new->name;
		new->secondary = second;
	}
	new->flags |= IRQF_ONESHOT;
	set_bit(IRQTF_FORCED_THREAD, &new->thread_flags);
	new->thread_fn = new->handler;
	new->handler = irq_default_primary_handler;
	return 0;
}

static int create_thread(struct irqaction *action, const char *prefix)
{
	struct task_struct *thread;

	thread = kthread_create(irq_thread, action, "irq/%d-%s%s", action->irq, prefix,
				action->name);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	action->thread = get_task_struct(thread);	/* outlives the thread, for the wakers */
	set_bit(IRQTF_AFFINITY, &action->thread_flags);
	return 0;
}

/* They exist before the line can fire, and run from irq_start_threads() on. */
int irq_create_threads(struct irqaction *new)
{
	int ret;

	if (!new->thread_fn)
		return 0;
	ret = create_thread(new, "");
	if (!ret && new->secondary)
		ret = create_thread(new->secondary, "s-");
	if (ret)
		irq_stop_threads(new);
	return ret;
}

static void stop_thread(struct irqaction *action)
{
	if (!action || !action->thread)
		return;
	kthread_stop(action->thread);
	put_task_struct(action->thread);
	action->thread = NULL;
}

void irq_stop_threads(struct irqaction *action)
{
	stop_thread(action);
	stop_thread(action->secondary);
}

/* The first wake-up of a kthread starts it; one that came by interrupt will do as well. */
void irq_start_threads(struct irqaction *new)
{
	if (new->thread)
		wake_up_process(new->thread);
	if (new->secondary)
		wake_up_process(new->secondary->thread);
}
