/* SPDX-License-Identifier: MIT */
/* trace/events/sched.h - the hand-overs to a thread */
#ifndef TRACE_EVENTS_SCHED_H
#define TRACE_EVENTS_SCHED_H

#include <trace/path.h>

static __always_inline void trace_sched_wakeup(struct task_struct *p)
{
	if (unlikely(path_active))
		path_wakeup(p);
}

static __always_inline void trace_sched_switch(bool preempt, struct task_struct *prev,
					       struct task_struct *next)
{
	if (unlikely(path_active))
		path_switch(prev, next);
}

#endif /* TRACE_EVENTS_SCHED_H */
