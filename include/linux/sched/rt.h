/* SPDX-License-Identifier: MIT */
/* linux/sched/rt.h - is a priority or a task a real-time one? */
#ifndef LINUX_SCHED_RT_H
#define LINUX_SCHED_RT_H

#include <linux/sched.h>

static inline int rt_prio(int prio)
{
	return unlikely(prio < MAX_RT_PRIO);
}

static inline int rt_task(struct task_struct *p)
{
	return rt_prio(p->prio);
}

static inline bool rt_policy(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

static inline bool task_is_realtime(struct task_struct *tsk)
{
	return rt_policy(tsk->policy);
}

#define RR_TIMESLICE (100 * HZ / 1000)	/* ticks of one turn under SCHED_RR */

#endif /* LINUX_SCHED_RT_H */
