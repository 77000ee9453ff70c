/* SPDX-License-Identifier: MIT */
/*
 * asm/spinlock.h - a lock that is taken by turning, in turn if possible
 *
 *      31          16 15          0
 *     +--------------+------+------+
 *     |     next     | wait | lock |     lock: 0 or 1; wait: how many CPUs do
 *     +--------------+------+------+
 *     |    served    |                   the places of those who wait, see
 *     +--------------+                   arch/x86/lib/spin_wait.c
 *
 * Nobody holds it and nobody waits: the lower 16 bits are 0, and one locked cmpxchg takes
 * it.  To unlock, store 0 in "lock"; only the holder does, so no lock prefix is needed.
 */
#ifndef ASM_SPINLOCK_H
#define ASM_SPINLOCK_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/cmpxchg.h>

typedef struct {
	union {
		u16 both;
		struct {
			u8 locked;	/* A */
			u8 waiters;	/* A; each CPU waits at most once per context */
		};
	};
	u16 next;			/* A: the place of the next who comes */
	u16 served;			/* holder: all places before it have had their turn */
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED { { .both = 0 }, 0, 0 }

/* How often a waiter sees the lock free before it no longer leaves it to those who came first. */
extern unsigned int spin_patience;

/*
 * What is seldom stands behind the function (in a subsection of its text), and
 * __spin_wait() preserves all registers but rax, in which it wants the lock: so
 * a lock site costs none that the compiler would have to save.
 */
static __always_inline void arch_spin_lock(arch_spinlock_t *lock)
{
	unsigned long none = 0;

	asm volatile("lock cmpxchgw %w2, %1\n\t"
		     "jne 2f\n"
		     "1:\n\t"
		     ".subsection 1\n"
		     "2:\tlea %1, %0\n\t"
		     "call __spin_wait\n\t"
		     "jmp 1b\n\t"
		     ".previous"
		     : "+a"(none), "+m"(lock->both) : "r"(1) : "memory", "cc");
}

static __always_inline bool arch_spin_trylock(arch_spinlock_t *lock)
{
	u16 none = 0;

	return !READ_ONCE(lock->both) && try_cmpxchg(&lock->both, &none, 1);
}

/* The store is a release: x86 lets no earlier access pass it; "memory" holds the compiler. */
static __always_inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	asm volatile("movb $0, %0" : "+m"(lock->locked) : : "memory");
}

static __always_inline bool arch_spin_is_locked(const arch_spinlock_t *lock)
{
	return READ_ONCE(lock->locked);
}

static __always_inline bool arch_spin_is_contended(const arch_spinlock_t *lock)
{
	return READ_ONCE(lock->waiters);
}

#endif /* ASM_SPINLOCK_H */
