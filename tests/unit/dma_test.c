// SPDX-License-Identifier: MIT
/* tests/unit/dma_test.c - memory for devices that do not reach all of it */

#include <kunit/test.h>
#include <linux/dma-mapping.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "failnth.h"

#define NEAR	DMA_BIT_MASK(24)	/* as ISA devices had it */
#define FAR_MAX	1024			/* so many pages, and one lies beyond */

static struct platform_device *pdev;
static struct device *dev;

static int dma_init(struct kunit *test)
{
	pdev = platform_device_register_simple("dma-test", -1, NULL, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pdev);
	dev = &pdev->dev;
	return 0;
}

static void dma_exit(struct kunit *test)
{
	platform_device_unregister(pdev);
}

static void a_mask_that_reaches_nothing_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, dma_get_mask(dev), DMA_BIT_MASK(32));
	KUNIT_EXPECT_EQ(test, dma_set_mask(dev, DMA_BIT_MASK(20)), -EIO);
	KUNIT_EXPECT_EQ(test, dma_get_mask(dev), DMA_BIT_MASK(32));
	KUNIT_EXPECT_EQ(test, dma_set_mask_and_coherent(dev, NEAR), 0);
	KUNIT_EXPECT_EQ(test, dma_get_mask(dev), NEAR);
	KUNIT_EXPECT_EQ(test, dev->coherent_dma_mask, NEAR);
}

static void coherent_memory_is_near_enough_and_zero(struct kunit *test)
{
	dma_addr_t addr;
	char *p;

	KUNIT_ASSERT_EQ(test, dma_set_mask_and_coherent(dev, NEAR), 0);
	for (int i = 0; i < 3; i++) {
		p = dma_alloc_coherent(dev, 3 * PAGE_SIZE, &addr, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_LE(test, addr + 3 * PAGE_SIZE - 1, NEAR);
		KUNIT_EXPECT_EQ(test, addr, virt_to_phys(p));
		KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, 3 * PAGE_SIZE));
		memset(p, 'x', 3 * PAGE_SIZE);
		dma_free_coherent(dev, 3 * PAGE_SIZE, p, addr);
	}
}

/* The first page beyond the mask; the others wait in a list and are freed with it. */
static void a_buffer_out_of_reach_is_not_mapped(struct kunit *test)
{
	unsigned long *page = NULL, *first = NULL;
	dma_addr_t addr;

	for (int i = 0; i < FAR_MAX && !(page && virt_to_phys(page) > NEAR); i++) {
		page = (unsigned long *)__get_free_page(GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, page);
		*page = (unsigned long)first;
		first = page;
	}
	if (virt_to_phys(page) > NEAR) {
		addr = dma_map_single(dev, page, PAGE_SIZE, DMA_TO_DEVICE);
		KUNIT_EXPECT_EQ(test, addr, virt_to_phys(page));
		KUNIT_EXPECT_EQ(test, dma_mapping_error(dev, addr), 0);
		dma_unmap_single(dev, addr, PAGE_SIZE, DMA_TO_DEVICE);
		KUNIT_EXPECT_EQ(test, dma_set_mask(dev, NEAR), 0);
		addr = dma_map_single(dev, page, PAGE_SIZE, DMA_TO_DEVICE);
		KUNIT_EXPECT_EQ(test, dma_mapping_error(dev, addr), -ENOMEM);
	}
	while (first) {
		page = first;
		first = (unsigned long *)*page;
		free_page((unsigned long)page);
	}
}

static int path_coherent(struct kunit *test)
{
	dma_addr_t addr;
	void *p = dma_alloc_coherent(dev, PAGE_SIZE, &addr, GFP_KERNEL);
	void *q = dmam_alloc_coherent(dev, PAGE_SIZE, &addr, GFP_KERNEL);

	if (p)
		dma_free_coherent(dev, PAGE_SIZE, p, virt_to_phys(p));
	devres_release_all(dev);
	return p && q ? 0 : -ENOMEM;
}

static void g2_every_allocation_may_fail(struct kunit *test)
{
	failnth_sweep(test, "dma_alloc_coherent", path_coherent);
}

static struct kunit_case dma_cases[] = {
	KUNIT_CASE(a_mask_that_reaches_nothing_is_refused),
	KUNIT_CASE(coherent_memory_is_near_enough_and_zero),
	KUNIT_CASE(a_buffer_out_of_reach_is_not_mapped),
	KUNIT_CASE(g2_every_allocation_may_fail),
	{ }
};

static struct kunit_suite dma_suite = {
	.name = "dma",
	.suite_init = failnth_suite_init,
	.init = dma_init,
	.exit = dma_exit,
	.test_cases = dma_cases,
};
kunit_test_suite(dma_suite);
