/* SPDX-License-Identifier: MIT */
/*
 * asm/spinlock.h - a lock that is taken by turning: one byte, and who waits
 *
 *      15       8 7        0
 *     +----------+----------+
 *     | waiters  |  locked  |      locked is 0 or 1
 *     +----------+----------+
 *
 * To lock, exchange 1 for what is in "locked": who gets 0 has it.  To unlock, store
 * 0; only the holder does, so no lock prefix is needed.  Waiters only read until
 * it is 0, and try again; they are counted for spin_is_contended().
 *
 * There is no queue, and that is meant.  In a queue the next one may be a CPU that
 * cannot go on: a virtual one that its host does not run just now, or one that an
 * interrupt keeps from looking.  The lock would be free, and all the others would wait.
 * With tickets, four virtual CPUs on two busy ones made 10 to 150 times less progress.
 * The price: nothing but chance keeps a waiter from waiting for long.
 *
 * Compared with Linux: as there on a virtual machine.  On a bare one it queues.
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
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED { { .both = 0 } }

/*
 * The waiting loop stands behind the function (in a subsection of its text), and
 * is no call: so taking a lock costs no register that the compiler would have to
 * save.  "pause" tells the CPU that this is one.
 */
static __always_inline void arch_spin_lock(arch_spinlock_t *lock)
{
	unsigned int was_locked = 1;

	asm volatile("xchgb %b0, %1\n\t"		/* locks the bus without being told */
		     "testb %b0, %b0\n\t"
		     "jnz 2f\n"
		     "1:\n\t"
		     ".subsection 1\n"
		     "2:\tlock addw $0x100, %1\n"	/* one more waits */
		     "3:\tpause\n\t"
		     "cmpb $0, %1\n\t"
		     "jne 3b\n\t"
		     "movb $1, %b0\n\t"
		     "xchgb %b0, %1\n\t"
		     "testb %b0, %b0\n\t"
		     "jnz 3b\n\t"
		     "lock subw $0x100, %1\n\t"
		     "jmp 1b\n\t"
		     ".previous"
		     : "+Q"(was_locked), "+m"(lock->both) : : "memory", "cc");
}

static __always_inline bool arch_spin_trylock(arch_spinlock_t *lock)
{
	return !READ_ONCE(lock->locked) && !xchg(&lock->locked, 1);
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
