// SPDX-License-Identifier: MIT
/*
 * kernel/locking/rcu_stall.c - name the CPU for which a grace period waits too long
 *
 * What it is for
 *
 *   A reader that never ends, or a CPU that loops with preemption or interrupts off,
 *   stops all freeing by RCU, silently, until memory is gone.  After
 *   rcupdate.rcu_cpu_stall_timeout seconds (21) it is named, with a backtrace.
 *
 * How it works
 *
 *   The start of a grace period sets the time at which it is late.  Every tick of every
 *   CPU looks; the first that finds it past moves it on, by compare and exchange, and so is
 *   the only one to report.  It reports again after thrice the time, as long as that
 *   grace period lasts.  A CPU that loops with interrupts on finds itself; one with
 *   interrupts off is found by another.
 *
 *   Nothing is done about it: when the reader ends, so does the grace period.
 *
 * Context: the tick's interrupt.
 *
 * Locking: late_at is atomic; written with gp_lock held, or by who reports.
 *
 * Compared with Linux: its words and times.  Left out: what its grace-period thread does,
 * the expedited forms, panic_on_rcu_stall.
 *
 * See also: kernel/watchdog.c.
 */

#define pr_fmt(fmt) "rcu: " fmt

#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>

#include "rcu.h"

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "rcupdate."	/* Linux' names */

#define MIN_TIMEOUT	3		/* s */
#define MAX_TIMEOUT	300
#define AGAIN		3		/* times the timeout */

static int rcu_cpu_stall_timeout = 21;
module_param(rcu_cpu_stall_timeout, int, 0644);
static int rcu_cpu_stall_suppress;
module_param(rcu_cpu_stall_suppress, int, 0644);

static unsigned long began_at;			/* gp_lock; read without: jiffies */
static atomic_long_t late_at = ATOMIC_LONG_INIT(0);

static unsigned long timeout(void)
{
	return (unsigned long)clamp(rcu_cpu_stall_timeout, MIN_TIMEOUT, MAX_TIMEOUT) * HZ;
}

void rcu_stall_begin(void)
{
	WRITE_ONCE(began_at, jiffies);
	atomic_long_set(&late_at, (long)(jiffies + timeout()));
}

/* What is known of a CPU; the letters that Linux has for it, where there are any. */
static void print_cpu(unsigned int cpu)
{
	pr_err("\t%u-%c...: (%lu ticks this GP)\n", cpu, cpu_online(cpu) ? '.' : 'O',
	       jiffies - READ_ONCE(began_at));
}

static void print_self(unsigned long gp)
{
	pr_err("INFO: rcu_preempt self-detected stall on CPU\n");
	print_cpu(smp_processor_id());
	pr_cont("\t(t=%lu jiffies g=%lu ncpus=%u)\n", jiffies - READ_ONCE(began_at), gp,
		num_online_cpus());
}

static void print_others(unsigned long gp, const struct cpumask *owing)
{
	unsigned int cpu;

	pr_err("INFO: rcu_preempt detected stalls on CPUs/tasks:\n");
	for_each_cpu(cpu, owing)
		print_cpu(cpu);
	pr_cont("\t(detected by %d, t=%lu jiffies, g=%lu, ncpus=%u)\n", smp_processor_id(),
		jiffies - READ_ONCE(began_at), gp, num_online_cpus());
}

static void report(void)
{
	struct cpumask owing;
	unsigned long gp = rcu_gp_snapshot(&owing);
	unsigned int cpu;

	if (!gp || cpumask_empty(&owing))
		return;			/* it has ended just now */
	if (cpumask_test_cpu(smp_processor_id(), &owing))
		print_self(gp);
	else
		print_others(gp, &owing);
	for_each_cpu_and(cpu, &owing, cpu_online_mask)
		dump_cpu_task((int)cpu);
}

void rcu_stall_check(void)
{
	long late = atomic_long_read(&late_at);

	if (likely(time_before(jiffies, (unsigned long)late)) || rcu_cpu_stall_suppress)
		return;
	if (atomic_long_try_cmpxchg(&late_at, &late, (long)(jiffies + AGAIN * timeout())))
		report();
}
