/* SPDX-License-Identifier: MIT */
/* asm/trapnr.h - the exceptions: vectors 0 to 31, whose meaning the CPU fixes */
#ifndef ASM_TRAPNR_H
#define ASM_TRAPNR_H

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

#endif /* ASM_TRAPNR_H */
