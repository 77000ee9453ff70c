// SPDX-License-Identifier: MIT
/*
 * kernel/locking/mutex.c - one task at a time, and the others sleep
 *
 * How it works
 *
 *   One word holds the owner; its low bits are free, since tasks are aligned:
 *
 *       63 ............... 3   1          0
 *      | task that owns it  | HANDOFF | WAITERS |
 *
 *   Free and nobody waits: 0, and both lock and unlock are one compare-and-
 *   exchange.  Otherwise who wants it queues under wait_lock, sets WAITERS, and
 *   sleeps.  The unlock then clears the owner, keeps the flags, and wakes the
 *   first of the queue - but a task that runs may take the mutex before the
 *   woken gets there, which costs nobody a switch.  So that this cannot go on
 *   for ever, a waiter that has been woken in vain sets HANDOFF, and the next
 *   unlock writes that waiter as the owner. [M1]
 *
 * Context: a task; locking may sleep.
 *
 * Locking: wait_lock (order 17: outside rq->lock).
 *
 * Invariants
 *
 *   [M1] A waiter at the head of the queue is overtaken by at most those that
 *        come before it has run once.
 *   [M2] WAITERS is set while the queue is not empty; it changes under wait_lock.
 *
 * Compared with Linux: no spinning on an owner that runs, no ww_mutex, no
 * priority inheritance.
 */

#include <linux/atomic.h>
#include <linux/debugflags.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/wake_q.h>

#define MUTEX_FLAG_WAITERS	0x01
#define MUTEX_FLAG_HANDOFF	0x02
#define MUTEX_FLAGS		0x03

/* On the stack of who waits. */
struct mutex_waiter {
	struct list_head list;		/* wait_lock */
	struct task_struct *task;	/* I */
};

static inline struct task_struct *owner_of(unsigned long word)
{
	return (struct task_struct *)(word & ~(unsigned long)MUTEX_FLAGS);
}

/* DEBUG_SPINLOCK covers mutexes too: a wrong use is reported, and goes on. */
static void check_mutex(struct mutex *lock, bool unlocking)
{
	if (!debug_enabled(DEBUG_LOCKS))
		return;
	WARN_ONCE(lock->magic != lock, "DEBUG_LOCKS_WARN_ON(lock->magic != lock)");
	WARN_ONCE(unlocking && owner_of(atomic_long_read(&lock->owner)) != current,
		  "DEBUG_LOCKS_WARN_ON(__owner_task(owner) != current)");
}

/* Free; or, for one who has slept for it, handed over: then it is ours. */
static bool try_to_take(struct mutex *lock, bool may_be_handed)
{
	unsigned long old = atomic_long_read(&lock->owner);
	unsigned long self = (unsigned long)current;
	long expected;

	for (;;) {
		if (owner_of(old))
			return may_be_handed && owner_of(old) == current;
		expected = old;
		if (atomic_long_try_cmpxchg(&lock->owner, &expected,
					    self | (old & MUTEX_FLAG_WAITERS)))
			return true;
		old = expected;
	}
}

static inline void set_flag(struct mutex *lock, unsigned long flag)
{
	atomic_long_or(flag, &lock->owner);
}

/* wait_lock held; [M2] */
static void leave_queue(struct mutex *lock, struct mutex_waiter *waiter)
{
	list_del(&waiter->list);
	if (list_empty(&lock->wait_list))
		atomic_long_and(~(long)MUTEX_FLAGS, &lock->owner);
}

/*
 * wait_lock held on entry and at return.  The state is set before the owner is
 * looked at; the unlock clears the owner before it looks for whom to wake.
 */
static int sleep_for_mutex(struct mutex *lock, struct mutex_waiter *waiter, unsigned int state)
{
	bool woken = false;

	for (;;) {
		set_current_state(state);
		if (try_to_take(lock, woken))
			return 0;
		if (signal_pending_state(state, current))
			return -EINTR;
		if (woken &&
		    list_first_entry(&lock->wait_list, struct mutex_waiter, list) == waiter)
			set_flag(lock, MUTEX_FLAG_HANDOFF);	/* [M1] */
		if (woken && try_to_take(lock, true))
			return 0;	/* it came free before the flag was there */
		raw_spin_unlock(&lock->wait_lock);
		schedule();
		raw_spin_lock(&lock->wait_lock);
		woken = true;
	}
}

static int lock_slowly(struct mutex *lock, unsigned int state)
{
	struct mutex_waiter waiter = { .task = current };
	int ret;

	raw_spin_lock(&lock->wait_lock);
	list_add_tail(&waiter.list, &lock->wait_list);
	set_flag(lock, MUTEX_FLAG_WAITERS);		/* [M2] */
	ret = sleep_for_mutex(lock, &waiter, state);
	__set_current_state(TASK_RUNNING);
	leave_queue(lock, &waiter);
	raw_spin_unlock(&lock->wait_lock);
	return ret;
}

static inline bool lock_fast(struct mutex *lock)
{
	long none = 0;

	return atomic_long_try_cmpxchg(&lock->owner, &none, (long)current);
}

static __always_inline int lock_common(struct mutex *lock, unsigned int state,
				       unsigned int subclass, unsigned long ip)
{
	int ret;

	might_sleep();
	check_mutex(lock, false);
	lock_acquire(&lock->dep_map, subclass, 0, 0, 1, NULL, ip);
	if (likely(lock_fast(lock)))
		return 0;
	ret = lock_slowly(lock, state);
	if (ret)
		lock_release(&lock->dep_map, ip);
	return ret;
}

/**
 * mutex_lock_nested - take it, sleeping as long as need be; mutex_lock() calls it
 * @subclass: for the checker, where two locks of one class nest
 * Context: a task, may sleep.
 */
void mutex_lock_nested(struct mutex *lock, unsigned int subclass)
{
	(void)lock_common(lock, TASK_UNINTERRUPTIBLE, subclass, _RET_IP_);	/* cannot fail */
}
EXPORT_SYMBOL(mutex_lock_nested);

/**
 * mutex_lock_interruptible_nested - the same, given up when a signal comes
 * Context: a task, may sleep.
 * Return: 0 or -EINTR.
 */
int mutex_lock_interruptible_nested(struct mutex *lock, unsigned int subclass)
{
	return lock_common(lock, TASK_INTERRUPTIBLE, subclass, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_interruptible_nested);

int mutex_lock_killable_nested(struct mutex *lock, unsigned int subclass)
{
	return lock_common(lock, TASK_KILLABLE, subclass, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_killable_nested);

void mutex_lock_io_nested(struct mutex *lock, unsigned int subclass)
{
	int token = io_schedule_prepare();

	mutex_lock_nested(lock, subclass);
	io_schedule_finish(token);
}
EXPORT_SYMBOL(mutex_lock_io_nested);

/**
 * mutex_trylock - take it if it is free
 * Context: a task.
 * Return: 1 if taken, else 0.
 */
int mutex_trylock(struct mutex *lock)
{
	check_mutex(lock, false);
	if (owner_of(atomic_long_read(&lock->owner)) || !try_to_take(lock, false))
		return 0;
	lock_acquire(&lock->dep_map, 0, 1, 0, 1, NULL, _RET_IP_);
	return 1;
}
EXPORT_SYMBOL(mutex_trylock);

/* The first waiter becomes the owner if it asked for that, and is woken anyhow. */
static void unlock_slowly(struct mutex *lock)
{
	struct mutex_waiter *first;
	DEFINE_WAKE_Q(wake_q);

	raw_spin_lock(&lock->wait_lock);
	first = list_first_entry_or_null(&lock->wait_list, struct mutex_waiter, list);
	if (first && (atomic_long_read(&lock->owner) & MUTEX_FLAG_HANDOFF))
		atomic_long_set_release(&lock->owner, (long)first->task | MUTEX_FLAG_WAITERS);
	else
		atomic_long_and(MUTEX_FLAGS, &lock->owner);
	if (first)
		wake_q_add(&wake_q, first->task);
	raw_spin_unlock(&lock->wait_lock);
	wake_up_q(&wake_q);
}

/**
 * mutex_unlock - release it
 * Context: the task that took it.
 */
void mutex_unlock(struct mutex *lock)
{
	long self = (long)current;

	check_mutex(lock, true);
	lock_release(&lock->dep_map, _RET_IP_);
	if (unlikely(!atomic_long_try_cmpxchg(&lock->owner, &self, 0)))
		unlock_slowly(lock);
}
EXPORT_SYMBOL(mutex_unlock);

bool mutex_is_locked(struct mutex *lock)
{
	return owner_of(atomic_long_read(&lock->owner)) != NULL;
}
EXPORT_SYMBOL(mutex_is_locked);

/**
 * __mutex_init - make a mutex, free; call it through mutex_init()
 * Context: any; nobody uses it.
 */
void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
{
	atomic_long_set(&lock->owner, 0);
	raw_spin_lock_init(&lock->wait_lock);
	INIT_LIST_HEAD(&lock->wait_list);
	lock->magic = lock;
	lockdep_init_map_type(&lock->dep_map, name, key, 0, LD_WAIT_SLEEP);
}
EXPORT_SYMBOL(__mutex_init);

/**
 * mutex_destroy - the mutex must not be used any more
 * Context: any; nobody holds it.
 */
void mutex_destroy(struct mutex *lock)
{
	if (debug_enabled(DEBUG_LOCKS))
		WARN_ONCE(mutex_is_locked(lock), "DEBUG_LOCKS_WARN_ON(mutex_is_locked(lock))");
	lock->magic = NULL;
}
EXPORT_SYMBOL(mutex_destroy);

/**
 * atomic_dec_and_mutex_lock - decrement; if that makes 0, come back with the mutex
 * Context: a task, may sleep.
 * Return: 1 with the mutex held, or 0.
 */
int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock)
{
	if (atomic_add_unless(cnt, -1, 1))
		return 0;
	mutex_lock(lock);
	if (atomic_dec_and_test(cnt))
		return 1;
	mutex_unlock(lock);
	return 0;
}
EXPORT_SYMBOL(atomic_dec_and_mutex_lock);
