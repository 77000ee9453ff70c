// SPDX-License-Identifier: MIT
/*
 * tests/unit/timer_test.c - the promises of the timer wheel (catalogue M1 to M6)
 *
 * The wheel's geometry is tried as arithmetic, at every level and across the wrap
 * of jiffies; what runs is tried with short delays.  Order within a tick is forced
 * with BH off.  How late a timer may be is checked where time is virtual only.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/debugobjects.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/sprintf.h>
#include <linux/timer.h>

#include <asm/processor.h>

#include "klog.h"
#include "../../kernel/time/tick_internal.h"
#include "../../kernel/time/wheel.h"

/* A timer that records what its function saw. */
struct probe {
	struct timer_list timer;
	struct completion done;
	unsigned long ran_at;
	int runs, rearm, answer;
	bool in_softirq, in_hardirq, irqs_off;
};

static void probe_fn(struct timer_list *t)
{
	struct probe *p = from_timer(p, t, timer);

	p->ran_at = jiffies;
	p->in_softirq = in_serving_softirq();
	p->in_hardirq = in_hardirq();
	p->irqs_off = irqs_disabled();
	p->runs++;
	if (p->rearm && p->rearm-- > 0)
		mod_timer(t, jiffies + 1);
	else
		complete(&p->done);
}

static void probe_init(struct probe *p, unsigned int flags)
{
	*p = (struct probe){ 0 };
	init_completion(&p->done);
	timer_setup(&p->timer, probe_fn, flags);
}

/* ---- geometry ---- */

static const unsigned long delays[] = {
	0, 1, 2, 61, 62, 63, 64, 65, 66, 502, 503, 504, 510, 511, 512, 513, 514,
	4031, 4032, 4094, 4095, 4096, 4097, 4098, 32255, 32256, 258047, 258048,
	2064383, 2064384, 16515071, 16515072, 132120575, 132120576, 132120577,
};

static void check_delays_from(struct kunit *test, unsigned long clk)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(delays); i++) {
		unsigned long expires = clk + delays[i];
		struct wheel_place place = wheel_find_place(expires, clk);
		unsigned long due = place.due;
		u64 pending[LVL_DEPTH] = { 0 };
		unsigned int found;

		KUNIT_ASSERT_LT(test, place.level, (unsigned int)LVL_DEPTH);
		KUNIT_ASSERT_LT(test, place.slot, (unsigned int)LVL_SIZE);
		KUNIT_EXPECT_TRUE_MSG(test, time_after(due, expires),
				      "early: delay %lu from %lx", delays[i], clk);
		KUNIT_EXPECT_LE_MSG(test, due - expires, delays[i] * 8 / 63 + 1,
				    "late: delay %lu from %lx", delays[i], clk);
		/* Alone in the wheel, it is the next to be due. */
		pending[place.level] = 1ULL << place.slot;
		KUNIT_EXPECT_EQ(test, wheel_next_expiry(pending, clk, &found), due);
		KUNIT_EXPECT_EQ(test, found, wheel_bucket(&place));
	}
}

/* Promise: never early, late by 8/63 and a tick at most, at each level, also at the wrap. */
static void m1_wheel_rounds_up_by_an_eighth_at_most(struct kunit *test)
{
	static const unsigned long clocks[] = {
		0, 1, 7, 8, 63, 64, 4095, 4096, 0x12345678, INITIAL_JIFFIES, 0xffffffff,
		~0UL, ~0UL - 1, ~0UL - 7, ~0UL - 8, ~0UL - 63, ~0UL - 5000,
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(clocks); i++)
		check_delays_from(test, clocks[i]);
}

/* Promise: with many timers in, the next expiry is the earliest of theirs. */
static void m1_wheel_finds_the_earliest(struct kunit *test)
{
	u32 random = 1;

	for (int round = 0; round < 200; round++) {
		unsigned long clk = ~0UL - 100 + (unsigned long)round, first = clk + (1UL << 29);
		u64 pending[LVL_DEPTH] = { 0 };
		unsigned int found;

		for (int i = 0; i < 8; i++) {
			struct wheel_place place;

			random = random * 1664525u + 1013904223u;
			place = wheel_find_place(clk + (random >> (6 + random % 20)), clk);
			pending[place.level] |= 1ULL << place.slot;
			if (time_before(place.due, first))
				first = place.due;
		}
		KUNIT_EXPECT_EQ(test, wheel_next_expiry(pending, clk, &found), first);
	}
}

/* Promise: what is past is due at once, what is too far is cut to what fits. */
static void m1_wheel_takes_past_and_far_timers(struct kunit *test)
{
	unsigned long far = wheel_find_place(100 + WHEEL_CUTOFF * 2, 100).due;

	KUNIT_EXPECT_EQ(test, wheel_find_place(90, 100).due, 100UL);
	KUNIT_EXPECT_TRUE(test, time_after(far, 100 + WHEEL_CUTOFF / 2));
	KUNIT_EXPECT_TRUE(test, time_before_eq(far, 100 + WHEEL_CUTOFF));
}

/* ---- running ---- */

/* Promise: the function runs once, in softirq context, not before its jiffy. */
static void m1_runs_once_not_before_its_jiffy(struct kunit *test)
{
	static const unsigned long ticks[] = { 0, 1, 2, 3, 5, 8, 13, 62, 63, 64, 66 };
	static struct probe probes[ARRAY_SIZE(ticks)];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(ticks); i++) {
		probe_init(&probes[i], 0);
		KUNIT_EXPECT_EQ(test, mod_timer(&probes[i].timer, jiffies + ticks[i]), 0);
		KUNIT_EXPECT_TRUE(test, timer_pending(&probes[i].timer));
	}
	for (i = 0; i < ARRAY_SIZE(ticks); i++) {
		struct probe *p = &probes[i];

		wait_for_completion(&p->done);
		KUNIT_EXPECT_EQ(test, p->runs, 1);
		KUNIT_EXPECT_TRUE(test, p->in_softirq);
		KUNIT_EXPECT_FALSE(test, p->in_hardirq);
		KUNIT_EXPECT_FALSE(test, p->irqs_off);
		KUNIT_EXPECT_TRUE(test, time_after_eq(p->ran_at, p->timer.expires));
		if (bench_counts_instructions())
			KUNIT_EXPECT_LE(test, p->ran_at - p->timer.expires, ticks[i] / 8 + 1);
		KUNIT_EXPECT_FALSE(test, timer_pending(&p->timer));
		KUNIT_EXPECT_EQ(test, del_timer_sync(&p->timer), 0);
	}
}

/* How late is a timer if its CPU is woken from idle @before its tick?  In ticks. */
static unsigned long late_when_woken(struct kunit *test, unsigned int before, unsigned int ticks)
{
	static struct probe p;
	unsigned long begin;
	ktime_t wake;

	msleep(1);		/* a tick has just been */
	probe_init(&p, 0);
	begin = jiffies;
	wake = tick_jiffies_update_time() + ticks * TICK_NSEC - before;
	mod_timer(&p.timer, begin + 2);
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule_hrtimeout(&wake, HRTIMER_MODE_ABS);
	wait_for_completion(&p.done);
	return p.ran_at - begin;
}

/* Promise: who wakes up just when the tick is due does not pass it over. */
static void m1_timer_is_not_passed_over_by_a_wake_up(struct kunit *test)
{
	unsigned long at_ease = late_when_woken(test, 200000, 1);

	if (!bench_counts_instructions())
		kunit_skip(test, "needs virtual time");
	for (unsigned int ns = 0; ns < 6000; ns += 40) {
		KUNIT_EXPECT_LE(test, late_when_woken(test, ns, 2), at_ease);
		KUNIT_EXPECT_LE(test, late_when_woken(test, ns, 3), at_ease);
	}
}

/* The same over most of a minute: levels 0 to 3. */
static void m1_long_delays_keep_the_promise(struct kunit *test)
{
	static const unsigned long ticks[] = {
		502, 503, 504, 510, 511, 512, 513, 514, 4030, 4031, 4032, 4094, 4095, 4096,
		4097, 4098, 8000, 8001, 12000, 13000,
	};
	static struct probe probes[ARRAY_SIZE(ticks)];
	unsigned int i;

	if (!bench_counts_instructions())
		kunit_skip(test, "a minute passes quickly in virtual time only");
	for (i = 0; i < ARRAY_SIZE(ticks); i++) {
		probe_init(&probes[i], 0);
		mod_timer(&probes[i].timer, jiffies + ticks[i]);
	}
	for (i = 0; i < ARRAY_SIZE(ticks); i++) {
		struct probe *p = &probes[i];

		wait_for_completion(&p->done);
		KUNIT_EXPECT_EQ(test, p->runs, 1);
		KUNIT_EXPECT_TRUE(test, time_after_eq(p->ran_at, p->timer.expires));
		KUNIT_EXPECT_LE(test, p->ran_at - p->timer.expires, ticks[i] * 8 / 63 + 1);
		del_timer_sync(&p->timer);
	}
}

/*
 * The same while the low 32 bits of jiffies wrap, as they do five minutes after the boot:
 * timers from before for after, and set on both sides.
 */
static void m1_timers_keep_the_promise_across_the_wrap(struct kunit *test)
{
	static const unsigned long ticks[] = { 1, 5, 20, 40, 62, 66, 90, 200, 511, 600 };
	static struct probe probes[2 * ARRAY_SIZE(ticks)];
	const unsigned long wrap = 1UL << 32;
	unsigned int n = ARRAY_SIZE(ticks);

	if (!bench_counts_instructions())
		kunit_skip(test, "five minutes pass quickly in virtual time only");
	if (time_after(jiffies, wrap - 1000))
		kunit_skip(test, "it has wrapped already");
	for (unsigned int i = 0; i < n; i++) {
		probe_init(&probes[i], 0);
		mod_timer(&probes[i].timer, wrap - 50 + ticks[i]);
	}
	schedule_timeout_uninterruptible(wrap - 30 - jiffies);
	for (unsigned int i = n; i < 2 * n; i++) {
		probe_init(&probes[i], 0);
		mod_timer(&probes[i].timer, jiffies + ticks[i - n]);
	}
	for (unsigned int i = 0; i < 2 * n; i++) {
		struct probe *p = &probes[i];
		unsigned long delay = i < n ? wrap - INITIAL_JIFFIES : ticks[i - n];

		wait_for_completion(&p->done);
		KUNIT_EXPECT_TRUE(test, time_after_eq(p->ran_at, p->timer.expires));
		KUNIT_EXPECT_LE(test, p->ran_at - p->timer.expires, delay * 8 / 63 + 1);
		del_timer_sync(&p->timer);
	}
	KUNIT_EXPECT_TRUE(test, time_after(jiffies, wrap));
}

/* Promise: each call tells whether the timer was pending. */
static void return_values_tell_pending(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 0);
	KUNIT_EXPECT_EQ(test, del_timer(&p.timer), 0);
	KUNIT_EXPECT_EQ(test, mod_timer_pending(&p.timer, jiffies + 100), 0);
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
	KUNIT_EXPECT_EQ(test, mod_timer(&p.timer, jiffies + 100), 0);
	KUNIT_EXPECT_EQ(test, mod_timer(&p.timer, jiffies + 200), 1);
	KUNIT_EXPECT_EQ(test, mod_timer_pending(&p.timer, jiffies + 300), 1);
	KUNIT_EXPECT_EQ(test, del_timer(&p.timer), 1);
	KUNIT_EXPECT_EQ(test, del_timer(&p.timer), 0);
	p.timer.expires = jiffies + 1000;
	add_timer(&p.timer);
	KUNIT_EXPECT_EQ(test, try_to_del_timer_sync(&p.timer), 1);
	KUNIT_EXPECT_EQ(test, del_timer_sync(&p.timer), 0);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
}

/* Promise: timer_reduce() only ever makes a timer earlier. */
static void reduce_only_makes_earlier(struct kunit *test)
{
	unsigned long base = jiffies;
	struct probe p;

	probe_init(&p, 0);
	KUNIT_EXPECT_EQ(test, timer_reduce(&p.timer, base + 1000), 0);
	KUNIT_EXPECT_EQ(test, timer_reduce(&p.timer, base + 2000), 1);
	KUNIT_EXPECT_EQ(test, p.timer.expires, base + 1000);
	KUNIT_EXPECT_EQ(test, timer_reduce(&p.timer, base + 500), 1);
	KUNIT_EXPECT_EQ(test, p.timer.expires, base + 500);
	KUNIT_EXPECT_EQ(test, del_timer_sync(&p.timer), 1);
}

/* Promise: a function may set its own timer again, as often as it likes. */
static void m2_function_may_rearm_itself(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 0);
	p.rearm = 5;
	mod_timer(&p.timer, jiffies);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 6);
	del_timer_sync(&p.timer);
}

/* Promise: with TIMER_IRQSAFE the function runs with interrupts off. */
static void irqsafe_runs_with_interrupts_off(struct kunit *test)
{
	struct probe p;

	probe_init(&p, TIMER_IRQSAFE);
	mod_timer(&p.timer, jiffies);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_TRUE(test, p.irqs_off);
	KUNIT_EXPECT_TRUE(test, p.in_softirq);
	del_timer_sync(&p.timer);
}

/* Promise: a deferrable timer runs too, while the CPU is busy; so does one set for this CPU. */
static void deferrable_and_pinned_run(struct kunit *test)
{
	struct probe deferrable, pinned;
	unsigned long start = jiffies;

	probe_init(&deferrable, TIMER_DEFERRABLE);
	probe_init(&pinned, TIMER_PINNED);
	mod_timer(&deferrable.timer, jiffies + 1);
	pinned.timer.expires = jiffies + 1;
	add_timer_on(&pinned.timer, raw_smp_processor_id());
	while (!READ_ONCE(deferrable.runs) && time_before(jiffies, start + 2 * HZ))
		cpu_relax();
	wait_for_completion(&pinned.done);
	KUNIT_EXPECT_EQ(test, deferrable.runs, 1);
	del_timer_sync(&deferrable.timer);
	del_timer_sync(&pinned.timer);
}

/* Promise: of timers in one bucket the one set last runs first, as on Linux. */
static struct timer_list order_timers[3];
static int order[3], order_n;

static void order_fn(struct timer_list *t)
{
	order[order_n++] = (int)(t - order_timers);
}

static void same_tick_runs_last_set_first(struct kunit *test)
{
	unsigned long expires;

	order_n = 0;
	local_bh_disable();
	expires = jiffies + 1;
	for (int i = 0; i < 3; i++) {
		timer_setup(&order_timers[i], order_fn, 0);
		mod_timer(&order_timers[i], expires);
	}
	while (time_before(jiffies, expires + 1))
		cpu_relax();
	KUNIT_EXPECT_EQ(test, order_n, 0);	/* BH off held them back */
	local_bh_enable();
	KUNIT_ASSERT_EQ(test, order_n, 3);
	for (int i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, order[i], 2 - i);
}

/* Promise: a timer deleted by another's function in the same tick does not run. */
static struct probe victim;

static void killer_fn(struct timer_list *t)
{
	struct probe *p = from_timer(p, t, timer);

	p->answer = del_timer(&victim.timer);
	p->runs++;
}

static void m2_deleted_in_its_own_tick_does_not_run(struct kunit *test)
{
	struct probe killer;
	unsigned long expires;

	probe_init(&victim, 0);
	probe_init(&killer, 0);
	timer_setup(&killer.timer, killer_fn, 0);
	local_bh_disable();
	expires = jiffies + 1;
	mod_timer(&victim.timer, expires);
	mod_timer(&killer.timer, expires);	/* set last: runs first */
	while (time_before(jiffies, expires + 1))
		cpu_relax();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, killer.runs, 1);
	KUNIT_EXPECT_EQ(test, killer.answer, 1);
	KUNIT_EXPECT_EQ(test, victim.runs, 0);
	del_timer_sync(&killer.timer);
	del_timer_sync(&victim.timer);
}

/* Promise: a timer that was shut down stays dead (M3). */
static void m3_shut_down_timer_stays_dead(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 0);
	mod_timer(&p.timer, jiffies + 50);
	KUNIT_EXPECT_EQ(test, timer_shutdown_sync(&p.timer), 1);
	KUNIT_EXPECT_EQ(test, mod_timer(&p.timer, jiffies + 1), 0);
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
	p.timer.expires = jiffies + 1;
	add_timer(&p.timer);
	add_timer_on(&p.timer, 0);
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
	msleep(10);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	/* A new set-up brings it back. */
	probe_init(&p, 0);
	mod_timer(&p.timer, jiffies);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_EQ(test, timer_shutdown(&p.timer), 0);
}

/* Promise: a function that leaks preempt_count is named, and the count repaired (M4). */
static void leak_fn(struct timer_list *t)
{
	struct probe *p = from_timer(p, t, timer);

	p->answer = preempt_count();
	preempt_disable();
	p->runs++;
	complete(&p->done);
}

/* Runs behind the leaky one, in the same tick: the count must be right again by then. */
static int count_behind_leak;

static void behind_leak_fn(struct timer_list *t)
{
	count_behind_leak = preempt_count();
}

static void m4_preempt_leak_is_repaired(struct kunit *test)
{
	struct timer_list behind;
	unsigned long expires;
	u64 mark = klog_mark();
	struct probe p;
	char said[64];

	kunit_expect_warnings(test, 1);
	probe_init(&p, 0);
	timer_setup(&p.timer, leak_fn, 0);
	timer_setup(&behind, behind_leak_fn, 0);
	local_bh_disable();
	expires = jiffies + 1;
	mod_timer(&behind, expires);
	mod_timer(&p.timer, expires);	/* set last: runs first */
	local_bh_enable();
	wait_for_completion(&p.done);
	msleep(8);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	KUNIT_EXPECT_EQ(test, count_behind_leak, p.answer);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "timer: leak_fn+0x"));
	snprintf(said, sizeof(said), " preempt leak: %08x -> %08x", p.answer, p.answer + 1);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, said));
	del_timer_sync(&p.timer);
	del_timer_sync(&behind);
}

/* Promise: a function that sets its timer into the past catches up with the tick, no more. */
static unsigned long past_runs_at[4];
static struct probe past;

static void past_fn(struct timer_list *t)
{
	past_runs_at[past.runs++] = jiffies;
	if (past.runs < (int)ARRAY_SIZE(past_runs_at))
		mod_timer(t, jiffies - 1);
	else
		complete(&past.done);
}

static void rearmed_into_the_past_does_not_loop(struct kunit *test)
{
	probe_init(&past, 0);
	timer_setup(&past.timer, past_fn, 0);
	mod_timer(&past.timer, jiffies - 1);
	wait_for_completion(&past.done);
	for (unsigned int i = 2; i < ARRAY_SIZE(past_runs_at); i++)
		KUNIT_EXPECT_TRUE(test, time_after(past_runs_at[i], past_runs_at[i - 2]));
	del_timer_sync(&past.timer);
}

/* Promise: waiting for oneself is refused with a warning, not by hanging (M6). */
static void self_fn(struct timer_list *t)
{
	struct probe *p = from_timer(p, t, timer);

	p->runs = try_to_del_timer_sync(t);
	p->answer = del_timer_sync(t);
	complete(&p->done);
}

static void m6_delete_sync_in_own_function_warns(struct kunit *test)
{
	struct probe p;

	kunit_expect_warnings(test, 1);
	probe_init(&p, 0);
	timer_setup(&p.timer, self_fn, 0);
	mod_timer(&p.timer, jiffies);
	wait_for_completion(&p.done);
	KUNIT_EXPECT_EQ(test, p.runs, -1);
	KUNIT_EXPECT_EQ(test, p.answer, 0);
	del_timer_sync(&p.timer);
}

static enum hrtimer_restart delete_in_hardirq(struct hrtimer *timer)
{
	victim.answer = del_timer_sync(&victim.timer);
	complete(&victim.done);
	return HRTIMER_NORESTART;
}

static void m6_delete_sync_in_hardirq_warns(struct kunit *test)
{
	struct hrtimer hrtimer;

	kunit_expect_warnings(test, 1);
	probe_init(&victim, 0);
	mod_timer(&victim.timer, jiffies + 1000);
	hrtimer_setup_on_stack(&hrtimer, delete_in_hardirq, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_start(&hrtimer, us_to_ktime(10), HRTIMER_MODE_REL);
	wait_for_completion(&victim.done);
	KUNIT_EXPECT_EQ(test, victim.answer, 1);
	hrtimer_cancel(&hrtimer);
	KUNIT_EXPECT_EQ(test, del_timer_sync(&victim.timer), 0);
}

/* Promise: a timer that was never set up is refused with a warning. */
static void unprepared_timer_is_refused(struct kunit *test)
{
	struct timer_list zeroed = { .flags = 0 };

	kunit_expect_warnings(test, 1);
	KUNIT_EXPECT_EQ(test, mod_timer(&zeroed, jiffies + 1), 0);
	KUNIT_EXPECT_FALSE(test, timer_pending(&zeroed));
}

/* Promise: with debug=objects a pending timer that is set up anew or freed is named (M5). */
static void m5_pending_timer_set_up_anew_is_named(struct kunit *test)
{
	unsigned int flags = debug_flags;
	struct probe p;

	kunit_expect_warnings(test, 2);
	debug_flags |= DEBUG_OBJECTS;
	probe_init(&p, 0);
	mod_timer(&p.timer, jiffies + 1000);
	timer_setup(&p.timer, probe_fn, 0);		/* reported, and deleted */
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));

	mod_timer(&p.timer, jiffies + 1000);
	debug_check_no_obj_freed(&p, sizeof(p));	/* what freeing it would do */
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
	debug_check_no_obj_freed(&p, sizeof(p));
	debug_flags = flags;
	KUNIT_EXPECT_EQ(test, p.runs, 0);
}

/* Promise: so kfree() finds it, where the slab allocator checks, too. */
static void m5_kfree_of_a_pending_timer_is_named(struct kunit *test)
{
	struct probe *p;

	if (!debug_enabled(DEBUG_OBJECTS) || !debug_enabled(DEBUG_SLAB))
		kunit_skip(test, "needs debug=objects,slab");
	kunit_expect_warnings(test, 1);
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	probe_init(p, 0);
	mod_timer(&p->timer, jiffies + 2);
	kfree(p);
	msleep(20);		/* a timer left in the wheel would run from freed memory */
}

/* Promise: the interface of before 4.15 hands its word to the function. */
static unsigned long old_style_got;
static DECLARE_COMPLETION(old_style_done);

static void old_style_fn(unsigned long data)
{
	old_style_got = data;
	complete(&old_style_done);
}

static void old_style_timer_gets_its_word(struct kunit *test)
{
	struct timer_list timer;

	setup_timer(&timer, old_style_fn, 4711);
	mod_timer(&timer, jiffies);
	wait_for_completion(&old_style_done);
	KUNIT_EXPECT_EQ(test, old_style_got, 4711UL);
	del_timer_sync(&timer);
}

/* Promise: DEFINE_TIMER() needs no further set-up. */
static int defined_runs;
static DECLARE_COMPLETION(defined_done);

static void defined_fn(struct timer_list *t)
{
	defined_runs++;
	complete(&defined_done);
}
static DEFINE_TIMER(defined_timer, defined_fn);

static void defined_timer_runs(struct kunit *test)
{
	defined_runs = 0;
	mod_timer(&defined_timer, jiffies);
	wait_for_completion(&defined_done);
	KUNIT_EXPECT_EQ(test, defined_runs, 1);
	del_timer_sync(&defined_timer);
}

/* Promise: setting, pushing back and deleting thousands of times loses none and doubles none. */
static void m2_storm_loses_and_doubles_none(struct kunit *test)
{
	static struct probe probes[16];
	unsigned int i;
	u32 random = 7;

	for (i = 0; i < ARRAY_SIZE(probes); i++)
		probe_init(&probes[i], i % 2 ? TIMER_DEFERRABLE : 0);
	for (int step = 0; step < 20000; step++) {
		struct probe *p = &probes[step % ARRAY_SIZE(probes)];

		random = random * 1664525u + 1013904223u;
		if (random >> 30)
			mod_timer(&p->timer, jiffies + 400 + (random >> 20) % 8000);
		else
			del_timer_sync(&p->timer);
	}
	for (i = 0; i < ARRAY_SIZE(probes); i++) {
		KUNIT_EXPECT_EQ(test, probes[i].runs, 0);
		mod_timer(&probes[i].timer, jiffies + 1);
	}
	for (i = 0; i < ARRAY_SIZE(probes); i++) {
		if (i % 2 == 0)
			wait_for_completion(&probes[i].done);
		else
			while (!READ_ONCE(probes[i].runs))
				cpu_relax();
	}
	for (i = 0; i < ARRAY_SIZE(probes); i++) {
		KUNIT_EXPECT_EQ(test, probes[i].runs, 1);
		KUNIT_EXPECT_EQ(test, del_timer_sync(&probes[i].timer), 0);
	}
}

static struct kunit_case timer_cases[] = {
	KUNIT_CASE(m1_wheel_rounds_up_by_an_eighth_at_most),
	KUNIT_CASE(m1_wheel_finds_the_earliest),
	KUNIT_CASE(m1_wheel_takes_past_and_far_timers),
	KUNIT_CASE(m1_runs_once_not_before_its_jiffy),
	KUNIT_CASE(m1_timer_is_not_passed_over_by_a_wake_up),
	KUNIT_CASE(m1_long_delays_keep_the_promise),
	KUNIT_CASE_SLOW(m1_timers_keep_the_promise_across_the_wrap),
	KUNIT_CASE(return_values_tell_pending),
	KUNIT_CASE(reduce_only_makes_earlier),
	KUNIT_CASE(m2_function_may_rearm_itself),
	KUNIT_CASE(irqsafe_runs_with_interrupts_off),
	KUNIT_CASE(deferrable_and_pinned_run),
	KUNIT_CASE(same_tick_runs_last_set_first),
	KUNIT_CASE(m2_deleted_in_its_own_tick_does_not_run),
	KUNIT_CASE(m3_shut_down_timer_stays_dead),
	KUNIT_CASE(m4_preempt_leak_is_repaired),
	KUNIT_CASE(rearmed_into_the_past_does_not_loop),
	KUNIT_CASE(m6_delete_sync_in_own_function_warns),
	KUNIT_CASE(m6_delete_sync_in_hardirq_warns),
	KUNIT_CASE(unprepared_timer_is_refused),
	KUNIT_CASE(m5_pending_timer_set_up_anew_is_named),
	KUNIT_CASE(m5_kfree_of_a_pending_timer_is_named),
	KUNIT_CASE(old_style_timer_gets_its_word),
	KUNIT_CASE(defined_timer_runs),
	KUNIT_CASE(m2_storm_loses_and_doubles_none),
	{ }
};

static struct kunit_suite timer_suite = {
	.name = "timer",
	.test_cases = timer_cases,
};
kunit_test_suite(timer_suite);

/* ---- days ------------------------------------------------------------------------------ */

/* Delays at both sides of each level's start; the highest takes six days. */
static void m1_every_level_keeps_the_promise(struct kunit *test)
{
	static struct probe probes[3 * (LVL_DEPTH - 1)];
	unsigned long delays_set[ARRAY_SIZE(probes)], start = LVL_SIZE - 1;

	if (!bench_counts_instructions())
		kunit_skip(test, "days pass quickly in virtual time only");
	for (unsigned int i = 0; i < ARRAY_SIZE(probes); i++) {
		delays_set[i] = start - 1 + i % 3;
		probe_init(&probes[i], 0);
		mod_timer(&probes[i].timer, jiffies + delays_set[i]);
		if (i % 3 == 2)
			start *= 1 << LVL_CLK_SHIFT;
	}
	for (unsigned int i = 0; i < ARRAY_SIZE(probes); i++) {
		struct probe *p = &probes[i];

		wait_for_completion(&p->done);
		KUNIT_EXPECT_EQ(test, p->runs, 1);
		KUNIT_EXPECT_TRUE(test, time_after_eq(p->ran_at, p->timer.expires));
		KUNIT_EXPECT_LE(test, p->ran_at - p->timer.expires, delays_set[i] * 8 / 63 + 1);
		del_timer_sync(&p->timer);
	}
}

static struct kunit_case timer_days_cases[] = {
	KUNIT_CASE_SLOW(m1_every_level_keeps_the_promise),
	{ }
};

static struct kunit_suite timer_days_suite = {
	.name = "timer_days",
	.on_request = true,
	.test_cases = timer_days_cases,
};
kunit_test_suite(timer_days_suite);
