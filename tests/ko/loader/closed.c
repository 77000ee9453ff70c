// SPDX-License-Identifier: MIT
/* Says that it is not free, and cannot be unloaded. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int __init closed_init(void)
{
	pr_info("closed: here\n");
	return 0;
}
module_init(closed_init);

MODULE_LICENSE("Proprietary");
