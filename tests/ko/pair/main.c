// SPDX-License-Identifier: MIT
/* One of two files of a module that uses another one. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

#include "sum.h"

static int base = SUM_BASE;
module_param(base, int, 0444);
MODULE_PARM_DESC(base, "what is added to");

static int __init two_files_init(void)
{
	pr_info("%s: the sum is %d\n", KBUILD_MODNAME, sum(base));
	return 0;
}

static void __exit two_files_exit(void)
{
	pr_info("%s: leaves\n", THIS_MODULE->name);
}

module_init(two_files_init);
module_exit(two_files_exit);

MODULE_LICENSE("GPL v2");
MODULE_DESCRIPTION("Two files, and a function of another module");
