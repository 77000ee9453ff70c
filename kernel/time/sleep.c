// SPDX-License-Identifier: MIT
/*
 * kernel/time/sleep.c - give the CPU away for a while
 *
 * What it is for
 *
 *   A task that waits for a device's slow answer sets its state to "sleeping",
 *   arms a timer that will wake it, and calls schedule().  Two families:
 *
 *     in ticks         schedule_timeout(), msleep(): a wheel timer; cheap, 4 ms coarse
 *     in nanoseconds   schedule_hrtimeout(), usleep_range(): an hrtimer; exact
 *
 *   The timer lives on the sleeper's stack, so it is deleted before returning,
 *   whatever woke the task.
 *
 * Context: process, preemptible.  None returns early, unless a signal or another
 * waker is allowed to cut it short by the state chosen.
 */

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/timer.h>

struct sleeper {
	struct timer_list timer;
	struct task_struct *task;
};

static void wake_sleeper(struct timer_list *t)
{
	struct sleeper *sleeper = from_timer(sleeper, t, timer);

	wake_up_process(sleeper->task);
}

/* Sleep until woken, at most until @expire. */
static void sleep_until(unsigned long expire)
{
	struct sleeper sleeper = { .task = current };

	timer_setup_on_stack(&sleeper.timer, wake_sleeper, 0);
	mod_timer(&sleeper.timer, expire);
	schedule();
	del_timer_sync(&sleeper.timer);
	destroy_timer_on_stack(&sleeper.timer);
}

/**
 * schedule_timeout - sleep until woken, at most @timeout ticks
 *
 * Set the task's state before: while it is TASK_RUNNING this does not sleep.
 * MAX_SCHEDULE_TIMEOUT sleeps without a limit.
 * Context: process.
 * Return: ticks left, 0 if the time is over.
 */
long schedule_timeout(long timeout)
{
	unsigned long expire;
	long left;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		pr_err("schedule_timeout: wrong timeout value %lx\n", timeout);
		dump_stack();
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	expire = jiffies + (unsigned long)timeout;
	sleep_until(expire);
	left = (long)(expire - jiffies);
	return left < 0 ? 0 : left;
}
EXPORT_SYMBOL(schedule_timeout);

long schedule_timeout_interruptible(long timeout)
{
	__set_current_state(TASK_INTERRUPTIBLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_interruptible);

long schedule_timeout_killable(long timeout)
{
	__set_current_state(TASK_KILLABLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_killable);

long schedule_timeout_uninterruptible(long timeout)
{
	__set_current_state(TASK_UNINTERRUPTIBLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_uninterruptible);

long schedule_timeout_idle(long timeout)
{
	__set_current_state(TASK_IDLE);
	return schedule_timeout(timeout);
}
EXPORT_SYMBOL(schedule_timeout_idle);

/**
 * msleep - sleep at least @msecs milliseconds, whatever happens
 *
 * The present tick is partly over, hence one more.
 * Context: process.
 */
void msleep(unsigned int msecs)
{
	long left = (long)msecs_to_jiffies(msecs) + 1;

	while (left)
		left = schedule_timeout_uninterruptible(left);
}
EXPORT_SYMBOL(msleep);

/**
 * msleep_interruptible - sleep at least @msecs milliseconds, or until a signal
 *
 * Context: process.
 * Return: milliseconds left, 0 if the time is over.
 */
unsigned long msleep_interruptible(unsigned int msecs)
{
	long left = (long)msecs_to_jiffies(msecs) + 1;

	while (left && !signal_pending(current))
		left = schedule_timeout_interruptible(left);
	return jiffies_to_msecs((unsigned long)left);
}
EXPORT_SYMBOL(msleep_interruptible);

/* ---- by hrtimer ---- */

static enum hrtimer_restart wake_hrtimer_sleeper(struct hrtimer *timer)
{
	struct hrtimer_sleeper *sleeper = container_of(timer, struct hrtimer_sleeper, timer);
	struct task_struct *task = sleeper->task;

	sleeper->task = NULL;
	if (task)
		wake_up_process(task);
	return HRTIMER_NORESTART;
}

void hrtimer_init_sleeper(struct hrtimer_sleeper *sl, clockid_t clock_id, enum hrtimer_mode mode)
{
	hrtimer_setup(&sl->timer, wake_hrtimer_sleeper, clock_id, mode);
	sl->task = current;
}
EXPORT_SYMBOL_GPL(hrtimer_init_sleeper);

void hrtimer_init_sleeper_on_stack(struct hrtimer_sleeper *sl, clockid_t clock_id,
				   enum hrtimer_mode mode)
{
	hrtimer_setup_on_stack(&sl->timer, wake_hrtimer_sleeper, clock_id, mode);
	sl->task = current;
}
EXPORT_SYMBOL_GPL(hrtimer_init_sleeper_on_stack);

void hrtimer_sleeper_start_expires(struct hrtimer_sleeper *sl, enum hrtimer_mode mode)
{
	hrtimer_start_expires(&sl->timer, mode);
}
EXPORT_SYMBOL_GPL(hrtimer_sleeper_start_expires);

/**
 * schedule_hrtimeout_range_clock - sleep until woken, at most until @expires
 * @expires: NULL: without a limit; zero: not at all
 * @delta: up to so many ns later will do
 *
 * Set the task's state before.
 * Context: process.
 * Return: 0 if the time is over, -EINTR if something else woke the task.
 */
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta, const enum hrtimer_mode mode,
				   clockid_t clock_id)
{
	struct hrtimer_sleeper sleeper;

	if (!expires) {
		schedule();
		return -EINTR;
	}
	if (!*expires) {
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	hrtimer_init_sleeper_on_stack(&sleeper, clock_id, mode);
	hrtimer_set_expires_range_ns(&sleeper.timer, *expires, delta);
	hrtimer_sleeper_start_expires(&sleeper, mode);
	if (likely(sleeper.task))
		schedule();
	hrtimer_cancel(&sleeper.timer);
	destroy_hrtimer_on_stack(&sleeper.timer);
	__set_current_state(TASK_RUNNING);
	return sleeper.task ? -EINTR : 0;
}
EXPORT_SYMBOL_GPL(schedule_hrtimeout_range_clock);

int schedule_hrtimeout_range(ktime_t *expires, u64 delta, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range_clock(expires, delta, mode, CLOCK_MONOTONIC);
}
EXPORT_SYMBOL_GPL(schedule_hrtimeout_range);

int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range(expires, 0, mode);
}
EXPORT_SYMBOL_GPL(schedule_hrtimeout);

/**
 * usleep_range_state - sleep between @min and @max microseconds in a given state
 *
 * Context: process.
 */
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state)
{
	ktime_t expires = ktime_add_us(ktime_get(), min);
	u64 range = (u64)(max - min) * NSEC_PER_USEC;

	for (;;) {
		__set_current_state(state);
		if (!schedule_hrtimeout_range(&expires, range, HRTIMER_MODE_ABS))
			break;
	}
}
EXPORT_SYMBOL(usleep_range_state);

void usleep_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(usleep_range);

void usleep_idle_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, TASK_IDLE);
}
EXPORT_SYMBOL(usleep_idle_range);
