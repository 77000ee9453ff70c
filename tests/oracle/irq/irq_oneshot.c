// SPDX-License-Identifier: MIT
/* A thread without a handler: the line stays masked until it is done. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>

#include "../edu.h"

static int served;
static DECLARE_COMPLETION(done);

static irqreturn_t thread_fn(int irq, void *dev_id)
{
	u32 cause = readl(edu_regs + EDU_IRQ_STATUS);

	pr_info("thread %d: cause %u\n", ++served, cause);
	if (cause & 1)
		edu_raise(4);		/* the line is a level, and masked: no storm */
	msleep(1);
	cause = edu_ack();
	pr_info("thread %d: acknowledged %u\n", served, cause);
	complete(&done);
	return cause ? IRQ_HANDLED : IRQ_NONE;
}

static int __init irq_oneshot_init(void)
{
	int ret = edu_get();

	if (ret)
		return ret;
	ret = request_threaded_irq(edu_dev->irq, NULL, thread_fn, IRQF_ONESHOT, "oneshot", &served);
	if (ret) {
		pr_info("request %d\n", ret);
		edu_put();
		return ret;
	}
	edu_raise(1);
	wait_for_completion(&done);
	pr_info("init: one\n");
	edu_raise(2);
	wait_for_completion(&done);
	pr_info("init: two\n");
	return 0;
}

static void __exit irq_oneshot_exit(void)
{
	free_irq(edu_dev->irq, &served);
	pr_info("served %d\n", served);
	edu_put();
}

module_init(irq_oneshot_init);
module_exit(irq_oneshot_exit);

MODULE_LICENSE("Dual MIT/GPL");
