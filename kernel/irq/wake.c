// SPDX-License-Identifier: MIT
/*
 * kernel/irq/wake.c - a line that shall wake the machine from its sleep
 *
 * This machine does not sleep; but a controller may care (irq_set_wake), and a
 * driver that arms its line must find its calls counted: whoever arms it twice
 * disarms it twice.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>

#include "internals.h"

static int tell_chip(struct irq_desc *desc, unsigned int on)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (chip->flags & IRQCHIP_SKIP_SET_WAKE)
		return 0;
	if (!chip->irq_set_wake)
		return -ENXIO;
	return chip->irq_set_wake(&desc->irq_data, on);
}

/* The first one arms the line; if the chip cannot, nothing is counted. */
static int arm(struct irq_desc *desc)
{
	int ret;

	lockdep_assert_held(&desc->lock);
	if (desc->wake_depth++)
		return 0;
	ret = tell_chip(desc, 1);
	if (ret)
		desc->wake_depth = 0;
	else
		irqd_set(&desc->irq_data, IRQD_WAKEUP_STATE);
	return ret;
}

static int disarm(struct irq_desc *desc)
{
	int ret;

	lockdep_assert_held(&desc->lock);
	if (WARN(!desc->wake_depth, "Unbalanced IRQ %d wake disable\n", irq_desc_get_irq(desc)))
		return 0;
	if (--desc->wake_depth)
		return 0;
	ret = tell_chip(desc, 0);
	if (ret)
		desc->wake_depth = 1;
	else
		irqd_clear(&desc->irq_data, IRQD_WAKEUP_STATE);
	return ret;
}

/**
 * irq_set_irq_wake - arm @irq as a wake-up source, or disarm it; calls nest
 *
 * Context: any in which a chip behind a slow bus can be talked to, if it is one.
 * Return: 0, -EINVAL (no such line), -ENXIO (the chip cannot), or what the chip said.
 */
int irq_set_irq_wake(unsigned int irq, unsigned int on)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_buslock(irq, &flags);
	int ret;

	if (!desc)
		return -EINVAL;
	ret = on ? arm(desc) : disarm(desc);
	irq_put_desc_busunlock(desc, flags);
	return ret;
}
EXPORT_SYMBOL(irq_set_irq_wake);
