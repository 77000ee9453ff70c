// SPDX-License-Identifier: MIT
/* What the functions for work items return. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static DECLARE_COMPLETION(started);
static DECLARE_COMPLETION(go_on);
static int runs;

static void slow_fn(struct work_struct *work)
{
	complete(&started);
	wait_for_completion(&go_on);
	pr_info("slow: busy %x pending %d\n", work_busy(work), work_pending(work));
	runs++;
}

static void fast_fn(struct work_struct *work)
{
	pr_info("fast: pending %d, current work is mine %d\n", work_pending(work),
		current_work() == work);
	runs++;
}

static void go_fn(struct timer_list *t)
{
	complete(&go_on);
}

static DEFINE_TIMER(timer, go_fn);
static DECLARE_WORK(slow, slow_fn);
static DECLARE_WORK(fast, fast_fn);

static int __init work_return_init(void)
{
	struct workqueue_struct *wq = alloc_workqueue("oracle", 0, 1);

	if (!wq)
		return -ENOMEM;
	pr_info("idle: flush %d\n", flush_work(&fast));
	pr_info("idle: cancel %d\n", cancel_work_sync(&fast));
	pr_info("idle: busy %x\n", work_busy(&fast));
	pr_info("queue slow %d\n", queue_work(wq, &slow));
	wait_for_completion(&started);
	pr_info("running: busy %x pending %d\n", work_busy(&slow), work_pending(&slow));
	pr_info("queue fast %d\n", queue_work(wq, &fast));
	pr_info("again %d\n", queue_work(wq, &fast));
	pr_info("waiting: busy %x pending %d\n", work_busy(&fast), work_pending(&fast));
	pr_info("cancel fast %d\n", cancel_work(&fast));
	pr_info("again %d\n", cancel_work(&fast));
	pr_info("cancelled: busy %x\n", work_busy(&fast));
	pr_info("queue slow while it runs %d\n", queue_work(wq, &slow));
	pr_info("again %d\n", queue_work(wq, &slow));
	pr_info("both: busy %x pending %d\n", work_busy(&slow), work_pending(&slow));
	pr_info("cancel slow %d\n", cancel_work(&slow));
	pr_info("queue fast %d\n", queue_work(wq, &fast));
	mod_timer(&timer, jiffies + 2);
	pr_info("flush fast %d\n", flush_work(&fast));
	pr_info("again %d\n", flush_work(&fast));
	pr_info("flush slow %d\n", flush_work(&slow));
	schedule_work(&fast);
	flush_work(&fast);
	pr_info("in process context: %d\n", current_work() == NULL);
	destroy_workqueue(wq);
	return 0;
}

static void __exit work_return_exit(void)
{
	del_timer_sync(&timer);
	pr_info("runs %d\n", runs);
}

module_init(work_return_init);
module_exit(work_return_exit);

MODULE_LICENSE("Dual MIT/GPL");
