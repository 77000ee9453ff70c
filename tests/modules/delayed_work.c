// SPDX-License-Identifier: MIT
/* Delayed work: queued, moved, queued although it waits already, and cancelled. */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/workqueue.h>

#define TICKS(ms)	msecs_to_jiffies(ms)

static unsigned long start;

static void handler(struct work_struct *work)
{
	pr_info("delayed_work: runs at %u ms\n", jiffies_to_msecs(jiffies - start));
}

static DECLARE_DELAYED_WORK(item, handler);

static int __init delayed_work_init(void)
{
	start = jiffies;
	pr_info("delayed_work: queue for 40 ms: %d\n", schedule_delayed_work(&item, TICKS(40)));
	pr_info("delayed_work: queue for 8 ms: %d\n", schedule_delayed_work(&item, TICKS(8)));
	flush_delayed_work(&item);	/* does not wait for the time: it queues at once */

	schedule_delayed_work(&item, TICKS(40));
	pr_info("delayed_work: move to 8 ms: %d\n",
		mod_delayed_work(system_wq, &item, TICKS(8)));
	msleep(20);

	schedule_delayed_work(&item, TICKS(40));
	pr_info("delayed_work: cancel: %d\n", cancel_delayed_work_sync(&item));
	pr_info("delayed_work: cancel again: %d\n", cancel_delayed_work_sync(&item));
	return 0;
}

static void __exit delayed_work_exit(void)
{
	cancel_delayed_work_sync(&item);
}

module_init(delayed_work_init);
module_exit(delayed_work_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Delayed work queued, moved and cancelled");
