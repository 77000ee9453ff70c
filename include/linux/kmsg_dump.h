/* SPDX-License-Identifier: MIT */
/*
 * linux/kmsg_dump.h - read the kernel log line by line
 *
 * No lock, no memory: works in the monitor after a panic as well as for dmesg.
 */
#ifndef LINUX_KMSG_DUMP_H
#define LINUX_KMSG_DUMP_H

#include <linux/types.h>

struct kmsg_dump_iter {
	u64 cur_seq;		/* next record to show */
	u64 next_seq;		/* stop here */
};

/* Begins at the oldest record still stored and ends with the newest of this moment. */
void kmsg_dump_rewind(struct kmsg_dump_iter *iter);

/*
 * The next line with its "[    0.001234] ", with "<6>" in front if syslog.  The
 * text ends in '\n' and NUL; *len is its length.  False: no line is left.
 */
bool kmsg_dump_get_line(struct kmsg_dump_iter *iter, bool syslog, char *line, size_t size,
			size_t *len);

#endif /* LINUX_KMSG_DUMP_H */
