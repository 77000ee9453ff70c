// SPDX-License-Identifier: MIT
/* tests/unit/module_sysfs_test.c - parameters that are built in, as files of /sys/module */

#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

#include "proc_text.h"

#define DIR "/sys/module/module_sysfs_test/parameters/"

static int number = 5;
module_param(number, int, 0644);
static bool fixed = true;
module_param(fixed, bool, 0444);
static int hidden;
module_param(hidden, int, 0);

static void parameters_are_files(struct kunit *test)
{
	number = 5;
	KUNIT_EXPECT_EQ(test, proc_text_read(DIR "number"), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)proc_text, "5\n");
	KUNIT_EXPECT_EQ(test, proc_store(DIR "number", "-3\n", 3), 3);
	KUNIT_EXPECT_EQ(test, number, -3);
	KUNIT_EXPECT_EQ(test, proc_store(DIR "number", "three", 5), -EINVAL);
	KUNIT_EXPECT_EQ(test, proc_text_read(DIR "fixed"), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)proc_text, "Y\n");
	KUNIT_EXPECT_EQ(test, proc_store(DIR "fixed", "n", 1), -EACCES);
	KUNIT_EXPECT_EQ(test, proc_text_read(DIR "hidden"), -ENOENT);
	KUNIT_EXPECT_EQ(test, hidden, 0);
}

static void words_of_the_kernel_itself_are_files(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, proc_text_read("/sys/module/kernel/parameters/softlockup_panic"), 0);
}

static struct kunit_case module_sysfs_cases[] = {
	KUNIT_CASE(parameters_are_files),
	KUNIT_CASE(words_of_the_kernel_itself_are_files),
	{ }
};

static struct kunit_suite module_sysfs_suite = {
	.name = "module_sysfs",
	.test_cases = module_sysfs_cases,
};
kunit_test_suite(module_sysfs_suite);
