/* SPDX-License-Identifier: MIT */
/* kernel/printk/internal.h - what the files of printk share */
#ifndef KERNEL_PRINTK_INTERNAL_H
#define KERNEL_PRINTK_INTERNAL_H

#include <linux/types.h>

#include "ring.h"

#define LOG_PREFIX_MAX	48	/* "<6>" and "[4294967296.999999] " */

extern bool ignore_loglevel;	/* consoles show every level */
extern bool printk_time;	/* lines begin with the time */

/* console.c: show what is stored, if the consoles are free; whoever owns them does it else. */
void console_flush(void);

/* This CPU is the last one that runs, and everything must get out. */
bool console_panicking(void);

/* format.c: "[    0.001234] " (with "<6>" in front if syslog) to buf; the length. */
size_t log_prefix(const struct log_header *header, bool syslog, char *buf);

/*
 * format.c: a whole text, prefix in front of each of its lines, to buf; ends with
 * '\n' if the record does.  Returns the length.
 */
size_t log_format(const struct log_header *header, const char *text, bool syslog,
		  bool continued, char *buf, size_t size);

#endif /* KERNEL_PRINTK_INTERNAL_H */
