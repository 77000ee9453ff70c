// SPDX-License-Identifier: MIT
/*
 * kernel/mm/vmalloc.c - big blocks from single pages, with a hole behind each
 *
 * What it is for
 *
 *   Blocks too big to be found in one physical piece; every stack, which must
 *   fault when it overflows instead of writing into its neighbour; and the
 *   addresses of device registers (ioremap).
 *
 * How it works
 *
 *   The vmalloc area is cut into areas, kept sorted by address.  Each is one
 *   page larger than what was asked, and that last page is never mapped:
 *
 *       [guard][AAAAAAAA guard][BBBB guard]        [CCCCCCCC guard] ...
 *
 *   So an access just beyond an area, or just before one, faults.  A new area
 *   goes into the first hole that is large enough.
 *
 * Context
 *
 *   vmalloc(), vmap(): where one may sleep.  vfree(): any but NMI; where other
 *   CPUs cannot be asked to forget the mapping (interrupts off), it is left to
 *   a work item.
 *
 * Locking
 *
 *   vmap_lock guards the list.  An area's fields are constant while it is in
 *   the list; whoever frees it is the only one to use it.
 *
 * Invariants
 *
 *   [V1] An area's addresses are reused only after its mapping is gone from
 *        every TLB: it leaves the list last.
 *
 * Compared with Linux
 *
 *   A list instead of a tree: there are hundreds of areas, not a million.  No
 *   lazy flushing, no huge pages.
 */

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include <asm/pgtable.h>

#include "internal.h"

static LIST_HEAD(vmap_areas);		/* vmap_lock; sorted by addr */
static DEFINE_SPINLOCK(vmap_lock);
static unsigned long vmap_pages;	/* vmap_lock: pages that vmalloc() holds */

bool is_vmalloc_addr(const void *addr)
{
	return (unsigned long)addr >= VMALLOC_START && (unsigned long)addr < VMALLOC_END;
}
EXPORT_SYMBOL(is_vmalloc_addr);

/* ---- areas -------------------------------------------------------------------------- */

static unsigned long area_end(const struct vm_struct *area)
{
	return (unsigned long)area->addr + area->size;
}

/* Put @area into the first hole within [@start, @end). */
static bool insert_area(struct vm_struct *area, unsigned long align, unsigned long start,
			unsigned long end)
{
	struct list_head *before = &vmap_areas;
	unsigned long addr = ALIGN(start, align);
	struct vm_struct *next;

	lockdep_assert_held(&vmap_lock);

	list_for_each_entry(next, &vmap_areas, list) {
		if ((unsigned long)next->addr >= addr + area->size) {
			before = &next->list;
			break;
		}
		addr = max(addr, ALIGN(area_end(next), align));
	}
	if (addr < start || addr + area->size > end || addr + area->size < addr)
		return false;
	area->addr = (void *)addr;
	list_add_tail(&area->list, before);
	return true;
}

static struct vm_struct *make_area(unsigned long size, unsigned long align, unsigned long vm_flags,
				   unsigned long start, unsigned long end, gfp_t gfp,
				   const void *caller)
{
	struct vm_struct *area;
	unsigned long flags;
	bool ok;

	if (WARN_ON_ONCE(in_interrupt()) || !size || PAGE_ALIGN(size) < size)
		return NULL;
	area = __kmalloc_track_caller(sizeof(*area), (gfp & ~GFP_ZONEMASK) | __GFP_ZERO,
				      (unsigned long)caller);
	if (!area)
		return NULL;
	area->size = PAGE_ALIGN(size) + PAGE_SIZE;		/* the guard page */
	area->flags = vm_flags;
	area->caller = caller;

	spin_lock_irqsave(&vmap_lock, flags);
	ok = insert_area(area, max(align, PAGE_SIZE), start, end);
	spin_unlock_irqrestore(&vmap_lock, flags);
	if (ok)
		return area;
	kfree(area);
	return NULL;
}

struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller)
{
	return make_area(size, PAGE_SIZE, flags, VMALLOC_START + PAGE_SIZE, VMALLOC_END,
			 GFP_KERNEL, caller);
}

/* Addresses without memory: the caller maps something there. */
struct vm_struct *get_vm_area(unsigned long size, unsigned long flags)
{
	return get_vm_area_caller(size, flags, __builtin_return_address(0));
}

/**
 * find_vm_area - the area that starts at @addr, or that @addr lies in
 *
 * Context: any but NMI; the caller must know that the area stays.
 * Return: the area, or NULL.
 */
struct vm_struct *find_vm_area(const void *addr)
{
	struct vm_struct *area, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&vmap_lock, flags);
	list_for_each_entry(area, &vmap_areas, list) {
		if (addr >= area->addr && (unsigned long)addr < area_end(area)) {
			found = area;
			break;
		}
	}
	spin_unlock_irqrestore(&vmap_lock, flags);
	return found;
}

/* Unmap, then give the addresses back. [V1] */
static void remove_area(struct vm_struct *area)
{
	unsigned long flags;

	kernel_unmap_range((unsigned long)area->addr, area->size - PAGE_SIZE);

	spin_lock_irqsave(&vmap_lock, flags);
	list_del(&area->list);
	if (area->flags & VM_ALLOC)
		vmap_pages -= area->nr_pages;
	spin_unlock_irqrestore(&vmap_lock, flags);
}

static int map_pages(const struct vm_struct *area, struct page **pages, unsigned int count,
		     pgprot_t prot)
{
	unsigned long addr = (unsigned long)area->addr;
	unsigned int i;
	int err = 0;

	for (i = 0; i < count && !err; i++, addr += PAGE_SIZE)
		err = kernel_map_page(addr, page_to_phys(pages[i]), prot);
	return err;
}

/* ---- vmalloc ---------------------------------------------------------------------------- */

static void free_area_pages(struct vm_struct *area)
{
	while (area->nr_pages)
		__free_page(area->pages[--area->nr_pages]);
	kvfree(area->pages);
}

static int fill_area(struct vm_struct *area, gfp_t gfp)
{
	unsigned int count = (area->size - PAGE_SIZE) >> PAGE_SHIFT;

	area->pages =
		kvmalloc_array(count, sizeof(*area->pages), gfp & ~(__GFP_ZERO | GFP_ZONEMASK));
	if (!area->pages)
		return -ENOMEM;
	while (area->nr_pages < count) {
		struct page *page = alloc_page(gfp);

		if (!page)
			return -ENOMEM;
		area->pages[area->nr_pages++] = page;
	}
	return 0;
}

static void count_pages(const struct vm_struct *area)
{
	unsigned long flags;

	spin_lock_irqsave(&vmap_lock, flags);
	vmap_pages += area->nr_pages;
	spin_unlock_irqrestore(&vmap_lock, flags);
}

/**
 * __vmalloc_node_range - vmalloc() with everything chosen
 * @align: a power of two
 * @start: @end: where the addresses may lie
 *
 * Context: where one may sleep.
 * Return: the memory, or NULL.
 */
void *__vmalloc_node_range(unsigned long size, unsigned long align, unsigned long start,
			   unsigned long end, gfp_t gfp_mask, pgprot_t prot,
			   unsigned long vm_flags, int node, const void *caller)
{
	struct vm_struct *area;

	might_alloc(gfp_mask);
	if (PFN_UP(size) > totalram_pages())
		goto fail;
	area = make_area(size, align, vm_flags | VM_ALLOC, start, end, gfp_mask, caller);
	if (!area)
		goto fail;
	if (fill_area(area, gfp_mask) || map_pages(area, area->pages, area->nr_pages, prot))
		goto err_free;
	count_pages(area);
	return area->addr;

err_free:
	area->flags &= ~VM_ALLOC;	/* not counted yet */
	remove_area(area);
	free_area_pages(area);
	kfree(area);
fail:
	if (!(gfp_mask & __GFP_NOWARN))
		pr_warn("vmalloc error: size %lu, failed to allocate pages\n", size);
	return NULL;
}

void *__vmalloc_node(unsigned long size, unsigned long align, gfp_t gfp_mask, int node,
		     const void *caller)
{
	return __vmalloc_node_range(size, align, VMALLOC_START + PAGE_SIZE, VMALLOC_END,
				    gfp_mask, PAGE_KERNEL, 0, node, caller);
}

void *__vmalloc(unsigned long size, gfp_t gfp_mask)
{
	return __vmalloc_node(size, 1, gfp_mask, -1, __builtin_return_address(0));
}
EXPORT_SYMBOL(__vmalloc);

/**
 * vmalloc - allocate virtually contiguous memory
 *
 * Context: process; may sleep.
 * Return: page-aligned memory for vfree(), or NULL.
 */
void *vmalloc(unsigned long size)
{
	return __vmalloc_node(size, 1, GFP_KERNEL, -1, __builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc);

void *vzalloc(unsigned long size)
{
	return __vmalloc_node(size, 1, GFP_KERNEL | __GFP_ZERO, -1, __builtin_return_address(0));
}
EXPORT_SYMBOL(vzalloc);

/* Of zeroes, for remap_vmalloc_range(). */
void *vmalloc_user(unsigned long size)
{
	return __vmalloc_node_range(size, 1, VMALLOC_START + PAGE_SIZE, VMALLOC_END,
				    GFP_KERNEL | __GFP_ZERO, PAGE_KERNEL, VM_USERMAP, -1,
				    __builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc_user);

void *vmalloc_node(unsigned long size, int node)
{
	return __vmalloc_node(size, 1, GFP_KERNEL, node, __builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc_node);

void *vzalloc_node(unsigned long size, int node)
{
	return __vmalloc_node(size, 1, GFP_KERNEL | __GFP_ZERO, node, __builtin_return_address(0));
}
EXPORT_SYMBOL(vzalloc_node);

/* ---- freeing, perhaps later ----------------------------------------------------------------- */

static struct vm_struct *area_starting_at(const void *addr)
{
	struct vm_struct *area = find_vm_area(addr);

	if (WARN(!area || area->addr != addr, "Trying to vfree() nonexistent vm area (%px)\n",
		 addr))
		return NULL;
	return area;
}

static void vfree_now(const void *addr)
{
	struct vm_struct *area = area_starting_at(addr);

	if (!area)
		return;
	remove_area(area);
	free_area_pages(area);
	kfree(area);
}

/* Freed where it could not be finished; linked through their own first word. */
static void *deferred_first;		/* deferred_lock */
static DEFINE_SPINLOCK(deferred_lock);

static void vfree_deferred(struct work_struct *work)
{
	unsigned long flags;
	void *addr, *next;

	spin_lock_irqsave(&deferred_lock, flags);
	addr = deferred_first;
	deferred_first = NULL;
	spin_unlock_irqrestore(&deferred_lock, flags);

	for (; addr; addr = next) {
		next = *(void **)addr;
		vfree_now(addr);
	}
}

static DECLARE_WORK(vfree_work, vfree_deferred);

/**
 * vfree_atomic - vfree(), finished later by a work item
 *
 * Context: any but NMI.
 */
void vfree_atomic(const void *addr)
{
	unsigned long flags;

	if (!addr)
		return;
	spin_lock_irqsave(&deferred_lock, flags);
	*(void **)addr = deferred_first;
	deferred_first = (void *)addr;
	spin_unlock_irqrestore(&deferred_lock, flags);
	schedule_work(&vfree_work);
}

/**
 * vfree - free what vmalloc() and its relatives returned
 * @addr: may be NULL
 *
 * Context: any but NMI.
 */
void vfree(const void *addr)
{
	if (!addr)
		return;
	if (in_interrupt() || irqs_disabled())
		vfree_atomic(addr);
	else
		vfree_now(addr);
}
EXPORT_SYMBOL(vfree);

/* ---- vmap ------------------------------------------------------------------------ */

/**
 * vmap - give pages that the caller has a contiguous address
 * @flags: VM_MAP
 *
 * Context: process; may sleep.
 * Return: the address, for vunmap(), or NULL.
 */
void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot)
{
	struct vm_struct *area;

	might_sleep();
	if (count > totalram_pages())
		return NULL;
	area = get_vm_area_caller((unsigned long)count << PAGE_SHIFT, flags & ~VM_ALLOC,
				  __builtin_return_address(0));
	if (!area)
		return NULL;
	if (map_pages(area, pages, count, prot)) {
		vunmap(area->addr);
		return NULL;
	}
	return area->addr;
}
EXPORT_SYMBOL(vmap);

/**
 * vunmap - take the address away; the pages stay the caller's
 * @addr: may be NULL
 *
 * Context: process.
 */
void vunmap(const void *addr)
{
	struct vm_struct *area = addr ? area_starting_at(addr) : NULL;

	if (!area)
		return;
	remove_area(area);
	kfree(area);
}
EXPORT_SYMBOL(vunmap);

/* ---- questions ------------------------------------------------------------------- */

struct page *vmalloc_to_page(const void *addr)
{
	unsigned int level;
	pte_t *entry = lookup_address((unsigned long)addr, &level);

	if (!entry || !pte_present(*entry))
		return NULL;
	return phys_to_page(pte_phys(*entry));
}
EXPORT_SYMBOL(vmalloc_to_page);

unsigned long vmalloc_to_pfn(const void *addr)
{
	return page_to_pfn(vmalloc_to_page(addr));
}
EXPORT_SYMBOL(vmalloc_to_pfn);

unsigned long vmalloc_nr_pages(void)
{
	return READ_ONCE(vmap_pages);
}

static int vmallocinfo_show(struct seq_file *m, void *v)
{
	struct vm_struct *area;
	unsigned long flags;

	spin_lock_irqsave(&vmap_lock, flags);
	list_for_each_entry(area, &vmap_areas, list) {
		seq_printf(m, "0x%px-0x%px %7lu %pS", area->addr, area->addr + area->size,
			   area->size, area->caller);
		if (area->nr_pages)
			seq_printf(m, " pages=%u", area->nr_pages);
		if (area->phys_addr)
			seq_printf(m, " phys=%#llx", area->phys_addr);
		seq_puts(m, area->flags & VM_IOREMAP ? " ioremap\n" :
			    area->flags & VM_ALLOC ? " vmalloc\n" : " vmap\n");
	}
	spin_unlock_irqrestore(&vmap_lock, flags);
	return 0;
}

static int __init vmalloc_proc_init(void)
{
	proc_create_single("vmallocinfo", 0400, NULL, vmallocinfo_show);
	return 0;
}
device_initcall(vmalloc_proc_init);
