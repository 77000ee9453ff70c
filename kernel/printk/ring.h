/* SPDX-License-Identifier: MIT */
/* kernel/printk/ring.h - the ring of log records: store from anywhere, read from anywhere */
#ifndef KERNEL_PRINTK_RING_H
#define KERNEL_PRINTK_RING_H

#include <linux/types.h>

#define LOG_TEXT_MAX	1000	/* bytes of one record's text */
#define LOG_BUFFER_SIZE	(128 << 10)	/* all records together */

enum log_flag {
	LOG_CONT	= 1 << 0,	/* goes on with the line its caller left open */
	LOG_NEWLINE	= 1 << 1,	/* ends the line */
};

/* What is stored in front of the text. */
struct log_header {
	u64 ts_nsec;
	u32 caller;		/* pid, or LOG_CALLER_CPU | cpu outside of tasks */
	u16 len;
	u8 level;
	u8 flags;		/* enum log_flag */
};

#define LOG_CALLER_CPU	(1u << 31)

/* A place in the log: the number of a record, and the slot where it begins. */
struct log_pos {
	u32 seq;
	u32 slot;
};

enum log_read {
	LOG_READ_OK,		/* *pos has moved behind the record */
	LOG_READ_END,		/* nothing more, or the next one is still being written */
};

/* Any context.  False: no room, because the oldest record is still being written. */
bool log_store(const struct log_header *header, const char *text);

/*
 * Copies the record at *pos to header and text (LOG_TEXT_MAX bytes) and moves
 * *pos behind it.  *lost grows by the records that were overwritten before.
 */
enum log_read log_read(struct log_pos *pos, struct log_header *header, char *text,
		       unsigned long *lost);

/* Would log_read() find a record there? */
bool log_readable(struct log_pos pos);

struct log_pos log_oldest(void);
struct log_pos log_newest(void);	/* behind the last record */

/* For a panic: step over a record whose writer was stopped in the middle. */
bool log_skip_unfinished(struct log_pos *pos);

/* Records that found no room, or no buffer to be formatted in. */
extern unsigned long log_not_stored;

static inline bool log_pos_before(struct log_pos a, struct log_pos b)
{
	return (s32)(a.slot - b.slot) < 0;
}

#endif /* KERNEL_PRINTK_RING_H */
