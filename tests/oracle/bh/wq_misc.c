// SPDX-License-Identifier: MIT
/* execute_in_process_context(), work_on_cpu(), rcu_work. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static DECLARE_COMPLETION(done);

static void told_fn(struct work_struct *work)
{
	pr_info("told: interrupt %d worker %d\n", !!in_interrupt(),
		!!(current->flags & PF_WQ_WORKER));
	complete(&done);
}

static struct execute_work ew;

static void tasklet_fn(struct tasklet_struct *t)
{
	pr_info("from a tasklet: %d\n", execute_in_process_context(told_fn, &ew));
}

static DECLARE_TASKLET(tasklet, tasklet_fn);

static long on_cpu(void *data)
{
	pr_info("on cpu: %d\n", *(int *)data);
	return -42;
}

static struct rcu_work rwork;

static int __init wq_misc_init(void)
{
	int data = 17;

	pr_info("from a task: %d\n", execute_in_process_context(told_fn, &ew));
	wait_for_completion(&done);
	tasklet_schedule(&tasklet);
	wait_for_completion(&done);
	pr_info("work_on_cpu: %ld\n", work_on_cpu(0, on_cpu, &data));
	INIT_RCU_WORK(&rwork, told_fn);
	pr_info("queue_rcu_work %d\n", queue_rcu_work(system_wq, &rwork));
	pr_info("again %d\n", queue_rcu_work(system_wq, &rwork));
	wait_for_completion(&done);
	pr_info("flush_rcu_work %d\n", flush_rcu_work(&rwork));
	return 0;
}

static void __exit wq_misc_exit(void)
{
	tasklet_kill(&tasklet);
}

module_init(wq_misc_init);
module_exit(wq_misc_exit);

MODULE_LICENSE("Dual MIT/GPL");
