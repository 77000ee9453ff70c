// SPDX-License-Identifier: MIT
/*
 * The whole chain, by QEMU's edu device: interrupt -> softirq -> tasklet -> work item.
 * The device interrupts when its register RAISE is written: here a thread of our own does it,
 * count= times, ms= milliseconds after loading.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#define EDU_STATUS	0x24	/* of the interrupt: 0 means "not mine" */
#define EDU_RAISE	0x60	/* a bit that is written here interrupts */
#define EDU_ACK		0x64	/* and is taken back here */

static int count = 1;
module_param(count, int, 0444);
MODULE_PARM_DESC(count, "how many interrupts");

static int ms;
module_param(ms, int, 0444);
MODULE_PARM_DESC(ms, "when to begin, from now");

static void __iomem *regs;
static struct task_struct *raiser;
static int top_halves, tasklets, works;

static void bottom_half_that_may_sleep(struct work_struct *work)
{
	usleep_range(100, 100);
	works++;
}

static DECLARE_WORK(chain_work, bottom_half_that_may_sleep);

static void bottom_half_that_is_soon(struct tasklet_struct *t)
{
	tasklets++;
	schedule_work(&chain_work);
}

static DECLARE_TASKLET(chain_tasklet, bottom_half_that_is_soon);

static irqreturn_t top_half(int irq, void *dev_id)
{
	u32 cause = ioread32(regs + EDU_STATUS);

	if (!cause)
		return IRQ_NONE;
	iowrite32(cause, regs + EDU_ACK);
	top_halves++;
	tasklet_hi_schedule(&chain_tasklet);
	return IRQ_HANDLED;
}

static int raise_interrupts(void *unused)
{
	msleep(ms);
	for (int i = 0; i < count; i++)
		iowrite32(1, regs + EDU_RAISE);
	flush_work(&chain_work);
	pr_info("edu_chain: %d interrupts, %d tasklets, %d work items\n", top_halves, tasklets,
		works);
	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static int edu_chain_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int ret = pci_enable_device(pdev);

	if (ret)
		return ret;
	ret = -ENOMEM;
	regs = pci_iomap(pdev, 0, 0);
	if (!regs)
		goto err_disable;
	ret = request_irq(pdev->irq, top_half, IRQF_SHARED, "edu_chain", pdev);
	if (ret)
		goto err_unmap;
	raiser = kthread_run(raise_interrupts, NULL, "raiser");
	if (!IS_ERR(raiser))
		return 0;

	ret = PTR_ERR(raiser);
	free_irq(pdev->irq, pdev);
err_unmap:
	pci_iounmap(pdev, regs);
err_disable:
	pci_disable_device(pdev);
	return ret;
}

/* From the source of the chain to its end: whoever starts something is stopped first. */
static void edu_chain_remove(struct pci_dev *pdev)
{
	kthread_stop(raiser);
	free_irq(pdev->irq, pdev);
	tasklet_kill(&chain_tasklet);
	cancel_work_sync(&chain_work);
	pci_iounmap(pdev, regs);
	pci_disable_device(pdev);
}

static const struct pci_device_id edu_chain_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ }
};
MODULE_DEVICE_TABLE(pci, edu_chain_ids);

static struct pci_driver edu_chain_driver = {
	.name		= "edu_chain",
	.id_table	= edu_chain_ids,
	.probe		= edu_chain_probe,
	.remove		= edu_chain_remove,
};
module_pci_driver(edu_chain_driver);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Interrupt, tasklet, work item");
