// SPDX-License-Identifier: MIT
/*
 * kernel/notifier.c - lists of callbacks
 *
 * Readers walk the list without a lock, even in an NMI.  So a writer makes a new
 * block's `next` valid before it links the block, and an unlinked block keeps its
 * `next`; the owner frees it only after synchronize_rcu().
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/rcupdate.h>

/**
 * atomic_notifier_chain_register - add a callback behind those of its priority
 * Context: any but NMI.  Return: 0, or -EEXIST if nb is in the list already.
 */
int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	struct notifier_block **link;
	unsigned long flags;
	int ret = -EEXIST;

	spin_lock_irqsave(&nh->lock, flags);
	for (link = &nh->head; *link && (*link)->priority >= nb->priority; link = &(*link)->next)
		if (*link == nb)
			goto out;
	nb->next = *link;
	smp_store_release(link, nb);	/* pairs with READ_ONCE() in the call chain */
	ret = 0;
out:
	spin_unlock_irqrestore(&nh->lock, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_register);

/**
 * atomic_notifier_chain_unregister - take a callback out, and wait for its callers
 * Context: process.  Return: 0 or -ENOENT.
 */
int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	struct notifier_block **link;
	unsigned long flags;
	int ret = -ENOENT;

	spin_lock_irqsave(&nh->lock, flags);
	for (link = &nh->head; *link; link = &(*link)->next) {
		if (*link != nb)
			continue;
		WRITE_ONCE(*link, nb->next);
		ret = 0;
		break;
	}
	spin_unlock_irqrestore(&nh->lock, flags);
	synchronize_rcu();
	return ret;
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_unregister);

/**
 * atomic_notifier_call_chain - ask one after the other until one says stop
 * Context: any.  Return: the last answer, NOTIFY_DONE if nobody is there.
 */
int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long val, void *v)
{
	struct notifier_block *nb;
	int ret = NOTIFY_DONE;

	rcu_read_lock();
	for (nb = READ_ONCE(nh->head); nb; nb = READ_ONCE(nb->next)) {
		ret = nb->notifier_call(nb, val, v);
		if (ret & NOTIFY_STOP_MASK)
			break;
	}
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL_GPL(atomic_notifier_call_chain);
