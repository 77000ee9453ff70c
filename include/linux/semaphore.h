/* SPDX-License-Identifier: MIT */
/* linux/semaphore.h - a count that a task waits to be above zero; up() works in any context */
#ifndef LINUX_SEMAPHORE_H
#define LINUX_SEMAPHORE_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct semaphore {
	raw_spinlock_t lock;
	unsigned int count;		/* lock */
	struct list_head wait_list;	/* lock */
};

#define __SEMAPHORE_INITIALIZER(name, n) {				\
	.lock = __RAW_SPIN_LOCK_INITIALIZER((name).lock),		\
	.count = n,							\
	.wait_list = LIST_HEAD_INIT((name).wait_list) }
/* One argument as in Linux 6.1, or the count as second one as in later versions. */
#define DEFINE_SEMAPHORE(name, ...) \
	struct semaphore name =					\
		__SEMAPHORE_INITIALIZER(name, __SEMAPHORE_COUNT(1, ##__VA_ARGS__, 1))
#define __SEMAPHORE_COUNT(first, n, ...) n

static inline void sema_init(struct semaphore *sem, int val)
{
	static struct lock_class_key __key;

	*sem = (struct semaphore)__SEMAPHORE_INITIALIZER(*sem, val);
	lockdep_init_map_type(&sem->lock.dep_map, "semaphore->lock", &__key, 0, LD_WAIT_SPIN);
}

void down(struct semaphore *sem);
int __must_check down_interruptible(struct semaphore *sem);
int __must_check down_killable(struct semaphore *sem);
int __must_check down_trylock(struct semaphore *sem);
int __must_check down_timeout(struct semaphore *sem, long jiffies);
void up(struct semaphore *sem);

#endif /* LINUX_SEMAPHORE_H */
