/* SPDX-License-Identifier: MIT */
/*
 * asm/cpufeature.h - what this CPU can do
 *
 * A feature's number is 32 * word + bit; a word is one register of one CPUID leaf.
 * Source: Intel SDM vol. 2, "CPUID"; AMD APM vol. 3, "CPUID".
 */
#ifndef ASM_CPUFEATURE_H
#define ASM_CPUFEATURE_H

#include <linux/types.h>

enum cpuid_word {
	CPUID_1_EDX,
	CPUID_1_ECX,
	CPUID_7_EBX,
	CPUID_8000_0001_EDX,
	CPUID_8000_0001_ECX,
	CPUID_8000_0007_EDX,
	NCAPINTS,
};

#define X86_FEATURE_FPU			(32 * CPUID_1_EDX + 0)
#define X86_FEATURE_TSC			(32 * CPUID_1_EDX + 4)
#define X86_FEATURE_MSR			(32 * CPUID_1_EDX + 5)
#define X86_FEATURE_MCE			(32 * CPUID_1_EDX + 7)
#define X86_FEATURE_APIC		(32 * CPUID_1_EDX + 9)
#define X86_FEATURE_MCA			(32 * CPUID_1_EDX + 14)
#define X86_FEATURE_PAT			(32 * CPUID_1_EDX + 16)
#define X86_FEATURE_MWAIT		(32 * CPUID_1_ECX + 3)
#define X86_FEATURE_X2APIC		(32 * CPUID_1_ECX + 21)
#define X86_FEATURE_TSC_DEADLINE_TIMER	(32 * CPUID_1_ECX + 24)
#define X86_FEATURE_HYPERVISOR		(32 * CPUID_1_ECX + 31)
#define X86_FEATURE_SMEP		(32 * CPUID_7_EBX + 7)
#define X86_FEATURE_SMAP		(32 * CPUID_7_EBX + 20)
#define X86_FEATURE_SYSCALL		(32 * CPUID_8000_0001_EDX + 11)
#define X86_FEATURE_NX			(32 * CPUID_8000_0001_EDX + 20)
#define X86_FEATURE_GBPAGES		(32 * CPUID_8000_0001_EDX + 26)
#define X86_FEATURE_RDTSCP		(32 * CPUID_8000_0001_EDX + 27)
#define X86_FEATURE_LM			(32 * CPUID_8000_0001_EDX + 29)
#define X86_FEATURE_INVARIANT_TSC	(32 * CPUID_8000_0007_EDX + 8)

/* arch/x86/cpu/cpuid.c.  Reads CPUID when first asked; boot CPU, any context. */
bool boot_cpu_has(unsigned int feature);

#endif /* ASM_CPUFEATURE_H */
