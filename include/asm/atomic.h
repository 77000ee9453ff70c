/* SPDX-License-Identifier: MIT */
/*
 * asm/atomic.h - counters that several CPUs change: one locked instruction each
 *
 * Operations that return a value are full barriers; those that do not are
 * ordered by the lock prefix all the same, which generic code must not count on.
 */
#ifndef ASM_ATOMIC_H
#define ASM_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/cmpxchg.h>

static __always_inline int atomic_read(const atomic_t *v)
{
	return READ_ONCE(v->counter);
}

static __always_inline void atomic_set(atomic_t *v, int i)
{
	WRITE_ONCE(v->counter, i);
}

static __always_inline void atomic_add(int i, atomic_t *v)
{
	asm volatile("lock addl %1, %0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static __always_inline void atomic_sub(int i, atomic_t *v)
{
	asm volatile("lock subl %1, %0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static __always_inline void atomic_and(int i, atomic_t *v)
{
	asm volatile("lock andl %1, %0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static __always_inline void atomic_or(int i, atomic_t *v)
{
	asm volatile("lock orl %1, %0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static __always_inline void atomic_xor(int i, atomic_t *v)
{
	asm volatile("lock xorl %1, %0" : "+m"(v->counter) : "ir"(i) : "memory");
}

static __always_inline void atomic_andnot(int i, atomic_t *v)
{
	atomic_and(~i, v);
}

static __always_inline void atomic_inc(atomic_t *v)
{
	asm volatile("lock incl %0" : "+m"(v->counter) : : "memory");
}

static __always_inline void atomic_dec(atomic_t *v)
{
	asm volatile("lock decl %0" : "+m"(v->counter) : : "memory");
}

static __always_inline int atomic_fetch_add(int i, atomic_t *v)
{
	return xadd(&v->counter, i);
}

static __always_inline int atomic_fetch_sub(int i, atomic_t *v)
{
	return xadd(&v->counter, -i);
}

static __always_inline int atomic_add_return(int i, atomic_t *v)
{
	return i + xadd(&v->counter, i);
}

static __always_inline int atomic_sub_return(int i, atomic_t *v)
{
	return atomic_add_return(-i, v);
}

static __always_inline bool atomic_sub_and_test(int i, atomic_t *v)
{
	bool zero;

	asm volatile("lock subl %2, %1"
		     : "=@ccz"(zero), "+m"(v->counter) : "ir"(i) : "memory");
	return zero;
}

static __always_inline bool atomic_dec_and_test(atomic_t *v)
{
	bool zero;

	asm volatile("lock decl %1" : "=@ccz"(zero), "+m"(v->counter) : : "memory");
	return zero;
}

static __always_inline bool atomic_inc_and_test(atomic_t *v)
{
	bool zero;

	asm volatile("lock incl %1" : "=@ccz"(zero), "+m"(v->counter) : : "memory");
	return zero;
}

static __always_inline bool atomic_add_negative(int i, atomic_t *v)
{
	bool negative;

	asm volatile("lock addl %2, %1"
		     : "=@ccs"(negative), "+m"(v->counter) : "ir"(i) : "memory");
	return negative;
}

static __always_inline int atomic_xchg(atomic_t *v, int i)
{
	return xchg(&v->counter, i);
}

static __always_inline int atomic_cmpxchg(atomic_t *v, int old, int new)
{
	return cmpxchg(&v->counter, old, new);
}

static __always_inline bool atomic_try_cmpxchg(atomic_t *v, int *old, int new)
{
	return try_cmpxchg(&v->counter, old, new);
}

static __always_inline int atomic_fetch_or(int i, atomic_t *v)
{
	int old = atomic_read(v);

	while (!atomic_try_cmpxchg(v, &old, old | i))
		;
	return old;
}

static __always_inline int atomic_fetch_and(int i, atomic_t *v)
{
	int old = atomic_read(v);

	while (!atomic_try_cmpxchg(v, &old, old & i))
		;
	return old;
}

static __always_inline int atomic_fetch_xor(int i, atomic_t *v)
{
	int old = atomic_read(v);

	while (!atomic_try_cmpxchg(v, &old, old ^ i))
		;
	return old;
}

static __always_inline int atomic_fetch_andnot(int i, atomic_t *v)
{
	int old = atomic_read(v);

	while (!atomic_try_cmpxchg(v, &old, old & ~i))
		;
	return old;
}

#ifdef __LP64__
static __always_inline s64 atomic64_read(const atomic64_t *v)
{
	return READ_ONCE(v->counter);
}

static __always_inline void atomic64_set(atomic64_t *v, s64 i)
{
	WRITE_ONCE(v->counter, i);
}

static __always_inline void atomic64_add(s64 i, atomic64_t *v)
{
	asm volatile("lock addq %1, %0" : "+m"(v->counter) : "er"(i) : "memory");
}

static __always_inline void atomic64_sub(s64 i, atomic64_t *v)
{
	asm volatile("lock subq %1, %0" : "+m"(v->counter) : "er"(i) : "memory");
}

static __always_inline void atomic64_and(s64 i, atomic64_t *v)
{
	asm volatile("lock andq %1, %0" : "+m"(v->counter) : "er"(i) : "memory");
}

static __always_inline void atomic64_or(s64 i, atomic64_t *v)
{
	asm volatile("lock orq %1, %0" : "+m"(v->counter) : "er"(i) : "memory");
}

static __always_inline void atomic64_xor(s64 i, atomic64_t *v)
{
	asm volatile("lock xorq %1, %0" : "+m"(v->counter) : "er"(i) : "memory");
}

static __always_inline void atomic64_andnot(s64 i, atomic64_t *v)
{
	atomic64_and(~i, v);
}

static __always_inline void atomic64_inc(atomic64_t *v)
{
	asm volatile("lock incq %0" : "+m"(v->counter) : : "memory");
}

static __always_inline void atomic64_dec(atomic64_t *v)
{
	asm volatile("lock decq %0" : "+m"(v->counter) : : "memory");
}

static __always_inline s64 atomic64_fetch_add(s64 i, atomic64_t *v)
{
	return xadd(&v->counter, i);
}

static __always_inline s64 atomic64_fetch_sub(s64 i, atomic64_t *v)
{
	return xadd(&v->counter, -i);
}

static __always_inline s64 atomic64_add_return(s64 i, atomic64_t *v)
{
	return i + xadd(&v->counter, i);
}

static __always_inline s64 atomic64_sub_return(s64 i, atomic64_t *v)
{
	return atomic64_add_return(-i, v);
}

static __always_inline bool atomic64_sub_and_test(s64 i, atomic64_t *v)
{
	bool zero;

	asm volatile("lock subq %2, %1"
		     : "=@ccz"(zero), "+m"(v->counter) : "er"(i) : "memory");
	return zero;
}

static __always_inline bool atomic64_dec_and_test(atomic64_t *v)
{
	bool zero;

	asm volatile("lock decq %1" : "=@ccz"(zero), "+m"(v->counter) : : "memory");
	return zero;
}

static __always_inline bool atomic64_inc_and_test(atomic64_t *v)
{
	bool zero;

	asm volatile("lock incq %1" : "=@ccz"(zero), "+m"(v->counter) : : "memory");
	return zero;
}

static __always_inline bool atomic64_add_negative(s64 i, atomic64_t *v)
{
	bool negative;

	asm volatile("lock addq %2, %1"
		     : "=@ccs"(negative), "+m"(v->counter) : "er"(i) : "memory");
	return negative;
}

static __always_inline s64 atomic64_xchg(atomic64_t *v, s64 i)
{
	return xchg(&v->counter, i);
}

static __always_inline s64 atomic64_cmpxchg(atomic64_t *v, s64 old, s64 new)
{
	return cmpxchg(&v->counter, old, new);
}

static __always_inline bool atomic64_try_cmpxchg(atomic64_t *v, s64 *old, s64 new)
{
	return try_cmpxchg(&v->counter, old, new);
}

static __always_inline s64 atomic64_fetch_or(s64 i, atomic64_t *v)
{
	s64 old = atomic64_read(v);

	while (!atomic64_try_cmpxchg(v, &old, old | i))
		;
	return old;
}

static __always_inline s64 atomic64_fetch_and(s64 i, atomic64_t *v)
{
	s64 old = atomic64_read(v);

	while (!atomic64_try_cmpxchg(v, &old, old & i))
		;
	return old;
}

static __always_inline s64 atomic64_fetch_xor(s64 i, atomic64_t *v)
{
	s64 old = atomic64_read(v);

	while (!atomic64_try_cmpxchg(v, &old, old ^ i))
		;
	return old;
}

static __always_inline s64 atomic64_fetch_andnot(s64 i, atomic64_t *v)
{
	s64 old = atomic64_read(v);

	while (!atomic64_try_cmpxchg(v, &old, old & ~i))
		;
	return old;
}
#endif

#endif /* ASM_ATOMIC_H */
