// SPDX-License-Identifier: MIT
/*
 * lib/siphash.c - SipHash-2-4 of one 64-bit word
 *
 * See also: J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF".
 */

#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/siphash.h>
#include <linux/types.h>

struct sip_state {
	u64 v0, v1, v2, v3;
};

static void sip_round(struct sip_state *s)
{
	s->v0 += s->v1;
	s->v2 += s->v3;
	s->v1 = rol64(s->v1, 13) ^ s->v0;
	s->v3 = rol64(s->v3, 16) ^ s->v2;
	s->v0 = rol64(s->v0, 32);
	s->v2 += s->v1;
	s->v0 += s->v3;
	s->v1 = rol64(s->v1, 17) ^ s->v2;
	s->v3 = rol64(s->v3, 21) ^ s->v0;
	s->v2 = rol64(s->v2, 32);
}

/* Two rounds for each word of the message. */
static void sip_word(struct sip_state *s, u64 word)
{
	s->v3 ^= word;
	sip_round(s);
	sip_round(s);
	s->v0 ^= word;
}

u64 siphash_1u64(u64 first, const siphash_key_t *key)
{
	struct sip_state s = {
		.v0 = key->key[0] ^ 0x736f6d6570736575ull,	/* "somepseu" */
		.v1 = key->key[1] ^ 0x646f72616e646f6dull,	/* "dorandom" */
		.v2 = key->key[0] ^ 0x6c7967656e657261ull,	/* "lygenera" */
		.v3 = key->key[1] ^ 0x7465646279746573ull,	/* "tedbytes" */
	};

	sip_word(&s, first);
	sip_word(&s, (u64)sizeof(first) << 56);	/* the last word carries the length */
	s.v2 ^= 0xff;
	for (int i = 0; i < 4; i++)
		sip_round(&s);
	return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
EXPORT_SYMBOL(siphash_1u64);
