// SPDX-License-Identifier: MIT
/*
 * tests/unit/irq_shared_test.c - shared lines, lines that nobody cares for, /proc
 *
 * Names begin with the case of docs/catalogue.md that they show.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/jiffies.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "../../kernel/irq/internals.h"
#include "irq_fake.h"
#include "proc_text.h"

#define FLOOD_PERIOD	(50 * NSEC_PER_USEC)
#define FLOOD_ENOUGH	500

static void request_one(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
}

static void request_both(struct kunit *test)
{
	request_one(test);
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
}

static void free_both(void)
{
	fake_free_second();
	fake_free_first();
}

static unsigned int irqs_unhandled(void)
{
	return irq_to_desc(fake_line.irq)->irqs_unhandled;
}

/* ---- shared lines ---- */

static void s1_every_handler_of_a_shared_line_is_asked(struct kunit *test)
{
	request_both(test);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAhgU");
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 0);

	fake_free_first();
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAgU");
	fake_free_second();
}

static unsigned int flood_fired;

static enum hrtimer_restart flood(struct hrtimer *timer)
{
	flood_fired++;
	generic_handle_irq(fake_line.irq);
	hrtimer_forward_now(timer, ns_to_ktime(FLOOD_PERIOD));
	return HRTIMER_RESTART;
}

/* Who stays on the line loses none, however often somebody else joins and leaves. */
static void s7_sharer_that_stays_loses_none_in_a_flood(struct kunit *test)
{
	struct hrtimer timer;

	flood_fired = 0;
	request_one(test);
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer.function = flood;
	hrtimer_start(&timer, ns_to_ktime(FLOOD_PERIOD), HRTIMER_MODE_REL_HARD);
	while (READ_ONCE(flood_fired) < FLOOD_ENOUGH) {
		if (fake_request_second(IRQF_SHARED)) {
			KUNIT_FAIL(test, "the second one could not join");
			break;
		}
		fake_free_second();
	}
	hrtimer_cancel(&timer);
	KUNIT_EXPECT_EQ(test, fake_line.calls, flood_fired);
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 0);
	fake_free_first();
}

/* debug=shirq: an interrupt of another sharer may come in the middle of free_irq(). */
static void s7_leaver_is_called_once_more(struct kunit *test)
{
	unsigned int flags = debug_flags;

	request_both(test);
	debug_flags |= DEBUG_SHIRQ;
	fake_clear_log();
	fake_free_second();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "g");
	debug_flags &= ~DEBUG_SHIRQ;
	fake_free_first();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 0);
	debug_flags = flags;
}

/* ---- nobody cares ---- */

static void fire_unhandled(void)
{
	fake_line.answer = IRQ_NONE;
	fake_fire();
}

static void fire_many(unsigned int unhandled, unsigned int handled)
{
	struct irq_desc *desc = irq_to_desc(fake_line.irq);

	for (unsigned int i = 0; i < unhandled; i++) {
		/* As if no time had passed, however long the host stops us here. */
		desc->last_unhandled = jiffies + 60 * HZ;
		fire_unhandled();
	}
	fake_line.answer = IRQ_HANDLED;
	for (unsigned int i = 0; i < handled; i++)
		fake_fire();
}

static bool is_shut(void)
{
	return irqd_irq_disabled(irq_get_irq_data(fake_line.irq));
}

/* The last window that is tolerated. */
static void s3_unhandled_99900_of_100000_is_tolerated(struct kunit *test)
{
	request_one(test);
	fire_many(99900, 100);
	KUNIT_EXPECT_FALSE(test, is_shut());
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 0);
	fake_free_first();
}

/* One more, and the line is shut and named. */
static void s3_unhandled_99901_of_100000_shuts_the_line(struct kunit *test)
{
	request_one(test);
	fire_many(99901, 98);
	KUNIT_EXPECT_FALSE(test, is_shut());
	fire_many(0, 1);
	KUNIT_EXPECT_TRUE(test, is_shut());
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
	KUNIT_EXPECT_TRUE(test, fake_said("irq %u: nobody cared (try booting with the \"irqpoll\" "
					  "option)", fake_line.irq));
	KUNIT_EXPECT_TRUE(test, fake_said("handlers:"));
	KUNIT_EXPECT_TRUE(test, fake_said("] fake_first_handler"));
	KUNIT_EXPECT_TRUE(test, fake_said("Disabling IRQ #%u", fake_line.irq));
	fake_free_first();
}

/* The window begins with the first one that nobody handles, not with the line. */
static void s3_window_begins_with_the_first_unhandled_one(struct kunit *test)
{
	request_one(test);
	fire_many(0, 50000);
	KUNIT_EXPECT_EQ(test, irq_to_desc(fake_line.irq)->irq_count, 0);
	fire_many(99999, 0);
	KUNIT_EXPECT_FALSE(test, is_shut());
	fire_many(1, 0);
	KUNIT_EXPECT_TRUE(test, is_shut());
	fake_free_first();
}

/* A shut line is polled every HZ/10, so its devices still work, slowly. */
static void s3_shut_line_is_polled_ten_times_a_second(struct kunit *test)
{
	if (!bench_counts_instructions())
		kunit_skip(test, "time is not virtual");
	request_one(test);
	fire_many(100000, 0);
	KUNIT_ASSERT_TRUE(test, is_shut());
	fake_line.calls = 0;
	msleep(1000);
	KUNIT_EXPECT_GE(test, fake_line.calls, 8);
	KUNIT_EXPECT_LE(test, fake_line.calls, 11);
	fake_free_first();
}

/* `noirqdebug` for all lines, IRQF_NO_DEBUG for one: nobody counts. */
static void s3_line_that_is_not_watched_is_not_shut(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED | IRQF_NO_DEBUG), 0);
	fire_many(100000, 0);
	KUNIT_EXPECT_FALSE(test, is_shut());
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 0);
	fake_free_first();
}

/* Unhandled ones that are far apart are noise. */
static void s4_unhandled_ones_far_apart_are_noise(struct kunit *test)
{
	struct irq_desc *desc = irq_to_desc(fake_line.irq);

	request_one(test);
	for (unsigned int i = 0; i < 1000; i++) {
		desc->last_unhandled -= HZ / 10 + 1;	/* as if so long had passed */
		fire_unhandled();
		KUNIT_ASSERT_EQ(test, desc->irqs_unhandled, 1);
	}
	KUNIT_EXPECT_FALSE(test, is_shut());
	fake_free_first();
}

/* Who joins the line may know what to do with it: counting begins anew. */
static void s5_new_sharer_begins_a_new_window(struct kunit *test)
{
	request_one(test);
	fire_many(50, 0);
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 50);
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 0);
	KUNIT_EXPECT_EQ(test, irq_to_desc(fake_line.irq)->irq_count, 0);
	free_both();
}

/* And a line that was shut works again. */
static void s5_new_sharer_rearms_a_shut_line(struct kunit *test)
{
	request_one(test);
	fire_many(100000, 0);
	KUNIT_ASSERT_TRUE(test, is_shut());
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	KUNIT_EXPECT_FALSE(test, is_shut());
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	fake_line.calls = 0;
	fire_many(0, 1);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	msleep(250);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);	/* it is not polled any more */
	free_both();
}

static void s6_bogus_answer_is_named(struct kunit *test)
{
	fake_line.answer = (irqreturn_t)0x1234;
	request_one(test);
	fake_fire();
	KUNIT_EXPECT_TRUE(test, fake_said("irq event %u: bogus return value 1234",
					  fake_line.irq));
	KUNIT_EXPECT_TRUE(test, fake_said("] fake_first_handler"));
	fake_free_first();
}

/* ---- irqfixup and irqpoll: the wire is not where the tables say ---- */

static struct {
	unsigned int irq;
	unsigned int calls;
} other;

static irqreturn_t other_handler(int irq, void *dev)
{
	other.calls++;
	return IRQ_HANDLED;
}

static void other_line_open(struct kunit *test)
{
	int irq = irq_alloc_desc(-1);

	KUNIT_ASSERT_GT(test, irq, 0);
	other.irq = irq;
	other.calls = 0;
	irq_set_chip_and_handler(irq, &fake_chip, handle_level_irq);
	irq_set_status_flags(irq, IRQ_NOTHREAD);
	KUNIT_ASSERT_EQ(test, request_irq(irq, other_handler, IRQF_SHARED, "other", &other), 0);
}

static void other_line_close(void)
{
	irqfixup = 0;
	free_irq(other.irq, &other);
	irq_free_desc(other.irq);
}

/* Fire, and see whether the handler on the other line was asked. */
static void expect_asked(struct kunit *test, unsigned int mode, irqreturn_t answer, bool asked)
{
	unsigned int before = other.calls;

	fake_line.answer = answer;
	local_irq_disable();			/* a timer's interrupt would ask as well */
	irqfixup = mode;
	generic_handle_irq(fake_line.irq);
	irqfixup = 0;
	local_irq_enable();
	KUNIT_EXPECT_EQ(test, other.calls - before, asked ? 1 : 0);
}

static void irqfixup_finds_the_owner_on_another_line(struct kunit *test)
{
	other_line_open(test);
	request_one(test);
	expect_asked(test, 0, IRQ_NONE, false);
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 1);
	expect_asked(test, 1, IRQ_NONE, true);
	KUNIT_EXPECT_EQ(test, irqs_unhandled(), 1);	/* found: not one more */
	expect_asked(test, 1, IRQ_HANDLED, false);
	fake_free_first();
	other_line_close();
}

/* irqpoll asks also when a line that volunteers for it has handled its own. */
static void irqpoll_asks_at_a_line_that_volunteers(struct kunit *test)
{
	other_line_open(test);
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED | IRQF_IRQPOLL), 0);
	expect_asked(test, 1, IRQ_HANDLED, false);
	expect_asked(test, 2, IRQ_HANDLED, true);
	fake_free_first();
	other_line_close();
}

/* A line that is disabled is left alone. */
static void irqfixup_leaves_disabled_lines_alone(struct kunit *test)
{
	other_line_open(test);
	request_one(test);
	disable_irq(other.irq);
	expect_asked(test, 1, IRQ_NONE, false);
	enable_irq(other.irq);
	fake_free_first();
	other_line_close();
}

/* ---- what an administrator sees ---- */

static void proc_interrupts_has_linux_format(struct kunit *test)
{
	char row[80];

	fake_set_flow(handle_edge_irq, "edge");
	request_both(test);
	fake_fire();
	KUNIT_ASSERT_EQ(test, proc_text_read("interrupts"), 0);
	KUNIT_EXPECT_EQ(test, strncmp(proc_text, "           CPU0    ", 19), 0);
	snprintf(row, sizeof(row), "\n%3u:          1 ", fake_line.irq);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, row));
	snprintf(row, sizeof(row), "     fake %3u-edge      first, second\n", fake_line.irq);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, row));
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, "\nERR:          "));
	free_both();
}

static void proc_irq_shows_the_unhandled(struct kunit *test)
{
	char path[32];

	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fire_many(3, 0);
	snprintf(path, sizeof(path), "irq/%u/spurious", fake_line.irq);
	KUNIT_ASSERT_EQ(test, proc_text_read(path), 0);
	KUNIT_EXPECT_EQ(test, strncmp(proc_text, "count 3\nunhandled 3\nlast_unhandled ", 34), 0);
	snprintf(path, sizeof(path), "irq/%u/smp_affinity", fake_line.irq);
	KUNIT_EXPECT_EQ(test, proc_text_read(path), 0);
	fake_free_first();
}

static struct kunit_case irq_shared_cases[] = {
	KUNIT_CASE(s1_every_handler_of_a_shared_line_is_asked),
	KUNIT_CASE(s7_sharer_that_stays_loses_none_in_a_flood),
	KUNIT_CASE(s7_leaver_is_called_once_more),
	KUNIT_CASE(s3_unhandled_99900_of_100000_is_tolerated),
	KUNIT_CASE(s3_unhandled_99901_of_100000_shuts_the_line),
	KUNIT_CASE(s3_window_begins_with_the_first_unhandled_one),
	KUNIT_CASE(s3_shut_line_is_polled_ten_times_a_second),
	KUNIT_CASE(s3_line_that_is_not_watched_is_not_shut),
	KUNIT_CASE(s4_unhandled_ones_far_apart_are_noise),
	KUNIT_CASE(s5_new_sharer_begins_a_new_window),
	KUNIT_CASE(s5_new_sharer_rearms_a_shut_line),
	KUNIT_CASE(s6_bogus_answer_is_named),
	KUNIT_CASE(irqfixup_finds_the_owner_on_another_line),
	KUNIT_CASE(irqpoll_asks_at_a_line_that_volunteers),
	KUNIT_CASE(irqfixup_leaves_disabled_lines_alone),
	KUNIT_CASE(proc_interrupts_has_linux_format),
	KUNIT_CASE(proc_irq_shows_the_unhandled),
	{ }
};

static struct kunit_suite irq_shared_suite = {
	.name = "irq_shared",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.one_cpu = true,
	.test_cases = irq_shared_cases,
};
kunit_test_suite(irq_shared_suite);
