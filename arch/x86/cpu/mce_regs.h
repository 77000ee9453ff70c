/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/cpu/mce_regs.h - machine-check registers
 *
 * Source: Intel SDM vol. 3, "Machine-Check Global Control MSRs" and "Error-Reporting
 * Register Banks".
 */
#ifndef ARCH_X86_CPU_MCE_REGS_H
#define ARCH_X86_CPU_MCE_REGS_H

#include <linux/bits.h>

#define CPUID_1_EDX_MCE		BIT(7)	/* the exception exists */
#define CPUID_1_EDX_MCA		BIT(14)	/* so do the banks */

#define MCG_CAP_BANKS		0xff	/* MSR_IA32_MCG_CAP  RO  number of banks */
#define MCG_CAP_CTL_P		BIT(8)	/*                       MCG_CTL exists */
#define MCG_CAP_SER_P		BIT(24)	/*                       MCI_STATUS_AR is valid */
#define MCG_STATUS_RIPV		BIT(0)	/* MSR_IA32_MCG_STATUS  RW  the code can go on */

#define MSR_IA32_MCG_CTL	0x17b	/* RW  all ones = everything on */
#define MSR_MCi_CTL(bank)	(0x400 + 4 * (bank))	/* RW  all ones = report all */
#define MSR_MCi_STATUS(bank)	(0x401 + 4 * (bank))	/* RW  write 0 to clear */
#define MSR_MCi_ADDR(bank)	(0x402 + 4 * (bank))	/* RO  valid with ADDRV */
#define MSR_MCi_MISC(bank)	(0x403 + 4 * (bank))	/* RO  valid with MISCV */

#define MCI_STATUS_VAL		BIT_ULL(63)	/* the bank holds an error */
#define MCI_STATUS_UC		BIT_ULL(61)	/* not corrected */
#define MCI_STATUS_MISCV	BIT_ULL(59)
#define MCI_STATUS_ADDRV	BIT_ULL(58)
#define MCI_STATUS_PCC		BIT_ULL(57)	/* the CPU's state is corrupt */
#define MCI_STATUS_AR		BIT_ULL(55)	/* the interrupted code uses the bad data */

#endif /* ARCH_X86_CPU_MCE_REGS_H */
