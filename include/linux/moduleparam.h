/* SPDX-License-Identifier: MIT */
/*
 * linux/moduleparam.h - parameters of modules: insmod x.ko p=1, or x.p=1 at boot
 *
 * module_param() adds a row to the table __param: the name, how to parse and
 * print it, and where the value lives.  The parsing is in kernel/params.c.
 */
#ifndef LINUX_MODULEPARAM_H
#define LINUX_MODULEPARAM_H

#include <linux/compiler.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/stringify.h>
#include <linux/types.h>

struct module;
struct kernel_param;

/* The name in front of the parameters that are built in. */
#ifdef MODULE
#define MODULE_PARAM_PREFIX
#define __param_size(arg)	0
#else
#define MODULE_PARAM_PREFIX	KBUILD_MODNAME "."
#define __param_size(arg)	sizeof(*(arg))	/* for the next start of a built-in module */
#endif

#define __MODULE_INFO(tag, name, info)					\
	static const char __PASTE(__PASTE(__modinfo_, name), __COUNTER__)[] \
	__used __section(".modinfo") __aligned(1) =			\
		MODULE_PARAM_PREFIX __stringify(tag) "=" info
#define __MODULE_PARM_TYPE(name, _type) \
	__MODULE_INFO(parmtype, name##type, #name ":" _type)
#define MODULE_PARM_DESC(_parm, desc) \
	__MODULE_INFO(parm, _parm, #_parm ":" desc)

enum {
	KERNEL_PARAM_OPS_FL_NOARG = 1 << 0,	/* "p" alone means true */
};

struct kernel_param_ops {
	unsigned int flags;
	int (*set)(const char *val, const struct kernel_param *kp);	/* 0 or -errno */
	int (*get)(char *buffer, const struct kernel_param *kp);	/* length or -errno */
	void (*free)(void *arg);
};

enum {
	KERNEL_PARAM_FL_UNSAFE	= 1 << 0,	/* taints the kernel when set */
	KERNEL_PARAM_FL_HWPARAM	= 1 << 1,
};

/* A char array parameter. */
struct kparam_string {
	unsigned int maxlen;
	char *string;
};

/* An array parameter: "p=1,2,3". */
struct kparam_array {
	unsigned int max;
	unsigned int elemsize;
	unsigned int *num;		/* how many were given, or NULL */
	const struct kernel_param_ops *ops;
	void *elem;
};

struct kernel_param {
	const char *name;		/* with the prefix where built in */
	struct module *mod;
	const struct kernel_param_ops *ops;
	u16 perm;			/* of the file in /sys/module */
	s8 level;			/* of the initcall before which it is parsed; -1: first */
	u8 flags;
	union {
		void *arg;
		const struct kparam_string *str;
		const struct kparam_array *arr;
	};
	size_t size;			/* of *arg, or 0: unknown */
};

extern const struct kernel_param __start___param[], __stop___param[];

/* A wrong mode would be a hole in /sys: refuse it when compiling. */
#define VERIFY_OCTAL_PERMISSIONS(perms)						\
	(sizeof(char[1 - 2 * !((perms) >= 0 && (perms) <= 0777 &&		\
			       !((perms) & 2))]) * 0 + (perms))

#define __module_param_call(prefix, name, ops, arg, perm, level, flags)	\
	static const char __param_str_##name[] = prefix #name;		\
	static const struct kernel_param __param_##name			\
	__used __section("__param") __aligned(sizeof(void *)) =		\
		{ __param_str_##name, THIS_MODULE, ops,		\
		  VERIFY_OCTAL_PERMISSIONS(perm), level, flags, { arg }, __param_size(arg) }

#define module_param_cb(name, ops, arg, perm) \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, arg, perm, -1, 0)

/*
 * module_param(name, type, perm): type is byte, short, ushort, int, uint, long, ulong,
 * hexint, ullong, charp, bool or invbool.  perm 0: no file in /sys.
 */
#define module_param(name, type, perm)	module_param_named(name, name, type, perm)
#define module_param_unsafe(name, type, perm)	module_param_named_unsafe(name, name, type, perm)

#define module_param_named(name, value, type, perm)			\
	param_check_##type(name, &(value));				\
	module_param_cb(name, &param_ops_##type, &value, perm);		\
	__MODULE_PARM_TYPE(name, #type)
#define module_param_named_unsafe(name, value, type, perm)		\
	param_check_##type(name, &(value));				\
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_##type, &value, perm, -1, \
			    KERNEL_PARAM_FL_UNSAFE);			\
	__MODULE_PARM_TYPE(name, #type)

/* Without a prefix: a word of the kernel's own command line. */
#define core_param(name, var, type, perm)				\
	param_check_##type(name, &(var));				\
	__module_param_call("", name, &param_ops_##type, &var, perm, -1, 0)

#define module_param_string(name, string, len, perm)			\
	static const struct kparam_string __param_string_##name = { len, string }; \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_string, \
			    (void *)&__param_string_##name, perm, -1, 0); \
	__MODULE_PARM_TYPE(name, "string")

#define module_param_array(name, type, nump, perm)			\
	module_param_array_named(name, name, type, nump, perm)
#define module_param_array_named(name, array, type, nump, perm)		\
	param_check_##type(name, &(array)[0]);				\
	static const struct kparam_array __param_arr_##name = {		\
		.max = sizeof(array) / sizeof((array)[0]), .num = nump,	\
		.ops = &param_ops_##type,				\
		.elemsize = sizeof((array)[0]), .elem = array };	\
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_array_ops, \
			    (void *)&__param_arr_##name, perm, -1, 0);	\
	__MODULE_PARM_TYPE(name, "array of " #type)

/* The variable must have the type that the parser stores: an error here says it has not. */
#define __param_check(name, p, type) \
	static inline type __always_unused *__check_##name(void) { return (p); }

extern const struct kernel_param_ops param_ops_byte, param_ops_short, param_ops_ushort,
	param_ops_int, param_ops_uint, param_ops_long, param_ops_ulong, param_ops_ullong,
	param_ops_hexint, param_ops_charp, param_ops_bool, param_ops_invbool,
	param_ops_bool_enable_only, param_ops_bint, param_ops_string, param_array_ops;

#define param_check_byte(name, p)	__param_check(name, p, unsigned char)
#define param_check_short(name, p)	__param_check(name, p, short)
#define param_check_ushort(name, p)	__param_check(name, p, unsigned short)
#define param_check_int(name, p)	__param_check(name, p, int)
#define param_check_uint(name, p)	__param_check(name, p, unsigned int)
#define param_check_long(name, p)	__param_check(name, p, long)
#define param_check_ulong(name, p)	__param_check(name, p, unsigned long)
#define param_check_ullong(name, p)	__param_check(name, p, unsigned long long)
#define param_check_hexint(name, p)	__param_check(name, p, unsigned int)
#define param_check_charp(name, p)	__param_check(name, p, char *)
#define param_check_bool(name, p)	__param_check(name, p, bool)
#define param_check_invbool(name, p)	__param_check(name, p, bool)
#define param_check_bint(name, p)	__param_check(name, p, int)

int param_set_byte(const char *val, const struct kernel_param *kp);
int param_get_byte(char *buffer, const struct kernel_param *kp);
int param_set_short(const char *val, const struct kernel_param *kp);
int param_get_short(char *buffer, const struct kernel_param *kp);
int param_set_ushort(const char *val, const struct kernel_param *kp);
int param_get_ushort(char *buffer, const struct kernel_param *kp);
int param_set_int(const char *val, const struct kernel_param *kp);
int param_get_int(char *buffer, const struct kernel_param *kp);
int param_set_uint(const char *val, const struct kernel_param *kp);
int param_get_uint(char *buffer, const struct kernel_param *kp);
int param_set_uint_minmax(const char *val, const struct kernel_param *kp,
			  unsigned int min, unsigned int max);
int param_set_long(const char *val, const struct kernel_param *kp);
int param_get_long(char *buffer, const struct kernel_param *kp);
int param_set_ulong(const char *val, const struct kernel_param *kp);
int param_get_ulong(char *buffer, const struct kernel_param *kp);
int param_set_ullong(const char *val, const struct kernel_param *kp);
int param_get_ullong(char *buffer, const struct kernel_param *kp);
int param_set_hexint(const char *val, const struct kernel_param *kp);
int param_get_hexint(char *buffer, const struct kernel_param *kp);
int param_set_charp(const char *val, const struct kernel_param *kp);
int param_get_charp(char *buffer, const struct kernel_param *kp);
void param_free_charp(void *arg);
int param_set_bool(const char *val, const struct kernel_param *kp);
int param_get_bool(char *buffer, const struct kernel_param *kp);
int param_set_bool_enable_only(const char *val, const struct kernel_param *kp);
int param_set_invbool(const char *val, const struct kernel_param *kp);
int param_get_invbool(char *buffer, const struct kernel_param *kp);
int param_set_bint(const char *val, const struct kernel_param *kp);
int param_set_copystring(const char *val, const struct kernel_param *kp);
int param_get_string(char *buffer, const struct kernel_param *kp);

typedef int (*parse_unknown_fn)(char *param, char *val, const char *doing, void *arg);

/*
 * Walk "name=value ..." and set what is found in params[]; everything else goes to
 * unknown().  Changes args.  NULL, or the rest of the line after "--", or ERR_PTR().
 */
char *parse_args(const char *doing, char *args, const struct kernel_param *params,
		 unsigned int num, s16 min_level, s16 max_level, void *arg,
		 parse_unknown_fn unknown);

bool parameq(const char *name1, const char *name2);
bool parameqn(const char *name1, const char *name2, size_t n);

#endif /* LINUX_MODULEPARAM_H */
