// SPDX-License-Identifier: MIT
/*
 * tests/unit/devres_test.c - what a driver takes for a device goes when the driver does
 *
 * Most cases use a device of their own; the last binds a driver to QEMU's edu device.
 */

#include <kunit/test.h>
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/irq.h>
#include <linux/mm.h>
#include <linux/pci.h>
#include <linux/percpu.h>

#include "../../drivers/misc/edu_regs.h"
#include "failnth.h"
#include "irq_fake.h"
#include "klog.h"

#define FREE_PORTS	0x2f0
#define FREE_MEMORY	0xfed40000u
#define LETTERS_MAX	16
#define GROWN_BYTES	1000

static struct device device;
static char letters[LETTERS_MAX];	/* what was released, in this order */

static void note_letter(char c)
{
	size_t len = strlen(letters);

	if (len + 1 < LETTERS_MAX)
		letters[len] = c;
}

static void note_action(void *letter)
{
	note_letter((char)(long)letter);
}

static void *letter(char c)
{
	return (void *)(long)c;
}

static void release_own(struct device *dev, void *res)
{
	note_letter(*(char *)res);
}

static int match_own(struct device *dev, void *res, void *wanted)
{
	return *(char *)res == *(char *)wanted;
}

static char *add_own(struct kunit *test, char c)
{
	char *res = devres_alloc(release_own, 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, res);
	*res = c;
	devres_add(&device, res);
	return res;
}

static void release_nothing(struct device *dev)
{
}

static int start_device(struct kunit *test)
{
	memset(&device, 0, sizeof(device));
	memset(letters, 0, sizeof(letters));
	device_initialize(&device);
	device.release = release_nothing;	/* it is static */
	return dev_set_name(&device, "devres-test");
}

static void end_device(struct kunit *test)
{
	devres_release_all(&device);
	put_device(&device);
}

/* ---- the list ----------------------------------------------------------------------- */

/* Promise: all is released, the latest first, and only once. */
static void released_in_reverse_order(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, devm_add_action(&device, note_action, letter('a')), 0);
	add_own(test, 'b');
	KUNIT_EXPECT_NOT_NULL(test, devm_kmalloc(&device, 10, GFP_KERNEL));
	add_own(test, 'c');
	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 4);
	KUNIT_EXPECT_STREQ(test, letters, "cba");
	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 0);
	KUNIT_EXPECT_STREQ(test, letters, "cba");
}

/* Promise: find looks at kind and match, the latest first; remove hands the entry over. */
static void entries_are_found_and_removed(struct kunit *test)
{
	char *first = add_own(test, 'x'), *second = add_own(test, 'y');
	char *gone;

	KUNIT_EXPECT_PTR_EQ(test, devres_find(&device, release_own, NULL, NULL), (void *)second);
	KUNIT_EXPECT_PTR_EQ(test, devres_find(&device, release_own, match_own, "x"),
			    (void *)first);
	KUNIT_EXPECT_NULL(test, devres_find(&device, release_own, match_own, "z"));

	gone = devres_remove(&device, release_own, match_own, "x");
	KUNIT_EXPECT_PTR_EQ(test, gone, first);
	devres_free(gone);
	KUNIT_EXPECT_EQ(test, devres_destroy(&device, release_own, match_own, "x"), -ENOENT);
	KUNIT_EXPECT_STREQ(test, letters, "");
	KUNIT_EXPECT_EQ(test, devres_release(&device, release_own, NULL, NULL), 0);
	KUNIT_EXPECT_STREQ(test, letters, "y");
	KUNIT_EXPECT_EQ(test, devres_release(&device, release_own, NULL, NULL), -ENOENT);
}

/* Promise: devres_get() keeps the one that is there. */
static void get_adds_once(struct kunit *test)
{
	char *first = add_own(test, 'x');
	char *other = devres_alloc(release_own, 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, other);
	*other = 'x';
	KUNIT_EXPECT_PTR_EQ(test, devres_get(&device, other, match_own, "x"), (void *)first);
	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 1);
}

static void an_action_can_be_taken_back_or_done_early(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, devm_add_action(&device, note_action, letter('a')), 0);
	KUNIT_ASSERT_EQ(test, devm_add_action(&device, note_action, letter('b')), 0);
	devm_remove_action(&device, note_action, letter('a'));
	devm_release_action(&device, note_action, letter('b'));
	KUNIT_EXPECT_STREQ(test, letters, "b");
	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 0);

	fault_inject_arm(1, false);
	KUNIT_EXPECT_EQ(test, devm_add_action_or_reset(&device, note_action, letter('c')),
			-ENOMEM);
	fault_inject_disarm();
	KUNIT_EXPECT_STREQ(test, letters, "bc");
}

/* Promise: to take back what is not there is a bug, and named. */
static void a_stranger_is_named(struct kunit *test)
{
	void *p = kmalloc(8, GFP_KERNEL);

	kunit_info(test, "expected complaint begins\n");
	kunit_expect_warnings(test, 4);		/* free_irq() has one of its own */
	devm_kfree(&device, p);
	devm_remove_action(&device, note_action, NULL);
	devm_free_irq(&device, 1, &device);
	kunit_info(test, "expected complaint ends\n");
	kfree(p);
}

/* ---- memory ------------------------------------------------------------------------- */

static void memory_is_the_drivers_until_it_goes(struct kunit *test)
{
	struct mm_leak_mark mark;
	char *zeroed, *text, *grown;

	mm_leak_mark(&mark);
	zeroed = devm_kcalloc(&device, 30, 10, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, zeroed);
	KUNIT_EXPECT_NULL(test, memchr_inv(zeroed, 0, 300));
	KUNIT_EXPECT_NULL(test, devm_kcalloc(&device, SIZE_MAX, 16, GFP_KERNEL));
	KUNIT_EXPECT_PTR_EQ(test, devm_kmalloc(&device, 0, GFP_KERNEL), ZERO_SIZE_PTR);

	text = devm_kasprintf(&device, GFP_KERNEL, "%s-%d", "irq", 7);
	KUNIT_EXPECT_STREQ(test, text, "irq-7");
	KUNIT_EXPECT_STREQ(test, devm_kstrdup(&device, "copy", GFP_KERNEL), "copy");
	KUNIT_EXPECT_NULL(test, devm_kstrdup(&device, NULL, GFP_KERNEL));
	grown = devm_krealloc(&device, text, 1000, GFP_KERNEL);
	KUNIT_EXPECT_STREQ(test, grown, "irq-7");
	devm_kfree(&device, zeroed);
	devm_kfree(&device, NULL);
	KUNIT_EXPECT_NOT_NULL(test, devm_alloc_percpu(&device, u64));
	KUNIT_EXPECT_GT(test, mm_leak_bytes(&mark), 1000);

	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 3);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
}

static struct mm_leak_mark before_memory;
static long bytes_at_action;

static void note_bytes(void *unused)
{
	bytes_at_action = mm_leak_bytes(&before_memory);
}

/* The action may use the memory, as a handler uses what its dev_id points to. */
static void grown_memory_outlives_what_was_taken_after_it(struct kunit *test)
{
	char *text;

	mm_leak_mark(&before_memory);
	text = devm_kstrdup(&device, "irq-7", GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_ASSERT_EQ(test, devm_add_action(&device, note_bytes, NULL), 0);
	KUNIT_EXPECT_PTR_EQ(test, devm_krealloc(&device, text, 3, GFP_KERNEL), text);
	text = devm_krealloc(&device, text, GROWN_BYTES, GFP_KERNEL | __GFP_ZERO);
	KUNIT_EXPECT_STREQ(test, text, "irq-7");
	KUNIT_EXPECT_NULL(test, memchr_inv(text + 6, 0, GROWN_BYTES - 6));

	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 2);
	KUNIT_EXPECT_GT(test, bytes_at_action, GROWN_BYTES);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&before_memory), 0);
}

/* ---- interrupts, regions, registers ------------------------------------------------- */

static irqreturn_t devm_handler(int irq, void *dev)
{
	return IRQ_HANDLED;
}

static void interrupt_goes_with_the_driver(struct kunit *test)
{
	unsigned int irq;

	KUNIT_ASSERT_EQ(test, fake_test_init(test), 0);
	irq = fake_line.irq;
	KUNIT_ASSERT_EQ(test, devm_request_irq(&device, irq, devm_handler, 0, NULL, &device), 0);
	KUNIT_EXPECT_STREQ(test, irq_to_desc(irq)->action->name, "devres-test");
	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 1);
	KUNIT_EXPECT_FALSE(test, irq_has_action(irq));

	KUNIT_ASSERT_EQ(test, devm_request_threaded_irq(&device, irq, NULL, devm_handler,
							IRQF_ONESHOT, "threaded", &device), 0);
	KUNIT_EXPECT_EQ(test, devm_request_irq(&device, irq, devm_handler, 0, "second", test),
			-EBUSY);
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, "genirq: Flags mismatch irq"));
	devm_free_irq(&device, irq, &device);
	KUNIT_EXPECT_FALSE(test, irq_has_action(irq));
	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 0);

	/* One that was requested without devm_ is freed as well, though named. */
	kunit_expect_warnings(test, 1);
	KUNIT_ASSERT_EQ(test, request_irq(irq, devm_handler, 0, "plain", &device), 0);
	devm_free_irq(&device, irq, &device);
	KUNIT_EXPECT_FALSE(test, irq_has_action(irq));
	fake_test_exit(test);
}

static bool ports_are_free(void)
{
	struct resource *res = request_region(FREE_PORTS, 4, "probe");

	if (res)
		release_region(FREE_PORTS, 4);
	return res;
}

static void regions_and_registers_go_with_the_driver(struct kunit *test)
{
	struct resource memory = DEFINE_RES_MEM(FREE_MEMORY, PAGE_SIZE);
	struct resource ports = DEFINE_RES_IO(FREE_PORTS, 4);
	struct mm_leak_mark mark;
	u64 log = klog_mark();

	mm_leak_mark(&mark);
	KUNIT_EXPECT_NOT_NULL(test, devm_request_region(&device, FREE_PORTS, 4, "devres"));
	KUNIT_EXPECT_NULL(test, devm_request_region(&device, FREE_PORTS, 4, "devres"));
	KUNIT_EXPECT_FALSE(test, ports_are_free());
	KUNIT_EXPECT_FALSE(test, IS_ERR_OR_NULL((__force void *)
						devm_ioremap_resource(&device, &memory)));

	KUNIT_EXPECT_EQ(test, PTR_ERR((__force void *)devm_ioremap_resource(&device, &memory)),
			-EBUSY);
	KUNIT_EXPECT_TRUE(test, klog_has(log, "can't request region for resource [mem 0xfed40000"));
	KUNIT_EXPECT_EQ(test, PTR_ERR((__force void *)devm_ioremap_resource(&device, &ports)),
			-EINVAL);
	KUNIT_EXPECT_TRUE(test, klog_has(log, "invalid resource [io  0x02f0-0x02f3]"));

	KUNIT_EXPECT_EQ(test, devres_release_all(&device), 3);
	KUNIT_EXPECT_TRUE(test, ports_are_free());
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
}

/* ---- with a bus --------------------------------------------------------------------- */

static int probe_answer;
static void __iomem *edu_regs;

static irqreturn_t edu_handler(int irq, void *dev_id)
{
	return IRQ_NONE;
}

static int devm_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct device *dev = &pdev->dev;
	void *data = devm_kzalloc(dev, 100, GFP_KERNEL);
	int ret;

	if (!data)
		return -ENOMEM;
	ret = devm_add_action_or_reset(dev, note_action, letter('a'));
	if (ret)
		return ret;
	edu_regs = devm_ioremap_resource(dev, &pdev->resource[0]);
	if (IS_ERR((__force void *)edu_regs))
		return PTR_ERR((__force void *)edu_regs);
	ret = devm_request_irq(dev, pdev->irq, edu_handler, IRQF_SHARED, "devm", data);
	return ret ?: probe_answer;
}

static const struct pci_device_id devm_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR_ID, EDU_DEVICE_ID) },
	{ }
};

static struct pci_driver devm_driver = {
	.name = "devm_test", .id_table = devm_ids, .probe = devm_probe,
};

static struct pci_dev *need_edu(struct kunit *test)
{
	struct pci_dev *pdev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);

	if (!pdev || pdev->driver)
		kunit_skip(test, "no edu device to bind");
	return pdev;
}

/* Promise: the bus releases all after remove(), and after a probe() that failed. */
static void the_bus_releases(struct kunit *test)
{
	struct pci_dev *pdev = need_edu(test);
	u64 log = klog_mark();

	KUNIT_ASSERT_EQ(test, pci_register_driver(&devm_driver), 0);
	KUNIT_EXPECT_PTR_EQ(test, pdev->driver, &devm_driver);
	KUNIT_EXPECT_STREQ(test, letters, "");
	pci_unregister_driver(&devm_driver);
	KUNIT_EXPECT_STREQ(test, letters, "a");
	KUNIT_EXPECT_TRUE(test, list_empty(&pdev->dev.devres_head));

	probe_answer = -EIO;
	KUNIT_ASSERT_EQ(test, pci_register_driver(&devm_driver), 0);
	probe_answer = 0;
	KUNIT_EXPECT_NULL(test, pdev->driver);
	KUNIT_EXPECT_STREQ(test, letters, "aa");
	pci_unregister_driver(&devm_driver);
	KUNIT_EXPECT_TRUE(test, klog_has(log, "probe of 0000:"));
	KUNIT_EXPECT_TRUE(test, klog_has(log, "failed with error -5"));
}

/* Promise: a device on which something was left is not given to a driver. */
static void leftovers_keep_a_driver_off(struct kunit *test)
{
	struct pci_dev *pdev = need_edu(test);
	u64 log = klog_mark();

	KUNIT_EXPECT_NOT_NULL(test, devm_kmalloc(&pdev->dev, 10, GFP_KERNEL));
	KUNIT_ASSERT_EQ(test, pci_register_driver(&devm_driver), 0);
	KUNIT_EXPECT_NULL(test, pdev->driver);
	KUNIT_EXPECT_TRUE(test, klog_has(log, "Resources present before probing"));
	pci_unregister_driver(&devm_driver);
	KUNIT_EXPECT_EQ(test, devres_release_all(&pdev->dev), 1);
}

/* ---- every allocation fails --------------------------------------------------------- */

static int path_devm(struct kunit *test)
{
	struct pci_dev *pdev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);
	bool bound;
	int ret = pci_register_driver(&devm_driver);

	if (ret)
		return ret;
	bound = pdev->driver;
	pci_unregister_driver(&devm_driver);
	memset(letters, 0, sizeof(letters));
	return bound ? 0 : -ENOMEM;
}

static void g2_devm_probe_unwinds(struct kunit *test)
{
	need_edu(test);
	failnth_sweep(test, "devm probe", path_devm);
}

static struct kunit_case devres_cases[] = {
	KUNIT_CASE(released_in_reverse_order),
	KUNIT_CASE(entries_are_found_and_removed),
	KUNIT_CASE(get_adds_once),
	KUNIT_CASE(an_action_can_be_taken_back_or_done_early),
	KUNIT_CASE(a_stranger_is_named),
	KUNIT_CASE(memory_is_the_drivers_until_it_goes),
	KUNIT_CASE(grown_memory_outlives_what_was_taken_after_it),
	KUNIT_CASE(interrupt_goes_with_the_driver),
	KUNIT_CASE(regions_and_registers_go_with_the_driver),
	KUNIT_CASE(the_bus_releases),
	KUNIT_CASE(leftovers_keep_a_driver_off),
	KUNIT_CASE(g2_devm_probe_unwinds),
	{ }
};

static struct kunit_suite devres_suite = {
	.name = "devres",
	.suite_init = failnth_suite_init,
	.init = start_device,
	.exit = end_device,
	.one_cpu = true,
	.test_cases = devres_cases,
};
kunit_test_suite(devres_suite);
