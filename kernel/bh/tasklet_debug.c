// SPDX-License-Identifier: MIT
/*
 * kernel/bh/tasklet_debug.c - debug=objects: find the tasklets that are in use in some memory
 *
 * In use are those on a CPU's list, and the one that runs: when its function has returned,
 * its state is written to once more.  What happens then: lib/debugobjects.c.
 *
 * Context: any but NMI.  Locking: the own CPU's lists, interrupts off; others' are not looked at,
 * since only their CPU may.
 */

#include <linux/cpumask.h>
#include <linux/debugobjects.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>

#include "bh.h"

static struct tasklet_struct *find_in_list(struct tasklet_head *list, const void *start,
					   unsigned long size)
{
	for (struct tasklet_struct *t = list->head; t; t = t->next)
		if ((unsigned long)t - (unsigned long)start < size)
			return t;
	return NULL;
}

static void *find_tasklet(const void *start, unsigned long size)
{
	struct tasklet_struct *t, *running;
	unsigned long flags;

	local_irq_save(flags);
	running = this_cpu_read(running_tasklet);
	t = find_in_list(this_cpu_ptr(&tasklet_vec), start, size) ?:
		find_in_list(this_cpu_ptr(&tasklet_hi_vec), start, size);
	if (!t && running && (unsigned long)running - (unsigned long)start < size)
		t = running;
	local_irq_restore(flags);
	return t;
}

static void *tasklet_hint(void *object)
{
	struct tasklet_struct *t = object;

	return t->use_callback ? (void *)t->callback : (void *)t->func;
}

static void *function_in_list(struct tasklet_head *list, const void *start, unsigned long size)
{
	for (struct tasklet_struct *t = list->head; t; t = t->next)
		if ((unsigned long)tasklet_hint(t) - (unsigned long)start < size)
			return tasklet_hint(t);
	return NULL;
}

/* Of all CPUs: the caller has stopped them. */
static void *find_tasklet_function(const void *start, unsigned long size)
{
	void *function = NULL;
	int cpu;

	for_each_online_cpu(cpu)
		function = function ?:
			   function_in_list(per_cpu_ptr(&tasklet_vec, cpu), start, size) ?:
			   function_in_list(per_cpu_ptr(&tasklet_hi_vec, cpu), start, size);
	return function;
}

/* Interrupts off. */
static void remove_from(struct tasklet_head *list, struct tasklet_struct *t)
{
	struct tasklet_struct **link = &list->head;

	while (*link && *link != t)
		link = &(*link)->next;
	if (!*link)
		return;
	*link = t->next;
	if (list->tail == &t->next)
		list->tail = link;
	clear_bit(TASKLET_STATE_SCHED, &t->state);
}

/* For the one that runs there is no help. */
static void take_off_list(void *tasklet)
{
	unsigned long flags;

	local_irq_save(flags);
	remove_from(this_cpu_ptr(&tasklet_vec), tasklet);
	remove_from(this_cpu_ptr(&tasklet_hi_vec), tasklet);
	local_irq_restore(flags);
}

const struct debug_obj_descr tasklet_debug_descr = {
	.name = "tasklet_struct",
	.find_active = find_tasklet,
	.debug_hint = tasklet_hint,
	.fixup = take_off_list,
	.find_function = find_tasklet_function,
};
