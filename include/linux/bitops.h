/* SPDX-License-Identifier: MIT */
/* linux/bitops.h - finding, counting, rotating bits; the atomic ones come from asm */
#ifndef LINUX_BITOPS_H
#define LINUX_BITOPS_H

#include <linux/bits.h>
#include <linux/types.h>

#include <asm/bitops.h>

#define BITS_TO_LONGS(nr) (((nr) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define BITS_TO_U64(nr) (((nr) + 63) / 64)
#define BITS_TO_U32(nr) (((nr) + 31) / 32)
#define BITS_TO_BYTES(nr) (((nr) + 7) / 8)

static __always_inline unsigned long ffz(unsigned long word)
{
	return __builtin_ctzl(~word);
}

static __always_inline unsigned long __fls(unsigned long word)
{
	return BITS_PER_LONG - 1 - __builtin_clzl(word);
}

static __always_inline int ffs(int x)
{
	return __builtin_ffs(x);
}

static __always_inline int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

static __always_inline int fls64(u64 x)
{
	return x ? 64 - __builtin_clzll(x) : 0;
}

static __always_inline int fls_long(unsigned long x)
{
	return x ? BITS_PER_LONG - __builtin_clzl(x) : 0;
}

static __always_inline unsigned long __ffs64(u64 word)
{
	return __builtin_ctzll(word);
}

static inline int get_count_order(unsigned int count)
{
	return count == 0 ? -1 : fls(count - 1);
}

static inline int get_count_order_long(unsigned long count)
{
	return count == 0 ? -1 : fls_long(count - 1);
}

unsigned int __sw_hweight32(u32 w);
unsigned int __sw_hweight64(u64 w);

static inline unsigned int hweight32(u32 w)
{
	return __sw_hweight32(w);
}

static inline unsigned int hweight16(u16 w)
{
	return __sw_hweight32(w);
}

static inline unsigned int hweight8(u8 w)
{
	return __sw_hweight32(w);
}

static inline unsigned int hweight64(u64 w)
{
	return __sw_hweight64(w);
}

static inline unsigned long hweight_long(unsigned long w)
{
	return hweight64(w);
}

static inline u64 rol64(u64 word, unsigned int shift)
{
	return (word << (shift & 63)) | (word >> ((-shift) & 63));
}

static inline u64 ror64(u64 word, unsigned int shift)
{
	return (word >> (shift & 63)) | (word << ((-shift) & 63));
}

static inline u32 rol32(u32 word, unsigned int shift)
{
	return (word << (shift & 31)) | (word >> ((-shift) & 31));
}

static inline u32 ror32(u32 word, unsigned int shift)
{
	return (word >> (shift & 31)) | (word << ((-shift) & 31));
}

static inline s32 sign_extend32(u32 value, int index)
{
	u8 shift = 31 - index;

	return (s32)(value << shift) >> shift;
}

static inline s64 sign_extend64(u64 value, int index)
{
	u8 shift = 63 - index;

	return (s64)(value << shift) >> shift;
}

static __always_inline void assign_bit(long nr, volatile unsigned long *addr, bool value)
{
	if (value)
		set_bit(nr, addr);
	else
		clear_bit(nr, addr);
}

static __always_inline void __assign_bit(long nr, volatile unsigned long *addr, bool value)
{
	if (value)
		__set_bit(nr, addr);
	else
		__clear_bit(nr, addr);
}

#include <linux/find.h>

#endif /* LINUX_BITOPS_H */
