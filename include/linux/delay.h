/* SPDX-License-Identifier: MIT */
/*
 * include/linux/delay.h - wait a while
 *
 * udelay() and its kin burn CPU time and may be used in any context; msleep(),
 * usleep_range() and fsleep() give the CPU away and need process context.  None
 * of them returns early.
 */
#ifndef LINUX_DELAY_H
#define LINUX_DELAY_H

#include <linux/math64.h>
#include <linux/types.h>

/* Iterations of an empty loop in a tick, for code that shows it; delays do not use it. */
extern unsigned long loops_per_jiffy;

void __ndelay(unsigned long nsecs);
void __udelay(unsigned long usecs);

static inline void ndelay(unsigned long nsecs)
{
	__ndelay(nsecs);
}

static inline void udelay(unsigned long usecs)
{
	__udelay(usecs);
}

static inline void mdelay(unsigned long msecs)
{
	while (msecs--)
		__udelay(1000);
}

void msleep(unsigned int msecs);
unsigned long msleep_interruptible(unsigned int msecs);
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state);
void usleep_range(unsigned long min, unsigned long max);
void usleep_idle_range(unsigned long min, unsigned long max);

static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}

/* Pick the kind of wait by its length. */
static inline void fsleep(unsigned long usecs)
{
	if (usecs <= 10)
		udelay(usecs);
	else if (usecs <= 20000)
		usleep_range(usecs, 2 * usecs);
	else
		msleep((unsigned int)((usecs + 999) / 1000));
}

#endif /* LINUX_DELAY_H */
