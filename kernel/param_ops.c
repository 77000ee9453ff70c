// SPDX-License-Identifier: MIT
/* kernel/param_ops.c - how each type of parameter is parsed and printed */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "params.h"

#define PARAM_TEXT_MAX	4096	/* what a file of /sys/module shows */

#define STANDARD_PARAM(name, type, format, parse)					\
	int param_set_##name(const char *val, const struct kernel_param *kp)		\
	{										\
		return parse(val, 0, (type *)kp->arg);					\
	}										\
	EXPORT_SYMBOL(param_set_##name);						\
	int param_get_##name(char *buffer, const struct kernel_param *kp)		\
	{										\
		return scnprintf(buffer, PARAM_TEXT_MAX, format "\n", *(type *)kp->arg); \
	}										\
	EXPORT_SYMBOL(param_get_##name);						\
	const struct kernel_param_ops param_ops_##name = {				\
		.set = param_set_##name, .get = param_get_##name,			\
	};										\
	EXPORT_SYMBOL(param_ops_##name)

STANDARD_PARAM(byte, u8, "%hhu", kstrtou8);
STANDARD_PARAM(short, s16, "%hi", kstrtos16);
STANDARD_PARAM(ushort, u16, "%hu", kstrtou16);
STANDARD_PARAM(int, int, "%i", kstrtoint);
STANDARD_PARAM(uint, unsigned int, "%u", kstrtouint);
STANDARD_PARAM(long, long, "%li", kstrtol);
STANDARD_PARAM(ulong, unsigned long, "%lu", kstrtoul);
STANDARD_PARAM(ullong, unsigned long long, "%llu", kstrtoull);
STANDARD_PARAM(hexint, unsigned int, "%#08x", kstrtouint);

int param_set_uint_minmax(const char *val, const struct kernel_param *kp,
			  unsigned int min, unsigned int max)
{
	unsigned int num;
	int err = val ? kstrtouint(val, 0, &num) : -EINVAL;

	if (err)
		return err;
	if (num < min || num > max)
		return -EINVAL;
	*(unsigned int *)kp->arg = num;
	return 0;
}
EXPORT_SYMBOL(param_set_uint_minmax);

/* ---- charp: the kernel's copies of values, told from texts that are not its own --------- */

struct copied_value {
	struct list_head node;		/* copies_lock */
	char text[];			/* I */
};

static LIST_HEAD(copies);
static DEFINE_SPINLOCK(copies_lock);

/* The copy that a parameter was given; a value of the boot line stays where it is. */
static void drop_value(char *s)
{
	struct copied_value *copy;

	spin_lock(&copies_lock);
	list_for_each_entry(copy, &copies, node) {
		if (copy->text != s)
			continue;
		list_del(&copy->node);
		spin_unlock(&copies_lock);
		kfree(copy);
		return;
	}
	spin_unlock(&copies_lock);
}

static char *copy_value(const char *val)
{
	struct copied_value *copy = kmalloc(struct_size(copy, text, strlen(val) + 1), GFP_KERNEL);

	if (!copy)
		return NULL;
	strcpy(copy->text, val);
	spin_lock(&copies_lock);
	list_add(&copy->node, &copies);
	spin_unlock(&copies_lock);
	return copy->text;
}

/* A parameter that cannot be set keeps its value. */
int param_set_charp(const char *val, const struct kernel_param *kp)
{
	char *new = (char *)val;

	if (strlen(val) > 1024)
		return -ENOSPC;
	if (!is_boot_text(val)) {
		new = copy_value(val);
		if (!new)
			return -ENOMEM;
	}
	drop_value(*(char **)kp->arg);
	*(char **)kp->arg = new;
	return 0;
}
EXPORT_SYMBOL(param_set_charp);

int param_get_charp(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PARAM_TEXT_MAX, "%s\n", *(char **)kp->arg);
}
EXPORT_SYMBOL(param_get_charp);

/* Called when a module goes whose parameter was set with a copy. */
void param_free_charp(void *arg)
{
	drop_value(*(char **)arg);
}
EXPORT_SYMBOL(param_free_charp);

const struct kernel_param_ops param_ops_charp = {
	.set = param_set_charp, .get = param_get_charp, .free = param_free_charp,
};
EXPORT_SYMBOL(param_ops_charp);

int param_set_bool(const char *val, const struct kernel_param *kp)
{
	return kstrtobool(val ? val : "1", kp->arg);
}
EXPORT_SYMBOL(param_set_bool);

int param_get_bool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *(bool *)kp->arg ? 'Y' : 'N');
}
EXPORT_SYMBOL(param_get_bool);

const struct kernel_param_ops param_ops_bool = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bool, .get = param_get_bool,
};
EXPORT_SYMBOL(param_ops_bool);

int param_set_bool_enable_only(const char *val, const struct kernel_param *kp)
{
	bool now = *(bool *)kp->arg, new;
	int err = kstrtobool(val ? val : "1", &new);

	if (err)
		return err;
	if (!new && now)
		return -EROFS;
	*(bool *)kp->arg = new;
	return 0;
}
EXPORT_SYMBOL(param_set_bool_enable_only);

const struct kernel_param_ops param_ops_bool_enable_only = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = param_set_bool_enable_only, .get = param_get_bool,
};
EXPORT_SYMBOL(param_ops_bool_enable_only);

int param_set_invbool(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = val ? kstrtobool(val, &value) : -EINVAL;

	if (!err)
		*(bool *)kp->arg = !value;
	return err;
}
EXPORT_SYMBOL(param_set_invbool);

int param_get_invbool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *(bool *)kp->arg ? 'N' : 'Y');
}
EXPORT_SYMBOL(param_get_invbool);

const struct kernel_param_ops param_ops_invbool = {
	.set = param_set_invbool, .get = param_get_invbool,
};
EXPORT_SYMBOL(param_ops_invbool);

/* Written as a bool, kept in an int. */
int param_set_bint(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val ? val : "1", &value);

	if (!err)
		*(int *)kp->arg = value;
	return err;
}
EXPORT_SYMBOL(param_set_bint);

const struct kernel_param_ops param_ops_bint = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bint, .get = param_get_int,
};
EXPORT_SYMBOL(param_ops_bint);

int param_set_copystring(const char *val, const struct kernel_param *kp)
{
	const struct kparam_string *room = kp->str;

	/* All or nothing: half a name is another name. */
	if (strnlen(val, room->maxlen) == room->maxlen) {
		pr_err("%s: string doesn't fit in %u chars.\n", kp->name, room->maxlen - 1);
		return -ENOSPC;
	}
	strcpy(room->string, val);
	return 0;
}
EXPORT_SYMBOL(param_set_copystring);

int param_get_string(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PARAM_TEXT_MAX, "%s\n", kp->str->string);
}
EXPORT_SYMBOL(param_get_string);

const struct kernel_param_ops param_ops_string = {
	.set = param_set_copystring, .get = param_get_string,
};
EXPORT_SYMBOL(param_ops_string);

/* The kernel_param of one element, for the element's own ops. */
static struct kernel_param array_element(const struct kernel_param *kp, unsigned int i)
{
	struct kernel_param element = *kp;

	element.ops = kp->arr->ops;
	element.arg = (char *)kp->arr->elem + i * kp->arr->elemsize;
	return element;
}

/* "1,2,3"; the commas become ends of strings. */
static int param_array_set(const char *val, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;
	unsigned int n = 0;

	for (;;) {
		struct kernel_param element = array_element(kp, n);
		char *end = (char *)val + strcspn(val, ",");
		bool more = *end == ',';
		int err;

		if (n == arr->max) {
			pr_err("%s: can only take %u arguments\n", kp->name, arr->max);
			return -EINVAL;
		}
		*end = '\0';
		err = arr->ops->set(val, &element);
		if (err)
			return err;
		n++;
		if (arr->num)
			*arr->num = n;
		if (!more)
			return 0;
		val = end + 1;
	}
}

static int param_array_get(char *buffer, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;
	unsigned int n = arr->num ? *arr->num : arr->max;
	int at = 0;

	for (unsigned int i = 0; i < n; i++) {
		struct kernel_param element = array_element(kp, i);
		int len;

		if (i)
			buffer[at - 1] = ',';	/* in place of the newline */
		len = arr->ops->get(buffer + at, &element);
		if (len < 0)
			return len;
		at += len;
	}
	buffer[at] = '\0';
	return at;
}

static void param_array_free(void *arg)
{
	const struct kparam_array *arr = arg;
	unsigned int n = arr->num ? *arr->num : arr->max;

	for (unsigned int i = 0; arr->ops->free && i < n; i++)
		arr->ops->free((char *)arr->elem + i * arr->elemsize);
}

const struct kernel_param_ops param_array_ops = {
	.set = param_array_set, .get = param_array_get, .free = param_array_free,
};
EXPORT_SYMBOL(param_array_ops);
