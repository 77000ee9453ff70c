// SPDX-License-Identifier: MIT
/* The task that runs insmod, and what may be changed of a thread. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <uapi/linux/sched/types.h>

static DECLARE_COMPLETION(go);

static int fn(void *unused)
{
	wait_for_completion(&go);
	return 0;
}

static void show(const char *what, struct task_struct *t)
{
	pr_info("%s: policy %u nice %d prio %d static %d normal %d rt %u\n", what, t->policy,
		task_nice(t), t->prio, t->static_prio, t->normal_prio, t->rt_priority);
}

static int __init sched_info_init(void)
{
	struct task_struct *t;

	pr_info("current %s: kthread %d, is leader %d, exiting %d\n", current->comm,
		!!(current->flags & PF_KTHREAD), current->pid == current->tgid,
		!!(current->flags & PF_EXITING));
	show("current", current);
	pr_info("state %u, cpus %d, on cpu 0 %d\n", READ_ONCE(current->__state),
		current->nr_cpus_allowed, task_cpu(current) == 0);
	pr_info("init: pid %d comm %s\n", init_task.pid, init_task.comm);
	t = kthread_run(fn, NULL, "changed");
	if (IS_ERR(t))
		return PTR_ERR(t);
	show("new", t);
	set_user_nice(t, 7);
	show("nice 7", t);
	set_user_nice(t, 70);
	show("nice 70", t);
	sched_set_fifo(t);
	show("fifo", t);
	sched_set_fifo_low(t);
	show("fifo low", t);
	set_user_nice(t, 3);
	show("nice 3 under fifo", t);
	sched_set_normal(t, -3);
	show("normal", t);
	pr_info("wake %d\n", wake_up_process(t));
	complete(&go);
	return 0;
}

static void __exit sched_info_exit(void)
{
}

module_init(sched_info_init);
module_exit(sched_info_exit);

MODULE_LICENSE("Dual MIT/GPL");
