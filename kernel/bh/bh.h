/* SPDX-License-Identifier: MIT */
/* kernel/bh/bh.h - what the files of kernel/bh/ and irq_exit() share */
#ifndef KERNEL_BH_BH_H
#define KERNEL_BH_BH_H

#include <linux/compiler.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/types.h>

/* ksoftirqd.c: the thread of this CPU is runnable, and pending work is its. */
DECLARE_PER_CPU(bool, ksoftirqd_active);

void wake_ksoftirqd(void);		/* interrupts off */
void tasklet_init_lists(void);		/* boot */

/*
 * High-priority and ordinary tasklets do not wait for ksoftirqd, all else does
 * once it runs: or a flood of interrupts would keep it from ever getting done.
 */
#define SOFTIRQ_NOW_MASK ((1 << HI_SOFTIRQ) | (1 << TASKLET_SOFTIRQ))

static __always_inline bool left_to_ksoftirqd(void)
{
	return unlikely(this_cpu_nonzero(ksoftirqd_active)) &&
	       !(local_softirq_pending() & SOFTIRQ_NOW_MASK);
}

/* in_interrupt(), upside down, by looking at the word in memory. */
static __always_inline bool softirqs_may_start(void)
{
	return !this_cpu_has_bits(__preempt_count, NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK);
}

/* From irq_exit(): on the interrupt stack already, so no switch is needed. */
static __always_inline void invoke_softirq(void)
{
	if (left_to_ksoftirqd())
		return;
	if (likely(!force_irqthreads() || !this_cpu_ksoftirqd()))
		__do_softirq();
	else
		wake_ksoftirqd();
}

#endif /* KERNEL_BH_BH_H */
