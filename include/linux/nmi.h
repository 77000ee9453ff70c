/* SPDX-License-Identifier: MIT */
/*
 * linux/nmi.h - tell the lockup detectors that a long silence is meant, and have every
 * CPU say where it is
 *
 * Left out: performance counters as the source of a detector's NMIs.
 */
#ifndef LINUX_NMI_H
#define LINUX_NMI_H

#include <linux/cpumask.h>
#include <linux/types.h>

struct pt_regs;

/* kernel/watchdog.c: this CPU is busy by intention, as while it prints very much. */
void touch_softlockup_watchdog(void);

/* kernel/watchdog_buddy.c: the same with interrupts off. */
void touch_nmi_watchdog(void);
void watchdog_buddy_check(void);
bool watchdog_buddy_answer(bool irqs_off);

/*
 * kernel/nmi_backtrace.c.  Context: any.  Each returns true when all have answered;
 * false too where no NMI can be sent.
 */
bool arch_trigger_cpumask_backtrace(const struct cpumask *mask, bool exclude_self);

static inline bool trigger_all_cpu_backtrace(void)
{
	return arch_trigger_cpumask_backtrace(cpu_online_mask, false);
}

static inline bool trigger_allbutself_cpu_backtrace(void)
{
	return arch_trigger_cpumask_backtrace(cpu_online_mask, true);
}

static inline bool trigger_cpumask_backtrace(const struct cpumask *mask)
{
	return arch_trigger_cpumask_backtrace(mask, false);
}

static inline bool trigger_single_cpu_backtrace(int cpu)
{
	return arch_trigger_cpumask_backtrace(cpumask_of(cpu), false);
}

/* From the NMI handler of arch/.  Return: was this CPU asked?  It has answered then. */
bool nmi_cpu_backtrace(struct pt_regs *regs);

#endif /* LINUX_NMI_H */
