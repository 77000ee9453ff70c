// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/ioremap.c - give a device's registers an address
 *
 * The registers are mapped page by page into the vmalloc area, uncached, because
 * a cached read would answer from the past and a cached write might never leave.
 * RAM is refused: it has a cached name already, and two names that disagree
 * about caching corrupt data.
 *
 * Context: process or boot, after mm_core_init().
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include <asm/page.h>
#include <asm/pgtable.h>

/* Is any page of the range RAM? */
static bool touches_ram(phys_addr_t start, phys_addr_t end)
{
	for (start &= PAGE_MASK; start < end; start += PAGE_SIZE) {
		if (memblock_is_region_memory(start, PAGE_SIZE))
			return true;
	}
	return false;
}

static int map_area(const struct vm_struct *area, phys_addr_t phys, pgprot_t prot)
{
	unsigned long addr = (unsigned long)area->addr;
	unsigned long end = addr + area->size - PAGE_SIZE;	/* not the guard page */
	int err = 0;

	for (; addr < end && !err; addr += PAGE_SIZE, phys += PAGE_SIZE)
		err = kernel_map_page(addr, phys, prot);
	return err;
}

static void __iomem *ioremap_prot_caller(phys_addr_t addr, size_t size, pgprot_t prot,
					 const void *caller)
{
	unsigned long offset = offset_in_page(addr);
	phys_addr_t last = addr + size - 1;
	struct vm_struct *area;

	if (!size || last < addr)
		return NULL;
	if (touches_ram(addr, last + 1)) {
		WARN_ONCE(1, "ioremap on RAM at %#llx - %#llx\n", addr, last);
		return NULL;
	}
	area = get_vm_area_caller(PAGE_ALIGN(size + offset), VM_IOREMAP, caller);
	if (!area)
		return NULL;
	area->phys_addr = addr - offset;
	if (map_area(area, addr - offset, prot)) {
		vunmap(area->addr);
		return NULL;
	}
	return (void __iomem *)(area->addr + offset);
}

/**
 * ioremap - map @size bytes of device memory at physical @addr, uncached
 *
 * Context: process or boot; may sleep.
 * Return: for readl() and the like, and for iounmap(); or NULL.
 */
void __iomem *ioremap(phys_addr_t addr, size_t size)
{
	return ioremap_prot_caller(addr, size, PAGE_KERNEL_NOCACHE, __builtin_return_address(0));
}
EXPORT_SYMBOL(ioremap);

/* The same for frame buffers: writes may be gathered on their way. */
void __iomem *ioremap_wc(phys_addr_t addr, size_t size)
{
	return ioremap_prot_caller(addr, size, PAGE_KERNEL_WC, __builtin_return_address(0));
}
EXPORT_SYMBOL(ioremap_wc);

/**
 * iounmap - undo ioremap()
 * @addr: may be NULL
 *
 * Context: process; may sleep.
 */
void iounmap(volatile void __iomem *addr)
{
	if (addr)
		vunmap((const void __force *)((unsigned long)addr & PAGE_MASK));
}
EXPORT_SYMBOL(iounmap);
