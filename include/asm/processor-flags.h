/* SPDX-License-Identifier: MIT */
/* asm/processor-flags.h - bits of RFLAGS, CR0, CR4.  Intel SDM vol. 1 and 3, "EFLAGS Register", "Control Registers" */
#ifndef ASM_PROCESSOR_FLAGS_H
#define ASM_PROCESSOR_FLAGS_H

#define X86_EFLAGS_CF 0x00000001	/* carry */
#define X86_EFLAGS_FIXED 0x00000002	/* always 1 */
#define X86_EFLAGS_PF 0x00000004
#define X86_EFLAGS_AF 0x00000010
#define X86_EFLAGS_ZF 0x00000040
#define X86_EFLAGS_SF 0x00000080
#define X86_EFLAGS_TF 0x00000100	/* single step */
#define X86_EFLAGS_IF 0x00000200	/* interrupts on */
#define X86_EFLAGS_DF 0x00000400	/* string direction: down */
#define X86_EFLAGS_OF 0x00000800
#define X86_EFLAGS_IOPL 0x00003000
#define X86_EFLAGS_NT 0x00004000	/* nested task */
#define X86_EFLAGS_RF 0x00010000	/* resume */
#define X86_EFLAGS_AC 0x00040000	/* alignment check, SMAP override */
#define X86_EFLAGS_ID 0x00200000	/* cpuid is there */

#define X86_CR0_PE 0x00000001
#define X86_CR0_MP 0x00000002
#define X86_CR0_EM 0x00000004
#define X86_CR0_TS 0x00000008
#define X86_CR0_NE 0x00000020
#define X86_CR0_WP 0x00010000	/* ring 0 honours read-only pages */
#define X86_CR0_AM 0x00040000
#define X86_CR0_PG 0x80000000

#define X86_CR4_DE 0x00000008
#define X86_CR4_PSE 0x00000010
#define X86_CR4_PAE 0x00000020
#define X86_CR4_MCE 0x00000040
#define X86_CR4_PGE 0x00000080
#define X86_CR4_OSFXSR 0x00000200
#define X86_CR4_OSXMMEXCPT 0x00000400
#define X86_CR4_UMIP 0x00000800
#define X86_CR4_FSGSBASE 0x00010000
#define X86_CR4_SMEP 0x00100000
#define X86_CR4_SMAP 0x00200000

#endif /* ASM_PROCESSOR_FLAGS_H */
