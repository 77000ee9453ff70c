// SPDX-License-Identifier: MIT
/* A list under RCU: readers, replacement, the callback's context. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

struct item {
	struct list_head node;
	struct rcu_head rcu;
	int value;
};

static LIST_HEAD(items);
static DEFINE_SPINLOCK(lock);
static int freed;

static void show(const char *what)
{
	struct item *i;
	int n = 0, sum = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(i, &items, node) {
		n++;
		sum = 10 * sum + i->value;
	}
	pr_info("%s: %d items, %d, read lock held %d\n", what, n, sum, rcu_read_lock_held());
	rcu_read_unlock();
}

static void free_item(struct rcu_head *head)
{
	struct item *i = container_of(head, struct item, rcu);

	pr_info("free %d: task %d hardirq %d off %d\n", i->value, !!in_task(), !!in_hardirq(),
		irqs_disabled());
	kfree(i);
	freed++;
}

static struct item *new_item(int value)
{
	struct item *i = kzalloc(sizeof(*i), GFP_KERNEL);

	if (i)
		i->value = value;
	return i;
}

static int __init rcu_list_init(void)
{
	struct item *i, *old, *next;
	int value;

	for (value = 1; value <= 4; value++) {
		i = new_item(value);
		if (!i)
			return -ENOMEM;
		list_add_tail_rcu(&i->node, &items);
	}
	show("four");
	old = list_first_entry(&items, struct item, node);
	i = new_item(7);
	if (!i)
		return -ENOMEM;
	spin_lock(&lock);
	list_replace_rcu(&old->node, &i->node);
	spin_unlock(&lock);
	show("replaced");
	call_rcu(&old->rcu, free_item);
	rcu_barrier();
	pr_info("after rcu_barrier: freed %d\n", freed);
	list_for_each_entry_safe(i, next, &items, node) {
		if (i->value == 3) {
			list_del_rcu(&i->node);
			synchronize_rcu();
			kfree(i);
		}
	}
	show("without three");
	list_for_each_entry_safe(i, next, &items, node) {
		list_del_rcu(&i->node);
		call_rcu(&i->rcu, free_item);
	}
	show("empty");
	rcu_barrier();
	return 0;
}

static void __exit rcu_list_exit(void)
{
	rcu_barrier();
	pr_info("freed %d\n", freed);
}

module_init(rcu_list_init);
module_exit(rcu_list_exit);

MODULE_LICENSE("Dual MIT/GPL");
