// SPDX-License-Identifier: MIT
/*
 * drivers/base/kobject.c - objects with a name, a parent, a count and a directory in /sys
 *
 * How it works
 *
 *       kobject_init()          one reference, a kind
 *       kobject_add()           a name; a reference to the parent; the directory
 *       kobject_get(), _put()   others come and go
 *       kobject_del()           the directory goes, nobody's show() runs any more
 *       last kobject_put()      kobject_del() if that was forgotten; ktype->release()
 *
 *   So an object's memory belongs to its references, not to who made it: it is freed
 *   in release() and nowhere else, and an object without a release() is a mistake that
 *   is named.
 *
 * Context: process, may sleep.
 *
 * Locking: kset->list_lock guards the members; the rest is done by the owner before
 * others know the object.
 *
 * Compared with Linux: no uevents, for there is nobody who would hear them; no
 * namespaces, no kobject_rename() and kobject_move().
 */

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/sysfs.h>

struct kobject *kernel_kobj;
EXPORT_SYMBOL_GPL(kernel_kobj);

/* ---- names ------------------------------------------------------------------- */

/*
 * A '/' would be a directory of its own: it becomes '!', as on Linux.  Without @fmt the
 * name stays, at its place: others may point to it.
 */
int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list args)
{
	char *name;

	if (kobj->name && !fmt)
		return 0;
	name = kvasprintf(GFP_KERNEL, fmt, args);
	if (!name)
		return -ENOMEM;
	kfree(kobj->name);
	strreplace(name, '/', '!');
	kobj->name = name;
	return 0;
}

int kobject_set_name(struct kobject *kobj, const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = kobject_set_name_vargs(kobj, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(kobject_set_name);

/* "/devices/virtual/x", or NULL: no memory. */
char *kobject_get_path(const struct kobject *kobj, gfp_t gfp)
{
	const struct kobject *at;
	size_t len = 0;
	char *path;

	for (at = kobj; at; at = at->parent)
		len += strlen(kobject_name(at)) + 1;
	path = kmalloc(len + 1, gfp);
	if (!path)
		return NULL;
	path[len] = '\0';
	for (at = kobj; at; at = at->parent) {
		size_t n = strlen(kobject_name(at));

		len -= n;
		memcpy(path + len, kobject_name(at), n);
		path[--len] = '/';
	}
	return path;
}
EXPORT_SYMBOL_GPL(kobject_get_path);

/* ---- life -------------------------------------------------------------------- */

/**
 * kobject_init - give an object its first reference and its kind
 * Context: any.  The memory is zeroed, and from here on freed by kobject_put() only.
 */
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype)
{
	if (WARN(!ktype, "must have a ktype to be initialized properly!\n"))
		return;
	if (kobj->state_initialized) {
		pr_err("kobject (%p): tried to init an initialized object, something is seriously wrong.\n",
		       kobj);
		dump_stack();
	}
	kref_init(&kobj->kref);
	INIT_LIST_HEAD(&kobj->entry);
	kobj->state_in_sysfs = 0;
	kobj->state_initialized = 1;
	kobj->ktype = ktype;
}
EXPORT_SYMBOL(kobject_init);

static void join_kset(struct kobject *kobj)
{
	if (!kobj->kset)
		return;
	kset_get(kobj->kset);
	spin_lock(&kobj->kset->list_lock);
	list_add_tail(&kobj->entry, &kobj->kset->list);
	spin_unlock(&kobj->kset->list_lock);
}

static void leave_kset(struct kobject *kobj)
{
	if (!kobj->kset)
		return;
	spin_lock(&kobj->kset->list_lock);
	list_del_init(&kobj->entry);
	spin_unlock(&kobj->kset->list_lock);
	kset_put(kobj->kset);
	kobj->kset = NULL;
}

static int create_directory(struct kobject *kobj)
{
	int err = sysfs_create_dir(kobj);

	if (err || !kobj->ktype->default_groups)
		return err;
	err = sysfs_create_groups(kobj, kobj->ktype->default_groups);
	if (err)
		sysfs_remove_dir(kobj);
	return err;
}

static int add_internal(struct kobject *kobj)
{
	int err;

	if (!kobj->name || !kobj->name[0]) {
		WARN(1, "kobject: (%p): attempted to be registered with empty name!\n", kobj);
		return -EINVAL;
	}
	kobject_get(kobj->parent);
	if (!kobj->parent && kobj->kset)
		kobj->parent = kobject_get(&kobj->kset->kobj);
	join_kset(kobj);
	err = create_directory(kobj);
	if (!err) {
		kobj->state_in_sysfs = 1;
		return 0;
	}
	leave_kset(kobj);
	if (err == -EEXIST)
		pr_err("kobject_add_internal failed for %s with -EEXIST, don't try to register things with the same name in the same directory.\n",
		       kobject_name(kobj));
	else
		pr_err("kobject_add_internal failed for %s (error: %d parent: %s)\n",
		       kobject_name(kobj), err,
		       kobj->parent ? kobject_name(kobj->parent) : "'none'");
	kobject_put(kobj->parent);
	kobj->parent = NULL;
	return err;
}

static int add_varg(struct kobject *kobj, struct kobject *parent, const char *fmt, va_list args)
{
	int err = kobject_set_name_vargs(kobj, fmt, args);

	if (err)
		return err;
	kobj->parent = parent;
	return add_internal(kobj);
}

/**
 * kobject_add - name an object and show it in /sys
 * @parent: or NULL: below its kset, or at the top
 *
 * Context: process, may sleep.
 * Return: 0 or -errno; then the caller calls kobject_put().
 */
int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...)
{
	va_list args;
	int err;

	if (!kobj->state_initialized) {
		pr_err("kobject '%s' (%p): tried to add an uninitialized object, something is seriously wrong.\n",
		       kobj->name ? kobj->name : "", kobj);
		dump_stack();
		return -EINVAL;
	}
	va_start(args, fmt);
	err = add_varg(kobj, parent, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(kobject_add);

int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
			 struct kobject *parent, const char *fmt, ...)
{
	va_list args;
	int err;

	kobject_init(kobj, ktype);
	va_start(args, fmt);
	err = add_varg(kobj, parent, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL_GPL(kobject_init_and_add);

/* Out of /sys; the references stay. */
void kobject_del(struct kobject *kobj)
{
	struct kobject *parent;

	if (!kobj || !kobj->state_in_sysfs)
		return;
	parent = kobj->parent;
	sysfs_remove_dir(kobj);
	kobj->state_in_sysfs = 0;
	leave_kset(kobj);
	kobj->parent = NULL;
	kobject_put(parent);
}
EXPORT_SYMBOL(kobject_del);

struct kobject *kobject_get(struct kobject *kobj)
{
	if (kobj)
		kref_get(&kobj->kref);
	return kobj;
}
EXPORT_SYMBOL(kobject_get);

struct kobject *kobject_get_unless_zero(struct kobject *kobj)
{
	return kobj && kref_get_unless_zero(&kobj->kref) ? kobj : NULL;
}
EXPORT_SYMBOL(kobject_get_unless_zero);

static void kobject_release(struct kref *kref)
{
	struct kobject *kobj = container_of(kref, struct kobject, kref);
	const char *name = kobj->name;

	kobject_del(kobj);
	if (kobj->ktype->release)
		kobj->ktype->release(kobj);
	else
		WARN(1, "kobject: '%s' (%p): does not have a release() function, it is broken and must be fixed.\n",
		     name, kobj);
	kfree(name);
}

/**
 * kobject_put - give a reference back; the last one ends the object
 * Context: process, may sleep.
 */
void kobject_put(struct kobject *kobj)
{
	if (!kobj)
		return;
	if (WARN(!kobj->state_initialized,
		 "kobject: '%s' (%p): is not initialized, yet kobject_put() is being called.\n",
		 kobj->name ? kobj->name : "", kobj))
		return;
	kref_put(&kobj->kref, kobject_release);
}
EXPORT_SYMBOL(kobject_put);

/* ---- objects that are only a directory --------------------------------------- */

static ssize_t kobj_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct kobj_attribute *kattr = container_of(attr, struct kobj_attribute, attr);

	return kattr->show ? kattr->show(kobj, kattr, buf) : -EIO;
}

static ssize_t kobj_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			       size_t count)
{
	struct kobj_attribute *kattr = container_of(attr, struct kobj_attribute, attr);

	return kattr->store ? kattr->store(kobj, kattr, buf, count) : -EIO;
}

const struct sysfs_ops kobj_sysfs_ops = {
	.show = kobj_attr_show,
	.store = kobj_attr_store,
};
EXPORT_SYMBOL_GPL(kobj_sysfs_ops);

static void dynamic_release(struct kobject *kobj)
{
	kfree(kobj);
}

static const struct kobj_type dynamic_ktype = {
	.release = dynamic_release,
	.sysfs_ops = &kobj_sysfs_ops,
};

/**
 * kobject_create_and_add - a directory for attributes
 * @parent: kernel_kobj and the like; NULL: at the top of /sys
 *
 * Context: process, may sleep.
 * Return: the object, which kobject_put() ends, or NULL.
 */
struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobj = kzalloc(sizeof(*kobj), GFP_KERNEL);
	int err;

	if (!kobj)
		return NULL;
	kobject_init(kobj, &dynamic_ktype);
	err = kobject_add(kobj, parent, "%s", name);
	if (!err)
		return kobj;
	pr_warn("%s: kobject_add error: %d\n", __func__, err);
	kobject_put(kobj);
	return NULL;
}
EXPORT_SYMBOL_GPL(kobject_create_and_add);

/* ---- sets -------------------------------------------------------------------- */

static void kset_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct kset, kobj));
}

static const struct kobj_type kset_ktype = {
	.release = kset_release,
	.sysfs_ops = &kobj_sysfs_ops,
};

void kset_init(struct kset *kset)
{
	kobject_init(&kset->kobj, kset->kobj.ktype ? kset->kobj.ktype : &kset_ktype);
	INIT_LIST_HEAD(&kset->list);
	spin_lock_init(&kset->list_lock);
}

/* Its object has a name and perhaps a parent.  On an error the owner frees it. */
int kset_register(struct kset *kset)
{
	kset_init(kset);
	return add_internal(&kset->kobj);
}
EXPORT_SYMBOL(kset_register);

void kset_unregister(struct kset *kset)
{
	if (!kset)
		return;
	kobject_del(&kset->kobj);
	kobject_put(&kset->kobj);
}
EXPORT_SYMBOL(kset_unregister);

/* @uevent_ops: NULL, there are no uevents. */
struct kset *kset_create_and_add(const char *name, const void *uevent_ops, struct kobject *parent)
{
	struct kset *kset = uevent_ops ? NULL : kzalloc(sizeof(*kset), GFP_KERNEL);

	if (!kset)
		return NULL;
	kset->kobj.parent = parent;
	if (kobject_set_name(&kset->kobj, "%s", name) || kset_register(kset)) {
		kfree(kset->kobj.name);
		kfree(kset);
		return NULL;
	}
	return kset;
}
EXPORT_SYMBOL_GPL(kset_create_and_add);

/* With a reference. */
struct kobject *kset_find_obj(struct kset *kset, const char *name)
{
	struct kobject *kobj, *found = NULL;

	spin_lock(&kset->list_lock);
	list_for_each_entry(kobj, &kset->list, entry) {
		if (!strcmp(kobject_name(kobj), name)) {
			found = kobject_get_unless_zero(kobj);
			break;
		}
	}
	spin_unlock(&kset->list_lock);
	return found;
}
EXPORT_SYMBOL_GPL(kset_find_obj);

static int __init kernel_kobj_init(void)
{
	kernel_kobj = kobject_create_and_add("kernel", NULL);
	return kernel_kobj ? 0 : -ENOMEM;
}
core_initcall(kernel_kobj_init);
