// SPDX-License-Identifier: MIT
/* cancel_work_sync() waits, and stops a work item that queues itself. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static DECLARE_COMPLETION(third);
static DECLARE_COMPLETION(inside);
static int rounds;
static bool finished;

static void endless_fn(struct work_struct *work)
{
	if (++rounds == 3)
		complete(&third);
	usleep_range(100, 200);
	schedule_work(work);
}

static void slow_fn(struct work_struct *work)
{
	complete(&inside);
	msleep(4);
	finished = true;
}

static DECLARE_WORK(endless, endless_fn);
static DECLARE_WORK(slow, slow_fn);

static int __init work_cancel_init(void)
{
	int after;

	schedule_work(&endless);
	wait_for_completion(&third);
	cancel_work_sync(&endless);
	after = rounds;
	pr_info("rounds at least 3: %d, busy %x\n", rounds >= 3, work_busy(&endless));
	msleep(4);
	pr_info("none since: %d\n", rounds == after);

	schedule_work(&slow);
	wait_for_completion(&inside);
	pr_info("slow: finished %d\n", finished);
	pr_info("slow: cancel %d\n", cancel_work_sync(&slow));
	pr_info("finished %d\n", finished);
	finished = false;
	reinit_completion(&inside);
	schedule_work(&slow);
	wait_for_completion(&inside);
	schedule_work(&slow);
	pr_info("slow and pending: cancel %d\n", cancel_work_sync(&slow));
	pr_info("finished %d\n", finished);
	pr_info("done again: %d\n", completion_done(&inside));
	return 0;
}

static void __exit work_cancel_exit(void)
{
}

module_init(work_cancel_init);
module_exit(work_cancel_exit);

MODULE_LICENSE("Dual MIT/GPL");
