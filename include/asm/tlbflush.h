/* SPDX-License-Identifier: MIT */
/*
 * asm/tlbflush.h - forget cached translations
 *
 * A change that takes rights away is complete only when no CPU can still use
 * the old entry.  The kernel's entries are global: a load of CR3 keeps them, so
 * a full flush toggles CR4.PGE.
 */
#ifndef ASM_TLBFLUSH_H
#define ASM_TLBFLUSH_H

#include <linux/types.h>

/* Of this CPU. */
void load_pat(void);			/* what the cache bits of an entry mean */
void __flush_tlb_all(void);

static inline void __flush_tlb_one(unsigned long addr)
{
	asm volatile("invlpg (%0)" : : "r"(addr) : "memory");
}

/* Of every CPU that is running. */
void flush_tlb_kernel_range(unsigned long start, unsigned long end);
void flush_tlb_all(void);

/* Of every CPU that runs in this process.  Interrupts on. */
struct mm_struct;
struct vm_area_struct;
void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start, unsigned long end);
void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr);

#endif /* ASM_TLBFLUSH_H */
