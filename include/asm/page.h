/* SPDX-License-Identifier: MIT */
/*
 * asm/page.h - pages, and the fixed places of the address space
 *
 *     0xffff888000000000   direct map of all RAM: __va(phys), __pa(virt)
 *     0xffffc90000000000   vmalloc, ioremap, stacks (with guard pages)
 *     0xffffea0000000000   struct page of every page frame, backed where there is RAM
 *     0xffffffff80000000   the kernel image, linked 1 MiB above
 *     0xffffffffa0000000   modules: within 2 GiB of the text, for 32-bit calls
 */
#ifndef ASM_PAGE_H
#define ASM_PAGE_H

#include <linux/compiler.h>
#include <linux/const.h>
#include <linux/types.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE (_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(addr) (((addr) + PAGE_SIZE - 1) & PAGE_MASK)
#define PAGE_ALIGNED(addr) (((unsigned long)(addr) & (PAGE_SIZE - 1)) == 0)
#define offset_in_page(p) ((unsigned long)(p) & ~PAGE_MASK)

#define PAGE_OFFSET _AC(0xffff888000000000, UL)
#define VMALLOC_START _AC(0xffffc90000000000, UL)
#define VMALLOC_END (VMALLOC_START + (_AC(1, ULL) << 39))	/* one top-level entry: 512 GiB */
#define VMEMMAP_START _AC(0xffffea0000000000, UL)
#define __START_KERNEL_map _AC(0xffffffff80000000, UL)
#define MODULES_VADDR _AC(0xffffffffa0000000, UL)
#define MODULES_END _AC(0xffffffffff000000, UL)
#define KERNEL_PHYS_START _AC(0x100000, UL)
#define BOOT_MAPPED_SIZE _AC(0x40000000, UL)	/* head.asm maps the first GiB */

#define THREAD_SIZE_ORDER 2
#define THREAD_SIZE (PAGE_SIZE << THREAD_SIZE_ORDER)
#define IRQ_STACK_SIZE (PAGE_SIZE * 4)
#define EXCEPTION_STKSZ (PAGE_SIZE * 2)

/* Two ranges map RAM; an address of the image is told by being above the other. */
static __always_inline unsigned long __phys_addr(unsigned long x)
{
	return x >= __START_KERNEL_map ? x - __START_KERNEL_map : x - PAGE_OFFSET;
}

#define __pa(x) __phys_addr((unsigned long)(x))
#define __va(x) ((void *)((unsigned long)(x) + PAGE_OFFSET))
#define __pa_symbol(x) ((unsigned long)(x) - __START_KERNEL_map)
#define PFN_UP(x) (((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x) ((x) >> PAGE_SHIFT)
#define PFN_PHYS(x) ((phys_addr_t)(x) << PAGE_SHIFT)
#define PHYS_PFN(x) ((unsigned long)((x) >> PAGE_SHIFT))

static __always_inline void clear_page(void *page)
{
	unsigned long count = PAGE_SIZE / 8;

	asm volatile("rep stosq" : "+D"(page), "+c"(count) : "a"(0) : "memory");
}

#endif /* ASM_PAGE_H */
