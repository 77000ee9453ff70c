// SPDX-License-Identifier: MIT
/* An init function that answers a positive number is loaded, and told off. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int __init init_positive_init(void)
{
	return 17;
}

static void __exit init_positive_exit(void)
{
	pr_info("leaves\n");
}

module_init(init_positive_init);
module_exit(init_positive_exit);

MODULE_LICENSE("Dual MIT/GPL");
