/* SPDX-License-Identifier: MIT */
/*
 * linux/module.h - what makes a source file a module
 *
 * One source serves three ways.  In kernel/ and most of drivers/ module_init(f)
 * is device_initcall(f): f runs at boot.  In the folders of example modules
 * (tests/modules, drivers/misc: the Makefile defines MODULE_ON_DEMAND there) the
 * two functions go into a registry and `mod name` runs them.  In a .ko file
 * (MODULE defined) they become init_module() and cleanup_module().
 */
#ifndef LINUX_MODULE_H
#define LINUX_MODULE_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/stringify.h>
#include <linux/types.h>

#define MODULE_NAME_LEN	(64 - sizeof(unsigned long))

enum module_state {
	MODULE_STATE_LIVE,		/* runs */
	MODULE_STATE_COMING,		/* its init function is running */
	MODULE_STATE_GOING,		/* its exit function is running */
	MODULE_STATE_UNFORMED,		/* not started */
};

/* A module that can be started and stopped.  The list and state belong to module_mutex. */
struct module {
	enum module_state state;
	struct list_head list;
	char name[MODULE_NAME_LEN];	/* I */
	int (*init)(void);		/* I */
	void (*exit)(void);		/* I; NULL: cannot be stopped */
	char *initial_values;		/* of its parameters; NULL before the first start */
};

/* Half a row of the registry of built-in modules: one for init, one for exit, same name. */
struct modinit {
	const char *name;
	int (*init)(void);
	void (*exit)(void);
};

#ifdef MODULE
/* The names by which the loader finds the two functions; the types are checked first. */
#define module_init(initfn)						\
	static inline initcall_t __maybe_unused __inittest(void) { return initfn; } \
	int init_module(void) __attribute__((alias(#initfn)))
#define module_exit(exitfn)						\
	static inline exitcall_t __maybe_unused __exittest(void) { return exitfn; } \
	void cleanup_module(void) __attribute__((alias(#exitfn)))
#elif defined(MODULE_ON_DEMAND)
#define module_init(initfn)						\
	static const struct modinit __modinit_entry __used __section(".modinit") __aligned(8) = \
		{ .name = KBUILD_MODNAME, .init = initfn }
#define module_exit(exitfn)						\
	static const struct modinit __modexit_entry __used __section(".modinit") __aligned(8) = \
		{ .name = KBUILD_MODNAME, .exit = exitfn }
#else
#define module_init(initfn)	device_initcall(initfn)
#define module_exit(exitfn)						\
	static inline exitcall_t __maybe_unused __exittest(void) { return exitfn; } \
	static exitcall_t __maybe_unused __exitcall_fn = exitfn
#endif

/* The pair for drivers that only register themselves. */
#define module_driver(__driver, __register, __unregister, ...)		\
	static int __init __driver##_init(void)				\
	{								\
		return __register(&(__driver), ##__VA_ARGS__);		\
	}								\
	module_init(__driver##_init);					\
	static void __exit __driver##_exit(void)			\
	{								\
		__unregister(&(__driver), ##__VA_ARGS__);		\
	}								\
	module_exit(__driver##_exit)

/* Facts about the module, kept as "tag=text" in .modinfo. */
#define MODULE_INFO(tag, info)		__MODULE_INFO(tag, tag, info)
#define MODULE_LICENSE(_license)	MODULE_INFO(license, _license)
#define MODULE_AUTHOR(_author)		MODULE_INFO(author, _author)
#define MODULE_DESCRIPTION(_desc)	MODULE_INFO(description, _desc)
#define MODULE_VERSION(_version)	MODULE_INFO(version, _version)
#define MODULE_ALIAS(_alias)		MODULE_INFO(alias, _alias)
#define MODULE_SOFTDEP(_softdep)	MODULE_INFO(softdep, _softdep)
#define MODULE_FIRMWARE(_firmware)	MODULE_INFO(firmware, _firmware)
#define MODULE_IMPORT_NS(ns)		MODULE_INFO(import_ns, __stringify(ns))

/* The tables by which Linux's depmod finds a module for a device; nothing reads them here. */
#define MODULE_DEVICE_TABLE(type, name)					\
	static const typeof(name) * const __maybe_unused		\
		__mod_##type##__##name##_device_table = &name

bool try_module_get(struct module *module);
void module_put(struct module *module);

/* Start or stop a built-in module by name; args are "p=1 q=2" or NULL.  Process context. */
int mod_start(const char *name, const char *args);
int mod_stop(const char *name);
/* Call fn for every built-in module in the order of their names. */
void mod_for_each(void (*fn)(const struct module *mod, void *arg), void *arg);

#endif /* LINUX_MODULE_H */
