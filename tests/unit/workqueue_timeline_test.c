// SPDX-License-Identifier: MIT
/*
 * tests/unit/workqueue_timeline_test.c - when three items on one CPU run, to the millisecond
 *
 * The examples of Linux's workqueue document: w0 burns 5 ms of CPU, sleeps 10 ms, burns 5 ms;
 * w1 and w2 burn 5 ms and sleep 10 ms.  All are queued at time 0.  What max_active and
 * WQ_CPU_INTENSIVE mean can be read off the clock.
 *
 * The document's scheduler is first in, first out: who burns runs on until it sleeps.  So
 * an item burns with preemption off; just before, it lets others go first who can run
 * already, which shows who can.
 *
 * Time must be virtual (-icount), or a busy host would move it: skipped otherwise.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/workqueue.h>

#define BURN_MS		5
#define SLEEP_MS	10
#define TOLERANCE_NS	(1 * NSEC_PER_MSEC)
#define MAX_EVENTS	16

enum event { STARTS, SLEEPS, WAKES, ENDS };

static const char * const event_name[] = { "starts", "sleeps", "wakes", "ends" };

struct moment {
	int ms;			/* since queueing */
	int who;		/* the item's number */
	enum event event;
};

struct item {
	struct work_struct work;
	int number;
	int burns;		/* before, between and behind sleeps */
};

static struct {
	u64 start;
	int count;
	struct {
		u64 at;
		int who;
		enum event event;
	} seen[MAX_EVENTS];
} record;

/* Preemption is off, for others who come at the same moment. */
static void note(struct item *item, enum event event)
{
	int i = record.count++;

	if (i >= MAX_EVENTS)
		return;
	record.seen[i].at = ktime_get_ns() - record.start;
	record.seen[i].who = item->number;
	record.seen[i].event = event;
}

static void note_now(struct item *item, enum event event)
{
	preempt_disable();
	note(item, event);
	preempt_enable_no_resched();
}

/* Burn, then @event.  The time when that was: the next sleep counts from it. */
static ktime_t burn(struct item *item, enum event event)
{
	ktime_t end;

	preempt_disable();
	mdelay(BURN_MS);
	note(item, event);
	end = ktime_get();
	preempt_enable_no_resched();
	return end;
}

static void sleep_from(ktime_t start)
{
	ktime_t end = ktime_add_ms(start, SLEEP_MS);

	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule_hrtimeout(&end, HRTIMER_MODE_ABS);
}

static void item_fn(struct work_struct *work)
{
	struct item *item = container_of(work, struct item, work);

	note_now(item, STARTS);
	yield();
	sleep_from(burn(item, SLEEPS));
	note_now(item, WAKES);
	if (item->burns > 1)
		burn(item, ENDS);
	else
		note_now(item, ENDS);
}

/* w0 goes to the first queue, w1 and w2 to the second. */
static void run_items(struct workqueue_struct *q0, struct workqueue_struct *q1)
{
	struct item items[3];

	for (int i = 0; i < ARRAY_SIZE(items); i++) {
		INIT_WORK_ONSTACK(&items[i].work, item_fn);
		items[i].number = i;
		items[i].burns = i == 0 ? 2 : 1;
	}
	record.count = 0;
	preempt_disable();
	record.start = ktime_get_ns();
	for (int i = 0; i < ARRAY_SIZE(items); i++)
		queue_work(i == 0 ? q0 : q1, &items[i].work);
	preempt_enable();
	for (int i = 0; i < ARRAY_SIZE(items); i++)
		flush_work(&items[i].work);
}

static bool found(const struct moment *m)
{
	s64 want = (s64)m->ms * NSEC_PER_MSEC;

	for (int i = 0; i < min(record.count, MAX_EVENTS); i++)
		if (record.seen[i].who == m->who && record.seen[i].event == m->event)
			return abs((s64)record.seen[i].at - want) <= TOLERANCE_NS;
	return false;
}

static void expect(struct kunit *test, const struct moment *timeline, int count)
{
	bool all = record.count == count;

	for (int i = 0; i < count; i++)
		if (!found(&timeline[i])) {
			kunit_err(test, "not seen: %2d ms w%d %s\n", timeline[i].ms,
				  timeline[i].who, event_name[timeline[i].event]);
			all = false;
		}
	for (int i = 0; !all && i < min(record.count, MAX_EVENTS); i++)
		kunit_err(test, "seen: %7llu us w%d %s\n",
			  div_u64(record.seen[i].at, NSEC_PER_USEC), record.seen[i].who,
			  event_name[record.seen[i].event]);
	KUNIT_EXPECT_TRUE(test, all);
}

static struct workqueue_struct *new_queue(struct kunit *test, unsigned int flags, int max_active)
{
	struct workqueue_struct *wq;

	if (!bench_counts_instructions())
		kunit_skip(test, "time is not virtual");
	wq = alloc_workqueue("timeline", flags, max_active);
	KUNIT_ASSERT_NOT_NULL(test, wq);
	return wq;
}

/* Promise: with room for all of them an item starts as soon as the one before sleeps. */
static void w1_three_active_overlap(struct kunit *test)
{
	static const struct moment timeline[] = {
		{ 0, 0, STARTS }, { 5, 0, SLEEPS }, { 5, 1, STARTS }, { 10, 1, SLEEPS },
		{ 10, 2, STARTS }, { 15, 2, SLEEPS }, { 15, 0, WAKES }, { 20, 0, ENDS },
		{ 20, 1, WAKES }, { 20, 1, ENDS }, { 25, 2, WAKES }, { 25, 2, ENDS },
	};
	struct workqueue_struct *wq = new_queue(test, 0, 3);

	run_items(wq, wq);
	destroy_workqueue(wq);
	expect(test, timeline, ARRAY_SIZE(timeline));
}

/* Promise: with max_active 2 the third waits until the first has ended. */
static void w1_two_active_hold_back_the_third(struct kunit *test)
{
	static const struct moment timeline[] = {
		{ 0, 0, STARTS }, { 5, 0, SLEEPS }, { 5, 1, STARTS }, { 10, 1, SLEEPS },
		{ 15, 0, WAKES }, { 20, 0, ENDS }, { 20, 1, WAKES }, { 20, 1, ENDS },
		{ 20, 2, STARTS }, { 25, 2, SLEEPS }, { 35, 2, WAKES }, { 35, 2, ENDS },
	};
	struct workqueue_struct *wq = new_queue(test, 0, 2);

	run_items(wq, wq);
	destroy_workqueue(wq);
	expect(test, timeline, ARRAY_SIZE(timeline));
}

/* Promise: CPU intensive items start without waiting for each other; the scheduler decides. */
static void w1_cpu_intensive_items_start_together(struct kunit *test)
{
	static const struct moment timeline[] = {
		{ 0, 0, STARTS }, { 5, 0, SLEEPS }, { 5, 1, STARTS }, { 5, 2, STARTS },
		{ 10, 1, SLEEPS }, { 15, 2, SLEEPS }, { 15, 0, WAKES }, { 20, 0, ENDS },
		{ 20, 1, WAKES }, { 20, 1, ENDS }, { 25, 2, WAKES }, { 25, 2, ENDS },
	};
	struct workqueue_struct *q0 = new_queue(test, 0, 0);
	struct workqueue_struct *q1 = new_queue(test, WQ_CPU_INTENSIVE, 0);

	run_items(q0, q1);
	destroy_workqueue(q1);
	destroy_workqueue(q0);
	expect(test, timeline, ARRAY_SIZE(timeline));
}

/* Promise: an ordered queue does one after the other, as the one worker of old did. */
static void w1_ordered_items_follow_each_other(struct kunit *test)
{
	static const struct moment timeline[] = {
		{ 0, 0, STARTS }, { 5, 0, SLEEPS }, { 15, 0, WAKES }, { 20, 0, ENDS },
		{ 20, 1, STARTS }, { 25, 1, SLEEPS }, { 35, 1, WAKES }, { 35, 1, ENDS },
		{ 35, 2, STARTS }, { 40, 2, SLEEPS }, { 50, 2, WAKES }, { 50, 2, ENDS },
	};
	struct workqueue_struct *wq = new_queue(test, WQ_UNBOUND, 1);

	run_items(wq, wq);
	destroy_workqueue(wq);
	expect(test, timeline, ARRAY_SIZE(timeline));
}

static struct kunit_case workqueue_timeline_cases[] = {
	KUNIT_CASE(w1_three_active_overlap),
	KUNIT_CASE(w1_two_active_hold_back_the_third),
	KUNIT_CASE(w1_cpu_intensive_items_start_together),
	KUNIT_CASE(w1_ordered_items_follow_each_other),
	{ }
};

static struct kunit_suite workqueue_timeline_suite = {
	.name = "workqueue_timeline",
	.one_cpu = true,
	.test_cases = workqueue_timeline_cases,
};
kunit_test_suite(workqueue_timeline_suite);
