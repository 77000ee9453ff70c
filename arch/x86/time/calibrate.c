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
 *   between A and B grow with the remaining uncertainty: half a millisecond at best,
 *   5 ms at most.
 *
 *   A host may stop this CPU for a tenth of a second between any two instructions.
 *   At an edge that makes the edge uncertain, and another one is taken.  Between A and
 *   B it does no harm, since all clocks go on counting - unless the reference comes
 *   round meanwhile, as the PIT does every 55 ms: then a rate many times too high comes
 *   out.  But then pauses, reads that took very much longer than others, were more than
 *   half of that window, and it is not believed. [R1]
 *
 *   Window follows window until two in a row agree. [R2]  If none do, the smallest
 *   rate is taken: what a pause hides makes a rate too high, never too low.
 *
 * Context: boot, interrupts off.  Bounded by the number of reads.
 *
 * Compared with Linux: the same idea as its quick PIT calibration, with edges at
 * both ends.  Nothing here waits for a second of the RTC.
 */

#define pr_fmt(fmt) "time: " fmt

#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/printk.h>

#include <asm/apic.h>
#include <asm/msr.h>

#include "time_private.h"

#define EDGES			4	/* the best of so many is taken */
#define MAX_READS		100000	/* of a clock that has stopped */
#define PAUSE			100	/* times the usual time from read to read */
#define MIN_WINDOW_US		500
#define MAX_WINDOW_US		5000
#define WINDOW_PER_ERROR	5000	/* window / uncertainty that we are content with */
#define MAX_WINDOWS		40
#define AGREEMENT		500	/* two windows agree if they differ by less than 1/500 */

struct stamp {
	u32 ref;		/* the reference count that has just begun */
	u32 lapic;
	u64 tsc;
	u64 uncertainty;	/* TSC cycles in which the edge lies, and the stamps were taken */
};

/* Who reads the reference, again and again. */
struct reader {
	const struct ref_clock *ref;
	u32 count;		/* as last read ... */
	u64 tsc;		/* ... just before this */
	u64 shortest;		/* TSC cycles between two reads */
	u64 paused;		/* those between reads far apart, in this window */
	unsigned int unchanged;	/* so many reads with the same count */
};

/* False if the reference does not move. */
static bool read_ref(struct reader *r)
{
	u32 count = r->ref->read();
	u64 tsc = rdtsc(), took = tsc - r->tsc;

	r->unchanged = count == r->count ? r->unchanged + 1 : 0;
	r->shortest = min(r->shortest, took);
	if (took > r->shortest * PAUSE)
		r->paused += took;
	r->count = count;
	r->tsc = tsc;
	return r->unchanged < MAX_READS;
}

/* Wait for the next edge. */
static bool stamp_edge(struct reader *r, struct stamp *s)
{
	u64 before;

	do {
		before = r->tsc;
		if (!read_ref(r))
			return false;
	} while (r->unchanged);
	s->ref = r->count;
	s->tsc = r->tsc;
	s->lapic = lapic_in_use() ? lapic_timer_count() : 0;
	s->uncertainty = rdtsc() - before;
	return true;
}

static bool stamp_best_edge(struct reader *r, struct stamp *best)
{
	struct stamp s;
	int i;

	best->uncertainty = ~0ull;
	for (i = 0; i < EDGES; i++) {
		if (!stamp_edge(r, &s))
			return false;
		if (s.uncertainty < best->uncertainty)
			*best = s;
	}
	return true;
}

static u32 elapsed(const struct ref_clock *ref, const struct stamp *a, u32 now)
{
	return (now - a->ref) & ref->mask;
}

/* Wait until @us have passed since @a. */
static bool wait_window(struct reader *r, const struct stamp *a, u32 us)
{
	u32 counts = (u32)div_u64((u64)us * r->ref->hz, 1000000);

	while (elapsed(r->ref, a, r->count) < counts)
		if (!read_ref(r))
			return false;
	return true;
}

/*
 * How long a window makes @a's uncertainty small?  That is in TSC cycles, whose
 * length the first half millisecond tells well enough.
 */
static u32 window_us(const struct reader *r, const struct stamp *a)
{
	u64 cycles_wanted = a->uncertainty * WINDOW_PER_ERROR;
	u64 cycles_per_window = r->tsc - a->tsc;

	return (u32)min((u64)MAX_WINDOW_US,
			div64_u64(cycles_wanted * MIN_WINDOW_US, cycles_per_window));
}

/* From the edge @a to an edge @b. */
static bool measure_window(struct reader *r, const struct stamp *a, struct stamp *b)
{
	r->paused = 0;
	return wait_window(r, a, MIN_WINDOW_US) && wait_window(r, a, window_us(r, a)) &&
	       stamp_best_edge(r, b);
}

/* [R1] */
static bool may_have_come_round(const struct reader *r, const struct stamp *a,
				const struct stamp *b)
{
	return r->ref->comes_round_soon && r->paused > (b->tsc - a->tsc) / 2;
}

/* @counts of a clock in @ref_counts of the reference, as kHz */
static u32 to_khz(const struct ref_clock *ref, u64 counts, u32 ref_counts)
{
	return (u32)div64_u64(counts * ref->hz, (u64)ref_counts * 1000);
}

static struct calibration rates_between(const struct ref_clock *ref, const struct stamp *a,
					const struct stamp *b)
{
	u32 counts = elapsed(ref, a, b->ref);

	return (struct calibration){
		.tsc_khz = to_khz(ref, b->tsc - a->tsc, counts),
		.lapic_khz = to_khz(ref, b->lapic - a->lapic, counts),
	};
}

/* [R2] */
static bool agree(u32 x, u32 y)
{
	return max(x, y) - min(x, y) < x / AGREEMENT;
}

/**
 * calibrate_against - measure TSC and local APIC timer against @ref
 *
 * The local APIC timer must be running freely, if there is one.
 * Return: the rates, or zeroes when @ref stops.
 */
struct calibration calibrate_against(const struct ref_clock *ref)
{
	struct reader r = { .ref = ref, .count = ref->read(), .tsc = rdtsc(),
			    .shortest = ~0ull };
	struct calibration rates, best = { .tsc_khz = ~0u };
	struct stamp before, a, b;
	u32 last_khz = 0;
	int i;

	if (!stamp_best_edge(&r, &a))
		return (struct calibration){ 0 };
	for (i = 0; i < MAX_WINDOWS; i++, before = a, a = b) {
		if (!measure_window(&r, &a, &b))
			return (struct calibration){ 0 };
		rates = rates_between(ref, &a, &b);
		if (rates.tsc_khz < best.tsc_khz)
			best = rates;
		if (may_have_come_round(&r, &a, &b))
			rates.tsc_khz = 0;
		else if (last_khz && agree(rates.tsc_khz, last_khz))
			return rates_between(ref, &before, &b);
		last_khz = rates.tsc_khz;
	}
	pr_warn("the %s and the TSC do not agree, %u.%03u MHz is a guess\n", ref->name,
		best.tsc_khz / 1000, best.tsc_khz % 1000);
	return best;
}
