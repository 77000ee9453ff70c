// SPDX-License-Identifier: MIT
/*
 * kernel/kallsyms.c - the kernel's own symbol table
 *
 * scripts/kallsyms.py makes the table from the first link; the second link adds it
 * behind everything else, so that no address changes.  It is an array of offsets from
 * _text in rising order, and the names in the same order, each with its length in front.
 * In a name a byte from 0x80 on stands for a piece of text that occurs often: that
 * halves the table.  A marker for every 64th name says where it begins.
 *
 * A symbol ends where the next one begins; of several at one address the first in the
 * table is shown.  What is not in the image may be in a module: kernel/module/kallsyms.c.
 *
 * Context: any, nothing here changes.  Locking: none.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/string.h>

/* build/kallsyms.asm */
extern const u64 kallsyms_num;
extern const u32 kallsyms_offsets[];
extern const u32 kallsyms_markers[];
extern const u16 kallsyms_token_index[];
extern const char kallsyms_token_table[];
extern const u8 kallsyms_names[];

extern const char _text[], _end[];

#define NAMES_A_MARKER	64
#define FIRST_TOKEN	0x80

static unsigned long symbol_address(unsigned int i)
{
	return (unsigned long)_text + kallsyms_offsets[i];
}

/* Append to a name what a byte of the table stands for.  Return: its new end. */
static char *expand_byte(char *end, u8 byte)
{
	const char *text;

	if (byte < FIRST_TOKEN) {
		*end = byte;
		return end + 1;
	}
	for (text = kallsyms_token_table + kallsyms_token_index[byte - FIRST_TOKEN]; *text; text++)
		*end++ = *text;
	return end;
}

/* @name has KSYM_NAME_LEN bytes, which scripts/kallsyms.py keeps to. */
static char *symbol_name(unsigned int i, char *name)
{
	const u8 *entry = kallsyms_names + kallsyms_markers[i / NAMES_A_MARKER];
	char *end = name;

	for (unsigned int skip = i % NAMES_A_MARKER; skip; skip--)
		entry += entry[0] + 1;
	for (unsigned int at = 1; at <= entry[0]; at++)
		end = expand_byte(end, entry[at]);
	*end = '\0';
	return name;
}

/* Index of the last symbol at or below addr, the first of those that share its address. */
static int find_symbol(unsigned long addr)
{
	unsigned int low = 0, high = kallsyms_num;

	if (addr < (unsigned long)_text || addr >= (unsigned long)_end || !kallsyms_num)
		return -ENOENT;
	while (high - low > 1) {
		unsigned int mid = low + (high - low) / 2;

		if (symbol_address(mid) <= addr)
			low = mid;
		else
			high = mid;
	}
	while (low && symbol_address(low - 1) == symbol_address(low))
		low--;
	return low;
}

static unsigned long symbol_end(unsigned int i)
{
	unsigned int next = i + 1;

	while (next < kallsyms_num && symbol_address(next) == symbol_address(i))
		next++;
	return next < kallsyms_num ? symbol_address(next) : (unsigned long)_end;
}

/**
 * kallsyms_lookup - name, size and offset of the symbol that addr lies in
 * @modname: receives the module's, under RCU; NULL for the kernel's own
 * @namebuf: KSYM_NAME_LEN bytes
 * Return: namebuf, or NULL if addr is neither in the kernel image nor in a module.
 */
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize,
			    unsigned long *offset, char **modname, char *namebuf)
{
	int i = find_symbol(addr);

	if (i < 0)
		return module_address_lookup(addr, symbolsize, offset, modname, namebuf);
	if (symbolsize)
		*symbolsize = symbol_end(i) - symbol_address(i);
	if (offset)
		*offset = addr - symbol_address(i);
	if (modname)
		*modname = NULL;
	symbol_name(i, namebuf);
	return namebuf;
}

int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset)
{
	char name[KSYM_NAME_LEN];

	return kallsyms_lookup(addr, symbolsize, offset, NULL, name) != NULL;
}

int lookup_symbol_name(unsigned long addr, char *symname)
{
	return kallsyms_lookup(addr, NULL, NULL, NULL, symname) ? 0 : -ERANGE;
}

/**
 * kallsyms_lookup_name - address of a symbol
 * Return: 0 if there is none of that name.
 */
unsigned long kallsyms_lookup_name(const char *name)
{
	char found[KSYM_NAME_LEN];
	unsigned int i;

	for (i = 0; i < kallsyms_num; i++)
		if (!strcmp(symbol_name(i, found), name))
			return symbol_address(i);
	return module_kallsyms_lookup_name(name);
}

/**
 * kallsyms_on_each_symbol - call fn for every symbol until it returns non-zero
 * Return: what the last call of fn returned.
 */
int kallsyms_on_each_symbol(int (*fn)(void *data, const char *name, struct module *mod,
				      unsigned long addr), void *data)
{
	char name[KSYM_NAME_LEN];
	unsigned int i;
	int ret = 0;

	for (i = 0; i < kallsyms_num && !ret; i++)
		ret = fn(data, symbol_name(i, name), NULL, symbol_address(i));
	return ret ?: module_kallsyms_on_each_symbol(fn, data);
}
EXPORT_SYMBOL_GPL(kallsyms_on_each_symbol);

/* A return address behind a call that does not return is already the next function. */
static int format_symbol(char *buffer, unsigned long address, int back, bool add_offset)
{
	unsigned long size, offset;
	char name[KSYM_NAME_LEN], *module;
	int len;

	rcu_read_lock();	/* the module's name stays */
	if (!kallsyms_lookup(address - back, &size, &offset, &module, name)) {
		len = sprintf(buffer, "0x%lx", address);
	} else {
		len = sprintf(buffer, "%s", name);
		if (add_offset)
			len += sprintf(buffer + len, "+%#lx/%#lx", offset + back, size);
		if (module)
			len += sprintf(buffer + len, " [%s]", module);
	}
	rcu_read_unlock();
	return len;
}

/**
 * sprint_symbol - "name+0xoffset/0xsize", or the bare address
 * @buffer: KSYM_SYMBOL_LEN bytes
 * Context: any.  Return: length.
 */
int sprint_symbol(char *buffer, unsigned long address)
{
	return format_symbol(buffer, address, 0, true);
}
EXPORT_SYMBOL_GPL(sprint_symbol);

int sprint_symbol_no_offset(char *buffer, unsigned long address)
{
	return format_symbol(buffer, address, 0, false);
}
EXPORT_SYMBOL_GPL(sprint_symbol_no_offset);

/* For return addresses: names the function that contains the call. */
int sprint_backtrace(char *buffer, unsigned long address)
{
	return format_symbol(buffer, address, 1, true);
}

void print_ip_sym(const char *loglvl, unsigned long ip)
{
	printk("%s[<%px>] %pS\n", loglvl, (void *)ip, (void *)ip);
}
