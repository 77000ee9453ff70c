/* SPDX-License-Identifier: MIT */
/* asm/traps.h - exceptions after the entry code */
#ifndef ASM_TRAPS_H
#define ASM_TRAPS_H

#include <linux/types.h>

struct pt_regs;

/* Error code of a page fault (SDM vol. 3, "Page-Fault Exceptions"). */
enum x86_pf_error_code {
	X86_PF_PROT	= 1 << 0,	/* 0: no page there, 1: not allowed */
	X86_PF_WRITE	= 1 << 1,
	X86_PF_USER	= 1 << 2,
	X86_PF_RSVD	= 1 << 3,	/* a reserved bit was set in a page table */
	X86_PF_INSTR	= 1 << 4,	/* instruction fetch */
	X86_PF_PK	= 1 << 5,
};

/*
 * Report that a kernel stack ran into its guard page, and panic.  Called by the
 * double fault handler, and by do_page_fault() if the guard was touched by code
 * which still had a stack to take the fault on.
 */
void __attribute__((noreturn))
handle_stack_overflow(struct pt_regs *regs, unsigned long fault_address, const char *stack_name);

/* arch/x86/cpu/mce.c */
void mcheck_cpu_init(void);
void exc_machine_check(struct pt_regs *regs);

#endif /* ASM_TRAPS_H */
