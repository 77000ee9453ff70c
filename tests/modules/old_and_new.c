// SPDX-License-Identifier: MIT
/* The same things said in the words of several decades of Linux: all of them are understood. */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/semaphore.h>
#include <linux/timer.h>

static int calls;

static void tasklet_of_today(struct tasklet_struct *t)
{
	calls++;
}

static void tasklet_of_2_6(unsigned long data)
{
	calls += data;
}

static DECLARE_TASKLET(new_tasklet, tasklet_of_today);		/* since 5.9 */
static DECLARE_TASKLET(old_tasklet, tasklet_of_2_6, 1);		/* before */
static DECLARE_TASKLET_DISABLED(new_disabled, tasklet_of_today);
static DECLARE_TASKLET_DISABLED(old_disabled, tasklet_of_2_6, 1);
static DECLARE_TASKLET_OLD(in_between, tasklet_of_2_6);

struct counter {
	struct timer_list timer;
	int fired;
};

static struct counter early, recent, latest;

static void timer_before_4_15(unsigned long data)
{
	((struct counter *)data)->fired++;
}

static void timer_since_4_15(struct timer_list *t)
{
	struct counter *c = from_timer(c, t, timer);

	c->fired++;
}

static void timer_since_6_16(struct timer_list *t)
{
	struct counter *c = timer_container_of(c, t, timer);

	c->fired++;
}

static DEFINE_SEMAPHORE(one_argument);				/* before 6.4 */
static DEFINE_SEMAPHORE(two_arguments, 1);			/* since */

static enum hrtimer_restart once(struct hrtimer *t)
{
	calls++;
	return HRTIMER_NORESTART;
}

static struct hrtimer initialised, set_up;

static void start_hrtimers(void)
{
	hrtimer_init(&initialised, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	initialised.function = once;
	hrtimer_setup(&set_up, once, CLOCK_MONOTONIC, HRTIMER_MODE_REL);	/* since 6.13 */
	hrtimer_start(&initialised, ms_to_ktime(1), HRTIMER_MODE_REL);
	hrtimer_start(&set_up, ms_to_ktime(1), HRTIMER_MODE_REL);
}

static void start_timers(void)
{
	setup_timer(&early.timer, timer_before_4_15, (unsigned long)&early);
	timer_setup(&recent.timer, timer_since_4_15, 0);
	timer_setup(&latest.timer, timer_since_6_16, 0);
	mod_timer(&early.timer, jiffies + 1);
	mod_timer(&recent.timer, jiffies + 1);
	mod_timer(&latest.timer, jiffies + 1);
}

static void run_tasklets(void)
{
	local_bh_disable();
	tasklet_schedule(&new_tasklet);
	tasklet_schedule(&old_tasklet);
	tasklet_schedule(&in_between);
	tasklet_schedule(&new_disabled);
	tasklet_schedule(&old_disabled);
	local_bh_enable();
	tasklet_enable(&new_disabled);
	tasklet_enable(&old_disabled);
}

static int __init old_and_new_init(void)
{
	start_hrtimers();
	start_timers();
	run_tasklets();
	down(&one_argument);
	down(&two_arguments);
	up(&two_arguments);
	up(&one_argument);
	msleep(20);
	del_timer_sync(&early.timer);
	timer_delete_sync(&recent.timer);
	timer_shutdown_sync(&latest.timer);
	pr_info("old_and_new: %d calls, timers fired %d %d %d\n", calls, early.fired, recent.fired,
		latest.fired);
	return 0;
}

static void __exit old_and_new_exit(void)
{
	tasklet_kill(&new_disabled);
	tasklet_kill(&old_disabled);
}

module_init(old_and_new_init);
module_exit(old_and_new_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Forms of one interface from several versions of Linux");
