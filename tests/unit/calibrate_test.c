// SPDX-License-Identifier: MIT
/*
 * tests/unit/calibrate_test.c - the clocks are measured right, whatever the host does meanwhile
 *
 * The reference is made of the TSC itself, so what must come out is known.  A host that
 * takes its processor away for a while is a reference that takes long to read.
 */

#include <kunit/test.h>
#include <linux/math64.h>

#include <asm/msr.h>
#include <asm/tsc.h>

#include "../../arch/x86/time/time_private.h"

#define PIT_HZ		1193182u
#define PIT_BITS	0xffffu			/* comes round after 55 ms */
#define ACPI_PM_HZ	3579545u
#define ACPI_PM_BITS	0xffffffu

/* What the host does to us. */
static struct host {
	unsigned int reads;
	unsigned int next;		/* the read during which it pauses ... */
	unsigned int every;		/* ... and so many reads later again */
	unsigned int pauses;		/* still to come */
	unsigned int usec;
} host;

static u64 in_counts(u64 tsc, u32 hz)
{
	return mul_u64_u64_div_u64(tsc, hz, (u64)tsc_khz * 1000);
}

static void burn(unsigned int usec)
{
	u64 end = rdtsc() + (u64)usec * tsc_khz / 1000;

	while (rdtsc() < end)
		for (unsigned int i = 0; i < 1000; i++)
			barrier();
}

static u32 read_with_pauses(u32 hz, u32 mask)
{
	u64 tsc = rdtsc();

	/* After the count has been taken, as an emulator latches it. */
	if (host.pauses && ++host.reads == host.next) {
		host.pauses--;
		host.next += host.every;
		burn(host.usec);
	}
	return (u32)in_counts(tsc, hz) & mask;
}

static u32 read_pit(void)
{
	return read_with_pauses(PIT_HZ, PIT_BITS);
}

static u32 read_acpi_pm(void)
{
	return read_with_pauses(ACPI_PM_HZ, ACPI_PM_BITS);
}

static const struct ref_clock short_clock = {
	.name = "short", .read = read_pit, .mask = PIT_BITS, .hz = PIT_HZ,
	.comes_round_soon = true,
};

static const struct ref_clock long_clock = {
	.name = "long", .read = read_acpi_pm, .mask = ACPI_PM_BITS, .hz = ACPI_PM_HZ,
};

static void expect_right_rate(struct kunit *test, const struct ref_clock *ref)
{
	struct calibration rates = calibrate_against(ref);
	u32 error = max(rates.tsc_khz, tsc_khz) - min(rates.tsc_khz, tsc_khz);

	KUNIT_EXPECT_LT_MSG(test, error, tsc_khz / 200, "%u kHz instead of %u, by the %s clock",
			    rates.tsc_khz, tsc_khz, ref->name);
}

static void undisturbed(struct kunit *test)
{
	host.pauses = 0;
	expect_right_rate(test, &short_clock);
	expect_right_rate(test, &long_clock);
}

static void plan_pauses(unsigned int first, unsigned int every, unsigned int pauses,
			unsigned int usec)
{
	host = (struct host){ .next = first, .every = every, .pauses = pauses, .usec = usec };
}

/* One pause in the window, longer than the reference takes to come round. */
static void pause_hides_a_round(struct kunit *test)
{
	plan_pauses(2000, 0, 1, 60000);
	expect_right_rate(test, &short_clock);
	plan_pauses(2000, 0, 1, 60000);
	expect_right_rate(test, &long_clock);
}

static void pause_at_an_edge(struct kunit *test)
{
	for (unsigned int i = 1; i < 40; i += 3) {
		plan_pauses(i, 0, 1, 3000);
		expect_right_rate(test, &short_clock);
	}
}

/* Several at each edge. */
static void many_short_pauses(struct kunit *test)
{
	plan_pauses(50, 13, 40, 300);
	expect_right_rate(test, &short_clock);
	plan_pauses(50, 13, 40, 300);
	expect_right_rate(test, &long_clock);
}

/* Two of them in each window: neither is more than half of it. */
static void pauses_come_in_pairs(struct kunit *test)
{
	plan_pauses(100, 500, 4, 57000);
	expect_right_rate(test, &short_clock);
}

static u32 read_stopped(void)
{
	return 4711;
}

static void stopped_clock_is_noticed(struct kunit *test)
{
	const struct ref_clock stopped = {
		.name = "stopped", .read = read_stopped, .mask = PIT_BITS, .hz = PIT_HZ,
	};

	KUNIT_EXPECT_EQ(test, calibrate_against(&stopped).tsc_khz, 0u);
}

static struct kunit_case calibrate_cases[] = {
	KUNIT_CASE(undisturbed),
	KUNIT_CASE(pause_hides_a_round),
	KUNIT_CASE(pause_at_an_edge),
	KUNIT_CASE(many_short_pauses),
	KUNIT_CASE(pauses_come_in_pairs),
	KUNIT_CASE(stopped_clock_is_noticed),
	{ }
};

static struct kunit_suite calibrate_suite = {
	.name = "calibrate",
	.test_cases = calibrate_cases,
};
kunit_test_suite(calibrate_suite);
