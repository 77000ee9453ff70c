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
#include <linux/wait.h>

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

void prepare_to_swait_exclusive(struct swait_queue_head *q, struct swait_queue *wait, int state);
long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait, int state);
void finish_swait(struct swait_queue_head *q, struct swait_queue *wait);

static inline bool swq_has_sleeper(struct swait_queue_head *q)
{
	smp_mb();	/* pairs with set_current_state() in prepare_to_swait_event() */
	return swait_active(q);
}

/* As ___wait_event(); a wake-up wakes one of those who wait. */
#define ___swait_event(wq, condition, state, ret, cmd) ({		\
	__label__ __out;						\
	struct swait_queue __wait;					\
	long __wret = ret;						\
									\
	INIT_LIST_HEAD(&__wait.task_list);				\
	for (;;) {							\
		long __int = prepare_to_swait_event(&(wq), &__wait, state); \
									\
		if (condition)						\
			break;						\
		if (___wait_is_interruptible(state) && __int) {		\
			__wret = __int;					\
			goto __out;					\
		}							\
		cmd;							\
	}								\
	finish_swait(&(wq), &__wait);					\
__out:	__wret; })

#define __swait_event_state(wq, condition, state) ({			\
	int __ret = 0;							\
	if (!(condition))						\
		__ret = ___swait_event(wq, condition, state, 0, schedule()); \
	__ret; })
#define __swait_event_timeout_state(wq, condition, timeout, state) ({	\
	long __ret = timeout;						\
	if (!___wait_cond_timeout(condition, __ret))			\
		__ret = ___swait_event(wq, ___wait_cond_timeout(condition, __wret), state, \
				       timeout, __wret = schedule_timeout(__wret)); \
	__ret; })
#define swait_event_exclusive(wq, condition) \
	((void)__swait_event_state(wq, condition, TASK_UNINTERRUPTIBLE))
#define swait_event_idle_exclusive(wq, condition) \
	((void)__swait_event_state(wq, condition, TASK_IDLE))
#define swait_event_interruptible_exclusive(wq, condition) \
	__swait_event_state(wq, condition, TASK_INTERRUPTIBLE)
#define swait_event_timeout_exclusive(wq, condition, timeout) \
	__swait_event_timeout_state(wq, condition, timeout, TASK_UNINTERRUPTIBLE)
#define swait_event_interruptible_timeout_exclusive(wq, condition, timeout) \
	__swait_event_timeout_state(wq, condition, timeout, TASK_INTERRUPTIBLE)
#define swait_event_idle_timeout_exclusive(wq, condition, timeout) \
	__swait_event_timeout_state(wq, condition, timeout, TASK_IDLE)

#endif /* LINUX_SWAIT_H */
