// SPDX-License-Identifier: MIT
/*
 * kernel/sched/stop_task.c - the class above all others: a CPU's migration/N
 *
 * It has one task, so there is nothing to choose and nothing to share.  For the
 * switch it counts as a real-time task, so that the usual switch, between fair
 * tasks, looks at one number for both.
 *
 * Context: every function with rq->lock held, unless said otherwise.
 */

#include <linux/sched.h>

#include "sched.h"

static void enqueue_task_stop(struct rq *rq, struct task_struct *p, int flags)
{
	rq->stop = p;
	rq->rt.nr_running++;
}

static void update_curr_stop(struct rq *rq)
{
	struct sched_entity *se = &rq->curr->se;

	se->sum_exec_runtime += rq->clock - se->exec_start;
	se->exec_start = rq->clock;
}

static void dequeue_task_stop(struct rq *rq, struct task_struct *p)
{
	if (task_current(rq, p))
		update_curr_stop(rq);
	rq->stop = NULL;
	rq->rt.nr_running--;
}

static void set_next_task_stop(struct rq *rq, struct task_struct *p)
{
	p->se.exec_start = rq->clock;
}

struct task_struct *pick_next_task_stop(struct rq *rq)
{
	if (rq->stop)
		set_next_task_stop(rq, rq->stop);
	return rq->stop;
}

static void put_prev_task_stop(struct rq *rq, struct task_struct *p)
{
	update_curr_stop(rq);
}

/* There is no second one. */
static bool preempts_stop(struct rq *rq, struct task_struct *p)
{
	return false;
}

static void task_tick_stop(struct rq *rq, struct task_struct *p)
{
	update_curr_stop(rq);
}

static void yield_task_stop(struct rq *rq)
{
}

const struct sched_class stop_sched_class = {
	.rank = 3,
	.enqueue_task = enqueue_task_stop,
	.dequeue_task = dequeue_task_stop,
	.pick_next_task = pick_next_task_stop,
	.set_next_task = set_next_task_stop,
	.put_prev_task = put_prev_task_stop,
	.preempts_curr = preempts_stop,
	.task_tick = task_tick_stop,
	.yield_task = yield_task_stop,
	.update_curr = update_curr_stop,
};

/**
 * sched_set_stop_task - let @p be a CPU's stopper
 * @p: bound to the CPU, and not yet woken
 * Context: any but NMI; no lock held.
 */
void sched_set_stop_task(struct task_struct *p)
{
	struct sched_param param = { .sched_priority = MAX_RT_PRIO - 1 };
	unsigned long flags;
	struct rq *rq;

	sched_setscheduler_nocheck(p, SCHED_FIFO, &param);	/* as ps shows it */
	rq = task_rq_lock(p, &flags);
	WARN_ON(task_on_rq_queued(p));
	p->sched_class = &stop_sched_class;
	task_rq_unlock(rq, &flags);
}
