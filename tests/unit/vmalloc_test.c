// SPDX-License-Identifier: MIT
/*
 * tests/unit/vmalloc_test.c - the promises of vmalloc(), vmap() and ioremap()
 *
 * That a guard page faults is seen in the page tables, not by touching it;
 * tests/boot does that.
 */

#include <kunit/test.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/irq_work.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include <asm/pgtable.h>

#define SIZE (3 * PAGE_SIZE + 100)

static bool mapped(const void *addr)
{
	u8 byte;

	return copy_from_kernel_nofault(&byte, addr, 1) == 0;
}

static void memory_is_contiguous_and_writable(struct kunit *test)
{
	u8 *p = vmalloc(SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(p));
	KUNIT_EXPECT_TRUE(test, PAGE_ALIGNED(p));
	memset(p, 0x77, SIZE);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0x77, SIZE));
	/* The same bytes by their other name. */
	KUNIT_EXPECT_EQ(test, *(u8 *)page_address(vmalloc_to_page(p + PAGE_SIZE)), 0x77);
	vfree(p);
}

static void an_area_lies_between_guard_pages(struct kunit *test)
{
	u8 *p = vmalloc(SIZE), *q = vmalloc(SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_ASSERT_NOT_NULL(test, q);
	KUNIT_EXPECT_TRUE(test, mapped(p + PAGE_ALIGN(SIZE) - 1));
	KUNIT_EXPECT_FALSE(test, mapped(p + PAGE_ALIGN(SIZE)));
	KUNIT_EXPECT_FALSE(test, mapped(p - 1));
	KUNIT_EXPECT_FALSE(test, mapped(q - 1));
	KUNIT_EXPECT_FALSE(test, mapped(q + PAGE_ALIGN(SIZE)));
	vfree(p);
	vfree(q);
}

static void vfree_unmaps_and_gives_back(struct kunit *test)
{
	struct mm_leak_mark mark;
	u8 *p;

	vfree(vmalloc(PAGE_SIZE));	/* page tables are made once and kept */
	mm_leak_mark(&mark);
	p = vmalloc(SIZE);
	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_GE(test, mm_leak_bytes(&mark), 4 * PAGE_SIZE);
	KUNIT_EXPECT_PTR_EQ(test, find_vm_area(p)->addr, (void *)p);
	vfree(p);
	KUNIT_EXPECT_FALSE(test, mapped(p));
	KUNIT_EXPECT_NULL(test, find_vm_area(p));
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
	vfree(NULL);
}

static void vzalloc_clears(struct kunit *test)
{
	u8 *p = vmalloc(SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	memset(p, 0xff, SIZE);
	vfree(p);
	p = vzalloc(SIZE);
	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, SIZE));
	vfree(p);
}

static void holes_are_filled_first(struct kunit *test)
{
	void *a = vmalloc(SIZE), *b = vmalloc(SIZE), *c = vmalloc(SIZE), *again;

	KUNIT_ASSERT_TRUE(test, a && b && c);
	vfree(b);
	again = vmalloc(SIZE);
	KUNIT_EXPECT_LE(test, (unsigned long)again, (unsigned long)b);
	vfree(again);
	vfree(a);
	vfree(c);
}

static void alignment_is_kept(struct kunit *test)
{
	void *pad = vmalloc(PAGE_SIZE);
	void *p = __vmalloc_node(PAGE_SIZE, 16 * PAGE_SIZE, GFP_KERNEL, -1, NULL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, (unsigned long)p % (16 * PAGE_SIZE), 0);
	vfree(p);
	vfree(pad);
}

static void more_than_there_is_fails(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, __vmalloc((totalram_pages() + 1) << PAGE_SHIFT,
					  GFP_KERNEL | __GFP_NOWARN));
	KUNIT_EXPECT_NULL(test, __vmalloc(0, GFP_KERNEL | __GFP_NOWARN));
}

/* Every allocation on the way fails once; nothing stays behind.  Some failures are got over. */
static void g2_failure_unwinds(struct kunit *test)
{
	struct mm_leak_mark mark;
	unsigned int n, failed = 1;

	vfree(vmalloc(SIZE));
	mm_leak_mark(&mark);
	for (n = 0; failed && n < 30; n++) {
		void *p;

		fault_inject_arm(n + 1, false);
		p = __vmalloc(SIZE, GFP_KERNEL | __GFP_NOWARN);
		failed = fault_inject_disarm();
		if (!failed)
			KUNIT_EXPECT_NOT_NULL(test, p);
		vfree(p);
		KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
	}
	KUNIT_EXPECT_GT(test, n, 5);
	KUNIT_EXPECT_EQ(test, failed, 0);
}

static void *to_free;

static void free_in_hardirq(struct irq_work *work)
{
	vfree(to_free);
}

static void a_hardirq_may_vfree(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT_HARD(free_in_hardirq);
	u8 *p = vmalloc(SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	to_free = p;
	irq_work_queue(&work);
	irq_work_sync(&work);
	flush_scheduled_work();
	KUNIT_EXPECT_FALSE(test, mapped(p));
	KUNIT_EXPECT_NULL(test, find_vm_area(p));
}

static void vmap_shows_pages_in_the_given_order(struct kunit *test)
{
	struct page *pages[2] = { alloc_page(GFP_KERNEL), alloc_page(GFP_KERNEL) };
	struct page *swapped[3] = { pages[1], pages[0], pages[1] };
	u8 *p, again;

	KUNIT_ASSERT_TRUE(test, pages[0] && pages[1]);
	memset(page_address(pages[0]), 'a', PAGE_SIZE);
	memset(page_address(pages[1]), 'b', PAGE_SIZE);
	p = vmap(swapped, 3, VM_MAP, PAGE_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, p[0], 'b');
	KUNIT_EXPECT_EQ(test, p[PAGE_SIZE], 'a');
	/* One page by two names, which the compiler cannot know. */
	WRITE_ONCE(p[2 * PAGE_SIZE], 'c');
	again = READ_ONCE(p[0]);
	KUNIT_EXPECT_EQ(test, again, 'c');
	vunmap(p);
	KUNIT_EXPECT_FALSE(test, mapped(p));
	/* The pages are still the test's. */
	__free_page(pages[0]);
	__free_page(pages[1]);
}

static void kvmalloc_takes_what_there_is(struct kunit *test)
{
	void *small = kvmalloc(100, GFP_KERNEL);
	void *large = kvmalloc(KMALLOC_MAX_SIZE + 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, small);
	KUNIT_EXPECT_FALSE(test, is_vmalloc_addr(small));
	kvfree(small);
	KUNIT_ASSERT_NOT_NULL(test, large);
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(large));
	kvfree(large);
}

static void ioremap_maps_uncached(struct kunit *test)
{
	/* The page behind all RAM below 4 GiB is nobody's memory here. */
	phys_addr_t phys = 0xfec00000;
	void __iomem *p = ioremap(phys + 0x10, 8);
	unsigned int level;
	pte_t *entry;

	KUNIT_ASSERT_NOT_NULL(test, (void __force *)p);
	KUNIT_EXPECT_EQ(test, offset_in_page(p), 0x10);
	entry = lookup_address((unsigned long)p, &level);
	KUNIT_ASSERT_NOT_NULL(test, entry);
	KUNIT_EXPECT_EQ(test, pte_phys(*entry), phys);
	KUNIT_EXPECT_EQ(test, pte_val(*entry) & (_PAGE_PCD | _PAGE_PWT | _PAGE_NX),
			_PAGE_PCD | _PAGE_PWT | _PAGE_NX);
	iounmap(p);
	iounmap(NULL);
}

static void ioremap_refuses_ram(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	kunit_info(test, "expected complaint begins\n");
	KUNIT_EXPECT_NULL(test, (void __force *)ioremap(memblock_end_of_DRAM() - PAGE_SIZE, 8));
	kunit_info(test, "expected complaint ends\n");
	KUNIT_EXPECT_NULL(test, (void __force *)ioremap(0xfec00000, 0));
}

static struct kunit_case vmalloc_cases[] = {
	KUNIT_CASE(memory_is_contiguous_and_writable),
	KUNIT_CASE(an_area_lies_between_guard_pages),
	KUNIT_CASE(vfree_unmaps_and_gives_back),
	KUNIT_CASE(vzalloc_clears),
	KUNIT_CASE(holes_are_filled_first),
	KUNIT_CASE(alignment_is_kept),
	KUNIT_CASE(more_than_there_is_fails),
	KUNIT_CASE(g2_failure_unwinds),
	KUNIT_CASE(a_hardirq_may_vfree),
	KUNIT_CASE(vmap_shows_pages_in_the_given_order),
	KUNIT_CASE(kvmalloc_takes_what_there_is),
	KUNIT_CASE(ioremap_maps_uncached),
	KUNIT_CASE(ioremap_refuses_ram),
	{ }
};

static struct kunit_suite vmalloc_suite = {
	.name = "vmalloc",
	.one_cpu = true,
	.test_cases = vmalloc_cases,
};
kunit_test_suite(vmalloc_suite);
