/* SPDX-License-Identifier: MIT */
/*
 * include/linux/timekeeping.h - what time it is
 *
 * ktime_get() is the clock to measure with: it starts at 0 at boot and never
 * jumps.  ktime_get_real() is the wall clock, which somebody may set.  The
 * _coarse forms cost a load and are as old as the last tick.
 */
#ifndef LINUX_TIMEKEEPING_H
#define LINUX_TIMEKEEPING_H

#include <linux/ktime.h>
#include <linux/time.h>
#include <linux/types.h>

/* What is added to the monotonic clock to make another */
enum tk_offsets {
	TK_OFFS_REAL,
	TK_OFFS_BOOT,
	TK_OFFS_TAI,
	TK_OFFS_MAX,
};

void timekeeping_init(void);
void update_wall_time(void);

ktime_t ktime_get(void);
ktime_t ktime_get_with_offset(enum tk_offsets offs);
ktime_t ktime_get_coarse(void);
ktime_t ktime_get_coarse_with_offset(enum tk_offsets offs);
ktime_t ktime_mono_to_any(ktime_t tmono, enum tk_offsets offs);
ktime_t ktime_get_raw(void);
u32 ktime_get_resolution_ns(void);

/* Callable from an NMI too; may be a few nanoseconds off around a tick */
u64 ktime_get_mono_fast_ns(void);
u64 ktime_get_raw_fast_ns(void);
u64 ktime_get_boot_fast_ns(void);
u64 ktime_get_real_fast_ns(void);

void ktime_get_ts64(struct timespec64 *ts);
void ktime_get_real_ts64(struct timespec64 *ts);
void ktime_get_coarse_ts64(struct timespec64 *ts);
void ktime_get_coarse_real_ts64(struct timespec64 *ts);
time64_t ktime_get_seconds(void);
time64_t ktime_get_real_seconds(void);

void getboottime64(struct timespec64 *ts);
int do_settimeofday64(const struct timespec64 *ts);
u64 timekeeping_max_deferment(void);

/* The wall clock at boot; a clock driver offers it, 0 where there is none */
void read_persistent_clock64(struct timespec64 *ts);

static inline ktime_t ktime_get_real(void)
{
	return ktime_get_with_offset(TK_OFFS_REAL);
}

static inline ktime_t ktime_get_boottime(void)
{
	return ktime_get_with_offset(TK_OFFS_BOOT);
}

static inline ktime_t ktime_get_clocktai(void)
{
	return ktime_get_with_offset(TK_OFFS_TAI);
}

static inline ktime_t ktime_get_coarse_real(void)
{
	return ktime_get_coarse_with_offset(TK_OFFS_REAL);
}

static inline ktime_t ktime_get_coarse_boottime(void)
{
	return ktime_get_coarse_with_offset(TK_OFFS_BOOT);
}

static inline ktime_t ktime_get_coarse_clocktai(void)
{
	return ktime_get_coarse_with_offset(TK_OFFS_TAI);
}

static inline ktime_t ktime_mono_to_real(ktime_t mono)
{
	return ktime_mono_to_any(mono, TK_OFFS_REAL);
}

static inline u64 ktime_get_ns(void)
{
	return (u64)ktime_to_ns(ktime_get());
}

static inline u64 ktime_get_real_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_real());
}

static inline u64 ktime_get_boottime_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_boottime());
}

static inline u64 ktime_get_clocktai_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_clocktai());
}

static inline u64 ktime_get_raw_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_raw());
}

static inline u64 ktime_get_coarse_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_coarse());
}

static inline u64 ktime_get_coarse_real_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_coarse_real());
}

static inline u64 ktime_get_coarse_boottime_ns(void)
{
	return (u64)ktime_to_ns(ktime_get_coarse_boottime());
}

static inline void ktime_get_boottime_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_boottime());
}

static inline void ktime_get_coarse_boottime_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_coarse_boottime());
}

static inline void ktime_get_clocktai_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_clocktai());
}

static inline void ktime_get_raw_ts64(struct timespec64 *ts)
{
	*ts = ktime_to_timespec64(ktime_get_raw());
}

static inline time64_t ktime_get_boottime_seconds(void)
{
	return ktime_divns(ktime_get_coarse_boottime(), NSEC_PER_SEC);
}

static inline time64_t ktime_get_clocktai_seconds(void)
{
	return ktime_divns(ktime_get_coarse_clocktai(), NSEC_PER_SEC);
}

/* Names from before 5.6 (see linux/time.h) */

static inline void getnstimeofday(struct timespec *ts)
{
	*ts = ktime_to_timespec(ktime_get_real());
}

static inline void getrawmonotonic(struct timespec *ts)
{
	*ts = ktime_to_timespec(ktime_get_raw());
}

static inline void ktime_get_ts(struct timespec *ts)
{
	*ts = ktime_to_timespec(ktime_get());
}

static inline void getnstimeofday64(struct timespec64 *ts)
{
	ktime_get_real_ts64(ts);
}

static inline void do_gettimeofday(struct timeval *tv)
{
	*tv = ktime_to_timeval(ktime_get_real());
}

static inline struct timespec current_kernel_time(void)
{
	return ktime_to_timespec(ktime_get_coarse_real());
}

static inline struct timespec64 current_kernel_time64(void)
{
	return ktime_to_timespec64(ktime_get_coarse_real());
}

static inline unsigned long get_seconds(void)
{
	return (unsigned long)ktime_get_real_seconds();
}

#endif /* LINUX_TIMEKEEPING_H */
