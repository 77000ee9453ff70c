// SPDX-License-Identifier: MIT
/*
 * lib/div64.c - wide arithmetic that is more than one instruction everywhere
 *
 * The divisions of <linux/math64.h> that a 64-bit CPU does in one instruction
 * are inlines there; a 32-bit build adds their bodies.
 */

#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/math.h>
#include <linux/math64.h>
#include <linux/types.h>

/* A product of two 64-bit numbers. */
struct product {
	u64 high, low;
};

static struct product multiply(u64 a, u64 b)
{
	u64 ll = mul_u32_u32((u32)a, (u32)b), lh = mul_u32_u32((u32)a, b >> 32);
	u64 hl = mul_u32_u32(a >> 32, (u32)b), hh = mul_u32_u32(a >> 32, b >> 32);
	u64 middle = lh + (ll >> 32) + (u32)hl;	/* cannot overflow: 3 values below 2^64 - 2^33 */

	return (struct product){ hh + (middle >> 32) + (hl >> 32), middle << 32 | (u32)ll };
}

/* a * mul / div, exact; the caller makes sure that the result fits. */
u64 mul_u64_u64_div_u64(u64 a, u64 mul, u64 div)
{
	struct product p = multiply(a, mul);

	if (!p.high)
		return div64_u64(p.low, div);
	/* Long division, one bit of the quotient after the other. */
	for (int bit = 0; bit < 64; bit++) {
		bool carry = p.high >> 63;

		p.high = p.high << 1 | p.low >> 63;
		p.low <<= 1;
		if (carry || p.high >= div) {
			p.high -= div;
			p.low |= 1;
		}
	}
	return p.low;
}
EXPORT_SYMBOL(mul_u64_u64_div_u64);

/* The largest number whose square is not above x. */
unsigned long int_sqrt(unsigned long x)
{
	unsigned long root = 0;

	for (int bit = x ? __fls(x) / 2 : -1; bit >= 0; bit--) {
		unsigned long next = root | 1UL << bit;

		if (next <= x / next)
			root = next;
	}
	return root;
}
EXPORT_SYMBOL(int_sqrt);
