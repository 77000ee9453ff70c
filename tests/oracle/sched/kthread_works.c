// SPDX-License-Identifier: MIT
/* A kthread_worker: a queue with a thread of its own. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>

static int runs;

static void fn(struct kthread_work *work)
{
	pr_info("run %d: %s task %d\n", ++runs, current->comm, !!in_task());
}

static DEFINE_KTHREAD_WORK(one, fn);
static DEFINE_KTHREAD_WORK(two, fn);
static struct kthread_delayed_work late;

static int __init kthread_works_init(void)
{
	struct kthread_worker *worker = kthread_create_worker(0, "oracle_worker");

	if (IS_ERR(worker))
		return PTR_ERR(worker);
	kthread_init_delayed_work(&late, fn);
	preempt_disable();
	pr_info("queue one %d\n", kthread_queue_work(worker, &one));
	pr_info("queue one again %d\n", kthread_queue_work(worker, &one));
	pr_info("queue two %d\n", kthread_queue_work(worker, &two));
	preempt_enable();
	kthread_flush_worker(worker);
	pr_info("flushed: runs %d\n", runs);
	pr_info("queue late %d\n", kthread_queue_delayed_work(worker, &late, 2));
	pr_info("queue late again %d\n", kthread_queue_delayed_work(worker, &late, 2));
	pr_info("modify late %d\n", kthread_mod_delayed_work(worker, &late, 1000));
	pr_info("cancel late %d\n", kthread_cancel_delayed_work_sync(&late));
	pr_info("cancel late again %d\n", kthread_cancel_delayed_work_sync(&late));
	pr_info("cancel one %d\n", kthread_cancel_work_sync(&one));
	preempt_disable();
	pr_info("queue one %d\n", kthread_queue_work(worker, &one));
	preempt_enable();
	kthread_flush_work(&one);
	preempt_disable();
	pr_info("modify an idle late %d\n", kthread_mod_delayed_work(worker, &late, 0));
	preempt_enable();
	kthread_destroy_worker(worker);
	pr_info("destroyed: runs %d\n", runs);
	return 0;
}

static void __exit kthread_works_exit(void)
{
}

module_init(kthread_works_init);
module_exit(kthread_works_exit);

MODULE_LICENSE("Dual MIT/GPL");
