// SPDX-License-Identifier: MIT
/* kernel/module/run.c - calling a module's functions, for built-in and for loaded ones */

#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/sched/task.h>

#include "internal.h"

int unknown_module_param(char *param, char *val, const char *doing, void *arg)
{
	pr_warn("%s: unknown parameter '%s' ignored\n", doing, param);
	return 0;
}

/* What an init function leaves changed, the loader would stumble over: named and repaired. */
static void check_init(int (*init)(void), int count_before)
{
	bool off = irqs_disabled(), changed = preempt_count() != count_before;

	if (changed)
		preempt_count_set(count_before);
	if (off)
		local_irq_enable();
	WARN(changed || off, "initcall %pS returned with %s%s\n", init,
	     changed ? "preemption imbalance " : "", off ? "disabled interrupts " : "");
}

static int call_init(int (*init)(void))
{
	int count = preempt_count();
	int ret = init();

	check_init(init, count);
	return ret;
}

int do_init_module(const char *name, int (*init)(void))
{
	int ret = init ? call_init(init) : 0;

	if (ret > 0) {
		pr_warn("%s: '%s'->init suspiciously returned %d, it should follow 0/-E convention\n"
			"%s: loading module anyway...\n", __func__, name, ret, __func__);
		dump_stack();
		ret = 0;
	}
	return ret;
}

struct thread_call {
	int (*fn)(void *arg);
	void *arg;
	struct completion started;
};

static int insmod_thread(void *arg)
{
	struct thread_call *call = arg;
	int (*fn)(void *arg) = call->fn;
	void *fn_arg = call->arg;

	complete(&call->started);
	return fn(fn_arg);
}

/*
 * A thread for what a module does, as insmod is a process of its own: when the module
 * oopses, that thread dies and not the one that asked.  @started: false if there was
 * no memory for it.
 */
int run_in_a_thread(const char *name, int (*fn)(void *arg), void *arg, bool *started)
{
	struct thread_call call = { .fn = fn, .arg = arg };
	struct task_struct *thread;

	init_completion(&call.started);
	thread = kthread_create(insmod_thread, &call, "%s", name);
	*started = !IS_ERR(thread);
	if (!*started)
		return PTR_ERR(thread);
	get_task_struct(thread);
	wake_up_process(thread);
	wait_for_completion(&call.started);	/* or kthread_stop() would keep it from running */
	return kthread_stop_put(thread);
}

/**
 * run_module_code - insmod or rmmod, in a thread of that name
 *
 * Context: process; sleeps.  @fn leaves its result in what @arg points to.
 */
void run_module_code(const char *name, int (*fn)(void *arg), void *arg)
{
	bool started;

	run_in_a_thread(name, fn, arg, &started);
	if (!started)
		pr_err("%s: no memory for a thread\n", name);
}
