/* SPDX-License-Identifier: MIT */
/*
 * linux/bottom_half.h - keep softirqs from starting on this CPU
 *
 * Nests.  The outermost local_bh_enable() runs what was raised meanwhile.
 */
#ifndef LINUX_BOTTOM_HALF_H
#define LINUX_BOTTOM_HALF_H

#include <linux/instruction_pointer.h>
#include <linux/preempt.h>

/* kernel/bh/softirq.c: @cnt is what the matching disable added. */
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);
void _local_bh_enable(void);

static __always_inline void __local_bh_disable_ip(unsigned long ip, unsigned int cnt)
{
	preempt_count_add(cnt);
	barrier();
}

static __always_inline void local_bh_disable(void)
{
	__local_bh_disable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}

static __always_inline void local_bh_enable_ip(unsigned long ip)
{
	__local_bh_enable_ip(ip, SOFTIRQ_DISABLE_OFFSET);
}

static __always_inline void local_bh_enable(void)
{
	__local_bh_enable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}

#endif /* LINUX_BOTTOM_HALF_H */
