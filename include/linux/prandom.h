/* SPDX-License-Identifier: MIT */
/*
 * linux/prandom.h - a sequence of numbers that is the same for the same seed
 *
 * L'Ecuyer's LFSR113, as on Linux, so that the numbers are the same, too.
 */
#ifndef LINUX_PRANDOM_H
#define LINUX_PRANDOM_H

#include <linux/types.h>

struct rnd_state {
	u32 s1, s2, s3, s4;
};

u32 prandom_u32_state(struct rnd_state *state);
void prandom_bytes_state(struct rnd_state *state, void *buf, size_t len);
void prandom_seed_state(struct rnd_state *state, u64 seed);

/* Not of a sequence: drivers/char/random.c; under this name for those who do not keep secrets. */
u32 __get_random_u32_below(u32 ceil);

/* [0, ep_ro) */
static inline u32 prandom_u32_max(u32 ep_ro)
{
	return ep_ro <= 1 ? 0 : __get_random_u32_below(ep_ro);
}

#endif /* LINUX_PRANDOM_H */
