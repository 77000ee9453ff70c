// SPDX-License-Identifier: MIT
/*
 * kernel/irq/irqdesc.c - which irq numbers exist, and the descriptor of each
 *
 * All descriptors are one static array, so that finding one costs no walk and
 * no lock; a bitmap says which are in use.  The 16 ISA lines exist from the start;
 * controllers and MSI allocate theirs.
 */

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/find.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/slab.h>

#include "internals.h"

int nr_irqs = NR_IRQS;
EXPORT_SYMBOL_GPL(nr_irqs);

static struct irq_desc irq_desc[NR_IRQS];
static DEFINE_PER_CPU(unsigned int, kstat_irqs_percpu)[NR_IRQS];

static DEFINE_MUTEX(sparse_irq_lock);			/* writers of the bitmap */
static DECLARE_BITMAP(allocated_irqs, NR_IRQS);		/* A to read */

/**
 * irq_to_desc - the descriptor of @irq, or NULL if there is no such interrupt
 *
 * Context: any.
 */
struct irq_desc *irq_to_desc(unsigned int irq)
{
	if (irq >= NR_IRQS || !test_bit(irq, allocated_irqs))
		return NULL;
	return &irq_desc[irq];
}
EXPORT_SYMBOL_GPL(irq_to_desc);

unsigned int irq_get_next_irq(unsigned int offset)
{
	return find_next_bit(allocated_irqs, NR_IRQS, offset);
}

/* As it is before any controller or user has touched it: disabled, masked, no chip. */
static void desc_set_defaults(unsigned int irq, struct irq_desc *desc)
{
	unsigned int cpu;

	desc->irq_data = (struct irq_data){
		.irq = irq, .hwirq = irq, .common = &desc->irq_common_data, .chip = &no_irq_chip,
	};
	desc->irq_common_data.state_use_accessors = IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED;
	desc->irq_common_data.handler_data = NULL;
	desc->irq_common_data.msi_desc = NULL;
	cpumask_copy(desc->irq_common_data.affinity, &irq_default_affinity);
	desc->status_use_accessors = 0;
	desc->istate = 0;
	desc->affinity_hint = NULL;
	desc->wake_depth = 0;
	desc->threads_oneshot = 0;
	desc->handle_irq = handle_bad_irq;
	desc->depth = 1;
	desc->irq_count = 0;
	desc->irqs_unhandled = 0;
	desc->name = NULL;
	desc->kstat_irqs = &kstat_irqs_percpu[irq];
	for_each_possible_cpu(cpu)
		*per_cpu_ptr(desc->kstat_irqs, cpu) = 0;
}

static void init_desc(unsigned int irq)
{
	struct irq_desc *desc = &irq_desc[irq];

	raw_spin_lock_init(&desc->lock);
	mutex_init(&desc->request_mutex);
	init_waitqueue_head(&desc->wait_for_threads);
	desc_set_defaults(irq, desc);
}

int __init early_irq_init(void)
{
	if (cpumask_empty(&irq_default_affinity))	/* no irqaffinity= */
		cpumask_setall(&irq_default_affinity);
	for (unsigned int irq = 0; irq < NR_IRQS; irq++)
		init_desc(irq);
	for (unsigned int irq = 0; irq < NR_IRQS_LEGACY; irq++)
		set_bit(irq, allocated_irqs);
	return 0;
}

/* The first @cnt free numbers in a row from @from on, or NR_IRQS. */
static unsigned int find_free_area(unsigned int from, unsigned int cnt)
{
	unsigned int start = find_next_zero_bit(allocated_irqs, NR_IRQS, from);

	while (start + cnt <= NR_IRQS) {
		unsigned int end = find_next_bit(allocated_irqs, NR_IRQS, start);

		if (end - start >= cnt)
			return start;
		start = find_next_zero_bit(allocated_irqs, NR_IRQS, end);
	}
	return NR_IRQS;
}

/**
 * irq_alloc_descs - take @cnt irq numbers in a row
 * @irq: exactly this one, or -1 for any from @from on
 *
 * Context: boot or process context.
 * Return: the first number, -EINVAL, -EEXIST (@irq is taken), -ENOMEM.
 */
int irq_alloc_descs(int irq, unsigned int from, unsigned int cnt, int node)
{
	unsigned int start;
	int ret;

	if (!cnt || (irq >= 0 && from > (unsigned int)irq))
		return -EINVAL;
	if (irq >= 0)
		from = irq;

	mutex_lock(&sparse_irq_lock);
	start = find_free_area(from, cnt);
	ret = -EEXIST;
	if (irq >= 0 && start != (unsigned int)irq)
		goto out;
	ret = -ENOMEM;
	if (start + cnt > NR_IRQS)
		goto out;
	for (unsigned int i = start; i < start + cnt; i++) {
		desc_set_defaults(i, &irq_desc[i]);
		set_bit(i, allocated_irqs);
	}
	ret = start;
out:
	mutex_unlock(&sparse_irq_lock);
	return ret;
}
EXPORT_SYMBOL_GPL(irq_alloc_descs);

/* Give numbers back; their users and their controller have let go of them before. */
void irq_free_descs(unsigned int irq, unsigned int cnt)
{
	if (irq >= NR_IRQS || irq + cnt > NR_IRQS)
		return;
	mutex_lock(&sparse_irq_lock);
	for (unsigned int i = irq; i < irq + cnt; i++) {
		unregister_irq_proc(i, &irq_desc[i]);
		clear_bit(i, allocated_irqs);
		kfree(irq_desc[i].percpu_enabled);
		irq_desc[i].percpu_enabled = NULL;
		desc_set_defaults(i, &irq_desc[i]);
	}
	mutex_unlock(&sparse_irq_lock);
}
EXPORT_SYMBOL_GPL(irq_free_descs);

void desc_lock_checked(struct irq_desc *desc)
{
	do_raw_spin_lock(&desc->lock, 0);
}

void desc_unlock_checked(struct irq_desc *desc)
{
	do_raw_spin_unlock(&desc->lock);
}

/**
 * handle_irq_desc - let a line's flow handler run, as the hardware would
 *
 * For controllers behind controllers and for chips made of software.
 *
 * Context: hardirq for a line of real hardware; else any, interrupts off.
 * Return: 0, -EINVAL (no such line), -EPERM (only a real interrupt may do that).
 */
int handle_irq_desc(struct irq_desc *desc)
{
	if (!desc)
		return -EINVAL;
	if (WARN_ON_ONCE(!in_hardirq() && irqd_is_handle_enforce_irqctx(&desc->irq_data)))
		return -EPERM;
	generic_handle_irq_desc(desc);
	return 0;
}

int generic_handle_irq(unsigned int irq)
{
	return handle_irq_desc(irq_to_desc(irq));
}
EXPORT_SYMBOL_GPL(generic_handle_irq);

/* The same from any context: with interrupts off. */
int generic_handle_irq_safe(unsigned int irq)
{
	unsigned long flags;
	int ret;

	local_irq_save(flags);
	ret = handle_irq_desc(irq_to_desc(irq));
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL_GPL(generic_handle_irq_safe);

bool irq_check_status_bit(unsigned int irq, unsigned int bitmask)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc && irq_settings_have(desc, bitmask);
}
EXPORT_SYMBOL_GPL(irq_check_status_bit);

bool irq_has_action(unsigned int irq)
{
	return irq_desc_has_action(irq_to_desc(irq));
}
EXPORT_SYMBOL_GPL(irq_has_action);

unsigned int kstat_irqs_cpu(unsigned int irq, int cpu)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? irq_desc_kstat_cpu(desc, cpu) : 0;
}

unsigned int kstat_irqs_usr(unsigned int irq)
{
	unsigned int cpu, sum = 0;

	for_each_possible_cpu(cpu)
		sum += kstat_irqs_cpu(irq, cpu);
	return sum;
}

/* All device interrupts of a CPU; added up when asked for, not at every interrupt. */
u64 kstat_cpu_irqs_sum(unsigned int cpu)
{
	unsigned int irq;
	u64 sum = 0;

	for_each_active_irq(irq)
		sum += irq_desc_kstat_cpu(&irq_desc[irq], cpu);
	return sum;
}
