/* SPDX-License-Identifier: MIT */
/* linux/rwlock.h - the operations on rwlock_t; included by <linux/spinlock.h> */
#ifndef LINUX_RWLOCK_H
#define LINUX_RWLOCK_H

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/rwlock_types.h>
#include <linux/typecheck.h>

/* kernel/locking/rwlock.c: preemption is off already. */
void __rwlock_init(rwlock_t *lock, const char *name, struct lock_class_key *key);
void do_raw_read_lock(rwlock_t *lock);
void do_raw_write_lock(rwlock_t *lock);
int do_raw_read_trylock(rwlock_t *lock);
int do_raw_write_trylock(rwlock_t *lock);
void do_raw_read_unlock(rwlock_t *lock);
void do_raw_write_unlock(rwlock_t *lock);

#define rwlock_init(lock) do {						\
	static struct lock_class_key __key;				\
	__rwlock_init((lock), #lock, &__key);				\
} while (0)
#define rwlock_is_contended(lock) arch_spin_is_locked(&(lock)->wait_lock)

static inline void read_lock(rwlock_t *lock)
{
	preempt_disable();
	do_raw_read_lock(lock);
}

static inline void read_lock_irq(rwlock_t *lock)
{
	local_irq_disable();
	read_lock(lock);
}

static inline void read_lock_bh(rwlock_t *lock)
{
	local_bh_disable();
	read_lock(lock);
}

static inline int read_trylock(rwlock_t *lock)
{
	preempt_disable();
	if (do_raw_read_trylock(lock))
		return 1;
	preempt_enable();
	return 0;
}

static inline void read_unlock(rwlock_t *lock)
{
	do_raw_read_unlock(lock);
	preempt_enable();
}

static inline void read_unlock_irq(rwlock_t *lock)
{
	do_raw_read_unlock(lock);
	local_irq_enable();
	preempt_enable();
}

static inline void read_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	do_raw_read_unlock(lock);
	local_irq_restore(flags);
	preempt_enable();
}

static inline void read_unlock_bh(rwlock_t *lock)
{
	read_unlock(lock);
	local_bh_enable();
}

#define read_lock_irqsave(lock, flags) do {	\
	local_irq_save(flags);			\
	read_lock(lock);				\
} while (0)

static inline void write_lock(rwlock_t *lock)
{
	preempt_disable();
	do_raw_write_lock(lock);
}

static inline void write_lock_irq(rwlock_t *lock)
{
	local_irq_disable();
	write_lock(lock);
}

static inline void write_lock_bh(rwlock_t *lock)
{
	local_bh_disable();
	write_lock(lock);
}

static inline int write_trylock(rwlock_t *lock)
{
	preempt_disable();
	if (do_raw_write_trylock(lock))
		return 1;
	preempt_enable();
	return 0;
}

static inline void write_unlock(rwlock_t *lock)
{
	do_raw_write_unlock(lock);
	preempt_enable();
}

static inline void write_unlock_irq(rwlock_t *lock)
{
	do_raw_write_unlock(lock);
	local_irq_enable();
	preempt_enable();
}

static inline void write_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	do_raw_write_unlock(lock);
	local_irq_restore(flags);
	preempt_enable();
}

static inline void write_unlock_bh(rwlock_t *lock)
{
	write_unlock(lock);
	local_bh_enable();
}

#define write_lock_irqsave(lock, flags) do {	\
	local_irq_save(flags);			\
	write_lock(lock);				\
} while (0)

#endif /* LINUX_RWLOCK_H */
