/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/failnth.h - every allocation of a path fails once, and then from each on
 *
 * The path is a function that does something and undoes it again.  It returns 0, or
 * the error that the interface reported.  failnth_sweep() runs it with its 1st, 2nd,
 * 3rd ... allocation refused, until none is any more; then again with all allocations
 * from the 1st, 2nd, 3rd ... on refused.  After every run:
 *
 *     it returned -ENOMEM, or 0 if the kernel could do without the memory;
 *     all is as it was before: bytes, objects, threads, irq numbers, actions, timers, /proc;
 *     the same without failures succeeds.
 */
#ifndef TESTS_UNIT_FAILNTH_H
#define TESTS_UNIT_FAILNTH_H

#include <kunit/test.h>
#include <linux/fault-inject.h>

/* What one sweep saw. */
struct failnth_result {
	unsigned int allocations;	/* of the path, when none fails */
	unsigned int refused;		/* runs that ended with -ENOMEM */
	unsigned int tolerated;		/* runs that succeeded although something was refused */
};

/* Whose allocations: the caller's.  The result is also printed. */
struct failnth_result failnth_sweep(struct kunit *test, const char *name,
				    int (*fn)(struct kunit *test));

/* Skips the test on several CPUs, as failnth_sweep() does. */
void failnth_needs_one_cpu(struct kunit *test);

/* The suite_init of every suite that sweeps. */
int failnth_suite_init(struct kunit_suite *suite);

/* A row of a suite that sweeps several paths. */
struct failnth_path {
	const char *name;
	int (*fn)(struct kunit *test);
};

static inline void failnth_path_name(const struct failnth_path *path, char *desc)
{
	strscpy(desc, path->name, KUNIT_PARAM_DESC_SIZE);
}

/* For the end of a path: what it got, or that it got nothing. */
static inline int failnth_got(const void *p)
{
	return p ? 0 : -ENOMEM;
}

#endif /* TESTS_UNIT_FAILNTH_H */
