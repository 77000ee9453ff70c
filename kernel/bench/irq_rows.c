// SPDX-License-Identifier: MIT
/*
 * kernel/bench/irq_rows.c - rows that begin with a device's interrupt
 *
 * The device is QEMU's "edu": a store to one register raises its interrupt at
 * once, a store to another takes it back.  The handlers do nothing beyond that
 * store but what their row is about.  The driver is bound while a row runs, and
 * only if nobody else has the device.
 */

#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "bench.h"

#define EDU_VENDOR	0x1234
#define EDU_DEVICE	0x11e8
#define EDU_RAISE	0x60	/* WO: raise the interrupt with these cause bits */
#define EDU_ACK		0x64	/* WO: take these cause bits back */
#define EDU_CAUSE	1

#define TIMER_LINE	0	/* irq 0: its chip tells which controller the machine uses */

/* Own CPU only: one row at a time, its handler and its thread. */
static struct {
	void __iomem *regs;
	int irq;
	unsigned int irq_types;		/* PCI_IRQ_*: what the next probe may take */
	u64 entered;			/* when the handler was entered ... */
	u64 left;			/* ... and was about to return */
	u64 reached;			/* when the bottom half ran */
	struct completion done;
} edu;

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int ret = pci_enable_device(pdev);

	if (ret)
		return ret;
	pci_set_master(pdev);		/* MSI is a write by the device */
	edu.regs = pci_iomap(pdev, 0, 0);
	if (!edu.regs) {
		ret = -ENOMEM;
		goto err_disable;
	}
	ret = pci_alloc_irq_vectors(pdev, 1, 1, edu.irq_types);
	if (ret < 0)
		goto err_unmap;
	edu.irq = pci_irq_vector(pdev, 0);
	return 0;

err_unmap:
	pci_iounmap(pdev, edu.regs);
	edu.regs = NULL;
err_disable:
	pci_disable_device(pdev);
	return ret;
}

static void edu_remove(struct pci_dev *pdev)
{
	pci_free_irq_vectors(pdev);
	pci_iounmap(pdev, edu.regs);
	edu.regs = NULL;
	pci_disable_device(pdev);
}

static const struct pci_device_id edu_ids[] = {
	{ PCI_DEVICE(EDU_VENDOR, EDU_DEVICE) },
	{ }
};

static struct pci_driver edu_driver = {
	.name = "bench_edu",
	.id_table = edu_ids,
	.probe = edu_probe,
	.remove = edu_remove,
};

static __always_inline void edu_raise(void)
{
	writel(EDU_CAUSE, edu.regs + EDU_RAISE);
}

static __always_inline void edu_ack(void)
{
	writel(EDU_CAUSE, edu.regs + EDU_ACK);
}

/* Take the device and its line, take samples with @once, give them back. */
static int with_edu(struct bench *b, unsigned int types, irq_handler_t handler,
		    irq_handler_t thread_fn, u64 (*once)(void))
{
	int ret;

	edu.irq_types = types;
	init_completion(&edu.done);
	ret = pci_register_driver(&edu_driver);
	if (ret)
		return ret;
	ret = -ENODEV;
	if (!edu.regs)
		goto out;
	ret = request_threaded_irq((unsigned int)edu.irq, handler, thread_fn, IRQF_SHARED,
				   "bench_edu", &edu);
	if (ret)
		goto out;
	while (bench_wants_more(b))
		bench_sample(b, once());
	free_irq((unsigned int)edu.irq, &edu);
out:
	pci_unregister_driver(&edu_driver);
	return ret;
}

/* ---- top half ---- */

static irqreturn_t ack_only(int irq, void *dev_id)
{
	edu_ack();
	return IRQ_HANDLED;
}

static irqreturn_t ack_and_note(int irq, void *dev_id)
{
	edu.entered = bench_now();
	edu_ack();
	edu.left = bench_now();
	return IRQ_HANDLED;
}

static u64 once_round_trip(void)
{
	u64 start = bench_now();

	edu_raise();
	return bench_now() - start;
}

static u64 once_to_handler(void)
{
	u64 start = bench_now();

	edu_raise();
	return READ_ONCE(edu.entered) - start;
}

static u64 once_return(void)
{
	u64 back;

	edu_raise();
	back = bench_now();
	return back - READ_ONCE(edu.left);
}

static int irq_raise_to_handler(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_and_note, NULL, once_to_handler);
}

static int irq_return(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_and_note, NULL, once_return);
}

static int irq_round_trip(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_only, NULL, once_round_trip);
}

/* Only where lines end at the 8259: boot with noapic nolapic. */
static int pic_round_trip(struct bench *b)
{
	const struct irq_chip *chip = irq_get_chip(TIMER_LINE);

	if (!chip || strcmp(chip->name, "XT-PIC"))
		return -ENODEV;
	return irq_round_trip(b);
}

static int msi_round_trip(struct bench *b)
{
	return with_edu(b, PCI_IRQ_MSI, ack_only, NULL, once_round_trip);
}

/* ---- softirq and tasklet ---- */

/* A vector that nothing else in Hemi uses */
#define BENCH_SOFTIRQ	BLOCK_SOFTIRQ

static void note_softirq(struct softirq_action *h)
{
	edu.reached = bench_now();
}

static void note_tasklet_fn(struct tasklet_struct *t)
{
	edu.reached = bench_now();
}
static DECLARE_TASKLET(note_tasklet, note_tasklet_fn);

static irqreturn_t ack_and_raise_softirq(int irq, void *dev_id)
{
	edu_ack();
	edu.left = bench_now();
	raise_softirq(BENCH_SOFTIRQ);
	return IRQ_HANDLED;
}

static irqreturn_t ack_and_schedule_tasklet(int irq, void *dev_id)
{
	edu_ack();
	edu.left = bench_now();
	tasklet_schedule(&note_tasklet);
	return IRQ_HANDLED;
}

static u64 once_to_bottom_half(void)
{
	edu_raise();
	barrier();
	return READ_ONCE(edu.reached) - READ_ONCE(edu.left);
}

static int irq_to_softirq(struct bench *b)
{
	open_softirq(BENCH_SOFTIRQ, note_softirq);
	return with_edu(b, PCI_IRQ_LEGACY, ack_and_raise_softirq, NULL, once_to_bottom_half);
}

static int irq_to_tasklet(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_and_schedule_tasklet, NULL, once_to_bottom_half);
}

static void empty_tasklet_fn(struct tasklet_struct *t)
{
}
static DECLARE_TASKLET(empty_tasklet, empty_tasklet_fn);

static irqreturn_t ack_with_tasklet(int irq, void *dev_id)
{
	edu_ack();
	tasklet_schedule(&empty_tasklet);
	return IRQ_HANDLED;
}

static int irq_round_trip_tasklet(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_with_tasklet, NULL, once_round_trip);
}

/* ---- work and threads: the raising task then waits, so no row goes through idle ---- */

static struct workqueue_struct *bench_wq;	/* of the row that runs; NULL: the system's */

static void note_work_fn(struct work_struct *work)
{
	edu.reached = bench_now();
	complete(&edu.done);
}
static DECLARE_WORK(note_work, note_work_fn);

static irqreturn_t ack_and_schedule_work(int irq, void *dev_id)
{
	edu_ack();
	edu.left = bench_now();
	schedule_work(&note_work);
	return IRQ_HANDLED;
}

static irqreturn_t ack_and_queue_work(int irq, void *dev_id)
{
	edu_ack();
	edu.left = bench_now();
	queue_work(bench_wq, &note_work);
	return IRQ_HANDLED;
}

static irqreturn_t ack_and_wake_thread(int irq, void *dev_id)
{
	edu_ack();
	edu.left = bench_now();
	return IRQ_WAKE_THREAD;
}

static irqreturn_t note_thread_fn(int irq, void *dev_id)
{
	edu.reached = bench_now();
	complete(&edu.done);
	return IRQ_HANDLED;
}

static u64 once_to_task(void)
{
	edu_raise();
	wait_for_completion(&edu.done);
	return READ_ONCE(edu.reached) - READ_ONCE(edu.left);
}

static int irq_to_work(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_and_schedule_work, NULL, once_to_task);
}

static int irq_to_wq(struct bench *b, unsigned int flags)
{
	int ret;

	bench_wq = alloc_workqueue("bench", flags, 0);
	if (!bench_wq)
		return -ENOMEM;
	ret = with_edu(b, PCI_IRQ_LEGACY, ack_and_queue_work, NULL, once_to_task);
	destroy_workqueue(bench_wq);
	return ret;
}

static int irq_to_work_highpri(struct bench *b)
{
	return irq_to_wq(b, WQ_HIGHPRI);
}

static int irq_to_work_unbound(struct bench *b)
{
	return irq_to_wq(b, WQ_UNBOUND);
}

static int irq_to_thread(struct bench *b)
{
	return with_edu(b, PCI_IRQ_LEGACY, ack_and_wake_thread, note_thread_fn, once_to_task);
}

const struct bench_row bench_irq_rows[] = {
	{ "irq_raise_to_handler", irq_raise_to_handler, 1 },
	{ "irq_return", irq_return, 1 },
	{ "irq_round_trip", irq_round_trip, 1 },
	{ "msi_round_trip", msi_round_trip, 1 },
	{ "pic_round_trip", pic_round_trip, 1 },
	{ "irq_to_softirq", irq_to_softirq, 1 },
	{ "irq_to_tasklet", irq_to_tasklet, 1 },
	{ "irq_round_trip_tasklet", irq_round_trip_tasklet, 1 },
	{ "irq_to_work", irq_to_work, 1 },
	{ "irq_to_work_highpri", irq_to_work_highpri, 1 },
	{ "irq_to_work_unbound", irq_to_work_unbound, 1 },
	{ "irq_to_thread", irq_to_thread, 1 },
	{ }
};
