/* SPDX-License-Identifier: MIT */
/* asm/msr.h - model-specific registers and the time-stamp counter */
#ifndef ASM_MSR_H
#define ASM_MSR_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/msr-index.h>

static __always_inline u64 rdmsrl_value(u32 msr)
{
	u32 lo, hi;

	asm volatile("rdmsr" : "=a"(lo), "=d"(hi) : "c"(msr));
	return lo | (u64)hi << 32;
}

#define rdmsrl(msr, val) ((val) = rdmsrl_value(msr))

static __always_inline void wrmsrl(u32 msr, u64 val)
{
	asm volatile("wrmsr" : : "c"(msr), "a"((u32)val), "d"((u32)(val >> 32)) : "memory");
}

static __always_inline u64 rdtsc(void)
{
	u32 lo, hi;

	asm volatile("rdtsc" : "=a"(lo), "=d"(hi));
	return lo | (u64)hi << 32;
}

/* Not before everything earlier has been done. */
static __always_inline u64 rdtsc_ordered(void)
{
	asm volatile("lfence" : : : "memory");
	return rdtsc();
}

#endif /* ASM_MSR_H */
