// SPDX-License-Identifier: MIT
/*
 * kernel/task_work.c - functions that a task calls before it goes on in ring 3, or ends
 *
 * An interrupt thread leaves word here, so that its line is not shut for ever if a
 * handler of it dies in an oops.
 *
 * Locking: task_lock() of the task guards its list.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/task_work.h>

/**
 * task_work_add - have @task call work->func(work); the last one added is called first
 *
 * Context: process context.
 * Return: 0, -ESRCH if @task is past that point.
 */
int task_work_add(struct task_struct *task, struct callback_head *work,
		  enum task_work_notify_mode mode)
{
	int ret = 0;

	task_lock(task);
	if (task->flags & PF_EXITING) {
		ret = -ESRCH;
	} else {
		work->next = task->task_works;
		task->task_works = work;
	}
	task_unlock(task);
	if (!ret && mode == TWA_RESUME) {
		set_tsk_thread_flag(task, TIF_NOTIFY_RESUME);
		kick_process(task);
	}
	return ret;
}

/* Take back the one added last whose function is @func.  Return: it, or NULL. */
struct callback_head *task_work_cancel(struct task_struct *task, task_work_func_t func)
{
	struct callback_head **link, *work;

	task_lock(task);
	for (link = &task->task_works; *link && (*link)->func != func; link = &(*link)->next)
		;
	work = *link;
	if (work)
		*link = work->next;
	task_unlock(task);
	return work;
}

static struct callback_head *take_first(struct task_struct *task)
{
	struct callback_head *work;

	task_lock(task);
	work = task->task_works;
	if (work)
		task->task_works = work->next;
	task_unlock(task);
	return work;
}

/* Context: the task itself, interrupts on, nothing held. */
void task_work_run(void)
{
	struct callback_head *work;

	while ((work = take_first(current)))
		work->func(work);
}
