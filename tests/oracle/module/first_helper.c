// SPDX-License-Identifier: MIT
/* Loaded before all others: of the first foreign module Linux says that it taints the kernel. */
#include <linux/module.h>

static int __init first_helper_init(void)
{
	return 0;
}

static void __exit first_helper_exit(void)
{
}

module_init(first_helper_init);
module_exit(first_helper_exit);

MODULE_LICENSE("Dual MIT/GPL");
