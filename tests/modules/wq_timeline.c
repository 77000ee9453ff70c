// SPDX-License-Identifier: MIT
/*
 * Three items on one queue: w0 computes 5 ms, sleeps 10, computes 5; w1 and w2 compute 5 and
 * sleep 10.  How many of them are under way at a time?  max_active= and ordered=1 decide.
 */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static int max_active = 3;
module_param(max_active, int, 0444);
MODULE_PARM_DESC(max_active, "of the queue");

static bool ordered;
module_param(ordered, bool, 0444);
MODULE_PARM_DESC(ordered, "one after the other");

static ktime_t start;

static void say(int item, const char *what)
{
	pr_info("%3lld ms  w%d %s\n", ktime_ms_delta(ktime_get(), start), item, what);
}

static void compute_and_sleep(int item)
{
	say(item, "starts");
	mdelay(5);
	say(item, "sleeps");
	usleep_range(10000, 10000);
	say(item, "wakes");
}

static void w0_handler(struct work_struct *work)
{
	compute_and_sleep(0);
	mdelay(5);
	say(0, "ends");
}

static void w1_handler(struct work_struct *work)
{
	compute_and_sleep(1);
	say(1, "ends");
}

static void w2_handler(struct work_struct *work)
{
	compute_and_sleep(2);
	say(2, "ends");
}

static DECLARE_WORK(w0, w0_handler);
static DECLARE_WORK(w1, w1_handler);
static DECLARE_WORK(w2, w2_handler);

static int __init wq_timeline_init(void)
{
	struct workqueue_struct *wq = ordered ? alloc_ordered_workqueue("timeline", 0) :
					       alloc_workqueue("timeline", 0, max_active);

	if (!wq)
		return -ENOMEM;
	start = ktime_get();
	queue_work(wq, &w0);
	queue_work(wq, &w1);
	queue_work(wq, &w2);
	destroy_workqueue(wq);		/* waits for all that is queued */
	return 0;
}

static void __exit wq_timeline_exit(void)
{
}

module_init(wq_timeline_init);
module_exit(wq_timeline_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Three items that compute and sleep, on one queue");
