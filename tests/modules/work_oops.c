// SPDX-License-Identifier: MIT
/* A work item that faults, and one behind it that must run all the same. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static int *nowhere;

static void faulting_handler(struct work_struct *work)
{
	printk(KERN_INFO "work_oops: about to fault\n");
	WRITE_ONCE(*nowhere, 1);
}

static void harmless_handler(struct work_struct *work)
{
	printk(KERN_INFO "work_oops: the next item runs\n");
}

static DECLARE_WORK(faulting, faulting_handler);
static DECLARE_WORK(harmless, harmless_handler);

static int __init work_oops_init(void)
{
	schedule_work(&faulting);
	schedule_work(&harmless);
	flush_work(&faulting);
	flush_work(&harmless);
	printk(KERN_INFO "work_oops: both flushed\n");
	return 0;
}

static void __exit work_oops_exit(void)
{
}

module_init(work_oops_init);
module_exit(work_oops_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A kworker dies, its pool goes on");
