/* SPDX-License-Identifier: MIT */
/*
 * linux/sysfs.h - attributes: one value of a kernel object as one file of /sys
 *
 * fs/sysfs/dir.c tells how.
 */
#ifndef LINUX_SYSFS_H
#define LINUX_SYSFS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/moduleparam.h>
#include <linux/stat.h>
#include <linux/stringify.h>
#include <linux/types.h>

struct file;
struct kobject;

struct attribute {
	const char *name;
	umode_t mode;
};

struct bin_attribute {
	struct attribute attr;
	size_t size;			/* 0: not known */
	void *private;
	ssize_t (*read)(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			char *buf, loff_t pos, size_t count);
	ssize_t (*write)(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			 char *buf, loff_t pos, size_t count);
};

/* Several at once; with a name in a directory of their own. */
struct attribute_group {
	const char *name;
	umode_t (*is_visible)(struct kobject *kobj, struct attribute *attr, int index);
	struct attribute **attrs;
	struct bin_attribute **bin_attrs;
};

/* How the attributes of a kind of objects are read and written: text of at most a page. */
struct sysfs_ops {
	ssize_t (*show)(struct kobject *kobj, struct attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct attribute *attr, const char *buf,
			 size_t count);
};

#define __ATTR(_name, _mode, _show, _store) {				\
	.attr = { .name = __stringify(_name), .mode = VERIFY_OCTAL_PERMISSIONS(_mode) }, \
	.show = _show, .store = _store,					\
}
#define __ATTR_PREALLOC(_name, _mode, _show, _store) __ATTR(_name, _mode, _show, _store)
#define __ATTR_RO(_name)		__ATTR(_name, 0444, _name##_show, NULL)
#define __ATTR_RO_MODE(_name, _mode)	__ATTR(_name, _mode, _name##_show, NULL)
#define __ATTR_WO(_name)		__ATTR(_name, 0200, NULL, _name##_store)
#define __ATTR_RW(_name)		__ATTR(_name, 0644, _name##_show, _name##_store)
#define __ATTR_RW_MODE(_name, _mode)	__ATTR(_name, _mode, _name##_show, _name##_store)
#define __ATTR_NULL			{ .attr = { .name = NULL } }

#define sysfs_attr_init(attr)		((void)(attr))
#define sysfs_bin_attr_init(attr)	((void)(attr))

#define __BIN_ATTR(_name, _mode, _read, _write, _size) {		\
	.attr = { .name = __stringify(_name), .mode = _mode },		\
	.read = _read, .write = _write, .size = _size,			\
}
#define BIN_ATTR(_name, _mode, _read, _write, _size)			\
	struct bin_attribute bin_attr_##_name = __BIN_ATTR(_name, _mode, _read, _write, _size)

#define __ATTRIBUTE_GROUPS(_name)					\
	static const struct attribute_group *_name##_groups[] = { &_name##_group, NULL }
#define ATTRIBUTE_GROUPS(_name)						\
	static const struct attribute_group _name##_group = { .attrs = _name##_attrs }; \
	__ATTRIBUTE_GROUPS(_name)

/* Context of all: process, may sleep.  Removing waits for show() and store() that run. */
int __must_check sysfs_create_dir(struct kobject *kobj);
void sysfs_remove_dir(struct kobject *kobj);
int __must_check sysfs_create_mount_point(struct kobject *parent, const char *name);

int __must_check sysfs_create_file(struct kobject *kobj, const struct attribute *attr);
int __must_check sysfs_create_files(struct kobject *kobj, const struct attribute * const *attrs);
void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr);
void sysfs_remove_files(struct kobject *kobj, const struct attribute * const *attrs);
int __must_check sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr);
void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr);

int __must_check sysfs_create_group(struct kobject *kobj, const struct attribute_group *group);
int __must_check sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups);
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *group);
void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups);

int __must_check sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name);
void sysfs_remove_link(struct kobject *kobj, const char *name);

void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr);

/* Print into the page that show() is given; at most to its end. */
__printf(2, 3) int sysfs_emit(char *buf, const char *fmt, ...);
__printf(3, 4) int sysfs_emit_at(char *buf, int at, const char *fmt, ...);

#endif /* LINUX_SYSFS_H */
