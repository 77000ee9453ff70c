// SPDX-License-Identifier: MIT
/*
 * kernel/time/timer_debug.c - debug=objects: find the timers that are pending in some memory
 *
 * What is looked for, and what happens then: lib/debugobjects.c.
 *
 * Context: any but NMI.  Locking: looks under the bases' locks.
 */

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/debugobjects.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "tick_internal.h"
#include "timer_base.h"

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

static void *find_timer(const void *start, unsigned long size)
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

static void *find_hrtimer(const void *start, unsigned long size)
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

/* ---- by their functions --------------------------------------------------------------- */

/* Behind a delayed work's timer is the work. */
static void *function_of(struct timer_list *timer)
{
	if (timer->function == delayed_work_timer_fn)
		return container_of(timer, struct delayed_work, timer)->work.func;
	return timer->function;
}

static void *function_in_wheel(struct timer_wheel *wheel, const void *start, unsigned long size)
{
	struct timer_list *timer;

	for (unsigned int i = 0; i < WHEEL_SIZE; i++)
		hlist_for_each_entry(timer, &wheel->bucket[i], entry)
			if (is_within(function_of(timer), start, size))
				return function_of(timer);
	return NULL;
}

static void *find_timer_function(const void *start, unsigned long size)
{
	void *function = NULL;
	unsigned long flags;
	int cpu;

	for_each_online_cpu(cpu) {
		struct timer_base *base = &per_cpu(timer_base, cpu);

		local_irq_save(flags);
		base_lock(base);
		function = function_in_wheel(&base->wheel[WHEEL_STD], start, size) ?:
			   function_in_wheel(&base->wheel[WHEEL_DEF], start, size);
		base_unlock_restore(base, flags);
		if (function)
			break;
	}
	return function;
}

static void *function_in_trees(struct hrtimer_cpu_base *cpu_base, const void *start,
			       unsigned long size)
{
	for (unsigned int i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		struct timerqueue_node *node = timerqueue_getnext(&cpu_base->clock_base[i].active);

		for (; node; node = timerqueue_iterate_next(node)) {
			void *function = container_of(node, struct hrtimer, node)->function;

			if (is_within(function, start, size))
				return function;
		}
	}
	return NULL;
}

static void *find_hrtimer_function(const void *start, unsigned long size)
{
	void *function = NULL;
	unsigned long flags;
	int cpu;

	for_each_online_cpu(cpu) {
		struct hrtimer_cpu_base *cpu_base = &per_cpu(hrtimer_bases, cpu);

		raw_spin_lock_irqsave(&cpu_base->lock, flags);
		function = function_in_trees(cpu_base, start, size);
		raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
		if (function)
			break;
	}
	return function;
}

/* ---- what is done with one that is found ------------------------------------------------ */

static void *timer_hint(void *timer)
{
	return ((struct timer_list *)timer)->function;
}

static void *hrtimer_hint(void *timer)
{
	return ((struct hrtimer *)timer)->function;
}

/* Its own function may free it: then there is nothing to wait for. */
static void delete_timer(void *timer)
{
	del_timer(timer);
}

static void cancel_hrtimer(void *timer)
{
	hrtimer_try_to_cancel(timer);
}

const struct debug_obj_descr timer_debug_descr = {
	.name = "timer_list",
	.find_active = find_timer,
	.debug_hint = timer_hint,
	.fixup = delete_timer,
	.find_function = find_timer_function,
};
EXPORT_SYMBOL_GPL(timer_debug_descr);

const struct debug_obj_descr hrtimer_debug_descr = {
	.name = "hrtimer",
	.find_active = find_hrtimer,
	.debug_hint = hrtimer_hint,
	.fixup = cancel_hrtimer,
	.find_function = find_hrtimer_function,
};
EXPORT_SYMBOL_GPL(hrtimer_debug_descr);
