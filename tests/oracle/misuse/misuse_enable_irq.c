// SPDX-License-Identifier: MIT
/* enable_irq() once too often. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int seen;

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	seen++;
	return IRQ_HANDLED;
}

static int __init misuse_enable_irq_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	pr_info("request %d\n", request_irq(edu_dev->irq, handler, IRQF_SHARED, "oracle", &seen));
	disable_irq(edu_dev->irq);
	enable_irq(edu_dev->irq);
	enable_irq(edu_dev->irq);
	edu_raise(1);
	pr_info("seen %d\n", seen);
	return 0;
}

static void __exit misuse_enable_irq_exit(void)
{
	free_irq(edu_dev->irq, &seen);
	edu_put();
}

module_init(misuse_enable_irq_init);
module_exit(misuse_enable_irq_exit);

MODULE_LICENSE("Dual MIT/GPL");
