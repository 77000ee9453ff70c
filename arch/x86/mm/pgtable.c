// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/pgtable.c - read and change the kernel's page tables
 *
 * What it is for
 *
 *   Everything that maps, unmaps or protects kernel memory comes down to: find
 *   the entry for an address on a given level, and write it.
 *
 * How it works
 *
 *   The four levels have the same shape, so one walk by level number does for
 *   all.  On the way down a missing table is made, and a large page that is in
 *   the way is split into 512 smaller ones with the same rights:
 *
 *       level 3   [1 GiB page] --split--> level 2 [2 MiB] x 512
 *       level 2   [2 MiB page] --split--> level 1 [4 KiB] x 512
 *
 *   The top-level entries of all kernel areas are made at boot and never change,
 *   so later address spaces only copy the upper half of the top-level table.
 *   Tables are not freed: an area unmapped here is soon mapped again.
 *
 * Context
 *
 *   Any but NMI; before mm_core_init() from boot code only.
 *
 * Locking
 *
 *   pgtable_lock guards all kernel tables below the top level while they are
 *   written.  The CPU walks them at any time: entries are written whole, and a
 *   table is complete before it is linked in.
 *
 * Invariants
 *
 *   [T1] No page is mapped writable and executable at once: every change of
 *        rights passes through write_entry(), which warns.
 *
 * See also: Intel SDM vol. 3, "4-Level Paging"; docs/memory-map.md.
 */

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/lockdep.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/set_memory.h>
#include <asm/tlbflush.h>

#include "mm_private.h"

pte_t *swapper_pg_dir;

static DEFINE_SPINLOCK(pgtable_lock);

/* A zeroed table, from whichever allocator there is; NULL if it has none. */
static pte_t *alloc_table(void)
{
	if (!slab_is_available())
		return memblock_alloc(PAGE_SIZE, PAGE_SIZE);
	return (pte_t *)get_zeroed_page(GFP_ATOMIC);
}

static pte_t *table_of(pte_t entry)
{
	return __va(pte_phys(entry));
}

static void write_entry(pte_t *entry, pteval_t value)
{
	WARN_ONCE((value & (_PAGE_PRESENT | _PAGE_RW | _PAGE_NX)) == (_PAGE_PRESENT | _PAGE_RW),
		  "writable and executable: %#llx\n", value);
	set_pte(entry, __pte(value));
}

/* Replace a large page by a table of 512 pages one level down. */
static int split_page(pte_t *entry, unsigned int level)
{
	pteval_t flags = pte_val(*entry) & PTE_FLAGS_MASK;
	phys_addr_t phys = pte_phys(*entry);
	pte_t *table = alloc_table();
	unsigned int i;

	if (!table)
		return -ENOMEM;
	if (level == 2)
		flags &= ~_PAGE_PSE;		/* that bit means something else on level 1 */
	for (i = 0; i < PTRS_PER_PTE; i++)
		set_pte(&table[i], __pte((phys + i * pgtable_level_size(level - 1)) | flags));
	set_pte(entry, __pte(__pa(table) | _PAGE_KERNEL_TABLE));
	return 0;
}

static int make_table(pte_t *entry)
{
	pte_t *table = alloc_table();

	if (!table)
		return -ENOMEM;
	set_pte(entry, __pte(__pa(table) | _PAGE_KERNEL_TABLE));
	return 0;
}

/* The entry for @addr on @level, with all tables above it; NULL without memory. */
static pte_t *entry_at(unsigned long addr, unsigned int level)
{
	pte_t *table = swapper_pg_dir;
	unsigned int l;

	for (l = PGTABLE_LEVELS; l > level; l--) {
		pte_t *entry = &table[pgtable_index(addr, l)];
		int err = 0;

		if (!pte_present(*entry))
			err = make_table(entry);
		else if (l < PGTABLE_LEVELS && pte_large(*entry))
			err = split_page(entry, l);
		if (err)
			return NULL;
		table = table_of(*entry);
	}
	return &table[pgtable_index(addr, level)];
}

/**
 * lookup_address - the entry that maps @addr
 * @level: receives the level on which it stands
 *
 * Context: any; meaningful only while nobody changes the map there.
 * Return: the entry, which may be not present; NULL if a table is missing.
 */
pte_t *lookup_address(unsigned long addr, unsigned int *level)
{
	pte_t *table = swapper_pg_dir;
	pte_t *entry;

	for (*level = PGTABLE_LEVELS; ; (*level)--) {
		entry = &table[pgtable_index(addr, *level)];
		if (*level == 1 || (*level < PGTABLE_LEVELS && pte_large(*entry)))
			return entry;
		if (!pte_present(*entry))
			return NULL;
		table = table_of(*entry);
	}
}

/* The largest page that fits here: both addresses aligned, enough left, allowed. */
static unsigned int best_level(unsigned long addr, phys_addr_t phys, unsigned long size,
			       unsigned int max_level)
{
	unsigned int level = max_level;

	while (level > 1 && (!IS_ALIGNED(addr | phys, pgtable_level_size(level)) ||
			     size < pgtable_level_size(level)))
		level--;
	return level;
}

/* Map a range with pages as large as @max_level allows.  Boot, or under pgtable_lock. */
int map_kernel_range(unsigned long addr, phys_addr_t phys, unsigned long size, pgprot_t prot,
		     unsigned int max_level)
{
	while (size) {
		unsigned int level = best_level(addr, phys, size, max_level);
		unsigned long step = pgtable_level_size(level);
		pte_t *entry = entry_at(addr, level);

		if (!entry)
			return -ENOMEM;
		write_entry(entry, phys | pgprot_val(prot) | (level > 1 ? _PAGE_PSE : 0));
		addr += step;
		phys += step;
		size -= step;
	}
	return 0;
}

int kernel_map_page(unsigned long addr, phys_addr_t phys, pgprot_t prot)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&pgtable_lock, flags);
	err = map_kernel_range(addr, phys, PAGE_SIZE, prot, 1);
	spin_unlock_irqrestore(&pgtable_lock, flags);
	return err;
}

void kernel_unmap_range(unsigned long addr, unsigned long size)
{
	unsigned long at, flags;
	unsigned int level;

	spin_lock_irqsave(&pgtable_lock, flags);
	for (at = addr; at < addr + size; at += PAGE_SIZE) {
		pte_t *entry = lookup_address(at, &level);

		if (entry && level == 1)
			set_pte(entry, __pte(0));
	}
	spin_unlock_irqrestore(&pgtable_lock, flags);
	flush_tlb_kernel_range(addr, addr + size);
}

/* ---- rights ------------------------------------------------------------------------------ */

/* Clear and set bits of one 4 KiB page that is mapped, or was (its frame is kept). */
static int change_page(unsigned long addr, pteval_t clear, pteval_t set)
{
	unsigned int level;
	pte_t *entry = lookup_address(addr, &level);

	lockdep_assert_held(&pgtable_lock);

	if (!entry || !pte_phys(*entry))
		return -EINVAL;
	entry = entry_at(addr, 1);
	if (!entry)
		return -ENOMEM;
	write_entry(entry, (pte_val(*entry) & ~clear) | set);
	return 0;
}

static int change_range(unsigned long addr, int numpages, pteval_t clear, pteval_t set)
{
	unsigned long end = addr + (unsigned long)numpages * PAGE_SIZE;
	unsigned long at, flags;
	int err = 0;

	if (!PAGE_ALIGNED(addr))
		return -EINVAL;
	spin_lock_irqsave(&pgtable_lock, flags);
	for (at = addr; at < end && !err; at += PAGE_SIZE)
		err = change_page(at, clear, set);
	spin_unlock_irqrestore(&pgtable_lock, flags);
	flush_tlb_kernel_range(addr, end);
	return err;
}

/**
 * set_memory_ro - forbid writing to @numpages pages from @addr
 *
 * Context: any but NMI.
 * Return: 0; -EINVAL if not aligned or not mapped; -ENOMEM.
 */
int set_memory_ro(unsigned long addr, int numpages)
{
	return change_range(addr, numpages, _PAGE_RW | _PAGE_DIRTY, 0);
}

int set_memory_rw(unsigned long addr, int numpages)
{
	return change_range(addr, numpages, 0, _PAGE_RW | _PAGE_DIRTY);
}

int set_memory_x(unsigned long addr, int numpages)
{
	return change_range(addr, numpages, _PAGE_NX, 0);
}

int set_memory_nx(unsigned long addr, int numpages)
{
	return change_range(addr, numpages, 0, _PAGE_NX);
}

int set_memory_np(unsigned long addr, int numpages)
{
	return change_range(addr, numpages, _PAGE_PRESENT, 0);
}

int set_memory_p(unsigned long addr, int numpages)
{
	return change_range(addr, numpages, 0, _PAGE_PRESENT);
}
