// SPDX-License-Identifier: MIT
/*
 * The classic mistake: an interrupt handler takes a lock that a task holds with interrupts on.
 * On one CPU the handler waits for ever, for the task cannot go on before it returns.
 * Start it with debug=spinlock, which names the mistake and lets the handler pass.
 */
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static int events;

static void on_interrupt(struct irq_work *work)
{
	spin_lock(&lock);
	events++;
	spin_unlock(&lock);
}

static struct irq_work irq_work = IRQ_WORK_INIT_HARD(on_interrupt);

static int __init wrong_lock_init(void)
{
	spin_lock(&lock);		/* should be spin_lock_irqsave() */
	irq_work_queue(&irq_work);	/* comes at once: interrupts are on */
	events++;
	spin_unlock(&lock);
	return 0;
}

static void __exit wrong_lock_exit(void)
{
	irq_work_sync(&irq_work);
}

module_init(wrong_lock_init);
module_exit(wrong_lock_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A deadlock of one CPU with itself");
