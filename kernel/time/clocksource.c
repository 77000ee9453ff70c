// SPDX-License-Identifier: MIT
/*
 * kernel/time/clocksource.c - which counter the time is read from
 *
 * What it is for
 *
 *   A PC has several counters: the CPU's TSC, the PIT, the tick itself.  They
 *   differ in rate, width and cost.  Each driver registers its own here with a
 *   rating; timekeeping.c uses the best.
 *
 * How it works
 *
 *   Cycles become nanoseconds without a division: ns = (cycles * mult) >> shift.
 *   The larger the shift, the more exact mult is, and the sooner the product
 *   overflows 64 bits.  clocks_calc_mult_shift() takes the largest shift whose
 *   product still fits for the time that may pass between two readings.
 *
 * Locking: clocksource_lock guards the list; order: outside timekeeper_lock.
 *
 * A counter that turns out to be wrong is marked unstable: any other is better then.
 *
 * Left out: the watchdog that compares counters, sysfs.
 */

#include <linux/bitops.h>
#include <linux/clocksource.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/math64.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/time64.h>

#include "tick_internal.h"

#define MAX_SHIFT		32
#define MIN_READ_INTERVAL	600	/* s: a counter is read at least this often */

static DEFINE_SPINLOCK(clocksource_lock);
static LIST_HEAD(clocksource_list);		/* L: clocksource_lock; best rating first */
static struct clocksource *current_source = &clocksource_jiffies;	/* L: clocksource_lock */

/**
 * clocks_calc_mult_shift - factors to convert between two rates
 * @from: Hz of what is converted
 * @to: Hz of what is wanted (NSEC_PER_SEC for nanoseconds)
 * @maxsec: an interval of this many seconds must not overflow
 *
 * Context: any.
 */
void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to, u32 maxsec)
{
	unsigned int interval_bits = fls64((u64)maxsec * from);
	u64 factor = 0;
	u32 sft;

	for (sft = MAX_SHIFT; sft > 0; sft--) {
		factor = div_u64(((u64)to << sft) + from / 2, from);
		if (fls64(factor) <= 32 && fls64(factor) + interval_bits <= 64)
			break;
	}
	*mult = (u32)factor;
	*shift = sft;
}
EXPORT_SYMBOL_GPL(clocks_calc_mult_shift);

/* Half of what would overflow, so that a late reader is still right. */
static void set_limits(struct clocksource *cs)
{
	u64 max_cycles = div64_u64(~0ULL, cs->mult);

	if (max_cycles > cs->mask)
		max_cycles = cs->mask;
	cs->max_cycles = max_cycles / 2;
	cs->max_idle_ns = mul_u64_u32_shr(cs->max_cycles, cs->mult, cs->shift);
}

/* Behind those that are as good. */
static void enqueue(struct clocksource *cs)
{
	struct clocksource *other;

	lockdep_assert_held(&clocksource_lock);
	list_for_each_entry(other, &clocksource_list, list)
		if (other->rating < cs->rating)
			break;
	list_add_tail(&cs->list, &other->list);
}

/* The best; once the tick is an hrtimer, of those that count without it. */
static struct clocksource *find_best(void)
{
	bool oneshot = tick_oneshot_mode_active();
	struct clocksource *cs;

	lockdep_assert_held(&clocksource_lock);
	list_for_each_entry(cs, &clocksource_list, list)
		if (!oneshot || (cs->flags & CLOCK_SOURCE_VALID_FOR_HRES))
			return cs;
	return oneshot ? current_source : &clocksource_jiffies;
}

static void select_best(void)
{
	struct clocksource *best = find_best();

	if (best == current_source)
		return;
	if (best->enable && best->enable(best))
		return;
	timekeeping_notify(best);
	if (current_source->disable)
		current_source->disable(current_source);
	current_source = best;
	pr_info("clocksource: Switched to clocksource %s\n", best->name);
}

static int register_scaled(struct clocksource *cs, u32 freq, u32 scale)
{
	/* The seconds of "freq" are 1/scale of real ones, for rates given in kHz. */
	clocks_calc_mult_shift(&cs->mult, &cs->shift, freq, NSEC_PER_SEC / scale,
			       MIN_READ_INTERVAL * scale);
	set_limits(cs);
	pr_info("clocksource: %s: mask: 0x%llx max_cycles: 0x%llx, max_idle_ns: %llu ns\n",
		cs->name, cs->mask, cs->max_cycles, cs->max_idle_ns);

	spin_lock(&clocksource_lock);
	enqueue(cs);
	select_best();
	spin_unlock(&clocksource_lock);
	return 0;
}

/**
 * clocksource_register_hz - offer a counter of a known rate
 *
 * Context: process, or the boot.
 * Return: 0.
 */
int clocksource_register_hz(struct clocksource *cs, u32 hz)
{
	return register_scaled(cs, hz, 1);
}
EXPORT_SYMBOL_GPL(clocksource_register_hz);

int clocksource_register_khz(struct clocksource *cs, u32 khz)
{
	return register_scaled(cs, khz, 1000);
}
EXPORT_SYMBOL_GPL(clocksource_register_khz);

int clocksource_unregister(struct clocksource *cs)
{
	spin_lock(&clocksource_lock);
	list_del_init(&cs->list);
	select_best();
	spin_unlock(&clocksource_lock);
	return 0;
}
EXPORT_SYMBOL(clocksource_unregister);

void clocksource_change_rating(struct clocksource *cs, int rating)
{
	spin_lock(&clocksource_lock);
	list_del(&cs->list);
	cs->rating = rating;
	enqueue(cs);
	select_best();
	spin_unlock(&clocksource_lock);
}
EXPORT_SYMBOL(clocksource_change_rating);

void clocksource_mark_unstable(struct clocksource *cs)
{
	cs->flags |= CLOCK_SOURCE_UNSTABLE;
	cs->flags &= ~(unsigned long)CLOCK_SOURCE_VALID_FOR_HRES;
	clocksource_change_rating(cs, 0);
}
EXPORT_SYMBOL_GPL(clocksource_mark_unstable);

struct clocksource *clocksource_current(void)
{
	return READ_ONCE(current_source);
}
