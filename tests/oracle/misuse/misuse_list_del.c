// SPDX-License-Identifier: MIT
/* A list that is not what it should be. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/list.h>
#include <linux/module.h>

static LIST_HEAD(head);
static struct list_head first, second;

static int twice = 1;
module_param(twice, int, 0);

static int __init misuse_list_del_init(void)
{
	list_add(&first, &head);
	if (twice) {
		list_add(&first, &head);
	} else {
		list_add(&second, &head);
		list_del(&first);
		list_del(&first);
	}
	pr_info("survived\n");
	return 0;
}

static void __exit misuse_list_del_exit(void)
{
}

module_init(misuse_list_del_init);
module_exit(misuse_list_del_exit);

MODULE_LICENSE("Dual MIT/GPL");
