/* SPDX-License-Identifier: MIT */
/*
 * asm/cmpxchg.h - exchange, compare-and-exchange, exchange-and-add on memory
 *
 * Each is atomic over all CPUs and a full barrier.  The size is the variable's.
 * Intel SDM vol. 2, "XCHG", "CMPXCHG", "XADD".
 */
#ifndef ASM_CMPXCHG_H
#define ASM_CMPXCHG_H

#include <linux/compiler.h>
#include <linux/types.h>

#define xchg(ptr, v) ({							\
	__typeof__(*(ptr)) __xv = (__typeof__(*(ptr)))(v);		\
	asm volatile("xchg %0, %1" : "+r"(__xv), "+m"(*(ptr)) : : "memory"); \
	__xv; })

#define __cmpxchg(lock, ptr, old, new) ({				\
	__typeof__(*(ptr)) __cret;					\
	__typeof__(*(ptr)) __cexp = (__typeof__(*(ptr)))(old);		\
	__typeof__(*(ptr)) __cnew = (__typeof__(*(ptr)))(new);		\
	asm volatile(lock "cmpxchg %2, %1"				\
		     : "=a"(__cret), "+m"(*(ptr))			\
		     : "r"(__cnew), "0"(__cexp) : "memory");		\
	__cret; })

#define __try_cmpxchg(lock, ptr, pold, new) ({				\
	bool __ok;							\
	__typeof__(*(ptr)) *__pold = (__typeof__(*(ptr)) *)(pold);	\
	__typeof__(*(ptr)) __cexp = *__pold;				\
	__typeof__(*(ptr)) __cnew = (__typeof__(*(ptr)))(new);		\
	asm volatile(lock "cmpxchg %3, %1"				\
		     : "=@ccz"(__ok), "+m"(*(ptr)), "+a"(__cexp)	\
		     : "r"(__cnew) : "memory");				\
	if (unlikely(!__ok))						\
		*__pold = __cexp;					\
	likely(__ok); })

#define cmpxchg(ptr, old, new) __cmpxchg("lock ", ptr, old, new)
#define try_cmpxchg(ptr, pold, new) __try_cmpxchg("lock ", ptr, pold, new)
/* Atomic only against interrupts of the same CPU. */
#define cmpxchg_local(ptr, old, new) __cmpxchg("", ptr, old, new)
#define cmpxchg64(ptr, old, new) cmpxchg(ptr, old, new)

#define xadd(ptr, inc) ({						\
	__typeof__(*(ptr)) __av = (inc);				\
	asm volatile("lock xadd %0, %1" : "+r"(__av), "+m"(*(ptr)) : : "memory", "cc"); \
	__av; })

#define cmpxchg_relaxed cmpxchg
#define cmpxchg_acquire cmpxchg
#define cmpxchg_release cmpxchg
#define try_cmpxchg_relaxed try_cmpxchg
#define try_cmpxchg_acquire try_cmpxchg
#define try_cmpxchg_release try_cmpxchg
#define xchg_relaxed xchg
#define xchg_acquire xchg
#define xchg_release xchg

#endif /* ASM_CMPXCHG_H */
