/* SPDX-License-Identifier: MIT */
/*
 * kernel/time/timer_base.h - a CPU's timer wheels and their lock
 *
 * Shared by timer.c, which sets and deletes timers, and timer_run.c, which runs
 * them.  The essay is in timer.c.
 */
#ifndef KERNEL_TIME_TIMER_BASE_H
#define KERNEL_TIME_TIMER_BASE_H

#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "wheel.h"

/* STD wakes an idle CPU, DEF waits until it is busy anyway. */
enum { WHEEL_STD, WHEEL_DEF, NR_WHEELS };

struct timer_wheel {
	unsigned long clk;			/* L: worked off up to here */
	/* L: nothing is due before; its CPU reads it freely */
	unsigned long next_expiry;
	struct timer_base *base;		/* I: whose lock guards it */
	u64 pending[LVL_DEPTH];			/* L: bit per bucket [T5] */
	struct hlist_head bucket[WHEEL_SIZE];	/* L */
};

struct timer_base {
	struct timer_wheel wheel[NR_WHEELS];
	raw_spinlock_t lock;
	unsigned int cpu;			/* I */
	bool is_idle;				/* L: its CPU sleeps beyond the next tick */
	struct timer_list *running_timer;	/* L: whose function is being called */
};

DECLARE_PER_CPU_ALIGNED(struct timer_base, timer_base);
DECLARE_PER_CPU(struct timer_base *, own_timer_base);	/* I: the address of this CPU's */

/* ---- locking: interrupts are off ---- */

static __always_inline void base_lock(struct timer_base *base)
{
	do_raw_spin_lock(&base->lock, 0);
}

static __always_inline void base_unlock(struct timer_base *base)
{
	do_raw_spin_unlock(&base->lock);
}

static __always_inline void base_unlock_restore(struct timer_base *base, unsigned long flags)
{
	base_unlock(base);
	local_irq_restore(flags);
}

static inline struct timer_wheel *wheel_for(struct timer_base *base, const struct timer_list *timer)
{
	return &base->wheel[timer->flags & TIMER_DEFERRABLE ? WHEEL_DEF : WHEEL_STD];
}

/* ---- the wheel ---- */

/*
 * The wheel stands still while nothing is due.  Before a timer is put in, bring
 * it up to date: a stale clk would make the delay, and with it the rounding, too
 * large.  No bucket may be passed that is due.
 */
static inline void forward_wheel(struct timer_wheel *wheel)
{
	unsigned long now = READ_ONCE(jiffies);

	if (likely(now == wheel->clk) || time_before(now, wheel->clk))
		return;
	if (likely(time_after(wheel->next_expiry, now)))
		wheel->clk = now;
	else if (time_after(wheel->next_expiry, wheel->clk))
		wheel->clk = wheel->next_expiry;
}

/* timer_debug.c: with debug=lockdep */
void timer_call_watched(void (*fn)(struct timer_list *timer), unsigned long word);
void timer_watch_wait(struct timer_list *timer);

static __always_inline void detach_timer(struct timer_list *timer)
{
	__hlist_del(&timer->entry);
	timer->entry.pprev = NULL;
}

#endif /* KERNEL_TIME_TIMER_BASE_H */
