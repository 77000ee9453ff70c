// SPDX-License-Identifier: MIT
/*
 * kernel/time/timer.c - call functions at a later tick, thousands of them for the price of one
 *
 * What it is for
 *
 *   Drivers set timers to notice what does NOT happen: a lost reply, a device
 *   that hangs.  Nearly all of them are deleted or pushed back before they
 *   expire, so setting and deleting must cost next to nothing, and being exact
 *   matters little.  (What must be exact uses an hrtimer.)
 *
 * How it works
 *
 *   A wheel of LVL_DEPTH levels with 64 buckets each.  A timer goes into the
 *   bucket of its rounded-up expiry on the first level that reaches far enough,
 *   and stays there: it is never moved to a finer level.  The price is the
 *   rounding; it grows with the delay, never beyond an eighth of it:
 *
 *     level 0:  buckets of 1 tick,    for delays below 63 ticks
 *     level 1:  buckets of 8 ticks,   below 504
 *     level n:  buckets of 8**n ticks                      (wheel.h has it exactly)
 *
 *   wheel->clk is the tick up to which the wheel has been worked off.  Setting a
 *   timer is: find level and bucket, push onto the bucket's list, set the bucket's
 *   bit in pending[].  Deleting one is taking it off its list; it leaves the bit.
 *   The next tick with work is found from these words by rotating each until clk's
 *   bucket is bit 0; a bit whose bucket turns out empty is cleared then.
 *
 *        tick (hardirq)              TIMER_SOFTIRQ
 *        --------------              -------------
 *        jiffies >= next_expiry?
 *          raise  ----------------->  clk = next_expiry
 *                                     take the buckets of all levels due at clk
 *                                     call each timer's function, unlocked
 *                                     next_expiry = ... and again, until it lies ahead
 *
 *   A CPU has a second wheel for TIMER_DEFERRABLE timers, which an idle CPU does
 *   not wake for.
 *
 * Context
 *
 *   function                      may be called from
 *   mod_timer, add_timer,         anywhere but NMI
 *   timer_delete, timer_reduce
 *   timer_delete_sync,            process or softirq; hardirq only for timers with
 *   timer_shutdown_sync           TIMER_IRQSAFE; never from the timer's own function
 *   the timer's function          softirq, interrupts on (off with TIMER_IRQSAFE)
 *
 * Locking
 *
 *   base->lock (raw, irqs off) guards a CPU's two wheels and all timers in them.
 *   timer->home says which wheel, and changes under that lock only: lock_home()
 *   looks, locks, and looks again.  Order: inside every lock a caller may hold;
 *   innermost.  With interrupts off nobody is preempted, so taking it does not
 *   touch preempt_count.
 *
 * Invariants
 *
 *   [T1] A timer never runs before its jiffy.
 *   [T2] It runs at most an eighth of its delay (8/63, to be exact) and one tick
 *        late, if softirqs run.
 *   [T3] After timer_delete_sync() it neither runs nor is pending, unless armed anew.
 *   [T4] A timer's function returns with the preempt_count it was called with.
 *   [T5] pending[] has a bit set for each bucket that is not empty.
 *
 * Compared with Linux: the same wheel geometry and rounding, the same order of
 * timers of one bucket (last set runs first; setting one anew counts).  Left out:
 * migration of timers to busy CPUs, CPU hotplug.
 *
 * See also: kernel/time/timer_run.c, which runs them; kernel/time/hrtimer.c;
 * tests/unit/timer_test.c.
 */

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include <asm/arch.h>
#include <asm/processor.h>

#include "tick_internal.h"
#include "timer_base.h"

DEFINE_PER_CPU_ALIGNED(struct timer_base, timer_base);
DEFINE_PER_CPU(struct timer_base *, own_timer_base);

/* timer->home: a wheel's address, and with it ... (0: never set, no wheel yet) */
#define HOME_MOVING	1ul	/* on its way to another: wait */
#define HOME_DEAD	2ul	/* shut down: cannot be set */
#define HOME_FLAGS	(HOME_MOVING | HOME_DEAD)

/* ---- whose timer is it ---- */

static inline struct timer_wheel *home_of(const struct timer_list *timer)
{
	return (struct timer_wheel *)(READ_ONCE(timer->home) & ~HOME_FLAGS);
}

/* A static timer is used for the first time; if two CPUs do so, one of them settles it. */
static void find_home(struct timer_list *timer)
{
	struct timer_wheel *wheel = wheel_for(raw_cpu_ptr(&timer_base), timer);

	cmpxchg(&timer->home, 0ul, (unsigned long)wheel);
}

/* Lock the base that @timer belongs to; it may move until we have got it. */
static struct timer_base *lock_home(struct timer_list *timer, unsigned long *flags)
{
	for (;;) {
		unsigned long home = READ_ONCE(timer->home);

		if (unlikely(!(home & ~HOME_FLAGS))) {
			find_home(timer);
		} else if (likely(!(home & HOME_MOVING))) {
			struct timer_base *base = home_of(timer)->base;

			local_irq_save(*flags);
			base_lock(base);
			if (likely(timer->home == home))
				return base;
			base_unlock_restore(base, *flags);
		}
		cpu_relax();
	}
}

/*
 * The common case, in few instructions: nobody checks locks, and @timer is a live
 * plain one whose home is this CPU.  If this returns false, take the long way.
 */
static __always_inline bool lock_own(struct timer_base *base, const struct timer_list *timer)
{
	if (debug_enabled(DEBUG_LOCKS))
		return false;
	arch_spin_lock(&base->lock.raw_lock);
	if (likely(timer->home == (unsigned long)&base->wheel[WHEEL_STD]))
		return true;
	arch_spin_unlock(&base->lock.raw_lock);
	return false;
}

static __always_inline void unlock_own(struct timer_base *base)
{
	arch_spin_unlock(&base->lock.raw_lock);
}

/* ---- setting ---- */

/* Called with timer->expires set.  Returns true if it is due before all others. */
static __always_inline bool wheel_insert(struct timer_wheel *wheel, struct timer_list *timer)
{
	struct wheel_place place = wheel_find_place(timer->expires, wheel->clk);

	hlist_add_head(&timer->entry, &wheel->bucket[wheel_bucket(&place)]);
	wheel->pending[place.level] |= 1ULL << place.slot;	/* [T5] */
	if (likely(!time_before(place.due, wheel->next_expiry)))
		return false;
	wheel->next_expiry = place.due;
	return true;
}

/* A CPU that sleeps longer than that must look again; this one does so by itself. */
static inline void kick_if_idle(struct timer_base *base, const struct timer_list *timer)
{
	if (unlikely(base->is_idle) && base->cpu != raw_smp_processor_id() &&
	    !(timer->flags & TIMER_DEFERRABLE))
		arch_send_reschedule(base->cpu);
}

static inline bool detach_if_pending(struct timer_list *timer)
{
	if (!timer_pending(timer))
		return false;
	detach_timer(timer);
	return true;
}

enum {
	MOD_ANY		= 0,
	MOD_PENDING	= 1,	/* only if it is pending */
	MOD_REDUCE	= 2,	/* only if that makes it earlier */
};

/* Both bases' locks are never held together: HOME_MOVING keeps others away meanwhile. */
static struct timer_base *move_to(struct timer_base *to, struct timer_base *from,
				  struct timer_list *timer)
{
	timer->home |= HOME_MOVING;
	base_unlock(from);
	base_lock(to);
	WRITE_ONCE(timer->home, (unsigned long)wheel_for(to, timer));
	return to;
}

/* A shut-down timer stays dead; one that was never set up is somebody's mistake. */
static bool is_usable(const struct timer_list *timer)
{
	if (unlikely(timer->home & HOME_DEAD))
		return false;
	return !WARN_ON_ONCE(!timer->function);
}

/* Does @how forbid it?  Called with the base locked. */
static inline bool is_refused(const struct timer_list *timer, unsigned long expires,
			      unsigned int how)
{
	if (!timer_pending(timer))
		return how & MOD_PENDING;
	return (how & MOD_REDUCE) && time_before_eq(timer->expires, expires);
}

static void insert(struct timer_base *base, struct timer_list *timer)
{
	struct timer_wheel *wheel = wheel_for(base, timer);

	forward_wheel(wheel);
	if (wheel_insert(wheel, timer))
		kick_if_idle(base, timer);
}

static noinline int modify(struct timer_list *timer, unsigned long expires, unsigned int how)
{
	struct timer_base *base, *here;
	unsigned long flags;
	bool was_pending = false;

	/* Nothing to do, by a look without the lock: a network timeout that is pushed back. */
	if (timer_pending(timer) && READ_ONCE(timer->expires) == expires)
		return 1;

	base = lock_home(timer, &flags);
	if (unlikely(!is_usable(timer)))
		goto out;
	was_pending = timer_pending(timer);
	if (is_refused(timer, expires, how))
		goto out;
	detach_if_pending(timer);

	/* To this CPU, unless its function runs elsewhere: _sync must find it there. */
	here = this_cpu_ptr(&timer_base);
	if (unlikely(here != base) && base->running_timer != timer)
		base = move_to(here, base, timer);

	timer->expires = expires;
	insert(base, timer);
out:
	base_unlock_restore(base, flags);
	return was_pending;
}

/**
 * mod_timer - set a timer, pending or not, to @expires (in jiffies)
 *
 * Context: any but NMI.
 * Return: 1 if it was pending, else 0.  A timer that was shut down is left alone.
 */
int mod_timer(struct timer_list *timer, unsigned long expires)
{
	struct timer_base *base;
	unsigned long flags;

	local_irq_save(flags);
	base = this_cpu_read(own_timer_base);
	if (likely(lock_own(base, timer))) {
		if (likely(!timer->entry.pprev)) {
			timer->expires = expires;
			forward_wheel(&base->wheel[WHEEL_STD]);
			(void)wheel_insert(&base->wheel[WHEEL_STD], timer);	/* own CPU: awake */
			unlock_own(base);
			local_irq_restore(flags);
			return 0;
		}
		unlock_own(base);
	}
	local_irq_restore(flags);
	return modify(timer, expires, MOD_ANY);
}
EXPORT_SYMBOL(mod_timer);

/* The same, but a timer that is not pending stays so. */
int mod_timer_pending(struct timer_list *timer, unsigned long expires)
{
	return modify(timer, expires, MOD_PENDING);
}
EXPORT_SYMBOL(mod_timer_pending);

/* The same, but a pending timer is never set to a later tick. */
int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	return modify(timer, expires, MOD_REDUCE);
}
EXPORT_SYMBOL(timer_reduce);

/**
 * add_timer - start a timer whose ->expires has been filled in
 *
 * Context: any but NMI.  The timer must not be pending.
 */
void add_timer(struct timer_list *timer)
{
	BUG_ON(timer_pending(timer));
	mod_timer(timer, timer->expires);
}
EXPORT_SYMBOL(add_timer);

/* The same on a given CPU. */
void add_timer_on(struct timer_list *timer, int cpu)
{
	struct timer_base *target = &per_cpu(timer_base, cpu);
	struct timer_base *base;
	unsigned long flags;

	if (WARN_ON(timer_pending(timer)))
		return;
	base = lock_home(timer, &flags);
	if (likely(is_usable(timer))) {
		if (base != target)
			base = move_to(target, base, timer);
		insert(base, timer);
	}
	base_unlock_restore(base, flags);
}
EXPORT_SYMBOL_GPL(add_timer_on);

static void init_timer_fields(struct timer_list *timer, void (*func)(struct timer_list *timer),
			      unsigned int flags)
{
	timer->entry.pprev = NULL;
	timer->function = func;
	timer->data = (unsigned long)timer;
	if (WARN_ON_ONCE(flags & ~TIMER_INIT_FLAGS))
		flags &= TIMER_INIT_FLAGS;
	timer->flags = flags;
	timer->home = (unsigned long)wheel_for(raw_cpu_ptr(&timer_base), timer);
}

/* Called through timer_setup(); @func gets the timer. */
void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *timer),
		    unsigned int flags)
{
	debug_object_init(timer, &timer_debug_descr);
	init_timer_fields(timer, func, flags);
}
EXPORT_SYMBOL(init_timer_key);

/* Through timer_setup_on_stack(). */
void init_timer_on_stack_key(struct timer_list *timer, void (*func)(struct timer_list *timer),
			     unsigned int flags)
{
	debug_object_init_on_stack(timer, &timer_debug_descr);
	init_timer_fields(timer, func, flags);
}
EXPORT_SYMBOL(init_timer_on_stack_key);

/* ---- deleting ---- */

/* From now on it cannot be set: its users are gone.  Called with its base locked. */
static inline void mark_dead(struct timer_list *timer)
{
	timer->function = NULL;
	timer->home |= HOME_DEAD;
}

static noinline int delete(struct timer_list *timer, bool shutdown)
{
	struct timer_base *base;
	unsigned long flags;
	bool was_pending;

	base = lock_home(timer, &flags);
	was_pending = detach_if_pending(timer);
	if (shutdown)
		mark_dead(timer);
	base_unlock_restore(base, flags);
	return was_pending;
}

/**
 * timer_delete - a pending timer will not run
 *
 * Its function may be running, on another CPU or below us: see timer_delete_sync().
 * Context: any but NMI.
 * Return: 1 if it was pending, else 0.
 */
int timer_delete(struct timer_list *timer)
{
	struct timer_base *base;
	unsigned long flags;

	if (!timer_pending(timer))
		return 0;
	local_irq_save(flags);
	base = this_cpu_read(own_timer_base);
	if (likely(lock_own(base, timer))) {
		if (likely(timer->entry.pprev)) {
			detach_timer(timer);
			unlock_own(base);
			local_irq_restore(flags);
			return 1;
		}
		unlock_own(base);
	}
	local_irq_restore(flags);
	return delete(timer, false);
}
EXPORT_SYMBOL(timer_delete);

/**
 * timer_shutdown - delete a timer for good: setting it again does nothing
 *
 * Context: any but NMI.
 * Return: 1 if it was pending, else 0.
 */
int timer_shutdown(struct timer_list *timer)
{
	return delete(timer, true);
}
EXPORT_SYMBOL_GPL(timer_shutdown);

/* add_timer_on(), called from the function itself, has given it to another CPU. */
static bool runs_away_from_home(const struct timer_list *timer)
{
	unsigned int cpu;

	if (likely(nr_cpu_ids == 1))
		return false;
	for_each_online_cpu(cpu)
		if (READ_ONCE(per_cpu(timer_base, cpu).running_timer) == timer)
			return true;
	return false;
}

static int try_delete_sync(struct timer_list *timer, bool shutdown)
{
	struct timer_base *base;
	unsigned long flags;
	int ret = -1;

	base = lock_home(timer, &flags);
	if (base->running_timer != timer && !runs_away_from_home(timer)) {
		ret = detach_if_pending(timer);
		if (shutdown)
			mark_dead(timer);
	}
	base_unlock_restore(base, flags);
	return ret;
}

/**
 * timer_delete_sync_try - delete a timer, unless its function runs just now
 *
 * Better known as try_to_del_timer_sync().
 * Context: any but NMI.
 * Return: 1 if it was pending, 0 if not, -1 if its function runs.
 */
int timer_delete_sync_try(struct timer_list *timer)
{
	return try_delete_sync(timer, false);
}
EXPORT_SYMBOL(timer_delete_sync_try);

/*
 * Waiting here for a function that this very call interrupted, or that is our own
 * caller, would last for ever.
 */
static bool would_wait_for_itself(struct timer_list *timer)
{
	if (WARN_ON(in_hardirq() && !(timer->flags & TIMER_IRQSAFE)))
		return this_cpu_read(timer_base.running_timer) == timer;
	return WARN_ON(in_serving_softirq() &&
		       this_cpu_read(timer_base.running_timer) == timer);
}

static int delete_sync(struct timer_list *timer, bool shutdown)
{
	int ret;

	if (unlikely(in_interrupt()) && would_wait_for_itself(timer))
		return 0;
	if (lockdep_enabled())
		timer_watch_wait(timer);
	while ((ret = try_delete_sync(timer, shutdown)) < 0)
		cpu_relax();
	return ret;
}

/**
 * timer_delete_sync - delete a timer and wait until its function has returned
 *
 * The caller must hold no lock that the function takes, and must keep others from
 * setting the timer again.
 * Context: process or softirq; hardirq for TIMER_IRQSAFE timers only.
 * Return: 1 if it was pending, else 0.
 */
int timer_delete_sync(struct timer_list *timer)
{
	return delete_sync(timer, false);
}
EXPORT_SYMBOL(timer_delete_sync);

/* The same, for good: what to call before the timer is freed. */
int timer_shutdown_sync(struct timer_list *timer)
{
	return delete_sync(timer, true);
}
EXPORT_SYMBOL_GPL(timer_shutdown_sync);
