// SPDX-License-Identifier: MIT
/* kernel/time/time.c - arithmetic on times, and the calendar */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/time.h>
#include <linux/time64.h>

#define SECS_PER_MINUTE	60
#define SECS_PER_HOUR	(60 * SECS_PER_MINUTE)
#define SECS_PER_DAY	(24 * SECS_PER_HOUR)
#define DAYS_PER_ERA	146097	/* of 400 Gregorian years */
#define DAYS_TO_1970	719468	/* from 1 March of year 0 */

struct timezone sys_tz;
EXPORT_SYMBOL(sys_tz);

/* Bring @nsec, of any size and sign, into 0 .. NSEC_PER_SEC - 1 by carrying to @sec. */
void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec)
{
	while (nsec >= NSEC_PER_SEC) {
		nsec -= NSEC_PER_SEC;
		sec++;
	}
	while (nsec < 0) {
		nsec += NSEC_PER_SEC;
		sec--;
	}
	ts->tv_sec = sec;
	ts->tv_nsec = (long)nsec;
}
EXPORT_SYMBOL(set_normalized_timespec64);

struct timespec64 ns_to_timespec64(s64 nsec)
{
	struct timespec64 ts;
	s32 rest;

	ts.tv_sec = div_s64_rem(nsec, NSEC_PER_SEC, &rest);
	if (rest < 0) {
		ts.tv_sec--;
		rest += NSEC_PER_SEC;
	}
	ts.tv_nsec = rest;
	return ts;
}
EXPORT_SYMBOL(ns_to_timespec64);

/* Neither argument is negative; a sum that does not fit becomes the largest time. */
struct timespec64 timespec64_add_safe(const struct timespec64 lhs, const struct timespec64 rhs)
{
	struct timespec64 sum;

	set_normalized_timespec64(&sum, (s64)((u64)lhs.tv_sec + (u64)rhs.tv_sec),
				  (s64)lhs.tv_nsec + rhs.tv_nsec);
	if (sum.tv_sec < lhs.tv_sec || sum.tv_sec < rhs.tv_sec) {
		sum.tv_sec = TIME64_MAX;
		sum.tv_nsec = 0;
	}
	return sum;
}
EXPORT_SYMBOL(timespec64_add_safe);

/* A sum that does not fit becomes "never". */
ktime_t ktime_add_safe(const ktime_t lhs, const ktime_t rhs)
{
	ktime_t sum = ktime_add_unsafe(lhs, rhs);

	if (sum < 0 || sum < lhs || sum < rhs)
		sum = KTIME_MAX;
	return sum;
}
EXPORT_SYMBOL_GPL(ktime_add_safe);

/*
 * Calendar.  Counting years from March makes the leap day the last of its year,
 * so that the lengths of the months before it never change: month m (0: March)
 * starts on day (153 * m + 2) / 5 of the year.
 */

/* Days from 1970-01-01 to the given day; @month is 1..12. */
static s64 days_from_date(s64 year, unsigned int month, unsigned int day)
{
	unsigned int from_march = (month + 9) % 12;
	unsigned int year_of_era, day_of_year;
	s64 era;

	if (month <= 2)
		year--;
	era = div_s64(year >= 0 ? year : year - 399, 400);
	year_of_era = (unsigned int)(year - era * 400);
	day_of_year = (153 * from_march + 2) / 5 + day - 1;
	return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - DAYS_TO_1970;
}

/**
 * mktime64 - seconds from 1970 to a date and time
 * @mon: 1..12
 * @day: 1..31; @hour may be 24 and @sec may be 60
 *
 * Context: any.
 */
time64_t mktime64(const unsigned int year, const unsigned int mon, const unsigned int day,
		  const unsigned int hour, const unsigned int min, const unsigned int sec)
{
	return ((days_from_date(year, mon, day) * 24 + hour) * 60 + min) * 60 + sec;
}
EXPORT_SYMBOL(mktime64);

static void date_from_days(s64 days, struct tm *result)
{
	s64 since_era0 = days + DAYS_TO_1970;
	s64 era = div_s64(since_era0 >= 0 ? since_era0 : since_era0 - (DAYS_PER_ERA - 1),
			  DAYS_PER_ERA);
	unsigned int day = (unsigned int)(since_era0 - era * DAYS_PER_ERA);
	/* Take the leap days out; what is left divides evenly by 365. */
	unsigned int year = (day - day / 1460 + day / 36524 - day / (DAYS_PER_ERA - 1)) / 365;
	unsigned int day_of_year = day - (365 * year + year / 4 - year / 100);
	unsigned int from_march = (5 * day_of_year + 2) / 153;
	unsigned int month = (from_march + 2) % 12;
	s64 calendar_year = era * 400 + year + (month < 2);

	result->tm_mday = (int)(day_of_year - (153 * from_march + 2) / 5 + 1);
	result->tm_mon = (int)month;
	result->tm_year = (long)(calendar_year - 1900);
	result->tm_yday = (int)(days - days_from_date(calendar_year, 1, 1));
}

/**
 * time64_to_tm - seconds since 1970 as a calendar date
 * @offset: seconds to add, for a time zone
 *
 * Context: any.
 */
void time64_to_tm(time64_t totalsecs, int offset, struct tm *result)
{
	s64 seconds = totalsecs + offset;
	s32 rest;
	s64 days = div_s64_rem(seconds, SECS_PER_DAY, &rest);
	s32 weekday;

	if (rest < 0) {
		rest += SECS_PER_DAY;
		days--;
	}
	result->tm_hour = rest / SECS_PER_HOUR;
	result->tm_min = rest % SECS_PER_HOUR / SECS_PER_MINUTE;
	result->tm_sec = rest % SECS_PER_MINUTE;

	(void)div_s64_rem(days + 4, 7, &weekday);	/* 1970-01-01 was a Thursday */
	result->tm_wday = weekday < 0 ? weekday + 7 : weekday;
	date_from_days(days, result);
}
EXPORT_SYMBOL(time64_to_tm);

/* clock_t: the unit of 1/USER_HZ s that /proc shows */

clock_t jiffies_to_clock_t(unsigned long x)
{
	return (clock_t)jiffies_64_to_clock_t(x);
}
EXPORT_SYMBOL(jiffies_to_clock_t);

u64 jiffies_64_to_clock_t(u64 x)
{
	return div_u64(x * USER_HZ, HZ);
}
EXPORT_SYMBOL(jiffies_64_to_clock_t);

u64 nsec_to_clock_t(u64 x)
{
	return div_u64(x, NSEC_PER_SEC / USER_HZ);
}

/* Rounds down; what does not fit becomes the largest number. */
unsigned long clock_t_to_jiffies(unsigned long x)
{
	if (x >= ~0UL / HZ * USER_HZ)
		return ~0UL;
	return (unsigned long)div_u64((u64)x * HZ, USER_HZ);
}
EXPORT_SYMBOL(clock_t_to_jiffies);

/* Rounds up. */
unsigned long timespec64_to_jiffies(const struct timespec64 *value)
{
	u64 seconds = (u64)value->tv_sec;

	if (seconds >= MAX_JIFFY_OFFSET / HZ)
		return MAX_JIFFY_OFFSET;
	return (unsigned long)(seconds * HZ) +
	       ((unsigned long)value->tv_nsec + TICK_NSEC - 1) / TICK_NSEC;
}
EXPORT_SYMBOL(timespec64_to_jiffies);

void jiffies_to_timespec64(const unsigned long j, struct timespec64 *value)
{
	u32 rest;

	value->tv_sec = (time64_t)div_u64_rem(j, HZ, &rest);
	value->tv_nsec = (long)rest * TICK_NSEC;
}
EXPORT_SYMBOL(jiffies_to_timespec64);
