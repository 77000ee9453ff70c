// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/spurious.c - interrupts that the local APIC makes up, and its complaints
 *
 * Rare paths.  A spurious interrupt is the APIC's answer when a request went away
 * between its call to the CPU and the CPU's question for the vector (a level that
 * dropped, a mask set in that moment): vector 0xff, without ISR bit, and so
 * without EOI.  The error interrupt says that a message could not be sent or was
 * not acceptable; the reasons are in ESR.
 *
 * See also: Intel SDM vol. 3, "Spurious Interrupt" and "Error Handling".
 */

#include <linux/hardirq.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/smp.h>

#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/idtentry.h>

#include "apic_private.h"

atomic_t irq_err_count;
atomic_t irq_mis_count;

/* ESR, bit by bit. */
static const char * const esr_reasons[LAPIC_ESR_BITS] = {
	"Send CS error",
	"Receive CS error",
	"Send accept error",
	"Receive accept error",
	"Redirectable IPI",
	"Send illegal vector",
	"Received illegal vector",
	"Illegal register address",
};

/* Vector 0xff.  An `int 0xff` or an IPI looks the same but for the ISR bit. */
void sysvec_spurious_apic_interrupt(struct pt_regs *regs)
{
	irq_enter();
	inc_irq_stat(irq_spurious_count);
	if (lapic_in_use() && lapic_vector_in_service(SPURIOUS_APIC_VECTOR))
		apic_eoi();
	pr_info_ratelimited("Spurious APIC interrupt (vector 0xFF) on CPU#%d, should never happen.\n",
			    smp_processor_id());
	irq_exit();
}

/* ESR shows what has gathered since it was last written: write first, then read. */
void sysvec_error_interrupt(struct pt_regs *regs)
{
	char reasons[128] = "";
	size_t len = 0;
	unsigned int bit;
	u32 esr;

	irq_enter();
	lapic_write(LAPIC_ESR, 0);
	esr = lapic_read(LAPIC_ESR);
	apic_eoi();
	atomic_inc(&irq_err_count);

	for (bit = 0; bit < LAPIC_ESR_BITS; bit++)
		if (esr & BIT(bit))
			len += scnprintf(reasons + len, sizeof(reasons) - len, " : %s",
					 esr_reasons[bit]);
	pr_err_ratelimited("APIC error on CPU%d: %02x%s\n", smp_processor_id(), esr, reasons);
	irq_exit();
}

/* The flow handlers found a line without a chip or an action. */
void ack_bad_irq(unsigned int irq)
{
	pr_err_ratelimited("unexpected IRQ trap at vector %02x\n", irq);
	if (lapic_in_use() && lapic_vector_in_service(irq_cfg(irq)->vector))
		apic_eoi();
}
