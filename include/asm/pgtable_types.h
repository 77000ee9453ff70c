/* SPDX-License-Identifier: MIT */
/*
 * asm/pgtable_types.h - one page-table entry, bit by bit
 *
 *   63   62..52   51 ........ 12  11..9   8   7   6   5   4   3   2   1   0
 *   NX | ignored | frame number | free  | G | PS| D | A |PCD|PWT| U | W | P
 *
 * All four levels have the same layout; PS makes an entry of level 2 or 3 map
 * a 2 MiB or 1 GiB page instead of pointing to the next table.  Intel SDM vol. 3,
 * "Paging-Structure Entries".
 */
#ifndef ASM_PGTABLE_TYPES_H
#define ASM_PGTABLE_TYPES_H

#include <linux/types.h>

#define _PAGE_PRESENT	(1ULL << 0)
#define _PAGE_RW	(1ULL << 1)
#define _PAGE_USER	(1ULL << 2)
#define _PAGE_PWT	(1ULL << 3)	/* write through; selects a PAT entry */
#define _PAGE_PCD	(1ULL << 4)	/* cache disable; selects a PAT entry */
#define _PAGE_ACCESSED	(1ULL << 5)
#define _PAGE_DIRTY	(1ULL << 6)
#define _PAGE_PSE	(1ULL << 7)	/* levels 2 and 3: a large page */
#define _PAGE_GLOBAL	(1ULL << 8)	/* survives a load of CR3 */
#define _PAGE_SPECIAL	(1ULL << 9)	/* ours: its page is not counted */
#define _PAGE_NX	(1ULL << 63)	/* no execute */

#define PTE_PFN_MASK	0x000ffffffffff000ULL
#define PTE_FLAGS_MASK	(~PTE_PFN_MASK)

typedef u64 pteval_t;

typedef struct {
	pteval_t pte;
} pte_t;

typedef struct {
	pteval_t pgd;
} pgd_t;

typedef struct {
	pteval_t pgprot;
} pgprot_t;

#define __pte(x)	((pte_t) { (x) })
#define pte_val(x)	((x).pte)
#define __pgd(x)	((pgd_t) { (x) })
#define pgd_val(x)	((x).pgd)
#define __pgprot(x)	((pgprot_t) { (x) })
#define pgprot_val(x)	((x).pgprot)

#define __PAGE_KERNEL_BASE	(_PAGE_PRESENT | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_GLOBAL)

/* An entry that points to the next table: rights are decided below it. */
#define _PAGE_KERNEL_TABLE (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED)

/* Writable or executable, never both. */
#define PAGE_KERNEL		__pgprot(__PAGE_KERNEL_BASE | _PAGE_RW | _PAGE_NX)
#define PAGE_KERNEL_RO		__pgprot(__PAGE_KERNEL_BASE | _PAGE_NX)
#define PAGE_KERNEL_ROX		__pgprot(__PAGE_KERNEL_BASE)
#define PAGE_KERNEL_NOCACHE	__pgprot(__PAGE_KERNEL_BASE | _PAGE_RW | _PAGE_NX | \
					 _PAGE_PCD | _PAGE_PWT)
#define PAGE_KERNEL_WC		__pgprot(__PAGE_KERNEL_BASE | _PAGE_RW | _PAGE_NX | _PAGE_PWT)

/* Of a process.  A page that is not writable though its area is: copied when written to. */
#define __PAGE_USER_BASE	(_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
#define _PAGE_USER_TABLE	(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_NONE		__pgprot(_PAGE_ACCESSED | _PAGE_NX)
#define PAGE_READONLY		__pgprot(__PAGE_USER_BASE | _PAGE_NX)
#define PAGE_READONLY_EXEC	__pgprot(__PAGE_USER_BASE)
#define PAGE_SHARED		__pgprot(__PAGE_USER_BASE | _PAGE_RW | _PAGE_NX)
#define PAGE_SHARED_EXEC	__pgprot(__PAGE_USER_BASE | _PAGE_RW)

#endif /* ASM_PGTABLE_TYPES_H */
