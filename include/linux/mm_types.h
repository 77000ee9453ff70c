/* SPDX-License-Identifier: MIT */
#ifndef LINUX_MM_TYPES_H
#define LINUX_MM_TYPES_H

#include <linux/cpumask.h>
#include <linux/auxvec.h>
#include <linux/rwsem.h>
#include <linux/types.h>

#include <asm/pgtable_types.h>

struct file;
struct kmem_cache;
struct vm_operations_struct;

/* Bit numbers in page->flags. */
enum pageflags {
	PG_reserved,		/* not the allocator's: firmware, image, holes */
	PG_buddy,		/* free: head of a block of 2^order in a zone's list */
	PG_slab,		/* belongs to page->slab_cache */
	PG_head,		/* first page of a block that knows its order */
	PG_private,		/* page->private is the owner's */
	PG_poisoned,		/* free and filled with PAGE_POISON (debug=slab) */
};

/*
 * struct page - what is known about one page frame
 *
 * 32 bytes, so that a machine of 16 MiB spends 128 KiB on them.  The unions are
 * read by what the flags say the page is; the flags need no atomics, because a
 * page always has exactly one owner.
 *
 * Legend: O = the page's owner, nobody else looks while it is allocated;
 * Z = the zone's lock, while PG_buddy; S = the cache's lock, while PG_slab;
 * A = atomic.
 */
struct page {
	unsigned int flags;			/* O, Z, S: BIT(enum pageflags) */
	union {
		atomic_t _refcount;		/* A: users; 0 = free */
		struct {
			u16 inuse;		/* S: objects not on the slab's own free list */
			u16 free;		/* S: first free object, in units of 8 bytes */
		};
	};
	union {
		struct list_head lru;		/* Z: free list; S: slab list; O: owner's list */
		unsigned long private;		/* O: with PG_private */
	};
	union {
		unsigned int order;		/* Z, O: with PG_buddy or PG_head */
		struct kmem_cache *slab_cache;	/* S: with PG_slab, in every page of a slab */
	};
};

/*
 * A range of a process's addresses with the same rights.
 * Legend: I = set before others can see it, M = mm->mmap_lock.
 */
struct vm_area_struct {
	unsigned long vm_start;		/* M: the first address */
	unsigned long vm_end;		/* M: the first one behind it */
	struct mm_struct *vm_mm;	/* I */
	struct list_head node;		/* M: in mm->areas, by address; none overlap */
	unsigned long vm_flags;		/* M: VM_* */
	pgprot_t vm_page_prot;		/* M: follows from vm_flags; a driver may add to it */
	unsigned long vm_pgoff;		/* M: where in the file it begins, in pages */
	struct file *vm_file;		/* I: with a reference; NULL: memory of its own */
	const struct vm_operations_struct *vm_ops;	/* I: NULL: memory of its own */
	void *vm_private_data;		/* the driver's */
};

/* The memory of a process: what it may touch, and what it has touched. */
struct mm_struct {
	struct list_head areas;		/* M: struct vm_area_struct, by address */
	pte_t *pgd;			/* I: the top level; what is below, page_table_lock */
	atomic_t mm_users;		/* tasks, and whoever else uses it */
	struct rw_semaphore mmap_lock;
	spinlock_t page_table_lock;	/* order: inside mmap_lock */
	unsigned long total_vm;		/* M: pages in areas */
	atomic_long_t rss;		/* pages that are there */
	unsigned long start_brk;	/* I: where the heap begins */
	unsigned long brk;		/* M: and ends */
	unsigned long start_stack;	/* I: what the program found in rsp */
	unsigned long start_code, end_code, start_data, end_data;	/* I */
	unsigned long arg_start, arg_end, env_start, env_end;	/* I: strings on the stack */
	unsigned long saved_auxv[AT_VECTOR_SIZE];	/* I: as exec made it */
	struct file *exe_file;		/* I: the program; NULL: from no file */
	cpumask_t cpu_bitmap;		/* CPUs whose CR3 is ours: own bit only */
};

static inline cpumask_t *mm_cpumask(struct mm_struct *mm)
{
	return &mm->cpu_bitmap;
}

typedef unsigned int vm_fault_t;	/* VM_FAULT_* */

#endif /* LINUX_MM_TYPES_H */
