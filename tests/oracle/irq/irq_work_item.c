// SPDX-License-Identifier: MIT
/* Top half and work item: the second half may sleep. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/workqueue.h>

#include "../edu.h"

static int seen;
static DECLARE_COMPLETION(done);

static void work_fn(struct work_struct *work)
{
	pr_info("work: task %d interrupt %d count %x worker %d\n", !!in_task(), !!in_interrupt(),
		preempt_count(), !!(current->flags & PF_WQ_WORKER));
	msleep(1);
	pr_info("work has slept\n");
	complete(&done);
}

static DECLARE_WORK(work, work_fn);

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	seen++;
	pr_info("handler %d: queued %d\n", seen, schedule_work(&work));
	pr_info("handler %d: queued %d\n", seen, schedule_work(&work));
	return IRQ_HANDLED;
}

static int __init irq_work_item_init(void)
{
	int ret = edu_get(), i;

	if (ret)
		return ret;
	ret = request_irq(edu_dev->irq, handler, IRQF_SHARED, "irq_work_item", &seen);
	if (ret) {
		edu_put();
		return ret;
	}
	for (i = 0; i < 3; i++) {
		edu_raise(1);
		wait_for_completion(&done);
		pr_info("init: work %d is done\n", i);
	}
	return 0;
}

static void __exit irq_work_item_exit(void)
{
	free_irq(edu_dev->irq, &seen);
	pr_info("cancel %d\n", cancel_work_sync(&work));
	edu_put();
}

module_init(irq_work_item_init);
module_exit(irq_work_item_exit);

MODULE_LICENSE("Dual MIT/GPL");
