// SPDX-License-Identifier: MIT
/*
 * kernel/module/builtin_params.c - the parameters of a built-in module that starts on demand
 *
 * A loaded module comes with fresh variables; a built-in one has but one copy of
 * them.  So the values that its parameters have before its first start - what the
 * source says, or "module.parameter=value" on the kernel command line - are kept, and
 * are put back before each later start.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

/* "edu.msi" is parameter "msi" of module "edu". */
static const char *param_of_module(const struct kernel_param *param,
				   const struct builtin_module *mod)
{
	size_t len = strlen(mod->name);

	if (strncmp(param->name, mod->name, len) || param->name[len] != '.')
		return NULL;
	return param->name + len + 1;
}

/* The module's rows of the parameter table under their short names; NULL if out of memory. */
static struct kernel_param *module_params(const struct builtin_module *mod, unsigned int *num)
{
	struct kernel_param *params;

	params = kcalloc(__stop___param - __start___param + 1, sizeof(*params), GFP_KERNEL);
	*num = 0;
	if (!params)
		return NULL;
	for (const struct kernel_param *p = __start___param; p < __stop___param; p++) {
		const char *name = param_of_module(p, mod);

		if (!name)
			continue;
		params[*num] = *p;
		params[(*num)++].name = name;
	}
	return params;
}

static int parse_params(const struct builtin_module *mod, const char *args)
{
	char *copy = kstrdup(args, GFP_KERNEL);
	struct kernel_param *params;
	unsigned int num;
	char *rest;

	params = module_params(mod, &num);
	if (copy && params)
		rest = parse_args(mod->name, copy, params, num, S16_MIN, S16_MAX, NULL,
				  unknown_module_param);
	else
		rest = ERR_PTR(-ENOMEM);
	kfree(params);
	kfree(copy);
	return PTR_ERR_OR_ZERO(rest);
}

/* ---- initial values ------------------------------------------------------------------- */

/* Where the value of a parameter lives, and how large it is; 0: only its own ops know. */
static void *value_of(const struct kernel_param *p, size_t *size)
{
	if (p->ops == &param_ops_string) {
		*size = p->str->maxlen;
		return p->str->string;
	}
	if (p->ops == &param_array_ops) {
		*size = p->arr->max * p->arr->elemsize;
		return p->arr->elem;
	}
	*size = p->size;
	return p->arg;
}

/* A text that replaced the initial one is a copy that nobody else knows. */
static void free_text(const struct kernel_param *p, const void *initial)
{
	if (p->ops->free && p->ops != &param_array_ops && memcmp(p->arg, initial, p->size))
		p->ops->free(p->arg);
}

/* All values of @mod one behind the other, to or from @buf; NULL only adds up.  The size. */
static size_t walk_values(const struct builtin_module *mod, char *buf, bool restore)
{
	size_t total = 0, size;

	for (const struct kernel_param *p = __start___param; p < __stop___param; p++) {
		void *value = value_of(p, &size);

		if (!param_of_module(p, mod))
			continue;
		if (buf && restore) {
			free_text(p, buf + total);
			memcpy(value, buf + total, size);
		} else if (buf) {
			memcpy(buf + total, value, size);
		}
		total += size;
	}
	return total;
}

/* The first time keep them, later put them back. */
static int initial_values(struct builtin_module *mod)
{
	size_t size = walk_values(mod, NULL, false);
	bool again = mod->initial_values;

	if (!size)
		return 0;
	if (!again)
		mod->initial_values = kmalloc(size, GFP_KERNEL);
	if (!mod->initial_values)
		return -ENOMEM;
	walk_values(mod, mod->initial_values, again);
	return 0;
}

int builtin_set_params(struct builtin_module *mod, const char *args)
{
	int ret = initial_values(mod);

	return ret || !args ? ret : parse_params(mod, args);
}
