/* SPDX-License-Identifier: MIT */
/* linux/sched/stat.h - what the scheduler counts */
#ifndef LINUX_SCHED_STAT_H
#define LINUX_SCHED_STAT_H

#include <linux/types.h>

unsigned int nr_running(void);			/* on all CPUs, running or ready */
unsigned int nr_running_cpu(int cpu);
unsigned long long nr_context_switches(void);
unsigned long total_forks(void);

#endif /* LINUX_SCHED_STAT_H */
