// SPDX-License-Identifier: MIT
/* SRCU: readers may sleep, the writer waits for them. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/srcu.h>

DEFINE_STATIC_SRCU(static_srcu);
static struct srcu_struct srcu;
static DECLARE_COMPLETION(inside);
static DECLARE_COMPLETION(called);
static bool done;

static int reader(void *unused)
{
	int index = srcu_read_lock(&srcu);

	complete(&inside);
	msleep(10);
	pr_info("reader has slept\n");
	done = true;
	srcu_read_unlock(&srcu, index);
	return 0;
}

static void callback(struct rcu_head *head)
{
	pr_info("callback: done %d\n", done);
	complete(&called);
}

static struct rcu_head head;

static int __init srcu_sleep_init(void)
{
	int index, ret = init_srcu_struct(&srcu);

	if (ret)
		return ret;
	index = srcu_read_lock(&static_srcu);
	pr_info("index %d, count %x\n", index, preempt_count());
	srcu_read_unlock(&static_srcu, index);
	synchronize_srcu(&static_srcu);
	kthread_run(reader, NULL, "srcu_reader");
	wait_for_completion(&inside);
	synchronize_srcu(&srcu);
	pr_info("synchronized: done %d\n", done);
	done = false;
	kthread_run(reader, NULL, "srcu_reader");
	wait_for_completion(&inside);
	call_srcu(&srcu, &head, callback);
	wait_for_completion(&called);
	srcu_barrier(&srcu);
	return 0;
}

static void __exit srcu_sleep_exit(void)
{
	cleanup_srcu_struct(&srcu);
}

module_init(srcu_sleep_init);
module_exit(srcu_sleep_exit);

MODULE_LICENSE("Dual MIT/GPL");
