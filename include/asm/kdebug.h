/* SPDX-License-Identifier: MIT */
/* asm/kdebug.h - the kinds of die notification, and the oops itself */
#ifndef ASM_KDEBUG_H
#define ASM_KDEBUG_H

#include <linux/types.h>

struct pt_regs;

enum die_val {
	DIE_OOPS = 1,
	DIE_INT3,
	DIE_DEBUG,
	DIE_PANIC,
	DIE_NMI,
	DIE_DIE,
	DIE_KERNELDEBUG,
	DIE_TRAP,
	DIE_GPF,
	DIE_CALL,
	DIE_PAGE_FAULT,
	DIE_NMIUNKNOWN,
};

/*
 * The report of a fatal trap in kernel mode.  die() prints it and ends the
 * current thread, or panics where there is no thread to end; it returns only
 * if a die notifier said NOTIFY_STOP.  Page faults use the three parts, because
 * they print more.
 */
void die(const char *str, struct pt_regs *regs, long err);
unsigned long oops_begin(void);
int __die(const char *str, struct pt_regs *regs, long err);
void oops_end(unsigned long flags, struct pt_regs *regs, int signr);
void show_opcodes(struct pt_regs *regs, const char *loglvl);

#endif /* ASM_KDEBUG_H */
