/* SPDX-License-Identifier: MIT */
/*
 * asm/barrier.h - each barrier with the reason it exists
 *
 * x86 keeps loads in order with loads, stores with stores, and never lets a
 * store overtake an earlier load.  The one reordering left is a load passing an
 * earlier store to another address (the store waits in the store buffer).  So
 * smp_rmb() and smp_wmb() only stop the compiler, and smp_mb() needs an
 * instruction: a locked one on the stack is cheaper than mfence.
 * Intel SDM vol. 3, "Memory Ordering".
 */
#ifndef ASM_BARRIER_H
#define ASM_BARRIER_H

#include <linux/compiler.h>

/* Against devices: order ordinary memory with uncached accesses too. */
#define mb() asm volatile("mfence" : : : "memory")
#define rmb() asm volatile("lfence" : : : "memory")
#define wmb() asm volatile("sfence" : : : "memory")
#define dma_rmb() barrier()
#define dma_wmb() barrier()

#ifdef __LP64__
#define smp_mb() asm volatile("lock addl $0, -4(%%rsp)" : : : "memory", "cc")
#else
#define smp_mb() asm volatile("lock addl $0, -4(%%esp)" : : : "memory", "cc")
#endif
#define smp_rmb() barrier()
#define smp_wmb() barrier()

#define smp_store_mb(var, value) do { (void)xchg(&(var), (value)); } while (0)
#define smp_store_release(p, v) do { barrier(); WRITE_ONCE(*(p), (v)); } while (0)
#define smp_load_acquire(p) ({ __typeof__(*(p)) __v = READ_ONCE(*(p)); barrier(); __v; })

/* A locked instruction is a full barrier already. */
#define smp_mb__before_atomic() barrier()
#define smp_mb__after_atomic() barrier()
#define smp_mb__after_spinlock() barrier()
#define smp_acquire__after_ctrl_dep() barrier()

#define smp_cond_load_relaxed(ptr, cond_expr) ({		\
	__typeof__(*(ptr)) VAL;					\
	for (;;) {						\
		VAL = READ_ONCE(*(ptr));			\
		if (cond_expr)					\
			break;					\
		asm volatile("pause" : : : "memory");		\
	}							\
	VAL; })
#define smp_cond_load_acquire(ptr, cond_expr) ({		\
	__typeof__(*(ptr)) __val = smp_cond_load_relaxed(ptr, cond_expr); \
	barrier();						\
	__val; })

#endif /* ASM_BARRIER_H */
