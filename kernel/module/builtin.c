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

#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

extern const struct modinit __modinit_start[], __modinit_end[];

static DEFINE_MUTEX(module_mutex);	/* outermost: the list and states; held while exit runs */
static LIST_HEAD(modules);		/* module_mutex; in the order of their names */

/* ---- the registry -------------------------------------------------------------------- */

static struct module *find_module(const char *name)
{
	struct module *mod;

	lockdep_assert_held(&module_mutex);
	list_for_each_entry(mod, &modules, list)
		if (!strcmp(mod->name, name))
			return mod;
	return NULL;
}

static struct module *add_module(const char *name)
{
	struct module *mod = kzalloc(sizeof(*mod), GFP_KERNEL), *after;

	if (!mod)
		return NULL;
	strscpy(mod->name, name, sizeof(mod->name));
	mod->state = MODULE_STATE_UNFORMED;
	list_for_each_entry(after, &modules, list)
		if (strcmp(after->name, name) > 0)
			break;
	list_add_tail(&mod->list, &after->list);
	return mod;
}

/* Join the rows for init and exit of each module. */
static int __init collect_modules(void)
{
	mutex_lock(&module_mutex);
	for (const struct modinit *row = __modinit_start; row < __modinit_end; row++) {
		struct module *mod = find_module(row->name) ?: add_module(row->name);

		if (!mod)
			break;
		if (row->init)
			mod->init = row->init;
		if (row->exit)
			mod->exit = row->exit;
	}
	mutex_unlock(&module_mutex);
	return 0;
}
core_initcall(collect_modules);

void mod_for_each(void (*fn)(const struct module *mod, void *arg), void *arg)
{
	struct module *mod;

	mutex_lock(&module_mutex);
	list_for_each_entry(mod, &modules, list)
		fn(mod, arg);
	mutex_unlock(&module_mutex);
}

/* ---- start and stop --------------------------------------------------------------------- */

static int call_init(struct module *mod)
{
	int ret = mod->init ? mod->init() : 0;

	mod->state = ret < 0 ? MODULE_STATE_UNFORMED : MODULE_STATE_LIVE;
	if (ret > 0) {
		pr_warn("%s: '%s'->init suspiciously returned %d, it should follow 0/-E convention\n"
			"%s: loading module anyway...\n", __func__, mod->name, ret, __func__);
		dump_stack();
		ret = 0;
	}
	return ret;
}

struct init_call {
	struct module *mod;
	struct completion started;
};

static int insmod_thread(void *arg)
{
	struct init_call *call = arg;
	struct module *mod = call->mod;

	complete(&call->started);
	return call_init(mod);
}

/*
 * A thread for the init function, as insmod is a process of its own on Linux: when
 * the module oopses, that thread dies and not the one that asked.  The module then
 * stays in MODULE_STATE_COMING for ever.
 */
static int init_in_a_thread(struct module *mod)
{
	struct init_call call = { .mod = mod };
	struct task_struct *thread;
	int ret;

	init_completion(&call.started);
	thread = kthread_create(insmod_thread, &call, "insmod");
	if (IS_ERR(thread)) {
		mod->state = MODULE_STATE_UNFORMED;
		return PTR_ERR(thread);
	}
	get_task_struct(thread);
	wake_up_process(thread);
	wait_for_completion(&call.started);	/* or kthread_stop() would keep it from running */
	ret = kthread_stop_put(thread);
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
	struct module *mod;
	int ret = -ENOENT;

	mutex_lock(&module_mutex);
	mod = find_module(name);
	if (mod)
		ret = mod->state == MODULE_STATE_UNFORMED ? 0 : -EEXIST;
	if (!ret)
		ret = module_set_params(mod, args);
	if (!ret)
		mod->state = MODULE_STATE_COMING;
	mutex_unlock(&module_mutex);
	return ret ? ret : init_in_a_thread(mod);
}

/**
 * mod_stop - run the exit function of a built-in module
 *
 * Context: process; sleeps.
 * Return: 0, -ENOENT when it does not run, -EBUSY when it has no exit function.
 */
int mod_stop(const char *name)
{
	struct module *mod;
	int ret = 0;

	mutex_lock(&module_mutex);
	mod = find_module(name);
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
	mutex_unlock(&module_mutex);
	return ret;
}
