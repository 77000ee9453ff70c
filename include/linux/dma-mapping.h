/* SPDX-License-Identifier: MIT */
/*
 * linux/dma-mapping.h - memory that a device reads and writes by itself
 *
 * kernel/dma/mapping.c tells how.
 *
 * Left out: scatter lists, pools, IOMMUs, bounce buffers, attributes other than 0.
 */
#ifndef LINUX_DMA_MAPPING_H
#define LINUX_DMA_MAPPING_H

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/types.h>

struct page;

enum dma_data_direction {
	DMA_BIDIRECTIONAL = 0,
	DMA_TO_DEVICE = 1,
	DMA_FROM_DEVICE = 2,
	DMA_NONE = 3,
};

/* The addresses that a device with n address lines can reach. */
#define DMA_BIT_MASK(n)		(((n) == 64) ? ~0ULL : ((1ULL << (n)) - 1))
#define DMA_MAPPING_ERROR	(~(dma_addr_t)0)

/* ---- how far a device reaches: 0, or -EIO when no memory would be near enough -------- */

int dma_set_mask(struct device *dev, u64 mask);
int dma_set_coherent_mask(struct device *dev, u64 mask);
int dma_supported(struct device *dev, u64 mask);
u64 dma_get_required_mask(struct device *dev);

static inline int dma_set_mask_and_coherent(struct device *dev, u64 mask)
{
	int err = dma_set_mask(dev, mask);

	return err ? err : dma_set_coherent_mask(dev, mask);
}

/* For a device that came without a place for its mask. */
static inline int dma_coerce_mask_and_coherent(struct device *dev, u64 mask)
{
	dev->dma_mask = &dev->coherent_dma_mask;
	return dma_set_mask_and_coherent(dev, mask);
}

static inline u64 dma_get_mask(struct device *dev)
{
	return dev->dma_mask && *dev->dma_mask ? *dev->dma_mask : DMA_BIT_MASK(32);
}

/* ---- memory that device and driver share all the time ------------------------------- */

void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp) __malloc;
void dma_free_coherent(struct device *dev, size_t size, void *vaddr, dma_addr_t handle);
void *dmam_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle,
			  gfp_t gfp) __malloc;
void dmam_free_coherent(struct device *dev, size_t size, void *vaddr, dma_addr_t handle);

static inline void *dma_zalloc_coherent(struct device *dev, size_t size, dma_addr_t *handle,
					gfp_t gfp)
{
	return dma_alloc_coherent(dev, size, handle, gfp);
}

/* ---- memory that the device has from map to unmap ------------------------------------- */

dma_addr_t dma_map_single_attrs(struct device *dev, void *ptr, size_t size,
				enum dma_data_direction dir, unsigned long attrs);
void dma_unmap_single_attrs(struct device *dev, dma_addr_t addr, size_t size,
			    enum dma_data_direction dir, unsigned long attrs);
dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset, size_t size,
			      enum dma_data_direction dir, unsigned long attrs);
void dma_sync_single_for_cpu(struct device *dev, dma_addr_t addr, size_t size,
			     enum dma_data_direction dir);
void dma_sync_single_for_device(struct device *dev, dma_addr_t addr, size_t size,
				enum dma_data_direction dir);

static inline int dma_mapping_error(struct device *dev, dma_addr_t addr)
{
	return addr == DMA_MAPPING_ERROR ? -ENOMEM : 0;
}

#define dma_map_single(d, p, s, dir)		dma_map_single_attrs(d, p, s, dir, 0)
#define dma_unmap_single(d, a, s, dir)		dma_unmap_single_attrs(d, a, s, dir, 0)
#define dma_map_page(d, p, o, s, dir)		dma_map_page_attrs(d, p, o, s, dir, 0)
#define dma_unmap_page(d, a, s, dir)		dma_unmap_single_attrs(d, a, s, dir, 0)

#endif /* LINUX_DMA_MAPPING_H */
