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

/* (PO+): what it taints the kernel with, and whether it comes or goes; or nothing. */
char *module_flags(const struct module *mod, char *buf, bool with_state)
{
	size_t len = 1;

	buf[0] = '(';
	len += taint_letters(mod->taints, buf + len);
	if (with_state && mod->state == MODULE_STATE_GOING)
		buf[len++] = '-';
	if (with_state && mod->state == MODULE_STATE_COMING)
		buf[len++] = '+';
	buf[len++] = ')';
	buf[len == 2 ? 0 : len] = '\0';
	return buf;
}

static char last_unloaded[MODULE_NAME_LEN], last_taints[MODULE_FLAGS_MAX];

void remember_unloaded(const struct module *mod)
{
	strscpy(last_unloaded, mod->name, sizeof(last_unloaded));
	module_flags(mod, last_taints, false);
}

/**
 * print_modules - "Modules linked in: a(O) b(O+) [last unloaded: c(O)]"
 *
 * Without modules there is no such line.
 * Context: any.
 */
void print_modules(void)
{
	char buf[MODULE_FLAGS_MAX];
	struct module *mod;

	rcu_read_lock();
	if (!list_empty(&modules) || *last_unloaded) {
		printk(KERN_DEFAULT "Modules linked in:");
		list_for_each_entry_rcu(mod, &modules, list)
			if (mod->state != MODULE_STATE_UNFORMED)
				pr_cont(" %s%s", mod->name, module_flags(mod, buf, true));
		if (*last_unloaded)
			pr_cont(" [last unloaded: %s%s]", last_unloaded, last_taints);
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
	char buf[MODULE_FLAGS_MAX];
	const char *taints = module_flags(mod, buf, true);

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
