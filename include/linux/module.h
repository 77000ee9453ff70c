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

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <uapi/linux/module.h>

#define MODULE_NAME_LEN	(64 - sizeof(unsigned long))

enum module_state {
	MODULE_STATE_LIVE,		/* runs */
	MODULE_STATE_COMING,		/* complete; its init function is running */
	MODULE_STATE_GOING,		/* its exit function is running */
	MODULE_STATE_UNFORMED,		/* being loaded; nobody else may look at it */
};

/* A piece of memory of a module: pages to execute, to read, and to write, in this order. */
struct module_layout {
	void *base;
	unsigned int size;		/* all of it */
	unsigned int text_size;		/* up to here: executable */
	unsigned int ro_size;		/* up to here: constant */
	unsigned int ro_after_init_size;	/* up to here: constant once init has returned */
};

struct bug_entry;
struct exception_table_entry;
struct module_kallsyms;
struct module_sections;
struct notifier_block;

/*
 * A loaded module: the object __this_module in its .ko file.  Of what the file says
 * there only name, init and exit count.  Legend: I set while it is loaded, then constant;
 * M module_mutex, and readers under RCU; A atomic.
 */
struct module {
	enum module_state state;	/* M */
	struct list_head list;		/* M: all modules, the latest first */
	char name[MODULE_NAME_LEN];	/* I */

	const char *version;		/* I: MODULE_VERSION(), or NULL */
	const struct kernel_symbol *syms;	/* I: what it exports, sorted by name */
	unsigned int num_syms;		/* I */
	unsigned int num_kp;		/* I */
	struct kernel_param *kp;	/* I: its parameters */

	struct exception_table_entry *extable;	/* I: sorted */
	unsigned int num_exentries;	/* I */
	unsigned int num_bugs;		/* I */
	struct bug_entry *bug_table;	/* I */

	int (*init)(void);		/* I */
	void (*exit)(void);		/* I; NULL: cannot be unloaded */
	struct module_layout core_layout;	/* I */
	struct module_layout init_layout;	/* M: base NULL once init has returned */
	void __percpu *percpu;		/* I: its per-CPU variables, or NULL */
	unsigned int percpu_size;	/* I */
	unsigned long taints;		/* I: bits TAINT_* */
	bool using_gplonly_symbols;	/* I */
	bool has_exited;		/* M: exit was called, and something stayed behind */

	struct module_kallsyms *kallsyms;	/* I; never NULL once it is in the list */
	struct module_sections *sections;	/* I: their names and addresses, for debuggers */

	struct list_head source_list;	/* M: who uses us */
	struct list_head target_list;	/* M: whom we use */
	atomic_t refcnt;		/* A: 1 + users; 0: going */
};

/* A module in the kernel's image that is started and stopped by name.  M: module_mutex. */
struct builtin_module {
	enum module_state state;	/* M; UNFORMED: does not run */
	struct list_head list;		/* M */
	char name[MODULE_NAME_LEN];	/* I */
	int (*init)(void);		/* I */
	void (*exit)(void);		/* I; NULL: cannot be stopped */
	char *initial_values;		/* M: of its parameters; NULL before the first start */
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
	int init_module(void) __copy(initfn) __attribute__((alias(#initfn)))
#define module_exit(exitfn)						\
	static inline exitcall_t __maybe_unused __exittest(void) { return exitfn; } \
	void cleanup_module(void) __copy(exitfn) __attribute__((alias(#exitfn)))
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

/* ---- users of a module ------------------------------------------------------------------ */

bool try_module_get(struct module *module);
void __module_get(struct module *module);
void module_put(struct module *module);
int module_refcount(struct module *mod);

static inline bool module_is_live(struct module *mod)
{
	return mod->state != MODULE_STATE_GOING;
}

static inline const char *module_name(struct module *mod)
{
	return mod ? mod->name : "kernel";
}

#define symbol_get(x)	((typeof(&x))(__symbol_get(#x)))
#define symbol_put(x)	__symbol_put(#x)
void *__symbol_get(const char *symbol);
void __symbol_put(const char *symbol);

/* Told of each change of a module's state; the data is its struct module. */
int register_module_notifier(struct notifier_block *nb);
int unregister_module_notifier(struct notifier_block *nb);

/* ---- addresses: any context; the module is found under RCU -------------------------------- */

static inline bool within_module_core(unsigned long addr, const struct module *mod)
{
	return addr - (unsigned long)mod->core_layout.base < mod->core_layout.size;
}

static inline bool within_module_init(unsigned long addr, const struct module *mod)
{
	return mod->init_layout.base &&
	       addr - (unsigned long)mod->init_layout.base < mod->init_layout.size;
}

static inline bool within_module(unsigned long addr, const struct module *mod)
{
	return within_module_init(addr, mod) || within_module_core(addr, mod);
}

struct module *__module_address(unsigned long addr);
struct module *__module_text_address(unsigned long addr);
bool is_module_address(unsigned long addr);
bool is_module_text_address(unsigned long addr);
const struct exception_table_entry *search_module_extables(unsigned long addr);
struct bug_entry *module_find_bug(unsigned long addr);
const char *module_address_lookup(unsigned long addr, unsigned long *size, unsigned long *offset,
				  char **modname, char *namebuf);
unsigned long module_kallsyms_lookup_name(const char *name);
int module_kallsyms_on_each_symbol(int (*fn)(void *data, const char *name, struct module *mod,
					     unsigned long addr), void *data);
struct module *find_module(const char *name);	/* under module_mutex, or RCU */

/* "Modules linked in: ...", where a report wants it. */
void print_modules(void);

/* ---- loading: process context; flags also MODULE_INIT_* of finit_module() ------------------- */

enum {
	MODULE_LOAD_DRY_RUN = 1 << 16,		/* all but the parameters and init; then unload */
};

/* What the system calls of these names do; @image stays the caller's. */
int load_module(const void *image, unsigned long len, const char *args, int flags);
int delete_module(const char *name);
/* The facts in a .ko file, each as tag and text.  0, or -ENOEXEC. */
int module_for_each_info(const void *image, unsigned long len,
			 void (*fn)(const char *tag, const char *text, void *arg), void *arg);
/* Call fn, which loads or unloads, in a thread: when the module oopses, that one dies. */
void run_module_code(const char *name, int (*fn)(void *arg), void *arg);

/* Start or stop a built-in module by name; args are "p=1 q=2" or NULL.  Process context. */
int mod_start(const char *name, const char *args);
int mod_stop(const char *name);
/* Call fn for every built-in module in the order of their names. */
void mod_for_each(void (*fn)(const struct builtin_module *mod, void *arg), void *arg);

#endif /* LINUX_MODULE_H */
