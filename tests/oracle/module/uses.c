// SPDX-License-Identifier: MIT
/* Uses another module's symbols: order of loading and unloading. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

extern int oracle_calls;
int oracle_twice(int value);

static int value = 4;
module_param(value, int, 0);

static int __init uses_init(void)
{
	pr_info("twice %d is %d\n", value, oracle_twice(value));
	return value < 0 ? -ENODEV : 0;
}

static void __exit uses_exit(void)
{
	pr_info("calls %d\n", oracle_calls);
}

module_init(uses_init);
module_exit(uses_exit);

MODULE_LICENSE("Dual MIT/GPL");
