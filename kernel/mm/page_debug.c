// SPDX-License-Identifier: MIT
/*
 * kernel/mm/page_debug.c - pages that are freed wrongly, or written after they were freed
 *
 * Under debug=slab a page is filled with PAGE_POISON when it is freed, and the
 * filling is checked when it is given out again.  A flag in struct page says
 * which pages have been filled, so that pages freed earlier raise no alarm.
 *
 * Context: any but NMI.  Locking: none; the page is the caller's.
 */

#include <linux/align.h>
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "internal.h"

/* How much of a damaged free page a report shows. */
#define CORRUPTION_SHOWN	64

/* Has any page been filled?  Then allocation looks at each one's flag. */
bool page_poison_in_use;

void bad_page(const struct page *page, const char *reason)
{
	pr_alert("BUG: Bad page state in process %s  pfn:%05lx\n",
		 current->comm, page_to_pfn(page));
	pr_alert("page:%px refcount:%d pfn:%#lx flags:%#x\n",
		 page, page_count(page), page_to_pfn(page), page->flags);
	pr_alert("page dumped because: %s\n", reason);
	dump_stack();
}

/* debug=slab: fill what is free, so that a late write shows. */
void poison_pages(struct page *page, unsigned int order)
{
	unsigned int i;

	page_poison_in_use = true;
	memset(page_address(page), PAGE_POISON, PAGE_SIZE << order);
	for (i = 0; i < 1U << order; i++)
		page[i].flags |= BIT(PG_poisoned);
}

static void check_poison(struct page *page)
{
	const u8 *bad = memchr_inv(page_address(page), PAGE_POISON, PAGE_SIZE);

	page->flags &= ~BIT(PG_poisoned);
	if (likely(!bad))
		return;
	pr_err("pagealloc: memory corruption\n");
	mm_dump_bytes("", PTR_ALIGN_DOWN(bad, CORRUPTION_SHOWN), CORRUPTION_SHOWN);
	dump_stack();
	pr_err("page details: page:%px pfn:%#lx\n", page, page_to_pfn(page));
}

void check_poison_block(struct page *page, unsigned int order)
{
	unsigned int i;

	for (i = 0; i < 1U << order; i++) {
		if (page[i].flags & BIT(PG_poisoned))
			check_poison(&page[i]);
	}
}
