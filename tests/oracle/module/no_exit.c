// SPDX-License-Identifier: MIT
/* A module without an exit function stays for ever. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int __init no_exit_init(void)
{
	pr_info("here to stay\n");
	return 0;
}

module_init(no_exit_init);

MODULE_LICENSE("Dual MIT/GPL");
