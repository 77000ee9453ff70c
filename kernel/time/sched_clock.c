// SPDX-License-Identifier: MIT
/*
 * kernel/time/sched_clock.c - nanoseconds since boot for time stamps and run times
 *
 * Simpler than ktime_get(): once a counter is registered its factors never
 * change, so reading it needs no lock, no retry and no help from the tick.
 */

#include <linux/bug.h>
#include <linux/clocksource.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/math64.h>
#include <linux/sched/clock.h>
#include <linux/sched_clock.h>

#include "tick_internal.h"

static u64 ticks_read(void)
{
	return jiffies_64 - INITIAL_JIFFIES;
}

/* Written once, in the boot, with interrupts off. */
static struct {
	u64 (*read)(void);
	u64 mask;
	u64 epoch_cycles;	/* the counter at registration */
	u64 epoch_ns;		/* the time then */
	u32 mult;
	u32 shift;
} clock = {
	.read = ticks_read,
	.mask = ~0ULL,
	.mult = TICK_NSEC << JIFFIES_SHIFT,
	.shift = JIFFIES_SHIFT,
};

/* The 128-bit product cannot overflow: no reader has to come in time. */
u64 sched_clock(void)
{
	u64 cycles = (clock.read() - clock.epoch_cycles) & clock.mask;

	return clock.epoch_ns + mul_u64_u32_shr(cycles, clock.mult, clock.shift);
}
EXPORT_SYMBOL_GPL(sched_clock);

bool sched_clock_counts(void)
{
	return clock.read != ticks_read;
}

void __init sched_clock_register(u64 (*read)(void), int bits, unsigned long rate)
{
	unsigned long flags;
	u64 now;

	/* A second one could only be worse. */
	if (WARN_ON(sched_clock_counts()))
		return;

	local_irq_save(flags);
	now = sched_clock();
	clocks_calc_mult_shift(&clock.mult, &clock.shift, (u32)rate, NSEC_PER_SEC, 1);
	clock.mask = CLOCKSOURCE_MASK(bits);
	clock.epoch_cycles = read();
	clock.epoch_ns = now;
	clock.read = read;
	local_irq_restore(flags);
}
