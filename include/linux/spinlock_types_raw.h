/* SPDX-License-Identifier: MIT */
/* linux/spinlock_types_raw.h - raw_spinlock_t: the lock word and what the checkers remember */
#ifndef LINUX_SPINLOCK_TYPES_RAW_H
#define LINUX_SPINLOCK_TYPES_RAW_H

#include <linux/lockdep_types.h>
#include <linux/types.h>

#include <asm/spinlock.h>

typedef struct raw_spinlock {
	arch_spinlock_t raw_lock;	/* A */
	u32 magic;			/* I: SPINLOCK_MAGIC */
	int owner_cpu;			/* holder: only with debug=spinlock; -1 = nobody */
	void *owner;			/* holder: the task, likewise */
	struct lockdep_map dep_map;
} raw_spinlock_t;

#define SPINLOCK_MAGIC 0xdead4ead
#define SPINLOCK_OWNER_INIT ((void *)-1L)

#define __RAW_SPIN_LOCK_INITIALIZER(lockname) {				\
	.raw_lock = __ARCH_SPIN_LOCK_UNLOCKED,				\
	.magic = SPINLOCK_MAGIC,					\
	.owner_cpu = -1,						\
	.owner = SPINLOCK_OWNER_INIT,					\
	.dep_map = { .name = #lockname, .wait_type = LD_WAIT_SPIN },	\
}
#define __RAW_SPIN_LOCK_UNLOCKED(lockname) \
	((raw_spinlock_t)__RAW_SPIN_LOCK_INITIALIZER(lockname))
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = __RAW_SPIN_LOCK_INITIALIZER(x)

#endif /* LINUX_SPINLOCK_TYPES_RAW_H */
