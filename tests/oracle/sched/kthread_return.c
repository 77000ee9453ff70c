// SPDX-License-Identifier: MIT
/* Starting and stopping kthreads: what is returned, who runs. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>

static DECLARE_COMPLETION(running);

static int loop_fn(void *data)
{
	pr_info("%s: data %ld nice %d policy %u kthread %d mm %d\n", current->comm, (long)data,
		task_nice(current), current->policy, !!(current->flags & PF_KTHREAD),
		!!current->mm);
	complete(&running);
	while (!kthread_should_stop())
		msleep(1);
	pr_info("%s: asked to stop\n", current->comm);
	return (long)data;
}

static int ends_fn(void *data)
{
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	kthread_complete_and_exit(&running, -77);
}

static int never_fn(void *data)
{
	pr_info("never runs\n");
	return 1;
}

static int __init kthread_return_init(void)
{
	struct task_struct *t;

	t = kthread_run(loop_fn, (void *)5L, "loop/%d", 3);
	if (IS_ERR(t))
		return PTR_ERR(t);
	wait_for_completion(&running);
	pr_info("data %ld\n", (long)kthread_data(t));
	pr_info("stop %d\n", kthread_stop(t));

	t = kthread_create(never_fn, NULL, "never");
	pr_info("created: %s, state %u\n", t->comm, READ_ONCE(t->__state));
	pr_info("stop of one that has not begun %d\n", kthread_stop(t));

	t = kthread_run(ends_fn, NULL, "a-name-that-is-far-too-long-%d", 12345);
	pr_info("name %s\n", t->comm);
	msleep(4);
	pr_info("stop %d\n", kthread_stop(t));
	wait_for_completion(&running);

	t = kthread_create_on_cpu(loop_fn, (void *)9L, 0, "bound/%u");
	pr_info("bound: %s\n", t->comm);
	wake_up_process(t);
	wait_for_completion(&running);
	pr_info("stop %d\n", kthread_stop(t));

	t = kthread_create(loop_fn, (void *)11L, "nice");
	set_user_nice(t, -5);
	preempt_disable();
	pr_info("wake %d\n", wake_up_process(t));
	preempt_enable();
	wait_for_completion(&running);
	pr_info("stop %d\n", kthread_stop(t));
	return 0;
}

static void __exit kthread_return_exit(void)
{
}

module_init(kthread_return_init);
module_exit(kthread_return_exit);

MODULE_LICENSE("Dual MIT/GPL");
