/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/cpu/nmi_regs.h - port 0x61, as far as it concerns NMIs
 *
 * Source: Intel I/O Controller Hub data sheets, "NMI Status and Control Register".
 */
#ifndef ARCH_X86_CPU_NMI_REGS_H
#define ARCH_X86_CPU_NMI_REGS_H

#include <linux/bits.h>

#define NMI_REASON_PORT		0x61
#define NMI_REASON_SERR		BIT(7)	/* RO  system error */
#define NMI_REASON_IOCHK	BIT(6)	/* RO  I/O channel check */
#define NMI_REASON_CLEAR_IOCHK	BIT(3)	/* RW  1 = clear and mask it */
#define NMI_REASON_CLEAR_SERR	BIT(2)	/* RW  1 = clear and mask it */
#define NMI_REASON_CLEAR_MASK	0x0f	/* RW  the bits to keep: speaker and timer gate too */

#endif /* ARCH_X86_CPU_NMI_REGS_H */
