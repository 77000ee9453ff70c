/* SPDX-License-Identifier: MIT */
/*
 * asm/pgtable.h - the four levels of page tables, and the kernel's map
 *
 * Levels are numbered from the bottom: an entry of level 1 maps 4 KiB, of
 * level 2 2 MiB, of level 3 1 GiB, of level 4 512 GiB.  One generic walk by
 * level number takes the place of Linux's five families of pgd/p4d/pud/pmd/pte
 * functions.
 */
#ifndef ASM_PGTABLE_H
#define ASM_PGTABLE_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/page.h>
#include <asm/pgtable_types.h>

#define PTRS_PER_PTE	512
#define PGTABLE_LEVELS	4

/* log2 of what one entry of @level maps: 12, 21, 30, 39. */
static inline unsigned int pgtable_level_shift(int level)
{
	return PAGE_SHIFT + 9 * (level - 1);
}

static inline unsigned long pgtable_level_size(int level)
{
	return 1UL << pgtable_level_shift(level);
}

static inline unsigned int pgtable_index(unsigned long addr, int level)
{
	return (addr >> pgtable_level_shift(level)) & (PTRS_PER_PTE - 1);
}

static inline bool pte_present(pte_t pte)
{
	return pte_val(pte) & _PAGE_PRESENT;
}

static inline bool pte_large(pte_t pte)
{
	return pte_val(pte) & _PAGE_PSE;
}

static inline phys_addr_t pte_phys(pte_t pte)
{
	return pte_val(pte) & PTE_PFN_MASK;
}

static inline void set_pte(pte_t *ptep, pte_t pte)
{
	WRITE_ONCE(ptep->pte, pte.pte);
}

/* The kernel's top-level table; the upper half is shared by every address space. */
extern pte_t *swapper_pg_dir;

/*
 * The entry that maps @addr, or NULL; *@level says how much it maps.  For
 * reports and tests; no lock, so the map must not be changing there.
 */
pte_t *lookup_address(unsigned long addr, unsigned int *level);

/* Build the final tables and switch to them.  After memblock is complete. */
void paging_init(void);

/*
 * Map one page of the vmalloc area; unmap a range of it (and flush it from the
 * TLBs).  Any context but NMI.  Return: 0 or -ENOMEM.
 */
int kernel_map_page(unsigned long addr, phys_addr_t phys, pgprot_t prot);
void kernel_unmap_range(unsigned long addr, unsigned long size);

/* ---- processes: arch/x86/mm/user_pgtable.c ------------------------------------------------ */

struct mm_struct;
struct page;

/* The first address that is not a program's: the lower half, less its last page. */
#define TASK_SIZE_MAX	((_AC(1, UL) << 47) - PAGE_SIZE)
#define TASK_SIZE	TASK_SIZE_MAX

static inline bool pte_none(pte_t pte)
{
	return !pte_val(pte);
}

static inline bool pte_write(pte_t pte)
{
	return pte_val(pte) & _PAGE_RW;
}

static inline pte_t pte_mkwrite(pte_t pte)
{
	return __pte(pte_val(pte) | _PAGE_RW | _PAGE_DIRTY);
}

static inline pte_t pte_wrprotect(pte_t pte)
{
	return __pte(pte_val(pte) & ~(_PAGE_RW | _PAGE_DIRTY));
}

static inline bool pte_special(pte_t pte)
{
	return pte_val(pte) & _PAGE_SPECIAL;
}

/* The same page with other rights. */
static inline pte_t pte_modify(pte_t pte, pgprot_t prot)
{
	pteval_t kept = PTE_PFN_MASK | _PAGE_SPECIAL | _PAGE_PCD | _PAGE_PWT;

	return __pte((pte_val(pte) & kept) | pgprot_val(prot));
}

/* For registers: every access reaches the device; or for frame buffers: writes may wait. */
static inline pgprot_t pgprot_noncached(pgprot_t prot)
{
	return __pgprot(pgprot_val(prot) | _PAGE_PCD | _PAGE_PWT);
}

static inline pgprot_t pgprot_writecombine(pgprot_t prot)
{
	return __pgprot((pgprot_val(prot) & ~_PAGE_PCD) | _PAGE_PWT);
}

#define pgprot_device(prot) pgprot_noncached(prot)

pte_t *pgd_alloc(void);
void pgd_free(struct mm_struct *mm);
pte_t *user_pte(struct mm_struct *mm, unsigned long addr, bool make);
pgprot_t vm_get_page_prot(unsigned long vm_flags);

#endif /* ASM_PGTABLE_H */
