// SPDX-License-Identifier: MIT
/* A work item that computes for some seconds, and one that has to wait for it. */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static int seconds = 3;
module_param(seconds, int, 0444);
MODULE_PARM_DESC(seconds, "how long the item computes");

static void hogging_handler(struct work_struct *work)
{
	mdelay(seconds * 1000);
}

static void waiting_handler(struct work_struct *work)
{
	printk(KERN_INFO "work_hog: my turn at last\n");
}

static DECLARE_WORK(hogging, hogging_handler);
static DECLARE_WORK(waiting, waiting_handler);

static int __init work_hog_init(void)
{
	schedule_work(&hogging);
	schedule_work(&waiting);
	return 0;
}

static void __exit work_hog_exit(void)
{
	flush_work(&hogging);
	flush_work(&waiting);
}

module_init(work_hog_init);
module_exit(work_hog_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A work item that keeps its CPU's pool waiting");
