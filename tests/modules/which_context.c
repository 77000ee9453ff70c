// SPDX-License-Identifier: MIT
/* The same question asked in every context: where am I, and what may I do? */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

static DECLARE_COMPLETION(reported);
static DEFINE_SPINLOCK(lock);

static void report(const char *where)
{
	bool may_sleep = preemptible();	/* nothing forbids preemption, interrupts are on */

	pr_info("%-18s in_task %d, in_softirq %d, serving %d, in_hardirq %d, irqs %s, %s\n", where,
		!!in_task(), !!in_softirq(), !!in_serving_softirq(), !!in_hardirq(),
		irqs_disabled() ? "off" : "on ", may_sleep ? "may sleep" : "must not sleep");
}

static void report_and_complete(const char *where)
{
	report(where);
	complete(&reported);
}

static void work_fn(struct work_struct *work)
{
	report_and_complete("work item");
}

static void irq_work_fn(struct irq_work *work)
{
	report_and_complete("irq_work");
}

static void tasklet_fn(struct tasklet_struct *t)
{
	report_and_complete("tasklet");
}

static void timer_fn(struct timer_list *t)
{
	report_and_complete("timer");
}

static enum hrtimer_restart hrtimer_fn(struct hrtimer *t)
{
	report_and_complete("hrtimer");
	return HRTIMER_NORESTART;
}

static int thread_fn(void *unused)
{
	report_and_complete("kthread");
	return 0;
}

static DECLARE_WORK(work, work_fn);
static DECLARE_TASKLET(tasklet, tasklet_fn);
static DEFINE_TIMER(timer, timer_fn);
static struct irq_work irq_work = IRQ_WORK_INIT_HARD(irq_work_fn);
static struct hrtimer hrtimer;

/* What the caller holds or has turned off decides, not only who calls. */
static void in_process_context(void)
{
	report("process");

	local_bh_disable();
	report("bh disabled");
	local_bh_enable();

	spin_lock(&lock);
	report("spin_lock");
	spin_unlock(&lock);

	spin_lock_irq(&lock);
	report("spin_lock_irq");
	spin_unlock_irq(&lock);
}

static int __init which_context_init(void)
{
	struct task_struct *thread;

	in_process_context();

	thread = kthread_run(thread_fn, NULL, "reporter");
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	wait_for_completion(&reported);

	schedule_work(&work);
	wait_for_completion(&reported);

	tasklet_schedule(&tasklet);
	wait_for_completion(&reported);

	mod_timer(&timer, jiffies + 1);
	wait_for_completion(&reported);

	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = hrtimer_fn;
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL);
	wait_for_completion(&reported);

	irq_work_queue(&irq_work);
	wait_for_completion(&reported);
	return 0;
}

static void __exit which_context_exit(void)
{
	cancel_work_sync(&work);
	tasklet_kill(&tasklet);
	del_timer_sync(&timer);
	hrtimer_cancel(&hrtimer);
	irq_work_sync(&irq_work);
}

module_init(which_context_init);
module_exit(which_context_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("in_task(), in_softirq() and the rest, asked everywhere");
