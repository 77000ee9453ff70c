// SPDX-License-Identifier: MIT
/* Scheduling with a spinlock held, and with preemption off. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);

static int __init misuse_atomic_init(void)
{
	spin_lock(&lock);
	msleep(1);
	spin_unlock(&lock);
	pr_info("survived a spinlock\n");
	preempt_disable();
	schedule();
	preempt_enable();
	pr_info("survived preemption off, count %x\n", preempt_count());
	return 0;
}

static void __exit misuse_atomic_exit(void)
{
}

module_init(misuse_atomic_init);
module_exit(misuse_atomic_exit);

MODULE_LICENSE("Dual MIT/GPL");
