// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/rescuer.c - work goes on when no worker can be made
 *
 * A pool whose workers all sleep needs one more, and a thread needs memory.  If
 * memory can only be had by an item of that very pool (write dirty pages, free
 * a cache), nothing moves any more.  So a queue with WQ_MEM_RECLAIM has a thread
 * of its own from the start, its rescuer, named like the queue.
 *
 *    manager                      mayday timer               rescuer of queue q
 *    -------                      ------------               ------------------
 *    makes a worker, arms timer
 *      waits for memory ...
 *                                 10 ms later: for each item
 *                                 that waits, note its pwq
 *                                 and wake its rescuer ----> joins the pool, runs the
 *                                 again every 100 ms         items of q, leaves it
 *      memory: worker made, timer off
 *
 * Queues without the flag wait until a worker can be made.
 */

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "internal.h"

DEFINE_RAW_SPINLOCK(wq_mayday_lock);

/* Put the pwq on its queue's list of those in distress.  wq_mayday_lock is held. */
void send_mayday(struct pool_workqueue *pwq)
{
	struct workqueue_struct *wq = pwq->wq;

	lockdep_assert_held(&wq_mayday_lock);
	if (!wq->rescuer || !list_empty(&pwq->mayday_node))
		return;
	get_pwq(pwq);			/* or the pwq could go while it is listed */
	list_add_tail(&pwq->mayday_node, &wq->maydays);
	wake_up_process(wq->rescuer->task);
}

/* Timer: the manager still has no new worker. */
void pool_mayday_timeout(struct timer_list *t)
{
	struct worker_pool *pool = from_timer(pool, t, mayday_timer);
	struct work_struct *work;

	raw_spin_lock_irq(&pool->lock);
	raw_spin_lock(&wq_mayday_lock);
	if (need_to_create_worker(pool))
		list_for_each_entry(work, &pool->worklist, entry)
			send_mayday(get_work_pwq(work));
	raw_spin_unlock(&wq_mayday_lock);
	raw_spin_unlock_irq(&pool->lock);
	mod_timer(&pool->mayday_timer, jiffies + MAYDAY_INTERVAL);
}

static struct pool_workqueue *take_mayday(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;

	raw_spin_lock_irq(&wq_mayday_lock);
	pwq = list_first_entry_or_null(&wq->maydays, struct pool_workqueue, mayday_node);
	if (pwq)
		list_del_init(&pwq->mayday_node);
	raw_spin_unlock_irq(&wq_mayday_lock);
	return pwq;
}

/* Run what waits of @pwq.  pool->lock is held, given up in between. */
static void run_stuck_works(struct worker *rescuer, struct pool_workqueue *pwq)
{
	struct worker_pool *pool = pwq->pool;
	struct work_struct *work, *n;

	list_for_each_entry_safe(work, n, &pool->worklist, entry)
		if (get_work_pwq(work) == pwq)
			move_linked_works(work, &rescuer->scheduled, &n);
	if (list_empty(&rescuer->scheduled))
		return;
	process_scheduled_works(rescuer);

	/* What has become active meanwhile: once more, but after the queue's other pwqs. */
	if (pwq->nr_active && need_to_create_worker(pool)) {
		raw_spin_lock(&wq_mayday_lock);
		send_mayday(pwq);
		raw_spin_unlock(&wq_mayday_lock);
	}
}

static void rescue(struct worker *rescuer, struct pool_workqueue *pwq)
{
	struct worker_pool *pool = pwq->pool;

	worker_attach_to_pool(rescuer, pool);
	set_cpus_allowed_ptr(current, pool->attrs.cpumask);
	raw_spin_lock_irq(&pool->lock);
	list_add(&rescuer->entry, &pool->busy_list);
	run_stuck_works(rescuer, pwq);
	list_del_init(&rescuer->entry);
	put_pwq(pwq);			/* send_mayday()'s */
	if (need_more_worker(pool))
		wake_up_worker(pool);
	raw_spin_unlock_irq(&pool->lock);
	worker_detach_from_pool(rescuer);
}

/* Always WORKER_PREP: a rescuer never counts as a running worker of the pool it helps. */
static int rescuer_thread(void *arg)
{
	struct worker *rescuer = arg;
	struct workqueue_struct *wq = rescuer->rescue_wq;
	struct pool_workqueue *pwq;
	bool stop;

	set_user_nice(current, RESCUER_NICE_LEVEL);
	current->wq_worker = rescuer;
	current->flags |= PF_WQ_WORKER;
	for (;;) {
		set_current_state(TASK_IDLE);
		stop = kthread_should_stop();	/* first: what is listed by then is still done */
		while ((pwq = take_mayday(wq))) {
			__set_current_state(TASK_RUNNING);
			rescue(rescuer, pwq);
			set_current_state(TASK_IDLE);
		}
		if (stop)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	current->flags &= ~PF_WQ_WORKER;
	return 0;
}

/* Give @wq its rescuer if it wants one.  0 or -errno. */
int init_rescuer(struct workqueue_struct *wq)
{
	struct worker *rescuer;

	if (!(wq->flags & WQ_MEM_RECLAIM))
		return 0;
	rescuer = alloc_worker();
	if (!rescuer)
		return -ENOMEM;
	rescuer->flags |= WORKER_RESCUER;
	rescuer->rescue_wq = wq;
	rescuer->task = kthread_create(rescuer_thread, rescuer, "%s", wq->name);
	if (IS_ERR(rescuer->task)) {
		int ret = PTR_ERR(rescuer->task);

		pr_err("workqueue: Failed to create a rescuer kthread for wq \"%s\": %pe\n",
		       wq->name, rescuer->task);
		kfree(rescuer);
		return ret;
	}
	wq->rescuer = rescuer;
	wake_up_process(rescuer->task);
	return 0;
}

/* From here on nobody calls it. */
void forget_rescuer(struct workqueue_struct *wq)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&wq_mayday_lock, flags);
	wq->rescuer = NULL;
	raw_spin_unlock_irqrestore(&wq_mayday_lock, flags);
}

void stop_rescuer(struct workqueue_struct *wq)
{
	struct worker *rescuer = wq->rescuer;

	if (!rescuer)
		return;
	forget_rescuer(wq);
	kthread_stop(rescuer->task);
	free_worker(rescuer);
}
