/* SPDX-License-Identifier: MIT */
/* trace/events/irq.h - the hand-overs from the vector to the tasklet */
#ifndef TRACE_EVENTS_IRQ_H
#define TRACE_EVENTS_IRQ_H

#include <trace/path.h>

/* First thing in C: a device's vector. */
static __always_inline void trace_vector_entry(unsigned int vector)
{
	if (unlikely(path_active))
		path_vector(vector);
}

/* The same for the local timer, which has a vector but no irq. */
static __always_inline void trace_local_timer_entry(unsigned int vector)
{
	if (unlikely(path_active))
		path_tick(vector);
}

/* Two hops in one: the line, of which @action is the first, and its handler. */
static __always_inline void trace_irq_handler_entry(struct irq_desc *desc,
						    struct irqaction *action)
{
	if (unlikely(path_active))
		path_handler(desc, action);
}

static __always_inline void trace_softirq_raise(unsigned int nr)
{
	if (unlikely(path_active))
		path_softirq_raise(nr);
}

static __always_inline void trace_softirq_entry(unsigned long nr)
{
	if (unlikely(path_active))
		path_softirq_entry(nr);
}

static __always_inline void trace_tasklet_entry(struct tasklet_struct *t, void *func)
{
	if (unlikely(path_active))
		path_tasklet(t, func);
}

#endif /* TRACE_EVENTS_IRQ_H */
