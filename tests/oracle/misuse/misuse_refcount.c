// SPDX-License-Identifier: MIT
/* Reference counts that are overdrawn and used again. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/refcount.h>

static refcount_t r = REFCOUNT_INIT(1);
static refcount_t full = REFCOUNT_INIT(INT_MAX);

static int __init misuse_refcount_init(void)
{
	pr_info("dec_and_test %d\n", refcount_dec_and_test(&r));
	refcount_inc(&r);
	pr_info("after inc of 0: saturated %d\n", refcount_read(&r) == REFCOUNT_SATURATED);
	refcount_set(&r, 0);
	pr_info("dec_and_test of 0 %d\n", refcount_dec_and_test(&r));
	refcount_set(&r, 1);
	refcount_dec(&r);
	refcount_inc(&full);
	pr_info("full: saturated %d\n", refcount_read(&full) == REFCOUNT_SATURATED);
	return 0;
}

static void __exit misuse_refcount_exit(void)
{
}

module_init(misuse_refcount_init);
module_exit(misuse_refcount_exit);

MODULE_LICENSE("Dual MIT/GPL");
