// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/calibrate.c - how fast are the TSC and the local APIC timer?
 *
 * What it is for
 *
 *   Both count at a rate that is nowhere written down.  The PIT's rate (and the
 *   ACPI timer's) is the same in every PC, but it is slow to read and coarse: one
 *   count is 838 ns.
 *
 * How it works
 *
 *   Reading the PIT "now" would be wrong by up to a count.  So we read until the
 *   count changes, and take the other clocks' stamps at that edge:
 *
 *      PIT count   ..... 1000 | 1001 ...............  3387 | 3388 ...
 *      reads           x  x  x^x                       x  x^x
 *      stamp                  A                            B
 *
 *      rate = (stamp B - stamp A) / (count B - count A) * PIT rate
 *
 *   The edge lies between two reads, so it is known as exactly as they are near:
 *   a few instructions in an emulator that counts them, microseconds where each
 *   port access is slow.  We take the best of several edges, and let the window
 *   between A and B grow with the remaining uncertainty: 1 ms at best, 10 ms at
 *   most.  An interruption by the host between A and B does no harm, since both
 *   sides go on counting; one at an edge makes that edge uncertain, and another
 *   one is taken.
 *
 * Context: boot, interrupts off.  Bounded by the number of reads.
 *
 * Compared with Linux: the same idea as its quick PIT calibration, with edges at
 * both ends.  Nothing here waits for a second of the RTC.
 */

#include <linux/init.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include <asm/apic.h>
#include <asm/msr.h>

#include "time_private.h"

#define EDGES			4	/* the best of so many is taken */
#define MAX_READS		100000	/* of a clock that has stopped */
#define MIN_WINDOW_US		1000
#define MAX_WINDOW_US		10000
#define WINDOW_PER_ERROR	5000	/* window / uncertainty that we are content with */

struct stamp {
	u32 ref;		/* the reference count that has just begun */
	u32 lapic;
	u64 tsc;
	u64 uncertainty;	/* TSC cycles in which the edge lies */
};

/* Wait for the next edge.  False if the reference does not move. */
static bool __init stamp_edge(const struct ref_clock *ref, struct stamp *s)
{
	u32 first = ref->read();
	u64 before = rdtsc();
	int i;

	for (i = 0; i < MAX_READS; i++) {
		s->ref = ref->read();
		s->tsc = rdtsc();
		if (s->ref != first) {
			s->lapic = lapic_in_use() ? lapic_timer_count() : 0;
			s->uncertainty = s->tsc - before;
			return true;
		}
		before = s->tsc;
	}
	return false;
}

static bool __init stamp_best_edge(const struct ref_clock *ref, struct stamp *best)
{
	struct stamp s;
	int i;

	best->uncertainty = ~0ull;
	for (i = 0; i < EDGES; i++) {
		if (!stamp_edge(ref, &s))
			return false;
		if (s.uncertainty < best->uncertainty)
			*best = s;
	}
	return true;
}

static u32 __init elapsed(const struct ref_clock *ref, const struct stamp *a, u32 now)
{
	return (now - a->ref) & ref->mask;
}

/* Wait until @us have passed since @a. */
static bool __init wait_window(const struct ref_clock *ref, const struct stamp *a, u32 us)
{
	u32 counts = (u32)div_u64((u64)us * ref->hz, 1000000);
	int i;

	for (i = 0; i < MAX_READS; i++)
		if (elapsed(ref, a, ref->read()) >= counts)
			return true;
	return false;
}

/*
 * How long a window makes @a's uncertainty small?  That is in TSC cycles, whose
 * length the first millisecond tells well enough.
 */
static u32 __init window_us(const struct ref_clock *ref, const struct stamp *a)
{
	u64 cycles_wanted = a->uncertainty * WINDOW_PER_ERROR;
	u64 cycles_per_window = rdtsc() - a->tsc;

	return (u32)min((u64)MAX_WINDOW_US,
			div64_u64(cycles_wanted * MIN_WINDOW_US, cycles_per_window));
}

/* @counts of a clock in @ref_counts of the reference, as kHz */
static u32 __init to_khz(const struct ref_clock *ref, u64 counts, u32 ref_counts)
{
	return (u32)div64_u64(counts * ref->hz, (u64)ref_counts * 1000);
}

/**
 * calibrate_against - measure TSC and local APIC timer against @ref
 *
 * The local APIC timer must be running freely, if there is one.
 * Return: the rates, or zeroes when @ref stops.
 */
struct calibration __init calibrate_against(const struct ref_clock *ref)
{
	struct calibration result = { 0 };
	struct stamp a, b;
	u32 counts;

	if (!stamp_best_edge(ref, &a) ||
	    !wait_window(ref, &a, MIN_WINDOW_US) ||
	    !wait_window(ref, &a, window_us(ref, &a)) ||
	    !stamp_best_edge(ref, &b))
		return result;

	counts = elapsed(ref, &a, b.ref);
	result.tsc_khz = to_khz(ref, b.tsc - a.tsc, counts);
	result.lapic_khz = to_khz(ref, b.lapic - a.lapic, counts);
	return result;
}
