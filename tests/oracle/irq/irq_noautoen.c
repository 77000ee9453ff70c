// SPDX-License-Identifier: MIT
/* A line that is requested but not enabled. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int seen;

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	pr_info("handler %d\n", ++seen);
	return IRQ_HANDLED;
}

static int __init irq_noautoen_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	pr_info("shared: %d\n",
		request_irq(edu_dev->irq, handler, IRQF_SHARED | IRQF_NO_AUTOEN, "late", &seen));
	ret = request_irq(edu_dev->irq, handler, IRQF_NO_AUTOEN, "late", &seen);
	pr_info("alone: %d\n", ret);
	if (ret) {
		edu_put();
		return ret;
	}
	edu_raise(1);
	pr_info("seen %d\n", seen);
	enable_irq(edu_dev->irq);
	pr_info("seen %d\n", seen);
	return 0;
}

static void __exit irq_noautoen_exit(void)
{
	free_irq(edu_dev->irq, &seen);
	edu_put();
}

module_init(irq_noautoen_init);
module_exit(irq_noautoen_exit);

MODULE_LICENSE("Dual MIT/GPL");
