// SPDX-License-Identifier: MIT
/* Which tasklet runs when: high ones first, then in the order of scheduling. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/interrupt.h>
#include <linux/module.h>

static void run(struct tasklet_struct *t);

static struct tasklet_struct low[3], high[2];

static void run(struct tasklet_struct *t)
{
	if (t >= high && t < high + ARRAY_SIZE(high))
		pr_info("high %d\n", (int)(t - high));
	else
		pr_info("low %d\n", (int)(t - low));
}

static int again = 3;

static void again_fn(struct tasklet_struct *t)
{
	pr_info("again %d: scheduled %d running %d\n", again,
		test_bit(TASKLET_STATE_SCHED, &t->state), test_bit(TASKLET_STATE_RUN, &t->state));
	if (--again)
		tasklet_schedule(t);
}

static DECLARE_TASKLET(again_tasklet, again_fn);

static int __init tasklet_order_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(low); i++)
		tasklet_setup(&low[i], run);
	for (i = 0; i < ARRAY_SIZE(high); i++)
		tasklet_setup(&high[i], run);

	local_bh_disable();
	tasklet_schedule(&low[2]);
	tasklet_schedule(&low[0]);
	tasklet_hi_schedule(&high[1]);
	tasklet_schedule(&low[1]);
	tasklet_hi_schedule(&high[0]);
	tasklet_schedule(&low[2]);
	pr_info("scheduled: %d %d %d, %d %d\n", test_bit(TASKLET_STATE_SCHED, &low[0].state),
		test_bit(TASKLET_STATE_SCHED, &low[1].state),
		test_bit(TASKLET_STATE_SCHED, &low[2].state),
		test_bit(TASKLET_STATE_SCHED, &high[0].state),
		test_bit(TASKLET_STATE_SCHED, &high[1].state));
	local_bh_enable();

	pr_info("one at a time\n");
	tasklet_schedule(&low[0]);
	tasklet_kill(&low[0]);
	tasklet_schedule(&again_tasklet);
	while (READ_ONCE(again))
		schedule();
	tasklet_kill(&again_tasklet);
	pr_info("state %lx\n", again_tasklet.state);
	return 0;
}

static void __exit tasklet_order_exit(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(low); i++)
		tasklet_kill(&low[i]);
	for (i = 0; i < ARRAY_SIZE(high); i++)
		tasklet_kill(&high[i]);
	pr_info("killed\n");
}

module_init(tasklet_order_init);
module_exit(tasklet_order_exit);

MODULE_LICENSE("Dual MIT/GPL");
