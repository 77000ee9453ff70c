/* SPDX-License-Identifier: MIT */
/*
 * include/linux/clockchips.h - a device that interrupts at a set time
 *
 * A clocksource tells the time; a clock event device rings.  Its driver sets
 * features, cpumask, rating and the calls, registers it on the CPU it belongs
 * to, and calls evt->event_handler(evt) from its interrupt.
 *
 * Left out: broadcast to CPUs whose own timer stops, suspend.
 */
#ifndef LINUX_CLOCKCHIPS_H
#define LINUX_CLOCKCHIPS_H

#include <linux/cpumask.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/types.h>

enum clock_event_state {
	CLOCK_EVT_STATE_DETACHED,		/* nobody's; initial */
	CLOCK_EVT_STATE_SHUTDOWN,		/* somebody's, off */
	CLOCK_EVT_STATE_PERIODIC,		/* rings every tick */
	CLOCK_EVT_STATE_ONESHOT,		/* rings once, when programmed */
	CLOCK_EVT_STATE_ONESHOT_STOPPED,	/* one-shot, nothing programmed */
};

#define CLOCK_EVT_FEAT_PERIODIC		0x000001
#define CLOCK_EVT_FEAT_ONESHOT		0x000002
#define CLOCK_EVT_FEAT_KTIME		0x000004	/* set_next_ktime takes absolute time */
#define CLOCK_EVT_FEAT_C3STOP		0x000008	/* stops in deep sleep states */
#define CLOCK_EVT_FEAT_DUMMY		0x000010

struct clock_event_device {
	void (*event_handler)(struct clock_event_device *dev);	/* C: own CPU, irqs off */
	int (*set_next_event)(unsigned long evt, struct clock_event_device *dev);	/* I */
	int (*set_next_ktime)(ktime_t expires, struct clock_event_device *dev);		/* I */
	ktime_t next_event;			/* C: programmed for; KTIME_MAX = not */
	u64 max_delta_ns;			/* I */
	u64 min_delta_ns;			/* I */
	u32 mult;				/* I: device ticks = (ns * mult) >> shift */
	u32 shift;				/* I */
	enum clock_event_state state_use_accessors;	/* C */
	unsigned int features;			/* I */
	unsigned long retries;			/* C: next event was too near, so often */

	int (*set_state_periodic)(struct clock_event_device *dev);
	int (*set_state_oneshot)(struct clock_event_device *dev);
	int (*set_state_oneshot_stopped)(struct clock_event_device *dev);
	int (*set_state_shutdown)(struct clock_event_device *dev);
	int (*tick_resume)(struct clock_event_device *dev);

	unsigned long min_delta_ticks;		/* I */
	unsigned long max_delta_ticks;		/* I */
	const char *name;			/* I */
	int rating;				/* I */
	int irq;				/* I */
	const struct cpumask *cpumask;		/* I: which CPUs it can interrupt */
	struct list_head list;			/* L: clockevents_lock */
};

static inline bool clockevent_state_detached(struct clock_event_device *dev)
{
	return dev->state_use_accessors == CLOCK_EVT_STATE_DETACHED;
}

static inline bool clockevent_state_shutdown(struct clock_event_device *dev)
{
	return dev->state_use_accessors == CLOCK_EVT_STATE_SHUTDOWN;
}

static inline bool clockevent_state_periodic(struct clock_event_device *dev)
{
	return dev->state_use_accessors == CLOCK_EVT_STATE_PERIODIC;
}

static inline bool clockevent_state_oneshot(struct clock_event_device *dev)
{
	return dev->state_use_accessors == CLOCK_EVT_STATE_ONESHOT;
}

static inline bool clockevent_state_oneshot_stopped(struct clock_event_device *dev)
{
	return dev->state_use_accessors == CLOCK_EVT_STATE_ONESHOT_STOPPED;
}

void clockevents_register_device(struct clock_event_device *dev);
void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta, unsigned long max_delta);
int clockevents_unbind_device(struct clock_event_device *ced, int cpu);
int clockevents_update_freq(struct clock_event_device *dev, u32 freq);
u64 clockevent_delta2ns(unsigned long latch, struct clock_event_device *evt);

#endif /* LINUX_CLOCKCHIPS_H */
