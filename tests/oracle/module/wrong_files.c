// SPDX-License-Identifier: MIT
/* Files that are no module: what insmod is told. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int __init wrong_files_init(void)
{
	pr_info("here\n");
	return 0;
}

static void __exit wrong_files_exit(void)
{
}

MODULE_AUTHOR("the oracle");
MODULE_DESCRIPTION("a description");
MODULE_VERSION("1.2");
MODULE_ALIAS("another_name");

module_init(wrong_files_init);
module_exit(wrong_files_exit);

MODULE_LICENSE("Dual MIT/GPL");
