/* SPDX-License-Identifier: MIT */
/* linux/ratelimit.h - limit how often something is said */
#ifndef LINUX_RATELIMIT_H
#define LINUX_RATELIMIT_H

#include <linux/ratelimit_types.h>

static inline void ratelimit_state_init(struct ratelimit_state *rs, int interval, int burst)
{
	*rs = (struct ratelimit_state)RATELIMIT_STATE_INIT((*rs), interval, burst);
}

static inline void ratelimit_default_init(struct ratelimit_state *rs)
{
	ratelimit_state_init(rs, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);
}

static inline void ratelimit_set_flags(struct ratelimit_state *rs, unsigned long flags)
{
	rs->flags = flags;
}

#define WARN_RATELIMIT(condition, format, ...)					\
({										\
	static DEFINE_RATELIMIT_STATE(_rs, DEFAULT_RATELIMIT_INTERVAL,		\
				      DEFAULT_RATELIMIT_BURST);			\
	int __rtcond = !!(condition);						\
										\
	if (unlikely(__rtcond && __ratelimit(&_rs)))				\
		WARN(1, format, ##__VA_ARGS__);					\
	__rtcond;								\
})

#endif /* LINUX_RATELIMIT_H */
