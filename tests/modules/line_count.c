// SPDX-License-Identifier: MIT
/*
 * Count the interrupts of a line, and call each of them handled.  Nobody quiets the
 * device: somebody outside moves the wire.  insmod line_count.ko irq=5
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int irq = 5;
module_param(irq, int, 0444);
MODULE_PARM_DESC(irq, "the line to count on");

static int line_count_calls;
static int dev_id;			/* only its address counts */

static irqreturn_t counting_handler(int line, void *dev)
{
	WRITE_ONCE(line_count_calls, line_count_calls + 1);
	return IRQ_HANDLED;
}

static int __init line_count_init(void)
{
	line_count_calls = 0;
	return request_irq(irq, counting_handler, IRQF_SHARED, "line_count", &dev_id);
}

static void __exit line_count_exit(void)
{
	free_irq(irq, &dev_id);
	printk(KERN_INFO "line_count: %d interrupt(s) on irq %d\n", line_count_calls, irq);
}

module_init(line_count_init);
module_exit(line_count_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Counts the interrupts of a line");
