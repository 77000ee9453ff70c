// SPDX-License-Identifier: MIT
/*
 * tests/unit/isa_wire_test.c - wires pulled by hand: QEMU's pc-testdev
 *
 * With `-device pc-testdev` a write to port 0x2000 + n drives the wire of ISA irq n.
 * So edges and levels come exactly when a case wants them, through the IO-APIC or
 * through the 8259, whichever the machine uses.  The cases of A3 are those of
 * kvm-unit-tests' list for the IO-APIC, told in our words.
 */

#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>

#include <asm/apic.h>
#include <asm/i8259.h>
#include <asm/processor.h>

#include "../../arch/x86/apic/apic_private.h"
#include "../../arch/x86/apic/ioapic_regs.h"

#define TESTDEV_ECHO	0xe0		/* reads as it was written */
#define TESTDEV_WIRES	0x2000
#define ECHO_PATTERN	0x5a

/* Lines that no device of these machines uses; levels as the MADT and the ELCR say. */
#define EDGE_IRQ	3
#define EDGE_IRQ_2	14
#define LEVEL_IRQ	10
#define LEVEL_IRQ_2	11

#define SPINS		1000000		/* far more than any delivery takes */
#define MANY		1000

struct wire {
	unsigned int irq;
	int calls;
	int let_go_at;			/* the call that lowers the wire; 0: the case does */
	void (*in_handler)(struct wire *wire);
};

static void set_wire(unsigned int irq, bool high)
{
	outb(high, TESTDEV_WIRES + irq);
}

static void pulse(unsigned int irq)
{
	set_wire(irq, true);
	set_wire(irq, false);
}

static void settle(void)
{
	for (int i = 0; i < 1000; i++)
		cpu_relax();
}

static void spin_until_calls(struct wire *wire, int calls)
{
	for (int i = 0; i < SPINS && READ_ONCE(wire->calls) < calls; i++)
		cpu_relax();
	settle();
}

static irqreturn_t wire_handler(int irq, void *dev_id)
{
	struct wire *wire = dev_id;

	wire->calls++;
	if (wire->in_handler)
		wire->in_handler(wire);
	if (wire->let_go_at && wire->calls >= wire->let_go_at)
		set_wire(irq, false);
	return IRQ_HANDLED;
}

static int isa_wire_test_init(struct kunit *test)
{
	u8 before = inb(TESTDEV_ECHO);
	bool there;

	outb(ECHO_PATTERN, TESTDEV_ECHO);
	there = inb(TESTDEV_ECHO) == ECHO_PATTERN;
	outb(before, TESTDEV_ECHO);
	if (!there)
		kunit_skip(test, "no pc-testdev");
	return 0;
}

static void wire_open(struct kunit *test, struct wire *wire, unsigned int irq)
{
	wire->irq = irq;
	KUNIT_ASSERT_EQ(test, request_irq(irq, wire_handler, IRQF_SHARED, "wire-test", wire), 0);
}

/* Afterwards nothing is in service or held back, anywhere. */
static void wire_close(struct kunit *test, struct wire *wire)
{
	set_wire(wire->irq, false);
	KUNIT_EXPECT_FALSE(test, ioapic_read_rte_low(wire->irq) & IOAPIC_RTE_REMOTE_IRR);
	if (lapic_in_use())
		KUNIT_EXPECT_FALSE(test, lapic_vector_in_service(irq_cfg(wire->irq)->vector));
	KUNIT_EXPECT_EQ(test, i8259A_in_service(), 0);
	free_irq(wire->irq, wire);
}

/* It has fired while it was disabled: it is shut, or a level would storm. */
static void expect_shut(struct kunit *test, unsigned int irq)
{
	if (apic_intr_mode == APIC_SYMMETRIC_IO)
		KUNIT_EXPECT_TRUE(test, ioapic_read_rte_low(irq) & IOAPIC_RTE_MASKED);
}

/* ---- edges ---- */

static void a3_paced_edges_are_one_interrupt_each(struct kunit *test)
{
	struct wire w = { };

	wire_open(test, &w, EDGE_IRQ);
	for (int i = 1; i <= MANY; i++) {
		set_wire(EDGE_IRQ, true);
		for (int spins = 0; spins < SPINS && READ_ONCE(w.calls) < i; spins++)
			cpu_relax();
		set_wire(EDGE_IRQ, false);
		if (w.calls != i)
			break;
	}
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, MANY);
	wire_close(test, &w);
}

/* An edge is its rise: a wire that stays high says nothing more. */
static void a3_edge_that_stays_high_is_one_interrupt(struct kunit *test)
{
	struct wire w = { };

	wire_open(test, &w, EDGE_IRQ);
	set_wire(EDGE_IRQ, true);
	spin_until_calls(&w, 2);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(test, &w);
}

/* Two wires go up at once, each until its @let_go_at'th call (0: for good). */
static void expect_both_taken(struct kunit *test, unsigned int irq, unsigned int irq_2,
			      int let_go_at)
{
	struct wire a = { .let_go_at = let_go_at }, b = { .let_go_at = let_go_at };

	wire_open(test, &a, irq);
	wire_open(test, &b, irq_2);
	local_irq_disable();
	set_wire(irq, true);
	set_wire(irq_2, true);
	local_irq_enable();
	spin_until_calls(&a, 1);
	spin_until_calls(&b, 1);
	KUNIT_EXPECT_EQ(test, a.calls, 1);
	KUNIT_EXPECT_EQ(test, b.calls, 1);
	wire_close(test, &b);
	wire_close(test, &a);
}

static void a3_simultaneous_edges_are_both_taken(struct kunit *test)
{
	expect_both_taken(test, EDGE_IRQ, EDGE_IRQ_2, 0);
}

/* Edges that come while the first of them waits for the CPU are one. */
static void a3_edges_before_delivery_coalesce(struct kunit *test)
{
	struct wire w = { };

	wire_open(test, &w, EDGE_IRQ);
	local_irq_disable();
	for (int i = 0; i < 5; i++)
		pulse(EDGE_IRQ);
	KUNIT_EXPECT_EQ(test, w.calls, 0);
	local_irq_enable();
	spin_until_calls(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(test, &w);
}

/* The first pulse may still be high: it ends here. */
static void pulse_once_more(struct wire *wire)
{
	if (wire->calls > 1)
		return;
	set_wire(wire->irq, false);
	pulse(wire->irq);
}

/* An edge during the handlers is not lost: they run again. */
static void a3_edge_during_the_handler_runs_it_again(struct kunit *test)
{
	struct wire w = { .in_handler = pulse_once_more };

	wire_open(test, &w, EDGE_IRQ);
	pulse(EDGE_IRQ);
	spin_until_calls(&w, 2);
	KUNIT_EXPECT_EQ(test, w.calls, 2);
	wire_close(test, &w);
}

static void p4_edges_while_masked_come_as_one(struct kunit *test)
{
	struct wire w = { };

	wire_open(test, &w, EDGE_IRQ);
	disable_irq(EDGE_IRQ);
	pulse(EDGE_IRQ);
	settle();
	pulse(EDGE_IRQ);
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, 0);
	expect_shut(test, EDGE_IRQ);
	enable_irq(EDGE_IRQ);
	spin_until_calls(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(test, &w);
}

/* ---- levels ---- */

static void a3_sequential_levels_are_one_interrupt_each(struct kunit *test)
{
	struct wire w = { .let_go_at = 1 };

	wire_open(test, &w, LEVEL_IRQ);
	for (int i = 1; i <= MANY && w.calls == i - 1; i++) {
		set_wire(LEVEL_IRQ, true);
		for (int spins = 0; spins < SPINS && READ_ONCE(w.calls) < i; spins++)
			cpu_relax();
	}
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, MANY);
	wire_close(test, &w);
}

static void a3_simultaneous_levels_are_both_taken(struct kunit *test)
{
	expect_both_taken(test, LEVEL_IRQ, LEVEL_IRQ_2, 1);
}

/* Raising what is high already adds nothing. */
static void a3_level_raised_twice_coalesces(struct kunit *test)
{
	struct wire w = { .let_go_at = 1 };

	wire_open(test, &w, LEVEL_IRQ);
	local_irq_disable();
	set_wire(LEVEL_IRQ, true);
	set_wire(LEVEL_IRQ, true);
	local_irq_enable();
	spin_until_calls(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(test, &w);
}

static void a3_held_level_comes_again_until_it_is_let_go(struct kunit *test)
{
	struct wire w = { .let_go_at = 20 };

	wire_open(test, &w, LEVEL_IRQ);
	set_wire(LEVEL_IRQ, true);
	spin_until_calls(&w, 20);
	KUNIT_EXPECT_EQ(test, w.calls, 20);
	wire_close(test, &w);
}

static void a3_level_that_ends_while_masked_is_forgotten(struct kunit *test)
{
	struct wire w = { .let_go_at = 1 };

	wire_open(test, &w, LEVEL_IRQ);
	disable_irq(LEVEL_IRQ);
	set_wire(LEVEL_IRQ, true);
	settle();
	set_wire(LEVEL_IRQ, false);
	enable_irq(LEVEL_IRQ);
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, 0);
	set_wire(LEVEL_IRQ, true);
	spin_until_calls(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(test, &w);
}

static void disable_on_first_call(struct wire *wire)
{
	if (wire->calls == 1)
		disable_irq_nosync(wire->irq);
}

/* Its handler masks it while it is high: it comes again when it is unmasked. */
static void a3_masked_level_retriggers_on_unmasking(struct kunit *test)
{
	struct wire w = { .let_go_at = 2, .in_handler = disable_on_first_call };

	wire_open(test, &w, LEVEL_IRQ);
	set_wire(LEVEL_IRQ, true);
	spin_until_calls(&w, 2);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	expect_shut(test, LEVEL_IRQ);
	enable_irq(LEVEL_IRQ);
	spin_until_calls(&w, 2);
	KUNIT_EXPECT_EQ(test, w.calls, 2);
	wire_close(test, &w);
}

static void mask_and_unmask(struct wire *wire)
{
	disable_irq_nosync(wire->irq);
	enable_irq(wire->irq);
}

/* Its handler reprograms the pin while the interrupt is in service: no more, no less. */
static void a3_handler_may_reprogram_its_own_line(struct kunit *test)
{
	struct wire w = { .let_go_at = 3, .in_handler = mask_and_unmask };

	wire_open(test, &w, LEVEL_IRQ);
	irq_set_status_flags(LEVEL_IRQ, IRQ_DISABLE_UNLAZY);	/* at the controller at once */
	set_wire(LEVEL_IRQ, true);
	spin_until_calls(&w, 3);
	KUNIT_EXPECT_EQ(test, w.calls, 3);
	KUNIT_EXPECT_EQ(test, irq_to_desc(LEVEL_IRQ)->depth, 0);
	wire_close(test, &w);
}

/* ---- requests ---- */

/* The wire is high before anybody asks for it: the driver decides when it is ready. */
static void r9_asserted_level_waits_for_enable(struct kunit *test)
{
	struct wire w = { .irq = LEVEL_IRQ, .let_go_at = 1 };

	set_wire(LEVEL_IRQ, true);
	KUNIT_ASSERT_EQ(test, request_irq(LEVEL_IRQ, wire_handler, IRQF_NO_AUTOEN, "wire-test", &w),
			0);
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, 0);
	KUNIT_EXPECT_EQ(test, irq_to_desc(LEVEL_IRQ)->depth, 1);
	enable_irq(LEVEL_IRQ);
	spin_until_calls(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	KUNIT_EXPECT_EQ(test, irq_to_desc(LEVEL_IRQ)->depth, 0);
	wire_close(test, &w);
}

static struct kunit_case isa_wire_cases[] = {
	KUNIT_CASE(a3_paced_edges_are_one_interrupt_each),
	KUNIT_CASE(a3_edge_that_stays_high_is_one_interrupt),
	KUNIT_CASE(a3_simultaneous_edges_are_both_taken),
	KUNIT_CASE(a3_edges_before_delivery_coalesce),
	KUNIT_CASE(a3_edge_during_the_handler_runs_it_again),
	KUNIT_CASE(p4_edges_while_masked_come_as_one),
	KUNIT_CASE(a3_sequential_levels_are_one_interrupt_each),
	KUNIT_CASE(a3_simultaneous_levels_are_both_taken),
	KUNIT_CASE(a3_level_raised_twice_coalesces),
	KUNIT_CASE(a3_held_level_comes_again_until_it_is_let_go),
	KUNIT_CASE(a3_level_that_ends_while_masked_is_forgotten),
	KUNIT_CASE(a3_masked_level_retriggers_on_unmasking),
	KUNIT_CASE(a3_handler_may_reprogram_its_own_line),
	KUNIT_CASE(r9_asserted_level_waits_for_enable),
	{ }
};

static struct kunit_suite isa_wire_suite = {
	.name = "isa_wire",
	.init = isa_wire_test_init,
	.one_cpu = true,
	.test_cases = isa_wire_cases,
};
kunit_test_suite(isa_wire_suite);
