// SPDX-License-Identifier: MIT
/*
 * kernel/bh/workqueue/worklist.c - moving items between the lists of a pool
 *
 * An item waits on one of three lists: its pwq's inactive_works (max_active is
 * reached), the pool's worklist, or a worker's own list.  Items move in chains: one with
 * LINKED set takes the next with it, because that is the barrier of somebody who
 * waits for it in flush_work().
 */

#include "internal.h"

/* The pool @work is queued on or ran on last; NULL if none.  Interrupts off: RCU. */
struct worker_pool *get_work_pool(struct work_struct *work)
{
	unsigned long data = work_data(work);
	unsigned long id;

	if (data & WORK_STRUCT_PWQ)
		return ((struct pool_workqueue *)(data & WORK_STRUCT_PWQ_MASK))->pool;
	id = offq_pool_id(data);
	return id < MAX_WORKER_POOLS ? READ_ONCE(worker_pools[id]) : NULL;
}

/*
 * Move @work and what is linked to it to the end of @head.  For callers in a
 * list_for_each_entry_safe() loop *nextp becomes the item after the chain.
 */
void move_linked_works(struct work_struct *work, struct list_head *head,
		       struct work_struct **nextp)
{
	struct work_struct *n;
	bool linked;

	do {
		n = list_next_entry(work, entry);
		linked = work_data(work) & WORK_STRUCT_LINKED;
		list_move_tail(&work->entry, head);
		work = n;
	} while (linked);
	if (nextp)
		*nextp = n;
}

/* From the pwq's inactive list to the pool's worklist. */
void activate_inactive_work(struct work_struct *work)
{
	struct pool_workqueue *pwq = get_work_pwq(work);

	lockdep_assert_held(&pwq->pool->lock);
	move_linked_works(work, &pwq->pool->worklist, NULL);
	set_work_data(work, work_data(work) & ~(unsigned long)WORK_STRUCT_INACTIVE);
	pwq->nr_active++;
}

void activate_first_inactive(struct pool_workqueue *pwq)
{
	activate_inactive_work(list_first_entry(&pwq->inactive_works, struct work_struct, entry));
}
