// SPDX-License-Identifier: MIT
/* panic() itself. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/panic_notifier.h>

static int heard(struct notifier_block *nb, unsigned long action, void *data)
{
	pr_info("notified: %s\n", (char *)data);
	return NOTIFY_DONE;
}

static struct notifier_block nb = { .notifier_call = heard };

static int __init misuse_panic_init(void)
{
	atomic_notifier_chain_register(&panic_notifier_list, &nb);
	panic("the oracle asked for it: %d", 42);
	return 0;
}

static void __exit misuse_panic_exit(void)
{
}

module_init(misuse_panic_init);
module_exit(misuse_panic_exit);

MODULE_LICENSE("Dual MIT/GPL");
