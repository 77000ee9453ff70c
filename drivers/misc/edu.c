// SPDX-License-Identifier: MIT
/*
 * drivers/misc/edu.c - QEMU's "edu" PCI device: one top half, one bottom half
 *
 * Reading order: 9.  Reached from ask_handlers() in kernel/irq/handle.c.
 *                    Continues in kernel/irq/context.c, irq_exit().
 *
 * What it is for
 *
 *   The smallest complete driver in the tree: read it first.  The device computes
 *   factorials, and raises its interrupt when it is done or when it is told to.  It
 *   starts on demand only, by `mod edu`, for the device belongs to the reader's
 *   own driver.  It uses nothing but Linux's interface.
 *
 * How it works: one request, in time order
 *
 *     edu_request()           process   take the mutex, start the device, sleep
 *       edu_top_half()        hardirq   read the cause, acknowledge, schedule_work()
 *         edu_bottom_half()   kworker   read the result, complete()
 *     edu_request()           process   wake, drop the mutex, return
 *
 *   Reading one register would fit into the top half; a bottom half that is worth
 *   its name copies a buffer, or sleeps.  Here it shows the way.
 *
 * Context
 *
 *   edu_top_half()      hardirq, interrupts off; the line may be shared
 *   edu_bottom_half()   kworker; may sleep
 *   all others          process
 *
 * Locking: who may touch what
 *
 *   registers STATUS, FACTORIAL, RAISE   holder of edu->mutex, or the bottom half he waits for
 *   registers IRQ_STATUS, IRQ_ACK        top half only
 *   edu->result                          bottom half writes before complete(), waiter
 *                                        reads after wait_for_completion()
 *
 *   The top half shares no memory with anybody, so there is no spinlock.
 *
 * Parameters: msi=1 uses a message instead of the wire where that is possible;
 * n=10 computes 10! at once.
 *
 * See also: QEMU documentation, "EDU device"; tests/unit/pci_test.c.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "edu_regs.h"

#define EDU_TIMEOUT	msecs_to_jiffies(1000)

static bool msi;
module_param(msi, bool, 0444);
MODULE_PARM_DESC(msi, "use a message signalled interrupt if possible");

static unsigned int n;
module_param(n, uint, 0444);
MODULE_PARM_DESC(n, "compute n! when the device is bound");

struct edu {
	void __iomem		*regs;	/* I */
	struct pci_dev		*pdev;	/* I */
	struct mutex		mutex;	/* one request at a time */
	struct work_struct	work;	/* the bottom half */
	struct completion	done;
	u32			result;	/* see "Locking" */
};

/* ---- the top half -------------------------------------------------------------------- */

/* Silences the device and hands over.  Must not touch edu->result. */
static irqreturn_t edu_top_half(int irq, void *dev_id)
{
	struct edu *edu = dev_id;
	u32 cause = ioread32(edu->regs + EDU_IRQ_STATUS);

	if (!cause)
		return IRQ_NONE;	/* another device on this line */

	/* The line is a level: not acknowledged, it would bring us back at once, for ever. */
	iowrite32(cause, edu->regs + EDU_IRQ_ACK);

	if (cause & (EDU_IRQ_FACTORIAL | EDU_IRQ_TEST))
		schedule_work(&edu->work);
	return IRQ_HANDLED;
}

/* ---- the bottom half ------------------------------------------------------------------- */

static void edu_bottom_half(struct work_struct *work)
{
	struct edu *edu = container_of(work, struct edu, work);

	edu->result = ioread32(edu->regs + EDU_FACTORIAL);
	complete(&edu->done);		/* hands the result to the waiter */
}

/* ---- requests ---------------------------------------------------------------------------- */

/* After this no late interrupt can complete the NEXT request by mistake. */
static void edu_quiesce(struct edu *edu)
{
	iowrite32(0, edu->regs + EDU_STATUS);	/* no more interrupts ...             */
	ioread32(edu->regs + EDU_STATUS);	/* ... (the write has arrived)        */
	synchronize_irq(edu->pdev->irq);	/* the top half has returned          */
	cancel_work_sync(&edu->work);		/* so has the bottom half, or it won't run */
}

/*
 * Write @value to @reg, which makes the device interrupt, and wait for the bottom half.
 * Context: process; sleeps.
 * Return: 0, or -ETIMEDOUT if no interrupt came.
 */
static int edu_request(struct edu *edu, enum edu_reg reg, u32 value)
{
	int ret = 0;

	lockdep_assert_held(&edu->mutex);
	reinit_completion(&edu->done);
	iowrite32(value, edu->regs + reg);
	if (!wait_for_completion_timeout(&edu->done, EDU_TIMEOUT)) {
		edu_quiesce(edu);
		ret = -ETIMEDOUT;
	}
	return ret;
}

/* Compute number! modulo 2^32 on the device.  Return: 0 and the value in *out, or -ETIMEDOUT. */
static int edu_factorial(struct edu *edu, u32 number, u32 *out)
{
	int ret;

	mutex_lock(&edu->mutex);
	iowrite32(EDU_STATUS_IRQ_DONE, edu->regs + EDU_STATUS);
	ret = edu_request(edu, EDU_FACTORIAL, number);
	if (!ret)
		*out = edu->result;
	mutex_unlock(&edu->mutex);
	return ret;
}

/* Does an interrupt arrive, and its work run?  Exact in virtual time: no host thread computes. */
static int edu_self_test(struct edu *edu)
{
	int ret;

	mutex_lock(&edu->mutex);
	ret = edu_request(edu, EDU_IRQ_RAISE, EDU_IRQ_TEST);
	mutex_unlock(&edu->mutex);
	return ret;
}

static bool edu_is_there(struct edu *edu)
{
	const u32 pattern = 0x12345678;

	if ((ioread32(edu->regs + EDU_ID) & EDU_ID_MAGIC_MASK) != EDU_ID_MAGIC)
		return false;
	iowrite32(pattern, edu->regs + EDU_LIVENESS);
	return ioread32(edu->regs + EDU_LIVENESS) == ~pattern;
}

/* ---- binding ------------------------------------------------------------------------------- */

static struct edu *edu_alloc(struct pci_dev *pdev)
{
	struct edu *edu = kzalloc(sizeof(*edu), GFP_KERNEL);

	if (!edu)
		return NULL;
	edu->pdev = pdev;
	mutex_init(&edu->mutex);
	init_completion(&edu->done);
	INIT_WORK(&edu->work, edu_bottom_half);
	return edu;
}

/* Say that the path works, and what was asked for by n=. */
static int edu_introduce(struct edu *edu)
{
	struct device *dev = &edu->pdev->dev;
	u32 value;
	int ret;

	ret = edu_self_test(edu);
	if (ret) {
		dev_err(dev, "no interrupt on irq %u\n", edu->pdev->irq);
		return ret;
	}
	dev_info(dev, "%s irq %u\n", edu->pdev->msi_enabled ? "MSI" : "INTx", edu->pdev->irq);
	if (!n)
		return 0;
	ret = edu_factorial(edu, n, &value);
	if (!ret)
		dev_info(dev, "%u! = %u\n", n, value);
	return ret;
}

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu *edu = edu_alloc(pdev);
	int ret;

	if (!edu)
		return -ENOMEM;

	ret = pci_enable_device(pdev);
	if (ret)
		goto err_free;
	ret = pci_request_regions(pdev, "edu");
	if (ret)
		goto err_disable;
	ret = -ENOMEM;
	edu->regs = pci_iomap(pdev, 0, 0);
	if (!edu->regs)
		goto err_release;
	ret = -ENODEV;
	if (!edu_is_there(edu))
		goto err_unmap;

	pci_set_master(pdev);		/* a message is a write to memory */
	ret = pci_alloc_irq_vectors(pdev, 1, 1, msi ? PCI_IRQ_ALL_TYPES : PCI_IRQ_LEGACY);
	if (ret < 0)
		goto err_unmap;
	/* Everything that the handler uses is ready before this line. */
	ret = request_irq(pdev->irq, edu_top_half, IRQF_SHARED, "edu", edu);
	if (ret)
		goto err_vectors;

	pci_set_drvdata(pdev, edu);
	ret = edu_introduce(edu);
	if (!ret)
		return 0;

	free_irq(pdev->irq, edu);	/* no top half after this ...         */
	cancel_work_sync(&edu->work);	/* ... and therefore no bottom half   */
err_vectors:
	pci_free_irq_vectors(pdev);
err_unmap:
	pci_iounmap(pdev, edu->regs);
err_release:
	pci_release_regions(pdev);
err_disable:
	pci_disable_device(pdev);
err_free:
	kfree(edu);
	return ret;
}

/* Undo probe in reverse order; the order of the first two lines matters. */
static void edu_remove(struct pci_dev *pdev)
{
	struct edu *edu = pci_get_drvdata(pdev);

	free_irq(pdev->irq, edu);
	cancel_work_sync(&edu->work);
	pci_free_irq_vectors(pdev);
	pci_iounmap(pdev, edu->regs);
	pci_release_regions(pdev);
	pci_disable_device(pdev);
	kfree(edu);
}

static const struct pci_device_id edu_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR_ID, EDU_DEVICE_ID) },
	{ }
};
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name		= "edu",
	.id_table	= edu_ids,
	.probe		= edu_probe,
	.remove		= edu_remove,
};
module_pci_driver(edu_driver);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("QEMU edu device: one top half, one bottom half");
