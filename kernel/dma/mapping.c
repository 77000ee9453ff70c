// SPDX-License-Identifier: MIT
/*
 * kernel/dma/mapping.c - memory that a device reads and writes by itself
 *
 * What it is for
 *
 *   A device is given an address and uses it behind the processor's back.  That address
 *   is not a pointer: it is the physical one, and the device may have fewer address
 *   lines than the memory has bytes.
 *
 * How it works
 *
 *   On a PC caches see what devices do, and nothing stands between device and memory
 *   (an IOMMU is left off).  So a mapping is an addition, and what remains is to be
 *   honest about reach: dma_set_mask() says how many address lines there are,
 *   dma_alloc_coherent() looks for memory below, and dma_map_single() refuses a buffer
 *   above with DMA_MAPPING_ERROR.
 *
 *       coherent    both sides, at any time: rings, descriptors.  Always zeroed.
 *       map, unmap  the device's from map to unmap; the processor keeps its hands off.
 *                   Whoever wants to look meanwhile says dma_sync_single_for_cpu().
 *
 *   The sync calls are compiler barriers here.  A driver makes them all the same, for
 *   elsewhere they flush caches.
 *
 * Context: dma_alloc_coherent() as its gfp says; mapping: any.
 *
 * Compared with Linux: no bounce buffers, which copy what a device cannot reach: a mapping
 * fails instead, and memory that was allocated with GFP_DMA or GFP_DMA32 helps.
 */

#include <linux/bug.h>
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/string.h>

#define ZONE_DMA_BITS	24	/* what GFP_DMA finds: below 16 MiB */
#define ZONE_DMA32_BITS	32

/* ---- reach ------------------------------------------------------------------- */

/* Is there memory that a device with this mask can reach? */
int dma_supported(struct device *dev, u64 mask)
{
	return mask >= DMA_BIT_MASK(ZONE_DMA_BITS);
}
EXPORT_SYMBOL(dma_supported);

/**
 * dma_set_mask - say how many address lines a device has
 * Return: 0, or -EIO: no DMA with this device.
 */
int dma_set_mask(struct device *dev, u64 mask)
{
	if (!dev->dma_mask || !dma_supported(dev, mask))
		return -EIO;
	*dev->dma_mask = mask;
	return 0;
}
EXPORT_SYMBOL(dma_set_mask);

int dma_set_coherent_mask(struct device *dev, u64 mask)
{
	if (!dma_supported(dev, mask))
		return -EIO;
	dev->coherent_dma_mask = mask;
	return 0;
}
EXPORT_SYMBOL(dma_set_coherent_mask);

/* The mask with which all memory is near enough. */
u64 dma_get_required_mask(struct device *dev)
{
	u64 last = ((u64)max_pfn << PAGE_SHIFT) - 1;

	return DMA_BIT_MASK(fls64(last));
}
EXPORT_SYMBOL_GPL(dma_get_required_mask);

static bool reaches(u64 mask, phys_addr_t start, size_t size)
{
	return start + size - 1 <= mask;
}

/* ---- coherent memory --------------------------------------------------------- */

/* Pages below the mask: from anywhere if that is near enough, else from a nearer zone. */
static struct page *pages_within(u64 mask, size_t size, gfp_t gfp)
{
	static const gfp_t zones[] = { 0, GFP_DMA32, GFP_DMA };
	unsigned int order = get_order(size);

	gfp &= ~(__GFP_DMA | __GFP_DMA32 | __GFP_HIGHMEM);
	for (int i = 0; i < ARRAY_SIZE(zones); i++) {
		struct page *page = alloc_pages(gfp | zones[i] | __GFP_ZERO, order);

		if (page && reaches(mask, page_to_phys(page), size))
			return page;
		if (page)
			__free_pages(page, order);
	}
	return NULL;
}

/**
 * dma_alloc_coherent - zeroed memory for a device and its driver, in whole pages
 * @handle: receives the address for the device
 *
 * Context: as @gfp says.
 * Return: the address for the driver, or NULL.
 */
void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp)
{
	struct page *page;

	if (WARN_ON_ONCE(!dev->coherent_dma_mask) || !size)
		return NULL;
	page = pages_within(dev->coherent_dma_mask, size, gfp);
	if (!page)
		return NULL;
	*handle = page_to_phys(page);
	return page_address(page);
}
EXPORT_SYMBOL(dma_alloc_coherent);

void dma_free_coherent(struct device *dev, size_t size, void *vaddr, dma_addr_t handle)
{
	if (!vaddr)
		return;
	WARN_ON(virt_to_phys(vaddr) != handle);
	free_pages((unsigned long)vaddr, get_order(size));
}
EXPORT_SYMBOL(dma_free_coherent);

struct dma_devres {
	size_t size;
	void *vaddr;
	dma_addr_t handle;
};

static void dmam_release(struct device *dev, void *res)
{
	struct dma_devres *this = res;

	dma_free_coherent(dev, this->size, this->vaddr, this->handle);
}

static int dmam_match(struct device *dev, void *res, void *vaddr)
{
	return ((struct dma_devres *)res)->vaddr == vaddr;
}

/* The same, freed when the driver of @dev goes. */
void *dmam_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp)
{
	struct dma_devres *this = devres_alloc(dmam_release, sizeof(*this), gfp);

	if (!this)
		return NULL;
	this->vaddr = dma_alloc_coherent(dev, size, handle, gfp);
	if (!this->vaddr) {
		devres_free(this);
		return NULL;
	}
	this->size = size;
	this->handle = *handle;
	devres_add(dev, this);
	return this->vaddr;
}
EXPORT_SYMBOL(dmam_alloc_coherent);

void dmam_free_coherent(struct device *dev, size_t size, void *vaddr, dma_addr_t handle)
{
	WARN_ON(devres_release(dev, dmam_release, dmam_match, vaddr));
}
EXPORT_SYMBOL(dmam_free_coherent);

/* ---- mapping ----------------------------------------------------------------- */

static dma_addr_t map_range(struct device *dev, phys_addr_t phys, size_t size,
			    enum dma_data_direction dir)
{
	if (WARN_ON_ONCE(dir >= DMA_NONE) || WARN_ON_ONCE(!dev->dma_mask))
		return DMA_MAPPING_ERROR;
	if (!reaches(*dev->dma_mask, phys, size)) {
		dev_err_once(dev, "overflow %pa+%zu of DMA mask %llx\n", &phys, size,
			     *dev->dma_mask);
		return DMA_MAPPING_ERROR;
	}
	barrier();		/* what was written to the buffer is there */
	return phys;
}

/**
 * dma_map_single - give a buffer to a device
 * @ptr: from kmalloc() or in whole pages: not a stack, not vmalloc()
 *
 * Context: any.
 * Return: the address for the device; dma_mapping_error() says whether it is one.
 */
dma_addr_t dma_map_single_attrs(struct device *dev, void *ptr, size_t size,
				enum dma_data_direction dir, unsigned long attrs)
{
	if (WARN_ONCE(!virt_addr_valid(ptr), "%s %s: rejecting DMA map of vmalloc memory\n",
		      dev_driver_string(dev), dev_name(dev)))
		return DMA_MAPPING_ERROR;
	return map_range(dev, virt_to_phys(ptr), size, dir);
}
EXPORT_SYMBOL(dma_map_single_attrs);

dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset, size_t size,
			      enum dma_data_direction dir, unsigned long attrs)
{
	return map_range(dev, page_to_phys(page) + offset, size, dir);
}
EXPORT_SYMBOL(dma_map_page_attrs);

/* The buffer is the driver's again. */
void dma_unmap_single_attrs(struct device *dev, dma_addr_t addr, size_t size,
			    enum dma_data_direction dir, unsigned long attrs)
{
	WARN_ON_ONCE(addr == DMA_MAPPING_ERROR);
	barrier();		/* what the device wrote is read from memory */
}
EXPORT_SYMBOL(dma_unmap_single_attrs);

void dma_sync_single_for_cpu(struct device *dev, dma_addr_t addr, size_t size,
			     enum dma_data_direction dir)
{
	barrier();
}
EXPORT_SYMBOL(dma_sync_single_for_cpu);

void dma_sync_single_for_device(struct device *dev, dma_addr_t addr, size_t size,
				enum dma_data_direction dir)
{
	barrier();
}
EXPORT_SYMBOL(dma_sync_single_for_device);
