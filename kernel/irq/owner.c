// SPDX-License-Identifier: MIT
/* kernel/irq/owner.c - whose handlers are these?  For who frees the code of a module */

#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/spinlock.h>

#include "internals.h"

static void *function_of_action(const struct irqaction *action, const void *start,
				unsigned long size)
{
	if ((unsigned long)action->handler - (unsigned long)start < size)
		return action->handler;
	if ((unsigned long)action->thread_fn - (unsigned long)start < size)
		return action->thread_fn;
	return NULL;
}

static void *function_of_line(struct irq_desc *desc, const void *start, unsigned long size)
{
	struct irqaction *action;
	void *function = NULL;
	unsigned long flags;

	raw_spin_lock_irqsave(&desc->lock, flags);
	for (action = desc->action; action && !function; action = action->next)
		function = function_of_action(action, start, size);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return function;
}

/**
 * irq_find_function - is there a handler in the memory given?
 * @irq: the first line to look at; receives the line that it was found on
 *
 * Context: any but NMI.
 * Return: the function, or NULL.
 */
void *irq_find_function(unsigned int *irq, const void *start, unsigned long size)
{
	for (; *irq < nr_irqs; ++*irq) {
		struct irq_desc *desc = irq_to_desc(*irq);
		void *function = desc ? function_of_line(desc, start, size) : NULL;

		if (function)
			return function;
	}
	return NULL;
}
