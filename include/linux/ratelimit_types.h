/* SPDX-License-Identifier: MIT */
/* linux/ratelimit_types.h - the state of one rate limit, and how to define one */
#ifndef LINUX_RATELIMIT_TYPES_H
#define LINUX_RATELIMIT_TYPES_H

#include <linux/bits.h>
#include <linux/param.h>
#include <linux/spinlock_types.h>

#define DEFAULT_RATELIMIT_INTERVAL	(5 * HZ)
#define DEFAULT_RATELIMIT_BURST		10

/* Say nothing about suppressed lines when the window ends, but on release. */
#define RATELIMIT_MSG_ON_RELEASE	BIT(0)

struct ratelimit_state {
	raw_spinlock_t lock;		/* protects all below */

	int interval;			/* I: jiffies; 0 = no limit */
	int burst;			/* I: lines allowed in one interval */
	int printed;			/* L */
	int missed;			/* L */
	unsigned long begin;		/* L: jiffies at the window's start; 0 = none yet */
	unsigned long flags;		/* I: RATELIMIT_* */
};

#define RATELIMIT_STATE_INIT_FLAGS(name, interval_init, burst_init, flags_init)	\
{										\
	.lock = __RAW_SPIN_LOCK_INITIALIZER(name.lock),				\
	.interval = interval_init,						\
	.burst = burst_init,							\
	.flags = flags_init,							\
}

#define RATELIMIT_STATE_INIT(name, interval_init, burst_init)			\
	RATELIMIT_STATE_INIT_FLAGS(name, interval_init, burst_init, 0)

#define DEFINE_RATELIMIT_STATE(name, interval_init, burst_init)			\
	struct ratelimit_state name = RATELIMIT_STATE_INIT(name, interval_init, burst_init)

int ___ratelimit(struct ratelimit_state *rs, const char *func);
#define __ratelimit(state) ___ratelimit(state, __func__)

#endif /* LINUX_RATELIMIT_TYPES_H */
