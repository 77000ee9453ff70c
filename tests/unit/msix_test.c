// SPDX-License-Identifier: MIT
/*
 * tests/unit/msix_test.c - many messages of one device, and drivers that clean up by themselves
 *
 * QEMU's e1000e network card, which the q35 machine has: five rows, each of which a register
 * can be made to send.  The cases are skipped where there is none.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/pci.h>

#include "failnth.h"

#define E1000E_VENDOR	0x8086
#define E1000E_DEVICE	0x10d3
#define E1000E_ROWS	5

/* "82574 GbE Controller Family Datasheet", "Interrupt Registers". */
#define REG_ICR		0x000c0		/* causes; 1 clears */
#define REG_ICS		0x000c8		/* causes to set: SENDS */
#define REG_IMS		0x000d0		/* causes to allow */
#define REG_IMC		0x000d8		/* causes to forbid */
#define REG_IVAR	0x000e4		/* cause -> row: 4 bits each, the highest: valid */
#define CAUSE_RXQ0	BIT(20)
#define CAUSE_RXQ1	BIT(21)
#define CAUSE_TXQ0	BIT(22)
#define IVAR_ROWS	0x00000a98	/* RXQ0: row 0, RXQ1: row 1, TXQ0: row 2 */
#define ROWS_USED	3

#define ARRIVES_US	2000

static struct pci_dev *card;
static void __iomem *regs;
static atomic_t seen[E1000E_ROWS];
static int probe_ret;
static int (*do_probe)(struct pci_dev *pdev);

static irqreturn_t count_row(int irq, void *counter)
{
	atomic_inc(counter);
	return IRQ_HANDLED;
}

static int card_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	card = pdev;
	probe_ret = do_probe(pdev);
	return probe_ret;
}

static const struct pci_device_id card_ids[] = {
	{ PCI_DEVICE(E1000E_VENDOR, E1000E_DEVICE) },
	{ }
};

static struct pci_driver card_driver = {
	.name = "msix_test",
	.id_table = card_ids,
	.probe = card_probe,
};

static int managed_probe(struct pci_dev *pdev)
{
	int ret = pcim_enable_device(pdev);

	if (!ret)
		ret = pcim_iomap_regions(pdev, BIT(0), "msix_test");
	if (ret)
		return ret;
	regs = pcim_iomap_table(pdev)[0];
	pci_set_master(pdev);
	writel(~0u, regs + REG_IMC);
	readl(regs + REG_ICR);
	return dmam_alloc_coherent(&pdev->dev, 100, &(dma_addr_t){ 0 }, GFP_KERNEL) ? 0 : -ENOMEM;
}

static int request_rows(struct pci_dev *pdev, int n)
{
	int ret = 0;

	for (int i = 0; i < n && !ret; i++)
		ret = devm_request_irq(&pdev->dev, pci_irq_vector(pdev, i), count_row, 0,
				       "msix_test", &seen[i]);
	return ret;
}

static int three_rows(struct pci_dev *pdev)
{
	int ret = managed_probe(pdev);

	if (!ret)
		ret = pci_alloc_irq_vectors(pdev, ROWS_USED, ROWS_USED, PCI_IRQ_MSIX);
	if (ret < 0)
		return ret;
	ret = request_rows(pdev, ROWS_USED);
	writel(IVAR_ROWS, regs + REG_IVAR);
	writel(CAUSE_RXQ0 | CAUSE_RXQ1 | CAUSE_TXQ0, regs + REG_IMS);
	return ret;
}

/* ---- the cases ------------------------------------------------------------------------------ */

static bool card_is_there(void)
{
	struct pci_dev *dev = pci_get_device(E1000E_VENDOR, E1000E_DEVICE, NULL);

	return dev && !dev->driver;
}

static void bind_card(struct kunit *test, int (*probe)(struct pci_dev *pdev))
{
	if (!card_is_there())
		kunit_skip(test, "no e1000e");
	for (int i = 0; i < E1000E_ROWS; i++)
		atomic_set(&seen[i], 0);
	do_probe = probe;
	probe_ret = -ENODEV;
	KUNIT_ASSERT_EQ(test, pci_register_driver(&card_driver), 0);
	if (probe_ret == -ENOSYS)
		kunit_skip(test, "no local APIC");
	KUNIT_ASSERT_EQ(test, probe_ret, 0);
}

static void msix_exit(struct kunit *test)
{
	if (card_driver.driver.p)
		pci_unregister_driver(&card_driver);
}

static void expect_seen(struct kunit *test, int a, int b, int c)
{
	udelay(ARRIVES_US);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen[0]), a);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen[1]), b);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen[2]), c);
}

static void send(u32 cause)
{
	writel(cause, regs + REG_ICS);
	udelay(ARRIVES_US);
	writel(cause, regs + REG_ICR);
}

static void each_row_has_its_own_interrupt(struct kunit *test)
{
	bind_card(test, three_rows);
	KUNIT_EXPECT_TRUE(test, card->msix_enabled);
	KUNIT_EXPECT_NE(test, pci_irq_vector(card, 0), pci_irq_vector(card, 1));
	KUNIT_EXPECT_EQ(test, pci_irq_vector(card, ROWS_USED), -EINVAL);
	send(CAUSE_RXQ0);
	expect_seen(test, 1, 0, 0);
	send(CAUSE_TXQ0);
	expect_seen(test, 1, 0, 1);
	send(CAUSE_RXQ1);
	send(CAUSE_RXQ1);
	expect_seen(test, 1, 2, 1);
}

/* What comes while it is off is kept, and one row's mask is nobody else's. */
static void a_row_that_is_off_is_kept(struct kunit *test)
{
	bind_card(test, three_rows);
	disable_irq(pci_irq_vector(card, 1));
	send(CAUSE_RXQ1);
	send(CAUSE_RXQ0);
	expect_seen(test, 1, 0, 0);
	enable_irq(pci_irq_vector(card, 1));
	expect_seen(test, 1, 1, 0);
}

static int no_rows(struct pci_dev *pdev)
{
	return managed_probe(pdev);
}

static void as_many_as_there_are(struct kunit *test)
{
	struct msix_entry entries[2] = { { .entry = 4 }, { .entry = 1 } };
	struct msix_entry beyond = { .entry = E1000E_ROWS };
	int n;

	bind_card(test, no_rows);
	KUNIT_EXPECT_EQ(test, pci_msix_vec_count(card), E1000E_ROWS);
	KUNIT_EXPECT_EQ(test, pci_alloc_irq_vectors(card, 6, 8, PCI_IRQ_MSIX), -ENOSPC);
	KUNIT_EXPECT_EQ(test, pci_enable_msix_exact(card, &beyond, 1), -EINVAL);
	n = pci_alloc_irq_vectors(card, 1, 8, PCI_IRQ_ALL_TYPES);
	if (n == 1 && !card->msix_enabled)
		kunit_skip(test, "no local APIC");
	KUNIT_EXPECT_EQ(test, n, E1000E_ROWS);
	KUNIT_EXPECT_EQ(test, pci_alloc_irq_vectors(card, 1, 1, PCI_IRQ_MSIX), -EINVAL);
	pci_free_irq_vectors(card);
	KUNIT_EXPECT_EQ(test, pci_enable_msix_exact(card, entries, 2), 0);
	KUNIT_EXPECT_EQ(test, (int)entries[1].vector, pci_irq_vector(card, 1));
	pci_disable_msix(card);
}

/* Nothing is given back by the driver: all is, when it goes. */
static void a_managed_device_is_switched_off(struct kunit *test)
{
	struct resource *bar;

	bind_card(test, three_rows);
	bar = &card->resource[0];
	KUNIT_EXPECT_TRUE(test, pci_is_enabled(card));
	KUNIT_EXPECT_NULL(test, request_mem_region(bar->start, resource_size(bar), "other"));
	pci_unregister_driver(&card_driver);
	KUNIT_EXPECT_FALSE(test, pci_is_enabled(card));
	KUNIT_EXPECT_FALSE(test, card->msix_enabled);
	KUNIT_EXPECT_NOT_NULL(test, request_mem_region(bar->start, resource_size(bar), "other"));
	release_mem_region(bar->start, resource_size(bar));
}

static struct kunit_case msix_cases[] = {
	KUNIT_CASE(each_row_has_its_own_interrupt),
	KUNIT_CASE(a_row_that_is_off_is_kept),
	KUNIT_CASE(as_many_as_there_are),
	KUNIT_CASE(a_managed_device_is_switched_off),
	{ }
};

static struct kunit_suite msix_suite = {
	.name = "msix",
	.one_cpu = true,
	.exit = msix_exit,
	.test_cases = msix_cases,
};

/* ---- without memory ----------------------------------------------------------------------- */

static int path_msix(struct kunit *test)
{
	int err;

	do_probe = three_rows;
	probe_ret = -ENOMEM;
	err = pci_register_driver(&card_driver);
	if (err)
		return err;
	pci_unregister_driver(&card_driver);
	/* Without memory a region is busy, and there are too few vectors; on Linux, too. */
	return probe_ret == -EBUSY || probe_ret == -ENOSPC ? -ENOMEM : probe_ret;
}

static void g2_every_allocation_may_fail(struct kunit *test)
{
	bind_card(test, three_rows);
	pci_unregister_driver(&card_driver);
	failnth_sweep(test, "MSI-X", path_msix);
}

static struct kunit_case msix_memory_cases[] = { KUNIT_CASE(g2_every_allocation_may_fail), { } };

static struct kunit_suite msix_memory_suite = {
	.name = "msix_failnth",
	.suite_init = failnth_suite_init,
	.exit = msix_exit,
	.test_cases = msix_memory_cases,
};
kunit_test_suites(&msix_suite, &msix_memory_suite);
