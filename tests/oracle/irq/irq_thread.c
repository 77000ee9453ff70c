// SPDX-License-Identifier: MIT
/* A threaded handler: who runs it, with what priority, when. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/sched.h>

#include "../edu.h"

static int seen, served;
static DECLARE_COMPLETION(done);

static irqreturn_t handler(int irq, void *dev_id)
{
	u32 cause = edu_ack();

	if (!cause)
		return IRQ_NONE;
	pr_info("handler %d: hardirq %d\n", ++seen, !!in_hardirq());
	return cause == 2 ? IRQ_HANDLED : IRQ_WAKE_THREAD;
}

static irqreturn_t thread_fn(int irq, void *dev_id)
{
	pr_info("thread %d: %s policy %u rt_priority %u task %d off %d count %x\n", ++served,
		current->comm, current->policy, current->rt_priority, !!in_task(), irqs_disabled(),
		preempt_count());
	complete(&done);
	return IRQ_HANDLED;
}

static int __init irq_thread_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	ret = request_threaded_irq(edu_dev->irq, handler, thread_fn, IRQF_SHARED, "oracle", &seen);
	if (ret) {
		edu_put();
		return ret;
	}
	edu_raise(1);
	wait_for_completion(&done);
	edu_raise(2);
	pr_info("done %d\n", completion_done(&done));
	edu_raise(4);
	synchronize_irq(edu_dev->irq);
	pr_info("served %d of %d\n", served, seen);
	irq_wake_thread(edu_dev->irq, &seen);
	synchronize_irq(edu_dev->irq);
	pr_info("served %d of %d\n", served, seen);
	return 0;
}

static void __exit irq_thread_exit(void)
{
	free_irq(edu_dev->irq, &seen);
	pr_info("served %d of %d\n", served, seen);
	edu_put();
}

module_init(irq_thread_init);
module_exit(irq_thread_exit);

MODULE_LICENSE("Dual MIT/GPL");
