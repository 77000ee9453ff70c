// SPDX-License-Identifier: MIT
/* Where a handler runs, and what it may see. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/preempt.h>

#include "../edu.h"

static void where(const char *who)
{
	pr_info("%s: count %08x hardirq %d softirq %d serving %d interrupt %d nmi %d task %d atomic %d off %d\n",
		who, preempt_count(), !!in_hardirq(), !!in_softirq(), !!in_serving_softirq(),
		!!in_interrupt(), !!in_nmi(), !!in_task(), !!in_atomic(), irqs_disabled());
}

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	where("handler");
	pr_info("right line %d, cookie %d, current %s\n", irq == edu_dev->irq, dev_id == &edu_dev,
		current->comm);
	return IRQ_HANDLED;
}

static int __init irq_context_init(void)
{
	unsigned long flags;
	int ret = edu_get();

	if (ret)
		return ret;
	ret = request_irq(edu_dev->irq, handler, IRQF_SHARED, "irq_context", &edu_dev);
	if (ret) {
		edu_put();
		return ret;
	}
	where("init");
	edu_raise(1);
	local_bh_disable();
	where("bh off");
	edu_raise(2);
	local_bh_enable();
	preempt_disable();
	where("preemption off");
	edu_raise(4);
	preempt_enable();
	local_irq_save(flags);
	where("interrupts off");
	edu_raise(8);
	pr_info("raised with interrupts off\n");
	local_irq_restore(flags);
	where("end");
	return 0;
}

static void __exit irq_context_exit(void)
{
	where("exit");
	free_irq(edu_dev->irq, &edu_dev);
	edu_put();
}

module_init(irq_context_init);
module_exit(irq_context_exit);

MODULE_LICENSE("Dual MIT/GPL");
