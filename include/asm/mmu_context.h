/* SPDX-License-Identifier: MIT */
/* asm/mmu_context.h - whose addresses the lower half means on this CPU */
#ifndef ASM_MMU_CONTEXT_H
#define ASM_MMU_CONTEXT_H

struct mm_struct;
struct task_struct;

/* NULL: nobody's, the kernel's tables alone.  Interrupts off. */
void switch_mm(struct mm_struct *prev, struct mm_struct *next);

#endif /* ASM_MMU_CONTEXT_H */
