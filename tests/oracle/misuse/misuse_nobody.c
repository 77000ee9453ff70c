// SPDX-License-Identifier: MIT
/* A handler that never says that it was its device. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/module.h>

#include "../edu.h"

static int seen;

static irqreturn_t handler(int irq, void *dev_id)
{
	seen++;
	return IRQ_NONE;
}

static int __init misuse_nobody_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	pr_info("request %d\n", request_irq(edu_dev->irq, handler, IRQF_SHARED, "stubborn", &seen));
	edu_raise(1);
	msleep(1000);
	pr_info("seen enough %d\n", seen >= 99900);
	return 0;
}

static void __exit misuse_nobody_exit(void)
{
	edu_ack();
	free_irq(edu_dev->irq, &seen);
	edu_put();
}

module_init(misuse_nobody_init);
module_exit(misuse_nobody_exit);

MODULE_LICENSE("Dual MIT/GPL");
