// SPDX-License-Identifier: MIT
/*
 * lib/rbtree.c - keep a binary search tree balanced by colouring its nodes
 *
 * What it is for
 *
 *   Timers, run queues and other sorted sets: insert, remove and "the first one"
 *   in a number of steps that grows with the logarithm of the size, without
 *   allocating anything: the node is part of the caller's structure.
 *
 * How it works
 *
 *   Each node is red or black.  Two rules bound the height to twice that of a
 *   perfect tree:
 *
 *     [R1] a red node has no red child;
 *     [R2] every way from the root down to a missing child meets the same number
 *          of black nodes.
 *
 *   An inserted node is red, so only [R1] can break; a removed black node breaks
 *   [R2] only.  Both are mended on the way up by recolouring, until at most two
 *   (insert) or three (remove) rotations finish the job.  A rotation moves one
 *   edge and keeps the order:
 *
 *           x                      y
 *          / \    rotate_left     / \
 *         a   y   ---------->    x   c
 *            / \                / \
 *           b   c              a   b
 *
 *   The colour is bit 0 of the word that holds the parent's address (1: black).
 *   A missing child counts as black.
 *
 * Locking: the caller's.
 *
 * Left out: augmented trees (linux/rbtree_augmented.h).
 *
 * See also: tests/unit/rbtree_test.c.
 */

#include <linux/export.h>
#include <linux/rbtree.h>

#define BLACK	1UL

static inline bool is_black(const struct rb_node *node)
{
	return !node || (node->__rb_parent_color & BLACK);
}

static inline bool is_red(const struct rb_node *node)
{
	return !is_black(node);
}

static inline void set_black(struct rb_node *node)
{
	node->__rb_parent_color |= BLACK;
}

static inline void set_red(struct rb_node *node)
{
	node->__rb_parent_color &= ~BLACK;
}

static inline void set_parent(struct rb_node *node, struct rb_node *parent)
{
	node->__rb_parent_color = (unsigned long)parent | (node->__rb_parent_color & BLACK);
}

static inline void copy_colour(struct rb_node *to, const struct rb_node *from)
{
	to->__rb_parent_color = (to->__rb_parent_color & ~BLACK) |
				(from->__rb_parent_color & BLACK);
}

/* Let @parent (the root, if NULL) point to @new_node where it pointed to @old. */
static inline void change_child(struct rb_node *old, struct rb_node *new_node,
				struct rb_node *parent, struct rb_root *root)
{
	if (!parent)
		root->rb_node = new_node;
	else if (parent->rb_left == old)
		parent->rb_left = new_node;
	else
		parent->rb_right = new_node;
}

static void rotate_left(struct rb_node *x, struct rb_root *root)
{
	struct rb_node *y = x->rb_right;
	struct rb_node *parent = rb_parent(x);

	x->rb_right = y->rb_left;
	if (y->rb_left)
		set_parent(y->rb_left, x);
	y->rb_left = x;
	set_parent(y, parent);
	set_parent(x, y);
	change_child(x, y, parent, root);
}

static void rotate_right(struct rb_node *y, struct rb_root *root)
{
	struct rb_node *x = y->rb_left;
	struct rb_node *parent = rb_parent(y);

	y->rb_left = x->rb_right;
	if (x->rb_right)
		set_parent(x->rb_right, y);
	x->rb_right = y;
	set_parent(x, parent);
	set_parent(y, x);
	change_child(y, x, parent, root);
}

/* @node and its parent are red, the parent's sibling is black: two rotations end it. */
static void rotate_red_pair(struct rb_node *node, struct rb_node *parent, struct rb_root *root)
{
	struct rb_node *grandparent = rb_parent(parent);

	if (parent == grandparent->rb_left) {
		if (node == parent->rb_right) {
			rotate_left(parent, root);
			parent = node;
		}
		rotate_right(grandparent, root);
	} else {
		if (node == parent->rb_left) {
			rotate_right(parent, root);
			parent = node;
		}
		rotate_left(grandparent, root);
	}
	set_black(parent);
	set_red(grandparent);
}

/**
 * rb_insert_color - balance the tree after rb_link_node()
 *
 * Context: any; the caller keeps others out.
 */
void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *parent;

	while ((parent = rb_parent(node)) && is_red(parent)) {
		/* A red parent is not the root: there is a grandparent. */
		struct rb_node *grandparent = rb_parent(parent);
		struct rb_node *uncle = grandparent->rb_left == parent ?
					grandparent->rb_right : grandparent->rb_left;

		if (is_black(uncle)) {
			rotate_red_pair(node, parent, root);
			return;
		}
		/* Move the black of the grandparent down; it may now clash above. */
		set_black(parent);
		set_black(uncle);
		set_red(grandparent);
		node = grandparent;
	}
	if (!parent)
		set_black(node);
}
EXPORT_SYMBOL(rb_insert_color);

/*
 * The ways through @node, the left child of @parent (perhaps missing), are one
 * black short.  Returns true when mended, false when now @parent is short.
 */
static bool mend_short_left(struct rb_node *parent, struct rb_root *root)
{
	struct rb_node *sibling = parent->rb_right;

	if (is_red(sibling)) {
		set_black(sibling);
		set_red(parent);
		rotate_left(parent, root);
		sibling = parent->rb_right;
	}
	if (is_black(sibling->rb_left) && is_black(sibling->rb_right)) {
		set_red(sibling);
		return false;
	}
	if (is_black(sibling->rb_right)) {
		set_black(sibling->rb_left);
		set_red(sibling);
		rotate_right(sibling, root);
		sibling = parent->rb_right;
	}
	copy_colour(sibling, parent);
	set_black(parent);
	set_black(sibling->rb_right);
	rotate_left(parent, root);
	return true;
}

/* The mirror image */
static bool mend_short_right(struct rb_node *parent, struct rb_root *root)
{
	struct rb_node *sibling = parent->rb_left;

	if (is_red(sibling)) {
		set_black(sibling);
		set_red(parent);
		rotate_right(parent, root);
		sibling = parent->rb_left;
	}
	if (is_black(sibling->rb_left) && is_black(sibling->rb_right)) {
		set_red(sibling);
		return false;
	}
	if (is_black(sibling->rb_left)) {
		set_black(sibling->rb_right);
		set_red(sibling);
		rotate_left(sibling, root);
		sibling = parent->rb_left;
	}
	copy_colour(sibling, parent);
	set_black(parent);
	set_black(sibling->rb_left);
	rotate_right(parent, root);
	return true;
}

/* A black node above @node (perhaps missing) under @parent is gone: restore [R2]. */
static void mend_after_erase(struct rb_node *node, struct rb_node *parent, struct rb_root *root)
{
	while (parent && is_black(node)) {
		if (node == parent->rb_left ? mend_short_left(parent, root) :
					      mend_short_right(parent, root))
			return;
		node = parent;
		parent = rb_parent(node);
	}
	if (node)
		set_black(node);
}

/* Put @next, the smallest node right of @node, in @node's place and colour. */
static void take_place(struct rb_node *node, struct rb_node *next, struct rb_root *root)
{
	next->rb_left = node->rb_left;
	set_parent(next->rb_left, next);
	next->__rb_parent_color = node->__rb_parent_color;
	change_child(node, next, rb_parent(node), root);
}

/* @node has two children: its successor has at most one; remove that, then swap it in. */
static void erase_inner(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *next = node->rb_right;
	struct rb_node *child, *parent;
	bool was_black;

	while (next->rb_left)
		next = next->rb_left;
	child = next->rb_right;
	parent = rb_parent(next);
	was_black = is_black(next);

	if (parent == node) {
		parent = next;
	} else {
		parent->rb_left = child;
		if (child)
			set_parent(child, parent);
		next->rb_right = node->rb_right;
		set_parent(next->rb_right, next);
	}
	take_place(node, next, root);
	if (was_black)
		mend_after_erase(child, parent, root);
}

/**
 * rb_erase - take a node out of its tree
 *
 * The node keeps stale pointers; RB_CLEAR_NODE() it where somebody looks.
 * Context: any; the caller keeps others out.
 */
void rb_erase(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *parent = rb_parent(node);
	struct rb_node *child = node->rb_left;

	if (child && node->rb_right) {
		erase_inner(node, root);
		return;
	}
	if (!child)
		child = node->rb_right;

	change_child(node, child, parent, root);
	if (child) {
		/* By [R2] an only child is red, and its parent black. */
		child->__rb_parent_color = (unsigned long)parent | BLACK;
		return;
	}
	if (is_black(node))
		mend_after_erase(NULL, parent, root);
}
EXPORT_SYMBOL(rb_erase);

/**
 * rb_erase_first_cached - take out the leftmost node
 *
 * What timers and run queues do all the time.  The leftmost node has no left
 * child, so there are three short cases, of which none needs rebalancing; only a
 * black leaf below the root does.
 * Return: the leftmost node of what is left, or NULL.
 */
struct rb_node *rb_erase_first_cached(struct rb_root_cached *root)
{
	struct rb_node *node = root->rb_leftmost;
	struct rb_node *right = node->rb_right;
	struct rb_node *parent = rb_parent(node);

	if (right) {				/* a red leaf, by [R2]: it takes the place */
		right->__rb_parent_color = node->__rb_parent_color;
		if (parent)
			parent->rb_left = right;
		else
			root->rb_root.rb_node = right;
		return root->rb_leftmost = right;
	}
	root->rb_leftmost = parent;
	if (!parent)
		root->rb_root.rb_node = NULL;
	else if (is_red(node))
		parent->rb_left = NULL;
	else
		rb_erase(node, &root->rb_root);
	return parent;
}
EXPORT_SYMBOL(rb_erase_first_cached);

struct rb_node *rb_first(const struct rb_root *root)
{
	struct rb_node *node = root->rb_node;

	while (node && node->rb_left)
		node = node->rb_left;
	return node;
}
EXPORT_SYMBOL(rb_first);

struct rb_node *rb_last(const struct rb_root *root)
{
	struct rb_node *node = root->rb_node;

	while (node && node->rb_right)
		node = node->rb_right;
	return node;
}
EXPORT_SYMBOL(rb_last);

/* The next one in order; NULL behind the last and for a node in no tree */
struct rb_node *rb_next(const struct rb_node *node)
{
	struct rb_node *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (node->rb_right) {
		node = node->rb_right;
		while (node->rb_left)
			node = node->rb_left;
		return (struct rb_node *)node;
	}
	/* Up, until we come from the left. */
	while ((parent = rb_parent(node)) && node == parent->rb_right)
		node = parent;
	return parent;
}
EXPORT_SYMBOL(rb_next);

struct rb_node *rb_prev(const struct rb_node *node)
{
	struct rb_node *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (node->rb_left) {
		node = node->rb_left;
		while (node->rb_right)
			node = node->rb_right;
		return (struct rb_node *)node;
	}
	while ((parent = rb_parent(node)) && node == parent->rb_left)
		node = parent;
	return parent;
}
EXPORT_SYMBOL(rb_prev);

/* @new_node sorts where @victim does: no rebalancing. */
void rb_replace_node(struct rb_node *victim, struct rb_node *new_node, struct rb_root *root)
{
	*new_node = *victim;
	if (victim->rb_left)
		set_parent(victim->rb_left, new_node);
	if (victim->rb_right)
		set_parent(victim->rb_right, new_node);
	change_child(victim, new_node, rb_parent(victim), root);
}
EXPORT_SYMBOL(rb_replace_node);

/* The deepest node on the leftmost way: it comes before all its ancestors. */
static struct rb_node *leftmost_leaf(const struct rb_node *node)
{
	for (;;) {
		if (node->rb_left)
			node = node->rb_left;
		else if (node->rb_right)
			node = node->rb_right;
		else
			return (struct rb_node *)node;
	}
}

/* Children before parents: the order in which to free a whole tree */
struct rb_node *rb_first_postorder(const struct rb_root *root)
{
	return root->rb_node ? leftmost_leaf(root->rb_node) : NULL;
}
EXPORT_SYMBOL(rb_first_postorder);

struct rb_node *rb_next_postorder(const struct rb_node *node)
{
	const struct rb_node *parent;

	if (!node)
		return NULL;
	parent = rb_parent(node);
	if (parent && node == parent->rb_left && parent->rb_right)
		return leftmost_leaf(parent->rb_right);
	return (struct rb_node *)parent;
}
EXPORT_SYMBOL(rb_next_postorder);
