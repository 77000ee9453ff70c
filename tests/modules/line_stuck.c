// SPDX-License-Identifier: MIT
/*
 * Two drivers on one line, and neither knows the device that pulls it: the interrupt
 * comes back until somebody shuts the line.  insmod line_stuck.ko irq=5
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int irq = 5;
module_param(irq, int, 0444);
MODULE_PARM_DESC(irq, "the line to share");

static int line_stuck_calls[2];

static irqreturn_t first_bystander(int line, void *dev)
{
	line_stuck_calls[0]++;
	return IRQ_NONE;
}

static irqreturn_t second_bystander(int line, void *dev)
{
	line_stuck_calls[1]++;
	return IRQ_NONE;
}

static int __init line_stuck_init(void)
{
	int ret = request_irq(irq, first_bystander, IRQF_SHARED, "first", &line_stuck_calls[0]);

	if (ret)
		return ret;
	ret = request_irq(irq, second_bystander, IRQF_SHARED, "second", &line_stuck_calls[1]);
	if (ret)
		free_irq(irq, &line_stuck_calls[0]);
	return ret;
}

static void __exit line_stuck_exit(void)
{
	free_irq(irq, &line_stuck_calls[1]);
	free_irq(irq, &line_stuck_calls[0]);
	printk(KERN_INFO "line_stuck: asked %d and %d times\n", line_stuck_calls[0],
	       line_stuck_calls[1]);
}

module_init(line_stuck_init);
module_exit(line_stuck_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Two handlers that answer IRQ_NONE");
