// SPDX-License-Identifier: MIT
/* What the functions for timers return. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/timer.h>

static DECLARE_COMPLETION(fired);
static int runs;

static void run(struct timer_list *t)
{
	pr_info("run %d: pending %d serving %d off %d\n", ++runs, timer_pending(t),
		!!in_serving_softirq(), irqs_disabled());
	complete(&fired);
}

static struct timer_list timer;

static int __init timer_return_init(void)
{
	timer_setup(&timer, run, 0);
	pr_info("idle: pending %d\n", timer_pending(&timer));
	pr_info("idle: del %d\n", del_timer(&timer));
	pr_info("idle: del sync %d\n", del_timer_sync(&timer));
	pr_info("idle: mod pending %d\n", mod_timer_pending(&timer, jiffies + 1));
	pr_info("mod %d\n", mod_timer(&timer, jiffies + 100));
	pr_info("pending %d\n", timer_pending(&timer));
	pr_info("mod again %d\n", mod_timer(&timer, jiffies + 200));
	pr_info("mod pending %d\n", mod_timer_pending(&timer, jiffies + 300));
	pr_info("reduce %d\n", timer_reduce(&timer, jiffies + 150));
	pr_info("reduce to later %d\n", timer_reduce(&timer, jiffies + 400));
	pr_info("left: at most 150 %d\n", time_before_eq(timer.expires, jiffies + 150));
	pr_info("del %d\n", del_timer(&timer));
	pr_info("try %d\n", try_to_del_timer_sync(&timer));
	timer.expires = jiffies + 1;
	add_timer(&timer);
	wait_for_completion(&fired);
	pr_info("in the past %d\n", mod_timer(&timer, jiffies - 10));
	wait_for_completion(&fired);
	pr_info("now %d\n", mod_timer(&timer, jiffies));
	wait_for_completion(&fired);
	add_timer_on(&timer, 0);
	wait_for_completion(&fired);
	return 0;
}

static void __exit timer_return_exit(void)
{
	pr_info("del %d, runs %d\n", del_timer_sync(&timer), runs);
}

module_init(timer_return_init);
module_exit(timer_return_exit);

MODULE_LICENSE("Dual MIT/GPL");
