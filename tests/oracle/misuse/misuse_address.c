// SPDX-License-Identifier: MIT
/* A division by zero and a bad address in kernel mode. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int zero;
module_param(zero, int, 0);
static int how;
module_param(how, int, 0);

static noinline int divide(int by)
{
	return 100 / by;
}

static int __init misuse_address_init(void)
{
	if (how)
		pr_info("%d\n", *(volatile int *)0x8000123456789abcUL);
	else
		pr_info("%d\n", divide(zero));
	return 0;
}

static void __exit misuse_address_exit(void)
{
}

module_init(misuse_address_init);
module_exit(misuse_address_exit);

MODULE_LICENSE("Dual MIT/GPL");
