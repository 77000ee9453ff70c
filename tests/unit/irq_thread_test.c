// SPDX-License-Identifier: MIT
/*
 * tests/unit/irq_thread_test.c - handlers that run in threads
 *
 * Names begin with the case of docs/catalogue.md that they show.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sprintf.h>

#include "irq_fake.h"

/* ---- threaded handlers ---- */

static int request_thread(irq_handler_t handler, irq_handler_t thread, unsigned long flags)
{
	return request_threaded_irq(fake_line.irq, handler, thread, flags, "fake",
				    &fake_first_dev);
}

static DECLARE_COMPLETION(thread_may_go);
static DECLARE_COMPLETION(thread_done);
static char thread_comm[TASK_COMM_LEN];
static unsigned int thread_policy, thread_priority;

static irqreturn_t thread_fn(int irq, void *dev)
{
	fake_note('t');
	get_task_comm(thread_comm, current);
	thread_policy = current->policy;
	thread_priority = current->rt_priority;
	wait_for_completion(&thread_may_go);
	fake_note('T');
	complete(&thread_done);
	return IRQ_HANDLED;
}

static void prepare_thread(void)
{
	reinit_completion(&thread_may_go);
	reinit_completion(&thread_done);
}

/* One hard handler per thread run, and the wire is shut until the thread is done. */
static void h1_level_stays_masked_until_the_thread_is_done(struct kunit *test)
{
	char name[TASK_COMM_LEN];

	prepare_thread();
	KUNIT_ASSERT_EQ(test, request_thread(NULL, thread_fn, IRQF_ONESHOT), 0);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_TRUE(test, irqd_irq_masked(irq_get_irq_data(fake_line.irq)));
	complete(&thread_may_go);
	wait_for_completion(&thread_done);
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAtTU");
	snprintf(name, sizeof(name), "irq/%u-fake", fake_line.irq);
	KUNIT_EXPECT_STREQ(test, thread_comm, name);
	KUNIT_EXPECT_EQ(test, thread_policy, SCHED_FIFO);
	KUNIT_EXPECT_EQ(test, thread_priority, 50);
	fake_free_first();
}

static void h2_thread_alone_without_oneshot_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, request_thread(NULL, thread_fn, 0), -EINVAL);
	KUNIT_EXPECT_TRUE(test, fake_said("genirq: Threaded irq requested with handler=NULL and "
					  "!ONESHOT for fake (irq %u)", fake_line.irq));
}

static void h3_wake_without_a_thread_is_named_once(struct kunit *test)
{
	fake_line.answer = IRQ_WAKE_THREAD;
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_fire();
	KUNIT_EXPECT_TRUE(test, fake_said("IRQ %u device first returned IRQ_WAKE_THREAD but no "
					  "thread function available.", fake_line.irq));
	fake_forget_log();
	fake_fire();
	KUNIT_EXPECT_FALSE(test, fake_said("IRQ_WAKE_THREAD"));
	fake_free_first();
}

static int complete_later(void *unused)
{
	complete(&thread_may_go);
	return 0;
}

static void h4_free_waits_for_the_thread(struct kunit *test)
{
	struct task_struct *helper;

	prepare_thread();
	KUNIT_ASSERT_EQ(test, request_thread(NULL, thread_fn, IRQF_ONESHOT), 0);
	fake_clear_log();
	fake_fire();
	helper = kthread_run(complete_later, NULL, "irq_test_helper");
	KUNIT_ASSERT_FALSE(test, IS_ERR(helper));
	fake_free_first();
	KUNIT_EXPECT_TRUE(test, completion_done(&thread_done));
	KUNIT_EXPECT_EQ(test, irq_to_desc(fake_line.irq)->threads_oneshot, 0);

	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAhU");
	fake_free_first();
}

static int runs_seen;

static irqreturn_t fire_on_first_run(int irq, void *dev)
{
	if (!runs_seen++)
		fake_fire();
	return IRQ_HANDLED;
}

static void h5_interrupt_while_the_thread_runs_has_it_run_again(struct kunit *test)
{
	runs_seen = 0;
	KUNIT_ASSERT_EQ(test, request_thread(NULL, fire_on_first_run, IRQF_ONESHOT), 0);
	fake_clear_log();
	fake_fire();
	schedule_timeout_uninterruptible(2);
	KUNIT_ASSERT_EQ(test, runs_seen, 2);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAAU");	/* opened once, after both */
	fake_free_first();
}

/* A thread that dies in its handler leaves the line open, and nobody waits for it. */
static irqreturn_t dying_thread_fn(int irq, void *dev)
{
	fake_note('t');
	do_exit(0);
}

static void h4_thread_that_dies_leaves_the_line_open(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, request_thread(NULL, dying_thread_fn, IRQF_ONESHOT), 0);
	fake_clear_log();
	fake_fire();
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAtU");
	KUNIT_EXPECT_TRUE(test, fake_said("genirq: exiting task \"irq/%u-fake\" (", fake_line.irq));
	KUNIT_EXPECT_TRUE(test, fake_said(") is an active IRQ thread (irq %u)", fake_line.irq));
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAtUMAU");
	fake_free_first();
}

/* disable_irq() waits for the thread, too; disable_hardirq() says that there is one. */
static void r6_disable_waits_for_the_thread(struct kunit *test)
{
	struct task_struct *helper;

	prepare_thread();
	KUNIT_ASSERT_EQ(test, request_thread(NULL, thread_fn, IRQF_ONESHOT), 0);
	KUNIT_EXPECT_TRUE(test, disable_hardirq(fake_line.irq));
	enable_irq(fake_line.irq);
	fake_fire();
	KUNIT_EXPECT_FALSE(test, disable_hardirq(fake_line.irq));
	enable_irq(fake_line.irq);
	helper = kthread_run(complete_later, NULL, "irq_test_helper");
	KUNIT_ASSERT_FALSE(test, IS_ERR(helper));
	disable_irq(fake_line.irq);
	KUNIT_EXPECT_TRUE(test, completion_done(&thread_done));
	KUNIT_EXPECT_TRUE(test, disable_hardirq(fake_line.irq));
	fake_free_first();
}

/* A wire that is held until the thread lets go: it takes its time, and nothing storms. */
static bool wire_held;
static unsigned int held_primaries, held_runs;

static irqreturn_t count_primary(int irq, void *dev)
{
	held_primaries++;
	return IRQ_WAKE_THREAD;
}

static irqreturn_t let_go_later(int irq, void *dev)
{
	msleep(5);
	wire_held = false;
	held_runs++;
	return IRQ_HANDLED;
}

static enum hrtimer_restart look_at_the_wire(struct hrtimer *timer)
{
	if (wire_held && !irqd_irq_masked(irq_get_irq_data(fake_line.irq)))
		generic_handle_irq(fake_line.irq);
	hrtimer_forward_now(timer, ns_to_ktime(100 * NSEC_PER_USEC));
	return HRTIMER_RESTART;
}

static void h1_held_level_runs_one_hard_handler_per_thread_run(struct kunit *test)
{
	struct hrtimer timer;

	held_primaries = held_runs = 0;
	KUNIT_ASSERT_EQ(test, request_thread(count_primary, let_go_later, IRQF_ONESHOT), 0);
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer.function = look_at_the_wire;
	hrtimer_start(&timer, 0, HRTIMER_MODE_REL_HARD);
	for (unsigned int i = 1; i <= 5; i++) {
		wire_held = true;
		while (READ_ONCE(held_runs) < i)
			msleep(1);
	}
	hrtimer_cancel(&timer);
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_EQ(test, held_runs, 5);
	KUNIT_EXPECT_EQ(test, held_primaries, 5);
	fake_free_first();
}

/* irq_wake_thread(): the thread runs although no interrupt came. */
static void thread_can_be_woken_by_hand(struct kunit *test)
{
	prepare_thread();
	complete(&thread_may_go);
	KUNIT_ASSERT_EQ(test, request_thread(NULL, thread_fn, IRQF_ONESHOT), 0);
	irq_wake_thread(fake_line.irq, &fake_second_dev);
	irq_wake_thread(fake_line.irq, &fake_first_dev);
	wait_for_completion(&thread_done);
	fake_free_first();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "UtTM");
}

/* A chip that needs no mask: no ONESHOT is kept, and a thread alone is no storm. */
static void oneshot_safe_chip_is_not_masked(struct kunit *test)
{
	struct irq_chip chip = fake_chip;

	chip.flags = IRQCHIP_ONESHOT_SAFE;
	prepare_thread();
	complete(&thread_may_go);
	irq_set_chip_and_handler(fake_line.irq, &chip, handle_fasteoi_irq);
	KUNIT_ASSERT_EQ(test, request_thread(NULL, thread_fn, 0), 0);
	fake_clear_log();
	fake_fire();
	wait_for_completion(&thread_done);
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "EtT");
	fake_free_first();
	irq_set_chip(fake_line.irq, &fake_chip);
}

/* A chip that wants its end of interrupt only when the thread is done. */
static void eoi_threaded_chip_is_ended_by_the_thread(struct kunit *test)
{
	struct irq_chip chip = fake_chip;

	chip.flags = IRQCHIP_EOI_THREADED;
	prepare_thread();
	complete(&thread_may_go);
	irq_set_chip_and_handler(fake_line.irq, &chip, handle_fasteoi_irq);
	KUNIT_ASSERT_EQ(test, request_thread(NULL, thread_fn, IRQF_ONESHOT), 0);
	fake_clear_log();
	fake_fire();
	wait_for_completion(&thread_done);
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MtTEU");
	fake_free_first();
	irq_set_chip(fake_line.irq, &fake_chip);
}

static unsigned int thread_runs;

static irqreturn_t counting_thread_fn(int irq, void *dev)
{
	WRITE_ONCE(thread_runs, thread_runs + 1);
	return IRQ_HANDLED;
}

static irqreturn_t waking_handler(int irq, void *dev)
{
	return IRQ_WAKE_THREAD;
}

/* Wakes coalesce, and the last one is not lost. */
static void h5_wakes_coalesce(struct kunit *test)
{
	thread_runs = 0;
	fake_set_flow(handle_edge_irq, NULL);
	KUNIT_ASSERT_EQ(test, request_thread(waking_handler, counting_thread_fn, 0), 0);
	preempt_disable();
	for (unsigned int i = 0; i < 10; i++)
		fake_fire();
	preempt_enable();
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_EQ(test, thread_runs, 1);
	fake_fire();
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_EQ(test, thread_runs, 2);
	fake_free_first();
}

/* ---- threadirqs ---- */

static struct {
	bool in_thread, irqs_off, bh_off;
	char comm[TASK_COMM_LEN];
} forced, second;

static irqreturn_t forced_handler(int irq, void *dev)
{
	forced.in_thread = !in_hardirq();
	forced.irqs_off = irqs_disabled();
	forced.bh_off = in_softirq();
	strscpy(forced.comm, current->comm, TASK_COMM_LEN);	/* no task_lock() in a hardirq */
	return fake_line.answer;
}

static irqreturn_t second_thread_fn(int irq, void *dev)
{
	get_task_comm(second.comm, current);
	second.irqs_off = irqs_disabled();
	complete(&thread_done);
	return IRQ_HANDLED;
}

static int request_forced(irq_handler_t thread, unsigned long flags)
{
	bool before = force_irqthreads_enabled;
	int ret;

	irq_set_thread(fake_line.irq);
	force_irqthreads_enabled = true;
	ret = request_threaded_irq(fake_line.irq, forced_handler, thread, flags, "fake",
				   &fake_first_dev);
	force_irqthreads_enabled = before;
	return ret;
}

/* What expects to run in a hardirq finds interrupts and softirqs off in its thread. */
static void threadirqs_makes_a_thread_of_the_handler(struct kunit *test)
{
	char name[TASK_COMM_LEN];

	KUNIT_ASSERT_EQ(test, request_forced(NULL, 0), 0);
	fake_fire();
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_TRUE(test, forced.in_thread);
	KUNIT_EXPECT_TRUE(test, forced.irqs_off);
	KUNIT_EXPECT_TRUE(test, forced.bh_off);
	snprintf(name, sizeof(name), "irq/%u-fake", fake_line.irq);
	KUNIT_EXPECT_STREQ(test, forced.comm, name);
	fake_free_first();
}

/* A driver with a thread of its own then has two. */
static void threadirqs_gives_a_threaded_driver_a_second_thread(struct kunit *test)
{
	char name[TASK_COMM_LEN];

	prepare_thread();
	fake_line.answer = IRQ_WAKE_THREAD;
	KUNIT_ASSERT_EQ(test, request_forced(second_thread_fn, 0), 0);
	fake_fire();
	wait_for_completion(&thread_done);
	KUNIT_EXPECT_TRUE(test, forced.in_thread);
	snprintf(name, sizeof(name), "irq/%u-s-fake", fake_line.irq);
	KUNIT_EXPECT_STREQ(test, second.comm, name);
	KUNIT_EXPECT_FALSE(test, second.irqs_off);
	fake_free_first();
}

static void threadirqs_leaves_no_thread_handlers_alone(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, request_forced(NULL, IRQF_NO_THREAD), 0);
	forced.in_thread = true;
	fake_fire_in_hardirq();
	KUNIT_EXPECT_FALSE(test, forced.in_thread);
	fake_free_first();
}

/* ---- threads that handle nothing ---- */

static irqreturn_t useless_thread_fn(int irq, void *dev)
{
	return IRQ_NONE;
}

/* A hard handler that only wakes says nothing; whether anybody cared, the thread knows. */
static void s3_threads_that_handle_nothing_shut_the_line(struct kunit *test)
{
	struct irq_desc *desc = irq_to_desc(fake_line.irq);

	fake_set_flow(handle_edge_irq, NULL);
	KUNIT_ASSERT_EQ(test, request_thread(waking_handler, useless_thread_fn, 0), 0);
	fake_fire();
	desc->irq_count = desc->irqs_unhandled = 99990;		/* as if so many had come */
	desc->last_unhandled = jiffies;
	for (int i = 0; i < 10; i++) {
		synchronize_irq(fake_line.irq);
		fake_fire();
	}
	KUNIT_EXPECT_TRUE(test, irqd_irq_disabled(irq_get_irq_data(fake_line.irq)));
	KUNIT_EXPECT_TRUE(test, fake_said("] waking_handler threaded ["));
	KUNIT_EXPECT_TRUE(test, fake_said("] useless_thread_fn"));
	fake_free_first();
}

static struct kunit_case irq_thread_cases[] = {
	KUNIT_CASE(h1_level_stays_masked_until_the_thread_is_done),
	KUNIT_CASE(h2_thread_alone_without_oneshot_is_refused),
	KUNIT_CASE(h3_wake_without_a_thread_is_named_once),
	KUNIT_CASE(h4_free_waits_for_the_thread),
	KUNIT_CASE(h5_wakes_coalesce),
	KUNIT_CASE(h5_interrupt_while_the_thread_runs_has_it_run_again),
	KUNIT_CASE(h4_thread_that_dies_leaves_the_line_open),
	KUNIT_CASE(r6_disable_waits_for_the_thread),
	KUNIT_CASE(h1_held_level_runs_one_hard_handler_per_thread_run),
	KUNIT_CASE(thread_can_be_woken_by_hand),
	KUNIT_CASE(oneshot_safe_chip_is_not_masked),
	KUNIT_CASE(eoi_threaded_chip_is_ended_by_the_thread),
	KUNIT_CASE(threadirqs_makes_a_thread_of_the_handler),
	KUNIT_CASE(threadirqs_gives_a_threaded_driver_a_second_thread),
	KUNIT_CASE(threadirqs_leaves_no_thread_handlers_alone),
	KUNIT_CASE(s3_threads_that_handle_nothing_shut_the_line),
	{ }
};

static struct kunit_suite irq_thread_suite = {
	.name = "irq_thread",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.one_cpu = true,
	.test_cases = irq_thread_cases,
};
kunit_test_suite(irq_thread_suite);
