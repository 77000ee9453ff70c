// SPDX-License-Identifier: MIT
/* What /proc/interrupts and /proc/irq show of a line with two handlers. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int count = 5;
module_param(count, int, 0444);

static int first, second;

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	return IRQ_HANDLED;
}

static int __init irq_proc_init(void)
{
	int ret = edu_get(), i;

	if (ret)
		return ret;
	ret = request_irq(edu_dev->irq, handler, IRQF_SHARED, "oracle_first", &first);
	if (ret) {
		edu_put();
		return ret;
	}
	pr_info("second: %d\n",
		request_irq(edu_dev->irq, handler, IRQF_SHARED, "oracle_second", &second));
	for (i = 0; i < count; i++)
		edu_raise(1);
	return 0;
}

static void __exit irq_proc_exit(void)
{
	free_irq(edu_dev->irq, &first);
	free_irq(edu_dev->irq, &second);
	edu_put();
}

module_init(irq_proc_init);
module_exit(irq_proc_exit);

MODULE_LICENSE("Dual MIT/GPL");
