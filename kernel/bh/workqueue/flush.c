// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/flush.c - waiting until work is done
 *
 * One item (flush_work)
 *
 *   Behind the item a barrier is put: an item of our own whose function is complete().
 *   LINKED in the word of the item before keeps the two together through every
 *   list and makes one worker run both.  If the item is running, the barrier goes to
 *   the list of the worker that runs it.  Queued again meanwhile, the item
 *   comes behind the barrier: flushing waits for one run, not for ever.
 *
 * A whole queue (flush_workqueue)
 *
 *   Every item carries one of 16 colours, the queue's colour at the time it was
 *   queued, and each pwq counts its items by colour.  Flush number n gives the queue the next
 *   colour; what is queued from then on does not concern it.  It is over when
 *   no pwq has an item of colour n % 16 any more, nor of the flushes before it:
 *
 *        items   a a a | b b | c c c c        queue's colour: d
 *                  flush 1   flush 2   flush 3
 *
 *   color_pwqs[c] counts the pwqs that still have items of colour c.  The last
 *   such item of a pwq decrements it, and at zero wakes the flushers, who
 *   all look for themselves how far flush_done can advance.  When 15 flushes are
 *   under way all colours are taken, and the next one waits for the first to end.
 *
 *   [F1] Flushes end in the order in which they began.
 *   [F2] A colour is given out again only after the flush that it belonged to is over.
 */

#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/printk.h>
#include <linux/rculist.h>

#include "internal.h"

/* ---- colours ----------------------------------------------------------------------------- */

void init_flushing(struct workqueue_struct *wq)
{
	raw_spin_lock_init(&wq->flush_lock);
	init_waitqueue_head(&wq->flush_wait);
}

/* A pwq has no item of an old colour any more.  pool->lock is held. */
void color_finished(struct pool_workqueue *pwq, unsigned int color)
{
	struct workqueue_struct *wq = pwq->wq;

	/* Pairs with atomic_read_acquire() in advance(): our items come before its return. */
	if (atomic_dec_and_test(&wq->color_pwqs[color]))
		wake_up_all(&wq->flush_wait);
}

/* Count the flushes that are over, in order [F1].  flush_lock is held. */
static void advance(struct workqueue_struct *wq)
{
	while (wq->flush_done != wq->flush_next &&
	       !atomic_read_acquire(&wq->color_pwqs[wq->flush_done % WORK_NR_COLORS]))
		wq->flush_done++;
}

/* Is flush number @flush over? */
static bool flush_over(struct workqueue_struct *wq, unsigned int flush)
{
	unsigned long flags;
	bool over;

	raw_spin_lock_irqsave(&wq->flush_lock, flags);
	advance(wq);
	over = (int)(wq->flush_done - flush) > 0;
	raw_spin_unlock_irqrestore(&wq->flush_lock, flags);
	return over;
}

/* Is there a colour for one more flush, besides that of new items? [F2] */
static bool color_free(struct workqueue_struct *wq)
{
	unsigned long flags;
	bool room;

	raw_spin_lock_irqsave(&wq->flush_lock, flags);
	advance(wq);
	room = wq->flush_next - wq->flush_done < WORK_NR_COLORS - 1;
	raw_spin_unlock_irqrestore(&wq->flush_lock, flags);
	return room;
}

/* New items of this pwq get @next; note whether there are any of the old colour. */
static void change_color(struct pool_workqueue *pwq, unsigned int old, unsigned int next)
{
	raw_spin_lock_irq(&pwq->pool->lock);
	WARN_ON_ONCE(pwq->nr_in_flight[next]);		/* [F2] */
	if (pwq->nr_in_flight[old])
		atomic_inc(&pwq->wq->color_pwqs[old]);
	pwq->work_color = next;
	raw_spin_unlock_irq(&pwq->pool->lock);
}

/* Begin a flush.  wq->mutex is held and a colour is free.  Its number. */
static unsigned int begin_flush(struct workqueue_struct *wq)
{
	unsigned int flush = wq->flush_next;
	unsigned int color = wq->work_color;
	unsigned int next = (color + 1) % WORK_NR_COLORS;
	struct pool_workqueue *pwq;

	/* One for ourselves, or the first pwqs could finish before the last ones are counted. */
	atomic_set(&wq->color_pwqs[color], 1);
	wq->work_color = next;
	raw_spin_lock_irq(&wq->flush_lock);
	wq->flush_next = flush + 1;
	raw_spin_unlock_irq(&wq->flush_lock);

	for_each_pwq(pwq, wq)
		change_color(pwq, color, next);
	if (atomic_dec_and_test(&wq->color_pwqs[color]))
		wake_up_all(&wq->flush_wait);
	return flush;
}

/* WQ_MEM_RECLAIM promises progress; waiting for a queue without a rescuer breaks that. */
static void check_flush_dependency(struct workqueue_struct *target, work_func_t func)
{
	struct worker *worker;

	if (target->flags & WQ_MEM_RECLAIM)
		return;
	worker = current_wq_worker();
	WARN_ONCE(current->flags & PF_MEMALLOC,
		  "workqueue: PF_MEMALLOC task %d(%s) is flushing !WQ_MEM_RECLAIM %s:%ps",
		  current->pid, current->comm, target->name, func);
	WARN_ONCE(worker && worker->current_work &&
		  (worker_pwq(worker)->wq->flags & (WQ_MEM_RECLAIM | __WQ_LEGACY)) ==
			  WQ_MEM_RECLAIM,
		  "workqueue: WQ_MEM_RECLAIM %s:%ps is flushing !WQ_MEM_RECLAIM %s:%ps",
		  worker_pwq(worker)->wq->name, worker->current_func, target->name, func);
}

/* Waiting for a queue or an item is taking the lock which it "holds" while it runs. */
static void touch(struct lockdep_map *map, bool bh)
{
	if (bh)
		return;			/* it runs in softirq context, and waits for nobody */
	lock_map_acquire(map);
	lock_map_release(map);
}

/* flush_workqueue(): wait for what is queued on @wq at this moment. */
void __flush_workqueue(struct workqueue_struct *wq)
{
	unsigned int flush;

	might_sleep();
	if (WARN_ON(!wq_online))
		return;
	check_flush_dependency(wq, NULL);
	touch(&wq->lockdep_map, wq->flags & WQ_BH);

	mutex_lock(&wq->mutex);
	while (!color_free(wq)) {
		mutex_unlock(&wq->mutex);
		wait_event(wq->flush_wait, color_free(wq));
		mutex_lock(&wq->mutex);
	}
	flush = begin_flush(wq);
	mutex_unlock(&wq->mutex);

	wait_event(wq->flush_wait, flush_over(wq, flush));
}
EXPORT_SYMBOL(__flush_workqueue);

/* ---- draining ---------------------------------------------------------------------------- */

static bool drained(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;
	bool empty = true;

	mutex_lock(&wq->mutex);
	for_each_pwq(pwq, wq) {
		raw_spin_lock_irq(&pwq->pool->lock);
		empty = empty && !pwq->nr_active && list_empty(&pwq->inactive_works);
		raw_spin_unlock_irq(&pwq->pool->lock);
	}
	mutex_unlock(&wq->mutex);
	return empty;
}

static void count_drainer(struct workqueue_struct *wq, int diff)
{
	mutex_lock(&wq->mutex);
	wq->nr_drainers += diff;
	if (wq->nr_drainers)
		wq->flags |= __WQ_DRAINING;
	else
		wq->flags &= ~__WQ_DRAINING;
	mutex_unlock(&wq->mutex);
}

/**
 * drain_workqueue - wait until @wq is empty, items that its own items queue included
 *
 * Meanwhile nobody else may queue on it.
 * Context: process; sleeps.
 */
void drain_workqueue(struct workqueue_struct *wq)
{
	unsigned int tries = 0;

	count_drainer(wq, 1);
	for (;;) {
		__flush_workqueue(wq);
		if (drained(wq))
			break;
		tries++;
		if (tries == 10 || (tries % 100 == 0 && tries <= 1000))
			pr_warn("workqueue %s: %s() isn't complete after %u tries\n",
				wq->name, __func__, tries);
	}
	count_drainer(wq, -1);
}
EXPORT_SYMBOL_GPL(drain_workqueue);

/* ---- one item ---------------------------------------------------------------------------- */

struct wq_barrier {
	struct work_struct	work;
	struct completion	done;
};

static void wq_barrier_func(struct work_struct *work)
{
	complete(&container_of(work, struct wq_barrier, work)->done);
}

/*
 * Put a barrier right behind @target.  @worker: who runs it, or NULL if it waits.
 * The barrier has its colour, so that flush_workqueue() waits for it too, and INACTIVE
 * for good, so that it never counts against max_active.
 */
static void insert_barrier(struct pool_workqueue *pwq, struct wq_barrier *barr,
			   struct work_struct *target, struct worker *worker)
{
	unsigned long flags = WORK_STRUCT_INACTIVE;
	struct list_head *next;
	unsigned int color;

	/* Under the pool's lock nobody could look for it; it is new for sure. */
	barr->work = (struct work_struct)__WORK_INITIALIZER(barr->work, wq_barrier_func);
	init_completion(&barr->done);
	if (worker) {
		next = worker->scheduled.next;
		color = data_color(worker->current_data);
	} else {
		/* Barriers that are behind it already come after ours: pass LINKED on. */
		unsigned long data = work_data(target);

		next = target->entry.next;
		color = data_color(data);
		flags |= data & WORK_STRUCT_LINKED;
		set_work_data(target, data | WORK_STRUCT_LINKED);
	}
	lockdep_assert_held(&pwq->pool->lock);
	pwq->nr_in_flight[color]++;
	insert_work(pwq, &barr->work, next, flags | color_flags(color));
}

/* Find @work and put a barrier behind it; false if it is neither queued nor running. */
static bool start_flush_work(struct work_struct *work, struct wq_barrier *barr, bool from_cancel)
{
	struct worker *worker = NULL;
	struct workqueue_struct *wq;
	struct pool_workqueue *pwq;
	struct worker_pool *pool;
	unsigned long flags, data;

	local_irq_save(flags);			/* RCU: the pool stays in memory */
	pool = get_work_pool(work);
	if (!pool)
		goto idle;
	raw_spin_lock(&pool->lock);
	pwq = get_work_pwq(work);
	if (pwq && pwq->pool != pool)
		/* it was done, and has been queued elsewhere since */
		goto idle_unlock;
	if (!pwq) {
		worker = find_worker_executing_work(pool, work);
		if (!worker)
			goto idle_unlock;
		pwq = worker_pwq(worker);
	}
	check_flush_dependency(pwq->wq, work->func);
	insert_barrier(pwq, barr, work, worker);
	wq = pwq->wq;
	raw_spin_unlock_irqrestore(&pool->lock, flags);
	touch(&work->lockdep_map, wq->flags & WQ_BH);
	/* Items in front of it on a queue that runs one at a time must end, too. */
	if (!from_cancel && (wq->saved_max_active == 1 || wq->rescuer))
		touch(&wq->lockdep_map, false);
	return true;

idle_unlock:
	raw_spin_unlock(&pool->lock);
idle:
	local_irq_restore(flags);
	data = work_data(work);
	touch(&work->lockdep_map, !(data & WORK_STRUCT_PWQ) && (data & WORK_OFFQ_BH));
	return false;
}

/* flush_work(), also for one who has seen to it that the item is not queued any more. */
bool flush_one(struct work_struct *work, bool from_cancel)
{
	struct wq_barrier barr;

	might_sleep();
	if (WARN_ON(!wq_online) || WARN_ON(!work->func))
		return false;
	if (!start_flush_work(work, &barr, from_cancel))
		return false;
	wait_for_completion(&barr.done);
	destroy_work_on_stack(&barr.work);
	return true;
}

/**
 * flush_work - wait until the last queueing of @work is done
 *
 * Context: process; sleeps.  Not from @work itself.
 * Return: false if it was idle already.
 */
bool flush_work(struct work_struct *work)
{
	return flush_one(work, false);
}
EXPORT_SYMBOL_GPL(flush_work);

/**
 * flush_delayed_work - queue @dwork at once if its timer runs, and wait for it
 * Context: process; sleeps.
 * Return: false if it was idle already.
 */
bool flush_delayed_work(struct delayed_work *dwork)
{
	local_irq_disable();
	if (del_timer_sync(&dwork->timer))
		__queue_work(dwork->cpu, dwork->wq, &dwork->work);
	local_irq_enable();
	return flush_work(&dwork->work);
}
EXPORT_SYMBOL(flush_delayed_work);

/** flush_rcu_work - wait for the grace period if there is one, and for the item */
bool flush_rcu_work(struct rcu_work *rwork)
{
	if (!work_pending(&rwork->work))
		return flush_work(&rwork->work);
	rcu_barrier();
	flush_work(&rwork->work);
	return true;
}
EXPORT_SYMBOL(flush_rcu_work);
