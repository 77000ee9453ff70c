// SPDX-License-Identifier: MIT
/*
 * kernel/irq/enable.c - disable a line, enable it, wait until nobody handles it
 *
 * What it is for
 *
 *   A driver turns its interrupt off for a while, and may rely on it: when
 *   disable_irq() has returned, the handler runs on no CPU.
 *
 * How it works
 *
 *   depth      counts the disables; 0 is enabled, and the outermost enable_irq()
 *              opens the line.  A line without users has depth 1.
 *
 *                  request   disable   disable   enable    enable    free
 *       depth   1     0         1         2         1         0        1
 *
 *   waiting    synchronize_hardirq() spins until INPROGRESS is clear, and then looks
 *              again under the lock; synchronize_irq() also sleeps until the threads
 *              are done.
 *
 * Context
 *
 *   disable_irq, synchronize_irq                        process context, may sleep
 *   disable_irq_nosync, enable_irq                      any but NMI
 *
 * Invariants
 *
 *   [M3] of manage.c: depth is 0 exactly while the line is not IRQD_IRQ_DISABLED.
 *
 * See also: tests/unit/irq_test.c.
 */

#define pr_fmt(fmt) "genirq: " fmt

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/wait.h>

#include <asm/processor.h>

#include "internals.h"

/* ---- a descriptor, locked ---------------------------------------------------- */

struct irq_desc *irq_get_desc_lock(unsigned int irq, unsigned long *flags)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (desc)
		raw_spin_lock_irqsave(&desc->lock, *flags);
	return desc;
}

void irq_put_desc_unlock(struct irq_desc *desc, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}

/* The same for what ends in a chip that sits behind a slow bus. */
struct irq_desc *irq_get_desc_buslock(unsigned int irq, unsigned long *flags)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (desc) {
		chip_bus_lock(desc);
		raw_spin_lock_irqsave(&desc->lock, *flags);
	}
	return desc;
}

void irq_put_desc_busunlock(struct irq_desc *desc, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
}

/* ---- waiting until handlers are done ------------------------------------------ */

/* Does the controller say that it has delivered it, and not been told of its end? */
static bool is_in_flight(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;
	bool active = false;

	if (chip->irq_get_irqchip_state &&
	    chip->irq_get_irqchip_state(&desc->irq_data, IRQCHIP_STATE_ACTIVE, &active))
		return false;
	return active;
}

static bool handlers_running(struct irq_desc *desc, bool ask_chip)
{
	unsigned long flags;
	bool running;

	raw_spin_lock_irqsave(&desc->lock, flags);
	running = irqd_irq_inprogress(&desc->irq_data) || (ask_chip && is_in_flight(desc));
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return running;
}

/*
 * Spin without the lock, which the handler's CPU needs to finish; decide with it.
 * @ask_chip: also wait for one that is on its way to a CPU which has interrupts off.
 */
static void wait_for_handlers(struct irq_desc *desc, bool ask_chip)
{
	do {
		while (irqd_irq_inprogress(&desc->irq_data))
			cpu_relax();
	} while (handlers_running(desc, ask_chip));
}

void wait_for_handlers_and_threads(struct irq_desc *desc)
{
	wait_for_handlers(desc, true);
	wait_event(desc->wait_for_threads, !atomic_read(&desc->threads_active));
}

/**
 * synchronize_hardirq - wait until no handler of @irq runs; threads may
 *
 * Context: any in which a handler of @irq cannot be what was interrupted.
 * Return: false if a thread of it still works.
 */
bool synchronize_hardirq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return true;
	wait_for_handlers(desc, false);
	return !atomic_read(&desc->threads_active);
}
EXPORT_SYMBOL(synchronize_hardirq);

/**
 * synchronize_irq - wait until neither a handler nor a thread of @irq runs
 *
 * Context: process context; the caller holds nothing a handler needs.
 */
void synchronize_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (desc)
		wait_for_handlers_and_threads(desc);
}
EXPORT_SYMBOL(synchronize_irq);

/* ---- disable and enable -------------------------------------------------------- */

void __disable_irq(struct irq_desc *desc)
{
	if (!desc->depth++)
		irq_disable(desc);			/* [M3] */
}

static int disable_nosync(unsigned int irq)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_buslock(irq, &flags);

	if (!desc)
		return -EINVAL;
	__disable_irq(desc);
	irq_put_desc_busunlock(desc, flags);
	return 0;
}

/**
 * disable_irq_nosync - start no handler from now on; one that runs goes on
 *
 * Context: any but NMI; the handler itself may call it.
 */
void disable_irq_nosync(unsigned int irq)
{
	(void)disable_nosync(irq);	/* no such line: nothing to disable */
}
EXPORT_SYMBOL(disable_irq_nosync);

/**
 * disable_irq - disable, and return when no handler runs on any CPU
 *
 * Context: process context.  Called by the handler itself, it waits for ever.
 */
void disable_irq(unsigned int irq)
{
	if (!disable_nosync(irq))
		synchronize_irq(irq);
}
EXPORT_SYMBOL(disable_irq);

/* The same, but threads may go on.  Return: false if one does. */
bool disable_hardirq(unsigned int irq)
{
	if (!disable_nosync(irq))
		return synchronize_hardirq(irq);
	return false;
}
EXPORT_SYMBOL_GPL(disable_hardirq);

void __enable_irq(struct irq_desc *desc)
{
	switch (desc->depth) {
	case 0:
		WARN(1, KERN_WARNING "Unbalanced enable for IRQ %d\n", irq_desc_get_irq(desc));
		break;
	case 1:
		irq_settings_change(desc, 0, IRQ_NOPROBE);	/* in use, as probing must know */
		irq_startup(desc, true);			/* [M3] */
		break;
	default:
		desc->depth--;
	}
}

/**
 * enable_irq - undo one disable; the outermost opens the line
 *
 * An edge that came meanwhile is resent.
 *
 * Context: any but NMI.
 */
void enable_irq(unsigned int irq)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_buslock(irq, &flags);

	if (!desc)
		return;
	if (!WARN(desc->irq_data.chip == &no_irq_chip,
		  KERN_ERR "enable_irq before setup/request_irq: irq %u\n", irq))
		__enable_irq(desc);
	irq_put_desc_busunlock(desc, flags);
}
EXPORT_SYMBOL(enable_irq);

/* ---- the trigger ---------------------------------------------------------------- */

static void note_trigger(struct irq_desc *desc, unsigned long type)
{
	irqd_clear(&desc->irq_data, IRQD_TRIGGER_MASK | IRQD_LEVEL);
	irqd_set_trigger_type(&desc->irq_data, type);
	irq_settings_change(desc, IRQ_LEVEL | IRQ_TYPE_SENSE_MASK, type & IRQ_TYPE_SENSE_MASK);
	if (type & IRQ_TYPE_LEVEL_MASK) {
		irq_settings_change(desc, 0, IRQ_LEVEL);
		irqd_set(&desc->irq_data, IRQD_LEVEL);
	}
}

/* Tell the chip how the line signals.  Return: 0 or what the chip said. */
int __irq_set_trigger(struct irq_desc *desc, unsigned long flags)
{
	struct irq_chip *chip = desc->irq_data.chip;
	bool unmask = false;
	int ret;

	lockdep_assert_held(&desc->lock);
	if (!chip->irq_set_type) {
		/* It can only do what it does already. */
		pr_debug("No set_type function for IRQ %d (%s)\n", irq_desc_get_irq(desc),
			 chip->name ?: "unknown");
		return 0;
	}
	if (chip->flags & IRQCHIP_SET_TYPE_MASKED) {
		unmask = !irqd_irq_masked(&desc->irq_data) && !irqd_irq_disabled(&desc->irq_data);
		mask_irq(desc);
	}
	ret = chip->irq_set_type(&desc->irq_data, flags & IRQ_TYPE_SENSE_MASK);
	if (ret == IRQ_SET_MASK_OK || ret == IRQ_SET_MASK_OK_DONE) {
		note_trigger(desc, flags & IRQ_TYPE_SENSE_MASK);
		ret = 0;
	} else if (ret == IRQ_SET_MASK_OK_NOCOPY) {
		ret = 0;
	} else {
		pr_err("Setting trigger mode %lu for irq %u failed (%pS)\n", flags,
		       irq_desc_get_irq(desc), chip->irq_set_type);
	}
	if (unmask)
		unmask_irq(desc);
	return ret;
}

/* ---- what a controller knows about a line ------------------------------------------ */

int irq_get_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool *state)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_buslock(irq, &flags);
	int ret = -EINVAL;

	if (!desc)
		return -EINVAL;
	if (desc->irq_data.chip->irq_get_irqchip_state)
		ret = desc->irq_data.chip->irq_get_irqchip_state(&desc->irq_data, which, state);
	irq_put_desc_busunlock(desc, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(irq_get_irqchip_state);

int irq_set_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool val)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_buslock(irq, &flags);
	int ret = -EINVAL;

	if (!desc)
		return -EINVAL;
	if (desc->irq_data.chip->irq_set_irqchip_state)
		ret = desc->irq_data.chip->irq_set_irqchip_state(&desc->irq_data, which, val);
	irq_put_desc_busunlock(desc, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(irq_set_irqchip_state);
