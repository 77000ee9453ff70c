/* SPDX-License-Identifier: MIT */
/*
 * linux/export.h - which symbols a module may use
 *
 * EXPORT_SYMBOL() adds a row to the table __ksymtab, by which the loader resolves
 * the undefined symbols of a module.  Each row comes in a section of its own, so that
 * the linker can sort the table by name.
 */
#ifndef LINUX_EXPORT_H
#define LINUX_EXPORT_H

#include <linux/compiler.h>

struct module;

/* One exported symbol. */
struct kernel_symbol {
	unsigned long	value;		/* address */
	const char	*name;
	const char	*namespace;	/* NULL, or of EXPORT_SYMBOL_NS() */
	unsigned long	gpl_only;
};

#ifdef MODULE
extern struct module __this_module;
#define THIS_MODULE	(&__this_module)
#else
#define THIS_MODULE	((struct module *)0)
#endif

#define __EXPORT_SYMBOL(sym, ns, gpl)					\
	extern typeof(sym) sym;						\
	static const struct kernel_symbol __ksymtab_##sym		\
	__used __section("___ksymtab+" #sym) __aligned(8) = {			\
		.value = (unsigned long)&sym,				\
		.name = #sym,						\
		.namespace = ns,					\
		.gpl_only = gpl,					\
	}

#define EXPORT_SYMBOL(sym)		__EXPORT_SYMBOL(sym, (void *)0, 0)
#define EXPORT_SYMBOL_GPL(sym)		__EXPORT_SYMBOL(sym, (void *)0, 1)
#define EXPORT_SYMBOL_NS(sym, ns)	__EXPORT_SYMBOL(sym, #ns, 0)
#define EXPORT_SYMBOL_NS_GPL(sym, ns)	__EXPORT_SYMBOL(sym, #ns, 1)

#endif /* LINUX_EXPORT_H */
