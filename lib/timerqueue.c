// SPDX-License-Identifier: MIT
/* lib/timerqueue.c - nodes sorted by expiry time, earliest at hand; equal times are FIFO */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/timerqueue.h>

static inline struct timerqueue_node *to_timerqueue(const struct rb_node *node)
{
	return rb_entry(node, struct timerqueue_node, node);
}

static inline bool expires_before(struct rb_node *a, const struct rb_node *b)
{
	return to_timerqueue(a)->expires < to_timerqueue(b)->expires;
}

/* Returns true if @node is now the earliest. */
bool timerqueue_add(struct timerqueue_head *head, struct timerqueue_node *node)
{
	WARN_ON_ONCE(!RB_EMPTY_NODE(&node->node));

	return rb_add_cached(&node->node, &head->rb_root, expires_before) != NULL;
}
EXPORT_SYMBOL_GPL(timerqueue_add);

/* Returns true if others are left. */
bool timerqueue_del(struct timerqueue_head *head, struct timerqueue_node *node)
{
	WARN_ON_ONCE(RB_EMPTY_NODE(&node->node));

	rb_erase_cached(&node->node, &head->rb_root);
	RB_CLEAR_NODE(&node->node);
	return !RB_EMPTY_ROOT(&head->rb_root.rb_root);
}
EXPORT_SYMBOL_GPL(timerqueue_del);

struct timerqueue_node *timerqueue_iterate_next(struct timerqueue_node *node)
{
	return node ? rb_entry_safe(rb_next(&node->node), struct timerqueue_node, node) : NULL;
}
EXPORT_SYMBOL_GPL(timerqueue_iterate_next);
