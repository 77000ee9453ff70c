// SPDX-License-Identifier: MIT
/* tasklet_kill() in a softirq. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>

static DECLARE_COMPLETION(done);

static void other_fn(struct tasklet_struct *t)
{
	pr_info("other runs\n");
}

static DECLARE_TASKLET(other, other_fn);

static void killer_fn(struct tasklet_struct *t)
{
	pr_info("killer runs\n");
	tasklet_kill(&other);
	pr_info("killer returns\n");
	complete(&done);
}

static DECLARE_TASKLET(killer, killer_fn);

static int __init misuse_tasklet_init(void)
{
	tasklet_schedule(&killer);
	wait_for_completion(&done);
	return 0;
}

static void __exit misuse_tasklet_exit(void)
{
	tasklet_kill(&killer);
}

module_init(misuse_tasklet_init);
module_exit(misuse_tasklet_exit);

MODULE_LICENSE("Dual MIT/GPL");
