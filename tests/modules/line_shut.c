// SPDX-License-Identifier: MIT
/*
 * A line that is shut while the module is there, and opened when it goes: what has
 * come meanwhile is delivered then, once.
 *
 * insmod line_shut.ko irq=5           requested shut (IRQF_NO_AUTOEN)
 * insmod line_shut.ko irq=5 late=1    requested open, then shut by disable_irq()
 *
 * level=1: the wire stays up, so the handler shuts the line again, as a driver does
 * that hands the device to somebody else before it listens on.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int irq = 5;
module_param(irq, int, 0444);
MODULE_PARM_DESC(irq, "the line to use");

static bool late;
module_param(late, bool, 0444);
MODULE_PARM_DESC(late, "shut it behind request_irq() instead of by it");

static bool level;
module_param(level, bool, 0444);
MODULE_PARM_DESC(level, "the handler shuts the line");

static int line_shut_calls;

static irqreturn_t shutting_handler(int line, void *dev)
{
	WRITE_ONCE(line_shut_calls, line_shut_calls + 1);
	if (level)
		disable_irq_nosync(line);
	return IRQ_HANDLED;
}

static int __init line_shut_init(void)
{
	int ret;

	line_shut_calls = 0;
	ret = request_irq(irq, shutting_handler, late ? 0 : IRQF_NO_AUTOEN, "line_shut", NULL);
	if (!ret && late)
		disable_irq(irq);
	return ret;
}

static void __exit line_shut_exit(void)
{
	printk(KERN_INFO "line_shut: %d call(s) while it was shut\n", line_shut_calls);
	enable_irq(irq);
	printk(KERN_INFO "line_shut: %d call(s) after enable_irq()\n", READ_ONCE(line_shut_calls));
	free_irq(irq, NULL);
}

module_init(line_shut_init);
module_exit(line_shut_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("What comes while a line is shut");
