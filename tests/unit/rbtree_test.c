// SPDX-License-Identifier: MIT
/*
 * tests/unit/rbtree_test.c - the promises of lib/rbtree.c and lib/timerqueue.c
 *
 * A random walk of inserts and removals; after each step the whole tree is held
 * against its two rules [R1], [R2], its order and its count.
 */

#include <kunit/test.h>
#include <linux/rbtree.h>
#include <linux/timerqueue.h>

#define NODES	32
#define STEPS	1500
#define BLACK	1UL

struct item {
	struct rb_node node;
	unsigned int key;
	bool in;
};

static struct item items[NODES];
static u32 random_state;

/* The same sequence in every run. */
static u32 next_random(void)
{
	random_state = random_state * 1664525u + 1013904223u;
	return random_state >> 8;
}

static bool item_less(struct rb_node *a, const struct rb_node *b)
{
	return rb_entry(a, struct item, node)->key < rb_entry(b, struct item, node)->key;
}

static bool black(const struct rb_node *node)
{
	return !node || (node->__rb_parent_color & BLACK);
}

/* Black height of a subtree, or -1 where a rule is broken. */
static int black_height(const struct rb_node *node, const struct rb_node *parent)
{
	int left, right;

	if (!node)
		return 1;
	if (rb_parent(node) != parent)
		return -1;
	if (!black(node) && (!black(node->rb_left) || !black(node->rb_right)))
		return -1;
	left = black_height(node->rb_left, node);
	right = black_height(node->rb_right, node);
	if (left < 0 || left != right)
		return -1;
	return left + black(node);
}

static int count_in_order(const struct rb_root *root)
{
	unsigned int last = 0;
	int n = 0;

	for (struct rb_node *node = rb_first(root); node; node = rb_next(node)) {
		unsigned int key = rb_entry(node, struct item, node)->key;

		if (key < last)
			return -1;
		last = key;
		n++;
	}
	return n;
}

static int count_postorder(const struct rb_root *root)
{
	int n = 0;

	for (struct rb_node *node = rb_first_postorder(root); node; node = rb_next_postorder(node))
		n++;
	return n;
}

static void remove_item(struct item *item, struct rb_root_cached *tree)
{
	if (rb_first_cached(tree) == &item->node)
		rb_erase_first_cached(tree);
	else
		rb_erase_cached(&item->node, tree);
}

static void toggle(struct item *item, struct rb_root_cached *tree, int *count)
{
	if (item->in) {
		remove_item(item, tree);
		(*count)--;
	} else {
		item->key = next_random() % 20;	/* many equal ones */
		rb_add_cached(&item->node, tree, item_less);
		(*count)++;
	}
	item->in = !item->in;
}

/* Promise: after any sequence of operations the tree is sorted, balanced and complete. */
static void random_walk_keeps_the_rules(struct kunit *test)
{
	struct rb_root_cached tree = RB_ROOT_CACHED;
	int count = 0;

	memset(items, 0, sizeof(items));
	random_state = 42;
	for (int step = 0; step < STEPS; step++) {
		toggle(&items[next_random() % NODES], &tree, &count);
		KUNIT_ASSERT_TRUE(test, black(tree.rb_root.rb_node));
		KUNIT_ASSERT_GT(test, black_height(tree.rb_root.rb_node, NULL), 0);
		KUNIT_ASSERT_EQ(test, count_in_order(&tree.rb_root), count);
		KUNIT_ASSERT_EQ(test, count_postorder(&tree.rb_root), count);
		KUNIT_ASSERT_PTR_EQ(test, rb_first_cached(&tree), rb_first(&tree.rb_root));
	}
}

/* Promise: rb_prev() walks back the way that rb_next() came; replacing keeps the place. */
static void neighbours_and_replacement(struct kunit *test)
{
	struct rb_root tree = RB_ROOT;
	struct item other = { .key = 5 };
	struct rb_node *node;
	unsigned int i;

	for (i = 0; i < 10; i++) {
		items[i].key = i;
		rb_add(&items[i].node, &tree, item_less);
	}
	rb_replace_node(&items[5].node, &other.node, &tree);
	KUNIT_EXPECT_PTR_EQ(test, rb_next(&items[4].node), &other.node);
	KUNIT_EXPECT_PTR_EQ(test, rb_prev(&items[6].node), &other.node);
	for (i = 10, node = rb_last(&tree); node; node = rb_prev(node))
		KUNIT_EXPECT_EQ(test, rb_entry(node, struct item, node)->key, --i);
	KUNIT_EXPECT_EQ(test, i, 0);
}

/* Promise: the queue gives the earliest first, and equal ones in the order they came. */
static void timerqueue_is_sorted_and_fair(struct kunit *test)
{
	static const ktime_t times[] = { 30, 10, 20, 10, 30, 10 };
	static const unsigned int order[] = { 1, 3, 5, 2, 0, 4 };
	struct timerqueue_node nodes[ARRAY_SIZE(times)];
	struct timerqueue_head head;
	unsigned int i;

	timerqueue_init_head(&head);
	for (i = 0; i < ARRAY_SIZE(times); i++) {
		bool is_first = i < 2;	/* 30, then 10; later ones are not earlier */

		timerqueue_init(&nodes[i]);
		nodes[i].expires = times[i];
		KUNIT_EXPECT_EQ(test, timerqueue_add(&head, &nodes[i]), is_first);
	}
	for (i = 0; i < ARRAY_SIZE(order); i++) {
		KUNIT_ASSERT_PTR_EQ(test, timerqueue_getnext(&head), &nodes[order[i]]);
		KUNIT_EXPECT_EQ(test, timerqueue_del(&head, &nodes[order[i]]),
				i < ARRAY_SIZE(order) - 1);
	}
	KUNIT_EXPECT_NULL(test, timerqueue_getnext(&head));
}

static struct kunit_case rbtree_cases[] = {
	KUNIT_CASE(random_walk_keeps_the_rules),
	KUNIT_CASE(neighbours_and_replacement),
	KUNIT_CASE(timerqueue_is_sorted_and_fair),
	{ }
};

static struct kunit_suite rbtree_suite = {
	.name = "rbtree",
	.test_cases = rbtree_cases,
};
kunit_test_suite(rbtree_suite);
