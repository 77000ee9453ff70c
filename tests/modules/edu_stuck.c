// SPDX-License-Identifier: MIT
/*
 * What a driver must not do: its handler looks at the wrong thing and says "not mine", so nobody
 * takes the edu device's level down.  The kernel gives the line up after 99,900 of 100,000.
 */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/pci.h>

#define EDU_RAISE	0x60
#define EDU_ACK		0x64
#define ENOUGH		100000

static void __iomem *regs;
static int calls;

static irqreturn_t blind_handler(int irq, void *dev_id)
{
	calls++;
	return IRQ_NONE;
}

static int edu_stuck_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int ret = pci_enable_device(pdev);

	if (ret)
		return ret;
	regs = pci_iomap(pdev, 0, 0);
	ret = regs ? request_irq(pdev->irq, blind_handler, IRQF_SHARED, "edu_stuck", pdev) : -ENOMEM;
	if (ret) {
		if (regs)
			pci_iounmap(pdev, regs);
		pci_disable_device(pdev);
		return ret;
	}
	iowrite32(1, regs + EDU_RAISE);
	while (calls < ENOUGH)		/* QEMU's IO-APIC takes a breath every 10,000 */
		msleep(10);
	pr_info("edu_stuck: asked %d times\n", calls);
	return 0;
}

static void edu_stuck_remove(struct pci_dev *pdev)
{
	iowrite32(1, regs + EDU_ACK);
	free_irq(pdev->irq, pdev);
	pci_iounmap(pdev, regs);
	pci_disable_device(pdev);
}

static const struct pci_device_id edu_stuck_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ }
};
MODULE_DEVICE_TABLE(pci, edu_stuck_ids);

static struct pci_driver edu_stuck_driver = {
	.name		= "edu_stuck",
	.id_table	= edu_stuck_ids,
	.probe		= edu_stuck_probe,
	.remove		= edu_stuck_remove,
};
module_pci_driver(edu_stuck_driver);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("An interrupt that nobody cares about");
