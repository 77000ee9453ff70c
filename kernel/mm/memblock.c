// SPDX-License-Identifier: MIT
/*
 * kernel/mm/memblock.c - physical memory before there is an allocator
 *
 * What it is for
 *
 *   Between the first instruction and the page allocator somebody needs memory:
 *   page tables, the array of struct page.  And somebody must remember which
 *   ranges the firmware said are RAM, and which of them hold the kernel, the
 *   initramfs or firmware tables.
 *
 * How it works
 *
 *   Two sorted lists of ranges.  "memory" is what the firmware reports as RAM;
 *   "reserved" is what must not be given out.  Free is the difference:
 *
 *       memory    [===============]      [=========================]
 *       reserved  [==]   [==]               [=]               [====]
 *       free          [==]   [====]      [==]  [==============]
 *
 *   Allocating is reserving.  Ranges are taken from the top of the mapped part
 *   downwards, so that low memory, which some devices insist on, stays free.
 *   At the end mm_core_init() gives every free page to the page allocator, and
 *   after that only the questions (memblock_is_memory ...) make sense.
 *
 * Context
 *
 *   Boot, one CPU, interrupts off.  The questions: any context, any time.
 *
 * Locking
 *
 *   None, because the lists are constant once a second CPU can look.
 *
 * Invariants
 *
 *   [B1] In each list ranges are sorted, not empty, and neither overlap nor touch.
 *
 * Compared with Linux
 *
 *   Same names.  Left out: NUMA nodes, mirrored and hotplug memory, growing
 *   lists (a list that is full is reported, and the range not added is lost RAM
 *   or, for a reservation, a panic).
 *
 * See also: arch/x86/boot/setup.c fills the lists; docs/memory-map.md;
 * tests/unit/mm_test.c.
 */

#include <linux/align.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/page.h>

#define MEMBLOCK_REGIONS	128

static struct memblock_region memory_regions[MEMBLOCK_REGIONS];
static struct memblock_region reserved_regions[MEMBLOCK_REGIONS];

struct memblock memblock = {
	.current_limit = BOOT_MAPPED_SIZE,
	.memory = {
		.max = MEMBLOCK_REGIONS,
		.regions = memory_regions,
		.name = "memory",
	},
	.reserved = {
		.max = MEMBLOCK_REGIONS,
		.regions = reserved_regions,
		.name = "reserved",
	},
};

static phys_addr_t region_end(const struct memblock_region *region)
{
	return region->base + region->size;
}

static void region_delete(struct memblock_type *type, unsigned int idx)
{
	type->cnt--;
	memmove(&type->regions[idx], &type->regions[idx + 1],
		(type->cnt - idx) * sizeof(type->regions[0]));
}

static int region_insert(struct memblock_type *type, unsigned int idx,
			 phys_addr_t base, phys_addr_t end)
{
	if (type->cnt == type->max) {
		pr_err("memblock: no room for another %s range [%#llx-%#llx]\n",
		       type->name, base, end - 1);
		return -ENOMEM;
	}
	memmove(&type->regions[idx + 1], &type->regions[idx],
		(type->cnt - idx) * sizeof(type->regions[0]));
	type->regions[idx].base = base;
	type->regions[idx].size = end - base;
	type->cnt++;
	return 0;
}

/* The end of a range; what would lie beyond the last address is cut off. */
static phys_addr_t range_end(phys_addr_t base, phys_addr_t size)
{
	return base + min_t(phys_addr_t, size, ~(phys_addr_t)0 - base);
}

/* Swallow every range that overlaps or touches, then put the union in. [B1] */
int memblock_add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	phys_addr_t end = range_end(base, size);
	unsigned int i = 0;

	if (base == end)
		return 0;

	while (i < type->cnt && region_end(&type->regions[i]) < base)
		i++;
	while (i < type->cnt && type->regions[i].base <= end) {
		base = min(base, type->regions[i].base);
		end = max(end, region_end(&type->regions[i]));
		region_delete(type, i);
	}
	return region_insert(type, i, base, end);
}

/* Take a range out of the list; a range that surrounds it becomes two. */
int memblock_remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	phys_addr_t end = range_end(base, size);
	unsigned int i = 0;
	int err = 0;

	while (i < type->cnt && !err) {
		phys_addr_t old_base = type->regions[i].base;
		phys_addr_t old_end = region_end(&type->regions[i]);

		if (old_end <= base || old_base >= end) {
			i++;
			continue;
		}
		region_delete(type, i);
		if (old_base < base)
			err = region_insert(type, i++, old_base, base);
		if (old_end > end && !err)
			err = region_insert(type, i++, end, old_end);
	}
	return err;
}

/**
 * memblock_add - the firmware says this range is RAM
 *
 * Context: boot.
 * Return: 0, or -ENOMEM when the list is full (the RAM is then not used).
 */
int __init memblock_add(phys_addr_t base, phys_addr_t size)
{
	return memblock_add_range(&memblock.memory, base, size);
}

/**
 * memblock_remove - forget that this range is RAM
 *
 * Context: boot.
 * Return: 0, or -ENOMEM when the list is full.
 */
int __init memblock_remove(phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_range(&memblock.memory, base, size);
}

/**
 * memblock_reserve - this range is in use: never give it out
 *
 * Context: boot.
 * Return: 0.  Going on without the reservation would hand out memory in use,
 * so a full list is a panic.
 */
int __init memblock_reserve(phys_addr_t base, phys_addr_t size)
{
	if (memblock_add_range(&memblock.reserved, base, size))
		panic("memblock: too many reserved ranges");
	return 0;
}

/**
 * memblock_phys_free - take a reservation back
 *
 * Context: boot, before mm_core_init().
 * Return: 0, or -ENOMEM when the list is full.
 */
int __init memblock_phys_free(phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_range(&memblock.reserved, base, size);
}

/* memblock_phys_free() for what memblock_alloc() returned. */
void __init memblock_free(void *ptr, size_t size)
{
	if (ptr)
		(void)memblock_phys_free(__pa(ptr), size); /* a full list only loses it */
}

/* Nothing is given out at or above @limit: it is not mapped yet. */
void __init memblock_set_current_limit(phys_addr_t limit)
{
	memblock.current_limit = limit;
}

/* The first range of @type that ends above @addr, or NULL. */
static struct memblock_region *region_after(struct memblock_type *type, phys_addr_t addr)
{
	unsigned int i;

	for (i = 0; i < type->cnt; i++) {
		if (region_end(&type->regions[i]) > addr)
			return &type->regions[i];
	}
	return NULL;
}

bool memblock_next_free(phys_addr_t *cursor, phys_addr_t *start, phys_addr_t *end)
{
	struct memblock_region *mem, *res;

	for (;;) {
		mem = region_after(&memblock.memory, *cursor);
		if (!mem)
			return false;
		*start = max(*cursor, mem->base);
		res = region_after(&memblock.reserved, *start);
		if (!res || res->base > *start)
			break;
		*cursor = region_end(res);
	}
	*end = region_end(mem);
	if (res)
		*end = min(*end, res->base);
	*cursor = *end;
	return true;
}

/**
 * memblock_phys_alloc_range - reserve @size bytes within [@start, @end)
 * @align: a power of two
 *
 * The highest fitting place is taken.  The memory is not cleared and, above the
 * current limit, perhaps not mapped.
 *
 * Context: boot, before mm_core_init().
 * Return: the physical address, or 0 when there is no such range.
 */
phys_addr_t __init memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align,
					     phys_addr_t start, phys_addr_t end)
{
	phys_addr_t cursor = 0, free_start, free_end, best = 0;

	/* Address 0 is how failure is told; never hand out the first page. */
	start = max_t(phys_addr_t, start, PAGE_SIZE);

	while (memblock_next_free(&cursor, &free_start, &free_end)) {
		phys_addr_t low = max(free_start, start);
		phys_addr_t high = min(free_end, end);

		if (high < size || ALIGN_DOWN(high - size, align) < low)
			continue;
		best = ALIGN_DOWN(high - size, align);
	}
	if (best)
		memblock_reserve(best, size);
	return best;
}

/* As above, anywhere that is mapped. */
phys_addr_t __init memblock_phys_alloc(phys_addr_t size, phys_addr_t align)
{
	return memblock_phys_alloc_range(size, align, 0, memblock.current_limit);
}

/**
 * memblock_alloc - reserve @size bytes of mapped, cleared memory
 *
 * Context: boot, before mm_core_init().
 * Return: the address in the direct map, or NULL.
 */
void * __init memblock_alloc(phys_addr_t size, phys_addr_t align)
{
	phys_addr_t phys = memblock_phys_alloc(size, align);

	/* The function, not the macro: in cold code gcc fills byte by byte. */
	return phys ? (memset)(__va(phys), 0, size) : NULL;
}

/* Is @addr inside a range of @type? */
static bool type_contains(struct memblock_type *type, phys_addr_t addr)
{
	struct memblock_region *region = region_after(type, addr);

	return region && region->base <= addr;
}

bool memblock_is_memory(phys_addr_t addr)
{
	return type_contains(&memblock.memory, addr);
}

bool memblock_is_reserved(phys_addr_t addr)
{
	return type_contains(&memblock.reserved, addr);
}

/* Is the whole range RAM? */
bool memblock_is_region_memory(phys_addr_t base, phys_addr_t size)
{
	struct memblock_region *region = region_after(&memblock.memory, base);

	return region && region->base <= base && region_end(region) >= range_end(base, size);
}

/* Is any byte of the range reserved? */
bool memblock_overlaps_reserved(phys_addr_t base, phys_addr_t size)
{
	struct memblock_region *region = region_after(&memblock.reserved, base);

	return region && region->base < range_end(base, size);
}

static phys_addr_t type_size(const struct memblock_type *type)
{
	phys_addr_t total = 0;
	unsigned int i;

	for (i = 0; i < type->cnt; i++)
		total += type->regions[i].size;
	return total;
}

phys_addr_t memblock_phys_mem_size(void)
{
	return type_size(&memblock.memory);
}

phys_addr_t memblock_reserved_size(void)
{
	return type_size(&memblock.reserved);
}

phys_addr_t memblock_start_of_DRAM(void)
{
	return memblock.memory.cnt ? memblock.memory.regions[0].base : 0;
}

phys_addr_t memblock_end_of_DRAM(void)
{
	unsigned int n = memblock.memory.cnt;

	return n ? region_end(&memblock.memory.regions[n - 1]) : 0;
}

static void dump_type(const struct memblock_type *type)
{
	unsigned int i;

	pr_info(" %s.cnt  = %#x\n", type->name, type->cnt);
	for (i = 0; i < type->cnt; i++)
		pr_info(" %s[%#x]\t[%#018llx-%#018llx], %#llx bytes\n", type->name, i,
			type->regions[i].base, region_end(&type->regions[i]) - 1,
			type->regions[i].size);
}

/* Print both lists, in the format of Linux's `memblock=debug`. */
void memblock_dump_all(void)
{
	pr_info("MEMBLOCK configuration:\n");
	pr_info(" memory size = %#llx reserved size = %#llx\n",
		memblock_phys_mem_size(), memblock_reserved_size());
	dump_type(&memblock.memory);
	dump_type(&memblock.reserved);
}
