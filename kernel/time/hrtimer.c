// SPDX-License-Identifier: MIT
/*
 * kernel/time/hrtimer.c - timers in nanoseconds, straight from the clock's interrupt
 *
 * What it is for
 *
 *   Sleeping 50 microseconds, sampling at exact intervals, the tick itself: what a
 *   wheel of 4 ms ticks cannot do.
 *
 * How it works
 *
 *   Each CPU keeps its pending timers sorted by expiry, one red-black tree per clock
 *   (monotonic, real, ...), and has its clock event device ring for the earliest:
 *
 *     hrtimer_start()           device                 hrtimer_interrupt()
 *     ---------------           ------                 -------------------
 *     into the tree
 *     earliest? program it ->   ... rings  ---------->  call all that are due
 *                                                       program the next
 *
 *   A timer has a range: from _softexpires on it may run, at node.expires it must.
 *   The device is programmed for the latter; when it rings, the next in line whose
 *   range has begun run too, so that sleepers who do not care share an interrupt.
 *
 *   Callbacks run in hardirq context with interrupts off.  Timers with a SOFT mode
 *   live in trees of their own; when one of them is due, HRTIMER_SOFTIRQ calls
 *   them, with interrupts on.
 *
 *   While there is no one-shot device, the tick calls hrtimer_run_queues(), and
 *   timers are as coarse as the tick.
 *
 * Context
 *
 *   start, cancel, forward: any but NMI.  hrtimer_cancel() waits for a running
 *   callback: not from the callback itself, nor for a SOFT timer from a hardirq.
 *
 * Locking
 *
 *   cpu_base->lock (raw, irqs off) guards the CPU's trees and all timers in them.
 *   timer->base says whose it is and changes under that lock only; while it moves
 *   between CPUs it points to migration_base.  Order: inside rq->lock.
 *
 * Invariants
 *
 *   [H1] A callback never runs before _softexpires.
 *   [H2] In one-shot mode the device rings at expires_next or earlier, and no
 *        pending timer expires before that.
 *   [H3] A callback runs on one CPU at a time; base->running names it meanwhile.
 *
 * Compared with Linux: the same queues, modes and rules.  Left out: migration away
 * from idle CPUs, slack for other than sleepers.
 *
 * See also: kernel/time/tick.c; tests/unit/hrtimer_test.c.
 */

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/clockchips.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>
#include <trace/events/timer.h>

#include <asm/processor.h>

#include "tick_internal.h"

#define MASK_MONOTONIC	BIT(HRTIMER_BASE_MONOTONIC)
#define MASK_HARD	0x0fu		/* the hard bases in active_bases */
#define MASK_SOFT	0xf0u
#define MASK_ALL	(MASK_HARD | MASK_SOFT)
#define MAX_RETRIES	3		/* rounds of one interrupt before it counts as hung */
#define MAX_HANG_PAUSE	(100 * NSEC_PER_MSEC)

unsigned int hrtimer_resolution = TICK_NSEC;
EXPORT_SYMBOL_GPL(hrtimer_resolution);

DEFINE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);

/* A timer between two CPUs belongs to this; nobody ever locks it. */
static struct hrtimer_cpu_base migration_cpu_base;
static struct hrtimer_clock_base migration_base = { .cpu_base = &migration_cpu_base };

static const struct {
	clockid_t clockid;
	ktime_t (*get_time)(void);
} clocks[HRTIMER_BASE_MONOTONIC_SOFT] = {
	[HRTIMER_BASE_MONOTONIC] = { CLOCK_MONOTONIC, ktime_get },
	[HRTIMER_BASE_REALTIME]	 = { CLOCK_REALTIME, ktime_get_real },
	[HRTIMER_BASE_BOOTTIME]	 = { CLOCK_BOOTTIME, ktime_get_boottime },
	[HRTIMER_BASE_TAI]	 = { CLOCK_TAI, ktime_get_clocktai },
};

/* ---- locking: interrupts are off, so preemption is, and need not be counted ---- */

static __always_inline void cpu_lock(struct hrtimer_cpu_base *cpu_base)
{
	do_raw_spin_lock(&cpu_base->lock, 0);
}

static __always_inline void cpu_unlock(struct hrtimer_cpu_base *cpu_base)
{
	do_raw_spin_unlock(&cpu_base->lock);
}

static inline struct hrtimer_clock_base *lock_base(const struct hrtimer *timer,
						   unsigned long *flags)
{
	for (;;) {
		struct hrtimer_clock_base *base = READ_ONCE(timer->base);

		if (likely(base != &migration_base)) {
			local_irq_save(*flags);
			cpu_lock(base->cpu_base);
			if (likely(base == timer->base))
				return base;
			cpu_unlock(base->cpu_base);
			local_irq_restore(*flags);
		}
		cpu_relax();
	}
}

static inline void unlock_base(const struct hrtimer *timer, unsigned long flags)
{
	cpu_unlock(timer->base->cpu_base);
	local_irq_restore(flags);
}

/* To this CPU, unless its callback runs elsewhere: cancel must find it there [H3]. */
static inline struct hrtimer_clock_base *move_here(struct hrtimer *timer,
						   struct hrtimer_clock_base *base)
{
	struct hrtimer_clock_base *here =
		&this_cpu_ptr(&hrtimer_bases)->clock_base[base->index];

	if (likely(here == base) || base->running == timer)
		return base;
	WRITE_ONCE(timer->base, &migration_base);
	cpu_unlock(base->cpu_base);
	cpu_lock(here->cpu_base);
	WRITE_ONCE(timer->base, here);
	return here;
}

/* ---- the trees ---- */

/* Returns true if it is the first of its tree now. */
static inline bool enqueue(struct hrtimer *timer, struct hrtimer_clock_base *base)
{
	base->cpu_base->active_bases |= 1u << base->index;
	WRITE_ONCE(timer->state, HRTIMER_STATE_ENQUEUED);
	return timerqueue_add(&base->active, &timer->node);
}

static inline void dequeue(struct hrtimer *timer, struct hrtimer_clock_base *base)
{
	if (!timerqueue_del(&base->active, &timer->node))
		base->cpu_base->active_bases &= ~(1u << base->index);
	WRITE_ONCE(timer->state, HRTIMER_STATE_INACTIVE);
}

/* The tree's first expiry on the monotonic clock; one before boot is due now. */
static inline ktime_t first_expiry(struct hrtimer_clock_base *base)
{
	ktime_t expires = timerqueue_getnext(&base->active)->expires - base->offset;

	return expires < 0 ? 0 : expires;
}

static noinline ktime_t earliest(struct hrtimer_cpu_base *cpu_base, unsigned int bases)
{
	ktime_t first = KTIME_MAX;

	for (bases &= cpu_base->active_bases; bases; bases &= bases - 1) {
		ktime_t expires = first_expiry(&cpu_base->clock_base[__ffs(bases)]);

		if (expires < first)
			first = expires;
	}
	return first;
}

/*
 * For what the device must ring.  Soft timers whose softirq is raised are seen to
 * already.
 */
static inline ktime_t next_event(struct hrtimer_cpu_base *cpu_base)
{
	unsigned int active = cpu_base->active_bases;
	ktime_t soft = KTIME_MAX;

	if (likely(active == MASK_MONOTONIC))
		return first_expiry(&cpu_base->clock_base[HRTIMER_BASE_MONOTONIC]);
	if ((active & MASK_SOFT) && !cpu_base->softirq_activated)
		soft = cpu_base->softirq_expires_next = earliest(cpu_base, MASK_SOFT);
	return min(earliest(cpu_base, MASK_HARD), soft);
}

/* ---- programming the device ---- */

/* A first timer has gone or moved back: program anew, perhaps later [H2]. */
static void reprogram_all(struct hrtimer_cpu_base *cpu_base)
{
	ktime_t next = next_event(cpu_base);

	if (next == cpu_base->expires_next)
		return;
	cpu_base->expires_next = next;
	if (cpu_base->hres_active && !cpu_base->in_hrtirq)
		tick_program_event(next, true);
}

/* @timer has become the first of its tree. */
static inline void reprogram_for(struct hrtimer *timer)
{
	struct hrtimer_clock_base *base = timer->base;
	struct hrtimer_cpu_base *cpu_base = base->cpu_base;
	ktime_t expires = first_expiry(base);

	if (unlikely(timer->is_soft)) {
		if (cpu_base->softirq_activated || expires >= cpu_base->softirq_expires_next)
			return;
		cpu_base->softirq_expires_next = expires;
	}
	if (expires >= cpu_base->expires_next || cpu_base != this_cpu_ptr(&hrtimer_bases))
		return;
	cpu_base->expires_next = expires;
	/* hrtimer_interrupt() programs on its way out. */
	if (cpu_base->hres_active && !cpu_base->in_hrtirq)
		tick_program_event(expires, true);
}

/* Out of its tree.  Returns true if the device was (or might be) programmed for it. */
static inline bool dequeue_if_queued(struct hrtimer *timer, struct hrtimer_clock_base *base)
{
	bool was_first;

	if (!(timer->state & HRTIMER_STATE_ENQUEUED))
		return false;
	was_first = timerqueue_getnext(&base->active) == &timer->node;
	dequeue(timer, base);
	return was_first && base->cpu_base == this_cpu_ptr(&hrtimer_bases);
}

/* ---- starting and cancelling ---- */

/**
 * hrtimer_start_range_ns - start a timer, or start it anew
 * @tim: expiry, a point in time or, with HRTIMER_MODE_REL, counted from now
 * @range_ns: it may run up to so much later
 *
 * Context: any but NMI.
 */
void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	bool was_first, is_first;

	WARN_ON_ONCE(!(mode & HRTIMER_MODE_SOFT) && timer->is_soft);
	if (WARN_ON_ONCE(!timer->function))
		return;

	base = lock_base(timer, &flags);
	was_first = dequeue_if_queued(timer, base);
	if (mode & HRTIMER_MODE_REL)
		tim = ktime_add_safe(tim, base->get_time());
	hrtimer_set_expires_range_ns(timer, tim, range_ns);
	base = move_here(timer, base);
	is_first = enqueue(timer, base);
	if (unlikely(was_first))
		reprogram_all(base->cpu_base);
	else if (is_first)
		reprogram_for(timer);
	unlock_base(timer, flags);
}
EXPORT_SYMBOL_GPL(hrtimer_start_range_ns);

/**
 * hrtimer_try_to_cancel - a pending timer will not run
 *
 * Context: any but NMI.
 * Return: 1 if it was pending, 0 if not, -1 if its callback runs just now.
 */
int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	int ret = -1;

	base = lock_base(timer, &flags);
	if (base->running != timer) {
		ret = timer->state & HRTIMER_STATE_ENQUEUED;
		if (dequeue_if_queued(timer, base))
			reprogram_all(base->cpu_base);
	}
	unlock_base(timer, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(hrtimer_try_to_cancel);

/**
 * hrtimer_cancel - cancel a timer and wait until its callback has returned
 *
 * Context: any but NMI; not from its callback, nor from what that interrupts.
 * Return: 1 if it was pending, else 0.
 */
int hrtimer_cancel(struct hrtimer *timer)
{
	int ret;

	while ((ret = hrtimer_try_to_cancel(timer)) < 0)
		cpu_relax();
	return ret;
}
EXPORT_SYMBOL_GPL(hrtimer_cancel);

/* Pending, or its callback runs? */
bool hrtimer_active(const struct hrtimer *timer)
{
	struct hrtimer_clock_base *base;
	unsigned long flags;
	bool active;

	base = lock_base(timer, &flags);
	active = timer->state != HRTIMER_STATE_INACTIVE || base->running == timer;
	unlock_base(timer, flags);
	return active;
}
EXPORT_SYMBOL_GPL(hrtimer_active);

/* Time until it must run; @adjust is kept for Linux's signature. */
ktime_t __hrtimer_get_remaining(const struct hrtimer *timer, bool adjust)
{
	unsigned long flags;
	ktime_t remaining;

	lock_base(timer, &flags);
	remaining = hrtimer_expires_remaining(timer);
	unlock_base(timer, flags);
	return remaining;
}
EXPORT_SYMBOL_GPL(__hrtimer_get_remaining);

/**
 * hrtimer_forward - move the expiry by whole intervals until it lies after @now
 *
 * For callbacks that return HRTIMER_RESTART, and for timers that are not queued.
 * Context: any.
 * Return: by how many intervals; more than one means that some were missed.
 */
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	ktime_t late = ktime_sub(now, hrtimer_get_expires(timer));
	u64 intervals = 1;

	if (late < 0)
		return 0;
	if (WARN_ON(timer->state & HRTIMER_STATE_ENQUEUED))
		return 0;
	if (interval < (ktime_t)hrtimer_resolution)
		interval = hrtimer_resolution;

	if (unlikely(late >= interval)) {
		intervals = div64_u64((u64)late, (u64)interval);
		hrtimer_add_expires_ns(timer, intervals * (u64)interval);
		if (hrtimer_get_expires(timer) > now)
			return intervals;
		intervals++;
	}
	hrtimer_add_expires(timer, interval);
	return intervals;
}
EXPORT_SYMBOL_GPL(hrtimer_forward);

static unsigned int base_index(clockid_t clock)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(clocks); i++)
		if (clocks[i].clockid == clock)
			return i;
	WARN(1, "Invalid clockid %d. Using MONOTONIC\n", clock);
	return HRTIMER_BASE_MONOTONIC;
}

static void init_fields(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode)
{
	bool soft = mode & HRTIMER_MODE_SOFT;
	unsigned int index = base_index(which_clock);

	/* Relative times must not jump when the wall clock is set. */
	if (which_clock == CLOCK_REALTIME && (mode & HRTIMER_MODE_REL))
		index = HRTIMER_BASE_MONOTONIC;
	if (soft)
		index += HRTIMER_BASE_MONOTONIC_SOFT;

	*timer = (struct hrtimer){
		.is_soft = soft,
		.is_hard = !!(mode & HRTIMER_MODE_HARD),
		.base = &per_cpu(hrtimer_bases, raw_smp_processor_id()).clock_base[index],
	};
	timerqueue_init(&timer->node);
}

/**
 * hrtimer_init - prepare a timer for first use; set ->function afterwards
 *
 * Context: any.
 */
void hrtimer_init(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode)
{
	debug_object_init(timer, &hrtimer_debug_descr);
	init_fields(timer, which_clock, mode);
}
EXPORT_SYMBOL_GPL(hrtimer_init);

/* The same for one on the stack; destroy_hrtimer_on_stack() ends its use. */
void hrtimer_init_on_stack(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode)
{
	debug_object_init_on_stack(timer, &hrtimer_debug_descr);
	init_fields(timer, which_clock, mode);
}
EXPORT_SYMBOL_GPL(hrtimer_init_on_stack);

void hrtimer_setup(struct hrtimer *timer, enum hrtimer_restart (*function)(struct hrtimer *),
		   clockid_t which_clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, which_clock, mode);
	timer->function = function;
}
EXPORT_SYMBOL_GPL(hrtimer_setup);

/* ---- expiring ---- */

/*
 * Call the first timer of @base.  Called and returns with the lock held and
 * interrupts off; meanwhile drops the lock and, for a soft timer, turns them on.
 */
static __always_inline void run_first_timer(struct hrtimer_cpu_base *cpu_base,
					    struct hrtimer_clock_base *base,
					    struct hrtimer *timer, ktime_t now, bool soft)
{
	enum hrtimer_restart restart;

	base->running = timer;
	WRITE_ONCE(timer->state, HRTIMER_STATE_INACTIVE);
	if (!timerqueue_del_first(&base->active))
		cpu_base->active_bases &= ~(1u << base->index);

	cpu_unlock(cpu_base);
	if (soft)
		local_irq_enable();
	trace_hrtimer_expire_entry(timer, &now);
	restart = timer->function(timer);
	trace_hrtimer_expire_exit(timer);
	if (soft)
		local_irq_disable();
	cpu_lock(cpu_base);

	/* Another CPU may have started it meanwhile: then it is queued, and that counts. */
	if (restart != HRTIMER_NORESTART && !(timer->state & HRTIMER_STATE_ENQUEUED))
		enqueue(timer, base);
	base->running = NULL;
}

/* Call all timers of @base whose range has begun at @now, monotonic time [H1]. */
static __always_inline void run_base(struct hrtimer_cpu_base *cpu_base,
				     struct hrtimer_clock_base *base, ktime_t now, bool soft)
{
	struct timerqueue_node *node;

	while ((node = timerqueue_getnext(&base->active))) {
		struct hrtimer *timer = container_of(node, struct hrtimer, node);
		ktime_t base_now = ktime_add(now, base->offset);

		if (base_now < timer->_softexpires)
			break;
		run_first_timer(cpu_base, base, timer, base_now, soft);
	}
}

static noinline void run_other_bases(struct hrtimer_cpu_base *cpu_base, ktime_t now)
{
	unsigned int bases = cpu_base->active_bases & MASK_HARD & ~MASK_MONOTONIC;

	for (; bases; bases &= bases - 1)
		run_base(cpu_base, &cpu_base->clock_base[__ffs(bases)], now, false);
}

/* Nearly all timers run by the monotonic clock: no search for it. */
static __always_inline void run_hard_bases(struct hrtimer_cpu_base *cpu_base, ktime_t now)
{
	run_base(cpu_base, &cpu_base->clock_base[HRTIMER_BASE_MONOTONIC], now, false);
	if (unlikely(cpu_base->active_bases & MASK_HARD & ~MASK_MONOTONIC))
		run_other_bases(cpu_base, now);
}

static void run_soft_bases(struct hrtimer_cpu_base *cpu_base, ktime_t now)
{
	unsigned int bases = cpu_base->active_bases & MASK_SOFT;

	for (; bases; bases &= bases - 1)
		run_base(cpu_base, &cpu_base->clock_base[__ffs(bases)], now, true);
}

/* Soft timers due?  Hand them to the softirq. */
static inline void raise_for_soft_timers(struct hrtimer_cpu_base *cpu_base, ktime_t now)
{
	if (likely(now < cpu_base->softirq_expires_next))
		return;
	cpu_base->softirq_expires_next = KTIME_MAX;
	cpu_base->softirq_activated = true;
	raise_softirq_irqoff(HRTIMER_SOFTIRQ);
}

/* Callbacks take longer than their timers' intervals: leave the CPU a pause. */
static void pause_after_hang(struct hrtimer_cpu_base *cpu_base, ktime_t entered)
{
	ktime_t now = ktime_get();
	s64 spent = ktime_sub(now, entered);

	cpu_base->nr_hangs++;
	pr_warn_once("hrtimer: interrupt took %llu ns\n", (u64)spent);
	tick_program_event(now + min_t(s64, spent, MAX_HANG_PAUSE), true);
}

/* One round: run what is due at @now, and find what comes next. */
static __always_inline ktime_t expire_round(struct hrtimer_cpu_base *cpu_base, ktime_t now)
{
	ktime_t next;

	cpu_lock(cpu_base);
	cpu_base->in_hrtirq = true;
	raise_for_soft_timers(cpu_base, now);
	run_hard_bases(cpu_base, now);
	next = next_event(cpu_base);
	cpu_base->expires_next = next;
	cpu_base->in_hrtirq = false;
	cpu_unlock(cpu_base);
	return next;
}

/* Others have become due meanwhile: again, but not for ever. */
static noinline void expire_again(struct hrtimer_cpu_base *cpu_base, ktime_t entered)
{
	unsigned int round;

	for (round = 1; round < MAX_RETRIES; round++) {
		cpu_base->nr_retries++;
		if (!tick_program_event(expire_round(cpu_base, ktime_get()), false))
			return;
	}
	pause_after_hang(cpu_base, entered);
}

/**
 * hrtimer_interrupt - the device's handler in one-shot mode
 *
 * Context: hardirq.
 */
void hrtimer_interrupt(struct clock_event_device *dev)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);
	ktime_t entered = ktime_get();

	cpu_base->nr_events++;
	if (unlikely(tick_program_event(expire_round(cpu_base, entered), false)))	/* [H2] */
		expire_again(cpu_base, entered);
}

static void run_hrtimer_softirq(struct softirq_action *h)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);

	local_irq_disable();
	cpu_lock(cpu_base);
	run_soft_bases(cpu_base, ktime_get());
	cpu_base->softirq_activated = false;
	reprogram_all(cpu_base);
	cpu_unlock(cpu_base);
	local_irq_enable();
}

/* ---- periodic mode ---- */

static void switch_to_hres(struct hrtimer_cpu_base *cpu_base)
{
	if (tick_switch_to_oneshot(hrtimer_interrupt))
		return;
	cpu_base->hres_active = true;
	hrtimer_resolution = 1;
	tick_setup_sched_timer();
	cpu_lock(cpu_base);
	tick_program_event(cpu_base->expires_next, true);
	cpu_unlock(cpu_base);
}

/* Look whether one-shot mode is possible; until then run what is due. */
static noinline void run_by_the_tick(struct hrtimer_cpu_base *cpu_base)
{
	ktime_t now;

	if (tick_check_oneshot_change()) {
		switch_to_hres(cpu_base);
		return;
	}
	now = ktime_get();
	cpu_lock(cpu_base);
	raise_for_soft_timers(cpu_base, now);
	run_hard_bases(cpu_base, now);
	cpu_base->expires_next = next_event(cpu_base);
	cpu_unlock(cpu_base);
}

/* From each tick, on its CPU. */
void hrtimer_run_queues(void)
{
	if (unlikely(!this_cpu_read(hrtimer_bases.hres_active)))
		run_by_the_tick(this_cpu_ptr(&hrtimer_bases));
}

/* ---- the wall clock was set ---- */

static void update_offsets(struct hrtimer_cpu_base *cpu_base)
{
	unsigned int i;

	for (i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		struct hrtimer_clock_base *base = &cpu_base->clock_base[i];

		if (base->clockid == CLOCK_REALTIME)
			base->offset = ktime_mono_to_any(0, TK_OFFS_REAL);
		else if (base->clockid == CLOCK_TAI)
			base->offset = ktime_mono_to_any(0, TK_OFFS_TAI);
	}
}

/* On each CPU; interrupts are off. */
static void retrigger_next_event(void *unused)
{
	struct hrtimer_cpu_base *cpu_base = this_cpu_ptr(&hrtimer_bases);

	cpu_lock(cpu_base);
	update_offsets(cpu_base);
	reprogram_all(cpu_base);
	cpu_unlock(cpu_base);
}

/* Absolute timers on the wall clock expire at another moment now. */
void clock_was_set(void)
{
	on_each_cpu(retrigger_next_event, NULL, 1);
}

/* ---- boot ---- */

/**
 * hrtimers_prepare_cpu - empty trees for @cpu
 * Context: bring-up, before @cpu runs.
 */
void hrtimers_prepare_cpu(unsigned int cpu)
{
	struct hrtimer_cpu_base *cpu_base = &per_cpu(hrtimer_bases, cpu);
	unsigned int i;

	raw_spin_lock_init(&cpu_base->lock);
	cpu_base->cpu = cpu;
	cpu_base->expires_next = KTIME_MAX;
	cpu_base->softirq_expires_next = KTIME_MAX;
	for (i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		struct hrtimer_clock_base *base = &cpu_base->clock_base[i];
		unsigned int clock = i % ARRAY_SIZE(clocks);

		base->cpu_base = cpu_base;
		base->index = i;
		base->clockid = clocks[clock].clockid;
		base->get_time = clocks[clock].get_time;
		timerqueue_init_head(&base->active);
	}
	update_offsets(cpu_base);
}

void __init hrtimers_init(void)
{
	hrtimers_prepare_cpu(smp_processor_id());
	open_softirq(HRTIMER_SOFTIRQ, run_hrtimer_softirq);
}
