// SPDX-License-Identifier: MIT
/*
 * drivers/misc/edu_dma.c - the edu device copies by itself
 *
 * The device has 4096 bytes of its own, and copies between them and memory when it is
 * given an address, a length and a direction.  It has 28 address lines, so not all
 * memory will do: dma_set_mask_and_coherent() says so before the buffer is allocated.
 *
 *     edu_dma_to_device()     process   write the registers, start, sleep
 *       the device            -         reads memory; interrupts when it is done
 *       edu_top_half(), edu_bottom_half(), as for any request (edu_main.c)
 *     edu_dma_to_device()     process   wake, return
 *
 * The buffer lives as long as the binding.  It is freed when the device may no longer
 * start transfers (pci_clear_master()), for one that timed out may still be running.
 *
 * Context: process.  Locking: edu->mutex, for registers and buffer.
 */

#include <linux/dma-mapping.h>
#include <linux/errno.h>

#include "edu.h"
#include "edu_ioctl.h"

int edu_dma_setup(struct edu *edu)
{
	struct device *dev = &edu->pdev->dev;
	int ret = dma_set_mask_and_coherent(dev, DMA_BIT_MASK(EDU_DMA_BITS));

	if (ret)
		return ret;
	edu->dma.buf = dma_alloc_coherent(dev, EDU_DMA_SIZE, &edu->dma.addr, GFP_KERNEL);
	return edu->dma.buf ? 0 : -ENOMEM;
}

void edu_dma_end(struct edu *edu)
{
	pci_clear_master(edu->pdev);
	dma_free_coherent(&edu->pdev->dev, EDU_DMA_SIZE, edu->dma.buf, edu->dma.addr);
}

static bool in_device(u32 offset, u32 len)
{
	return len && len <= EDU_MEMORY_SIZE && offset <= EDU_MEMORY_SIZE - len;
}

static int transfer(struct edu *edu, u64 from, u64 to, u32 len, u32 command)
{
	iowrite32(from, edu->regs + EDU_DMA_FROM);
	iowrite32(to, edu->regs + EDU_DMA_TO);
	iowrite32(len, edu->regs + EDU_DMA_COUNT);
	return edu_request(edu, EDU_DMA_COMMAND, command | EDU_DMA_START | EDU_DMA_IRQ);
}

/* From the beginning of dma.buf.  0, -EINVAL, or what edu_request() says. */
int edu_dma_to_device(struct edu *edu, u32 offset, u32 len)
{
	if (!in_device(offset, len))
		return -EINVAL;
	return transfer(edu, edu->dma.addr, EDU_DMA_MEMORY + offset, len, 0);
}

int edu_dma_from_device(struct edu *edu, u32 offset, u32 len)
{
	if (!in_device(offset, len))
		return -EINVAL;
	return transfer(edu, EDU_DMA_MEMORY + offset, edu->dma.addr, len, EDU_DMA_FROM_DEVICE);
}
