// SPDX-License-Identifier: MIT
/*
 * kernel/time/timer_debug.c - debug=objects: name timers that are misused while pending
 *
 * A timer that is set up anew while it is in a wheel, or whose memory is freed,
 * corrupts a list that is walked much later, far from the culprit.  With this
 * checker on, timer_setup(), hrtimer_init() and the freeing of memory look whether
 * the timer is in a wheel or tree.  If so it is reported, in Linux's words, and
 * taken out, as Linux's fix-up does.
 *
 * Context: any but NMI.  Locking: looks under the bases' locks; the fix-up may wait.
 */

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/debugobjects.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/timer.h>

#include "tick_internal.h"
#include "timer_base.h"

#define MAX_REPORTS	5

static void report(const char *what, const char *type, void *function)
{
	static unsigned int reports;	/* of any CPU; a lost count is no harm */

	if (reports++ < MAX_REPORTS)
		WARN(1, "ODEBUG: %s active (active state 0) object type: %s hint: %pS\n", what,
		     type, function);
}

static inline bool is_within(const void *object, const void *start, unsigned long size)
{
	return (unsigned long)object - (unsigned long)start < size;
}

static struct timer_list *find_in_wheel(struct timer_wheel *wheel, const void *start,
					unsigned long size)
{
	struct timer_list *timer;

	for (unsigned int level = 0; level < LVL_DEPTH; level++) {
		for (u64 bits = wheel->pending[level]; bits; bits &= bits - 1) {
			unsigned int bucket = level * LVL_SIZE + __ffs64(bits);

			hlist_for_each_entry(timer, &wheel->bucket[bucket], entry)
				if (is_within(timer, start, size))
					return timer;
		}
	}
	return NULL;
}

static struct timer_list *find_timer(const void *start, unsigned long size)
{
	struct timer_list *timer = NULL;
	unsigned long flags;
	int cpu;

	for_each_online_cpu(cpu) {
		struct timer_base *base = &per_cpu(timer_base, cpu);

		local_irq_save(flags);
		base_lock(base);
		timer = find_in_wheel(&base->wheel[WHEEL_STD], start, size) ?:
			find_in_wheel(&base->wheel[WHEEL_DEF], start, size);
		base_unlock_restore(base, flags);
		if (timer)
			break;
	}
	return timer;
}

static struct hrtimer *find_in_trees(struct hrtimer_cpu_base *cpu_base, const void *start,
				     unsigned long size)
{
	for (unsigned int i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		struct timerqueue_node *node = timerqueue_getnext(&cpu_base->clock_base[i].active);

		for (; node; node = timerqueue_iterate_next(node))
			if (is_within(node, start, size))
				return container_of(node, struct hrtimer, node);
	}
	return NULL;
}

static struct hrtimer *find_hrtimer(const void *start, unsigned long size)
{
	struct hrtimer *timer = NULL;
	unsigned long flags;
	int cpu;

	for_each_online_cpu(cpu) {
		struct hrtimer_cpu_base *cpu_base = &per_cpu(hrtimer_bases, cpu);

		raw_spin_lock_irqsave(&cpu_base->lock, flags);
		timer = find_in_trees(cpu_base, start, size);
		raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
		if (timer)
			break;
	}
	return timer;
}

/* From timer_setup(), before anything is overwritten. */
void timer_debug_init(struct timer_list *timer)
{
	if (!find_timer(timer, 1))
		return;
	report("init", "timer_list", timer->function);
	del_timer_sync(timer);
}

/* From hrtimer_init(), likewise. */
void hrtimer_debug_init(struct hrtimer *timer)
{
	if (!find_hrtimer(&timer->node, 1))
		return;
	report("init", "hrtimer", timer->function);
	hrtimer_cancel(timer);
}

void __debug_check_no_obj_freed(const void *address, unsigned long size)
{
	struct timer_list *timer;
	struct hrtimer *hrtimer;

	while ((timer = find_timer(address, size))) {
		report("free", "timer_list", timer->function);
		del_timer_sync(timer);
	}
	while ((hrtimer = find_hrtimer(address, size))) {
		report("free", "hrtimer", hrtimer->function);
		hrtimer_cancel(hrtimer);
	}
}
