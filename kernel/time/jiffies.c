// SPDX-License-Identifier: MIT
/* kernel/time/jiffies.c - the tick counter, and a clock made of it for want of a better */

#include <linux/clocksource.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>

#include "tick_internal.h"

/* L: jiffies_lock (tick.c); a word of it may be read at any time. */
u64 jiffies_64 = INITIAL_JIFFIES;
extern unsigned long volatile jiffies __alias(jiffies_64);	/* the low word */
EXPORT_SYMBOL(jiffies_64);
EXPORT_SYMBOL(jiffies);

static u64 jiffies_read(struct clocksource *cs)
{
	return jiffies;
}

/* Coarse, but it is there before any device has been found.  1 jiffy << 8 is exact. */
struct clocksource clocksource_jiffies = {
	.name = "jiffies",
	.rating = 1,
	.read = jiffies_read,
	.mask = CLOCKSOURCE_MASK(32),
	.mult = TICK_NSEC << JIFFIES_SHIFT,
	.shift = JIFFIES_SHIFT,
	.max_cycles = 10,
};

/* Spread the CPUs' rounded timers by three ticks each, so that they do not all meet. */
#define TICKS_BETWEEN_CPUS	3

static unsigned long round_to_second(unsigned long j, int cpu, bool always_up)
{
	unsigned long now = jiffies;
	unsigned long original = j;
	unsigned long past_second;

	j += (unsigned long)cpu * TICKS_BETWEEN_CPUS;
	past_second = j % HZ;
	/* A little past the second is nearest to it; going back is fine then. */
	if (past_second < HZ / 4 && !always_up)
		j -= past_second;
	else
		j += HZ - past_second;
	j -= (unsigned long)cpu * TICKS_BETWEEN_CPUS;

	return time_after(j, now) ? j : original;
}

unsigned long __round_jiffies(unsigned long j, int cpu)
{
	return round_to_second(j, cpu, false);
}
EXPORT_SYMBOL_GPL(__round_jiffies);

unsigned long __round_jiffies_relative(unsigned long j, int cpu)
{
	unsigned long now = jiffies;

	return round_to_second(j + now, cpu, false) - now;
}
EXPORT_SYMBOL_GPL(__round_jiffies_relative);

unsigned long __round_jiffies_up(unsigned long j, int cpu)
{
	return round_to_second(j, cpu, true);
}
EXPORT_SYMBOL_GPL(__round_jiffies_up);

unsigned long __round_jiffies_up_relative(unsigned long j, int cpu)
{
	unsigned long now = jiffies;

	return round_to_second(j + now, cpu, true) - now;
}
EXPORT_SYMBOL_GPL(__round_jiffies_up_relative);

unsigned long round_jiffies(unsigned long j)
{
	return __round_jiffies(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies);

unsigned long round_jiffies_relative(unsigned long j)
{
	return __round_jiffies_relative(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies_relative);

unsigned long round_jiffies_up(unsigned long j)
{
	return __round_jiffies_up(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies_up);

unsigned long round_jiffies_up_relative(unsigned long j)
{
	return __round_jiffies_up_relative(j, raw_smp_processor_id());
}
EXPORT_SYMBOL_GPL(round_jiffies_up_relative);
