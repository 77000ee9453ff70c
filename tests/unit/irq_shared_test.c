// SPDX-License-Identifier: MIT
/*
 * tests/unit/irq_shared_test.c - shared lines, lines that nobody cares for, /proc
 *
 * The ids in brackets are those of the catalogue of behaviours.
 */

#include <kunit/test.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/jiffies.h>
#include <linux/proc_fs.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "irq_fake.h"
#include "klog.h"

/* ---- shared lines ---- */

/* [S1] */
static void every_handler_of_a_shared_line_is_asked(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAhgU");
	KUNIT_EXPECT_EQ(test, irq_to_desc(fake_line.irq)->irqs_unhandled, 0);

	free_irq(fake_line.irq, &fake_first_dev);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAgU");
	free_irq(fake_line.irq, &fake_second_dev);
}

static void fire_many(unsigned int unhandled, unsigned int handled)
{
	fake_line.answer = IRQ_NONE;
	for (unsigned int i = 0; i < unhandled; i++)
		fake_fire();
	fake_line.answer = IRQ_HANDLED;
	for (unsigned int i = 0; i < handled; i++)
		fake_fire();
}

static bool is_shut(void)
{
	return irqd_irq_disabled(irq_get_irq_data(fake_line.irq));
}

/* [S3] the last window that is tolerated */
static void unhandled_99900_of_100000_is_tolerated(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	fire_many(99900, 100);
	KUNIT_EXPECT_FALSE(test, is_shut());
	KUNIT_EXPECT_EQ(test, irq_to_desc(fake_line.irq)->irqs_unhandled, 0);
	free_irq(fake_line.irq, &fake_first_dev);
}

/* [S2] [S3] [S5] one more, and the line is shut, named, and opened by a new sharer */
static void unhandled_99901_of_100000_shuts_the_line(struct kunit *test)
{
	char text[64];

	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	fire_many(99901, 98);
	KUNIT_EXPECT_FALSE(test, is_shut());
	fire_many(0, 1);
	KUNIT_EXPECT_TRUE(test, is_shut());
	snprintf(text, sizeof(text), "irq %u: nobody cared (try booting with the \"irqpoll\" option)",
		 fake_line.irq);
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, text));
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, "handlers:"));
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, "first_handler"));
	snprintf(text, sizeof(text), "Disabling IRQ #%u", fake_line.irq);
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, text));

	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	KUNIT_EXPECT_FALSE(test, is_shut());
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	free_irq(fake_line.irq, &fake_second_dev);
	free_irq(fake_line.irq, &fake_first_dev);
}

/* [S5] Who joins the line may know what to do with it: counting begins anew. */
static void new_sharer_begins_a_new_window(struct kunit *test)
{
	struct irq_desc *desc = irq_to_desc(fake_line.irq);

	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	fire_many(50, 0);
	KUNIT_EXPECT_EQ(test, desc->irqs_unhandled, 50);
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	KUNIT_EXPECT_EQ(test, desc->irqs_unhandled, 0);
	KUNIT_EXPECT_EQ(test, desc->irq_count, 0);
	free_irq(fake_line.irq, &fake_second_dev);
	free_irq(fake_line.irq, &fake_first_dev);
}

/* A shut line is polled every HZ/10, so its devices still work, slowly. */
static void shut_line_is_polled(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	fire_many(100000, 0);
	KUNIT_ASSERT_TRUE(test, is_shut());
	fake_line.calls = 0;
	msleep(1000);
	KUNIT_EXPECT_GE(test, fake_line.calls, 8);
	KUNIT_EXPECT_LE(test, fake_line.calls, 11);
	free_irq(fake_line.irq, &fake_first_dev);
}

/* [S4] Unhandled ones that are far apart are noise. */
static void unhandled_ones_far_apart_are_noise(struct kunit *test)
{
	struct irq_desc *desc = irq_to_desc(fake_line.irq);

	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	for (unsigned int i = 0; i < 1000; i++) {
		desc->last_unhandled -= HZ / 10 + 1;	/* as if so long had passed */
		fire_many(1, 0);
		KUNIT_ASSERT_EQ(test, desc->irqs_unhandled, 1);
	}
	KUNIT_EXPECT_FALSE(test, is_shut());
	free_irq(fake_line.irq, &fake_first_dev);
}

/* [S6] */
static void bogus_answer_is_named(struct kunit *test)
{
	char text[64];

	fake_line.answer = (irqreturn_t)0x1234;
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_fire();
	snprintf(text, sizeof(text), "irq event %u: bogus return value 1234", fake_line.irq);
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, text));
	free_irq(fake_line.irq, &fake_first_dev);
}

/* ---- what an administrator sees ---- */

static char proc_text[16384];
static size_t proc_len;

static void collect(const char *text, size_t len)
{
	len = min_t(size_t, len, sizeof(proc_text) - 1 - proc_len);
	memcpy(proc_text + proc_len, text, len);
	proc_len += len;
	proc_text[proc_len] = '\0';
}

static int read_proc(const char *path)
{
	proc_len = 0;
	proc_text[0] = '\0';
	return proc_show(path, collect);
}

static void proc_interrupts_has_linux_format(struct kunit *test)
{
	char row[80];

	fake_set_flow(handle_edge_irq, "edge");
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	fake_fire();
	KUNIT_ASSERT_EQ(test, read_proc("interrupts"), 0);
	KUNIT_EXPECT_EQ(test, strncmp(proc_text, "           CPU0    ", 19), 0);
	snprintf(row, sizeof(row), "\n%3u:          1 ", fake_line.irq);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, row));
	snprintf(row, sizeof(row), "     fake %3u-edge      first, second\n", fake_line.irq);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, row));
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, "\nERR:          "));
	free_irq(fake_line.irq, &fake_second_dev);
	free_irq(fake_line.irq, &fake_first_dev);
}

static void proc_irq_shows_the_unhandled(struct kunit *test)
{
	char path[32];

	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fire_many(3, 0);
	snprintf(path, sizeof(path), "irq/%u/spurious", fake_line.irq);
	KUNIT_ASSERT_EQ(test, read_proc(path), 0);
	KUNIT_EXPECT_EQ(test, strncmp(proc_text, "count 3\nunhandled 3\nlast_unhandled ", 34), 0);
	snprintf(path, sizeof(path), "irq/%u/smp_affinity", fake_line.irq);
	KUNIT_EXPECT_EQ(test, read_proc(path), 0);
	free_irq(fake_line.irq, &fake_first_dev);
}

static struct kunit_case irq_shared_cases[] = {
	KUNIT_CASE(every_handler_of_a_shared_line_is_asked),
	KUNIT_CASE(unhandled_99900_of_100000_is_tolerated),
	KUNIT_CASE(unhandled_99901_of_100000_shuts_the_line),
	KUNIT_CASE(new_sharer_begins_a_new_window),
	KUNIT_CASE(shut_line_is_polled),
	KUNIT_CASE(unhandled_ones_far_apart_are_noise),
	KUNIT_CASE(bogus_answer_is_named),
	KUNIT_CASE(proc_interrupts_has_linux_format),
	KUNIT_CASE(proc_irq_shows_the_unhandled),
	{ }
};

static struct kunit_suite irq_shared_suite = {
	.name = "irq_shared",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.test_cases = irq_shared_cases,
};
kunit_test_suite(irq_shared_suite);
