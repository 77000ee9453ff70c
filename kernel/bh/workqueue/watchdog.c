// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/watchdog.c - say it when a pool does not get on
 *
 * An item that computes for ever keeps all others of its CPU waiting, and nothing
 * else would tell.  Four times in each threshold a timer looks at every pool: if items
 * wait, and none has been finished since the last looks, the pool is stuck.
 *
 * Finished items are counted, one addition each; nothing else happens outside the timer.
 * workqueue.watchdog_thresh=0 on the command line switches it off.
 */

#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/timer.h>

#include "internal.h"

#define LOOKS_PER_THRESHOLD	4

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX	"workqueue."

static unsigned int watchdog_thresh = 30;	/* seconds */
module_param(watchdog_thresh, uint, 0644);

static struct timer_list watchdog_timer;

/* How long items have been waiting without one being finished, in jiffies. */
static unsigned long stuck_for(struct worker_pool *pool)
{
	u32 done = READ_ONCE(pool->nr_done);

	if (list_empty(&pool->worklist) || done != pool->seen_done) {
		pool->seen_done = done;
		pool->progress_at = jiffies;
	}
	return jiffies - pool->progress_at;
}

static void watchdog_look(struct timer_list *unused)
{
	bool lockup = false;

	rcu_read_lock();
	for (int id = 0; id < MAX_WORKER_POOLS; id++) {
		struct worker_pool *pool = READ_ONCE(worker_pools[id]);
		unsigned long stuck = pool ? stuck_for(pool) : 0;

		if (stuck <= watchdog_thresh * HZ)
			continue;
		lockup = true;
		pr_emerg("BUG: workqueue lockup - pool");
		show_pool_info(pool);
		pr_cont(" stuck for %us!\n", jiffies_to_msecs(stuck) / 1000);
	}
	rcu_read_unlock();
	if (lockup)
		show_all_workqueues();
	if (watchdog_thresh)
		mod_timer(&watchdog_timer, jiffies + watchdog_thresh * HZ / LOOKS_PER_THRESHOLD);
}

static int __init watchdog_init(void)
{
	timer_setup(&watchdog_timer, watchdog_look, TIMER_DEFERRABLE);
	if (watchdog_thresh)
		mod_timer(&watchdog_timer, jiffies + watchdog_thresh * HZ / LOOKS_PER_THRESHOLD);
	return 0;
}
core_initcall(watchdog_init);
