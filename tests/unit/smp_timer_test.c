// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_timer_test.c - timers on several CPUs: set there, deleted from here
 *
 * With one CPU there is nothing to show, and all cases skip.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/smp.h>
#include <linux/timer.h>

#include <asm/processor.h>

#include "smp_help.h"

#define ROUNDS	100

struct probe {
	struct timer_list timer;
	struct hrtimer hrtimer;
	unsigned int runs;
	unsigned int begun;		/* functions that have been entered ... */
	unsigned int ended;		/* ... and left */
	unsigned int cpu;
	unsigned int next_cpu;		/* the function sets its timer there */
};

static void note_run(struct timer_list *timer)
{
	struct probe *p = from_timer(p, timer, timer);

	WRITE_ONCE(p->cpu, raw_smp_processor_id());
	WRITE_ONCE(p->runs, p->runs + 1);
}

static void m2_timer_runs_on_each_cpu(struct kunit *test)
{
	struct probe p = { };
	unsigned int cpu, n = 0;

	SKIP_UNLESS_CPUS(test, 2);
	timer_setup_on_stack(&p.timer, note_run, 0);
	for_each_online_cpu(cpu) {
		p.timer.expires = jiffies + 2;
		add_timer_on(&p.timer, (int)cpu);	/* most of them idle */
		n++;
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.runs) == n));
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.cpu), cpu);
	}
	timer_delete_sync(&p.timer);
	destroy_timer_on_stack(&p.timer);
}

/* Long enough to be met at work by who deletes it. */
static void work_a_while(struct timer_list *timer)
{
	struct probe *p = from_timer(p, timer, timer);

	WRITE_ONCE(p->begun, p->begun + 1);
	udelay(200);
	WRITE_ONCE(p->ended, p->ended + 1);
}

static void m2_delete_waits_for_another_cpu(struct kunit *test)
{
	struct probe p = { };
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	timer_setup_on_stack(&p.timer, work_a_while, 0);
	for (i = 0; i < ROUNDS; i++) {
		unsigned int begun = READ_ONCE(p.begun);

		p.timer.expires = jiffies;
		add_timer_on(&p.timer, (int)nth_cpu(1));
		if (i & 1)
			while (READ_ONCE(p.begun) == begun)
				cpu_relax();
		timer_delete_sync(&p.timer);
		KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.begun), READ_ONCE(p.ended));
	}
	timer_shutdown_sync(&p.timer);
	mod_timer(&p.timer, jiffies);
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
	destroy_timer_on_stack(&p.timer);
}

/* The function gives its timer to another CPU, and goes on for a while. */
static void give_away(struct timer_list *timer)
{
	struct probe *p = from_timer(p, timer, timer);

	timer->expires = jiffies + HZ * 100;
	add_timer_on(timer, (int)p->next_cpu);
	work_a_while(timer);
}

static void m2_delete_waits_where_it_ran(struct kunit *test)
{
	struct probe p = { .next_cpu = 0 };
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	timer_setup_on_stack(&p.timer, give_away, 0);
	for (i = 0; i < ROUNDS; i++) {
		unsigned int begun = READ_ONCE(p.begun);

		p.timer.expires = jiffies;
		add_timer_on(&p.timer, (int)nth_cpu(1));
		while (READ_ONCE(p.begun) == begun)
			cpu_relax();
		KUNIT_EXPECT_EQ(test, timer_delete_sync(&p.timer), 1);
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.begun), READ_ONCE(p.ended));
	}
	destroy_timer_on_stack(&p.timer);
}

static enum hrtimer_restart work_in_hardirq(struct hrtimer *timer)
{
	struct probe *p = container_of(timer, struct probe, hrtimer);

	WRITE_ONCE(p->begun, p->begun + 1);
	udelay(50);
	hrtimer_forward_now(timer, 100 * NSEC_PER_USEC);
	WRITE_ONCE(p->ended, p->ended + 1);
	return HRTIMER_RESTART;
}

static void start_hrtimer(void *data)
{
	struct probe *p = data;

	hrtimer_start(&p->hrtimer, 100 * NSEC_PER_USEC, HRTIMER_MODE_REL_PINNED);
}

static void m2_hrtimer_cancel_from_another_cpu(struct kunit *test)
{
	struct probe p = { };
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	hrtimer_init_on_stack(&p.hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED);
	p.hrtimer.function = work_in_hardirq;
	for (i = 0; i < ROUNDS; i++) {
		unsigned int begun = READ_ONCE(p.begun);

		smp_call_function_single((int)nth_cpu(1), start_hrtimer, &p, 1);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.begun) != begun));
		hrtimer_cancel(&p.hrtimer);
		KUNIT_EXPECT_FALSE(test, hrtimer_active(&p.hrtimer));
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.begun), READ_ONCE(p.ended));
	}
	destroy_hrtimer_on_stack(&p.hrtimer);
}

static struct kunit_case smp_timer_cases[] = {
	KUNIT_CASE(m2_timer_runs_on_each_cpu),
	KUNIT_CASE(m2_delete_waits_for_another_cpu),
	KUNIT_CASE(m2_delete_waits_where_it_ran),
	KUNIT_CASE(m2_hrtimer_cancel_from_another_cpu),
	{ }
};

static struct kunit_suite smp_timer_suite = {
	.name = "smp_timer",
	.test_cases = smp_timer_cases,
};
kunit_test_suite(smp_timer_suite);
