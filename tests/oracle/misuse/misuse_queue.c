// SPDX-License-Identifier: MIT
/* A queue destroyed while its item runs; a queue used while it drains. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static struct workqueue_struct *wq;
static DECLARE_COMPLETION(started);
static bool ended;

static void slow_fn(struct work_struct *work)
{
	complete(&started);
	msleep(10);
	ended = true;
	pr_info("slow ends\n");
}

static void other_fn(struct work_struct *work)
{
	pr_info("other runs\n");
}

static DECLARE_WORK(slow, slow_fn);
static DECLARE_WORK(other, other_fn);

static void timer_fn(struct timer_list *t)
{
	pr_info("queue while it is being destroyed: %d\n", queue_work(wq, &other));
}

static DEFINE_TIMER(timer, timer_fn);

static int __init misuse_queue_init(void)
{
	wq = alloc_workqueue("oracle", 0, 0);
	queue_work(wq, &slow);
	wait_for_completion(&started);
	mod_timer(&timer, jiffies + 1);
	destroy_workqueue(wq);
	pr_info("destroyed: ended %d\n", ended);
	return 0;
}

static void __exit misuse_queue_exit(void)
{
	del_timer_sync(&timer);
}

module_init(misuse_queue_init);
module_exit(misuse_queue_exit);

MODULE_LICENSE("Dual MIT/GPL");
