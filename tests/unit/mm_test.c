// SPDX-License-Identifier: MIT
/*
 * tests/unit/mm_test.c - the promises of memblock, of the page allocator and of the kernel's map
 *
 * memblock's lists are tried on a list of the test's own; what it says about this
 * machine is compared with what the linker and the page tables say.
 */

#include <kunit/test.h>
#include <linux/debugflags.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <asm/pgtable.h>
#include <asm/set_memory.h>

/* ---- memblock --------------------------------------------------------------------- */

#define TEST_REGIONS	4

static struct memblock_region regions[TEST_REGIONS];
static struct memblock_type list;

static void new_list(void)
{
	list = (struct memblock_type) { .max = TEST_REGIONS, .regions = regions, .name = "test" };
}

static void expect_region(struct kunit *test, unsigned int idx, u64 base, u64 end)
{
	KUNIT_ASSERT_LT(test, idx, list.cnt);
	KUNIT_EXPECT_EQ(test, regions[idx].base, base);
	KUNIT_EXPECT_EQ(test, regions[idx].base + regions[idx].size, end);
}

static void ranges_are_kept_sorted(struct kunit *test)
{
	new_list();
	memblock_add_range(&list, 0x3000, 0x1000);
	memblock_add_range(&list, 0x1000, 0x1000);
	memblock_add_range(&list, 0x5000, 0x1000);
	KUNIT_EXPECT_EQ(test, list.cnt, 3);
	expect_region(test, 0, 0x1000, 0x2000);
	expect_region(test, 1, 0x3000, 0x4000);
	expect_region(test, 2, 0x5000, 0x6000);
}

static void ranges_that_touch_or_overlap_become_one(struct kunit *test)
{
	new_list();
	memblock_add_range(&list, 0x1000, 0x1000);
	memblock_add_range(&list, 0x3000, 0x1000);
	memblock_add_range(&list, 0x2000, 0x1000);
	KUNIT_EXPECT_EQ(test, list.cnt, 1);
	expect_region(test, 0, 0x1000, 0x4000);
	memblock_add_range(&list, 0x800, 0x10000);
	KUNIT_EXPECT_EQ(test, list.cnt, 1);
	expect_region(test, 0, 0x800, 0x10800);
	memblock_add_range(&list, 0x900, 0);
	KUNIT_EXPECT_EQ(test, list.cnt, 1);
}

static void removing_cuts_a_hole(struct kunit *test)
{
	new_list();
	memblock_add_range(&list, 0x1000, 0x4000);
	KUNIT_EXPECT_EQ(test, memblock_remove_range(&list, 0x2000, 0x1000), 0);
	KUNIT_EXPECT_EQ(test, list.cnt, 2);
	expect_region(test, 0, 0x1000, 0x2000);
	expect_region(test, 1, 0x3000, 0x5000);
	memblock_remove_range(&list, 0x1800, 0x2000);
	expect_region(test, 0, 0x1000, 0x1800);
	expect_region(test, 1, 0x3800, 0x5000);
	memblock_remove_range(&list, 0, ~0ull);
	KUNIT_EXPECT_EQ(test, list.cnt, 0);
}

static void a_full_list_refuses(struct kunit *test)
{
	unsigned int i;

	new_list();
	for (i = 0; i < TEST_REGIONS; i++)
		KUNIT_EXPECT_EQ(test, memblock_add_range(&list, 0x2000 * i, 0x1000), 0);
	KUNIT_EXPECT_EQ(test, memblock_add_range(&list, 0x100000, 0x1000), -ENOMEM);
	KUNIT_EXPECT_EQ(test, list.cnt, TEST_REGIONS);
	KUNIT_EXPECT_EQ(test, memblock_add_range(&list, 0x1000, 0x1000), 0);
	KUNIT_EXPECT_EQ(test, list.cnt, TEST_REGIONS - 1);
}

static void the_image_is_reserved_ram(struct kunit *test)
{
	extern char _text[], _end[];
	phys_addr_t start = __pa_symbol(_text), size = _end - _text;

	KUNIT_EXPECT_TRUE(test, memblock_is_region_memory(start, size));
	KUNIT_EXPECT_TRUE(test, memblock_is_reserved(start));
	KUNIT_EXPECT_TRUE(test, memblock_is_reserved(start + size - 1));
	KUNIT_EXPECT_FALSE(test, memblock_is_memory(memblock_end_of_DRAM()));
	KUNIT_EXPECT_TRUE(test, PageReserved(phys_to_page(start)));
}

/* ---- pages --------------------------------------------------------------------------- */

static void blocks_are_aligned_to_their_size(struct kunit *test)
{
	unsigned int order;

	for (order = 0; order < MAX_ORDER - 1; order++) {
		unsigned long addr = __get_free_pages(GFP_KERNEL, order);

		KUNIT_ASSERT_NE(test, addr, 0);
		KUNIT_EXPECT_EQ(test, __pa(addr) & ((PAGE_SIZE << order) - 1), 0);
		free_pages(addr, order);
	}
}

static void zeroed_pages_are_zero(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);

	KUNIT_ASSERT_NOT_NULL(test, page);
	memset(page_address(page), 0xff, 2 * PAGE_SIZE);
	__free_pages(page, 1);
	page = alloc_pages(GFP_KERNEL | __GFP_ZERO, 1);
	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_NULL(test, memchr_inv(page_address(page), 0, 2 * PAGE_SIZE));
	__free_pages(page, 1);
}

/* Take blocks of one order until there is none. */
static unsigned int take_order(struct list_head *taken, unsigned int order)
{
	struct page *page;
	unsigned int n = 0;

	while ((page = alloc_pages(GFP_KERNEL | __GFP_NOWARN | __GFP_COMP, order))) {
		list_add(&page->lru, taken);
		n++;
	}
	return n;
}

static void give_back(struct list_head *taken)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, taken, lru)
		put_page(page);
	INIT_LIST_HEAD(taken);
}

static unsigned int count_largest_blocks(void)
{
	LIST_HEAD(taken);
	unsigned int n = take_order(&taken, MAX_ORDER - 1);

	give_back(&taken);
	return n;
}

static void free_buddies_join(struct kunit *test)
{
	unsigned long before, wanted;
	unsigned int i, largest;
	LIST_HEAD(pages);

	if (debug_enabled(DEBUG_SLAB))
		kunit_skip(test, "poisoning all memory takes too long");
	largest = count_largest_blocks();
	before = nr_free_pages();
	/* More single pages than lie outside of the largest blocks: one must have been cut. */
	wanted = before - largest * MAX_ORDER_NR_PAGES + 100;
	for (i = 0; i < wanted; i++) {
		struct page *page = alloc_page(GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, page);
		list_add(&page->lru, &pages);
	}
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before - wanted);
	KUNIT_EXPECT_LT(test, count_largest_blocks(), largest);
	give_back(&pages);
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before);
	KUNIT_EXPECT_EQ(test, count_largest_blocks(), largest);
}

static void a_reserve_is_kept_for_atomic(struct kunit *test)
{
	unsigned long before;
	struct page *page;
	LIST_HEAD(taken);
	int order;

	if (debug_enabled(DEBUG_SLAB))
		kunit_skip(test, "poisoning all memory takes too long");
	before = nr_free_pages();
	for (order = MAX_ORDER - 1; order >= 0; order--)
		take_order(&taken, order);
	KUNIT_EXPECT_NULL(test, alloc_page(GFP_KERNEL | __GFP_NOWARN));
	page = alloc_page(GFP_ATOMIC);
	KUNIT_EXPECT_NOT_NULL(test, page);
	if (page)
		__free_page(page);
	give_back(&taken);
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before);
}

static void dma_zones_are_honoured(struct kunit *test)
{
	struct page *low = alloc_pages(GFP_KERNEL | GFP_DMA, 0);
	struct page *mid = alloc_pages(GFP_KERNEL | GFP_DMA32, 0);

	KUNIT_ASSERT_NOT_NULL(test, low);
	KUNIT_ASSERT_NOT_NULL(test, mid);
	KUNIT_EXPECT_LT(test, page_to_phys(low), 16ull << 20);
	KUNIT_EXPECT_LT(test, page_to_phys(mid), 1ull << 32);
	__free_page(low);
	__free_page(mid);
}

static void the_last_reference_frees(struct kunit *test)
{
	unsigned long before = nr_free_pages();
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 3);

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_EQ(test, page_count(page), 1);
	KUNIT_EXPECT_EQ(test, page_size(page), 8 * PAGE_SIZE);
	get_page(page);
	put_page(page);
	KUNIT_EXPECT_EQ(test, page_count(page), 1);
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before - 8);
	put_page(page);
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before);
}

static void exact_keeps_only_what_was_asked(struct kunit *test)
{
	unsigned long before = nr_free_pages();
	void *p = alloc_pages_exact(5 * PAGE_SIZE - 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before - 5);
	free_pages_exact(p, 5 * PAGE_SIZE - 1);
	KUNIT_EXPECT_EQ(test, nr_free_pages(), before);
}

static void too_large_an_order_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, alloc_pages(GFP_KERNEL | __GFP_NOWARN, MAX_ORDER));
}

static void page_names_convert_both_ways(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL);
	void *addr;

	KUNIT_ASSERT_NOT_NULL(test, page);
	addr = page_address(page);
	KUNIT_EXPECT_PTR_EQ(test, virt_to_page(addr), page);
	KUNIT_EXPECT_PTR_EQ(test, virt_to_page(addr + PAGE_SIZE - 1), page);
	KUNIT_EXPECT_PTR_EQ(test, pfn_to_page(page_to_pfn(page)), page);
	KUNIT_EXPECT_EQ(test, page_to_phys(page), __pa(addr));
	KUNIT_EXPECT_TRUE(test, virt_addr_valid(addr));
	KUNIT_EXPECT_FALSE(test, virt_addr_valid((void *)VMALLOC_START));
	KUNIT_EXPECT_EQ(test, sizeof(struct page), 32);
	__free_page(page);
}

static void g2_the_nth_allocation_can_be_made_to_fail(struct kunit *test)
{
	unsigned int i, refused;
	bool got[4];

	fault_inject_arm(3, false);
	for (i = 0; i < 4; i++) {
		void *p = kmalloc(32, GFP_KERNEL);

		got[i] = p;
		kfree(p);
	}
	refused = fault_inject_disarm();
	KUNIT_EXPECT_EQ(test, refused, 1);
	KUNIT_EXPECT_TRUE(test, got[0] && got[1] && !got[2] && got[3]);

	fault_inject_arm(1, true);
	got[0] = alloc_page(GFP_KERNEL);
	got[1] = kmalloc(32, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, fault_inject_disarm(), 2);
	KUNIT_EXPECT_FALSE(test, got[0] || got[1]);
}

static void a_leak_is_counted_until_it_is_freed(struct kunit *test)
{
	struct mm_leak_mark mark;
	void *p, *q;

	mm_leak_mark(&mark);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
	p = kmalloc(200, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 256);
	q = (void *)__get_free_page(GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 256 + PAGE_SIZE);
	kfree(p);
	free_page((unsigned long)q);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
}

/* ---- the map ------------------------------------------------------------------------------ */

static pteval_t rights(const void *addr)
{
	unsigned int level;
	pte_t *entry = lookup_address((unsigned long)addr, &level);

	return entry ? pte_val(*entry) & (_PAGE_PRESENT | _PAGE_RW | _PAGE_NX) : 0;
}

static void g3_the_image_has_its_rights(struct kunit *test)
{
	extern char _text[], __start_rodata[], __bss_start[], boot_stack_guard[];
	extern char _sinittext[];

	KUNIT_EXPECT_EQ(test, rights(_text), _PAGE_PRESENT);
	KUNIT_EXPECT_EQ(test, rights(__start_rodata), _PAGE_PRESENT | _PAGE_NX);
	KUNIT_EXPECT_EQ(test, rights(&list), _PAGE_PRESENT | _PAGE_RW | _PAGE_NX);
	KUNIT_EXPECT_EQ(test, rights(__bss_start), _PAGE_PRESENT | _PAGE_RW | _PAGE_NX);
	KUNIT_EXPECT_EQ(test, rights(boot_stack_guard) & _PAGE_PRESENT, 0);
	/* The boot is over, and its code has been given away. */
	KUNIT_EXPECT_EQ(test, rights(_sinittext) & _PAGE_PRESENT, 0);
	/* The second name of the text, in the direct map. */
	KUNIT_EXPECT_EQ(test, rights(__va(__pa_symbol(_text))), _PAGE_PRESENT | _PAGE_NX);
	KUNIT_EXPECT_EQ(test, rights(__va(__pa_symbol(__start_rodata))), _PAGE_PRESENT | _PAGE_NX);
	/* What only the boot writes. */
	KUNIT_EXPECT_EQ(test, rights(kmalloc_caches), _PAGE_PRESENT | _PAGE_NX);
	KUNIT_EXPECT_EQ(test, rights(__va(__pa_symbol(kmalloc_caches))), _PAGE_PRESENT | _PAGE_NX);
	KUNIT_EXPECT_EQ(test, rights(NULL), 0);
}

static bool maps_page(pte_t entry, int level)
{
	return level == 1 || (level < PGTABLE_LEVELS && pte_large(entry));
}

/* How many entries below @table map something both writable and executable. */
static unsigned int count_wx(const pte_t *table, int level, unsigned int first)
{
	unsigned int i, found = 0;

	for (i = first; i < PTRS_PER_PTE; i++) {
		pte_t entry = table[i];

		if (!pte_present(entry))
			continue;
		if (!maps_page(entry, level))
			found += count_wx(__va(pte_phys(entry)), level - 1, 0);
		else if ((pte_val(entry) & (_PAGE_RW | _PAGE_NX)) == _PAGE_RW)
			found++;
	}
	return found;
}

static void g3_nothing_is_writable_and_executable(struct kunit *test)
{
	/* The whole table: the lower half must be empty, so counting it is free. */
	KUNIT_EXPECT_EQ(test, count_wx(swapper_pg_dir, PGTABLE_LEVELS, 0), 0);
}

static void g3_user_half_is_unmapped(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < PTRS_PER_PTE / 2; i++)
		KUNIT_EXPECT_FALSE(test, pte_present(swapper_pg_dir[i]));
}

static void rights_of_a_page_can_be_changed(struct kunit *test)
{
	unsigned long addr = get_zeroed_page(GFP_KERNEL);
	void *page = (void *)addr;
	unsigned int level;
	pte_t *entry;

	KUNIT_ASSERT_NE(test, addr, 0);
	KUNIT_EXPECT_EQ(test, set_memory_ro(addr, 1), 0);
	KUNIT_EXPECT_EQ(test, rights(page), _PAGE_PRESENT | _PAGE_NX);
	/* Its neighbours, once in the same large page, keep theirs. */
	KUNIT_EXPECT_EQ(test, rights(page - PAGE_SIZE), _PAGE_PRESENT | _PAGE_RW | _PAGE_NX);
	entry = lookup_address(addr - PAGE_SIZE, &level);
	KUNIT_ASSERT_EQ(test, level, 1);
	KUNIT_EXPECT_EQ(test, pte_phys(*entry), __pa(addr) - PAGE_SIZE);
	KUNIT_EXPECT_FALSE(test, pte_large(*entry));
	KUNIT_EXPECT_EQ(test, set_memory_x(addr, 1), 0);
	KUNIT_EXPECT_EQ(test, rights(page), _PAGE_PRESENT);
	KUNIT_EXPECT_EQ(test, set_memory_nx(addr, 1), 0);
	KUNIT_EXPECT_EQ(test, set_memory_np(addr, 1), 0);
	KUNIT_EXPECT_EQ(test, rights(page) & _PAGE_PRESENT, 0);
	KUNIT_EXPECT_EQ(test, set_memory_p(addr, 1), 0);
	KUNIT_EXPECT_EQ(test, set_memory_rw(addr, 1), 0);
	memset(page, 1, PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, set_memory_ro(addr + 1, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, set_memory_ro(PAGE_SIZE, 1), -EINVAL);
	free_page(addr);
}

static struct kunit_case mm_cases[] = {
	KUNIT_CASE(ranges_are_kept_sorted),
	KUNIT_CASE(ranges_that_touch_or_overlap_become_one),
	KUNIT_CASE(removing_cuts_a_hole),
	KUNIT_CASE(a_full_list_refuses),
	KUNIT_CASE(the_image_is_reserved_ram),
	KUNIT_CASE(blocks_are_aligned_to_their_size),
	KUNIT_CASE(zeroed_pages_are_zero),
	KUNIT_CASE(free_buddies_join),
	KUNIT_CASE(a_reserve_is_kept_for_atomic),
	KUNIT_CASE(dma_zones_are_honoured),
	KUNIT_CASE(the_last_reference_frees),
	KUNIT_CASE(exact_keeps_only_what_was_asked),
	KUNIT_CASE(too_large_an_order_is_refused),
	KUNIT_CASE(page_names_convert_both_ways),
	KUNIT_CASE(g2_the_nth_allocation_can_be_made_to_fail),
	KUNIT_CASE(a_leak_is_counted_until_it_is_freed),
	KUNIT_CASE(g3_the_image_has_its_rights),
	KUNIT_CASE(g3_nothing_is_writable_and_executable),
	KUNIT_CASE(g3_user_half_is_unmapped),
	KUNIT_CASE(rights_of_a_page_can_be_changed),
	{ }
};

static struct kunit_suite mm_suite = {
	.name = "mm",
	.test_cases = mm_cases,
};
kunit_test_suite(mm_suite);
