/* SPDX-License-Identifier: MIT */
/* asm/smap.h - may the kernel touch a program's memory now?  Only between stac() and clac() */
#ifndef ASM_SMAP_H
#define ASM_SMAP_H

#include <linux/compiler.h>
#include <linux/types.h>

extern bool smap_enabled;	/* I: arch/x86/cpu/usermode.c */

static __always_inline void stac(void)
{
	if (smap_enabled)
		asm volatile("stac" : : : "memory", "cc");
}

static __always_inline void clac(void)
{
	if (smap_enabled)
		asm volatile("clac" : : : "memory", "cc");
}

#endif /* ASM_SMAP_H */
