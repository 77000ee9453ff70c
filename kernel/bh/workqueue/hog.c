// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/hog.c - name the items that compute for long
 *
 * An item that computes keeps all others of its CPU waiting: concurrency management
 * starts the next one when this one sleeps.  Such an item belongs on a WQ_UNBOUND queue.
 *
 * Nothing is noted when an item begins.  Each tick that interrupts a worker compares what
 * the worker is at with what it was at before; if it is still the same, it has computed
 * since then.  So an item is seen up to a tick late, and one that is seen by a single
 * tick never.
 *
 * workqueue.cpu_intensive_thresh_us=0 on the command line switches it off.
 */

#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/time64.h>
#include <linux/workqueue_hooks.h>

#include "internal.h"

#define MAX_HOGS	64	/* functions whose stays are counted; others are not named */

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX	"workqueue."

static unsigned long cpu_intensive_thresh_us = 10000;
module_param(cpu_intensive_thresh_us, ulong, 0644);

/* One stay of an item on the CPU: the same as long as all of this is the same. */
struct stay {
	struct worker		*worker;
	struct work_struct	*work;
	unsigned long		nr_sleeps;	/* of the worker */
	u32			nr_done;	/* of the pool: an item can come twice in a row */
};

/* Only by the ticks of this CPU. */
static DEFINE_PER_CPU(struct {
	struct stay	stay;
	u64		since;			/* the worker's run time when this was first seen */
	bool		named;
}, seen);

static struct {
	work_func_t	func;
	unsigned long	count;
} hogs[MAX_HOGS];			/* hogs_lock */
static DEFINE_RAW_SPINLOCK(hogs_lock);

/* How often has it done so?  0: too many others have. */
static unsigned long count_hog(work_func_t func)
{
	unsigned long count = 0;

	raw_spin_lock(&hogs_lock);
	for (int i = 0; i < MAX_HOGS && !count; i++) {
		if (hogs[i].func && hogs[i].func != func)
			continue;
		hogs[i].func = func;
		count = ++hogs[i].count;
	}
	raw_spin_unlock(&hogs_lock);
	return count;
}

static void name_hog(work_func_t func)
{
	unsigned long count = count_hog(func);

	if (is_power_of_2(count))
		pr_warn("workqueue: %ps hogged CPU for >%luus %lu times, consider switching to WQ_UNBOUND\n",
			func, cpu_intensive_thresh_us, count);
}

static bool same_stay(const struct stay *a, const struct stay *b)
{
	return a->worker == b->worker && a->work == b->work &&
	       a->nr_sleeps == b->nr_sleeps && a->nr_done == b->nr_done;
}

/**
 * wq_worker_tick - the tick has interrupted a worker
 * @task: it, with PF_WQ_WORKER; it runs on this CPU
 *
 * Context: hardirq, no lock held.
 */
void wq_worker_tick(struct task_struct *task)
{
	struct worker *worker = task->wq_worker;
	struct stay now = { worker, worker->current_work, task->nvcsw, 0 };
	u64 run_time = task->se.sum_exec_runtime;

	lockdep_assert_irqs_disabled();
	if (!now.work || worker->flags & WORKER_NOT_RUNNING || !cpu_intensive_thresh_us)
		return;
	now.nr_done = worker->pool->nr_done;	/* a rescuer at rest has no pool */
	if (!same_stay(&now, this_cpu_ptr(&seen.stay))) {
		this_cpu_ptr(&seen)->stay = now;
		this_cpu_write(seen.since, run_time);
		this_cpu_write(seen.named, false);
	}
	if (this_cpu_read(seen.named) ||
	    run_time - this_cpu_read(seen.since) <= cpu_intensive_thresh_us * NSEC_PER_USEC)
		return;
	this_cpu_write(seen.named, true);
	name_hog(worker->current_func);
}
