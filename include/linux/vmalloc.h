/* SPDX-License-Identifier: MIT */
#ifndef LINUX_VMALLOC_H
#define LINUX_VMALLOC_H

/*
 * Virtually contiguous memory from single pages, with an unmapped guard page
 * behind (and, by the neighbour's, before) every area.  Theory in
 * kernel/mm/vmalloc.c.
 *
 * Allocation and mapping: process context.  vfree(): any context but NMI; from
 * interrupts it is finished later.
 */

#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/types.h>

#include <asm/pgtable_types.h>

/* vm_struct->flags */
#define VM_IOREMAP	0x00000001
#define VM_ALLOC	0x00000002
#define VM_MAP		0x00000004
#define VM_USERMAP	0x00000008	/* vmalloc_user(): may be shown to programs */

/*
 * One area.  All fields I = set before the area is in the list, then constant;
 * list: vmap_lock.
 */
struct vm_struct {
	struct list_head list;		/* sorted by addr */
	void *addr;			/* I */
	unsigned long size;		/* I: with the guard page */
	unsigned long flags;		/* I: VM_* */
	struct page **pages;		/* I: VM_ALLOC: ours to free */
	unsigned int nr_pages;		/* I */
	phys_addr_t phys_addr;		/* I: VM_IOREMAP */
	const void *caller;		/* I: who asked */
};

void *vmalloc(unsigned long size) __malloc __alloc_size(1);
void *vzalloc(unsigned long size) __malloc __alloc_size(1);
void *vmalloc_user(unsigned long size) __malloc __alloc_size(1);
void *__vmalloc(unsigned long size, gfp_t gfp_mask) __malloc __alloc_size(1);
void *vmalloc_node(unsigned long size, int node) __malloc __alloc_size(1);
void *vzalloc_node(unsigned long size, int node) __malloc __alloc_size(1);
void *__vmalloc_node(unsigned long size, unsigned long align, gfp_t gfp_mask,
		     int node, const void *caller) __malloc __alloc_size(1);
void *__vmalloc_node_range(unsigned long size, unsigned long align,
			   unsigned long start, unsigned long end, gfp_t gfp_mask,
			   pgprot_t prot, unsigned long vm_flags, int node,
			   const void *caller) __malloc __alloc_size(1);
void vfree(const void *addr);
void vfree_atomic(const void *addr);

void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot);
void vunmap(const void *addr);

/* For ioremap(): an area without pages, to be mapped by the caller. */
struct vm_struct *get_vm_area(unsigned long size, unsigned long flags);
struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller);
struct vm_struct *find_vm_area(const void *addr);
struct page *vmalloc_to_page(const void *addr);
unsigned long vmalloc_to_pfn(const void *addr);
unsigned long vmalloc_nr_pages(void);

#endif /* LINUX_VMALLOC_H */
