// SPDX-License-Identifier: MIT
/*
 * kernel/time/delay.c - burn time, in any context
 *
 * The clock is the measure, not a loop whose speed was once guessed: an
 * interrupt in the middle does not make the delay longer than it has to be.
 * Before a counter has been calibrated there is no clock; then a loop that is
 * long enough for any CPU must do.
 */

#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/sched/clock.h>
#include <linux/time64.h>

#include <asm/processor.h>

#include "tick_internal.h"

#define EARLY_LOOPS_PER_USEC	4000ul	/* one round a cycle at 4 GHz */

unsigned long loops_per_jiffy = EARLY_LOOPS_PER_USEC * USEC_PER_SEC / HZ;
EXPORT_SYMBOL(loops_per_jiffy);

static void delay_by_loop(u64 nsecs)
{
	u64 loops = div_u64(nsecs * EARLY_LOOPS_PER_USEC, NSEC_PER_USEC) + 1;

	while (loops--)
		barrier();
}

static void delay(u64 nsecs)
{
	u64 start;

	if (unlikely(!sched_clock_counts())) {
		delay_by_loop(nsecs);
		return;
	}
	start = sched_clock();
	while (sched_clock() - start < nsecs)
		cpu_relax();
}

void __ndelay(unsigned long nsecs)
{
	delay(nsecs);
}
EXPORT_SYMBOL(__ndelay);

void __udelay(unsigned long usecs)
{
	delay((u64)usecs * NSEC_PER_USEC);
}
EXPORT_SYMBOL(__udelay);
