// SPDX-License-Identifier: MIT
/*
 * kernel/irq/percpu.c - lines of which every CPU has its own, with data of its own
 *
 * One request serves all CPUs; then each CPU enables the line for itself, and its
 * handler gets its own copy of the per-CPU data.  The flow is
 * handle_percpu_devid_irq() of flow.c.
 */

#define pr_fmt(fmt) "genirq: " fmt

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include "internals.h"

/**
 * irq_set_percpu_devid - make @irq such a line, before anybody requests it
 *
 * Context: process context or boot.
 * Return: 0, -EINVAL (no such line, or it is one already), -ENOMEM.
 */
int irq_set_percpu_devid(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc || desc->percpu_enabled)
		return -EINVAL;
	desc->percpu_enabled = kzalloc(sizeof(*desc->percpu_enabled), GFP_KERNEL);
	if (!desc->percpu_enabled)
		return -ENOMEM;
	desc->percpu_affinity = cpu_possible_mask;
	irq_set_status_flags(irq, IRQ_NOAUTOEN | IRQ_PER_CPU | IRQ_PER_CPU_DEVID |
				  IRQ_NOPROBE | IRQ_NOTHREAD);
	return 0;
}
EXPORT_SYMBOL_GPL(irq_set_percpu_devid);

static bool is_percpu_devid(const struct irq_desc *desc)
{
	return desc && irq_settings_have(desc, IRQ_PER_CPU_DEVID);
}

/* The line is disabled until a CPU enables it; from then on, see percpu_enabled. */
static int link_percpu(struct irq_desc *desc, struct irqaction *action)
{
	unsigned long flags;
	int ret = -EBUSY;

	raw_spin_lock_irqsave(&desc->lock, flags);
	if (!desc->action) {
		desc->action = action;
		ret = 0;
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return ret;
}

/**
 * __request_percpu_irq - have @handler called with the CPU's own copy of @dev_id
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL (not such a line), -EBUSY (taken), -ENOMEM.
 */
int __request_percpu_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
			 const char *devname, void __percpu *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	int ret;

	if (!dev_id || !is_percpu_devid(desc) || irq_settings_have(desc, IRQ_NOREQUEST) ||
	    (flags && flags != IRQF_TIMER))
		return -EINVAL;
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->irq = irq;
	action->handler = handler;
	action->flags = flags | IRQF_PERCPU | IRQF_NO_SUSPEND;
	action->name = devname;
	action->percpu_dev_id = dev_id;

	mutex_lock(&desc->request_mutex);
	ret = link_percpu(desc, action);
	mutex_unlock(&desc->request_mutex);
	if (ret) {
		kfree(action);
		return ret;
	}
	register_irq_proc(irq, desc);
	register_handler_proc(irq, action);
	return 0;
}
EXPORT_SYMBOL_GPL(__request_percpu_irq);

/* Every CPU has disabled it before. */
static struct irqaction *unlink_percpu(struct irq_desc *desc, void __percpu *dev_id)
{
	struct irqaction *action;
	unsigned long flags;

	raw_spin_lock_irqsave(&desc->lock, flags);
	action = desc->action;
	if (!action || action->percpu_dev_id != dev_id) {
		WARN(1, "Trying to free already-free IRQ %d\n", irq_desc_get_irq(desc));
		action = NULL;
	} else if (!cpumask_empty(desc->percpu_enabled)) {
		WARN(1, "percpu IRQ %d still enabled on CPU%d!\n", irq_desc_get_irq(desc),
		     cpumask_first(desc->percpu_enabled));
		action = NULL;
	} else {
		desc->action = NULL;
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return action;
}

void free_percpu_irq(unsigned int irq, void __percpu *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;

	if (!is_percpu_devid(desc))
		return;
	if (WARN(in_interrupt(), "Trying to free IRQ %d from IRQ context!\n", irq))
		return;
	mutex_lock(&desc->request_mutex);
	action = unlink_percpu(desc, dev_id);
	if (action)
		unregister_handler_proc(irq, action);
	mutex_unlock(&desc->request_mutex);
	kfree(action);
}
EXPORT_SYMBOL_GPL(free_percpu_irq);

/* This CPU's end of the line; the state of the whole is nobody's. */
static void call_chip(struct irq_desc *desc, void (*first)(struct irq_data *data),
		      void (*otherwise)(struct irq_data *data))
{
	lockdep_assert_held(&desc->lock);
	if (first)
		first(&desc->irq_data);
	else if (otherwise)
		otherwise(&desc->irq_data);
}

/**
 * enable_percpu_irq - open the line for this CPU
 * @type: IRQ_TYPE_*, or IRQ_TYPE_NONE for the one the line has
 *
 * Context: this CPU, not preemptible.
 */
void enable_percpu_irq(unsigned int irq, unsigned int type)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);
	struct irq_chip *chip;

	if (!desc)
		return;
	chip = desc->irq_data.chip;
	type = (type & IRQ_TYPE_SENSE_MASK) ?: irqd_get_trigger_type(&desc->irq_data);
	if (type != IRQ_TYPE_NONE &&
	    WARN(__irq_set_trigger(desc, type), "failed to set type for IRQ%d\n", irq))
		goto out;
	call_chip(desc, chip->irq_enable, chip->irq_unmask);
	cpumask_set_cpu(smp_processor_id(), desc->percpu_enabled);
out:
	irq_put_desc_unlock(desc, flags);
}
EXPORT_SYMBOL_GPL(enable_percpu_irq);

void disable_percpu_irq(unsigned int irq)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);
	struct irq_chip *chip;

	if (!desc)
		return;
	chip = desc->irq_data.chip;
	call_chip(desc, chip->irq_disable, chip->irq_mask);
	cpumask_clear_cpu(smp_processor_id(), desc->percpu_enabled);
	irq_put_desc_unlock(desc, flags);
}
EXPORT_SYMBOL_GPL(disable_percpu_irq);

bool irq_percpu_is_enabled(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc && desc->percpu_enabled &&
	       cpumask_test_cpu(smp_processor_id(), desc->percpu_enabled);
}
EXPORT_SYMBOL_GPL(irq_percpu_is_enabled);
