// SPDX-License-Identifier: MIT
/* kernel/mm/init.c - from memblock to the real allocators */

#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/printk.h>

#include <asm/page.h>

#include "internal.h"

/* The line Linux prints: what is there, and what it is reserved for. */
static void __init report_memory(void)
{
	extern char _text[], _etext[], _sdata[], _edata[], __start_rodata[], __end_rodata[];
	extern char __bss_start[], __bss_stop[], _sinittext[], _einittext[];
	unsigned long total = memblock_phys_mem_size() >> 10;

	pr_info("Memory: %luK/%luK available (%luK kernel code, %luK rwdata, %luK rodata, %luK init, %luK bss, %luK reserved)\n",
		nr_free_pages() << (PAGE_SHIFT - 10), total, (_etext - _text) >> 10,
		(_edata - _sdata) >> 10, (__end_rodata - __start_rodata) >> 10,
		(_einittext - _sinittext) >> 10, (__bss_stop - __bss_start) >> 10,
		total - (nr_free_pages() << (PAGE_SHIFT - 10)));
}

/**
 * mm_core_init - start the page allocator and the caches of kmalloc()
 *
 * Context: boot CPU, interrupts off, after paging_init().  From here on
 * memblock gives nothing out.
 */
void __init mm_core_init(void)
{
	page_alloc_init();
	kmem_cache_init();
	report_memory();
	fault_inject_boot();
}
