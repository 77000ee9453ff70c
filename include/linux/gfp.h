/* SPDX-License-Identifier: MIT */
#ifndef LINUX_GFP_H
#define LINUX_GFP_H

/*
 * The page allocator: naturally aligned blocks of 2^order pages.
 * Theory in kernel/mm/page_alloc.c.
 *
 * Callable from any context but NMI; with a mask that allows sleeping
 * (GFP_KERNEL), from process context only, which is checked.
 */

#include <linux/compiler.h>
#include <linux/gfp_types.h>
#include <linux/mm_types.h>
#include <linux/types.h>

#include <asm/page.h>

/* Blocks of order 0 .. MAX_ORDER - 1, as in Linux 6.1: 4 MiB is the largest. */
#define MAX_ORDER		11
#define MAX_ORDER_NR_PAGES	(1 << (MAX_ORDER - 1))

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_DIRECT_RECLAIM);
}

struct page *__alloc_pages(gfp_t gfp, unsigned int order) __must_check;
void __free_pages(struct page *page, unsigned int order);
unsigned long __get_free_pages(gfp_t gfp, unsigned int order) __must_check;
unsigned long get_zeroed_page(gfp_t gfp) __must_check;
void free_pages(unsigned long addr, unsigned int order);
void *alloc_pages_exact(size_t size, gfp_t gfp) __must_check;
void free_pages_exact(void *virt, size_t size);

static inline struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	return __alloc_pages(gfp, order);
}

/* There is one memory node; @nid is for source compatibility. */
static inline struct page *alloc_pages_node(int nid, gfp_t gfp, unsigned int order)
{
	return __alloc_pages(gfp, order);
}

#define alloc_page(gfp)			alloc_pages(gfp, 0)
#define __get_free_page(gfp)		__get_free_pages((gfp), 0)
#define __get_dma_pages(gfp, order)	__get_free_pages((gfp) | GFP_DMA, (order))
#define __free_page(page)		__free_pages((page), 0)
#define free_page(addr)			free_pages((addr), 0)

#endif /* LINUX_GFP_H */
