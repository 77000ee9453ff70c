// SPDX-License-Identifier: MIT
/* kernel/module_owner.c - counting the users of a module: those that are built in need no count */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/module.h>

bool try_module_get(struct module *module)
{
	WARN_ON(module);
	return true;
}
EXPORT_SYMBOL(try_module_get);

void module_put(struct module *module)
{
	WARN_ON(module);
}
EXPORT_SYMBOL(module_put);
