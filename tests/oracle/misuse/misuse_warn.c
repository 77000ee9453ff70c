// SPDX-License-Identifier: MIT
/* WARN and its relatives: what each prints, how often. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bug.h>
#include <linux/interrupt.h>
#include <linux/module.h>

static noinline void warn_here(int i)
{
	pr_info("WARN_ON %d\n", (int)WARN_ON(i == 1));
	pr_info("WARN %d\n", (int)WARN(i == 1, "with a text: %d\n", i));
	pr_info("WARN_ON_ONCE %d\n", (int)WARN_ON_ONCE(i < 5));
	pr_info("WARN_ONCE %d\n", (int)WARN_ONCE(i < 5, "once: %d\n", i));
}

static void tasklet_fn(struct tasklet_struct *t)
{
	WARN_ON(in_serving_softirq());
}

static DECLARE_TASKLET(tasklet, tasklet_fn);

static int __init misuse_warn_init(void)
{
	warn_here(1);
	warn_here(2);
	tasklet_schedule(&tasklet);
	tasklet_kill(&tasklet);
	return 0;
}

static void __exit misuse_warn_exit(void)
{
	WARN_TAINT(1, TAINT_USER, "tainted\n");
}

module_init(misuse_warn_init);
module_exit(misuse_warn_exit);

MODULE_LICENSE("Dual MIT/GPL");
