// SPDX-License-Identifier: MIT
/*
 * kernel/locking/semaphore.c - counting semaphores
 *
 * up() gives its unit to the first waiter directly, marks that in the waiter,
 * and wakes it; count goes up only when nobody waits.  So nobody overtakes.
 *
 * Context: up() and down_trylock() anywhere but NMI; the others in a task, may sleep.
 * Locking: sem->lock (order 17: outside rq->lock), interrupts off.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/semaphore.h>

/* On the stack of who waits. */
struct semaphore_waiter {
	struct list_head list;		/* sem->lock */
	struct task_struct *task;	/* I */
	bool up;			/* sem->lock: a unit has been given */
};

/* sem->lock held on entry and at return; 0, -EINTR or -ETIME. */
static int sleep_for_unit(struct semaphore *sem, struct semaphore_waiter *waiter,
			  unsigned int state, long timeout)
{
	for (;;) {
		if (signal_pending_state(state, current))
			return -EINTR;
		if (timeout <= 0)
			return -ETIME;
		__set_current_state(state);	/* the lock orders it: up() takes it too */
		raw_spin_unlock_irq(&sem->lock);
		timeout = schedule_timeout(timeout);
		raw_spin_lock_irq(&sem->lock);
		if (waiter->up)
			return 0;
	}
}

static int wait_for_unit(struct semaphore *sem, unsigned int state, long timeout)
{
	struct semaphore_waiter waiter = { .task = current };
	int ret;

	list_add_tail(&waiter.list, &sem->wait_list);
	ret = sleep_for_unit(sem, &waiter, state, timeout);
	if (ret)
		list_del(&waiter.list);
	return ret;
}

static int down_common(struct semaphore *sem, unsigned int state, long timeout)
{
	unsigned long flags;
	int ret = 0;

	might_sleep();
	raw_spin_lock_irqsave(&sem->lock, flags);
	if (likely(sem->count > 0))
		sem->count--;
	else
		ret = wait_for_unit(sem, state, timeout);
	raw_spin_unlock_irqrestore(&sem->lock, flags);
	return ret;
}

/**
 * down - take a unit, sleeping as long as need be
 * Context: a task, may sleep.
 */
void down(struct semaphore *sem)
{
	(void)down_common(sem, TASK_UNINTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);	/* cannot fail */
}
EXPORT_SYMBOL(down);

/**
 * down_interruptible - the same, given up when a signal comes
 * Context: a task, may sleep.
 * Return: 0 or -EINTR.
 */
int down_interruptible(struct semaphore *sem)
{
	return down_common(sem, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down_interruptible);

int down_killable(struct semaphore *sem)
{
	return down_common(sem, TASK_KILLABLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down_killable);

/**
 * down_timeout - take a unit, or give up after @timeout ticks
 * Context: a task, may sleep.
 * Return: 0 or -ETIME.
 */
int down_timeout(struct semaphore *sem, long timeout)
{
	return down_common(sem, TASK_UNINTERRUPTIBLE, timeout);
}
EXPORT_SYMBOL(down_timeout);

/**
 * down_trylock - take a unit if there is one
 * Context: any but NMI.
 * Return: 0 if taken, 1 if not: the opposite of spin_trylock().
 */
int down_trylock(struct semaphore *sem)
{
	unsigned long flags;
	int failed = 1;

	raw_spin_lock_irqsave(&sem->lock, flags);
	if (sem->count > 0) {
		sem->count--;
		failed = 0;
	}
	raw_spin_unlock_irqrestore(&sem->lock, flags);
	return failed;
}
EXPORT_SYMBOL(down_trylock);

/**
 * up - give a unit
 * Context: any but NMI; need not be who took it.
 */
void up(struct semaphore *sem)
{
	struct semaphore_waiter *first;
	unsigned long flags;

	raw_spin_lock_irqsave(&sem->lock, flags);
	first = list_first_entry_or_null(&sem->wait_list, struct semaphore_waiter, list);
	if (likely(!first)) {
		sem->count++;
	} else {
		list_del(&first->list);
		first->up = true;
		wake_up_process(first->task);
	}
	raw_spin_unlock_irqrestore(&sem->lock, flags);
}
EXPORT_SYMBOL(up);
