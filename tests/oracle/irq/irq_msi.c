// SPDX-License-Identifier: MIT
/* The same device by a message: an edge, a line of its own. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int seen;

static irqreturn_t handler(int irq, void *dev_id)
{
	pr_info("handler %d: cause %u, msi enabled %d\n", ++seen, edu_ack(), edu_dev->msi_enabled);
	return IRQ_HANDLED;
}

static int __init irq_msi_init(void)
{
	int ret = edu_get(), wire;

	if (ret)
		return ret;
	wire = edu_dev->irq;
	pr_info("more than there are: %d\n", pci_alloc_irq_vectors(edu_dev, 5, 8, PCI_IRQ_MSI));
	pr_info("MSI-X: %d\n", pci_alloc_irq_vectors(edu_dev, 1, 1, PCI_IRQ_MSIX));
	ret = pci_alloc_irq_vectors(edu_dev, 1, 1, PCI_IRQ_MSI);
	pr_info("vectors %d, another line %d\n", ret, pci_irq_vector(edu_dev, 0) != wire);
	pr_info("second vector: %d\n", pci_irq_vector(edu_dev, 1));
	ret = request_irq(pci_irq_vector(edu_dev, 0), handler, 0, "irq_msi", &seen);
	pr_info("request %d\n", ret);
	edu_raise(1);
	edu_raise(2);
	disable_irq(pci_irq_vector(edu_dev, 0));
	edu_raise(4);
	pr_info("disabled: seen %d\n", seen);
	enable_irq(pci_irq_vector(edu_dev, 0));
	pr_info("enabled: seen %d\n", seen);
	return 0;
}

static void __exit irq_msi_exit(void)
{
	pr_info("free %s\n", (const char *)free_irq(pci_irq_vector(edu_dev, 0), &seen));
	pci_free_irq_vectors(edu_dev);
	pr_info("msi enabled %d\n", edu_dev->msi_enabled);
	edu_put();
}

module_init(irq_msi_init);
module_exit(irq_msi_exit);

MODULE_LICENSE("Dual MIT/GPL");
