/* SPDX-License-Identifier: MIT */
/* linux/sched/debug.h - stacks and registers on the log */
#ifndef LINUX_SCHED_DEBUG_H
#define LINUX_SCHED_DEBUG_H

#include <linux/types.h>

struct pt_regs;
struct task_struct;

/* task NULL = current; sp NULL = from the caller (or from where the task sleeps). */
void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl);
void show_regs(struct pt_regs *regs);
void dump_cpu_task(int cpu);
void __show_regs(struct pt_regs *regs, const char *loglvl);
void show_trace_regs(struct pt_regs *regs, const char *loglvl);

/* kernel/sched/debug.c: a line and a call trace for a task, or for all in these states. */
void sched_show_task(struct task_struct *p);
void show_state_filter(unsigned int state_filter);

static inline void show_state(void)
{
	show_state_filter(0);
}

void dump_stack_print_info(const char *log_lvl);

#endif /* LINUX_SCHED_DEBUG_H */
