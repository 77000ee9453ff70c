// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/irqinit.c - init_IRQ(): from "no interrupt can arrive" to "any may"
 *
 * The order matters:
 *
 *   1. the tables say which controllers there are;
 *   2. the 8259 gets vectors above the exceptions' - its power-on ones would look
 *      like faults - with every line masked;
 *   3. the ISA irqs get their descriptors' chips and vectors;
 *   4. the IDT gets its gates, so that whatever comes finds a stub;
 *   5. local APIC and IO-APICs come up, still with every line masked.
 *
 * Nothing is unmasked here but the cascade, which carries the slave's lines: each
 * line opens with its first request_irq().
 */

#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/printk.h>

#include <asm/acpi.h>
#include <asm/arch.h>
#include <asm/desc.h>
#include <asm/hw_irq.h>
#include <asm/i8259.h>
#include <asm/io_apic.h>

#include "apic_private.h"

/* The cascade line carries the slave's interrupts; it has none of its own. */
static irqreturn_t cascade_interrupt(int irq, void *dev_id)
{
	return IRQ_NONE;
}

static void __init init_ISA_irqs(void)
{
	unsigned int irq;

	init_8259A();
	if (!i8259A_present())
		return;
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		make_8259A_irq(irq);
}

static void __init open_cascade(void)
{
	if (request_irq(PIC_CASCADE_IR, cascade_interrupt, IRQF_NO_THREAD, "cascade", NULL))
		pr_err("irq 2: cascade cannot be requested, irqs 8-15 stay dead\n");
}

/**
 * init_IRQ - bring up the interrupt controllers
 *
 * Context: boot CPU, interrupts off, memory allocators work.
 */
void __init init_IRQ(void)
{
	init_ISA_irqs();
	idt_setup_apic_and_irq_gates();
	apic_intr_mode_select();
	init_legacy_vectors();
	if (apic_intr_mode == APIC_SYMMETRIC_IO)
		setup_IO_APIC();
	else if (i8259A_present())
		open_cascade();
}
