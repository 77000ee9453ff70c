// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/bh.c - WQ_BH: the workqueue interface, run in softirq context
 *
 * Since 6.9 Linux offers queues whose items run in softirq context, meant to replace
 * tasklets: the same moment of running, but cancel, flush and disable as
 * work has them.  Here such a queue is a worker pool whose only worker is
 * a tasklet of its CPU: waking the worker is scheduling the tasklet.  Its items must not
 * sleep, so the worker never blocks and the pool needs no other.
 */

#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/printk.h>

#include "internal.h"

/* Index 1: high priority, from the HI softirq. */
static DEFINE_PER_CPU(struct worker_pool [2], bh_worker_pools);

struct worker_pool *bh_pool(int cpu, bool highpri)
{
	return &per_cpu(bh_worker_pools, cpu)[highpri];
}

/* On the pool's CPU. */
static void schedule_pool(void *info)
{
	struct worker_pool *pool = info;

	if (pool->attrs.nice < 0)
		tasklet_hi_schedule(&pool->tasklet);
	else
		tasklet_schedule(&pool->tasklet);
}

/* wake_up_worker() for these pools.  Interrupts are off. */
void kick_bh_pool(struct worker_pool *pool)
{
	if (pool->cpu == raw_smp_processor_id())
		schedule_pool(pool);
	else	/* -EBUSY: it has been kicked, and has not looked yet */
		smp_call_function_single_async(pool->cpu, &pool->kick);
}

/* What worker_thread() is for the others. */
static void bh_worker(struct tasklet_struct *t)
{
	struct worker_pool *pool = from_tasklet(pool, t, tasklet);
	struct worker *worker;

	raw_spin_lock_irq(&pool->lock);
	worker = first_idle_worker(pool);
	worker->preempt_count = preempt_count() - PREEMPT_LOCK_OFFSET;
	worker_leave_idle(worker);
	worker_clr_flags(worker, WORKER_PREP);
	/* What is there now; what these items queue has to wait for the next softirq. */
	list_splice_tail_init(&pool->worklist, &worker->scheduled);
	process_scheduled_works(worker);
	worker_set_flags(worker, WORKER_PREP);
	worker_enter_idle(worker);
	if (need_more_worker(pool))
		kick_bh_pool(pool);
	raw_spin_unlock_irq(&pool->lock);
}

/* Their numbers count down from the top, so that the others have the numbers they have on Linux. */
void __init init_bh_pools(void)
{
	unsigned int cpu;
	int id = MAX_WORKER_POOLS;

	for_each_possible_cpu(cpu)
		for (int highpri = 0; highpri <= 1; highpri++) {
			struct worker_pool *pool = bh_pool(cpu, highpri);

			init_worker_pool(pool, cpu, highpri ? HIGHPRI_NICE_LEVEL : 0);
			pool->flags |= POOL_BH;
			tasklet_setup(&pool->tasklet, bh_worker);
			INIT_CSD(&pool->kick, schedule_pool, pool);
			worker_pool_assign_id(pool, --id);
			create_first_worker(pool);
		}
}
