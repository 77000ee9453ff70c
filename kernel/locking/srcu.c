// SPDX-License-Identifier: MIT
/*
 * kernel/locking/srcu.c - when has the last reader left, if readers may sleep?
 *
 * What it is for
 *
 *   RCU's readers must not sleep, since a task switch counts as the end of all
 *   readers.  Where they have to, they are counted.
 *
 * How it works
 *
 *   Each CPU counts who enters and who leaves; a reader may leave on another CPU, so
 *   only the sums mean anything.  There are two pairs of counters, two phases.  A
 *   reader counts in the phase of the moment, and remembers which.  A grace period
 *
 *       waits for the other phase to be empty     (readers who looked up the phase
 *                                                   long ago, and counted only now)
 *       turns the phase over: new readers count there
 *       waits for the old phase to be empty
 *
 *   so that readers who keep coming cannot hold it up.  To see that a phase is empty
 *   it sums up the leaving first, then the entering: a reader who comes in between
 *   makes the sums differ, which is on the safe side [S1].
 *
 *   A reader who leaves wakes the grace period, if there is one that waits.
 *
 *   call_srcu() appends to a list; a work item takes all of it, does one grace
 *   period, and calls them.
 *
 * Context
 *
 *   function                  may be called from
 *   srcu_read_lock()          anywhere but NMI
 *   call_srcu()               anywhere but NMI
 *   synchronize_srcu()        a task, may sleep; not inside a reader of the same one
 *   a callback                a kworker with softirqs off; must not sleep
 *
 * Locking: gp_mutex outside of everything, for the phase; lock for the callbacks.
 *
 * Invariants
 *
 *   [S1] Sum of leaving read before sum of entering: equal means no reader that
 *        had entered when we began to look is still inside.
 *   [S2] Who leaves looks at waiting after counting, who waits sets it before
 *        summing up: one of them sees the other.
 *   [S3] Who leaves still looks at waiting after it has been counted out; a grace
 *        period of RCU before the end of @ssp waits for those.
 *
 * Compared with Linux: its tree, and its grace periods that are shared by several
 * waiters, are left out.  A synchronize_srcu() does a grace period of its own.
 *
 * See also: kernel/locking/rcu.c; tests/unit/srcu_test.c.
 */

#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/string.h>

/**
 * __init_srcu_struct - call it through init_srcu_struct()
 * Context: process.
 * Return: 0 or -ENOMEM.
 */
int __init_srcu_struct(struct srcu_struct *ssp, const char *name, struct lock_class_key *key)
{
	memset(ssp, 0, sizeof(*ssp));
	lockdep_init_map(&ssp->dep_map, name, key, 0);
	init_waitqueue_head(&ssp->wait);
	mutex_init(&ssp->gp_mutex);
	spin_lock_init(&ssp->lock);
	INIT_WORK(&ssp->work, srcu_work_fn);
	ssp->sda = alloc_percpu(struct srcu_data);
	return ssp->sda ? 0 : -ENOMEM;
}
EXPORT_SYMBOL_GPL(__init_srcu_struct);

/* ---- readers ---------------------------------------------------------------------------- */

int __srcu_read_lock(struct srcu_struct *ssp)
{
	int idx = READ_ONCE(ssp->phase);

	this_cpu_inc(ssp->sda->locks[idx]);
	smp_mb();	/* count before reading; pairs with the one in phase_is_empty() */
	return idx;
}
EXPORT_SYMBOL_GPL(__srcu_read_lock);

void __srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	preempt_disable();	/* [S3] */
	smp_mb();	/* reading before counting; pairs with the one in phase_is_empty() */
	this_cpu_inc(ssp->sda->unlocks[idx]);
	smp_mb();	/* [S2] pairs with the one in wait_for_phase() */
	if (unlikely(READ_ONCE(ssp->waiting)))
		wake_up(&ssp->wait);
	preempt_enable();
}
EXPORT_SYMBOL_GPL(__srcu_read_unlock);

/* [S1] */
static bool phase_is_empty(struct srcu_struct *ssp, int idx)
{
	unsigned long locks = 0, unlocks = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		unlocks += READ_ONCE(per_cpu_ptr(ssp->sda, cpu)->unlocks[idx]);
	smp_mb();	/* pairs with those of the readers */
	for_each_possible_cpu(cpu)
		locks += READ_ONCE(per_cpu_ptr(ssp->sda, cpu)->locks[idx]);
	return locks == unlocks;
}

/* ---- a grace period: gp_mutex held -------------------------------------------------------- */

static void wait_for_phase(struct srcu_struct *ssp, int idx)
{
	lockdep_assert_held(&ssp->gp_mutex);
	WRITE_ONCE(ssp->waiting, true);
	smp_mb();	/* [S2] pairs with the one in __srcu_read_unlock() */
	wait_event(ssp->wait, phase_is_empty(ssp, idx));
	WRITE_ONCE(ssp->waiting, false);
}

static void do_grace_period(struct srcu_struct *ssp)
{
	int old;

	smp_mb();	/* unlinking before; pairs with that of __srcu_read_lock() */
	mutex_lock(&ssp->gp_mutex);
	old = ssp->phase;
	WRITE_ONCE(ssp->gp_started, ssp->gp_started + 1);
	wait_for_phase(ssp, !old);
	smp_mb();	/* [S4] pairs with that of __srcu_read_lock() */
	WRITE_ONCE(ssp->phase, !old);
	wait_for_phase(ssp, old);	/* begins with a barrier: the turn comes before the sums */
	smp_mb();	/* freeing, and saying so, after; pairs with that of __srcu_read_unlock() */
	WRITE_ONCE(ssp->gp_done, ssp->gp_started);
	mutex_unlock(&ssp->gp_mutex);
}

/**
 * synchronize_srcu - wait until every reader of @ssp that has begun is over
 * Context: a task, may sleep.
 */
void synchronize_srcu(struct srcu_struct *ssp)
{
	RCU_LOCKDEP_WARN(lockdep_enabled() && lock_is_held(&ssp->dep_map),
			 "Illegal synchronize_srcu() in same-type SRCU (or in RCU) "
			 "read-side critical section");
	might_sleep();
	do_grace_period(ssp);
}
EXPORT_SYMBOL_GPL(synchronize_srcu);

void synchronize_srcu_expedited(struct srcu_struct *ssp)
{
	synchronize_srcu(ssp);
}
EXPORT_SYMBOL_GPL(synchronize_srcu_expedited);

/* ---- callbacks ---------------------------------------------------------------------------- */

static struct rcu_head *take_callbacks(struct srcu_struct *ssp)
{
	struct rcu_head *head;

	spin_lock_irq(&ssp->lock);
	head = ssp->callbacks;
	ssp->callbacks = NULL;
	ssp->tail = &ssp->callbacks;
	spin_unlock_irq(&ssp->lock);
	return head;
}

void srcu_work_fn(struct work_struct *work)
{
	struct srcu_struct *ssp = container_of(work, struct srcu_struct, work);
	struct rcu_head *head = take_callbacks(ssp), *next;

	do_grace_period(ssp);
	for (; head; head = next) {
		next = head->next;
		local_bh_disable();
		head->func(head);
		local_bh_enable();
	}
}
EXPORT_SYMBOL_GPL(srcu_work_fn);

/**
 * call_srcu - call @func(@head) when every reader of @ssp that has begun is over
 * Context: any but NMI.
 */
void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func)
{
	unsigned long flags;

	head->func = func;
	head->next = NULL;
	spin_lock_irqsave(&ssp->lock, flags);
	*(ssp->tail ?: &ssp->callbacks) = head;
	ssp->tail = &head->next;
	spin_unlock_irqrestore(&ssp->lock, flags);
	schedule_work(&ssp->work);
}
EXPORT_SYMBOL_GPL(call_srcu);

/**
 * srcu_barrier - wait until every callback of @ssp queued so far has been called
 * Context: a task, may sleep.
 */
void srcu_barrier(struct srcu_struct *ssp)
{
	flush_work(&ssp->work);		/* a run of it takes all that is queued */
}
EXPORT_SYMBOL_GPL(srcu_barrier);

/* ---- asking instead of waiting ------------------------------------------------------------- */

unsigned long srcu_batches_completed(struct srcu_struct *ssp)
{
	return READ_ONCE(ssp->gp_done);
}
EXPORT_SYMBOL_GPL(srcu_batches_completed);

/**
 * get_state_synchronize_srcu - the grace period that will do for what was unlinked by now
 * Context: any.
 * Return: for poll_state_synchronize_srcu().
 */
unsigned long get_state_synchronize_srcu(struct srcu_struct *ssp)
{
	smp_mb();	/* unlinking before asking; pairs with the readers' in __srcu_read_lock() */
	return READ_ONCE(ssp->gp_started) + 1;
}
EXPORT_SYMBOL_GPL(get_state_synchronize_srcu);

/* The same, and see to it that there will be one. */
unsigned long start_poll_synchronize_srcu(struct srcu_struct *ssp)
{
	unsigned long cookie = get_state_synchronize_srcu(ssp);

	schedule_work(&ssp->work);
	return cookie;
}
EXPORT_SYMBOL_GPL(start_poll_synchronize_srcu);

bool poll_state_synchronize_srcu(struct srcu_struct *ssp, unsigned long cookie)
{
	if ((long)(READ_ONCE(ssp->gp_done) - cookie) < 0)
		return false;
	smp_mb();	/* pairs with that of __srcu_read_unlock() */
	return true;
}
EXPORT_SYMBOL_GPL(poll_state_synchronize_srcu);

/**
 * cleanup_srcu_struct - @ssp is not used any more
 *
 * With readers inside it is left as it is, with a warning: better lost than freed.
 *
 * Context: a task, may sleep; after srcu_barrier() if call_srcu() was used.
 */
void cleanup_srcu_struct(struct srcu_struct *ssp)
{
	flush_work(&ssp->work);
	if (WARN_ON(!phase_is_empty(ssp, 0) || !phase_is_empty(ssp, 1)))
		return;
	if (WARN_ON(ssp->callbacks))
		return;
	synchronize_rcu();		/* [S3] */
	free_percpu(ssp->sda);
	ssp->sda = NULL;
}
EXPORT_SYMBOL_GPL(cleanup_srcu_struct);
