/* SPDX-License-Identifier: MIT */
/*
 * linux/preempt.h - one word that tells in which context this CPU runs
 *
 * Reading order: 6.  What irq_enter() of <linux/hardirq.h> writes and all others ask.
 *
 *      31      24 23  20 19   16 15            8 7             0
 *     +----------+------+-------+---------------+---------------+
 *     |N         | NMI  |hardirq|    softirq    |    preempt    |
 *     +----------+------+-------+---------------+---------------+
 *      |           4 bit   4 bit        8 bit           8 bit
 *      |                             |       |        depth of preempt_disable()
 *      |                             |       +- bit 8: a softirq is being served
 *      |                             +- from bit 9: depth of local_bh_disable()
 *      +- need_resched upside down (0: a better task waits), not part of the count
 *
 * Serving a softirq adds 1 to the softirq field and forbidding softirqs adds 2:
 * so an odd field means "inside a handler", and any non-zero field means "no
 * softirq may start here".
 *
 * The count belongs to the CPU, and only that CPU writes it, so it needs
 * neither lock nor atomic instruction: an interrupt that comes in the middle
 * leaves it as it was found.
 */
#ifndef LINUX_PREEMPT_H
#define LINUX_PREEMPT_H

#include <linux/compiler.h>
#include <linux/types.h>

#define PREEMPT_BITS 8
#define SOFTIRQ_BITS 8
#define HARDIRQ_BITS 4
#define NMI_BITS 4

#define PREEMPT_SHIFT 0
#define SOFTIRQ_SHIFT (PREEMPT_SHIFT + PREEMPT_BITS)
#define HARDIRQ_SHIFT (SOFTIRQ_SHIFT + SOFTIRQ_BITS)
#define NMI_SHIFT (HARDIRQ_SHIFT + HARDIRQ_BITS)

#define __IRQ_MASK(x) ((1UL << (x)) - 1)
#define PREEMPT_MASK (__IRQ_MASK(PREEMPT_BITS) << PREEMPT_SHIFT)
#define SOFTIRQ_MASK (__IRQ_MASK(SOFTIRQ_BITS) << SOFTIRQ_SHIFT)
#define HARDIRQ_MASK (__IRQ_MASK(HARDIRQ_BITS) << HARDIRQ_SHIFT)
#define NMI_MASK (__IRQ_MASK(NMI_BITS) << NMI_SHIFT)

#define PREEMPT_OFFSET (1UL << PREEMPT_SHIFT)
#define SOFTIRQ_OFFSET (1UL << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET (1UL << HARDIRQ_SHIFT)
#define NMI_OFFSET (1UL << NMI_SHIFT)
#define SOFTIRQ_DISABLE_OFFSET (2 * SOFTIRQ_OFFSET)
#define PREEMPT_DISABLED PREEMPT_OFFSET
#define PREEMPT_DISABLE_OFFSET PREEMPT_OFFSET
#define PREEMPT_LOCK_OFFSET PREEMPT_DISABLE_OFFSET
#define SOFTIRQ_LOCK_OFFSET (SOFTIRQ_DISABLE_OFFSET + PREEMPT_LOCK_OFFSET)

/* Every task is switched to and from with this count: schedule()'s own and the rq lock's. */
#define FORK_PREEMPT_COUNT (2 * PREEMPT_DISABLE_OFFSET)
#define INIT_PREEMPT_COUNT PREEMPT_OFFSET

#include <asm/preempt.h>

#define nmi_count() (preempt_count() & NMI_MASK)
#define hardirq_count() (preempt_count() & HARDIRQ_MASK)
#define softirq_count() (preempt_count() & SOFTIRQ_MASK)
#define irq_count() (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))

#define in_nmi() (nmi_count())
#define in_hardirq() (hardirq_count())
#define in_serving_softirq() (softirq_count() & SOFTIRQ_OFFSET)
#define in_task() (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
/* Older names: in_softirq() and in_interrupt() are also true under local_bh_disable(). */
#define in_irq() (hardirq_count())
#define in_softirq() (softirq_count())
#define in_interrupt() (irq_count())
#define in_atomic() (preempt_count() != 0)
#define in_atomic_preempt_off() (preempt_count() != PREEMPT_DISABLE_OFFSET)
#define preemptible() (preempt_count() == 0 && !irqs_disabled())

#define preempt_count_add(val) __preempt_count_add(val)
#define preempt_count_sub(val) __preempt_count_sub(val)
#define preempt_count_inc() __preempt_count_add(1)
#define preempt_count_dec() __preempt_count_sub(1)

/* kernel/sched/core.c: give the CPU away, if a higher task waits for it. */
void preempt_schedule(void);
void preempt_schedule_notrace(void);

#define preempt_disable() do { preempt_count_inc(); barrier(); } while (0)
#define preempt_enable_no_resched() do { barrier(); preempt_count_dec(); } while (0)
#define sched_preempt_enable_no_resched() preempt_enable_no_resched()
#define preempt_enable() do {						\
	barrier();							\
	if (unlikely(__preempt_count_dec_and_test()))			\
		preempt_schedule();					\
} while (0)
#define preempt_check_resched() do {					\
	if (should_resched(0))						\
		preempt_schedule();					\
} while (0)
#define preempt_disable_notrace() preempt_disable()
#define preempt_enable_notrace() preempt_enable()
#define preempt_enable_no_resched_notrace() preempt_enable_no_resched()

/* kernel/sched/affinity.c: stay on this CPU, which others may have meanwhile */
void migrate_disable(void);
void migrate_enable(void);

#endif /* LINUX_PREEMPT_H */
