// SPDX-License-Identifier: MIT
/* One line, three handlers: all are asked, in order. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "../edu.h"

struct listener {
	const char *name;
	u32 mine;
	int asked, took;
};

static struct listener listeners[] = { { "one", 1 }, { "two", 2 }, { "all", 0xff } };

static irqreturn_t handler(int irq, void *dev_id)
{
	struct listener *l = dev_id;
	u32 cause = readl(edu_regs + EDU_IRQ_STATUS) & l->mine;

	l->asked++;
	if (cause) {
		l->took++;
		writel(cause, edu_regs + EDU_IRQ_ACK);
	}
	pr_info("%s is asked: %s\n", l->name, cause ? "mine" : "not mine");
	return IRQ_RETVAL(cause);
}

static int __init irq_shared_init(void)
{
	int ret = edu_get(), i;

	if (ret)
		return ret;
	for (i = 0; i < ARRAY_SIZE(listeners); i++)
		pr_info("request %s: %d\n", listeners[i].name,
			request_irq(edu_dev->irq, handler, IRQF_SHARED, listeners[i].name,
				    &listeners[i]));
	edu_raise(1);
	edu_raise(2);
	edu_raise(3);
	edu_raise(4);
	free_irq(edu_dev->irq, &listeners[1]);
	edu_raise(2);
	return 0;
}

static void __exit irq_shared_exit(void)
{
	free_irq(edu_dev->irq, &listeners[0]);
	free_irq(edu_dev->irq, &listeners[2]);
	pr_info("asked %d %d %d, took %d %d %d\n", listeners[0].asked, listeners[1].asked,
		listeners[2].asked, listeners[0].took, listeners[1].took, listeners[2].took);
	edu_put();
}

module_init(irq_shared_init);
module_exit(irq_shared_exit);

MODULE_LICENSE("Dual MIT/GPL");
