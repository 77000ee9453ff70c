/* SPDX-License-Identifier: MIT */
/*
 * include/linux/time.h - clocks' names, calendar time, and the old 32-bit-era types
 *
 * struct timespec, struct timeval and do_gettimeofday() left Linux in 5.6; they
 * are kept here (with 64-bit seconds) because many teaching modules use them.
 */
#ifndef LINUX_TIME_H
#define LINUX_TIME_H

#include <linux/compiler.h>
#include <linux/math64.h>
#include <linux/time64.h>
#include <linux/types.h>
#include <uapi/linux/time_types.h>

#define CLOCK_REALTIME			0	/* wall time; may be set */
#define CLOCK_MONOTONIC			1	/* since boot; never set */
#define CLOCK_PROCESS_CPUTIME_ID	2
#define CLOCK_THREAD_CPUTIME_ID		3
#define CLOCK_MONOTONIC_RAW		4	/* as MONOTONIC, never slewed */
#define CLOCK_REALTIME_COARSE		5	/* wall time at the last tick */
#define CLOCK_MONOTONIC_COARSE		6
#define CLOCK_BOOTTIME			7	/* MONOTONIC plus time suspended */
#define CLOCK_REALTIME_ALARM		8
#define CLOCK_BOOTTIME_ALARM		9
#define CLOCK_TAI			11	/* wall time without leap seconds */
#define MAX_CLOCKS			16

#define TIMER_ABSTIME			0x01	/* clock_nanosleep(): a point in time */

struct timezone {
	int tz_minuteswest;
	int tz_dsttime;
};

extern struct timezone sys_tz;

/* Broken-down calendar time: tm_mon 0..11, tm_year since 1900, tm_wday 0 = Sunday. */
struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	long tm_year;
	int tm_wday;
	int tm_yday;
};

void time64_to_tm(time64_t totalsecs, int offset, struct tm *result);
time64_t mktime64(const unsigned int year, const unsigned int mon, const unsigned int day,
		  const unsigned int hour, const unsigned int min, const unsigned int sec);

/* a before b, on a 32-bit counter that wraps */
#define time_after32(a, b)	((s32)((u32)(b) - (u32)(a)) < 0)
#define time_before32(b, a)	time_after32(a, b)
#define time_between32(t, l, h)	((u32)(h) - (u32)(l) >= (u32)(t) - (u32)(l))

struct timespec {
	time64_t tv_sec;
	long tv_nsec;
};

struct timeval {
	time64_t tv_sec;
	long tv_usec;
};

struct itimerspec {
	struct timespec it_interval;
	struct timespec it_value;
};

static inline s64 timespec_to_ns(const struct timespec *ts)
{
	return (s64)ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec;
}

static inline s64 timeval_to_ns(const struct timeval *tv)
{
	return (s64)tv->tv_sec * NSEC_PER_SEC + (s64)tv->tv_usec * NSEC_PER_USEC;
}

static inline struct timespec ns_to_timespec(s64 nsec)
{
	struct timespec64 ts = ns_to_timespec64(nsec);

	return (struct timespec){ .tv_sec = ts.tv_sec, .tv_nsec = ts.tv_nsec };
}

static inline struct timeval ns_to_timeval(s64 nsec)
{
	struct timespec64 ts = ns_to_timespec64(nsec);

	return (struct timeval){ .tv_sec = ts.tv_sec, .tv_usec = ts.tv_nsec / NSEC_PER_USEC };
}

static inline struct timespec timespec_sub(struct timespec lhs, struct timespec rhs)
{
	return ns_to_timespec(timespec_to_ns(&lhs) - timespec_to_ns(&rhs));
}

static inline struct timespec timespec_add(struct timespec lhs, struct timespec rhs)
{
	return ns_to_timespec(timespec_to_ns(&lhs) + timespec_to_ns(&rhs));
}

static inline int timespec_compare(const struct timespec *lhs, const struct timespec *rhs)
{
	if (lhs->tv_sec != rhs->tv_sec)
		return lhs->tv_sec < rhs->tv_sec ? -1 : 1;
	return (int)(lhs->tv_nsec - rhs->tv_nsec);
}

static inline struct timespec timespec64_to_timespec(const struct timespec64 ts)
{
	return (struct timespec){ .tv_sec = ts.tv_sec, .tv_nsec = ts.tv_nsec };
}

static inline struct timespec64 timespec_to_timespec64(const struct timespec ts)
{
	return (struct timespec64){ .tv_sec = ts.tv_sec, .tv_nsec = ts.tv_nsec };
}

/* Times that programs give and get; process context. */
int get_timespec64(struct timespec64 *ts, const struct __kernel_timespec __user *uts);
int put_timespec64(const struct timespec64 *ts, struct __kernel_timespec __user *uts);

#endif /* LINUX_TIME_H */
