// SPDX-License-Identifier: MIT
/*
 * kernel/time/timer_debug.c - timers that are pending in some memory; who waits for whom
 *
 * debug=objects: what is looked for, and what happens then, says lib/debugobjects.c.
 *
 * debug=lockdep: to the checker, a function that runs holds a lock, and timer_delete_sync()
 * takes it.  So who holds a lock that the function takes, and waits for the function, is
 * named, and that without its ever having to wait.  The class of that lock is the function;
 * on Linux it is the line that set the timer up.
 *
 * Context: any but NMI.  Locking: looks under the bases' locks.
 */

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/debugobjects.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "tick_internal.h"
#include "timer_base.h"

/* ---- who waits for whom ------------------------------------------------------------------- */

/* Without a name: reports then show the key as a symbol. */
static struct lockdep_map map_of(void (*fn)(struct timer_list *timer))
{
	return (struct lockdep_map){ .key = (struct lock_class_key *)(void *)fn };
}

/* The softirq: call_timer_fn() with debug=lockdep. */
void timer_call_watched(void (*fn)(struct timer_list *timer), unsigned long word)
{
	struct lockdep_map map = map_of(fn);	/* not the timer's: it may be freed */

	lock_map_acquire(&map);
	fn((struct timer_list *)word);
	lock_map_release(&map);
}

/* Interrupts are off, as the function would come in one: no lock is held in between. */
void timer_watch_wait(struct timer_list *timer)
{
	struct lockdep_map map = map_of(READ_ONCE(timer->function));
	unsigned long flags;

	if (!map.key)			/* shut down */
		return;
	if (in_hardirq() && !(timer->flags & TIMER_IRQSAFE))
		return;			/* has been named already */
	local_irq_save(flags);
	lock_map_acquire(&map);
	lock_map_release(&map);
	local_irq_restore(flags);
}

static inline bool is_within(const void *object, const void *start, unsigned long size)
{
	return (unsigned long)object - (unsigned long)start < size;
}

/* ---- walks ------------------------------------------------------------------------------ */

/* What of a timer is looked for: itself, or its function. */
typedef void *(*timer_part_t)(struct timer_list *timer);
typedef void *(*hrtimer_part_t)(struct hrtimer *timer);

static void *find_in_wheel(struct timer_wheel *wheel, timer_part_t part, const void *start,
			   unsigned long size)
{
	struct timer_list *timer;

	for (unsigned int level = 0; level < LVL_DEPTH; level++) {
		for (u64 bits = wheel->pending[level]; bits; bits &= bits - 1) {
			unsigned int bucket = level * LVL_SIZE + __ffs64(bits);

			hlist_for_each_entry(timer, &wheel->bucket[bucket], entry)
				if (is_within(part(timer), start, size))
					return part(timer);
		}
	}
	return NULL;
}

static void *find_in_wheels(timer_part_t part, const void *start, unsigned long size)
{
	void *found = NULL;
	unsigned long flags;
	int cpu;

	for_each_online_cpu(cpu) {
		struct timer_base *base = &per_cpu(timer_base, cpu);

		local_irq_save(flags);
		base_lock(base);
		found = find_in_wheel(&base->wheel[WHEEL_STD], part, start, size) ?:
			find_in_wheel(&base->wheel[WHEEL_DEF], part, start, size);
		base_unlock_restore(base, flags);
		if (found)
			break;
	}
	return found;
}

static void *find_in_trees(struct hrtimer_cpu_base *cpu_base, hrtimer_part_t part,
			   const void *start, unsigned long size)
{
	for (unsigned int i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		struct timerqueue_node *node = timerqueue_getnext(&cpu_base->clock_base[i].active);

		for (; node; node = timerqueue_iterate_next(node)) {
			void *found = part(container_of(node, struct hrtimer, node));

			if (is_within(found, start, size))
				return found;
		}
	}
	return NULL;
}

static void *find_in_all_trees(hrtimer_part_t part, const void *start, unsigned long size)
{
	void *found = NULL;
	unsigned long flags;
	int cpu;

	for_each_online_cpu(cpu) {
		struct hrtimer_cpu_base *cpu_base = &per_cpu(hrtimer_bases, cpu);

		raw_spin_lock_irqsave(&cpu_base->lock, flags);
		found = find_in_trees(cpu_base, part, start, size);
		raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
		if (found)
			break;
	}
	return found;
}

/* ---- by where they lie, and by their functions --------------------------------------------- */

static void *timer_itself(struct timer_list *timer)
{
	return timer;
}

static void *hrtimer_itself(struct hrtimer *timer)
{
	return timer;
}

/* Behind a delayed work's timer is the work. */
static void *timer_function(struct timer_list *timer)
{
	if (timer->function == delayed_work_timer_fn)
		return container_of(timer, struct delayed_work, timer)->work.func;
	return timer->function;
}

static void *hrtimer_function(struct hrtimer *timer)
{
	return timer->function;
}

static void *find_timer(const void *start, unsigned long size)
{
	return find_in_wheels(timer_itself, start, size);
}

static void *find_timer_function(const void *start, unsigned long size)
{
	return find_in_wheels(timer_function, start, size);
}

static void *find_hrtimer(const void *start, unsigned long size)
{
	return find_in_all_trees(hrtimer_itself, start, size);
}

static void *find_hrtimer_function(const void *start, unsigned long size)
{
	return find_in_all_trees(hrtimer_function, start, size);
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
