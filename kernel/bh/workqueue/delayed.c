// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/delayed.c - work that a timer or an RCU grace period queues
 *
 * A delayed item is PENDING from the moment its timer is armed, so the same bit that
 * guards queueing guards the timer: nobody can arm it twice.
 */

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "internal.h"

/* The timer's callback.  TIMER_IRQSAFE: interrupts are off. */
void delayed_work_timer_fn(struct timer_list *t)
{
	struct delayed_work *dwork = from_timer(dwork, t, timer);

	__queue_work(dwork->cpu, dwork->wq, &dwork->work);
}
EXPORT_SYMBOL(delayed_work_timer_fn);

/* PENDING is the caller's, interrupts are off. */
static void __queue_delayed_work(int cpu, struct workqueue_struct *wq,
				 struct delayed_work *dwork, unsigned long delay)
{
	struct timer_list *timer = &dwork->timer;

	WARN_ON_ONCE(timer->function != delayed_work_timer_fn);
	WARN_ON_ONCE(timer_pending(timer));
	WARN_ON_ONCE(!list_empty(&dwork->work.entry));

	/* Without a delay not even the next tick is waited for. */
	if (!delay) {
		__queue_work(cpu, wq, &dwork->work);
		return;
	}
	dwork->wq = wq;
	dwork->cpu = cpu;
	timer->expires = jiffies + delay;
	if (cpu == WORK_CPU_UNBOUND)
		add_timer(timer);
	else
		add_timer_on(timer, cpu);
}

/**
 * queue_delayed_work_on - queue_work_on() after at least @delay jiffies
 * Context: anywhere but NMI.
 * Return: false if @dwork was pending already or is disabled.
 */
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			   unsigned long delay)
{
	unsigned long flags;
	bool claimed;

	local_irq_save(flags);
	claimed = claim_work(&dwork->work);
	if (claimed)
		__queue_delayed_work(cpu, wq, dwork, delay);
	local_irq_restore(flags);
	return claimed;
}
EXPORT_SYMBOL(queue_delayed_work_on);

/**
 * mod_delayed_work_on - queue @dwork, or give it a new delay if it is pending
 *
 * An item that is disabled stays idle.
 * Context: anywhere but NMI.
 * Return: true if it was pending.
 */
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			 unsigned long delay)
{
	unsigned long flags;
	bool was_pending = grab_pending(&dwork->work, dwork, &flags);

	if (offq_disable_depth(work_data(&dwork->work)))
		give_back(&dwork->work);
	else
		__queue_delayed_work(cpu, wq, dwork, delay);
	local_irq_restore(flags);
	return was_pending;
}
EXPORT_SYMBOL_GPL(mod_delayed_work_on);

/** queue_work_node - queue_work_on() some CPU near a node: there is one node */
bool queue_work_node(int node, struct workqueue_struct *wq, struct work_struct *work)
{
	WARN_ON_ONCE(!(wq->flags & WQ_UNBOUND));
	return queue_work_on(WORK_CPU_UNBOUND, wq, work);
}
EXPORT_SYMBOL_GPL(queue_work_node);

static void rcu_work_rcufn(struct rcu_head *rcu)
{
	struct rcu_work *rwork = container_of(rcu, struct rcu_work, rcu);
	unsigned long flags;

	local_irq_save(flags);
	__queue_work(WORK_CPU_UNBOUND, rwork->wq, &rwork->work);
	local_irq_restore(flags);
}

/**
 * queue_rcu_work - queue @rwork after an RCU grace period
 * Return: false if it was pending already.
 */
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork)
{
	if (!claim_work(&rwork->work))
		return false;
	rwork->wq = wq;
	call_rcu(&rwork->rcu, rcu_work_rcufn);
	return true;
}
EXPORT_SYMBOL(queue_rcu_work);

/**
 * schedule_on_each_cpu - run @func once on every CPU and wait until all have
 * Context: process; sleeps.
 * Return: 0 or -ENOMEM.
 */
int schedule_on_each_cpu(work_func_t func)
{
	struct work_struct *works = kcalloc(nr_cpu_ids, sizeof(*works), GFP_KERNEL);
	unsigned int cpu;

	if (!works)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		INIT_WORK(&works[cpu], func);
		schedule_work_on(cpu, &works[cpu]);
	}
	for_each_online_cpu(cpu)
		flush_work(&works[cpu]);
	kfree(works);
	return 0;
}

struct work_for_cpu {
	struct work_struct work;
	long (*fn)(void *arg);
	void *arg;
	long ret;
};

static void work_for_cpu_fn(struct work_struct *work)
{
	struct work_for_cpu *wfc = container_of(work, struct work_for_cpu, work);

	wfc->ret = wfc->fn(wfc->arg);
}

/**
 * work_on_cpu - call @fn in a worker of @cpu and wait for what it returns
 * Context: process; sleeps.
 */
long work_on_cpu(int cpu, long (*fn)(void *), void *arg)
{
	struct work_for_cpu wfc = { .fn = fn, .arg = arg };

	INIT_WORK_ONSTACK(&wfc.work, work_for_cpu_fn);
	schedule_work_on(cpu, &wfc.work);
	flush_work(&wfc.work);
	destroy_work_on_stack(&wfc.work);
	return wfc.ret;
}
EXPORT_SYMBOL_GPL(work_on_cpu);

/* The same, or -ENODEV on a CPU that is not online. */
long work_on_cpu_safe(int cpu, long (*fn)(void *), void *arg)
{
	return cpu_online(cpu) ? work_on_cpu(cpu, fn, arg) : -ENODEV;
}
EXPORT_SYMBOL_GPL(work_on_cpu_safe);

/**
 * execute_in_process_context - call @fn now if that may sleep, else in a worker
 * Return: 0 if it has been called, 1 if it has been queued.
 */
int execute_in_process_context(work_func_t fn, struct execute_work *ew)
{
	if (!in_interrupt()) {
		fn(&ew->work);
		return 0;
	}
	INIT_WORK(&ew->work, fn);
	schedule_work(&ew->work);
	return 1;
}
EXPORT_SYMBOL_GPL(execute_in_process_context);
