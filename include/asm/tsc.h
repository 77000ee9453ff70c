/* SPDX-License-Identifier: MIT */
/* asm/tsc.h - the time-stamp counter as a clock */
#ifndef ASM_TSC_H
#define ASM_TSC_H

#include <asm/timex.h>

extern unsigned int tsc_khz;	/* I: by time_init(); 0 before */

#endif /* ASM_TSC_H */
