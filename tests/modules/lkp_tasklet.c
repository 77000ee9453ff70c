// SPDX-License-Identifier: MIT
/* Tasklets: declared and set up, scheduled from process context, disabled and enabled. */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>

struct counter {
	struct tasklet_struct tasklet;
	int runs;
};

static void static_handler(struct tasklet_struct *t)
{
	printk(KERN_INFO "tasklet: declared one runs, in_serving_softirq %d\n",
	       !!in_serving_softirq());
}

static DECLARE_TASKLET(declared, static_handler);
static struct counter counter;

static void counting_handler(struct tasklet_struct *t)
{
	struct counter *c = from_tasklet(c, t, tasklet);

	c->runs++;
	printk(KERN_INFO "tasklet: run %d\n", c->runs);
}

static int __init lkp_tasklet_init(void)
{
	printk(KERN_INFO "Entering module.\n");
	tasklet_setup(&counter.tasklet, counting_handler);

	/* Twice before it runs is once; held back while bottom halves are disabled. */
	local_bh_disable();
	tasklet_schedule(&counter.tasklet);
	tasklet_schedule(&counter.tasklet);
	tasklet_hi_schedule(&declared);
	printk(KERN_INFO "tasklet: scheduled\n");
	local_bh_enable();

	/* While it is disabled it stays scheduled, and runs once it is enabled. */
	tasklet_disable(&counter.tasklet);
	tasklet_schedule(&counter.tasklet);
	printk(KERN_INFO "tasklet: disabled and scheduled, %d run(s)\n", counter.runs);
	tasklet_enable(&counter.tasklet);
	return 0;
}

static void __exit lkp_tasklet_exit(void)
{
	tasklet_kill(&counter.tasklet);
	tasklet_kill(&declared);
	printk(KERN_INFO "tasklet: %d runs\n", counter.runs);
	printk(KERN_INFO "Exiting module.\n");
}

module_init(lkp_tasklet_init);
module_exit(lkp_tasklet_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Tasklets scheduled, disabled and killed");
