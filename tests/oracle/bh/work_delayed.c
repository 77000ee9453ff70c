// SPDX-License-Identifier: MIT
/* Delayed work: its timer, changed, flushed, cancelled. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static DECLARE_COMPLETION(done);
static unsigned long queued_at;
static int runs;

static void run(struct work_struct *work)
{
	struct delayed_work *dwork = to_delayed_work(work);

	pr_info("run %d: pending %d timer %d, not too early %d\n", ++runs,
		delayed_work_pending(dwork), timer_pending(&dwork->timer),
		time_after_eq(jiffies, queued_at));
	complete(&done);
}

static DECLARE_DELAYED_WORK(dwork, run);

static void queue(unsigned long delay)
{
	queued_at = jiffies + delay;
	pr_info("queue with %lu: %d\n", delay, schedule_delayed_work(&dwork, delay));
}

static int __init work_delayed_init(void)
{
	pr_info("idle: pending %d\n", delayed_work_pending(&dwork));
	pr_info("idle: flush %d\n", flush_delayed_work(&dwork));
	pr_info("idle: cancel %d\n", cancel_delayed_work(&dwork));
	queue(5);
	pr_info("pending %d timer %d\n", delayed_work_pending(&dwork), timer_pending(&dwork.timer));
	queue(1);
	queued_at = 0;
	wait_for_completion(&done);
	queue(0);
	wait_for_completion(&done);
	queue(1000);
	queued_at = jiffies;
	pr_info("modify a pending one %d\n", mod_delayed_work(system_wq, &dwork, 2));
	wait_for_completion(&done);
	pr_info("modify an idle one %d\n", mod_delayed_work(system_wq, &dwork, 2));
	wait_for_completion(&done);
	queue(1000);
	queued_at = jiffies;
	pr_info("flush %d\n", flush_delayed_work(&dwork));
	wait_for_completion(&done);
	queue(1000);
	pr_info("cancel %d\n", cancel_delayed_work(&dwork));
	pr_info("again %d\n", cancel_delayed_work(&dwork));
	queue(1000);
	pr_info("cancel and wait %d\n", cancel_delayed_work_sync(&dwork));
	pr_info("again %d\n", cancel_delayed_work_sync(&dwork));
	pr_info("pending %d timer %d\n", delayed_work_pending(&dwork), timer_pending(&dwork.timer));
	return 0;
}

static void __exit work_delayed_exit(void)
{
	pr_info("runs %d\n", runs);
}

module_init(work_delayed_init);
module_exit(work_delayed_exit);

MODULE_LICENSE("Dual MIT/GPL");
