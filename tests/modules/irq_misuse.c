// SPDX-License-Identifier: MIT
/* Mistakes with interrupts that the kernel names and survives; what= picks one. */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define LINE	5			/* nobody else's */

static char *what = "";
module_param(what, charp, 0444);
MODULE_PARM_DESC(what, "free_twice, enable, flags, schedule or sleep");

static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(mutex);
static int first, second;		/* only the addresses count */

static irqreturn_t handler(int irq, void *dev_id)
{
	return IRQ_NONE;
}

static int request(unsigned long flags, const char *name, void *dev_id)
{
	int ret = request_irq(LINE, handler, flags, name, dev_id);

	pr_info("irq_misuse: request_irq() as %s: %d\n", name, ret);
	return ret;
}

static void free_twice(void)
{
	if (request(0, "first", &first))
		return;
	free_irq(LINE, &first);
	free_irq(LINE, &first);
}

static void enable_once_too_often(void)
{
	if (request(0, "first", &first))
		return;
	disable_irq(LINE);
	enable_irq(LINE);
	enable_irq(LINE);
	free_irq(LINE, &first);
}

/* Sharing takes two: both must have said IRQF_SHARED. */
static void disagree_about_sharing(void)
{
	if (request(0, "first", &first))
		return;
	request(IRQF_SHARED, "second", &second);
	request(IRQF_SHARED, "without dev_id", NULL);
	free_irq(LINE, &first);
}

static void schedule_with_a_spinlock(void)
{
	spin_lock(&lock);
	schedule();
	spin_unlock(&lock);
}

static void sleep_with_interrupts_off(void)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	spin_unlock_irqrestore(&lock, flags);
}

static int __init irq_misuse_init(void)
{
	if (!strcmp(what, "free_twice"))
		free_twice();
	else if (!strcmp(what, "enable"))
		enable_once_too_often();
	else if (!strcmp(what, "flags"))
		disagree_about_sharing();
	else if (!strcmp(what, "schedule"))
		schedule_with_a_spinlock();
	else if (!strcmp(what, "sleep"))
		sleep_with_interrupts_off();
	else
		return -EINVAL;
	pr_info("irq_misuse: and on it goes\n");
	return 0;
}

static void __exit irq_misuse_exit(void)
{
}

module_init(irq_misuse_init);
module_exit(irq_misuse_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Mistakes that the kernel names and survives");
