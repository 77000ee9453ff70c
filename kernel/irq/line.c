// SPDX-License-Identifier: MIT
/*
 * kernel/irq/line.c - a line is set up, opened for its first user, shut after its last
 *
 * The first half is called by kernel/irq/ under desc->lock, the second by drivers
 * of controllers: from any context but NMI.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>

#include "internals.h"

/* ---- on and off: desc->lock is held ------------------------------------------ */

void irq_enable(struct irq_desc *desc)
{
	struct irq_data *data = &desc->irq_data;

	lockdep_assert_held(&desc->lock);
	irqd_clear(data, IRQD_IRQ_DISABLED);
	if (data->chip->irq_enable) {
		data->chip->irq_enable(data);
		irqd_clear(data, IRQD_IRQ_MASKED);
	} else {
		unmask_irq(desc);
	}
}

/* @shut: at the controller too; otherwise when it next fires. */
static void disable_line(struct irq_desc *desc, bool shut)
{
	struct irq_data *data = &desc->irq_data;

	lockdep_assert_held(&desc->lock);
	if (!irqd_irq_disabled(data) && data->chip->irq_disable) {
		data->chip->irq_disable(data);
		irqd_set(data, IRQD_IRQ_MASKED);
	} else if (shut) {
		mask_irq(desc);
	}
	irqd_set(data, IRQD_IRQ_DISABLED);
}

void irq_disable(struct irq_desc *desc)
{
	disable_line(desc, irq_settings_have(desc, IRQ_DISABLE_UNLAZY));
}

/* The first use after request_irq(), or the first enable of a NO_AUTOEN line. */
void irq_startup(struct irq_desc *desc, bool resend)
{
	struct irq_data *data = &desc->irq_data;

	lockdep_assert_held(&desc->lock);
	desc->depth = 0;
	if (!irqd_is_started(data) && data->chip->irq_startup) {
		data->chip->irq_startup(data);
		irqd_clear(data, IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED);
	} else {
		irq_enable(desc);
	}
	if (!irqd_is_started(data)) {
		irqd_set(data, IRQD_IRQ_STARTED);
		irq_setup_affinity(desc);
	}
	if (resend)
		check_irq_resend(desc, false);
}

/* The last user has gone. */
void irq_shutdown(struct irq_desc *desc)
{
	struct irq_data *data = &desc->irq_data;

	lockdep_assert_held(&desc->lock);
	if (!irqd_is_started(data))
		return;
	clear_irq_resend(desc);
	desc->depth = 1;
	if (data->chip->irq_shutdown) {
		data->chip->irq_shutdown(data);
		irqd_set(data, IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED);
	} else {
		disable_line(desc, true);
	}
	irqd_clear(data, IRQD_IRQ_STARTED);
}

/* The last thread of a oneshot line is done. */
void unmask_threaded_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (chip->flags & IRQCHIP_EOI_THREADED)
		chip->irq_eoi(&desc->irq_data);
	unmask_irq(desc);
}

/* ---- setting a line up ------------------------------------------------------- */

static unsigned int noop_ret(struct irq_data *data)
{
	return 0;
}

static void noop(struct irq_data *data)
{
}

static void ack_bad(struct irq_data *data)
{
	ack_bad_irq(data->irq);
}

/* A line that no controller drives: request_irq() refuses it with -ENOSYS. */
struct irq_chip no_irq_chip = {
	.name		= "none",
	.irq_startup	= noop_ret,
	.irq_shutdown	= noop,
	.irq_enable	= noop,
	.irq_disable	= noop,
	.irq_ack	= ack_bad,
	.flags		= IRQCHIP_SKIP_SET_WAKE,
};
EXPORT_SYMBOL_GPL(no_irq_chip);

/* A line that software fires: every callback is there and does nothing. */
struct irq_chip dummy_irq_chip = {
	.name		= "dummy",
	.irq_startup	= noop_ret,
	.irq_shutdown	= noop,
	.irq_enable	= noop,
	.irq_disable	= noop,
	.irq_ack	= noop,
	.irq_mask	= noop,
	.irq_unmask	= noop,
	.flags		= IRQCHIP_SKIP_SET_WAKE,
};
EXPORT_SYMBOL_GPL(dummy_irq_chip);

int irq_set_chip(unsigned int irq, const struct irq_chip *chip)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);

	if (!desc)
		return -EINVAL;
	desc->irq_data.chip = (struct irq_chip *)(chip ?: &no_irq_chip);
	irq_put_desc_unlock(desc, flags);
	return 0;
}
EXPORT_SYMBOL(irq_set_chip);

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_buslock(irq, &flags);
	int ret;

	if (!desc)
		return -EINVAL;
	ret = __irq_set_trigger(desc, type);
	irq_put_desc_busunlock(desc, flags);
	return ret;
}
EXPORT_SYMBOL(irq_set_irq_type);

int irq_set_handler_data(unsigned int irq, void *data)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);

	if (!desc)
		return -EINVAL;
	desc->irq_common_data.handler_data = data;
	irq_put_desc_unlock(desc, flags);
	return 0;
}
EXPORT_SYMBOL(irq_set_handler_data);

int irq_set_chip_data(unsigned int irq, void *data)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);

	if (!desc)
		return -EINVAL;
	desc->irq_data.chip_data = data;
	irq_put_desc_unlock(desc, flags);
	return 0;
}
EXPORT_SYMBOL(irq_set_chip_data);

struct irq_data *irq_get_irq_data(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? &desc->irq_data : NULL;
}
EXPORT_SYMBOL_GPL(irq_get_irq_data);

/* A line that leads to another controller has no users of its own: open it at once. */
static void start_chained(struct irq_desc *desc)
{
	irq_settings_change(desc, 0, IRQ_NOPROBE | IRQ_NOREQUEST | IRQ_NOTHREAD);
	irq_startup(desc, true);
}

static void set_flow_handler(struct irq_desc *desc, irq_flow_handler_t handle, bool chained,
			     const char *name)
{
	if (!handle)
		handle = handle_bad_irq;
	else if (WARN_ON(desc->irq_data.chip == &no_irq_chip))
		return;

	if (handle == handle_bad_irq) {
		if (desc->irq_data.chip != &no_irq_chip)
			mask_ack_irq(desc);
		irqd_set(&desc->irq_data, IRQD_IRQ_DISABLED);
		desc->depth = 1;
	}
	desc->handle_irq = handle;
	desc->name = name;
	if (handle != handle_bad_irq && chained)
		start_chained(desc);
}

void __irq_set_handler(unsigned int irq, irq_flow_handler_t handle, int is_chained,
		       const char *name)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);

	if (!desc)
		return;
	set_flow_handler(desc, handle, is_chained, name);
	irq_put_desc_unlock(desc, flags);
}
EXPORT_SYMBOL_GPL(__irq_set_handler);

void irq_set_chained_handler_and_data(unsigned int irq, irq_flow_handler_t handle, void *data)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);

	if (!desc)
		return;
	desc->irq_common_data.handler_data = data;
	set_flow_handler(desc, handle, true, NULL);
	irq_put_desc_unlock(desc, flags);
}
EXPORT_SYMBOL_GPL(irq_set_chained_handler_and_data);

void irq_set_chip_and_handler_name(unsigned int irq, const struct irq_chip *chip,
				   irq_flow_handler_t handle, const char *name)
{
	irq_set_chip(irq, chip);
	__irq_set_handler(irq, handle, 0, name);
}
EXPORT_SYMBOL_GPL(irq_set_chip_and_handler_name);

/* The settings that the state bits repeat, for the flow handlers and for /proc. */
static unsigned int state_of_settings(const struct irq_desc *desc)
{
	unsigned int state = 0;

	if (irq_settings_have(desc, IRQ_PER_CPU))
		state |= IRQD_PER_CPU;
	if (irq_settings_have(desc, IRQ_NO_BALANCING))
		state |= IRQD_NO_BALANCING;
	if (irq_settings_have(desc, IRQ_MOVE_PCNTXT))
		state |= IRQD_MOVE_PCNTXT;
	if (irq_settings_have(desc, IRQ_LEVEL))
		state |= IRQD_LEVEL;
	return state;
}

void irq_modify_status(unsigned int irq, unsigned long clr, unsigned long set)
{
	unsigned long flags;
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);
	unsigned int trigger;

	if (!desc)
		return;
	/* Once used, a line does not turn into one that starts disabled. */
	WARN_ON_ONCE(!desc->depth && (set & IRQ_NOAUTOEN));
	irq_settings_change(desc, clr, set);

	trigger = irqd_get_trigger_type(&desc->irq_data);
	if (irq_settings_have(desc, IRQ_TYPE_SENSE_MASK))
		trigger = desc->status_use_accessors & IRQ_TYPE_SENSE_MASK;
	irqd_clear(&desc->irq_data, IRQD_NO_BALANCING | IRQD_PER_CPU | IRQD_TRIGGER_MASK |
				    IRQD_LEVEL | IRQD_MOVE_PCNTXT);
	irqd_set(&desc->irq_data, state_of_settings(desc) | trigger);
	irq_put_desc_unlock(desc, flags);
}
EXPORT_SYMBOL_GPL(irq_modify_status);
