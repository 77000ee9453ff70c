// SPDX-License-Identifier: MIT
/* Parking: the thread stands still until it may go on. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct task_struct *thread;
static int parked, rounds;

static int fn(void *unused)
{
	while (!kthread_should_stop()) {
		if (kthread_should_park()) {
			pr_info("parks %d\n", ++parked);
			kthread_parkme();
			pr_info("goes on\n");
			continue;
		}
		rounds++;
		schedule_timeout_interruptible(1);
	}
	pr_info("stops, should park %d\n", kthread_should_park());
	return 3;
}

static int __init kthread_park_stop_init(void)
{
	int before;

	thread = kthread_run(fn, NULL, "parker");
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	msleep(20);
	pr_info("runs %d\n", rounds > 0);
	pr_info("park %d\n", kthread_park(thread));
	before = rounds;
	msleep(20);
	pr_info("stands still %d\n", rounds == before);
	pr_info("park a parked one %d\n", kthread_park(thread));
	kthread_unpark(thread);
	msleep(20);
	pr_info("runs again %d\n", rounds > before);
	pr_info("park %d\n", kthread_park(thread));
	return 0;
}

static void __exit kthread_park_stop_exit(void)
{
	pr_info("stop %d, parked %d\n", kthread_stop(thread), parked);
}

module_init(kthread_park_stop_init);
module_exit(kthread_park_stop_exit);

MODULE_LICENSE("Dual MIT/GPL");
