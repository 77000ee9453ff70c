// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/irq.c - the C entry of every device interrupt
 *
 * Reading order: 5.  Reached from asm_common_interrupt in arch/x86/entry/entry.asm.
 *                    Continues in irq_enter() of include/linux/hardirq.h, then in the
 *                    flow handlers of kernel/irq/chip.c.
 *
 * What it is for
 *
 *   The stub knows a vector, the kernel thinks in irqs.  This file turns the one
 *   into the other and calls the line's flow handler.
 *
 * How it works
 *
 *   vector_irq[] holds, per CPU, the descriptor behind each vector.  It is written
 *   by vector.c when a line gets its vector, and read here without a lock: the
 *   interrupt that reads it can only come after it was written, because the
 *   device is told its vector last.
 *
 *       vector 0x41, cpu 0 --> vector_irq[0x41] --> irq_desc of irq 24
 *                                                   ->handle_irq = handle_edge_irq
 *
 *   Who ends the interrupt, and when?  The flow handler, through its chip, because
 *   that differs: an edge is acknowledged before the handlers run, so that the
 *   next edge is noticed; a level is ended after them, when the device has let
 *   go of the wire, or it would come again at once.  Only a vector that belongs
 *   to nobody is ended here.
 *
 * Context
 *
 *   Interrupts off from the gate to the end, on this CPU's interrupt stack.
 *
 * Invariants
 *
 *   [I1] Every vector that reaches the CPU is ended exactly once, or never if the
 *        local APIC does not have it in service (`int n`, ExtINT).
 *
 * Compared with Linux
 *
 *   Same names.  Left out: context tracking, L1TF flags, interrupt remapping.
 *
 * See also: vector.c; spurious.c; Intel SDM vol. 3, "Interrupt Acceptance for
 * Fixed Interrupts"; tests/unit/apic_test.c.
 */

#include <linux/compiler.h>
#include <linux/hardirq.h>
#include <linux/irqdesc.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/smp.h>

#include <asm/hw_irq.h>
#include <asm/idtentry.h>
#include <asm/irq_regs.h>

#include "apic_private.h"

/* What this CPU's vectors mean.  Slots change under vector_lock. */
DEFINE_PER_CPU(vector_irq_t, vector_irq);

/*
 * Nobody owns the vector.  A line that was just shut down may have had one more
 * interrupt on its way: that one passes without a word.  Anything else is a bug of
 * a device or of ours, and says so.
 */
static __cold noinline void handle_stray_vector(struct irq_desc *slot, u32 vector)
{
	if (lapic_in_use() && lapic_vector_in_service(vector))	/* [I1] */
		apic_eoi();

	if (slot == VECTOR_SHUTDOWN) {
		/* Not if vector.c gives the slot to somebody at this moment. */
		cmpxchg(this_cpu_ptr(&vector_irq[vector]), VECTOR_SHUTDOWN, VECTOR_UNUSED);
		return;
	}
	pr_emerg_ratelimited("common_interrupt: %d.%u No irq handler for vector\n",
			     smp_processor_id(), vector);
}

/**
 * common_interrupt - take one device interrupt from its vector to its flow handler
 * @regs: what the interrupted code had in its registers
 * @vector: the IDT entry that was used
 *
 * Context: called by asm_common_interrupt only; hard interrupt, interrupts off.
 */
void common_interrupt(struct pt_regs *regs, u32 vector)
{
	struct pt_regs *old_regs = set_irq_regs(regs);
	struct irq_desc *desc;

	vector = irq_enter_vector(vector);
	desc = this_cpu_read(vector_irq[vector]);
	if (likely(vector_is_used(desc)))
		generic_handle_irq_desc(desc);
	else
		handle_stray_vector(desc, vector);

	irq_exit();
	this_cpu_write(irq_regs, old_regs);
}
