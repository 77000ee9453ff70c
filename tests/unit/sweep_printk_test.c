// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_printk_test.c - a message, interrupted at every instruction by another
 *
 * A console of the test's own looks at what is shown; the others are set aside for each
 * round, or the log would be full of it.
 *
 * The ring of records is swept by itself, too: the interrupt stores more than it holds.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/console.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "../../kernel/printk/internal.h"
#include "../../kernel/printk/ring.h"

#define SHOWN_MAX	512
#define CALL_LINE	"sweep: the interrupted message\n"
#define INTERRUPT_LINE	"sweep: the interrupting message\n"

static char shown[SHOWN_MAX];
static size_t shown_len;

static void remember(struct console *con, const char *text, unsigned int count)
{
	size_t room = SHOWN_MAX - 1 - shown_len;

	count = min_t(size_t, count, room);
	memcpy(shown + shown_len, text, count);
	shown_len += count;
	shown[shown_len] = '\0';
}

static struct console memory_console = {
	.name = "sweepcon",
	.write = remember,
	.flags = CON_ENABLED,
};

/* Whoever owns the consoles may change their flags, and where they are in the log. */
static void set_others_aside(struct sweep *s)
{
	struct console *con;

	console_lock();
	for_each_console(con)
		if (con != &memory_console)
			con->flags &= ~CON_ENABLED;
	shown_len = 0;
	shown[0] = '\0';
	console_unlock();
}

/* They go on behind what was only for us. */
static void let_others_go_on(void)
{
	struct console *con;

	console_lock();
	for_each_console(con) {
		con->seq = memory_console.seq;
		con->slot = memory_console.slot;
		con->flags |= CON_ENABLED;
	}
	console_unlock();
}

/* Takes a line from the front of *text.  NULL: it is another one. */
static const char *take_line(const char *text, const char *line)
{
	return text && strstarts(text, line) ? text + strlen(line) : NULL;
}

/* Just these lines, whole, each once, in one order or the other. */
static bool shows_both(void)
{
	const char *rest = take_line(take_line(shown, CALL_LINE), INTERRUPT_LINE);

	if (!rest)
		rest = take_line(take_line(shown, INTERRUPT_LINE), CALL_LINE);
	return rest && !*rest;
}

static bool shows_one(void)
{
	const char *rest = take_line(shown, CALL_LINE);

	return rest && !*rest;
}

static void check_shown(struct sweep *s)
{
	bool free = !is_console_locked();
	bool right = s->fired ? shows_both() : shows_one();

	let_others_go_on();
	SWEEP_EXPECT(s, free);
	SWEEP_EXPECT(s, right);
	SWEEP_EXPECT(s, !memory_console.dropped);
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static void log_call(struct sweep *s)
{
	printk(KERN_INFO CALL_LINE);
}

static void log_interrupt(struct sweep *s)
{
	printk(KERN_INFO INTERRUPT_LINE);
}

static void log_deferred(struct sweep *s)
{
	printk_deferred(KERN_INFO INTERRUPT_LINE);
}

static bool had_time;

static int sweep_printk_suite_init(struct kunit_suite *suite)
{
	register_console(&memory_console);
	/* What is done for a number depends on its digits, and so on when a round runs. */
	had_time = printk_time;
	printk_time = false;
	return 0;
}

static void sweep_printk_suite_exit(struct kunit_suite *suite)
{
	printk_time = had_time;
	unregister_console(&memory_console);
	memory_console.flags |= CON_ENABLED;
}

static void e1_printk(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "printk", .prepare = set_others_aside, .call = log_call,
		.interrupt = log_interrupt, .check = check_shown });
}

static void e1_printk_deferred(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "printk, printk_deferred meanwhile", .prepare = set_others_aside,
		.call = log_call, .interrupt = log_deferred, .check = check_shown });
}

/* ---- the ring --------------------------------------------------------------------------- */

#define RING_RECORDS	1100		/* of one slot each: the ring has fewer */
#define RING_TEXT	"sweep: stored in one piece, from the first to the last letter"

static struct log_pos ring_start;
static unsigned long stored, refused, refused_before;
static bool torn;

static void start_ring(struct sweep *s)
{
	set_others_aside(s);
	ring_start = log_newest();
	stored = refused = 0;
	refused_before = log_not_stored;
	torn = false;
}

static void store_record(struct sweep *s)
{
	const struct log_header header = { .len = sizeof(RING_TEXT) - 1, .flags = LOG_NEWLINE };

	if (log_store(&header, RING_TEXT))
		stored++;
	else
		refused++;
}

static void store_one(struct sweep *s)
{
	preempt_disable();
	store_record(s);
	preempt_enable();
}

/* Reads to the end; how many records there were, those which are gone included. */
static unsigned long read_ring(void)
{
	static char text[LOG_TEXT_MAX];
	struct log_pos pos = ring_start;
	struct log_header header;
	unsigned long lost = 0, read = 0;

	while (log_read(&pos, &header, text, &lost) == LOG_READ_OK) {
		read++;
		torn |= header.len != sizeof(RING_TEXT) - 1 ||
			memcmp(text, RING_TEXT, sizeof(RING_TEXT) - 1);
	}
	return read + lost;
}

/* Before it floods the ring it looks at what is there: no record, or a whole one. */
static void flood_ring(struct sweep *s)
{
	(void)read_ring();
	for (int i = 0; i < RING_RECORDS; i++)
		store_record(s);
}

static void check_ring(struct sweep *s)
{
	unsigned long seen = read_ring();
	struct log_pos end = log_newest();

	memory_console.seq = end.seq;
	memory_console.slot = end.slot;
	let_others_go_on();
	SWEEP_EXPECT(s, seen == stored);
	SWEEP_EXPECT(s, log_not_stored - refused_before == refused);
	SWEEP_EXPECT(s, stored + refused == 1 + (s->fired ? RING_RECORDS : 0));
	SWEEP_EXPECT(s, !torn);
}

static void e1_log_store(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "log_store", .prepare = start_ring, .call = store_one,
		.interrupt = flood_ring, .check = check_ring });
}

static void e1_log_store_while_another_cpu_stores(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "log_store", .prepare = start_ring, .call = store_one,
		.interrupt = flood_ring, .check = check_ring, .far = true });
}

static struct kunit_case sweep_printk_cases[] = {
	KUNIT_CASE(e1_printk),
	KUNIT_CASE(e1_printk_deferred),
	KUNIT_CASE(e1_log_store),
	KUNIT_CASE(e1_log_store_while_another_cpu_stores),
	{}
};

static struct kunit_suite sweep_printk_suite = {
	.name = "sweep_printk",
	.suite_init = sweep_printk_suite_init,
	.suite_exit = sweep_printk_suite_exit,
	.test_cases = sweep_printk_cases,
};
kunit_test_suite(sweep_printk_suite);
