// SPDX-License-Identifier: MIT
/* kernel/printk/ratelimit.c - so many in so long, and a count of the rest */

#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/spinlock.h>

/* A new window begins.  Says how many the last one suppressed, unless told not to. */
static void begin_window(struct ratelimit_state *rs, const char *func)
{
	if (rs->missed && !(rs->flags & RATELIMIT_MSG_ON_RELEASE)) {
		printk_deferred(KERN_WARNING "%s: %d callbacks suppressed\n", func, rs->missed);
		rs->missed = 0;
	}
	rs->begin = jiffies;
	rs->printed = 0;
}

/**
 * ___ratelimit - may this be done now?
 *
 * Context: any, NMI included: somebody who finds the lock held is refused.
 * Return: true at most burst times in each interval.
 */
int ___ratelimit(struct ratelimit_state *rs, const char *func)
{
	unsigned long flags;
	bool allowed;

	if (!rs->interval)
		return 1;
	if (!raw_spin_trylock_irqsave(&rs->lock, flags))
		return 0;
	/* printed is not 0 once a window is open: begin alone could be jiffies 0. */
	if (!(rs->begin || rs->printed) || time_is_before_jiffies(rs->begin + rs->interval))
		begin_window(rs, func);
	allowed = rs->printed < rs->burst;
	if (allowed)
		rs->printed++;
	else
		rs->missed++;
	raw_spin_unlock_irqrestore(&rs->lock, flags);
	return allowed;
}
EXPORT_SYMBOL(___ratelimit);

DEFINE_RATELIMIT_STATE(printk_ratelimit_state, 5 * HZ, 10);

int __printk_ratelimit(const char *func)
{
	return ___ratelimit(&printk_ratelimit_state, func);
}
EXPORT_SYMBOL(__printk_ratelimit);

/* True when interval_msec have passed since *caller_jiffies, which then becomes now. */
bool printk_timed_ratelimit(unsigned long *caller_jiffies, unsigned int interval_msec)
{
	unsigned long elapsed = jiffies - *caller_jiffies;

	if (*caller_jiffies && elapsed <= msecs_to_jiffies(interval_msec))
		return false;
	*caller_jiffies = jiffies;
	return true;
}
EXPORT_SYMBOL(printk_timed_ratelimit);
