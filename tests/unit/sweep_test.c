// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_test.c - softirqs and tasklets, interrupted at every instruction
 *
 * In each sweep the interrupting handler does to the same object what the interrupted
 * path does.  The invariants are those of kernel/bh/: what was asked for before a run
 * began is seen by it, and nothing runs without having been asked for.
 *
 * See <kunit/sweep.h>; the ids at the functions' names are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include <asm/processor.h>

#define LOW_NR		NET_TX_SOFTIRQ
#define SWEPT_NR	NET_RX_SOFTIRQ
#define HIGH_NR		BLOCK_SOFTIRQ

/* Who asks counts up; who runs writes down what it saw.  Nothing is lost if that is all. */
static unsigned int asked, seen, runs;

static void start_witness(struct sweep *s)
{
	asked = seen = runs = 0;
}

static void note_run(struct softirq_action *a)
{
	runs++;
	seen = asked;
}

static void ask_softirq(struct sweep *s)
{
	asked++;
	raise_softirq(SWEPT_NR);
}

static void until_ksoftirqd_sleeps(void)
{
	while (task_is_running(this_cpu_ksoftirqd()))
		schedule_timeout_uninterruptible(1);
}

static void check_witness(struct sweep *s)
{
	until_ksoftirqd_sleeps();
	SWEEP_EXPECT(s, !local_softirq_pending());
	SWEEP_EXPECT(s, seen == asked);		/* the last one is not lost */
	SWEEP_EXPECT(s, runs && runs <= asked);	/* and none is doubled */
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static int sweep_test_init(struct kunit *test)
{
	until_ksoftirqd_sleeps();
	return 0;
}

static void q3_raise_softirq_at_every_boundary(struct kunit *test)
{
	open_softirq(SWEPT_NR, note_run);
	sweep_run(test, &(struct sweep){
		.name = "raise_softirq", .prepare = start_witness, .call = ask_softirq,
		.interrupt = ask_softirq, .check = check_witness });
}

static struct kunit_case sweep_cases[] = {
	KUNIT_CASE(q3_raise_softirq_at_every_boundary),
	{}
};

static struct kunit_suite sweep_suite = {
	.name = "sweep",
	.init = sweep_test_init,
	.test_cases = sweep_cases,
};
kunit_test_suite(sweep_suite);
