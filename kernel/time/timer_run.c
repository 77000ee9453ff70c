// SPDX-License-Identifier: MIT
/*
 * kernel/time/timer_run.c - run the timers that are due; the tick; the wheel in idle
 *
 * Reached from the tick (kernel/time/tick.c), which calls update_process_times() and so
 * raises TIMER_SOFTIRQ, and from the idle loop, which asks when it must be back.
 * How the wheel works, its locking and its invariants: kernel/time/timer.c.
 */

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue_hooks.h>
#include <trace/events/timer.h>

#include "tick_internal.h"
#include "timer_base.h"

/* When the first timer is due.  Bits that deleted timers have left are cleared on the way. */
static unsigned long find_next_expiry(struct timer_wheel *wheel)
{
	for (;;) {
		unsigned int bucket;
		unsigned long next = wheel_next_expiry(wheel->pending, wheel->clk, &bucket);

		if (bucket == WHEEL_SIZE || !hlist_empty(&wheel->bucket[bucket]))
			return next;
		__clear_bit(bucket, (unsigned long *)wheel->pending);
	}
}

/* ---- expiring ---- */

/* @word is the timer itself, or the old interface's "data": one register either way. */
static void call_timer_fn(struct timer_list *timer, void (*fn)(struct timer_list *timer),
			  unsigned long word, unsigned long now)
{
	int count = preempt_count();

	trace_timer_expire_entry(timer, now);
	if (unlikely(lockdep_enabled()))
		timer_call_watched(fn, word);
	else
		fn((struct timer_list *)word);
	trace_timer_expire_exit(timer);		/* perhaps freed: an address, no more */
	if (unlikely(preempt_count() != count)) {	/* [T4] */
		WARN_ONCE(1, "timer: %pS preempt leak: %08x -> %08x\n", fn, count,
			  preempt_count());
		preempt_count_set(count);
	}
}

/* Called and returns with base->lock held; drops it around each call. */
static void run_bucket(struct timer_base *base, struct hlist_head *bucket, unsigned long now)
{
	while (!hlist_empty(bucket)) {
		struct timer_list *timer = hlist_entry(bucket->first, struct timer_list, entry);
		void (*fn)(struct timer_list *timer) = timer->function;
		unsigned long word = timer->data;
		bool irqsafe = timer->flags & TIMER_IRQSAFE;

		detach_timer(timer);
		/* An old-style timer may have had no function filled in. */
		if (WARN_ON_ONCE(!fn))
			continue;
		base->running_timer = timer;
		base_unlock(base);
		if (!irqsafe)
			local_irq_enable();
		call_timer_fn(timer, fn, word, now);
		local_irq_disable();
		base_lock(base);
		base->running_timer = NULL;
	}
}

/*
 * Take the bucket of each level that is due at clk.  A level has one only where
 * clk is a multiple of its granularity.  Returns how many.
 */
static unsigned int take_due_buckets(struct timer_wheel *wheel, struct hlist_head *due)
{
	unsigned long slot = wheel->clk;
	unsigned int level, n = 0;

	for (level = 0; level < LVL_DEPTH; level++) {
		unsigned int bucket = level * LVL_SIZE + (slot & LVL_MASK);

		if (__test_and_clear_bit(bucket, (unsigned long *)wheel->pending))
			hlist_move_list(&wheel->bucket[bucket], &due[n++]);
		if (slot & ((1UL << LVL_CLK_SHIFT) - 1))
			break;
		slot >>= LVL_CLK_SHIFT;
	}
	return n;
}

/* Coarser levels first: their timers have waited longer. */
static void run_wheel(struct timer_base *base, struct timer_wheel *wheel)
{
	struct hlist_head due[LVL_DEPTH];

	if (time_before(jiffies, READ_ONCE(wheel->next_expiry)))
		return;

	local_irq_disable();
	base_lock(base);
	while (time_after_eq(jiffies, wheel->next_expiry)) {
		unsigned long now = wheel->clk = wheel->next_expiry;
		unsigned int n = take_due_buckets(wheel, due);

		wheel->clk++;
		wheel->next_expiry = find_next_expiry(wheel);
		while (n--)
			run_bucket(base, &due[n], now);
	}
	base_unlock(base);
	local_irq_enable();
}

static void run_timer_softirq(struct softirq_action *h)
{
	struct timer_base *base = this_cpu_ptr(&timer_base);

	run_wheel(base, &base->wheel[WHEEL_STD]);
	run_wheel(base, &base->wheel[WHEEL_DEF]);
}

/* Those of the wheel that an idle CPU wakes for */
bool timers_are_due(void)
{
	return time_after_eq(jiffies, this_cpu_read(timer_base.wheel[WHEEL_STD].next_expiry));
}

/* Context: a task. */
void run_timers_now(void)
{
	local_bh_disable();
	raise_softirq(TIMER_SOFTIRQ);
	local_bh_enable();
}

/* ---- the tick ---- */

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
	if (time_after_eq(jiffies, this_cpu_read(timer_base.wheel[WHEEL_STD].next_expiry)) ||
	    time_after_eq(jiffies, this_cpu_read(timer_base.wheel[WHEEL_DEF].next_expiry)))
		raise_softirq_irqoff(TIMER_SOFTIRQ);
	rcu_sched_clock_irq(user_tick);
	if (in_hardirq())
		irq_work_tick();	/* lazy ones, and where no vector can be sent */
	scheduler_tick();
	if (current->flags & PF_WQ_WORKER)
		wq_worker_tick(current);
	if (unlikely(nr_cpu_ids > 1))
		trigger_load_balance();
}

/* ---- idle ---- */

/*
 * When, in ns, must an idle CPU be back for its wheel?  @basej and @basem are the
 * same moment in jiffies and in ns.  KTIME_MAX: never.
 */
u64 get_next_timer_interrupt(unsigned long basej, u64 basem)
{
	struct timer_base *base = this_cpu_ptr(&timer_base);
	struct timer_wheel *wheel = &base->wheel[WHEEL_STD];
	unsigned long delta = 0;
	u64 expires = KTIME_MAX;

	lockdep_assert_irqs_disabled();
	base_lock(base);
	wheel->next_expiry = find_next_expiry(wheel);
	forward_wheel(wheel);
	if (time_after(wheel->next_expiry, basej))
		delta = wheel->next_expiry - basej;
	/* An empty wheel's next expiry lies so far ahead. */
	if (delta < NEXT_TIMER_MAX_DELTA - 1)
		expires = basem + (u64)delta * TICK_NSEC;
	base->is_idle = delta > 1;
	base_unlock(base);
	return expires;
}

void timer_clear_idle(void)
{
	this_cpu_write(timer_base.is_idle, false);
}

/* ---- boot, and showing ---- */

static void init_wheel(struct timer_wheel *wheel, struct timer_base *base)
{
	wheel->base = base;
	wheel->clk = jiffies;
	wheel->next_expiry = wheel->clk + NEXT_TIMER_MAX_DELTA;
}

/**
 * timers_prepare_cpu - empty wheels for @cpu
 * Context: bring-up, before @cpu runs.
 */
void timers_prepare_cpu(unsigned int cpu)
{
	struct timer_base *base = per_cpu_ptr(&timer_base, cpu);

	base->cpu = cpu;
	raw_spin_lock_init(&base->lock);
	init_wheel(&base->wheel[WHEEL_STD], base);
	init_wheel(&base->wheel[WHEEL_DEF], base);
	per_cpu(own_timer_base, cpu) = base;
}

void __init timers_init(void)
{
	timers_prepare_cpu(smp_processor_id());
	open_softirq(TIMER_SOFTIRQ, run_timer_softirq);
}

static void show_wheel(struct timer_wheel *wheel)
{
	unsigned int i;

	pr_info(" timer wheel: clk %lu next_expiry %lu\n", wheel->clk, wheel->next_expiry);
	for (i = 0; i < WHEEL_SIZE; i++) {
		struct timer_list *timer;

		hlist_for_each_entry(timer, &wheel->bucket[i], entry)
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
	struct timer_base *base = &per_cpu(timer_base, cpu);
	unsigned long flags;

	local_irq_save(flags);
	base_lock(base);
	show_wheel(&base->wheel[WHEEL_STD]);
	show_wheel(&base->wheel[WHEEL_DEF]);
	base_unlock_restore(base, flags);
}
