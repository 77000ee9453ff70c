// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/report.c - what workers and queues are doing, for people and for drivers
 */

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/string.h>
#include <linux/workqueue_hooks.h>

#include "internal.h"

/* ---- who am I ---------------------------------------------------------------------------- */

/* The worker that calls, or NULL. */
struct worker *current_wq_worker(void)
{
	if (in_task() && (current->flags & PF_WQ_WORKER))
		return current->wq_worker;
	return NULL;
}

/** current_work - the item whose function calls, or NULL */
struct work_struct *current_work(void)
{
	struct worker *worker = current_wq_worker();

	return worker ? worker->current_work : NULL;
}
EXPORT_SYMBOL(current_work);

bool current_is_workqueue_rescuer(void)
{
	struct worker *worker = current_wq_worker();

	return worker && worker->rescue_wq;
}

/**
 * set_worker_desc - say in ps what the calling item is about
 * Context: an item's function.
 */
void set_worker_desc(const char *fmt, ...)
{
	struct worker *worker = current_wq_worker();
	va_list args;

	if (!worker)
		return;
	va_start(args, fmt);
	vsnprintf(worker->desc, sizeof(worker->desc), fmt, args);
	va_end(args);
	worker->desc_for = worker->current_work;
	worker->desc_serial = 0;		/* copy the queue's name again when idle */
}
EXPORT_SYMBOL_GPL(set_worker_desc);

/* What a worker is about: the item's own words, or the name of its queue.  RCU. */
static const char *worker_topic(struct worker *worker, struct work_struct *work)
{
	if (work && READ_ONCE(worker->desc_for) != work)
		return worker_pwq(worker)->wq->name;
	return worker->desc;
}

/*
 * The task's name; of a worker with what it is (+) or was last (-) busy with.
 * Context: any but NMI.  The description may change under our eyes; it always ends.
 */
void wq_worker_comm(char *buf, size_t size, struct task_struct *task)
{
	struct work_struct *work;
	const char *topic;
	int len = strscpy(buf, task->comm, size);

	if (len < 0)
		return;
	rcu_read_lock();
	if (task->flags & PF_WQ_WORKER) {
		struct worker *worker = task->wq_worker;

		work = READ_ONCE(worker->current_work);
		topic = worker_topic(worker, work);
		if (topic[0])
			scnprintf(buf + len, size - len, "%c%.*s", work ? '+' : '-',
				  WORKER_DESC_LEN - 1, topic);
	}
	rcu_read_unlock();
}

/* The worker's own words about its item, unless they are only the queue's name. */
static void print_topic(struct worker *worker, struct work_struct *work, const char *name)
{
	const char *topic = worker_topic(worker, work);

	if (strcmp(topic, name))
		pr_cont(" (%.*s)", WORKER_DESC_LEN - 1, topic);
}

/**
 * print_worker_info - one line in an oops: which item was @task, if a worker, busy with?
 *
 * Context: any, NMI too; takes no lock, and trusts no more than an oops may.
 */
void print_worker_info(const char *log_lvl, struct task_struct *task)
{
	struct work_struct *work;
	struct worker *worker;
	const char *name;

	if (!(task->flags & PF_WQ_WORKER))
		return;
	worker = task->wq_worker;
	work = READ_ONCE(worker->current_work);
	if (!work)
		return;
	name = worker_pwq(worker)->wq->name;
	printk("%sWorkqueue: %s %ps", log_lvl, name, worker->current_func);
	print_topic(worker, work, name);
	pr_cont("\n");
}

/* ---- questions of drivers ---------------------------------------------------------------- */

/**
 * work_busy - is @work pending or running?
 * Return: WORK_BUSY_PENDING and WORK_BUSY_RUNNING; out of date as soon as returned.
 */
unsigned int work_busy(struct work_struct *work)
{
	struct worker_pool *pool;
	unsigned int busy = 0;
	unsigned long flags;

	if (work_pending(work))
		busy |= WORK_BUSY_PENDING;
	local_irq_save(flags);
	pool = get_work_pool(work);
	if (pool) {
		raw_spin_lock(&pool->lock);
		if (find_worker_executing_work(pool, work))
			busy |= WORK_BUSY_RUNNING;
		raw_spin_unlock(&pool->lock);
	}
	local_irq_restore(flags);
	return busy;
}
EXPORT_SYMBOL_GPL(work_busy);

/** workqueue_congested - do items of @wq wait for max_active on this CPU? */
bool workqueue_congested(int cpu, struct workqueue_struct *wq)
{
	unsigned long flags;
	bool congested;

	local_irq_save(flags);
	if (cpu == WORK_CPU_UNBOUND)
		cpu = raw_smp_processor_id();
	congested = !list_empty(&READ_ONCE(wq->cpu_pwq[cpu])->inactive_works);
	local_irq_restore(flags);
	return congested;
}
EXPORT_SYMBOL_GPL(workqueue_congested);

/* ---- lists for the monitor and SysRq ----------------------------------------------------- */

/* The rest of a line that names a pool. */
void show_pool_info(struct worker_pool *pool)
{
	pr_cont(" cpus=%*pbl", nr_cpu_ids, cpumask_bits(pool->attrs.cpumask));
	pr_cont(" flags=0x%x nice=%d", pool->flags, pool->attrs.nice);
}

/* Names of the functions of those items of a list that belong to @pwq. */
static void show_works(const char *title, struct list_head *list, struct pool_workqueue *pwq)
{
	struct work_struct *work;
	bool any = false;

	list_for_each_entry(work, list, entry) {
		if (get_work_pwq(work) != pwq)
			continue;
		if (!any)
			pr_info("    %s:", title);
		pr_cont("%s %ps", any ? "," : "", work->func);
		any = true;
	}
	if (any)
		pr_cont("\n");
}

static void show_in_flight(struct pool_workqueue *pwq)
{
	struct worker_pool *pool = pwq->pool;
	struct worker *worker;
	bool any = false;

	list_for_each_entry(worker, &pool->busy_list, entry) {
		if (!worker->current_work || worker_pwq(worker) != pwq)
			continue;
		if (!any)
			pr_info("    in-flight:");
		pr_cont("%s %d%s:%ps", any ? "," : "",
			worker->task ? task_pid_nr(worker->task) : 0,
			worker->rescue_wq ? "(RESCUER)" : "", worker->current_func);
		any = true;
	}
	if (any)
		pr_cont("\n");
}

/* pool->lock is held. */
void show_pwq(struct pool_workqueue *pwq)
{
	struct worker_pool *pool = pwq->pool;

	lockdep_assert_held(&pool->lock);
	pr_info("  pwq %d:", pool->id);
	show_pool_info(pool);
	pr_cont(" active=%d/%d refcnt=%d%s\n", pwq->nr_active, pwq->max_active, pwq->refcnt,
		list_empty(&pwq->mayday_node) ? "" : " MAYDAY");
	show_in_flight(pwq);
	show_works("pending", &pool->worklist, pwq);
	show_works("inactive", &pwq->inactive_works, pwq);
}

static bool pwq_busy(struct pool_workqueue *pwq)
{
	return pwq->nr_active || !list_empty(&pwq->inactive_works);
}

static bool wq_busy(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;

	for_each_pwq(pwq, wq)
		if (pwq_busy(pwq))
			return true;
	return false;
}

/** show_one_workqueue - log what @wq has to do, if anything */
void show_one_workqueue(struct workqueue_struct *wq)
{
	struct pool_workqueue *pwq;
	unsigned long flags;

	if (!wq_busy(wq))
		return;
	pr_info("workqueue %s: flags=0x%x\n", wq->name, wq->flags);
	for_each_pwq(pwq, wq) {
		raw_spin_lock_irqsave(&pwq->pool->lock, flags);
		if (pwq_busy(pwq))
			show_pwq(pwq);
		raw_spin_unlock_irqrestore(&pwq->pool->lock, flags);
	}
}

static void show_pool(struct worker_pool *pool)
{
	struct worker *worker;
	unsigned long flags;

	raw_spin_lock_irqsave(&pool->lock, flags);
	pr_info("pool %d:", pool->id);
	show_pool_info(pool);
	pr_cont(" workers=%d", pool->nr_workers);
	if (pool->manager)
		pr_cont(" manager: %d", task_pid_nr(pool->manager->task));
	if (!list_empty(&pool->idle_list))
		pr_cont(" idle:");
	list_for_each_entry(worker, &pool->idle_list, entry)
		pr_cont(" %d", worker->task ? task_pid_nr(worker->task) : 0);
	pr_cont("\n");
	raw_spin_unlock_irqrestore(&pool->lock, flags);
}

/**
 * show_all_workqueues - log busy queues, and all pools that have workers
 * Context: any but NMI.
 */
void show_all_workqueues(void)
{
	struct workqueue_struct *wq;
	struct worker_pool *pool;

	rcu_read_lock();
	pr_info("Showing busy workqueues and worker pools:\n");
	list_for_each_entry_rcu(wq, &workqueues, list)
		show_one_workqueue(wq);
	for (int id = 0; id < MAX_WORKER_POOLS; id++) {
		pool = READ_ONCE(worker_pools[id]);
		if (pool && pool->nr_workers)
			show_pool(pool);
	}
	rcu_read_unlock();
}
