// SPDX-License-Identifier: MIT
/*
 * lib/crc32.c - cyclic redundancy check with the IEEE 802.3 polynomial
 *
 * Four bits at a time from a table of sixteen words: small, and fast enough for
 * the initramfs and the tests that use it.
 */

#include <linux/crc32.h>
#include <linux/export.h>
#include <linux/types.h>

/* Remainders of the numbers 0..15, for the polynomial 0xedb88320. */
static const u32 table_le[16] = {
	0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
	0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
	0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

#define CRC32_POLY_BE 0x04c11db7u

u32 crc32_le(u32 crc, unsigned char const *p, size_t len)
{
	while (len--) {
		crc ^= *p++;
		crc = crc >> 4 ^ table_le[crc & 15];
		crc = crc >> 4 ^ table_le[crc & 15];
	}
	return crc;
}
EXPORT_SYMBOL(crc32_le);

u32 crc32_be(u32 crc, unsigned char const *p, size_t len)
{
	while (len--) {
		crc ^= (u32)*p++ << 24;
		for (int bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc >> 31 ? CRC32_POLY_BE : 0);
	}
	return crc;
}
EXPORT_SYMBOL(crc32_be);
