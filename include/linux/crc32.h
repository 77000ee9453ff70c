/* SPDX-License-Identifier: MIT */
/* linux/crc32.h - the IEEE 802.3 polynomial, bit-reversed (le) and not (be) */
#ifndef LINUX_CRC32_H
#define LINUX_CRC32_H

#include <linux/types.h>

/* The caller inverts before and after where the format wants that: crc32_le(~0, p, n) ^ ~0. */
u32 crc32_le(u32 crc, unsigned char const *p, size_t len);
u32 crc32_be(u32 crc, unsigned char const *p, size_t len);

#define crc32(seed, data, length)	crc32_le(seed, (unsigned char const *)(data), length)

#endif /* LINUX_CRC32_H */
