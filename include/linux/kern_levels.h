/* SPDX-License-Identifier: MIT */
/*
 * linux/kern_levels.h - the severity written in front of a printk format
 *
 * A level is two bytes, SOH and a digit, glued to the format string by the
 * compiler.  printk takes them off again and keeps the digit with the record.
 */
#ifndef LINUX_KERN_LEVELS_H
#define LINUX_KERN_LEVELS_H

#define KERN_SOH	"\001"
#define KERN_SOH_ASCII	'\001'

#define KERN_EMERG	KERN_SOH "0"	/* the system is unusable */
#define KERN_ALERT	KERN_SOH "1"	/* somebody must act at once */
#define KERN_CRIT	KERN_SOH "2"
#define KERN_ERR	KERN_SOH "3"
#define KERN_WARNING	KERN_SOH "4"
#define KERN_NOTICE	KERN_SOH "5"	/* normal but worth a look */
#define KERN_INFO	KERN_SOH "6"
#define KERN_DEBUG	KERN_SOH "7"

#define KERN_DEFAULT	""		/* the level printk gives a message without one */
#define KERN_CONT	KERN_SOH "c"	/* goes on with the line the same caller began */

#define LOGLEVEL_SCHED		-2	/* only store: printed later, from a safe context */
#define LOGLEVEL_DEFAULT	-1	/* the format did not say */
#define LOGLEVEL_EMERG		0
#define LOGLEVEL_ALERT		1
#define LOGLEVEL_CRIT		2
#define LOGLEVEL_ERR		3
#define LOGLEVEL_WARNING	4
#define LOGLEVEL_NOTICE		5
#define LOGLEVEL_INFO		6
#define LOGLEVEL_DEBUG		7

#endif /* LINUX_KERN_LEVELS_H */
