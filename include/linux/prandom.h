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

#endif /* LINUX_PRANDOM_H */
