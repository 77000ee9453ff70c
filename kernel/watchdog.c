// SPDX-License-Identifier: MIT
/*
 * kernel/watchdog.c - name the code that does not let the scheduler run
 *
 * What it is for
 *
 *   A loop with preemption off stops every other task of its CPU, silently: interrupts
 *   still come, so the machine looks alive.  Such a soft lockup is reported with a
 *   trace of the looping code after 2 * watchdog_thresh seconds.
 *
 * How it works
 *
 *   On each CPU an hrtimer looks five times in that period.  Each look asks the
 *   scheduler to run, like a better task would, and marks the current task; __schedule()
 *   clears the mark with the request, in the same instruction:
 *
 *     look: mark, request ---> __schedule() clears both     next look: no mark, all is well
 *     look: mark, request ---> (nobody leaves the loop)     next look: the mark is there
 *
 *   When the mark has stood for too long, the interrupted code is what to report.
 *   It is reported again in every further period.
 *
 *   Seconds are units of 2^30 ns, as on Linux, which is why 24 s are called 22.
 *
 * Context: hardirq.  Locking: none, all is the own CPU's.
 *
 * Compared with Linux: same thresholds and words.  Linux asks by a work for its stop
 * thread.
 *
 * See also: kernel/watchdog_buddy.c for a CPU that keeps interrupts off; kernel/hung_task.c
 * for tasks that wait for ever; tests/boot/test_watchdog.py.
 */

#define pr_fmt(fmt) "watchdog: " fmt

#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>

#include <asm/irq_regs.h>

#define LOOKS_PER_PERIOD	5
#define SECOND_SHIFT		30
#define MAX_THRESH		60

int watchdog_thresh = 10;		/* s; 0: off */
core_param(watchdog_thresh, watchdog_thresh, int, 0644);

static int softlockup_panic;
core_param(softlockup_panic, softlockup_panic, int, 0644);

struct lockup_watch {
	struct hrtimer timer;		/* C: own CPU, irqs off */
	unsigned long alive_at;		/* C: s; the scheduler ran, or somebody touched us */
	unsigned long reported_at;	/* C: s; the same, or our latest report */
};

static DEFINE_PER_CPU(struct lockup_watch, lockup_watch);

static bool watchdog_off, softlockup_off;

static int __init set_watchdog_off(char *unused)
{
	watchdog_off = true;
	return 1;
}
__setup("nowatchdog", set_watchdog_off);

static int __init set_softlockup_off(char *unused)
{
	softlockup_off = true;
	return 1;
}
__setup("nosoftlockup", set_softlockup_off);

static unsigned long seconds(void)
{
	return local_clock() >> SECOND_SHIFT;
}

static unsigned int period(void)
{
	return 2 * watchdog_thresh;
}

static void note_alive(struct lockup_watch *watch)
{
	watch->alive_at = watch->reported_at = seconds();
}

/**
 * touch_softlockup_watchdog - what keeps this CPU busy is no lockup
 * Context: any.
 */
void touch_softlockup_watchdog(void)
{
	note_alive(raw_cpu_ptr(&lockup_watch));
}
EXPORT_SYMBOL(touch_softlockup_watchdog);

static void report(struct lockup_watch *watch, unsigned long now)
{
	struct pt_regs *regs = get_irq_regs();

	watch->reported_at = now;
	pr_emerg("BUG: soft lockup - CPU#%d stuck for %lus! [%s:%d]\n", smp_processor_id(),
		 now - watch->alive_at, current->comm, task_pid_nr(current));
	if (regs)
		show_regs(regs);
	else
		dump_stack();
	add_taint(TAINT_SOFTLOCKUP, LOCKDEP_STILL_OK);
	if (softlockup_panic)
		panic("softlockup: hung tasks");
}

/* Interrupts are off and the task is our own: no lock is needed to ask. */
static void ask_scheduler(struct task_struct *task)
{
	set_tsk_thread_flag(task, TIF_WATCHED);
	set_tsk_need_resched(task);
	set_preempt_need_resched();
}

static enum hrtimer_restart look(struct hrtimer *timer)
{
	struct lockup_watch *watch = container_of(timer, struct lockup_watch, timer);
	unsigned long now = seconds();

	watchdog_buddy_check();
	if (!test_tsk_thread_flag(current, TIF_WATCHED))
		note_alive(watch);
	else if (now - watch->reported_at > period())
		report(watch, now);
	if (!softlockup_off)
		ask_scheduler(current);
	hrtimer_forward_now(timer, period() * (NSEC_PER_SEC / LOOKS_PER_PERIOD));
	return HRTIMER_RESTART;
}

static void __init start_watch(void *unused)
{
	struct lockup_watch *watch = this_cpu_ptr(&lockup_watch);

	note_alive(watch);
	hrtimer_setup(&watch->timer, look, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	hrtimer_start(&watch->timer, period() * (NSEC_PER_SEC / LOOKS_PER_PERIOD),
		      HRTIMER_MODE_REL_PINNED_HARD);
}

static int __init watchdog_init(void)
{
	if (watchdog_thresh < 0 || watchdog_thresh > MAX_THRESH) {
		pr_warn("watchdog_thresh=%d: not in 0..%d, 10 is used\n", watchdog_thresh,
			MAX_THRESH);
		watchdog_thresh = 10;
	}
	if (watchdog_off || !watchdog_thresh || (softlockup_off && num_online_cpus() == 1))
		return 0;
	on_each_cpu(start_watch, NULL, 1);
	return 0;
}
core_initcall(watchdog_init);
