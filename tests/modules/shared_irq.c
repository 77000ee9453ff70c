// SPDX-License-Identifier: MIT
/*
 * Look over the shoulder of a device: share its line, count, and answer IRQ_NONE,
 * since the interrupt is not ours.  insmod shared_irq.ko irq=1
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int irq = 1;
module_param(irq, int, 0444);
MODULE_PARM_DESC(irq, "the line to share");

static int count;
static int dev_id;			/* only its address counts: it tells us from the others */

static void report(struct tasklet_struct *unused)
{
	printk(KERN_INFO "shared_irq: %d interrupt(s) on irq %d\n", count, irq);
}

static DECLARE_TASKLET(report_tasklet, report);

static irqreturn_t shared_handler(int line, void *dev)
{
	count++;
	tasklet_schedule(&report_tasklet);
	return IRQ_NONE;
}

static int __init shared_irq_init(void)
{
	int ret = request_irq(irq, shared_handler, IRQF_SHARED, "shared_irq", &dev_id);

	if (ret) {
		printk(KERN_ERR "shared_irq: cannot share irq %d: %d\n", irq, ret);
		return ret;
	}
	printk(KERN_INFO "shared_irq: listening on irq %d\n", irq);
	return 0;
}

static void __exit shared_irq_exit(void)
{
	free_irq(irq, &dev_id);
	tasklet_kill(&report_tasklet);
	printk(KERN_INFO "shared_irq: %d interrupt(s) seen\n", count);
}

module_init(shared_irq_init);
module_exit(shared_irq_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A second handler on somebody else's interrupt line");
