/* SPDX-License-Identifier: MIT */
/*
 * kernel/sched/fair.h - the fair class, as far as every switch and wake-up needs it
 *
 * In line, since core.c does it at every switch.  The essay is in fair.c.
 * All with rq->lock held and rq->clock up to date.
 */
#ifndef KERNEL_SCHED_FAIR_H
#define KERNEL_SCHED_FAIR_H

#include <linux/math64.h>
#include <linux/rbtree.h>
#include <linux/sched.h>

#include "sched.h"

#define NICE_0_WEIGHT	1024
#define SLEEPER_NS	3000000u	/* what a sleeper may be behind when it wakes */
#define WAKEUP_GRAN_NS	1000000u	/* [F2] */

static inline struct sched_entity *to_se(struct rb_node *node)
{
	return rb_entry(node, struct sched_entity, run_node);
}

/* Clocks are compared by difference, so that they may wrap. */
static inline bool before(u64 a, u64 b)
{
	return (s64)(a - b) < 0;
}

/* True time to the entity's own: delta * 1024 / weight. */
static __always_inline u64 scale_by_weight(u64 delta, const struct sched_entity *se)
{
	if (likely(se->weight == NICE_0_WEIGHT))
		return delta;
	return mul_u64_u32_shr(delta, se->inv_weight, 22);
}

/* fair.c: more than one waits. */
void queue_behind_next(struct cfs_rq *cfs, struct sched_entity *se);
void refill_next(struct cfs_rq *cfs);

/* [F1] */
static __always_inline void queue_entity(struct cfs_rq *cfs, struct sched_entity *se)
{
	if (likely(!cfs->next))
		cfs->next = se;
	else
		queue_behind_next(cfs, se);
}

/* The first one goes; the next takes its place. */
static __always_inline void drop_next(struct cfs_rq *cfs)
{
	cfs->next = NULL;
	if (unlikely(rb_first_cached(&cfs->rest)))
		refill_next(cfs);
}

static __always_inline void advance_min_vruntime(struct cfs_rq *cfs, u64 candidate)
{
	if (cfs->next && before(cfs->next->vruntime, candidate))
		candidate = cfs->next->vruntime;
	if (before(cfs->min_vruntime, candidate))
		cfs->min_vruntime = candidate;
}

/* Charge the running fair task for the time since it was last charged. */
static __always_inline void charge(struct rq *rq, struct sched_entity *se)
{
	u64 delta = rq->clock - se->exec_start;

	se->exec_start = rq->clock;
	se->sum_exec_runtime += delta;
	se->vruntime += scale_by_weight(delta, se);
	advance_min_vruntime(&rq->cfs, se->vruntime);
}

/*
 * [F2] would @se, were it here, run before the running task?  A question that
 * charges nobody: min_vruntime is at most a tick old.
 */
static __always_inline bool preempts_curr(struct rq *rq, const struct sched_entity *se)
{
	const struct sched_entity *curr = rq->cfs.curr;
	u64 now = curr->vruntime + scale_by_weight(rq->clock - curr->exec_start, curr);

	return (s64)(now - se->vruntime) > (s64)se->wakeup_gran;
}

/* A sleeper has no claim for the time that it slept, but for a small credit. */
static __always_inline void enqueue_woken_fair(struct rq *rq, struct task_struct *p)
{
	u64 earliest = rq->cfs.min_vruntime - SLEEPER_NS;

	if (before(p->se.vruntime, earliest))
		p->se.vruntime = earliest;
	queue_entity(&rq->cfs, &p->se);
}

/* The running task goes: to sleep, or to be put back. */
static __always_inline void sleep_fair(struct rq *rq, struct task_struct *p)
{
	charge(rq, &p->se);
	rq->cfs.curr = NULL;
}

static __always_inline void start_running(struct rq *rq, struct sched_entity *se)
{
	rq->cfs.curr = se;
	se->exec_start = rq->clock;
	se->prev_sum_exec_runtime = se->sum_exec_runtime;
}

/* There is one. */
static __always_inline struct task_struct *pick_next_task_fair(struct rq *rq)
{
	struct sched_entity *se = rq->cfs.next;

	drop_next(&rq->cfs);
	start_running(rq, se);
	return container_of(se, struct task_struct, se);
}

static __always_inline void put_back_fair(struct rq *rq, struct task_struct *p)
{
	sleep_fair(rq, p);
	queue_entity(&rq->cfs, &p->se);
}

/*
 * @p runs and goes on wanting to: who is next, it or the first of those that wait?
 * Put back and picked in one, so that two tasks that take turns never meet the tree.
 */
static __always_inline struct task_struct *put_back_and_pick_fair(struct rq *rq,
								  struct task_struct *p)
{
	struct cfs_rq *cfs = &rq->cfs;
	struct sched_entity *next = cfs->next;

	charge(rq, &p->se);
	if (!next || before(p->se.vruntime, next->vruntime)) {	/* [F1] */
		start_running(rq, &p->se);
		return p;
	}
	drop_next(cfs);
	queue_entity(cfs, &p->se);
	start_running(rq, next);
	return container_of(next, struct task_struct, se);
}

#endif /* KERNEL_SCHED_FAIR_H */
