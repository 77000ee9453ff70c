// SPDX-License-Identifier: MIT
/*
 * lib/hweight.c - how many bits are set
 *
 * Counts in parallel: pairs of bits, then groups of four, then bytes; the
 * multiplication adds the bytes into the highest one.
 */

#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/types.h>

unsigned int __sw_hweight32(u32 w)
{
	w -= w >> 1 & 0x55555555;
	w = (w & 0x33333333) + (w >> 2 & 0x33333333);
	w = (w + (w >> 4)) & 0x0f0f0f0f;
	return w * 0x01010101 >> 24;
}
EXPORT_SYMBOL(__sw_hweight32);

unsigned int __sw_hweight64(u64 w)
{
	return __sw_hweight32(w) + __sw_hweight32(w >> 32);
}
EXPORT_SYMBOL(__sw_hweight64);
