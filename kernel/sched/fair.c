// SPDX-License-Identifier: MIT
/*
 * kernel/sched/fair.c - SCHED_NORMAL: who has run least is next
 *
 * What it is for
 *
 *   Every task shall get its share of the CPU, and one that sleeps most of the
 *   time shall get it quickly when it wakes.
 *
 * How it works
 *
 *   Each task has a clock of its own, vruntime, which runs while it runs: with
 *   true speed at nice 0, faster for a nice task, slower for a favoured one.
 *   Each step of nice is about 10% of the CPU, a factor of 1.25.  The tasks that
 *   wait are sorted by it; the leftmost is next.
 *
 *       vruntime   9    12   12   15
 *                  A    B    C    D       A is next.  B and C tie: B came first.
 *
 *   Who sleeps does not collect a claim: on waking its clock is set forward to
 *   min_vruntime, which follows the least one on the queue, less a credit of
 *   3 ms, so that it goes before those who have been running.
 *
 * Rules that make it deterministic
 *
 *   [F1] Equal vruntime: whoever has waited longer goes first.
 *   [F2] A waking task preempts if it is more than 1 ms (of its own weight)
 *        behind the running one.
 *   [F3] At the tick, a task that has run for its 4 ms slice (to the nearest
 *        tick) goes if another is not ahead of it.
 *   [F4] A new task starts level with min_vruntime; yield() sets the clock to
 *        the greatest one on the queue, behind which it queues.
 *
 * Context: every function with rq->lock held.
 *
 * Compared with Linux: same weights and the same clock; left out: groups,
 * bandwidth, load tracking, slices that shrink with the number of tasks.
 *
 * See also: tests/unit/sched_test.c.
 */

#include <linux/jiffies.h>
#include <linux/lockdep.h>
#include <linux/sched.h>

#include "fair.h"
#include "sched.h"

#define IDLE_WEIGHT	3		/* SCHED_IDLE */
#define SLICE_NS	4000000u
#define HALF_TICK_NS	(1000000000u / HZ / 2)

/* Nice -20 to 19; 1.25 between neighbours. */
static const u32 nice_weight[NICE_WIDTH] = {
	88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
	 9548,  7620,  6100,  4904,  3906,  3121,  2501,  1991,  1586,  1277,
	 1024,   820,   655,   526,   423,   335,   272,   215,   172,   137,
	  110,    87,    70,    56,    45,    36,    29,    23,    18,    15,
};

/* Division by the weight is multiplication by its inverse. */
void set_load_weight(struct task_struct *p)
{
	u32 weight = nice_weight[p->static_prio - MAX_RT_PRIO];

	if (p->policy == SCHED_IDLE)
		weight = IDLE_WEIGHT;
	p->se.weight = weight;
	p->se.inv_weight = ~0u / weight;
	p->se.wakeup_gran = scale_by_weight(WAKEUP_GRAN_NS, &p->se);	/* [F2] */
}

static bool entity_before(struct rb_node *a, const struct rb_node *b)
{
	return before(to_se(a)->vruntime, rb_entry(b, struct sched_entity, run_node)->vruntime);
}

/* Equal clocks: behind those that are there, or, for who was before them all, in front. */
static bool entity_not_after(struct rb_node *a, const struct rb_node *b)
{
	return !before(rb_entry(b, struct sched_entity, run_node)->vruntime, to_se(a)->vruntime);
}

/* [F1] There is a first one already. */
void queue_behind_next(struct cfs_rq *cfs, struct sched_entity *se)
{
	struct sched_entity *next = cfs->next;

	if (before(se->vruntime, next->vruntime)) {
		rb_add_cached(&next->run_node, &cfs->rest, entity_not_after);
		cfs->next = se;
	} else {
		rb_add_cached(&se->run_node, &cfs->rest, entity_before);
	}
}

/* The first of the tree becomes the next one. */
void refill_next(struct cfs_rq *cfs)
{
	struct rb_node *node = rb_first_cached(&cfs->rest);

	rb_erase_cached(node, &cfs->rest);
	cfs->next = to_se(node);
}

static void unqueue_entity(struct cfs_rq *cfs, struct sched_entity *se)
{
	if (se == cfs->next)
		drop_next(cfs);
	else
		rb_erase_cached(&se->run_node, &cfs->rest);
}

static void update_curr_fair(struct rq *rq)
{
	if (rq->cfs.curr)
		charge(rq, rq->cfs.curr);
}

static void enqueue_task_fair(struct rq *rq, struct task_struct *p, int flags)
{
	update_curr_fair(rq);
	if (flags & ENQUEUE_NEW)
		p->se.vruntime = rq->cfs.min_vruntime;		/* [F4] */
	if (flags & ENQUEUE_WAKEUP)
		enqueue_woken_fair(rq, p);
	else
		queue_entity(&rq->cfs, &p->se);
}

static void dequeue_task_fair(struct rq *rq, struct task_struct *p)
{
	if (&p->se == rq->cfs.curr) {
		sleep_fair(rq, p);
	} else {
		update_curr_fair(rq);
		unqueue_entity(&rq->cfs, &p->se);
	}
}

static struct task_struct *pick_fair(struct rq *rq)
{
	return rq->cfs.next ? pick_next_task_fair(rq) : NULL;
}

static void set_next_task_fair(struct rq *rq, struct task_struct *p)
{
	unqueue_entity(&rq->cfs, &p->se);
	start_running(rq, &p->se);
}

static void put_prev_task_fair(struct rq *rq, struct task_struct *p)
{
	put_back_fair(rq, p);
}

static bool preempts_fair(struct rq *rq, struct task_struct *p)
{
	return preempts_curr(rq, &p->se);
}

/* [F3] */
static void task_tick_fair(struct rq *rq, struct task_struct *p)
{
	struct sched_entity *se = &p->se;
	struct sched_entity *first = rq->cfs.next;

	charge(rq, se);
	if (!first || se->sum_exec_runtime - se->prev_sum_exec_runtime < SLICE_NS - HALF_TICK_NS)
		return;
	if (!before(se->vruntime, first->vruntime))
		resched_curr(rq);
}

/* [F4] */
static void yield_task_fair(struct rq *rq)
{
	struct sched_entity *se = &rq->curr->se;
	struct rb_node *node = rb_last(&rq->cfs.rest.rb_root);
	struct sched_entity *last = node ? to_se(node) : rq->cfs.next;

	charge(rq, se);
	if (last && before(se->vruntime, last->vruntime))
		se->vruntime = last->vruntime;
}

u64 fair_min_vruntime(const struct rq *rq)
{
	return READ_ONCE(rq->cfs.min_vruntime);
}

void init_cfs_rq(struct cfs_rq *cfs)
{
	cfs->rest = RB_ROOT_CACHED;
}

const struct sched_class fair_sched_class = {
	.rank = 1,
	.enqueue_task = enqueue_task_fair,
	.dequeue_task = dequeue_task_fair,
	.pick_next_task = pick_fair,
	.set_next_task = set_next_task_fair,
	.put_prev_task = put_prev_task_fair,
	.preempts_curr = preempts_fair,
	.task_tick = task_tick_fair,
	.yield_task = yield_task_fair,
	.update_curr = update_curr_fair,
};
