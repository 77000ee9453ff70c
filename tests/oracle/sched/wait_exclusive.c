// SPDX-License-Identifier: MIT
/* Who wakes: exclusive waiters one at a time, the others all. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/wait.h>

#define WAITERS 5

static DECLARE_WAIT_QUEUE_HEAD(queue);
static DECLARE_WAIT_QUEUE_HEAD(finished);
static struct task_struct *tasks[WAITERS];
static atomic_t woken;

/* The first two share a wake-up, the others want one for themselves. */
static int waiter(void *data)
{
	long number = (long)data;
	DEFINE_WAIT(wait);

	if (number < 2)
		prepare_to_wait(&queue, &wait, TASK_UNINTERRUPTIBLE);
	else
		prepare_to_wait_exclusive(&queue, &wait, TASK_UNINTERRUPTIBLE);
	schedule();
	finish_wait(&queue, &wait);
	atomic_inc(&woken);
	pr_info("waiter %ld\n", number);
	wait_event(finished, kthread_should_stop());
	return number;
}

static void wake(const char *what, int nr)
{
	pr_info("%s:\n", what);
	if (nr < 0)
		wake_up_all(&queue);
	else if (nr == 1)
		wake_up(&queue);
	else
		wake_up_nr(&queue, nr);
	msleep(8);
	pr_info("woken %d, active %d\n", atomic_read(&woken), waitqueue_active(&queue));
}

static int __init wait_exclusive_init(void)
{
	long i;

	pr_info("nobody: active %d\n", waitqueue_active(&queue));
	for (i = 0; i < WAITERS; i++) {
		tasks[i] = kthread_run(waiter, (void *)i, "waiter/%ld", i);
		msleep(4);
	}
	wake("one", 1);
	wake("one more", 1);
	wake("all", -1);
	wake("nobody is left", 1);
	for (i = 0; i < WAITERS; i++)
		pr_info("stop %d\n", kthread_stop(tasks[i]));
	return 0;
}

static void __exit wait_exclusive_exit(void)
{
}

module_init(wait_exclusive_init);
module_exit(wait_exclusive_exit);

MODULE_LICENSE("Dual MIT/GPL");
