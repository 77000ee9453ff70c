/* SPDX-License-Identifier: MIT */
/* linux/log2.h - powers of two */
#ifndef LINUX_LOG2_H
#define LINUX_LOG2_H

#include <linux/bitops.h>
#include <linux/types.h>

static inline __attribute__((const)) bool is_power_of_2(unsigned long n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

#define ilog2(n) ((int)(63 - __builtin_clzll((unsigned long long)(n))))
#define order_base_2(n) ((n) > 1 ? ilog2((n) - 1) + 1 : 0)
#define roundup_pow_of_two(n) ((n) == 1 ? 1UL : (1UL << (ilog2((n) - 1) + 1)))
#define rounddown_pow_of_two(n) (1UL << ilog2(n))
#define bits_per(n) ((n) < 2 ? 1 : ilog2(n) + 1)

#endif /* LINUX_LOG2_H */
