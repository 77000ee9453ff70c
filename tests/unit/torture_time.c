// SPDX-License-Identifier: MIT
/*
 * tests/unit/torture_time.c - torture of timers and hrtimers
 *
 * Each is armed by one thread, when it is not armed: after that it either runs or is deleted,
 * and one of the two has to be counted.
 */

#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "torture.h"

/* ---- timers ------------------------------------------------------------------------------ */

#define NR_TIMERS	256
#define MAX_TICKS	4

struct torture_timer {
	struct timer_list timer;
	struct torture_witness witness;
	u64 deleted;			/* its thread */
	unsigned int after;		/* its thread: was running when it was deleted for sure */
};

static void timer_fn(struct timer_list *timer)
{
	struct torture_timer *t = from_timer(t, timer, timer);

	torture_enter(&t->witness);
	torture_leave(&t->witness);
}

static void prepare_timer_cpu(struct kunit *test, struct torture_cpu *c)
{
	struct torture_timer *t = kunit_kcalloc(test, NR_TIMERS, sizeof(*t), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, t);
	for (int i = 0; i < NR_TIMERS; i++)
		timer_setup(&t[i].timer, timer_fn, 0);
	c->priv = t;
}

/* Afterwards it is neither armed nor running, whatever it was before. */
static void delete_for_sure(struct torture_timer *t)
{
	t->deleted += del_timer_sync(&t->timer);
	if (atomic_read(&t->witness.inside))
		t->after++;
}

static bool arm_one(struct torture_cpu *c, struct torture_timer *t)
{
	u32 random = torture_random(c);

	t->timer.expires = jiffies + 1 + random % MAX_TICKS;
	if (timer_pending(&t->timer)) {
		if (random & 0x100)
			delete_for_sure(t);
		return false;
	}
	if (random & 0x200) {
		delete_for_sure(t);
		atomic64_inc(&t->witness.wanted);
		add_timer_on(&t->timer, torture_random_cpu(c));
	} else {
		atomic64_inc(&t->witness.wanted);
		mod_timer(&t->timer, t->timer.expires);
	}
	return true;
}

static unsigned int arm_timers(struct torture_cpu *c)
{
	struct torture_timer *t = c->priv;
	unsigned int armed = 0;

	for (int i = 0; i < NR_TIMERS; i++)
		armed += arm_one(c, &t[i]);
	schedule_timeout_uninterruptible(1);
	return armed;
}

static bool no_timer_pending(struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct torture_timer *timers = t->cpus[cpu].priv;

		for (int i = 0; i < NR_TIMERS; i++)
			if (timer_pending(&timers[i].timer))
				return false;
	}
	return true;
}

static u64 end_timer(struct kunit *test, struct torture_timer *t, unsigned int cpu, int number)
{
	t->deleted += timer_shutdown_sync(&t->timer);
	KUNIT_EXPECT_EQ(test, t->after, 0);
	KUNIT_EXPECT_EQ(test, t->witness.parallel, 0);
	KUNIT_EXPECT_EQ_MSG(test, t->witness.runs + t->deleted,
			    (u64)atomic64_read(&t->witness.wanted),
			    "number %d of CPU %u\n", number, cpu);
	return t->witness.runs + t->deleted;
}

static void check_timers(struct kunit *test, struct torture *t)
{
	u64 ended = 0, deleted = 0;
	unsigned int cpu;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, no_timer_pending));
	for_each_online_cpu(cpu) {
		struct torture_timer *timers = t->cpus[cpu].priv;

		for (int i = 0; i < NR_TIMERS; i++)
			ended += end_timer(test, &timers[i], cpu, i);
		for (int i = 0; i < NR_TIMERS; i++)
			deleted += timers[i].deleted;
	}
	kunit_info(test, "%llu ran, %llu were deleted before\n", ended - deleted, deleted);
	KUNIT_EXPECT_EQ(test, ended, torture_total(t));
}

const struct torture_kind torture_timers = {
	.name = "timers", .events = "timers", .cost = 1,
	.prepare_cpu = prepare_timer_cpu, .step = arm_timers, .check = check_timers,
};

/* ---- hrtimers ------------------------------------------------------------------------------ */

#define NR_HRTIMERS	32
#define MAX_DELAY_NS	100000
#define CANCEL_ONE_OF	128		/* looks at an active one: there are many */

struct torture_hrtimer {
	struct hrtimer timer;
	struct torture_witness witness;
	u64 cancelled;			/* its thread */
	unsigned int after;		/* its thread */
};

static enum hrtimer_restart hrtimer_fn(struct hrtimer *timer)
{
	struct torture_hrtimer *t = container_of(timer, struct torture_hrtimer, timer);

	torture_enter(&t->witness);
	torture_leave(&t->witness);
	return HRTIMER_NORESTART;
}

static void prepare_hrtimer_cpu(struct kunit *test, struct torture_cpu *c)
{
	struct torture_hrtimer *t = kunit_kcalloc(test, NR_HRTIMERS, sizeof(*t), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, t);
	for (int i = 0; i < NR_HRTIMERS; i++)
		hrtimer_setup(&t[i].timer, hrtimer_fn, CLOCK_MONOTONIC,
			      i % 2 ? HRTIMER_MODE_REL_SOFT : HRTIMER_MODE_REL);
	c->priv = t;
}

static void cancel_for_sure(struct torture_hrtimer *t)
{
	t->cancelled += hrtimer_cancel(&t->timer);
	if (atomic_read(&t->witness.inside))
		t->after++;
}

static unsigned int arm_hrtimers(struct torture_cpu *c)
{
	struct torture_hrtimer *t = c->priv;
	unsigned int armed = 0;

	for (int i = 0; i < NR_HRTIMERS; i++) {
		u32 random = torture_random(c);

		if (hrtimer_active(&t[i].timer)) {
			if (random % CANCEL_ONE_OF == 0)
				cancel_for_sure(&t[i]);
			continue;
		}
		atomic64_inc(&t[i].witness.wanted);
		hrtimer_start(&t[i].timer, ns_to_ktime(random % MAX_DELAY_NS),
			      i % 2 ? HRTIMER_MODE_REL_SOFT : HRTIMER_MODE_REL);
		armed++;
	}
	return armed;
}

static bool no_hrtimer_active(struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct torture_hrtimer *timers = t->cpus[cpu].priv;

		for (int i = 0; i < NR_HRTIMERS; i++)
			if (hrtimer_active(&timers[i].timer))
				return false;
	}
	return true;
}

static u64 end_hrtimer(struct kunit *test, struct torture_hrtimer *t, unsigned int cpu,
		       int number)
{
	cancel_for_sure(t);
	KUNIT_EXPECT_EQ(test, t->after, 0);
	KUNIT_EXPECT_EQ(test, t->witness.parallel, 0);
	KUNIT_EXPECT_EQ_MSG(test, t->witness.runs + t->cancelled,
			    (u64)atomic64_read(&t->witness.wanted),
			    "number %d of CPU %u\n", number, cpu);
	return t->witness.runs + t->cancelled;
}

static void check_hrtimers(struct kunit *test, struct torture *t)
{
	u64 ended = 0, cancelled = 0;
	unsigned int cpu;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, no_hrtimer_active));
	for_each_online_cpu(cpu) {
		struct torture_hrtimer *timers = t->cpus[cpu].priv;

		for (int i = 0; i < NR_HRTIMERS; i++)
			ended += end_hrtimer(test, &timers[i], cpu, i);
		for (int i = 0; i < NR_HRTIMERS; i++)
			cancelled += timers[i].cancelled;
	}
	kunit_info(test, "%llu ran, %llu were cancelled before\n", ended - cancelled, cancelled);
	KUNIT_EXPECT_EQ(test, ended, torture_total(t));
}

const struct torture_kind torture_hrtimers = {
	.name = "hrtimers", .events = "hrtimers", .cost = 1,
	.prepare_cpu = prepare_hrtimer_cpu, .step = arm_hrtimers, .check = check_hrtimers,
};
