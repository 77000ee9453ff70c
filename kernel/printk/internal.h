/* SPDX-License-Identifier: MIT */
/* kernel/printk/internal.h - what the files of printk share */
#ifndef KERNEL_PRINTK_INTERNAL_H
#define KERNEL_PRINTK_INTERNAL_H

#include <linux/kmsg_dump.h>
#include <linux/types.h>
#include <linux/wait.h>

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

/* ---- for programs: syslog.c, kmsg.c ------------------------------------------------ */

/* Places in the log are packed: record number above, slot below. */
static inline u64 log_pack(struct log_pos pos)
{
	return (u64)pos.seq << 32 | pos.slot;
}

static inline struct log_pos log_unpack(u64 packed)
{
	return (struct log_pos){ .seq = packed >> 32, .slot = (u32)packed };
}

/* A line as dmesg wants it, "<6>[    0.001234] text\n", and memory to make it. */
struct log_line {
	size_t len;
	char text[LOG_TEXT_MAX + 512];
	char record[LOG_TEXT_MAX];
};

/* format.c: the next line; false: none is left. */
bool log_get_line(struct kmsg_dump_iter *iter, struct log_line *line);

/* printk.c: woken when a record has come. */
extern struct wait_queue_head log_wait;

static inline bool log_has_record(u64 packed)
{
	return log_readable(log_unpack(packed));
}

/* syslog.c: where "clear" has left the beginning. */
u64 log_clear_seq(void);

#endif /* KERNEL_PRINTK_INTERNAL_H */
