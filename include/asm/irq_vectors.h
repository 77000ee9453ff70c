/* SPDX-License-Identifier: MIT */
/*
 * asm/irq_vectors.h - which of the 256 IDT entries belongs to whom
 *
 * Reading order: 1.  Continues in arch/x86/cpu/idt.c.
 *
 *     0 ..  31   exceptions, fixed by the CPU
 *    32 .. 127   device interrupts, handed out by arch/x86/apic/vector.c
 *   128          int 0x80, the system call of 32-bit programs
 *   129 .. 235   device interrupts
 *   236 .. 255   system interrupts: one purpose each, known at build time
 *
 * The upper four bits of a vector are its priority class in the local APIC:
 * while one is in service, only a higher class gets through.  So what must not
 * wait (errors, IPIs, the timer) sits at the top.
 *
 * ISA interrupt n has vector 0x30 + n.  0x20 to 0x2f stay free for moving
 * device interrupts, and FIRST_EXTERNAL_VECTOR itself is never a device's.
 */
#ifndef ASM_IRQ_VECTORS_H
#define ASM_IRQ_VECTORS_H

#define NR_VECTORS 256
#define NR_EXCEPTION_VECTORS 32
#define FIRST_EXTERNAL_VECTOR 0x20
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

/*
 * Exceptions that push an error code, kept apart from the stubs' own table so
 * that a test can compare the two.  Intel SDM vol. 3, "Error Code"; AMD APM
 * vol. 2, "Vectors", for 29 and 30.
 */
#define X86_TRAP_ERRCODE_MASK 0x60227d00

enum x86_trap {
	X86_TRAP_DE = 0,	/* divide error */
	X86_TRAP_DB = 1,	/* debug */
	X86_TRAP_NMI = 2,
	X86_TRAP_BP = 3,	/* breakpoint */
	X86_TRAP_OF = 4,	/* overflow */
	X86_TRAP_BR = 5,	/* bound range exceeded */
	X86_TRAP_UD = 6,	/* invalid opcode */
	X86_TRAP_NM = 7,	/* device not available */
	X86_TRAP_DF = 8,	/* double fault */
	X86_TRAP_OLD_MF = 9,
	X86_TRAP_TS = 10,	/* invalid TSS */
	X86_TRAP_NP = 11,	/* segment not present */
	X86_TRAP_SS = 12,	/* stack segment fault */
	X86_TRAP_GP = 13,	/* general protection fault */
	X86_TRAP_PF = 14,	/* page fault */
	X86_TRAP_SPURIOUS = 15,
	X86_TRAP_MF = 16,	/* x87 floating-point exception */
	X86_TRAP_AC = 17,	/* alignment check */
	X86_TRAP_MC = 18,	/* machine check */
	X86_TRAP_XF = 19,	/* SIMD floating-point exception */
	X86_TRAP_VE = 20,	/* virtualization exception */
	X86_TRAP_CP = 21,	/* control protection exception */
	X86_TRAP_HV = 28,
	X86_TRAP_VC = 29,	/* VMM communication exception */
	X86_TRAP_SX = 30,	/* security exception */
};

#endif /* ASM_IRQ_VECTORS_H */
