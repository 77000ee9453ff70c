// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/cpuid.c - what the boot CPU says about itself
 *
 * Read once, at the first question: CPUID is slow under a hypervisor, and the
 * answers do not change.
 */

#include <linux/types.h>

#include <asm/cpufeature.h>
#include <asm/processor.h>

#define CPUID_EXTENDED		0x80000000u
#define CPUID_POWER		0x80000007u

static u32 boot_cpu_words[NCAPINTS];	/* I: by the first boot_cpu_has() */
static bool words_read;

/* Leaves above the highest one return the data of another: ask first. */
static u32 max_leaf(u32 range)
{
	u32 eax, ebx, ecx, edx;

	cpuid(range, &eax, &ebx, &ecx, &edx);
	return eax;
}

static void read_words(void)
{
	u32 *w = boot_cpu_words;
	u32 eax, ebx, ecx, edx;

	cpuid(1, &eax, &ebx, &w[CPUID_1_ECX], &w[CPUID_1_EDX]);
	if (max_leaf(0) >= 7)
		cpuid(7, &eax, &w[CPUID_7_EBX], &ecx, &edx);
	cpuid(CPUID_EXTENDED + 1, &eax, &ebx, &w[CPUID_8000_0001_ECX], &w[CPUID_8000_0001_EDX]);
	if (max_leaf(CPUID_EXTENDED) >= CPUID_POWER)
		cpuid(CPUID_POWER, &eax, &ebx, &ecx, &w[CPUID_8000_0007_EDX]);
	words_read = true;
}

bool boot_cpu_has(unsigned int feature)
{
	if (!words_read)
		read_words();
	return boot_cpu_words[feature / 32] >> (feature % 32) & 1;
}
