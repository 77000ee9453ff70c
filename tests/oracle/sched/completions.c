// SPDX-License-Identifier: MIT
/* Completions: counting, for all, tried, initialised again. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>

static DECLARE_COMPLETION(comp);
static DECLARE_COMPLETION(go);
static DECLARE_COMPLETION(over);

static int fn(void *data)
{
	wait_for_completion(&go);
	pr_info("thread %ld\n", (long)data);
	complete(&over);
	return 0;
}

static void from_timer_fn(struct timer_list *t)
{
	pr_info("timer completes\n");
	complete(&comp);
}

static DEFINE_TIMER(timer, from_timer_fn);

static int __init completions_init(void)
{
	long i;

	pr_info("new: done %d\n", completion_done(&comp));
	pr_info("try %d\n", try_wait_for_completion(&comp));
	complete(&comp);
	complete(&comp);
	pr_info("twice: done %d count %u\n", completion_done(&comp), comp.done);
	wait_for_completion(&comp);
	pr_info("try %d\n", try_wait_for_completion(&comp));
	pr_info("try %d\n", try_wait_for_completion(&comp));
	complete_all(&comp);
	pr_info("all: count is the largest %d\n", comp.done == UINT_MAX);
	wait_for_completion(&comp);
	pr_info("try %d\n", try_wait_for_completion(&comp));
	reinit_completion(&comp);
	pr_info("again: done %d\n", completion_done(&comp));
	mod_timer(&timer, jiffies + 2);
	pr_info("interruptible %d\n", wait_for_completion_interruptible(&comp));
	for (i = 0; i < 3; i++) {
		kthread_run(fn, (void *)i, "oracle/%ld", i);
		msleep(4);
	}
	complete(&go);
	wait_for_completion(&over);
	complete_all(&go);
	wait_for_completion(&over);
	wait_for_completion(&over);
	pr_info("all over\n");
	msleep(4);
	return 0;
}

static void __exit completions_exit(void)
{
	del_timer_sync(&timer);
}

module_init(completions_init);
module_exit(completions_exit);

MODULE_LICENSE("Dual MIT/GPL");
