/* SPDX-License-Identifier: MIT */
/*
 * drivers/misc/edu_regs.h - registers of QEMU's "edu" device, BAR 0
 *
 * QEMU documentation, "EDU device".  Below 0x80 only accesses of 4 bytes.
 */
#ifndef DRIVERS_MISC_EDU_REGS_H
#define DRIVERS_MISC_EDU_REGS_H

#include <linux/bits.h>

#define EDU_VENDOR_ID		0x1234
#define EDU_DEVICE_ID		0x11e8

enum edu_reg {
	EDU_ID		= 0x00,		/* RO  version; see EDU_ID_MAGIC */
	EDU_LIVENESS	= 0x04,		/* RW  reads back inverted */
	EDU_FACTORIAL	= 0x08,		/* RW  n in, starts; n! out once not busy */
	EDU_STATUS	= 0x20,		/* RW */
	EDU_IRQ_STATUS	= 0x24,		/* RO  causes that hold the line now */
	EDU_IRQ_RAISE	= 0x60,		/* WO  causes to add: INTERRUPTS AT ONCE */
	EDU_IRQ_ACK	= 0x64,		/* WO  causes to clear */
	EDU_DMA_FROM	= 0x80,		/* RW  address: of memory, or EDU_DMA_MEMORY and up */
	EDU_DMA_TO	= 0x88,		/* RW  the same */
	EDU_DMA_COUNT	= 0x90,		/* RW  bytes */
	EDU_DMA_COMMAND	= 0x98,		/* RW  EDU_DMA_START: COPIES, after a tenth of a second */
};

#define EDU_DMA_START		BIT(0)	/* reads 1 while it copies */
#define EDU_DMA_FROM_DEVICE	BIT(1)
#define EDU_DMA_IRQ		BIT(2)	/* interrupt when done */

#define EDU_DMA_BITS		28	/* its address lines */
#define EDU_DMA_MEMORY		0x40000	/* where its own memory begins, for EDU_DMA_FROM and _TO */
#define EDU_DMA_SIZE		4096

#define EDU_ID_MAGIC		0xed	/* the low byte; the upper half is the version */
#define EDU_ID_MAGIC_MASK	GENMASK(7, 0)

#define EDU_STATUS_BUSY		BIT(0)	/* RO  computing, in a thread of the host */
#define EDU_STATUS_IRQ_DONE	BIT(7)	/* RW  interrupt when done */

#define EDU_IRQ_FACTORIAL	BIT(0)	/* cause set by a finished computation */
#define EDU_IRQ_DMA		BIT(8)	/* cause set by a finished copy */
#define EDU_IRQ_TEST		BIT(9)	/* cause that this driver raises itself */

#endif /* DRIVERS_MISC_EDU_REGS_H */
