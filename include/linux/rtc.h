/* SPDX-License-Identifier: MIT */
/*
 * include/linux/rtc.h - the battery clock: its time, its alarm, its interrupts
 *
 * Left out: ioctls and /dev/rtc0 (no files yet), more than one clock, nvmem.
 */
#ifndef LINUX_RTC_H
#define LINUX_RTC_H

#include <linux/ktime.h>
#include <linux/types.h>
#include <linux/wait.h>

/* What an interrupt was for: the chip's own bits of register C */
#define RTC_IRQF	0x80	/* any of the three below */
#define RTC_PF		0x40	/* periodic */
#define RTC_AF		0x20	/* alarm */
#define RTC_UF		0x10	/* a second is over */

/* tm_mon 0..11, tm_year since 1900, as struct tm */
struct rtc_time {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	int tm_year;
	int tm_wday;
	int tm_yday;
	int tm_isdst;
};

struct rtc_wkalrm {
	unsigned char enabled;
	unsigned char pending;
	struct rtc_time time;
};

struct rtc_device {
	const char *name;		/* I */
	int irq;			/* I; 0: the chip cannot interrupt */
	wait_queue_head_t irq_queue;	/* woken by each interrupt */
	unsigned long irq_count[3];	/* rtc_lock: periodic, alarm, update */
	unsigned long irq_data;		/* rtc_lock: count << 8 | RTC_* of the last one */
};

static inline bool is_leap_year(unsigned int year)
{
	return (!(year % 4) && (year % 100)) || !(year % 400);
}

int rtc_month_days(unsigned int month, unsigned int year);
int rtc_year_days(unsigned int day, unsigned int month, unsigned int year);
int rtc_valid_tm(struct rtc_time *tm);
time64_t rtc_tm_to_time64(struct rtc_time *tm);
void rtc_time64_to_tm(time64_t time, struct rtc_time *tm);
ktime_t rtc_tm_to_ktime(struct rtc_time tm);
struct rtc_time rtc_ktime_to_tm(ktime_t kt);

struct rtc_device *rtc_class_open(const char *name);
void rtc_class_close(struct rtc_device *rtc);

int rtc_read_time(struct rtc_device *rtc, struct rtc_time *tm);
int rtc_set_time(struct rtc_device *rtc, struct rtc_time *tm);
int rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alrm);
int rtc_set_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alrm);
int rtc_alarm_irq_enable(struct rtc_device *rtc, unsigned int enabled);
int rtc_update_irq_enable(struct rtc_device *rtc, unsigned int enabled);
int rtc_irq_set_freq(struct rtc_device *rtc, int freq);
int rtc_irq_set_state(struct rtc_device *rtc, int enabled);

#endif /* LINUX_RTC_H */
