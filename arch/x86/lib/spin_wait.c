// SPDX-License-Identifier: MIT
/*
 * arch/x86/lib/spin_wait.c - who waits for a spinlock, and who goes first
 *
 * How it works
 *
 *   Each who comes draws a place.  The first in line takes the lock as soon as it is
 *   free, the others leave it to him - but not for ever:
 *
 *       places        5   6   7         served = 5
 *       5 waits, but its CPU does not run: a virtual one, which the host has put
 *       aside, or one that an interrupt keeps from looking
 *       the lock is free and stays so; 7 has seen that spin_patience times: takes it
 *                                       served = 8
 *       5 and 6 have not lost their claim: a place before "served" need not wait
 *
 *   So while all CPUs run, the lock is given in the order in which they came, and
 *   none starves.  And one that does not run stops the others for some microseconds,
 *   not until its host thinks of it: with four virtual CPUs on two busy ones, a lock
 *   without this (tickets) made 10 to 150 times less progress.
 *
 *   Places are numbers modulo 2^16.  If one is so late that it seems to be early, it is
 *   patient once too often.
 *
 * Locking: served is written by who holds the lock.
 *
 * Compared with Linux: its queued locks are strict on a bare machine; on a virtual one
 * there is no order at all.
 *
 * See also: tests/unit/smp_spinlock_test.c, smp_lock_order_test.c.
 */

#include <linux/export.h>
#include <linux/spinlock.h>

#include <asm/processor.h>

/* Much longer than a CPU that runs takes to see that it is its turn. */
#define SPIN_PATIENCE	100

unsigned int spin_patience = SPIN_PATIENCE;

void spin_wait_for(arch_spinlock_t *lock);
void __spin_wait(void);		/* not to be called from C: its argument is in rax */
EXPORT_SYMBOL(__spin_wait);

static bool is_after(u16 place, u16 other)
{
	return (s16)(place - other) > 0;
}

/* Wait until it is free, and until it is ours or those before us do not want it. */
static void await_turn(arch_spinlock_t *lock, u16 place)
{
	unsigned int seen_free = 0;

	do {
		cpu_relax();
		seen_free = READ_ONCE(lock->locked) ? 0 : seen_free + 1;
	} while (!seen_free ||
		 (is_after(place, READ_ONCE(lock->served)) && seen_free <= spin_patience));
}

/* __spin_wait(), which saves the registers, calls it.  Returns with the lock held. */
void spin_wait_for(arch_spinlock_t *lock)
{
	u16 place = xadd(&lock->next, 1);

	asm volatile("lock incb %0" : "+m"(lock->waiters) : : "memory", "cc");
	do
		await_turn(lock, place);
	while (xchg(&lock->locked, 1));
	if (!is_after(lock->served, place))
		lock->served = place + 1;
	asm volatile("lock decb %0" : "+m"(lock->waiters) : : "memory", "cc");
}
