/* SPDX-License-Identifier: MIT */
/*
 * linux/rwlock_types.h - rwlock_t: many readers or one writer, spinning
 *
 * cnts counts the readers above a bit that says that a writer is next, and a byte
 * that is 0xff while a writer holds the lock.  Who does not get it at once queues on
 * wait_lock, so that writers are not starved; a reader in an interrupt does not queue,
 * since the interrupted code may itself hold the lock for reading.
 */
#ifndef LINUX_RWLOCK_TYPES_H
#define LINUX_RWLOCK_TYPES_H

#include <linux/lockdep_types.h>
#include <linux/types.h>

#include <asm/spinlock.h>

typedef struct {
	atomic_t cnts;			/* A: readers * RWLOCK_READER + the writers' */
	arch_spinlock_t wait_lock;	/* the queue of those who wait */
	u32 magic;			/* I: RWLOCK_MAGIC */
	void *owner;			/* the writer: only with debug=spinlock */
	struct lockdep_map dep_map;
} rwlock_t;

#define RWLOCK_MAGIC 0xdeaf1eed
#define RWLOCK_READER 0x200
#define RWLOCK_WAITING 0x100		/* a writer is next */
#define RWLOCK_WRITER 0xff

#define __RW_LOCK_UNLOCKED(lockname) (rwlock_t) {			\
	.cnts = ATOMIC_INIT(0),						\
	.wait_lock = __ARCH_SPIN_LOCK_UNLOCKED,				\
	.magic = RWLOCK_MAGIC,						\
	.owner = (void *)-1L,						\
	.dep_map = { .name = #lockname, .wait_type = LD_WAIT_SPIN },	\
}
#define DEFINE_RWLOCK(x) rwlock_t x = __RW_LOCK_UNLOCKED(x)

#endif /* LINUX_RWLOCK_TYPES_H */
