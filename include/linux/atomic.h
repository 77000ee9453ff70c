/* SPDX-License-Identifier: MIT */
/*
 * linux/atomic.h - atomic_t, atomic64_t, atomic_long_t
 *
 * The primitives come from the architecture; what can be said in terms of them
 * is said here.  On x86 the _relaxed, _acquire and _release forms are the full ones.
 */
#ifndef LINUX_ATOMIC_H
#define LINUX_ATOMIC_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/atomic.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

#define ATOMIC64_INIT(i) { (i) }
#define ATOMIC_LONG_INIT(i) { (i) }

#define atomic_inc_return(v) atomic_add_return(1, v)
#define atomic_dec_return(v) atomic_sub_return(1, v)
#define atomic_fetch_inc(v) atomic_fetch_add(1, v)
#define atomic_fetch_dec(v) atomic_fetch_sub(1, v)
#define atomic_read_acquire(v) smp_load_acquire(&(v)->counter)
#define atomic_set_release(v, i) smp_store_release(&(v)->counter, (i))
#define atomic_add_return_relaxed atomic_add_return
#define atomic_add_return_acquire atomic_add_return
#define atomic_add_return_release atomic_add_return
#define atomic_inc_return_relaxed atomic_inc_return
#define atomic_inc_return_acquire atomic_inc_return
#define atomic_dec_return_release atomic_dec_return
#define atomic_sub_return_release atomic_sub_return
#define atomic_fetch_add_relaxed atomic_fetch_add
#define atomic_fetch_add_acquire atomic_fetch_add
#define atomic_fetch_add_release atomic_fetch_add
#define atomic_fetch_sub_release atomic_fetch_sub
#define atomic_fetch_or_acquire atomic_fetch_or
#define atomic_fetch_andnot_release atomic_fetch_andnot
#define atomic_xchg_relaxed atomic_xchg
#define atomic_xchg_acquire atomic_xchg
#define atomic_xchg_release atomic_xchg
#define atomic_cmpxchg_relaxed atomic_cmpxchg
#define atomic_cmpxchg_acquire atomic_cmpxchg
#define atomic_cmpxchg_release atomic_cmpxchg
#define atomic_try_cmpxchg_relaxed atomic_try_cmpxchg
#define atomic_try_cmpxchg_acquire atomic_try_cmpxchg
#define atomic_try_cmpxchg_release atomic_try_cmpxchg

static __always_inline int atomic_fetch_add_unless(atomic_t *v, int a, int u)
{
	int old = atomic_read(v);

	do {
		if (old == u)
			break;
	} while (!atomic_try_cmpxchg(v, &old, old + a));
	return old;
}

static __always_inline bool atomic_add_unless(atomic_t *v, int a, int u)
{
	return atomic_fetch_add_unless(v, a, u) != u;
}

static __always_inline bool atomic_inc_not_zero(atomic_t *v)
{
	return atomic_add_unless(v, 1, 0);
}

static __always_inline int atomic_dec_if_positive(atomic_t *v)
{
	int old = atomic_read(v);

	do {
		if (old <= 0)
			break;
	} while (!atomic_try_cmpxchg(v, &old, old - 1));
	return old - 1;
}

static __always_inline bool atomic_inc_unless_negative(atomic_t *v)
{
	int old = atomic_read(v);

	do {
		if (old < 0)
			return false;
	} while (!atomic_try_cmpxchg(v, &old, old + 1));
	return true;
}

#ifdef __LP64__
#define atomic64_inc_return(v) atomic64_add_return(1, v)
#define atomic64_dec_return(v) atomic64_sub_return(1, v)
#define atomic64_fetch_inc(v) atomic64_fetch_add(1, v)
#define atomic64_fetch_dec(v) atomic64_fetch_sub(1, v)
#define atomic64_read_acquire(v) smp_load_acquire(&(v)->counter)
#define atomic64_set_release(v, i) smp_store_release(&(v)->counter, (i))
#define atomic64_add_return_relaxed atomic64_add_return
#define atomic64_add_return_acquire atomic64_add_return
#define atomic64_add_return_release atomic64_add_return
#define atomic64_inc_return_relaxed atomic64_inc_return
#define atomic64_inc_return_acquire atomic64_inc_return
#define atomic64_dec_return_release atomic64_dec_return
#define atomic64_sub_return_release atomic64_sub_return
#define atomic64_fetch_add_relaxed atomic64_fetch_add
#define atomic64_fetch_add_acquire atomic64_fetch_add
#define atomic64_fetch_add_release atomic64_fetch_add
#define atomic64_fetch_sub_release atomic64_fetch_sub
#define atomic64_fetch_or_acquire atomic64_fetch_or
#define atomic64_fetch_andnot_release atomic64_fetch_andnot
#define atomic64_xchg_relaxed atomic64_xchg
#define atomic64_xchg_acquire atomic64_xchg
#define atomic64_xchg_release atomic64_xchg
#define atomic64_cmpxchg_relaxed atomic64_cmpxchg
#define atomic64_cmpxchg_acquire atomic64_cmpxchg
#define atomic64_cmpxchg_release atomic64_cmpxchg
#define atomic64_try_cmpxchg_relaxed atomic64_try_cmpxchg
#define atomic64_try_cmpxchg_acquire atomic64_try_cmpxchg
#define atomic64_try_cmpxchg_release atomic64_try_cmpxchg

static __always_inline s64 atomic64_fetch_add_unless(atomic64_t *v, s64 a, s64 u)
{
	s64 old = atomic64_read(v);

	do {
		if (old == u)
			break;
	} while (!atomic64_try_cmpxchg(v, &old, old + a));
	return old;
}

static __always_inline bool atomic64_add_unless(atomic64_t *v, s64 a, s64 u)
{
	return atomic64_fetch_add_unless(v, a, u) != u;
}

static __always_inline bool atomic64_inc_not_zero(atomic64_t *v)
{
	return atomic64_add_unless(v, 1, 0);
}

static __always_inline s64 atomic64_dec_if_positive(atomic64_t *v)
{
	s64 old = atomic64_read(v);

	do {
		if (old <= 0)
			break;
	} while (!atomic64_try_cmpxchg(v, &old, old - 1));
	return old - 1;
}

static __always_inline bool atomic64_inc_unless_negative(atomic64_t *v)
{
	s64 old = atomic64_read(v);

	do {
		if (old < 0)
			return false;
	} while (!atomic64_try_cmpxchg(v, &old, old + 1));
	return true;
}

#define atomic_long_read atomic64_read
#define atomic_long_set atomic64_set
#define atomic_long_add atomic64_add
#define atomic_long_sub atomic64_sub
#define atomic_long_inc atomic64_inc
#define atomic_long_dec atomic64_dec
#define atomic_long_and atomic64_and
#define atomic_long_or atomic64_or
#define atomic_long_xor atomic64_xor
#define atomic_long_andnot atomic64_andnot
#define atomic_long_fetch_add atomic64_fetch_add
#define atomic_long_fetch_sub atomic64_fetch_sub
#define atomic_long_fetch_or atomic64_fetch_or
#define atomic_long_fetch_and atomic64_fetch_and
#define atomic_long_fetch_xor atomic64_fetch_xor
#define atomic_long_fetch_andnot atomic64_fetch_andnot
#define atomic_long_add_return atomic64_add_return
#define atomic_long_sub_return atomic64_sub_return
#define atomic_long_inc_return atomic64_inc_return
#define atomic_long_dec_return atomic64_dec_return
#define atomic_long_fetch_inc atomic64_fetch_inc
#define atomic_long_fetch_dec atomic64_fetch_dec
#define atomic_long_sub_and_test atomic64_sub_and_test
#define atomic_long_dec_and_test atomic64_dec_and_test
#define atomic_long_inc_and_test atomic64_inc_and_test
#define atomic_long_add_negative atomic64_add_negative
#define atomic_long_xchg atomic64_xchg
#define atomic_long_cmpxchg atomic64_cmpxchg
/* Its second argument is a long *, as wide as but not the same as an s64 *. */
#define atomic_long_try_cmpxchg(v, pold, new) atomic64_try_cmpxchg((v), (s64 *)(pold), (new))
#define atomic_long_add_unless atomic64_add_unless
#define atomic_long_inc_not_zero atomic64_inc_not_zero
#define atomic_long_dec_if_positive atomic64_dec_if_positive
#define atomic_long_read_acquire atomic64_read_acquire
#define atomic_long_set_release atomic64_set_release
#define atomic_long_cmpxchg_acquire atomic64_cmpxchg_acquire
#define atomic_long_cmpxchg_release atomic64_cmpxchg_release
#define atomic_long_cmpxchg_relaxed atomic64_cmpxchg_relaxed
#define atomic_long_try_cmpxchg_acquire atomic64_try_cmpxchg_acquire
#define atomic_long_try_cmpxchg_release atomic64_try_cmpxchg_release
#define atomic_long_try_cmpxchg_relaxed atomic64_try_cmpxchg_relaxed
#define atomic_long_fetch_add_unless atomic64_fetch_add_unless
#else
#define atomic_long_read atomic_read
#define atomic_long_set atomic_set
#define atomic_long_add atomic_add
#define atomic_long_sub atomic_sub
#define atomic_long_inc atomic_inc
#define atomic_long_dec atomic_dec
#define atomic_long_and atomic_and
#define atomic_long_or atomic_or
#define atomic_long_xor atomic_xor
#define atomic_long_andnot atomic_andnot
#define atomic_long_fetch_add atomic_fetch_add
#define atomic_long_fetch_sub atomic_fetch_sub
#define atomic_long_fetch_or atomic_fetch_or
#define atomic_long_fetch_and atomic_fetch_and
#define atomic_long_fetch_xor atomic_fetch_xor
#define atomic_long_fetch_andnot atomic_fetch_andnot
#define atomic_long_add_return atomic_add_return
#define atomic_long_sub_return atomic_sub_return
#define atomic_long_inc_return atomic_inc_return
#define atomic_long_dec_return atomic_dec_return
#define atomic_long_fetch_inc atomic_fetch_inc
#define atomic_long_fetch_dec atomic_fetch_dec
#define atomic_long_sub_and_test atomic_sub_and_test
#define atomic_long_dec_and_test atomic_dec_and_test
#define atomic_long_inc_and_test atomic_inc_and_test
#define atomic_long_add_negative atomic_add_negative
#define atomic_long_xchg atomic_xchg
#define atomic_long_cmpxchg atomic_cmpxchg
#define atomic_long_try_cmpxchg atomic_try_cmpxchg
#define atomic_long_add_unless atomic_add_unless
#define atomic_long_inc_not_zero atomic_inc_not_zero
#define atomic_long_dec_if_positive atomic_dec_if_positive
#define atomic_long_read_acquire atomic_read_acquire
#define atomic_long_set_release atomic_set_release
#define atomic_long_cmpxchg_acquire atomic_cmpxchg_acquire
#define atomic_long_cmpxchg_release atomic_cmpxchg_release
#define atomic_long_cmpxchg_relaxed atomic_cmpxchg_relaxed
#define atomic_long_try_cmpxchg_acquire atomic_try_cmpxchg_acquire
#define atomic_long_try_cmpxchg_release atomic_try_cmpxchg_release
#define atomic_long_try_cmpxchg_relaxed atomic_try_cmpxchg_relaxed
#define atomic_long_fetch_add_unless atomic_fetch_add_unless
#endif

#define atomic_cond_read_acquire(v, c) smp_cond_load_acquire(&(v)->counter, (c))
#define atomic_cond_read_relaxed(v, c) smp_cond_load_relaxed(&(v)->counter, (c))

#endif /* LINUX_ATOMIC_H */
