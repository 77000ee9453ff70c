// SPDX-License-Identifier: MIT
/*
 * arch/x86/entry/asm_offsets.c - numbers that C and NASM share, written once, in C
 *
 * Compiled to assembly text only; the Makefile picks the "->NAME value" lines out
 * of it and makes build/asm_offsets.inc of them.
 */
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/stddef.h>

#include <asm/desc.h>
#include <asm/idtentry.h>
#include <asm/irq_vectors.h>
#include <asm/msr-index.h>
#include <asm/page.h>
#include <asm/processor-flags.h>
#include <asm/ptrace.h>
#include <asm/segment.h>
#include <asm/smp.h>
#include <asm/trapnr.h>

/* As a string, because clang parses the assembly even where it only prints it. */
#define DEFINE(name, value) \
	asm volatile(".ascii \"->" #name " %0\"" : : "i"((long)(value)))

void asm_offsets(void);
void asm_offsets(void)
{
	DEFINE(NR_VECTORS, NR_VECTORS);
	DEFINE(FIRST_EXTERNAL_VECTOR, FIRST_EXTERNAL_VECTOR);
	DEFINE(LOCAL_TIMER_VECTOR, LOCAL_TIMER_VECTOR);
	DEFINE(IRQ_WORK_VECTOR, IRQ_WORK_VECTOR);
	DEFINE(IRQ_MOVE_CLEANUP_VECTOR, IRQ_MOVE_CLEANUP_VECTOR);
	DEFINE(RESCHEDULE_VECTOR, RESCHEDULE_VECTOR);
	DEFINE(CALL_FUNCTION_VECTOR, CALL_FUNCTION_VECTOR);
	DEFINE(CALL_FUNCTION_SINGLE_VECTOR, CALL_FUNCTION_SINGLE_VECTOR);
	DEFINE(ERROR_APIC_VECTOR, ERROR_APIC_VECTOR);
	DEFINE(SPURIOUS_APIC_VECTOR, SPURIOUS_APIC_VECTOR);
	DEFINE(EXC_STUB_SIZE, EXC_STUB_SIZE);
	DEFINE(IRQ_STUB_SIZE, IRQ_STUB_SIZE);

	DEFINE(PT_DI, offsetof(struct pt_regs, di));
	DEFINE(PT_ORIG_AX, offsetof(struct pt_regs, orig_ax));
	DEFINE(PT_IP, offsetof(struct pt_regs, ip));
	DEFINE(PT_CS, offsetof(struct pt_regs, cs));
	DEFINE(PT_FLAGS, offsetof(struct pt_regs, flags));
	DEFINE(PT_SP, offsetof(struct pt_regs, sp));
	DEFINE(PT_REGS_SIZE, sizeof(struct pt_regs));

	DEFINE(TASK_STACK, offsetof(struct task_struct, stack));
	DEFINE(TASK_MM, offsetof(struct task_struct, mm));
	DEFINE(TASK_THREAD_SP, offsetof(struct task_struct, thread.sp));
	DEFINE(THREAD_SIZE, THREAD_SIZE);
	DEFINE(TSS_SP0, offsetof(struct x86_hw_tss, sp0));
	DEFINE(TSS_SP2, offsetof(struct x86_hw_tss, sp2));
	DEFINE(USER_CS, __USER_CS);
	DEFINE(USER_DS, __USER_DS);

	DEFINE(SECONDARY_CR0, offsetof(struct secondary_cpu, cr0));
	DEFINE(SECONDARY_CR3, offsetof(struct secondary_cpu, cr3));
	DEFINE(SECONDARY_CR4, offsetof(struct secondary_cpu, cr4));
	DEFINE(SECONDARY_STACK, offsetof(struct secondary_cpu, stack));
	DEFINE(SECONDARY_GS_BASE, offsetof(struct secondary_cpu, gs_base));

	DEFINE(SEGMENT_RPL_MASK, SEGMENT_RPL_MASK);
	DEFINE(X86_TRAP_DB, X86_TRAP_DB);
	DEFINE(X86_EFLAGS_IF, X86_EFLAGS_IF);
	DEFINE(X86_EFLAGS_TF, X86_EFLAGS_TF);
	DEFINE(NMI_MASK, NMI_MASK);
	DEFINE(MSR_GS_BASE, MSR_GS_BASE);
}
