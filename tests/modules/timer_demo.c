// SPDX-License-Identifier: MIT
/*
 * Two kinds of timer side by side.  The wheel counts in jiffies, is never early, and is the later
 * the farther away its moment was.  An hrtimer is exact, and its callback runs in the interrupt.
 */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/timer.h>

struct wheel_timer {
	struct timer_list timer;
	unsigned long ticks, armed_at;
};

static struct wheel_timer wheel[] = {
	{ .ticks = 1 }, { .ticks = 62 }, { .ticks = 63 }, { .ticks = 100 }, { .ticks = 500 },
	{ .ticks = 510 },
};

static void wheel_expired(struct timer_list *t)
{
	struct wheel_timer *w = from_timer(w, t, timer);

	pr_info("timer_demo: wheel, %lu ticks: %lu late%s\n", w->ticks,
		jiffies - w->armed_at - w->ticks, in_serving_softirq() ? "; softirq" : "");
}

static struct hrtimer hrtimer;
static ktime_t started;
static int periods;

static enum hrtimer_restart hrtimer_expired(struct hrtimer *t)
{
	pr_info("timer_demo: hrtimer, %lld us%s\n", ktime_us_delta(ktime_get(), started),
		in_hardirq() ? "; hardirq" : "");
	if (++periods == 3)
		return HRTIMER_NORESTART;
	hrtimer_forward_now(t, us_to_ktime(1500));
	return HRTIMER_RESTART;
}

static int __init timer_demo_init(void)
{
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = hrtimer_expired;
	started = ktime_get();
	hrtimer_start(&hrtimer, us_to_ktime(1500), HRTIMER_MODE_REL);

	for (int i = 0; i < ARRAY_SIZE(wheel); i++) {
		timer_setup(&wheel[i].timer, wheel_expired, 0);
		wheel[i].armed_at = jiffies;
		mod_timer(&wheel[i].timer, wheel[i].armed_at + wheel[i].ticks);
	}
	return 0;
}

static void __exit timer_demo_exit(void)
{
	hrtimer_cancel(&hrtimer);
	for (int i = 0; i < ARRAY_SIZE(wheel); i++)
		if (del_timer_sync(&wheel[i].timer))
			pr_info("timer_demo: wheel, %lu ticks: deleted\n", wheel[i].ticks);
}

module_init(timer_demo_init);
module_exit(timer_demo_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("The timer wheel and an hrtimer");
