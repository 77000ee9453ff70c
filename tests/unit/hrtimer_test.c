// SPDX-License-Identifier: MIT
/*
 * tests/unit/hrtimer_test.c - the promises of kernel/time/hrtimer.c
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/debugobjects.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/timekeeping.h>

#include <asm/processor.h>

#define PIT_IS_LATE_BY	20000LL	/* ns: it cannot be set nearer than some 12 us */

/* A timer that records what its callback saw. */
struct probe {
	struct hrtimer timer;
	struct completion done;
	ktime_t ran_at, interval;
	u64 intervals;
	int runs, rearm, answer;
	bool in_hardirq, in_softirq, irqs_off;
};

static enum hrtimer_restart probe_fn(struct hrtimer *timer)
{
	struct probe *p = container_of(timer, struct probe, timer);

	p->ran_at = hrtimer_cb_get_time(timer);
	p->in_hardirq = in_hardirq();
	p->in_softirq = in_serving_softirq();
	p->irqs_off = irqs_disabled();
	p->answer = hrtimer_try_to_cancel(timer);
	p->runs++;
	if (p->rearm-- > 0) {
		p->intervals += hrtimer_forward_now(timer, p->interval);
		return HRTIMER_RESTART;
	}
	complete(&p->done);
	return HRTIMER_NORESTART;
}

static void probe_init(struct probe *p, clockid_t clock, enum hrtimer_mode mode)
{
	*p = (struct probe){ 0 };
	init_completion(&p->done);
	hrtimer_init(&p->timer, clock, mode);
	p->timer.function = probe_fn;
}

/* Promise: runs once, in hardirq context with interrupts off, not early. */
static void runs_in_hardirq_and_not_early(struct kunit *test)
{
	static const unsigned int usecs[] = { 0, 1, 10, 100, 1000, 9000 };

	for (unsigned int i = 0; i < ARRAY_SIZE(usecs); i++) {
		struct probe p;

		probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
		KUNIT_EXPECT_FALSE(test, hrtimer_active(&p.timer));
		hrtimer_start(&p.timer, us_to_ktime(usecs[i]), HRTIMER_MODE_REL);
		wait_for_completion(&p.done);
		KUNIT_EXPECT_EQ(test, p.runs, 1);
		KUNIT_EXPECT_TRUE(test, p.in_hardirq);
		KUNIT_EXPECT_TRUE(test, p.irqs_off);
		KUNIT_EXPECT_EQ(test, p.answer, -1);	/* its callback was running */
		KUNIT_EXPECT_GE(test, p.ran_at, hrtimer_get_expires(&p.timer));
		if (bench_counts_instructions() && hrtimer_resolution == 1)
			KUNIT_EXPECT_LE(test, p.ran_at - hrtimer_get_expires(&p.timer),
					PIT_IS_LATE_BY);
		KUNIT_EXPECT_EQ(test, hrtimer_cancel(&p.timer), 0);
		KUNIT_EXPECT_FALSE(test, hrtimer_active(&p.timer));
	}
}

/* Promise: with a SOFT mode the callback runs in softirq context, interrupts on. */
static void soft_mode_runs_in_softirq(struct kunit *test)
{
	struct probe p;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	hrtimer_start(&p.timer, us_to_ktime(20), HRTIMER_MODE_REL_SOFT);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_FALSE(test, p.in_hardirq);
	KUNIT_EXPECT_TRUE(test, p.in_softirq);
	KUNIT_EXPECT_FALSE(test, p.irqs_off);
	KUNIT_EXPECT_GE(test, p.ran_at, hrtimer_get_expires(&p.timer));
	hrtimer_cancel(&p.timer);
}

/* Promise: a soft timer waits while BHs are off, a hard one does not. */
static void bh_off_holds_back_soft_only(struct kunit *test)
{
	struct probe hard, soft;
	ktime_t end;

	probe_init(&hard, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	probe_init(&soft, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	local_bh_disable();
	hrtimer_start(&hard.timer, us_to_ktime(20), HRTIMER_MODE_REL_HARD);
	hrtimer_start(&soft.timer, us_to_ktime(20), HRTIMER_MODE_REL_SOFT);
	/* Until the interrupt has found that the soft one is due, too. */
	end = ktime_add_ms(ktime_get(), 100);
	while (ktime_before(ktime_get(), end) &&
	       !(local_softirq_pending() & BIT(HRTIMER_SOFTIRQ)))
		cpu_relax();
	KUNIT_EXPECT_EQ(test, hard.runs, 1);
	KUNIT_EXPECT_EQ(test, soft.runs, 0);
	KUNIT_EXPECT_TRUE(test, hrtimer_is_queued(&soft.timer));
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, soft.runs, 1);
	hrtimer_cancel(&soft.timer);
	hrtimer_cancel(&hard.timer);
}

/* Promise: timers run in the order of their expiry, not of their start. */
static struct probe ordered[3];
static int order[3], order_n;

static enum hrtimer_restart order_fn(struct hrtimer *timer)
{
	order[order_n++] = (int)(container_of(timer, struct probe, timer) - ordered);
	if (order_n == 3)
		complete(&ordered[0].done);
	return HRTIMER_NORESTART;
}

static void runs_in_order_of_expiry(struct kunit *test)
{
	static const unsigned int usecs[] = { 300, 100, 200 };
	static const int expected[] = { 1, 2, 0 };
	ktime_t start = ktime_get();

	order_n = 0;
	local_irq_disable();		/* all are queued before the first can run */
	for (int i = 0; i < 3; i++) {
		probe_init(&ordered[i], CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
		ordered[i].timer.function = order_fn;
		hrtimer_start(&ordered[i].timer, ktime_add_us(start, 500 + usecs[i]),
			      HRTIMER_MODE_ABS);
	}
	local_irq_enable();
	wait_for_completion(&ordered[0].done);
	for (int i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, order[i], expected[i]);
		hrtimer_cancel(&ordered[i].timer);
	}
}

/* Promise: the interrupt of one timer takes none with it whose time is a moment later. */
static void neighbours_are_not_early(struct kunit *test)
{
	static struct probe crowd[8];
	ktime_t start = ktime_add_us(ktime_get(), 500);

	for (int i = 0; i < 8; i++) {
		probe_init(&crowd[i], CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
		hrtimer_start(&crowd[i].timer, ktime_add_ns(start, 400 * i), HRTIMER_MODE_ABS);
	}
	for (int i = 0; i < 8; i++) {
		wait_for_completion(&crowd[i].done);
		KUNIT_EXPECT_GE(test, crowd[i].ran_at, hrtimer_get_expires(&crowd[i].timer));
	}
}

/* Promise: cancelling tells what was; a cancelled timer does not run. */
static void cancelled_timer_does_not_run(struct kunit *test)
{
	struct probe p;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	KUNIT_EXPECT_EQ(test, hrtimer_try_to_cancel(&p.timer), 0);
	hrtimer_start(&p.timer, ktime_set(3600, 0), HRTIMER_MODE_REL);
	KUNIT_EXPECT_TRUE(test, hrtimer_active(&p.timer));
	KUNIT_EXPECT_GT(test, hrtimer_get_remaining(&p.timer), 0LL);
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&p.timer), 1);

	local_irq_disable();		/* or a slow host might let it expire before */
	hrtimer_start(&p.timer, ms_to_ktime(2), HRTIMER_MODE_REL);
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&p.timer), 1);
	local_irq_enable();
	usleep_range(4000, 4100);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
}

/* Promise: with the earliest timer cancelled, the device no longer rings for it. */
static void cancelled_timer_does_not_ring(struct kunit *test)
{
	ktime_t expires = ktime_add_us(ktime_get(), 300);
	struct probe p;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	local_irq_disable();		/* it does not ring before it is cancelled */
	hrtimer_start(&p.timer, expires, HRTIMER_MODE_ABS);
	KUNIT_EXPECT_LE(test, this_cpu_ptr(&hrtimer_bases)->expires_next, expires);
	hrtimer_cancel(&p.timer);
	KUNIT_EXPECT_NE(test, this_cpu_ptr(&hrtimer_bases)->expires_next, expires);
	local_irq_enable();
}

/* Promise: a callback may start its own timer and ask for a restart, too: it is queued once. */
static enum hrtimer_restart start_and_restart_fn(struct hrtimer *timer)
{
	struct probe *p = container_of(timer, struct probe, timer);

	if (p->runs++ == 0) {
		hrtimer_start(timer, us_to_ktime(200), HRTIMER_MODE_REL);
		return HRTIMER_RESTART;
	}
	complete(&p->done);
	return HRTIMER_NORESTART;
}

static void started_in_its_callback_is_queued_once(struct kunit *test)
{
	struct probe p;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	p.timer.function = start_and_restart_fn;
	hrtimer_start(&p.timer, us_to_ktime(100), HRTIMER_MODE_REL);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 2);
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&p.timer), 0);
}

/* Promise: with debug=objects a pending hrtimer that is set up anew or freed is named. */
static void m5_pending_hrtimer_set_up_anew_is_named(struct kunit *test)
{
	unsigned int flags = debug_flags;
	struct hrtimer timer;

	kunit_expect_warnings(test, 2);
	debug_flags |= DEBUG_OBJECTS;
	hrtimer_setup(&timer, probe_fn, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_start(&timer, ktime_set(100, 0), HRTIMER_MODE_REL);
	hrtimer_setup(&timer, probe_fn, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	KUNIT_EXPECT_FALSE(test, hrtimer_active(&timer));

	hrtimer_start(&timer, ktime_set(100, 0), HRTIMER_MODE_REL);
	debug_check_no_obj_freed(&timer, sizeof(timer));
	KUNIT_EXPECT_FALSE(test, hrtimer_active(&timer));
	debug_flags = flags;
}

/* Promise: started anew, only the new expiry counts, be it later or earlier. */
static void restart_replaces_the_expiry(struct kunit *test)
{
	struct probe p;
	ktime_t start = ktime_get();

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_start(&p.timer, us_to_ktime(500), HRTIMER_MODE_REL);
	hrtimer_start(&p.timer, ms_to_ktime(3), HRTIMER_MODE_REL);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_GE(test, ktime_sub(p.ran_at, start), (s64)(3 * NSEC_PER_MSEC));

	reinit_completion(&p.done);
	hrtimer_start(&p.timer, ktime_set(3600, 0), HRTIMER_MODE_REL);
	hrtimer_start(&p.timer, us_to_ktime(100), HRTIMER_MODE_REL);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 2);
}

/* Promise: HRTIMER_RESTART with hrtimer_forward() ticks at exact intervals. */
static void forwarded_timer_keeps_its_grid(struct kunit *test)
{
	struct probe p;
	ktime_t first;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	p.interval = us_to_ktime(500);
	p.rearm = 10;
	first = ktime_add_us(ktime_get(), 500);
	hrtimer_start(&p.timer, first, HRTIMER_MODE_ABS);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 11);
	KUNIT_EXPECT_GE(test, p.intervals, 10ULL);
	KUNIT_EXPECT_EQ(test, ktime_sub(hrtimer_get_expires(&p.timer), first),
			(s64)p.intervals * 500 * NSEC_PER_USEC);
	hrtimer_cancel(&p.timer);
}

/* Promise: hrtimer_forward() goes to the first point of the grid after now, and counts. */
static void forward_counts_missed_intervals(struct kunit *test)
{
	struct probe p;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	hrtimer_set_expires(&p.timer, ms_to_ktime(10));
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&p.timer, ms_to_ktime(9), ms_to_ktime(10)), 0ULL);
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&p.timer, ms_to_ktime(10), ms_to_ktime(10)), 1ULL);
	KUNIT_EXPECT_EQ(test, hrtimer_get_expires(&p.timer), ms_to_ktime(20));
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&p.timer, ms_to_ktime(55), ms_to_ktime(10)), 4ULL);
	KUNIT_EXPECT_EQ(test, hrtimer_get_expires(&p.timer), ms_to_ktime(60));
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&p.timer, ms_to_ktime(70), ms_to_ktime(10)), 2ULL);
	KUNIT_EXPECT_EQ(test, hrtimer_get_expires(&p.timer), ms_to_ktime(80));
}

/* Promise: a timer with a range runs within it, before its end if another interrupt comes. */
static void range_is_kept(struct kunit *test)
{
	struct probe exact, ranged;
	ktime_t start = ktime_get();

	probe_init(&exact, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	probe_init(&ranged, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	hrtimer_start_range_ns(&ranged.timer, ktime_add_us(start, 400),
			       10 * NSEC_PER_MSEC, HRTIMER_MODE_ABS);
	hrtimer_start(&exact.timer, ktime_add_us(start, 800), HRTIMER_MODE_ABS);
	wait_for_completion(&exact.done);
	wait_for_completion(&ranged.done);
	KUNIT_EXPECT_GE(test, ranged.ran_at, ktime_add_us(start, 400));
	if (bench_counts_instructions())
		KUNIT_EXPECT_LT(test, ranged.ran_at, ktime_add_us(start, 400 + 10050));
	hrtimer_cancel(&exact.timer);
	hrtimer_cancel(&ranged.timer);
}

/* Promise: an absolute timer on the wall clock follows it when it is set. */
static void wall_clock_timer_follows_the_clock(struct kunit *test)
{
	struct timespec64 ts;
	struct probe p;
	ktime_t offset = ktime_sub(ktime_get_real(), ktime_get());

	probe_init(&p, CLOCK_REALTIME, HRTIMER_MODE_ABS);
	hrtimer_start(&p.timer, ktime_add(ktime_get_real(), ktime_set(1000, 0)),
		      HRTIMER_MODE_ABS);
	ktime_get_real_ts64(&ts);
	ts.tv_sec += 1001;
	KUNIT_EXPECT_EQ(test, do_settimeofday64(&ts), 0);
	KUNIT_EXPECT_GT(test, wait_for_completion_timeout(&p.done, HZ), 0UL);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	hrtimer_cancel(&p.timer);

	ts = ktime_to_timespec64(ktime_add(ktime_get(), offset));
	do_settimeofday64(&ts);
}

/* Promise: a relative timer on the wall clock does not care when it is set. */
static void relative_timer_ignores_the_wall_clock(struct kunit *test)
{
	ktime_t offset = ktime_sub(ktime_get_real(), ktime_get());
	struct timespec64 ts;
	struct probe p;

	probe_init(&p, CLOCK_REALTIME, HRTIMER_MODE_REL);
	hrtimer_start(&p.timer, ktime_set(1000, 0), HRTIMER_MODE_REL);
	ktime_get_real_ts64(&ts);
	ts.tv_sec += 2000;
	do_settimeofday64(&ts);
	usleep_range(1000, 1100);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&p.timer), 1);

	ts = ktime_to_timespec64(ktime_add(ktime_get(), offset));
	do_settimeofday64(&ts);
}

static unsigned long jiffies_inside;

static enum hrtimer_restart note_jiffies(struct hrtimer *timer)
{
	jiffies_inside = jiffies;
	return probe_fn(timer);
}

/* Promise: the interrupt that ends a long idle time finds jiffies as they should be. */
static void jiffies_are_right_when_idle_ends(struct kunit *test)
{
	unsigned long before = jiffies;
	struct probe p;

	probe_init(&p, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	p.timer.function = note_jiffies;
	hrtimer_start(&p.timer, ms_to_ktime(500), HRTIMER_MODE_REL);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_GE(test, jiffies_inside - before, HZ / 2 - 1);
}

/* Promise: an idle CPU is not woken HZ times a second, and jiffies are right afterwards. */
static void idle_stops_the_tick(struct kunit *test)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);
	unsigned long start = jiffies;
	unsigned int events;
	ktime_t t0 = ktime_get();

	if (!cpu_base->hres_active)
		kunit_skip(test, "no one-shot device or counter");
	events = cpu_base->nr_events;
	msleep(400);
	events = cpu_base->nr_events - events;
	KUNIT_EXPECT_GE(test, jiffies - start, 100UL);
	KUNIT_EXPECT_LE(test, abs((s64)jiffies_to_nsecs(jiffies - start) -
				  ktime_sub(ktime_get(), t0)), (s64)(2 * TICK_NSEC));
	/* Other tasks have work of their own: a quarter of the ticks is generous. */
	KUNIT_EXPECT_LT(test, events, 25u);
}

/* The first tick turns one-shot mode on, where there is one. */
static int wait_for_one_shot_mode(struct kunit_suite *suite)
{
	msleep(10);
	return 0;
}

static struct kunit_case hrtimer_cases[] = {
	KUNIT_CASE(runs_in_hardirq_and_not_early),
	KUNIT_CASE(soft_mode_runs_in_softirq),
	KUNIT_CASE(bh_off_holds_back_soft_only),
	KUNIT_CASE(runs_in_order_of_expiry),
	KUNIT_CASE(cancelled_timer_does_not_run),
	KUNIT_CASE(cancelled_timer_does_not_ring),
	KUNIT_CASE(started_in_its_callback_is_queued_once),
	KUNIT_CASE(m5_pending_hrtimer_set_up_anew_is_named),
	KUNIT_CASE(restart_replaces_the_expiry),
	KUNIT_CASE(forwarded_timer_keeps_its_grid),
	KUNIT_CASE(forward_counts_missed_intervals),
	KUNIT_CASE(neighbours_are_not_early),
	KUNIT_CASE(range_is_kept),
	KUNIT_CASE(wall_clock_timer_follows_the_clock),
	KUNIT_CASE(relative_timer_ignores_the_wall_clock),
	KUNIT_CASE(jiffies_are_right_when_idle_ends),
	KUNIT_CASE(idle_stops_the_tick),
	{ }
};

static struct kunit_suite hrtimer_suite = {
	.name = "hrtimer",
	.suite_init = wait_for_one_shot_mode,
	.test_cases = hrtimer_cases,
};
kunit_test_suite(hrtimer_suite);
