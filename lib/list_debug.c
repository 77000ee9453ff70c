// SPDX-License-Identifier: MIT
/*
 * lib/list_debug.c - look at the neighbours before a list is changed (debug=list)
 *
 * A damaged list is left as it is: the damage stays where it was found, instead
 * of being written through.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/poison.h>

/* False, after a warning, when linking @node between the two would spread damage. */
bool __list_add_valid(struct list_head *node, struct list_head *prev, struct list_head *next)
{
	if (likely(next->prev == prev && prev->next == next && node != prev && node != next))
		return true;
	if (next->prev != prev)
		WARN(1, "list_add corruption. next->prev should be prev (%px), but was %px. (next=%px).\n",
		     prev, next->prev, next);
	else if (prev->next != next)
		WARN(1, "list_add corruption. prev->next should be next (%px), but was %px. (prev=%px).\n",
		     next, prev->next, prev);
	else
		WARN(1, "list_add double add: new=%px, prev=%px, next=%px.\n", node, prev, next);
	return false;
}
EXPORT_SYMBOL(__list_add_valid);

/* False, after a warning, when @entry is not linked where it says. */
bool __list_del_entry_valid(struct list_head *entry)
{
	struct list_head *prev = entry->prev, *next = entry->next;

	if (next == LIST_POISON1)
		WARN(1, "list_del corruption, %px->next is LIST_POISON1 (%px)\n", entry, next);
	else if (prev == LIST_POISON2)
		WARN(1, "list_del corruption, %px->prev is LIST_POISON2 (%px)\n", entry, prev);
	else if (prev->next != entry)
		WARN(1, "list_del corruption. prev->next should be %px, but was %px. (prev=%px)\n",
		     entry, prev->next, prev);
	else if (next->prev != entry)
		WARN(1, "list_del corruption. next->prev should be %px, but was %px. (next=%px)\n",
		     entry, next->prev, next);
	else
		return true;
	return false;
}
EXPORT_SYMBOL(__list_del_entry_valid);
