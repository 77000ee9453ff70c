/* SPDX-License-Identifier: MIT */
/*
 * asm/stacktrace.h - walking frame pointers across stacks
 *
 * Every function that calls another keeps rbp, so a stack is a list of
 * {next rbp, return address}.  The entry code puts into that list an encoded
 * pointer to the pt_regs it saved: bit 0 set, which no frame address has.  The
 * walker follows both kinds and needs to know only which stack it stands on.
 */
#ifndef ASM_STACKTRACE_H
#define ASM_STACKTRACE_H

#include <linux/types.h>

struct pt_regs;
struct task_struct;

enum stack_type {
	STACK_TYPE_UNKNOWN,
	STACK_TYPE_TASK,
	STACK_TYPE_IRQ,
	STACK_TYPE_DF,
	STACK_TYPE_NMI,
	STACK_TYPE_DB,
	STACK_TYPE_MCE,
};

struct stack_info {
	enum stack_type	type;
	unsigned long	begin;	/* lowest address */
	unsigned long	end;	/* first address above */
};

struct unwind_state {
	struct task_struct	*task;
	struct stack_info	info;	/* the stack that the last link lay on */
	unsigned long		last;	/* address of that link */
	unsigned long		ip;	/* the current entry; 0 = the end */
	unsigned long		at;	/* an address on the stack that ip's function used */
	struct pt_regs		*regs;	/* the registers that ip came from, or NULL */
	unsigned long		bp;	/* the next link: a frame, or encoded pt_regs */
	unsigned int		budget;	/* links left to follow: a loop must end */
};

bool get_stack_info(unsigned long addr, struct task_struct *task, struct stack_info *info);

void unwind_start(struct unwind_state *state, struct task_struct *task, struct pt_regs *regs);
bool unwind_next_frame(struct unwind_state *state);

static inline bool unwind_done(const struct unwind_state *state)
{
	return state->ip == 0;
}

/* Which guard page, if any, lies at addr: "TASK", "IRQ", "#DF", "NMI", ... */
const char *stack_guard_name(unsigned long addr, struct stack_info *info);

#endif /* ASM_STACKTRACE_H */
