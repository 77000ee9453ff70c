// SPDX-License-Identifier: MIT
/*
 * A threaded interrupt on QEMU's edu device.  The device keeps its level up until the THREAD
 * acknowledges; IRQF_ONESHOT keeps the line masked meanwhile, or it would interrupt for ever.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/sched.h>

#define EDU_STATUS	0x24
#define EDU_RAISE	0x60
#define EDU_ACK		0x64

static void __iomem *regs;
static DECLARE_COMPLETION(handled);

static irqreturn_t hard_handler(int irq, void *dev_id)
{
	if (!ioread32(regs + EDU_STATUS))
		return IRQ_NONE;
	pr_info("edu_thread: hard handler, interrupted %s\n", current->comm);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t thread_handler(int irq, void *dev_id)
{
	pr_info("edu_thread: thread handler in %s, priority %u\n", current->comm,
		current->rt_priority);
	msleep(2);			/* a slow bus; the line stays masked */
	iowrite32(ioread32(regs + EDU_STATUS), regs + EDU_ACK);
	pr_info("edu_thread: acknowledged\n");
	complete(&handled);
	return IRQ_HANDLED;
}

static int edu_thread_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int ret = pci_enable_device(pdev);

	if (ret)
		return ret;
	ret = -ENOMEM;
	regs = pci_iomap(pdev, 0, 0);
	if (!regs)
		goto err_disable;
	ret = request_threaded_irq(pdev->irq, hard_handler, thread_handler, IRQF_ONESHOT, "edu",
				   pdev);
	if (ret)
		goto err_unmap;
	for (int i = 0; i < 2; i++) {
		iowrite32(1, regs + EDU_RAISE);
		wait_for_completion(&handled);
	}
	return 0;

err_unmap:
	pci_iounmap(pdev, regs);
err_disable:
	pci_disable_device(pdev);
	return ret;
}

static void edu_thread_remove(struct pci_dev *pdev)
{
	free_irq(pdev->irq, pdev);	/* and its thread has ended */
	pci_iounmap(pdev, regs);
	pci_disable_device(pdev);
}

static const struct pci_device_id edu_thread_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ }
};
MODULE_DEVICE_TABLE(pci, edu_thread_ids);

static struct pci_driver edu_thread_driver = {
	.name		= "edu_thread",
	.id_table	= edu_thread_ids,
	.probe		= edu_thread_probe,
	.remove		= edu_thread_remove,
};
module_pci_driver(edu_thread_driver);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A hard handler that only looks, a thread that does the work");
