// SPDX-License-Identifier: MIT
/*
 * kernel/bench/pair_rows.c - pairs of calls that stand everywhere, and timers
 *
 * Each sample is a hundred pairs in a loop; its two instructions are included.
 */

#include <linux/bottom_half.h>
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "bench.h"

#define PAIRS	100

static DEFINE_SPINLOCK(bench_lock);

/* One function per row: what is timed must be in line. */
#define PAIR_ROW(name, pair)						\
static int name(struct bench *b)					\
{									\
	while (bench_wants_more(b)) {					\
		u64 start = bench_now();				\
									\
		for (unsigned int i = 0; i < PAIRS; i++)		\
			pair;						\
		bench_sample(b, bench_now() - start);			\
	}								\
	return 0;							\
}

static __always_inline void do_irq_save_pair(void)
{
	unsigned long flags;

	local_irq_save(flags);
	local_irq_restore(flags);
}

static __always_inline void do_bh_pair(void)
{
	local_bh_disable();
	local_bh_enable();
}

static __always_inline void do_spin_pair(void)
{
	spin_lock(&bench_lock);
	spin_unlock(&bench_lock);
}

static __always_inline void do_spin_irqsave_pair(void)
{
	unsigned long flags;

	spin_lock_irqsave(&bench_lock, flags);
	spin_unlock_irqrestore(&bench_lock, flags);
}

static __always_inline void do_spin_bh_pair(void)
{
	spin_lock_bh(&bench_lock);
	spin_unlock_bh(&bench_lock);
}

static __always_inline void do_kmalloc_pair(void)
{
	kfree(kmalloc(64, GFP_KERNEL));
}

static void never_fn(struct timer_list *t)
{
}
static DEFINE_TIMER(bench_timer, never_fn);

static __always_inline void do_timer_pair(void)
{
	mod_timer(&bench_timer, jiffies + HZ);
	del_timer(&bench_timer);
}

PAIR_ROW(irq_save_pair, do_irq_save_pair())
PAIR_ROW(bh_pair, do_bh_pair())
PAIR_ROW(spin_pair, do_spin_pair())
PAIR_ROW(spin_irqsave_pair, do_spin_irqsave_pair())
PAIR_ROW(spin_bh_pair, do_spin_bh_pair())
PAIR_ROW(kmalloc_pair, do_kmalloc_pair())
PAIR_ROW(timer_pair, do_timer_pair())

/* ---- hrtimer_expiry ---- */

static u64 expired;		/* when the callback ran; 0: not yet */

static enum hrtimer_restart note_expiry(struct hrtimer *timer)
{
	expired = bench_now();
	return HRTIMER_NORESTART;
}

/* Read the counter again and again; returns the last reading before the callback's. */
static u64 last_moment_before_expiry(void)
{
	u64 last, now = bench_now();

	do {
		last = now;
		now = bench_now();
	} while (!READ_ONCE(expired));
	return now < expired ? now : last;
}

static int hrtimer_expiry(struct bench *b)
{
	struct hrtimer timer;

	hrtimer_setup_on_stack(&timer, note_expiry, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	while (bench_wants_more(b)) {
		u64 interrupted;

		WRITE_ONCE(expired, 0);
		hrtimer_start(&timer, us_to_ktime(5), HRTIMER_MODE_REL);
		interrupted = last_moment_before_expiry();
		bench_sample(b, expired - interrupted);
	}
	hrtimer_cancel(&timer);
	destroy_hrtimer_on_stack(&timer);
	return 0;
}

const struct bench_row bench_pair_rows[] = {
	{ "irq_save_pair", irq_save_pair, PAIRS },
	{ "bh_pair", bh_pair, PAIRS },
	{ "spin_pair", spin_pair, PAIRS },
	{ "spin_irqsave_pair", spin_irqsave_pair, PAIRS },
	{ "spin_bh_pair", spin_bh_pair, PAIRS },
	{ "kmalloc_pair", kmalloc_pair, PAIRS },
	{ "timer_pair", timer_pair, PAIRS },
	{ "hrtimer_expiry", hrtimer_expiry, 1 },
	{ }
};
