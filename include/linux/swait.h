/* SPDX-License-Identifier: MIT */
/*
 * linux/swait.h - simple wait queues: tasks only, woken first come, first served
 *
 * No callbacks and no exclusive waiters, so waking one takes a bounded time and
 * the lock may be a raw one.  Completions are built on them.
 */
#ifndef LINUX_SWAIT_H
#define LINUX_SWAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct task_struct;

struct swait_queue_head {
	raw_spinlock_t lock;
	struct list_head task_list;	/* lock */
};

struct swait_queue {
	struct task_struct *task;	/* I */
	struct list_head task_list;	/* the head's lock */
};

#define __SWAIT_QUEUE_HEAD_INITIALIZER(name) {				\
	.lock = __RAW_SPIN_LOCK_INITIALIZER(name.lock),			\
	.task_list = LIST_HEAD_INIT((name).task_list) }
#define DECLARE_SWAIT_QUEUE_HEAD(name) \
	struct swait_queue_head name = __SWAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_SWAITQUEUE(name) struct swait_queue name = {		\
	.task = current, .task_list = LIST_HEAD_INIT((name).task_list) }

void __init_swait_queue_head(struct swait_queue_head *q, const char *name,
			     struct lock_class_key *key);
#define init_swait_queue_head(q) do {					\
	static struct lock_class_key __key;				\
	__init_swait_queue_head((q), #q, &__key);			\
} while (0)

static inline int swait_active(struct swait_queue_head *q)
{
	return !list_empty(&q->task_list);
}

void swake_up_locked(struct swait_queue_head *q);
void swake_up_all_locked(struct swait_queue_head *q);
void swake_up_one(struct swait_queue_head *q);
void swake_up_all(struct swait_queue_head *q);
void __prepare_to_swait(struct swait_queue_head *q, struct swait_queue *wait);
void __finish_swait(struct swait_queue_head *q, struct swait_queue *wait);

#endif /* LINUX_SWAIT_H */
