// SPDX-License-Identifier: MIT
/*
 * kernel/sched/cputime.c - whose time a tick was, and how many wait on average
 *
 * Each tick's whole length is charged to what it interrupted: cheap, and right
 * on average.
 */

#include <linux/hardirq.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/sched.h>
#include <linux/sched/stat.h>
#include <linux/time64.h>

#include "sched.h"

#define TICK_LENGTH_NS (NSEC_PER_SEC / HZ)

DEFINE_PER_CPU(struct kernel_cpustat, kernel_cpustat);

/* The tick's own interrupt counts as one. */
static enum cpu_usage_stat usage_of(const struct task_struct *p, int user_tick)
{
	if (user_tick)
		return p->static_prio > DEFAULT_PRIO ? CPUTIME_NICE : CPUTIME_USER;
	if (hardirq_count() > HARDIRQ_OFFSET)
		return CPUTIME_IRQ;
	return in_serving_softirq() ? CPUTIME_SOFTIRQ : CPUTIME_SYSTEM;
}

/**
 * account_process_tick - charge the tick to @p
 * @user_tick: it was interrupted in user mode
 * Context: the tick, interrupts off.
 */
void account_process_tick(struct task_struct *p, int user_tick)
{
	if (user_tick)
		p->utime += TICK_LENGTH_NS;
	else
		p->stime += TICK_LENGTH_NS;
	if (!is_idle_task(p))
		this_cpu_add(kernel_cpustat.cpustat[usage_of(p, user_tick)], TICK_LENGTH_NS);
}

unsigned int nr_running_cpu(int cpu)
{
	return READ_ONCE(cpu_rq(cpu)->nr_running);
}

unsigned int nr_running(void)
{
	unsigned int cpu, sum = 0;

	for_each_online_cpu(cpu)
		sum += nr_running_cpu(cpu);
	return sum;
}

unsigned long long nr_context_switches(void)
{
	unsigned long long sum = 0;
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(cpu_rq(cpu)->nr_switches);
	return sum;
}
