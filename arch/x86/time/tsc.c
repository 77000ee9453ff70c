// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/tsc.c - the time-stamp counter, once its rate is known
 *
 * One instruction, no lock, any context: it is the clocksource and sched_clock()
 * of every machine we boot on.  A CPU without invariant TSC may change its rate
 * when it saves power; emulators do not, so it is used there as well.
 *
 * If the counters of two CPUs differ (tsc_sync.c) it is "unstable": another counter
 * becomes the clock.  Stamps of the log and run times go on with the TSC.
 */

#define pr_fmt(fmt) "tsc: " fmt

#include <linux/clocksource.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/sched/clock.h>
#include <linux/sched_clock.h>
#include <linux/string.h>

#include <asm/cpufeature.h>
#include <asm/tsc.h>

#include "time_private.h"

#define TSC_RATING		300
#define TSC_RATING_VARIABLE	200	/* not invariant */

unsigned int tsc_khz;
EXPORT_SYMBOL(tsc_khz);

static bool unstable;			/* written once, by process 1 */
static bool unstable_by_word __initdata;

/* tsc=unstable: do not use it as a clock. */
static int __init setup_tsc(char *value)
{
	unstable_by_word = value && !strcmp(value, "unstable");
	if (!unstable_by_word)
		pr_warn("tsc=%s is not \"unstable\"\n", value ?: "");
	return 0;
}
early_param("tsc", setup_tsc);

bool tsc_is_unstable(void)
{
	return unstable;
}

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
	if (unstable_by_word)
		mark_tsc_unstable("boot parameter");
}

/**
 * mark_tsc_unstable - take another counter for the clock
 * Context: process 1, or boot.
 */
void mark_tsc_unstable(const char *reason)
{
	if (unstable)
		return;
	unstable = true;
	pr_info("Marking TSC unstable due to %s\n", reason);
	acpi_pm_clocksource_init();
	clocksource_mark_unstable(&tsc_clocksource);
}
