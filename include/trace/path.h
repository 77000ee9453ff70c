/* SPDX-License-Identifier: MIT */
/*
 * trace/path.h - the whole way of one interrupt, one line a hop
 *
 * The hand-overs of the interrupt path call the hooks below through the trace_*()
 * functions of <trace/events/>.  While nobody asks, a hook is one compare and a
 * branch not taken.  kernel/trace/path.c tells how hops are followed.
 */
#ifndef TRACE_PATH_H
#define TRACE_PATH_H

#include <linux/compiler.h>
#include <linux/types.h>

struct irq_desc;
struct irqaction;
struct task_struct;
struct tasklet_struct;
struct work_struct;

/* Which interrupt to follow. */
enum path_kind {
	PATH_KEY,	/* the next key, from the keyboard or the serial line */
	PATH_TICK,	/* the next timer interrupt */
	PATH_IRQ,	/* the next interrupt number nr */
};

/* Written by path_arm() and when a path is complete; read at every hook. */
extern bool path_active;

/* Follow the next such interrupt.  Return: 0, -EBUSY while another is followed. */
int path_arm(enum path_kind kind, unsigned int nr);

/* Wait for it and print its hops.  May sleep.  Return: 0, -ETIME, -EBUSY. */
int path_show(enum path_kind kind, unsigned int nr);

/* kernel/trace/path.c; called through the trace_*() functions only. */
void path_vector(unsigned int vector);
void path_tick(unsigned int vector);
void path_handler(struct irq_desc *desc, struct irqaction *action);
void path_softirq_raise(unsigned int nr);
void path_softirq_entry(unsigned int nr);
void path_tasklet(struct tasklet_struct *t, void *func);
void path_queue_work(struct work_struct *work);
void path_execute_work(struct work_struct *work);
void path_execute_end(struct work_struct *work);
void path_wakeup(struct task_struct *p);
void path_switch(struct task_struct *prev, struct task_struct *next);

#endif /* TRACE_PATH_H */
