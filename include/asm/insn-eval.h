/* SPDX-License-Identifier: MIT */
/* asm/insn-eval.h - which address did this instruction mean? */
#ifndef ASM_INSN_EVAL_H
#define ASM_INSN_EVAL_H

#include <linux/types.h>

struct pt_regs;

/*
 * The address of the memory operand of the instruction at regs->ip, computed from the
 * registers as they are.  False if it has none in a ModRM byte, or it is relative to rip,
 * fs or gs, or the code cannot be read.  arch/x86/lib/insn_eval.c.  Any context.
 */
bool insn_memory_address(const struct pt_regs *regs, unsigned long *address);

#endif /* ASM_INSN_EVAL_H */
