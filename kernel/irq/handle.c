// SPDX-License-Identifier: MIT
/*
 * kernel/irq/handle.c - call everyone who asked for this interrupt
 *
 * Reading order: 8.  Reached from the flow handlers of kernel/irq/chip.c.
 *                    Continues in the driver's handler (drivers/misc/edu.c), then
 *                    back through chip.c in irq_exit() of kernel/irq/context.c.
 *
 * What it is for
 *
 *   Several devices may share a line.  The line says only that one of them wants
 *   something; so each driver is asked in turn, and answers whether it was its.
 *
 * How it works
 *
 *       desc->action --> irqaction --> irqaction --> NULL
 *                         handler        handler
 *                         IRQ_NONE  |  IRQ_HANDLED  =  IRQ_HANDLED
 *
 *   desc->lock is dropped while they run.  What stands in for it is the state bit
 *   INPROGRESS: while it is set, no other CPU runs the same chain, and free_irq()
 *   waits before it frees the action it has unlinked.
 *
 * Context
 *
 *   Hardirq, interrupts off.  A handler that turns them on is named, and they are
 *   turned off again.
 *
 * Invariants
 *
 *   [H1] The chain is walked only under INPROGRESS, or on a line each CPU has for
 *        itself; an unlinked action stays in memory, with its next, until then.
 *   [H2] Every handler of the chain is asked, whatever those before it answered:
 *        two devices may have spoken at once, and an edge is not repeated.
 *
 * Compared with Linux
 *
 *   call_handlers() is its __handle_irq_event_percpu().  Left out: feeding the
 *   random number generator.
 *
 * See also: tests/unit/irq_test.c; docs/interrupt-path.md.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>
#include <trace/events/irq.h>

#include "internals.h"

/* For a line that must be taken although nobody has anything to do. */
irqreturn_t no_action(int irq, void *dev_id)
{
	return IRQ_NONE;
}
EXPORT_SYMBOL_GPL(no_action);

/* A handler must leave interrupts off: the line is not ended, and stacks are finite. */
static __always_inline void check_irqs_still_off(unsigned int irq, struct irqaction *action)
{
	if (WARN_ONCE(!irqs_disabled(), "irq %u handler %pS enabled interrupts\n",
		      irq, action->handler))
		local_irq_disable();
}

/**
 * call_handlers - ask every handler of the line [H2]
 *
 * Context: hardirq; INPROGRESS is set, or the line is per CPU [H1].
 * Return: all answers, OR-ed.
 */
irqreturn_t call_handlers(struct irq_desc *desc)
{
	unsigned int irq = desc->irq_data.irq;
	irqreturn_t retval = IRQ_NONE;
	struct irqaction *action;

	trace_irq_entry(desc);
	for_each_action_of_desc(desc, action) {
		irqreturn_t res;

		trace_irq_handler_entry(irq, action);
		res = action->handler(irq, action->dev_id);
		trace_irq_handler_exit(irq, action, res);
		check_irqs_still_off(irq, action);
		if (unlikely(res == IRQ_WAKE_THREAD))
			__irq_wake_thread(desc, action);
		retval |= res;
	}
	return retval;
}

/**
 * handle_irq_event - run the line's handlers once
 *
 * Context: hardirq, desc->lock held; dropped while they run, and held on return.
 */
void handle_irq_event(struct irq_desc *desc)
{
	lockdep_assert_held(&desc->lock);

	desc->istate &= ~IRQS_PENDING;
	irqd_set(&desc->irq_data, IRQD_IRQ_INPROGRESS);
	raw_spin_unlock(&desc->lock);

	note_interrupt(desc, call_handlers(desc));

	raw_spin_lock(&desc->lock);
	irqd_clear(&desc->irq_data, IRQD_IRQ_INPROGRESS);
}
