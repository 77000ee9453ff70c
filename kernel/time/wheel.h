/* SPDX-License-Identifier: MIT */
/*
 * kernel/time/wheel.h - the geometry of the timer wheel: which bucket, and which is next
 *
 * Pure arithmetic on jiffies, apart from timer.c so that the tests can try every
 * level and the wrap of the counter without waiting for weeks.
 *
 *     level   bucket = ticks    for delays of (HZ = 250)
 *       0            1           0 ..  62 ticks    (252 ms)
 *       1            8          63 .. 503          (2 s)
 *       2           64         504 .. 4031         (16 s)
 *       n         8**n             ...             (8: 48 days)
 */
#ifndef KERNEL_TIME_WHEEL_H
#define KERNEL_TIME_WHEEL_H

#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/jiffies.h>
#include <linux/timer.h>
#include <linux/types.h>

#define LVL_CLK_SHIFT	3			/* each level is 8 times coarser */
#define LVL_BITS	6
#define LVL_SIZE	(1UL << LVL_BITS)	/* buckets of a level */
#define LVL_MASK	(LVL_SIZE - 1)
#define LVL_DEPTH	9
#define LVL_SHIFT(lvl)	((lvl) * LVL_CLK_SHIFT)
#define WHEEL_SIZE	(LVL_SIZE * LVL_DEPTH)

/* Delays below this fit into a level: it reaches 63 of its buckets ahead. */
#define LVL_REACH(lvl)	((LVL_SIZE - 1) << LVL_SHIFT(lvl))

/* Delays from here on do not fit into the wheel; they are cut to what does. */
#define WHEEL_CUTOFF	LVL_REACH(LVL_DEPTH - 1)
#define WHEEL_MAX_DELAY	(WHEEL_CUTOFF - (1UL << LVL_SHIFT(LVL_DEPTH - 1)))

/* Where a timer goes, and when that will be due */
struct wheel_place {
	unsigned int level;
	unsigned int slot;		/* within the level */
	unsigned long due;
};

static __always_inline unsigned int wheel_bucket(const struct wheel_place *place)
{
	return place->level * LVL_SIZE + place->slot;
}

static __always_inline struct wheel_place wheel_place_at(unsigned long expires,
							 unsigned int level)
{
	unsigned long slot = (expires >> LVL_SHIFT(level)) + 1;

	return (struct wheel_place){ level, slot & LVL_MASK, slot << LVL_SHIFT(level) };
}

/*
 * The place for a timer in a wheel worked off up to @clk.  Rounding up, and one
 * slot more, keeps the promise never to be early: the present tick is partly over
 * when a timer is set.
 */
static __always_inline struct wheel_place wheel_find_place(unsigned long expires,
							   unsigned long clk)
{
	unsigned long delay = expires - clk;
	unsigned int level;

	if (unlikely(delay >= WHEEL_CUTOFF)) {
		if ((long)delay < 0)		/* past: at the next chance */
			return (struct wheel_place){ 0, clk & LVL_MASK, clk };
		delay = WHEEL_MAX_DELAY;
		expires = clk + delay;
	}
	/* Nearly all timers go to the first two levels: shifts by constants for them. */
	if (likely(delay < LVL_REACH(0)))
		return wheel_place_at(expires, 0);
	if (likely(delay < LVL_REACH(1)))
		return wheel_place_at(expires, 1);
	for (level = 2; delay >= LVL_REACH(level); level++)
		;
	return wheel_place_at(expires, level);
}

/*
 * The first tick at or after @clk at which a bucket is due, and which; far ahead
 * if none is.  Rotating a level's word by clk's place in it makes the distance the
 * number of the lowest set bit.
 */
static inline unsigned long wheel_next_expiry(const u64 pending[LVL_DEPTH], unsigned long clk,
					      unsigned int *bucket)
{
	unsigned long next = clk + NEXT_TIMER_MAX_DELTA;
	unsigned int level;

	*bucket = WHEEL_SIZE;
	for (level = 0; level < LVL_DEPTH; level++) {
		if (pending[level]) {
			/* clk in units of the level, rounded up to where a bucket is due */
			unsigned long slot = (clk + (1UL << LVL_SHIFT(level)) - 1) >>
					     LVL_SHIFT(level);
			unsigned long due;

			slot += __ffs64(ror64(pending[level], slot & LVL_MASK));
			due = slot << LVL_SHIFT(level);
			if (time_before(due, next)) {
				next = due;
				*bucket = level * LVL_SIZE + (slot & LVL_MASK);
			}
		}
	}
	return next;
}

#endif /* KERNEL_TIME_WHEEL_H */
