/* SPDX-License-Identifier: MIT */
/* linux/stacktrace.h - return addresses as an array */
#ifndef LINUX_STACKTRACE_H
#define LINUX_STACKTRACE_H

#include <linux/types.h>

struct pt_regs;
struct task_struct;

/* Return false to stop the walk. */
typedef bool (*stack_trace_consume_fn)(void *cookie, unsigned long addr);

/* arch/x86/cpu/stacktrace.c; task == NULL or current, or a task that does not run. */
void arch_stack_walk(stack_trace_consume_fn consume_entry, void *cookie,
		     struct task_struct *task, struct pt_regs *regs);

unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skipnr);
unsigned int stack_trace_save_tsk(struct task_struct *task, unsigned long *store,
				  unsigned int size, unsigned int skipnr);
unsigned int stack_trace_save_regs(struct pt_regs *regs, unsigned long *store,
				   unsigned int size, unsigned int skipnr);
void stack_trace_print(const unsigned long *trace, unsigned int nr_entries, int spaces);
int stack_trace_snprint(char *buf, size_t size, const unsigned long *entries,
			unsigned int nr_entries, int spaces);

#endif /* LINUX_STACKTRACE_H */
