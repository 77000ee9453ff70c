/* SPDX-License-Identifier: MIT */
/* kernel/kunit/runner.h - what the files of KUnit share */
#ifndef KERNEL_KUNIT_RUNNER_H
#define KERNEL_KUNIT_RUNNER_H

struct kunit;

/* At a test's end: everything it still has, the last one first. */
void kunit_free_resources(struct kunit *test);

#endif /* KERNEL_KUNIT_RUNNER_H */
