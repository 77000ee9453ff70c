// SPDX-License-Identifier: MIT
/*
 * drivers/misc/edu_main.c - QEMU's "edu" PCI device: one top half, one bottom half
 *
 * Reading order: 9.  Reached from ask_handlers() in kernel/irq/handle.c.
 *                    Continues in kernel/irq/context.c, irq_exit().
 *
 * What it is for
 *
 *   A complete driver that is small: read it first.  The device computes factorials and
 *   copies memory (edu_dma.c); programs use it as /dev/edu (edu_cdev.c).  It starts on demand
 *   only, by `mod edu` or as edu.ko, for the device belongs to the reader's own driver.
 *
 * How it works: one request, in time order
 *
 *     edu_request()           process   take the mutex, start the device, sleep
 *       edu_top_half()        hardirq   read the cause, acknowledge, schedule_work()
 *         edu_bottom_half()   kworker   read the result, complete()
 *     edu_request()           process   wake, drop the mutex, return
 *
 *   Reading a register would fit into the top half; a real bottom half copies, or sleeps.
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
 *   The top half shares no memory, so there is no spinlock.
 *
 * Parameters: msi=1: a message instead of the wire if possible; n=10: 10! at once.
 * See also: QEMU documentation, "EDU device"; tests/unit/{pci,edu}_test.c.
 */

#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "edu.h"

#define EDU_TIMEOUT	msecs_to_jiffies(1000)
#define EDU_BUSY_TIMEOUT (10 * EDU_TIMEOUT)

static bool msi;
module_param(msi, bool, 0444);
MODULE_PARM_DESC(msi, "use a message signalled interrupt if possible");

static unsigned int n;
module_param(n, uint, 0444);
MODULE_PARM_DESC(n, "compute n! when the device is bound");

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
int edu_request(struct edu *edu, enum edu_reg reg, u32 value)
{
	lockdep_assert_held(&edu->mutex);
	reinit_completion(&edu->done);
	iowrite32(value, edu->regs + reg);
	if (wait_for_completion_timeout(&edu->done, EDU_TIMEOUT))
		return 0;
	edu_quiesce(edu);
	return -ETIMEDOUT;
}

/* Nobody else's request, and the device is ours.  0 or -ENODEV. */
int edu_lock(struct edu *edu)
{
	mutex_lock(&edu->mutex);
	if (!edu->program.gone)
		return 0;
	mutex_unlock(&edu->mutex);
	return -ENODEV;
}

void edu_unlock(struct edu *edu)
{
	mutex_unlock(&edu->mutex);
}

/*
 * While it computes, the device drops what it is asked; and after a timeout it may compute
 * still.  Context: process; sleeps.  Return: 0, or -EBUSY after ten times the timeout.
 */
static int edu_await_idle(struct edu *edu)
{
	unsigned long end = jiffies + EDU_BUSY_TIMEOUT;

	while (ioread32(edu->regs + EDU_STATUS) & EDU_STATUS_BUSY) {
		if (time_after(jiffies, end))
			return -EBUSY;
		schedule_timeout_uninterruptible(1);
	}
	return 0;
}

/* Compute number! modulo 2^32 on the device.  Return: 0 and the value in *out, or -errno. */
int edu_factorial(struct edu *edu, u32 number, u32 *out)
{
	int ret = edu_lock(edu);

	if (ret)
		return ret;
	ret = edu_await_idle(edu);
	if (!ret) {
		iowrite32(EDU_STATUS_IRQ_DONE, edu->regs + EDU_STATUS);
		ret = edu_request(edu, EDU_FACTORIAL, number);
	}
	if (!ret)
		*out = edu->result;
	edu_unlock(edu);
	return ret;
}

/* Does an interrupt arrive, and its work run?  Exact in virtual time: no host thread computes. */
int edu_self_test(struct edu *edu)
{
	int ret = edu_lock(edu);

	if (ret)
		return ret;
	ret = edu_request(edu, EDU_IRQ_RAISE, EDU_IRQ_TEST);
	edu_unlock(edu);
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
	kref_init(&edu->program.users);
	mutex_init(&edu->mutex);
	init_completion(&edu->done);
	INIT_WORK(&edu->work, edu_bottom_half);
	return edu;
}

static void edu_free(struct kref *users)
{
	kfree(container_of(users, struct edu, program.users));
}

void edu_put(struct edu *edu)
{
	kref_put(&edu->program.users, edu_free);
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

	pci_set_master(pdev);		/* a message is a write to memory, as all DMA is */
	ret = edu_dma_setup(edu);
	if (ret)
		goto err_unmap;
	ret = pci_alloc_irq_vectors(pdev, 1, 1, msi ? PCI_IRQ_ALL_TYPES : PCI_IRQ_LEGACY);
	if (ret < 0)
		goto err_dma;
	/* Everything that the handler uses is ready before this line. */
	ret = request_irq(pdev->irq, edu_top_half, IRQF_SHARED, "edu", edu);
	if (ret)
		goto err_vectors;

	pci_set_drvdata(pdev, edu);
	ret = edu_introduce(edu);
	if (!ret)
		ret = edu_cdev_add(edu);
	if (!ret)
		return 0;

	free_irq(pdev->irq, edu);	/* no top half after this ...         */
	cancel_work_sync(&edu->work);	/* ... and therefore no bottom half   */
err_vectors:
	pci_free_irq_vectors(pdev);
err_dma:
	edu_dma_end(edu);
err_unmap:
	pci_iounmap(pdev, edu->regs);
err_release:
	pci_release_regions(pdev);
err_disable:
	pci_disable_device(pdev);
err_free:
	edu_put(edu);
	return ret;
}

/*
 * The end is where drivers go wrong.  The doors are shut in the order in which things
 * come in: no program opens the file; no request begins; no interrupt starts a bottom
 * half, none runs; the device does not touch memory.  Then memory, vectors and registers are
 * given back.  What open files still point to goes with the last of them.
 */
static void edu_remove(struct pci_dev *pdev)
{
	struct edu *edu = pci_get_drvdata(pdev);

	edu_cdev_remove(edu);
	mutex_lock(&edu->mutex);	/* the request that runs is the last  */
	edu->program.gone = true;
	mutex_unlock(&edu->mutex);

	free_irq(pdev->irq, edu);
	cancel_work_sync(&edu->work);
	pci_free_irq_vectors(pdev);
	edu_dma_end(edu);
	pci_iounmap(pdev, edu->regs);
	pci_release_regions(pdev);
	pci_disable_device(pdev);
	edu_put(edu);
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

/* What devices will need is there before them, and goes after them. */
static int __init edu_init(void)
{
	int ret = edu_cdev_init();

	if (ret)
		return ret;
	ret = pci_register_driver(&edu_driver);
	if (ret)
		edu_cdev_exit();
	return ret;
}

static void __exit edu_exit(void)
{
	pci_unregister_driver(&edu_driver);
	edu_cdev_exit();
}

module_init(edu_init);
module_exit(edu_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("QEMU edu device: one top half, one bottom half");
