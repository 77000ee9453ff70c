// SPDX-License-Identifier: MIT
/* References keep a module: try_module_get, module_refcount. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/moduleparam.h>

static int set_held(const char *value, const struct kernel_param *kp)
{
	if (value[0] == '1')
		pr_info("get %d\n", try_module_get(THIS_MODULE));
	else
		module_put(THIS_MODULE);
	pr_info("references %d\n", module_refcount(THIS_MODULE));
	return 0;
}

static const struct kernel_param_ops held_ops = { .set = set_held };
module_param_cb(held, &held_ops, NULL, 0200);

static int __init busy_module_init(void)
{
	pr_info("%s: state %d references %d live %d\n", THIS_MODULE->name, THIS_MODULE->state,
		module_refcount(THIS_MODULE), module_is_live(THIS_MODULE));
	return 0;
}

static void __exit busy_module_exit(void)
{
	pr_info("exit: state %d get %d\n", THIS_MODULE->state, try_module_get(THIS_MODULE));
}

module_init(busy_module_init);
module_exit(busy_module_exit);

MODULE_LICENSE("Dual MIT/GPL");
