// SPDX-License-Identifier: MIT
/* kernel/module/report.c - which modules are there: /proc/modules, and a line in each oops */

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/rculist.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "internal.h"

char last_unloaded_module[MODULE_NAME_LEN + 24];

/* name(PO+): what it taints the kernel with, and whether it comes or goes. */
char *module_flags(const struct module *mod, char *buf, bool with_name)
{
	size_t len = 0, start;

	if (with_name)
		len = strscpy(buf, mod->name, MODULE_NAME_LEN);
	start = len;
	buf[len++] = '(';
	len += taint_letters(mod->taints, buf + len);
	if (mod->state == MODULE_STATE_GOING)
		buf[len++] = '-';
	if (mod->state == MODULE_STATE_COMING)
		buf[len++] = '+';
	buf[len++] = ')';
	buf[len == start + 2 ? start : len] = '\0';
	return buf;
}

/**
 * print_modules - "Modules linked in: a(O) b(O+) [last unloaded: c(O)]"
 *
 * Without modules there is no such line.
 * Context: any.
 */
void print_modules(void)
{
	char buf[sizeof(last_unloaded_module)];
	struct module *mod;

	rcu_read_lock();
	if (!list_empty(&modules) || *last_unloaded_module) {
		printk(KERN_DEFAULT "Modules linked in:");
		list_for_each_entry_rcu(mod, &modules, list)
			if (mod->state != MODULE_STATE_UNFORMED)
				pr_cont(" %s", module_flags(mod, buf, true));
		if (*last_unloaded_module)
			pr_cont(" [last unloaded: %s]", last_unloaded_module);
		pr_cont("\n");
	}
	rcu_read_unlock();
}

static void show_users(struct seq_file *m, const struct module *mod)
{
	struct module_use *use;
	bool any = false;

	list_for_each_entry(use, &mod->source_list, source_list) {
		seq_printf(m, "%s,", use->source->name);
		any = true;
	}
	if (mod->init && !mod->exit) {
		seq_puts(m, "[permanent],");
		any = true;
	}
	if (!any)
		seq_puts(m, "-");
}

static const char *state_name(const struct module *mod)
{
	switch (mod->state) {
	case MODULE_STATE_GOING:
		return "Unloading";
	case MODULE_STATE_COMING:
		return "Loading";
	default:
		return "Live";
	}
}

static void show_module(struct seq_file *m, struct module *mod)
{
	char buf[sizeof(last_unloaded_module)];
	const char *taints = module_flags(mod, buf, false);

	seq_printf(m, "%s %u %i ", mod->name, mod->core_layout.size + mod->init_layout.size,
		   max(module_refcount(mod), 0));
	show_users(m, mod);
	seq_printf(m, " %s 0x%px", state_name(mod), mod->core_layout.base);
	seq_printf(m, *taints ? " %s\n" : "\n", taints);
}

static int modules_show(struct seq_file *m, void *v)
{
	struct module *mod;

	mutex_lock(&module_mutex);
	list_for_each_entry(mod, &modules, list)
		if (mod->state != MODULE_STATE_UNFORMED)
			show_module(m, mod);
	mutex_unlock(&module_mutex);
	return 0;
}

static int __init modules_proc_init(void)
{
	proc_create_single("modules", 0444, NULL, modules_show);
	return 0;
}
device_initcall(modules_proc_init);
