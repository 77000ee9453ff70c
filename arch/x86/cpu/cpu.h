/* SPDX-License-Identifier: MIT */
/* arch/x86/cpu/cpu.h - what the files of this folder share */
#ifndef ARCH_X86_CPU_CPU_H
#define ARCH_X86_CPU_CPU_H

#include <linux/compiler.h>
#include <linux/percpu-defs.h>
#include <linux/types.h>

#include <asm/desc.h>

struct pt_regs;

/* The stacks of one CPU which belong to no thread; first address above each, or 0. */
struct cpu_stacks {
	unsigned long	irq_end;			/* C: set at bring-up */
	unsigned long	ist_end[N_EXCEPTION_STACKS];	/* C: set at bring-up */
};

DECLARE_PER_CPU(struct cpu_stacks, cpu_stacks);

/*
 * #DB has one stack only, so it must not hit itself: watchpoints are off while it,
 * or an NMI that could interrupt it, is handled.  Low byte of DR7: what is on.
 */
#define DR7_ENABLE	0xfful

static inline unsigned long disable_breakpoints(void)
{
	unsigned long dr7;

	asm volatile("mov %%db7, %0" : "=r" (dr7));
	if (dr7 & DR7_ENABLE)
		asm volatile("mov %0, %%db7" : : "r" (dr7 & ~DR7_ENABLE) : "memory");
	return dr7;
}

static inline void restore_breakpoints(unsigned long dr7)
{
	if (dr7 & DR7_ENABLE)
		asm volatile("mov %0, %%db7" : : "r" (dr7) : "memory");
}

/* usermode.c: a program's FPU, as _fpstate_64 in its memory; NULL: as at its start */
int fpu_write_user(void __user *to);
int fpu_read_user(const void __user *from);
void fpu_clear_user(void);

void exc_debug(struct pt_regs *regs);
void __noreturn exc_double_fault(struct pt_regs *regs, unsigned long error_code);

/* process.c: where its idle CPU's hlt stands */
extern const unsigned long idle_hlt;

#endif /* ARCH_X86_CPU_CPU_H */
