// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/workqueue.c - one work item: queued, a worker woken, run
 *
 * Reading order: 14.  Reached from schedule_work() in a top half (drivers/misc/edu_main.c).
 *                     Continues in kernel/sched/core.c.
 *
 * What it is for
 *
 *   Softirqs and tasklets run in the middle of whatever was interrupted: they
 *   must not sleep, so they cannot take a mutex, wait for a device or allocate
 *   memory at leisure.  A work item can: its function runs in a thread.  To give
 *   every driver threads of its own would waste them, and one thread for all
 *   would let a driver that sleeps hold up the rest.  So the threads are pooled,
 *   and the pool sees to it that exactly one of them runs on a CPU at a time.
 *
 * How it works
 *
 *   An item waits on the worklist of a pool; each CPU has two, of normal and of
 *   high priority.  The kworkers of a pool take items from the list.  The pool
 *   counts those that run (nr_running) and keeps one idle in reserve:
 *
 *     interrupt          worker A (busy)         worker B (idle)
 *     ---------          ---------------         ---------------
 *     queue_work(w1)
 *       nr_running 0 --> wakes, nr_running 1
 *                        w1: mutex_lock()
 *     queue_work(w2)       blocks: schedule() calls
 *       nr_running 1:      wq_worker_sleeping()
 *       wake nobody        nr_running 0 -------> wakes, nr_running 1
 *                                                w2: runs
 *                        gets the mutex
 *                          nr_running 2, w1 ends
 *                        w2 ended meanwhile, nothing left: both become idle
 *
 *   The scheduler itself says when a worker blocks: that is the whole trick.  A
 *   pool never has two items computing, nor none while items wait.
 *
 *   queue_work() costs so little because it wakes only when nr_running is 0.
 *
 * Context
 *
 *   function               may be called from       interrupts
 *   queue_work_on()        anywhere but NMI         any; saved and restored
 *   wq_worker_sleeping()   schedule(), worker       on
 *   a work function        -                        on; may sleep
 *
 * Locking
 *
 *   Bit PENDING of work->data decides who owns an item: whoever sets it queues
 *   it, or cancels.  pool->lock guards the lists and the counts.  It is taken
 *   with interrupts off, since handlers queue, and held across a wake-up, so the
 *   scheduler must not queue work under its own locks.
 *
 * Invariants (each is asserted, or upheld at the tag)
 *
 *   [W1] An item is on at most one list, and only while it is PENDING.
 *   [W2] PENDING goes before the function starts: queued again meanwhile, an item
 *        runs again.  What was written before queue_work() is then visible.
 *   [W3] An item never runs twice at the same time.
 *   [W4] Items wait, and nobody runs: then an idle worker has been woken, or one
 *        is being made.
 *   [W5] A function returns holding no lock and with preempt_count as it was.
 *
 * Compared with Linux
 *
 *   Same states and rules.  Left out: NUMA, CPU hotplug, freezing.
 *   An idle worker that has been woken already is not woken again.
 *
 * See also: pool.c (workers come and go), flush.c, cancel.c, delayed.c, rescuer.c,
 * bh.c; docs/workqueues.md; tests/unit/workqueue_test.c.
 */

#include <linux/export.h>
#include <linux/workqueue_hooks.h>

#include <trace/events/workqueue.h>

#include "internal.h"

/* ---- queue -------------------------------------------------------------------------- */

/* Put a PENDING item before @head; from here on work->data points to the pwq. */
__always_inline void insert_work(struct pool_workqueue *pwq, struct work_struct *work,
				 struct list_head *head, unsigned long flags)
{
	set_work_pwq(work, pwq, flags);
	list_add_tail(&work->entry, head);		/* [W1] */
	get_pwq(pwq);
}

/*
 * Wake the worker that became idle last: its stack and data are still in the
 * caches.  An idle worker's task is TASK_RUNNING only if it has been woken and not
 * yet got pool->lock; it will see the list then, so one wake-up is enough.
 */
__always_inline void wake_up_worker(struct worker_pool *pool)
{
	struct list_head *first = pool->idle_list.next;
	struct worker *worker;

	if (unlikely(first == &pool->idle_list))
		return;				/* [W4] the manager is making one */
	worker = list_entry(first, struct worker, entry);
	if (unlikely(!worker->task))
		kick_bh_pool(pool);
	else if (!task_is_running(worker->task))
		wake_up_process(worker->task);
}

/* Queue an item whose PENDING bit is ours.  false: it is disabled. */
static __always_inline bool queue_claimed(unsigned long cpu, struct workqueue_struct *wq,
					  struct work_struct *work)
{
	struct pool_workqueue *pwq;
	struct worker_pool *pool;
	unsigned int color;

	if (unlikely(wq->flags & (__WQ_DRAINING | __WQ_DESTROYING)) && refuse_outsider(wq, work))
		return true;

	/* Interrupts are off, which RCU takes for a reader: the pwq stays in memory. */
	pwq = READ_ONCE(wq->cpu_pwq[cpu == WORK_CPU_UNBOUND ? raw_smp_processor_id() : cpu]);
	/* Mostly the item ran on the same pool last time, and nothing else is to be said. */
	if (likely(work_data(work) == pwq->pool->claimed_data)) {
		lock_pool(pwq->pool);
	} else {
		pwq = lock_other_pwq(pwq, work);
		if (!pwq) {
			give_back(work);
			return false;
		}
	}
	if (unlikely(!pwq->refcnt))
		pwq = lock_successor(pwq);
	pool = pwq->pool;

	trace_workqueue_queue_work(cpu, pwq, work);
	/* [W1] Has it been initialised again while it was queued? */
	if (debug_enabled(DEBUG_LIST) && WARN_ON(!list_empty(&work->entry)))
		goto unlock;
	color = pwq->work_color;
	pwq->nr_in_flight[color]++;
	if (likely(pwq->nr_active < pwq->max_active)) {
		pwq->nr_active++;
		trace_workqueue_activate_work(work);
		insert_work(pwq, work, &pool->worklist, color_flags(color));
		if (!pool->nr_running)
			wake_up_worker(pool);		/* [W4] */
	} else {
		insert_work(pwq, work, &pwq->inactive_works,
			    color_flags(color) | WORK_STRUCT_INACTIVE);
	}
unlock:
	unlock_pool(pool);
	return true;
}

/**
 * queue_work_on - let a worker of a given CPU run @work soon
 * @cpu: its number, or WORK_CPU_UNBOUND for "here" (any CPU on an unbound queue)
 *
 * Interrupts are off from setting PENDING until the item is on a list, or a handler that
 * wants to cancel it would wait for the code it has interrupted.
 *
 * Context: anywhere but NMI.
 * Return: false if @work was pending already or is disabled.
 */
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long flags;
	bool queued = false;

	local_irq_save(flags);
	if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work)))
		queued = queue_claimed(cpu, wq, work);
	local_irq_restore(flags);
	return queued;
}
EXPORT_SYMBOL(queue_work_on);

/* The same for those who set PENDING earlier: a timer, RCU.  Interrupts are off. */
bool __queue_work(unsigned int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	lockdep_assert_irqs_disabled();
	return queue_claimed(cpu, wq, work);
}

/* ---- run ---------------------------------------------------------------------------- */

/*
 * The item that @worker shall run now: one that is meant for it, else, as long as
 * it is the only one of its pool that runs, the first of the pool.  false: none.
 */
static __always_inline bool next_work(struct worker *worker, struct worker_pool *pool,
				      bool scheduled_only, struct work_struct **work)
{
	if (likely(list_empty(&worker->scheduled))) {
		if (scheduled_only || list_empty(&pool->worklist) || pool->nr_running > 1)
			return false;
		*work = list_first_entry(&pool->worklist, struct work_struct, entry);
		if (likely(!(work_data(*work) & WORK_STRUCT_LINKED)))
			return true;
		move_linked_works(*work, &worker->scheduled, NULL);
	}
	*work = list_first_entry(&worker->scheduled, struct work_struct, entry);
	return true;
}

/* Take the item off its list and note who runs it.  Ends its being PENDING. */
static __always_inline void begin_work(struct worker *worker, struct worker_pool *pool,
				       struct pool_workqueue *pwq, struct work_struct *work)
{
	worker->current_work = work;
	worker->current_func = work->func;
	list_del_init(&work->entry);

	if (unlikely(pwq->wq->flags & WQ_CPU_INTENSIVE))
		worker_set_flags(worker, WORKER_CPU_INTENSIVE);
	/* Of an unbound pool, or CPU intensive: the next item need not wait for this one. */
	if (!pool->nr_running && !list_empty(&pool->worklist))
		wake_up_worker(pool);

	/*
	 * [W2] A full barrier on both sides.  Before: our changes to the item come
	 * before somebody else's who then sets PENDING.  After: pairs with the
	 * locked test_and_set_bit() in queue_work_on(); either that finds PENDING clear
	 * and queues again, or the function sees what was written before it.
	 */
	(void)atomic_long_xchg(&work->data, (long)pool->idle_data);
}

/* Call the function.  The item may be freed by it: only its address is used afterwards. */
static __always_inline void call_work(struct worker *worker, struct work_struct *work)
{
	if (lockdep_enabled()) {
		call_watched(worker, work);
		return;
	}
	trace_workqueue_execute_start(work);
	worker->current_func(work);
	trace_workqueue_execute_end(worker->current_work, worker->current_func);

	if (unlikely(!preempt_count_at_rest()))
		check_leak(worker);
}

/* An active item is done: its place goes to one that max_active held back, if there is one. */
static __always_inline void pass_on_place(struct pool_workqueue *pwq)
{
	struct work_struct *next;

	if (likely(list_empty(&pwq->inactive_works)) || pwq->nr_active > pwq->max_active) {
		pwq->nr_active--;
		return;
	}
	next = list_first_entry(&pwq->inactive_works, struct work_struct, entry);
	if (unlikely(work_data(next) & WORK_STRUCT_LINKED)) {
		pwq->nr_active--;
		activate_inactive_work(next);
		return;
	}
	list_move_tail(&next->entry, &pwq->pool->worklist);
	set_work_data(next, work_data(next) & ~(unsigned long)WORK_STRUCT_INACTIVE);
}

/* An item is done or cancelled: undo what queueing counted.  @data: its word when queued. */
__always_inline void pwq_dec_nr_in_flight(struct pool_workqueue *pwq, unsigned long data)
{
	unsigned int color = data_color(data);

	if (likely(!(data & WORK_STRUCT_INACTIVE)))
		pass_on_place(pwq);
	pwq->nr_in_flight[color]--;
	if (unlikely(color != pwq->work_color) && !pwq->nr_in_flight[color])
		color_finished(pwq, color);		/* somebody flushes */
	put_pwq(pwq);
}

static __always_inline void end_work(struct worker *worker, struct pool_workqueue *pwq)
{
	worker->current_work = NULL;
	if (unlikely(worker->flags & WORKER_CPU_INTENSIVE))
		worker_clr_flags(worker, WORKER_CPU_INTENSIVE);
	pwq_dec_nr_in_flight(pwq, worker->current_data);
}

/* Run items, one after the other.  pool->lock is held, and given up for each function. */
static __always_inline void process_works(struct worker *worker, bool scheduled_only)
{
	struct worker_pool *pool = worker->pool;
	struct pool_workqueue *pwq = NULL;
	struct work_struct *work;

	lockdep_assert_held(&pool->lock);
	while (next_work(worker, pool, scheduled_only, &work)) {
		/* Only when others are busy too can one of them be busy with this item. */
		if (unlikely(pool->busy_list.next != pool->busy_list.prev) &&
		    leave_to_its_worker(pool, work))
			continue;
		worker->current_data = work_data(work);
		pwq = worker_pwq(worker);
		begin_work(worker, pool, pwq, work);
		raw_spin_unlock_irq(&pool->lock);

		call_work(worker, work);

		raw_spin_lock_irq(&pool->lock);
		pool->nr_done++;
		end_work(worker, pwq);
	}
	if (pwq && unlikely(worker->desc_serial != pwq->wq->serial))
		note_topic(worker, pwq->wq);
}

/* All that the pool has. */
static noinline void process_worklist(struct worker *worker)
{
	process_works(worker, false);
}

/* Those only that are meant for this worker: of rescuers and WQ_BH. */
void process_scheduled_works(struct worker *worker)
{
	process_works(worker, true);
}

/*
 * Idle until somebody finds work or wants this worker to leave.  pool->lock as above.
 * false if the whole pool goes.
 */
static bool worker_sleep(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	if (unlikely(pool->flags & POOL_DYING))
		return false;
	worker_enter_idle(worker);
	/* Under the lock: whoever queues after us sees that this one must be woken. */
	__set_current_state(TASK_IDLE);
	raw_spin_unlock_irq(&pool->lock);
	schedule();
	raw_spin_lock_irq(&pool->lock);
	return true;
}

/*
 * A kworker.  Before it starts on an item it makes sure that another worker is
 * idle, who takes over when this one blocks; while it makes one it does not count
 * as running (WORKER_PREP).
 */
int worker_thread(void *arg)
{
	struct worker *worker = arg;
	struct worker_pool *pool = worker->pool;

	current->wq_worker = worker;
	current->flags |= PF_WQ_WORKER;
	raw_spin_lock_irq(&pool->lock);
	do {
		if (unlikely(worker->flags & (WORKER_DIE | WORKER_LEAKED)) &&
		    worker_is_odd(worker))
			break;
		leave_idle_list(worker, pool);
		while (need_more_worker(pool)) {
			if (unlikely(!pool->nr_idle) && manage_workers(worker))
				continue;	/* the lock was given up: look again */
			worker_clr_flags(worker, WORKER_PREP);
			process_worklist(worker);
			worker_set_flags(worker, WORKER_PREP);
		}
	} while (worker_sleep(worker));
	worker_leave(worker);
	return 0;
}

/* ---- the function sleeps ----------------------------------------------------------------- */

/*
 * The scheduler is about to take the CPU from a worker that blocks inside its
 * item.  If nobody of the pool runs then and items wait, the next worker starts.
 */
void wq_worker_sleeping(struct task_struct *task)
{
	struct worker *worker = task->wq_worker;
	struct worker_pool *pool;

	if (worker->flags & WORKER_NOT_RUNNING || READ_ONCE(worker->sleeping))
		return;

	pool = worker->pool;
	WRITE_ONCE(worker->sleeping, 1);
	raw_spin_lock_irq(&pool->lock);
	pool->nr_running--;
	if (need_more_worker(pool))
		wake_up_worker(pool);		/* [W4] */
	raw_spin_unlock_irq(&pool->lock);
}

/*
 * It runs again.  No lock: only workers of this CPU change nr_running, and none
 * of them can come between while preemption is off.
 */
void wq_worker_running(struct task_struct *task)
{
	struct worker *worker = task->wq_worker;

	if (likely(!READ_ONCE(worker->sleeping)))
		return;
	preempt_disable();
	if (!(worker->flags & WORKER_NOT_RUNNING))
		worker->pool->nr_running++;
	preempt_enable();
	WRITE_ONCE(worker->sleeping, 0);
}
