/* SPDX-License-Identifier: MIT */
/* linux/siphash.h - SipHash-2-4: a keyed hash that does not give its key away */
#ifndef LINUX_SIPHASH_H
#define LINUX_SIPHASH_H

#include <linux/types.h>

typedef struct {
	u64 key[2];
} siphash_key_t;

u64 siphash_1u64(u64 first, const siphash_key_t *key);

#endif /* LINUX_SIPHASH_H */
