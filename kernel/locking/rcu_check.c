// SPDX-License-Identifier: MIT
/*
 * kernel/locking/rcu_check.c - readers and writers of RCU that break its rules, named
 *
 * All of it with debug=lockdep, but for the depth that might_sleep() prints.
 */

#include <kunit/test.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/utsname.h>

DEFINE_PER_CPU(int, rcu_reader_depth);
EXPORT_SYMBOL(rcu_reader_depth);

/**
 * lockdep_rcu_suspicious - report that RCU is used against its rules
 * Context: any; call it through RCU_LOCKDEP_WARN().
 */
void lockdep_rcu_suspicious(const char *file, int line, const char *s)
{
	if (!debug_locks)
		return;
	pr_warn("\n=============================\n");
	pr_warn("WARNING: suspicious RCU usage\n");
	pr_warn("%s %s\n", hemi_version, print_tainted());
	pr_warn("-----------------------------\n");
	pr_warn("%s:%d %s!\n", file, line, s);
	pr_warn("\nother info that might help us debug this:\n\n");
	pr_warn("\nrcu_scheduler_active = %d, debug_locks = %d\n", 2, debug_locks);
	debug_show_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
	warn_count++;
	if (panic_on_warn)
		panic("panic_on_warn set ...\n");
}
EXPORT_SYMBOL_GPL(lockdep_rcu_suspicious);

/* might_sleep(): nobody sleeps in a reader. */
void rcu_sleep_in_reader(const char *file, int line)
{
	lockdep_rcu_suspicious(file, line,
			       "Illegal context switch in RCU read-side critical section");
}
