// SPDX-License-Identifier: MIT
/*
 * lib/random32.c - LFSR113: four shift registers whose sum has a period of about 2^113
 *
 * From P. L'Ecuyer, "Tables of maximally equidistributed combined LFSR generators",
 * 1999.  Each register lacks its lowest bits: their seeds must not lie below 2, 8, 16
 * and 128.
 */

#include <linux/export.h>
#include <linux/minmax.h>
#include <linux/prandom.h>
#include <linux/string.h>

static u32 shift(u32 s, int a, int b, u32 keep, int c)
{
	return ((s & keep) << c) ^ (((s << a) ^ s) >> b);
}

u32 prandom_u32_state(struct rnd_state *state)
{
	state->s1 = shift(state->s1, 6, 13, ~1u, 18);
	state->s2 = shift(state->s2, 2, 27, ~7u, 2);
	state->s3 = shift(state->s3, 13, 21, ~15u, 7);
	state->s4 = shift(state->s4, 3, 12, ~127u, 13);
	return state->s1 ^ state->s2 ^ state->s3 ^ state->s4;
}
EXPORT_SYMBOL(prandom_u32_state);

void prandom_bytes_state(struct rnd_state *state, void *buf, size_t len)
{
	u8 *p = buf;

	while (len) {
		u32 value = prandom_u32_state(state);
		size_t n = min_t(size_t, len, sizeof(value));

		memcpy(p, &value, n);
		p += n;
		len -= n;
	}
}
EXPORT_SYMBOL(prandom_bytes_state);

static u32 at_least(u32 x, u32 limit)
{
	return x < limit ? x + limit : x;
}

void prandom_seed_state(struct rnd_state *state, u64 seed)
{
	u32 x = (u32)((seed >> 32) ^ (seed << 10) ^ seed);

	state->s1 = at_least(x, 2);
	state->s2 = at_least(x, 8);
	state->s3 = at_least(x, 16);
	state->s4 = at_least(x, 128);
}
EXPORT_SYMBOL(prandom_seed_state);
