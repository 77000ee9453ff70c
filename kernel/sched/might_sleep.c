// SPDX-License-Identifier: MIT
/*
 * kernel/sched/might_sleep.c - "you must not sleep here": seen, named, survived
 *
 * might_sleep() stands at the head of everything that may sleep, so a call from
 * the wrong context is found the first time, and not only when it has to wait.
 */

#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>

#include "sched.h"

#define MIGHT_RESCHED_PREEMPT_MASK 0xffu	/* of @offsets: the count that is expected */
#define MIGHT_RESCHED_RCU_SHIFT	8		/* and the depth of readers */

static void report_lost_atomicity(void)
{
	if (panic_on_warn)
		panic("scheduling while atomic\n");
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}

/**
 * schedule_bug - report a switch with preemption off, and let it happen
 * Context: __schedule(), before it takes its lock.
 */
void schedule_bug(struct task_struct *prev)
{
	if (oops_in_progress) {
		preempt_count_set(PREEMPT_DISABLE_OFFSET);
		return;
	}
	pr_err("BUG: scheduling while atomic: %s/%d/0x%08x\n", prev->comm, prev->pid,
	       preempt_count());
	debug_show_held_locks(prev);
	print_modules();
	report_lost_atomicity();
	preempt_count_set(PREEMPT_DISABLE_OFFSET);
}

static bool may_sleep_now(unsigned int offsets)
{
	if ((unsigned int)preempt_count() == (offsets & MIGHT_RESCHED_PREEMPT_MASK) &&
	    !irqs_disabled() && !is_idle_task(current))
		return true;
	return system_state == SYSTEM_BOOTING || system_state > SYSTEM_RUNNING || oops_in_progress;
}

/* At most one report a second, or a loop would bury all else. */
static bool reported_lately(void)
{
	static unsigned long last;		/* jiffies; a race costs one report more or less */

	if (last && time_before(jiffies, last + HZ))
		return true;
	last = jiffies ?: 1;
	return false;
}

/**
 * __might_resched - report if this is no place to give the CPU away
 * @offsets: the preempt_count that the caller knows of
 * Context: any.
 */
void __might_resched(const char *file, int line, unsigned int offsets)
{
	if (lockdep_enabled() && rcu_preempt_depth() > 0)
		rcu_sleep_in_reader(file, line);
	if (may_sleep_now(offsets) || reported_lately())
		return;
	pr_err("BUG: sleeping function called from invalid context at %s:%d\n", file, line);
	pr_err("in_atomic(): %d, irqs_disabled(): %d, non_block: %d, pid: %d, name: %s\n",
	       in_atomic(), irqs_disabled(), 0, current->pid, current->comm);
	pr_err("preempt_count: %x, expected: %x\n", preempt_count(),
	       offsets & MIGHT_RESCHED_PREEMPT_MASK);
	pr_err("RCU nest depth: %d, expected: %u\n", rcu_preempt_depth(),
	       offsets >> MIGHT_RESCHED_RCU_SHIFT);
	if (task_stack_end_corrupted(current))
		pr_emerg("Thread overran stack, or stack corrupted\n");
	debug_show_held_locks(current);
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}
EXPORT_SYMBOL(__might_resched);

/**
 * __might_sleep - the same, and the state must be TASK_RUNNING
 *
 * A nested sleep would overwrite the state which the caller has set for its own.
 *
 * Context: any.
 */
void __might_sleep(const char *file, int line)
{
	WARN_ONCE(!task_is_running(current),
		  "do not call blocking ops when !TASK_RUNNING; state=%x at %s:%d\n",
		  get_current_state(), file, line);
	__might_resched(file, line, 0);
}
EXPORT_SYMBOL(__might_sleep);

/**
 * __cant_sleep - report if the caller could sleep here, though it relies on the opposite
 * Context: any.
 */
void __cant_sleep(const char *file, int line, int preempt_offset)
{
	if (irqs_disabled() || preempt_count() > preempt_offset || reported_lately())
		return;
	pr_err("BUG: assuming atomic context at %s:%d\n", file, line);
	pr_err("in_atomic(): %d, irqs_disabled(): %d, pid: %d, name: %s\n",
	       in_atomic(), irqs_disabled(), current->pid, current->comm);
	debug_show_held_locks(current);
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}
EXPORT_SYMBOL(__cant_sleep);
