// SPDX-License-Identifier: MIT
/* A reader thread sleeps until the interrupt has filled a kfifo. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/kfifo.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/wait.h>

#include "../edu.h"

static DEFINE_KFIFO(fifo, u32, 8);
static DECLARE_WAIT_QUEUE_HEAD(filled);
static DEFINE_SPINLOCK(lock);
static struct task_struct *reader;

static irqreturn_t handler(int irq, void *dev_id)
{
	u32 cause = edu_ack();

	if (!cause)
		return IRQ_NONE;
	spin_lock(&lock);
	pr_info("handler: put %u: %d\n", cause, kfifo_put(&fifo, cause));
	spin_unlock(&lock);
	wake_up_interruptible(&filled);
	return IRQ_HANDLED;
}

static bool take(u32 *value)
{
	bool got;

	spin_lock_irq(&lock);
	got = kfifo_get(&fifo, value);
	spin_unlock_irq(&lock);
	return got;
}

static int reader_fn(void *unused)
{
	u32 value;

	while (!kthread_should_stop()) {
		wait_event_interruptible(filled, !kfifo_is_empty(&fifo) || kthread_should_stop());
		while (take(&value))
			pr_info("reader: %u\n", value);
	}
	pr_info("reader ends\n");
	return 7;
}

static int __init irq_wake_init(void)
{
	int ret = edu_get(), i;

	if (ret)
		return ret;
	ret = request_irq(edu_dev->irq, handler, IRQF_SHARED, "irq_wake", &fifo);
	if (ret)
		goto err_put;
	reader = kthread_run(reader_fn, NULL, "reader");
	if (IS_ERR(reader)) {
		ret = PTR_ERR(reader);
		goto err_free;
	}
	preempt_disable();
	for (i = 1; i <= 10; i++)
		edu_raise(i);
	pr_info("raised ten\n");
	preempt_enable();
	msleep(1);
	pr_info("left %u\n", kfifo_len(&fifo));
	return 0;

err_free:
	free_irq(edu_dev->irq, &fifo);
err_put:
	edu_put();
	return ret;
}

static void __exit irq_wake_exit(void)
{
	pr_info("stop: %d\n", kthread_stop(reader));
	free_irq(edu_dev->irq, &fifo);
	edu_put();
}

module_init(irq_wake_init);
module_exit(irq_wake_exit);

MODULE_LICENSE("Dual MIT/GPL");
