/* SPDX-License-Identifier: MIT */
/*
 * linux/spinlock_types.h - spinlock_t
 *
 * Outside of a real-time kernel it is a raw_spinlock_t under another type, so
 * that the compiler notices when the two kinds are mixed up.
 */
#ifndef LINUX_SPINLOCK_TYPES_H
#define LINUX_SPINLOCK_TYPES_H

#include <linux/rwlock_types.h>
#include <linux/spinlock_types_raw.h>

typedef struct spinlock {
	union {
		struct raw_spinlock rlock;
		struct {
			u8 __padding[offsetof(struct raw_spinlock, dep_map)];
			struct lockdep_map dep_map;	/* rlock's, for lockdep_assert_held() */
		};
	};
} spinlock_t;

#define __SPIN_LOCK_INITIALIZER(lockname) { { .rlock = __RAW_SPIN_LOCK_INITIALIZER(lockname) } }
#define __SPIN_LOCK_UNLOCKED(lockname) ((spinlock_t)__SPIN_LOCK_INITIALIZER(lockname))
#define DEFINE_SPINLOCK(x) spinlock_t x = __SPIN_LOCK_INITIALIZER(x)

#endif /* LINUX_SPINLOCK_TYPES_H */
