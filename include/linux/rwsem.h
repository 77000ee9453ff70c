/* SPDX-License-Identifier: MIT */
/* linux/rwsem.h - many readers or one writer, sleeping; served in order of arrival */
#ifndef LINUX_RWSEM_H
#define LINUX_RWSEM_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>

struct rw_semaphore {
	raw_spinlock_t wait_lock;
	long count;			/* wait_lock: readers inside, or -1 for a writer */
	struct list_head wait_list;	/* wait_lock */
	struct task_struct *owner;	/* wait_lock: the writer */
	struct lockdep_map dep_map;
};

#define __RWSEM_INITIALIZER(lockname) {					\
	.wait_lock = __RAW_SPIN_LOCK_INITIALIZER(lockname.wait_lock),	\
	.wait_list = LIST_HEAD_INIT((lockname).wait_list),		\
	.dep_map = { .name = #lockname, .wait_type = LD_WAIT_SLEEP } }
#define DECLARE_RWSEM(lockname) struct rw_semaphore lockname = __RWSEM_INITIALIZER(lockname)

void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key);
#define init_rwsem(sem) do {						\
	static struct lock_class_key __key;				\
	__init_rwsem((sem), #sem, &__key);				\
} while (0)

void down_read_nested(struct rw_semaphore *sem, int subclass);
int __must_check down_read_interruptible(struct rw_semaphore *sem);
int __must_check down_read_killable(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void down_write_nested(struct rw_semaphore *sem, int subclass);
int __must_check down_write_killable(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);

#define down_read(sem) down_read_nested(sem, 0)
#define down_write(sem) down_write_nested(sem, 0)

static inline int rwsem_is_locked(struct rw_semaphore *sem)
{
	return READ_ONCE(sem->count) != 0;
}

static inline int rwsem_is_contended(struct rw_semaphore *sem)
{
	return !list_empty(&sem->wait_list);
}

#endif /* LINUX_RWSEM_H */
