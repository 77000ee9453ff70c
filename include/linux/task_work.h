/* SPDX-License-Identifier: MIT */
/*
 * linux/task_work.h - call a function in the context of a task, before it goes on or ends
 *
 * Done by do_exit(), and on the way to ring 3.
 */
#ifndef LINUX_TASK_WORK_H
#define LINUX_TASK_WORK_H

#include <linux/types.h>

struct task_struct;

typedef void (*task_work_func_t)(struct callback_head *work);

enum task_work_notify_mode {
	TWA_NONE,		/* when the task comes by */
	TWA_RESUME,		/* soon: on its next way to ring 3 */
};

static inline void init_task_work(struct callback_head *work, task_work_func_t func)
{
	work->func = func;
}

int task_work_add(struct task_struct *task, struct callback_head *work,
		  enum task_work_notify_mode mode);
struct callback_head *task_work_cancel(struct task_struct *task, task_work_func_t func);
void task_work_run(void);

#endif /* LINUX_TASK_WORK_H */
