// SPDX-License-Identifier: MIT
/* What becomes of an init function's answer. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

static int answer;
module_param(answer, int, 0);

static int __init init_fails_init(void)
{
	pr_info("answers %d\n", answer);
	return answer;
}

static void __exit init_fails_exit(void)
{
	pr_info("leaves\n");
}

module_init(init_fails_init);
module_exit(init_fails_exit);

MODULE_LICENSE("Dual MIT/GPL");
