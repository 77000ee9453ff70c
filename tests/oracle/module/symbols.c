// SPDX-License-Identifier: MIT
/* Symbols looked up at run time, kallsyms, the module's own address. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kallsyms.h>
#include <linux/module.h>

static int variable;

static int __init symbols_init(void)
{
	char text[KSYM_SYMBOL_LEN];
	void *function = __symbol_get("oracle_twice");

	pr_info("another's symbol %d\n", function != NULL);
	if (function)
		__symbol_put("oracle_twice");
	sprint_symbol(text, (unsigned long)symbols_init + 1);
	pr_info("own function %.24s\n", text);
	sprint_symbol_no_offset(text, (unsigned long)&variable);
	pr_info("own variable %s\n", text);
	sprint_symbol(text, 0x1000);
	pr_info("nothing %s\n", text);
	pr_info("%ps\n", schedule_timeout);
	pr_info("name %s, within %d\n", module_name(THIS_MODULE),
		within_module((unsigned long)&variable, THIS_MODULE));
	return 0;
}

static void __exit symbols_exit(void)
{
}

module_init(symbols_init);
module_exit(symbols_exit);

MODULE_LICENSE("Dual MIT/GPL");
