// SPDX-License-Identifier: MIT
/* tests/unit/apic_line.c - a line of the local APIC whose device is this CPU; see apic_line.h */

#include <linux/interrupt.h>
#include <linux/irq.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/io_apic.h>
#include <asm/processor.h>

#include "../../arch/x86/apic/apic_private.h"
#include "apic_line.h"

void spin_until_calls(struct line *line, int calls)
{
	int i;

	for (i = 0; i < SPINS && READ_ONCE(line->calls) < calls; i++)
		cpu_relax();
}

void settle(void)
{
	int i;

	for (i = 0; i < 1000; i++)
		cpu_relax();
}

unsigned int line_vector(struct line *line)
{
	return irq_cfg(line->irq)->vector;
}

void line_raise(struct line *line)
{
	lapic_send_self(line_vector(line));
}

static irqreturn_t line_handler(int irq, void *dev_id)
{
	struct line *line = dev_id;

	line->calls++;
	line->was_in_service = lapic_vector_in_service(line_vector(line));
	if (line->calls == 1)
		while (line->send_more-- > 0)
			line_raise(line);
	if (line->in_handler)
		line->in_handler(line);
	return IRQ_HANDLED;
}

static void nothing(struct irq_data *data)
{
}

static const struct irq_chip line_chip = {
	.name		= "test",
	.irq_mask	= nothing,
	.irq_unmask	= nothing,
	.irq_ack	= apic_ack_irq,
	.irq_eoi	= apic_ack_irq,
	.irq_retrigger	= apic_retrigger_irq,
};

void line_open(struct kunit *test, struct line *line, irq_flow_handler_t flow)
{
	int irq;

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC");
	irq = irq_alloc_desc_from(gsi_top, -1);
	KUNIT_ASSERT_GT(test, irq, 0);
	KUNIT_ASSERT_EQ(test, vector_assign(irq, 0), 0);
	line->irq = irq;
	irq_set_chip_and_handler(irq, &line_chip, flow);
	KUNIT_ASSERT_EQ(test, request_irq(irq, line_handler, 0, "apic-test", line), 0);
}

void line_close(struct line *line)
{
	free_irq(line->irq, line);
	vector_release(line->irq);
	irq_free_desc(line->irq);
}
