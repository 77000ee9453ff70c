// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/pool.c - worker pools, and how their workers come and go
 *
 * What it is for
 *
 *   workqueue.c runs items as long as there is an idle worker to take over when
 *   one blocks.  This file sees to it that there is: not too few, or items would
 *   wait for a sleeper; not too many, or memory would go into idle stacks.
 *
 * How it works
 *
 *   A worker that is about to start on an item and finds nobody idle becomes
 *   the manager of its pool: it makes one more worker first.  So a pool has at least
 *   two, one that works and one in reserve, and grows by one each time the reserve
 *   is called on.  It shrinks by a timer: while there are more than two idle, and more than a
 *   quarter of the busy ones, who has been idle for five minutes leaves.
 *
 *   Making a worker needs memory, and memory may need a work item to be freed.
 *   When it takes long, the mayday timer calls the rescuers (rescuer.c).
 *
 *   The pools of CPU n are numbers 2n (normal) and 2n+1 (high priority).  Unbound queues
 *   share pools by their attributes; these have the next numbers, and the name
 *   of their workers shows it: kworker/u4:0 is worker 0 of pool 4.
 *
 * Locking
 *
 *   pool->lock for the lists and counts; wq_pool_attach_mutex for who belongs to which
 *   pool; wq_pool_mutex for which unbound pools there are.
 */

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue_hooks.h>

#include "internal.h"

DEFINE_MUTEX(wq_pool_mutex);
DEFINE_MUTEX(wq_pool_attach_mutex);

struct worker_pool *worker_pools[MAX_WORKER_POOLS];
static LIST_HEAD(unbound_pools);		/* wq_pool_mutex */

/* ---- idle workers ------------------------------------------------------------------------ */

static bool too_many_workers(struct worker_pool *pool)
{
	int nr_idle = pool->nr_idle + !!(pool->flags & POOL_MANAGER_ACTIVE);
	int nr_busy = pool->nr_workers - nr_idle;

	return nr_idle > 2 && (nr_idle - 2) * MAX_IDLE_RATIO >= nr_busy;
}

/* Note that @worker has nothing to do.  It does not count as running already. */
void worker_enter_idle(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	lockdep_assert_held(&pool->lock);
	worker->flags |= WORKER_IDLE;
	pool->nr_idle++;
	worker->last_active = jiffies;
	list_move(&worker->entry, &pool->idle_list);
	if (unlikely(too_many_workers(pool)) && !timer_pending(&pool->idle_timer))
		mod_timer(&pool->idle_timer, jiffies + IDLE_WORKER_TIMEOUT);
}

/* Ask an idle worker to leave.  It is off every list before it learns of it. */
static void dismiss_worker(struct worker *worker)
{
	worker_leave_idle(worker);
	worker->flags |= WORKER_DIE;
	worker->pool->nr_workers--;
	wake_up_process(worker->task);
}

/* Timer: let those go who have been idle for long; they are at the end of the list. */
static void idle_worker_timeout(struct timer_list *t)
{
	struct worker_pool *pool = from_timer(pool, t, idle_timer);
	unsigned long flags;

	raw_spin_lock_irqsave(&pool->lock, flags);
	while (too_many_workers(pool)) {
		struct worker *worker = list_last_entry(&pool->idle_list, struct worker, entry);
		unsigned long expires = worker->last_active + IDLE_WORKER_TIMEOUT;

		if (time_before(jiffies, expires)) {
			mod_timer(&pool->idle_timer, expires);
			break;
		}
		dismiss_worker(worker);
	}
	raw_spin_unlock_irqrestore(&pool->lock, flags);
}

/* ---- a worker's life --------------------------------------------------------------------- */

struct worker *alloc_worker(void)
{
	struct worker *worker = kzalloc(sizeof(*worker), GFP_KERNEL);

	if (!worker)
		return NULL;
	INIT_LIST_HEAD(&worker->entry);
	INIT_LIST_HEAD(&worker->scheduled);
	INIT_LIST_HEAD(&worker->node);
	worker->flags = WORKER_PREP;
	return worker;
}

static void free_worker_rcu(struct rcu_head *rcu)
{
	kfree(container_of(rcu, struct worker, rcu));
}

/* Its task no longer has PF_WQ_WORKER; who saw the flag before is an RCU reader. */
void free_worker(struct worker *worker)
{
	call_rcu(&worker->rcu, free_worker_rcu);
}

/* Make the calling rescuer or a new worker a member of @pool. */
void worker_attach_to_pool(struct worker *worker, struct worker_pool *pool)
{
	mutex_lock(&wq_pool_attach_mutex);
	if (pool->cpu < 0)
		worker->flags |= WORKER_UNBOUND;
	list_add_tail(&worker->node, &pool->workers);
	worker->pool = pool;
	mutex_unlock(&wq_pool_attach_mutex);
}

void worker_detach_from_pool(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	mutex_lock(&wq_pool_attach_mutex);
	list_del_init(&worker->node);
	worker->pool = NULL;
	worker->flags &= ~WORKER_UNBOUND;
	if (list_empty(&pool->workers) && (pool->flags & POOL_DYING))
		complete(&pool->gone);
	mutex_unlock(&wq_pool_attach_mutex);
}

/* The smallest number that no worker of the pool has.  Only its manager adds workers. */
static int free_worker_id(struct worker_pool *pool)
{
	struct worker *worker;
	int id = 0;

	mutex_lock(&wq_pool_attach_mutex);
again:
	list_for_each_entry(worker, &pool->workers, node)
		if (worker->id == id && !(worker->flags & WORKER_RESCUER)) {
			id++;
			goto again;
		}
	mutex_unlock(&wq_pool_attach_mutex);
	return id;
}

static struct task_struct *create_worker_task(struct worker *worker, struct worker_pool *pool)
{
	if (pool->cpu < 0)
		return kthread_create(worker_thread, worker, "kworker/u%d:%d",
				      pool->id, worker->id);
	return kthread_create(worker_thread, worker, "kworker/%d:%d%s", pool->cpu, worker->id,
			      pool->attrs.nice < 0 ? "H" : "");
}

/**
 * create_worker - add an idle worker to @pool
 *
 * Context: process; may sleep.
 * Return: the worker, which has been woken, or NULL.
 */
struct worker *create_worker(struct worker_pool *pool)
{
	struct worker *worker = alloc_worker();
	unsigned long flags;

	if (!worker)
		return NULL;
	worker->id = free_worker_id(pool);
	if (!(pool->flags & POOL_BH)) {
		worker->task = create_worker_task(worker, pool);
		if (IS_ERR(worker->task)) {
			kfree(worker);
			return NULL;
		}
		set_user_nice(worker->task, pool->attrs.nice);
		kthread_bind_mask(worker->task, pool->attrs.cpumask);
	}
	worker_attach_to_pool(worker, pool);

	/* Saved: the workers of WQ_BH are made at boot, before interrupts are possible. */
	raw_spin_lock_irqsave(&pool->lock, flags);
	pool->nr_workers++;
	worker_enter_idle(worker);
	if (worker->task)
		wake_up_process(worker->task);
	raw_spin_unlock_irqrestore(&pool->lock, flags);
	return worker;
}

/* The end of worker_thread().  pool->lock is held, and given up. */
void worker_leave(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	WARN_ON_ONCE(!list_empty(&worker->scheduled));
	worker_leave_idle(worker);
	list_del_init(&worker->entry);
	if (!(worker->flags & WORKER_DIE))	/* it went of its own accord: the whole pool does */
		pool->nr_workers--;
	raw_spin_unlock_irq(&pool->lock);
	current->flags &= ~PF_WQ_WORKER;	/* the scheduler forgets it, so it can be freed */
	worker_detach_from_pool(worker);
	free_worker(worker);
}

/* The dead one's item counts as done; what was meant for the same worker goes to another. */
static void abandon_work(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	lockdep_assert_held(&pool->lock);
	if (!(worker->flags & WORKER_NOT_RUNNING) && !worker->sleeping)
		pool->nr_running--;
	list_del_init(&worker->entry);
	list_splice_init(&worker->scheduled, &pool->worklist);
	if (worker->current_work)
		pwq_dec_nr_in_flight(worker_pwq(worker), worker->current_data);
}

/*
 * do_exit() of a worker: its item has oopsed.  The pool goes on with one worker fewer,
 * and who waits for the item goes on as well.
 */
void wq_worker_dying(struct task_struct *task)
{
	struct worker *worker = task->wq_worker;
	struct worker_pool *pool = worker->pool;

	task->flags &= ~PF_WQ_WORKER;
	if (!pool)
		return;				/* a rescuer at rest */
	raw_spin_lock_irq(&pool->lock);
	abandon_work(worker);
	if (worker->rescue_wq)
		forget_rescuer(worker->rescue_wq);
	else
		pool->nr_workers--;
	if (need_more_worker(pool))
		wake_up_worker(pool);
	raw_spin_unlock_irq(&pool->lock);
	worker_detach_from_pool(worker);
	free_worker(worker);
}

/* ---- the manager ------------------------------------------------------------------------- */

bool need_to_create_worker(struct worker_pool *pool)
{
	return need_more_worker(pool) && !pool->nr_idle;
}

/* Try until there is a worker, or none is needed any more.  Gives pool->lock up. */
static void make_worker(struct worker_pool *pool)
{
	do {
		raw_spin_unlock_irq(&pool->lock);
		mod_timer(&pool->mayday_timer, jiffies + MAYDAY_INITIAL_TIMEOUT);
		while (!create_worker(pool) && need_to_create_worker(pool)) {
			__set_current_state(TASK_INTERRUPTIBLE);
			schedule_timeout(CREATE_COOLDOWN);
		}
		del_timer_sync(&pool->mayday_timer);
		raw_spin_lock_irq(&pool->lock);
	} while (need_to_create_worker(pool));
}

/*
 * The calling worker found nobody idle: make a worker, unless somebody is at it.
 * pool->lock is held; true if it was given up meanwhile.
 */
bool manage_workers(struct worker *worker)
{
	struct worker_pool *pool = worker->pool;

	if (pool->flags & POOL_MANAGER_ACTIVE)
		return false;
	pool->flags |= POOL_MANAGER_ACTIVE;
	pool->manager = worker;
	make_worker(pool);
	pool->manager = NULL;
	pool->flags &= ~POOL_MANAGER_ACTIVE;
	return true;
}

/* ---- a pool's life ----------------------------------------------------------------------- */

void init_worker_pool(struct worker_pool *pool, int cpu, int nice)
{
	raw_spin_lock_init(&pool->lock);
	pool->cpu = cpu;
	pool->id = -1;
	INIT_LIST_HEAD(&pool->worklist);
	INIT_LIST_HEAD(&pool->idle_list);
	INIT_LIST_HEAD(&pool->workers);
	INIT_LIST_HEAD(&pool->unbound_node);
	INIT_LIST_HEAD(&pool->busy_list);
	timer_setup(&pool->idle_timer, idle_worker_timeout, TIMER_DEFERRABLE);
	timer_setup(&pool->mayday_timer, pool_mayday_timeout, 0);
	init_completion(&pool->gone);
	pool->attrs.nice = nice;
	if (cpu >= 0)
		cpumask_copy(pool->attrs.cpumask, cpumask_of(cpu));
	pool->refcnt = 1;
	pool->progress_at = jiffies;
}

void worker_pool_assign_id(struct worker_pool *pool, int id)
{
	BUG_ON(worker_pools[id]);
	pool->id = id;
	pool->idle_data = ((unsigned long)id << WORK_OFFQ_POOL_SHIFT) |
			  (pool->flags & POOL_BH ? WORK_OFFQ_BH : 0);
	pool->claimed_data = pool->idle_data | WORK_STRUCT_PENDING;
	WRITE_ONCE(worker_pools[id], pool);
}

/* The first number behind those of the CPUs' pools that is free, or -1. */
static int free_pool_id(void)
{
	for (int id = NR_STD_WORKER_POOLS * nr_cpu_ids; id < MAX_WORKER_POOLS; id++)
		if (!worker_pools[id])
			return id;
	return -1;
}

static struct worker_pool *new_unbound_pool(const struct workqueue_attrs *attrs)
{
	struct worker_pool *pool;
	int id = free_pool_id();

	if (id < 0)
		return NULL;
	pool = kzalloc(sizeof(*pool), GFP_KERNEL);
	if (!pool)
		return NULL;
	init_worker_pool(pool, -1, attrs->nice);
	/* Its last item on a queue queues one on a pool of this CPU, never the reverse. */
	lockdep_set_subclass(&pool->lock, 1);
	cpumask_copy(pool->attrs.cpumask, attrs->cpumask);
	worker_pool_assign_id(pool, id);
	if (wq_online && !create_worker(pool)) {
		WRITE_ONCE(worker_pools[id], NULL);
		kfree(pool);
		return NULL;
	}
	list_add_tail(&pool->unbound_node, &unbound_pools);
	return pool;
}

/* The pool for these attributes, with a reference; NULL if out of memory. */
struct worker_pool *get_unbound_pool(const struct workqueue_attrs *attrs)
{
	struct worker_pool *pool;

	lockdep_assert_held(&wq_pool_mutex);
	list_for_each_entry(pool, &unbound_pools, unbound_node)
		if (pool->attrs.nice == attrs->nice &&
		    cpumask_equal(pool->attrs.cpumask, attrs->cpumask)) {
			pool->refcnt++;
			return pool;
		}
	return new_unbound_pool(attrs);
}

static void free_pool_rcu(struct rcu_head *rcu)
{
	kfree(container_of(rcu, struct worker_pool, rcu));
}

/* Tell all workers to leave, and wait until the last one has. */
static void dismiss_all_workers(struct worker_pool *pool)
{
	struct worker *worker;
	bool any;

	mutex_lock(&wq_pool_attach_mutex);
	raw_spin_lock_irq(&pool->lock);
	pool->flags |= POOL_DYING;
	list_for_each_entry(worker, &pool->idle_list, entry) {
		worker->flags |= WORKER_DIE;
		pool->nr_workers--;
		wake_up_process(worker->task);
	}
	any = !list_empty(&pool->workers);
	raw_spin_unlock_irq(&pool->lock);
	mutex_unlock(&wq_pool_attach_mutex);

	if (any)
		wait_for_completion(&pool->gone);
}

/* Drop a reference; with the last the pool and its workers go.  Sleeps. */
void put_unbound_pool(struct worker_pool *pool)
{
	lockdep_assert_held(&wq_pool_mutex);
	if (--pool->refcnt)
		return;
	if (WARN_ON(pool->cpu >= 0) || WARN_ON(!list_empty(&pool->worklist)))
		return;
	WRITE_ONCE(worker_pools[pool->id], NULL);
	list_del_init(&pool->unbound_node);
	dismiss_all_workers(pool);
	del_timer_sync(&pool->idle_timer);
	del_timer_sync(&pool->mayday_timer);
	call_rcu(&pool->rcu, free_pool_rcu);
}

/* At boot: nothing would ever run without it. */
void create_first_worker(struct worker_pool *pool)
{
	if (!create_worker(pool))
		panic("workqueue: no memory for the first worker of pool %d.", pool->id);
}

/* workqueue_init(): every pool that has a queue gets its first worker. */
void start_pool_workers(void)
{
	for (int id = 0; id < MAX_WORKER_POOLS; id++) {
		struct worker_pool *pool = worker_pools[id];

		if (pool && !(pool->flags & POOL_BH) && (pool->cpu < 0 || cpu_online(pool->cpu)))
			create_first_worker(pool);
	}
}
