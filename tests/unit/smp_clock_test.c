// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_clock_test.c - one time for all CPUs
 *
 * The cases about several CPUs skip where there is one.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/timekeeping.h>
#include <linux/timex.h>

#include <asm/processor.h>
#include <asm/tsc.h>

#include "../../arch/x86/time/time_private.h"
#include "../../kernel/time/tick_internal.h"
#include "smp_crew.h"
#include "smp_help.h"

/* ---- jiffies ---- */

/*
 * tick.c's [J1], looked at whenever something has happened.  Booted with two CPUs in virtual
 * time and nothing before it, it runs while CPU 1 still has its first, periodic tick.
 */
static void jiffies_never_run_ahead(struct kunit *test)
{
	for (unsigned int i = 0; i < 100; i++) {
		ktime_t counted, now;

		usleep_range(500, 510);
		counted = tick_jiffies_update_time();
		now = ktime_get();
		KUNIT_EXPECT_LE(test, counted, now);
	}
}

/* A jiffy is TICK_NSEC, whoever counts it. */
static void jiffies_follow_the_clock(struct kunit *test)
{
	ktime_t begin = tick_jiffies_update_time(), end;
	unsigned long first = jiffies, last;

	for (unsigned int i = 0; i < 20; i++)
		msleep(7 * i);
	/* Between two looks at the time none may be counted. */
	do {
		begin = tick_jiffies_update_time();
		first = jiffies;
	} while (begin != tick_jiffies_update_time());
	msleep(300);
	do {
		end = tick_jiffies_update_time();
		last = jiffies;
	} while (end != tick_jiffies_update_time());
	KUNIT_EXPECT_EQ(test, (u64)(end - begin), (u64)(last - first) * TICK_NSEC);
	KUNIT_EXPECT_GE(test, last - first, msecs_to_jiffies(300));
}

struct watch {
	struct crew crew;
	atomic64_t last;		/* the latest time that anybody has seen */
	atomic_t backwards;		/* so often one saw less than another before it */
	atomic_t rounds;
};

/* What is in w->last was read before we read. */
static void watch_time(struct crew *crew, void *arg)
{
	struct watch *w = arg;

	for (unsigned int i = 0; i < 20000 && !crew_stopped(crew); i++) {
		s64 seen = atomic64_read(&w->last), now = ktime_get();

		if (now < seen)
			atomic_inc(&w->backwards);
		else
			atomic64_cmpxchg(&w->last, seen, now);
		atomic_inc(&w->rounds);
		cpu_relax();
	}
}

static void watch_on_all_cpus(struct kunit *test, struct watch *w)
{
	unsigned int cpu;

	crew_begin(&w->crew);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_TRUE(test, crew_add(&w->crew, cpu, watch_time, w));
}

static void time_never_goes_back_between_cpus(struct kunit *test)
{
	struct watch w = { };

	SKIP_UNLESS_CPUS(test, 2);
	watch_on_all_cpus(test, &w);
	KUNIT_EXPECT_TRUE(test, crew_wait(atomic_read(&w.crew.working) == 1));
	crew_end(&w.crew);
	KUNIT_EXPECT_EQ(test, atomic_read(&w.backwards), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&w.rounds), 20000 * (int)num_online_cpus());
}

/* When it becomes the clock, others look at the time once more before it is read. */
static u64 read_half_rate(struct clocksource *cs)
{
	for (unsigned int i = 0; i < 1000 && irqs_disabled(); i++)
		cpu_relax();
	return get_cycles() / 2;
}

static struct clocksource half_rate = {
	.name = "half-rate", .rating = 450, .read = read_half_rate,
	.mask = CLOCKSOURCE_MASK(60),
	.flags = CLOCK_SOURCE_IS_CONTINUOUS | CLOCK_SOURCE_VALID_FOR_HRES,
};

/* The clock changes to another counter and back while all look. */
static void time_never_goes_back_when_the_clock_changes(struct kunit *test)
{
	struct watch w = { };

	SKIP_UNLESS_CPUS(test, 2);
	watch_on_all_cpus(test, &w);
	for (unsigned int i = 0; i < 10; i++) {
		clocksource_register_khz(&half_rate, tsc_khz / 2);
		usleep_range(200, 400);
		clocksource_unregister(&half_rate);
	}
	KUNIT_EXPECT_TRUE(test, crew_wait(atomic_read(&w.crew.working) == 1));
	crew_end(&w.crew);
	KUNIT_EXPECT_EQ(test, atomic_read(&w.backwards), 0);
}

/* ---- do the counters agree?  As at bring-up, with a counter that does not ---- */

#define TURNS 100u

struct meeting {
	struct crew crew;
	struct tsc_meeting m;
	s64 ahead;			/* of who is not on CPU 0 */
};

static void meet(struct crew *crew, void *arg)
{
	struct meeting *meeting = arg;

	while (READ_ONCE(meeting->m.turns) < TURNS && !crew_stopped(crew)) {
		unsigned long flags;

		local_irq_save(flags);
		tsc_meeting_read(&meeting->m, smp_processor_id() ? meeting->ahead : 0);
		local_irq_restore(flags);
		cpu_relax();
	}
}

static void meet_all(struct kunit *test, struct meeting *meeting)
{
	meeting->m = (struct tsc_meeting){ .last_cpu = ~0u };
	crew_begin(&meeting->crew);
	KUNIT_EXPECT_TRUE(test, crew_add(&meeting->crew, 0, meet, meeting));
	KUNIT_EXPECT_TRUE(test, crew_add(&meeting->crew, nth_cpu(1), meet, meeting));
	KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(meeting->m.turns) >= TURNS));
	crew_end(&meeting->crew);
}

#define AN_HOUR ((s64)tsc_khz * 1000 * 3600)	/* more than any pause of the host */

static void warp_of_a_counter_is_seen(struct kunit *test)
{
	struct meeting meeting = { };

	SKIP_UNLESS_CPUS(test, 2);
	meet_all(test, &meeting);
	KUNIT_EXPECT_EQ(test, meeting.m.warps, 0u);
	KUNIT_EXPECT_EQ(test, meeting.m.max_warp, 0ull);

	meeting.ahead = AN_HOUR;
	meet_all(test, &meeting);
	KUNIT_EXPECT_GT(test, meeting.m.warps, TURNS / 4);
	KUNIT_EXPECT_LE(test, meeting.m.max_warp, (u64)AN_HOUR);
	KUNIT_EXPECT_GT(test, meeting.m.max_warp, (u64)AN_HOUR / 2);

	meeting.ahead = -AN_HOUR;
	meet_all(test, &meeting);
	KUNIT_EXPECT_GT(test, meeting.m.warps, TURNS / 4);
}

static struct kunit_case smp_clock_cases[] = {
	KUNIT_CASE(jiffies_never_run_ahead),
	KUNIT_CASE(jiffies_follow_the_clock),
	KUNIT_CASE(time_never_goes_back_between_cpus),
	KUNIT_CASE(time_never_goes_back_when_the_clock_changes),
	KUNIT_CASE(warp_of_a_counter_is_seen),
	{ }
};

static struct kunit_suite smp_clock_suite = {
	.name = "smp_clock",
	.test_cases = smp_clock_cases,
};
kunit_test_suite(smp_clock_suite);
