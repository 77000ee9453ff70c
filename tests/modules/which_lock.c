// SPDX-License-Identifier: MIT
/*
 * One set of numbers, touched by a task, a tasklet and a hardware interrupt: which form of
 * spin_lock() belongs where?
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(with_bh);
static int bytes;			/* with_bh: task and tasklet */

static DEFINE_SPINLOCK(with_irq);
static int events;			/* with_irq: task, tasklet and interrupt */

/* Hardirq: nothing on this CPU interrupts us, so the plain form will do. */
static void on_interrupt(struct irq_work *work)
{
	spin_lock(&with_irq);
	events++;
	spin_unlock(&with_irq);
}

/* Softirq: no task and no other softirq runs here until we are done, but interrupts come. */
static void on_tasklet(struct tasklet_struct *t)
{
	spin_lock(&with_bh);
	bytes++;
	spin_unlock(&with_bh);

	spin_lock_irq(&with_irq);
	events++;
	spin_unlock_irq(&with_irq);
}

/* A task: everything can come in between, and must be kept out as far as it takes the lock. */
static void on_task(void)
{
	unsigned long flags;

	spin_lock_bh(&with_bh);
	bytes++;
	spin_unlock_bh(&with_bh);

	spin_lock_irqsave(&with_irq, flags);
	events++;
	spin_unlock_irqrestore(&with_irq, flags);
}

static DECLARE_TASKLET(tasklet, on_tasklet);
static struct irq_work irq_work = IRQ_WORK_INIT_HARD(on_interrupt);

static int __init which_lock_init(void)
{
	on_task();
	irq_work_queue(&irq_work);
	irq_work_sync(&irq_work);
	tasklet_schedule(&tasklet);
	tasklet_unlock_wait(&tasklet);
	tasklet_kill(&tasklet);
	pr_info("which_lock: %d bytes, %d events\n", bytes, events);
	return 0;
}

static void __exit which_lock_exit(void)
{
}

module_init(which_lock_init);
module_exit(which_lock_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("spin_lock(), spin_lock_bh(), spin_lock_irqsave(): which one where");
