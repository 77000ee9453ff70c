/* SPDX-License-Identifier: MIT */
/* kernel/mm/internal.h - what the allocators tell each other */
#ifndef KERNEL_MM_INTERNAL_H
#define KERNEL_MM_INTERNAL_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mm_types.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <uapi/linux/mman.h>

struct seq_file;

/* Told apart by what a device can address: 24 bits, 32 bits, all. */
enum zone_type {
	ZONE_DMA,
	ZONE_DMA32,
	ZONE_NORMAL,
	MAX_NR_ZONES
};

struct free_area {
	struct list_head free_list;
	unsigned long nr_free;
};

/* Legend: L = lock; I = set at boot, constant after; B = L, read without it for reports. */
struct zone {
	spinlock_t lock;			/* innermost: nothing is taken inside */
	struct free_area free_area[MAX_ORDER];	/* L */
	unsigned long free_pages;		/* B */
	unsigned long managed_pages;		/* B: those the allocator was ever given */
	unsigned long watermark_min;		/* I: below it only __GFP_HIGH is served */
	const char *name;			/* I */
};

/* page_alloc.c */
extern struct zone zones[MAX_NR_ZONES];
struct zone *page_zone(const struct page *page);
void give_to_zone(struct page *page, unsigned int order);
unsigned int pcp_count(unsigned int cpu);

/* page_debug.c */
extern bool page_poison_in_use;
void bad_page(const struct page *page, const char *reason);
void poison_pages(struct page *page, unsigned int order);
void check_poison_block(struct page *page, unsigned int order);

/* Boot, in this order; called by mm_core_init(). */
void page_alloc_init(void);
void kmem_cache_init(void);
void fault_inject_boot(void);	/* failnth= counts from here on */

#define STACK_GUARD_GAP	(256 * PAGE_SIZE)	/* what a stack leaves free below itself */

static inline unsigned long vm_access_flags(unsigned long prot)
{
	return (prot & PROT_READ ? VM_READ : 0) | (prot & PROT_WRITE ? VM_WRITE : 0) |
	       (prot & PROT_EXEC ? VM_EXEC : 0);
}

/* mmap.c: mmap_lock held for writing. */
unsigned long do_mmap_file(struct mm_struct *mm, struct file *file, unsigned long addr,
			   unsigned long len, unsigned long vm_flags, bool fixed,
			   unsigned long pgoff);

/* memory.c, for mmap.c: mmap_lock held for writing. */
void zap_page_range(struct mm_struct *mm, unsigned long start, unsigned long end);
void change_protection(struct vm_area_struct *vma);
int copy_page_range(struct mm_struct *to, struct vm_area_struct *vma);

/* What show_mem(), /proc/meminfo and the leak report add up. */
struct mm_stat {
	unsigned long total_pages;
	unsigned long free_pages;
	unsigned long slab_pages;
	unsigned long large_pages;	/* kmalloc() beyond the largest cache */
	unsigned long slab_bytes;	/* handed out from caches, by object size */
	unsigned long vmalloc_pages;
	unsigned long percpu_bytes;	/* of the dynamic part, per CPU */
	unsigned long percpu_free;
};

/* A hex dump with true addresses, which print_hex_dump() would hash. */
void mm_dump_bytes(const char *label, const void *start, size_t len);

void mm_collect_stat(struct mm_stat *stat);
void page_alloc_stat(struct mm_stat *stat);
void slab_stat(struct mm_stat *stat);
void percpu_stat(struct mm_stat *stat);
void show_free_areas(void);
void slab_show(void);

/* The slab's part of a leak report: number of the next allocation; what is newer. */
unsigned long slab_alloc_serial(void);
long slab_leak_report(unsigned long since);

#endif /* KERNEL_MM_INTERNAL_H */
