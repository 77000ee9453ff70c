// SPDX-License-Identifier: MIT
/* A NULL pointer: the oops, the end of insmod, the rest of the system. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int *nothing;

static noinline void write_nothing(void)
{
	WRITE_ONCE(*nothing, 5);
}

static int __init misuse_null_init(void)
{
	pr_info("before\n");
	write_nothing();
	pr_info("after\n");
	return 0;
}

static void __exit misuse_null_exit(void)
{
}

module_init(misuse_null_init);
module_exit(misuse_null_exit);

MODULE_LICENSE("Dual MIT/GPL");
