/* SPDX-License-Identifier: MIT */
/* tests/unit/log_watch.h - what has the kernel log said since a moment?  klog.h in a struct */
#ifndef TESTS_UNIT_LOG_WATCH_H
#define TESTS_UNIT_LOG_WATCH_H

#include "klog.h"

struct log_watch {
	u64 from;			/* number of the first record that counts */
};

static inline void log_watch_begin(struct log_watch *watch)
{
	watch->from = klog_mark();
}

/* How many lines since then contain @text. */
static inline int log_watch_count(const struct log_watch *watch, const char *text)
{
	return klog_count(watch->from, text);
}

#endif /* TESTS_UNIT_LOG_WATCH_H */
