// SPDX-License-Identifier: MIT
/*
 * tests/unit/time_test.c - clocks, conversions, the calendar, and the ways to wait
 *
 * Lower bounds ("never early") hold on any machine and are always checked; upper
 * bounds only mean something where time is virtual.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/rtc.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/time.h>
#include <linux/timekeeping.h>

#define SECS_PER_DAY	86400LL

/* Promise: to jiffies rounds up, back is exact, and the edges are as on Linux. */
static void conversions_round_up(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(0), 0UL);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(1), 1UL);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(4), 1UL);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(5), 2UL);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(1000), (unsigned long)HZ);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies((unsigned int)-1), MAX_JIFFY_OFFSET);
	KUNIT_EXPECT_EQ(test, usecs_to_jiffies(1), 1UL);
	KUNIT_EXPECT_EQ(test, usecs_to_jiffies(4000), 1UL);
	KUNIT_EXPECT_EQ(test, usecs_to_jiffies(4001), 2UL);
	KUNIT_EXPECT_EQ(test, nsecs_to_jiffies(3999999), 0UL);
	KUNIT_EXPECT_EQ(test, nsecs_to_jiffies(4000000), 1UL);
	KUNIT_EXPECT_EQ(test, jiffies_to_msecs(HZ), 1000u);
	KUNIT_EXPECT_EQ(test, jiffies_to_usecs(3), 12000u);
	KUNIT_EXPECT_EQ(test, jiffies_to_nsecs(1), 4000000ULL);
	KUNIT_EXPECT_EQ(test, jiffies_to_clock_t(HZ), (clock_t)USER_HZ);
	KUNIT_EXPECT_EQ(test, clock_t_to_jiffies(USER_HZ), (unsigned long)HZ);
	KUNIT_EXPECT_EQ(test, clock_t_to_jiffies(~0UL), ~0UL);
}

/* Promise: comparisons of jiffies survive the wrap. */
static void comparisons_survive_the_wrap(struct kunit *test)
{
	unsigned long before = ~0UL - 5, after = 5;

	KUNIT_EXPECT_TRUE(test, time_after(after, before));
	KUNIT_EXPECT_TRUE(test, time_before(before, after));
	KUNIT_EXPECT_FALSE(test, time_after(before, before));
	KUNIT_EXPECT_TRUE(test, time_after_eq(before, before));
	KUNIT_EXPECT_TRUE(test, time_in_range(0UL, before, after));
	KUNIT_EXPECT_TRUE(test, time_after32(5u, 0xfffffffau));
}

/* Promise: jiffies starts five minutes before its low word wraps, and is jiffies_64. */
static void jiffies_start_before_the_wrap(struct kunit *test)
{
	void *low_word = (void *)&jiffies;

	KUNIT_EXPECT_EQ(test, (u32)INITIAL_JIFFIES, (u32)(-300 * HZ));
	KUNIT_EXPECT_TRUE(test, time_after_eq(jiffies, INITIAL_JIFFIES));
	/* Two names of one word: clang would take them for two words. */
	OPTIMIZER_HIDE_VAR(low_word);
	KUNIT_EXPECT_PTR_EQ(test, low_word, (void *)&jiffies_64);
}

/* The calendar by counting, day for day */
struct day {
	long year;
	int month, mday, yday, wday;
};

static void step_day(struct day *d)
{
	d->wday = (d->wday + 1) % 7;
	d->yday++;
	if (++d->mday <= rtc_month_days((unsigned int)d->month, (unsigned int)d->year))
		return;
	d->mday = 1;
	if (++d->month < 12)
		return;
	d->month = 0;
	d->yday = 0;
	d->year++;
}

/* Promise: every day of 800 years converts to the right date, and back. */
static void calendar_agrees_with_counting(struct kunit *test)
{
	struct day d = { .year = 1600, .month = 0, .mday = 1, .yday = 0, .wday = 6 };
	time64_t seconds = mktime64(1600, 1, 1, 0, 0, 0);

	for (; d.year < 2400; seconds += SECS_PER_DAY, step_day(&d)) {
		struct tm tm;

		time64_to_tm(seconds + 3723, 0, &tm);	/* 01:02:03 */
		if (tm.tm_year + 1900 != d.year || tm.tm_mon != d.month || tm.tm_mday != d.mday ||
		    tm.tm_yday != d.yday || tm.tm_wday != d.wday || tm.tm_hour != 1 ||
		    tm.tm_min != 2 || tm.tm_sec != 3 ||
		    mktime64((unsigned int)d.year, (unsigned int)d.month + 1, (unsigned int)d.mday,
			     0, 0, 0) != seconds) {
			KUNIT_FAIL(test, "wrong at %ld-%d-%d", d.year, d.month + 1, d.mday);
			return;
		}
	}
	KUNIT_EXPECT_EQ(test, mktime64(1970, 1, 1, 0, 0, 0), 0LL);
	KUNIT_EXPECT_EQ(test, mktime64(2024, 1, 1, 0, 0, 0), 1704067200LL);
}

static void ktime_arithmetic(struct kunit *test)
{
	struct timespec64 ts = ns_to_timespec64(-1);

	KUNIT_EXPECT_EQ(test, ts.tv_sec, -1LL);
	KUNIT_EXPECT_EQ(test, ts.tv_nsec, 999999999L);
	KUNIT_EXPECT_EQ(test, ktime_set(2, 5), 2000000005LL);
	KUNIT_EXPECT_EQ(test, ktime_set(KTIME_SEC_MAX, 0), KTIME_MAX);
	KUNIT_EXPECT_EQ(test, ktime_add_safe(KTIME_MAX - 1, 5), KTIME_MAX);
	KUNIT_EXPECT_EQ(test, ktime_to_ms(1999999), 1LL);
	KUNIT_EXPECT_EQ(test, ktime_us_delta(5000, 2000), 3LL);
	KUNIT_EXPECT_TRUE(test, ktime_before(1, 2));
	ts = timespec64_sub((struct timespec64){ 5, 0 }, (struct timespec64){ 1, 1 });
	KUNIT_EXPECT_EQ(test, ts.tv_sec, 3LL);
	KUNIT_EXPECT_EQ(test, ts.tv_nsec, 999999999L);
}

static void wide_multiplication_and_division(struct kunit *test)
{
	u64 rest;

	KUNIT_EXPECT_EQ(test, mul_u64_u32_shr(~0ULL, 1u << 31, 31), ~0ULL);
	KUNIT_EXPECT_EQ(test, div64_u64_rem(1000000000000000007ULL, 1000000007ULL, &rest),
			999999993ULL);
	KUNIT_EXPECT_EQ(test, rest, 56ULL);
	KUNIT_EXPECT_EQ(test, div_s64(-7, 2), -3LL);
}

/* Promise: no clock goes back, over enough readings to meet ticks. */
static void clocks_never_go_back(struct kunit *test)
{
	ktime_t last = ktime_get(), last_coarse = ktime_get_coarse();
	u64 last_sched = sched_clock();
	unsigned long start = jiffies;
	bool back = false;

	while (time_before(jiffies, start + 5)) {
		ktime_t coarse = ktime_get_coarse(), now = ktime_get();
		u64 sched = sched_clock();

		back |= now < last || coarse < last_coarse || sched < last_sched || coarse > now;
		last = now;
		last_coarse = coarse;
		last_sched = sched;
	}
	KUNIT_EXPECT_FALSE(test, back);
}

/* Promise: writing the time down, as each tick does, loses nothing, not even fractions of a ns. */
static void clock_follows_its_counter_exactly(struct kunit *test)
{
	struct clocksource *cs = clocksource_current();
	unsigned long flags;
	u64 c0, c1, c2, low, high;
	ktime_t t0, t1;

	if (!(cs->flags & CLOCK_SOURCE_IS_CONTINUOUS))
		kunit_skip(test, "no continuous counter");
	local_irq_save(flags);
	c0 = cs->read(cs);
	t0 = ktime_get();
	for (int i = 0; i < 2000; i++)
		update_wall_time();
	c1 = cs->read(cs);
	t1 = ktime_get();
	c2 = cs->read(cs);
	local_irq_restore(flags);

	low = mul_u64_u32_shr((c1 - c0) & cs->mask, cs->mult, cs->shift);
	high = mul_u64_u32_shr((c2 - c0) & cs->mask, cs->mult, cs->shift);
	/* t0 was read a little behind c0: in virtual time, fewer than 40 ns. */
	if (bench_counts_instructions())
		KUNIT_EXPECT_GE(test, (u64)ktime_sub(t1, t0) + 40, low);
	KUNIT_EXPECT_LE(test, (u64)ktime_sub(t1, t0), high + 1);
}

/* Promise: jiffies follow the monotonic clock: never ahead of it, at most a tick behind. */
static void jiffies_follow_the_clock(struct kunit *test)
{
	ktime_t t0, t1;
	unsigned long j0 = jiffies, j1;

	while (jiffies == j0)
		cpu_relax();
	t0 = ktime_get();
	j0 = jiffies;
	msleep(40);
	j1 = jiffies;
	while (jiffies == j1)
		cpu_relax();
	t1 = ktime_get();
	j1 = jiffies;
	KUNIT_EXPECT_GE(test, j1 - j0, msecs_to_jiffies(40));
	/*
	 * Both ends are just behind a tick; a late tick may hide up to a whole one.  In real
	 * time the host may stop us between the tick and the reading of the clock.
	 */
	if (bench_counts_instructions())
		KUNIT_EXPECT_LE(test, abs((s64)jiffies_to_nsecs(j1 - j0) - ktime_sub(t1, t0)),
				(s64)TICK_NSEC);
}

/* Promise: the wall clock is years past 1970, moves with the monotonic one, and can be set. */
static void wall_clock_can_be_set(struct kunit *test)
{
	ktime_t offset = ktime_sub(ktime_get_real(), ktime_get());
	struct timespec64 ts = ktime_to_timespec64(ktime_get_real());
	struct timespec64 negative = { .tv_sec = -1 };

	KUNIT_EXPECT_GT(test, ts.tv_sec, mktime64(2020, 1, 1, 0, 0, 0));
	ts.tv_sec += 1000;
	KUNIT_EXPECT_EQ(test, do_settimeofday64(&ts), 0);
	KUNIT_EXPECT_GE(test, ktime_get_real_seconds(), ts.tv_sec - 1);
	KUNIT_EXPECT_EQ(test, do_settimeofday64(&negative), -EINVAL);

	ts = ktime_to_timespec64(ktime_add(ktime_get(), offset));
	KUNIT_EXPECT_EQ(test, do_settimeofday64(&ts), 0);
}

/* Promise: a delay is never shorter than asked, also with interrupts off. */
static void delays_are_never_short(struct kunit *test)
{
	static const unsigned int usecs[] = { 1, 10, 100, 1000 };

	for (unsigned int i = 0; i < ARRAY_SIZE(usecs); i++) {
		unsigned long flags;
		ktime_t start, end;

		local_irq_save(flags);
		start = ktime_get();
		udelay(usecs[i]);
		end = ktime_get();
		local_irq_restore(flags);
		KUNIT_EXPECT_GE(test, ktime_to_ns(ktime_sub(end, start)),
				(s64)usecs[i] * NSEC_PER_USEC);
		if (bench_counts_instructions())
			KUNIT_EXPECT_LE(test, ktime_to_ns(ktime_sub(end, start)),
					(s64)usecs[i] * NSEC_PER_USEC + 1000);
	}
}

/* Promise: msleep() sleeps as long as asked, at most two ticks and the wheel's eighth more. */
static void msleep_is_never_short(struct kunit *test)
{
	static const unsigned int msecs[] = { 1, 4, 10, 50 };

	for (unsigned int i = 0; i < ARRAY_SIZE(msecs); i++) {
		ktime_t start = ktime_get();
		s64 slept;

		msleep(msecs[i]);
		slept = ktime_to_ns(ktime_sub(ktime_get(), start));
		KUNIT_EXPECT_GE(test, slept, (s64)msecs[i] * NSEC_PER_MSEC);
		if (bench_counts_instructions())
			KUNIT_EXPECT_LE(test, slept, (s64)(msecs[i] + msecs[i] / 8) * NSEC_PER_MSEC
					+ 3 * TICK_NSEC);
	}
}

/* Promise: usleep_range() lies between its bounds, far finer than a tick. */
static void usleep_range_keeps_its_bounds(struct kunit *test)
{
	ktime_t start = ktime_get();
	s64 slept;

	usleep_range(200, 300);
	slept = ktime_to_ns(ktime_sub(ktime_get(), start));
	KUNIT_EXPECT_GE(test, slept, 200 * NSEC_PER_USEC);
	if (bench_counts_instructions() && hrtimer_resolution == 1)
		KUNIT_EXPECT_LE(test, slept, 320 * NSEC_PER_USEC);
}

/* Promise: schedule_timeout() returns what is left; in TASK_RUNNING it does not sleep long. */
static void schedule_timeout_tells_what_is_left(struct kunit *test)
{
	long left;

	set_current_state(TASK_INTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, schedule_timeout(2), 0L);
	KUNIT_EXPECT_TRUE(test, task_is_running(current));

	left = schedule_timeout(1000);	/* state is TASK_RUNNING */
	KUNIT_EXPECT_GT(test, left, 900L);
}

/* Promise: schedule_hrtimeout() tells time over from being woken. */
static void schedule_hrtimeout_returns_zero_when_over(struct kunit *test)
{
	ktime_t timeout = us_to_ktime(50), none = 0;

	set_current_state(TASK_UNINTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, schedule_hrtimeout(&timeout, HRTIMER_MODE_REL), 0);
	set_current_state(TASK_UNINTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, schedule_hrtimeout(&none, HRTIMER_MODE_REL), 0);
	KUNIT_EXPECT_TRUE(test, task_is_running(current));
}

/* Promise: the battery clock reads, and its periodic interrupt comes at the set rate. */
static void rtc_interrupts_on_irq_8(struct kunit *test)
{
	struct rtc_device *rtc = rtc_class_open("rtc0");
	unsigned long before;
	struct rtc_time tm;

	if (!rtc)
		kunit_skip(test, "this machine has no battery clock");

	KUNIT_EXPECT_EQ(test, rtc_read_time(rtc, &tm), 0);
	KUNIT_EXPECT_EQ(test, rtc_valid_tm(&tm), 0);
	KUNIT_EXPECT_EQ(test, rtc_irq_set_freq(rtc, 3), -EINVAL);
	KUNIT_EXPECT_EQ(test, rtc_irq_set_freq(rtc, 1024), 0);
	before = READ_ONCE(rtc->irq_count[0]);
	KUNIT_EXPECT_EQ(test, rtc_irq_set_state(rtc, 1), 0);
	KUNIT_EXPECT_GT(test, wait_event_interruptible_timeout(rtc->irq_queue,
				READ_ONCE(rtc->irq_count[0]) >= before + 3, HZ), 0L);
	rtc_class_close(rtc);
}

static struct kunit_case time_cases[] = {
	KUNIT_CASE(conversions_round_up),
	KUNIT_CASE(comparisons_survive_the_wrap),
	KUNIT_CASE(jiffies_start_before_the_wrap),
	KUNIT_CASE(calendar_agrees_with_counting),
	KUNIT_CASE(ktime_arithmetic),
	KUNIT_CASE(wide_multiplication_and_division),
	KUNIT_CASE(clocks_never_go_back),
	KUNIT_CASE(clock_follows_its_counter_exactly),
	KUNIT_CASE(jiffies_follow_the_clock),
	KUNIT_CASE(wall_clock_can_be_set),
	KUNIT_CASE(delays_are_never_short),
	KUNIT_CASE(msleep_is_never_short),
	KUNIT_CASE(usleep_range_keeps_its_bounds),
	KUNIT_CASE(schedule_timeout_tells_what_is_left),
	KUNIT_CASE(schedule_hrtimeout_returns_zero_when_over),
	KUNIT_CASE(rtc_interrupts_on_irq_8),
	{ }
};

static struct kunit_suite time_suite = {
	.name = "time",
	.test_cases = time_cases,
};
kunit_test_suite(time_suite);
