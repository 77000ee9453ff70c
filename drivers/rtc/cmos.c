// SPDX-License-Identifier: MIT
/*
 * drivers/rtc/cmos.c - the PC's battery clock, on IRQ 8
 *
 * What it is for
 *
 *   The only clock that runs while the machine is off: at boot it tells the wall
 *   time.  It can also interrupt: 2 to 8192 times a second, at an alarm, and
 *   after each second.
 *
 * How it works
 *
 *   Sixty-four bytes of battery-backed memory behind an address and a data port;
 *   the first ten are the time.  Once a second the chip counts them up, and for
 *   some 2 ms they are not to be read (UIP, "update in progress", is set a little
 *   before).  The numbers are BCD or binary and the hours 12 or 24, as firmware
 *   has set it: both are understood, nothing is changed.
 *
 *   Reading register C tells which interrupts came and clears them; while one is
 *   left there, the line stays active and no further edge comes.
 *
 * Context: reading the time busy-waits up to 10 ms at the worst; any but NMI.
 *
 * Locking: rtc_lock guards the two ports, as a pair, and the counters; it is taken
 * in the interrupt handler.
 *
 * Compared with Linux: rtc-cmos and the rtc class in one; /proc/driver/rtc likewise.
 *
 * See also: Motorola MC146818A data sheet, "Programming", "Interrupts", "Update cycle".
 */

#include <linux/bitfield.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/log2.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/rtc.h>
#include <linux/seq_file.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

#include "cmos_regs.h"

#define UPDATE_POLLS	100	/* of 100 us: an update takes 2.2 ms at most */

static DEFINE_SPINLOCK(rtc_lock);

/* One clock per machine; fields as in linux/rtc.h. */
static struct rtc_device cmos_rtc = { .name = "rtc0" };

static u8 cmos_read(enum cmos_reg reg)
{
	lockdep_assert_held(&rtc_lock);
	outb((u8)reg, CMOS_ADDR_PORT);
	return inb(CMOS_DATA_PORT);
}

static void cmos_write(enum cmos_reg reg, u8 value)
{
	lockdep_assert_held(&rtc_lock);
	outb((u8)reg, CMOS_ADDR_PORT);
	outb(value, CMOS_DATA_PORT);
}

/* ---- numbers as the chip has them ---- */

static int from_chip(u8 value, u8 format)
{
	return format & CMOS_B_BINARY ? value : (value >> 4) * 10 + (value & 0x0f);
}

static u8 to_chip(int value, u8 format)
{
	return (u8)(format & CMOS_B_BINARY ? value : (value / 10) << 4 | value % 10);
}

static int hour_from_chip(u8 value, u8 format)
{
	int hour;

	if (format & CMOS_B_24H)
		return from_chip(value, format);
	hour = from_chip(value & (u8)~CMOS_HOURS_PM, format) % 12;	/* 12 is 0 */
	return value & CMOS_HOURS_PM ? hour + 12 : hour;
}

static u8 hour_to_chip(int hour, u8 format)
{
	u8 value;

	if (format & CMOS_B_24H)
		return to_chip(hour, format);
	value = to_chip(hour % 12 ? hour % 12 : 12, format);
	return hour >= 12 ? value | CMOS_HOURS_PM : value;
}

/* ---- the time ---- */

static void read_fields(struct rtc_time *tm)
{
	u8 format = cmos_read(CMOS_B);
	int century = from_chip(cmos_read(CMOS_CENTURY), format);
	int year = from_chip(cmos_read(CMOS_YEAR), format);

	memset(tm, 0, sizeof(*tm));
	tm->tm_sec = from_chip(cmos_read(CMOS_SECONDS), format);
	tm->tm_min = from_chip(cmos_read(CMOS_MINUTES), format);
	tm->tm_hour = hour_from_chip(cmos_read(CMOS_HOURS), format);
	tm->tm_mday = from_chip(cmos_read(CMOS_DAY), format);
	tm->tm_mon = from_chip(cmos_read(CMOS_MONTH), format) - 1;
	/* Where there is no century byte, 70..99 are of the last one. */
	if (century < 19 || century > 21)
		century = year < 70 ? 20 : 19;
	tm->tm_year = (century - 19) * 100 + year;
}

/* Once it says "no update soon", 244 us are left to read. */
static bool try_read_time(struct rtc_time *tm)
{
	unsigned long flags;
	bool quiet;

	spin_lock_irqsave(&rtc_lock, flags);
	quiet = !(cmos_read(CMOS_A) & CMOS_A_UIP);
	if (quiet)
		read_fields(tm);
	spin_unlock_irqrestore(&rtc_lock, flags);
	return quiet;
}

static int read_time(struct rtc_time *tm)
{
	unsigned int polls;

	for (polls = 0; polls < UPDATE_POLLS; polls++) {
		if (try_read_time(tm))
			return rtc_valid_tm(tm);
		udelay(100);
	}
	return -ENODEV;		/* empty ports read as "always updating" */
}

int rtc_read_time(struct rtc_device *rtc, struct rtc_time *tm)
{
	int ret = read_time(tm);

	if (ret)
		return ret;
	rtc_time64_to_tm(rtc_tm_to_time64(tm), tm);	/* fills in weekday and day of the year */
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_read_time);

int rtc_set_time(struct rtc_device *rtc, struct rtc_time *tm)
{
	unsigned long flags;
	u8 format;

	if (rtc_valid_tm(tm))
		return -EINVAL;
	spin_lock_irqsave(&rtc_lock, flags);
	format = cmos_read(CMOS_B);
	cmos_write(CMOS_B, format | CMOS_B_SET);
	cmos_write(CMOS_SECONDS, to_chip(tm->tm_sec, format));
	cmos_write(CMOS_MINUTES, to_chip(tm->tm_min, format));
	cmos_write(CMOS_HOURS, hour_to_chip(tm->tm_hour, format));
	cmos_write(CMOS_DAY, to_chip(tm->tm_mday, format));
	cmos_write(CMOS_MONTH, to_chip(tm->tm_mon + 1, format));
	cmos_write(CMOS_YEAR, to_chip(tm->tm_year % 100, format));
	cmos_write(CMOS_CENTURY, to_chip(tm->tm_year / 100 + 19, format));
	cmos_write(CMOS_B, format);
	spin_unlock_irqrestore(&rtc_lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_set_time);

/* timekeeping_init() asks for the wall time, long before drivers are started. */
void read_persistent_clock64(struct timespec64 *ts)
{
	struct rtc_time tm;

	ts->tv_sec = read_time(&tm) ? 0 : rtc_tm_to_time64(&tm);
	ts->tv_nsec = 0;
}

/* ---- interrupts ---- */

static void enable_irqs(u8 enable, bool on)
{
	unsigned long flags;
	u8 control;

	spin_lock_irqsave(&rtc_lock, flags);
	control = cmos_read(CMOS_B);
	cmos_write(CMOS_B, on ? control | enable : control & (u8)~enable);
	(void)cmos_read(CMOS_C);	/* forget what came before */
	spin_unlock_irqrestore(&rtc_lock, flags);
}

static irqreturn_t cmos_interrupt(int irq, void *dev_id)
{
	struct rtc_device *rtc = dev_id;
	u8 causes;

	spin_lock(&rtc_lock);
	causes = cmos_read(CMOS_C) & cmos_read(CMOS_B) & (RTC_PF | RTC_AF | RTC_UF);
	rtc->irq_count[0] += !!(causes & RTC_PF);
	rtc->irq_count[1] += !!(causes & RTC_AF);
	rtc->irq_count[2] += !!(causes & RTC_UF);
	if (causes)
		rtc->irq_data = ((rtc->irq_data >> 8) + 1) << 8 | RTC_IRQF | causes;
	spin_unlock(&rtc_lock);

	if (!causes)
		return IRQ_NONE;
	wake_up_interruptible(&rtc->irq_queue);
	return IRQ_HANDLED;
}

int rtc_update_irq_enable(struct rtc_device *rtc, unsigned int enabled)
{
	if (!rtc->irq)
		return -EIO;
	enable_irqs(CMOS_B_UIE, enabled);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_update_irq_enable);

int rtc_alarm_irq_enable(struct rtc_device *rtc, unsigned int enabled)
{
	if (!rtc->irq)
		return -EIO;
	enable_irqs(CMOS_B_AIE, enabled);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_alarm_irq_enable);

int rtc_irq_set_state(struct rtc_device *rtc, int enabled)
{
	if (!rtc->irq)
		return -EIO;
	enable_irqs(CMOS_B_PIE, enabled);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_irq_set_state);

/* @freq: interrupts a second, a power of two from 2 to 8192 */
int rtc_irq_set_freq(struct rtc_device *rtc, int freq)
{
	unsigned long flags;
	u8 rate;

	if (freq < CMOS_RATE_MIN || freq > CMOS_RATE_MAX || !is_power_of_2((unsigned long)freq))
		return -EINVAL;
	rate = (u8)ilog2(CMOS_RATE_BASE / freq);
	spin_lock_irqsave(&rtc_lock, flags);
	cmos_write(CMOS_A, (u8)((cmos_read(CMOS_A) & ~CMOS_A_RATE) | rate));
	spin_unlock_irqrestore(&rtc_lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_irq_set_freq);

/* The chip's alarm knows the time of day only: the next such moment. */
int rtc_set_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alrm)
{
	unsigned long flags;
	u8 format;

	if (!rtc->irq)
		return -EIO;
	if (rtc_valid_tm(&alrm->time))
		return -EINVAL;
	enable_irqs(CMOS_B_AIE, false);
	spin_lock_irqsave(&rtc_lock, flags);
	format = cmos_read(CMOS_B);
	cmos_write(CMOS_SECONDS_ALARM, to_chip(alrm->time.tm_sec, format));
	cmos_write(CMOS_MINUTES_ALARM, to_chip(alrm->time.tm_min, format));
	cmos_write(CMOS_HOURS_ALARM, hour_to_chip(alrm->time.tm_hour, format));
	spin_unlock_irqrestore(&rtc_lock, flags);
	if (alrm->enabled)
		enable_irqs(CMOS_B_AIE, true);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_set_alarm);

int rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alrm)
{
	unsigned long flags;
	u8 format;
	int ret = rtc_read_time(rtc, &alrm->time);

	if (ret)
		return ret;
	spin_lock_irqsave(&rtc_lock, flags);
	format = cmos_read(CMOS_B);
	alrm->time.tm_sec = from_chip(cmos_read(CMOS_SECONDS_ALARM), format);
	alrm->time.tm_min = from_chip(cmos_read(CMOS_MINUTES_ALARM), format);
	alrm->time.tm_hour = hour_from_chip(cmos_read(CMOS_HOURS_ALARM), format);
	alrm->enabled = !!(format & CMOS_B_AIE);
	alrm->pending = 0;
	spin_unlock_irqrestore(&rtc_lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(rtc_read_alarm);

/* ---- finding it ---- */

struct rtc_device *rtc_class_open(const char *name)
{
	if (strcmp(name, cmos_rtc.name) || !cmos_rtc.irq)
		return NULL;
	return &cmos_rtc;
}
EXPORT_SYMBOL_GPL(rtc_class_open);

void rtc_class_close(struct rtc_device *rtc)
{
	enable_irqs(CMOS_B_PIE | CMOS_B_AIE | CMOS_B_UIE, false);
}
EXPORT_SYMBOL_GPL(rtc_class_close);

static int rtc_proc_show(struct seq_file *m, void *v)
{
	struct rtc_time tm;

	if (!rtc_read_time(&cmos_rtc, &tm))
		seq_printf(m, "rtc_time\t: %02d:%02d:%02d\nrtc_date\t: %04d-%02d-%02d\n",
			   tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_year + 1900, tm.tm_mon + 1,
			   tm.tm_mday);
	seq_printf(m, "periodic_irqs\t: %lu\nalarm_irqs\t: %lu\nupdate_irqs\t: %lu\n",
		   cmos_rtc.irq_count[0], cmos_rtc.irq_count[1], cmos_rtc.irq_count[2]);
	return 0;
}

static int __init cmos_init(void)
{
	struct rtc_time tm;

	if (read_time(&tm)) {
		pr_info("rtc_cmos: no clock found\n");
		return -ENODEV;
	}
	init_waitqueue_head(&cmos_rtc.irq_queue);
	enable_irqs(CMOS_B_PIE | CMOS_B_AIE | CMOS_B_UIE, false);
	if (request_irq(CMOS_IRQ, cmos_interrupt, 0, "rtc0", &cmos_rtc)) {
		pr_warn("rtc_cmos: IRQ %d is not available\n", CMOS_IRQ);
		return -EBUSY;
	}
	cmos_rtc.irq = CMOS_IRQ;
	proc_mkdir("driver", NULL);
	proc_create_single("driver/rtc", 0, NULL, rtc_proc_show);
	pr_info("rtc_cmos: %04d-%02d-%02dT%02d:%02d:%02d UTC, irq %d\n", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, CMOS_IRQ);
	return 0;
}
device_initcall(cmos_init);
