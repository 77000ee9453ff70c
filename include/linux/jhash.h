/* SPDX-License-Identifier: MIT */
/*
 * linux/jhash.h - a hash of bytes or words, where each bit of the key moves every bit of it
 *
 * Bob Jenkins, "lookup3.c, for hash table lookup" (May 2006), in the public domain.  The
 * results are those of Linux on a little-endian machine.
 */
#ifndef LINUX_JHASH_H
#define LINUX_JHASH_H

#include <linux/bitops.h>
#include <linux/string.h>
#include <linux/types.h>

#define jhash_size(n)		((u32)1 << (n))
#define jhash_mask(n)		(jhash_size(n) - 1)
#define JHASH_INITVAL		0xdeadbeef	/* arbitrary, lookup3's */
#define JHASH_BLOCK		12		/* bytes that are mixed at once */

#define __jhash_mix(a, b, c) do {						\
	a -= c; a ^= rol32(c, 4);  c += b;					\
	b -= a; b ^= rol32(a, 6);  a += c;					\
	c -= b; c ^= rol32(b, 8);  b += a;					\
	a -= c; a ^= rol32(c, 16); c += b;					\
	b -= a; b ^= rol32(a, 19); a += c;					\
	c -= b; c ^= rol32(b, 4);  b += a;					\
} while (0)

#define __jhash_final(a, b, c) do {						\
	c ^= b; c -= rol32(b, 14);						\
	a ^= c; a -= rol32(c, 11);						\
	b ^= a; b -= rol32(a, 25);						\
	c ^= b; c -= rol32(b, 16);						\
	a ^= c; a -= rol32(c, 4);						\
	b ^= a; b -= rol32(a, 14);						\
	c ^= b; c -= rol32(b, 24);						\
} while (0)

/* Of @length bytes, at any address. */
static inline u32 jhash(const void *key, u32 length, u32 initval)
{
	u32 a = JHASH_INITVAL + length + initval, b = a, c = a;
	u32 words[JHASH_BLOCK / sizeof(u32)];

	if (!length)
		return c;
	for (; length > JHASH_BLOCK; length -= JHASH_BLOCK, key += JHASH_BLOCK) {
		memcpy(words, key, JHASH_BLOCK);
		a += words[0];
		b += words[1];
		c += words[2];
		__jhash_mix(a, b, c);
	}
	memset(words, 0, sizeof(words));
	memcpy(words, key, length);
	a += words[0];
	b += words[1];
	c += words[2];
	__jhash_final(a, b, c);
	return c;
}

static inline u32 __jhash_nwords(u32 a, u32 b, u32 c, u32 initval)
{
	a += initval;
	b += initval;
	c += initval;
	__jhash_final(a, b, c);
	return c;
}

/* Of @length words. */
static inline u32 jhash2(const u32 *k, u32 length, u32 initval)
{
	u32 a = JHASH_INITVAL + length * sizeof(u32) + initval, b = a, c = a;

	if (!length)
		return c;
	for (; length > 3; length -= 3, k += 3) {
		a += k[0];
		b += k[1];
		c += k[2];
		__jhash_mix(a, b, c);
	}
	c += length > 2 ? k[2] : 0;
	b += length > 1 ? k[1] : 0;
	a += k[0];
	__jhash_final(a, b, c);
	return c;
}

static inline u32 jhash_3words(u32 a, u32 b, u32 c, u32 initval)
{
	return __jhash_nwords(a, b, c, initval + JHASH_INITVAL + 3 * sizeof(u32));
}

static inline u32 jhash_2words(u32 a, u32 b, u32 initval)
{
	return __jhash_nwords(a, b, 0, initval + JHASH_INITVAL + 2 * sizeof(u32));
}

static inline u32 jhash_1word(u32 a, u32 initval)
{
	return __jhash_nwords(a, 0, 0, initval + JHASH_INITVAL + sizeof(u32));
}

#endif /* LINUX_JHASH_H */
