// SPDX-License-Identifier: MIT
/*
 * kernel/sched/rt.c - SCHED_FIFO and SCHED_RR: the most urgent runs until it sleeps
 *
 * One queue for each priority.  The running task stays at the head of its
 * queue, so one that is preempted by a more urgent task is next of its own
 * priority, as POSIX wants it.  SCHED_RR moves to the tail after 100 ms.
 *
 * Context: every function with rq->lock held.
 *
 * Compared with Linux: no limit of 95%, so a real-time task that never sleeps
 * keeps all others of its CPU from running.
 */

#include <linux/bitops.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>

#include "sched.h"

/* To the tail; but the running task, when its parameters change, stays in front. */
static void enqueue_task_rt(struct rq *rq, struct task_struct *p, int flags)
{
	unsigned int prio = p->prio;
	struct list_head *queue = &rq->rt.queue[prio];
	struct list_head *before = queue->prev;

	if (unlikely((flags & ENQUEUE_RESTORE) && task_current(rq, p)))
		before = queue;
	list_add(&p->rt.run_list, before);
	__set_bit(prio, rq->rt.bitmap);
	rq->rt.nr_running++;
	if (unlikely(nr_cpu_ids > 1) && !task_current(rq, p) && p->prio >= rq->curr->prio)
		rt_thread_waits(rq);
}

static void update_curr_rt(struct rq *rq)
{
	struct sched_entity *se = &rq->curr->se;
	u64 delta = rq->clock - se->exec_start;

	if (unlikely((s64)delta <= 0))
		return;
	se->exec_start = rq->clock;
	se->sum_exec_runtime += delta;
}

static void dequeue_task_rt(struct rq *rq, struct task_struct *p)
{
	if (task_current(rq, p))
		update_curr_rt(rq);
	list_del(&p->rt.run_list);
	if (list_empty(&rq->rt.queue[p->prio]))
		__clear_bit(p->prio, rq->rt.bitmap);
	rq->rt.nr_running--;
}

static void set_next_task_rt(struct rq *rq, struct task_struct *p)
{
	p->se.exec_start = rq->clock;
}

/* The most urgent queue that is not empty; there is one. */
static inline unsigned int first_prio(const struct rt_rq *rt)
{
	unsigned int word = 0;

	while (!rt->bitmap[word])
		word++;
	return word * BITS_PER_LONG + __ffs(rt->bitmap[word]);
}

struct task_struct *pick_next_task_rt(struct rq *rq)
{
	struct task_struct *p;
	unsigned int prio;

	if (unlikely(rq->stop))
		return pick_next_task_stop(rq);
	prio = first_prio(&rq->rt);
	p = list_first_entry(&rq->rt.queue[prio], struct task_struct, rt.run_list);
	set_next_task_rt(rq, p);
	return p;
}

static void put_prev_task_rt(struct rq *rq, struct task_struct *p)
{
	update_curr_rt(rq);
	if (unlikely(nr_cpu_ids > 1) && rq->rt.nr_running > 1)
		rt_thread_waits(rq);
}

static bool preempts_rt(struct rq *rq, struct task_struct *p)
{
	return p->prio < rq->curr->prio;
}

static void task_tick_rt(struct rq *rq, struct task_struct *p)
{
	struct list_head *queue = &rq->rt.queue[p->prio];

	update_curr_rt(rq);
	if (p->policy != SCHED_RR || --p->rt.time_slice)
		return;
	p->rt.time_slice = RR_TIMESLICE;
	if (!list_is_singular(queue)) {
		list_move_tail(&p->rt.run_list, queue);
		resched_curr(rq);
	}
}

static void yield_task_rt(struct rq *rq)
{
	struct task_struct *p = rq->curr;

	list_move_tail(&p->rt.run_list, &rq->rt.queue[p->prio]);
}

void init_rt_rq(struct rt_rq *rt)
{
	for (int prio = 0; prio < MAX_RT_PRIO; prio++)
		INIT_LIST_HEAD(&rt->queue[prio]);
}

const struct sched_class rt_sched_class = {
	.rank = 2,
	.enqueue_task = enqueue_task_rt,
	.dequeue_task = dequeue_task_rt,
	.pick_next_task = pick_next_task_rt,
	.set_next_task = set_next_task_rt,
	.put_prev_task = put_prev_task_rt,
	.preempts_curr = preempts_rt,
	.task_tick = task_tick_rt,
	.yield_task = yield_task_rt,
	.update_curr = update_curr_rt,
};
