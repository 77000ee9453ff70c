// SPDX-License-Identifier: MIT
/*
 * kernel/sched/yield.c - giving the CPU away by choice, in other forms than schedule()
 */

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include "sched.h"

/* Sleeping for a device is told apart from other sleep. */
int io_schedule_prepare(void)
{
	int before = current->in_iowait;

	current->in_iowait = 1;
	return before;
}

void io_schedule_finish(int token)
{
	current->in_iowait = token;
}

/**
 * io_schedule - schedule() that counts as waiting for a device
 * Context: a task, may sleep.
 */
void io_schedule(void)
{
	int token = io_schedule_prepare();

	schedule();
	io_schedule_finish(token);
}
EXPORT_SYMBOL(io_schedule);

long io_schedule_timeout(long timeout)
{
	int token = io_schedule_prepare();

	timeout = schedule_timeout(timeout);
	io_schedule_finish(token);
	return timeout;
}
EXPORT_SYMBOL(io_schedule_timeout);

int __cond_resched_lock(spinlock_t *lock)
{
	if (!spin_is_contended(lock) && !need_resched())
		return 0;
	spin_unlock(lock);
	if (!cond_resched())
		cpu_relax();
	spin_lock(lock);
	return 1;
}
EXPORT_SYMBOL(__cond_resched_lock);

/**
 * yield - let the others of the same priority go first
 *
 * Not a way to wait for something: who is alone comes back at once.
 *
 * Context: a task, may sleep.
 */
void yield(void)
{
	struct rq *rq;

	set_current_state(TASK_RUNNING);
	local_irq_disable();
	rq = this_rq();
	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	current->sched_class->yield_task(rq);
	raw_spin_unlock(&rq->lock);
	local_irq_enable();
	schedule();
}
EXPORT_SYMBOL(yield);
