// SPDX-License-Identifier: MIT
/*
 * tests/unit/apic_test.c - what the interrupt controllers promise
 *
 * A "line" here is an irq of its own, with a vector and a flow handler, whose
 * device is this CPU: it is raised by a message to oneself.  So every test knows
 * exactly how many interrupts there were.  Where the machine has no local APIC,
 * or no 8259 in use, the tests that need it are skipped.
 *
 * Waiting is bounded and ends with the event: an emulator may deliver a message
 * some instructions late.
 */

#include <kunit/test.h>
#include <linux/bitfield.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/irqflags.h>
#include <linux/kernel_stat.h>
#include <linux/pci.h>
#include <linux/sched/clock.h>
#include <linux/string.h>

#include <asm/apic.h>
#include <asm/desc.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/i8259.h>
#include <asm/io_apic.h>
#include <asm/nmi.h>
#include <asm/processor.h>

#include "../../arch/x86/acpi/acpi_private.h"
#include "../../arch/x86/apic/apic_private.h"
#include "../../arch/x86/apic/ioapic_regs.h"
#include "../../arch/x86/time/pit_regs.h"
#include "../../arch/x86/time/time_private.h"
#include "../../drivers/misc/edu_regs.h"
#include "apic_line.h"
#include "klog.h"

#define ESR_ILLEGAL_REGISTER	7	/* bit of ESR */

static bool lapic_is_quiet(unsigned int vector)
{
	return !lapic_vector_in_service(vector) && !lapic_vector_requested(vector);
}

/* ---- vectors and the local APIC -------------------------------------------- */

/* Promise: a device's vector is nobody else's, on this CPU. */
static void a_line_gets_a_vector_of_its_own(struct kunit *test)
{
	struct line a = { 0 }, b = { 0 };
	unsigned int va, vb;

	line_open(test, &a, handle_edge_irq);
	line_open(test, &b, handle_edge_irq);
	va = line_vector(&a);
	vb = line_vector(&b);

	KUNIT_EXPECT_NE(test, va, vb);
	KUNIT_EXPECT_GT(test, va, (unsigned int)FIRST_EXTERNAL_VECTOR);
	KUNIT_EXPECT_LT(test, va, (unsigned int)FIRST_SYSTEM_VECTOR);
	KUNIT_EXPECT_FALSE(test, test_bit(va, system_vectors));
	KUNIT_EXPECT_FALSE(test, va >= ISA_IRQ_VECTOR(0) && va < ISA_IRQ_VECTOR(16));
	KUNIT_EXPECT_PTR_EQ(test, this_cpu_read(vector_irq[va]), irq_to_desc(a.irq));
	line_close(&b);
	line_close(&a);
}

/* Promise: an edge is acknowledged before its handler runs, and once. */
static void a1_edge_is_ended_before_the_handler(struct kunit *test)
{
	struct line line = { 0 };

	line_open(test, &line, handle_edge_irq);
	line_raise(&line);
	spin_until_calls(&line, 1);
	settle();

	KUNIT_EXPECT_EQ(test, line.calls, 1);
	KUNIT_EXPECT_FALSE(test, line.was_in_service);
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(line_vector(&line)));
	line_close(&line);
}

/* Promise: a level is in service until its handlers are done. */
static void a1_level_is_ended_after_the_handler(struct kunit *test)
{
	struct line line = { 0 };

	line_open(test, &line, handle_fasteoi_irq);
	line_raise(&line);
	spin_until_calls(&line, 1);

	KUNIT_EXPECT_EQ(test, line.calls, 1);
	KUNIT_EXPECT_TRUE(test, line.was_in_service);
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(line_vector(&line)));
	line_close(&line);
}

/* Promise: edges during the handler are remembered, as one. */
static void edges_during_the_handler_run_it_once_more(struct kunit *test)
{
	struct line line = { .send_more = 3 };

	line_open(test, &line, handle_edge_irq);
	line_raise(&line);
	spin_until_calls(&line, 2);
	settle();

	KUNIT_EXPECT_EQ(test, line.calls, 2);
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(line_vector(&line)));
	line_close(&line);
}

/* Promise: edges while the line is disabled are replayed, as one. */
static void r7_edge_while_disabled_comes_once(struct kunit *test)
{
	struct line line = { 0 };

	line_open(test, &line, handle_edge_irq);
	disable_irq(line.irq);
	line_raise(&line);
	settle();
	line_raise(&line);
	settle();
	KUNIT_EXPECT_EQ(test, line.calls, 0);
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(line_vector(&line)));

	enable_irq(line.irq);
	spin_until_calls(&line, 1);
	settle();
	KUNIT_EXPECT_EQ(test, line.calls, 1);
	line_close(&line);
}

/* Promise: one message that was under way at the end of a line passes in silence. */
static void straggler_of_a_released_vector_is_dropped(struct kunit *test)
{
	struct line line = { 0 };
	unsigned int vector;

	line_open(test, &line, handle_edge_irq);
	vector = line_vector(&line);
	line_close(&line);
	KUNIT_ASSERT_PTR_EQ(test, (void *)this_cpu_read(vector_irq[vector]), VECTOR_SHUTDOWN);

	lapic_send_self(vector);
	settle();
	KUNIT_EXPECT_NULL(test, this_cpu_read(vector_irq[vector]));
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(vector));
	KUNIT_EXPECT_EQ(test, line.calls, 0);
}

/* Promise: a message to a vector without owner is ended, so that its class goes on. */
static void x4_unowned_message_is_said_and_ended(struct kunit *test)
{
	u64 mark = klog_mark();

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	KUNIT_ASSERT_NULL(test, this_cpu_read(vector_irq[UNOWNED_VECTOR]));

	lapic_send_self(UNOWNED_VECTOR);
	settle();
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(UNOWNED_VECTOR));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "common_interrupt: 0.211 No irq handler for vector"));
}

static void raise_unowned(struct line *line)
{
	raise_by_instruction(UNOWNED_VECTOR);
	line->was_in_service = lapic_vector_in_service(line_vector(line));
}

/* Promise: what the local APIC did not deliver is not ended: another's EOI stays due. */
static void x4_unowned_instruction_ends_nothing(struct kunit *test)
{
	struct line line = { .in_handler = raise_unowned };

	line_open(test, &line, handle_fasteoi_irq);
	line_raise(&line);
	spin_until_calls(&line, 1);

	KUNIT_EXPECT_EQ(test, line.calls, 1);
	KUNIT_EXPECT_TRUE(test, line.was_in_service);
	line_close(&line);
}

static void raise_spurious(struct line *line)
{
	raise_by_instruction(SPURIOUS_APIC_VECTOR);
	line->was_in_service = lapic_vector_in_service(line_vector(line));
}

/* Promise: a spurious interrupt is counted and not ended. */
static void a1_spurious_vector_is_counted_not_ended(struct kunit *test)
{
	struct line line = { .in_handler = raise_spurious };
	unsigned int before = this_cpu_read(irq_stat.irq_spurious_count);
	u64 mark = klog_mark();

	line_open(test, &line, handle_fasteoi_irq);
	line_raise(&line);
	spin_until_calls(&line, 1);

	KUNIT_EXPECT_EQ(test, this_cpu_read(irq_stat.irq_spurious_count), before + 1);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "Spurious APIC interrupt (vector 0xFF) on CPU#0, "
					       "should never happen."));
	KUNIT_EXPECT_TRUE(test, line.was_in_service);
	line_close(&line);
}

/* Promise: the error interrupt is decoded and counted.  (QEMU never clears ESR: not asked.) */
static void a2_error_is_said_and_counted(struct kunit *test)
{
	int before = atomic_read(&irq_err_count);
	u64 mark = klog_mark();

	if (!lapic_in_use() || !lapic_base)
		kunit_skip(test, "no local APIC in xAPIC mode");
	(void)readl(lapic_base + 0x40);		/* reserved: sets a bit of ESR in some APICs */
	raise_by_instruction(ERROR_APIC_VECTOR);

	KUNIT_EXPECT_EQ(test, atomic_read(&irq_err_count), before + 1);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "APIC error on CPU0: "));
	/* An emulator may never raise it by itself, so the entry is looked at. */
	KUNIT_EXPECT_EQ(test, lapic_read(LAPIC_LVT_ERROR) & (LAPIC_LVT_VECTOR | LAPIC_LVT_MASKED),
			ERROR_APIC_VECTOR);
	if (lapic_read(LAPIC_ESR) & BIT(ESR_ILLEGAL_REGISTER))
		KUNIT_EXPECT_TRUE(test, klog_has(mark, " : Illegal register address"));
}

/* Promise: the reschedule message arrives, is counted and ended. */
static void reschedule_message_arrives(struct kunit *test)
{
	unsigned int before = this_cpu_read(irq_stat.irq_resched_count);

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	lapic_send_self(RESCHEDULE_VECTOR);
	settle();
	KUNIT_EXPECT_EQ(test, this_cpu_read(irq_stat.irq_resched_count), before + 1);
	KUNIT_EXPECT_TRUE(test, lapic_is_quiet(RESCHEDULE_VECTOR));
}

static int nmis;

static int count_nmi(unsigned int type, struct pt_regs *regs)
{
	nmis++;
	return NMI_HANDLED;
}

/* Promise: an NMI to oneself comes although interrupts are off. */
static void self_nmi_ignores_the_interrupt_flag(struct kunit *test)
{
	unsigned long flags;
	int i;

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	nmis = 0;
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, count_nmi, 0, "apic-test"), 0);
	local_irq_save(flags);
	lapic_send_self_nmi();
	for (i = 0; i < SPINS && !READ_ONCE(nmis); i++)
		cpu_relax();
	local_irq_restore(flags);
	unregister_nmi_handler(NMI_LOCAL, "apic-test");
	KUNIT_EXPECT_EQ(test, nmis, 1);
}

/* Promise: when nobody handles an interrupt, nothing is in service. */
static void a1_nothing_is_in_service_at_rest(struct kunit *test)
{
	unsigned int vector;

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	for (vector = 0; vector < NR_VECTORS; vector++)
		KUNIT_EXPECT_FALSE(test, lapic_vector_in_service(vector));
}

/* Promise: the wires are set for the mode: NMI on LINT1, the 8259 on LINT0 or nowhere. */
static void pins_fit_the_mode(struct kunit *test)
{
	u32 lint0, lint1;

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	lint0 = lapic_read(LAPIC_LVT_LINT0);
	lint1 = lapic_read(LAPIC_LVT_LINT1);
	KUNIT_EXPECT_EQ(test, !!(lint0 & LAPIC_LVT_MASKED), apic_intr_mode == APIC_SYMMETRIC_IO);
	KUNIT_EXPECT_EQ(test, FIELD_GET(LAPIC_LVT_MODE, lint0), (unsigned long)LAPIC_DM_EXTINT);
	KUNIT_EXPECT_EQ(test, FIELD_GET(LAPIC_LVT_MODE, lint1), (unsigned long)LAPIC_DM_NMI);
	KUNIT_EXPECT_FALSE(test, lint1 & LAPIC_LVT_MASKED);
}

static struct kunit_case lapic_cases[] = {
	KUNIT_CASE(a_line_gets_a_vector_of_its_own),
	KUNIT_CASE(a1_edge_is_ended_before_the_handler),
	KUNIT_CASE(a1_level_is_ended_after_the_handler),
	KUNIT_CASE(edges_during_the_handler_run_it_once_more),
	KUNIT_CASE(r7_edge_while_disabled_comes_once),
	KUNIT_CASE(straggler_of_a_released_vector_is_dropped),
	KUNIT_CASE(x4_unowned_message_is_said_and_ended),
	KUNIT_CASE(x4_unowned_instruction_ends_nothing),
	KUNIT_CASE(a1_spurious_vector_is_counted_not_ended),
	KUNIT_CASE(a2_error_is_said_and_counted),
	KUNIT_CASE(reschedule_message_arrives),
	KUNIT_CASE(self_nmi_ignores_the_interrupt_flag),
	KUNIT_CASE(pins_fit_the_mode),
	KUNIT_CASE(a1_nothing_is_in_service_at_rest),
	{ }
};

static struct kunit_suite lapic_suite = {
	.name = "lapic",
	.one_cpu = true,
	.test_cases = lapic_cases,
};
kunit_test_suite(lapic_suite);

/* ---- the 8259, and the PIT's wire through whatever controller --------------- */

static void skip_unless_8259(struct kunit *test)
{
	if (!i8259A_present() || apic_intr_mode == APIC_SYMMETRIC_IO)
		kunit_skip(test, "no 8259 in use");
}

/* Let counter 0 of the PIT give one edge on irq 0; its output stays high after it. */
static bool pit_make_edge(void)
{
	int i;

	outb(PIT_SELECT_COUNTER0 | PIT_LOW_THEN_HIGH | PIT_MODE0_TERMINAL, PIT_MODE);
	outb(50, PIT_COUNTER0);
	outb(0, PIT_COUNTER0);
	for (i = 0; i < SPINS; i++) {
		outb(PIT_READ_BACK_STATUS0, PIT_MODE);
		if (inb(PIT_COUNTER0) & PIT_STATUS_OUTPUT)
			return true;
	}
	return false;
}

static void pit_stop(void)
{
	outb(PIT_SELECT_COUNTER0 | PIT_LOW_THEN_HIGH | PIT_MODE0_TERMINAL, PIT_MODE);
}

static void skip_unless_pit_is_free(struct kunit *test)
{
	if (apic_intr_mode == APIC_PIC)
		kunit_skip(test, "irq 0 is the tick");
	if (!irq_desc_has_action(irq_to_desc(0)))
		kunit_skip(test, "no PIT");
	/* QEMU's microvm wires it to GSI 2 all the same, and does not say so. */
	if (apic_intr_mode == APIC_SYMMETRIC_IO && acpi_isa_irq_to_gsi(0) == 0)
		kunit_skip(test, "no override says where the PIT is wired");
}

static void spin_until_irq0_count(unsigned int count)
{
	int i;

	for (i = 0; i < SPINS && kstat_irqs_cpu(0, 0) != count; i++)
		cpu_relax();
}

/* Promise: irq 7 without an in-service bit is no interrupt; it is only counted. */
static void p1_spurious_irq7_is_only_counted(struct kunit *test)
{
	int errors = atomic_read(&irq_err_count);
	unsigned int count = kstat_irqs_cpu(7, 0);
	u64 mark;

	skip_unless_8259(test);
	raise_by_instruction(ISA_IRQ_VECTOR(7));
	mark = klog_mark();
	raise_by_instruction(ISA_IRQ_VECTOR(7));
	KUNIT_EXPECT_FALSE(test, klog_has(mark, "spurious 8259A interrupt"));	/* once is enough */
	KUNIT_EXPECT_EQ(test, atomic_read(&irq_err_count), errors + 2);
	KUNIT_EXPECT_TRUE(test, klog_has(0, "spurious 8259A interrupt: IRQ7."));
	KUNIT_EXPECT_EQ(test, kstat_irqs_cpu(7, 0), count);
	KUNIT_EXPECT_EQ(test, i8259A_in_service(), 0);
}

static u16 isr_before, isr_after;

/* A flow handler for irq 0 which meets a spurious irq 7 before its own EOI. */
static void irq0_meets_spurious_irq7(struct irq_desc *desc)
{
	isr_before = i8259A_in_service();
	raise_by_instruction(ISA_IRQ_VECTOR(7));
	isr_after = i8259A_in_service();
	handle_fasteoi_irq(desc);
}

/* Promise: a spurious irq 7 ends nothing, least of all the line that is in service. */
static void p1_spurious_irq7_leaves_others_in_service(struct kunit *test)
{
	unsigned int before = kstat_irqs_cpu(0, 0);

	skip_unless_8259(test);
	skip_unless_pit_is_free(test);
	isr_before = isr_after = 0;
	irq_set_handler(0, irq0_meets_spurious_irq7);
	KUNIT_EXPECT_TRUE(test, pit_make_edge());
	spin_until_irq0_count(before + 1);
	irq_set_handler(0, handle_fasteoi_irq);
	pit_stop();

	KUNIT_EXPECT_EQ(test, isr_before, BIT(0));
	KUNIT_EXPECT_EQ(test, isr_after, BIT(0));
	KUNIT_EXPECT_EQ(test, i8259A_in_service(), 0);
}

/* Promise: irq 15 likewise is no interrupt. */
static void p2_spurious_irq15_is_only_counted(struct kunit *test)
{
	int errors = atomic_read(&irq_err_count);
	unsigned int count = kstat_irqs_cpu(15, 0);

	skip_unless_8259(test);
	raise_by_instruction(ISA_IRQ_VECTOR(15));
	KUNIT_EXPECT_EQ(test, atomic_read(&irq_err_count), errors + 1);
	KUNIT_EXPECT_EQ(test, kstat_irqs_cpu(15, 0), count);
	KUNIT_EXPECT_EQ(test, i8259A_in_service(), 0);
}

/* Promise: an edge that comes while its irq is disabled is delivered later, once. */
static void p4_edge_while_masked_comes_once(struct kunit *test)
{
	unsigned int before;

	skip_unless_pit_is_free(test);
	before = kstat_irqs_cpu(0, 0);
	disable_irq(0);
	KUNIT_EXPECT_TRUE(test, pit_make_edge());
	settle();
	KUNIT_EXPECT_EQ(test, kstat_irqs_cpu(0, 0), before);

	enable_irq(0);
	spin_until_irq0_count(before + 1);
	settle();
	KUNIT_EXPECT_EQ(test, kstat_irqs_cpu(0, 0), before + 1);
	pit_stop();
}

/* Promise: each edge of the wire is one interrupt. */
static void a3_each_edge_is_one_interrupt(struct kunit *test)
{
	unsigned int before, n;

	skip_unless_pit_is_free(test);
	before = kstat_irqs_cpu(0, 0);
	for (n = 1; n <= 20; n++) {
		KUNIT_ASSERT_TRUE(test, pit_make_edge());
		spin_until_irq0_count(before + n);
		KUNIT_ASSERT_EQ(test, kstat_irqs_cpu(0, 0), before + n);
	}
	pit_stop();
}

static struct kunit_case wire_cases[] = {
	KUNIT_CASE(p1_spurious_irq7_is_only_counted),
	KUNIT_CASE(p1_spurious_irq7_leaves_others_in_service),
	KUNIT_CASE(p2_spurious_irq15_is_only_counted),
	KUNIT_CASE(a3_each_edge_is_one_interrupt),
	KUNIT_CASE(p4_edge_while_masked_comes_once),
	{ }
};

static struct kunit_suite wire_suite = {
	.name = "irq_wires",
	.one_cpu = true,
	.test_cases = wire_cases,
};
kunit_test_suite(wire_suite);

/* ---- a level: edu's INTx wire, through whatever controller ------------------- */

struct wire {
	struct pci_dev *pdev;
	void __iomem *regs;
	int calls;
	int acknowledge_at;	/* the call that makes the device let go */
	bool spurious15;	/* the first call meets a spurious irq 15 */
};

static irqreturn_t wire_handler(int irq, void *dev_id)
{
	struct wire *w = dev_id;

	w->calls++;
	if (w->spurious15) {
		w->spurious15 = false;
		isr_before = i8259A_in_service();
		raise_by_instruction(ISA_IRQ_VECTOR(15));
		isr_after = i8259A_in_service();
	}
	if (w->calls >= w->acknowledge_at)
		writel(readl(w->regs + EDU_IRQ_STATUS), w->regs + EDU_IRQ_ACK);
	return IRQ_HANDLED;
}

static void wire_open(struct kunit *test, struct wire *w)
{
	w->pdev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);
	if (!w->pdev || w->pdev->driver)
		kunit_skip(test, "no free edu device");
	KUNIT_ASSERT_EQ(test, pci_enable_device(w->pdev), 0);
	w->regs = pci_iomap(w->pdev, 0, 0);
	KUNIT_ASSERT_NOT_NULL(test, w->regs);
	KUNIT_ASSERT_EQ(test, request_irq(w->pdev->irq, wire_handler, IRQF_SHARED, "apic-test", w),
			0);
}

static void wire_close(struct wire *w)
{
	free_irq(w->pdev->irq, w);
	pci_iounmap(w->pdev, w->regs);
	pci_disable_device(w->pdev);
}

static void wire_raise(struct wire *w)
{
	writel(EDU_IRQ_TEST, w->regs + EDU_IRQ_RAISE);
}

static void wire_spin_until(struct wire *w, int calls)
{
	int i;

	for (i = 0; i < SPINS && READ_ONCE(w->calls) < calls; i++)
		cpu_relax();
	settle();
}

/* What the IO-APIC's pin is doing, bits of its RTE; 0 where the 8259 is used. */
static u32 wire_pin_state(struct wire *w)
{
	return apic_intr_mode == APIC_SYMMETRIC_IO ? ioapic_read_rte_low(w->pdev->irq) : 0;
}

/* Promise: a level comes again until the device lets go, and the next one comes too. */
static void a3_level_comes_until_the_device_lets_go(struct kunit *test)
{
	struct wire w = { .acknowledge_at = 3 };

	wire_open(test, &w);
	wire_raise(&w);
	wire_spin_until(&w, 3);
	KUNIT_EXPECT_EQ(test, w.calls, 3);

	wire_raise(&w);
	wire_spin_until(&w, 4);
	KUNIT_EXPECT_EQ(test, w.calls, 4);
	KUNIT_EXPECT_FALSE(test, wire_pin_state(&w) & (IOAPIC_RTE_MASKED | IOAPIC_RTE_REMOTE_IRR));
	wire_close(&w);
}

/* Promise: a level that is still there when its irq is enabled is delivered, once. */
static void a3_level_waits_for_enable(struct kunit *test)
{
	struct wire w = { .acknowledge_at = 1 };

	wire_open(test, &w);
	disable_irq(w.pdev->irq);
	wire_raise(&w);
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, 0);
	KUNIT_EXPECT_EQ(test, !!(wire_pin_state(&w) & IOAPIC_RTE_MASKED),
			apic_intr_mode == APIC_SYMMETRIC_IO);

	enable_irq(w.pdev->irq);
	wire_spin_until(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(&w);
}

/* Promise: a level that went away while its irq was disabled is nobody's any more. */
static void a3_level_that_went_away_is_forgotten(struct kunit *test)
{
	struct wire w = { .acknowledge_at = 1 };

	wire_open(test, &w);
	disable_irq(w.pdev->irq);
	wire_raise(&w);
	settle();
	writel(EDU_IRQ_TEST, w.regs + EDU_IRQ_ACK);
	enable_irq(w.pdev->irq);
	settle();
	KUNIT_EXPECT_EQ(test, w.calls, 0);

	wire_raise(&w);
	wire_spin_until(&w, 1);
	KUNIT_EXPECT_EQ(test, w.calls, 1);
	wire_close(&w);
}

/* Promise: a spurious irq 15 ends the cascade at the master, and nothing at the slave. */
static void p2_spurious_irq15_ends_the_cascade_only(struct kunit *test)
{
	struct wire w = { .acknowledge_at = 1, .spurious15 = true };
	unsigned int irq;

	skip_unless_8259(test);
	wire_open(test, &w);
	irq = w.pdev->irq;
	if (irq < 8) {
		wire_close(&w);
		kunit_skip(test, "edu is not on the slave");
	}
	wire_raise(&w);
	wire_spin_until(&w, 1);
	wire_raise(&w);
	wire_spin_until(&w, 2);
	KUNIT_EXPECT_EQ(test, w.calls, 2);		/* the slave still delivers */
	wire_close(&w);

	KUNIT_EXPECT_EQ(test, isr_before, BIT(PIC_CASCADE_IR) | BIT(irq));
	KUNIT_EXPECT_EQ(test, isr_after, BIT(irq));
	KUNIT_EXPECT_EQ(test, i8259A_in_service(), 0);
}

static struct kunit_case intx_cases[] = {
	KUNIT_CASE(a3_level_comes_until_the_device_lets_go),
	KUNIT_CASE(a3_level_waits_for_enable),
	KUNIT_CASE(a3_level_that_went_away_is_forgotten),
	KUNIT_CASE(p2_spurious_irq15_ends_the_cascade_only),
	{ }
};

static struct kunit_suite intx_suite = {
	.name = "intx",
	.one_cpu = true,
	.test_cases = intx_cases,
};
kunit_test_suite(intx_suite);

/* ---- ACPI and clocks -------------------------------------------------------- */

/* Promise: \_S5 is found in either spelling, and its two numbers are right. */
static void soft_off_package_is_found(struct kunit *test)
{
	static const u8 plain[] = { 0, 0, 0x08, '_', 'S', '5', '_', 0x12, 0x06, 0x04,
				    0x0a, 0x05, 0x01, 0x00, 0x00 };
	static const u8 rooted[] = { 0, 0x08, '\\', '_', 'S', '5', '_', 0x12, 0x46, 0x00, 0x02,
				     0x00, 0x0a, 0x07 };
	u8 types[2] = { 0xff, 0xff };

	KUNIT_EXPECT_TRUE(test, acpi_find_s5(plain, sizeof(plain), types));
	KUNIT_EXPECT_EQ(test, types[0], 5);
	KUNIT_EXPECT_EQ(test, types[1], 1);
	KUNIT_EXPECT_TRUE(test, acpi_find_s5(rooted, sizeof(rooted), types));
	KUNIT_EXPECT_EQ(test, types[0], 0);
	KUNIT_EXPECT_EQ(test, types[1], 7);
}

/* Promise: other uses of the name, and a table that ends too early, are not taken for it. */
static void soft_off_look_alikes_are_refused(struct kunit *test)
{
	static const u8 method[] = { 0, 0, 0x14, '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0, 0, 0 };
	static const u8 no_package[] = { 0, 0, 0x08, '_', 'S', '5', '_', 0x0a, 0x06, 0x04, 0, 0 };
	static const u8 cut[] = { 0, 0, 0x08, '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0x00, 0x0a };
	u8 types[2];
	size_t length;

	KUNIT_EXPECT_FALSE(test, acpi_find_s5(method, sizeof(method), types));
	KUNIT_EXPECT_FALSE(test, acpi_find_s5(no_package, sizeof(no_package), types));
	for (length = 0; length <= sizeof(cut); length++)
		KUNIT_EXPECT_FALSE(test, acpi_find_s5(cut, length, types));
}

/* One reading of both clocks: the PIT's is between the other's two. */
struct reading {
	u64 before;
	u64 after;
	u32 pit;
};

static struct reading read_clocks(void)
{
	struct reading r;

	r.before = sched_clock();
	r.pit = pit_ref_clock.read();
	r.after = sched_clock();
	return r;
}

/* Promise: the clock runs as fast as the PIT says, but for what the readings take. */
static void clock_agrees_with_the_pit(struct kunit *test)
{
	const u32 counts = 6000;		/* 5 ms */
	struct reading a, b;
	unsigned long flags;
	u64 expected;
	u32 passed;

	if (!pit_ref_is_counting())
		kunit_skip(test, "no PIT");
	local_irq_save(flags);
	a = read_clocks();
	do {
		b = read_clocks();
		passed = (b.pit - a.pit) & pit_ref_clock.mask;
	} while (passed < counts);
	local_irq_restore(flags);

	expected = (u64)passed * 1000000000 / PIT_TICK_RATE;
	KUNIT_EXPECT_GT(test, b.after - a.before, expected - expected / 1000);
	KUNIT_EXPECT_LT(test, b.before - a.after, expected + expected / 1000);
}

static struct kunit_case platform_cases[] = {
	KUNIT_CASE(soft_off_package_is_found),
	KUNIT_CASE(soft_off_look_alikes_are_refused),
	KUNIT_CASE(clock_agrees_with_the_pit),
	{ }
};

static struct kunit_suite platform_suite = {
	.name = "pc_platform",
	.one_cpu = true,
	.test_cases = platform_cases,
};
kunit_test_suite(platform_suite);
