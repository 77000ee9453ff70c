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
 *   base->clk is the tick up to which the wheel has been worked off.  Setting a
 *   timer is: find level and bucket, push onto the bucket's list, set the bucket's
 *   bit in pending[level].  The next tick with work is found from these words
 *   by rotating each until clk's bucket is bit 0.
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
 *   base->lock (raw, irqs off) guards a wheel and all timers in it.  Which wheel
 *   a timer belongs to is in timer->flags, which change under that wheel's lock
 *   only: lock_base() looks, locks, and looks again.  Order: inside every lock a
 *   caller may hold; innermost but for the clock.
 *
 * Invariants
 *
 *   [T1] A timer never runs before its jiffy.
 *   [T2] It runs at most an eighth of its delay and one tick late, if softirqs run.
 *   [T3] After timer_delete_sync() it neither runs nor is pending, unless armed anew.
 *   [T4] A timer's function returns with the preempt_count it was called with.
 *   [T5] pending[level] has a bit set exactly for the buckets that are not empty.
 *
 * Compared with Linux: the same wheel geometry and rounding, the same order of
 * timers of one bucket (last set runs first).  Left out: migration of timers to
 * busy CPUs, CPU hotplug.
 *
 * See also: kernel/time/hrtimer.c; tests/unit/timer_test.c.
 */

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/tick.h>
#include <linux/timer.h>
#include <trace/events/timer.h>

#include <asm/arch.h>

#include "tick_internal.h"
#include "wheel.h"

enum { BASE_STD, BASE_DEF, NR_BASES };

struct timer_base {
	raw_spinlock_t lock;
	struct timer_list *running_timer;	/* L: whose function is being called */
	unsigned long clk;			/* L: worked off up to here */
	unsigned long next_expiry;		/* L: nothing is due before; its CPU reads it freely */
	unsigned int cpu;			/* I */
	bool is_idle;				/* L: its CPU sleeps beyond the next tick */
	u64 pending[LVL_DEPTH];			/* L: bit per non-empty bucket [T5] */
	struct hlist_head bucket[WHEEL_SIZE];	/* L */
} __aligned(64);

static DEFINE_PER_CPU_ALIGNED(struct timer_base, timer_bases[NR_BASES]);

/* ---- the wheel ---- */

static inline unsigned int timer_bucket(const struct timer_list *timer)
{
	return timer->flags >> TIMER_ARRAYSHIFT;
}

/*
 * The wheel stands still while nothing is due.  Before a timer is put in, bring
 * it up to date: a stale clk would make the delay, and with it the rounding, too
 * large.  No bucket may be passed that is due.
 */
static inline void forward_base(struct timer_base *base)
{
	unsigned long now = READ_ONCE(jiffies);

	if ((long)(now - base->clk) < 1)
		return;
	if (likely(time_after(base->next_expiry, now)))
		base->clk = now;
	else if (time_after(base->next_expiry, base->clk))
		base->clk = base->next_expiry;
}

static inline void enqueue_timer(struct timer_base *base, struct timer_list *timer,
				 unsigned int bucket, unsigned long due)
{
	hlist_add_head(&timer->entry, &base->bucket[bucket]);
	base->pending[bucket >> LVL_BITS] |= 1ULL << (bucket & LVL_MASK);
	timer->flags = (timer->flags & ~TIMER_ARRAYMASK) | bucket << TIMER_ARRAYSHIFT;

	if (time_before(due, base->next_expiry)) {
		base->next_expiry = due;
		/* A CPU that sleeps longer than that must look again. */
		if (unlikely(base->is_idle) && base->cpu != raw_smp_processor_id() &&
		    !(timer->flags & TIMER_DEFERRABLE))
			arch_send_reschedule(base->cpu);
	}
}

static inline void detach_timer(struct timer_list *timer)
{
	__hlist_del(&timer->entry);
	timer->entry.pprev = NULL;
}

/* Out of the wheel, if it is in.  Its bucket may become empty. */
static inline bool detach_if_pending(struct timer_base *base, struct timer_list *timer)
{
	unsigned int bucket = timer_bucket(timer);

	if (!timer_pending(timer))
		return false;
	detach_timer(timer);
	if (hlist_empty(&base->bucket[bucket]))
		base->pending[bucket >> LVL_BITS] &= ~(1ULL << (bucket & LVL_MASK));
	return true;
}

/* ---- which wheel ---- */

static inline struct timer_base *base_of(u32 flags, unsigned int cpu)
{
	unsigned int which = flags & TIMER_DEFERRABLE ? BASE_DEF : BASE_STD;

	return &per_cpu(timer_bases, cpu)[which];
}

static inline struct timer_base *this_cpu_base(u32 flags)
{
	return this_cpu_ptr(&timer_bases[flags & TIMER_DEFERRABLE ? BASE_DEF : BASE_STD]);
}

/* Lock the wheel that @timer belongs to; it may move until we have got it. */
static inline struct timer_base *lock_base(struct timer_list *timer, unsigned long *flags)
{
	for (;;) {
		u32 timer_flags = READ_ONCE(timer->flags);

		if (likely(!(timer_flags & TIMER_MIGRATING))) {
			struct timer_base *base = base_of(timer_flags,
							  timer_flags & TIMER_CPUMASK);

			raw_spin_lock_irqsave(&base->lock, *flags);
			if (likely(timer->flags == timer_flags))
				return base;
			raw_spin_unlock_irqrestore(&base->lock, *flags);
		}
		cpu_relax();
	}
}

/* Both wheels' locks are never held together: TIMER_MIGRATING keeps others away meanwhile. */
static struct timer_base *move_to(struct timer_base *to, struct timer_base *from,
				  struct timer_list *timer)
{
	timer->flags |= TIMER_MIGRATING;
	raw_spin_unlock(&from->lock);
	raw_spin_lock(&to->lock);
	WRITE_ONCE(timer->flags, (timer->flags & ~TIMER_BASEMASK) | to->cpu);
	forward_base(to);
	return to;
}

/* ---- setting ---- */

enum {
	MOD_ANY		= 0,
	MOD_PENDING	= 1,	/* only if it is pending */
	MOD_REDUCE	= 2,	/* only if that makes it earlier */
};

/* Nothing to do, by a look without the lock: the common case of a network timeout. */
static inline bool is_set_so(const struct timer_list *timer, unsigned long expires,
			     unsigned int how)
{
	long later;

	if (!timer_pending(timer))
		return false;
	later = (long)(expires - READ_ONCE(timer->expires));
	return later == 0 || ((how & MOD_REDUCE) && later > 0);
}

/* A shut-down timer stays dead; one that was never set up is somebody's mistake. */
static bool is_usable(const struct timer_list *timer)
{
	if (likely(timer->function))
		return true;
	WARN_ONCE(!timer->data, "timer: set before it was initialised\n");
	return false;
}

static int modify(struct timer_list *timer, unsigned long expires, unsigned int how)
{
	struct timer_base *base, *target;
	unsigned long flags, due;
	unsigned int bucket;
	bool was_pending = false;

	if (is_set_so(timer, expires, how))
		return 1;

	base = lock_base(timer, &flags);
	if (unlikely(!is_usable(timer)))
		goto out;
	was_pending = timer_pending(timer);
	if (unlikely(how)) {
		if (was_pending && (how & MOD_REDUCE) && time_before_eq(timer->expires, expires))
			goto out;
		if (!was_pending && (how & MOD_PENDING))
			goto out;
	}
	detach_if_pending(base, timer);

	/* The wheel of this CPU, unless its function runs elsewhere: _sync must find it there. */
	target = this_cpu_base(timer->flags);
	if (unlikely(target != base) && base->running_timer != timer)
		base = move_to(target, base, timer);
	else
		forward_base(base);

	timer->expires = expires;
	bucket = wheel_find_bucket(expires, base->clk, &due);
	enqueue_timer(base, timer, bucket, due);
out:
	raw_spin_unlock_irqrestore(&base->lock, flags);
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
	modify(timer, timer->expires, MOD_ANY);
}
EXPORT_SYMBOL(add_timer);

/* The same on a given CPU. */
void add_timer_on(struct timer_list *timer, int cpu)
{
	struct timer_base *base, *target;
	unsigned long flags, due;
	unsigned int bucket;

	if (WARN_ON(timer_pending(timer)))
		return;
	base = lock_base(timer, &flags);
	if (unlikely(!is_usable(timer)))
		goto out;
	target = base_of(timer->flags, (unsigned int)cpu);
	if (base != target)
		base = move_to(target, base, timer);
	else
		forward_base(base);
	bucket = wheel_find_bucket(timer->expires, base->clk, &due);
	enqueue_timer(base, timer, bucket, due);
out:
	raw_spin_unlock_irqrestore(&base->lock, flags);
}
EXPORT_SYMBOL_GPL(add_timer_on);

/* Called through timer_setup(); @func gets the timer. */
void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *timer),
		    unsigned int flags)
{
	timer->entry.pprev = NULL;
	timer->function = func;
	timer->data = (unsigned long)timer;
	if (WARN_ON_ONCE(flags & ~TIMER_INIT_FLAGS))
		flags &= TIMER_INIT_FLAGS;
	timer->flags = flags | raw_smp_processor_id();
}
EXPORT_SYMBOL(init_timer_key);

/* ---- deleting ---- */

/* From now on it cannot be set: its users are gone.  Called with its wheel locked. */
static inline void mark_dead(struct timer_list *timer)
{
	timer->function = NULL;
	timer->data = (unsigned long)timer;
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
	bool was_pending;

	if (!timer_pending(timer))
		return 0;
	base = lock_base(timer, &flags);
	was_pending = detach_if_pending(base, timer);
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return was_pending;
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
	struct timer_base *base;
	unsigned long flags;
	bool was_pending;

	base = lock_base(timer, &flags);
	was_pending = detach_if_pending(base, timer);
	mark_dead(timer);
	raw_spin_unlock_irqrestore(&base->lock, flags);
	return was_pending;
}
EXPORT_SYMBOL_GPL(timer_shutdown);

static int try_delete_sync(struct timer_list *timer, bool shutdown)
{
	struct timer_base *base;
	unsigned long flags;
	int ret = -1;

	base = lock_base(timer, &flags);
	if (base->running_timer != timer) {
		ret = detach_if_pending(base, timer);
		if (shutdown)
			mark_dead(timer);
	}
	raw_spin_unlock_irqrestore(&base->lock, flags);
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
		return READ_ONCE(this_cpu_base(timer->flags)->running_timer) == timer;
	return WARN_ON(in_serving_softirq() &&
		       READ_ONCE(this_cpu_base(timer->flags)->running_timer) == timer);
}

static int delete_sync(struct timer_list *timer, bool shutdown)
{
	int ret;

	if (unlikely(in_interrupt()) && would_wait_for_itself(timer))
		return 0;
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

/* ---- expiring ---- */

/* @word is the timer itself, or the old interface's "data": one register either way. */
static void call_timer_fn(struct timer_list *timer, void (*fn)(struct timer_list *timer),
			  unsigned long word, unsigned long now)
{
	int count = preempt_count();

	trace_timer_expire_entry(timer, now);
	fn((struct timer_list *)word);
	trace_timer_expire_exit(timer);		/* perhaps freed: an address, no more */
	if (unlikely(preempt_count() != count)) {	/* [T4] */
		WARN_ONCE(1, "timer: %pS preempt leak: %08x -> %08x\n", fn, count,
			  preempt_count());
		preempt_count_set(count);
	}
}

/* Called and returns with base->lock held; drops it around each call. */
static void run_bucket(struct timer_base *base, struct hlist_head *bucket)
{
	while (!hlist_empty(bucket)) {
		struct timer_list *timer = hlist_entry(bucket->first, struct timer_list, entry);
		void (*fn)(struct timer_list *timer) = timer->function;
		unsigned long word = timer->data;

		base->running_timer = timer;
		detach_timer(timer);
		if (WARN_ON_ONCE(!fn)) {
			/* An old-style timer whose function was never filled in */
		} else if (timer->flags & TIMER_IRQSAFE) {
			raw_spin_unlock(&base->lock);
			call_timer_fn(timer, fn, word, base->clk - 1);
			raw_spin_lock(&base->lock);
		} else {
			raw_spin_unlock_irq(&base->lock);
			call_timer_fn(timer, fn, word, base->clk - 1);
			raw_spin_lock_irq(&base->lock);
		}
		base->running_timer = NULL;
	}
}

/*
 * Take the bucket of each level that is due at clk.  A level has one only where
 * clk is a multiple of its granularity.  Returns how many.
 */
static unsigned int take_due_buckets(struct timer_base *base, struct hlist_head *due)
{
	unsigned long slot = base->clk;
	unsigned int level, n = 0;

	for (level = 0; level < LVL_DEPTH; level++) {
		unsigned int index = slot & LVL_MASK;

		if (base->pending[level] & (1ULL << index)) {
			base->pending[level] &= ~(1ULL << index);
			hlist_move_list(&base->bucket[level * LVL_SIZE + index], &due[n++]);
		}
		if (slot & ((1UL << LVL_CLK_SHIFT) - 1))
			break;
		slot >>= LVL_CLK_SHIFT;
	}
	return n;
}

/*
 * Coarser levels first: their timers have waited longer.  A timer that is deleted
 * while it waits in due[] clears the bit of its old bucket only if that is empty,
 * and then the bit is clear already.
 */
static void run_base(struct timer_base *base)
{
	struct hlist_head due[LVL_DEPTH];
	unsigned int n;

	if (time_before(jiffies, READ_ONCE(base->next_expiry)))
		return;

	raw_spin_lock_irq(&base->lock);
	while (time_after_eq(jiffies, base->next_expiry)) {
		base->clk = base->next_expiry;
		n = take_due_buckets(base, due);
		base->clk++;
		base->next_expiry = wheel_next_expiry(base->pending, base->clk);
		while (n--)
			run_bucket(base, &due[n]);
	}
	raw_spin_unlock_irq(&base->lock);
}

static void run_timer_softirq(struct softirq_action *h)
{
	run_base(this_cpu_ptr(&timer_bases[BASE_STD]));
	run_base(this_cpu_ptr(&timer_bases[BASE_DEF]));
}

/* ---- the tick ---- */

static inline bool is_due(const struct timer_base *base)
{
	return time_after_eq(jiffies, READ_ONCE(base->next_expiry));
}

/**
 * update_process_times - the tick's work on each CPU
 * @user_tick: it interrupted user mode
 *
 * Context: hardirq.
 */
void update_process_times(bool user_tick)
{
	account_process_tick(current, user_tick);
	hrtimer_run_queues();
	if (is_due(this_cpu_ptr(&timer_bases[BASE_STD])) ||
	    is_due(this_cpu_ptr(&timer_bases[BASE_DEF])))
		raise_softirq_irqoff(TIMER_SOFTIRQ);
	rcu_sched_clock_irq(user_tick);
	scheduler_tick();
}

/* ---- idle ---- */

static inline bool has_timers(const struct timer_base *base)
{
	unsigned int level;

	for (level = 0; level < LVL_DEPTH; level++)
		if (base->pending[level])
			return true;
	return false;
}

/*
 * When, in ns, must an idle CPU be back for its wheel?  @basej and @basem are the
 * same moment in jiffies and in ns.  KTIME_MAX: never.
 */
u64 get_next_timer_interrupt(unsigned long basej, u64 basem)
{
	struct timer_base *base = this_cpu_ptr(&timer_bases[BASE_STD]);
	u64 expires = KTIME_MAX;

	raw_spin_lock(&base->lock);
	base->next_expiry = wheel_next_expiry(base->pending, base->clk);
	forward_base(base);
	if (has_timers(base)) {
		unsigned long next = base->next_expiry;

		expires = basem;
		if (time_after(next, basej))
			expires += (u64)(next - basej) * TICK_NSEC;
	}
	base->is_idle = expires > basem + TICK_NSEC;
	raw_spin_unlock(&base->lock);
	return expires;
}

void timer_clear_idle(void)
{
	this_cpu_write(timer_bases[BASE_STD].is_idle, false);
}

/* ---- boot, and showing ---- */

static void init_base(struct timer_base *base, unsigned int cpu)
{
	base->cpu = cpu;
	raw_spin_lock_init(&base->lock);
	base->clk = jiffies;
	base->next_expiry = base->clk + NEXT_TIMER_MAX_DELTA;
}

void __init timers_init(void)
{
	unsigned int cpu = smp_processor_id();

	init_base(base_of(0, cpu), cpu);
	init_base(base_of(TIMER_DEFERRABLE, cpu), cpu);
	open_softirq(TIMER_SOFTIRQ, run_timer_softirq);
}

static void show_base(struct timer_base *base)
{
	unsigned int i;

	for (i = 0; i < WHEEL_SIZE; i++) {
		struct timer_list *timer;

		hlist_for_each_entry(timer, &base->bucket[i], entry)
			pr_info("  level %u bucket %2u: %ps in %ld ticks%s%s%s\n",
				i >> LVL_BITS, (unsigned int)(i & LVL_MASK), timer->function,
				(long)(timer->expires - jiffies),
				timer->flags & TIMER_DEFERRABLE ? " deferrable" : "",
				timer->flags & TIMER_PINNED ? " pinned" : "",
				timer->flags & TIMER_IRQSAFE ? " irqsafe" : "");
	}
}

/* For the monitor.  The lists may change while they are shown: a look under the lock. */
void timer_list_print_wheel(int cpu)
{
	unsigned int which;

	for (which = 0; which < NR_BASES; which++) {
		struct timer_base *base = &per_cpu(timer_bases, cpu)[which];
		unsigned long flags;

		raw_spin_lock_irqsave(&base->lock, flags);
		pr_info(" timer wheel %u: clk %lu next_expiry %lu\n", which, base->clk,
			base->next_expiry);
		show_base(base);
		raw_spin_unlock_irqrestore(&base->lock, flags);
	}
}
