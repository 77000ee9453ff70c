// SPDX-License-Identifier: MIT
/*
 * kernel/module/leftovers.c - what would jump into the memory of a module that has gone
 *
 * What it is for
 *
 *   The commonest error of a module's exit function is to forget something: a timer that
 *   is armed, a handler that is registered.  On Linux the crash comes later, in memory
 *   that is nobody's.  Here the memory is kept, and the culprit is named by its symbol.
 *
 * How it works
 *
 *   First the callbacks of RCU that wait are called.  Then all CPUs stand still in a
 *   thread each (stop_machine()): so no interrupt or softirq is half done, and a timer
 *   or tasklet cannot be on its way between two lists.  Each kind of thing that holds
 *   functions is asked whether one of them is in the module's memory; and each thread,
 *   whether it began there, or would return there.
 *
 * What is not looked for: files of /proc, notifiers, and other tables of functions.
 *
 * Context: process; sleeps.
 */

#include <linux/debugobjects.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/stacktrace.h>
#include <linux/stop_machine.h>
#include <linux/string.h>

#include "internal.h"

#define TRACE_DEPTH	16	/* callers of a thread that are looked at */

/* What was found; of each sort the first. */
struct leftovers {
	const struct module_layout *text;	/* I */
	unsigned int irq;			/* line of the handler */
	void *handler;
	const char *kind;			/* timer, work, tasklet ... with function */
	void *function;
	char comm[TASK_COMM_LEN];		/* thread that is in place */
	int pid;
	void *place;
};

static bool is_in(const void *function, const struct module_layout *layout)
{
	return (unsigned long)function - (unsigned long)layout->base < layout->text_size;
}

/* Where a thread would return to in the module, else where it began; NULL: nowhere. */
static void *place_in_module(struct task_struct *p, const struct module_layout *text)
{
	unsigned long trace[TRACE_DEPTH];
	unsigned int len = task_curr(p) ? 0 : stack_trace_save_tsk(p, trace, TRACE_DEPTH, 0);

	for (unsigned int i = 0; i < len; i++)
		if (is_in((void *)trace[i], text))
			return (void *)trace[i];
	return is_in(kthread_func(p), text) ? kthread_func(p) : NULL;
}

static void find_thread(struct leftovers *left)
{
	struct task_struct *p;

	rcu_read_lock();
	for_each_process(p) {
		left->place = place_in_module(p, left->text);
		if (!left->place)
			continue;
		strscpy(left->comm, p->comm, sizeof(left->comm));
		left->pid = p->pid;
		break;
	}
	rcu_read_unlock();
}

/* One CPU does this, and the others wait. */
static int find_leftovers(void *arg)
{
	struct leftovers *left = arg;
	const struct module_layout *text = left->text;

	left->handler = irq_find_function(&left->irq, text->base, text->text_size);
	left->kind = debug_find_function(text->base, text->text_size, &left->function);
	find_thread(left);
	return 0;
}

bool report_leftovers(const struct module *mod)
{
	struct leftovers left = { .text = &mod->core_layout };

	rcu_barrier();
	stop_machine(find_leftovers, &left, NULL);
	if (left.handler)
		pr_err("%s: irq %u still has handler %pS\n", mod->name, left.irq, left.handler);
	if (left.kind)
		pr_err("%s: %s with function %pS is still in use\n", mod->name, left.kind,
		       left.function);
	if (left.place)
		pr_err("%s: thread %s/%d is still in %pS\n", mod->name, left.comm, left.pid,
		       left.place);
	if (!left.handler && !left.kind && !left.place)
		return false;
	pr_err("%s: its memory is kept; try rmmod again when this has ended\n", mod->name);
	return true;
}
