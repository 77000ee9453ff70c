/* SPDX-License-Identifier: MIT */
/*
 * linux/math64.h - 64-bit division and wide multiplication by name
 *
 * On a 32-bit machine `a / b` of two 64-bit values is a call into libgcc, which
 * a kernel does not link: generic code uses these names instead.
 */
#ifndef LINUX_MATH64_H
#define LINUX_MATH64_H

#include <linux/types.h>

#ifdef __LP64__
static inline u64 div_u64_rem(u64 dividend, u32 divisor, u32 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline s64 div_s64_rem(s64 dividend, s32 divisor, s32 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline u64 div64_u64_rem(u64 dividend, u64 divisor, u64 *remainder)
{
	*remainder = dividend % divisor;
	return dividend / divisor;
}

static inline u64 div64_u64(u64 dividend, u64 divisor)
{
	return dividend / divisor;
}

static inline s64 div64_s64(s64 dividend, s64 divisor)
{
	return dividend / divisor;
}
#else
u64 div_u64_rem(u64 dividend, u32 divisor, u32 *remainder);
s64 div_s64_rem(s64 dividend, s32 divisor, s32 *remainder);
u64 div64_u64_rem(u64 dividend, u64 divisor, u64 *remainder);
u64 div64_u64(u64 dividend, u64 divisor);
s64 div64_s64(s64 dividend, s64 divisor);
#endif

#define div64_long(x, y) div64_s64((x), (y))
#define div64_ul(x, y) div64_u64((x), (y))

static inline u64 div_u64(u64 dividend, u32 divisor)
{
	u32 remainder;

	return div_u64_rem(dividend, divisor, &remainder);
}

static inline s64 div_s64(s64 dividend, s32 divisor)
{
	s32 remainder;

	return div_s64_rem(dividend, divisor, &remainder);
}

#ifdef __LP64__
/* (a * mul) >> shift without losing the upper half of the product. */
static inline u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift)
{
	return (u64)(((unsigned __int128)a * mul) >> shift);
}

static inline u64 mul_u64_u64_shr(u64 a, u64 mul, unsigned int shift)
{
	return (u64)(((unsigned __int128)a * mul) >> shift);
}
#else
u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift);
u64 mul_u64_u64_shr(u64 a, u64 mul, unsigned int shift);
#endif

static inline u64 mul_u32_u32(u32 a, u32 b)
{
	return (u64)a * b;
}

u64 mul_u64_u64_div_u64(u64 a, u64 mul, u64 div);

/* Division by subtraction: the cheaper way where the quotient is nearly always 0 or 1. */
static inline u32 __iter_div_u64_rem(u64 dividend, u32 divisor, u64 *remainder)
{
	u32 quotient = 0;

	while (dividend >= divisor) {
		/* The empty asm keeps the compiler from making a division of the loop. */
		__asm__("" : "+rm"(dividend));
		dividend -= divisor;
		quotient++;
	}
	*remainder = dividend;
	return quotient;
}

#define DIV64_U64_ROUND_UP(ll, d) ({ u64 __d64 = (d); div64_u64((ll) + __d64 - 1, __d64); })
#define DIV64_U64_ROUND_CLOSEST(n, d) ({ u64 __d64 = (d); div64_u64((n) + __d64 / 2, __d64); })
#define DIV_U64_ROUND_CLOSEST(n, d) ({ u32 __d32 = (d); div_u64((u64)(n) + __d32 / 2, __d32); })

/* Divide @n in place; the result is what is left. */
#define do_div(n, base) ({							\
	u32 __rem;								\
	(n) = div_u64_rem((n), (base), &__rem);					\
	__rem; })

#endif /* LINUX_MATH64_H */
