// SPDX-License-Identifier: MIT
/*
 * A oneshot line: its thread takes 5 ms, and until it is done the line stays shut, even
 * if the wire is up all the time.  insmod line_thread.ko irq=5
 */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int irq = 5;
module_param(irq, int, 0444);
MODULE_PARM_DESC(irq, "the line to use");

static int line_thread_hard, line_thread_runs;

static irqreturn_t hard_handler(int line, void *dev)
{
	line_thread_hard++;
	return IRQ_WAKE_THREAD;
}

static irqreturn_t slow_thread(int line, void *dev)
{
	msleep(5);
	WRITE_ONCE(line_thread_runs, line_thread_runs + 1);
	return IRQ_HANDLED;
}

static int __init line_thread_init(void)
{
	return request_threaded_irq(irq, hard_handler, slow_thread, IRQF_ONESHOT, "line_thread",
				    NULL);
}

static void __exit line_thread_exit(void)
{
	free_irq(irq, NULL);
	printk(KERN_INFO "line_thread: %d interrupt(s), %d run(s) of the thread\n",
	       line_thread_hard, line_thread_runs);
}

module_init(line_thread_init);
module_exit(line_thread_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A threaded handler on a level line");
