// SPDX-License-Identifier: MIT
/*
 * kernel/smp.c - start the other CPUs, and run a function on them
 *
 * How it works
 *
 *   Each CPU has a list of calls that others want of it.  Whoever finds it empty
 *   sends the interrupt; who adds to one that is not empty need not, for its CPU
 *   takes the whole list at once.
 *
 *       caller                                  target
 *       lock a call_single_data
 *       put it on the target's list
 *       was empty? send the interrupt --------> takes the list, oldest first
 *       wait?  until it is unlocked <---------- func(info), then unlock
 *                                               (no wait: unlock, then func(info))
 *
 *   A call without wait uses memory of the caller's CPU, which the next such call
 *   must not touch before the target has copied it: hence the lock, a bit in flags.
 *
 *   From the lock to the interrupt's dispatch the caller has interrupts off [C1].
 *   Else an interrupt that calls as well would find a lock that only the code below
 *   it can release, or a list that is not empty and nobody told to take it.
 *
 * Context
 *
 *   A task, interrupts on.  With interrupts off the target may do the same to us, and
 *   then both wait for ever; from an interrupt, the code below us may be needed.
 *   Linux warns of both, and so do we.
 *
 * Locking
 *
 *   The lists are lock-free.  A call_single_data belongs to who set CSD_LOCK, until
 *   the target clears it.
 *
 * Invariants
 *
 *   [C1] What a CPU has locked and not sent yet is never seen by an interrupt of its own.
 *
 * Compared with Linux
 *
 *   Its functions and its rules.  Left out: CPU hotplug, IPIs saved for idle CPUs
 *   that poll.
 */

#define pr_fmt(fmt) "smp: " fmt

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/idle.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/timer.h>

#include <asm/arch.h>
#include <asm/processor.h>

enum {
	CSD_LOCK	= 1,	/* in use */
	CSD_WAITED_FOR	= 2,	/* unlock after the function, not before */
};

static DEFINE_PER_CPU_SHARED_ALIGNED(struct llist_head, call_queue);
static DEFINE_PER_CPU_SHARED_ALIGNED(struct __call_single_data, own_csd);	/* single calls */
static DEFINE_PER_CPU(struct __call_single_data [NR_CPUS], many_csds);	/* by target */

/* ---- one call ----------------------------------------------------------------------- */

static void csd_lock_wait(struct __call_single_data *csd)
{
	while (smp_load_acquire(&csd->flags) & CSD_LOCK)
		cpu_relax();
}

/*
 * Preemption is off, or @csd is on our stack: only an interrupt may take it in between, and
 * then it is waited for once more, with interrupts as they were.  Returns with them off. [C1]
 */
static unsigned long csd_lock_irqsave(struct __call_single_data *csd)
{
	unsigned long flags;

	for (;;) {
		csd_lock_wait(csd);
		local_irq_save(flags);
		if (likely(!(csd->flags & CSD_LOCK)))
			return flags;
		local_irq_restore(flags);
	}
}

static void csd_unlock(struct __call_single_data *csd)
{
	smp_store_release(&csd->flags, 0);
}

static void run_call(struct __call_single_data *csd)
{
	smp_call_func_t func = csd->func;
	void *info = csd->info;

	if (csd->flags & CSD_WAITED_FOR) {
		func(info);
		csd_unlock(csd);
	} else {
		csd_unlock(csd);
		func(info);
	}
}

/**
 * generic_smp_call_function_interrupt - run what other CPUs ask of this one
 * Context: hardirq.
 */
void generic_smp_call_function_interrupt(void)
{
	struct llist_node *list = llist_del_all(this_cpu_ptr(&call_queue));
	struct __call_single_data *csd, *next;

	llist_for_each_entry_safe(csd, next, llist_reverse_order(list), llist)
		run_call(csd);
}

static bool queue_call(unsigned int cpu, struct __call_single_data *csd)
{
	return llist_add(&csd->llist, &per_cpu(call_queue, cpu));
}

/* @many: it is one of several; that has a vector of its own, so that a trace tells them apart. */
static void call_one(unsigned int cpu, struct __call_single_data *csd, smp_call_func_t func,
		     void *info, bool wait, bool many)
{
	unsigned long flags = csd_lock_irqsave(csd);

	csd->func = func;
	csd->info = info;
	csd->flags = CSD_LOCK | (wait ? CSD_WAITED_FOR : 0);
	if (queue_call(cpu, csd)) {
		if (many)
			arch_send_call_function(cpumask_of(cpu));
		else
			arch_send_call_function_single(cpu);
	}
	local_irq_restore(flags);
}

static void run_here(smp_call_func_t func, void *info)
{
	unsigned long flags;

	local_irq_save(flags);
	func(info);
	local_irq_restore(flags);
}

/* As on Linux: see Context above. */
static void check_context(void)
{
	WARN_ON_ONCE(irqs_disabled() && !oops_in_progress);
	WARN_ON_ONCE(!in_task() && !oops_in_progress);
}

static bool can_be_called(unsigned int cpu)
{
	return cpu < nr_cpu_ids && cpu_online(cpu);
}

/**
 * smp_call_function_single - run @func(@info) on @cpu, in hardirq context
 * @wait: until it has returned
 *
 * Context: a task, interrupts on.
 * Return: 0, or -ENXIO if @cpu is not online.
 */
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait)
{
	struct __call_single_data on_stack = { }, *csd = &on_stack;
	int this = get_cpu(), ret = 0;

	check_context();
	if (cpu == this) {
		run_here(func, info);
	} else if (!can_be_called(cpu)) {
		ret = -ENXIO;
	} else {
		if (!wait)
			csd = this_cpu_ptr(&own_csd);
		call_one(cpu, csd, func, info, wait, false);
		if (wait)
			csd_lock_wait(csd);
	}
	put_cpu();
	return ret;
}
EXPORT_SYMBOL(smp_call_function_single);

/**
 * smp_call_function_single_async - the same in the caller's memory, without waiting
 * @csd: func and info are filled in; not in use any more when func begins
 *
 * Context: any but NMI.
 * Return: 0, -EBUSY if @csd is in use, -ENXIO.
 */
int smp_call_function_single_async(int cpu, struct __call_single_data *csd)
{
	int ret = 0;

	preempt_disable();
	if (csd->flags & CSD_LOCK) {
		ret = -EBUSY;
	} else if (cpu == smp_processor_id()) {
		run_here(csd->func, csd->info);
	} else if (!can_be_called(cpu)) {
		ret = -ENXIO;
	} else {
		csd->flags = CSD_LOCK;
		if (queue_call(cpu, csd))
			arch_send_call_function_single(cpu);
	}
	preempt_enable();
	return ret;
}
EXPORT_SYMBOL_GPL(smp_call_function_single_async);

/* ---- many ------------------------------------------------------------------------------ */

/* Preemption is off.  The CPUs of @mask that are online; of this one @here says whether. */
static void call_many(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait,
		      smp_cond_func_t cond_func, bool here)
{
	struct __call_single_data *csds = *this_cpu_ptr(&many_csds);
	unsigned int this = smp_processor_id(), cpu;
	struct cpumask called = CPU_MASK_NONE;

	for_each_cpu_and(cpu, mask, cpu_online_mask) {
		if (cpu == this || (cond_func && !cond_func(cpu, info)))
			continue;
		check_context();
		call_one(cpu, &csds[cpu], func, info, wait, true);
		cpumask_set_cpu(cpu, &called);
	}
	/* Before the wait: all may be wanted at once, to meet. */
	if (here && cpumask_test_cpu(this, mask) && (!cond_func || cond_func(this, info)))
		run_here(func, info);
	if (wait)
		for_each_cpu(cpu, &called)
			csd_lock_wait(&csds[cpu]);
}

/**
 * smp_call_function_many - run @func on the CPUs of @mask but this one
 * Context: a task, interrupts on, preemption off.
 */
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info,
			    bool wait)
{
	call_many(mask, func, info, wait, NULL, false);
}
EXPORT_SYMBOL(smp_call_function_many);

/* On all but this one. */
void smp_call_function(smp_call_func_t func, void *info, int wait)
{
	preempt_disable();
	call_many(cpu_online_mask, func, info, wait, NULL, false);
	preempt_enable();
}
EXPORT_SYMBOL(smp_call_function);

/**
 * on_each_cpu_cond_mask - run @func on those CPUs of @mask for which @cond_func is true
 * @cond_func: asked by the caller's CPU; NULL: all
 * Context: a task, interrupts on.
 */
void on_each_cpu_cond_mask(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait,
			   const struct cpumask *mask)
{
	preempt_disable();
	call_many(mask, func, info, wait, cond_func, true);
	preempt_enable();
}
EXPORT_SYMBOL(on_each_cpu_cond_mask);

/**
 * smp_call_function_any - run @func on one of @mask, this one if it is in it
 * Context: a task, interrupts on.
 * Return: as smp_call_function_single().
 */
int smp_call_function_any(const struct cpumask *mask, smp_call_func_t func, void *info, int wait)
{
	unsigned int cpu = get_cpu();
	int ret;

	if (!cpumask_test_cpu(cpu, mask))
		cpu = cpumask_first_and(mask, cpu_online_mask);
	ret = smp_call_function_single(cpu, func, info, wait);
	put_cpu();
	return ret;
}
EXPORT_SYMBOL_GPL(smp_call_function_any);

static void do_nothing(void *unused)
{
}

/* When it returns, every CPU has been interrupted once: what it was doing before is over. */
void kick_all_cpus_sync(void)
{
	smp_mb();	/* pairs with the lock of each call */
	smp_call_function(do_nothing, NULL, 1);
}
EXPORT_SYMBOL_GPL(kick_all_cpus_sync);

void wake_up_all_idle_cpus(void)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		wake_up_if_idle(cpu);
}
EXPORT_SYMBOL_GPL(wake_up_all_idle_cpus);

/* ---- bring-up -------------------------------------------------------------------------- */

unsigned int setup_max_cpus = NR_CPUS;

static int __init set_nosmp(char *value)
{
	setup_max_cpus = 1;
	return 0;
}
early_param("nosmp", set_nosmp);

static int __init set_maxcpus(char *value)
{
	if (!value || kstrtouint(value, 0, &setup_max_cpus)) {
		pr_warn("maxcpus=%s: not a number, all CPUs are used\n", value ?: "");
		setup_max_cpus = NR_CPUS;
	}
	return 0;
}
early_param("maxcpus", set_maxcpus);

static void __init bring_up(unsigned int cpu)
{
	struct task_struct *idle = fork_idle(cpu);
	int err;

	timers_prepare_cpu(cpu);
	hrtimers_prepare_cpu(cpu);
	err = IS_ERR(idle) ? PTR_ERR(idle) : arch_cpu_up(cpu, idle);
	if (err)
		pr_warn("CPU%u is left out: %pe\n", cpu, ERR_PTR(err));
}

/**
 * smp_init - start the other CPUs
 *
 * Before the initcalls: whoever makes something for each CPU that is online finds all.
 *
 * Context: process 1.
 */
void __init smp_init(void)
{
	unsigned int cpu;

	if (nr_cpu_ids == 1)
		return;
	pr_info("Bringing up secondary CPUs ...\n");
	arch_prepare_cpus();
	for_each_present_cpu(cpu)
		if (!cpu_online(cpu) && num_online_cpus() < setup_max_cpus)
			bring_up(cpu);
	pr_info("Brought up 1 node, %u CPUs\n", num_online_cpus());
}
