// SPDX-License-Identifier: MIT
/*
 * tests/unit/apic_cases_test.c - every vector, nesting, and the local APIC's own timer
 *
 * Names begin with the case of docs/catalogue.md that they show.
 */

#include <kunit/test.h>
#include <linux/bitfield.h>
#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/sched.h>

#include <asm/apic.h>
#include <asm/cpufeature.h>
#include <asm/desc.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <asm/stacktrace.h>
#include <asm/tsc.h>

#include "../../arch/x86/apic/apic_private.h"
#include "apic_line.h"

/* ---- every vector of a device -------------------------------------------------- */

static unsigned int off_the_irq_stack, misaligned;

static void look_at_the_stack(struct line *line)
{
	unsigned long frame = (unsigned long)__builtin_frame_address(0);
	struct stack_info info;

	if (!get_stack_info(frame, current, &info) || info.type != STACK_TYPE_IRQ)
		off_the_irq_stack++;
	misaligned += frame % sizeof(long) != 0;
}

/* Interrupts come where the stack pointer is a multiple of 16, and where it is not. */
static void take_here(void)
{
	asm volatile("sti\n\tnop\n\tnop\n\tcli" : : : "memory", "cc");
}

static void take_off_by_eight(void)
{
	asm volatile("subq $8, %%rsp\n\tsti\n\tnop\n\tnop\n\tcli\n\taddq $8, %%rsp"
		     : : : "memory", "cc");
}

static bool is_free(unsigned int vector)
{
	return !test_bit(vector, system_vectors) &&
	       !vector_is_used(this_cpu_read(vector_irq[vector]));
}

/* The line lends its descriptor to this vector, for two interrupts. */
static void try_vector(struct line *line, unsigned int vector, unsigned int *still_in_service)
{
	struct irq_desc *before = this_cpu_read(vector_irq[vector]);

	local_irq_disable();
	this_cpu_write(vector_irq[vector], irq_to_desc(line->irq));
	lapic_send_self(vector);
	take_here();
	lapic_send_self(vector);
	take_off_by_eight();
	this_cpu_write(vector_irq[vector], before);
	local_irq_enable();
	*still_in_service += lapic_vector_in_service(vector);
}

static void e7_every_vector_arrives_on_the_irq_stack_and_is_ended(struct kunit *test)
{
	struct line line = { .in_handler = look_at_the_stack };
	unsigned int tried = 0, still_in_service = 0;

	off_the_irq_stack = misaligned = 0;
	line_open(test, &line, handle_edge_irq);
	for (unsigned int vector = FIRST_EXTERNAL_VECTOR; vector < FIRST_SYSTEM_VECTOR; vector++) {
		if (!is_free(vector))
			continue;
		try_vector(&line, vector, &still_in_service);
		tried++;
	}
	KUNIT_EXPECT_GT(test, tried, 150);
	KUNIT_EXPECT_EQ(test, line.calls, 2 * tried);
	KUNIT_EXPECT_EQ(test, off_the_irq_stack, 0);
	KUNIT_EXPECT_EQ(test, misaligned, 0);
	KUNIT_EXPECT_EQ(test, still_in_service, 0);
	line_close(&line);
}

/* ---- no nesting ---------------------------------------------------------------- */

static unsigned int reschedules_inside;
static bool waits_inside;

static unsigned int reschedules(void)
{
	return this_cpu_read(irq_stat.irq_resched_count);
}

/* A message of the highest class, while a handler of a low one runs. */
static void send_a_higher_one(struct line *line)
{
	unsigned int before = reschedules();

	lapic_send_self(RESCHEDULE_VECTOR);
	settle();
	reschedules_inside = reschedules() - before;
	waits_inside = lapic_vector_requested(RESCHEDULE_VECTOR);
}

static void e6_higher_priority_waits_until_the_handler_has_returned(struct kunit *test)
{
	struct line line = { .in_handler = send_a_higher_one };
	unsigned int before = reschedules();

	line_open(test, &line, handle_edge_irq);
	line_raise(&line);
	spin_until_calls(&line, 1);
	settle();
	KUNIT_EXPECT_EQ(test, line.calls, 1);
	KUNIT_EXPECT_EQ(test, reschedules_inside, 0);
	KUNIT_EXPECT_TRUE(test, waits_inside);
	KUNIT_EXPECT_EQ(test, reschedules(), before + 1);
	line_close(&line);
}

/* ---- one end for each interrupt ---------------------------------------------------- */

static struct line edge_inside;
static bool outer_ended;

/* An edge of a higher class, in a handler whose level line is ended when it returns. */
static void take_an_edge(struct line *line)
{
	unsigned int vector = FIRST_SYSTEM_VECTOR - 1;
	struct irq_desc *before;

	while (!is_free(vector))
		vector--;
	before = this_cpu_read(vector_irq[vector]);
	this_cpu_write(vector_irq[vector], irq_to_desc(edge_inside.irq));
	lapic_send_self(vector);
	take_here();
	this_cpu_write(vector_irq[vector], before);
	outer_ended = !lapic_vector_in_service(line_vector(line));
}

static void a1_an_edge_ends_nothing_but_itself(struct kunit *test)
{
	struct line line = { .in_handler = take_an_edge };

	edge_inside = (struct line){ };
	line_open(test, &line, handle_fasteoi_irq);
	line_open(test, &edge_inside, handle_edge_irq);
	line_raise(&line);
	spin_until_calls(&line, 1);
	KUNIT_EXPECT_EQ(test, edge_inside.calls, 1);
	KUNIT_EXPECT_FALSE(test, outer_ended);
	KUNIT_EXPECT_FALSE(test, lapic_vector_in_service(line_vector(&line)));
	line_close(&edge_inside);
	line_close(&line);
}

/* ---- the local APIC's timer ------------------------------------------------------ */

#define A_WHILE		50000		/* counts */
#define LONG		100000000	/* counts that no case lives to see the end of */

/* What the tick has made of the timer, to be given back. */
struct timer_state {
	u32 lvt, divide, initial;
};

static void skip_unless_timer_counts(struct kunit *test)
{
	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	if (boot_cpu_has(X86_FEATURE_TSC_DEADLINE_TIMER))
		kunit_skip(test, "the timer is set by TSC deadlines");
}

static void set_timer(struct line *line, enum lapic_timer_mode mode, u32 count)
{
	lapic_write(LAPIC_TIMER_DCR, LAPIC_DIV_1);
	lapic_write(LAPIC_LVT_TIMER, FIELD_PREP(LAPIC_LVT_TIMER_MODE, mode) |
				     FIELD_PREP(LAPIC_LVT_VECTOR, line_vector(line)));
	lapic_write(LAPIC_TIMER_ICR, count);
}

static void borrow_timer(struct timer_state *saved)
{
	saved->lvt = lapic_read(LAPIC_LVT_TIMER);
	saved->divide = lapic_read(LAPIC_TIMER_DCR);
	saved->initial = lapic_read(LAPIC_TIMER_ICR);
}

/* A tick that fires at once looks at the clock, and sets the timer anew. */
static void give_timer_back(const struct timer_state *saved)
{
	bool oneshot = FIELD_GET(LAPIC_LVT_TIMER_MODE, saved->lvt) == LAPIC_TIMER_ONESHOT;

	lapic_write(LAPIC_TIMER_ICR, 0);
	lapic_write(LAPIC_TIMER_DCR, saved->divide);
	lapic_write(LAPIC_LVT_TIMER, saved->lvt);
	lapic_write(LAPIC_TIMER_ICR, oneshot ? 1 : saved->initial);
}

/* How many TSC cycles pass while the timer counts @counts down; or more. */
static u64 cycles_once(u32 counts)
{
	u32 first, last;
	u64 begin;

	begin = rdtsc();
	first = lapic_read(LAPIC_TIMER_CCR);
	do {
		last = lapic_read(LAPIC_TIMER_CCR);
	} while (first - last < counts);
	return (rdtsc() - begin) * counts / (first - last);
}

/*
 * The best of a few: the host may take its processor away between two readings, where
 * time is not virtual.  Interrupts are off.
 */
static u64 cycles_of(u32 counts)
{
	u64 least = cycles_once(counts);

	for (int i = 0; i < 8; i++)
		least = min(least, cycles_once(counts));
	return least;
}

static void a5_one_shot_is_never_early_and_fires_once(struct kunit *test)
{
	struct line line = { 0 };
	struct timer_state saved;
	u64 begin, enough, took;
	u32 count, last = ~0u;
	bool rose = false;

	skip_unless_timer_counts(test);
	line_open(test, &line, handle_edge_irq);
	local_irq_disable();
	borrow_timer(&saved);
	set_timer(&line, LAPIC_TIMER_ONESHOT, LONG);
	enough = cycles_of(A_WHILE);

	begin = rdtsc();
	set_timer(&line, LAPIC_TIMER_ONESHOT, A_WHILE);
	while ((count = lapic_read(LAPIC_TIMER_CCR))) {
		rose |= count > last;
		last = count;
	}
	took = rdtsc() - begin;
	local_irq_enable();
	spin_until_calls(&line, 1);
	for (int i = 0; i < 2 * A_WHILE; i++)
		cpu_relax();
	local_irq_disable();
	KUNIT_EXPECT_EQ(test, lapic_read(LAPIC_TIMER_CCR), 0);
	give_timer_back(&saved);
	local_irq_enable();

	KUNIT_EXPECT_EQ(test, line.calls, 1);
	KUNIT_EXPECT_FALSE(test, rose);
	KUNIT_EXPECT_GE(test, took + took / 100, enough);	/* the two readings differ a bit */
	line_close(&line);
}

static void a5_periodic_goes_on_until_it_is_stopped(struct kunit *test)
{
	struct line line = { 0 };
	struct timer_state saved;
	int calls;

	skip_unless_timer_counts(test);
	line_open(test, &line, handle_edge_irq);
	local_irq_disable();
	borrow_timer(&saved);
	set_timer(&line, LAPIC_TIMER_PERIODIC, A_WHILE);
	local_irq_enable();
	spin_until_calls(&line, 3);

	local_irq_disable();
	lapic_write(LAPIC_TIMER_ICR, 0);
	local_irq_enable();
	settle();			/* one may have been on its way */
	calls = line.calls;
	for (int i = 0; i < 2 * A_WHILE; i++)
		cpu_relax();
	local_irq_disable();
	give_timer_back(&saved);
	local_irq_enable();
	KUNIT_EXPECT_GE(test, calls, 3);
	KUNIT_EXPECT_EQ(test, line.calls, calls);
	line_close(&line);
}

static struct kunit_case apic_cases[] = {
	KUNIT_CASE(e7_every_vector_arrives_on_the_irq_stack_and_is_ended),
	KUNIT_CASE(e6_higher_priority_waits_until_the_handler_has_returned),
	KUNIT_CASE(a1_an_edge_ends_nothing_but_itself),
	KUNIT_CASE(a5_one_shot_is_never_early_and_fires_once),
	KUNIT_CASE(a5_periodic_goes_on_until_it_is_stopped),
	{ }
};

static struct kunit_suite apic_cases_suite = {
	.name = "lapic_cases",
	.test_cases = apic_cases,
};
kunit_test_suite(apic_cases_suite);
