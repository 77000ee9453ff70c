// SPDX-License-Identifier: MIT
/*
 * tests/unit/pci_test.c - PCI devices, their addresses and their interrupts; built-in modules
 *
 * The machine has some PCI bus, or the tests are skipped; what needs the edu device is skipped
 * where there is none.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/module.h>
#include <linux/pci.h>

#include "../../drivers/misc/edu_regs.h"

/* ---- resources ----------------------------------------------------------------------- */

#define TEST_PORTS	0xe000		/* nothing of a PC is there */

static void claimed_range_cannot_be_claimed_again(struct kunit *test)
{
	KUNIT_ASSERT_NOT_NULL(test, request_region(TEST_PORTS, 8, "first"));
	KUNIT_EXPECT_NULL(test, request_region(TEST_PORTS, 8, "same"));
	KUNIT_EXPECT_NULL(test, request_region(TEST_PORTS + 4, 8, "overlaps"));
	KUNIT_EXPECT_NULL(test, request_region(TEST_PORTS - 4, 16, "contains"));
	KUNIT_EXPECT_NOT_NULL(test, request_region(TEST_PORTS + 8, 8, "beside"));
	release_region(TEST_PORTS + 8, 8);
	release_region(TEST_PORTS, 8);
	KUNIT_EXPECT_NOT_NULL(test, request_region(TEST_PORTS, 8, "again"));
	release_region(TEST_PORTS, 8);
}

/* ---- devices ------------------------------------------------------------------------- */

static struct pci_dev *any_device(struct kunit *test)
{
	struct pci_dev *dev = pci_get_device(PCI_ANY_ID, PCI_ANY_ID, NULL);

	if (!dev)
		kunit_skip(test, "no PCI");
	return dev;
}

static void host_bridge_comes_first(struct kunit *test)
{
	struct pci_dev *dev = any_device(test);
	u16 vendor;

	KUNIT_EXPECT_STREQ(test, pci_name(dev), "0000:00:00.0");
	KUNIT_EXPECT_EQ(test, dev->class >> 8, PCI_CLASS_BRIDGE_HOST);
	KUNIT_EXPECT_EQ(test, pci_read_config_word(dev, PCI_VENDOR_ID, &vendor), 0);
	KUNIT_EXPECT_EQ(test, vendor, dev->vendor);
}

static void misaligned_register_is_refused(struct kunit *test)
{
	struct pci_dev *dev = any_device(test);
	u32 val;

	KUNIT_EXPECT_EQ(test, pci_read_config_dword(dev, 2, &val), PCIBIOS_BAD_REGISTER_NUMBER);
	KUNIT_EXPECT_EQ(test, pci_read_config_dword(dev, 256, &val), PCIBIOS_BAD_REGISTER_NUMBER);
}

/* ---- edu: a driver of our own, bound to the device while the test runs --------------- */

struct bound {
	struct pci_dev *pdev;
	void __iomem *regs;
	struct completion done;
	int handled;
	bool in_hardirq;
};

static struct bound bound;

static irqreturn_t bound_handler(int irq, void *dev_id)
{
	u32 cause = ioread32(bound.regs + EDU_IRQ_STATUS);

	if (!cause)
		return IRQ_NONE;
	iowrite32(cause, bound.regs + EDU_IRQ_ACK);
	bound.handled++;
	bound.in_hardirq = in_hardirq();
	complete(&bound.done);
	return IRQ_HANDLED;
}

static int bound_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int ret = pci_enable_device(pdev);

	if (ret)
		return ret;
	bound.regs = pci_iomap(pdev, 0, 0);
	if (!bound.regs) {
		pci_disable_device(pdev);
		return -ENOMEM;
	}
	pci_set_master(pdev);
	bound.pdev = pdev;
	return 0;
}

static void bound_remove(struct pci_dev *pdev)
{
	pci_iounmap(pdev, bound.regs);
	pci_disable_device(pdev);
	bound.pdev = NULL;
}

static const struct pci_device_id bound_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR_ID, EDU_DEVICE_ID) },
	{ }
};

static struct pci_driver bound_driver = {
	.name = "edu_test",
	.id_table = bound_ids,
	.probe = bound_probe,
	.remove = bound_remove,
};

/* Who has the device? */
static struct pci_driver *edu_driver_now(void)
{
	return pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL)->driver;
}

static void need_edu(struct kunit *test)
{
	struct pci_dev *dev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);

	if (!dev)
		kunit_skip(test, "no edu device");
	if (dev->driver)
		kunit_skip(test, "the edu device has a driver");
}

static void bind_edu(struct kunit *test)
{
	need_edu(test);
	memset(&bound, 0, sizeof(bound));
	init_completion(&bound.done);
	KUNIT_ASSERT_EQ(test, pci_register_driver(&bound_driver), 0);
	KUNIT_ASSERT_NOT_NULL(test, bound.pdev);
}

/* Promise: registering binds, a second driver does not get the device, unregistering frees it. */
static void one_driver_has_a_device(struct kunit *test)
{
	struct pci_driver second = bound_driver;

	bind_edu(test);
	second.name = "edu_test_second";
	KUNIT_EXPECT_PTR_EQ(test, bound.pdev->driver, &bound_driver);
	KUNIT_EXPECT_STREQ(test, dev_driver_string(&bound.pdev->dev), "edu_test");
	KUNIT_EXPECT_EQ(test, pci_register_driver(&second), 0);
	KUNIT_EXPECT_PTR_EQ(test, bound.pdev->driver, &bound_driver);
	pci_unregister_driver(&second);
	pci_unregister_driver(&bound_driver);
	KUNIT_EXPECT_NULL(test, bound.pdev);
	KUNIT_EXPECT_NULL(test, edu_driver_now());
}

/* Promise: the BAR's size and the registers behind it are the device's. */
static void bar_leads_to_the_registers(struct kunit *test)
{
	bind_edu(test);
	KUNIT_EXPECT_EQ(test, pci_resource_len(bound.pdev, 0), 1 << 20);
	KUNIT_EXPECT_TRUE(test, pci_resource_flags(bound.pdev, 0) & IORESOURCE_MEM);
	KUNIT_EXPECT_EQ(test, ioread32(bound.regs + EDU_ID) & EDU_ID_MAGIC_MASK, EDU_ID_MAGIC);
	iowrite32(0x12345678, bound.regs + EDU_LIVENESS);
	KUNIT_EXPECT_EQ(test, ioread32(bound.regs + EDU_LIVENESS), ~0x12345678u);
	pci_unregister_driver(&bound_driver);
}

static void raise_and_count(struct kunit *test, unsigned long flags)
{
	const int rounds = 10;

	bound.handled = 0;
	KUNIT_ASSERT_EQ(test, request_irq(bound.pdev->irq, bound_handler, flags, "edu_test",
					  &bound), 0);
	for (int i = 0; i < rounds; i++) {
		iowrite32(EDU_IRQ_TEST, bound.regs + EDU_IRQ_RAISE);
		KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&bound.done, HZ), 0ul);
	}
	KUNIT_EXPECT_EQ(test, bound.handled, rounds);
	KUNIT_EXPECT_TRUE(test, bound.in_hardirq);
	free_irq(bound.pdev->irq, &bound);
}

/* Promise: an interrupt by wire reaches the handler, once for each raise. */
static void intx_arrives(struct kunit *test)
{
	bind_edu(test);
	raise_and_count(test, IRQF_SHARED);
	pci_unregister_driver(&bound_driver);
}

/* Promise: by message too, with an irq of its own; afterwards the wire is back. */
static void msi_arrives(struct kunit *test)
{
	unsigned int wire;
	int ret;

	bind_edu(test);
	wire = bound.pdev->irq;
	ret = pci_enable_msi(bound.pdev);
	if (ret) {
		pci_unregister_driver(&bound_driver);
		KUNIT_ASSERT_EQ(test, ret, -ENOSYS);
		kunit_skip(test, "no local APIC to take messages");
	}
	KUNIT_EXPECT_NE(test, bound.pdev->irq, wire);
	KUNIT_EXPECT_EQ(test, pci_enable_msi(bound.pdev), -EINVAL);
	raise_and_count(test, 0);
	pci_disable_msi(bound.pdev);
	KUNIT_EXPECT_EQ(test, bound.pdev->irq, wire);
	raise_and_count(test, IRQF_SHARED);
	pci_unregister_driver(&bound_driver);
}

/* Promise: the module starts and stops, by wire and by message, again and again. */
static void edu_module_starts_and_stops(struct kunit *test)
{
	need_edu(test);
	KUNIT_EXPECT_EQ(test, mod_stop("edu"), -ENOENT);
	for (int i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, mod_start("edu", i == 1 ? "msi=1" : "msi=0"), 0);
		KUNIT_EXPECT_EQ(test, mod_start("edu", NULL), -EEXIST);
		KUNIT_EXPECT_NOT_NULL(test, edu_driver_now());
		KUNIT_EXPECT_EQ(test, mod_stop("edu"), 0);
		KUNIT_EXPECT_NULL(test, edu_driver_now());
	}
}

/* ---- built-in modules ---------------------------------------------------------------- */

static void unknown_module_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mod_start("no_such_module", NULL), -ENOENT);
	KUNIT_EXPECT_EQ(test, mod_stop("no_such_module"), -ENOENT);
}

static void bad_parameter_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mod_start("shared_irq", "irq=many"), -EINVAL);
	KUNIT_EXPECT_EQ(test, mod_stop("shared_irq"), -ENOENT);
}

static void example_modules_start_and_stop(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, mod_start("lkp_wq", NULL), 0);
	KUNIT_EXPECT_EQ(test, mod_stop("lkp_wq"), 0);
	KUNIT_EXPECT_EQ(test, mod_start("lkp_tasklet", NULL), 0);
	KUNIT_EXPECT_EQ(test, mod_stop("lkp_tasklet"), 0);
}

static struct kunit_case pci_cases[] = {
	KUNIT_CASE(claimed_range_cannot_be_claimed_again),
	KUNIT_CASE(host_bridge_comes_first),
	KUNIT_CASE(misaligned_register_is_refused),
	KUNIT_CASE(one_driver_has_a_device),
	KUNIT_CASE(bar_leads_to_the_registers),
	KUNIT_CASE(intx_arrives),
	KUNIT_CASE(msi_arrives),
	KUNIT_CASE(edu_module_starts_and_stops),
	{ }
};

static struct kunit_suite pci_suite = {
	.name = "pci",
	.one_cpu = true,
	.test_cases = pci_cases,
};

static struct kunit_case module_cases[] = {
	KUNIT_CASE(unknown_module_is_refused),
	KUNIT_CASE(bad_parameter_is_refused),
	KUNIT_CASE(example_modules_start_and_stop),
	{ }
};

static struct kunit_suite module_suite = {
	.name = "module",
	.one_cpu = true,
	.test_cases = module_cases,
};
kunit_test_suites(&pci_suite, &module_suite);
