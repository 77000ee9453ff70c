// SPDX-License-Identifier: MIT
/*
 * kernel/module/builtin.c - modules that are built in but start on demand
 *
 * The sources in tests/modules and drivers/misc are ordinary Linux modules.  They are
 * linked into the kernel, yet nothing of them runs at boot: module_init() and
 * module_exit() leave a row each in a table (linker.ld: .modinit), and mod=name on the
 * command line or `mod name` in the monitor calls the function.
 *
 *   mod="lkp_wq"          module_init() of lkp_wq.c
 *   mod="edu msi=1"       sets the parameter first, as insmod does
 *   mod -r edu            module_exit()
 *
 * Differs from a loaded module in one thing: its variables keep their values when it
 * is stopped and started again, all but its parameters (builtin_params.c).
 */

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

extern const struct modinit __modinit_start[], __modinit_end[];

static DEFINE_MUTEX(builtin_mutex);	/* outermost: the list and states; held while exit runs */
static LIST_HEAD(builtin_modules);	/* builtin_mutex; in the order of their names */

/* ---- the registry -------------------------------------------------------------------- */

static struct builtin_module *find_builtin(const char *name)
{
	struct builtin_module *mod;

	lockdep_assert_held(&builtin_mutex);
	list_for_each_entry(mod, &builtin_modules, list)
		if (!strcmp(mod->name, name))
			return mod;
	return NULL;
}

static struct builtin_module *add_builtin(const char *name)
{
	struct builtin_module *mod = kzalloc(sizeof(*mod), GFP_KERNEL), *after;

	if (!mod)
		return NULL;
	strscpy(mod->name, name, sizeof(mod->name));
	mod->state = MODULE_STATE_UNFORMED;
	list_for_each_entry(after, &builtin_modules, list)
		if (strcmp(after->name, name) > 0)
			break;
	list_add_tail(&mod->list, &after->list);
	return mod;
}

/* Join the rows for init and exit of each module. */
static int __init collect_modules(void)
{
	mutex_lock(&builtin_mutex);
	for (const struct modinit *row = __modinit_start; row < __modinit_end; row++) {
		struct builtin_module *mod = find_builtin(row->name) ?: add_builtin(row->name);

		if (!mod)
			break;
		if (row->init)
			mod->init = row->init;
		if (row->exit)
			mod->exit = row->exit;
	}
	mutex_unlock(&builtin_mutex);
	return 0;
}
core_initcall(collect_modules);

void mod_for_each(void (*fn)(const struct builtin_module *mod, void *arg), void *arg)
{
	struct builtin_module *mod;

	mutex_lock(&builtin_mutex);
	list_for_each_entry(mod, &builtin_modules, list)
		fn(mod, arg);
	mutex_unlock(&builtin_mutex);
}

/* ---- start and stop --------------------------------------------------------------------- */

static int call_init(void *arg)
{
	struct builtin_module *mod = arg;
	int ret = do_init_module(mod->name, mod->init);

	mod->state = ret < 0 ? MODULE_STATE_UNFORMED : MODULE_STATE_LIVE;
	return ret;
}

/* When init dies, the module stays in MODULE_STATE_COMING for ever. */
static int start_in_a_thread(struct builtin_module *mod)
{
	bool started;
	int ret = run_in_a_thread("insmod", call_init, mod, &started);

	if (!started)
		mod->state = MODULE_STATE_UNFORMED;
	return mod->state == MODULE_STATE_COMING ? -EINTR : ret;
}

/**
 * mod_start - run the init function of a built-in module
 * @args: "p=1 q=2", or NULL
 *
 * Context: process; sleeps.
 * Return: 0, -ENOENT, -EEXIST when it runs already, -EINTR when init died, or what a
 * parameter or init returned.
 */
int mod_start(const char *name, const char *args)
{
	struct builtin_module *mod;
	int ret = -ENOENT;

	mutex_lock(&builtin_mutex);
	mod = find_builtin(name);
	if (mod)
		ret = mod->state == MODULE_STATE_UNFORMED ? 0 : -EEXIST;
	if (!ret)
		ret = builtin_set_params(mod, args);
	if (!ret)
		mod->state = MODULE_STATE_COMING;
	mutex_unlock(&builtin_mutex);
	return ret ? ret : start_in_a_thread(mod);
}

/**
 * mod_stop - run the exit function of a built-in module
 *
 * Context: process; sleeps.
 * Return: 0, -ENOENT when it does not run, -EBUSY when it has no exit function.
 */
int mod_stop(const char *name)
{
	struct builtin_module *mod;
	int ret = 0;

	mutex_lock(&builtin_mutex);
	mod = find_builtin(name);
	if (!mod || mod->state != MODULE_STATE_LIVE)
		ret = -ENOENT;
	else if (mod->init && !mod->exit)
		ret = -EBUSY;
	if (!ret) {
		mod->state = MODULE_STATE_GOING;
		if (mod->exit)
			mod->exit();
		mod->state = MODULE_STATE_UNFORMED;
	}
	mutex_unlock(&builtin_mutex);
	return ret;
}
