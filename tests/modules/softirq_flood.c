// SPDX-License-Identifier: MIT
/*
 * A tasklet that schedules itself again each time: too much for one interrupt.  After ten passes
 * the rest moves to ksoftirqd, where it competes with other threads.
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>

static int runs = 30;
module_param(runs, int, 0444);
MODULE_PARM_DESC(runs, "how often the tasklet runs");

static int run, in_ksoftirqd;
static DECLARE_COMPLETION(done);

/* A softirq runs on top of some thread; who it is says how we came here. */
static void again(struct tasklet_struct *t)
{
	run++;
	if (!strncmp(current->comm, "ksoftirqd", 9))
		in_ksoftirqd++;
	if (run < runs)
		tasklet_schedule(t);
	else
		complete(&done);
}

static DECLARE_TASKLET(flood, again);

static int __init softirq_flood_init(void)
{
	/* As an interrupt handler would: it runs when the outermost section ends. */
	local_bh_disable();
	tasklet_schedule(&flood);
	local_bh_enable();
	pr_info("softirq_flood: %d runs, then %s went on\n", run, current->comm);

	wait_for_completion(&done);
	pr_info("softirq_flood: %d runs in all, %d of them in ksoftirqd\n", run, in_ksoftirqd);
	return 0;
}

static void __exit softirq_flood_exit(void)
{
	tasklet_kill(&flood);
}

module_init(softirq_flood_init);
module_exit(softirq_flood_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A softirq flood moves to ksoftirqd");
