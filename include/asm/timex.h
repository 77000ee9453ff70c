/* SPDX-License-Identifier: MIT */
/* asm/timex.h - the cycle counter */
#ifndef ASM_TIMEX_H
#define ASM_TIMEX_H

#include <asm/msr.h>

typedef unsigned long long cycles_t;

static inline cycles_t get_cycles(void)
{
	return rdtsc();
}

#endif /* ASM_TIMEX_H */
