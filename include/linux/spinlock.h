/* SPDX-License-Identifier: MIT */
/*
 * linux/spinlock.h - mutual exclusion between CPUs, and with this CPU's interrupts
 *
 * Choose by who else takes the lock:
 *
 *   other users                              use
 *   tasks only                               spin_lock()
 *   a softirq, tasklet or timer too          spin_lock_bh() in tasks
 *   an interrupt handler too                 spin_lock_irqsave() everywhere else
 *
 * The holder cannot be preempted and must not sleep.  Taking a free lock is
 * done in line; a contended one, and everything under debug=spinlock or
 * debug=lockdep, goes to kernel/locking/spinlock.c.
 */
#ifndef LINUX_SPINLOCK_H
#define LINUX_SPINLOCK_H

#include <linux/bottom_half.h>
#include <linux/compiler.h>
#include <linux/debugflags.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/spinlock_types.h>
#include <linux/typecheck.h>

#include <asm/barrier.h>

/* With one of these on, every lock and unlock takes the long way. */
#define DEBUG_LOCKS (DEBUG_SPINLOCK | DEBUG_LOCKDEP)

/* kernel/locking/spinlock.c: the same, with looking and remembering. */
void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name, struct lock_class_key *key);
void debug_spin_lock(raw_spinlock_t *lock, unsigned int subclass);
bool debug_spin_trylock(raw_spinlock_t *lock);
void debug_spin_unlock(raw_spinlock_t *lock);

static __always_inline void do_raw_spin_lock(raw_spinlock_t *lock, unsigned int subclass)
{
	if (debug_enabled(DEBUG_LOCKS))
		debug_spin_lock(lock, subclass);
	else
		arch_spin_lock(&lock->raw_lock);
}

static __always_inline bool do_raw_spin_trylock(raw_spinlock_t *lock)
{
	if (debug_enabled(DEBUG_LOCKS))
		return debug_spin_trylock(lock);
	return arch_spin_trylock(&lock->raw_lock);
}

static __always_inline void do_raw_spin_unlock(raw_spinlock_t *lock)
{
	if (debug_enabled(DEBUG_LOCKS))
		debug_spin_unlock(lock);
	else
		arch_spin_unlock(&lock->raw_lock);
}

static __always_inline void raw_spin_lock_nested(raw_spinlock_t *lock, unsigned int subclass)
{
	preempt_disable();
	do_raw_spin_lock(lock, subclass);
}

static __always_inline void raw_spin_lock(raw_spinlock_t *lock)
{
	raw_spin_lock_nested(lock, 0);
}

static __always_inline void raw_spin_lock_irq(raw_spinlock_t *lock)
{
	local_irq_disable();
	raw_spin_lock(lock);
}

static __always_inline unsigned long __raw_spin_lock_irqsave(raw_spinlock_t *lock,
							     unsigned int subclass)
{
	unsigned long flags = arch_local_irq_save();

	raw_spin_lock_nested(lock, subclass);
	return flags;
}

/* One addition for both: softirqs off and preemption off. */
static __always_inline void raw_spin_lock_bh(raw_spinlock_t *lock)
{
	__local_bh_disable_ip(_THIS_IP_, SOFTIRQ_LOCK_OFFSET);
	do_raw_spin_lock(lock, 0);
}

static __always_inline void raw_spin_unlock(raw_spinlock_t *lock)
{
	do_raw_spin_unlock(lock);
	preempt_enable();
}

static __always_inline void raw_spin_unlock_irq(raw_spinlock_t *lock)
{
	do_raw_spin_unlock(lock);
	local_irq_enable();
	preempt_enable();
}

static __always_inline void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	do_raw_spin_unlock(lock);
	arch_local_irq_restore(flags);
	preempt_enable();
}

static __always_inline void raw_spin_unlock_bh(raw_spinlock_t *lock)
{
	do_raw_spin_unlock(lock);
	__local_bh_enable_ip(0, SOFTIRQ_LOCK_OFFSET);
}

static __always_inline int raw_spin_trylock(raw_spinlock_t *lock)
{
	preempt_disable();
	if (do_raw_spin_trylock(lock))
		return 1;
	preempt_enable();
	return 0;
}

static __always_inline int raw_spin_trylock_bh(raw_spinlock_t *lock)
{
	__local_bh_disable_ip(_THIS_IP_, SOFTIRQ_LOCK_OFFSET);
	if (do_raw_spin_trylock(lock))
		return 1;
	__local_bh_enable_ip(0, SOFTIRQ_LOCK_OFFSET);
	return 0;
}

static __always_inline int raw_spin_trylock_irq(raw_spinlock_t *lock)
{
	local_irq_disable();
	if (raw_spin_trylock(lock))
		return 1;
	local_irq_enable();
	return 0;
}

static __always_inline bool __raw_spin_trylock_irqsave(raw_spinlock_t *lock, unsigned long *flags)
{
	*flags = arch_local_irq_save();
	if (raw_spin_trylock(lock))
		return true;
	arch_local_irq_restore(*flags);
	return false;
}

#define raw_spin_lock_init(lock) do {					\
	static struct lock_class_key __key;				\
	__raw_spin_lock_init((lock), #lock, &__key);			\
} while (0)
#define raw_spin_lock_irqsave(lock, flags) do {				\
	typecheck(unsigned long, flags);				\
	flags = __raw_spin_lock_irqsave(lock, 0);			\
} while (0)
#define raw_spin_lock_irqsave_nested(lock, flags, subclass) do {	\
	typecheck(unsigned long, flags);				\
	flags = __raw_spin_lock_irqsave(lock, subclass);		\
} while (0)
#define raw_spin_trylock_irqsave(lock, flags) __raw_spin_trylock_irqsave(lock, &(flags))
#define raw_spin_is_locked(lock) arch_spin_is_locked(&(lock)->raw_lock)
#define raw_spin_is_contended(lock) arch_spin_is_contended(&(lock)->raw_lock)
#define assert_raw_spin_locked(lock) BUG_ON(!raw_spin_is_locked(lock))

/* ---- the same for spinlock_t ------------------------------------------------ */

#define spin_lock_init(lock_) do {					\
	static struct lock_class_key __key;				\
	__raw_spin_lock_init(&(lock_)->rlock, #lock_, &__key);		\
} while (0)

static __always_inline void spin_lock(spinlock_t *lock)
{
	raw_spin_lock(&lock->rlock);
}

static __always_inline void spin_lock_irq(spinlock_t *lock)
{
	raw_spin_lock_irq(&lock->rlock);
}

static __always_inline void spin_lock_bh(spinlock_t *lock)
{
	raw_spin_lock_bh(&lock->rlock);
}

static __always_inline void spin_unlock(spinlock_t *lock)
{
	raw_spin_unlock(&lock->rlock);
}

static __always_inline void spin_unlock_irq(spinlock_t *lock)
{
	raw_spin_unlock_irq(&lock->rlock);
}

static __always_inline void spin_unlock_bh(spinlock_t *lock)
{
	raw_spin_unlock_bh(&lock->rlock);
}

static __always_inline int spin_trylock(spinlock_t *lock)
{
	return raw_spin_trylock(&lock->rlock);
}

static __always_inline int spin_trylock_bh(spinlock_t *lock)
{
	return raw_spin_trylock_bh(&lock->rlock);
}

static __always_inline int spin_trylock_irq(spinlock_t *lock)
{
	return raw_spin_trylock_irq(&lock->rlock);
}

static __always_inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&lock->rlock, flags);
}

static __always_inline int spin_is_locked(spinlock_t *lock)
{
	return raw_spin_is_locked(&lock->rlock);
}

static __always_inline int spin_is_contended(spinlock_t *lock)
{
	return raw_spin_is_contended(&lock->rlock);
}

#define spin_lock_irqsave(lock, flags) raw_spin_lock_irqsave(&(lock)->rlock, flags)
#define spin_trylock_irqsave(lock, flags) raw_spin_trylock_irqsave(&(lock)->rlock, flags)
#define spin_lock_nested(lock, subclass) raw_spin_lock_nested(&(lock)->rlock, subclass)
#define spin_lock_nest_lock(lock, nest_lock) \
	raw_spin_lock_nested(&(lock)->rlock, LOCK_NESTED_BY_OUTER)
#define spin_lock_irqsave_nested(lock, flags, subclass) \
	raw_spin_lock_irqsave_nested(&(lock)->rlock, flags, subclass)
#define assert_spin_locked(lock) assert_raw_spin_locked(&(lock)->rlock)

/* Drop the counter to 0 and come back with the lock, or just drop it. */
int _atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock);
#define atomic_dec_and_lock(atomic, lock) _atomic_dec_and_lock(atomic, lock)

#include <linux/rwlock.h>

#endif /* LINUX_SPINLOCK_H */
