// SPDX-License-Identifier: MIT
/* free_irq() of what is not requested. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int cookie;

static irqreturn_t handler(int irq, void *dev_id)
{
	return edu_ack() ? IRQ_HANDLED : IRQ_NONE;
}

static int __init misuse_free_irq_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	ret = request_irq(edu_dev->irq, handler, IRQF_SHARED, "oracle", &cookie);
	pr_info("request %d\n", ret);
	pr_info("wrong cookie: %d\n", free_irq(edu_dev->irq, &ret) == NULL);
	pr_info("free: %s\n", (const char *)free_irq(edu_dev->irq, &cookie));
	pr_info("again: %d\n", free_irq(edu_dev->irq, &cookie) == NULL);
	edu_put();
	return 0;
}

static void __exit misuse_free_irq_exit(void)
{
}

module_init(misuse_free_irq_init);
module_exit(misuse_free_irq_exit);

MODULE_LICENSE("Dual MIT/GPL");
