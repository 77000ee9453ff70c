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
 *       check_modinfo()                     built for this kernel?  under which licence?
 *       place_sections()       layout.c     memory near the kernel's text
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
 *   unloading.  Two who load the same module at once: the second gets EBUSY at once.
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
#include <linux/vermagic.h>
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

static void taint_by_module(struct module *mod, unsigned int flag, enum lockdep_ok lockdep_ok)
{
	add_taint(flag, lockdep_ok);
	set_bit(flag, &mod->taints);
}

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

static int check_vermagic(const struct load_info *info, int flags)
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

static void taint_by_origin(const struct load_info *info, struct module *mod)
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
static struct module *setup_module(const struct load_info *info)
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

static void find_tables(const struct load_info *info, struct module *mod)
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

/* What the relocations made of pointers that the kernel will follow by itself. */
static int check_pointers(const struct module *mod)
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
		ok = ok && is_string_of(mod, mod->kp[i].name) && mod->kp[i].ops;
	if (!ok)
		pr_err("%s: Invalid pointer in the module's tables\n", mod->name);
	return ok ? 0 : -ENOEXEC;
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
		module_flags(mod, last_unloaded_module, true);
	}
	return free_unless_in_use(mod);
}
