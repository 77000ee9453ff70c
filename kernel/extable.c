// SPDX-License-Identifier: MIT
/*
 * kernel/extable.c - the table of instructions which are allowed to fault
 *
 * The linker collects the rows; they are sorted once, before any other code can
 * fault, so that a trap finds its row by bisection without a lock.  A module brings a
 * table of its own.
 */

#include <linux/bsearch.h>
#include <linux/extable.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sort.h>

extern struct exception_table_entry __start___ex_table[], __stop___ex_table[];
extern char _stext[], _etext[], _sinittext[], _einittext[];

static int cmp_ex_rows(const void *a, const void *b)
{
	unsigned long x = ex_to_insn(a), y = ex_to_insn(b);

	return x < y ? -1 : x > y;
}

/* The fields are relative to their place, so a row that moves must be adjusted. */
static void swap_ex_rows(void *a, void *b, int size)
{
	struct exception_table_entry *x = a, *y = b, tmp = *x;
	s32 delta = (s32)((char *)b - (char *)a);

	x->insn = y->insn + delta;
	x->fixup = y->fixup + delta;
	y->insn = tmp.insn - delta;
	y->fixup = tmp.fixup - delta;
}

void sort_extable(struct exception_table_entry *rows, size_t num)
{
	sort(rows, num, sizeof(*rows), cmp_ex_rows, swap_ex_rows);
}

void __init sort_main_extable(void)
{
	sort_extable(__start___ex_table, __stop___ex_table - __start___ex_table);
}

static int cmp_ex_search(const void *key, const void *elt)
{
	unsigned long addr = *(const unsigned long *)key, insn = ex_to_insn(elt);

	return addr < insn ? -1 : addr > insn;
}

const struct exception_table_entry *search_extable(const struct exception_table_entry *rows,
						   size_t num, unsigned long addr)
{
	return bsearch(&addr, rows, num, sizeof(*rows), cmp_ex_search);
}

/**
 * search_exception_tables - the row for the instruction at addr
 * Context: any.  Return: NULL if that instruction must not fault.
 */
const struct exception_table_entry *search_exception_tables(unsigned long addr)
{
	return search_extable(__start___ex_table, __stop___ex_table - __start___ex_table, addr) ?:
	       search_module_extables(addr);
}

static bool in_range(unsigned long addr, const char *from, const char *to)
{
	return addr >= (unsigned long)from && addr < (unsigned long)to;
}

int core_kernel_text(unsigned long addr)
{
	return in_range(addr, _stext, _etext) || in_range(addr, _sinittext, _einittext);
}

int __kernel_text_address(unsigned long addr)
{
	return core_kernel_text(addr) || is_module_text_address(addr);
}

int kernel_text_address(unsigned long addr)
{
	return __kernel_text_address(addr);
}
