/* SPDX-License-Identifier: MIT */
/*
 * linux/mutex.h - one task at a time, and the others sleep
 *
 * Only the task that took it may release it.  Not for interrupt context.
 */
#ifndef LINUX_MUTEX_H
#define LINUX_MUTEX_H

#include <linux/atomic.h>
#include <linux/debugflags.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <asm/current.h>

struct mutex {
	atomic_long_t owner;		/* A: task, and MUTEX_FLAG_* in the low bits */
	raw_spinlock_t wait_lock;
	struct list_head wait_list;	/* wait_lock: in order of arrival */
	void *magic;			/* I: the mutex's own address */
	struct lockdep_map dep_map;
};

#define __MUTEX_INITIALIZER(lockname) {					\
	.owner = { 0 },							\
	.wait_lock = __RAW_SPIN_LOCK_INITIALIZER(lockname.wait_lock),	\
	.wait_list = LIST_HEAD_INIT(lockname.wait_list),		\
	.magic = &lockname,						\
	.dep_map = { .name = #lockname, .wait_type = LD_WAIT_SLEEP },	\
}
#define DEFINE_MUTEX(mutexname) struct mutex mutexname = __MUTEX_INITIALIZER(mutexname)

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key);
#define mutex_init(mutex) do {						\
	static struct lock_class_key __key;				\
	__mutex_init((mutex), #mutex, &__key);				\
} while (0)
void mutex_destroy(struct mutex *lock);

void mutex_lock_nested(struct mutex *lock, unsigned int subclass);
int __must_check mutex_lock_interruptible_nested(struct mutex *lock, unsigned int subclass);
int __must_check mutex_lock_killable_nested(struct mutex *lock, unsigned int subclass);
void mutex_lock_io_nested(struct mutex *lock, unsigned int subclass);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
bool mutex_is_locked(struct mutex *lock);
int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock);

#define mutex_lock(lock) mutex_lock_nested(lock, 0)
#define mutex_lock_interruptible(lock) mutex_lock_interruptible_nested(lock, 0)
#define mutex_lock_killable(lock) mutex_lock_killable_nested(lock, 0)
#define mutex_lock_io(lock) mutex_lock_io_nested(lock, 0)
#define mutex_lock_nest_lock(lock, nest_lock) mutex_lock_nested(lock, LOCK_NESTED_BY_OUTER)

#endif /* LINUX_MUTEX_H */
