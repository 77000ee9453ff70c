// SPDX-License-Identifier: MIT
/*
 * tests/unit/irq_thread_test.c - handlers that run in threads
 *
 * Names begin with the case of docs/catalogue.md that they show.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
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
static unsigned int thread_policy;

static irqreturn_t thread_fn(int irq, void *dev)
{
	fake_note('t');
	get_task_comm(thread_comm, current);
	thread_policy = current->policy;
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

static struct kunit_case irq_thread_cases[] = {
	KUNIT_CASE(h1_level_stays_masked_until_the_thread_is_done),
	KUNIT_CASE(h2_thread_alone_without_oneshot_is_refused),
	KUNIT_CASE(h3_wake_without_a_thread_is_named_once),
	KUNIT_CASE(h4_free_waits_for_the_thread),
	KUNIT_CASE(h5_wakes_coalesce),
	{ }
};

static struct kunit_suite irq_thread_suite = {
	.name = "irq_thread",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.test_cases = irq_thread_cases,
};
kunit_test_suite(irq_thread_suite);
