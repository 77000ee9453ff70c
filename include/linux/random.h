/* SPDX-License-Identifier: MIT */
/*
 * linux/random.h - numbers that nobody should be able to guess
 *
 * Here everybody can: drivers/char/random.c tells why.
 */
#ifndef LINUX_RANDOM_H
#define LINUX_RANDOM_H

#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/prandom.h>
#include <linux/types.h>

/* Context of all: any but NMI. */
void get_random_bytes(void *buf, size_t len);
u64 get_random_u64(void);
void add_device_randomness(const void *buf, size_t len);

static inline u32 get_random_u32(void)
{
	return (u32)get_random_u64();
}

static inline u16 get_random_u16(void)
{
	return (u16)get_random_u64();
}

static inline u8 get_random_u8(void)
{
	return (u8)get_random_u64();
}

static inline unsigned int get_random_int(void)
{
	return get_random_u32();
}

static inline unsigned long get_random_long(void)
{
	return (unsigned long)get_random_u64();
}

/* [0, ceil), [floor + 1, U32_MAX], [floor, ceil] */
static inline u32 get_random_u32_below(u32 ceil)
{
	return ceil <= 1 ? 0 : __get_random_u32_below(ceil);
}

static inline u32 get_random_u32_above(u32 floor)
{
	return floor + 1 + get_random_u32_below(U32_MAX - floor);
}

static inline u32 get_random_u32_inclusive(u32 floor, u32 ceil)
{
	return ceil - floor == U32_MAX ? get_random_u32()
				       : floor + get_random_u32_below(ceil - floor + 1);
}

static inline u32 prandom_u32(void)
{
	return get_random_u32();
}

static inline void prandom_bytes(void *buf, size_t len)
{
	get_random_bytes(buf, len);
}

#endif /* LINUX_RANDOM_H */
