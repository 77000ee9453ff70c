/* SPDX-License-Identifier: MIT */
/* drivers/rtc/cmos_regs.h - the MC146818's registers, behind two ports */
#ifndef DRIVERS_RTC_CMOS_REGS_H
#define DRIVERS_RTC_CMOS_REGS_H

#include <linux/bits.h>

#define CMOS_ADDR_PORT	0x70	/* WO  register number; bit 7 masks NMI: keep it 0 */
#define CMOS_DATA_PORT	0x71	/* RW  the register chosen */
#define CMOS_IRQ	8

enum cmos_reg {
	CMOS_SECONDS		= 0x00,	/* RW  0..59 */
	CMOS_SECONDS_ALARM	= 0x01,	/* RW  or CMOS_ALARM_ANY */
	CMOS_MINUTES		= 0x02,	/* RW */
	CMOS_MINUTES_ALARM	= 0x03,	/* RW */
	CMOS_HOURS		= 0x04,	/* RW  bit 7: afternoon, in 12-hour mode */
	CMOS_HOURS_ALARM	= 0x05,	/* RW */
	CMOS_WEEKDAY		= 0x06,	/* RW  1 = Sunday; nobody trusts it */
	CMOS_DAY		= 0x07,	/* RW  1..31 */
	CMOS_MONTH		= 0x08,	/* RW  1..12 */
	CMOS_YEAR		= 0x09,	/* RW  0..99 */
	CMOS_A			= 0x0a,	/* RW  divider, periodic rate, update in progress */
	CMOS_B			= 0x0b,	/* RW  interrupt enables, formats */
	CMOS_C			= 0x0c,	/* RO  interrupt causes; reading CLEARS them */
	CMOS_D			= 0x0d,	/* RO  battery */
	CMOS_CENTURY		= 0x32,	/* RW  BCD; not on every machine */
};

#define CMOS_A_UIP	BIT(7)		/* RO: the time is about to change: do not read it */
#define CMOS_A_RATE	GENMASK(3, 0)	/* periodic rate: 65536 Hz >> this, 3..15 */

#define CMOS_B_SET	BIT(7)		/* stop updates, to write the time */
#define CMOS_B_PIE	BIT(6)		/* periodic interrupt */
#define CMOS_B_AIE	BIT(5)		/* alarm interrupt */
#define CMOS_B_UIE	BIT(4)		/* update-ended interrupt */
#define CMOS_B_BINARY	BIT(2)		/* else BCD */
#define CMOS_B_24H	BIT(1)		/* else 12 hours */

#define CMOS_HOURS_PM	BIT(7)
#define CMOS_ALARM_ANY	0xc0		/* from here on: matches every value */

#define CMOS_RATE_BASE	65536		/* Hz */
#define CMOS_RATE_MIN	2		/* Hz */
#define CMOS_RATE_MAX	8192		/* Hz */

#endif /* DRIVERS_RTC_CMOS_REGS_H */
