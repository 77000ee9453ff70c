/* SPDX-License-Identifier: MIT */
/*
 * linux/kernel_stat.h - what each CPU has counted: softirqs run, interrupts taken
 *
 * A CPU adds to its own copy with one instruction; readers add the copies up and
 * may see a sum that is one behind.
 */
#ifndef LINUX_KERNEL_STAT_H
#define LINUX_KERNEL_STAT_H

#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/types.h>

struct kernel_stat {
	unsigned int softirqs[NR_SOFTIRQS];	/* C: handler calls, by vector */
};

DECLARE_PER_CPU(struct kernel_stat, kstat);

/* What a CPU's time went to, in ns, by ticks; idle time is the idle task's own. */
enum cpu_usage_stat {
	CPUTIME_USER,
	CPUTIME_NICE,
	CPUTIME_SYSTEM,
	CPUTIME_SOFTIRQ,
	CPUTIME_IRQ,
	CPUTIME_IDLE,
	CPUTIME_IOWAIT,
	CPUTIME_STEAL,
	CPUTIME_GUEST,
	CPUTIME_GUEST_NICE,
	NR_STATS,
};

struct kernel_cpustat {
	u64 cpustat[NR_STATS];		/* C */
};

DECLARE_PER_CPU(struct kernel_cpustat, kernel_cpustat);

#define kcpustat_cpu(cpu) per_cpu(kernel_cpustat, cpu)

#define kstat_cpu(cpu) per_cpu(kstat, cpu)

static inline void kstat_incr_softirqs_this_cpu(unsigned long nr)
{
	this_cpu_inc(kstat.softirqs[nr]);
}

static inline unsigned int kstat_softirqs_cpu(unsigned int nr, int cpu)
{
	return kstat_cpu(cpu).softirqs[nr];
}

/* kernel/irq/irqdesc.c: of one device interrupt, of all on a CPU. */
unsigned int kstat_irqs_cpu(unsigned int irq, int cpu);
unsigned int kstat_irqs_usr(unsigned int irq);
u64 kstat_cpu_irqs_sum(unsigned int cpu);

#endif /* LINUX_KERNEL_STAT_H */
