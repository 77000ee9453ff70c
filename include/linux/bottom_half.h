/* SPDX-License-Identifier: MIT */
/*
 * linux/bottom_half.h - hold softirqs back on this CPU, and let them go
 *
 * local_bh_disable() is one addition to preempt_count: while the softirq field
 * is not zero, irq_exit() starts no softirq here.  The outermost
 * local_bh_enable() runs what has become pending meanwhile.
 *
 * Enabling goes in two steps, because two things end at once.  First the
 * softirq field drops while preemption stays off, so that the look at the
 * pending word and the run belong to one CPU; then preemption comes back.
 */
#ifndef LINUX_BOTTOM_HALF_H
#define LINUX_BOTTOM_HALF_H

#include <linux/compiler.h>
#include <linux/instruction_pointer.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>

#include <asm/hardirq.h>

void __local_bh_enable_slow(void);	/* kernel/bh/softirq.c */

static __always_inline void __local_bh_disable_ip(unsigned long ip, unsigned int cnt)
{
	__preempt_count_add(cnt);
	barrier();
}

/*
 * @cnt is SOFTIRQ_DISABLE_OFFSET, plus PREEMPT_DISABLE_OFFSET from spin_unlock_bh().
 * Not pending is by far the common case and costs no call.
 */
static __always_inline void __local_bh_enable_ip(unsigned long ip, unsigned int cnt)
{
	barrier();
	lockdep_assert_irqs_enabled();
	__preempt_count_sub(cnt - PREEMPT_OFFSET);
	if (unlikely(this_cpu_nonzero(__softirq_pending)) ||
	    unlikely(this_cpu_has_bits(__preempt_count, HARDIRQ_MASK)))
		__local_bh_enable_slow();
	preempt_enable();
}

static __always_inline void local_bh_disable(void)
{
	__local_bh_disable_ip(0, SOFTIRQ_DISABLE_OFFSET);
}

static __always_inline void local_bh_enable_ip(unsigned long ip)
{
	__local_bh_enable_ip(ip, SOFTIRQ_DISABLE_OFFSET);
}

static __always_inline void local_bh_enable(void)
{
	__local_bh_enable_ip(0, SOFTIRQ_DISABLE_OFFSET);
}

/* With interrupts off, from code that must not run softirqs now: they stay pending. */
void _local_bh_enable(void);

static inline bool local_bh_blocked(void)
{
	return false;		/* true only on a kernel whose softirqs are preemptible */
}

#endif /* LINUX_BOTTOM_HALF_H */
