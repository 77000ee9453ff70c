// SPDX-License-Identifier: MIT
/*
 * kernel/irq/autoprobe.c - which line is my device on?  Make it interrupt, and look
 *
 * For ISA devices that cannot tell.  probe_irq_on() opens all lines that nobody uses;
 * the driver has its device interrupt; probe_irq_off() says which one fired.  A line
 * that fires before the device was asked is noise, and taken out.
 */

#include <linux/delay.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/mutex.h>

#include "internals.h"

#define SETTLE_MS	20	/* for what was pending when the lines were opened */
#define NOISE_MS	100	/* for lines that fire by themselves */
#define MASK_BITS	32	/* what the returned mask can show */

static DEFINE_MUTEX(probing_active);	/* from probe_irq_on() to probe_irq_off() */

static bool can_be_probed(struct irq_desc *desc)
{
	return !desc->action && !irq_settings_have(desc, IRQ_NOPROBE) &&
	       desc->irq_data.chip != &no_irq_chip;
}

/* Open every line nobody uses; @listen: and note which do not fire from now on. */
static void open_unused(bool listen)
{
	struct irq_desc *desc;
	unsigned int irq;

	for_each_irq_desc(irq, desc) {
		raw_spin_lock_irq(&desc->lock);
		if (can_be_probed(desc)) {
			if (listen)
				desc->istate |= IRQS_AUTODETECT | IRQS_WAITING;
			irq_startup(desc, false);
			irqd_set(&desc->irq_data, IRQD_IRQ_DISABLED);	/* no user: [M3] */
		}
		raw_spin_unlock_irq(&desc->lock);
	}
}

static void stop_listening(struct irq_desc *desc)
{
	desc->istate &= ~IRQS_AUTODETECT;
	irq_shutdown(desc);
}

/* Has the line fired since it was opened?  note_refused() has cleared WAITING then. */
static bool has_fired(const struct irq_desc *desc)
{
	return (desc->istate & IRQS_AUTODETECT) && !(desc->istate & IRQS_WAITING);
}

/**
 * probe_irq_on - begin to listen on all lines that nobody uses
 *
 * Context: process context, may sleep; probe_irq_off() follows.
 * Return: a mask of the lines below 32 that can be found.
 */
unsigned long probe_irq_on(void)
{
	unsigned long mask = 0;
	struct irq_desc *desc;
	unsigned int irq;

	mutex_lock(&probing_active);
	open_unused(false);
	msleep(SETTLE_MS);
	open_unused(true);
	msleep(NOISE_MS);
	for_each_irq_desc(irq, desc) {
		raw_spin_lock_irq(&desc->lock);
		if (has_fired(desc))
			stop_listening(desc);
		else if ((desc->istate & IRQS_AUTODETECT) && irq < MASK_BITS)
			mask |= 1UL << irq;
		raw_spin_unlock_irq(&desc->lock);
	}
	return mask;
}
EXPORT_SYMBOL(probe_irq_on);

/* End of listening.  Return: how many have fired; the last of them in *found. */
static unsigned int collect(unsigned long *mask, unsigned int *found)
{
	unsigned int fired = 0, irq;
	struct irq_desc *desc;

	*mask = 0;
	for_each_irq_desc(irq, desc) {
		raw_spin_lock_irq(&desc->lock);
		if (has_fired(desc)) {
			*found = irq;
			fired++;
			if (irq < MASK_BITS)
				*mask |= 1UL << irq;
		}
		if (desc->istate & IRQS_AUTODETECT)
			stop_listening(desc);
		raw_spin_unlock_irq(&desc->lock);
	}
	mutex_unlock(&probing_active);
	return fired;
}

/**
 * probe_irq_off - which line has fired since probe_irq_on()?
 *
 * Return: its number; 0 if none has; minus the number if several have.
 */
int probe_irq_off(unsigned long val)
{
	unsigned int found = 0;
	unsigned long mask;
	unsigned int fired = collect(&mask, &found);

	return fired > 1 ? -(int)found : (int)found;
}
EXPORT_SYMBOL(probe_irq_off);

/* The same as a mask, for lines below 16 as ISA has them. */
unsigned int probe_irq_mask(unsigned long val)
{
	unsigned int found = 0;
	unsigned long mask;

	(void)collect(&mask, &found);
	return mask & val & GENMASK(NR_IRQS_LEGACY - 1, 0);
}
EXPORT_SYMBOL(probe_irq_mask);
