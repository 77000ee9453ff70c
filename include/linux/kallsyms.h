/* SPDX-License-Identifier: MIT */
/*
 * linux/kallsyms.h - names of addresses, addresses of names
 *
 * Different from Linux: KSYM_NAME_LEN is 128, not 512, because buffers of this
 * size stand on the small stacks that an oops is printed from.
 */
#ifndef LINUX_KALLSYMS_H
#define LINUX_KALLSYMS_H

#include <linux/types.h>

struct module;

#define KSYM_NAME_LEN	128
/* name+0x<16>/0x<16> [module] */
#define KSYM_SYMBOL_LEN	(KSYM_NAME_LEN + 2 * (2 + 16) + 2 + 56 + 3 + 1)

unsigned long kallsyms_lookup_name(const char *name);
int kallsyms_on_each_symbol(int (*fn)(void *data, const char *name, struct module *mod,
				      unsigned long addr), void *data);

int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset);
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize,
			    unsigned long *offset, char **modname, char *namebuf);

/* Each writes at most KSYM_SYMBOL_LEN bytes and returns the length. */
int sprint_symbol(char *buffer, unsigned long address);			/* %pS */
int sprint_symbol_no_offset(char *buffer, unsigned long address);	/* %ps */
int sprint_backtrace(char *buffer, unsigned long address);		/* %pB */
int lookup_symbol_name(unsigned long addr, char *symname);

/* Text of the kernel, of its start-up part, or of a module (linux/extable.h too). */
void print_ip_sym(const char *loglvl, unsigned long ip);

#endif /* LINUX_KALLSYMS_H */
