// SPDX-License-Identifier: MIT
/*
 * kernel/mm/page_init.c - fill the page allocator from memblock, and say what is in it
 *
 * At hand-over every page of a block with RAM in it is reserved or free:
 * reserve_gaps() marks what lies between the free ranges, and the free ranges
 * go to their zones in the largest aligned blocks that fit.
 *
 * Context: page_alloc_init(): boot.  free_reserved_area(): process.  Questions: any
 * but NMI; the answers are snapshots.
 *
 * Locking: none here but what kernel/mm/page_alloc.c takes.
 */

#include <linux/align.h>
#include <linux/bitops.h>
#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "internal.h"

/* The share kept for __GFP_HIGH (interrupt handlers): 1/128, at most 1 MiB. */
#define RESERVE_SHIFT		7
#define RESERVE_MAX_PAGES	256UL

unsigned long max_pfn __read_mostly;

/* ---- questions --------------------------------------------------------------------------- */

bool pfn_valid(unsigned long pfn)
{
	return memblock_is_memory(PFN_PHYS(pfn));
}

/* Is @addr an address of RAM in the direct map? */
bool virt_addr_valid(const volatile void *addr)
{
	unsigned long x = (unsigned long)addr;

	return x >= PAGE_OFFSET && x < VMALLOC_START && pfn_valid(__pa(x) >> PAGE_SHIFT);
}

void page_alloc_stat(struct mm_stat *stat)
{
	unsigned int cpu;
	int z;

	for (z = 0; z < MAX_NR_ZONES; z++) {
		stat->total_pages += READ_ONCE(zones[z].managed_pages);
		stat->free_pages += READ_ONCE(zones[z].free_pages);
	}
	for_each_online_cpu(cpu)
		stat->free_pages += pcp_count(cpu);
}

unsigned long totalram_pages(void)
{
	struct mm_stat stat = { 0 };

	page_alloc_stat(&stat);
	return stat.total_pages;
}

unsigned long nr_free_pages(void)
{
	struct mm_stat stat = { 0 };

	page_alloc_stat(&stat);
	return stat.free_pages;
}

static void show_zone(const struct zone *zone)
{
	unsigned int order;

	pr_info("%s: free:%lukB min:%lukB managed:%lukB\n", zone->name,
		zone->free_pages << (PAGE_SHIFT - 10), zone->watermark_min << (PAGE_SHIFT - 10),
		zone->managed_pages << (PAGE_SHIFT - 10));
	pr_info("%s:", zone->name);
	for (order = 0; order < MAX_ORDER; order++)
		pr_cont(" %lu*%lukB", zone->free_area[order].nr_free,
			(PAGE_SIZE << order) >> 10);
	pr_cont("\n");
}

/* What is free, by zone and order; a snapshot without locks. */
void show_free_areas(void)
{
	int z;

	for (z = 0; z < MAX_NR_ZONES; z++) {
		if (zones[z].managed_pages)
			show_zone(&zones[z]);
	}
}

/* ---- boot ---------------------------------------------------------------------------------- */

static void __init release_range(unsigned long pfn, unsigned long end_pfn)
{
	while (pfn < end_pfn) {
		struct zone *zone = page_zone(pfn_to_page(pfn));
		unsigned int order = min_t(unsigned int, MAX_ORDER - 1,
					   pfn ? __ffs(pfn) : MAX_ORDER - 1);

		while (pfn + (1UL << order) > end_pfn)
			order--;
		zone->managed_pages += 1UL << order;
		give_to_zone(pfn_to_page(pfn), order);
		pfn += 1UL << order;
	}
}

static void __init reserve_range(unsigned long pfn, unsigned long end_pfn)
{
	for (; pfn < end_pfn; pfn++)
		SetPageReserved(pfn_to_page(pfn));
}

/* Mark as reserved what lies between free ranges, in the blocks of one RAM range. */
static void __init reserve_gaps(const struct memblock_region *region)
{
	phys_addr_t block = (phys_addr_t)MAX_ORDER_NR_PAGES << PAGE_SHIFT;
	phys_addr_t cursor = ALIGN_DOWN(region->base, block);
	phys_addr_t end = ALIGN(region->base + region->size, block);
	unsigned long pfn = PHYS_PFN(cursor);
	phys_addr_t free_start, free_end;

	while (memblock_next_free(&cursor, &free_start, &free_end) && free_start < end) {
		reserve_range(pfn, PFN_UP(free_start));
		pfn = PFN_DOWN(free_end);
	}
	reserve_range(pfn, PHYS_PFN(end));
}

static void __init init_zones(void)
{
	unsigned int order;
	int z;

	for (z = 0; z < MAX_NR_ZONES; z++) {
		spin_lock_init(&zones[z].lock);
		for (order = 0; order < MAX_ORDER; order++)
			INIT_LIST_HEAD(&zones[z].free_area[order].free_list);
	}
}

/* Take over from memblock.  The array of struct page is mapped and zeroed. */
void __init page_alloc_init(void)
{
	struct memblock_region *region;
	phys_addr_t cursor = 0, start, end;
	int z;

	max_pfn = PHYS_PFN(memblock_end_of_DRAM());
	init_zones();
	for_each_mem_region(region)
		reserve_gaps(region);
	while (memblock_next_free(&cursor, &start, &end))
		release_range(PFN_UP(start), PFN_DOWN(end));
	for (z = 0; z < MAX_NR_ZONES; z++)
		zones[z].watermark_min = min(zones[z].managed_pages >> RESERVE_SHIFT,
					     RESERVE_MAX_PAGES);
}

/**
 * free_reserved_area - give reserved pages, named by address, to the allocator
 * @poison: byte to fill them with, or -1
 * @name: for the log line, or NULL
 *
 * Context: process; the pages must have no user and be writable.
 * Return: how many pages.
 */
unsigned long free_reserved_area(void *start, void *end, int poison, const char *name)
{
	unsigned long pfn = PFN_UP(__pa(start));
	unsigned long end_pfn = PFN_DOWN(__pa(end));
	unsigned long pages = end_pfn > pfn ? end_pfn - pfn : 0;

	for (; pfn < end_pfn; pfn++) {
		struct page *page = pfn_to_page(pfn);

		if (poison >= 0)
			memset(page_address(page), poison, PAGE_SIZE);
		ClearPageReserved(page);
		page_zone(page)->managed_pages++;
		give_to_zone(page, 0);
	}
	if (pages && name)
		pr_info("Freeing %s memory: %luK\n", name, pages << (PAGE_SHIFT - 10));
	return pages;
}
