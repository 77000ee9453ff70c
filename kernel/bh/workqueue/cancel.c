// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/cancel.c - taking work back, and keeping it from being queued
 *
 * Cancelling is becoming the owner of PENDING.  If nobody owns it, one takes
 * it; if a timer or a list has the item, one takes it from there with the bit.
 * In between an owner may be at work for a few instructions on another CPU, with
 * interrupts off: one tries again.
 *
 * cancel_work_sync() must also keep others, the item's function included, from
 * queueing it while it waits for the function to return.  It therefore disables the item:
 * a depth in work->data which makes queue_work() fail.  disable_work_sync()
 * does the same and leaves it disabled: the safe thing to do before kfree(),
 * when somebody who does not know yet could queue once more.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kthread.h>

#include "internal.h"

#define MAX_DISABLE_DEPTH	((1u << WORK_OFFQ_DISABLE_BITS) - 1)

/* Become the owner of @work, unless it is pending already or disabled. */
bool claim_work(struct work_struct *work)
{
	if (test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work)))
		return false;
	if (likely(!(work_data(work) & WORK_OFFQ_DISABLE_MASK)))
		return true;
	give_back(work);
	return false;
}

/* End owning PENDING without queueing: all else in the word stays. */
void give_back(struct work_struct *work)
{
	smp_mb__before_atomic();	/* pairs with test_and_set_bit() in queue_work_on() */
	clear_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work));
}

/* Take a queued item from its list.  pool->lock is held, and so is PENDING by the list. */
static void dequeue_work(struct pool_workqueue *pwq, struct work_struct *work)
{
	struct worker_pool *pool = pwq->pool;
	unsigned long data;

	/* An inactive one must not skip the count; its barrier must go where it can run. */
	if (work_data(work) & WORK_STRUCT_INACTIVE)
		activate_inactive_work(work);
	data = work_data(work);
	list_del_init(&work->entry);
	set_work_data(work, pool->idle_data | WORK_STRUCT_PENDING);
	pwq_dec_nr_in_flight(pwq, data);
	/* What became active in its place, or its barrier, needs somebody to run it. */
	if (need_more_worker(pool))
		wake_up_worker(pool);
}

/* Is @work on a list of the pool that its word names?  Then take it from there. */
static bool steal_from_list(struct work_struct *work)
{
	struct worker_pool *pool = get_work_pool(work);
	struct pool_workqueue *pwq;
	bool stolen;

	if (!pool)
		return false;
	raw_spin_lock(&pool->lock);
	pwq = get_work_pwq(work);
	/* The word changes only under the lock of the pool it names. */
	stolen = pwq && pwq->pool == pool;
	if (stolen)
		dequeue_work(pwq, work);
	raw_spin_unlock(&pool->lock);
	return stolen;
}

/*
 * Become the owner of PENDING, whoever has it.  @dwork: the delayed work around
 * @work, or NULL.  Interrupts are off on return, with *flags to restore them.
 * Return: true if it was pending.
 */
bool grab_pending(struct work_struct *work, struct delayed_work *dwork, unsigned long *flags)
{
	for (;;) {
		local_irq_save(*flags);
		if (dwork && del_timer(&dwork->timer))
			return true;
		if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work)))
			return false;
		if (steal_from_list(work))
			return true;
		/* Its owner is between two steps; he has interrupts off and is soon done. */
		local_irq_restore(*flags);
		cpu_relax();
	}
}

/* Add to the disable depth.  PENDING is ours, so nobody else changes the word. */
static unsigned int change_depth(struct work_struct *work, int diff)
{
	unsigned long data = work_data(work);
	unsigned int depth = offq_disable_depth(data);

	if (diff > 0 ? depth < MAX_DISABLE_DEPTH : depth > 0)
		depth += diff;
	else
		WARN_ONCE(1, "workqueue: work disable count %s\n",
			  diff > 0 ? "overflowed" : "underflowed");
	data &= ~WORK_OFFQ_DISABLE_MASK;
	set_work_data(work, data | ((unsigned long)depth << WORK_OFFQ_DISABLE_SHIFT));
	return depth;
}

/* Cancel, changing the depth by @diff on the way.  True if it was pending. */
static bool cancel_and_change(struct work_struct *work, struct delayed_work *dwork, int diff)
{
	unsigned long flags;
	bool was_pending = grab_pending(work, dwork, &flags);

	if (diff)
		change_depth(work, diff);
	give_back(work);
	local_irq_restore(flags);
	return was_pending;
}

static bool disable_sync(struct work_struct *work, struct delayed_work *dwork)
{
	bool was_pending;

	WARN_ON_ONCE(in_hardirq());
	was_pending = cancel_and_change(work, dwork, 1);
	/* Before workers exist nothing can be running. */
	if (wq_online)
		flush_one(work, true);
	return was_pending;
}

static bool enable_one(struct work_struct *work, struct delayed_work *dwork)
{
	unsigned long flags;
	unsigned int depth;

	(void)grab_pending(work, dwork, &flags);	/* a disabled item is not pending */
	depth = change_depth(work, -1);
	give_back(work);
	local_irq_restore(flags);
	return depth == 0;
}

/**
 * cancel_work - take @work back if it is pending
 *
 * Its function may be running still.
 * Context: anywhere but NMI.
 * Return: true if it was pending.
 */
bool cancel_work(struct work_struct *work)
{
	return cancel_and_change(work, NULL, 0);
}
EXPORT_SYMBOL(cancel_work);

/**
 * cancel_work_sync - take @work back, and wait for its function if that is running
 *
 * On return it neither runs nor is pending, even if it queues itself.
 * Context: process; sleeps.  Not from the function itself.
 * Return: true if it was pending.
 */
bool cancel_work_sync(struct work_struct *work)
{
	bool was_pending = disable_sync(work, NULL);

	enable_one(work, NULL);
	return was_pending;
}
EXPORT_SYMBOL_GPL(cancel_work_sync);

/** cancel_delayed_work - cancel_work() for delayed work, its timer included */
bool cancel_delayed_work(struct delayed_work *dwork)
{
	return cancel_and_change(&dwork->work, dwork, 0);
}
EXPORT_SYMBOL(cancel_delayed_work);

/** cancel_delayed_work_sync - cancel_work_sync() for delayed work, its timer included */
bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	bool was_pending = disable_sync(&dwork->work, dwork);

	enable_one(&dwork->work, dwork);
	return was_pending;
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

/**
 * disable_work - cancel @work, and make queueing it fail until enable_work()
 * Context: anywhere but NMI.  Nests.
 * Return: true if it was pending.
 */
bool disable_work(struct work_struct *work)
{
	return cancel_and_change(work, NULL, 1);
}
EXPORT_SYMBOL_GPL(disable_work);

/** disable_work_sync - disable_work(), then wait for the function if it is running */
bool disable_work_sync(struct work_struct *work)
{
	return disable_sync(work, NULL);
}
EXPORT_SYMBOL_GPL(disable_work_sync);

/**
 * enable_work - undo one disable_work()
 * Return: true if @work can be queued again.
 */
bool enable_work(struct work_struct *work)
{
	return enable_one(work, NULL);
}
EXPORT_SYMBOL_GPL(enable_work);

bool disable_delayed_work(struct delayed_work *dwork)
{
	return cancel_and_change(&dwork->work, dwork, 1);
}
EXPORT_SYMBOL_GPL(disable_delayed_work);

bool disable_delayed_work_sync(struct delayed_work *dwork)
{
	return disable_sync(&dwork->work, dwork);
}
EXPORT_SYMBOL_GPL(disable_delayed_work_sync);

bool enable_delayed_work(struct delayed_work *dwork)
{
	return enable_one(&dwork->work, dwork);
}
EXPORT_SYMBOL_GPL(enable_delayed_work);

/* The memory is about to be reused as something else. */
void destroy_work_on_stack(struct work_struct *work)
{
	debug_object_free(work, &work_debug_descr);
}
EXPORT_SYMBOL_GPL(destroy_work_on_stack);

void destroy_delayed_work_on_stack(struct delayed_work *work)
{
	destroy_timer_on_stack(&work->timer);
	destroy_work_on_stack(&work->work);
}
EXPORT_SYMBOL_GPL(destroy_delayed_work_on_stack);
