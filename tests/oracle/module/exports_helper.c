// SPDX-License-Identifier: MIT
/* Gives a function and a variable to others. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

int oracle_calls;
EXPORT_SYMBOL(oracle_calls);

int oracle_twice(int value);
int oracle_twice(int value)
{
	oracle_calls++;
	return 2 * value;
}
EXPORT_SYMBOL_GPL(oracle_twice);

static int __init exports_helper_init(void)
{
	pr_info("here\n");
	return 0;
}

static void __exit exports_helper_exit(void)
{
	pr_info("called %d times\n", oracle_calls);
}

module_init(exports_helper_init);
module_exit(exports_helper_exit);

MODULE_LICENSE("Dual MIT/GPL");
