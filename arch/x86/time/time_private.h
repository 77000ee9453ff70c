/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/time/time_private.h - what the files of this folder share
 */
#ifndef ARCH_X86_TIME_TIME_PRIVATE_H
#define ARCH_X86_TIME_TIME_PRIVATE_H

#include <linux/types.h>

/* A counter whose rate is known without measuring. */
struct ref_clock {
	const char *name;
	u32 (*read)(void);	/* counts up */
	u32 mask;		/* which bits of it count */
	u32 hz;
	bool comes_round_soon;	/* within a pause that a host may make */
};

/* What one measurement found; 0 = not measured. */
struct calibration {
	u32 tsc_khz;
	u32 lapic_khz;		/* the local APIC timer at divide-by-1 */
};

/* pit.c; probing starts counter 2 */
extern const struct ref_clock pit_ref_clock;
bool pit_probe(void);
bool pit_ref_is_counting(void);
void pit_clockevent_init(void);

struct calibration calibrate_against(const struct ref_clock *ref);	/* calibrate.c */

void tsc_clocksource_init(u32 khz);	/* tsc.c */

#endif /* ARCH_X86_TIME_TIME_PRIVATE_H */
