/* SPDX-License-Identifier: MIT */
/*
 * asm/syscall.h - from a program into the kernel because it asks
 *
 *                   number   arguments                         result   destroyed
 *   syscall         rax      rdi, rsi, rdx, r10, r8, r9        rax      rcx, r11
 *   int 0x80        eax      ebx, ecx, edx, esi, edi, ebp      eax      nothing
 *
 * A result of -4095 .. -1 is an error.
 */
#ifndef ASM_SYSCALL_H
#define ASM_SYSCALL_H

#include <linux/types.h>

struct pt_regs;

/* arch/x86/entry/syscall.asm */
void entry_SYSCALL_64(void);
void asm_int80(void);

/* arch/x86/entry/syscall.c: interrupts off, as at return; on the task's stack. */
void do_syscall_64(struct pt_regs *regs);
void do_int80_syscall_32(struct pt_regs *regs);

/* arch/x86/cpu/signal.c */
#define NO_SYSCALL (-1ul)		/* regs->orig_ax: rax is no result */
void syscall_wants_restart(const struct pt_regs *regs, int restart_nr);

/* arch/x86/cpu/usermode.c */
void user_mode_init(void);
void cpu_init_user_mode(void);

#endif /* ASM_SYSCALL_H */
