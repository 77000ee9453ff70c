/* SPDX-License-Identifier: MIT */
/*
 * linux/irq_work.h - call a function soon from hardirq context, even when asked by an NMI
 *
 * An NMI may take no lock, so it can neither print nor wake.  It may queue an
 * irq_work: the CPU interrupts itself and does it there.  kernel/bh/irq_work.c
 * tells how.
 */
#ifndef LINUX_IRQ_WORK_H
#define LINUX_IRQ_WORK_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/llist.h>
#include <linux/types.h>

#define IRQ_WORK_PENDING	BIT(0)	/* queued; its function has not begun */
#define IRQ_WORK_BUSY		BIT(1)	/* its function runs, or has not begun */
#define IRQ_WORK_CLAIMED	(IRQ_WORK_PENDING | IRQ_WORK_BUSY)
#define IRQ_WORK_LAZY		BIT(2)	/* I: no hurry: the next tick will do */
#define IRQ_WORK_HARD_IRQ	BIT(3)	/* I: always here, as all are on this kernel */

struct irq_work {
	struct llist_node node;		/* A: of the CPU's list while pending */
	atomic_t flags;			/* A: IRQ_WORK_* */
	void (*func)(struct irq_work *work);	/* I */
};

#define __IRQ_WORK_INIT(_func, _flags) (struct irq_work) {	\
	.flags = ATOMIC_INIT(_flags),				\
	.func = (_func),					\
}
#define IRQ_WORK_INIT(_func) __IRQ_WORK_INIT(_func, 0)
#define IRQ_WORK_INIT_LAZY(_func) __IRQ_WORK_INIT(_func, IRQ_WORK_LAZY)
#define IRQ_WORK_INIT_HARD(_func) __IRQ_WORK_INIT(_func, IRQ_WORK_HARD_IRQ)
#define DEFINE_IRQ_WORK(name, _f) struct irq_work name = IRQ_WORK_INIT(_f)

static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = IRQ_WORK_INIT(func);
}

static inline bool irq_work_is_pending(struct irq_work *work)
{
	return atomic_read(&work->flags) & IRQ_WORK_PENDING;
}

static inline bool irq_work_is_busy(struct irq_work *work)
{
	return atomic_read(&work->flags) & IRQ_WORK_BUSY;
}

static inline bool irq_work_is_hard(struct irq_work *work)
{
	return atomic_read(&work->flags) & IRQ_WORK_HARD_IRQ;
}

bool irq_work_queue(struct irq_work *work);
bool irq_work_queue_on(struct irq_work *work, int cpu);
void irq_work_sync(struct irq_work *work);

/* From the interrupt of IRQ_WORK_VECTOR, and from the tick: interrupts off. */
void irq_work_run(void);
void irq_work_tick(void);
bool irq_work_needs_cpu(void);

#endif /* LINUX_IRQ_WORK_H */
