/* SPDX-License-Identifier: MIT */
/*
 * asm/fpu/api.h - floating point and vectors for code of the kernel, between two calls
 *
 * The kernel is compiled without them, so that what a program keeps in these registers stays
 * there.  A module that wants them (and is compiled with them) says from where to where.
 */
#ifndef ASM_FPU_API_H
#define ASM_FPU_API_H

#include <linux/types.h>

void kernel_fpu_begin(void);
void kernel_fpu_end(void);
bool irq_fpu_usable(void);

#endif /* ASM_FPU_API_H */
