// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/seldom.c - what seldom happens on the way of an item
 *
 * Called from workqueue.c, in this order; kept apart so that the usual way can be
 * read in one go.  [W1] to [W5] are that file's invariants.
 */

#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/string.h>

#include <trace/events/workqueue.h>

#include "internal.h"

/* A queue that is being emptied takes items only from its own functions. */
bool refuse_outsider(struct workqueue_struct *wq, struct work_struct *work)
{
	struct worker *worker = current_wq_worker();

	if (worker && worker->current_work && worker_pwq(worker)->wq == wq)
		return false;
	WARN_ONCE(1, "workqueue: cannot queue %ps on wq %s\n", work->func, wq->name);
	give_back(work);
	return true;
}

/*
 * The worker that is busy with @work.  Address and function: the memory may have been
 * reused.  Few workers are busy at a time, or they would not be workers of one pool.
 */
struct worker *find_worker_executing_work(struct worker_pool *pool, struct work_struct *work)
{
	struct worker *worker;

	lockdep_assert_held(&pool->lock);
	list_for_each_entry(worker, &pool->busy_list, entry)
		if (worker->current_work == work && worker->current_func == work->func)
			return worker;
	return NULL;
}

/*
 * [W3] An item that still runs on another pool than that of @pwq must go there again.
 * The pwq that shall have it, with its pool locked; NULL if the item is disabled.
 */
struct pool_workqueue *lock_other_pwq(struct pool_workqueue *pwq, struct work_struct *work)
{
	struct worker_pool *last = get_work_pool(work);
	struct worker *worker;

	if (work_data(work) & WORK_OFFQ_DISABLE_MASK)
		return NULL;
	if (last && last != pwq->pool) {
		lock_pool(last);
		worker = find_worker_executing_work(last, work);
		if (worker && worker_pwq(worker)->wq == pwq->wq)
			return worker_pwq(worker);
		unlock_pool(last);
	}
	lock_pool(pwq->pool);
	return pwq;
}

/*
 * apply_workqueue_attrs() has just replaced the pwq: cpu_pwq[] names the new one soon,
 * in all its entries, since the queue is unbound.
 */
struct pool_workqueue *lock_successor(struct pool_workqueue *pwq)
{
	while (!pwq->refcnt) {
		struct workqueue_struct *wq = pwq->wq;

		unlock_pool(pwq->pool);
		cpu_relax();
		pwq = READ_ONCE(wq->cpu_pwq[0]);
		lock_pool(pwq->pool);
	}
	return pwq;
}

/* [W3] Somebody is still busy with the item: let him do it again afterwards. */
bool leave_to_its_worker(struct worker_pool *pool, struct work_struct *work)
{
	struct worker *busy = find_worker_executing_work(pool, work);

	if (!busy)
		return false;
	move_linked_works(work, &busy->scheduled, NULL);
	return true;
}

/* [W5] Who came back with a lock or in atomic context?  It would break another item's back. */
void check_leak(struct worker *worker)
{
	/* A tasklet runs on somebody else's task, whose locks do not concern us. */
	if (preempt_count() == worker->preempt_count &&
	    !(worker->task && lockdep_depth(current)))
		return;
	pr_err("BUG: workqueue leaked lock or atomic: %s/0x%08x/%d\n     last function: %ps\n",
	       current->comm, preempt_count(), task_pid_nr(current), worker->current_func);
	debug_show_held_locks(current);
	dump_stack();
	worker->flags |= WORKER_LEAKED;
	if (worker->task)
		cond_resched();
}

/*
 * call_work() with debug=lockdep.  To the checker, running an item is holding two locks,
 * the item's and its queue's, and flushing either is taking it: so it sees who waits for
 * whom.  The item may be freed by its function, hence the copy.
 */
void call_watched(struct worker *worker, struct work_struct *work)
{
	struct workqueue_struct *wq = worker_pwq(worker)->wq;
	bool may_wait = worker->task;	/* a softirq does not */
	struct lockdep_map map;

	if (may_wait) {
		lockdep_copy_map(&map, &work->lockdep_map);
		lock_map_acquire(&wq->lockdep_map);
		lock_map_acquire(&map);
	}
	trace_workqueue_execute_start(work);
	worker->current_func(work);
	trace_workqueue_execute_end(worker->current_work, worker->current_func);
	if (may_wait) {
		lock_map_release(&map);
		lock_map_release(&wq->lockdep_map);
	}
	check_leak(worker);
}

/* The name by which ps shows the worker.  The lock has been held since its last item. */
void note_topic(struct worker *worker, struct workqueue_struct *wq)
{
	worker->desc_serial = wq->serial;
	strscpy(worker->desc, wq->name, WORKER_DESC_LEN);
}

/* It has been asked to leave, or an item left it in atomic context: true if it shall leave. */
bool worker_is_odd(struct worker *worker)
{
	if (worker->flags & WORKER_DIE)
		return true;
	/* The scheduler has complained as well; the next item starts clean. */
	worker->flags &= ~WORKER_LEAKED;
	preempt_count_set(PREEMPT_LOCK_OFFSET);
	return false;
}
