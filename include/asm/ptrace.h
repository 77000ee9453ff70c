/* SPDX-License-Identifier: MIT */
/*
 * asm/ptrace.h - the registers of interrupted code, as they lie on the stack
 *
 *        offset   field               pushed by
 *        +160     ss                  CPU
 *        +152     sp                  CPU
 *        +144     flags               CPU
 *        +136     cs                  CPU
 *        +128     ip                  CPU    <- rsp when the stub begins (no error code)
 *        +120     orig_ax             CPU error code, or the stub: 0 or the vector
 *        +112..0  di .. r15           entry.asm
 *
 * Stacks grow down, so the CPU's part is at the top and the last push, r15, is
 * at the address that C gets as its struct pt_regs pointer.
 */
#ifndef ASM_PTRACE_H
#define ASM_PTRACE_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/page.h>
#include <asm/processor-flags.h>
#include <asm/segment.h>

struct pt_regs {
	unsigned long r15;
	unsigned long r14;
	unsigned long r13;
	unsigned long r12;
	unsigned long bp;
	unsigned long bx;
	unsigned long r11;
	unsigned long r10;
	unsigned long r9;
	unsigned long r8;
	unsigned long ax;
	unsigned long cx;
	unsigned long dx;
	unsigned long si;
	unsigned long di;
	unsigned long orig_ax;
	unsigned long ip;
	unsigned long cs;
	unsigned long flags;
	unsigned long sp;
	unsigned long ss;
};

static __always_inline bool user_mode(const struct pt_regs *regs)
{
	return regs->cs & SEGMENT_RPL_MASK;
}

static __always_inline unsigned long instruction_pointer(const struct pt_regs *regs)
{
	return regs->ip;
}

static __always_inline unsigned long kernel_stack_pointer(const struct pt_regs *regs)
{
	return regs->sp;
}

static __always_inline bool regs_irqs_disabled(const struct pt_regs *regs)
{
	return !(regs->flags & X86_EFLAGS_IF);
}

/* Where a program's registers lie while its task is in the kernel. */
#define task_pt_regs(task) \
	((struct pt_regs *)((unsigned long)(task)->stack + THREAD_SIZE) - 1)

#define current_pt_regs() task_pt_regs(current)

static __always_inline unsigned long user_stack_pointer(const struct pt_regs *regs)
{
	return regs->sp;
}

#endif /* ASM_PTRACE_H */
