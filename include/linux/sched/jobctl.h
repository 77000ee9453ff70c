/* SPDX-License-Identifier: MIT */
/* linux/sched/jobctl.h - what job control wants of one thread (task->jobctl) */
#ifndef LINUX_SCHED_JOBCTL_H
#define LINUX_SCHED_JOBCTL_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct task_struct;

#define JOBCTL_STOP_SIGMASK	0xffffUL	/* the signal of the stop that it joins */
#define JOBCTL_STOP_DEQUEUED	BIT(16)		/* it took the signal; no SIGCONT since */
#define JOBCTL_STOP_PENDING	BIT(17)		/* it is to stop */
#define JOBCTL_STOP_CONSUME	BIT(18)		/* it counts in group_stop_count */
#define JOBCTL_STOPPED		BIT(26)		/* it is in TASK_STOPPED, or on the way there */

#define JOBCTL_PENDING_MASK	JOBCTL_STOP_PENDING

#define task_is_stopped(task)	((READ_ONCE((task)->jobctl) & JOBCTL_STOPPED) != 0)
#define task_is_stopped_or_traced(task) task_is_stopped(task)

bool task_set_jobctl_pending(struct task_struct *task, unsigned long mask);
void task_clear_jobctl_pending(struct task_struct *task, unsigned long mask);

#endif /* LINUX_SCHED_JOBCTL_H */
