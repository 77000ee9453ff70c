// SPDX-License-Identifier: MIT
/* kernel/stacktrace.c - stack traces as arrays, for those who keep them */

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>

struct stacktrace_cookie {
	unsigned long	*store;
	unsigned int	size;
	unsigned int	skip;
	unsigned int	len;
};

static bool consume_entry(void *cookie, unsigned long addr)
{
	struct stacktrace_cookie *c = cookie;

	if (c->len >= c->size)
		return false;
	if (c->skip) {
		c->skip--;
		return true;
	}
	c->store[c->len++] = addr;
	return c->len < c->size;
}

static unsigned int walk(struct task_struct *task, struct pt_regs *regs, unsigned long *store,
			 unsigned int size, unsigned int skipnr)
{
	struct stacktrace_cookie c = { .store = store, .size = size, .skip = skipnr };

	arch_stack_walk(consume_entry, &c, task, regs);
	return c.len;
}

/* arch_stack_walk(), walk() and the function itself stand above the caller. */
#define SKIP_SELF	3

/**
 * stack_trace_save - the callers of the caller
 * @skipnr: leave out so many of them
 * Context: any.
 * Return: number of entries stored.
 */
noinline unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skipnr)
{
	return walk(current, NULL, store, size, skipnr + SKIP_SELF - 1);
}
EXPORT_SYMBOL_GPL(stack_trace_save);

/**
 * stack_trace_save_tsk - where another task sleeps
 * Context: any; the task does not run.
 */
unsigned int stack_trace_save_tsk(struct task_struct *task, unsigned long *store,
				  unsigned int size, unsigned int skipnr)
{
	return walk(task, NULL, store, size, task == current ? skipnr + SKIP_SELF - 1 : skipnr);
}

/**
 * stack_trace_save_regs - the trace of interrupted code
 * Context: any; regs of this CPU.
 */
unsigned int stack_trace_save_regs(struct pt_regs *regs, unsigned long *store,
				   unsigned int size, unsigned int skipnr)
{
	return walk(current, regs, store, size, skipnr);
}

void stack_trace_print(const unsigned long *entries, unsigned int nr_entries, int spaces)
{
	unsigned int i;

	for (i = 0; i < nr_entries; i++)
		printk("%*c%pS\n", 1 + spaces, ' ', (void *)entries[i]);
}
EXPORT_SYMBOL_GPL(stack_trace_print);

int stack_trace_snprint(char *buf, size_t size, const unsigned long *entries,
			unsigned int nr_entries, int spaces)
{
	unsigned int i, generated, total = 0;

	for (i = 0; i < nr_entries && size; i++) {
		generated = snprintf(buf, size, "%*c%pS\n", 1 + spaces, ' ', (void *)entries[i]);
		total += generated;
		if (generated >= size)
			break;
		buf += generated;
		size -= generated;
	}
	return total;
}
EXPORT_SYMBOL_GPL(stack_trace_snprint);
