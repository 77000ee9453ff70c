// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/init.c - the final page tables: what is mapped where, and what may be done there
 *
 * What it is for
 *
 *   head.asm maps the first GiB so that C can run, everything writable and
 *   executable.  From paging_init() on, a stray write into code, a jump into
 *   data, and a stack that grows too far each fault where they happen.
 *
 * How it works
 *
 *       PAGE_OFFSET           all RAM and the first MiB   read, write      1 GiB/2 MiB pages
 *         the image in it     text, rodata                read             4 KiB pages
 *       VMALLOC_START         made by vmalloc(), ioremap()
 *       VMEMMAP_START         struct page of all RAM      read, write
 *       __START_KERNEL_map    .text                       read, execute    4 KiB pages
 *                             .rodata, .kallsyms          read
 *                             .data, .bss                 read, write
 *                             below the boot stack        nothing: guard page
 *
 *   RAM has a second name through the image; the direct map's copy of the text
 *   is read-only too, otherwise W^X would hold in name only.
 *
 * Context
 *
 *   Boot CPU, interrupts off, in setup_arch() once memblock is complete.
 *
 * Compared with Linux
 *
 *   Fixed bases (no KASLR), 4 levels only, no page-table isolation.
 *
 * See also: docs/memory-map.md; linker.ld, whose symbols bound the parts.
 */

#include <linux/align.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/poison.h>
#include <linux/string.h>

#include <asm/cpufeature.h>
#include <asm/msr.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/set_memory.h>
#include <asm/tlbflush.h>

#include "mm_private.h"

#define LOW_MEMORY_END	0x100000ul	/* BIOS data, VGA, ROMs: mapped though not RAM */

/*
 * Eight memory types of 8 bits, chosen by PAT:PCD:PWT of an entry.  As at reset,
 * but for index 1, which becomes write combining (SDM vol. 3, "Page Attribute
 * Table").
 */
#define PAT_WB	0x06ULL
#define PAT_WC	0x01ULL
#define PAT_UC_MINUS 0x07ULL
#define PAT_UC	0x00ULL
#define PAT_HALF (PAT_WB | PAT_WC << 8 | PAT_UC_MINUS << 16 | PAT_UC << 24)

extern char _text[], _einittext[], _sinittext[], __start_rodata[], __end_rodata[];
extern char __start_ro_after_init[], __end_ro_after_init[];
extern char _sdata[], __bss_stop[], __kallsyms_start[], __kallsyms_end[], boot_stack_guard[];

static void __init map_or_panic(unsigned long addr, phys_addr_t phys, unsigned long size,
				pgprot_t prot, unsigned int max_level)
{
	if (map_kernel_range(addr, phys, size, prot, max_level))
		panic("No memory for page tables.");
}

/* ---- the direct map ------------------------------------------------------------------ */

static void __init map_direct(phys_addr_t start, phys_addr_t end)
{
	start = ALIGN_DOWN(start, PAGE_SIZE);
	end = PAGE_ALIGN(end);
	map_or_panic((unsigned long)__va(start), start, end - start, PAGE_KERNEL,
		     boot_cpu_has(X86_FEATURE_GBPAGES) ? 3 : 2);
}

static void __init map_direct_all(void)
{
	struct memblock_region *region;

	map_direct(0, LOW_MEMORY_END);
	for_each_mem_region(region)
		map_direct(max_t(phys_addr_t, region->base, LOW_MEMORY_END),
			   max_t(phys_addr_t, region->base + region->size, LOW_MEMORY_END));
}

static int __init pages_between(const char *start, const char *end)
{
	return PFN_UP(end - start);
}

/* The second name of the image's constant parts. */
static void __init protect_direct_alias(const char *start, const char *end)
{
	if (set_memory_ro((unsigned long)__va(__pa_symbol(start)), pages_between(start, end)))
		panic("Cannot protect the direct map of the kernel.");
}

/* ---- the image -------------------------------------------------------------------------- */

static void __init map_image_part(const char *start, const char *end, pgprot_t prot)
{
	map_or_panic((unsigned long)start, __pa_symbol(start), PAGE_ALIGN(end - start), prot, 2);
}

static void __init map_image(void)
{
	map_image_part(_text, _einittext, PAGE_KERNEL_ROX);
	map_image_part(__start_rodata, __end_rodata, PAGE_KERNEL_RO);
	map_image_part(_sdata, __bss_stop, PAGE_KERNEL);
	map_image_part(__kallsyms_start, __kallsyms_end, PAGE_KERNEL_RO);
}

/* ---- struct page ---------------------------------------------------------------------------- */

/* Zeroed memory behind [@addr, @end) of the vmemmap, in the largest pages that fit. */
static void __init back_vmemmap(unsigned long addr, unsigned long end)
{
	while (addr < end) {
		unsigned int level = IS_ALIGNED(addr, pgtable_level_size(2)) &&
				     end - addr >= pgtable_level_size(2) ? 2 : 1;
		unsigned long size = pgtable_level_size(level);
		void *mem = memblock_alloc(size, size);

		if (!mem)
			panic("No memory for struct page.");
		map_or_panic(addr, __pa(mem), size, PAGE_KERNEL, level);
		addr += size;
	}
}

/* Whole blocks of the largest order, so that every buddy has its struct page. */
static void __init map_vmemmap(void)
{
	const phys_addr_t block = (phys_addr_t)MAX_ORDER_NR_PAGES << PAGE_SHIFT;
	struct memblock_region *region;
	phys_addr_t done = 0;

	for_each_mem_region(region) {
		phys_addr_t start = max(ALIGN_DOWN(region->base, block), done);
		phys_addr_t end = ALIGN(region->base + region->size, block);

		if (start < end)
			back_vmemmap((unsigned long)phys_to_page(start),
				     (unsigned long)phys_to_page(end));
		done = end;
	}
}

/* ---- switching over -------------------------------------------------------------- */

void load_pat(void)
{
	if (boot_cpu_has(X86_FEATURE_PAT))
		wrmsrl(MSR_IA32_CR_PAT, PAT_HALF << 32 | PAT_HALF);
}

static void __init switch_to_final_tables(void)
{
	load_pat();
	write_cr3(__pa(swapper_pg_dir));
	write_cr4(read_cr4() | X86_CR4_PGE);
	write_cr0(read_cr0() | X86_CR0_WP);
	__flush_tlb_all();
}

/* The top-level entries that later address spaces will copy must exist from now on. */
static void __init make_top_entries(void)
{
	map_or_panic(VMALLOC_START, 0, PAGE_SIZE, PAGE_KERNEL_RO, 1);
	kernel_unmap_range(VMALLOC_START, PAGE_SIZE);
}

/**
 * paging_init - build the final page tables and switch to them
 *
 * Context: boot CPU, interrupts off; memblock is complete.
 */
void __init paging_init(void)
{
	swapper_pg_dir = memblock_alloc(PAGE_SIZE, PAGE_SIZE);
	if (!swapper_pg_dir)
		panic("No memory for page tables.");
	map_direct_all();
	map_image();
	protect_direct_alias(_text, _einittext);
	protect_direct_alias(__start_rodata, __end_rodata);
	protect_direct_alias(__kallsyms_start, __kallsyms_end);
	make_top_entries();
	switch_to_final_tables();

	set_memory_np((unsigned long)boot_stack_guard, 1);
	memblock_set_current_limit(memblock_end_of_DRAM());
	map_vmemmap();
}

/**
 * mark_rodata_ro - make constant what only the boot writes: __ro_after_init
 *
 * Under both names, that in the image and that in the direct map.
 *
 * Context: process; no initcall runs any more.
 */
void mark_rodata_ro(void)
{
	const unsigned long names[] = {
		(unsigned long)__start_ro_after_init,
		(unsigned long)__va(__pa_symbol(__start_ro_after_init)),
	};
	int pages = PFN_UP(__end_ro_after_init - __start_ro_after_init);

	for (int i = 0; i < ARRAY_SIZE(names); i++)
		if (set_memory_ro(names[i], pages))
			pr_warn("No memory to write protect the kernel's read-only data\n");
	pr_info("Write protecting the kernel read-only data: %dk\n", pages << (PAGE_SHIFT - 10));
}

/**
 * free_initmem - give back the pages of code that only the boot needed
 *
 * They leave the image and become ordinary pages of the direct map.
 *
 * Context: process; no initcall runs any more.
 */
void free_initmem(void)
{
	int pages = PFN_UP(_einittext - _sinittext);
	char *start = __va(__pa_symbol(_sinittext));

	if (!pages)
		return;
	set_memory_np((unsigned long)_sinittext, pages);
	set_memory_rw((unsigned long)start, pages);
	free_reserved_area(start, start + pages * PAGE_SIZE, POISON_FREE_INITMEM,
			   "unused kernel image (initmem)");
}
