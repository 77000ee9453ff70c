// SPDX-License-Identifier: MIT
/* kernel/time/timer_list.c - show every pending timer, for the monitor and SysRq-q */

#include <linux/clocksource.h>
#include <linux/cpumask.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/tick.h>

#include "tick_internal.h"

static void show_timer(struct hrtimer *timer, int nr, ktime_t now)
{
	pr_info(" #%d: %ps, S:%02x, expires at %lld-%lld nsecs [in %lld to %lld nsecs]\n", nr,
		timer->function, timer->state, hrtimer_get_softexpires(timer),
		hrtimer_get_expires(timer), hrtimer_get_softexpires(timer) - now,
		hrtimer_get_expires(timer) - now);
}

static void show_clock_base(struct hrtimer_clock_base *base, ktime_t now)
{
	struct timerqueue_node *node = timerqueue_getnext(&base->active);
	int nr = 0;

	if (!node)
		return;
	pr_info(" clock %u: clockid %d, offset %lld nsecs\n", base->index, base->clockid,
		base->offset);
	for (; node; node = timerqueue_iterate_next(node))
		show_timer(container_of(node, struct hrtimer, node), nr++, now + base->offset);
}

static void show_cpu(int cpu, ktime_t now)
{
	struct hrtimer_cpu_base *cpu_base = &per_cpu(hrtimer_bases, cpu);
	struct clock_event_device *dev = per_cpu(tick_cpu_device, cpu).evtdev;
	unsigned long flags;
	unsigned int i;

	pr_info("cpu: %d\n", cpu);
	raw_spin_lock_irqsave(&cpu_base->lock, flags);
	for (i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++)
		show_clock_base(&cpu_base->clock_base[i], now);
	pr_info("  .expires_next   : %lld nsecs\n", cpu_base->expires_next);
	pr_info("  .hres_active    : %d\n", cpu_base->hres_active);
	pr_info("  .nr_events      : %u\n", cpu_base->nr_events);
	pr_info("  .nr_retries     : %u\n", cpu_base->nr_retries);
	pr_info("  .nr_hangs       : %u\n", cpu_base->nr_hangs);
	pr_info("  .tick_stopped   : %d\n", per_cpu(tick_nohz_stopped, cpu));
	raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
	timer_list_print_wheel(cpu);
	if (dev)
		pr_info("Clock Event Device: %s, mode %d, next_event %lld nsecs, retries %lu\n",
			dev->name, dev->state_use_accessors, dev->next_event, dev->retries);
}

void sysrq_timer_list_show(void)
{
	ktime_t now = ktime_get();
	int cpu;

	pr_info("Timer List: now at %lld nsecs, jiffies %lu, clocksource %s\n", now, jiffies,
		clocksource_current()->name);
	for_each_online_cpu(cpu)
		show_cpu(cpu, now);
}
