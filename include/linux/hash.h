/* SPDX-License-Identifier: MIT */
/*
 * linux/hash.h - spread numbers and addresses over 2^bits buckets
 *
 * Multiplication by a constant near the golden ratio of the word's range mixes
 * every bit of the number into the upper bits of the product; those are the hash.
 * Knuth, "The Art of Computer Programming" vol. 3, "Hashing".
 */
#ifndef LINUX_HASH_H
#define LINUX_HASH_H

#include <linux/compiler.h>
#include <linux/types.h>

#define GOLDEN_RATIO_32	0x61C88647u
#define GOLDEN_RATIO_64	0x61C8864680B583EBull

#ifdef __LP64__
#define hash_long(val, bits)	hash_64((val), (bits))
#define GOLDEN_RATIO_PRIME	GOLDEN_RATIO_64
#else
#define hash_long(val, bits)	hash_32((val), (bits))
#define GOLDEN_RATIO_PRIME	GOLDEN_RATIO_32
#endif

static __always_inline u32 __hash_32(u32 val)
{
	return val * GOLDEN_RATIO_32;
}

static __always_inline u32 hash_32(u32 val, unsigned int bits)
{
	return __hash_32(val) >> (32 - bits);
}

static __always_inline u32 hash_64(u64 val, unsigned int bits)
{
	return (u32)((val * GOLDEN_RATIO_64) >> (64 - bits));
}

static __always_inline u32 hash_ptr(const void *ptr, unsigned int bits)
{
	return hash_long((unsigned long)ptr, bits);
}

/* Both halves of an address in one word, where a good hash is not needed. */
static inline u32 hash32_ptr(const void *ptr)
{
	u64 val = (unsigned long)ptr;

	return (u32)(val ^ (val >> 32));
}

#endif /* LINUX_HASH_H */
