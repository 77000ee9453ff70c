/* SPDX-License-Identifier: MIT */
/* trace/events/timer.h - expiring timers, as events */
#ifndef TRACE_EVENTS_TIMER_H
#define TRACE_EVENTS_TIMER_H

#include <linux/compiler.h>
#include <linux/types.h>

struct hrtimer;
struct timer_list;

/* Not hops of the path: the softirq that runs them is one. */
static __always_inline void trace_timer_expire_entry(struct timer_list *timer,
						     unsigned long baseclk)
{
}

static __always_inline void trace_timer_expire_exit(struct timer_list *timer)
{
}

static __always_inline void trace_hrtimer_expire_entry(struct hrtimer *timer, ktime_t *now)
{
}

static __always_inline void trace_hrtimer_expire_exit(struct hrtimer *timer)
{
}

#endif /* TRACE_EVENTS_TIMER_H */
