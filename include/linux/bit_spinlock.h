/* SPDX-License-Identifier: MIT */
/* linux/bit_spinlock.h - a spinlock in one bit, where there is no room for more */
#ifndef LINUX_BIT_SPINLOCK_H
#define LINUX_BIT_SPINLOCK_H

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/preempt.h>

#include <asm/processor.h>

static inline int bit_spin_trylock(int bitnum, unsigned long *addr)
{
	preempt_disable();
	if (!test_and_set_bit_lock(bitnum, addr))
		return 1;
	preempt_enable();
	return 0;
}

/* Not fair, and unknown to every checker: a spinlock_t is better where there is room. */
static inline void bit_spin_lock(int bitnum, unsigned long *addr)
{
	while (!bit_spin_trylock(bitnum, addr))
		while (test_bit(bitnum, addr))
			cpu_relax();
}

static inline void bit_spin_unlock(int bitnum, unsigned long *addr)
{
	WARN_ON_ONCE(!test_bit(bitnum, addr));
	clear_bit_unlock(bitnum, addr);
	preempt_enable();
}

static inline int bit_spin_is_locked(int bitnum, unsigned long *addr)
{
	return test_bit(bitnum, addr);
}

#endif /* LINUX_BIT_SPINLOCK_H */
