/* SPDX-License-Identifier: MIT */
/* trace/events/workqueue.h - the hand-overs from queueing a work item to its function */
#ifndef TRACE_EVENTS_WORKQUEUE_H
#define TRACE_EVENTS_WORKQUEUE_H

#include <linux/workqueue.h>

#include <trace/path.h>

struct pool_workqueue;

static __always_inline void trace_workqueue_queue_work(int req_cpu, struct pool_workqueue *pwq,
						       struct work_struct *work)
{
	if (unlikely(path_active))
		path_queue_work(work);
}

/* Not a hop: a work held back by max_active is let through. */
static __always_inline void trace_workqueue_activate_work(struct work_struct *work)
{
}

static __always_inline void trace_workqueue_execute_start(struct work_struct *work)
{
	if (unlikely(path_active))
		path_execute_work(work);
}

/* The item may be freed already: its address only names it. */
static __always_inline void trace_workqueue_execute_end(struct work_struct *work,
							work_func_t function)
{
	if (unlikely(path_active))
		path_execute_end(work);
}

#endif /* TRACE_EVENTS_WORKQUEUE_H */
