// SPDX-License-Identifier: MIT
/* Flushing and draining: what was queued before, what queues itself. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static struct workqueue_struct *wq;
static int chain, left;

static void chain_fn(struct work_struct *work)
{
	pr_info("link %d\n", ++chain);
	if (--left)
		pr_info("queue the next %d\n", queue_work(wq, work));
}

static void note_fn(struct work_struct *work)
{
	msleep(2);
	pr_info("note\n");
}

static DECLARE_WORK(chain_work, chain_fn);
static DECLARE_WORK(note, note_fn);
static DECLARE_DELAYED_WORK(late, note_fn);

static int __init wq_flush_init(void)
{
	wq = alloc_workqueue("oracle_flush", WQ_MEM_RECLAIM, 1);
	if (!wq)
		return -ENOMEM;
	queue_work(wq, &note);
	flush_workqueue(wq);
	pr_info("flushed an item\n");
	flush_workqueue(wq);
	pr_info("flushed an empty queue\n");
	queue_delayed_work(wq, &late, 1000);
	flush_workqueue(wq);
	pr_info("late: pending %d\n", delayed_work_pending(&late));
	pr_info("late: cancel %d\n", cancel_delayed_work_sync(&late));
	left = 4;
	queue_work(wq, &chain_work);
	drain_workqueue(wq);
	pr_info("drained: chain %d left %d\n", chain, left);
	left = 3;
	queue_work(wq, &chain_work);
	destroy_workqueue(wq);
	pr_info("destroyed: chain %d left %d\n", chain, left);
	return 0;
}

static void __exit wq_flush_exit(void)
{
}

module_init(wq_flush_init);
module_exit(wq_flush_exit);

MODULE_LICENSE("Dual MIT/GPL");
