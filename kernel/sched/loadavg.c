// SPDX-License-Identifier: MIT
/*
 * kernel/sched/loadavg.c - how many tasks run or wait for a disk, on average
 *
 * What it is for
 *
 *   Three numbers in /proc/loadavg tell at a glance whether the machine is getting
 *   busier: averages over 1, 5 and 15 minutes, in which what is long ago counts less.
 *
 * How it works
 *
 *   Every 5 seconds the tasks are counted that are running, ready, or asleep and not to be
 *   disturbed (D).  Each average moves towards that count by a fixed share of the distance:
 *
 *       average = average * e + count * (1 - e),     e = exp(-5 s / 60 s) for one minute
 *
 *   in numbers of FSHIFT bits behind the point.  An idle CPU need not wake for that: the
 *   timer is deferrable, and a count stands for all periods that have passed since.
 *
 * Context: the timer's softirq.
 *
 * Locking: none; avenrun has one writer, and who reads it gets this average or the last.
 *
 * Compared with Linux: Linux keeps the count on each CPU as tasks sleep and wake; here the
 * tasks are looked through.  The averages begin with the first program.
 */

#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/signal.h>
#include <linux/sched/stat.h>
#include <linux/timer.h>

#define MINUTES_1	0
#define MINUTES_5	1
#define MINUTES_15	2

unsigned long avenrun[3];
EXPORT_SYMBOL(avenrun);

static const unsigned long decay[3] = {
	[MINUTES_1] = EXP_1, [MINUTES_5] = EXP_5, [MINUTES_15] = EXP_15,
};

static unsigned long last_update;	/* the timer's: jiffies of the last whole period */
static struct timer_list load_timer;

void get_avenrun(unsigned long *loads, unsigned long offset, int shift)
{
	for (int i = 0; i < 3; i++)
		loads[i] = (READ_ONCE(avenrun[i]) + offset) << shift;
}

static bool is_uninterruptible(const struct task_struct *p)
{
	unsigned int state = READ_ONCE(p->__state);

	return (state & TASK_UNINTERRUPTIBLE) && !(state & TASK_NOLOAD);
}

static unsigned long count_active(void)
{
	unsigned long active = nr_running();
	struct task_struct *process, *thread;

	rcu_read_lock();
	for_each_process_thread(process, thread)
		active += is_uninterruptible(thread);
	rcu_read_unlock();
	return active;
}

/* One period; a rising average is rounded up, so that it gets there. */
static unsigned long step(unsigned long load, unsigned long exp, unsigned long active)
{
	unsigned long next = load * exp + active * (FIXED_1 - exp);

	if (active >= load)
		next += FIXED_1 - 1;
	return next / FIXED_1;
}

static void update_load(struct timer_list *timer)
{
	unsigned long active = count_active() * FIXED_1;

	while (time_before_eq(last_update + LOAD_FREQ, jiffies)) {
		last_update += LOAD_FREQ;
		for (int i = 0; i < 3; i++)
			WRITE_ONCE(avenrun[i], step(avenrun[i], decay[i], active));
	}
	mod_timer(timer, last_update + LOAD_FREQ);
}

/**
 * loadavg_start - from now on there is somebody who may ask
 * Context: process 1, once.
 */
void loadavg_start(void)
{
	timer_setup(&load_timer, update_load, TIMER_DEFERRABLE);
	last_update = jiffies;
	mod_timer(&load_timer, last_update + LOAD_FREQ);
}
