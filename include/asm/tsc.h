/* SPDX-License-Identifier: MIT */
/* asm/tsc.h - the time-stamp counter as a clock */
#ifndef ASM_TSC_H
#define ASM_TSC_H

#include <asm/timex.h>

extern unsigned int tsc_khz;	/* I: by time_init(); 0 before */

/* tsc.c: it is not used as a clock any longer */
bool tsc_is_unstable(void);
void mark_tsc_unstable(const char *reason);

/* tsc_sync.c, at the bring-up of another CPU */
void prepare_tsc_sync(void);
void check_tsc_sync_source(unsigned int cpu);
void check_tsc_sync_target(void);

#endif /* ASM_TSC_H */
