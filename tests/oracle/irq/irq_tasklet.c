// SPDX-License-Identifier: MIT
/* Top half and tasklets: the interrupt only schedules. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int seen, low_runs, high_runs;

static void low_fn(struct tasklet_struct *t)
{
	pr_info("tasklet %d: hardirq %d serving %d off %d\n", ++low_runs, !!in_hardirq(),
		!!in_serving_softirq(), irqs_disabled());
}

static void high_fn(struct tasklet_struct *t)
{
	pr_info("high tasklet %d\n", ++high_runs);
}

static DECLARE_TASKLET(low, low_fn);
static DECLARE_TASKLET(high, high_fn);

static irqreturn_t handler(int irq, void *dev_id)
{
	u32 cause = edu_ack();

	if (!cause)
		return IRQ_NONE;
	pr_info("handler %d: cause %u\n", ++seen, cause);
	tasklet_schedule(&low);
	tasklet_hi_schedule(&high);
	tasklet_schedule(&low);
	pr_info("handler %d returns\n", seen);
	return IRQ_HANDLED;
}

static int __init irq_tasklet_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	ret = request_irq(edu_dev->irq, handler, IRQF_SHARED, "irq_tasklet", &seen);
	if (ret) {
		edu_put();
		return ret;
	}
	edu_raise(3);
	pr_info("after the first\n");
	local_bh_disable();
	edu_raise(4);
	edu_raise(5);
	pr_info("bottom halves are off\n");
	local_bh_enable();
	pr_info("bottom halves are on\n");
	return 0;
}

static void __exit irq_tasklet_exit(void)
{
	free_irq(edu_dev->irq, &seen);
	tasklet_kill(&low);
	tasklet_kill(&high);
	pr_info("%d interrupts, %d and %d runs\n", seen, low_runs, high_runs);
	edu_put();
}

module_init(irq_tasklet_init);
module_exit(irq_tasklet_exit);

MODULE_LICENSE("Dual MIT/GPL");
