// SPDX-License-Identifier: MIT
/*
 * kernel/module/setup.c - struct module and its tables, and what they may say
 *
 * Context: process.  Locking: none, the module belongs to who loads it.
 */

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/extable.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/vermagic.h>

#include "internal.h"

extern const char _text[], _end[];

/* ---- licence and version ----------------------------------------------------------------- */

static bool license_is_gpl_compatible(const char *license)
{
	static const char * const licenses[] = {
		"GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL",
		"Dual MPL/GPL",
	};

	for (size_t i = 0; i < ARRAY_SIZE(licenses); i++)
		if (!strcmp(license, licenses[i]))
			return true;
	return false;
}

int check_vermagic(const struct load_info *info, int flags)
{
	const char *magic = get_modinfo(info, "vermagic");

	if (!magic && (flags & MODULE_INIT_IGNORE_VERMAGIC))
		return 0;
	if (magic && (!strcmp(magic, VERMAGIC_STRING) || (flags & MODULE_INIT_IGNORE_VERMAGIC)))
		return 0;
	pr_err("%s: version magic '%s' should be '%s'\n", info->name, magic ?: "",
	       VERMAGIC_STRING);
	return -ENOEXEC;
}

static void taint_by_module(struct module *mod, unsigned int flag, enum lockdep_ok lockdep_ok)
{
	add_taint(flag, lockdep_ok);
	set_bit(flag, &mod->taints);
}

void taint_by_origin(const struct load_info *info, struct module *mod)
{
	const char *license = get_modinfo(info, "license") ?: "unspecified";

	if (!get_modinfo(info, "intree")) {
		if (!test_taint(TAINT_OOT_MODULE))
			pr_warn("%s: loading out-of-tree module taints kernel.\n", mod->name);
		taint_by_module(mod, TAINT_OOT_MODULE, LOCKDEP_STILL_OK);
	}
	if (!license_is_gpl_compatible(license)) {
		if (!test_taint(TAINT_PROPRIETARY_MODULE)) {
			pr_warn("%s: module license '%s' taints kernel.\n", mod->name, license);
			pr_warn("Disabling lock debugging due to kernel taint\n");
		}
		taint_by_module(mod, TAINT_PROPRIETARY_MODULE, LOCKDEP_NOW_UNRELIABLE);
	}
}

/* ---- its struct module -------------------------------------------------------------------- */

/* Of what the file says only the name stays; init and exit come with the relocations. */
struct module *setup_module(const struct load_info *info)
{
	struct module *mod = section_address(info, info->mod);
	char name[MODULE_NAME_LEN];

	memcpy(name, mod->name, sizeof(name));
	memset(mod, 0, sizeof(*mod));
	memcpy(mod->name, name, sizeof(name));
	mod->state = MODULE_STATE_UNFORMED;
	mod->core_layout = info->core;
	mod->init_layout = info->init;
	INIT_LIST_HEAD(&mod->list);
	module_unload_init(mod);
	return mod;
}

/* A table that is a whole section; its rows. */
static void *section_table(const struct load_info *info, const char *name, size_t row,
			   unsigned int *num)
{
	unsigned int i = find_section(info, name);

	if (!i || info->sechdrs[i].sh_type == SHT_NOBITS)
		return NULL;
	*num = div_u64(info->sechdrs[i].sh_size, row);
	return section_address(info, i);
}

void find_tables(const struct load_info *info, struct module *mod)
{
	mod->kp = section_table(info, "__param", sizeof(*mod->kp), &mod->num_kp);
	mod->syms = section_table(info, "__ksymtab", sizeof(*mod->syms), &mod->num_syms);
	mod->extable = section_table(info, "__ex_table", sizeof(*mod->extable),
				     &mod->num_exentries);
	mod->bug_table = section_table(info, "__bug_table", sizeof(*mod->bug_table),
				       &mod->num_bugs);
}

/* Does a string lie in the module, with its end? */
static bool is_string_of(const struct module *mod, const char *s)
{
	unsigned long room = (unsigned long)mod->core_layout.base + mod->core_layout.size -
			     (unsigned long)s;

	return within_module_core((unsigned long)s, mod) && strnlen(s, room) < room;
}

static bool is_text_of(unsigned long addr, const struct module_layout *layout)
{
	return layout->base && addr - (unsigned long)layout->base < layout->text_size;
}

/* The kernel's, another module's or its own: it can be looked at. */
static bool is_data(const void *p, const struct module *mod)
{
	return (p >= (const void *)_text && p < (const void *)_end) ||
	       within_module_core((unsigned long)p, mod) || is_module_address((unsigned long)p);
}

/* What the relocations made of pointers that the kernel will follow by itself. */
int check_pointers(const struct module *mod)
{
	unsigned long init = (unsigned long)mod->init, exit = (unsigned long)mod->exit;
	bool ok = true;

	if (init && !is_text_of(init, &mod->core_layout) && !is_text_of(init, &mod->init_layout))
		ok = false;
	if (exit && !is_text_of(exit, &mod->core_layout))
		ok = false;
	for (unsigned int i = 0; i < mod->num_syms; i++)
		ok = ok && is_string_of(mod, mod->syms[i].name);
	for (unsigned int i = 0; i < mod->num_kp; i++)
		ok = ok && is_string_of(mod, mod->kp[i].name) && is_data(mod->kp[i].ops, mod);
	if (!ok)
		pr_err("%s: Invalid pointer in the module's tables\n", mod->name);
	return ok ? 0 : -ENOEXEC;
}
