/* SPDX-License-Identifier: MIT */
/* linux/hardirq.h - entering and leaving interrupt context, and waiting for it */
#ifndef LINUX_HARDIRQ_H
#define LINUX_HARDIRQ_H

#include <linux/bottom_half.h>
#include <linux/preempt.h>

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

/* kernel/irq/context.c; interrupts off in both. */
void irq_enter(void);
void irq_exit(void);

/* An NMI counts as both, so that in_hardirq() code knows it may not be reached again. */
#define __nmi_enter() preempt_count_add(NMI_OFFSET + HARDIRQ_OFFSET)
#define __nmi_exit() preempt_count_sub(NMI_OFFSET + HARDIRQ_OFFSET)
#define nmi_enter() __nmi_enter()
#define nmi_exit() __nmi_exit()

#endif /* LINUX_HARDIRQ_H */
