// SPDX-License-Identifier: MIT
/* BUG() in a work item: the worker dies. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static void fn(struct work_struct *work)
{
	pr_info("work\n");
	BUG();
}

static DECLARE_WORK(work, fn);

static int __init misuse_bug_init(void)
{
	schedule_work(&work);
	msleep(10);
	pr_info("lives on\n");
	return 0;
}

static void __exit misuse_bug_exit(void)
{
}

module_init(misuse_bug_init);
module_exit(misuse_bug_exit);

MODULE_LICENSE("Dual MIT/GPL");
