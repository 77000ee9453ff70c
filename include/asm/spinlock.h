/* SPDX-License-Identifier: MIT */
/*
 * asm/spinlock.h - a lock that is taken by turning: tickets
 *
 * Two bytes: which ticket is being served (owner), and which is given out next.
 *
 *      15       8 7        0
 *     +----------+----------+      free when both are equal;
 *     |   next   |  owner   |      next - owner = the holder and its waiters
 *     +----------+----------+
 *
 * To lock, add one to next and remember what was there before: one locked xadd
 * both draws the ticket and tells which one is served.  To unlock, add one to
 * owner; only the holder writes that byte, so no lock prefix is needed.
 * Waiters get in in the order in which they came, so none can starve.  A byte
 * is enough for 255 waiters, and each CPU waits for at most one lock at a time
 * per context.
 */
#ifndef ASM_SPINLOCK_H
#define ASM_SPINLOCK_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/cmpxchg.h>

typedef struct {
	union {
		u16 tickets;			/* A: both bytes at once, for xadd and cmpxchg */
		struct {
			u8 owner;		/* written by the holder only */
			u8 next;		/* A */
		};
	};
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED { { .tickets = 0 } }
#define ARCH_SPIN_TICKET 0x100			/* one more ticket given out */

/*
 * The waiting loop stands behind the function (in a subsection of its text), and
 * is no call: so taking a lock costs no register that the compiler would have to
 * save.  "pause" tells the CPU that this is one.
 */
static __always_inline void arch_spin_lock(arch_spinlock_t *lock)
{
	unsigned int ticket = ARCH_SPIN_TICKET;

	asm volatile("lock xaddw %w0, %1\n\t"
		     "cmpb %h0, %b0\n\t"
		     "jne 2f\n"
		     "1:\n\t"
		     ".subsection 1\n"
		     "2:\tshrl $8, %k0\n"		/* our ticket */
		     "3:\tpause\n\t"
		     "cmpb %b0, %1\n\t"		/* the owner byte: the lower one */
		     "jne 3b\n\t"
		     "jmp 1b\n\t"
		     ".previous"
		     : "+Q"(ticket), "+m"(lock->tickets) : : "memory", "cc");
}

static __always_inline bool arch_spin_trylock(arch_spinlock_t *lock)
{
	u16 old = READ_ONCE(lock->tickets);

	if ((old >> 8) != (old & 0xff))
		return false;
	return try_cmpxchg(&lock->tickets, &old, (u16)(old + ARCH_SPIN_TICKET));
}

/* The store is a release: x86 lets no earlier access pass it; "memory" holds the compiler. */
static __always_inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	asm volatile("incb %0" : "+m"(lock->owner) : : "memory", "cc");
}

static __always_inline bool arch_spin_is_locked(const arch_spinlock_t *lock)
{
	u16 now = READ_ONCE(lock->tickets);

	return (now >> 8) != (now & 0xff);
}

static __always_inline bool arch_spin_is_contended(const arch_spinlock_t *lock)
{
	u16 now = READ_ONCE(lock->tickets);

	return (u8)((now >> 8) - now) > 1;
}

#endif /* ASM_SPINLOCK_H */
