/* SPDX-License-Identifier: MIT */
/* include/linux/rbtree_types.h - the nodes and roots of linux/rbtree.h */
#ifndef LINUX_RBTREE_TYPES_H
#define LINUX_RBTREE_TYPES_H

#include <linux/types.h>

struct rb_node {
	unsigned long  __rb_parent_color;	/* parent's address; bit 0: black */
	struct rb_node *rb_right;
	struct rb_node *rb_left;
} __attribute__((aligned(sizeof(long))));

struct rb_root {
	struct rb_node *rb_node;
};

/* A tree that knows its leftmost node */
struct rb_root_cached {
	struct rb_root rb_root;
	struct rb_node *rb_leftmost;
};

#define RB_ROOT		(struct rb_root) { NULL, }
#define RB_ROOT_CACHED	(struct rb_root_cached) { { NULL, }, NULL }

#endif /* LINUX_RBTREE_TYPES_H */
