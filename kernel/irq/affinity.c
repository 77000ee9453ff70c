// SPDX-License-Identifier: MIT
/*
 * kernel/irq/affinity.c - which CPU takes the interrupts of a line
 *
 * The mask of allowed CPUs is the user's; the chip picks one of them and notes its
 * choice as the effective affinity.  Threaded handlers follow the line.  A driver that
 * keeps something near the CPU of its interrupt can ask to be told when it moves.
 */

#define pr_fmt(fmt) "genirq: " fmt

#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "internals.h"

struct cpumask irq_default_affinity;	/* written while booting and by /proc */

/* irqaffinity=LIST: where lines begin that nobody has put anywhere. */
static int __init set_default_affinity(char *list)
{
	if (!list || bitmap_parselist(list, cpumask_bits(&irq_default_affinity), NR_CPUS)) {
		pr_warn("irqaffinity=%s: not a list of CPUs, all are used\n", list ?: "");
		cpumask_setall(&irq_default_affinity);
	}
	cpumask_set_cpu(0, &irq_default_affinity);	/* as Linux: the boot CPU is always there */
	return 0;
}
early_param("irqaffinity", set_default_affinity);

static bool can_set_affinity(struct irq_desc *desc)
{
	return desc && irqd_can_balance(&desc->irq_data) &&
	       desc->irq_data.chip->irq_set_affinity;
}

/* desc->lock is held.  Return: 0 or what the chip said. */
int irq_do_set_affinity(struct irq_data *data, const struct cpumask *mask, bool force)
{
	struct irq_desc *desc = irq_data_to_desc(data);
	int ret;

	lockdep_assert_held(&desc->lock);
	if (!data->chip->irq_set_affinity)
		return -EINVAL;
	ret = data->chip->irq_set_affinity(data, mask, force);
	if (ret < 0)
		return ret;
	if (ret != IRQ_SET_MASK_OK_NOCOPY)
		cpumask_copy(desc->irq_common_data.affinity, mask);
	irq_set_thread_affinity(desc);
	return 0;
}

/* When a line starts: as it was set before, or by default; only CPUs that are there. */
void irq_setup_affinity(struct irq_desc *desc)
{
	struct irq_data *data = &desc->irq_data;
	struct cpumask mask;

	if (!can_set_affinity(desc))
		return;
	if (!cpumask_and(&mask, irqd_affinity_was_set(data) ? data->common->affinity :
			 &irq_default_affinity, cpu_online_mask))
		cpumask_copy(&mask, cpu_online_mask);
	(void)irq_do_set_affinity(data, &mask, false);	/* it stays where the chip has put it */
}

int irq_can_set_affinity(unsigned int irq)
{
	return can_set_affinity(irq_to_desc(irq));
}

/* Work that is queued already will find the new mask. */
static void notify_later(struct irq_affinity_notify *notify)
{
	kref_get(&notify->kref);
	if (!schedule_work(&notify->work))
		kref_put(&notify->kref, notify->release);
}

static int set_affinity(unsigned int irq, const struct cpumask *mask, bool force)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);
	int ret;

	if (!desc)
		return -EINVAL;
	ret = irq_do_set_affinity(&desc->irq_data, mask, force);
	if (!ret) {
		irqd_set(&desc->irq_data, IRQD_AFFINITY_SET);
		if (desc->affinity_notify)
			notify_later(desc->affinity_notify);
	}
	irq_put_desc_unlock(desc, flags);
	return ret;
}

/**
 * irq_set_affinity - let only the CPUs of @cpumask take @irq
 *
 * Context: any but NMI.
 * Return: 0, -EINVAL (the line cannot be moved, or none of them is online).
 */
int irq_set_affinity(unsigned int irq, const struct cpumask *cpumask)
{
	return set_affinity(irq, cpumask, false);
}
EXPORT_SYMBOL_GPL(irq_set_affinity);

/**
 * __irq_apply_affinity_hint - note which CPUs the driver would like for @irq
 * @m: not copied, so it must live until it is replaced; NULL: no wish any more
 * @setaffinity: and put the line there now, if it can be moved
 *
 * The wish is shown in /proc/irq/N/affinity_hint, for whoever balances the lines.
 *
 * Context: any but NMI.
 * Return: 0, -EINVAL (no such line).
 */
int __irq_apply_affinity_hint(unsigned int irq, const struct cpumask *m, bool setaffinity)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);

	if (!desc)
		return -EINVAL;
	desc->affinity_hint = m;
	irq_put_desc_unlock(desc, flags);
	if (m && setaffinity)
		(void)set_affinity(irq, m, false);	/* it is a wish */
	return 0;
}
EXPORT_SYMBOL_GPL(__irq_apply_affinity_hint);

static void tell_driver(struct work_struct *work)
{
	struct irq_affinity_notify *notify = container_of(work, struct irq_affinity_notify, work);
	struct irq_desc *desc = irq_to_desc(notify->irq);
	struct cpumask mask;
	unsigned long flags;

	if (desc) {
		raw_spin_lock_irqsave(&desc->lock, flags);
		cpumask_copy(&mask, desc->irq_common_data.affinity);
		raw_spin_unlock_irqrestore(&desc->lock, flags);
		notify->notify(notify, &mask);
	}
	kref_put(&notify->kref, notify->release);
}

/**
 * irq_set_affinity_notifier - have a function called each time @irq is moved
 * @notify: notify() is called in a worker, with the mask; moves that follow each other fast
 *	    may be one call.  NULL: no more; a driver must say so before free_irq()
 *
 * The one before is not called any more when this returns, and is released.
 *
 * Context: process, may sleep.
 * Return: 0, -EINVAL (no such line).
 */
int irq_set_affinity_notifier(unsigned int irq, struct irq_affinity_notify *notify)
{
	struct irq_affinity_notify *old;
	struct irq_desc *desc;
	unsigned long flags;

	might_sleep();
	if (notify) {
		notify->irq = irq;
		kref_init(&notify->kref);
		INIT_WORK(&notify->work, tell_driver);
	}
	desc = irq_get_desc_lock(irq, &flags);
	if (!desc)
		return -EINVAL;
	old = desc->affinity_notify;
	desc->affinity_notify = notify;
	irq_put_desc_unlock(desc, flags);

	if (old) {
		if (cancel_work_sync(&old->work))
			kref_put(&old->kref, old->release);	/* the work's */
		kref_put(&old->kref, old->release);		/* the line's */
	}
	return 0;
}
EXPORT_SYMBOL_GPL(irq_set_affinity_notifier);

/* The same for CPUs that are not online yet. */
int irq_force_affinity(unsigned int irq, const struct cpumask *cpumask)
{
	return set_affinity(irq, cpumask, true);
}
EXPORT_SYMBOL_GPL(irq_force_affinity);
