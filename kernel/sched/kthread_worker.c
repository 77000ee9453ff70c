// SPDX-License-Identifier: MIT
/*
 * kernel/sched/kthread_worker.c - a thread of one's own that runs works in order
 *
 * A small relative of the workqueues: one list, one thread, which the owner may
 * give a policy or a CPU.  A work is on the list, or running, or neither; it may
 * be queued again while it runs.
 *
 * Locking: worker->lock (order 18: outside rq->lock), interrupts off.
 */

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stdarg.h>
#include <linux/timer.h>

#include "sched.h"

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key)
{
	*worker = (struct kthread_worker){ .flags = 0 };
	__raw_spin_lock_init(&worker->lock, name, key);
	INIT_LIST_HEAD(&worker->work_list);
	INIT_LIST_HEAD(&worker->delayed_work_list);
}
EXPORT_SYMBOL(__kthread_init_worker);

/* ---- the thread -------------------------------------------------------------------- */

static struct kthread_work *next_work(struct kthread_worker *worker)
{
	struct kthread_work *work;

	raw_spin_lock_irq(&worker->lock);
	work = list_first_entry_or_null(&worker->work_list, struct kthread_work, node);
	if (work)
		list_del_init(&work->node);
	worker->current_work = work;
	raw_spin_unlock_irq(&worker->lock);
	return work;
}

static void end_worker(struct kthread_worker *worker)
{
	__set_current_state(TASK_RUNNING);
	raw_spin_lock_irq(&worker->lock);
	worker->task = NULL;
	raw_spin_unlock_irq(&worker->lock);
}

/**
 * kthread_worker_fn - what the thread of a worker runs
 * Context: a kthread.
 * Return: 0, when it is stopped.
 */
int kthread_worker_fn(void *worker_ptr)
{
	struct kthread_worker *worker = worker_ptr;
	struct kthread_work *work;

	WARN_ON(worker->task && worker->task != current);
	worker->task = current;
	for (;;) {
		/* Before looking at the list: pairs with the wake-up in insert_work(). */
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop()) {
			end_worker(worker);
			return 0;
		}
		work = next_work(worker);
		if (work) {
			__set_current_state(TASK_RUNNING);
			work->func(work);
		} else {
			schedule();
		}
		cond_resched();
	}
}
EXPORT_SYMBOL(kthread_worker_fn);

static __printf(3, 0)
struct kthread_worker *create_worker(int cpu, unsigned int flags, const char *namefmt,
				     va_list args)
{
	struct kthread_worker *worker = kzalloc(sizeof(*worker), GFP_KERNEL);
	char name[TASK_COMM_LEN];
	struct task_struct *task;

	if (!worker)
		return ERR_PTR(-ENOMEM);
	kthread_init_worker(worker);
	vsnprintf(name, sizeof(name), namefmt, args);
	task = kthread_create(kthread_worker_fn, worker, "%s", name);
	if (IS_ERR(task)) {
		kfree(worker);
		return ERR_CAST(task);
	}
	if (cpu >= 0)
		kthread_bind(task, cpu);
	worker->flags = flags;
	worker->task = task;
	wake_up_process(task);
	return worker;
}

/**
 * kthread_create_worker - make a worker and its thread
 * Context: a task, may sleep.
 * Return: the worker or an ERR_PTR.
 */
struct kthread_worker *kthread_create_worker(unsigned int flags, const char namefmt[], ...)
{
	struct kthread_worker *worker;
	va_list args;

	va_start(args, namefmt);
	worker = create_worker(-1, flags, namefmt, args);
	va_end(args);
	return worker;
}
EXPORT_SYMBOL(kthread_create_worker);

struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
						    const char namefmt[], ...)
{
	struct kthread_worker *worker;
	va_list args;

	va_start(args, namefmt);
	worker = create_worker(cpu, flags, namefmt, args);
	va_end(args);
	return worker;
}
EXPORT_SYMBOL(kthread_create_worker_on_cpu);

/* ---- queueing: worker->lock held ------------------------------------------------------ */

static bool may_queue(struct kthread_work *work)
{
	return list_empty(&work->node) && !work->canceling;
}

static void insert_work(struct kthread_worker *worker, struct kthread_work *work,
			struct list_head *before)
{
	lockdep_assert_held(&worker->lock);
	WARN_ON_ONCE(work->worker && work->worker != worker);
	list_add_tail(&work->node, before);
	work->worker = worker;
	if (!worker->current_work && worker->task)
		wake_up_process(worker->task);
}

/**
 * kthread_queue_work - have the worker run @work
 * Context: any but NMI.
 * Return: false if it was queued already.
 */
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work)
{
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&worker->lock, flags);
	queued = may_queue(work);
	if (queued)
		insert_work(worker, work, &worker->work_list);
	raw_spin_unlock_irqrestore(&worker->lock, flags);
	return queued;
}
EXPORT_SYMBOL(kthread_queue_work);

/* The timer of a delayed work: from the delayed list to the list. */
void kthread_delayed_work_timer_fn(struct timer_list *t)
{
	struct kthread_delayed_work *dwork = from_timer(dwork, t, timer);
	struct kthread_work *work = &dwork->work;
	struct kthread_worker *worker = work->worker;
	unsigned long flags;

	if (WARN_ON_ONCE(!worker))
		return;
	raw_spin_lock_irqsave(&worker->lock, flags);
	list_del_init(&work->node);
	if (!work->canceling)
		insert_work(worker, work, &worker->work_list);
	raw_spin_unlock_irqrestore(&worker->lock, flags);
}
EXPORT_SYMBOL(kthread_delayed_work_timer_fn);

static void queue_delayed(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			  unsigned long delay)
{
	struct kthread_work *work = &dwork->work;

	if (!delay) {
		insert_work(worker, work, &worker->work_list);
		return;
	}
	list_add(&work->node, &worker->delayed_work_list);
	work->worker = worker;
	dwork->timer.expires = jiffies + delay;
	add_timer(&dwork->timer);
}

/**
 * kthread_queue_delayed_work - have the worker run it in @delay ticks
 * Context: any but NMI.
 * Return: false if it was queued already.
 */
bool kthread_queue_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
				unsigned long delay)
{
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&worker->lock, flags);
	queued = may_queue(&dwork->work);
	if (queued)
		queue_delayed(worker, dwork, delay);
	raw_spin_unlock_irqrestore(&worker->lock, flags);
	return queued;
}
EXPORT_SYMBOL(kthread_queue_delayed_work);

/* ---- cancelling and flushing ------------------------------------------------------------ */

/* Stop the timer without the lock, which its function takes; nobody may queue meanwhile. */
static void stop_timer(struct kthread_work *work, unsigned long *flags)
{
	struct kthread_delayed_work *dwork = container_of(work, struct kthread_delayed_work, work);
	struct kthread_worker *worker = work->worker;

	work->canceling++;
	raw_spin_unlock_irqrestore(&worker->lock, *flags);
	del_timer_sync(&dwork->timer);
	raw_spin_lock_irqsave(&worker->lock, *flags);
	work->canceling--;
}

static bool unqueue(struct kthread_work *work)
{
	if (list_empty(&work->node))
		return false;
	list_del_init(&work->node);
	return true;
}

/**
 * kthread_mod_delayed_work - queue it, or change when it will run
 * Context: any but NMI; not in the timer's own hardirq.
 * Return: true if it was queued.
 */
bool kthread_mod_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			      unsigned long delay)
{
	struct kthread_work *work = &dwork->work;
	unsigned long flags;
	bool was_queued = false;

	raw_spin_lock_irqsave(&worker->lock, flags);
	if (work->worker)
		stop_timer(work, &flags);
	if (!work->canceling) {
		was_queued = unqueue(work);
		queue_delayed(worker, dwork, delay);
	}
	raw_spin_unlock_irqrestore(&worker->lock, flags);
	return was_queued;
}
EXPORT_SYMBOL(kthread_mod_delayed_work);

/* A work that tells when all before it are done. */
struct flush_work {
	struct kthread_work work;
	struct completion done;
};

static void flush_work_fn(struct kthread_work *work)
{
	complete(&container_of(work, struct flush_work, work)->done);
}

/**
 * kthread_flush_work - wait until @work is neither queued nor running
 * Context: a task, may sleep; not the worker itself.
 */
void kthread_flush_work(struct kthread_work *work)
{
	struct flush_work flush = { .work = KTHREAD_WORK_INIT(flush.work, flush_work_fn) };
	struct kthread_worker *worker = work->worker;
	bool wait = true;

	if (!worker)
		return;
	init_completion(&flush.done);
	raw_spin_lock_irq(&worker->lock);
	if (!list_empty(&work->node))
		insert_work(worker, &flush.work, work->node.next);
	else if (worker->current_work == work)
		insert_work(worker, &flush.work, worker->work_list.next);
	else
		wait = false;
	raw_spin_unlock_irq(&worker->lock);
	if (wait)
		wait_for_completion(&flush.done);
}
EXPORT_SYMBOL(kthread_flush_work);

/**
 * kthread_flush_worker - wait until all works queued so far are done
 * Context: a task, may sleep; not the worker itself.
 */
void kthread_flush_worker(struct kthread_worker *worker)
{
	struct flush_work flush = { .work = KTHREAD_WORK_INIT(flush.work, flush_work_fn) };

	init_completion(&flush.done);
	kthread_queue_work(worker, &flush.work);
	wait_for_completion(&flush.done);
}
EXPORT_SYMBOL(kthread_flush_worker);

static bool cancel_sync(struct kthread_work *work, bool delayed)
{
	struct kthread_worker *worker = work->worker;
	unsigned long flags;
	bool was_queued;

	if (!worker)
		return false;
	raw_spin_lock_irqsave(&worker->lock, flags);
	if (delayed)
		stop_timer(work, &flags);
	was_queued = unqueue(work);
	if (worker->current_work == work) {
		work->canceling++;		/* it shall not queue itself again */
		raw_spin_unlock_irqrestore(&worker->lock, flags);
		kthread_flush_work(work);
		raw_spin_lock_irqsave(&worker->lock, flags);
		work->canceling--;
	}
	raw_spin_unlock_irqrestore(&worker->lock, flags);
	return was_queued;
}

/**
 * kthread_cancel_work_sync - unqueue it, and wait until it does not run
 * Context: a task, may sleep; not the worker itself.
 * Return: whether it was queued.
 */
bool kthread_cancel_work_sync(struct kthread_work *work)
{
	return cancel_sync(work, false);
}
EXPORT_SYMBOL(kthread_cancel_work_sync);

bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *dwork)
{
	return cancel_sync(&dwork->work, true);
}
EXPORT_SYMBOL(kthread_cancel_delayed_work_sync);

/**
 * kthread_destroy_worker - do what is queued, end the thread, free the worker
 * Context: a task, may sleep; nobody else uses the worker.
 */
void kthread_destroy_worker(struct kthread_worker *worker)
{
	if (WARN_ON(!worker->task))
		return;
	kthread_flush_worker(worker);
	kthread_stop(worker->task);
	WARN_ON(!list_empty(&worker->delayed_work_list));
	WARN_ON(!list_empty(&worker->work_list));
	kfree(worker);
}
EXPORT_SYMBOL(kthread_destroy_worker);
