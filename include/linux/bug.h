/* SPDX-License-Identifier: MIT */
/*
 * linux/bug.h - BUG: cannot go on; WARN: wrong, but can
 *
 * The back end is kernel/bug.c; how the trap is coded is <asm/bug.h>.
 */
#ifndef LINUX_BUG_H
#define LINUX_BUG_H

#include <asm/bug.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/panic.h>
#include <linux/types.h>

struct pt_regs;

enum bug_trap_type {
	BUG_TRAP_TYPE_NONE = 0,		/* that address holds no BUG or WARN */
	BUG_TRAP_TYPE_WARN = 1,
	BUG_TRAP_TYPE_BUG = 2,
};

#define CUT_HERE	"------------[ cut here ]------------\n"

#define BUG()		__BUG()
#define BUG_ON(condition)						\
	do {								\
		if (unlikely(condition))				\
			BUG();						\
	} while (0)

#define __WARN_printf(taint, ...)					\
	do {								\
		__warn_printk(__VA_ARGS__);				\
		__WARN_FLAGS(BUGFLAG_NO_CUT_HERE | BUGFLAG_TAINT(taint)); \
	} while (0)

/* Every WARN form is an expression: the value is the condition. */
#define WARN_ON(condition) ({						\
	int __ret_warn_on = !!(condition);				\
	if (unlikely(__ret_warn_on))					\
		__WARN_FLAGS(BUGFLAG_TAINT(TAINT_WARN));		\
	unlikely(__ret_warn_on);					\
})

#define WARN_ON_ONCE(condition) ({					\
	int __ret_warn_on = !!(condition);				\
	if (unlikely(__ret_warn_on))					\
		__WARN_FLAGS(BUGFLAG_ONCE | BUGFLAG_TAINT(TAINT_WARN));	\
	unlikely(__ret_warn_on);					\
})

#define WARN_TAINT(condition, taint, ...) ({				\
	int __ret_warn_on = !!(condition);				\
	if (unlikely(__ret_warn_on))					\
		__WARN_printf(taint, __VA_ARGS__);			\
	unlikely(__ret_warn_on);					\
})

#define WARN_TAINT_ONCE(condition, taint, ...) ({			\
	static bool __warned __section(".data.once");			\
	int __ret_warn_once = !!(condition);				\
	if (unlikely(__ret_warn_once && !__warned)) {			\
		__warned = true;					\
		__WARN_printf(taint, __VA_ARGS__);			\
	}								\
	unlikely(__ret_warn_once);					\
})

#define WARN(condition, ...)		WARN_TAINT(condition, TAINT_WARN, __VA_ARGS__)
#define WARN_ONCE(condition, ...)	WARN_TAINT_ONCE(condition, TAINT_WARN, __VA_ARGS__)

__printf(1, 2) __cold void __warn_printk(const char *fmt, ...);

/* The trap's side: arch/x86/cpu/traps.c calls report_bug(). */
struct bug_entry *find_bug(unsigned long bugaddr);
struct bug_entry *find_bug_in(struct bug_entry *table, size_t num, unsigned long bugaddr);
enum bug_trap_type report_bug(unsigned long bug_addr, struct pt_regs *regs);
int is_valid_bugaddr(unsigned long addr);

#endif /* LINUX_BUG_H */
