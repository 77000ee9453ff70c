// SPDX-License-Identifier: MIT
/*
 * kernel/irq/chip.c - mask, acknowledge, run, end: in which order, for which line
 *
 * Reading order: 7.  Reached from common_interrupt() in arch/x86/apic/irq.c through
 *                    desc->handle_irq.  Continues in handle_irq_event() of
 *                    kernel/irq/handle.c.
 *
 * What it is for
 *
 *   A controller wants to be talked to at the right moments, and which these are
 *   depends on how the line signals.  Each way has one function here, a "flow
 *   handler", written once for all controllers; what differs between controllers
 *   is behind struct irq_chip.
 *
 * How it works
 *
 *   edge     A pulse.  Acknowledge first, so that a second pulse during the
 *            handlers is latched; if one comes, run them again.
 *
 *              line      __/~\______/~\_____________
 *              chip       ack        ack (PENDING)
 *              handlers     [~~~~~~~~~~~][~~~~~~]
 *
 *   level    A wire held until the device is served.  Shut it first, or it would
 *            interrupt for ever; open it when the handlers have made the device
 *            let go.
 *
 *              line      __/~~~~~~~~~~\______
 *              chip       mask+ack      unmask
 *              handlers      [~~~~~~~~]
 *
 *   fasteoi  A wire, at a controller which holds it back by itself until it is
 *            told "end of interrupt".  One word at the end is all.
 *
 *              line      __/~~~~~~~~~~\______
 *              chip                     eoi
 *              handlers      [~~~~~~~~]
 *
 *   percpu   Each CPU has its own such line: no lock, nobody else can come.
 *   simple   No hardware to talk to: a demultiplexer or a test calls us.
 *
 *   A line that fires while it is disabled, or while nobody listens, is noted as
 *   PENDING and shut.  (Disabling is lazy: disable_irq() shuts nothing, since most
 *   disabled lines stay quiet until they are enabled again.)  enable_irq() then
 *   has an edge resent; a level will speak for itself.
 *
 * Context
 *
 *   Flow handlers: hardirq, interrupts off.  The setters further down: process
 *   context or boot.
 *
 * Locking
 *
 *   desc->lock guards state and chip; handle_irq_event() drops it while the
 *   handlers run and sets INPROGRESS instead.
 *
 * Invariants
 *
 *   [F1] The chip is told exactly once about each interrupt, on every way out.
 *   [F2] While INPROGRESS is set, a second CPU does not run the handlers; an edge
 *        leaves PENDING for the first CPU, which runs them again.
 *
 * Compared with Linux
 *
 *   Same flow handlers, same callbacks at the same moments.  Left out: NMI flows,
 *   fasteoi_ack and fasteoi_mask, hierarchies of chips.
 *
 * See also: tests/unit/irq_test.c; Intel 82093AA (IO-APIC) data sheet.
 */

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>

#include "internals.h"

/* ---- telling the chip ------------------------------------------------------- */

void mask_irq(struct irq_desc *desc)
{
	if (irqd_irq_masked(&desc->irq_data))
		return;
	if (desc->irq_data.chip->irq_mask) {
		desc->irq_data.chip->irq_mask(&desc->irq_data);
		irqd_set(&desc->irq_data, IRQD_IRQ_MASKED);
	}
}

void unmask_irq(struct irq_desc *desc)
{
	if (!irqd_irq_masked(&desc->irq_data))
		return;
	if (desc->irq_data.chip->irq_unmask) {
		desc->irq_data.chip->irq_unmask(&desc->irq_data);
		irqd_clear(&desc->irq_data, IRQD_IRQ_MASKED);
	}
}

static void mask_ack_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (chip->irq_mask_ack) {
		chip->irq_mask_ack(&desc->irq_data);
		irqd_set(&desc->irq_data, IRQD_IRQ_MASKED);
		return;
	}
	mask_irq(desc);
	if (chip->irq_ack)
		chip->irq_ack(&desc->irq_data);
}

/* ---- the flow handlers ------------------------------------------------------- */

/*
 * May the handlers not start?  Because the line is disabled, as it also is while
 * nobody uses it ([M3] of manage.c), or because they run already.
 */
static __always_inline bool irq_cannot_run(struct irq_desc *desc)
{
	return unlikely(*desc_state(desc) & IRQD_CANNOT_RUN);
}

/*
 * It has arrived and is not handled: remember it, unless the handlers run just now,
 * for then the wire speaks again if they were too early for it.
 */
static __cold noinline void note_refused(struct irq_desc *desc)
{
	desc->istate &= ~(IRQS_REPLAY | IRQS_WAITING);
	if (!(*desc_state(desc) & IRQD_IRQ_INPROGRESS))
		desc->istate |= IRQS_PENDING;
}

/* After a level: open the line, unless it is disabled or its thread works still. */
static __always_inline void cond_unmask_irq(struct irq_desc *desc)
{
	if (likely(!(*desc_state(desc) & IRQD_IRQ_DISABLED) && !desc->threads_oneshot))
		unmask_irq(desc);
}

/**
 * handle_level_irq - a wire, at a controller that does not hold it back by itself
 */
void handle_level_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	mask_ack_irq(desc);					/* [F1] */
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	handle_irq_event(desc);
	cond_unmask_irq(desc);
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_level_irq);

/* It cannot be handled: shut it, so that a wire does not come back at once. */
static void refuse_fasteoi(struct irq_desc *desc, struct irq_chip *chip)
{
	note_refused(desc);
	if (desc->istate & IRQS_PENDING)
		mask_irq(desc);
	if (!(chip->flags & IRQCHIP_EOI_IF_HANDLED))
		chip->irq_eoi(&desc->irq_data);			/* [F1] */
}

/* With a threaded handler the line is shut before the eoi, until the thread is done. */
static void handle_fasteoi_oneshot(struct irq_desc *desc, struct irq_chip *chip)
{
	kstat_incr_irqs_this_cpu(desc);
	mask_irq(desc);
	handle_irq_event(desc);
	if (!irqd_irq_disabled(&desc->irq_data) && !desc->threads_oneshot) {
		chip->irq_eoi(&desc->irq_data);			/* [F1] no thread was woken */
		unmask_irq(desc);
	} else if (!(chip->flags & IRQCHIP_EOI_THREADED)) {
		chip->irq_eoi(&desc->irq_data);			/* [F1] */
	}
}

static __cold noinline void handle_unusual_fasteoi(struct irq_desc *desc)
{
	if (irq_cannot_run(desc))
		refuse_fasteoi(desc, desc->irq_data.chip);
	else
		handle_fasteoi_oneshot(desc, desc->irq_data.chip);
}

/**
 * handle_fasteoi_irq - a wire, at a controller that waits for "end of interrupt"
 */
void handle_fasteoi_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (unlikely(*desc_state(desc) & (IRQD_CANNOT_RUN | IRQD_IRQ_ONESHOT))) {
		handle_unusual_fasteoi(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	handle_irq_event(desc);
	desc->irq_data.chip->irq_eoi(&desc->irq_data);		/* [F1] */
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_fasteoi_irq);

/* A pulse leaves word for whoever runs the handlers [F2], or for enable_irq(). */
static __cold noinline void refuse_edge(struct irq_desc *desc)
{
	desc->istate &= ~(IRQS_REPLAY | IRQS_WAITING);
	desc->istate |= IRQS_PENDING;
	mask_ack_irq(desc);					/* [F1] */
}

/* Another CPU took a pulse meanwhile: open the line that it shut, run the handlers again. */
static __cold noinline void handle_missed_edges(struct irq_desc *desc)
{
	while ((desc->istate & IRQS_PENDING) && !irqd_irq_disabled(&desc->irq_data)) {
		unmask_irq(desc);
		handle_irq_event(desc);
	}
}

/**
 * handle_edge_irq - a pulse: acknowledged first, so that the next one is noticed
 */
void handle_edge_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (irq_cannot_run(desc)) {
		refuse_edge(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	desc->irq_data.chip->irq_ack(&desc->irq_data);		/* [F1] */
	handle_irq_event(desc);
	if (unlikely(desc->istate & IRQS_PENDING))
		handle_missed_edges(desc);			/* [F2] */
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_edge_irq);

/**
 * handle_simple_irq - no controller to talk to: software has found out who spoke
 */
void handle_simple_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		goto out;
	}
	kstat_incr_irqs_this_cpu(desc);
	handle_irq_event(desc);
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_simple_irq);

/* The same, neither counted nor suspected: a parent that only finds out for whom it was. */
void handle_untracked_irq(struct irq_desc *desc)
{
	desc_lock(desc);
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		goto out;
	}
	desc->istate &= ~IRQS_PENDING;
	*desc_state(desc) |= IRQD_IRQ_INPROGRESS;
	desc_unlock(desc);

	call_handlers(desc);

	desc_lock(desc);
	*desc_state(desc) &= ~IRQD_IRQ_INPROGRESS;
out:
	desc_unlock(desc);
}
EXPORT_SYMBOL_GPL(handle_untracked_irq);

/**
 * handle_percpu_irq - a line of which every CPU has one: neither lock nor state
 */
void handle_percpu_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	kstat_incr_irqs_this_cpu(desc);
	if (chip->irq_ack)
		chip->irq_ack(&desc->irq_data);
	note_interrupt(desc, call_handlers(desc));
	if (chip->irq_eoi)
		chip->irq_eoi(&desc->irq_data);
}
EXPORT_SYMBOL_GPL(handle_percpu_irq);

/* The same where each CPU has its own dev_id, and enables the line for itself. */
void handle_percpu_devid_irq(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;
	struct irqaction *action = desc->action;

	kstat_incr_irqs_this_cpu(desc);
	if (chip->irq_ack)
		chip->irq_ack(&desc->irq_data);
	if (likely(action))
		action->handler(desc->irq_data.irq, this_cpu_ptr(action->percpu_dev_id));
	else
		WARN_ONCE(1, "Spurious percpu IRQ%u on CPU%u, no action\n",
			  desc->irq_data.irq, smp_processor_id());
	if (chip->irq_eoi)
		chip->irq_eoi(&desc->irq_data);
}
EXPORT_SYMBOL_GPL(handle_percpu_devid_irq);

/* A line that nobody has set up. */
void handle_bad_irq(struct irq_desc *desc)
{
	kstat_incr_irqs_this_cpu(desc);
	ack_bad_irq(desc->irq_data.irq);
}
EXPORT_SYMBOL_GPL(handle_bad_irq);

/**
 * handle_nested_irq - run the thread function of a line that hangs behind a slow bus
 *
 * Context: the thread of the line it hangs on.
 */
void handle_nested_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	irqreturn_t retval = IRQ_NONE;
	struct irqaction *action;

	might_sleep();
	raw_spin_lock_irq(&desc->lock);
	if (irq_cannot_run(desc)) {
		note_refused(desc);
		raw_spin_unlock_irq(&desc->lock);
		return;
	}
	kstat_incr_irqs_this_cpu(desc);
	atomic_inc(&desc->threads_active);
	raw_spin_unlock_irq(&desc->lock);

	for_each_action_of_desc(desc, action)
		retval |= action->thread_fn(action->irq, action->dev_id);
	note_interrupt(desc, retval);

	if (atomic_dec_and_test(&desc->threads_active))
		wake_up(&desc->wait_for_threads);
}
EXPORT_SYMBOL_GPL(handle_nested_irq);

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
	struct irq_desc *desc = irq_get_desc_lock(irq, &flags);
	int ret;

	if (!desc)
		return -EINVAL;
	ret = __irq_set_trigger(desc, type);
	irq_put_desc_unlock(desc, flags);
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
