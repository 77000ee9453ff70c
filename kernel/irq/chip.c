// SPDX-License-Identifier: MIT
/*
 * kernel/irq/chip.c - mask, acknowledge, run, end: in which order, for which line
 *
 * Reading order: 7.  Reached from common_interrupt() in arch/x86/apic/irq.c through
 *                    desc->handle_irq.  Continues in handle_irq_event() of
 *                    kernel/irq/handle.c.
 *
 * What it is for
 *
 *   A controller wants to be talked to at the right moments, and which these are
 *   depends on how the line signals.  Each way has one function here, a "flow
 *   handler", written once for all controllers; what differs between controllers
 *   is behind struct irq_chip.
 *
 * How it works
 *
 *   edge     A pulse.  Acknowledge first, so that a second pulse during the
 *            handlers is latched; if one comes, run them again.
 *
 *              line      __/~\______/~\_____________
 *              chip       ack        ack (PENDING)
 *              handlers     [~~~~~~~~~~~][~~~~~~]
 *
 *   level    A wire held until the device is served.  Shut it first, or it would
 *            interrupt for ever; open it when the handlers have made the device
 *            let go.
 *
 *              line      __/~~~~~~~~~~\______
 *              chip       mask+ack      unmask
 *              handlers      [~~~~~~~~]
 *
 *   fasteoi  A wire, at a controller which holds it back by itself until it is
 *            told "end of interrupt".  One word at the end is all.
 *
 *              line      __/~~~~~~~~~~\______
 *              chip                     eoi
 *              handlers      [~~~~~~~~]
 *
 *   Two more, for lines without such needs, and the rare ones are in flow.c: percpu
 *   (each CPU has its own: no lock, nobody else can come) and simple (no hardware to
 *   talk to: a demultiplexer or a test calls us).
 *
 *   A line that fires while it is disabled, or while nobody listens, is noted as
 *   PENDING and shut.  (Disabling is lazy: disable_irq() shuts nothing, since most
 *   disabled lines stay quiet until they are enabled again.)  enable_irq() then
 *   has an edge resent; a level will speak for itself.
 *
 * Context
 *
 *   Hardirq, interrupts off.
 *
 * Locking
 *
 *   desc->lock guards state and chip; handle_irq_event() drops it while the
 *   handlers run and sets INPROGRESS instead.
 *
 * Invariants
 *
 *   [F1] The chip is told exactly once about each interrupt, on every way out.
 *   [F2] While INPROGRESS is set, a second CPU does not run the handlers; an edge
 *        leaves PENDING for the first CPU, which runs them again.
 *
 * Compared with Linux
 *
 *   Same flow handlers, same callbacks at the same moments.  Left out: NMI flows,
 *   fasteoi_ack and fasteoi_mask, hierarchies of chips.
 *
 * See also: tests/unit/irq_test.c; Intel 82093AA (IO-APIC) data sheet.
 */

#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>

#include "internals.h"

/* ---- telling the chip ------------------------------------------------------- */

void mask_irq(struct irq_desc *desc)
{
	if (irqd_irq_masked(&desc->irq_data))
		return;
	if (desc->irq_data.chip->irq_mask) {
		desc->irq_data.chip->irq_mask(&desc->irq_data);
		irqd_set(&desc->irq_data, IRQD_IRQ_MASKED);
	}
}

void unmask_irq(struct irq_desc *desc)
{
	if (!irqd_irq_masked(&desc->irq_data))
		return;
	if (desc->irq_data.chip->irq_unmask) {
		desc->irq_data.chip->irq_unmask(&desc->irq_data);
		irqd_clear(&desc->irq_data, IRQD_IRQ_MASKED);
	}
}

void mask_ack_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (chip->irq_mask_ack) {
		chip->irq_mask_ack(&desc->irq_data);
		irqd_set(&desc->irq_data, IRQD_IRQ_MASKED);
		return;
	}
	mask_irq(desc);
	if (chip->irq_ack)
		chip->irq_ack(&desc->irq_data);
}

/* ---- the flow handlers ------------------------------------------------------- */

/*
 * It has arrived and is not handled: remember it, unless the handlers run just now,
 * for then the wire speaks again if they were too early for it.
 */
__cold noinline void note_refused(struct irq_desc *desc)
{
	desc->istate &= ~(IRQS_REPLAY | IRQS_WAITING);
	if (!(*desc_state(desc) & IRQD_IRQ_INPROGRESS))
		desc->istate |= IRQS_PENDING;
}

/* After a level: open the line, unless it is disabled or its thread works still. */
static __always_inline void cond_unmask_irq(struct irq_desc *desc)
{
	if (likely(!(*desc_state(desc) & IRQD_IRQ_DISABLED) && !desc->threads_oneshot))
		unmask_irq(desc);
}

/**
 * handle_level_irq - a wire, at a controller that does not hold it back by itself
 */
void handle_level_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	mask_ack_irq(desc);					/* [F1] */
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	handle_irq_event(desc);
	cond_unmask_irq(desc);
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_level_irq);

/* It cannot be handled: shut it, so that a wire does not come back at once. */
static void refuse_fasteoi(struct irq_desc *desc, struct irq_chip *chip)
{
	note_refused(desc);
	if (desc->istate & IRQS_PENDING)
		mask_irq(desc);
	if (!(chip->flags & IRQCHIP_EOI_IF_HANDLED))
		chip->irq_eoi(&desc->irq_data);			/* [F1] */
}

/* With a threaded handler the line is shut before the eoi, until the thread is done. */
static void handle_fasteoi_oneshot(struct irq_desc *desc, struct irq_chip *chip)
{
	kstat_incr_irqs_this_cpu(desc);
	mask_irq(desc);
	handle_irq_event(desc);
	if (!irqd_irq_disabled(&desc->irq_data) && !desc->threads_oneshot) {
		chip->irq_eoi(&desc->irq_data);			/* [F1] no thread was woken */
		unmask_irq(desc);
	} else if (!(chip->flags & IRQCHIP_EOI_THREADED)) {
		chip->irq_eoi(&desc->irq_data);			/* [F1] */
	}
}

static __cold noinline void handle_unusual_fasteoi(struct irq_desc *desc)
{
	if (irq_cannot_run(desc))
		refuse_fasteoi(desc, desc->irq_data.chip);
	else
		handle_fasteoi_oneshot(desc, desc->irq_data.chip);
}

/**
 * handle_fasteoi_irq - a wire, at a controller that waits for "end of interrupt"
 */
void handle_fasteoi_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (unlikely(*desc_state(desc) & (IRQD_CANNOT_RUN | IRQD_IRQ_ONESHOT))) {
		handle_unusual_fasteoi(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	handle_irq_event(desc);
	desc->irq_data.chip->irq_eoi(&desc->irq_data);		/* [F1] */
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_fasteoi_irq);

/* A pulse leaves word for whoever runs the handlers [F2], or for enable_irq(). */
static __cold noinline void refuse_edge(struct irq_desc *desc)
{
	desc->istate &= ~(IRQS_REPLAY | IRQS_WAITING);
	desc->istate |= IRQS_PENDING;
	mask_ack_irq(desc);					/* [F1] */
}

/* Another CPU took a pulse meanwhile: open the line that it shut, run the handlers again. */
static __cold noinline void handle_missed_edges(struct irq_desc *desc)
{
	while ((desc->istate & IRQS_PENDING) && !irqd_irq_disabled(&desc->irq_data)) {
		unmask_irq(desc);
		handle_irq_event(desc);
	}
}

/**
 * handle_edge_irq - a pulse: acknowledged first, so that the next one is noticed
 */
void handle_edge_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (irq_cannot_run(desc)) {
		refuse_edge(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	desc->irq_data.chip->irq_ack(&desc->irq_data);		/* [F1] */
	handle_irq_event(desc);
	if (unlikely(desc->istate & IRQS_PENDING))
		handle_missed_edges(desc);			/* [F2] */
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_edge_irq);
