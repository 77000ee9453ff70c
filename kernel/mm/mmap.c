// SPDX-License-Identifier: MIT
/*
 * kernel/mm/mmap.c - the areas of a process: what it may touch
 *
 * How it works
 *
 *   An area is a range of addresses with the same rights.  The areas of a process are a
 *   list in the order of their addresses and never overlap; a program has a dozen, so a
 *   search is a walk.  What a call changes in the middle of an area is cut out first:
 *
 *        munmap(B)     [ A A A B B C C ]   ->   [ A A A ]     [ C C ]
 *
 *   and neighbours that are alike become one.
 *
 * Locking: mmap_lock, for writing, held by the callers of the do_*() functions.
 *
 * See also: memory.c, where areas get their pages; tests/unit/user_mm_test.c.
 */

#include <linux/align.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/irqflags.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/task_work.h>

#include <asm/arch.h>
#include <asm/mmu_context.h>
#include <asm/pgtable.h>

#include "internal.h"

#define MMAP_MIN_ADDR	0x10000ul			/* a null pointer and an index stay bad */
#define MMAP_TOP	(TASK_SIZE_MAX - (16ul << 20))	/* above it: the stack */

/**
 * find_vma - the first area that ends above @addr; it may begin above it, too
 * Context: mmap_lock held.
 * Return: the area, or NULL.
 */
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;

	lockdep_assert_held(&mm->mmap_lock);
	list_for_each_entry(vma, &mm->areas, node)
		if (addr < vma->vm_end)
			return vma;
	return NULL;
}

/* How a device's memory is cached stays. */
static void set_vm_flags(struct vm_area_struct *vma, unsigned long vm_flags)
{
	pteval_t caching = pgprot_val(vma->vm_page_prot) & (_PAGE_PCD | _PAGE_PWT);

	vma->vm_flags = vm_flags;
	vma->vm_page_prot = __pgprot(pgprot_val(vm_get_page_prot(vm_flags)) | caching);
}

static struct vm_area_struct *new_area(struct mm_struct *mm, unsigned long start,
				       unsigned long end, unsigned long vm_flags)
{
	struct vm_area_struct *vma = kmalloc(sizeof(*vma), GFP_KERNEL);

	if (!vma)
		return NULL;
	*vma = (struct vm_area_struct){ .vm_start = start, .vm_end = end, .vm_mm = mm };
	set_vm_flags(vma, vm_flags);
	return vma;
}

/* @addr, which lies in it, is where the copy begins.  NULL: no memory. */
static struct vm_area_struct *copy_area(struct mm_struct *mm, const struct vm_area_struct *vma,
					unsigned long addr)
{
	struct vm_area_struct *copy = new_area(mm, addr, vma->vm_end, vma->vm_flags);

	if (!copy)
		return NULL;
	copy->vm_page_prot = vma->vm_page_prot;
	copy->vm_pgoff = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);
	copy->vm_file = vma->vm_file;
	copy->vm_ops = vma->vm_ops;
	copy->vm_private_data = vma->vm_private_data;
	if (copy->vm_file)
		get_file(copy->vm_file);
	return copy;
}

static void tell_driver_of_copy(struct vm_area_struct *vma)
{
	if (vma->vm_ops && vma->vm_ops->open)
		vma->vm_ops->open(vma);
}

static void put_file(struct callback_head *work)
{
	fput(container_of(work, struct file, f_work));
}

/*
 * Not under mmap_lock: the driver's release() may take a lock under which another of its
 * functions touches the program's memory.
 */
static void put_file_later(struct file *file)
{
	if (atomic_long_add_unless(&file->f_count, -1, 1))
		return;			/* not the last one */
	init_task_work(&file->f_work, put_file);
	if (current->flags & PF_KTHREAD || task_work_add(current, &file->f_work, TWA_RESUME))
		fput(file);
}

static void free_area(struct vm_area_struct *vma)
{
	if (vma->vm_ops && vma->vm_ops->close)
		vma->vm_ops->close(vma);
	if (vma->vm_file)
		put_file_later(vma->vm_file);
	kfree(vma);
}

static void link_area(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *next = find_vma(mm, vma->vm_start);

	list_add_tail(&vma->node, next ? &next->node : &mm->areas);
	mm->total_vm += (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* Cut an area in two; @addr is the first address of the second. */
static int split_area(struct vm_area_struct *vma, unsigned long addr)
{
	struct vm_area_struct *upper = copy_area(vma->vm_mm, vma, addr);

	if (!upper)
		return -ENOMEM;
	tell_driver_of_copy(upper);
	vma->vm_end = addr;
	list_add(&upper->node, &vma->node);
	return 0;
}

/* Let no area reach over @addr. */
static int cut_at(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma && vma->vm_start < addr ? split_area(vma, addr) : 0;
}

/* Make one of @vma and the area before it, if they are alike and touch. */
static void merge_with_previous(struct vm_area_struct *vma)
{
	struct vm_area_struct *prev = list_prev_entry(vma, node);

	if (&prev->node == &vma->vm_mm->areas || prev->vm_end != vma->vm_start ||
	    prev->vm_flags != vma->vm_flags || prev->vm_file || vma->vm_file ||
	    prev->vm_ops || vma->vm_ops)
		return;
	prev->vm_end = vma->vm_end;
	list_del(&vma->node);
	kfree(vma);
}

/* Neighbours in and around this range. */
static void merge_areas(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma, *next;

	list_for_each_entry_safe(vma, next, &mm->areas, node)
		if (vma->vm_start >= start && vma->vm_start <= end)
			merge_with_previous(vma);
}

static bool bad_range(unsigned long start, size_t len)
{
	return !PAGE_ALIGNED(start) || !len || len > TASK_SIZE_MAX || start > TASK_SIZE_MAX - len;
}

/**
 * do_munmap - forget a range: areas, and pages
 * @start: page aligned
 *
 * Context: mmap_lock held for writing; sleeps.
 * Return: 0 (also where nothing was), -EINVAL, -ENOMEM.
 */
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len)
{
	unsigned long end = start + PAGE_ALIGN(len);
	struct vm_area_struct *vma, *next;

	lockdep_assert_held_write(&mm->mmap_lock);
	if (bad_range(start, PAGE_ALIGN(len)))
		return -EINVAL;
	if (cut_at(mm, start) || cut_at(mm, end))
		return -ENOMEM;
	list_for_each_entry_safe(vma, next, &mm->areas, node) {
		if (vma->vm_start < start || vma->vm_end > end)
			continue;
		zap_page_range(mm, vma->vm_start, vma->vm_end);
		mm->total_vm -= vma_pages(vma);
		list_del(&vma->node);
		free_area(vma);
	}
	return 0;
}

/* The highest free place, as on Linux; -ENOMEM. */
static unsigned long get_unmapped_area(struct mm_struct *mm, unsigned long len)
{
	unsigned long top = MMAP_TOP;
	struct vm_area_struct *vma;

	list_for_each_entry_reverse(vma, &mm->areas, node) {
		if (vma->vm_end <= top && top - vma->vm_end >= len)
			return top - len;
		top = min(top, vma->vm_start);
	}
	return top >= MMAP_MIN_ADDR + len ? top - len : -ENOMEM;
}

/* @start is page aligned. */
static bool is_free(struct mm_struct *mm, unsigned long start, unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, start);

	return !vma || vma->vm_start >= start + len;
}

/* A free place for an area, @len bytes and page aligned; see do_mmap(). */
static unsigned long make_room(struct mm_struct *mm, unsigned long addr, unsigned long len,
			       bool fixed)
{
	int err = 0;

	lockdep_assert_held_write(&mm->mmap_lock);
	if (!len)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len || len > TASK_SIZE_MAX)
		return -ENOMEM;
	if (fixed && addr < MMAP_MIN_ADDR)
		return -EPERM;
	if (fixed)
		err = do_munmap(mm, addr, len);
	else if (bad_range(PAGE_ALIGN(addr), len) || addr < MMAP_MIN_ADDR ||
		 !is_free(mm, PAGE_ALIGN(addr), len))
		addr = get_unmapped_area(mm, len);
	else
		addr = PAGE_ALIGN(addr);
	return err ?: addr;
}

/**
 * do_mmap - a new area, of zeroes
 * @addr: where; a wish that is granted if the place is free
 * @len: bytes, rounded up to pages
 * @vm_flags: VM_READ, VM_WRITE, VM_EXEC, VM_GROWSDOWN
 * @fixed: at @addr and nowhere else; what is there goes
 *
 * Context: mmap_lock held for writing; sleeps.
 * Return: the address, or -EINVAL, -ENOMEM, -EPERM (fixed, too low).
 */
unsigned long do_mmap(struct mm_struct *mm, unsigned long addr, unsigned long len,
		      unsigned long vm_flags, bool fixed)
{
	struct vm_area_struct *vma;

	addr = make_room(mm, addr, len, fixed);
	if (IS_ERR_VALUE(addr))
		return addr;
	len = PAGE_ALIGN(len);
	vma = new_area(mm, addr, addr + len, vm_flags);
	if (!vma)
		return -ENOMEM;
	link_area(vma);
	merge_areas(mm, addr, addr + len);
	return addr;
}

static const struct vm_operations_struct no_operations;	/* the driver has mapped all, or nothing */

/* The file's own part of it; what it has changed in the area before it failed is undone. */
static int call_mmap(struct vm_area_struct *vma)
{
	int err = vma->vm_file->f_op->mmap(vma->vm_file, vma);

	if (err)
		zap_page_range(vma->vm_mm, vma->vm_start, vma->vm_end);
	return err;
}

/**
 * do_mmap_file - a new area, which shows a file
 * @pgoff: from where in the file on, in pages
 *
 * Context: mmap_lock held for writing; sleeps.
 * Return: as do_mmap(), or what the file's mmap() returned.
 */
unsigned long do_mmap_file(struct mm_struct *mm, struct file *file, unsigned long addr,
			   unsigned long len, unsigned long vm_flags, bool fixed,
			   unsigned long pgoff)
{
	struct vm_area_struct *vma;
	int err;

	addr = make_room(mm, addr, len, fixed);
	if (IS_ERR_VALUE(addr))
		return addr;
	vma = new_area(mm, addr, addr + PAGE_ALIGN(len), vm_flags);
	if (!vma)
		return -ENOMEM;
	vma->vm_pgoff = pgoff;
	vma->vm_file = get_file(file);
	vma->vm_ops = &no_operations;
	err = call_mmap(vma);
	if (err) {
		put_file_later(vma->vm_file);
		kfree(vma);
		return err;
	}
	link_area(vma);
	return addr;
}

/* Is every address of the range in an area? */
static bool is_covered(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma;

	list_for_each_entry(vma, &mm->areas, node)
		if (vma->vm_start <= start && start < vma->vm_end)
			start = vma->vm_end;
	return start >= end;
}

/* May all areas of the range get these rights?  A read-only file's may not be written to. */
static bool may_protect(struct mm_struct *mm, unsigned long start, unsigned long end,
			unsigned long access)
{
	struct vm_area_struct *vma;

	list_for_each_entry(vma, &mm->areas, node)
		if (vma->vm_end > start && vma->vm_start < end && vma->vm_file &&
		    access & ~(vma->vm_flags / (VM_MAYREAD / VM_READ)))
			return false;
	return true;
}

/**
 * do_mprotect - change the rights of a range
 * @access: VM_READ, VM_WRITE, VM_EXEC
 *
 * Context: mmap_lock held for writing; sleeps.
 * Return: 0, -EINVAL, -EACCES, -ENOMEM (also: there are holes; nothing is changed).
 */
int do_mprotect(struct mm_struct *mm, unsigned long start, size_t len, unsigned long access)
{
	unsigned long end = start + PAGE_ALIGN(len);
	struct vm_area_struct *vma;

	lockdep_assert_held_write(&mm->mmap_lock);
	if (!PAGE_ALIGNED(start))
		return -EINVAL;
	if (!len)
		return 0;
	if (bad_range(start, PAGE_ALIGN(len)) || !is_covered(mm, start, end))
		return -ENOMEM;
	if (!may_protect(mm, start, end, access))
		return -EACCES;
	if (cut_at(mm, start) || cut_at(mm, end))
		return -ENOMEM;
	list_for_each_entry(vma, &mm->areas, node) {
		if (vma->vm_start < start || vma->vm_end > end)
			continue;
		set_vm_flags(vma, (vma->vm_flags & ~VM_ACCESS_FLAGS) | access);
		change_protection(vma);
	}
	merge_areas(mm, start, end);
	return 0;
}

/**
 * do_brk - move the end of the heap
 * Context: mmap_lock held for writing; sleeps.
 * Return: where the heap ends now: at @brk, or where it did if that cannot be.
 */
unsigned long do_brk(struct mm_struct *mm, unsigned long brk)
{
	unsigned long from = PAGE_ALIGN(mm->brk), to = PAGE_ALIGN(brk);
	unsigned long err = 0;

	if (brk < mm->start_brk || brk > TASK_SIZE_MAX)
		return mm->brk;
	if (to > from && !is_free(mm, from, to - from))
		return mm->brk;
	if (to > from)
		err = do_mmap(mm, from, to - from, VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE |
			      VM_MAYEXEC, true);
	else if (to < from)
		err = do_munmap(mm, to, from - to);
	if (!IS_ERR_VALUE(err))
		mm->brk = brk;
	return mm->brk;
}

/* ---- a process's memory as a whole --------------------------------------------------------- */

/**
 * mm_alloc - memory for a process, with nothing in it
 * Context: a task, may sleep.
 * Return: the memory, with one user, or NULL.
 */
struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kzalloc(sizeof(*mm), GFP_KERNEL);

	if (!mm)
		return NULL;
	mm->pgd = pgd_alloc();
	if (!mm->pgd) {
		kfree(mm);
		return NULL;
	}
	INIT_LIST_HEAD(&mm->areas);
	atomic_set(&mm->mm_users, 1);
	init_rwsem(&mm->mmap_lock);
	spin_lock_init(&mm->page_table_lock);
	return mm;
}

/**
 * mmput - one user less; the last one's goodbye frees it all
 * Context: a task, may sleep.
 */
void mmput(struct mm_struct *mm)
{
	struct vm_area_struct *vma, *next;

	if (!atomic_dec_and_test(&mm->mm_users))
		return;
	list_for_each_entry_safe(vma, next, &mm->areas, node) {
		zap_page_range(mm, vma->vm_start, vma->vm_end);
		free_area(vma);
	}
	WARN_ON(atomic_long_read(&mm->rss));
	pgd_free(mm);
	if (mm->exe_file)
		fput(mm->exe_file);
	kfree(mm);
}

static int copy_areas(struct mm_struct *to, struct mm_struct *from)
{
	struct vm_area_struct *vma, *copy;
	int err = 0;

	list_for_each_entry(vma, &from->areas, node) {
		if (vma->vm_flags & VM_DONTCOPY)
			continue;
		copy = copy_area(to, vma, vma->vm_start);
		if (!copy)
			return -ENOMEM;
		list_add_tail(&copy->node, &to->areas);
		to->total_vm += vma_pages(copy);
		tell_driver_of_copy(copy);
		err = copy_page_range(to, vma);
		if (err)
			return err;
	}
	return 0;
}

/* What exec noted: where the program's parts are. */
static void copy_places(struct mm_struct *to, const struct mm_struct *from)
{
	to->start_stack = from->start_stack;
	to->start_code = from->start_code;
	to->end_code = from->end_code;
	to->start_data = from->start_data;
	to->end_data = from->end_data;
	to->arg_start = from->arg_start;
	to->arg_end = from->arg_end;
	to->env_start = from->env_start;
	to->env_end = from->env_end;
	memcpy(to->saved_auxv, from->saved_auxv, sizeof(to->saved_auxv));
	to->exe_file = from->exe_file;
	if (to->exe_file)
		get_file(to->exe_file);
}

/**
 * dup_mm - a child's memory: the same areas, and the same pages until one of the two writes
 * Context: a task, may sleep.
 * Return: the memory, with one user, or NULL.
 */
struct mm_struct *dup_mm(struct mm_struct *from)
{
	struct mm_struct *mm = mm_alloc();
	int err;

	if (!mm)
		return NULL;
	mmap_write_lock(from);
	err = copy_areas(mm, from);
	mm->start_brk = from->start_brk;
	mm->brk = from->brk;
	copy_places(mm, from);
	mmap_write_unlock(from);
	if (!err)
		return mm;
	mmput(mm);
	return NULL;
}

/**
 * get_task_mm - become a user of another task's memory
 * Context: any but NMI and hardirq.
 * Return: the memory, for mmput(); NULL: a kernel thread, or it has ended.
 */
struct mm_struct *get_task_mm(struct task_struct *task)
{
	struct mm_struct *mm;

	task_lock(task);
	mm = task->mm;
	if (mm)
		mmget(mm);
	task_unlock(task);
	return mm;
}

static void change_mm(struct mm_struct *mm)
{
	struct mm_struct *old = current->mm;

	task_lock(current);
	local_irq_disable();
	current->mm = mm;
	switch_mm(old, mm);
	local_irq_enable();
	task_unlock(current);
	if (old)
		mmput(old);
}

/**
 * exec_mmap - run in another memory from now on; what was there before goes
 * @mm: the caller's reference is taken over
 * Context: a task, interrupts on.
 * Return: 0 or -ENOMEM: then all is as before, and @mm is still the caller's.
 */
int exec_mmap(struct mm_struct *mm)
{
	int err = own_signals() ?: arch_alloc_thread();

	if (!err)
		change_mm(mm);
	return err;
}

/**
 * exit_mm - leave one's memory; with the kernel's only, it is a kernel thread's life
 * Context: a task, interrupts on.
 */
void exit_mm(void)
{
	if (current->mm)
		change_mm(NULL);
}
