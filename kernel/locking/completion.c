// SPDX-License-Identifier: MIT
/*
 * kernel/locking/completion.c - completions, and the simple wait queues under them
 *
 * done counts the complete() calls that nobody has consumed; complete_all()
 * makes it UINT_MAX, which is never consumed.
 *
 * The lock is held over the whole of complete(), so that the waiter, who takes
 * it too before it returns, cannot free the structure under the caller's hands.
 *
 * Context: complete() anywhere but NMI; waiting in a task, may sleep.
 * Locking: x->wait.lock (order 16: outside rq->lock), interrupts off.
 */

#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/swait.h>

/* ---- simple wait queues --------------------------------------------------------- */

void __init_swait_queue_head(struct swait_queue_head *q, const char *name,
			     struct lock_class_key *key)
{
	__raw_spin_lock_init(&q->lock, name, key);
	INIT_LIST_HEAD(&q->task_list);
}
EXPORT_SYMBOL(__init_swait_queue_head);

static __always_inline void wake_first(struct swait_queue_head *q)
{
	struct swait_queue *first;

	if (list_empty(&q->task_list))
		return;
	first = list_first_entry(&q->task_list, struct swait_queue, task_list);
	wake_up_process(first->task);
	list_del_init(&first->task_list);
}

/* The first in the queue; lock held. */
void swake_up_locked(struct swait_queue_head *q)
{
	wake_first(q);
}

void swake_up_all_locked(struct swait_queue_head *q)
{
	while (!list_empty(&q->task_list))
		wake_first(q);
}

void swake_up_one(struct swait_queue_head *q)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&q->lock, flags);
	swake_up_locked(q);
	raw_spin_unlock_irqrestore(&q->lock, flags);
}
EXPORT_SYMBOL(swake_up_one);

void swake_up_all(struct swait_queue_head *q)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&q->lock, flags);
	swake_up_all_locked(q);
	raw_spin_unlock_irqrestore(&q->lock, flags);
}
EXPORT_SYMBOL(swake_up_all);

/* Lock held. */
void __prepare_to_swait(struct swait_queue_head *q, struct swait_queue *wait)
{
	wait->task = current;
	if (list_empty(&wait->task_list))
		list_add_tail(&wait->task_list, &q->task_list);
}

void __finish_swait(struct swait_queue_head *q, struct swait_queue *wait)
{
	__set_current_state(TASK_RUNNING);
	if (!list_empty(&wait->task_list))
		list_del_init(&wait->task_list);
}

void prepare_to_swait_exclusive(struct swait_queue_head *q, struct swait_queue *wait, int state)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&q->lock, flags);
	__prepare_to_swait(q, wait);
	set_current_state(state);	/* pairs with smp_mb() in swq_has_sleeper() */
	raw_spin_unlock_irqrestore(&q->lock, flags);
}
EXPORT_SYMBOL(prepare_to_swait_exclusive);

/* One round of swait_event_exclusive(); with a signal pending it leaves the queue. */
long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait, int state)
{
	unsigned long flags;
	long ret = 0;

	raw_spin_lock_irqsave(&q->lock, flags);
	if (signal_pending_state(state, current)) {
		list_del_init(&wait->task_list);
		ret = -ERESTARTSYS;
	} else {
		__prepare_to_swait(q, wait);
		set_current_state(state);	/* pairs with smp_mb() in swq_has_sleeper() */
	}
	raw_spin_unlock_irqrestore(&q->lock, flags);
	return ret;
}
EXPORT_SYMBOL(prepare_to_swait_event);

void finish_swait(struct swait_queue_head *q, struct swait_queue *wait)
{
	unsigned long flags;

	__set_current_state(TASK_RUNNING);
	if (list_empty_careful(&wait->task_list))
		return;
	raw_spin_lock_irqsave(&q->lock, flags);
	list_del_init(&wait->task_list);
	raw_spin_unlock_irqrestore(&q->lock, flags);
}
EXPORT_SYMBOL(finish_swait);

/* ---- completions ------------------------------------------------------------------ */

/**
 * complete - tell one waiter, or the next that comes, that it is done
 * Context: any but NMI.
 */
void complete(struct completion *x)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&x->wait.lock, flags);
	if (x->done != UINT_MAX)
		x->done++;
	wake_first(&x->wait);
	raw_spin_unlock_irqrestore(&x->wait.lock, flags);
}
EXPORT_SYMBOL(complete);

/**
 * complete_all - tell all waiters, now and later, until reinit_completion()
 * Context: any but NMI.
 */
void complete_all(struct completion *x)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&x->wait.lock, flags);
	x->done = UINT_MAX;
	swake_up_all_locked(&x->wait);
	raw_spin_unlock_irqrestore(&x->wait.lock, flags);
}
EXPORT_SYMBOL(complete_all);

static inline void consume(struct completion *x)
{
	if (x->done != UINT_MAX)
		x->done--;
}

/*
 * Without a limit there is no timer to set up.  In line into each caller, where
 * @state and @limited are constants.
 */
static __always_inline long sleep_once(long timeout, bool limited)
{
	if (limited)
		return schedule_timeout(timeout);
	schedule();
	return timeout;
}

/* No look at need_resched: the next step gives the CPU away anyhow. */
static __always_inline void unlock_to_sleep(raw_spinlock_t *lock)
{
	do_raw_spin_unlock(lock);
	local_irq_enable();
	preempt_enable_no_resched();
}

/* Lock held and interrupts off on entry and at return; ticks left, or -ERESTARTSYS. */
static __always_inline long sleep_until_done(struct completion *x, long timeout,
					     unsigned int state, bool limited)
{
	struct swait_queue wait;

	wait.task = current;
	list_add_tail(&wait.task_list, &x->wait.task_list);
	for (;;) {
		if (signal_pending_state(state, current)) {
			timeout = -ERESTARTSYS;
			break;
		}
		__set_current_state(state);	/* the lock orders it: complete() takes it too */
		unlock_to_sleep(&x->wait.lock);
		timeout = sleep_once(timeout, limited);	/* returns with TASK_RUNNING */
		raw_spin_lock_irq(&x->wait.lock);
		if (x->done || !timeout)
			break;
		/* Woken, but another was faster: queue again. */
		if (list_empty(&wait.task_list))
			list_add_tail(&wait.task_list, &x->wait.task_list);
	}
	if (unlikely(!list_empty(&wait.task_list)))
		list_del(&wait.task_list);
	return timeout;
}

static __always_inline long wait_for_done(struct completion *x, long timeout,
					  unsigned int state, bool limited)
{
	might_sleep();
	raw_spin_lock_irq(&x->wait.lock);
	if (!x->done)
		timeout = sleep_until_done(x, timeout, state, limited);
	if (x->done && timeout != -ERESTARTSYS) {
		consume(x);
		timeout = timeout ?: 1;
	}
	raw_spin_unlock_irq(&x->wait.lock);
	return timeout;
}

/**
 * wait_for_completion - sleep until complete() has been called
 * Context: a task, may sleep.
 */
void wait_for_completion(struct completion *x)
{
	wait_for_done(x, MAX_SCHEDULE_TIMEOUT, TASK_UNINTERRUPTIBLE, false);
}
EXPORT_SYMBOL(wait_for_completion);

void wait_for_completion_io(struct completion *x)
{
	int token = io_schedule_prepare();

	wait_for_completion(x);
	io_schedule_finish(token);
}
EXPORT_SYMBOL(wait_for_completion_io);

/**
 * wait_for_completion_timeout - the same, for at most @timeout ticks
 * Context: a task, may sleep.
 * Return: 0 if the time ran out, else the ticks left, at least 1.
 */
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	return wait_for_done(x, timeout, TASK_UNINTERRUPTIBLE, true);
}
EXPORT_SYMBOL(wait_for_completion_timeout);

unsigned long wait_for_completion_io_timeout(struct completion *x, unsigned long timeout)
{
	int token = io_schedule_prepare();

	timeout = wait_for_completion_timeout(x, timeout);
	io_schedule_finish(token);
	return timeout;
}
EXPORT_SYMBOL(wait_for_completion_io_timeout);

/**
 * wait_for_completion_state - the same in a state of the caller's choice
 * Context: a task, may sleep.
 * Return: 0, or -ERESTARTSYS if a signal came that @state listens to.
 */
int wait_for_completion_state(struct completion *x, unsigned int state)
{
	long left = wait_for_done(x, MAX_SCHEDULE_TIMEOUT, state, false);

	return left == -ERESTARTSYS ? left : 0;
}
EXPORT_SYMBOL(wait_for_completion_state);

int wait_for_completion_interruptible(struct completion *x)
{
	return wait_for_completion_state(x, TASK_INTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion_interruptible);

int wait_for_completion_killable(struct completion *x)
{
	return wait_for_completion_state(x, TASK_KILLABLE);
}
EXPORT_SYMBOL(wait_for_completion_killable);

/**
 * wait_for_completion_interruptible_timeout - with a limit, and ended by signals
 * Context: a task, may sleep.
 * Return: ticks left (at least 1), 0 if the time ran out, -ERESTARTSYS.
 */
long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout)
{
	return wait_for_done(x, timeout, TASK_INTERRUPTIBLE, true);
}
EXPORT_SYMBOL(wait_for_completion_interruptible_timeout);

long wait_for_completion_killable_timeout(struct completion *x, unsigned long timeout)
{
	return wait_for_done(x, timeout, TASK_KILLABLE, true);
}
EXPORT_SYMBOL(wait_for_completion_killable_timeout);

/**
 * try_wait_for_completion - consume one completion, if there is one
 * Context: any but NMI.
 * Return: whether there was.
 */
bool try_wait_for_completion(struct completion *x)
{
	unsigned long flags;
	bool done;

	if (!READ_ONCE(x->done))
		return false;
	raw_spin_lock_irqsave(&x->wait.lock, flags);
	done = x->done;
	if (done)
		consume(x);
	raw_spin_unlock_irqrestore(&x->wait.lock, flags);
	return done;
}
EXPORT_SYMBOL(try_wait_for_completion);

/**
 * completion_done - would a wait return at once?
 * Context: any but NMI.
 */
bool completion_done(struct completion *x)
{
	unsigned long flags;

	if (!READ_ONCE(x->done))
		return false;
	/* Wait for a complete() under way: the caller may free @x after a true. */
	raw_spin_lock_irqsave(&x->wait.lock, flags);
	raw_spin_unlock_irqrestore(&x->wait.lock, flags);
	return true;
}
EXPORT_SYMBOL(completion_done);
