// SPDX-License-Identifier: MIT
/* One interrupt through all halves: handler, tasklet, timer, thread, work item. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "../edu.h"

static int seen;
static DECLARE_COMPLETION(worked);
static DECLARE_COMPLETION(threaded);

static void where(const char *who)
{
	pr_info("%s: hardirq %d serving %d task %d\n", who, !!in_hardirq(), !!in_serving_softirq(),
		!!in_task());
}

static void work_fn(struct work_struct *work)
{
	where("work");
	complete(&worked);
}

static DECLARE_WORK(work, work_fn);

static void timer_fn(struct timer_list *t)
{
	where("timer");
	schedule_work(&work);
}

static DEFINE_TIMER(timer, timer_fn);

static void tasklet_fn(struct tasklet_struct *t)
{
	where("tasklet");
	mod_timer(&timer, jiffies + 2);
}

static DECLARE_TASKLET(tasklet, tasklet_fn);

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	seen++;
	where("handler");
	tasklet_schedule(&tasklet);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t thread_fn(int irq, void *dev_id)
{
	where("thread");
	complete(&threaded);
	return IRQ_HANDLED;
}

static int __init irq_all_init(void)
{
	int ret = edu_get(), i;

	if (ret)
		return ret;
	ret = request_threaded_irq(edu_dev->irq, handler, thread_fn, IRQF_SHARED, "irq_all", &seen);
	if (ret) {
		edu_put();
		return ret;
	}
	for (i = 0; i < 3; i++) {
		edu_raise(1);
		wait_for_completion(&threaded);
		wait_for_completion(&worked);
		where("init");
	}
	return 0;
}

static void __exit irq_all_exit(void)
{
	free_irq(edu_dev->irq, &seen);
	tasklet_kill(&tasklet);
	pr_info("timer pending %d\n", del_timer_sync(&timer));
	pr_info("work pending %d\n", cancel_work_sync(&work));
	edu_put();
}

module_init(irq_all_init);
module_exit(irq_all_exit);

MODULE_LICENSE("Dual MIT/GPL");
