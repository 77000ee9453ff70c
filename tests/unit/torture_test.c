// SPDX-License-Identifier: MIT
/*
 * tests/unit/torture_test.c - nothing is lost, doubled, or run beside itself
 *
 * In `ktest=*` a short form; `make torture` gives each case as many rounds as one has patience
 * for (torture.rounds=N).  The ids at the beginning of names are those of docs/catalogue.md.
 */

#include <kunit/test.h>
#include <linux/cpumask.h>

#include "torture.h"

static void needs_two_cpus(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
}

static void q8_softirqs(struct kunit *test)
{
	torture_run(test, &torture_softirqs, NULL);
}

static void t1_tasklets(struct kunit *test)
{
	torture_run(test, &torture_tasklets, NULL);
}

static void w2_works(struct kunit *test)
{
	torture_run(test, &torture_works, NULL);
}

static void m2_timers(struct kunit *test)
{
	torture_run(test, &torture_timers, NULL);
}

static void hrtimers(struct kunit *test)
{
	torture_run(test, &torture_hrtimers, NULL);
}

static void irq_works(struct kunit *test)
{
	torture_run(test, &torture_irq_works, NULL);
}

static void a6_ipis(struct kunit *test)
{
	needs_two_cpus(test);
	torture_run(test, &torture_ipis, NULL);
}

static void a6_waiting_ipis(struct kunit *test)
{
	needs_two_cpus(test);
	torture_run(test, &torture_waiting_ipis, NULL);
}

static void a4_moved_messages(struct kunit *test)
{
	torture_run(test, &torture_moved_messages, NULL);
}

static void a4_moved_edges(struct kunit *test)
{
	torture_run(test, &torture_moved_edges, NULL);
}

static void a4_moved_levels(struct kunit *test)
{
	torture_run(test, &torture_moved_levels, NULL);
}

static void a4_moved_edu(struct kunit *test)
{
	torture_run(test, &torture_moved_edu, NULL);
}

/* All of them at a time, on all CPUs. */
static void storm(struct kunit *test)
{
	needs_two_cpus(test);
	torture_run(test, &torture_softirqs, &torture_tasklets, &torture_works, &torture_timers,
		    &torture_hrtimers, &torture_irq_works, &torture_ipis, &torture_waiting_ipis,
		    NULL);
}

static struct kunit_case torture_cases[] = {
	KUNIT_CASE_SLOW(q8_softirqs),
	KUNIT_CASE_SLOW(t1_tasklets),
	KUNIT_CASE_SLOW(w2_works),
	KUNIT_CASE_SLOW(m2_timers),
	KUNIT_CASE_SLOW(hrtimers),
	KUNIT_CASE_SLOW(irq_works),
	KUNIT_CASE_SLOW(a6_ipis),
	KUNIT_CASE_SLOW(a6_waiting_ipis),
	KUNIT_CASE_SLOW(a4_moved_messages),
	KUNIT_CASE_SLOW(a4_moved_edges),
	KUNIT_CASE_SLOW(a4_moved_levels),
	KUNIT_CASE_SLOW(a4_moved_edu),
	KUNIT_CASE_SLOW(storm),
	{ }
};

static struct kunit_suite torture_suite = {
	.name = "torture",
	.test_cases = torture_cases,
};
kunit_test_suite(torture_suite);
