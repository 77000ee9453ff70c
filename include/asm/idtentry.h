/* SPDX-License-Identifier: MIT */
/*
 * asm/idtentry.h - both ends of the entry code: what the IDT points at,
 * and what the assembly calls
 *
 * An asm_* name is a gate's target.  The C function beside it runs with IF=0, on
 * the stack named, with regs = everything the interrupted code had.
 */
#ifndef ASM_IDTENTRY_H
#define ASM_IDTENTRY_H

#include <linux/types.h>

struct pt_regs;

/* arch/x86/entry/stubs.asm and exceptions.asm: fixed-size stubs, found by arithmetic. */
#define EXC_STUB_SIZE	16
#define IRQ_STUB_SIZE	8
extern const u8 exc_entries_start[];	/* vectors 0..31 */
extern const u8 irq_entries_start[];	/* vectors 32..255 */
extern const u8 exc_pushes_errcode[];	/* u8[32]: 1 if the CPU pushes a code */

/* arch/x86/entry/entry.asm: system vectors, each to the C function of its name. */
void asm_sysvec_apic_timer_interrupt(void);
void asm_sysvec_irq_work(void);
void asm_sysvec_irq_move_cleanup(void);
void asm_sysvec_reschedule_ipi(void);
void asm_sysvec_call_function(void);
void asm_sysvec_call_function_single(void);
void asm_sysvec_spurious_apic_interrupt(void);
void asm_sysvec_error_interrupt(void);

/* On the IRQ stack; each does irq_enter(), acknowledges, works, irq_exit(). */
void common_interrupt(struct pt_regs *regs, u32 vector);	/* arch/x86/apic/irq.c */
void sysvec_apic_timer_interrupt(struct pt_regs *regs);
void sysvec_irq_work(struct pt_regs *regs);
void sysvec_irq_move_cleanup(struct pt_regs *regs);
void sysvec_reschedule_ipi(struct pt_regs *regs);
void sysvec_call_function(struct pt_regs *regs);
void sysvec_call_function_single(struct pt_regs *regs);
void sysvec_spurious_apic_interrupt(struct pt_regs *regs);
void sysvec_error_interrupt(struct pt_regs *regs);

/* On the interrupted stack, or on an IST stack; regs->orig_ax is the error code. */
void do_exception(struct pt_regs *regs, u32 vector);		/* arch/x86/cpu/traps.c */
void do_page_fault(struct pt_regs *regs, unsigned long error_code,
		   unsigned long address);			/* arch/x86/mm/fault.c */

/* The last stop before ring 3: arch/x86/entry/common.c. */
void irqentry_exit_to_user_mode(struct pt_regs *regs);
void exit_to_user_work(struct pt_regs *regs);			/* arch/x86/cpu/signal.c */

#endif /* ASM_IDTENTRY_H */
