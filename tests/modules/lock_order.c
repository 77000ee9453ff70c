// SPDX-License-Identifier: MIT
/*
 * Two deadlocks that do not happen: the halves of each run one after the other, in one thread.
 * With debug=lockdep they are named all the same.  what=order or what=irq
 */
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/string.h>

static char *what = "order";
module_param(what, charp, 0444);
MODULE_PARM_DESC(what, "order: A then B, B then A.  irq: a handler's lock, taken with interrupts on");

static DEFINE_MUTEX(lock_a);
static DEFINE_MUTEX(lock_b);

static void a_then_b(void)
{
	mutex_lock(&lock_a);
	mutex_lock(&lock_b);
	mutex_unlock(&lock_b);
	mutex_unlock(&lock_a);
}

static void b_then_a(void)
{
	mutex_lock(&lock_b);
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	mutex_unlock(&lock_b);
}

static DEFINE_SPINLOCK(shared_lock);
static int events;

static void on_interrupt(struct irq_work *work)
{
	spin_lock(&shared_lock);
	events++;
	spin_unlock(&shared_lock);
}

static struct irq_work irq_work = IRQ_WORK_INIT_HARD(on_interrupt);

static void lock_of_a_handler(void)
{
	irq_work_queue(&irq_work);
	irq_work_sync(&irq_work);

	spin_lock(&shared_lock);	/* no interrupt comes here today */
	events++;
	spin_unlock(&shared_lock);
}

static int __init lock_order_init(void)
{
	if (!strcmp(what, "irq")) {
		lock_of_a_handler();
		return 0;
	}
	a_then_b();
	b_then_a();
	return 0;
}

static void __exit lock_order_exit(void)
{
}

module_init(lock_order_init);
module_exit(lock_order_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Deadlocks that lockdep sees before they happen");
