// SPDX-License-Identifier: MIT
/*
 * kernel/hung_task.c - name the tasks that wait for what does not come
 *
 * A task in state D (TASK_UNINTERRUPTIBLE) waits for something that is sure to come
 * soon.  One that has not run for hung_task_timeout_secs waits for a
 * lost wake-up, a lock that is never released, or itself.  khungtaskd looks at all
 * tasks once in that time, so a report comes one to two periods after the task
 * went to sleep.
 *
 * "Has not run" is seen by the count of its switches, which costs the scheduler nothing.
 *
 * Context: khungtaskd.  Locking: the list of tasks is read under RCU; what is read of
 * a task is compared with what was read a period ago, so a stale look is harmless.
 *
 * See also: kernel/watchdog.c; tests/boot/test_watchdog.py.
 */

#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/moduleparam.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/utsname.h>

static unsigned long hung_task_timeout_secs = 120;	/* 0: off */
core_param(hung_task_timeout_secs, hung_task_timeout_secs, ulong, 0644);

static int hung_task_warnings = 10;	/* reports left; negative: no limit */
core_param(hung_task_warnings, hung_task_warnings, int, 0644);

static int hung_task_panic;
core_param(hung_task_panic, hung_task_panic, int, 0644);

/* Not one that a fatal signal would wake, nor one that may idle. */
static bool is_in_state_d(struct task_struct *p)
{
	unsigned int state = READ_ONCE(p->__state);

	return (state & TASK_UNINTERRUPTIBLE) && !(state & (TASK_WAKEKILL | TASK_NOLOAD));
}

/* Has it not run since we first looked, that long ago? */
static bool is_hung(struct task_struct *p, unsigned long timeout)
{
	unsigned long switches = p->nvcsw + p->nivcsw;

	if (!switches)
		return false;		/* just born: its creator lets it wait */
	if (switches != p->last_switch_count) {
		p->last_switch_count = switches;
		p->last_switch_time = jiffies;
		return false;
	}
	return time_after_eq(jiffies, p->last_switch_time + timeout * HZ);
}

static void report(struct task_struct *p)
{
	if (!hung_task_warnings)
		return;
	if (hung_task_warnings > 0)
		hung_task_warnings--;
	pr_err("INFO: task %s:%d blocked for more than %ld seconds.\n", p->comm, p->pid,
	       (jiffies - p->last_switch_time) / HZ);
	pr_err("      %s %s\n", print_tainted(), hemi_version);
	pr_err("\"echo 0 > /proc/sys/kernel/hung_task_timeout_secs\" disables this message.\n");
	sched_show_task(p);
	debug_show_held_locks(p);
	touch_nmi_watchdog();
}

static void look_at_all(unsigned long timeout)
{
	struct task_struct *p;
	bool hung = false;

	/* After an oops tasks may well wait for what the dead one held. */
	if (test_taint(TAINT_DIE))
		return;
	rcu_read_lock();
	for_each_process(p) {
		if (!is_in_state_d(p) || !is_hung(p, timeout))
			continue;
		hung = true;
		report(p);
	}
	rcu_read_unlock();
	if (hung && hung_task_panic)
		panic("hung_task: blocked tasks");
}

static int khungtaskd(void *unused)
{
	for (;;) {
		schedule_timeout_idle(hung_task_timeout_secs * HZ);
		look_at_all(hung_task_timeout_secs);
	}
	return 0;
}

static int __init hung_task_init(void)
{
	if (hung_task_timeout_secs)
		kthread_run(khungtaskd, NULL, "khungtaskd");
	return 0;
}
subsys_initcall(hung_task_init);
