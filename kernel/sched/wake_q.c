// SPDX-License-Identifier: MIT
/*
 * kernel/sched/wake_q.c - tasks that shall be woken once a lock has been dropped
 *
 * A task is linked by a member of its own, so it can be on one list at a time;
 * the compare-and-exchange decides which.  That is enough: who loses knows that
 * the winner's wake-up is still to come.
 */

#include <linux/export.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/sched/wake_q.h>

static bool link_task(struct wake_q_head *head, struct task_struct *task)
{
	struct wake_q_node *node = &task->wake_q;

	/* The waker's writes before the link: pairs with the exchange in wake_up_q(). */
	smp_mb__before_atomic();
	if (cmpxchg(&node->next, NULL, WAKE_Q_TAIL))
		return false;
	*head->lastp = node;
	head->lastp = &node->next;
	return true;
}

/**
 * wake_q_add - note a task to wake; takes a reference
 * Context: any but NMI.
 */
void wake_q_add(struct wake_q_head *head, struct task_struct *task)
{
	if (link_task(head, task))
		get_task_struct(task);
}
EXPORT_SYMBOL(wake_q_add);

/* The same with a reference that the caller has, and gives away. */
void wake_q_add_safe(struct wake_q_head *head, struct task_struct *task)
{
	if (!link_task(head, task))
		put_task_struct(task);
}

/**
 * wake_up_q - wake all that were noted
 * Context: any but NMI.
 */
void wake_up_q(struct wake_q_head *head)
{
	struct wake_q_node *node = head->first;

	while (node != WAKE_Q_TAIL) {
		struct task_struct *task = container_of(node, struct task_struct, wake_q);

		node = node->next;
		/* Unlinked before it is woken: it may be noted anew at once. */
		xchg(&task->wake_q.next, NULL);
		wake_up_process(task);
		put_task_struct(task);
	}
}
EXPORT_SYMBOL(wake_up_q);
