// SPDX-License-Identifier: MIT
/*
 * kernel/module/kallsyms.c - names of addresses in modules, addresses of names
 *
 * Each module keeps the names and addresses of its functions and variables, sorted by
 * address.  An oops asks for them from any context, so readers go by RCU: a module is
 * taken out of the list, then a grace period passes, then its memory is freed.
 *
 * A symbol ends where the next one begins, or its part of the module does.
 */

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/extable.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include <asm/page.h>

#include "internal.h"

struct module_symbol {
	unsigned long address;
	u32 name;		/* in names */
	u32 order;		/* in the file: of several at one address the first is shown */
};

/* All I. */
struct module_kallsyms {
	unsigned int num;
	char *names;
	struct module_symbol syms[];
};

/* ---- making the table ------------------------------------------------------------------- */

static bool is_wanted(const struct load_info *info, const struct module *mod,
		      const Elf64_Sym *sym)
{
	unsigned int type = ELF64_ST_TYPE(sym->st_info);

	return sym->st_shndx != SHN_UNDEF && sym->st_shndx < info->hdr.e_shnum &&
	       type != STT_SECTION && type != STT_FILE && *symbol_name(info, sym) &&
	       within_module(sym->st_value, mod);
}

static int cmp_symbols(const void *a, const void *b)
{
	const struct module_symbol *x = a, *y = b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void fill_table(const struct load_info *info, const struct module *mod,
		       struct module_kallsyms *table)
{
	u32 at = 0;

	for (unsigned int i = 1; i < info->num_syms; i++) {
		const Elf64_Sym *sym = &info->symtab[i];
		size_t len = strlen(symbol_name(info, sym)) + 1;

		if (!is_wanted(info, mod, sym))
			continue;
		table->syms[table->num++] = (struct module_symbol){ sym->st_value, at, i };
		memcpy(table->names + at, symbol_name(info, sym), len);
		at += len;
	}
	sort(table->syms, table->num, sizeof(table->syms[0]), cmp_symbols, NULL);
}

/* How many names there are, and how long they are together. */
static unsigned int count_names(const struct load_info *info, const struct module *mod,
				size_t *length)
{
	unsigned int num = 0;

	*length = 1;
	for (unsigned int i = 1; i < info->num_syms; i++) {
		if (!is_wanted(info, mod, &info->symtab[i]))
			continue;
		*length += strlen(symbol_name(info, &info->symtab[i])) + 1;
		num++;
	}
	return num;
}

int add_kallsyms(struct load_info *info, struct module *mod)
{
	size_t length;
	unsigned int num = count_names(info, mod, &length);
	struct module_kallsyms *table;

	/* Names may overlap in a file, so their sum is not bounded by its length. */
	if (length > info->len + PAGE_SIZE)
		return -ENOEXEC;
	table = kvzalloc(struct_size(table, syms, num) + length, GFP_KERNEL);
	if (!table)
		return -ENOMEM;
	table->names = (char *)&table->syms[num];
	fill_table(info, mod, table);
	mod->kallsyms = table;
	return 0;
}

void free_kallsyms(struct module *mod)
{
	kvfree(mod->kallsyms);
	mod->kallsyms = NULL;
}

/* ---- which module? ------------------------------------------------------------------------ */

static bool in_text(unsigned long addr, const struct module_layout *layout)
{
	return layout->base && addr - (unsigned long)layout->base < layout->text_size;
}

/* Most addresses that are asked for are not in any module: they need no RCU, either. */
static bool may_be_module_address(unsigned long addr)
{
	return addr >= MODULES_VADDR && addr < MODULES_END;
}

/**
 * __module_address - the module whose memory an address is in
 * Context: any, under RCU or module_mutex.  Return: NULL if none.
 */
struct module *__module_address(unsigned long addr)
{
	struct module *mod;

	if (!may_be_module_address(addr))
		return NULL;
	list_for_each_entry_rcu(mod, &modules, list)
		if (mod->state != MODULE_STATE_UNFORMED && within_module(addr, mod))
			return mod;
	return NULL;
}

struct module *__module_text_address(unsigned long addr)
{
	struct module *mod = __module_address(addr);

	if (mod && !in_text(addr, &mod->core_layout) && !in_text(addr, &mod->init_layout))
		mod = NULL;
	return mod;
}

bool is_module_address(unsigned long addr)
{
	bool ret;

	if (!may_be_module_address(addr))
		return false;
	rcu_read_lock();
	ret = __module_address(addr);
	rcu_read_unlock();
	return ret;
}

bool is_module_text_address(unsigned long addr)
{
	bool ret;

	if (!may_be_module_address(addr))
		return false;
	rcu_read_lock();
	ret = __module_text_address(addr);
	rcu_read_unlock();
	return ret;
}

/* ---- tables of a module that are searched by address ------------------------------------ */

const struct exception_table_entry *search_module_extables(unsigned long addr)
{
	const struct exception_table_entry *row = NULL;
	struct module *mod;

	if (!may_be_module_address(addr))
		return NULL;
	rcu_read_lock();
	mod = __module_text_address(addr);
	if (mod)
		row = search_extable(mod->extable, mod->num_exentries, addr);
	rcu_read_unlock();
	return row;	/* the module stays: it is running, or how could it fault? */
}

struct bug_entry *module_find_bug(unsigned long addr)
{
	struct bug_entry *row = NULL;
	struct module *mod;

	if (!may_be_module_address(addr))
		return NULL;
	rcu_read_lock();
	mod = __module_text_address(addr);
	if (mod)
		row = find_bug_in(mod->bug_table, mod->num_bugs, addr);
	rcu_read_unlock();
	return row;
}

/* ---- names of addresses ------------------------------------------------------------------ */

static const char *name_of(const struct module *mod, unsigned int i)
{
	return mod->kallsyms->names + mod->kallsyms->syms[i].name;
}

/* The end of the part of the module that @addr is in. */
static unsigned long part_end(const struct module *mod, unsigned long addr)
{
	const struct module_layout *layout =
		within_module_init(addr, mod) ? &mod->init_layout : &mod->core_layout;
	unsigned long base = (unsigned long)layout->base;

	if (addr < base + layout->text_size)
		return base + layout->text_size;
	if (addr < base + layout->ro_after_init_size)
		return base + layout->ro_after_init_size;
	return base + layout->size;
}

/* The last symbol at or below @addr, of several at its address the first; -1: none. */
static int find_symbol_at(const struct module *mod, unsigned long addr, unsigned long *end)
{
	const struct module_symbol *syms = mod->kallsyms->syms;
	int low = -1, high = mod->kallsyms->num;

	while (high - low > 1) {
		int mid = low + (high - low) / 2;

		if (syms[mid].address <= addr)
			low = mid;
		else
			high = mid;
	}
	*end = part_end(mod, addr);
	if (high < mod->kallsyms->num)
		*end = min(*end, syms[high].address);
	while (low > 0 && syms[low - 1].address == syms[low].address)
		low--;
	return low >= 0 && part_end(mod, syms[low].address) == part_end(mod, addr) ? low : -1;
}

/**
 * module_address_lookup - name, size, offset and module of a symbol
 * @namebuf: KSYM_NAME_LEN bytes
 * Context: any, under RCU: @modname is the module's own.
 * Return: namebuf, or NULL if it is in no module.
 */
const char *module_address_lookup(unsigned long addr, unsigned long *size, unsigned long *offset,
				  char **modname, char *namebuf)
{
	struct module *mod = __module_address(addr);
	unsigned long end;
	int i = mod ? find_symbol_at(mod, addr, &end) : -1;

	if (i < 0)
		return NULL;
	if (size)
		*size = end - mod->kallsyms->syms[i].address;
	if (offset)
		*offset = addr - mod->kallsyms->syms[i].address;
	if (modname)
		*modname = mod->name;
	strscpy(namebuf, name_of(mod, i), KSYM_NAME_LEN);
	return namebuf;
}

/* ---- addresses of names -------------------------------------------------------------------- */

static unsigned long address_in(const struct module *mod, const char *name)
{
	for (unsigned int i = 0; i < mod->kallsyms->num; i++)
		if (within_module(mod->kallsyms->syms[i].address, mod) &&
		    !strcmp(name_of(mod, i), name))
			return mod->kallsyms->syms[i].address;
	return 0;
}

/* "name", or "module:name". */
unsigned long module_kallsyms_lookup_name(const char *name)
{
	const char *colon = strchr(name, ':');
	unsigned long ret = 0;
	struct module *mod;

	rcu_read_lock();
	list_for_each_entry_rcu(mod, &modules, list) {
		if (mod->state == MODULE_STATE_UNFORMED)
			continue;
		if (!colon)
			ret = address_in(mod, name);
		else if (strlen(mod->name) == colon - name &&
			 !strncmp(mod->name, name, colon - name))
			ret = address_in(mod, colon + 1);
		if (ret)
			break;
	}
	rcu_read_unlock();
	return ret;
}

int module_kallsyms_on_each_symbol(int (*fn)(void *data, const char *name, struct module *mod,
					     unsigned long addr), void *data)
{
	struct module *mod;
	int ret = 0;

	mutex_lock(&module_mutex);
	list_for_each_entry(mod, &modules, list) {
		if (mod->state == MODULE_STATE_UNFORMED)
			continue;
		for (unsigned int i = 0; i < mod->kallsyms->num && !ret; i++)
			if (within_module(mod->kallsyms->syms[i].address, mod))
				ret = fn(data, name_of(mod, i), mod,
					 mod->kallsyms->syms[i].address);
	}
	mutex_unlock(&module_mutex);
	return ret;
}
