/* SPDX-License-Identifier: MIT */
/* linux/cache.h - cache line size and placement of shared data */
#ifndef LINUX_CACHE_H
#define LINUX_CACHE_H

#define L1_CACHE_SHIFT 6
#define L1_CACHE_BYTES (1 << L1_CACHE_SHIFT)
#define SMP_CACHE_BYTES L1_CACHE_BYTES
#define L1_CACHE_ALIGN(x) (((x) + L1_CACHE_BYTES - 1) & ~(__typeof__(x))(L1_CACHE_BYTES - 1))
#define ____cacheline_aligned __attribute__((aligned(L1_CACHE_BYTES)))
#define ____cacheline_aligned_in_smp ____cacheline_aligned
#define __cacheline_aligned \
	__attribute__((aligned(L1_CACHE_BYTES), section(".data..cacheline_aligned")))
#define __read_mostly __attribute__((section(".data..read_mostly")))
/* Written by the boot only; read-only from mark_rodata_ro() on. */
#define __ro_after_init __attribute__((section(".data..ro_after_init")))

#endif /* LINUX_CACHE_H */
