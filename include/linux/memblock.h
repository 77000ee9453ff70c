/* SPDX-License-Identifier: MIT */
#ifndef LINUX_MEMBLOCK_H
#define LINUX_MEMBLOCK_H

/*
 * Physical memory before there is an allocator: which ranges are RAM, which of
 * them are taken.  Used by one CPU during boot only; mm_core_init() hands what
 * is left to the page allocator.  Theory in kernel/mm/memblock.c.
 */

#include <linux/types.h>

struct memblock_region {
	phys_addr_t base;
	phys_addr_t size;
};

/* Sorted by base; regions neither touch nor overlap. */
struct memblock_type {
	unsigned int cnt;
	unsigned int max;
	struct memblock_region *regions;
	const char *name;
};

struct memblock {
	phys_addr_t current_limit;	/* allocate below this: what is mapped */
	struct memblock_type memory;
	struct memblock_type reserved;
};

extern struct memblock memblock;
extern unsigned long max_pfn;		/* first frame number above all RAM; set at boot */

int memblock_add(phys_addr_t base, phys_addr_t size);
int memblock_remove(phys_addr_t base, phys_addr_t size);
int memblock_reserve(phys_addr_t base, phys_addr_t size);
int memblock_phys_free(phys_addr_t base, phys_addr_t size);

/* The same on any list; for tests. */
int memblock_add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size);
int memblock_remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size);

phys_addr_t memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align,
				      phys_addr_t start, phys_addr_t end);
phys_addr_t memblock_phys_alloc(phys_addr_t size, phys_addr_t align);
void *memblock_alloc(phys_addr_t size, phys_addr_t align);
void memblock_free(void *ptr, size_t size);
void memblock_set_current_limit(phys_addr_t limit);

bool memblock_is_memory(phys_addr_t addr);
bool memblock_is_reserved(phys_addr_t addr);
bool memblock_is_region_memory(phys_addr_t base, phys_addr_t size);
bool memblock_overlaps_reserved(phys_addr_t base, phys_addr_t size);
phys_addr_t memblock_phys_mem_size(void);
phys_addr_t memblock_reserved_size(void);
phys_addr_t memblock_start_of_DRAM(void);
phys_addr_t memblock_end_of_DRAM(void);
void memblock_dump_all(void);

/*
 * Step through free (RAM and not reserved) ranges in address order.  @cursor
 * starts at 0; returns false when there is no further range.
 */
bool memblock_next_free(phys_addr_t *cursor, phys_addr_t *start, phys_addr_t *end);

#define for_each_mem_region(region)						\
	for (region = memblock.memory.regions;					\
	     region < memblock.memory.regions + memblock.memory.cnt; region++)

#define for_each_reserved_mem_region(region)					\
	for (region = memblock.reserved.regions;				\
	     region < memblock.reserved.regions + memblock.reserved.cnt; region++)

#endif /* LINUX_MEMBLOCK_H */
