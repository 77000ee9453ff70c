/* SPDX-License-Identifier: MIT */
/* linux/math.h - rounding divisions and absolute values */
#ifndef LINUX_MATH_H
#define LINUX_MATH_H

#include <linux/types.h>

#define __round_mask(x, y) ((__typeof__(x))((y) - 1))
#define round_up(x, y) ((((x) - 1) | __round_mask(x, y)) + 1)
#define round_down(x, y) ((x) & ~__round_mask(x, y))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define DIV_ROUND_UP_ULL(n, d) DIV_ROUND_DOWN_ULL((unsigned long long)(n) + (d) - 1, (d))
#define DIV_ROUND_DOWN_ULL(n, d) div_u64((n), (d))
#define roundup(x, y) ({ __typeof__(y) __y = (y); (((x) + (__y - 1)) / __y) * __y; })
#define rounddown(x, y) ({ __typeof__(x) __x = (x); __x - (__x % (y)); })
#define DIV_ROUND_CLOSEST(x, divisor) ({					\
	__typeof__(x) __dx = (x);						\
	__typeof__(divisor) __d = (divisor);					\
	(((__typeof__(x))-1) > 0 || ((__typeof__(divisor))-1) > 0 ||		\
	 ((__dx) > 0) == ((__d) > 0)) ? (((__dx) + ((__d) / 2)) / (__d))	\
				      : (((__dx) - ((__d) / 2)) / (__d)); })
#define abs(x) ({ __typeof__(x) __ax = (x); __ax < 0 ? -__ax : __ax; })
#define abs_diff(a, b) ({ __typeof__(a) __a = (a); __typeof__(b) __b = (b); \
	__a > __b ? __a - __b : __b - __a; })
#define mult_frac(x, n, d) ({				\
	__typeof__(x) __fx = (x);			\
	__typeof__(n) __fn = (n);			\
	__typeof__(d) __fd = (d);			\
	__typeof__(x) __q = __fx / __fd;		\
	__typeof__(x) __r = __fx % __fd;		\
	__q * __fn + __r * __fn / __fd; })

unsigned long int_sqrt(unsigned long x);

#endif /* LINUX_MATH_H */
