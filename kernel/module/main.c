// SPDX-License-Identifier: MIT
/*
 * kernel/module/main.c - load a module, and unload it
 *
 * What it is for
 *
 *   A .ko file is an object file: code and data without addresses, and the names of what
 *   it needs.  Loading it is the last link of a program, done by the kernel.
 *
 * How it works
 *
 *     load_module()
 *       elf_open()             elf.c        the file is checked; nothing else trusts it
 *       check_vermagic()       setup.c      built for this kernel?
 *       place_sections()       layout.c     memory near the kernel's text
 *       setup_module()         setup.c      its struct module; the licence may taint
 *       add_unformed_module()               its name is taken
 *       resolve_symbols()      relocate.c   from names to addresses; uses other modules
 *       apply_relocations()                 ... which are written into code and data
 *       complete_formation()                tables, rights; COMING: others may see it
 *       parse_args()                        its parameters
 *       init                                then LIVE, and .init sections are freed
 *
 *     delete_module()
 *       nobody uses it; GOING               try_module_get() fails from here on
 *       exit
 *       report_leftovers()     leftovers.c  what would jump into freed memory?
 *       free_module()
 *
 *   struct module is in the module's own memory (its section .gnu.linkonce.this_module):
 *   THIS_MODULE is an ordinary variable of the module.
 *
 * Context: process; sleeps.
 *
 * Locking
 *
 *   module_mutex guards the list and the states.  It is not held while init and exit
 *   run: the state says who may touch the module then.
 *
 * Invariants
 *
 *   [M1] Memory of a module is freed only after it has left the list and a grace period
 *        of RCU has passed: an oops may look at it from any context.
 *   [M2] It is not freed while a timer, a work item, a tasklet, an interrupt or a
 *        thread leads into it: then it stays, and rmmod fails with EBUSY.
 *
 * Compared with Linux
 *
 *   No signatures, no checksums of symbols, no compression, no forced loading or
 *   unloading.  Two who load the same module at once: the second gets EBUSY.
 *   [M2] is ours; Linux frees, and crashes later.
 */

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/extable.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>

#include "internal.h"

DEFINE_MUTEX(module_mutex);
LIST_HEAD(modules);
DECLARE_WAIT_QUEUE_HEAD(module_wq);
static BLOCKING_NOTIFIER_HEAD(module_notify_list);

int register_module_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&module_notify_list, nb);
}
EXPORT_SYMBOL(register_module_notifier);

int unregister_module_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&module_notify_list, nb);
}
EXPORT_SYMBOL(unregister_module_notifier);

/**
 * find_module - a module by its name
 * Context: under module_mutex or RCU.  Return: NULL if there is none that is complete.
 */
struct module *find_module(const char *name)
{
	struct module *mod;

	list_for_each_entry_rcu(mod, &modules, list)
		if (mod->state != MODULE_STATE_UNFORMED && !strcmp(mod->name, name))
			return mod;
	return NULL;
}

/* ---- into the list, and out of it ----------------------------------------------------- */

/* From here on nobody else can load one of this name. */
static int add_unformed_module(struct module *mod)
{
	struct module *old;
	int err = 0;

	mutex_lock(&module_mutex);
	list_for_each_entry(old, &modules, list)
		if (!strcmp(old->name, mod->name))
			err = old->state == MODULE_STATE_LIVE || old->state == MODULE_STATE_GOING ?
			      -EEXIST : -EBUSY;
	if (!err)
		list_add_rcu(&mod->list, &modules);
	mutex_unlock(&module_mutex);
	return err;
}

static int verify_exported_symbols(const struct module *mod)
{
	struct module *owner;

	for (unsigned int i = 0; i < mod->num_syms; i++) {
		if (!find_symbol(mod->syms[i].name, true, &owner))
			continue;
		pr_err("%s: exports duplicate symbol %s (owned by %s)\n", mod->name,
		       mod->syms[i].name, module_name(owner));
		return -ENOEXEC;
	}
	return 0;
}

/* Complete: with rights, visible to others, ready to run. */
static int complete_formation(struct module *mod)
{
	int err;

	mutex_lock(&module_mutex);
	err = verify_exported_symbols(mod);
	if (!err)
		err = protect_module(mod);
	if (!err)
		WRITE_ONCE(mod->state, MODULE_STATE_COMING);
	mutex_unlock(&module_mutex);
	return err;
}

static void notify(struct module *mod, enum module_state state)
{
	blocking_notifier_call_chain(&module_notify_list, state, mod);
}

/* What parameters have been given and nobody else would free. */
static void destroy_params(const struct module *mod)
{
	for (unsigned int i = 0; i < mod->num_kp; i++)
		if (mod->kp[i].ops->free)
			mod->kp[i].ops->free(mod->kp[i].arg);
}

static void set_state(struct module *mod, enum module_state state)
{
	mutex_lock(&module_mutex);
	WRITE_ONCE(mod->state, state);
	mutex_unlock(&module_mutex);
}

/* Out of the list; [M1]: nobody looks at it when this returns. */
static void unlink_module(struct module *mod)
{
	mutex_lock(&module_mutex);
	list_del_rcu(&mod->list);
	mutex_unlock(&module_mutex);
	synchronize_rcu();
	wake_up_all(&module_wq);
}

/* struct module itself is in the memory that goes last. */
static void free_module_memory(struct module *mod)
{
	struct module_layout core = mod->core_layout, init = mod->init_layout;

	module_unload_free(mod);
	free_kallsyms(mod);
	kvfree(mod->sections);
	kfree(mod->version);
	free_percpu(mod->percpu);
	lockdep_free_key_range(core.base, core.size);
	lockdep_free_key_range(init.base, init.size);
	free_layout(&init);
	free_layout(&core);
}

static void free_module(struct module *mod)
{
	set_state(mod, MODULE_STATE_UNFORMED);
	unlink_module(mod);
	destroy_params(mod);
	free_module_memory(mod);
}

/*
 * After exit, or after an init that failed.  [M2]: if anything leads into the module,
 * it stays as it is, in MODULE_STATE_GOING, and a later rmmod looks again.
 */
static int free_unless_in_use(struct module *mod)
{
	if (report_leftovers(mod)) {
		mod->has_exited = true;
		return -EBUSY;
	}
	free_module(mod);
	return 0;
}

/* ---- running --------------------------------------------------------------------------- */

static int set_params(struct module *mod, const char *args)
{
	char *copy = kstrdup(args ?: "", GFP_KERNEL), *rest;

	if (!copy)
		return -ENOMEM;
	rest = parse_args(mod->name, copy, mod->kp, mod->num_kp, S16_MIN, S16_MAX, mod,
			  unknown_module_param);
	if (!IS_ERR_OR_NULL(rest))
		pr_warn("%s: parameters '%s' after `--' ignored\n", mod->name, rest);
	kfree(copy);
	return PTR_ERR_OR_ZERO(rest);
}

/* Its .init sections, and the names of what is in them, are no more. */
static void free_init(struct module *mod)
{
	struct module_layout init = mod->init_layout;

	mutex_lock(&module_mutex);
	WRITE_ONCE(mod->init_layout.base, NULL);
	mutex_unlock(&module_mutex);
	synchronize_rcu();
	lockdep_free_key_range(init.base, init.size);
	free_layout(&init);
}

static void going(struct module *mod)
{
	set_state(mod, MODULE_STATE_GOING);
	synchronize_rcu();
	notify(mod, MODULE_STATE_GOING);
	module_put(mod);
}

static int run_init(struct module *mod)
{
	int ret = do_init_module(mod->name, mod->init);

	if (ret < 0) {
		going(mod);
		(void)free_unless_in_use(mod);	/* it has said why; init's error is what counts */
		return ret;
	}
	set_state(mod, MODULE_STATE_LIVE);
	notify(mod, MODULE_STATE_LIVE);
	protect_after_init(mod);
	free_init(mod);
	module_put(mod);
	wake_up_all(&module_wq);
	return 0;
}

/* It is complete; what fails from here on others have seen. */
static int start_module(struct module *mod, const char *args, int flags)
{
	int err;

	notify(mod, MODULE_STATE_COMING);
	err = flags & MODULE_LOAD_DRY_RUN ? 0 : set_params(mod, args);
	if (!err && !(flags & MODULE_LOAD_DRY_RUN))
		return run_init(mod);
	going(mod);
	if (flags & MODULE_LOAD_DRY_RUN)
		mod->num_kp = 0;	/* none was set */
	free_module(mod);
	return err;
}

/* ---- loading ----------------------------------------------------------------------------- */

/* Everything between the sections in their place and a module that could run. */
static int build_module(struct load_info *info, struct module *mod)
{
	int err = alloc_percpu_variables(info, mod);

	find_tables(info, mod);
	if (!err)
		err = resolve_symbols(info, mod);
	if (!err)
		err = apply_relocations(info);
	if (!err)
		err = check_pointers(mod);
	if (!err)
		err = add_kallsyms(info, mod);
	if (!err)
		err = keep_sections(info, mod);
	if (err)
		return err;
	sort_extable(mod->extable, mod->num_exentries);
	copy_percpu_variables(info, mod);
	if (get_modinfo(info, "version"))
		mod->version = kstrdup(get_modinfo(info, "version"), GFP_KERNEL);
	return complete_formation(mod);
}

static int load_placed(struct load_info *info, const char *args, int flags)
{
	struct module *mod = setup_module(info);
	int err = add_unformed_module(mod);

	if (err) {
		free_layout(&info->init);
		free_layout(&info->core);
		return err;
	}
	taint_by_origin(info, mod);
	err = build_module(info, mod);
	if (!err)
		return start_module(mod, args, flags);
	unlink_module(mod);
	free_module_memory(mod);
	return err;
}

/**
 * load_module - make a .ko file part of the kernel
 * @image: the file; stays the caller's
 * @args: "p=1 q=2", or NULL
 *
 * Context: process; sleeps.  Runs the module's init function.
 * Return: 0; -ENOEXEC, -ENOENT (unknown symbol), -EEXIST, -EINVAL (a parameter), -EBUSY,
 * -ENOMEM; or what init returned.
 */
int load_module(const void *image, unsigned long len, const char *args, int flags)
{
	struct load_info info = { .image = image, .len = len };
	int err = elf_open(&info);

	if (!err)
		err = check_vermagic(&info, flags);
	if (!err)
		err = place_sections(&info);
	if (err) {
		free_layout(&info.init);
		free_layout(&info.core);
	} else {
		err = load_placed(&info, args, flags);
	}
	elf_close(&info);
	return err;
}

/* ---- unloading --------------------------------------------------------------------------- */

/* May it go?  Then it is GOING, and nobody gets hold of it any more. */
static int stop_module(struct module *mod)
{
	lockdep_assert_held(&module_mutex);

	if (!list_empty(&mod->source_list))
		return -EWOULDBLOCK;
	if (mod->state != MODULE_STATE_LIVE)
		return mod->has_exited ? 0 : -EBUSY;
	if (mod->init && !mod->exit)
		return -EBUSY;
	if (try_release_module_ref(mod))
		return -EWOULDBLOCK;
	WRITE_ONCE(mod->state, MODULE_STATE_GOING);
	return 0;
}

/**
 * delete_module - run a module's exit function and free it
 *
 * Context: process; sleeps.
 * Return: 0; -ENOENT; -EWOULDBLOCK: it is in use; -EBUSY: it has no exit function, or its
 * init or exit is running, or something that it started would run on in freed memory.
 */
int delete_module(const char *name)
{
	struct module *mod;
	bool again = false;
	int err = -ENOENT;

	mutex_lock(&module_mutex);
	mod = find_module(name);
	if (mod) {
		again = mod->has_exited;
		err = stop_module(mod);
	}
	mutex_unlock(&module_mutex);
	if (err)
		return err;
	if (!again) {
		if (mod->exit)
			mod->exit();
		notify(mod, MODULE_STATE_GOING);
		remember_unloaded(mod);
	}
	return free_unless_in_use(mod);
}
