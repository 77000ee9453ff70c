// SPDX-License-Identifier: MIT
/* What a module's notifier hears of another. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/notifier.h>

static int heard(struct notifier_block *nb, unsigned long action, void *data)
{
	struct module *mod = data;

	pr_info("%s: action %lu state %d\n", mod->name, action, mod->state);
	return NOTIFY_OK;
}

static struct notifier_block nb = { .notifier_call = heard };

static int __init module_events_init(void)
{
	return register_module_notifier(&nb);
}

static void __exit module_events_exit(void)
{
	unregister_module_notifier(&nb);
}

module_init(module_events_init);
module_exit(module_events_exit);

MODULE_LICENSE("Dual MIT/GPL");
