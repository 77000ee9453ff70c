// SPDX-License-Identifier: MIT
/*
 * kernel/irq/manage.c - the users of a line come and go: request_irq(), free_irq()
 *
 * What it is for
 *
 *   A driver asks for the interrupt of its device and gives it back.  The hard parts:
 *   lines are shared by drivers that know nothing of each other; and after free_irq()
 *   has returned, the handler must not run on any CPU.
 *
 * How it works
 *
 *   The users of a line are a list, asked in the order in which they came.  The first
 *   one brings the line up: trigger, flags, unmasked.  Others must agree with it.
 *   free_irq() takes its action off the list, waits until the handlers that may still
 *   walk over it are done, and only then frees it.
 *
 * Context
 *
 *   Process context, may sleep.
 *
 * Locking
 *
 *   desc->request_mutex is held over a whole request or free, so that no two meet
 *   in the middle; inside it the bus lock of slow chips; inside that desc->lock,
 *   with interrupts off, for the list and the state.
 *
 * Invariants
 *
 *   [M1] The list is changed under request_mutex and desc->lock; an action taken
 *        off it is freed only after the line was seen quiet.
 *   [M2] All users of a line agree on sharing, trigger, ONESHOT and PERCPU.
 *   [M3] depth is 0 exactly while the line is not IRQD_IRQ_DISABLED; a line without
 *        users is disabled.  The flow handlers rely on the second.
 *
 * Compared with Linux
 *
 *   Linux 6.1's rules, error numbers and messages.  free_irq() from an interrupt
 *   is named and refused, where Linux goes on and hangs.  Left out: NMI lines, suspend,
 *   power management of chips.
 *
 * See also: tests/unit/irq_test.c.
 */

#define pr_fmt(fmt) "genirq: " fmt

#include <linux/bug.h>
#include <linux/debugflags.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/wait.h>

#include <asm/processor.h>

#include "internals.h"

/* ---- request --------------------------------------------------------------------- */

static void report_mismatch(const struct irqaction *new, const struct irqaction *old)
{
	if (new->flags & IRQF_PROBE_SHARED)
		return;
	pr_err("Flags mismatch irq %d. %08x (%s) vs. %08x (%s)\n", new->irq, new->flags,
	       new->name, old->flags, old->name);
}

/* [M2]: may @new share the line with those who use it? */
static bool may_share(struct irq_desc *desc, const struct irqaction *new,
		      const struct irqaction *old)
{
	unsigned int trigger = new->flags & IRQF_TRIGGER_MASK;

	if (!irqd_trigger_type_was_set(&desc->irq_data))
		irqd_set_trigger_type(&desc->irq_data, trigger);

	return (old->flags & new->flags & IRQF_SHARED) &&
	       irqd_get_trigger_type(&desc->irq_data) == trigger &&
	       !((old->flags ^ new->flags) & (IRQF_ONESHOT | IRQF_PERCPU));
}

/*
 * Each threaded user of a oneshot line has a bit in desc->threads_oneshot: the line
 * stays shut while any of them is set.
 */
static int choose_thread_mask(struct irq_desc *desc, struct irqaction *new)
{
	unsigned long used = 0;
	struct irqaction *action;

	if (!(new->flags & IRQF_ONESHOT)) {
		if (new->handler != irq_default_primary_handler ||
		    (desc->irq_data.chip->flags & IRQCHIP_ONESHOT_SAFE))
			return 0;
		/* Nobody would quiet the device before its thread runs: a level would storm. */
		pr_err("Threaded irq requested with handler=NULL and !ONESHOT for %s (irq %d)\n",
		       new->name, new->irq);
		return -EINVAL;
	}
	for_each_action_of_desc(desc, action)
		used |= action->thread_mask;
	if (used == ~0UL)
		return -EBUSY;
	new->thread_mask = 1UL << ffz(used);
	return 0;
}

/* What the first user's flags make of the line. */
static void apply_flags(struct irq_desc *desc, const struct irqaction *new)
{
	desc->istate &= ~(IRQS_AUTODETECT | IRQS_SPURIOUS_DISABLED | IRQS_WAITING);
	irqd_clear(&desc->irq_data, IRQD_IRQ_INPROGRESS | IRQD_IRQ_ONESHOT);

	if (new->flags & IRQF_PERCPU) {
		irqd_set(&desc->irq_data, IRQD_PER_CPU);
		desc->status_use_accessors |= IRQ_PER_CPU;
	}
	if ((new->flags & IRQF_NO_DEBUG) || noirqdebug)
		desc->status_use_accessors |= IRQ_NO_DEBUG;
	if (new->flags & IRQF_ONESHOT)
		irqd_set(&desc->irq_data, IRQD_IRQ_ONESHOT);
	if (new->flags & IRQF_NOBALANCING) {
		desc->status_use_accessors |= IRQ_NO_BALANCING;
		irqd_set(&desc->irq_data, IRQD_NO_BALANCING);
	}
}

static int first_user(struct irq_desc *desc, struct irqaction *new)
{
	int ret;

	if (new->flags & IRQF_TRIGGER_MASK) {
		ret = __irq_set_trigger(desc, new->flags & IRQF_TRIGGER_MASK);
		if (ret)
			return ret;
	}
	irqd_set_activated(&desc->irq_data);
	apply_flags(desc, new);
	if (!(new->flags & IRQF_NO_AUTOEN) && !irq_settings_have(desc, IRQ_NOAUTOEN)) {
		irq_startup(desc, true);
	} else {
		WARN_ON_ONCE(new->flags & IRQF_SHARED);	/* the others would wait with it */
		desc->depth = 1;
	}
	return 0;
}

static int further_user(struct irq_desc *desc, struct irqaction *new)
{
	unsigned int wanted = new->flags & IRQF_TRIGGER_MASK;
	unsigned int is = irqd_get_trigger_type(&desc->irq_data);

	if (wanted && wanted != is)
		pr_warn("irq %d uses trigger mode %u; requested %u\n", new->irq, is, wanted);
	return 0;
}

/* At the end: handlers are asked in the order in which they came. */
static void link_action(struct irq_desc *desc, struct irqaction *new)
{
	struct irqaction **end = &desc->action;

	while (*end)
		end = &(*end)->next;
	WRITE_ONCE(*end, new);					/* [M1] */

	/* A new user may know what to do with a line that nobody cared for. */
	desc->irq_count = 0;
	desc->irqs_unhandled = 0;
	if (new != desc->action && (desc->istate & IRQS_SPURIOUS_DISABLED)) {
		desc->istate &= ~IRQS_SPURIOUS_DISABLED;
		__enable_irq(desc);
	}
}

/* Everything that needs desc->lock: agree with the others, open the line, join. */
static int join_line(struct irq_desc *desc, struct irqaction *new)
{
	struct irqaction *old = desc->action;
	int ret;

	lockdep_assert_held(&desc->lock);
	if (old && !may_share(desc, new, old)) {
		report_mismatch(new, old);
		return -EBUSY;
	}
	ret = choose_thread_mask(desc, new);
	if (ret)
		return ret;
	ret = old ? further_user(desc, new) : first_user(desc, new);
	if (ret)
		return ret;
	link_action(desc, new);
	return 0;
}

static int request_resources(struct irq_desc *desc, const struct irqaction *new)
{
	struct irq_chip *chip = desc->irq_data.chip;
	int ret;

	if (desc->action || !chip->irq_request_resources)
		return 0;
	ret = chip->irq_request_resources(&desc->irq_data);
	if (ret)
		pr_err("Failed to request resources for %s (irq %d) on irqchip %s\n",
		       new->name, new->irq, chip->name);
	return ret;
}

static void release_resources(struct irq_desc *desc)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (!desc->action && chip->irq_release_resources)
		chip->irq_release_resources(&desc->irq_data);
}

/* request_mutex is held: nobody else joins or leaves meanwhile. */
static int install_action(struct irq_desc *desc, struct irqaction *new)
{
	unsigned long flags;
	int ret;

	chip_bus_lock(desc);
	ret = request_resources(desc, new);
	if (ret)
		goto out_bus;

	raw_spin_lock_irqsave(&desc->lock, flags);
	ret = join_line(desc, new);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	if (ret)
		release_resources(desc);
out_bus:
	chip_bus_sync_unlock(desc);
	return ret;
}

/* Which of handler, thread and both the user gets. */
static int prepare_handlers(struct irq_desc *desc, struct irqaction *new)
{
	int ret;

	if (irq_settings_have(desc, IRQ_NESTED_THREAD)) {
		if (!new->thread_fn)
			return -EINVAL;
		new->handler = irq_nested_primary_handler;	/* the parent's thread calls us */
		return 0;
	}
	if (!irq_settings_have(desc, IRQ_NOTHREAD)) {
		ret = irq_setup_forced_threading(new);
		if (ret)
			return ret;
	}
	return irq_create_threads(new);
}

static int setup_irq(struct irq_desc *desc, struct irqaction *new)
{
	int ret;

	if (desc->irq_data.chip == &no_irq_chip)
		return -ENOSYS;
	if (!(new->flags & IRQF_TRIGGER_MASK))
		new->flags |= irqd_get_trigger_type(&desc->irq_data);

	ret = prepare_handlers(desc, new);
	if (ret)
		return ret;
	if (desc->irq_data.chip->flags & IRQCHIP_ONESHOT_SAFE)
		new->flags &= ~IRQF_ONESHOT;

	mutex_lock(&desc->request_mutex);
	ret = install_action(desc, new);
	mutex_unlock(&desc->request_mutex);
	if (ret) {
		irq_stop_threads(new);
		return ret;
	}
	irq_start_threads(new);
	register_irq_proc(new->irq, desc);
	register_handler_proc(new->irq, new);
	return 0;
}

/* Flags that contradict each other, or a line that is not for everybody. */
static int check_request(const struct irq_desc *desc, unsigned long flags, const void *dev_id)
{
	if ((flags & IRQF_SHARED) && (!dev_id || (flags & IRQF_NO_AUTOEN)))
		return -EINVAL;
	if (!(flags & IRQF_SHARED) && (flags & IRQF_COND_SUSPEND))
		return -EINVAL;
	if ((flags & IRQF_NO_SUSPEND) && (flags & IRQF_COND_SUSPEND))
		return -EINVAL;
	if (!desc || irq_settings_have(desc, IRQ_NOREQUEST))
		return -EINVAL;
	if (WARN_ON(irq_settings_have(desc, IRQ_PER_CPU_DEVID)))
		return -EINVAL;
	return 0;
}

/**
 * request_threaded_irq - have @handler called in hardirq context, @thread_fn in a thread
 * @handler: answers IRQ_WAKE_THREAD to have @thread_fn run; NULL: always
 * @thread_fn: may sleep; NULL: no thread
 * @dev: handed to both, and names the user of a shared line
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL, -EBUSY (taken and not shared), -ENOMEM, -ENOSYS (no controller
 * drives the line), -ENOTCONN, or what the controller said.
 */
int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			 unsigned long flags, const char *name, void *dev)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	int ret;

	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	ret = check_request(desc, flags, dev);
	if (ret)
		return ret;
	if (!handler && !thread_fn)
		return -EINVAL;

	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->irq = irq;
	action->handler = handler ?: irq_default_primary_handler;
	action->thread_fn = thread_fn;
	action->flags = flags;
	action->name = name;
	action->dev_id = dev;

	ret = setup_irq(desc, action);
	if (ret) {
		kfree(action->secondary);
		kfree(action);
	}
	return ret;
}
EXPORT_SYMBOL(request_threaded_irq);

/**
 * request_any_context_irq - request_irq(), or a thread where the line can have no handler
 *
 * Return: IRQC_IS_HARDIRQ or IRQC_IS_NESTED; negative as request_threaded_irq().
 */
int request_any_context_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
			    const char *name, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	int ret;

	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	if (!desc)
		return -EINVAL;
	if (irq_settings_have(desc, IRQ_NESTED_THREAD)) {
		ret = request_threaded_irq(irq, NULL, handler, flags, name, dev_id);
		return ret ?: IRQC_IS_NESTED;
	}
	ret = request_irq(irq, handler, flags, name, dev_id);
	return ret ?: IRQC_IS_HARDIRQ;
}
EXPORT_SYMBOL_GPL(request_any_context_irq);

/* ---- free -------------------------------------------------------------------------- */

/* Off the list; a line without users is shut.  NULL if @dev_id is not on it. */
static struct irqaction *unlink_action(struct irq_desc *desc, const void *dev_id)
{
	struct irqaction **link = &desc->action;
	struct irqaction *action;

	lockdep_assert_held(&desc->lock);
	while (*link && (*link)->dev_id != dev_id)
		link = &(*link)->next;
	action = *link;
	if (!action) {
		WARN(1, "Trying to free already-free IRQ %d\n", irq_desc_get_irq(desc));
		return NULL;
	}
	WRITE_ONCE(*link, action->next);			/* [M1] */
	if (!desc->action) {
		desc->status_use_accessors &= ~IRQ_DISABLE_UNLAZY;
		irq_shutdown(desc);
	}
	return action;
}

static struct irqaction *remove_action(struct irq_desc *desc, const void *dev_id)
{
	struct irqaction *action;
	unsigned long flags;

	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	action = unlink_action(desc, dev_id);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
	return action;
}

/*
 * Another user of the line may make it fire at any time, even in the middle of
 * free_irq(): a driver of a shared line must stand that, and this call shows.
 */
static void call_once_more(struct irqaction *action)
{
	unsigned long flags;

	if (!debug_enabled(DEBUG_SHIRQ) || !(action->flags & IRQF_SHARED))
		return;
	local_irq_save(flags);
	action->handler(action->irq, action->dev_id);
	local_irq_restore(flags);
}

/**
 * free_irq - give the interrupt back
 *
 * When it returns, the handler and the thread of @dev_id run on no CPU and will not
 * again.  The device must have stopped to interrupt before, if the line is shared.
 *
 * Context: process context, may sleep; not from a handler of @irq.
 * Return: the name given to request_irq(), or NULL.
 */
const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	const char *name;

	if (!desc || WARN_ON(irq_settings_have(desc, IRQ_PER_CPU_DEVID)))
		return NULL;
	if (WARN(in_interrupt(), "Trying to free IRQ %d from IRQ context!\n", irq))
		return NULL;

	if (WARN_ON(desc->affinity_notify))
		desc->affinity_notify = NULL;	/* it is the driver's memory */
	mutex_lock(&desc->request_mutex);
	action = remove_action(desc, dev_id);
	if (!action) {
		mutex_unlock(&desc->request_mutex);
		return NULL;
	}
	unregister_handler_proc(irq, action);
	wait_for_handlers_and_threads(desc);			/* [M1] */
	call_once_more(action);
	if (WARN_ON_ONCE(desc->affinity_hint && !desc->action))
		desc->affinity_hint = NULL;	/* it is the driver's memory */
	irq_stop_threads(action);
	chip_bus_lock(desc);
	release_resources(desc);
	chip_bus_sync_unlock(desc);
	mutex_unlock(&desc->request_mutex);

	name = action->name;
	kfree(action->secondary);
	kfree(action);
	return name;
}
EXPORT_SYMBOL(free_irq);
