// SPDX-License-Identifier: MIT
/* How many items of a queue are under way at once: max_active. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/workqueue.h>

#define ITEMS 4

struct item {
	struct work_struct work;
	int number;
};

static struct item items[ITEMS];
static int under_way, most;

static void run(struct work_struct *work)
{
	struct item *item = container_of(work, struct item, work);

	if (++under_way > most)
		most = under_way;
	pr_info("item %d begins\n", item->number);
	msleep(20 * (item->number + 1));
	pr_info("item %d ends\n", item->number);
	under_way--;
}

static void try(const char *what, struct workqueue_struct *wq)
{
	int i;

	if (!wq)
		return;
	pr_info("%s:\n", what);
	most = 0;
	preempt_disable();
	for (i = 0; i < ITEMS; i++)
		queue_work(wq, &items[i].work);
	pr_info("congested %d\n", workqueue_congested(WORK_CPU_UNBOUND, wq));
	preempt_enable();
	flush_workqueue(wq);
	pr_info("most at once %d\n", most);
	destroy_workqueue(wq);
}

static int __init wq_active_init(void)
{
	int i;

	for (i = 0; i < ITEMS; i++) {
		INIT_WORK(&items[i].work, run);
		items[i].number = i;
	}
	try("ordered", alloc_ordered_workqueue("oracle_ordered", 0));
	try("one", alloc_workqueue("oracle_one", 0, 1));
	try("two", alloc_workqueue("oracle_two", 0, 2));
	try("unbound, three", alloc_workqueue("oracle_three", WQ_UNBOUND, 3));
	try("default", alloc_workqueue("oracle_default", 0, 0));
	try("single thread", create_singlethread_workqueue("oracle_single"));
	try("create_workqueue", create_workqueue("oracle_create"));
	return 0;
}

static void __exit wq_active_exit(void)
{
}

module_init(wq_active_init);
module_exit(wq_active_exit);

MODULE_LICENSE("Dual MIT/GPL");
