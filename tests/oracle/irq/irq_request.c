// SPDX-License-Identifier: MIT
/* What request_irq() refuses, what free_irq() returns. */
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

static void try(const char *what, unsigned int irq, irq_handler_t fn, irq_handler_t thread,
		unsigned long flags, void *dev_id)
{
	int ret = request_threaded_irq(irq, fn, thread, flags, "edu_try", dev_id);

	pr_info("%s: %d\n", what, ret);
	if (!ret)
		pr_info("%s: was %s\n", what, (const char *)free_irq(irq, dev_id));
}

static int __init irq_request_init(void)
{
	unsigned int irq;
	int ret = edu_get();

	if (ret)
		return ret;
	irq = edu_dev->irq;
	try("plain", irq, handler, NULL, IRQF_SHARED, &seen);
	try("no handler", irq, NULL, NULL, IRQF_SHARED, &seen);
	try("shared without a cookie", irq, handler, NULL, IRQF_SHARED, NULL);
	try("no such line", 100000, handler, NULL, 0, &seen);
	try("thread only, not oneshot", irq, NULL, handler, IRQF_SHARED, &seen);
	try("oneshot and shared", irq, NULL, handler, IRQF_SHARED | IRQF_ONESHOT, &seen);
	try("shared and conditional suspend", irq, handler, NULL, IRQF_COND_SUSPEND, &seen);

	ret = request_irq(irq, handler, IRQF_SHARED, "edu_first", &seen);
	pr_info("first: %d, has action %d\n", ret, irq_has_action(irq));
	try("not shared beside shared", irq, handler, NULL, 0, &ret);
	try("oneshot beside plain", irq, NULL, handler, IRQF_SHARED | IRQF_ONESHOT, &ret);
	try("second", irq, handler, NULL, IRQF_SHARED, &ret);
	edu_raise(1);
	pr_info("seen %d\n", seen);
	return 0;
}

static void __exit irq_request_exit(void)
{
	pr_info("free: %s\n", (const char *)free_irq(edu_dev->irq, &seen));
	pr_info("has action %d\n", irq_has_action(edu_dev->irq));
	edu_put();
}

module_init(irq_request_init);
module_exit(irq_request_exit);

MODULE_LICENSE("Dual MIT/GPL");
