/* SPDX-License-Identifier: MIT */
/* QEMU's "edu" device as a source of interrupts: edu_raise() asks for one. */
#ifndef TESTS_ORACLE_EDU_H
#define TESTS_ORACLE_EDU_H

#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/pci.h>

#define EDU_IRQ_STATUS	0x24	/* why it interrupts */
#define EDU_IRQ_RAISE	0x60
#define EDU_IRQ_ACK	0x64

static struct pci_dev *edu_dev;
static void __iomem *edu_regs;

static inline int edu_get(void)
{
	int ret;

	edu_dev = pci_get_device(0x1234, 0x11e8, NULL);
	if (!edu_dev)
		return -ENODEV;
	ret = pci_enable_device(edu_dev);
	if (ret)
		goto err_put;
	pci_set_master(edu_dev);
	edu_regs = pci_iomap(edu_dev, 0, 0);
	if (edu_regs)
		return 0;
	ret = -ENOMEM;
	pci_disable_device(edu_dev);
err_put:
	pci_dev_put(edu_dev);
	return ret;
}

static inline void edu_put(void)
{
	pci_iounmap(edu_dev, edu_regs);
	pci_disable_device(edu_dev);
	pci_dev_put(edu_dev);
}

/* The read makes sure that the device has seen the write. */
static inline void edu_raise(u32 cause)
{
	writel(cause, edu_regs + EDU_IRQ_RAISE);
	readl(edu_regs);
}

/* In a handler: what for?  0: not from this device.  Takes the interrupt back. */
static inline u32 edu_ack(void)
{
	u32 cause = readl(edu_regs + EDU_IRQ_STATUS);

	if (cause)
		writel(cause, edu_regs + EDU_IRQ_ACK);
	return cause;
}

#endif
