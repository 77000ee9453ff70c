/* SPDX-License-Identifier: MIT */
/*
 * asm/switch_to.h - from one thread's stack to another's
 *
 * A thread that does not run is a stack with this frame at thread.sp: what
 * __switch_to_asm pushed, or what arch_init_task_stack() laid out for the first time.
 */
#ifndef ASM_SWITCH_TO_H
#define ASM_SWITCH_TO_H

#include <linux/types.h>

struct task_struct;

struct inactive_task_frame {
	unsigned long r15;
	unsigned long r14;
	unsigned long r13;
	unsigned long r12;	/* first run: the thread function's argument */
	unsigned long bx;	/* first run: the thread function */
	unsigned long bp;	/* where show_stack() of a sleeping task starts */
	unsigned long ret_addr;	/* first run: ret_from_fork */
};

/* Saves prev, loads next, returns (on next's stack!) the thread that ran before. */
struct task_struct *__switch_to_asm(struct task_struct *prev, struct task_struct *next);

/* Where a thread's first switch arrives: schedule_tail(prev), then fn(arg). */
void ret_from_fork(void);

/* What only programs have: addresses, FPU, segment bases.  One of the two has an mm. */
void arch_switch_user(struct task_struct *prev, struct task_struct *next);

#define switch_to(prev, next, last)	((last) = __switch_to_asm((prev), (next)))

#endif /* ASM_SWITCH_TO_H */
