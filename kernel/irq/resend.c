// SPDX-License-Identifier: MIT
/*
 * kernel/irq/resend.c - an edge that came while its line was disabled, once more
 *
 * An edge is not repeated by the device, so enable_irq() has to make up for one
 * that was only noted (PENDING).  Best done by the controller, which sends the
 * vector again; where it cannot, a tasklet calls the flow handler.  A level needs
 * nothing: it is still there, or it does not matter any more.
 *
 * Locking: desc->lock for the descriptors' bits; the bitmap is atomic.
 */

#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>

#include "internals.h"

static DECLARE_BITMAP(irqs_resend, NR_IRQS);		/* A: to be replayed by software */

static void resend_irqs(struct tasklet_struct *unused)
{
	unsigned int irq;

	while ((irq = find_first_bit(irqs_resend, NR_IRQS)) < NR_IRQS) {
		struct irq_desc *desc = irq_to_desc(irq);

		clear_bit(irq, irqs_resend);
		if (!desc)
			continue;
		local_irq_disable();
		desc->handle_irq(desc);
		local_irq_enable();
	}
}

static DECLARE_TASKLET(resend_tasklet, resend_irqs);

/* Not where the flow handler would end an interrupt that the hardware knows nothing of. */
static int resend_by_software(struct irq_desc *desc)
{
	if (irqd_is_handle_enforce_irqctx(&desc->irq_data))
		return -EINVAL;
	set_bit(irq_desc_get_irq(desc), irqs_resend);
	tasklet_schedule(&resend_tasklet);
	return 0;
}

static int resend(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (chip->irq_retrigger && chip->irq_retrigger(&desc->irq_data))
		return 0;
	return resend_by_software(desc);
}

/**
 * check_irq_resend - if an edge was noted, have it arrive again
 * @inject: even if none was noted
 *
 * REPLAY is set until it has arrived, so that it is not resent twice.
 *
 * Context: desc->lock held, the line has just been opened.
 * Return: 0, -EINVAL (a level, or there is no way), -EBUSY (on its way already).
 */
int check_irq_resend(struct irq_desc *desc, bool inject)
{
	int ret;

	lockdep_assert_held(&desc->lock);
	if (irq_settings_have(desc, IRQ_LEVEL)) {
		desc->istate &= ~IRQS_PENDING;
		return -EINVAL;
	}
	if (desc->istate & IRQS_REPLAY)
		return -EBUSY;
	if (!(desc->istate & IRQS_PENDING) && !inject)
		return 0;

	desc->istate &= ~IRQS_PENDING;
	ret = resend(desc);
	if (!ret)
		desc->istate |= IRQS_REPLAY;
	return ret;
}

/**
 * irq_inject_interrupt - have @irq arrive although its device said nothing; for tests
 *
 * Through the controller if it can, else by replaying.
 *
 * Context: any but NMI.
 * Return: 0, -EINVAL (no such line, a level that the controller cannot set pending, or
 * a line without users), -EBUSY (a replay is under way).
 */
int irq_inject_interrupt(unsigned int irq)
{
	unsigned long flags;
	struct irq_desc *desc;
	int ret = -EINVAL;

	if (!irq_set_irqchip_state(irq, IRQCHIP_STATE_PENDING, true))
		return 0;
	desc = irq_get_desc_buslock(irq, &flags);
	if (!desc)
		return -EINVAL;
	if (irqd_is_activated(&desc->irq_data))
		ret = check_irq_resend(desc, true);
	irq_put_desc_busunlock(desc, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(irq_inject_interrupt);

/* The last user has gone: what was noted is nobody's. */
void clear_irq_resend(struct irq_desc *desc)
{
	clear_bit(irq_desc_get_irq(desc), irqs_resend);
	desc->istate &= ~(IRQS_PENDING | IRQS_REPLAY);
}
