/* SPDX-License-Identifier: MIT */
/*
 * linux/wait.h - sleep until a condition is true
 *
 * A wait queue is a list of those who wait.  wait_event() puts itself on it,
 * sets its state, looks at the condition, sleeps, and looks again each time it
 * is woken; who makes the condition true calls wake_up().  Why no wake-up can
 * fall between looking and sleeping is told in <linux/sched.h>.
 *
 * Exclusive waiters stand at the end of the list; wake_up() wakes all the
 * others and one of these, so that a crowd is not woken for one gift.
 */
#ifndef LINUX_WAIT_H
#define LINUX_WAIT_H

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/stddef.h>

typedef struct wait_queue_entry wait_queue_entry_t;
typedef int (*wait_queue_func_t)(struct wait_queue_entry *wq_entry, unsigned int mode, int flags,
				 void *key);

int default_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int flags,
			  void *key);

/* wait_queue_entry.flags */
#define WQ_FLAG_EXCLUSIVE	0x01
#define WQ_FLAG_WOKEN		0x02	/* wait_woken(): the wake-up has come */
#define WQ_FLAG_PRIORITY	0x10

/* Flags of a wake function. */
#define WF_EXEC			0x02
#define WF_FORK			0x04
#define WF_TTWU			0x08
#define WF_SYNC			0x10	/* the waker is about to sleep: do not preempt it */

struct wait_queue_entry {
	unsigned int flags;		/* head lock; WOKEN: atomic by protocol */
	void *private;			/* I: the task, for the usual functions */
	wait_queue_func_t func;		/* I: wakes, with the head locked */
	struct list_head entry;		/* head lock */
};

struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;		/* lock */
};
typedef struct wait_queue_head wait_queue_head_t;

#define __WAITQUEUE_INITIALIZER(name, tsk) {				\
	.private = tsk, .func = default_wake_function, .entry = { NULL, NULL } }
#define DECLARE_WAITQUEUE(name, tsk) \
	struct wait_queue_entry name = __WAITQUEUE_INITIALIZER(name, tsk)
#define __WAIT_QUEUE_HEAD_INITIALIZER(name) {				\
	.lock = __SPIN_LOCK_INITIALIZER(name.lock),			\
	.head = LIST_HEAD_INIT(name.head) }
#define DECLARE_WAIT_QUEUE_HEAD(name) \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)

void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key);
#define init_waitqueue_head(wq_head) do {				\
	static struct lock_class_key __key;				\
	__init_waitqueue_head((wq_head), #wq_head, &__key);		\
} while (0)
#define __WAIT_QUEUE_HEAD_INIT_ONSTACK(name) ({ init_waitqueue_head(&name); name; })
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INIT_ONSTACK(name)

static inline void init_waitqueue_entry(struct wait_queue_entry *wq_entry, struct task_struct *p)
{
	wq_entry->flags = 0;
	wq_entry->private = p;
	wq_entry->func = default_wake_function;
}

static inline void init_waitqueue_func_entry(struct wait_queue_entry *wq_entry,
					     wait_queue_func_t func)
{
	wq_entry->flags = 0;
	wq_entry->private = NULL;
	wq_entry->func = func;
}

/*
 * Without the lock this is only a hint.  A waker that uses it to save itself the
 * wake_up() must put smp_mb() between making the condition true and asking, the
 * partner of the barrier in prepare_to_wait(); wq_has_sleeper() does.
 */
static inline int waitqueue_active(struct wait_queue_head *wq_head)
{
	return !list_empty(&wq_head->head);
}

static inline bool wq_has_single_sleeper(struct wait_queue_head *wq_head)
{
	return list_is_singular(&wq_head->head);
}

static inline bool wq_has_sleeper(struct wait_queue_head *wq_head)
{
	smp_mb();	/* pairs with set_current_state() in prepare_to_wait() */
	return waitqueue_active(wq_head);
}

void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void add_wait_queue_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void add_wait_queue_priority(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void remove_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);

static inline void __add_wait_queue(struct wait_queue_head *wq_head,
				    struct wait_queue_entry *wq_entry)
{
	list_add(&wq_entry->entry, &wq_head->head);
}

static inline void __add_wait_queue_exclusive(struct wait_queue_head *wq_head,
					      struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue(wq_head, wq_entry);
}

static inline void __add_wait_queue_entry_tail(struct wait_queue_head *wq_head,
					       struct wait_queue_entry *wq_entry)
{
	list_add_tail(&wq_entry->entry, &wq_head->head);
}

static inline void __add_wait_queue_entry_tail_exclusive(struct wait_queue_head *wq_head,
							 struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue_entry_tail(wq_head, wq_entry);
}

static inline void __remove_wait_queue(struct wait_queue_head *wq_head,
				       struct wait_queue_entry *wq_entry)
{
	list_del(&wq_entry->entry);
}

int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key);
void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr);
void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode, void *key);
void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode);

#define wake_up(x)			__wake_up(x, TASK_NORMAL, 1, NULL)
#define wake_up_nr(x, nr)		__wake_up(x, TASK_NORMAL, nr, NULL)
#define wake_up_all(x)			__wake_up(x, TASK_NORMAL, 0, NULL)
#define wake_up_locked(x)		__wake_up_locked((x), TASK_NORMAL, 1)
#define wake_up_all_locked(x)		__wake_up_locked((x), TASK_NORMAL, 0)
#define wake_up_sync(x)			__wake_up_sync(x, TASK_NORMAL)
#define wake_up_interruptible(x)	__wake_up(x, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(x, nr)	__wake_up(x, TASK_INTERRUPTIBLE, nr, NULL)
#define wake_up_interruptible_all(x)	__wake_up(x, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(x)	__wake_up_sync((x), TASK_INTERRUPTIBLE)

/* The key tells which poll events have happened. */
#define poll_to_key(m) ((void *)(uintptr_t)(__poll_t)(m))
#define key_to_poll(m) ((__poll_t)(uintptr_t)(void *)(m))
#define wake_up_poll(x, m)		__wake_up(x, TASK_NORMAL, 1, poll_to_key(m))
#define wake_up_locked_poll(x, m)	__wake_up_locked_key((x), TASK_NORMAL, poll_to_key(m))
#define wake_up_interruptible_poll(x, m) \
	__wake_up(x, TASK_INTERRUPTIBLE, 1, poll_to_key(m))
#define wake_up_interruptible_sync_poll(x, m) \
	__wake_up_sync_key((x), TASK_INTERRUPTIBLE, poll_to_key(m))

/* ---- by hand --------------------------------------------------------------- */

void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state);
bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			       int state);
long prepare_to_wait_event(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			   int state);
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
long wait_woken(struct wait_queue_entry *wq_entry, unsigned int mode, long timeout);
int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync, void *key);
int autoremove_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync,
			     void *key);
void init_wait_entry(struct wait_queue_entry *wq_entry, int flags);
int do_wait_intr(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
int do_wait_intr_irq(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);

#define DEFINE_WAIT_FUNC(name, function)				\
	struct wait_queue_entry name = {				\
		.private = current,					\
		.func = function,					\
		.entry = LIST_HEAD_INIT((name).entry),			\
	}
#define DEFINE_WAIT(name) DEFINE_WAIT_FUNC(name, autoremove_wake_function)
#define init_wait(wait) do {						\
	(wait)->private = current;					\
	(wait)->func = autoremove_wake_function;			\
	INIT_LIST_HEAD(&(wait)->entry);					\
	(wait)->flags = 0;						\
} while (0)

/* ---- wait_event() and its relatives ----------------------------------------- */

#define ___wait_is_interruptible(state) \
	(!__builtin_constant_p(state) || ((state) & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))

/*
 * The loop under all of them.  @cmd sleeps; the value is @ret, or -ERESTARTSYS when a
 * signal ended the wait.  A macro, because the condition must be evaluated again each
 * time round.
 */
#define __wait_loop(wq_head_p, wq_entry_p, condition, state, ret, cmd) ({	\
	__label__ __out;							\
	long __wret = ret;	/* of its own name: forms around have a __ret */ \
										\
	for (;;) {								\
		long __int = prepare_to_wait_event(wq_head_p, wq_entry_p, state); \
										\
		if (condition)							\
			break;							\
		if (___wait_is_interruptible(state) && __int) {			\
			__wret = __int;						\
			goto __out;						\
		}								\
		cmd;								\
	}									\
	finish_wait(wq_head_p, wq_entry_p);					\
__out:	__wret; })

/* @exclusive is 0 or WQ_FLAG_EXCLUSIVE. */
#define ___wait_event(wq_head, condition, state, exclusive, ret, cmd) ({	\
	struct wait_queue_entry __wq_entry;					\
										\
	init_wait_entry(&__wq_entry, exclusive);				\
	__wait_loop(&(wq_head), &__wq_entry, condition, state, ret, cmd); })

/* True when the wait is over; a condition met in the last moment leaves 1 tick. */
#define ___wait_cond_timeout(condition, left) ({	\
	bool __cond = (condition);			\
	if (__cond && !(left))				\
		(left) = 1;				\
	__cond || !(left); })

#define __wait_event_state(wq, cond, state) \
	___wait_event(wq, cond, state, 0, 0, schedule())
#define __wait_event_timeout_state(wq, cond, timeout, state) \
	___wait_event(wq, ___wait_cond_timeout(cond, __wret), state, 0, timeout, \
		      __wret = schedule_timeout(__wret))

/* Sleep uninterruptibly until @condition is true. */
#define wait_event(wq_head, condition) do {				\
	might_sleep();							\
	if (condition)							\
		break;							\
	(void)__wait_event_state(wq_head, condition, TASK_UNINTERRUPTIBLE); \
} while (0)
#define io_wait_event(wq_head, condition) do {				\
	might_sleep();							\
	if (condition)							\
		break;							\
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, io_schedule()); \
} while (0)

/* 0, or -ERESTARTSYS when the state lets a signal end the wait. */
#define wait_event_state(wq_head, condition, state) ({			\
	int __ret = 0;							\
	might_sleep();							\
	if (!(condition))						\
		__ret = __wait_event_state(wq_head, condition, state);	\
	__ret; })
#define wait_event_interruptible(wq_head, condition) \
	wait_event_state(wq_head, condition, TASK_INTERRUPTIBLE)
#define wait_event_killable(wq_head, condition) \
	wait_event_state(wq_head, condition, TASK_KILLABLE)
#define wait_event_freezable(wq_head, condition) \
	wait_event_state(wq_head, condition, TASK_INTERRUPTIBLE)

/* 0 when the time is over and @condition still false, else the ticks left, at least 1. */
#define __wait_event_timeout_checked(wq_head, condition, timeout, state) ({ \
	long __ret = timeout;						\
	might_sleep();							\
	if (!___wait_cond_timeout(condition, __ret))			\
		__ret = __wait_event_timeout_state(wq_head, condition, timeout, state); \
	__ret; })
#define wait_event_timeout(wq_head, condition, timeout) \
	__wait_event_timeout_checked(wq_head, condition, timeout, TASK_UNINTERRUPTIBLE)
#define wait_event_interruptible_timeout(wq_head, condition, timeout) \
	__wait_event_timeout_checked(wq_head, condition, timeout, TASK_INTERRUPTIBLE)
#define wait_event_killable_timeout(wq_head, condition, timeout) \
	__wait_event_timeout_checked(wq_head, condition, timeout, TASK_KILLABLE)
#define wait_event_freezable_timeout(wq_head, condition, timeout) \
	__wait_event_timeout_checked(wq_head, condition, timeout, TASK_INTERRUPTIBLE)
#define wait_event_idle_timeout(wq_head, condition, timeout) \
	__wait_event_timeout_checked(wq_head, condition, timeout, TASK_IDLE)

#define wait_event_idle(wq_head, condition) do {			\
	might_sleep();							\
	if (!(condition))						\
		(void)__wait_event_state(wq_head, condition, TASK_IDLE); \
} while (0)
#define wait_event_idle_exclusive(wq_head, condition) do {		\
	might_sleep();							\
	if (!(condition))						\
		(void)___wait_event(wq_head, condition, TASK_IDLE,	\
				    WQ_FLAG_EXCLUSIVE, 0, schedule());	\
} while (0)

#define wait_event_idle_exclusive_timeout(wq_head, condition, timeout) ({ \
	long __ret = timeout;						\
	might_sleep();							\
	if (!___wait_cond_timeout(condition, __ret))			\
		__ret = ___wait_event(wq_head, ___wait_cond_timeout(condition, __wret), \
				      TASK_IDLE, WQ_FLAG_EXCLUSIVE, timeout, \
				      __wret = schedule_timeout(__wret)); \
	__ret; })

#define __wait_event_exclusive(wq_head, condition, state) ({		\
	int __ret = 0;							\
	might_sleep();							\
	if (!(condition))						\
		__ret = ___wait_event(wq_head, condition, state,	\
				      WQ_FLAG_EXCLUSIVE, 0, schedule()); \
	__ret; })
#define wait_event_interruptible_exclusive(wq, condition) \
	__wait_event_exclusive(wq, condition, TASK_INTERRUPTIBLE)
#define wait_event_killable_exclusive(wq, condition) \
	__wait_event_exclusive(wq, condition, TASK_KILLABLE)
#define wait_event_freezable_exclusive(wq, condition) \
	__wait_event_exclusive(wq, condition, TASK_INTERRUPTIBLE)

/* @cmd1 runs before sleeping, @cmd2 after: to drop and retake a lock. */
#define wait_event_cmd(wq_head, condition, cmd1, cmd2) do {		\
	if (condition)							\
		break;							\
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, \
			    cmd1; schedule(); cmd2);			\
} while (0)
#define wait_event_exclusive_cmd(wq_head, condition, cmd1, cmd2) do {	\
	if (condition)							\
		break;							\
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE,	\
			    WQ_FLAG_EXCLUSIVE, 0, cmd1; schedule(); cmd2); \
} while (0)

/* The condition is looked at under @lock_, taken by the caller with spin_lock_irq(). */
#define ___wait_event_lock_irq(wq_head, condition, lock_, cmd, state, ret, sleep) \
	___wait_event(wq_head, condition, state, 0, ret,		\
		      spin_unlock_irq(&(lock_)); cmd; sleep; spin_lock_irq(&(lock_)))
#define wait_event_lock_irq_cmd(wq_head, condition, lock_, cmd) do {	\
	if (condition)							\
		break;							\
	(void)___wait_event_lock_irq(wq_head, condition, lock_, cmd,	\
				     TASK_UNINTERRUPTIBLE, 0, schedule()); \
} while (0)
#define wait_event_lock_irq(wq_head, condition, lock_) \
	wait_event_lock_irq_cmd(wq_head, condition, lock_, )
#define wait_event_interruptible_lock_irq_cmd(wq_head, condition, lock_, cmd) ({ \
	int __ret = 0;							\
	if (!(condition))						\
		__ret = ___wait_event_lock_irq(wq_head, condition, lock_, cmd, \
					       TASK_INTERRUPTIBLE, 0, schedule()); \
	__ret; })
#define wait_event_interruptible_lock_irq(wq_head, condition, lock_) \
	wait_event_interruptible_lock_irq_cmd(wq_head, condition, lock_, )
#define __wait_event_lock_irq_timeout(wq_head, condition, lock_, timeout, state) ({ \
	long __ret = timeout;						\
	if (!___wait_cond_timeout(condition, __ret))			\
		__ret = ___wait_event_lock_irq(wq_head, ___wait_cond_timeout(condition, __wret), \
			lock_, , state, timeout, __wret = schedule_timeout(__wret)); \
	__ret; })
#define wait_event_interruptible_lock_irq_timeout(wq_head, condition, lock_, timeout) \
	__wait_event_lock_irq_timeout(wq_head, condition, lock_, timeout, TASK_INTERRUPTIBLE)
#define wait_event_lock_irq_timeout(wq_head, condition, lock_, timeout) \
	__wait_event_lock_irq_timeout(wq_head, condition, lock_, timeout, TASK_UNINTERRUPTIBLE)

/* The queue's own lock is held and guards the condition. */
#define __wait_event_interruptible_locked(wq, condition, exclusive_, fn) ({ \
	int __ret;							\
	DEFINE_WAIT(__wait);						\
	if (exclusive_)							\
		__wait.flags |= WQ_FLAG_EXCLUSIVE;			\
	do {								\
		__ret = fn(&(wq), &__wait);				\
		if (__ret)						\
			break;						\
	} while (!(condition));						\
	__remove_wait_queue(&(wq), &__wait);				\
	__set_current_state(TASK_RUNNING);				\
	__ret; })
#define wait_event_interruptible_locked(wq, condition) \
	((condition) ? 0 : __wait_event_interruptible_locked(wq, condition, 0, do_wait_intr))
#define wait_event_interruptible_locked_irq(wq, condition) \
	((condition) ? 0 : __wait_event_interruptible_locked(wq, condition, 0, do_wait_intr_irq))
#define wait_event_interruptible_exclusive_locked(wq, condition) \
	((condition) ? 0 : __wait_event_interruptible_locked(wq, condition, 1, do_wait_intr))
#define wait_event_interruptible_exclusive_locked_irq(wq, condition) \
	((condition) ? 0 : __wait_event_interruptible_locked(wq, condition, 1, do_wait_intr_irq))

/*
 * With a ktime_t, by a high-resolution timer: 0 or -ETIME.  schedule_hrtimeout()
 * is declared by <linux/hrtimer.h>.
 */
#define __wait_event_hrtimeout(wq_head, condition, timeout, state) ({	\
	ktime_t __hrleft = (timeout);					\
	int __expired = 0;						\
	int __hrret = ___wait_event(wq_head, (condition) || __expired, state, 0, 0, \
		__expired = !schedule_hrtimeout(&__hrleft, HRTIMER_MODE_REL) && !(condition)); \
	__hrret ? __hrret : (__expired && !(condition)) ? -ETIME : 0; })
#define wait_event_hrtimeout(wq_head, condition, timeout) ({		\
	int __ret = 0;							\
	might_sleep();							\
	if (!(condition))						\
		__ret = __wait_event_hrtimeout(wq_head, condition, timeout, \
					       TASK_UNINTERRUPTIBLE);	\
	__ret; })
#define wait_event_interruptible_hrtimeout(wq, condition, timeout) ({	\
	int __ret = 0;							\
	might_sleep();							\
	if (!(condition))						\
		__ret = __wait_event_hrtimeout(wq, condition, timeout, TASK_INTERRUPTIBLE); \
	__ret; })

#include <linux/sched/signal.h>		/* last: a signal_struct contains a wait queue */

#endif /* LINUX_WAIT_H */
