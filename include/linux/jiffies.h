/* SPDX-License-Identifier: MIT */
/*
 * include/linux/jiffies.h - the tick counter, and conversions from and to it
 *
 * jiffies counts ticks of 1/HZ s.  It wraps, so two values are compared by the
 * sign of their difference (time_after() and friends), never by "<".  It starts
 * five minutes before the wrap of its low 32 bits, so that code which forgets
 * this fails five minutes after boot and not after 198 days.
 *
 * Conversions to jiffies round up (a wait is never shorter than asked), except
 * nsecs_to_jiffies(), which is for accounting and rounds down.
 */
#ifndef LINUX_JIFFIES_H
#define LINUX_JIFFIES_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/time.h>
#include <linux/types.h>
#include <asm/param.h>

#define SHIFT_HZ	8	/* HZ is nearest to 1 << SHIFT_HZ */

#define TICK_NSEC	((NSEC_PER_SEC + HZ / 2) / HZ)
#define TICK_USEC	((USEC_PER_SEC + HZ / 2) / HZ)
#define USER_TICK_USEC	((1000000UL + USER_HZ / 2) / USER_HZ)

#define INITIAL_JIFFIES	((unsigned long)(unsigned int)(-300 * HZ))

/* The longest delay that can be told from one in the past, with room to add to it */
#define MAX_JIFFY_OFFSET	((LONG_MAX >> 1) - 1)

/* One variable under two names: jiffies is the low word of jiffies_64. */
extern u64 jiffies_64;
extern unsigned long volatile jiffies;

#if BITS_PER_LONG == 64
static inline u64 get_jiffies_64(void)
{
	return jiffies;
}
#else
u64 get_jiffies_64(void);	/* two words: read under jiffies_seq */
#endif

/* The casts let a mix of signed and unsigned arguments through, as Linux does. */
#define time_after(a, b)	((long)((b) - (a)) < 0)
#define time_before(a, b)	time_after(b, a)
#define time_after_eq(a, b)	((long)((a) - (b)) >= 0)
#define time_before_eq(a, b)	time_after_eq(b, a)
#define time_in_range(a, b, c)	(time_after_eq(a, b) && time_before_eq(a, c))
#define time_in_range_open(a, b, c)	(time_after_eq(a, b) && time_before(a, c))

#define time_after64(a, b)	((s64)((b) - (a)) < 0)
#define time_before64(a, b)	time_after64(b, a)
#define time_after_eq64(a, b)	((s64)((a) - (b)) >= 0)
#define time_before_eq64(a, b)	time_after_eq64(b, a)
#define time_in_range64(a, b, c)	(time_after_eq64(a, b) && time_before_eq64(a, c))

#define time_is_before_jiffies(a)	time_after(jiffies, a)
#define time_is_after_jiffies(a)	time_before(jiffies, a)
#define time_is_before_eq_jiffies(a)	time_after_eq(jiffies, a)
#define time_is_after_eq_jiffies(a)	time_before_eq(jiffies, a)
#define time_is_before_jiffies64(a)	time_after64(get_jiffies_64(), a)
#define time_is_after_jiffies64(a)	time_before64(get_jiffies_64(), a)
#define time_is_before_eq_jiffies64(a)	time_after_eq64(get_jiffies_64(), a)
#define time_is_after_eq_jiffies64(a)	time_before_eq64(get_jiffies_64(), a)

#define MSEC_PER_JIFFY	(MSEC_PER_SEC / HZ)
#define USEC_PER_JIFFY	(USEC_PER_SEC / HZ)

/**
 * msecs_to_jiffies - milliseconds to ticks, rounded up
 *
 * Context: any.
 * Return: ticks; MAX_JIFFY_OFFSET for a number that is negative as an int.
 */
static inline unsigned long msecs_to_jiffies(const unsigned int m)
{
	if ((int)m < 0)
		return MAX_JIFFY_OFFSET;
	return (m + MSEC_PER_JIFFY - 1) / MSEC_PER_JIFFY;
}

/* Microseconds to ticks, rounded up; too many for an int of ticks are MAX_JIFFY_OFFSET. */
static inline unsigned long usecs_to_jiffies(const unsigned int u)
{
	if (u > (unsigned int)MAX_JIFFY_OFFSET * (unsigned int)USEC_PER_JIFFY)
		return MAX_JIFFY_OFFSET;
	return ((unsigned long)u + (unsigned long)USEC_PER_JIFFY - 1) / USEC_PER_JIFFY;
}

static inline unsigned int jiffies_to_msecs(const unsigned long j)
{
	return MSEC_PER_JIFFY * j;
}

static inline unsigned int jiffies_to_usecs(const unsigned long j)
{
	return USEC_PER_JIFFY * j;
}

static inline u64 jiffies_to_nsecs(const unsigned long j)
{
	return (u64)j * TICK_NSEC;
}

static inline u64 jiffies64_to_nsecs(u64 j)
{
	return j * TICK_NSEC;
}

static inline u64 jiffies64_to_msecs(const u64 j)
{
	return j * MSEC_PER_JIFFY;
}

/* Nanoseconds to ticks, rounded down */
static inline u64 nsecs_to_jiffies64(u64 n)
{
	return div_u64(n, TICK_NSEC);
}

static inline unsigned long nsecs_to_jiffies(u64 n)
{
	return (unsigned long)nsecs_to_jiffies64(n);
}

static inline unsigned long jiffies_delta_to_msecs(long delta)
{
	return jiffies_to_msecs(delta > 0 ? (unsigned long)delta : 0);
}

unsigned long timespec64_to_jiffies(const struct timespec64 *value);
void jiffies_to_timespec64(const unsigned long j, struct timespec64 *value);

clock_t jiffies_to_clock_t(unsigned long x);
u64 jiffies_64_to_clock_t(u64 x);
u64 nsec_to_clock_t(u64 x);
unsigned long clock_t_to_jiffies(unsigned long x);

static inline clock_t jiffies_delta_to_clock_t(long delta)
{
	return jiffies_to_clock_t(delta > 0 ? (unsigned long)delta : 0);
}

/* Round to a whole second, so that timers which need not be exact expire together. */
unsigned long round_jiffies(unsigned long j);
unsigned long round_jiffies_relative(unsigned long j);
unsigned long round_jiffies_up(unsigned long j);
unsigned long round_jiffies_up_relative(unsigned long j);
unsigned long __round_jiffies(unsigned long j, int cpu);
unsigned long __round_jiffies_relative(unsigned long j, int cpu);
unsigned long __round_jiffies_up(unsigned long j, int cpu);
unsigned long __round_jiffies_up_relative(unsigned long j, int cpu);

#endif /* LINUX_JIFFIES_H */
