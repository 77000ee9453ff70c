// SPDX-License-Identifier: MIT
/*
 * kernel/module/symbols.c - who exports a symbol, and who uses whom
 *
 * How it works
 *
 *   The kernel and every module have a table of exported symbols, sorted by name by the
 *   linker.  A module that finds a symbol in another one uses it: it holds a reference
 *   until it is freed itself, so that the other cannot go before.
 *
 *   A module's counter begins at 1, which is its own; delete_module() takes that away.
 *   At 0 the module is going, and try_module_get() fails.
 *
 * Context: try_module_get(), module_put(): any.  The rest: process.
 *
 * Locking: module_mutex guards the list of modules and who uses whom.
 */

#include <linux/bsearch.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define MODULE_REF_BASE	1
#define WAIT_FOR_INIT	(30 * HZ)	/* of a module that is being loaded */

extern const struct kernel_symbol __start___ksymtab[], __stop___ksymtab[];

/* ---- tables ----------------------------------------------------------------------------- */

static int cmp_name(const void *name, const void *sym)
{
	return strcmp(name, ((const struct kernel_symbol *)sym)->name);
}

static const struct kernel_symbol *find_in_table(const char *name,
						 const struct kernel_symbol *syms, size_t num)
{
	return bsearch(name, syms, num, sizeof(*syms), cmp_name);
}

/**
 * find_symbol - who exports it?
 * @gplok: symbols for GPL modules only are found, too
 * @owner: receives the module, or NULL for the kernel
 *
 * Context: under module_mutex.
 */
const struct kernel_symbol *find_symbol(const char *name, bool gplok, struct module **owner)
{
	const struct kernel_symbol *sym;
	struct module *mod;

	lockdep_assert_held(&module_mutex);
	*owner = NULL;
	sym = find_in_table(name, __start___ksymtab, __stop___ksymtab - __start___ksymtab);
	if (!sym) {
		list_for_each_entry(mod, &modules, list) {
			if (mod->state == MODULE_STATE_UNFORMED)
				continue;
			sym = find_in_table(name, mod->syms, mod->num_syms);
			*owner = mod;
			if (sym)
				break;
		}
	}
	return sym && (gplok || !sym->gpl_only) ? sym : NULL;
}

/* ---- references ----------------------------------------------------------------------- */

/**
 * try_module_get - keep a module from being unloaded
 * @module: NULL is the kernel itself, which stays
 * Context: any.  Return: false if it is going already.
 */
bool try_module_get(struct module *module)
{
	return !module || (module_is_live(module) && atomic_inc_not_zero(&module->refcnt));
}
EXPORT_SYMBOL(try_module_get);

/* Where the caller knows that it is held already. */
void __module_get(struct module *module)
{
	if (module)
		atomic_inc(&module->refcnt);
}
EXPORT_SYMBOL(__module_get);

void module_put(struct module *module)
{
	if (module)
		WARN_ON(atomic_dec_if_positive(&module->refcnt) < 0);
}
EXPORT_SYMBOL(module_put);

/* How many hold it; -1: it is going. */
int module_refcount(struct module *mod)
{
	return atomic_read(&mod->refcnt) - MODULE_REF_BASE;
}
EXPORT_SYMBOL(module_refcount);

/* Take the module's own reference away.  Nonzero, and nothing has changed, if there are others. */
int try_release_module_ref(struct module *mod)
{
	return atomic_cmpxchg(&mod->refcnt, MODULE_REF_BASE, 0) != MODULE_REF_BASE;
}

/* During init it has one more, so that nobody unloads it then. */
void module_unload_init(struct module *mod)
{
	INIT_LIST_HEAD(&mod->source_list);
	INIT_LIST_HEAD(&mod->target_list);
	atomic_set(&mod->refcnt, MODULE_REF_BASE + 1);
}

/* It uses nobody any more. */
void module_unload_free(struct module *mod)
{
	struct module_use *use, *next;

	mutex_lock(&module_mutex);
	list_for_each_entry_safe(use, next, &mod->target_list, target_list) {
		module_put(use->target);
		list_del(&use->source_list);
		list_del(&use->target_list);
		kfree(use);
	}
	mutex_unlock(&module_mutex);
}

static bool already_uses(const struct module *user, const struct module *used)
{
	struct module_use *use;

	list_for_each_entry(use, &used->source_list, source_list)
		if (use->source == user)
			return true;
	return false;
}

/* -EBUSY: its init is still running. */
static int get_live_module(struct module *mod)
{
	if (mod->state == MODULE_STATE_COMING)
		return -EBUSY;
	return try_module_get(mod) ? 0 : -ENOENT;
}

static int use_module(struct module *user, struct module *used)
{
	struct module_use *use;
	int err;

	lockdep_assert_held(&module_mutex);
	if (!used || already_uses(user, used))
		return 0;
	err = get_live_module(used);
	if (err)
		return err;
	use = kmalloc(sizeof(*use), GFP_ATOMIC);
	if (!use) {
		module_put(used);
		return -ENOMEM;
	}
	use->source = user;
	use->target = used;
	list_add(&use->source_list, &used->source_list);
	list_add(&use->target_list, &user->target_list);
	return 0;
}

/* ---- resolving ------------------------------------------------------------------------------ */

/* Its address, 0 if nobody exports it, or an ERR_PTR(). */
static unsigned long resolve_symbol(struct module *mod, const char *name)
{
	const struct kernel_symbol *sym;
	struct module *owner;
	int err = 0;

	mutex_lock(&module_mutex);
	sym = find_symbol(name, !test_bit(TAINT_PROPRIETARY_MODULE, &mod->taints), &owner);
	if (sym) {
		err = use_module(mod, owner);
		if (owner && test_bit(TAINT_PROPRIETARY_MODULE, &owner->taints))
			set_bit(TAINT_PROPRIETARY_MODULE, &mod->taints);
	}
	mutex_unlock(&module_mutex);
	return err ? (unsigned long)ERR_PTR(err) : sym ? sym->value : 0;
}

unsigned long resolve_symbol_wait(struct module *mod, const struct load_info *info,
				  const char *name)
{
	unsigned long address;

	if (wait_event_interruptible_timeout(module_wq,
			(address = resolve_symbol(mod, name)) != (unsigned long)ERR_PTR(-EBUSY),
			WAIT_FOR_INIT) <= 0)
		pr_warn("%s: gave up waiting for init of a module that exports %s.\n", info->name,
			name);
	return address;
}

/**
 * __symbol_get - the address of an exported symbol, whose module stays until __symbol_put()
 * Context: process.  Return: NULL if nobody exports it.
 */
void *__symbol_get(const char *symbol)
{
	const struct kernel_symbol *sym;
	struct module *owner;

	mutex_lock(&module_mutex);
	sym = find_symbol(symbol, true, &owner);
	if (sym && owner && get_live_module(owner))
		sym = NULL;
	mutex_unlock(&module_mutex);
	return sym ? (void *)sym->value : NULL;
}
EXPORT_SYMBOL_GPL(__symbol_get);

void __symbol_put(const char *symbol)
{
	struct module *owner;

	mutex_lock(&module_mutex);
	if (!WARN_ON(!find_symbol(symbol, true, &owner)))
		module_put(owner);
	mutex_unlock(&module_mutex);
}
EXPORT_SYMBOL(__symbol_put);
