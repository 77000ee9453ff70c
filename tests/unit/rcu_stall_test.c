// SPDX-License-Identifier: MIT
/*
 * tests/unit/rcu_stall_test.c - a grace period that does not end is named, and ends all the same
 *
 * On request only (ktest=rcu_stall.*), by tests/boot/test_watchdog.py, with
 * rcupdate.rcu_cpu_stall_timeout=3.  Who stalls halts between two looks, so that virtual time
 * skips over it.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/nmi.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "klog.h"
#include "smp_crew.h"

#define OTHER_CPU	1
#define PATIENCE	(120 * HZ)	/* 3 s are waited for; the host may be busy */

struct grace_period {
	struct rcu_head head;
	struct completion over;
};

static void grace_period_is_over(struct rcu_head *head)
{
	complete(&container_of(head, struct grace_period, head)->over);
}

static void begin_grace_period(struct grace_period *gp)
{
	init_completion(&gp->over);
	call_rcu(&gp->head, grace_period_is_over);
}

static bool grace_period_ends(struct grace_period *gp)
{
	return wait_for_completion_timeout(&gp->over, PATIENCE);
}

/* The grace period begins inside, or this CPU might report before. */
static noinline void read_until_named(struct grace_period *gp, u64 mark, int times)
{
	unsigned long end = jiffies + PATIENCE;

	rcu_read_lock();
	begin_grace_period(gp);
	while (klog_count(mark, "INFO: rcu_preempt ") < times && time_before(jiffies, end)) {
		local_irq_disable();
		safe_halt();
	}
	rcu_read_unlock();
}

/* Promise: and again after thrice the time. */
static void k5_reader_without_end_is_named(struct kunit *test)
{
	u64 mark = klog_mark();
	struct grace_period gp;

	read_until_named(&gp, mark, 2);
	KUNIT_EXPECT_GE(test, klog_count(mark, "INFO: rcu_preempt "), 2);
	KUNIT_EXPECT_GE(test, klog_count(mark, "RIP: 0010:read_until_named"), 2);
	KUNIT_EXPECT_TRUE(test, grace_period_ends(&gp));
	KUNIT_EXPECT_LE(test, klog_count(mark, "INFO: rcu_preempt "), 2);
}

/* ---- another CPU, with interrupts off --------------------------------------------------- */

static bool let_go, deaf;

/* Only an NMI wakes it. */
static noinline void be_deaf(struct crew *crew, void *unused)
{
	local_irq_disable();
	WRITE_ONCE(deaf, true);
	while (!READ_ONCE(let_go))
		arch_halt();
	local_irq_enable();
}

static void wake_the_deaf(struct crew *crew)
{
	WRITE_ONCE(let_go, true);
	while (atomic_read(&crew->working) > 1) {
		trigger_single_cpu_backtrace(OTHER_CPU);
		schedule_timeout_uninterruptible(1);
	}
}

/* Promise: by another CPU; an NMI finds where it is. */
static void k5_cpu_that_takes_no_interrupt_is_named(struct kunit *test)
{
	u64 mark = klog_mark();
	struct grace_period gp;
	struct crew crew;

	if (!cpu_online(OTHER_CPU))
		kunit_skip(test, "one CPU");
	let_go = deaf = false;
	crew_begin(&crew);
	KUNIT_ASSERT_TRUE(test, crew_add(&crew, OTHER_CPU, be_deaf, NULL));
	KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(deaf)));
	begin_grace_period(&gp);
	KUNIT_EXPECT_TRUE(test, crew_wait(klog_has(mark, "NMI backtrace for cpu 1")));
	KUNIT_EXPECT_FALSE(test, completion_done(&gp.over));
	wake_the_deaf(&crew);
	crew_end(&crew);
	KUNIT_EXPECT_TRUE(test, grace_period_ends(&gp));
	KUNIT_EXPECT_GE(test, klog_count(mark, "rcu_preempt detected stalls on CPUs/tasks:"), 1);
	KUNIT_EXPECT_GE(test, klog_count(mark, "RIP: 0010:be_deaf"), 1);
}

/* Promise: all goes on as before: grace periods end, callbacks of all CPUs are called. */
static void k5_after_a_stall_grace_periods_end(struct kunit *test)
{
	u64 mark = klog_mark();

	for (int i = 0; i < 10; i++) {
		synchronize_rcu();
		synchronize_rcu_expedited();
		rcu_barrier();
	}
	KUNIT_EXPECT_FALSE(test, klog_has(mark, "rcu_preempt"));
}

static struct kunit_case rcu_stall_cases[] = {
	KUNIT_CASE(k5_reader_without_end_is_named),
	KUNIT_CASE(k5_cpu_that_takes_no_interrupt_is_named),
	KUNIT_CASE(k5_after_a_stall_grace_periods_end),
	{ }
};

static struct kunit_suite rcu_stall_suite = {
	.name = "rcu_stall",
	.on_request = true,
	.test_cases = rcu_stall_cases,
};
kunit_test_suite(rcu_stall_suite);
