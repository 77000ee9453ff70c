/* SPDX-License-Identifier: MIT */
/*
 * asm/time.h - the clocks of a PC: PIT, TSC, local APIC timer
 *
 * time_init() measures the TSC and the local APIC timer against the PIT, once,
 * and registers what works with <linux/clocksource.h> and <linux/clockchips.h>.
 */
#ifndef ASM_TIME_H
#define ASM_TIME_H

#include <linux/types.h>

#define PIT_TICK_RATE	1193182ul	/* Hz, all PCs since 1981 */

void time_init(void);

/* pit.c: is there a PIT that counts?  Its gate-2 channel measures intervals. */
bool pit_present(void);
void pit_clockevent_init(void);
void pit_clocksource_init(void);

/* tsc.c: 0 until measured. */
extern unsigned int tsc_khz;
void tsc_init(void);

#endif /* ASM_TIME_H */
