// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/user_pgtable.c - the page tables of a process
 *
 * The lower half of the top-level table is the process's own; the upper half is a copy
 * of the kernel's, whose entries never change after boot (pgtable.c).  Below the top
 * level, tables are made when a page is, and freed with the process.
 *
 * Locking: mm->page_table_lock for everything below the top level.
 *
 * See also: Intel SDM vol. 3, "4-Level Paging"; kernel/mm/memory.c.
 */

#include <linux/gfp.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/mm_types.h>
#include <linux/string.h>

#include <asm/pgtable.h>

#define USER_ENTRIES	(PTRS_PER_PTE / 2)	/* of the top level: the lower half */

/**
 * pgd_alloc - a top-level table with the kernel's half, and nothing else
 * Context: a task, may sleep.
 * Return: the table, or NULL.
 */
pte_t *pgd_alloc(void)
{
	pte_t *pgd = (pte_t *)get_zeroed_page(GFP_KERNEL);

	if (pgd)
		memcpy(pgd + USER_ENTRIES, swapper_pg_dir + USER_ENTRIES,
		       USER_ENTRIES * sizeof(*pgd));
	return pgd;
}

/* All tables below @table, which is of @level; its pages are gone already. */
static void free_tables(pte_t *table, int level, int entries)
{
	for (int i = 0; level > 1 && i < entries; i++)
		if (pte_present(table[i]))
			free_tables(__va(pte_phys(table[i])), level - 1, PTRS_PER_PTE);
	free_page((unsigned long)table);
}

/**
 * pgd_free - give all tables of a process back
 * Context: a task; no CPU uses them, and no page is mapped any more.
 */
void pgd_free(struct mm_struct *mm)
{
	free_tables(mm->pgd, PGTABLE_LEVELS, USER_ENTRIES);
	mm->pgd = NULL;
}

/**
 * user_pte - the lowest entry for an address of a process
 * @make: make the tables above it, where they are missing
 *
 * Context: mm->page_table_lock held.
 * Return: the entry, or NULL: a table is missing, or no memory to make one.
 */
pte_t *user_pte(struct mm_struct *mm, unsigned long addr, bool make)
{
	pte_t *table = mm->pgd;

	lockdep_assert_held(&mm->page_table_lock);
	for (int level = PGTABLE_LEVELS; level > 1; level--) {
		pte_t *entry = &table[pgtable_index(addr, level)];

		if (!pte_present(*entry)) {
			unsigned long below = make ? get_zeroed_page(GFP_ATOMIC) : 0;

			if (!below)
				return NULL;
			set_pte(entry, __pte(__pa(below) | _PAGE_USER_TABLE));
		}
		table = __va(pte_phys(*entry));
	}
	return &table[pgtable_index(addr, 1)];
}

/**
 * vm_get_page_prot - the rights of a page in an area with these VM_* flags
 *
 * A writable one is not so before its first write: see kernel/mm/memory.c.
 *
 * Context: any.
 */
pgprot_t vm_get_page_prot(unsigned long vm_flags)
{
	if (!(vm_flags & VM_ACCESS_FLAGS))
		return PAGE_NONE;
	if (vm_flags & VM_WRITE)
		return vm_flags & VM_EXEC ? PAGE_SHARED_EXEC : PAGE_SHARED;
	return vm_flags & VM_EXEC ? PAGE_READONLY_EXEC : PAGE_READONLY;
}
