// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/stacktrace.c - who called whom, across stacks and interrupts
 *
 * What it is for
 *
 *   "How did we get here" for an oops, for `bt`, for lock and leak reports, from
 *   any context, and without trusting memory that may be the very thing broken.
 *
 * How it works
 *
 *   Functions keep rbp, so a stack is a linked list.  One step is
 *
 *        bp -> +0  the caller's bp
 *              +8  return address      the next entry
 *
 *   and the entry code of interrupts and exceptions (entry.asm) leaves in rbp the
 *   address of struct pt_regs plus one.  Then the next entry is regs->ip, and the
 *   list goes on at regs->bp, perhaps on another stack.
 *
 *   Each address is checked before it is read: it must lie on a stack of this CPU
 *   or of the task, and on the same stack a list must lead upwards.  A budget ends
 *   what a loop through several stacks would not.
 *
 *   What an interrupted function without a frame hides: a leaf has no frame, and a
 *   function in its first instructions has none yet.  Its caller's return address
 *   then stands between regs->sp and the frame at regs->bp, but so may old values.
 *   show_trace_log_lvl() prints what looks like text there with a question mark.
 *
 * Context: any, NMI included.  Locking: none, a task that is not current must not
 * run meanwhile (or its trace is nonsense, but still safe).
 */

#include <linux/extable.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/stacktrace.h>

#include <asm/page.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <asm/switch_to.h>

#include "cpu.h"

#define UNWIND_BUDGET	128	/* entries; no sane trace is longer */
#define SCAN_WORDS	64	/* how far to look for the caller of a frameless function */

static const enum stack_type ist_types[N_EXCEPTION_STACKS] = {
	[IST_DF - 1] = STACK_TYPE_DF,
	[IST_NMI - 1] = STACK_TYPE_NMI,
	[IST_DB - 1] = STACK_TYPE_DB,
	[IST_MCE - 1] = STACK_TYPE_MCE,
};

static const char * const stack_names[] = {
	[STACK_TYPE_TASK] = "TASK",
	[STACK_TYPE_IRQ] = "IRQ",
	[STACK_TYPE_DF] = "#DF",
	[STACK_TYPE_NMI] = "NMI",
	[STACK_TYPE_DB] = "#DB",
	[STACK_TYPE_MCE] = "#MC",
};

static bool on_stack(unsigned long addr, unsigned long end, unsigned long size,
		     enum stack_type type, struct stack_info *info)
{
	if (!end || addr < end - size || addr >= end)
		return false;
	info->type = type;
	info->begin = end - size;
	info->end = end;
	return true;
}

static bool on_cpu_stack(unsigned long addr, struct stack_info *info)
{
	const struct cpu_stacks *stacks = this_cpu_ptr(&cpu_stacks);
	int i;

	if (on_stack(addr, stacks->irq_end, IRQ_STACK_SIZE, STACK_TYPE_IRQ, info))
		return true;
	for (i = 0; i < N_EXCEPTION_STACKS; i++)
		if (on_stack(addr, stacks->ist_end[i], EXCEPTION_STKSZ, ist_types[i], info))
			return true;
	return false;
}

/**
 * get_stack_info - which stack does an address lie on?
 * Return: false if on none of this CPU's and the task's; *info says UNKNOWN then.
 */
bool get_stack_info(unsigned long addr, struct task_struct *task, struct stack_info *info)
{
	unsigned long end = (unsigned long)task->stack + THREAD_SIZE;

	if (on_stack(addr, end, THREAD_SIZE, STACK_TYPE_TASK, info))
		return true;
	if (task == current && on_cpu_stack(addr, info))
		return true;
	*info = (struct stack_info) { .type = STACK_TYPE_UNKNOWN };
	return false;
}

static bool in_guard(unsigned long addr, unsigned long end, unsigned long size)
{
	return end && addr < end - size && addr >= end - size - PAGE_SIZE;
}

/**
 * stack_guard_name - is addr in the guard page below a stack of this CPU?
 * @info: receives the stack's bounds
 * Return: the stack's name, or NULL.
 */
const char *stack_guard_name(unsigned long addr, struct stack_info *info)
{
	const struct cpu_stacks *stacks = this_cpu_ptr(&cpu_stacks);
	unsigned long task_end = (unsigned long)current->stack + THREAD_SIZE;
	int i;

	if (in_guard(addr, task_end, THREAD_SIZE))
		on_stack(task_end - 1, task_end, THREAD_SIZE, STACK_TYPE_TASK, info);
	else if (in_guard(addr, stacks->irq_end, IRQ_STACK_SIZE))
		on_stack(stacks->irq_end - 1, stacks->irq_end, IRQ_STACK_SIZE, STACK_TYPE_IRQ,
			 info);
	else {
		for (i = 0; i < N_EXCEPTION_STACKS; i++)
			if (in_guard(addr, stacks->ist_end[i], EXCEPTION_STKSZ))
				break;
		if (i == N_EXCEPTION_STACKS)
			return NULL;
		on_stack(stacks->ist_end[i] - 1, stacks->ist_end[i], EXCEPTION_STKSZ, ist_types[i],
			 info);
	}
	return stack_names[info->type];
}

/* May size bytes at addr be read as the next link?  Then it is noted as the last one. */
static bool link_ok(struct unwind_state *state, unsigned long addr, size_t size)
{
	struct stack_info *info = &state->info;

	if (addr & (sizeof(long) - 1))
		return false;
	if (addr >= info->begin && addr < info->end) {
		if (addr <= state->last)
			return false;	/* on one stack the list leads upwards */
	} else if (!get_stack_info(addr, state->task, info)) {
		return false;
	}
	state->last = addr;
	return addr + size <= info->end;
}

static bool unwind_stop(struct unwind_state *state)
{
	state->ip = 0;
	state->regs = NULL;
	return false;
}

static bool unwind_to_regs(struct unwind_state *state, struct pt_regs *regs)
{
	if (!link_ok(state, (unsigned long)regs, sizeof(*regs)) || user_mode(regs))
		return unwind_stop(state);
	state->regs = regs;
	state->ip = regs->ip;
	state->at = regs->sp;
	state->bp = regs->bp;
	return true;
}

static bool unwind_to_frame(struct unwind_state *state, const unsigned long *frame)
{
	if (!link_ok(state, (unsigned long)frame, 2 * sizeof(*frame)))
		return unwind_stop(state);
	state->regs = NULL;
	state->ip = frame[1];
	state->at = (unsigned long)&frame[1];
	state->bp = frame[0];
	return state->ip != 0;
}

/**
 * unwind_next_frame - step to the caller
 * Return: false at the end; state->ip is 0 then.
 */
bool unwind_next_frame(struct unwind_state *state)
{
	if (!state->bp || state->budget-- == 0)
		return unwind_stop(state);
	if (state->bp & 1)
		return unwind_to_regs(state, (struct pt_regs *)(state->bp - 1));
	return unwind_to_frame(state, (const unsigned long *)state->bp);
}

/**
 * unwind_start - the first entry: regs->ip, the caller of this, or where a task sleeps
 * @task: NULL means current
 * @regs: NULL means from here (current), or from thread.sp (another task)
 */
void unwind_start(struct unwind_state *state, struct task_struct *task, struct pt_regs *regs)
{
	*state = (struct unwind_state) {
		.task = task ? task : current,
		.budget = UNWIND_BUDGET,
	};
	if (regs) {
		state->regs = regs;
		state->ip = regs->ip;
		state->at = regs->sp;
		state->bp = regs->bp;
	} else if (state->task == current) {
		state->bp = (unsigned long)__builtin_frame_address(0);
		unwind_next_frame(state);
	} else {
		const struct inactive_task_frame *frame = (void *)state->task->thread.sp;

		if (!link_ok(state, (unsigned long)frame, sizeof(*frame)))
			return;
		state->ip = frame->ret_addr;
		state->at = (unsigned long)&frame->ret_addr;
		state->bp = frame->bp;
	}
}

void arch_stack_walk(stack_trace_consume_fn consume_entry, void *cookie,
		     struct task_struct *task, struct pt_regs *regs)
{
	struct unwind_state state;

	for (unwind_start(&state, task, regs); !unwind_done(&state); unwind_next_frame(&state))
		if (!consume_entry(cookie, state.ip))
			break;
}

/* ---- printing --------------------------------------------------------------- */

static void print_entry(unsigned long ip, bool reliable, const char *loglvl)
{
	printk("%s %s%pB\n", loglvl, reliable ? "" : "? ", (void *)ip);
}

/* Text addresses between an interrupted function's rsp and the frame it left in rbp. */
static void print_scan(const struct pt_regs *regs, struct task_struct *task, const char *loglvl)
{
	unsigned long *p = (unsigned long *)regs->sp;
	struct stack_info info;
	int n;

	if (regs->sp & (sizeof(long) - 1) || !get_stack_info(regs->sp, task, &info))
		return;
	for (n = 0; n < SCAN_WORDS; n++, p++) {
		if ((unsigned long)p + sizeof(*p) > info.end)
			return;
		if (regs->bp >= regs->sp && (unsigned long)p >= (regs->bp & ~1UL))
			return;
		if (__kernel_text_address(*p))
			print_entry(*p, false, loglvl);
	}
}

static void print_stack_change(enum stack_type from, enum stack_type to, const char *loglvl)
{
	if (from == to)
		return;
	if (from != STACK_TYPE_UNKNOWN)
		printk("%s </%s>\n", loglvl, stack_names[from]);
	if (to != STACK_TYPE_UNKNOWN)
		printk("%s <%s>\n", loglvl, stack_names[to]);
}

/* Of the current task without regs, what was called after the frame at @above is left out. */
static void show_trace_log_lvl(struct task_struct *task, struct pt_regs *regs,
			       unsigned long above, const char *loglvl)
{
	enum stack_type type = STACK_TYPE_UNKNOWN;
	struct unwind_state state;

	printk("%sCall Trace:\n", loglvl);
	for (unwind_start(&state, task, regs); !unwind_done(&state); unwind_next_frame(&state)) {
		struct stack_info info;

		if (state.at <= above && above < state.info.end)
			continue;
		above = 0;
		get_stack_info(state.at, state.task, &info);
		print_stack_change(type, info.type, loglvl);
		type = info.type;
		if (!state.regs) {
			print_entry(state.ip, true, loglvl);
			continue;
		}
		/* The caller has shown the first registers, and the place, itself. */
		if (state.regs != regs)
			__show_regs(state.regs, loglvl);
		print_scan(state.regs, state.task, loglvl);
	}
	print_stack_change(type, STACK_TYPE_UNKNOWN, loglvl);
}

void show_trace_regs(struct pt_regs *regs, const char *loglvl)
{
	show_trace_log_lvl(current, regs, 0, loglvl);
}

/**
 * show_stack - print a call trace
 * @task: NULL means current; another task must not run
 * @sp: functions whose frames lie below it are left out; NULL means the caller's
 */
void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl)
{
	unsigned long above = (unsigned long)(sp ? sp : __builtin_frame_address(0));

	show_trace_log_lvl(task, NULL, task && task != current ? 0 : above, loglvl);
}
