// SPDX-License-Identifier: MIT
/* An oops in a tasklet: nobody to kill, so the machine stops. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/interrupt.h>
#include <linux/module.h>

static int *nothing;

static void fn(struct tasklet_struct *t)
{
	WRITE_ONCE(*nothing, 5);
}

static DECLARE_TASKLET(tasklet, fn);

static int __init misuse_softirq_oops_init(void)
{
	tasklet_schedule(&tasklet);
	tasklet_kill(&tasklet);
	pr_info("survived\n");
	return 0;
}

static void __exit misuse_softirq_oops_exit(void)
{
}

module_init(misuse_softirq_oops_init);
module_exit(misuse_softirq_oops_exit);

MODULE_LICENSE("Dual MIT/GPL");
