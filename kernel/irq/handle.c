// SPDX-License-Identifier: MIT
/*
 * kernel/irq/handle.c - call everyone who asked for this interrupt
 *
 * Reading order: 8.  Reached from the flow handlers of kernel/irq/chip.c.
 *                    Continues in the driver's handler (drivers/misc/edu_main.c), then
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
 *   ask_handlers() is its __handle_irq_event_percpu().  Left out: feeding the
 *   random number generator.
 *
 * See also: tests/unit/irq_test.c; docs/interrupt-path.md.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <trace/events/irq.h>

#include "internals.h"

/* For a line that must be taken although nobody has anything to do. */
irqreturn_t no_action(int irq, void *dev_id)
{
	return IRQ_NONE;
}
EXPORT_SYMBOL_GPL(no_action);

/*
 * Anything but a plain yes or no with interrupts still off.  A handler must leave
 * them off: the line is not ended, and the interrupt stack is finite.
 */
static __cold noinline void odd_answer(struct irq_desc *desc, struct irqaction *action,
				       irqreturn_t res)
{
	if (WARN_ONCE(!irqs_disabled(), "irq %u handler %pS enabled interrupts\n",
		      desc->irq_data.irq, action->handler))
		local_irq_disable();
	if (res == IRQ_WAKE_THREAD)
		__irq_wake_thread(desc, action);
}

/* Ask every handler from @action on [H2].  Return: all answers, OR-ed. */
static __always_inline irqreturn_t ask_handlers(struct irq_desc *desc, struct irqaction *action)
{
	irqreturn_t retval = IRQ_NONE;

	do {
		irqreturn_t res;

		trace_irq_handler_entry(desc, action);
		res = action->handler(action->irq, action->dev_id);
		retval |= res;
		if (unlikely(!irqs_disabled()) || unlikely(res > IRQ_HANDLED))
			odd_answer(desc, action, res);
		action = action->next;
	} while (unlikely(action));
	return retval;
}

/**
 * handle_irq_event - run the line's handlers once
 *
 * Context: hardirq, desc->lock held; dropped while they run, and held on return.
 * The line is not disabled, so it has a user.
 */
void handle_irq_event(struct irq_desc *desc)
{
	desc->istate &= ~(IRQS_PENDING | IRQS_REPLAY | IRQS_WAITING);
	*desc_state(desc) |= IRQD_IRQ_INPROGRESS;		/* [H1] */
	desc_unlock(desc);

	note_interrupt(desc, ask_handlers(desc, desc->action));

	desc_lock(desc);
	*desc_state(desc) &= ~IRQD_IRQ_INPROGRESS;
}

/* The same without the bookkeeping, for callers who have their own; also of a line unused. */
irqreturn_t call_handlers(struct irq_desc *desc)
{
	return desc->action ? ask_handlers(desc, desc->action) : IRQ_NONE;
}
