/* SPDX-License-Identifier: MIT */
/*
 * linux/sched/prio.h - one scale for all tasks; a smaller number is more urgent
 *
 *      0 ............ 99 | 100 ........ 120 ........ 139
 *      real time (99..0) | nice -20 ..... 0 ......... 19
 */
#ifndef LINUX_SCHED_PRIO_H
#define LINUX_SCHED_PRIO_H

#define MAX_NICE	19
#define MIN_NICE	-20
#define NICE_WIDTH	(MAX_NICE - MIN_NICE + 1)

#define MAX_RT_PRIO	100
#define MAX_PRIO	(MAX_RT_PRIO + NICE_WIDTH)
#define DEFAULT_PRIO	(MAX_RT_PRIO + NICE_WIDTH / 2)

#define NICE_TO_PRIO(nice)	((nice) + DEFAULT_PRIO)
#define PRIO_TO_NICE(prio)	((prio) - DEFAULT_PRIO)

#endif /* LINUX_SCHED_PRIO_H */
