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
 *   First what is about to end by itself is waited for: callbacks of RCU, and whatever
 *   interrupt or softirq is running, which a grace period outlasts.  Then each kind of
 *   thing that holds functions is asked whether one of them is in the module's memory;
 *   and each thread, whether it began there or sleeps there.
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

#include "internal.h"

#define TRACE_DEPTH	16	/* callers of a thread that are looked at */

static bool is_in(const void *function, const struct module_layout *layout)
{
	return (unsigned long)function - (unsigned long)layout->base < layout->text_size;
}

static unsigned int report_handlers(const struct module *mod)
{
	const struct module_layout *text = &mod->core_layout;
	unsigned int found = 0, irq = 0;
	void *function;

	while ((function = irq_find_function(&irq, text->base, text->text_size))) {
		pr_err("%s: irq %u still has handler %pS\n", mod->name, irq, function);
		found++;
		irq++;
	}
	return found;
}

/* Timers, works, tasklets: one of them is enough to keep the module. */
static unsigned int report_objects(const struct module *mod)
{
	const struct module_layout *text = &mod->core_layout;
	void *function;
	const char *kind = debug_find_function(text->base, text->text_size, &function);

	if (kind)
		pr_err("%s: %s with function %pS is still in use\n", mod->name, kind, function);
	return kind != NULL;
}

/* Where a thread is in the module: where it sleeps, else where it began; NULL: nowhere. */
static void *place_in_module(struct task_struct *p, const struct module_layout *text)
{
	unsigned long trace[TRACE_DEPTH];
	unsigned int len = 0;

	if (READ_ONCE(p->__state) && !task_curr(p))
		len = stack_trace_save_tsk(p, trace, TRACE_DEPTH, 0);
	for (unsigned int i = 0; i < len; i++)
		if (is_in((void *)trace[i], text))
			return (void *)trace[i];
	return is_in(kthread_func(p), text) ? kthread_func(p) : NULL;
}

static unsigned int report_threads(const struct module *mod)
{
	struct task_struct *p;
	unsigned int found = 0;

	rcu_read_lock();
	for_each_process(p) {
		void *place = p == current ? NULL : place_in_module(p, &mod->core_layout);

		if (!place)
			continue;
		pr_err("%s: thread %s/%d is still in %pS\n", mod->name, p->comm, p->pid, place);
		found++;
	}
	rcu_read_unlock();
	return found;
}

unsigned int report_leftovers(const struct module *mod)
{
	unsigned int found;

	rcu_barrier();
	synchronize_rcu();
	found = report_handlers(mod) + report_objects(mod) + report_threads(mod);
	if (found)
		pr_err("%s: its memory is kept; try rmmod again when this has ended\n", mod->name);
	return found;
}
