/* SPDX-License-Identifier: MIT */
/*
 * linux/hardirq.h - entering and leaving interrupt context, and waiting for it
 *
 * Reading order: 6.  irq_enter() is reached from common_interrupt() in
 *                    arch/x86/apic/irq.c.  Continues in kernel/irq/chip.c.
 *
 * irq_enter() and irq_exit() are the two ends of every hardware interrupt; what
 * they are for is told in kernel/irq/context.c.
 */
#ifndef LINUX_HARDIRQ_H
#define LINUX_HARDIRQ_H

#include <linux/bottom_half.h>
#include <linux/preempt.h>
#include <linux/tick.h>
#include <linux/types.h>
#include <trace/path.h>

#include <asm/hardirq.h>

/* kernel/irq/manage.c */
void synchronize_irq(unsigned int irq);
bool synchronize_hardirq(unsigned int irq);

/*
 * The bare bookkeeping, for entries after which no softirq may start: the same
 * field of preempt_count, without the checks at the two ends.
 */
#define __irq_enter() preempt_count_add(HARDIRQ_OFFSET)
#define __irq_exit() preempt_count_sub(HARDIRQ_OFFSET)

/* kernel/irq/context.c: the rare halves. */
u32 irq_enter_slow(u32 vector);
void irq_exit_softirq(void);

/**
 * irq_enter - from here on, this CPU is in hardirq context
 *
 * Context: first thing in C after an interrupt, interrupts off.
 */
static __always_inline void irq_enter(void)
{
	__irq_enter();
	if (unlikely(tick_nohz_tick_stopped()))
		tick_irq_enter();		/* idle has slept long: jiffies first */
}

/**
 * irq_enter_vector - the same for a device's @vector, which it hands back
 *
 * So the caller need not keep @vector over a call that nearly never happens.
 */
static __always_inline u32 irq_enter_vector(u32 vector)
{
	__irq_enter();
	if (unlikely(path_active) || unlikely(tick_nohz_tick_stopped()))
		vector = irq_enter_slow(vector);
	return vector;
}

/**
 * irq_exit - the handlers are done; what they put off may run
 *
 * Context: interrupts off; still off on return, but softirqs ran with them on.
 */
static __always_inline void irq_exit(void)
{
	__irq_exit();
	if (this_cpu_nonzero(__softirq_pending))
		irq_exit_softirq();
}

/* An NMI counts as both, so that in_hardirq() code knows it may not be reached again. */
#define __nmi_enter() preempt_count_add(NMI_OFFSET + HARDIRQ_OFFSET)
#define __nmi_exit() preempt_count_sub(NMI_OFFSET + HARDIRQ_OFFSET)
#define nmi_enter() __nmi_enter()
#define nmi_exit() __nmi_exit()

#endif /* LINUX_HARDIRQ_H */
