// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_racy_test.c - that the sweep bites
 *
 * Three classic mistakes, each in a function of its own whose bad window is labelled,
 * beside the same function done right.  The sweep must find the mistake broken at just
 * the boundaries of the window, and the right one nowhere.  In assembly, so that the
 * window is where it seems to be.
 *
 * Where there are two CPUs it is not an interrupt that comes between, but the other
 * CPU (sweep.far).  And there is a mistake that only two CPUs can make: to ring before
 * there is something on the list.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/bitfield.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/ktime.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include <asm/processor.h>

#include "../../arch/x86/apic/apic_private.h"
#include "apic_line.h"

#define LISTED_US	10
#define LATENCY_NS	(300 * NSEC_PER_USEC)	/* a tick is 4 ms */

#define FIRST_BIT	1u			/* as in the assembly */
#define SECOND_BIT	2u

void raise_right(void);
void raise_racy(void);
void idle_right(void);
void idle_racy(void);
void run_right(void);
void run_racy(void);
extern const u8 raise_racy_window[], raise_racy_end[];
extern const u8 idle_racy_window[], idle_racy_end[];
extern const u8 run_racy_window[], run_racy_end[];

/* What the functions work on; changed by the interrupt too. */
u32 racy_mask, racy_asked, racy_seen;
u8 racy_queued, racy_happened;

asm(".text\n"
    /* A pending mask.  One instruction cannot be torn; load, or, store can. */
    "raise_right:\n"
    "	orl $1, racy_mask(%rip)\n"
    "	ret\n"
    "raise_racy:\n"
    "	movl racy_mask(%rip), %eax\n"
    "raise_racy_window:\n"
    "	orl $1, %eax\n"
    "	movl %eax, racy_mask(%rip)\n"
    "raise_racy_end:\n"
    "	ret\n"

    /* Idle.  The last look must be one after which no interrupt comes before hlt. */
    "idle_right:\n"
    "	cli\n"
    "	cmpb $0, racy_happened(%rip)\n"
    "	jne 1f\n"
    "	sti\n"
    "	hlt\n"
    "	jmp idle_right\n"
    "1:	sti\n"
    "	ret\n"
    "idle_racy:\n"
    "	cmpb $0, racy_happened(%rip)\n"
    "idle_racy_window:\n"
    "	jne 1f\n"
    "	hlt\n"
    "idle_racy_end:\n"
    "	jmp idle_racy\n"
    "1:	ret\n"

    /* Deferred work: queued says that a run is to come.  It must be cleared first. */
    "run_right:\n"
    "	movb $0, racy_queued(%rip)\n"
    "	movl racy_asked(%rip), %eax\n"
    "	movl %eax, racy_seen(%rip)\n"
    "	ret\n"
    "run_racy:\n"
    "	movl racy_asked(%rip), %eax\n"
    "run_racy_window:\n"
    "	movl %eax, racy_seen(%rip)\n"
    "	movb $0, racy_queued(%rip)\n"
    "run_racy_end:\n"
    "	ret\n");

/* Both instructions of each window, and no other. */
#define BAD_BOUNDARIES	2
#define FAR_RUNS	8

static void expect_sound(struct kunit *test, struct sweep *s)
{
	sweep_run(test, s);
	KUNIT_EXPECT_EQ(test, s->broken, 0);
}

static void expect_caught(struct kunit *test, struct sweep *s, const u8 *begin, const u8 *end)
{
	struct sweep_count window;

	s->racy = true;
	sweep_run(test, s);
	window = sweep_count_between(s, begin, end);
	KUNIT_EXPECT_EQ(test, window.hit, BAD_BOUNDARIES);
	KUNIT_EXPECT_EQ(test, window.broken, BAD_BOUNDARIES);
	KUNIT_EXPECT_EQ(test, s->broken, BAD_BOUNDARIES);
}

/* ---- a pending mask ------------------------------------------------------------------ */

static void clear_mask(struct sweep *s)
{
	racy_mask = 0;
}

static void raise_second(struct sweep *s)
{
	racy_mask |= SECOND_BIT;
}

static void check_mask(struct sweep *s)
{
	SWEEP_EXPECT(s, racy_mask == (FIRST_BIT | (s->fired ? SECOND_BIT : 0)));
}

static void call_raise_right(struct sweep *s)
{
	raise_right();
}

static void call_raise_racy(struct sweep *s)
{
	raise_racy();
}

static void q3_mask_by_load_or_store_is_caught(struct kunit *test)
{
	struct sweep s = {
		.name = "a pending mask, by one instruction", .prepare = clear_mask,
		.call = call_raise_right, .interrupt = raise_second, .check = check_mask };

	expect_sound(test, &s);
	s.name = "a pending mask, by load, or, store";
	s.call = call_raise_racy;
	expect_caught(test, &s, raise_racy_window, raise_racy_end);
}

/* ---- idle ------------------------------------------------------------------------------ */

static ktime_t woke_at;

static void nothing_happened(struct sweep *s)
{
	racy_happened = 0;
}

static void happen(struct sweep *s)
{
	racy_happened = 1;
}

static void ring(struct irq_work *bell)
{
}

/* It writes, and its interrupt wakes us. */
static void happen_far(struct sweep *s)
{
	static DEFINE_IRQ_WORK(bell, ring);

	racy_happened = 1;
	irq_work_queue_on(&bell, 1);
}

/* The NMI of a round that shows the place ends the shadow of sti. */
static void check_woken(struct sweep *s)
{
	SWEEP_EXPECT(s, !s->count || s->shown || ktime_sub(woke_at, s->fired_at) < LATENCY_NS);
}

static void call_idle_right(struct sweep *s)
{
	idle_right();
	woke_at = ktime_get();
}

static void call_idle_racy(struct sweep *s)
{
	idle_racy();
	woke_at = ktime_get();
}

static void e8_idle_without_a_last_look_is_caught(struct kunit *test)
{
	struct sweep s = {
		.name = "hlt, after a look with interrupts off", .prepare = nothing_happened,
		.call = call_idle_right, .interrupt = happen, .check = check_woken,
		.ends_at_halt = true };

	expect_sound(test, &s);
	s.name = "hlt, after a look with interrupts on";
	s.call = call_idle_racy;
	expect_caught(test, &s, idle_racy_window, idle_racy_end);
}

static void e8_idle_woken_by_another_cpu_without_a_last_look_is_caught(struct kunit *test)
{
	struct sweep s = {
		.name = "hlt, after a look with interrupts off", .prepare = nothing_happened,
		.call = call_idle_right, .interrupt = happen_far, .check = check_woken,
		.ends_at_halt = true, .far = true };

	sweep_run(test, &s);
	KUNIT_EXPECT_EQ(test, s.broken, 0);

	s.name = "hlt, after a look with interrupts on";
	s.call = call_idle_racy;
	s.racy = true;
	sweep_run(test, &s);
	expect_caught(test, &s, idle_racy_window, idle_racy_end);
}

/* ---- deferred work ----------------------------------------------------------------------- */

static void ask(struct sweep *s)
{
	racy_asked++;
	racy_queued = 1;	/* who finds it set leaves it to the run to come */
}

static void ask_first(struct sweep *s)
{
	racy_asked = racy_seen = 0;
	ask(s);
}

/* What is still queued would run now. */
static void check_seen(struct sweep *s)
{
	if (racy_queued)
		run_right();
	SWEEP_EXPECT(s, racy_seen == racy_asked);
}

static void call_run_right(struct sweep *s)
{
	run_right();
}

static void call_run_racy(struct sweep *s)
{
	run_racy();
}

static void q3_flag_cleared_after_the_callback_is_caught(struct kunit *test)
{
	struct sweep s = {
		.name = "a queued flag, cleared before the callback", .prepare = ask_first,
		.call = call_run_right, .interrupt = ask, .check = check_seen };

	expect_sound(test, &s);
	s.name = "a queued flag, cleared after the callback";
	s.call = call_run_racy;
	expect_caught(test, &s, run_racy_window, run_racy_end);
}

/* ---- a list, and an interrupt that says so -------------------------------------------- */

void call_right(void __iomem *icr, u32 message);
void call_racy(void __iomem *icr, u32 message);
extern const u8 call_racy_window[], call_racy_end[];
u8 racy_listed;

asm(".text\n"
    "call_right:\n"
    "	movb $1, racy_listed(%rip)\n"
    "	movl %esi, (%rdi)\n"
    "	ret\n"
    "call_racy:\n"
    "	movl %esi, (%rdi)\n"
    "call_racy_window:\n"
    "	movb $1, racy_listed(%rip)\n"
    "call_racy_end:\n"
    "	ret\n");

static struct line line;
static int listed_seen;

static void take_list(struct line *unused)
{
	listed_seen += racy_listed;
	racy_listed = 0;
}

static void nothing_listed(struct sweep *s)
{
	racy_listed = listed_seen = 0;
}

static void call_other(void (*call)(void __iomem *icr, u32 message))
{
	local_irq_disable();
	lapic_write(LAPIC_ICR_HI, FIELD_PREP(LAPIC_ICR_HI_DEST, per_cpu(cpu_apicid, 0)));
	call(lapic_base + LAPIC_ICR_LO,
	     FIELD_PREP(LAPIC_ICR_VECTOR, line_vector(&line)) | LAPIC_ICR_ASSERT);
	local_irq_enable();
}

static void call_other_right(struct sweep *s)
{
	call_other(call_right);
}

static void call_other_racy(struct sweep *s)
{
	call_other(call_racy);
}

static void come_by(struct sweep *s)
{
}

static void check_listed(struct sweep *s)
{
	usleep_range(LISTED_US, LISTED_US);
	SWEEP_EXPECT(s, listed_seen == 1);
}

static void a6_interrupt_sent_before_the_list_is_filled_is_caught(struct kunit *test)
{
	struct sweep s = {
		.name = "an interrupt, after the list is filled", .prepare = nothing_listed,
		.call = call_other_right, .interrupt = come_by, .check = check_listed,
		.far = true };
	struct sweep_count window = { };

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs several CPUs");
	line_open(test, &line, handle_edge_irq);
	line.in_handler = take_list;
	sweep_run(test, &s);
	KUNIT_EXPECT_EQ(test, s.broken, 0);

	s.name = "an interrupt, before the list is filled";
	s.call = call_other_racy;
	s.racy = true;
	/* A shot from afar can leap over a boundary; the next run is in step with other ticks. */
	for (int i = 0; i < FAR_RUNS && !window.hit; i++) {
		sweep_run(test, &s);
		window = sweep_count_between(&s, call_racy_window, call_racy_end);
	}
	line_close(&line);
	KUNIT_EXPECT_EQ(test, window.hit, 1);
	KUNIT_EXPECT_EQ(test, window.broken, 1);
	KUNIT_EXPECT_EQ(test, s.broken, 1);
}

static struct kunit_case sweep_racy_cases[] = {
	KUNIT_CASE(q3_mask_by_load_or_store_is_caught),
	KUNIT_CASE(e8_idle_without_a_last_look_is_caught),
	KUNIT_CASE(q3_flag_cleared_after_the_callback_is_caught),
	KUNIT_CASE(e8_idle_woken_by_another_cpu_without_a_last_look_is_caught),
	KUNIT_CASE(a6_interrupt_sent_before_the_list_is_filled_is_caught),
	{}
};

static struct kunit_suite sweep_racy_suite = {
	.name = "sweep_racy",
	.test_cases = sweep_racy_cases,
};
kunit_test_suite(sweep_racy_suite);
