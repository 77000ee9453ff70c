/* SPDX-License-Identifier: MIT */
/*
 * include/linux/sched/clock.h - nanoseconds since boot, fast, in any context
 *
 * For time stamps and run times: no lock, no loop, callable from an NMI.  Reads
 * 0 until the boot has calibrated a counter; without one, it counts ticks.
 */
#ifndef LINUX_SCHED_CLOCK_API_H
#define LINUX_SCHED_CLOCK_API_H

#include <linux/types.h>

u64 sched_clock(void);

static inline u64 local_clock(void)
{
	return sched_clock();
}

static inline u64 cpu_clock(int cpu)
{
	(void)cpu;	/* all CPUs read one time */
	return sched_clock();
}

static inline u64 running_clock(void)
{
	return sched_clock();
}

/* kernel/sched/core.c: the rate of get_cycles(), once the boot has measured it. */
void sched_set_cycles_khz(u32 khz);

#endif /* LINUX_SCHED_CLOCK_API_H */
