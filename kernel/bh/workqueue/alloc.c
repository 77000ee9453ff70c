// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/alloc.c - queues are made, changed and destroyed; the start of it all
 *
 * A per-CPU queue has one pwq for each CPU, on that CPU's normal or high-priority
 * pool.  An unbound one has one pwq, which all entries of cpu_pwq[] name, so that
 * queueing need not ask which kind it is.  Changing the attributes of an unbound
 * queue gives it another pwq; the old one goes with its last item.
 *
 * Pwqs and queues are freed after an RCU grace period: queue_work() looks at
 * them with no lock but interrupts off.
 */

#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue_hooks.h>

#include "internal.h"

LIST_HEAD(workqueues);
bool wq_online;

static DEFINE_PER_CPU(struct worker_pool [NR_STD_WORKER_POOLS], cpu_worker_pools);
static struct kmem_cache *pwq_cache __ro_after_init;
static u32 next_serial;				/* wq_pool_mutex */

struct workqueue_struct *system_wq;
EXPORT_SYMBOL(system_wq);
struct workqueue_struct *system_highpri_wq;
EXPORT_SYMBOL_GPL(system_highpri_wq);
struct workqueue_struct *system_long_wq;
EXPORT_SYMBOL_GPL(system_long_wq);
struct workqueue_struct *system_unbound_wq;
EXPORT_SYMBOL_GPL(system_unbound_wq);
struct workqueue_struct *system_freezable_wq;
EXPORT_SYMBOL_GPL(system_freezable_wq);
struct workqueue_struct *system_power_efficient_wq;
EXPORT_SYMBOL_GPL(system_power_efficient_wq);
struct workqueue_struct *system_freezable_power_efficient_wq;
EXPORT_SYMBOL_GPL(system_freezable_power_efficient_wq);
struct workqueue_struct *system_bh_wq;
EXPORT_SYMBOL_GPL(system_bh_wq);
struct workqueue_struct *system_bh_highpri_wq;
EXPORT_SYMBOL_GPL(system_bh_highpri_wq);

/* ---- attributes -------------------------------------------------------------------------- */

/** alloc_workqueue_attrs - attributes of an ordinary unbound queue: nice 0, all CPUs */
struct workqueue_attrs *alloc_workqueue_attrs(void)
{
	struct workqueue_attrs *attrs = kzalloc(sizeof(*attrs), GFP_KERNEL);

	if (attrs)
		cpumask_copy(attrs->cpumask, cpu_possible_mask);
	return attrs;
}
EXPORT_SYMBOL_GPL(alloc_workqueue_attrs);

void free_workqueue_attrs(struct workqueue_attrs *attrs)
{
	kfree(attrs);
}
EXPORT_SYMBOL_GPL(free_workqueue_attrs);

/* ---- pwqs -------------------------------------------------------------------------------- */

static void free_pwq_rcu(struct rcu_head *rcu)
{
	kmem_cache_free(pwq_cache, container_of(rcu, struct pool_workqueue, rcu));
}

/* Work item: the last reference to a replaced pwq is gone.  Its lists are empty. */
static void pwq_release_workfn(struct work_struct *work)
{
	struct pool_workqueue *pwq = container_of(work, struct pool_workqueue, release_work);

	mutex_lock(&wq_pool_mutex);
	mutex_lock(&pwq->wq->mutex);
	list_del_rcu(&pwq->pwqs_node);
	mutex_unlock(&pwq->wq->mutex);
	put_unbound_pool(pwq->pool);
	mutex_unlock(&wq_pool_mutex);
	call_rcu(&pwq->rcu, free_pwq_rcu);
}

/*
 * put_pwq() dropped the last reference, under pool->lock: leave the rest to a
 * thread, which may take a mutex.  A queue that is destroyed frees its last pwqs itself.
 */
void release_pwq(struct pool_workqueue *pwq)
{
	if (!WARN_ON_ONCE(pwq->pool->cpu >= 0))
		schedule_work(&pwq->release_work);
}

static struct pool_workqueue *alloc_pwq(struct workqueue_struct *wq, struct worker_pool *pool)
{
	struct pool_workqueue *pwq = kmem_cache_zalloc(pwq_cache, GFP_KERNEL);

	if (!pwq)
		return NULL;
	pwq->pool = pool;
	pwq->wq = wq;
	pwq->refcnt = 1;
	pwq->max_active = wq->saved_max_active;
	INIT_LIST_HEAD(&pwq->inactive_works);
	INIT_LIST_HEAD(&pwq->pwqs_node);
	INIT_LIST_HEAD(&pwq->mayday_node);
	INIT_WORK(&pwq->release_work, pwq_release_workfn);
	return pwq;
}

/* From here on flush_workqueue() knows the pwq. */
static void link_pwq(struct pool_workqueue *pwq)
{
	struct workqueue_struct *wq = pwq->wq;

	mutex_lock(&wq->mutex);
	pwq->work_color = wq->work_color;
	list_add_rcu(&pwq->pwqs_node, &wq->pwqs);
	mutex_unlock(&wq->mutex);
}

static int link_cpu_pwqs(struct workqueue_struct *wq)
{
	bool highpri = wq->flags & WQ_HIGHPRI;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct worker_pool *pool = wq->flags & WQ_BH ?
			bh_pool(cpu, highpri) : &per_cpu(cpu_worker_pools, cpu)[highpri];
		struct pool_workqueue *pwq = alloc_pwq(wq, pool);

		if (!pwq)
			return -ENOMEM;
		wq->cpu_pwq[cpu] = pwq;
		link_pwq(pwq);
	}
	return 0;
}

static struct cpumask unbound_cpus;		/* PL: where workers of unbound queues may be */

/* What @attrs ask for, on CPUs where it may be. */
static struct worker_pool *get_pool_for(const struct workqueue_attrs *attrs)
{
	struct workqueue_attrs masked = *attrs;

	if (!cpumask_and(masked.cpumask, attrs->cpumask, &unbound_cpus))
		cpumask_copy(masked.cpumask, &unbound_cpus);
	return get_unbound_pool(&masked);
}

/* Give @wq a pwq on the pool for @attrs.  wq_pool_mutex is held. */
static int install_unbound_pwq(struct workqueue_struct *wq, const struct workqueue_attrs *attrs)
{
	struct pool_workqueue *old = wq->cpu_pwq[0], *pwq;
	struct worker_pool *pool = get_pool_for(attrs);
	unsigned int cpu;

	if (!pool)
		return -ENOMEM;
	pwq = alloc_pwq(wq, pool);
	if (!pwq) {
		put_unbound_pool(pool);
		return -ENOMEM;
	}
	link_pwq(pwq);
	for_each_possible_cpu(cpu)
		WRITE_ONCE(wq->cpu_pwq[cpu], pwq);
	wq->unbound_attrs = *attrs;

	if (old) {
		raw_spin_lock_irq(&old->pool->lock);
		put_pwq(old);
		raw_spin_unlock_irq(&old->pool->lock);
	}
	return 0;
}

/**
 * apply_workqueue_attrs - change the workers' nice value or CPUs of an unbound queue
 *
 * Items queued before may still run on workers of the old kind.
 * Context: process; sleeps.
 * Return: 0, -EINVAL for a queue that is not unbound or is ordered, -ENOMEM.
 */
int apply_workqueue_attrs(struct workqueue_struct *wq, const struct workqueue_attrs *attrs)
{
	int ret;

	if (WARN_ON(!(wq->flags & WQ_UNBOUND)))
		return -EINVAL;
	/* Two pools at a time would let items overtake each other. */
	if (WARN_ON(wq->flags & __WQ_ORDERED))
		return -EINVAL;
	mutex_lock(&wq_pool_mutex);
	ret = install_unbound_pwq(wq, attrs);
	mutex_unlock(&wq_pool_mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(apply_workqueue_attrs);

/* wq_pool_mutex is held.  Ordered ones stay: see apply_workqueue_attrs(). */
static int renew_unbound_pwqs(void)
{
	struct workqueue_struct *wq;
	int ret = 0;

	list_for_each_entry(wq, &workqueues, list) {
		struct workqueue_attrs wished = wq->unbound_attrs;

		if ((wq->flags & (WQ_UNBOUND | __WQ_ORDERED)) == WQ_UNBOUND)
			ret = install_unbound_pwq(wq, &wished) ?: ret;
	}
	return ret;
}

/**
 * workqueue_set_unbound_cpumask - keep the workers of all unbound queues to these CPUs
 *
 * A queue that asks for others only, or for none of these, gets all of these.
 *
 * Context: process; sleeps.
 * Return: 0, -EINVAL if no CPU of @cpumask is possible, -ENOMEM: some queues are as before.
 */
int workqueue_set_unbound_cpumask(const struct cpumask *cpumask)
{
	struct cpumask possible;
	int ret = 0;

	if (!cpumask_and(&possible, cpumask, cpu_possible_mask))
		return -EINVAL;
	mutex_lock(&wq_pool_mutex);
	if (!cpumask_equal(&possible, &unbound_cpus)) {
		cpumask_copy(&unbound_cpus, &possible);
		ret = renew_unbound_pwqs();
	}
	mutex_unlock(&wq_pool_mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(workqueue_set_unbound_cpumask);

static int link_unbound_pwq(struct workqueue_struct *wq)
{
	struct workqueue_attrs attrs = {
		.nice = wq->flags & WQ_HIGHPRI ? HIGHPRI_NICE_LEVEL : 0,
	};
	int ret;

	cpumask_copy(attrs.cpumask, cpu_possible_mask);
	mutex_lock(&wq_pool_mutex);
	ret = install_unbound_pwq(wq, &attrs);
	mutex_unlock(&wq_pool_mutex);
	return ret;
}

/* Drop the queue's own references.  No item is left, and nobody knows the queue. */
static void free_pwqs(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq, *n;

	mutex_lock(&wq_pool_mutex);
	list_for_each_entry_safe(pwq, n, &wq->pwqs, pwqs_node) {
		list_del_rcu(&pwq->pwqs_node);
		if (wq->flags & WQ_UNBOUND)
			put_unbound_pool(pwq->pool);
		call_rcu(&pwq->rcu, free_pwq_rcu);
	}
	mutex_unlock(&wq_pool_mutex);
}

/* ---- queues ------------------------------------------------------------------------------ */

static int clamp_max_active(int max_active, unsigned int flags, const char *name)
{
	int limit = flags & WQ_UNBOUND ? WQ_UNBOUND_MAX_ACTIVE : WQ_MAX_ACTIVE;

	if (max_active < 1 || max_active > limit)
		pr_warn("workqueue: max_active %d requested for %s is out of range, clamping between %d and %d\n",
			max_active, name, 1, limit);
	return clamp_val(max_active, 1, limit);
}

static void free_wq_rcu(struct rcu_head *rcu)
{
	struct workqueue_struct *wq = container_of(rcu, struct workqueue_struct, rcu);

	lockdep_unregister_key(&wq->lock_key);
	kfree(wq);
}

static void init_wq_lockdep(struct workqueue_struct *wq)
{
	lockdep_register_key(&wq->lock_key);
	snprintf(wq->lock_name, sizeof(wq->lock_name), "(wq_completion)%s", wq->name);
	lockdep_init_map(&wq->lockdep_map, wq->lock_name, &wq->lock_key, 0);
}

static void init_wq(struct workqueue_struct *wq, unsigned int flags, int max_active)
{
	/* One at a time and unbound: drivers have always taken that to mean "in order". */
	if ((flags & WQ_UNBOUND) && max_active == 1)
		flags |= __WQ_ORDERED;
	max_active = max_active ?: WQ_DFL_ACTIVE;
	if (flags & WQ_BH)
		max_active = INT_MAX;		/* softirq context never blocks */
	else
		max_active = clamp_max_active(max_active, flags, wq->name);

	wq->flags = flags;
	wq->saved_max_active = max_active;
	mutex_init(&wq->mutex);
	INIT_LIST_HEAD(&wq->pwqs);
	INIT_LIST_HEAD(&wq->list);
	INIT_LIST_HEAD(&wq->maydays);
	init_flushing(wq);
	init_wq_lockdep(wq);
}

static int start_wq(struct workqueue_struct *wq)
{
	int ret = wq->flags & WQ_UNBOUND ? link_unbound_pwq(wq) : link_cpu_pwqs(wq);

	if (!ret && wq_online)
		ret = init_rescuer(wq);
	return ret;
}

/**
 * alloc_workqueue - make a queue
 * @fmt: its name, printf style
 * @flags: WQ_*
 * @max_active: how many items may run or wait to run, on each CPU; 0: 256
 *
 * Context: process; sleeps.
 * Return: the queue, or NULL.
 */
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	struct workqueue_struct *wq;
	va_list args;

	if (WARN_ON((flags & WQ_BH) && ((flags & ~(__WQ_BH_ALLOWS | __WQ_LEGACY)) || max_active)))
		return NULL;
	wq = kzalloc(struct_size(wq, cpu_pwq, nr_cpu_ids), GFP_KERNEL);
	if (!wq)
		return NULL;
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);
	init_wq(wq, flags, max_active);

	if (start_wq(wq)) {
		stop_rescuer(wq);
		free_pwqs(wq);
		call_rcu(&wq->rcu, free_wq_rcu);
		return NULL;
	}
	mutex_lock(&wq_pool_mutex);
	wq->serial = ++next_serial;
	list_add_tail_rcu(&wq->list, &workqueues);
	mutex_unlock(&wq_pool_mutex);
	return wq;
}
EXPORT_SYMBOL_GPL(alloc_workqueue);

/* After draining nothing may be left; what is has been queued since. */
static bool still_busy(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;
	bool busy = false;

	mutex_lock(&wq->mutex);
	for_each_pwq(pwq, wq) {
		raw_spin_lock_irq(&pwq->pool->lock);
		if (WARN_ON(pwq->refcnt > 1 || pwq->nr_active ||
			    !list_empty(&pwq->inactive_works))) {
			pr_warn("%s: %s has the following busy pwq\n", "destroy_workqueue",
				wq->name);
			show_pwq(pwq);
			busy = true;
		}
		raw_spin_unlock_irq(&pwq->pool->lock);
	}
	mutex_unlock(&wq->mutex);
	return busy;
}

/**
 * destroy_workqueue - finish what is queued, then free the queue
 *
 * The caller sees to it that nobody queues any more.
 * Context: process; sleeps, and not from an item of the same queue.
 */
void destroy_workqueue(struct workqueue_struct *wq)
{
	mutex_lock(&wq->mutex);
	wq->flags |= __WQ_DESTROYING;
	mutex_unlock(&wq->mutex);

	drain_workqueue(wq);
	if (wq->flags & WQ_UNBOUND)
		flush_workqueue(system_wq);	/* pwqs that were replaced unlink themselves */
	stop_rescuer(wq);
	if (still_busy(wq))
		return;				/* a leak is better than freed memory in use */

	mutex_lock(&wq_pool_mutex);
	list_del_rcu(&wq->list);
	mutex_unlock(&wq_pool_mutex);
	free_pwqs(wq);
	call_rcu(&wq->rcu, free_wq_rcu);
}
EXPORT_SYMBOL_GPL(destroy_workqueue);

/* Room for more active items: let those that wait move up. */
static void pwq_set_max_active(struct pool_workqueue *pwq, int max_active)
{
	raw_spin_lock_irq(&pwq->pool->lock);
	pwq->max_active = max_active;
	while (!list_empty(&pwq->inactive_works) && pwq->nr_active < max_active)
		activate_first_inactive(pwq);
	if (need_more_worker(pwq->pool))
		wake_up_worker(pwq->pool);
	raw_spin_unlock_irq(&pwq->pool->lock);
}

/**
 * workqueue_set_max_active - change how many items of @wq may be active at a time
 * Context: process; sleeps.
 */
void workqueue_set_max_active(struct workqueue_struct *wq, int max_active)
{
	struct pool_workqueue *pwq;

	if (WARN_ON(wq->flags & (__WQ_ORDERED_EXPLICIT | WQ_BH)))
		return;
	max_active = clamp_max_active(max_active, wq->flags, wq->name);
	mutex_lock(&wq->mutex);
	wq->flags &= ~__WQ_ORDERED;
	wq->saved_max_active = max_active;
	for_each_pwq(pwq, wq)
		pwq_set_max_active(pwq, max_active);
	mutex_unlock(&wq->mutex);
}
EXPORT_SYMBOL_GPL(workqueue_set_max_active);

/* ---- boot -------------------------------------------------------------------------------- */

static void __init init_cpu_pools(void)
{
	static const int nice[NR_STD_WORKER_POOLS] = { 0, HIGHPRI_NICE_LEVEL };
	unsigned int cpu;
	int id = 0;

	for_each_possible_cpu(cpu)
		for (int i = 0; i < NR_STD_WORKER_POOLS; i++) {
			struct worker_pool *pool = &per_cpu(cpu_worker_pools, cpu)[i];

			init_worker_pool(pool, cpu, nice[i]);
			worker_pool_assign_id(pool, id++);
		}
}

/* Work can be queued after this, and runs after workqueue_init(). */
void __init workqueue_init_early(void)
{
	pwq_cache = KMEM_CACHE(pool_workqueue, SLAB_PANIC);
	cpumask_copy(&unbound_cpus, cpu_possible_mask);
	init_cpu_pools();
	init_bh_pools();

	system_wq = alloc_workqueue("events", 0, 0);
	system_highpri_wq = alloc_workqueue("events_highpri", WQ_HIGHPRI, 0);
	system_long_wq = alloc_workqueue("events_long", 0, 0);
	system_unbound_wq = alloc_workqueue("events_unbound", WQ_UNBOUND, WQ_UNBOUND_MAX_ACTIVE);
	system_freezable_wq = alloc_workqueue("events_freezable", WQ_FREEZABLE, 0);
	system_power_efficient_wq = alloc_workqueue("events_power_efficient",
						    WQ_POWER_EFFICIENT, 0);
	system_freezable_power_efficient_wq =
		alloc_workqueue("events_freezable_power_efficient",
				WQ_FREEZABLE | WQ_POWER_EFFICIENT, 0);
	system_bh_wq = alloc_workqueue("events_bh", WQ_BH, 0);
	system_bh_highpri_wq = alloc_workqueue("events_bh_highpri", WQ_BH | WQ_HIGHPRI, 0);
	if (!system_wq || !system_highpri_wq || !system_long_wq || !system_unbound_wq ||
	    !system_freezable_wq || !system_power_efficient_wq ||
	    !system_freezable_power_efficient_wq || !system_bh_wq || !system_bh_highpri_wq)
		panic("workqueue: no memory for the system's queues.");
}

/* Threads can be made: the pools get their first workers, and early queues their rescuers. */
void __init workqueue_init(void)
{
	struct workqueue_struct *wq;

	mutex_lock(&wq_pool_mutex);
	list_for_each_entry(wq, &workqueues, list)
		WARN(init_rescuer(wq), "workqueue: failed to create early rescuer for %s",
		     wq->name);
	start_pool_workers();
	wq_online = true;
	mutex_unlock(&wq_pool_mutex);
}
