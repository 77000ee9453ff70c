// SPDX-License-Identifier: MIT
/*
 * kernel/module/sysfs.c - /sys/module/NAME/parameters
 *
 * A parameter with a mode has a file.  Those that are built in are there from the boot
 * on, grouped by what stands in front of the '.' ("kernel", where there is none); a
 * loaded module's come before its init runs and go when its exit has returned, by the
 * module notifier.  A loaded module with the name of a built-in one shows none.
 *
 * Context: process, may sleep.
 * Locking: param_lock, around the functions of a parameter: two writers do not meet.
 */

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#define CORE_PARAMS "kernel"

struct param_attribute {
	struct attribute attr;
	const struct kernel_param *param;
};

/* /sys/module/NAME. */
struct module_object {
	struct kobject kobj;
	unsigned int count;			/* I */
	struct param_attribute *params;		/* I */
	struct attribute **attrs;		/* I: to each of them, ends with NULL */
};

static DEFINE_MUTEX(param_lock);
static struct kset *module_kset;		/* I: /sys/module */

/* ---- files ------------------------------------------------------------------- */

static ssize_t param_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	const struct kernel_param *kp = container_of(attr, struct param_attribute, attr)->param;
	int n = -EPERM;

	mutex_lock(&param_lock);
	if (kp->ops->get)
		n = kp->ops->get(buf, kp);
	mutex_unlock(&param_lock);
	return n;
}

static ssize_t param_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			   size_t count)
{
	const struct kernel_param *kp = container_of(attr, struct param_attribute, attr)->param;
	int err = -EPERM;

	mutex_lock(&param_lock);
	if (kp->ops->set)
		err = kp->ops->set(buf, kp);
	mutex_unlock(&param_lock);
	return err ? err : (ssize_t)count;
}

static const struct sysfs_ops param_sysfs_ops = {
	.show = param_show,
	.store = param_store,
};

/* ---- directories ------------------------------------------------------------- */

static void module_object_release(struct kobject *kobj)
{
	struct module_object *mo = container_of(kobj, struct module_object, kobj);

	kfree(mo->params);
	kfree(mo->attrs);
	kfree(mo);
}

static const struct kobj_type module_ktype = {
	.release = module_object_release,
	.sysfs_ops = &param_sysfs_ops,
};

/* Room for so many parameters. */
static struct module_object *alloc_object(unsigned int max)
{
	struct module_object *mo = kzalloc(sizeof(*mo), GFP_KERNEL);

	if (!mo)
		return NULL;
	kobject_init(&mo->kobj, &module_ktype);
	mo->kobj.kset = module_kset;
	mo->params = kcalloc(max + 1, sizeof(*mo->params), GFP_KERNEL);
	mo->attrs = kcalloc(max + 1, sizeof(*mo->attrs), GFP_KERNEL);
	if (mo->params && mo->attrs)
		return mo;
	kobject_put(&mo->kobj);
	return NULL;
}

static void note_param(struct module_object *mo, const char *name, const struct kernel_param *kp)
{
	struct param_attribute *a = &mo->params[mo->count];

	if (!kp->perm)
		return;
	a->attr.name = name;
	a->attr.mode = kp->perm;
	a->param = kp;
	mo->attrs[mo->count++] = &a->attr;
}

/* On an error the object is gone. */
static int add_object(struct module_object *mo, const char *name, size_t len)
{
	const struct attribute_group group = { .name = "parameters", .attrs = mo->attrs };
	int err = kobject_add(&mo->kobj, NULL, "%.*s", (int)len, name);

	if (!err && mo->count)
		err = sysfs_create_group(&mo->kobj, &group);
	if (err)
		kobject_put(&mo->kobj);
	return err;
}

/* ---- built in ---------------------------------------------------------------- */

/* "edu.msi": 3; "hung_task_panic": 0. */
static size_t prefix_length(const struct kernel_param *kp)
{
	const char *dot = strchr(kp->name, '.');

	return dot ? dot - kp->name : 0;
}

/* Whether kp has the first len characters of name as its prefix. */
static bool has_prefix(const struct kernel_param *kp, const char *name, size_t len)
{
	if (!len)
		return !prefix_length(kp);
	return kp->name[0] == name[0] && !strncmp(kp->name, name, len + 1);
}

static bool is_first_of_prefix(const struct kernel_param *kp)
{
	size_t len = prefix_length(kp);

	for (const struct kernel_param *p = __start___param; p < kp; p++)
		if (has_prefix(p, kp->name, len))
			return false;
	return true;
}

static int __init add_builtin(const struct kernel_param *first)
{
	struct module_object *mo = alloc_object(__stop___param - first);
	size_t len = prefix_length(first);

	if (!mo)
		return -ENOMEM;
	for (const struct kernel_param *p = first; p < __stop___param; p++)
		if (has_prefix(p, first->name, len))
			note_param(mo, p->name + (len ? len + 1 : 0), p);
	return len ? add_object(mo, first->name, len)
		   : add_object(mo, CORE_PARAMS, strlen(CORE_PARAMS));
}

/* ---- loaded ------------------------------------------------------------------ */

static int add_loaded(const struct module *mod)
{
	struct kobject *builtin = kset_find_obj(module_kset, mod->name);
	struct module_object *mo;

	if (builtin) {
		kobject_put(builtin);
		return 0;
	}
	mo = alloc_object(mod->num_kp);
	if (!mo)
		return -ENOMEM;
	for (unsigned int i = 0; i < mod->num_kp; i++)
		note_param(mo, mod->kp[i].name, &mod->kp[i]);
	return add_object(mo, mod->name, strlen(mod->name));
}

static bool is_of(const struct module_object *mo, const struct module *mod)
{
	for (unsigned int i = 0; i < mo->count; i++)
		if (mo->params[i].param < mod->kp ||
		    mo->params[i].param >= mod->kp + mod->num_kp)
			return false;
	return true;
}

static void remove_loaded(const struct module *mod)
{
	struct kobject *kobj = kset_find_obj(module_kset, mod->name);

	if (!kobj)
		return;
	if (is_of(container_of(kobj, struct module_object, kobj), mod)) {
		kobject_del(kobj);
		kobject_put(kobj);	/* the directory's own */
	}
	kobject_put(kobj);
}

static int on_module(struct notifier_block *nb, unsigned long state, void *data)
{
	const struct module *mod = data;

	if (state == MODULE_STATE_GOING)
		remove_loaded(mod);
	else if (state == MODULE_STATE_COMING && add_loaded(mod))
		pr_warn("module: no memory for /sys/module/%s\n", mod->name);
	return NOTIFY_DONE;
}

static struct notifier_block module_nb = { .notifier_call = on_module };

static int __init module_sysfs_init(void)
{
	module_kset = kset_create_and_add("module", NULL, NULL);
	if (!module_kset)
		return -ENOMEM;
	for (const struct kernel_param *p = __start___param; p < __stop___param; p++)
		if (is_first_of_prefix(p) && add_builtin(p))
			pr_warn("module: no memory for the files of parameter %s\n", p->name);
	return register_module_notifier(&module_nb);
}
subsys_initcall(module_sysfs_init);
