// SPDX-License-Identifier: MIT
/* tests/unit/smp_irq.c - a device that sends interrupts to several CPUs, and counts them */

#include <linux/cpumask.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>
#include <linux/pci.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/io_apic.h>
#include <asm/processor.h>

#include "../../arch/x86/apic/apic_private.h"
#include "../../arch/x86/apic/ioapic_regs.h"
#include "../../drivers/misc/edu_regs.h"
#include "smp_irq.h"

/* pc-testdev: see isa_wire_test.c. */
#define TESTDEV_ECHO	0xe0
#define TESTDEV_WIRES	0x2000
#define ECHO_PATTERN	0x5a

atomic_t source_poisoned;

void source_settle(void)
{
	for (int i = 0; i < 100; i++)
		cpu_relax();
}

static void need_cpus(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
}

/* An edge that finds the handlers at work has them run once more, and is not counted. */
static void note_count(struct source *s)
{
	unsigned int count = kstat_irqs_usr(s->irq);

	s->uncounted += count == s->last_count;
	s->last_count = count;
}

irqreturn_t source_handler(int irq, void *dev_id)
{
	struct source *s = dev_id;

	if (READ_ONCE(s->magic) != SOURCE_ALIVE) {
		atomic_inc(&source_poisoned);
		return IRQ_HANDLED;
	}
	if (atomic_inc_return(&s->inside) != 1)
		s->overlaps++;
	note_count(s);
	s->cpus |= BIT_ULL(smp_processor_id());
	s->late += READ_ONCE(irq_cfg((unsigned int)irq)->cpu) != smp_processor_id();
	for (int i = 0; i < 50; i++)
		cpu_relax();
	atomic_dec(&s->inside);
	atomic_inc(&s->handled);
	return IRQ_HANDLED;
}

static void listen(struct kunit *test, struct source *s, irq_handler_t handler,
		   unsigned long flags)
{
	s->test = test;
	s->magic = SOURCE_ALIVE;
	s->counted = s->last_count = kstat_irqs_usr(s->irq);
	KUNIT_ASSERT_EQ(test, request_irq(s->irq, handler, flags, "smp-irq", s), 0);
}

/* ---- messages of our own -------------------------------------------------------------------- */

static void send_message(struct source *s)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&s->sending, flags);
	lapic_send_vector(s->target, s->vector);
	raw_spin_unlock_irqrestore(&s->sending, flags);
}

/* Word by word, as one writes to a device; a message may leave between the two. */
static void tell_source(struct irq_data *data)
{
	struct irq_cfg *cfg = irqd_cfg(data);
	struct source *s = irq_data_get_irq_chip_data(data);

	raw_spin_lock(&s->sending);
	s->target = cfg->cpu;
	raw_spin_unlock(&s->sending);
	if (s->sends_between) {
		s->send(s);
		s->sent++;
		source_settle();
	}
	raw_spin_lock(&s->sending);
	s->vector = cfg->vector;
	raw_spin_unlock(&s->sending);
}

static int source_set_affinity(struct irq_data *data, const struct cpumask *mask, bool force)
{
	return vector_move(data, mask, tell_source);
}

static void nothing(struct irq_data *data)
{
}

static const struct irq_chip source_chip = {
	.name			= "source",
	.irq_mask		= nothing,
	.irq_unmask		= nothing,
	.irq_ack		= apic_ack_irq,
	.irq_retrigger		= apic_retrigger_irq,
	.irq_set_affinity	= source_set_affinity,
};

void source_create(struct kunit *test, struct source *s, unsigned int cpu)
{
	int irq;

	need_cpus(test);
	irq = irq_alloc_desc_from(gsi_top, -1);
	KUNIT_ASSERT_GT(test, irq, 0);
	KUNIT_ASSERT_EQ(test, vector_assign(irq, cpu), 0);
	*s = (struct source){ .irq = irq, .send = send_message };
	raw_spin_lock_init(&s->sending);
	s->target = irq_cfg(irq)->cpu;
	s->vector = irq_cfg(irq)->vector;
	irq_set_chip_and_handler(irq, &source_chip, handle_edge_irq);
	irq_set_chip_data(irq, s);
	s->test = test;
	s->magic = SOURCE_ALIVE;
}

void source_open(struct kunit *test, struct source *s, unsigned int cpu, unsigned long flags)
{
	source_create(test, s, cpu);
	listen(test, s, source_handler, flags);
}

/* ---- wires ---------------------------------------------------------------------------------- */

static void need_wires(struct kunit *test)
{
	u8 before = inb(TESTDEV_ECHO);
	bool there;

	need_cpus(test);
	if (apic_intr_mode != APIC_SYMMETRIC_IO)
		kunit_skip(test, "no IO-APIC");
	outb(ECHO_PATTERN, TESTDEV_ECHO);
	there = inb(TESTDEV_ECHO) == ECHO_PATTERN;
	outb(before, TESTDEV_ECHO);
	if (!there)
		kunit_skip(test, "no pc-testdev");
}

static void pulse_wire(struct source *s)
{
	outb(1, TESTDEV_WIRES + s->irq);
	outb(0, TESTDEV_WIRES + s->irq);
}

static void raise_wire(struct source *s)
{
	outb(1, TESTDEV_WIRES + s->irq);
}

static irqreturn_t level_handler(int irq, void *dev_id)
{
	outb(0, TESTDEV_WIRES + irq);
	return source_handler(irq, dev_id);
}

void source_open_edges(struct kunit *test, struct source *s)
{
	need_wires(test);
	*s = (struct source){ .irq = WIRE_EDGE_IRQ, .send = pulse_wire };
	listen(test, s, source_handler, 0);
}

void source_open_levels(struct kunit *test, struct source *s)
{
	need_wires(test);
	*s = (struct source){ .irq = WIRE_LEVEL_IRQ, .send = raise_wire };
	listen(test, s, level_handler, 0);
}

/* ---- edu ------------------------------------------------------------------------------------- */

static void raise_edu(struct source *s)
{
	iowrite32(EDU_IRQ_TEST, s->regs + EDU_IRQ_RAISE);
}

static irqreturn_t edu_handler(int irq, void *dev_id)
{
	struct source *s = dev_id;

	iowrite32(EDU_IRQ_TEST, s->regs + EDU_IRQ_ACK);
	return source_handler(irq, dev_id);
}

void source_open_edu(struct kunit *test, struct source *s)
{
	struct pci_dev *pdev;

	need_cpus(test);
	pdev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);
	if (!pdev)
		kunit_skip(test, "no edu device");
	*s = (struct source){ .send = raise_edu, .pdev = pdev };
	KUNIT_ASSERT_EQ(test, pci_enable_device(pdev), 0);
	pci_set_master(pdev);
	s->regs = pci_iomap(pdev, 0, 0);
	KUNIT_ASSERT_NOT_NULL(test, s->regs);
	KUNIT_ASSERT_EQ(test, pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_MSI), 1);
	s->irq = (unsigned int)pci_irq_vector(pdev, 0);
	listen(test, s, edu_handler, 0);
}

static void give_back_edu(struct source *s)
{
	pci_free_irq_vectors(s->pdev);
	pci_iounmap(s->pdev, s->regs);
	pci_disable_device(s->pdev);
	pci_dev_put(s->pdev);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void give_back_message(struct source *s)
{
	vector_release(s->irq);
	irq_free_desc(s->irq);
}

void source_give_back(struct source *s)
{
	if (s->send == send_message)
		give_back_message(s);
	else if (s->pdev)
		give_back_edu(s);
}

void source_close(struct source *s)
{
	KUNIT_EXPECT_EQ(s->test, irq_set_affinity(s->irq, cpumask_of(0)), 0);
	free_irq(s->irq, s);
	source_give_back(s);
}

/* ---- what came of it ------------------------------------------------------------------------- */

bool source_send_next(struct source *s)
{
	if (atomic_read(&s->handled) != s->sent)
		return false;
	s->sent++;
	s->send(s);
	return true;
}

void source_expect_conserved(struct kunit *test, struct source *s)
{
	KUNIT_EXPECT_FALSE(test, s->stop);		/* one was lost */
	KUNIT_EXPECT_EQ(test, atomic_read(&s->handled), s->sent);
	KUNIT_EXPECT_EQ(test, kstat_irqs_usr(s->irq) - s->counted + s->uncounted,
			(unsigned int)s->sent);
	KUNIT_EXPECT_EQ(test, s->overlaps, 0);
	if (s->send == raise_wire)
		KUNIT_EXPECT_FALSE(test, ioapic_read_rte_low(s->irq) & IOAPIC_RTE_REMOTE_IRR);
}

unsigned int used_vectors(void)
{
	unsigned int cpu, vector, used = 0;

	for_each_online_cpu(cpu)
		for (vector = 0; vector < NR_VECTORS; vector++)
			used += vector_is_used(per_cpu(vector_irq, cpu)[vector]);
	return used;
}

bool vectors_cleaned_up(void)
{
	unsigned int cpu, word;

	for_each_online_cpu(cpu)
		for (word = 0; word < BITS_TO_LONGS(NR_VECTORS); word++)
			if (READ_ONCE(per_cpu(retired_vectors, cpu)[word]))
				return false;
	return true;
}
