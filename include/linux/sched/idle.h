/* SPDX-License-Identifier: MIT */
/* linux/sched/idle.h - what a CPU does when there is nothing to do */
#ifndef LINUX_SCHED_IDLE_H
#define LINUX_SCHED_IDLE_H

enum cpu_idle_type {
	CPU_IDLE,
	CPU_NOT_IDLE,
	CPU_NEWLY_IDLE,
	CPU_MAX_IDLE_TYPES
};

/* The boot task of each CPU ends here. */
void __attribute__((noreturn)) cpu_startup_entry(void);

/* Give an idle CPU a look at its need_resched, from anywhere. */
void wake_up_if_idle(int cpu);

#endif /* LINUX_SCHED_IDLE_H */
