// SPDX-License-Identifier: MIT
/* devm_request_irq() and its undoing, on a device of a driver. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

static int seen;

static irqreturn_t handler(int irq, void *dev_id)
{
	if (!edu_ack())
		return IRQ_NONE;
	pr_info("handler %d\n", ++seen);
	return IRQ_HANDLED;
}

static void told(void *text)
{
	pr_info("action: %s\n", (const char *)text);
}

static int probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int ret = edu_get();

	if (ret)
		return ret;
	pr_info("probe: driver data %lu\n", id->driver_data);
	pr_info("action %d\n", devm_add_action(&pdev->dev, told, "first"));
	ret = devm_request_irq(&pdev->dev, pdev->irq, handler, IRQF_SHARED, "irq_devm", &seen);
	pr_info("request %d\n", ret);
	pr_info("action %d\n", devm_add_action_or_reset(&pdev->dev, told, "second"));
	edu_raise(1);
	return 0;
}

static void remove(struct pci_dev *pdev)
{
	edu_raise(1);
	pr_info("remove\n");
}

static const struct pci_device_id ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8), .driver_data = 42 },
	{ }
};
MODULE_DEVICE_TABLE(pci, ids);

static struct pci_driver driver = {
	.name = "oracle_edu",
	.id_table = ids,
	.probe = probe,
	.remove = remove,
};

static int __init irq_devm_init(void)
{
	int ret = pci_register_driver(&driver);

	pr_info("register %d\n", ret);
	return ret;
}

static void __exit irq_devm_exit(void)
{
	pci_unregister_driver(&driver);
	pr_info("has action %d\n", irq_has_action(edu_dev->irq));
	edu_put();
}

module_init(irq_devm_init);
module_exit(irq_devm_exit);

MODULE_LICENSE("Dual MIT/GPL");
