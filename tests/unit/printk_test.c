// SPDX-License-Identifier: MIT
/*
 * tests/unit/printk_test.c - the promises of the log and of consoles
 *
 * The tests read the log back with kmsg_dump_get_line(), and look over a
 * console's shoulder by registering one that only remembers.  What they log
 * begins with "# ", so that a KTAP reader takes it for a comment.
 */

#include <kunit/test.h>
#include <linux/console.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/kmsg_dump.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/string.h>

#include <asm/apic.h>
#include <asm/nmi.h>

#include "../../kernel/printk/ring.h"

#define LINE_MAX	256
#define SHOWN_MAX	2048

/* ---- the log -------------------------------------------------------------------- */

/* Where a test's own lines begin. */
static void mark(struct kmsg_dump_iter *iter)
{
	kmsg_dump_rewind(iter);
	iter->cur_seq = iter->next_seq;
}

/* The next line stored since mark(), without its time; "" if there is none. */
static const char *next_line(struct kmsg_dump_iter *iter, char *line)
{
	struct kmsg_dump_iter now;
	char *text;

	kmsg_dump_rewind(&now);
	iter->next_seq = now.next_seq;
	if (!kmsg_dump_get_line(iter, false, line, LINE_MAX, NULL))
		return "";
	text = strstr(line, "] ");
	return text ? text + 2 : line;
}

static void a_line_is_stored_with_its_time_and_level(struct kunit *test)
{
	struct kmsg_dump_iter iter, again;
	unsigned int level, sec, usec;
	char line[LINE_MAX];
	size_t len;

	mark(&iter);
	pr_notice("# one %d\n", 1);
	again = iter;
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# one 1\n");
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "");

	again.next_seq = iter.next_seq;
	KUNIT_ASSERT_TRUE(test, kmsg_dump_get_line(&again, true, line, sizeof(line), &len));
	KUNIT_EXPECT_EQ(test, len, strlen(line));
	KUNIT_EXPECT_EQ(test, sscanf(line, "<%u>[%u.%u]", &level, &sec, &usec), 3);
	KUNIT_EXPECT_EQ(test, level, 5);
}

static void the_first_of_two_levels_counts(struct kunit *test)
{
	struct kmsg_dump_iter iter, now;
	char line[LINE_MAX];
	unsigned int level;

	mark(&iter);
	printk(KERN_NOTICE KERN_DEBUG "# two levels\n");
	kmsg_dump_rewind(&now);
	iter.next_seq = now.next_seq;
	KUNIT_ASSERT_TRUE(test, kmsg_dump_get_line(&iter, true, line, sizeof(line), NULL));
	KUNIT_EXPECT_EQ(test, sscanf(line, "<%u>", &level), 1);
	KUNIT_EXPECT_EQ(test, level, 5);
}

static void pieces_of_a_line_are_joined(struct kunit *test)
{
	struct kmsg_dump_iter iter;
	char line[LINE_MAX];

	mark(&iter);
	pr_info("# a");
	pr_cont(" b");
	pr_cont(" c\n");
	pr_info("# d\n");
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# a b c\n");
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# d\n");
}

static void an_unfinished_line_ends_where_the_next_begins(struct kunit *test)
{
	struct kmsg_dump_iter iter;
	char line[LINE_MAX];

	mark(&iter);
	pr_info("# open");
	pr_info("# next\n");
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# open\n");
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# next\n");
}

static void every_line_of_a_text_has_its_time(struct kunit *test)
{
	struct kmsg_dump_iter iter;
	char line[LINE_MAX];
	const char *text;

	mark(&iter);
	pr_info("# first\n# second\n");
	text = next_line(&iter, line);
	KUNIT_EXPECT_TRUE(test, strstarts(text, "# first\n"));
	if (strchr(line, '[') == line)
		KUNIT_EXPECT_TRUE(test, strstarts(text + 8, "["));
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, "# second\n"));
}

static void long_texts_are_cut_not_lost(struct kunit *test)
{
	char *text = kunit_kzalloc(test, 2000, GFP_KERNEL);
	struct kmsg_dump_iter iter;
	size_t len;
	char *line;

	KUNIT_ASSERT_NOT_NULL(test, text);
	line = kunit_kzalloc(test, 2000, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, line);
	memset(text, 'x', 1800);
	text[0] = '#';
	mark(&iter);
	printk(KERN_DEBUG "%s\n", text);
	kmsg_dump_rewind(&iter);
	while (kmsg_dump_get_line(&iter, false, line, 2000, &len))
		if (strstr(line, "#xxxxxxxxxxxxxxxx"))
			break;
	KUNIT_EXPECT_GE(test, len, LOG_TEXT_MAX);
	KUNIT_EXPECT_LT(test, len, LOG_TEXT_MAX + 64);
}

/* More than the ring holds: what is left is the newest, complete and in order. */
static void the_ring_keeps_the_newest(struct kunit *test)
{
	struct kmsg_dump_iter iter;
	unsigned int value, last = 0, seen = 0;
	char line[LINE_MAX];

	for (unsigned int i = 1; i <= 1500; i++)
		printk(KERN_DEBUG "# fill %u\n", i);
	kmsg_dump_rewind(&iter);
	while (kmsg_dump_get_line(&iter, false, line, sizeof(line), NULL)) {
		const char *text = strstr(line, "# fill ");

		if (!text || sscanf(text, "# fill %u", &value) != 1)
			continue;
		if (last)
			KUNIT_EXPECT_EQ(test, value, last + 1);
		last = value;
		seen++;
	}
	KUNIT_EXPECT_EQ(test, last, 1500);
	KUNIT_EXPECT_GT(test, seen, 500);
	KUNIT_EXPECT_LT(test, seen, 1500);
}

static void in_irq_work(struct irq_work *work)
{
	pr_info("# from an interrupt\n");
}

static void interrupts_may_log(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT_HARD(in_irq_work);
	struct kmsg_dump_iter iter;
	char line[LINE_MAX];

	mark(&iter);
	irq_work_queue(&work);
	irq_work_sync(&work);
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# from an interrupt\n");
}

static void once_is_once(struct kunit *test)
{
	struct kmsg_dump_iter iter;
	char line[LINE_MAX];
	bool first;

	mark(&iter);
	for (int i = 0; i < 3; i++)
		first = pr_info_once("# once\n");
	KUNIT_EXPECT_FALSE(test, first);
	next_line(&iter, line);		/* absent on a second run in one boot */
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "");
}

static void rate_limits_count_what_they_suppress(struct kunit *test)
{
	struct ratelimit_state rs;
	int allowed = 0;

	ratelimit_state_init(&rs, 1000 * HZ, 3);
	ratelimit_set_flags(&rs, RATELIMIT_MSG_ON_RELEASE);
	for (int i = 0; i < 10; i++)
		allowed += __ratelimit(&rs);
	KUNIT_EXPECT_EQ(test, allowed, 3);
	KUNIT_EXPECT_EQ(test, rs.missed, 7);
	rs.begin -= 1001 * HZ;		/* the window is over */
	KUNIT_EXPECT_TRUE(test, __ratelimit(&rs));
}

/* ---- consoles ------------------------------------------------------------------- */

static char shown[SHOWN_MAX];
static size_t shown_len;

static void remember(struct console *con, const char *s, unsigned int count)
{
	count = min_t(size_t, count, SHOWN_MAX - 1 - shown_len);
	memcpy(shown + shown_len, s, count);
	shown_len += count;
	shown[shown_len] = '\0';
}

static struct console memory_console = {
	.name = "memory",
	.write = remember,
	.flags = CON_ENABLED,
};

static int open_memory_console(struct kunit *test)
{
	shown_len = 0;
	shown[0] = '\0';
	return 0;
}

static void a_console_shows_what_is_logged(struct kunit *test)
{
	register_console(&memory_console);
	pr_info("# to the console\n");
	KUNIT_EXPECT_EQ(test, unregister_console(&memory_console), 0);
	pr_info("# after the console\n");
	KUNIT_EXPECT_NOT_NULL(test, strstr(shown, "# to the console\n"));
	KUNIT_EXPECT_NULL(test, strstr(shown, "# after the console"));
	KUNIT_EXPECT_EQ(test, unregister_console(&memory_console), -ENODEV);
	memory_console.flags |= CON_ENABLED;
}

static void levels_above_the_limit_are_stored_but_not_shown(struct kunit *test)
{
	struct kmsg_dump_iter iter;
	int level = console_loglevel;
	char line[LINE_MAX];

	register_console(&memory_console);
	mark(&iter);
	/* The continuation has no level of its own: by default it would be seen. */
	console_loglevel = MESSAGE_LOGLEVEL_DEFAULT + 1;
	pr_info("# hidden");
	pr_cont(" all of it\n");
	pr_err("# seen\n");
	console_loglevel = level;
	unregister_console(&memory_console);
	memory_console.flags |= CON_ENABLED;
	KUNIT_EXPECT_NULL(test, strstr(shown, "hidden"));
	KUNIT_EXPECT_NULL(test, strstr(shown, "all of it"));
	KUNIT_EXPECT_NOT_NULL(test, strstr(shown, "# seen\n"));
	KUNIT_EXPECT_STREQ(test, next_line(&iter, line), "# hidden all of it\n");
}

static void a_locked_console_catches_up(struct kunit *test)
{
	register_console(&memory_console);
	console_lock();
	shown_len = 0;
	pr_info("# while locked\n");
	KUNIT_EXPECT_EQ(test, shown_len, 0);
	console_unlock();
	unregister_console(&memory_console);
	memory_console.flags |= CON_ENABLED;
	KUNIT_EXPECT_NOT_NULL(test, strstr(shown, "# while locked\n"));
}

static size_t shown_in_nmi;

static int say_in_nmi(unsigned int type, struct pt_regs *regs)
{
	shown_len = 0;
	pr_info("# in an NMI\n");
	shown_in_nmi = shown_len;
	return NMI_HANDLED;
}

/* Not in the NMI, which may have interrupted the owner of the console, but soon. */
static void lines_of_an_nmi_are_shown_by_an_interrupt(struct kunit *test)
{
	unsigned long flags;

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC to send an NMI");
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, say_in_nmi, 0, "printk"), 0);
	register_console(&memory_console);
	local_irq_save(flags);
	lapic_send_self_nmi();
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, shown_in_nmi, 0);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_NOT_NULL(test, strstr(shown, "# in an NMI\n"));
	unregister_console(&memory_console);
	memory_console.flags |= CON_ENABLED;
	unregister_nmi_handler(NMI_LOCAL, "printk");
}

static void deferred_lines_are_shown_by_an_interrupt(struct kunit *test)
{
	unsigned long flags;

	register_console(&memory_console);
	local_irq_save(flags);
	shown_len = 0;
	printk_deferred(KERN_INFO "# later\n");
	KUNIT_EXPECT_EQ(test, shown_len, 0);
	local_irq_restore(flags);
	/* The interrupt has come, or a message of our own shows both. */
	pr_info("# now\n");
	unregister_console(&memory_console);
	memory_console.flags |= CON_ENABLED;
	KUNIT_EXPECT_NOT_NULL(test, strstr(shown, "# later\n"));
}

static void a_late_console_can_replay_the_log(struct kunit *test)
{
	char *found;

	pr_info("# before it came\n");
	shown_len = 0;
	memory_console.flags |= CON_PRINTBUFFER;
	register_console(&memory_console);
	unregister_console(&memory_console);
	memory_console.flags = CON_ENABLED;
	/* The buffer holds the beginning of the log only; it begins with a whole line. */
	found = shown;
	KUNIT_EXPECT_GT(test, shown_len, SHOWN_MAX / 2);
	KUNIT_EXPECT_NOT_NULL(test, strchr(found, '\n'));
}

static struct kunit_case printk_cases[] = {
	KUNIT_CASE(a_line_is_stored_with_its_time_and_level),
	KUNIT_CASE(the_first_of_two_levels_counts),
	KUNIT_CASE(pieces_of_a_line_are_joined),
	KUNIT_CASE(an_unfinished_line_ends_where_the_next_begins),
	KUNIT_CASE(every_line_of_a_text_has_its_time),
	KUNIT_CASE(long_texts_are_cut_not_lost),
	KUNIT_CASE(interrupts_may_log),
	KUNIT_CASE(once_is_once),
	KUNIT_CASE(rate_limits_count_what_they_suppress),
	KUNIT_CASE(a_console_shows_what_is_logged),
	KUNIT_CASE(levels_above_the_limit_are_stored_but_not_shown),
	KUNIT_CASE(a_locked_console_catches_up),
	KUNIT_CASE(deferred_lines_are_shown_by_an_interrupt),
	KUNIT_CASE(lines_of_an_nmi_are_shown_by_an_interrupt),
	KUNIT_CASE(a_late_console_can_replay_the_log),
	KUNIT_CASE(the_ring_keeps_the_newest),
	{ }
};

static struct kunit_suite printk_suite = {
	.name = "printk",
	.init = open_memory_console,
	.one_cpu = true,
	.test_cases = printk_cases,
};
kunit_test_suite(printk_suite);
