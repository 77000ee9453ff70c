// SPDX-License-Identifier: MIT
/*
 * kernel/time/timekeeping.c - what time it is: nanoseconds since boot and since 1970
 *
 * What it is for
 *
 *   A counter alone is not a clock: it wraps, its unit is not ours, and another
 *   one may replace it.  The timekeeper keeps one monotonic time through all that.
 *
 * How it works
 *
 *   At each tick (and whenever the counter changes) the time reached is written
 *   down together with the counter's value.  A reader adds what the counter has
 *   counted since:
 *
 *       base (ns)        now = base + ((counter - cycle_last) * mult + rest) >> shift
 *       ----+--------------------x-------> time
 *       cycle_last            counter
 *
 *   "rest" is the fraction of a nanosecond left over from the tick before, so
 *   that no time is lost however often it is written down.
 *
 *   The wall clock is the monotonic clock plus an offset; setting it changes the
 *   offset only.
 *
 * Context
 *
 *   Every reader may be called in any context, an NMI included: the record is
 *   kept twice (a latch).  While one copy is written, readers use the other; a
 *   reader that was overtaken tries again.
 *
 * Locking
 *
 *   timekeeper_lock serialises writers.  Order: inside jiffies_lock and
 *   clocksource_lock; innermost.
 *
 * Invariants
 *
 *   [K1] ktime_get() never goes back: both copies give the same line.
 *
 * Compared with Linux: no NTP, no suspend, TAI equals real time until somebody
 * sets it; otherwise the same readers with the same meaning.
 */

#include <linux/clocksource.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/math64.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>
#include <linux/timex.h>

#include "tick_internal.h"

/* One copy of the record; 64 bytes, one cache line */
struct time_record {
	struct clocksource *clock;
	u64 mask;
	u64 cycle_last;		/* the counter when this was written */
	u64 rest;		/* ns << shift, below 1 ns */
	ktime_t base;		/* monotonic time at cycle_last */
	u32 mult;
	u32 shift;
	bool by_get_cycles;	/* the counter is the CPU's own: no call needed */
} __aligned(64);

static struct {
	struct time_record copy[2];
	unsigned int seq;	/* L: timekeeper_lock; copy [seq & 1] is not being written */
} timekeeper;

static DEFINE_RAW_SPINLOCK(timekeeper_lock);
static ktime_t offsets[TK_OFFS_MAX];	/* L: timekeeper_lock; read at any time */

static inline const struct time_record *read_begin(unsigned int *seq)
{
	*seq = READ_ONCE(timekeeper.seq);
	smp_rmb();	/* pairs with smp_wmb() in publish() */
	return &timekeeper.copy[*seq & 1];
}

static inline bool read_retry(unsigned int seq)
{
	smp_rmb();	/* pairs with smp_wmb() in publish() */
	return unlikely(READ_ONCE(timekeeper.seq) != seq);
}

static inline u64 cycles_since(const struct time_record *tr)
{
	return (tr->clock->read(tr->clock) - tr->cycle_last) & tr->mask;
}

/* Put @new_record into both copies, so that at any time one of them is whole. */
static void publish(const struct time_record *new_record)
{
	unsigned int i;

	lockdep_assert_held(&timekeeper_lock);
	for (i = 0; i < 2; i++) {
		smp_wmb();	/* pairs with smp_rmb() in read_begin(), read_retry() */
		WRITE_ONCE(timekeeper.seq, timekeeper.seq + 1);
		smp_wmb();
		/* seq is odd first: readers use copy 1 while copy 0 is written. */
		timekeeper.copy[i] = *new_record;
	}
}

/* Move the record's point to the present. */
static void advance(struct time_record *tr)
{
	u64 cycles = cycles_since(tr);
	u64 whole = mul_u64_u32_shr(cycles, tr->mult, tr->shift);
	/* The low bits of the product, which the shift has dropped */
	u64 fraction = (cycles * tr->mult) & ((1ULL << tr->shift) - 1);

	tr->cycle_last = (tr->cycle_last + cycles) & tr->mask;
	tr->rest += fraction;
	tr->base += whole + (tr->rest >> tr->shift);
	tr->rest &= (1ULL << tr->shift) - 1;
}

/**
 * update_wall_time - write down the time reached, once per tick
 *
 * Context: any, interrupts off.  Must be called before the counter has run so
 * far that a reader's product overflows (clocksource.max_idle_ns).
 */
void update_wall_time(void)
{
	struct time_record record;

	lockdep_assert_irqs_disabled();
	raw_spin_lock(&timekeeper_lock);
	record = timekeeper.copy[1];
	advance(&record);
	publish(&record);
	raw_spin_unlock(&timekeeper_lock);
}

/* @cycles: what @cs said when time was tr->base, or a little before */
static void use_clock(struct time_record *tr, struct clocksource *cs, u64 cycles)
{
	tr->clock = cs;
	tr->by_get_cycles = cs->flags & CLOCKSOURCE_GET_CYCLES;
	tr->mask = cs->mask;
	tr->mult = cs->mult;
	tr->shift = cs->shift;
	tr->cycle_last = cycles & cs->mask;
	tr->rest = 0;
}

/*
 * From now on time comes from @cs.  Its counter is read before the old one: what passes
 * between the two is counted twice.  The other way round it would be lost, and time go
 * back for those who meanwhile ask the old one.
 */
void timekeeping_notify(struct clocksource *cs)
{
	struct time_record record;
	unsigned long flags;
	u64 cycles;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	record = timekeeper.copy[1];
	cycles = cs->read(cs);
	advance(&record);
	use_clock(&record, cs, cycles);
	publish(&record);
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
	tick_clock_notify();
}

/* May the tick be an hrtimer?  Not with a counter that needs the tick to count. */
bool timekeeping_valid_for_hres(void)
{
	return timekeeper.copy[1].clock->flags & CLOCK_SOURCE_VALID_FOR_HRES;
}

/* How long, in ns, may the timekeeper sleep?  An eighth is kept in reserve. */
u64 timekeeping_max_deferment(void)
{
	u64 max = timekeeper.copy[1].clock->max_idle_ns;

	return max - max / 8;
}

/* Overridden by the driver of a clock that runs while the machine is off. */
void __weak read_persistent_clock64(struct timespec64 *ts)
{
	ts->tv_sec = 0;
	ts->tv_nsec = 0;
}

/* Boot: time starts to count, by the tick at first. */
void __init timekeeping_init(void)
{
	struct time_record record = { .base = 0 };
	struct timespec64 now;
	unsigned long flags;

	read_persistent_clock64(&now);
	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	use_clock(&record, &clocksource_jiffies, clocksource_jiffies.read(&clocksource_jiffies));
	publish(&record);
	offsets[TK_OFFS_REAL] = timespec64_to_ktime(now);
	offsets[TK_OFFS_TAI] = offsets[TK_OFFS_REAL];
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
}

static inline ktime_t time_after_cycles(const struct time_record *tr, u64 cycles)
{
	return tr->base + (s64)((cycles * tr->mult + tr->rest) >> tr->shift);
}

/* With a counter that must be asked for by a call, or overtaken by a writer */
static noinline ktime_t ktime_get_by_call(void)
{
	const struct time_record *tr;
	unsigned int seq;
	ktime_t now;

	do {
		tr = read_begin(&seq);
		now = time_after_cycles(tr, cycles_since(tr));
	} while (read_retry(seq));
	return now;
}

/**
 * ktime_get - the monotonic clock: nanoseconds since boot
 *
 * Context: any.
 */
ktime_t ktime_get(void)
{
	unsigned int seq;
	const struct time_record *tr = read_begin(&seq);

	if (likely(tr->by_get_cycles)) {
		ktime_t now = time_after_cycles(tr, get_cycles() - tr->cycle_last);

		if (!read_retry(seq))
			return now;
	}
	return ktime_get_by_call();
}
EXPORT_SYMBOL_GPL(ktime_get);

/* The same as it was at the last tick: for time stamps that need not be exact */
ktime_t ktime_get_coarse(void)
{
	const struct time_record *tr;
	unsigned int seq;
	ktime_t base;

	do {
		tr = read_begin(&seq);
		base = tr->base;
	} while (read_retry(seq));
	return base;
}
EXPORT_SYMBOL_GPL(ktime_get_coarse);

ktime_t ktime_mono_to_any(ktime_t tmono, enum tk_offsets offs)
{
	return ktime_add(tmono, READ_ONCE(offsets[offs]));
}
EXPORT_SYMBOL_GPL(ktime_mono_to_any);

ktime_t ktime_get_with_offset(enum tk_offsets offs)
{
	return ktime_mono_to_any(ktime_get(), offs);
}
EXPORT_SYMBOL_GPL(ktime_get_with_offset);

ktime_t ktime_get_coarse_with_offset(enum tk_offsets offs)
{
	return ktime_mono_to_any(ktime_get_coarse(), offs);
}
EXPORT_SYMBOL_GPL(ktime_get_coarse_with_offset);

/* Without NTP nothing slews the monotonic clock, so it is the raw one too. */
ktime_t ktime_get_raw(void)
{
	return ktime_get();
}
EXPORT_SYMBOL_GPL(ktime_get_raw);

u64 ktime_get_mono_fast_ns(void)
{
	return (u64)ktime_get();
}
EXPORT_SYMBOL_GPL(ktime_get_mono_fast_ns);

u64 ktime_get_raw_fast_ns(void)
{
	return (u64)ktime_get();
}
EXPORT_SYMBOL_GPL(ktime_get_raw_fast_ns);

u64 ktime_get_boot_fast_ns(void)
{
	return (u64)ktime_get_with_offset(TK_OFFS_BOOT);
}
EXPORT_SYMBOL_GPL(ktime_get_boot_fast_ns);

u64 ktime_get_real_fast_ns(void)
{
	return (u64)ktime_get_with_offset(TK_OFFS_REAL);
}
EXPORT_SYMBOL_GPL(ktime_get_real_fast_ns);

void ktime_get_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get());
}
EXPORT_SYMBOL_GPL(ktime_get_ts64);

void ktime_get_real_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_real());
}
EXPORT_SYMBOL(ktime_get_real_ts64);

void ktime_get_coarse_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_coarse());
}
EXPORT_SYMBOL(ktime_get_coarse_ts64);

void ktime_get_coarse_real_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_coarse_real());
}
EXPORT_SYMBOL(ktime_get_coarse_real_ts64);

time64_t ktime_get_seconds(void)
{
	return ktime_divns(ktime_get_coarse(), NSEC_PER_SEC);
}
EXPORT_SYMBOL_GPL(ktime_get_seconds);

time64_t ktime_get_real_seconds(void)
{
	return ktime_divns(ktime_get_coarse_real(), NSEC_PER_SEC);
}
EXPORT_SYMBOL_GPL(ktime_get_real_seconds);

/* The smallest difference that two readings can show */
u32 ktime_get_resolution_ns(void)
{
	const struct time_record *tr = &timekeeper.copy[1];

	return tr->mult >> tr->shift;
}
EXPORT_SYMBOL_GPL(ktime_get_resolution_ns);

/* The wall time at boot */
void getboottime64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_sub(READ_ONCE(offsets[TK_OFFS_REAL]),
					    READ_ONCE(offsets[TK_OFFS_BOOT])));
}
EXPORT_SYMBOL_GPL(getboottime64);

/**
 * do_settimeofday64 - set the wall clock
 *
 * Context: process or softirq.
 * Return: 0, or -EINVAL for a time that is not one or lies before the boot.
 */
int do_settimeofday64(const struct timespec64 *ts)
{
	unsigned long flags;
	ktime_t offset;

	if (!timespec64_valid_settod(ts))
		return -EINVAL;

	raw_spin_lock_irqsave(&timekeeper_lock, flags);
	offset = ktime_sub(timespec64_to_ktime(*ts), ktime_get());
	if (offset >= 0) {
		offsets[TK_OFFS_TAI] += offset - offsets[TK_OFFS_REAL];
		offsets[TK_OFFS_REAL] = offset;
	}
	raw_spin_unlock_irqrestore(&timekeeper_lock, flags);
	if (offset < 0)
		return -EINVAL;
	clock_was_set();
	return 0;
}
EXPORT_SYMBOL(do_settimeofday64);
