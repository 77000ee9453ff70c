// SPDX-License-Identifier: MIT
/*
 * tests/unit/tasklet_test.c - the promises tasklets make to drivers
 *
 * One case per sentence of the contract at the top of kernel/bh/tasklet.c.  Order is
 * forced with local_bh_disable(), never by sleeping.  The ids in brackets are
 * those of the catalogue of behaviours.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/string.h>

#include <asm/processor.h>

#include "klog.h"

#define TRACE_MAX	32

/* A tasklet that records how and how often it ran. */
struct probe {
	struct tasklet_struct tasklet;
	char letter;
	int runs;
	int again;			/* schedule itself that often */
	bool saw_softirq;
	bool saw_hardirq;
};

static char trace[TRACE_MAX + 1];
static unsigned int trace_len;

static int tasklet_test_init(struct kunit *test)
{
	memset(trace, 0, sizeof(trace));
	trace_len = 0;
	return 0;
}

static void probe_fn(struct tasklet_struct *t)
{
	struct probe *p = from_tasklet(p, t, tasklet);

	p->runs++;
	p->saw_softirq = in_serving_softirq();
	p->saw_hardirq = in_hardirq();
	if (trace_len < TRACE_MAX)
		trace[trace_len++] = p->letter;
	if (p->again-- > 0)
		tasklet_schedule(t);
}

static void probe_init(struct probe *p, char letter)
{
	*p = (struct probe){ .letter = letter };
	tasklet_setup(&p->tasklet, probe_fn);
}

static void t1_scheduling_twice_runs_once(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	tasklet_schedule(&p.tasklet);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	tasklet_kill(&p.tasklet);
}

static void body_runs_in_softirq_context(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	local_bh_enable();
	KUNIT_ASSERT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_TRUE(test, p.saw_softirq);
	KUNIT_EXPECT_FALSE(test, p.saw_hardirq);
	tasklet_kill(&p.tasklet);
}

/* [T1] Scheduled while it runs, it runs once more. */
static void t1_scheduled_while_running_runs_again(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	p.again = 2;
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, p.runs, 3);
	tasklet_kill(&p.tasklet);
}

static struct {
	struct tasklet_struct tasklet;
	struct irq_work interrupt;
	int runs, depth, max_depth, interrupts;
} nested;

static void schedule_in_hardirq(struct irq_work *work)
{
	tasklet_schedule(&nested.tasklet);
	tasklet_schedule(&nested.tasklet);
	nested.interrupts++;
}

static void interrupted_fn(struct tasklet_struct *t)
{
	nested.max_depth = max(nested.max_depth, ++nested.depth);
	if (!nested.runs++) {
		irq_work_queue(&nested.interrupt);
		while (!READ_ONCE(nested.interrupts))
			cpu_relax();
	}
	nested.depth--;
}

/* [T1] Scheduled by an interrupt during its run, it runs once more, and not inside that run. */
static void t1_interrupt_during_the_run_makes_one_more(struct kunit *test)
{
	memset(&nested, 0, sizeof(nested));
	tasklet_setup(&nested.tasklet, interrupted_fn);
	init_irq_work(&nested.interrupt, schedule_in_hardirq);
	local_bh_disable();
	tasklet_schedule(&nested.tasklet);
	local_bh_enable();
	tasklet_kill(&nested.tasklet);
	irq_work_sync(&nested.interrupt);
	KUNIT_EXPECT_EQ(test, nested.interrupts, 1);
	KUNIT_EXPECT_EQ(test, nested.runs, 2);
	KUNIT_EXPECT_EQ(test, nested.max_depth, 1);
}

/* [T2] */
static void t2_first_in_first_out(struct kunit *test)
{
	struct probe a, b, c;

	probe_init(&a, 'a');
	probe_init(&b, 'b');
	probe_init(&c, 'c');
	local_bh_disable();
	tasklet_schedule(&b.tasklet);
	tasklet_schedule(&a.tasklet);
	tasklet_schedule(&c.tasklet);
	tasklet_schedule(&b.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "bac");
}

/* [T2] */
static void t2_high_priority_runs_before_normal(struct kunit *test)
{
	struct probe a, b, c;

	probe_init(&a, 'a');
	probe_init(&b, 'b');
	probe_init(&c, 'c');
	local_bh_disable();
	tasklet_schedule(&a.tasklet);
	tasklet_hi_schedule(&b.tasklet);
	local_irq_disable();
	tasklet_hi_schedule_first(&c.tasklet);
	local_irq_enable();
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "cba");
}

/* Put in front of an empty list, and others behind it. */
static void first_on_an_empty_list_is_not_lost(struct kunit *test)
{
	struct probe a, b;

	probe_init(&a, 'a');
	probe_init(&b, 'b');
	local_bh_disable();
	local_irq_disable();
	tasklet_hi_schedule_first(&a.tasklet);
	local_irq_enable();
	tasklet_hi_schedule(&b.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "ab");
}

/* [T3] A disabled tasklet is remembered, and runs once after tasklet_enable(). */
static void t3_disabled_tasklet_is_not_lost(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	tasklet_disable(&p.tasklet);
	tasklet_disable_nosync(&p.tasklet);
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	KUNIT_EXPECT_TRUE(test, test_bit(TASKLET_STATE_SCHED, &p.tasklet.state));
	tasklet_enable(&p.tasklet);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	tasklet_enable(&p.tasklet);
	tasklet_kill(&p.tasklet);		/* waits until it has run */
	KUNIT_EXPECT_EQ(test, p.runs, 1);
}

/* [T3] Meanwhile others run, tasklets and threads. */
static void t3_disabled_tasklet_does_not_stop_the_others(struct kunit *test)
{
	struct probe a, b;

	probe_init(&a, 'a');
	probe_init(&b, 'b');
	tasklet_disable(&a.tasklet);
	local_bh_disable();
	tasklet_schedule(&a.tasklet);
	tasklet_schedule(&b.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "b");
	for (int i = 0; i < 3; i++)
		schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_STREQ(test, trace, "b");
	tasklet_enable(&a.tasklet);
	tasklet_kill(&a.tasklet);
	KUNIT_EXPECT_STREQ(test, trace, "ba");
}

/* ---- the forms of declaring one ---- */

static unsigned long got_data;
static unsigned int got_callbacks;

static void old_fn(unsigned long data)
{
	got_data += data;
}

static void new_fn(struct tasklet_struct *t)
{
	got_callbacks++;
}

static DECLARE_TASKLET(declared_new, new_fn);
static DECLARE_TASKLET(declared_old, old_fn, 40);
static DECLARE_TASKLET_DISABLED(declared_disabled, new_fn);
static DECLARE_TASKLET_DISABLED(declared_old_disabled, old_fn, 500);
static DECLARE_TASKLET_OLD(declared_old_style, old_fn);

static void every_form_of_declaration_works(struct kunit *test)
{
	struct tasklet_struct made;

	got_data = 0;
	got_callbacks = 0;
	tasklet_init(&made, old_fn, 2);
	local_bh_disable();
	tasklet_schedule(&declared_new);
	tasklet_schedule(&declared_old);
	tasklet_schedule(&declared_disabled);
	tasklet_schedule(&declared_old_disabled);
	tasklet_schedule(&declared_old_style);
	tasklet_schedule(&made);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, got_callbacks, 1);
	KUNIT_EXPECT_EQ(test, got_data, 42);
	tasklet_enable(&declared_disabled);
	tasklet_enable(&declared_old_disabled);
	tasklet_kill(&declared_disabled);
	tasklet_kill(&declared_old_disabled);
	KUNIT_EXPECT_EQ(test, got_callbacks, 2);
	KUNIT_EXPECT_EQ(test, got_data, 542);
	tasklet_disable_nosync(&declared_disabled);	/* as declared, for the next run */
	tasklet_disable_nosync(&declared_old_disabled);
}

/* ---- kill ---- */

static void killed_idle_can_be_scheduled_again(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	tasklet_kill(&p.tasklet);
	KUNIT_EXPECT_EQ(test, p.tasklet.state, 0);
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	tasklet_kill(&p.tasklet);
}

/* Scheduled on the way: the wait lasts until the run is over. */
static void kill_waits_for_a_scheduled_one(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	tasklet_schedule(&p.tasklet);		/* ksoftirqd will run it */
	tasklet_kill(&p.tasklet);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_EQ(test, p.tasklet.state, 0);
}

/* A thread that waits for a tasklet in one of the ways there are. */
struct waiter {
	struct tasklet_struct *tasklet;
	void (*wait)(struct tasklet_struct *t);
	struct completion done;
};

static int wait_for_tasklet(void *arg)
{
	struct waiter *w = arg;

	w->wait(w->tasklet);
	complete(&w->done);
	return 0;
}

static void start_waiter(struct kunit *test, struct waiter *w, struct tasklet_struct *t,
			 void (*wait)(struct tasklet_struct *t))
{
	*w = (struct waiter){ .tasklet = t, .wait = wait };
	init_completion(&w->done);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(wait_for_tasklet, w, "tasklet_waiter"));
}

static void expect_waiting(struct kunit *test, struct waiter *w)
{
	schedule_timeout_uninterruptible(3);
	KUNIT_EXPECT_FALSE(test, completion_done(&w->done));
}

/*
 * Each way of waiting lasts until a run is over.  On one CPU no thread sees a run from
 * outside, so the test takes the lock of a run itself.
 */
static void waiting_lasts_until_the_run_is_over(struct kunit *test)
{
	static void (* const ways[])(struct tasklet_struct *t) = {
		tasklet_unlock_wait, tasklet_unlock_spin_wait, tasklet_kill, tasklet_disable,
		tasklet_disable_in_atomic,
	};
	struct probe p;
	struct waiter w;

	for (unsigned int i = 0; i < ARRAY_SIZE(ways); i++) {
		probe_init(&p, 'a');
		KUNIT_ASSERT_TRUE(test, tasklet_trylock(&p.tasklet));
		KUNIT_EXPECT_FALSE(test, tasklet_trylock(&p.tasklet));
		start_waiter(test, &w, &p.tasklet, ways[i]);
		expect_waiting(test, &w);
		tasklet_unlock(&p.tasklet);
		wait_for_completion(&w.done);
		KUNIT_EXPECT_EQ(test, p.tasklet.state, 0);
		KUNIT_EXPECT_EQ(test, atomic_read(&p.tasklet.count), ways[i] == tasklet_disable ||
				ways[i] == tasklet_disable_in_atomic);
	}
}

/* While its run is under way elsewhere, a scheduled tasklet stays queued. */
static void locked_tasklet_is_put_back(struct kunit *test)
{
	struct probe p;

	probe_init(&p, 'a');
	KUNIT_ASSERT_TRUE(test, tasklet_trylock(&p.tasklet));
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	KUNIT_EXPECT_TRUE(test, test_bit(TASKLET_STATE_SCHED, &p.tasklet.state));
	tasklet_unlock(&p.tasklet);
	tasklet_kill(&p.tasklet);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
}

static struct probe endless;

static void endless_fn(struct tasklet_struct *t)
{
	endless.runs++;
	if (READ_ONCE(endless.again))
		tasklet_schedule(t);
}

/* [T5] It never ends of itself; others live meanwhile, and after the kill it is dead. */
static void t5_kill_of_one_that_schedules_itself(struct kunit *test)
{
	struct waiter w;
	int runs;

	probe_init(&endless, 'e');
	tasklet_setup(&endless.tasklet, endless_fn);
	endless.again = 1;
	tasklet_schedule(&endless.tasklet);
	start_waiter(test, &w, &endless.tasklet, tasklet_kill);
	schedule_timeout_uninterruptible(5);
	runs = READ_ONCE(endless.runs);
	schedule_timeout_uninterruptible(5);
	if (completion_done(&w.done))
		KUNIT_EXPECT_EQ(test, endless.runs, runs);	/* the kill has won */
	else
		KUNIT_EXPECT_GT(test, endless.runs, runs);
	WRITE_ONCE(endless.again, 0);
	wait_for_completion(&w.done);
	runs = endless.runs;
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, endless.runs, runs);
	KUNIT_EXPECT_EQ(test, endless.tasklet.state, 0);
}

static struct probe killed_in_irq;

static void kill_it(struct irq_work *work)
{
	tasklet_kill(&killed_in_irq.tasklet);
}

/* [T4] */
static void t4_kill_from_an_interrupt_is_named(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(kill_it);
	u64 mark = klog_mark();

	probe_init(&killed_in_irq, 'a');
	irq_work_queue(&work);
	irq_work_sync(&work);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "softirq: Attempt to kill tasklet from interrupt"));
	KUNIT_EXPECT_EQ(test, killed_in_irq.tasklet.state, 0);
}

/* ---- misuse ---- */

/* Re-initialised while it is queued: SCHED is gone when it is to run. */
static void setup_of_a_scheduled_one_is_named(struct kunit *test)
{
	u64 mark = klog_mark();
	struct probe p;

	kunit_expect_warnings(test, 1);
	probe_init(&p, 'a');
	local_bh_disable();
	tasklet_schedule(&p.tasklet);
	clear_bit(TASKLET_STATE_SCHED, &p.tasklet.state);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "tasklet SCHED state not set: callback probe_fn"));
	KUNIT_EXPECT_EQ(test, p.tasklet.state, 0);
}

static struct kunit_case tasklet_cases[] = {
	KUNIT_CASE(t1_scheduling_twice_runs_once),
	KUNIT_CASE(body_runs_in_softirq_context),
	KUNIT_CASE(t1_scheduled_while_running_runs_again),
	KUNIT_CASE(t1_interrupt_during_the_run_makes_one_more),
	KUNIT_CASE(t2_first_in_first_out),
	KUNIT_CASE(t2_high_priority_runs_before_normal),
	KUNIT_CASE(first_on_an_empty_list_is_not_lost),
	KUNIT_CASE(t3_disabled_tasklet_is_not_lost),
	KUNIT_CASE(t3_disabled_tasklet_does_not_stop_the_others),
	KUNIT_CASE(every_form_of_declaration_works),
	KUNIT_CASE(killed_idle_can_be_scheduled_again),
	KUNIT_CASE(kill_waits_for_a_scheduled_one),
	KUNIT_CASE(waiting_lasts_until_the_run_is_over),
	KUNIT_CASE(locked_tasklet_is_put_back),
	KUNIT_CASE(t5_kill_of_one_that_schedules_itself),
	KUNIT_CASE(t4_kill_from_an_interrupt_is_named),
	KUNIT_CASE(setup_of_a_scheduled_one_is_named),
	{ }
};

static struct kunit_suite tasklet_suite = {
	.name = "tasklet",
	.init = tasklet_test_init,
	.one_cpu = true,
	.test_cases = tasklet_cases,
};
kunit_test_suite(tasklet_suite);
