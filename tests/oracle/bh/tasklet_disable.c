// SPDX-License-Identifier: MIT
/* A disabled tasklet waits, however often it was scheduled. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/interrupt.h>
#include <linux/module.h>

static int runs;

static void run(struct tasklet_struct *t)
{
	pr_info("run %d: count %d\n", ++runs, atomic_read(&t->count));
}

static DECLARE_TASKLET(tasklet, run);
static DECLARE_TASKLET_DISABLED(born_disabled, run);

static void old_fn(unsigned long data)
{
	pr_info("old: data %lu\n", data);
}

static struct tasklet_struct old;

static int __init tasklet_disable_init(void)
{
	tasklet_disable(&tasklet);
	tasklet_disable_nosync(&tasklet);
	tasklet_schedule(&tasklet);
	tasklet_schedule(&tasklet);
	pr_info("disabled twice: count %d scheduled %d runs %d\n", atomic_read(&tasklet.count),
		test_bit(TASKLET_STATE_SCHED, &tasklet.state), runs);
	tasklet_enable(&tasklet);
	pr_info("enabled once: count %d runs %d\n", atomic_read(&tasklet.count), runs);
	tasklet_enable(&tasklet);
	while (!READ_ONCE(runs))
		schedule();
	pr_info("enabled twice: runs %d\n", runs);

	pr_info("born disabled: count %d\n", atomic_read(&born_disabled.count));
	tasklet_schedule(&born_disabled);
	tasklet_enable(&born_disabled);
	while (READ_ONCE(runs) < 2)
		schedule();
	pr_info("enabled: runs %d\n", runs);

	tasklet_init(&old, old_fn, 4711);
	pr_info("old: callback style %d\n", old.use_callback);
	tasklet_schedule(&old);
	tasklet_kill(&old);
	return 0;
}

static void __exit tasklet_disable_exit(void)
{
	tasklet_kill(&tasklet);
	tasklet_kill(&born_disabled);
	pr_info("runs %d\n", runs);
}

module_init(tasklet_disable_init);
module_exit(tasklet_disable_exit);

MODULE_LICENSE("Dual MIT/GPL");
