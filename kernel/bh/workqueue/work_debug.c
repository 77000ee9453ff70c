// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/work_debug.c - debug=objects: find the items that are queued in some memory
 *
 * What is looked for, and what happens then: lib/debugobjects.c.  An item whose delay has
 * not passed is found by its timer.  One that runs is not in use: it may free itself.
 *
 * Context: any but NMI.  A pool whose lock is taken is passed over: it may be by the caller.
 */

#include <linux/debugobjects.h>
#include <linux/export.h>

#include "internal.h"

static struct work_struct *find_in_list(struct list_head *list, const void *start,
					unsigned long size)
{
	struct work_struct *work;

	list_for_each_entry(work, list, entry)
		if ((unsigned long)work - (unsigned long)start < size)
			return work;
	return NULL;
}

/* pool->lock is held. */
static struct work_struct *find_in_pool(struct worker_pool *pool, const void *start,
					unsigned long size)
{
	struct work_struct *work = find_in_list(&pool->worklist, start, size);
	struct worker *worker;

	list_for_each_entry(worker, &pool->busy_list, entry)
		work = work ?: find_in_list(&worker->scheduled, start, size);
	return work;
}

static void *find_queued(struct worker_pool *pool, struct list_head *list, const void *start,
			 unsigned long size)
{
	struct work_struct *work;
	unsigned long flags;

	if (!raw_spin_trylock_irqsave(&pool->lock, flags))
		return NULL;
	work = list ? find_in_list(list, start, size) : find_in_pool(pool, start, size);
	raw_spin_unlock_irqrestore(&pool->lock, flags);
	return work;
}

static void *find_work(const void *start, unsigned long size)
{
	struct workqueue_struct *wq;
	struct pool_workqueue *pwq;
	void *work = NULL;

	rcu_read_lock();
	for (int id = 0; id < MAX_WORKER_POOLS && !work; id++) {
		struct worker_pool *pool = READ_ONCE(worker_pools[id]);

		if (pool)
			work = find_queued(pool, NULL, start, size);
	}
	list_for_each_entry_rcu(wq, &workqueues, list)
		for_each_pwq(pwq, wq)
			work = work ?: find_queued(pwq->pool, &pwq->inactive_works, start, size);
	rcu_read_unlock();
	return work;
}

/* ---- by their functions; here those that run count, too ----------------------------------- */

static void *function_in_list(struct list_head *list, const void *start, unsigned long size)
{
	struct work_struct *work;

	list_for_each_entry(work, list, entry)
		if ((unsigned long)work->func - (unsigned long)start < size)
			return work->func;
	return NULL;
}

static void *function_in_pool(struct worker_pool *pool, const void *start, unsigned long size)
{
	struct worker *worker;
	unsigned long flags;
	void *func;

	raw_spin_lock_irqsave(&pool->lock, flags);
	func = function_in_list(&pool->worklist, start, size);
	list_for_each_entry(worker, &pool->busy_list, entry) {
		func = func ?: function_in_list(&worker->scheduled, start, size);
		if (worker->current_work &&
		    (unsigned long)worker->current_func - (unsigned long)start < size)
			func = worker->current_func;
	}
	raw_spin_unlock_irqrestore(&pool->lock, flags);
	return func;
}

static void *function_in_pwq(struct pool_workqueue *pwq, const void *start, unsigned long size)
{
	unsigned long flags;
	void *func;

	raw_spin_lock_irqsave(&pwq->pool->lock, flags);
	func = function_in_list(&pwq->inactive_works, start, size);
	raw_spin_unlock_irqrestore(&pwq->pool->lock, flags);
	return func;
}

/* A delayed one that waits is found by its timer. */
static void *find_work_function(const void *start, unsigned long size)
{
	struct workqueue_struct *wq;
	struct pool_workqueue *pwq;
	void *func = NULL;

	rcu_read_lock();
	for (int id = 0; id < MAX_WORKER_POOLS && !func; id++)
		if (READ_ONCE(worker_pools[id]))
			func = function_in_pool(READ_ONCE(worker_pools[id]), start, size);
	list_for_each_entry_rcu(wq, &workqueues, list)
		for_each_pwq(pwq, wq)
			func = func ?: function_in_pwq(pwq, start, size);
	rcu_read_unlock();
	return func;
}

static void *work_hint(void *work)
{
	return ((struct work_struct *)work)->func;
}

static void take_back(void *work)
{
	cancel_work(work);
}

const struct debug_obj_descr work_debug_descr = {
	.name = "work_struct",
	.find_active = find_work,
	.debug_hint = work_hint,
	.fixup = take_back,
	.find_function = find_work_function,
};
EXPORT_SYMBOL_GPL(work_debug_descr);
