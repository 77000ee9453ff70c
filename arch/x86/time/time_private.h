/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/time/time_private.h - what the files of this folder share
 */
#ifndef ARCH_X86_TIME_TIME_PRIVATE_H
#define ARCH_X86_TIME_TIME_PRIVATE_H

#include <linux/atomic.h>
#include <linux/types.h>

#include <asm/spinlock.h>

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

/* tsc.c */
void tsc_clocksource_init(u32 khz);

void acpi_pm_clocksource_init(void);	/* acpi_pm.c */

/* tsc_sync.c: two CPUs compare their counters */
struct tsc_meeting {
	arch_spinlock_t lock;
	u64 last;			/* L: lock; what the last to have it has read */
	u64 max_warp;			/* L: how much a reading was less than the one before */
	unsigned int warps;		/* L: how often */
	unsigned int last_cpu;		/* L */
	unsigned int turns;		/* L: how often it was another CPU than before */
	atomic_t arrived;		/* A: the target, then the source */
	atomic_t left;			/* A: both, in any order; then the source has judged */
};

u64 tsc_meeting_read(struct tsc_meeting *m, s64 tsc_ahead);

#endif /* ARCH_X86_TIME_TIME_PRIVATE_H */
