// SPDX-License-Identifier: MIT
/* disable_irq() nests; what comes meanwhile is not lost. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int seen;

static irqreturn_t handler(int irq, void *dev_id)
{
	u32 cause = edu_ack();

	if (!cause)
		return IRQ_NONE;
	pr_info("handler %d: cause %u\n", ++seen, cause);
	if (cause == 0x10) {
		disable_irq_nosync(irq);
		edu_raise(0x20);
		pr_info("handler: disabled its own line\n");
	}
	return IRQ_HANDLED;
}

static int __init irq_disable_init(void)
{
	unsigned int irq;
	int ret = edu_get();

	if (ret)
		return ret;
	irq = edu_dev->irq;
	ret = request_irq(irq, handler, IRQF_SHARED, "irq_disable", &seen);
	if (ret) {
		edu_put();
		return ret;
	}
	disable_irq(irq);
	disable_irq(irq);
	edu_raise(1);
	pr_info("disabled twice: seen %d\n", seen);
	enable_irq(irq);
	pr_info("enabled once: seen %d\n", seen);
	enable_irq(irq);
	pr_info("enabled twice: seen %d\n", seen);
	pr_info("disable_hardirq %d\n", disable_hardirq(irq));
	edu_raise(2);
	edu_raise(4);
	enable_irq(irq);
	pr_info("two causes, one line: seen %d\n", seen);
	edu_raise(0x10);
	pr_info("off by its handler: seen %d\n", seen);
	synchronize_irq(irq);
	pr_info("synchronize_hardirq %d\n", synchronize_hardirq(irq));
	enable_irq(irq);
	pr_info("on again: seen %d\n", seen);
	return 0;
}

static void __exit irq_disable_exit(void)
{
	disable_irq(edu_dev->irq);
	edu_raise(1);
	free_irq(edu_dev->irq, &seen);
	edu_ack();
	pr_info("seen %d\n", seen);
	edu_put();
}

module_init(irq_disable_init);
module_exit(irq_disable_exit);

MODULE_LICENSE("Dual MIT/GPL");
