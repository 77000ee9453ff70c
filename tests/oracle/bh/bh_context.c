// SPDX-License-Identifier: MIT
/* What preempt_count tells under each of the locks and switches. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static DEFINE_RWLOCK(rwlock);

static void where(const char *who)
{
	pr_info("%-18s count %08x hardirq %d softirq %d serving %d interrupt %d task %d atomic %d off %d\n",
		who, preempt_count(), !!in_hardirq(), !!in_softirq(), !!in_serving_softirq(),
		!!in_interrupt(), !!in_task(), !!in_atomic(), irqs_disabled());
}

static int __init bh_context_init(void)
{
	unsigned long flags;

	where("start");
	local_bh_disable();
	local_bh_disable();
	where("bh off twice");
	local_bh_enable();
	where("bh off once");
	local_bh_enable();
	spin_lock(&lock);
	where("spin_lock");
	pr_info("trylock %d, locked %d\n", spin_trylock(&lock), spin_is_locked(&lock));
	spin_unlock(&lock);
	spin_lock_bh(&lock);
	where("spin_lock_bh");
	spin_unlock_bh(&lock);
	spin_lock_irq(&lock);
	where("spin_lock_irq");
	spin_unlock_irq(&lock);
	spin_lock_irqsave(&lock, flags);
	where("spin_lock_irqsave");
	spin_unlock_irqrestore(&lock, flags);
	read_lock(&rwlock);
	read_lock(&rwlock);
	where("read_lock twice");
	pr_info("write_trylock %d\n", write_trylock(&rwlock));
	read_unlock(&rwlock);
	read_unlock(&rwlock);
	write_lock_bh(&rwlock);
	where("write_lock_bh");
	pr_info("read_trylock %d\n", read_trylock(&rwlock));
	write_unlock_bh(&rwlock);
	pr_info("trylock %d\n", spin_trylock(&lock));
	where("spin_trylock");
	spin_unlock(&lock);
	preempt_disable();
	preempt_disable();
	where("preemption");
	preempt_enable();
	preempt_enable();
	where("end");
	return 0;
}

static void __exit bh_context_exit(void)
{
}

module_init(bh_context_init);
module_exit(bh_context_exit);

MODULE_LICENSE("Dual MIT/GPL");
