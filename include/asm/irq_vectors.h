/* SPDX-License-Identifier: MIT */
/*
 * asm/irq_vectors.h - which of the 256 IDT entries belongs to whom
 *
 * Reading order: 1.  Continues in arch/x86/cpu/idt.c.
 *
 *     0 ..  31   exceptions, fixed by the CPU: <asm/trapnr.h>
 *    32 .. 127   device interrupts, handed out by arch/x86/apic/vector.c
 *   128          int 0x80, the system call of 32-bit programs
 *   129 .. 235   device interrupts
 *   236 .. 255   system interrupts: one purpose each, known at build time
 *
 * The upper four bits of a vector are its priority class in the local APIC:
 * while one is in service, only a higher class gets through.  So what must not
 * wait (errors, IPIs, the timer) sits at the top.
 *
 * ISA interrupt n has vector 0x30 + n.  The lowest of all cleans up after a device
 * interrupt has moved: when it arrives, everything else has.
 */
#ifndef ASM_IRQ_VECTORS_H
#define ASM_IRQ_VECTORS_H

#define NR_VECTORS 256
#define NR_EXCEPTION_VECTORS 32
#define FIRST_EXTERNAL_VECTOR 0x20
#define IRQ_MOVE_CLEANUP_VECTOR FIRST_EXTERNAL_VECTOR
#define IA32_SYSCALL_VECTOR 0x80

#define NR_IRQS_LEGACY 16
#define ISA_IRQ_VECTOR(irq) (((FIRST_EXTERNAL_VECTOR + 16) & ~15) + (irq))

#define SPURIOUS_APIC_VECTOR 0xff	/* low four bits set: old APICs force them */
#define ERROR_APIC_VECTOR 0xfe
#define RESCHEDULE_VECTOR 0xfd
#define CALL_FUNCTION_VECTOR 0xfc
#define CALL_FUNCTION_SINGLE_VECTOR 0xfb
#define THERMAL_APIC_VECTOR 0xfa
#define REBOOT_VECTOR 0xf8
#define X86_PLATFORM_IPI_VECTOR 0xf7
#define IRQ_WORK_VECTOR 0xf6
#define LOCAL_TIMER_VECTOR 0xec
#define FIRST_SYSTEM_VECTOR LOCAL_TIMER_VECTOR

/* irq numbers (not vectors): 16 ISA lines, IO-APIC pins, then MSIs. */
#define NR_IRQS 256

#endif /* ASM_IRQ_VECTORS_H */
