// SPDX-License-Identifier: MIT
/*
 * kernel/mm/memory.c - the pages of a process: given at the first touch, copied at the first write
 *
 * What it is for
 *
 *   An area (mmap.c) is a promise.  A page is found for it when the program first touches
 *   it: the CPU faults, we map a page of zeroes, and the instruction runs again.
 *
 * How a fork is cheap
 *
 *   Parent and child get the same pages, read-only in both.  Whoever writes first faults
 *   and gets a copy of his own; who is then left alone with a page just writes on it.
 *
 * Locking
 *
 *   mmap_lock, for reading, holds the areas still while a fault is handled; page_table_lock
 *   guards the entries.  A page is given back only when no CPU can still reach it: first
 *   the entry goes, then the translations, then the page.
 *
 * Areas of files and devices
 *
 *   Their pages are found by vm_ops->fault(), or are put there by the driver's mmap() at
 *   once (mmap_file.c).  In a shared area a write goes to that page, in a private one to a
 *   copy of it.  Entries made of a frame number (registers) are marked special.
 *
 * Invariants
 *
 *   [P1] An entry of a private area is writable only if its page has no other user.
 *   [P2] An entry that is present and not special holds one reference of its page.
 *
 * See also: arch/x86/mm/fault.c; tests/unit/user_mm_test.c.
 */

#include <linux/align.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mm_types.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <asm/pgtable.h>
#include <asm/tlbflush.h>

#include "internal.h"

#define ZAP_BATCH	32		/* pages whose translations are flushed together */
#define STACK_MAX	(8UL << 20)	/* an area that grows down does not grow beyond it */

static struct page *pte_page(pte_t pte)
{
	return phys_to_page(pte_phys(pte));
}

static pte_t mk_pte(struct page *page, pgprot_t prot)
{
	return __pte(page_to_phys(page) | pgprot_val(prot));
}

/* ---- faults ---------------------------------------------------------------------------- */

/* The first touch.  If another thread of the process was faster, its page stays. */
static vm_fault_t do_anonymous_page(struct vm_area_struct *vma, unsigned long address)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	vm_fault_t ret = 0;
	pte_t *pte;

	if (!page)
		return VM_FAULT_OOM;
	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, true);
	if (!pte) {
		ret = VM_FAULT_OOM;
	} else if (pte_none(*pte)) {
		set_pte(pte, mk_pte(page, vma->vm_page_prot));
		atomic_long_inc(&mm->rss);
		page = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (page)
		put_page(page);
	return ret;
}

/* Not of a private area: its page was there first. */
static pte_t pte_of_file(const struct vm_area_struct *vma, struct page *page)
{
	pte_t pte = mk_pte(page, vma->vm_page_prot);

	return vma->vm_flags & VM_SHARED ? pte : pte_wrprotect(pte);
}

/* The first write to a private area: a copy at once.  NULL: no memory. */
static struct page *copy_of_page(struct page *page)
{
	struct page *copy = alloc_page(GFP_KERNEL);

	if (copy)
		memcpy(page_address(copy), page_address(page), PAGE_SIZE);
	put_page(page);
	return copy;
}

/* @page's reference goes over. */
static vm_fault_t map_page(struct vm_area_struct *vma, unsigned long address, struct page *page,
			   pte_t entry)
{
	struct mm_struct *mm = vma->vm_mm;
	vm_fault_t ret = 0;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, true);
	if (!pte) {
		ret = VM_FAULT_OOM;
	} else if (pte_none(*pte)) {
		set_pte(pte, entry);
		atomic_long_inc(&mm->rss);
		page = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (page)
		put_page(page);
	return ret;
}

/* The first touch of a file's page. */
static vm_fault_t do_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags)
{
	struct vm_fault vmf = {
		.vma = vma, .flags = flags, .address = address,
		.pgoff = vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT),
	};
	struct page *page;
	vm_fault_t ret;

	if (!vma->vm_ops->fault)
		return VM_FAULT_SIGBUS;
	ret = vma->vm_ops->fault(&vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))
		return ret;
	if (vma->vm_flags & VM_SHARED || !(flags & FAULT_FLAG_WRITE))
		return map_page(vma, address, vmf.page, pte_of_file(vma, vmf.page));
	page = copy_of_page(vmf.page);
	if (!page)
		return VM_FAULT_OOM;
	return map_page(vma, address, page, mk_pte(page, vma->vm_page_prot));
}

/* Alone with the page?  Then it is ours to write on. [P1] */
static bool reuse_page(struct vm_area_struct *vma, unsigned long address, pte_t *pte)
{
	if (!(vma->vm_flags & VM_SHARED) &&
	    (pte_special(*pte) || page_count(pte_page(*pte)) != 1))
		return false;
	set_pte(pte, pte_mkwrite(*pte));
	flush_tlb_page(vma, address);
	return true;
}

/* Put @copy in the place of @old, if that is still there. */
static bool replace_page(struct vm_area_struct *vma, unsigned long address, struct page *old,
			 struct page *copy)
{
	struct mm_struct *mm = vma->vm_mm;
	bool replaced = false;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, false);
	if (pte && pte_present(*pte) && pte_page(*pte) == old && !pte_write(*pte)) {
		set_pte(pte, mk_pte(copy, vma->vm_page_prot));
		flush_tlb_page(vma, address);
		replaced = true;
	}
	spin_unlock(&mm->page_table_lock);
	return replaced;
}

/* A write to a page that is not writable, in an area that is. */
static vm_fault_t do_wp_page(struct vm_area_struct *vma, unsigned long address)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *old = NULL, *copy;
	vm_fault_t ret = 0;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, false);
	if (pte && pte_present(*pte) && !pte_write(*pte) && !reuse_page(vma, address, pte)) {
		old = pte_special(*pte) ? NULL : pte_page(*pte);
		if (old)
			get_page(old);
		else
			ret = VM_FAULT_SIGBUS;	/* registers cannot be copied */
	}
	spin_unlock(&mm->page_table_lock);
	if (!old)
		return ret;

	copy = alloc_page(GFP_KERNEL);
	if (copy) {
		memcpy(page_address(copy), page_address(old), PAGE_SIZE);
		if (replace_page(vma, address, old, copy))
			put_page(old);		/* the entry's reference [P2] */
		else
			put_page(copy);
	}
	put_page(old);
	return copy ? 0 : VM_FAULT_OOM;
}

static vm_fault_t handle_pte_fault(struct vm_area_struct *vma, unsigned long address,
				   unsigned int flags)
{
	struct mm_struct *mm = vma->vm_mm;
	pte_t *pte;
	pte_t seen = __pte(0);

	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, false);
	if (pte)
		seen = *pte;
	spin_unlock(&mm->page_table_lock);
	if (pte_none(seen) && vma_is_anonymous(vma))
		return do_anonymous_page(vma, address);
	if (pte_none(seen))
		return do_fault(vma, address, flags);
	if (flags & FAULT_FLAG_WRITE && !pte_write(seen))
		return do_wp_page(vma, address);
	return 0;			/* another thread has handled it */
}

/* A stack is extended down to @address, if nothing is in the way. */
static bool expand_stack(struct vm_area_struct *vma, unsigned long address)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *below = list_prev_entry(vma, node);

	lockdep_assert_held_write(&mm->mmap_lock);
	if (!(vma->vm_flags & VM_GROWSDOWN) || vma->vm_end - address > STACK_MAX)
		return false;
	address = ALIGN_DOWN(address, PAGE_SIZE);
	if (&below->node != &mm->areas && below->vm_end + STACK_GUARD_GAP > address)
		return false;
	mm->total_vm += (vma->vm_start - address) >> PAGE_SHIFT;
	vma->vm_start = address;
	return true;
}

static bool may_access(const struct vm_area_struct *vma, unsigned int flags)
{
	if (flags & FAULT_FLAG_WRITE)
		return vma->vm_flags & VM_WRITE;
	if (flags & FAULT_FLAG_INSTRUCTION)
		return vma->vm_flags & VM_EXEC;
	return vma->vm_flags & VM_ACCESS_FLAGS;
}

/* The area of @address, with mmap_lock held for reading; NULL: none, and not held. */
static struct vm_area_struct *lock_area(struct mm_struct *mm, unsigned long address)
{
	struct vm_area_struct *vma;
	bool grown;

	mmap_read_lock(mm);
	vma = find_vma(mm, address);
	if (vma && vma->vm_start <= address)
		return vma;
	mmap_read_unlock(mm);
	if (!vma)
		return NULL;

	mmap_write_lock(mm);
	vma = find_vma(mm, address);		/* things may have changed */
	grown = vma && (vma->vm_start <= address || expand_stack(vma, address));
	if (grown)
		downgrade_write(&mm->mmap_lock);
	else
		mmap_write_unlock(mm);
	return grown ? vma : NULL;
}

/**
 * handle_mm_fault - make an address of a process what its area promises
 * @address: what was touched, below TASK_SIZE_MAX
 * @flags: FAULT_FLAG_*: how
 *
 * Context: a task with no lock held; sleeps.
 * Return: 0: try again; VM_FAULT_SIGSEGV: no such area, or not in this way;
 * VM_FAULT_SIGBUS: the area's file has no such page; VM_FAULT_OOM.
 */
vm_fault_t handle_mm_fault(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct vm_area_struct *vma = lock_area(mm, address);
	vm_fault_t ret = VM_FAULT_SIGSEGV;

	if (!vma)
		return ret;
	if (may_access(vma, flags))
		ret = handle_pte_fault(vma, ALIGN_DOWN(address, PAGE_SIZE), flags);
	mmap_read_unlock(mm);
	return ret;
}

/* ---- from outside ------------------------------------------------------------------------- */

/* ERR_PTR(): it is there, and nobody's to hold. */
static struct page *find_user_page(struct mm_struct *mm, unsigned long address, bool write)
{
	struct page *page = NULL;
	pte_t *pte;

	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, false);
	if (pte && pte_present(*pte) && pte_special(*pte)) {
		page = ERR_PTR(-EFAULT);
	} else if (pte && pte_present(*pte) && (!write || pte_write(*pte))) {
		page = pte_page(*pte);
		get_page(page);
	}
	spin_unlock(&mm->page_table_lock);
	return page;
}

/* With a reference; NULL: there is none, or not in this way. */
static struct page *get_user_page(struct mm_struct *mm, unsigned long address, bool write)
{
	struct page *page;

	while (!(page = find_user_page(mm, address, write))) {
		unsigned int flags = write ? FAULT_FLAG_WRITE : 0;

		if (address >= TASK_SIZE_MAX || fatal_signal_pending(current) ||
		    handle_mm_fault(mm, address, flags) & VM_FAULT_ERROR)
			return NULL;
	}
	return IS_ERR(page) ? NULL : page;
}

/**
 * access_remote_vm - read or write the memory of a process, whoever runs
 * @gup_flags: FOLL_WRITE to write
 *
 * Context: a task that is a user of @mm, may sleep.
 * Return: how many bytes, from the first on, could be reached.
 */
int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf, int len,
		     unsigned int gup_flags)
{
	bool write = gup_flags & FOLL_WRITE;
	int done = 0;

	while (done < len) {
		unsigned long offset = offset_in_page(addr + done);
		int n = min_t(unsigned long, len - done, PAGE_SIZE - offset);
		struct page *page = get_user_page(mm, addr + done, write);

		if (!page)
			break;
		if (write)
			memcpy(page_address(page) + offset, buf + done, n);
		else
			memcpy(buf + done, page_address(page) + offset, n);
		put_page(page);
		done += n;
	}
	return done;
}

/**
 * access_process_vm - the same with the memory of @task; nothing if it has none
 * Context: a task, may sleep; @task stays.
 */
int access_process_vm(struct task_struct *task, unsigned long addr, void *buf, int len,
		      unsigned int gup_flags)
{
	struct mm_struct *mm = get_task_mm(task);
	int done;

	if (!mm)
		return 0;
	done = access_remote_vm(mm, addr, buf, len, gup_flags);
	mmput(mm);
	return done;
}
EXPORT_SYMBOL_GPL(access_process_vm);

/* ---- whole ranges ------------------------------------------------------------------------- */

/* Where the next page table begins, less a page: for loops that add one. */
static unsigned long skip_table(unsigned long addr)
{
	return ALIGN_DOWN(addr, pgtable_level_size(2)) + pgtable_level_size(2) - PAGE_SIZE;
}

/**
 * zap_page_range - take the pages of a range away
 * Context: mmap_lock held for writing, or nobody uses @mm any more; sleeps.
 */
void zap_page_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	while (start < end) {
		struct page *batch[ZAP_BATCH];
		unsigned long from = start;
		unsigned int n = 0;
		bool flush = false;

		spin_lock(&mm->page_table_lock);
		for (; start < end && n < ZAP_BATCH; start += PAGE_SIZE) {
			pte_t *pte = user_pte(mm, start, false);

			if (!pte) {
				start = skip_table(start);
				continue;
			}
			if (!pte_none(*pte) && !pte_special(*pte))
				batch[n++] = pte_page(*pte);
			flush |= !pte_none(*pte);
			set_pte(pte, __pte(0));
		}
		spin_unlock(&mm->page_table_lock);
		if (flush)
			flush_tlb_mm_range(mm, from, min(start, end));
		atomic_long_sub(n, &mm->rss);
		while (n)
			put_page(batch[--n]);
		cond_resched();
	}
}

/**
 * change_protection - give the pages of an area the rights it has now
 * Context: mmap_lock held for writing; sleeps.
 */
void change_protection(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;

	spin_lock(&mm->page_table_lock);
	for (unsigned long addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		pte_t *pte = user_pte(mm, addr, false);

		if (!pte)
			addr = skip_table(addr);
		else if (!pte_none(*pte))	/* the first write shows whether it is ours [P1] */
			set_pte(pte, pte_wrprotect(pte_modify(*pte, vma->vm_page_prot)));
	}
	spin_unlock(&mm->page_table_lock);
	flush_tlb_mm_range(mm, vma->vm_start, vma->vm_end);
}

/* One page for both; of a private area read-only in both.  Both locks are held, @to's inside. */
static int share_page(struct mm_struct *to, unsigned long addr, pte_t *from, bool private)
{
	pte_t *pte = user_pte(to, addr, true);

	if (!pte)
		return -ENOMEM;
	if (private)
		set_pte(from, pte_wrprotect(*from));
	set_pte(pte, *from);
	if (pte_special(*from))
		return 0;
	get_page(pte_page(*from));
	atomic_long_inc(&to->rss);
	return 0;
}

/**
 * copy_page_range - let a child see the pages of an area of its parent
 * @to: the child's, nobody else knows it; it has the same area
 * @vma: the parent's area
 *
 * Context: the parent's mmap_lock held for writing; sleeps.
 * Return: 0 or -ENOMEM; then the child has some of the pages.
 */
int copy_page_range(struct mm_struct *to, struct vm_area_struct *vma)
{
	struct mm_struct *from = vma->vm_mm;
	int err = 0;

	spin_lock(&from->page_table_lock);
	spin_lock_nested(&to->page_table_lock, SINGLE_DEPTH_NESTING);
	for (unsigned long addr = vma->vm_start; addr < vma->vm_end && !err; addr += PAGE_SIZE) {
		pte_t *pte = user_pte(from, addr, false);

		if (!pte)
			addr = skip_table(addr);
		else if (!pte_none(*pte))
			err = share_page(to, addr, pte, !(vma->vm_flags & VM_SHARED));
	}
	spin_unlock(&to->page_table_lock);
	spin_unlock(&from->page_table_lock);
	flush_tlb_mm_range(from, vma->vm_start, vma->vm_end);
	return err;
}
