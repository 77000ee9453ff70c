/* SPDX-License-Identifier: MIT */
/* linux/rtc.h - a calendar date and time of day, as a real-time clock keeps it */
#ifndef LINUX_RTC_H
#define LINUX_RTC_H

struct rtc_time {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;		/* from 1 */
	int tm_mon;		/* from 0 */
	int tm_year;		/* from 1900 */
	int tm_wday;		/* from 0, Sunday */
	int tm_yday;		/* from 0 */
	int tm_isdst;
};

#endif /* LINUX_RTC_H */
