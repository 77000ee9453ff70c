// SPDX-License-Identifier: MIT
/* Attributes of a kobject: store, show, groups, errors. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/sysfs.h>

static struct kobject *kobj;
static int level = 3;
static char text[16] = "begin";

static ssize_t level_show(struct kobject *k, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", level);
}

static ssize_t level_store(struct kobject *k, struct kobj_attribute *attr, const char *buf,
			   size_t count)
{
	int value, ret = kstrtoint(buf, 0, &value);

	if (ret)
		return ret;
	if (value > 10)
		return -ERANGE;
	level = value;
	return count;
}

static ssize_t text_show(struct kobject *k, struct kobj_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n", text);
}

static ssize_t text_store(struct kobject *k, struct kobj_attribute *attr, const char *buf,
			  size_t count)
{
	pr_info("%s: %zu bytes, ended by a newline %d\n", attr->attr.name, count,
		buf[count - 1] == '\n');
	strscpy(text, buf, sizeof(text));
	return count;
}

static struct kobj_attribute level_attr = __ATTR_RW(level);
static struct kobj_attribute text_attr = __ATTR(text, 0644, text_show, text_store);
static struct kobj_attribute secret_attr = __ATTR(secret, 0200, NULL, text_store);
static struct kobj_attribute fixed_attr = __ATTR(fixed, 0444, level_show, NULL);

static struct attribute *attrs[] = { &level_attr.attr, &text_attr.attr, NULL };
static const struct attribute_group group = { .attrs = attrs };
static struct attribute *more[] = { &secret_attr.attr, &fixed_attr.attr, NULL };
static const struct attribute_group named = { .name = "more", .attrs = more };

static int __init sysfs_files_init(void)
{
	kobj = kobject_create_and_add("oracle", kernel_kobj);
	if (!kobj)
		return -ENOMEM;
	pr_info("name %s, parent %s\n", kobject_name(kobj), kobject_name(kobj->parent));
	pr_info("group %d\n", sysfs_create_group(kobj, &group));
	pr_info("named %d\n", sysfs_create_group(kobj, &named));
	pr_info("link %d\n", sysfs_create_link(kobj, kobj->parent, "up"));
	return 0;
}

static void __exit sysfs_files_exit(void)
{
	sysfs_remove_link(kobj, "up");
	sysfs_remove_group(kobj, &named);
	kobject_put(kobj);
	pr_info("level %d text %s\n", level, text);
}

module_init(sysfs_files_init);
module_exit(sysfs_files_exit);

MODULE_LICENSE("Dual MIT/GPL");
