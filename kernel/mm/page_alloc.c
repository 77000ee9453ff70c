// SPDX-License-Identifier: MIT
/*
 * kernel/mm/page_alloc.c - hand out blocks of 2^order pages (the buddy system)
 *
 * What it is for
 *
 *   Every other allocator gets its memory here, in whole pages, physically
 *   contiguous.  The danger is fragmentation: plenty free, but nowhere two
 *   pages side by side.
 *
 * How it works
 *
 *   A block of order n is 2^n pages, aligned to its own size.  Cutting it in
 *   half gives two buddies, whose frame numbers differ in exactly bit n-1; so
 *   a block finds its buddy by flipping one bit, and when both are free they
 *   join again:
 *
 *       order 2   [0 . . . . . . 3] [4 . . . . . . 7]
 *       order 1   [0 . . 1] [2 . . 3]                    buddy(2) = 2 ^ 2 = 0
 *       order 0            [2] [3]                       buddy(3) = 3 ^ 1 = 2
 *
 *   Each zone keeps one list of free blocks per order.  Allocation takes the
 *   smallest block that is large enough and puts the halves it cuts off into
 *   the lists below; freeing joins upwards as far as it can.
 *
 *   Single pages go through a short list that belongs to the CPU, filled and
 *   emptied several pages at a time: no lock, no joining, and the page most
 *   recently freed, likely still in the cache, is given out first.
 *
 * Context
 *
 *   function              may be called from          interrupts
 *   __alloc_pages()       any but NMI; with           any; off inside
 *                         __GFP_DIRECT_RECLAIM only
 *                         where one may sleep
 *   __free_pages()        any but NMI                 any; off inside
 *
 * Locking
 *
 *   zone->lock guards the zone's lists and the lru, order and PG_buddy of the
 *   pages in them.  The CPU's list is guarded by interrupts being off, and by
 *   being this CPU's.
 *
 * Invariants (each is upheld at the tag)
 *
 *   [P1] A page in a free list or a CPU's list has _refcount 0; a page that
 *        is given out has 1.
 *   [P2] PG_buddy is set on the first page of each block in a zone's list, and
 *        nowhere else.
 *   [P3] struct page exists for every page of a block of the largest order of
 *        which any page is RAM, so looking at a buddy is always allowed.
 *
 * Compared with Linux
 *
 *   Same functions, flags and orders.  Left out: NUMA, migration types,
 *   reclaim (there is nothing to reclaim), watermarks above the lowest one.
 *   __GFP_NOFAIL panics where Linux would wait for memory.
 *
 * See also: Knuth, The Art of Computer Programming, vol. 1, "Dynamic Storage
 * Allocation"; tests/unit/mm_test.c.
 */

#include <linux/align.h>
#include <linux/bits.h>
#include <linux/debugflags.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/spinlock.h>

#include "internal.h"

#define ZONE_DMA_END_PFN	(0x1000000UL >> PAGE_SHIFT)		/* 16 MiB */
#define ZONE_DMA32_END_PFN	((unsigned long)(0x100000000ULL >> PAGE_SHIFT))

/* Pages moved at a time between a zone and a CPU's list, and the list's limit. */
#define PCP_BATCH		8
#define PCP_HIGH		24

/* Pages linked by page->private; all zero is an empty list, so it needs no start-up. */
struct per_cpu_pages {
	struct page *first;	/* C: own CPU, irqs off */
	unsigned int count;	/* C */
};

struct zone zones[MAX_NR_ZONES] = {
	[ZONE_DMA]	= { .name = "DMA" },
	[ZONE_DMA32]	= { .name = "DMA32" },
	[ZONE_NORMAL]	= { .name = "Normal" },
};

static DEFINE_PER_CPU(struct per_cpu_pages, pcp_pages);

struct zone *page_zone(const struct page *page)
{
	unsigned long pfn = page_to_pfn(page);

	if (pfn < ZONE_DMA_END_PFN)
		return &zones[ZONE_DMA];
	return &zones[pfn < ZONE_DMA32_END_PFN ? ZONE_DMA32 : ZONE_NORMAL];
}

/* ---- the buddy lists; callers hold zone->lock ---------------------------------- */

static void add_block(struct zone *zone, struct page *page, unsigned int order)
{
	page->flags |= BIT(PG_buddy);				/* [P2] */
	page->order = order;
	list_add(&page->lru, &zone->free_area[order].free_list);
	zone->free_area[order].nr_free++;
	zone->free_pages += 1UL << order;
}

static void del_block(struct zone *zone, struct page *page, unsigned int order)
{
	list_del(&page->lru);
	page->flags &= ~BIT(PG_buddy);				/* [P2] */
	zone->free_area[order].nr_free--;
	zone->free_pages -= 1UL << order;
}

static struct page *find_buddy(struct page *page, unsigned int order)
{
	struct page *buddy = pfn_to_page(page_to_pfn(page) ^ (1UL << order));

	return PageBuddy(buddy) && buddy->order == order ? buddy : NULL;	/* [P3] */
}

/* Put a block in, joined with its buddy as long as that is free too. */
static void free_block(struct zone *zone, struct page *page, unsigned int order)
{
	struct page *buddy;

	lockdep_assert_held(&zone->lock);

	while (order < MAX_ORDER - 1 && (buddy = find_buddy(page, order))) {
		del_block(zone, buddy, order);
		if (buddy < page)
			page = buddy;
		order++;
	}
	add_block(zone, page, order);
}

/* Take a block out; from a larger one keep the lower half at each cut. */
static struct page *take_block(struct zone *zone, unsigned int order)
{
	unsigned int have = order;
	struct page *page;

	lockdep_assert_held(&zone->lock);

	while (have < MAX_ORDER && list_empty(&zone->free_area[have].free_list))
		have++;
	if (have == MAX_ORDER)
		return NULL;

	page = list_first_entry(&zone->free_area[have].free_list, struct page, lru);
	del_block(zone, page, have);
	while (have-- > order)
		add_block(zone, page + (1UL << have), have);
	return page;
}

/* Only __GFP_HIGH may dip into the reserve. */
static bool zone_may_give(const struct zone *zone, gfp_t gfp, unsigned int order)
{
	unsigned long keep = gfp & (__GFP_HIGH | __GFP_MEMALLOC) ? 0 : zone->watermark_min;

	return zone->free_pages >= keep + (1UL << order);
}

static struct page *take_from_zone(struct zone *zone, gfp_t gfp, unsigned int order)
{
	struct page *page = NULL;
	unsigned long flags;

	spin_lock_irqsave(&zone->lock, flags);
	if (zone_may_give(zone, gfp, order))
		page = take_block(zone, order);
	spin_unlock_irqrestore(&zone->lock, flags);
	return page;
}

static enum zone_type highest_zone(gfp_t gfp)
{
	if (gfp & __GFP_DMA)
		return ZONE_DMA;
	return gfp & __GFP_DMA32 ? ZONE_DMA32 : ZONE_NORMAL;
}

/* From the highest zone that will do: low memory is for those who need it low. */
static struct page *take_from_zones(gfp_t gfp, unsigned int order)
{
	struct page *page = NULL;
	int z;

	for (z = highest_zone(gfp); z >= 0 && !page; z--)
		page = take_from_zone(&zones[z], gfp, order);
	return page;
}

void give_to_zone(struct page *page, unsigned int order)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	spin_lock_irqsave(&zone->lock, flags);
	free_block(zone, page, order);
	spin_unlock_irqrestore(&zone->lock, flags);
}

/* ---- the CPU's own list of single pages ------------------------------------------ */

static void pcp_push(struct per_cpu_pages *pcp, struct page *page)
{
	lockdep_assert_irqs_disabled();
	page->private = (unsigned long)pcp->first;
	pcp->first = page;
	pcp->count++;
}

static struct page *pcp_pop(struct per_cpu_pages *pcp)
{
	struct page *page = pcp->first;

	lockdep_assert_irqs_disabled();
	pcp->first = (struct page *)page->private;
	pcp->count--;
	return page;
}

static void pcp_refill(struct per_cpu_pages *pcp, gfp_t gfp)
{
	while (pcp->count < PCP_BATCH) {
		struct page *page = take_from_zones(gfp, 0);

		if (!page)
			break;
		pcp_push(pcp, page);
	}
}

static void pcp_shrink(struct per_cpu_pages *pcp, unsigned int target)
{
	while (pcp->count > target)
		give_to_zone(pcp_pop(pcp), 0);
}

static struct page *pcp_alloc(gfp_t gfp)
{
	struct per_cpu_pages *pcp;
	struct page *page = NULL;
	unsigned long flags;

	local_irq_save(flags);
	pcp = this_cpu_ptr(&pcp_pages);
	if (!pcp->count)
		pcp_refill(pcp, gfp);
	if (pcp->count)
		page = pcp_pop(pcp);
	local_irq_restore(flags);
	return page;
}

static void pcp_free(struct page *page)
{
	struct per_cpu_pages *pcp;
	unsigned long flags;

	local_irq_save(flags);
	pcp = this_cpu_ptr(&pcp_pages);
	pcp_push(pcp, page);
	if (pcp->count > PCP_HIGH)
		pcp_shrink(pcp, PCP_HIGH - PCP_BATCH);
	local_irq_restore(flags);
}

/* Give this CPU's list back, so that its pages can join into larger blocks. */
static void pcp_drain(void)
{
	unsigned long flags;

	local_irq_save(flags);
	pcp_shrink(this_cpu_ptr(&pcp_pages), 0);
	local_irq_restore(flags);
}

/* ---- allocation ---------------------------------------------------------------------- */

static void warn_alloc_failed(gfp_t gfp, unsigned int order)
{
	static DEFINE_RATELIMIT_STATE(limit, 10 * HZ, 1);

	if (gfp & __GFP_NOWARN || !__ratelimit(&limit))
		return;
	pr_warn("%s: page allocation failure: order:%u, mode:%#x, nodemask=(null)\n",
		current->comm, order, gfp);
	dump_stack();
	show_mem();
}

static void prep_new_page(struct page *page, gfp_t gfp, unsigned int order)
{
	unsigned int i;

	if (unlikely(page_poison_in_use))
		check_poison_block(page, order);
	page->flags = 0;
	atomic_set(&page->_refcount, 1);			/* [P1] */
	if (order && gfp & __GFP_COMP) {
		page->flags = BIT(PG_head);
		page->order = order;
	}
	if (gfp & __GFP_ZERO) {
		for (i = 0; i < 1U << order; i++)
			clear_page(page_address(page + i));
	}
}

/* Second try: what this CPU kept back may complete a block. */
static struct page *alloc_slow(gfp_t gfp, unsigned int order)
{
	struct page *page;

	pcp_drain();
	page = take_from_zones(gfp, order);
	if (page)
		return page;

	if (gfp & __GFP_NOFAIL)
		panic("Out of memory and no killable processes...");
	warn_alloc_failed(gfp, order);
	return NULL;
}

/**
 * __alloc_pages - allocate 2^@order pages
 * @gfp: GFP_KERNEL, GFP_ATOMIC ..., with modifiers
 *
 * Context: any but NMI; where one may sleep if @gfp allows sleeping.
 * Return: the first page, or NULL.
 */
struct page *__alloc_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = NULL;

	if (unlikely(order >= MAX_ORDER)) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return NULL;
	}
	might_alloc(gfp);
	if (unlikely(READ_ONCE(fault_inject_armed)) && should_fail_alloc_page(gfp, order))
		return NULL;

	if (likely(!order && !(gfp & (__GFP_DMA | __GFP_DMA32))))
		page = pcp_alloc(gfp);
	else
		page = take_from_zones(gfp, order);
	if (unlikely(!page))
		page = alloc_slow(gfp, order);
	if (likely(page))
		prep_new_page(page, gfp, order);
	return page;
}
EXPORT_SYMBOL(__alloc_pages);

/* False (after a report) when the page is not one that may be freed. */
static bool free_page_ok(const struct page *page)
{
	if (unlikely(page->flags & (BIT(PG_reserved) | BIT(PG_buddy) | BIT(PG_slab)))) {
		bad_page(page, "PAGE_FLAGS_CHECK_AT_FREE flag(s) set");
		return false;
	}
	if (unlikely(page_count(page) <= 0)) {			/* [P1] */
		bad_page(page, "VM_BUG_ON_PAGE(page_ref_count(page) == 0)");
		return false;
	}
	return true;
}

static void free_the_pages(struct page *page, unsigned int order)
{
	if (debug_enabled(DEBUG_SLAB))
		poison_pages(page, order);
	page->flags &= BIT(PG_poisoned);
	if (order)
		give_to_zone(page, order);
	else
		pcp_free(page);
}

/**
 * __free_pages - drop a reference; the last one frees the block
 * @order: as it was allocated
 *
 * Context: any but NMI.
 */
void __free_pages(struct page *page, unsigned int order)
{
	if (free_page_ok(page) && atomic_dec_and_test(&page->_refcount))
		free_the_pages(page, order);
}
EXPORT_SYMBOL(__free_pages);

/* Drop a reference to a page or, by its first page, to a __GFP_COMP block. */
void put_page(struct page *page)
{
	__free_pages(page, page_order(page));
}
EXPORT_SYMBOL(put_page);

/**
 * __get_free_pages - as alloc_pages(), by address
 *
 * Context: as __alloc_pages().
 * Return: the address in the direct map, or 0.
 */
unsigned long __get_free_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = __alloc_pages(gfp & ~__GFP_HIGHMEM, order);

	return page ? (unsigned long)page_address(page) : 0;
}
EXPORT_SYMBOL(__get_free_pages);

unsigned long get_zeroed_page(gfp_t gfp)
{
	return __get_free_pages(gfp | __GFP_ZERO, 0);
}
EXPORT_SYMBOL(get_zeroed_page);

void free_pages(unsigned long addr, unsigned int order)
{
	if (addr)
		__free_pages(virt_to_page(addr), order);
}
EXPORT_SYMBOL(free_pages);

/* A block of order n from a larger one: from now on each page has its own count. */
static void split_block(struct page *page, unsigned int order)
{
	unsigned int i;

	for (i = 1; i < 1U << order; i++) {
		page[i].flags = 0;
		atomic_set(&page[i]._refcount, 1);
	}
}

/**
 * alloc_pages_exact - contiguous pages for @size bytes, without the rest of the block
 *
 * Context: as __alloc_pages().
 * Return: the address, for free_pages_exact(), or NULL.
 */
void *alloc_pages_exact(size_t size, gfp_t gfp)
{
	unsigned int order = get_order(size);
	struct page *page = __alloc_pages(gfp & ~__GFP_COMP, order);
	unsigned long i;

	if (!page)
		return NULL;
	split_block(page, order);
	for (i = PFN_UP(size); i < 1UL << order; i++)
		__free_page(page + i);
	return page_address(page);
}
EXPORT_SYMBOL(alloc_pages_exact);

void free_pages_exact(void *virt, size_t size)
{
	unsigned long addr = (unsigned long)virt;
	unsigned long end = addr + PAGE_ALIGN(size);

	for (; addr < end; addr += PAGE_SIZE)
		free_page(addr);
}
EXPORT_SYMBOL(free_pages_exact);

/* Pages that a CPU keeps for itself: free, though in no zone's list. */
unsigned int pcp_count(unsigned int cpu)
{
	return READ_ONCE(per_cpu(pcp_pages, cpu).count);
}
