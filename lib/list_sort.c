// SPDX-License-Identifier: MIT
/*
 * lib/list_sort.c - stable merge sort of a doubly linked list
 *
 * Bottom up: bin[i] holds a sorted chain of 2^i elements or nothing.  Each new
 * element is a chain of one; as long as the bin of its size is full, the two
 * are merged and move up, like a carry in binary counting.  Only the next
 * pointers are right meanwhile; the prev pointers are put back at the end.
 */

#include <linux/export.h>
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/types.h>

#define MAX_BINS 32	/* lists of up to 2^32 elements */

/* Two sorted chains into one; of equals, those of a come first. */
static struct list_head *merge(void *priv, list_cmp_func_t cmp, struct list_head *a,
			       struct list_head *b)
{
	struct list_head *first, **tail = &first;

	while (a && b) {
		struct list_head **from = cmp(priv, a, b) > 0 ? &b : &a;

		*tail = *from;
		tail = &(*from)->next;
		*from = *tail;
	}
	*tail = a ? a : b;
	return first;
}

/* Makes a list again of a chain. */
static void relink(struct list_head *head, struct list_head *chain)
{
	struct list_head *prev = head;

	for (; chain; chain = chain->next) {
		prev->next = chain;
		chain->prev = prev;
		prev = chain;
	}
	prev->next = head;
	head->prev = prev;
}

void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp)
{
	struct list_head *bin[MAX_BINS] = { NULL };
	struct list_head *at = head->next, *chain = NULL;
	int i;

	while (at != head) {
		struct list_head *carry = at;

		at = at->next;
		carry->next = NULL;
		for (i = 0; bin[i] && i < MAX_BINS - 1; i++) {
			carry = merge(priv, cmp, bin[i], carry);
			bin[i] = NULL;
		}
		bin[i] = carry;
	}
	/* Lower bins hold later elements: the higher one is always the first operand. */
	for (i = 0; i < MAX_BINS; i++) {
		if (bin[i])
			chain = chain ? merge(priv, cmp, bin[i], chain) : bin[i];
	}
	relink(head, chain);
}
EXPORT_SYMBOL(list_sort);
