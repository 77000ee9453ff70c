// SPDX-License-Identifier: MIT
/* Exports two functions, one of them for GPL modules only. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

int giver_two(void);
int giver_gpl(void);

static int calls;

int giver_two(void)
{
	calls++;
	return 2;
}
EXPORT_SYMBOL(giver_two);

int giver_gpl(void)
{
	calls++;
	return 0;
}
EXPORT_SYMBOL_GPL(giver_gpl);

static int __init giver_init(void)
{
	pr_info("giver: here\n");
	return 0;
}

static void __exit giver_exit(void)
{
	pr_info("giver: called %d times\n", calls);
}

module_init(giver_init);
module_exit(giver_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("Hemi");
MODULE_DESCRIPTION("Exports two functions");
MODULE_VERSION("1.2");
