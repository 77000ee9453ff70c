/* SPDX-License-Identifier: MIT */
/*
 * asm/bitops.h - bit operations on memory, atomic and not
 *
 * Bit nr of a map of longs.  The forms without "__" are atomic over all CPUs;
 * those that return the old value are also full barriers (the lock prefix).
 * Intel SDM vol. 2, "BTS", "BTR", "BTC", "Lock".
 */
#ifndef ASM_BITOPS_H
#define ASM_BITOPS_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define __BITOP_ADDR(addr, nr) (((volatile unsigned long *)(addr))[BIT_WORD(nr)])
#ifdef __LP64__
#define __BITOP_SUFFIX "q"
#else
#define __BITOP_SUFFIX "l"
#endif

static __always_inline void set_bit(long nr, volatile unsigned long *addr)
{
	asm volatile("lock or" __BITOP_SUFFIX " %1, %0"
		     : "+m"(__BITOP_ADDR(addr, nr)) : "er"(BIT_MASK(nr)) : "memory");
}

static __always_inline void clear_bit(long nr, volatile unsigned long *addr)
{
	asm volatile("lock and" __BITOP_SUFFIX " %1, %0"
		     : "+m"(__BITOP_ADDR(addr, nr)) : "er"(~BIT_MASK(nr)) : "memory");
}

static __always_inline void change_bit(long nr, volatile unsigned long *addr)
{
	asm volatile("lock xor" __BITOP_SUFFIX " %1, %0"
		     : "+m"(__BITOP_ADDR(addr, nr)) : "er"(BIT_MASK(nr)) : "memory");
}

/* The lowest bit that is set; there must be one. */
static __always_inline unsigned long __ffs(unsigned long word)
{
	unsigned long nr;

	asm("rep bsf" __BITOP_SUFFIX " %1, %0" : "=r"(nr) : "r"(word) : "cc");
	return nr;
}

#define __TEST_AND(op, nr, addr) ({						\
	bool __old;								\
	asm volatile("lock " op __BITOP_SUFFIX " %2, %1"			\
		     : "=@ccc"(__old), "+m"(__BITOP_ADDR(addr, nr))		\
		     : "Jr"((unsigned long)(nr) % BITS_PER_LONG) : "memory");	\
	__old; })

static __always_inline bool test_and_set_bit(long nr, volatile unsigned long *addr)
{
	return __TEST_AND("bts", nr, addr);
}

static __always_inline bool test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	return __TEST_AND("btr", nr, addr);
}

static __always_inline bool test_and_change_bit(long nr, volatile unsigned long *addr)
{
	return __TEST_AND("btc", nr, addr);
}

static __always_inline bool test_bit(long nr, const volatile unsigned long *addr)
{
	return (addr[BIT_WORD(nr)] & BIT_MASK(nr)) != 0;
}

/* Acquire and release forms: x86 loads acquire and stores release by themselves. */
static __always_inline bool test_bit_acquire(long nr, const volatile unsigned long *addr)
{
	bool set = test_bit(nr, addr);

	barrier();
	return set;
}

static __always_inline bool test_and_set_bit_lock(long nr, volatile unsigned long *addr)
{
	return test_and_set_bit(nr, addr);
}

static __always_inline void clear_bit_unlock(long nr, volatile unsigned long *addr)
{
	barrier();
	clear_bit(nr, addr);
}

static __always_inline void __set_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static __always_inline void __clear_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

static __always_inline void __change_bit(long nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] ^= BIT_MASK(nr);
}

static __always_inline void __clear_bit_unlock(long nr, volatile unsigned long *addr)
{
	barrier();
	__clear_bit(nr, addr);
}

static __always_inline bool __test_and_set_bit(long nr, volatile unsigned long *addr)
{
	bool old = test_bit(nr, addr);

	__set_bit(nr, addr);
	return old;
}

static __always_inline bool __test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	bool old = test_bit(nr, addr);

	__clear_bit(nr, addr);
	return old;
}

static __always_inline bool __test_and_change_bit(long nr, volatile unsigned long *addr)
{
	bool old = test_bit(nr, addr);

	__change_bit(nr, addr);
	return old;
}

#endif /* ASM_BITOPS_H */
