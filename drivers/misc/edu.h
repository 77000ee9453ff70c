/* SPDX-License-Identifier: MIT */
/*
 * drivers/misc/edu.h - between the files of the edu driver
 * Reading order: 9.  Continues in drivers/misc/edu_main.c.
 */
#ifndef DRIVERS_MISC_EDU_H
#define DRIVERS_MISC_EDU_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/io.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/types.h>
#include <linux/workqueue.h>

#include "edu_regs.h"

/* How the device copies memory. */
struct edu_dma {
	void *buf;		/* edu->mutex: EDU_DMA_SIZE bytes, while it copies the device's */
	dma_addr_t addr;	/* I: where that is for the device */
};

/* What programs make necessary. */
struct edu_program {
	bool gone;		/* edu->mutex: the device is no longer ours */
	int minor;		/* I */
	struct kref users;	/* the binding, and each open file */
};

struct edu {
	void __iomem		*regs;	/* I */
	struct pci_dev		*pdev;	/* I */
	struct mutex		mutex;	/* one request at a time */
	struct work_struct	work;	/* the bottom half */
	struct completion	done;
	u32			result;	/* see "Locking" in edu_main.c */
	struct edu_dma		dma;
	struct edu_program	program;
};

/*
 * edu_main.c: requests.  Process context; they sleep.
 * 0, -ENODEV when the device has gone, -ETIMEDOUT when it does not answer, -EBUSY if it computes.
 */
int edu_factorial(struct edu *edu, u32 number, u32 *out);
int edu_self_test(struct edu *edu);
int edu_lock(struct edu *edu);			/* for several steps that belong together */
void edu_unlock(struct edu *edu);
int edu_request(struct edu *edu, enum edu_reg reg, u32 value);
void edu_put(struct edu *edu);

/* edu_dma.c: between dma.buf and the device's own memory, under edu_lock(). */
int edu_dma_setup(struct edu *edu);
void edu_dma_end(struct edu *edu);
int edu_dma_to_device(struct edu *edu, u32 offset, u32 len);
int edu_dma_from_device(struct edu *edu, u32 offset, u32 len);

/* edu_cdev.c: /dev/edu */
int edu_cdev_add(struct edu *edu);
void edu_cdev_remove(struct edu *edu);
int edu_cdev_init(void);
void edu_cdev_exit(void);

#endif /* DRIVERS_MISC_EDU_H */
