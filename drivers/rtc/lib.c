// SPDX-License-Identifier: MIT
/* drivers/rtc/lib.c - a battery clock's date against seconds since 1970 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/rtc.h>
#include <linux/time.h>

int rtc_month_days(unsigned int month, unsigned int year)
{
	static const unsigned char days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month] + (month == 1 && is_leap_year(year));
}
EXPORT_SYMBOL(rtc_month_days);

/* Day of the year, from 0 */
int rtc_year_days(unsigned int day, unsigned int month, unsigned int year)
{
	unsigned int m;
	int days = (int)day - 1;

	for (m = 0; m < month; m++)
		days += rtc_month_days(m, year);
	return days;
}
EXPORT_SYMBOL(rtc_year_days);

int rtc_valid_tm(struct rtc_time *tm)
{
	if (tm->tm_year < 70 || (unsigned int)tm->tm_mon >= 12 || tm->tm_mday < 1 ||
	    tm->tm_mday >
		    rtc_month_days((unsigned int)tm->tm_mon, (unsigned int)tm->tm_year + 1900) ||
	    (unsigned int)tm->tm_hour >= 24 || (unsigned int)tm->tm_min >= 60 ||
	    (unsigned int)tm->tm_sec >= 60)
		return -EINVAL;
	return 0;
}
EXPORT_SYMBOL(rtc_valid_tm);

time64_t rtc_tm_to_time64(struct rtc_time *tm)
{
	return mktime64((unsigned int)tm->tm_year + 1900, (unsigned int)tm->tm_mon + 1,
			(unsigned int)tm->tm_mday, (unsigned int)tm->tm_hour,
			(unsigned int)tm->tm_min, (unsigned int)tm->tm_sec);
}
EXPORT_SYMBOL(rtc_tm_to_time64);

void rtc_time64_to_tm(time64_t time, struct rtc_time *tm)
{
	struct tm date;

	time64_to_tm(time, 0, &date);
	*tm = (struct rtc_time){
		.tm_sec = date.tm_sec, .tm_min = date.tm_min, .tm_hour = date.tm_hour,
		.tm_mday = date.tm_mday, .tm_mon = date.tm_mon, .tm_year = (int)date.tm_year,
		.tm_wday = date.tm_wday, .tm_yday = date.tm_yday,
	};
}
EXPORT_SYMBOL(rtc_time64_to_tm);

ktime_t rtc_tm_to_ktime(struct rtc_time tm)
{
	return ktime_set(rtc_tm_to_time64(&tm), 0);
}
EXPORT_SYMBOL_GPL(rtc_tm_to_ktime);

struct rtc_time rtc_ktime_to_tm(ktime_t kt)
{
	struct rtc_time tm;

	/* Up to the next whole second: an alarm must not ring early. */
	rtc_time64_to_tm(ktime_divns(kt + NSEC_PER_SEC - 1, NSEC_PER_SEC), &tm);
	return tm;
}
EXPORT_SYMBOL_GPL(rtc_ktime_to_tm);
