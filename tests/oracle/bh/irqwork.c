// SPDX-License-Identifier: MIT
/* irq_work: a callback in hard interrupt context, from anywhere. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/module.h>

static int runs;

static void run(struct irq_work *work)
{
	pr_info("run %d: hardirq %d off %d\n", ++runs, !!in_hardirq(), irqs_disabled());
}

static struct irq_work plain = IRQ_WORK_INIT(run);
static struct irq_work hard = IRQ_WORK_INIT_HARD(run);
static struct irq_work lazy;

static int __init irqwork_init(void)
{
	unsigned long flags;

	pr_info("queue %d\n", irq_work_queue(&plain));
	irq_work_sync(&plain);
	local_irq_save(flags);
	pr_info("queue %d\n", irq_work_queue(&hard));
	pr_info("again %d\n", irq_work_queue(&hard));
	pr_info("interrupts are off: runs %d\n", runs);
	local_irq_restore(flags);
	irq_work_sync(&hard);
	pr_info("interrupts are on: runs %d busy %d\n", runs, irq_work_is_busy(&hard));
	lazy = IRQ_WORK_INIT_LAZY(run);
	pr_info("lazy %d\n", irq_work_queue(&lazy));
	irq_work_sync(&lazy);
	pr_info("runs %d\n", runs);
	return 0;
}

static void __exit irqwork_exit(void)
{
}

module_init(irqwork_init);
module_exit(irqwork_exit);

MODULE_LICENSE("Dual MIT/GPL");
