// SPDX-License-Identifier: MIT
/*
 * kernel/irq/flow.c - the flow handlers that the common path does not pass
 *
 * The essay on flow handlers is in kernel/irq/chip.c.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/wait.h>

#include "internals.h"

/**
 * handle_simple_irq - no controller to talk to: software has found out who spoke
 */
void handle_simple_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	handle_irq_event(desc);
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_simple_irq);

/* Neither counted nor suspected: a parent that only finds out for whom it was. */
void handle_untracked_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		goto out;
	}
	desc->istate &= ~IRQS_PENDING;
	*desc_state(desc) |= IRQD_IRQ_INPROGRESS;
	desc_unlock(desc);

	call_handlers(desc);

	desc_lock(desc);
	*desc_state(desc) &= ~IRQD_IRQ_INPROGRESS;
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_untracked_irq);

/**
 * handle_percpu_irq - a line of which every CPU has one: neither lock nor state
 */
void handle_percpu_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	kstat_incr_irqs_this_cpu(desc);
	if (chip->irq_ack)
		chip->irq_ack(&desc->irq_data);
	note_interrupt(desc, call_handlers(desc));
	if (chip->irq_eoi)
		chip->irq_eoi(&desc->irq_data);
}
EXPORT_SYMBOL_GPL(handle_percpu_irq);

/* A per-CPU line where each CPU has its own dev_id, and enables the line for itself. */
void handle_percpu_devid_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;
	struct irqaction *action = desc->action;

	kstat_incr_irqs_this_cpu(desc);
	if (chip->irq_ack)
		chip->irq_ack(&desc->irq_data);
	if (likely(action))
		action->handler(desc->irq_data.irq, this_cpu_ptr(action->percpu_dev_id));
	else
		WARN_ONCE(1, "Spurious percpu IRQ%u on CPU%u, no action\n",
			  desc->irq_data.irq, smp_processor_id());
	if (chip->irq_eoi)
		chip->irq_eoi(&desc->irq_data);
}
EXPORT_SYMBOL_GPL(handle_percpu_devid_irq);

/* A line that nobody has set up. */
void handle_bad_irq(struct irq_desc *desc)
{
	kstat_incr_irqs_this_cpu(desc);
	ack_bad_irq(desc->irq_data.irq);
}
EXPORT_SYMBOL_GPL(handle_bad_irq);

/**
 * handle_nested_irq - run the thread function of a line that hangs behind a slow bus
 *
 * Context: the thread of the line it hangs on.
 */
void handle_nested_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	irqreturn_t retval = IRQ_NONE;
	struct irqaction *action;

	might_sleep();
	raw_spin_lock_irq(&desc->lock);
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		raw_spin_unlock_irq(&desc->lock);
		return;
	}
	kstat_incr_irqs_this_cpu(desc);
	atomic_inc(&desc->threads_active);
	raw_spin_unlock_irq(&desc->lock);

	for_each_action_of_desc(desc, action)
		retval |= action->thread_fn(action->irq, action->dev_id);
	note_interrupt(desc, retval);

	if (atomic_dec_and_test(&desc->threads_active))
		wake_up(&desc->wait_for_threads);
}
EXPORT_SYMBOL_GPL(handle_nested_irq);
