/* SPDX-License-Identifier: MIT */
/*
 * include/linux/clocksource.h - a counter that the time is read from
 *
 * A driver offers a free-running counter and its frequency; the best rated one
 * becomes the system's clock.  Cycles become nanoseconds by a multiplication
 * and a shift: ns = (cycles * mult) >> shift.
 *
 * Left out: suspend and resume, the watchdog that doubts a counter.
 */
#ifndef LINUX_CLOCKSOURCE_H
#define LINUX_CLOCKSOURCE_H

#include <linux/bits.h>
#include <linux/list.h>
#include <linux/math64.h>
#include <linux/types.h>

#define CLOCK_SOURCE_IS_CONTINUOUS	0x01
#define CLOCK_SOURCE_VALID_FOR_HRES	0x20	/* keeps counting while no tick reads it */
#define CLOCK_SOURCE_UNSTABLE		0x40
#define CLOCKSOURCE_GET_CYCLES		0x10000	/* ours: read() is get_cycles(), 64 bits wide */

#define CLOCKSOURCE_MASK(bits)	GENMASK_ULL((bits) - 1, 0)

/*
 * Rating: 1..99 unfit, for want of better only; 100..199 usable; 200..299 good;
 * 300..399 fast and accurate; 400..499 perfect.
 */
struct clocksource {
	u64 (*read)(struct clocksource *cs);	/* I: any context, NMI too */
	u64 mask;				/* I: which bits count */
	u32 mult;				/* I: set at registration */
	u32 shift;				/* I: set at registration */
	u64 max_idle_ns;			/* I: read at least this often */
	u64 max_cycles;				/* I: the same in cycles */
	const char *name;			/* I */
	struct list_head list;			/* L: clocksource_lock */
	int rating;				/* L */
	unsigned long flags;			/* L */
	int (*enable)(struct clocksource *cs);	/* optional */
	void (*disable)(struct clocksource *cs);
};

static inline u32 clocksource_hz2mult(u32 hz, u32 shift_constant)
{
	u64 mult = (u64)1000000000 << shift_constant;

	return (u32)div_u64(mult + hz / 2, hz);
}

static inline s64 clocksource_cyc2ns(u64 cycles, u32 mult, u32 shift)
{
	return (s64)((cycles * mult) >> shift);
}

void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to, u32 minsec);

int clocksource_register_hz(struct clocksource *cs, u32 hz);
int clocksource_register_khz(struct clocksource *cs, u32 khz);
int clocksource_unregister(struct clocksource *cs);
void clocksource_mark_unstable(struct clocksource *cs);
void clocksource_change_rating(struct clocksource *cs, int rating);
struct clocksource *clocksource_current(void);

#endif /* LINUX_CLOCKSOURCE_H */
