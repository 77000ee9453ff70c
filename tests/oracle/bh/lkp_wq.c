// SPDX-License-Identifier: MIT
/* Two work items with a parameter each: one on the system's queue, one on a queue of our own. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct param_work {
	struct work_struct work;
	int parameter;
};

static struct workqueue_struct *own_queue;
static struct param_work *first, *second;

static void work_handler(struct work_struct *work)
{
	struct param_work *item = container_of(work, struct param_work, work);

	printk(KERN_INFO "doing some work ...\n");
	printk(KERN_INFO "parameter is: %d\n", item->parameter);
}

static struct param_work *new_item(int parameter)
{
	struct param_work *item = kmalloc(sizeof(*item), GFP_KERNEL);

	if (!item)
		return NULL;
	INIT_WORK(&item->work, work_handler);
	item->parameter = parameter;
	return item;
}

static int __init lkp_wq_init(void)
{
	printk(KERN_INFO "Entering module.\n");

	own_queue = create_workqueue("lkp_wq");
	if (!own_queue)
		return -ENOMEM;

	first = new_item(42);
	second = new_item(-42);
	if (!first || !second) {
		kfree(first);
		kfree(second);
		destroy_workqueue(own_queue);
		return -ENOMEM;
	}

	schedule_work(&first->work);
	queue_work(own_queue, &second->work);
	return 0;
}

static void __exit lkp_wq_exit(void)
{
	flush_scheduled_work();
	flush_workqueue(own_queue);
	kfree(first);
	kfree(second);
	destroy_workqueue(own_queue);
	printk(KERN_INFO "Exiting module.\n");
}

module_init(lkp_wq_init);
module_exit(lkp_wq_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Work items with parameters on two queues");
