// SPDX-License-Identifier: MIT
/* Lists, hlists, hash tables, list_sort. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/hashtable.h>
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/module.h>

struct item {
	struct list_head node;
	struct hlist_node hash;
	int value;
};

static struct item items[6];
static LIST_HEAD(one);
static LIST_HEAD(two);
static DEFINE_HASHTABLE(table, 3);

static void show(const char *what, struct list_head *head)
{
	char text[40];
	struct item *i;
	int n = 0;

	text[0] = 0;
	list_for_each_entry(i, head, node)
		n += scnprintf(text + n, sizeof(text) - n, " %d", i->value);
	pr_info("%s:%s, empty %d singular %d\n", what, text, list_empty(head),
		list_is_singular(head));
}

static int by_value(void *priv, const struct list_head *a, const struct list_head *b)
{
	(*(int *)priv)++;
	return list_entry(a, struct item, node)->value / 2 >
	       list_entry(b, struct item, node)->value / 2;
}

static int __init lists_init(void)
{
	static const int values[] = { 5, 2, 4, 1, 3, 0 };
	struct item *i;
	int n, compared = 0, found = 0;

	for (n = 0; n < ARRAY_SIZE(items); n++) {
		items[n].value = values[n];
		list_add_tail(&items[n].node, &one);
		hash_add(table, &items[n].hash, values[n] % 2);
	}
	show("one", &one);
	list_sort(&compared, &one, by_value);
	show("sorted by halves, stable", &one);
	pr_info("compared at least %d\n", compared >= 5);
	list_move(&items[0].node, &two);
	list_move_tail(&items[1].node, &two);
	show("one", &one);
	show("two", &two);
	list_splice_init(&two, &one);
	show("spliced", &one);
	show("two", &two);
	list_rotate_left(&one);
	show("rotated", &one);
	list_cut_position(&two, &one, &items[2].node);
	show("cut off", &two);
	show("the rest", &one);
	list_swap(&items[2].node, &items[5].node);
	show("swapped", &one);
	list_for_each_entry_reverse(i, &one, node)
		pr_info("reverse %d\n", i->value);
	list_del_init(&items[5].node);
	pr_info("deleted: empty %d\n", list_empty(&items[5].node));
	hash_for_each_possible(table, i, hash, 1)
		found = 10 * found + i->value;
	pr_info("hash of 1: %d\n", found);
	hash_del(&items[0].hash);
	pr_info("hashed %d, table empty %d\n", hash_hashed(&items[0].hash), hash_empty(table));
	return 0;
}

static void __exit lists_exit(void)
{
}

module_init(lists_init);
module_exit(lists_exit);

MODULE_LICENSE("Dual MIT/GPL");
