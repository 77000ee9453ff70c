// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/tsc.c - the time-stamp counter, once its rate is known
 *
 * One instruction, no lock, any context: it is the clocksource and sched_clock()
 * of every machine we boot on.  A CPU without invariant TSC may change its rate
 * when it saves power; emulators do not, so it is used there as well.
 */

#include <linux/clocksource.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/sched/clock.h>
#include <linux/sched_clock.h>

#include <asm/cpufeature.h>
#include <asm/tsc.h>

#include "time_private.h"

#define TSC_RATING		300
#define TSC_RATING_VARIABLE	200	/* not invariant */

unsigned int tsc_khz;
EXPORT_SYMBOL(tsc_khz);

static u64 tsc_read(void)
{
	return rdtsc();
}

static u64 tsc_clocksource_read(struct clocksource *cs)
{
	return rdtsc();
}

static struct clocksource tsc_clocksource = {
	.name	= "tsc",
	.rating	= TSC_RATING,
	.read	= tsc_clocksource_read,
	.mask	= CLOCKSOURCE_MASK(64),
	.flags	= CLOCK_SOURCE_IS_CONTINUOUS | CLOCK_SOURCE_VALID_FOR_HRES |
		  CLOCKSOURCE_GET_CYCLES,
};

/* Boot, interrupts off. */
void __init tsc_clocksource_init(u32 khz)
{
	tsc_khz = khz;
	if (!boot_cpu_has(X86_FEATURE_INVARIANT_TSC))
		tsc_clocksource.rating = TSC_RATING_VARIABLE;
	sched_clock_register(tsc_read, 64, (unsigned long)khz * 1000);
	sched_set_cycles_khz(khz);
	clocksource_register_khz(&tsc_clocksource, khz);
}
