/* SPDX-License-Identifier: MIT */
/*
 * linux/kobject.h - what objects of the kernel have in common that /sys shows
 *
 * A name, a parent, a count of references, and a kind which knows how to free it.
 * kobject_add() makes a directory, the last kobject_put() takes it away and calls
 * the kind's release().  drivers/base/kobject.c tells how.
 */
#ifndef LINUX_KOBJECT_H
#define LINUX_KOBJECT_H

#include <linux/container_of.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/stdarg.h>
#include <linux/sysfs.h>
#include <linux/types.h>

struct dentry;
struct kset;

struct kobj_type {
	void (*release)(struct kobject *kobj);
	const struct sysfs_ops *sysfs_ops;
	const struct attribute_group **default_groups;
};

struct kobject {
	const char *name;		/* I once it is added */
	struct list_head entry;		/* kset->list_lock */
	struct kobject *parent;		/* I once it is added; with a reference */
	struct kset *kset;		/* I once it is added; with a reference */
	const struct kobj_type *ktype;	/* I */
	struct dentry *sd;		/* its directory */
	struct kref kref;
	unsigned int state_initialized:1;
	unsigned int state_in_sysfs:1;
};

/* Objects that belong together: a directory whose members are directories. */
struct kset {
	struct list_head list;		/* list_lock */
	spinlock_t list_lock;
	struct kobject kobj;
};

struct kobj_attribute {
	struct attribute attr;
	ssize_t (*show)(struct kobject *kobj, struct kobj_attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			 size_t count);
};

static inline const char *kobject_name(const struct kobject *kobj)
{
	return kobj->name;
}

/* Context of all: process, may sleep. */
__printf(2, 3) int kobject_set_name(struct kobject *kobj, const char *fmt, ...);
__printf(2, 0) int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list args);
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype);
__printf(3, 4) __must_check int kobject_add(struct kobject *kobj, struct kobject *parent,
					    const char *fmt, ...);
__printf(4, 5) __must_check int kobject_init_and_add(struct kobject *kobj,
						     const struct kobj_type *ktype,
						     struct kobject *parent, const char *fmt, ...);
void kobject_del(struct kobject *kobj);
struct kobject * __must_check kobject_create_and_add(const char *name, struct kobject *parent);
struct kobject *kobject_get(struct kobject *kobj);
struct kobject * __must_check kobject_get_unless_zero(struct kobject *kobj);
void kobject_put(struct kobject *kobj);
char *kobject_get_path(const struct kobject *kobj, gfp_t gfp);

void kset_init(struct kset *kset);
int __must_check kset_register(struct kset *kset);
void kset_unregister(struct kset *kset);
struct kset * __must_check kset_create_and_add(const char *name, const void *uevent_ops,
					       struct kobject *parent);
struct kobject *kset_find_obj(struct kset *kset, const char *name);

static inline struct kset *to_kset(struct kobject *kobj)
{
	return kobj ? container_of(kobj, struct kset, kobj) : NULL;
}

static inline struct kset *kset_get(struct kset *kset)
{
	return kset ? to_kset(kobject_get(&kset->kobj)) : NULL;
}

static inline void kset_put(struct kset *kset)
{
	kobject_put(&kset->kobj);
}

static inline const struct kobj_type *get_ktype(const struct kobject *kobj)
{
	return kobj->ktype;
}

/* What the file "uevent" says of a device, a line for each; bus and class add theirs. */
#define UEVENT_NUM_ENVP		64
#define UEVENT_BUFFER_SIZE	2048

struct kobj_uevent_env {
	char *envp[UEVENT_NUM_ENVP];
	int envp_idx;
	char buf[UEVENT_BUFFER_SIZE];
	int buflen;
};

__printf(2, 3) int add_uevent_var(struct kobj_uevent_env *env, const char *format, ...);

extern const struct sysfs_ops kobj_sysfs_ops;
extern struct kobject *kernel_kobj;	/* /sys/kernel */

#endif /* LINUX_KOBJECT_H */
