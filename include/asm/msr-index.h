/* SPDX-License-Identifier: MIT */
/* asm/msr-index.h - model-specific registers.  Intel SDM vol. 4; AMD APM vol. 2, "MSR Cross-Reference" */
#ifndef ASM_MSR_INDEX_H
#define ASM_MSR_INDEX_H

#define MSR_IA32_TSC 0x00000010
#define MSR_IA32_APICBASE 0x0000001b
#define MSR_IA32_APICBASE_BSP (1u << 8)
#define MSR_IA32_APICBASE_X2APIC (1u << 10)
#define MSR_IA32_APICBASE_ENABLE (1u << 11)
#define MSR_IA32_MCG_CAP 0x00000179
#define MSR_IA32_MCG_STATUS 0x0000017a
#define MSR_IA32_CR_PAT 0x00000277
#define MSR_IA32_MC0_STATUS 0x00000401
#define MSR_IA32_TSC_DEADLINE 0x000006e0

#define MSR_EFER 0xc0000080
#define EFER_SCE (1u << 0)
#define EFER_LME (1u << 8)
#define EFER_LMA (1u << 10)
#define EFER_NX (1u << 11)
#define MSR_STAR 0xc0000081
#define MSR_LSTAR 0xc0000082
#define MSR_CSTAR 0xc0000083
#define MSR_SYSCALL_MASK 0xc0000084
#define MSR_FS_BASE 0xc0000100
#define MSR_GS_BASE 0xc0000101
#define MSR_KERNEL_GS_BASE 0xc0000102

#endif /* ASM_MSR_INDEX_H */
