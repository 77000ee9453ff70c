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

/* The descriptor is found, its flow handler is about to call the users. */
static __always_inline void trace_irq_entry(struct irq_desc *desc)
{
	if (unlikely(path_active))
		path_irq(desc);
}

static __always_inline void trace_irq_handler_entry(unsigned int irq, struct irqaction *action)
{
	if (unlikely(path_active))
		path_handler(irq, action);
}

/* Not a hop: the next one tells when the handlers were done. */
static __always_inline void trace_irq_handler_exit(unsigned int irq, struct irqaction *action,
						   int ret)
{
}

static __always_inline void trace_softirq_raise(unsigned int nr)
{
	if (unlikely(path_active))
		path_softirq_raise(nr);
}

static __always_inline void trace_softirq_entry(unsigned int nr)
{
	if (unlikely(path_active))
		path_softirq_entry(nr);
}

static __always_inline void trace_softirq_exit(unsigned int nr)
{
	if (unlikely(path_active))
		path_softirq_exit(nr);
}

static __always_inline void trace_tasklet_entry(struct tasklet_struct *t, void *func)
{
	if (unlikely(path_active))
		path_tasklet(t, func);
}

/* Not a hop. */
static __always_inline void trace_tasklet_exit(struct tasklet_struct *t, void *func)
{
}

#endif /* TRACE_EVENTS_IRQ_H */
