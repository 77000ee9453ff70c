/* SPDX-License-Identifier: MIT */
/* tests/unit/log_watch.h - what has the kernel log said since a moment? */
#ifndef TESTS_UNIT_LOG_WATCH_H
#define TESTS_UNIT_LOG_WATCH_H

#include <linux/kmsg_dump.h>
#include <linux/string.h>

#define LOG_WATCH_LINE 256

struct log_watch {
	u64 from;			/* number of the first record that counts */
};

static inline void log_watch_begin(struct log_watch *watch)
{
	struct kmsg_dump_iter iter;

	kmsg_dump_rewind(&iter);
	watch->from = iter.next_seq;
}

/* How many lines since then contain @text. */
static inline int log_watch_count(const struct log_watch *watch, const char *text)
{
	static char line[LOG_WATCH_LINE];	/* one test runs at a time */
	struct kmsg_dump_iter iter;
	size_t len;
	int count = 0;

	kmsg_dump_rewind(&iter);
	if (iter.cur_seq < watch->from)
		iter.cur_seq = watch->from;
	while (kmsg_dump_get_line(&iter, false, line, sizeof(line), &len))
		if (strstr(line, text))
			count++;
	return count;
}

#endif /* TESTS_UNIT_LOG_WATCH_H */
