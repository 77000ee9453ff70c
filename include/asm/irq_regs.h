/* SPDX-License-Identifier: MIT */
/*
 * asm/irq_regs.h - the registers of the code that this CPU's interrupt interrupted
 *
 * Handlers no longer get them as an argument; who needs them (SysRq, the tick's
 * "user or kernel?") asks here.  NULL outside of interrupts.
 */
#ifndef ASM_IRQ_REGS_H
#define ASM_IRQ_REGS_H

#include <linux/compiler.h>
#include <linux/percpu.h>

struct pt_regs;

DECLARE_PER_CPU_FIRST(struct pt_regs *, irq_regs);	/* arch/x86/cpu/percpu.c */

static __always_inline struct pt_regs *get_irq_regs(void)
{
	return this_cpu_read(irq_regs);
}

/* Interrupts nest (a softirq is interrupted): keep what this returns, put it back. */
static __always_inline struct pt_regs *set_irq_regs(struct pt_regs *new_regs)
{
	struct pt_regs *old_regs = this_cpu_read(irq_regs);

	this_cpu_write(irq_regs, new_regs);
	return old_regs;
}

#endif /* ASM_IRQ_REGS_H */
