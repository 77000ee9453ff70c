// SPDX-License-Identifier: MIT
/*
 * kernel/mm/mmap_file.c - areas that show a file or a device
 *
 * A driver's mmap() is called with the new area, before anybody else can see it.  It maps
 * all of it at once (remap_pfn_range() for registers and for memory that it keeps itself,
 * vm_insert_page() for pages that shall live as long as they are mapped), or sets vm_ops
 * with a fault() that finds a page at its first touch.
 *
 * Context: a task, may sleep.
 *
 * Locking: mmap_lock held for writing by who calls the driver; page_table_lock for entries.
 */

#include <linux/align.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>
#include <uapi/linux/mman.h>

#include <asm/pgtable.h>

#include "internal.h"

#define PFN_MAX		(PTE_PFN_MASK >> PAGE_SHIFT)

/* ---- for drivers ------------------------------------------------------------------------- */

/*
 * An entry where there is none.  A private area's is read-only: the page is the driver's, and
 * the first write makes a copy.  -EBUSY: there is one; -ENOMEM.
 */
static int make_entry(struct vm_area_struct *vma, unsigned long addr, pte_t entry)
{
	struct mm_struct *mm = vma->vm_mm;
	int err = -EBUSY;
	pte_t *pte;

	if (!(vma->vm_flags & VM_SHARED))
		entry = pte_wrprotect(entry);
	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, addr, true);
	if (!pte) {
		err = -ENOMEM;
	} else if (pte_none(*pte)) {
		set_pte(pte, entry);
		err = 0;
	}
	spin_unlock(&mm->page_table_lock);
	return err;
}

static bool is_inside(const struct vm_area_struct *vma, unsigned long addr, unsigned long size)
{
	return PAGE_ALIGNED(addr) && addr >= vma->vm_start && size <= vma->vm_end - addr &&
	       addr < vma->vm_end;
}

static pte_t special_pte(unsigned long pfn, pgprot_t prot)
{
	return __pte((pteval_t)pfn << PAGE_SHIFT | pgprot_val(prot) | _PAGE_SPECIAL);
}

/**
 * remap_pfn_range - map physical memory into a program
 * @addr: where in @vma, page aligned
 * @pfn: its first page; nobody counts that it is mapped
 *
 * In a private area writing is a SIGBUS: there is no copy of registers.
 *
 * Context: the driver's mmap(); may sleep.
 * Return: 0, -EINVAL, -ENOMEM.
 */
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot)
{
	unsigned long end = addr + PAGE_ALIGN(size);
	int err = 0;

	if (!is_inside(vma, addr, PAGE_ALIGN(size)) || pfn > PFN_MAX - (size >> PAGE_SHIFT))
		return -EINVAL;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	for (; addr < end && !err; addr += PAGE_SIZE, pfn++)
		err = make_entry(vma, addr, special_pte(pfn, prot));
	return err;
}
EXPORT_SYMBOL(remap_pfn_range);

/* All of a device's memory, from the area's offset on. */
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len)
{
	unsigned long pages = (PAGE_ALIGN(len + offset_in_page(start))) >> PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (start + len < start || vma->vm_pgoff > pages ||
	    size >> PAGE_SHIFT > pages - vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (start >> PAGE_SHIFT) + vma->vm_pgoff, size,
			       vma->vm_page_prot);
}
EXPORT_SYMBOL(vm_iomap_memory);

/**
 * vm_insert_page - map one page of the kernel's into a program
 * @page: as __get_free_page() gives them; it lives at least as long as it is mapped
 *
 * Context: the driver's mmap() or fault(); may sleep.
 * Return: 0, -EINVAL, -EFAULT (not in the area), -EBUSY (there is one), -ENOMEM.
 */
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page)
{
	int err;

	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (!page_count(page) || PageSlab(page))
		return -EINVAL;
	vma->vm_flags |= VM_MIXEDMAP;
	get_page(page);
	err = make_entry(vma, ALIGN_DOWN(addr, PAGE_SIZE),
			 __pte(page_to_phys(page) | pgprot_val(vma->vm_page_prot)));
	if (err)
		put_page(page);
	else
		atomic_long_inc(&vma->vm_mm->rss);
	return err;
}
EXPORT_SYMBOL(vm_insert_page);

/**
 * remap_vmalloc_range - map memory that vmalloc_user() gave into the whole area
 * @addr: its beginning
 * @pgoff: from which page of it on; this may be the program's wish (vma->vm_pgoff)
 *
 * Context: the driver's mmap(); may sleep.
 * Return: 0, -EINVAL (other memory, or not all of the area lies in it), -ENOMEM.
 */
int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff)
{
	const struct vm_struct *memory = find_vm_area(addr);
	int err = 0;

	if (!memory || addr != memory->addr || !(memory->flags & VM_USERMAP) ||
	    pgoff > memory->nr_pages || vma_pages(vma) > memory->nr_pages - pgoff)
		return -EINVAL;
	for (unsigned long i = 0; i < vma_pages(vma) && !err; i++)
		err = vm_insert_page(vma, vma->vm_start + (i << PAGE_SHIFT),
				     memory->pages[pgoff + i]);
	vma->vm_flags |= VM_DONTEXPAND | VM_DONTDUMP;
	return err;
}
EXPORT_SYMBOL(remap_vmalloc_range);

/* For fault(): a page of registers. */
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn)
{
	int err;

	if (addr < vma->vm_start || addr >= vma->vm_end)
		return VM_FAULT_SIGBUS;
	err = make_entry(vma, ALIGN_DOWN(addr, PAGE_SIZE),
			 special_pte(pfn, vma->vm_page_prot));
	return err == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_NOPAGE;
}
EXPORT_SYMBOL(vmf_insert_pfn);

/* ---- for programs --------------------------------------------------------------------------- */

/* What may be done with the area, by how the file was opened. */
static int check_file(const struct file *file, unsigned long *vm_flags)
{
	if (!(file->f_mode & FMODE_READ))
		return -EACCES;
	if (*vm_flags & VM_SHARED && !(file->f_mode & FMODE_WRITE)) {
		if (*vm_flags & VM_WRITE)
			return -EACCES;
		*vm_flags &= ~(unsigned long)(VM_MAYWRITE | VM_SHARED);
	}
	return file->f_op->mmap ? 0 : -ENODEV;
}

/* Shared memory without a file is a file without a name. */
static unsigned long map_shared_memory(unsigned long addr, unsigned long len,
				       unsigned long vm_flags, bool fixed)
{
	struct mm_struct *mm = current->mm;
	struct file *file = shmem_file_setup("dev/zero", len, 0);
	unsigned long ret;

	if (IS_ERR(file))	/* more than a file can have: a matter of memory, for who asks */
		return PTR_ERR(file) == -EINVAL ? -ENOMEM : PTR_ERR(file);
	mmap_write_lock(mm);
	ret = do_mmap_file(mm, file, addr, len, vm_flags, fixed, 0);
	mmap_write_unlock(mm);
	fput(file);
	return ret;
}

/* MAP_FIXED_NOREPLACE. */
static bool is_taken(unsigned long addr, unsigned long len)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	bool taken;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	taken = vma && vma->vm_start < addr + len;
	mmap_read_unlock(mm);
	return taken;
}

/* The flags are checked; a file is shown, or there is none. */
static unsigned long map(struct file *file, unsigned long addr, unsigned long len,
			 unsigned long vm_flags, bool fixed, unsigned long offset)
{
	struct mm_struct *mm = current->mm;
	unsigned long ret;
	int err = file ? check_file(file, &vm_flags) : 0;

	if (err)
		return err;
	if (!file && vm_flags & VM_SHARED)
		return map_shared_memory(addr, len, vm_flags, fixed);
	mmap_write_lock(mm);
	if (file)
		ret = do_mmap_file(mm, file, addr, len, vm_flags, fixed, offset >> PAGE_SHIFT);
	else
		ret = do_mmap(mm, addr, len, vm_flags, fixed);
	mmap_write_unlock(mm);
	return ret;
}

/**
 * vm_mmap - a new area of the running task
 * @file: what it shows; NULL: memory of its own
 * @prot, @flags: PROT_*, MAP_*
 *
 * Context: a task, may sleep.
 * Return: where it is; -EINVAL, -ENOMEM, -EACCES, -ENODEV, -EPERM, -EEXIST, -EOVERFLOW.
 */
unsigned long vm_mmap(struct file *file, unsigned long addr, unsigned long len,
		      unsigned long prot, unsigned long flags, unsigned long offset)
{
	unsigned long vm_flags = vm_access_flags(prot) | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	unsigned long type = flags & MAP_TYPE;

	if (!PAGE_ALIGNED(offset) || (!file && type == MAP_SHARED_VALIDATE))
		return -EINVAL;
	if (type != MAP_PRIVATE && type != MAP_SHARED && type != MAP_SHARED_VALIDATE)
		return -EINVAL;
	if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE) && !PAGE_ALIGNED(addr))
		return -EINVAL;
	if (offset + PAGE_ALIGN(len) < offset)
		return -EOVERFLOW;
	if (type != MAP_PRIVATE)
		vm_flags |= VM_SHARED | VM_MAYSHARE;
	if (flags & MAP_GROWSDOWN && !file)
		vm_flags |= VM_GROWSDOWN;
	if (flags & MAP_FIXED_NOREPLACE && is_taken(addr, len))
		return -EEXIST;
	return map(file, addr, len, vm_flags, flags & (MAP_FIXED | MAP_FIXED_NOREPLACE), offset);
}
EXPORT_SYMBOL(vm_mmap);

int vm_munmap(unsigned long start, size_t len)
{
	struct mm_struct *mm = current->mm;
	int err;

	mmap_write_lock(mm);
	err = do_munmap(mm, start, len);
	mmap_write_unlock(mm);
	return err;
}
EXPORT_SYMBOL(vm_munmap);
