// SPDX-License-Identifier: MIT
/* Red-black tree, idr, xarray, bitmap, sort, crc32. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitmap.h>
#include <linux/crc32.h>
#include <linux/idr.h>
#include <linux/module.h>
#include <linux/rbtree.h>
#include <linux/sort.h>
#include <linux/xarray.h>

struct node {
	struct rb_node rb;
	int key;
};

static struct node nodes[9];
static struct rb_root root = RB_ROOT;
static DEFINE_IDR(idr);
static DEFINE_IDA(ida);
static DEFINE_XARRAY(xa);
static DECLARE_BITMAP(map, 70);

static void insert(struct node *new)
{
	struct rb_node **link = &root.rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = new->key < rb_entry(parent, struct node, rb)->key ? &parent->rb_left
									 : &parent->rb_right;
	}
	rb_link_node(&new->rb, parent, link);
	rb_insert_color(&new->rb, &root);
}

static void tree(void)
{
	struct rb_node *rb;
	int i, sum = 0;

	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		nodes[i].key = i * 7 % 9;
		insert(&nodes[i]);
	}
	rb_erase(&nodes[4].rb, &root);
	for (rb = rb_first(&root); rb; rb = rb_next(rb))
		sum = 10 * sum + rb_entry(rb, struct node, rb)->key;
	pr_info("tree %d, last %d\n", sum, rb_entry(rb_last(&root), struct node, rb)->key);
}

/* An entry of an xarray is aligned to four. */
#define WORD(name) static char name[] __aligned(4) = #name

WORD(one);
WORD(two);
WORD(three);
WORD(four);
WORD(five);

static int print_id(int id, void *p, void *data)
{
	pr_info("id %d: %s\n", id, (char *)p);
	return id == 7 ? 99 : 0;
}

static void ids(void)
{
	int id = 5;

	pr_info("idr_alloc %d\n", idr_alloc(&idr, one, 5, 8, GFP_KERNEL));
	pr_info("idr_alloc %d\n", idr_alloc(&idr, two, 5, 8, GFP_KERNEL));
	pr_info("idr_alloc %d\n", idr_alloc(&idr, three, 5, 8, GFP_KERNEL));
	pr_info("idr_alloc %d\n", idr_alloc(&idr, four, 5, 8, GFP_KERNEL));
	pr_info("find %s, nothing %d\n", (char *)idr_find(&idr, 6), !idr_find(&idr, 1));
	pr_info("get_next %s %d\n", (char *)idr_get_next(&idr, &id), id);
	pr_info("remove %s\n", (char *)idr_remove(&idr, 6));
	pr_info("cyclic %d\n", idr_alloc_cyclic(&idr, five, 5, 0, GFP_KERNEL));
	pr_info("for_each %d\n", idr_for_each(&idr, print_id, NULL));
	idr_destroy(&idr);
	pr_info("empty %d\n", idr_is_empty(&idr));
	pr_info("ida %d\n", ida_alloc(&ida, GFP_KERNEL));
	pr_info("ida %d\n", ida_alloc_range(&ida, 3, 4, GFP_KERNEL));
	pr_info("ida %d\n", ida_alloc_range(&ida, 3, 3, GFP_KERNEL));
	ida_free(&ida, 0);
	pr_info("ida %d\n", ida_alloc(&ida, GFP_KERNEL));
	ida_destroy(&ida);
}

static void array(void)
{
	unsigned long index;
	void *entry;

	pr_info("store %d\n", xa_store(&xa, 3, three, GFP_KERNEL) == NULL);
	pr_info("store %s\n", (char *)xa_store(&xa, 3, four, GFP_KERNEL));
	pr_info("insert %d\n", xa_insert(&xa, 3, five, GFP_KERNEL));
	xa_store(&xa, 100000, xa_mk_value(5), GFP_KERNEL);
	xa_for_each(&xa, index, entry)
		pr_info("entry %lu value %d\n", index, xa_is_value(entry));
	pr_info("erase %s\n", (char *)xa_erase(&xa, 3));
	xa_destroy(&xa);
	pr_info("empty %d\n", xa_empty(&xa));
}

static int smaller(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int __init trees_init(void)
{
	int numbers[] = { 5, -3, 9, 0, 5, 1 };

	tree();
	ids();
	array();
	bitmap_set(map, 3, 5);
	bitmap_set(map, 64, 6);
	pr_info("bitmap %*pbl, weight %d\n", 70, map, bitmap_weight(map, 70));
	pr_info("next zero %lu next %lu last %lu\n", find_next_zero_bit(map, 70, 3),
		find_next_bit(map, 70, 8), find_last_bit(map, 70));
	pr_info("area %lu\n", bitmap_find_next_zero_area(map, 70, 0, 10, 7));
	pr_info("parse %d\n", bitmap_parselist("1-3,8", map, 70));
	pr_info("bitmap %*pbl, full %d empty %d\n", 70, map, bitmap_full(map, 70),
		bitmap_empty(map, 70));
	sort(numbers, ARRAY_SIZE(numbers), sizeof(int), smaller, NULL);
	pr_info("sorted %d %d %d %d %d %d\n", numbers[0], numbers[1], numbers[2], numbers[3],
		numbers[4], numbers[5]);
	pr_info("crc32 %x %x\n", crc32_le(~0, "123456789", 9), crc32_be(~0, "123456789", 9));
	return 0;
}

static void __exit trees_exit(void)
{
}

module_init(trees_init);
module_exit(trees_exit);

MODULE_LICENSE("Dual MIT/GPL");
