// SPDX-License-Identifier: MIT
/*
 * kernel/time/clockevents.c - devices that ring: their states, and setting the next ring
 *
 * What it is for
 *
 *   A PIT, a local APIC timer and what else may interrupt at a set time differ in
 *   registers only.  Their drivers register here; tick.c picks one per CPU, and
 *   everything above speaks of nanoseconds.
 *
 * How it works
 *
 *   A device is periodic (it rings every tick by itself) or one-shot (it rings
 *   once, after a number of its own ticks).  A point in time becomes that number
 *   by a multiplication and a shift, rounded up: a device never rings early.
 *
 * Locking: a device is used by its own CPU only, with interrupts off.
 * clockevents_lock guards the list of devices; order: outermost of this folder.
 *
 * Left out: devices on behalf of sleeping CPUs (broadcast), suspend.
 */

#include <linux/bug.h>
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/time64.h>

#include "tick_internal.h"

#define MIN_USABLE_DELTA_NS	1000	/* a nearer event would be past before it is set */
#define MAX_INTERVAL		600	/* s: nobody programs further ahead */

static DEFINE_RAW_SPINLOCK(clockevents_lock);
static LIST_HEAD(clockevent_devices);	/* L: clockevents_lock */

/* Device ticks to ns, by the inverse of the factors for ns to device ticks */
u64 clockevent_delta2ns(unsigned long latch, struct clock_event_device *evt)
{
	u64 ns = (u64)latch << evt->shift;

	if (WARN_ON(!evt->mult))
		evt->mult = 1;
	if (ns >> evt->shift != latch)
		ns = ~0ULL;	/* the shift has lost bits */
	ns = div_u64(ns, evt->mult);
	return max_t(u64, ns, MIN_USABLE_DELTA_NS);
}
EXPORT_SYMBOL_GPL(clockevent_delta2ns);

static int (*state_call(struct clock_event_device *dev, enum clock_event_state state))
	(struct clock_event_device *dev)
{
	switch (state) {
	case CLOCK_EVT_STATE_PERIODIC:
		return dev->set_state_periodic;
	case CLOCK_EVT_STATE_ONESHOT:
		return dev->set_state_oneshot;
	case CLOCK_EVT_STATE_ONESHOT_STOPPED:
		return dev->set_state_oneshot_stopped;
	case CLOCK_EVT_STATE_SHUTDOWN:
	case CLOCK_EVT_STATE_DETACHED:
		return dev->set_state_shutdown;
	}
	return NULL;
}

/* A device may leave out the call for a state that needs nothing done. */
void clockevents_switch_state(struct clock_event_device *dev, enum clock_event_state state)
{
	int (*call)(struct clock_event_device *dev) = state_call(dev, state);

	if (dev->state_use_accessors == state)
		return;
	if (call && call(dev))
		return;
	dev->state_use_accessors = state;
	if (state == CLOCK_EVT_STATE_ONESHOT && WARN_ON(!dev->mult))
		dev->mult = 1;
}

/* As soon as the device can: for an event that is due already */
static int program_minimum(struct clock_event_device *dev)
{
	dev->next_event = ktime_add_ns(ktime_get(), dev->min_delta_ns);
	dev->retries++;
	return dev->set_next_event(dev->min_delta_ticks, dev);
}

/**
 * clockevents_program_event - ring at a point in time
 * @force: if that is past, ring as soon as possible; else refuse
 *
 * Context: interrupts off, the device's CPU.
 * Return: 0, or -ETIME if @expires is past and not @force.
 */
int clockevents_program_event(struct clock_event_device *dev, ktime_t expires, bool force)
{
	s64 delta;
	u64 ticks;

	dev->next_event = expires;
	if (dev->features & CLOCK_EVT_FEAT_KTIME)
		return dev->set_next_ktime(expires, dev);

	delta = ktime_sub(expires, ktime_get());
	if (delta <= 0)
		return force ? program_minimum(dev) : -ETIME;

	delta = min_t(s64, delta, dev->max_delta_ns);
	ticks = (((u64)delta * dev->mult) >> dev->shift) + 1;
	return dev->set_next_event(max_t(unsigned long, (unsigned long)ticks,
					 dev->min_delta_ticks), dev);
}

static void config(struct clock_event_device *dev, u32 freq)
{
	u64 seconds;

	if (!(dev->features & CLOCK_EVT_FEAT_ONESHOT))
		return;
	seconds = div_u64(dev->max_delta_ticks, freq);
	seconds = clamp_t(u64, seconds, 1, MAX_INTERVAL);
	clocks_calc_mult_shift(&dev->mult, &dev->shift, NSEC_PER_SEC, freq, (u32)seconds);
	dev->min_delta_ns = clockevent_delta2ns(dev->min_delta_ticks, dev);
	dev->max_delta_ns = min_t(u64, clockevent_delta2ns(dev->max_delta_ticks, dev),
				  seconds * NSEC_PER_SEC);
}

/**
 * clockevents_register_device - offer a configured device
 *
 * The CPU this runs on takes it if it is better than what it has.
 * Context: any but NMI; on the CPU that the device belongs to.
 */
void clockevents_register_device(struct clock_event_device *dev)
{
	unsigned long flags;

	dev->state_use_accessors = CLOCK_EVT_STATE_DETACHED;
	if (!dev->cpumask)
		dev->cpumask = cpumask_of(smp_processor_id());

	raw_spin_lock_irqsave(&clockevents_lock, flags);
	list_add(&dev->list, &clockevent_devices);
	tick_check_new_device(dev);
	raw_spin_unlock_irqrestore(&clockevents_lock, flags);
}
EXPORT_SYMBOL_GPL(clockevents_register_device);

/* The best of the other devices of this CPU, or NULL. */
static struct clock_event_device *find_replacement(struct clock_event_device *ced, int cpu)
{
	struct clock_event_device *dev, *best = NULL;

	lockdep_assert_held(&clockevents_lock);
	list_for_each_entry(dev, &clockevent_devices, list)
		if (dev != ced && cpumask_test_cpu(cpu, dev->cpumask) && tick_is_better(dev, best))
			best = dev;
	return best;
}

/**
 * clockevents_unbind_device - take a device back from the tick
 * @ced: registered; if it rings for this CPU, the next best takes its place
 * @cpu: this CPU
 *
 * Afterwards it is the caller's, off, until it is registered again.
 * Context: any but NMI; on the CPU that the device belongs to.
 * Return: 0, or -EBUSY if no other device can do its work.
 */
int clockevents_unbind_device(struct clock_event_device *ced, int cpu)
{
	struct clock_event_device *replacement;
	unsigned long flags;
	int ret = 0;

	raw_spin_lock_irqsave(&clockevents_lock, flags);
	if (this_cpu_read(tick_cpu_device.evtdev) == ced) {
		replacement = find_replacement(ced, cpu);
		if (replacement)
			tick_replace_device(replacement);
		else
			ret = -EBUSY;
	}
	if (!ret)
		list_del_init(&ced->list);
	raw_spin_unlock_irqrestore(&clockevents_lock, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(clockevents_unbind_device);

/**
 * clockevents_config_and_register - offer a device of a known rate
 * @freq: its ticks in a second
 * @min_delta: fewest ticks it can be programmed for
 * @max_delta: most ticks
 *
 * Context: as clockevents_register_device().
 */
void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta, unsigned long max_delta)
{
	dev->min_delta_ticks = min_delta;
	dev->max_delta_ticks = max_delta;
	config(dev, freq);
	clockevents_register_device(dev);
}
EXPORT_SYMBOL_GPL(clockevents_config_and_register);

/* The device's rate has been measured better. */
int clockevents_update_freq(struct clock_event_device *dev, u32 freq)
{
	unsigned long flags;
	int ret = 0;

	local_irq_save(flags);
	config(dev, freq);
	if (clockevent_state_oneshot(dev))
		ret = clockevents_program_event(dev, dev->next_event, false);
	local_irq_restore(flags);
	return ret;
}
EXPORT_SYMBOL_GPL(clockevents_update_freq);

/* @old, if any, is given back; @dev, if any, is taken, off. */
void clockevents_exchange_device(struct clock_event_device *old, struct clock_event_device *dev)
{
	lockdep_assert_irqs_disabled();
	if (old)
		clockevents_switch_state(old, CLOCK_EVT_STATE_DETACHED);
	if (dev) {
		WARN_ON(!clockevent_state_detached(dev));
		clockevents_switch_state(dev, CLOCK_EVT_STATE_SHUTDOWN);
	}
}
