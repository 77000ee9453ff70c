/* SPDX-License-Identifier: MIT */
/* tests/unit/klog.h - has the kernel said this, since the test began? */
#ifndef TESTS_UNIT_KLOG_H
#define TESTS_UNIT_KLOG_H

#include <linux/kmsg_dump.h>
#include <linux/string.h>
#include <linux/types.h>

#define KLOG_LINE_MAX 320

/* The place in the log from which klog_has() searches. */
static inline u64 klog_mark(void)
{
	struct kmsg_dump_iter iter;

	kmsg_dump_rewind(&iter);
	return iter.next_seq;
}

/* How many lines since then contain @text. */
static inline int klog_count(u64 mark, const char *text)
{
	static char line[KLOG_LINE_MAX];	/* one test runs at a time */
	struct kmsg_dump_iter iter;
	int count = 0;
	size_t len;

	kmsg_dump_rewind(&iter);
	if (iter.cur_seq < mark)
		iter.cur_seq = mark;
	while (kmsg_dump_get_line(&iter, false, line, sizeof(line), &len))
		if (strstr(line, text))
			count++;
	return count;
}

static inline bool klog_has(u64 mark, const char *text)
{
	return klog_count(mark, text) > 0;
}

#endif /* TESTS_UNIT_KLOG_H */
