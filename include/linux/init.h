/* SPDX-License-Identifier: MIT */
/*
 * linux/init.h - code that runs once at boot, in which order, and command-line words
 *
 * An initcall is one pointer with its name in a table that the linker sorts by
 * level; kernel/main.c calls them.  __setup() and early_param() put a handler
 * for a command-line word into another table; kernel/params.c calls those.
 */
#ifndef LINUX_INIT_H
#define LINUX_INIT_H

#include <linux/compiler.h>
#include <linux/stringify.h>
#include <linux/types.h>

/*
 * Code that is given back after the boot (free_initmem()).  Not in modules that
 * are built in but started on demand: theirs must stay.
 */
#ifdef MODULE_ON_DEMAND
#define __init __attribute__((cold))
#define __exit __attribute__((used, cold))
#else
#define __init __section(".init.text") __attribute__((cold))
#define __exit __section(".exit.text") __attribute__((used, cold))
#endif
#ifdef MODULE
#define __initdata __section(".init.data")
#define __initconst __section(".init.rodata")
#define __exitdata __section(".exit.data")
#else
#define __initdata
#define __initconst
#define __exitdata
#endif
#define __ref
#define __refdata
#define __devinit
#define __devexit
#define __meminit __init

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);

struct initcall_entry {
	initcall_t fn;
	const char *name;
};

#define __define_initcall(fn_, level)						\
	static const struct initcall_entry __initcall_##fn_ __used		\
	__section(".initcall" level) __aligned(8) = { .fn = fn_, .name = #fn_ }

#ifdef MODULE
/* A module has one beginning, whichever level its author had in mind. */
#define early_initcall(fn) module_init(fn)
#define pure_initcall(fn) module_init(fn)
#define core_initcall(fn) module_init(fn)
#define postcore_initcall(fn) module_init(fn)
#define arch_initcall(fn) module_init(fn)
#define subsys_initcall(fn) module_init(fn)
#define fs_initcall(fn) module_init(fn)
#define device_initcall(fn) module_init(fn)
#define late_initcall(fn) module_init(fn)
#define console_initcall(fn) module_init(fn)
#else
#define early_initcall(fn) __define_initcall(fn, "early")
#define pure_initcall(fn) __define_initcall(fn, "0")
#define core_initcall(fn) __define_initcall(fn, "1")
#define postcore_initcall(fn) __define_initcall(fn, "2")
#define arch_initcall(fn) __define_initcall(fn, "3")
#define subsys_initcall(fn) __define_initcall(fn, "4")
#define fs_initcall(fn) __define_initcall(fn, "5")
#define device_initcall(fn) __define_initcall(fn, "6")
#define late_initcall(fn) __define_initcall(fn, "7")
#define console_initcall(fn_)							\
	static const struct initcall_entry __consoleinit_##fn_ __used		\
	__section(".console_initcall") __aligned(8) = { .fn = fn_, .name = #fn_ }
#endif

struct obs_kernel_param {
	const char *str;
	int (*setup_func)(char *value);
	int early;
};

#ifdef MODULE
#define __setup(str, fn)
#define early_param(str, fn)
#else
#define __setup_param(str_, unique_id, fn, early_)				\
	static const struct obs_kernel_param __setup_##unique_id __used		\
	__section(".init.setup") __aligned(8) = {				\
		.str = str_, .setup_func = fn, .early = early_ }

#define __setup(str, fn) __setup_param(str, fn, fn, 0)
#define early_param(str, fn) __setup_param(str, fn, fn, 1)
#endif

/* Where the boot stands; may_sleep checks and /proc look at it. */
enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_FREEING_INITMEM,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
};
extern enum system_states system_state;

extern char boot_command_line[];
extern char *saved_command_line;
extern bool initcall_debug;

/* What init is started with: the words nobody else knew; each list ends with NULL. */
extern const char *argv_init[], *envp_init[];

bool start_init_program(void);			/* kernel/process/init.c */

/* kernel/params.c: handlers of early_param(), then all other words. */
void parse_early_param(void);
void parse_boot_params(void);

#endif /* LINUX_INIT_H */
