// SPDX-License-Identifier: MIT
/* Who runs the work of which queue: name, niceness, flags. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

static const char *what;

/* kworker/0:1H -> kworker/0:H, for the number is a matter of luck. */
static void print_name(void)
{
	char name[TASK_COMM_LEN], *colon;

	get_task_comm(name, current);
	colon = strchr(name, ':');
	if (colon)
		memmove(colon + 1, colon + 1 + strspn(colon + 1, "0123456789"),
			strlen(colon + 1 + strspn(colon + 1, "0123456789")) + 1);
	pr_info("%s: %s nice %d policy %u wq worker %d bound %d kthread %d\n", what, name,
		task_nice(current), current->policy, !!(current->flags & PF_WQ_WORKER),
		!!(current->flags & PF_NO_SETAFFINITY), !!(current->flags & PF_KTHREAD));
}

static void run(struct work_struct *work)
{
	print_name();
}

static DECLARE_WORK(work, run);

static void try(const char *name, struct workqueue_struct *wq, bool own)
{
	what = name;
	if (!wq) {
		pr_info("%s: none\n", name);
		return;
	}
	queue_work_on(0, wq, &work);
	flush_work(&work);
	if (own)
		destroy_workqueue(wq);
}

static int __init wq_worker_init(void)
{
	try("system", system_wq, false);
	try("highpri", system_highpri_wq, false);
	try("long", system_long_wq, false);
	try("freezable", system_freezable_wq, false);
	try("own", alloc_workqueue("oracle", 0, 0), true);
	try("own highpri", alloc_workqueue("oracle", WQ_HIGHPRI, 0), true);
	try("own cpu intensive", alloc_workqueue("oracle", WQ_CPU_INTENSIVE, 0), true);
	try("own mem reclaim", alloc_workqueue("oracle", WQ_MEM_RECLAIM, 0), true);
	pr_info("on the stack\n");
	{
		struct work_struct stacked;

		INIT_WORK_ONSTACK(&stacked, run);
		what = "stacked";
		schedule_work_on(0, &stacked);
		flush_work(&stacked);
		destroy_work_on_stack(&stacked);
	}
	return 0;
}

static void __exit wq_worker_exit(void)
{
}

module_init(wq_worker_init);
module_exit(wq_worker_exit);

MODULE_LICENSE("Dual MIT/GPL");
