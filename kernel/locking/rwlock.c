// SPDX-License-Identifier: MIT
/*
 * kernel/locking/rwlock.c - many readers or one writer, spinning
 *
 * How it works
 *
 *       31 .......... 9      8      7 ... 0
 *      | readers inside | WAITING | WRITER |      cnts
 *
 *   A reader adds itself and looks: no writer inside or waiting, it is in.  Otherwise it
 *   takes itself out again and queues on wait_lock, a spinlock: who is at the head
 *   of the queue waits for the lock itself, so those behind come in order.  A writer at
 *   the head sets WAITING: without it, readers on several CPUs that take turns would never
 *   let it in. [W2]
 *
 *   A reader in an interrupt does not queue [W1]: the code that it interrupted
 *   may hold the lock for reading while a writer waits at the head, and would
 *   never get to release it.
 *
 * Invariants
 *
 *   [W1] A reader in an interrupt waits only for a writer that is inside.
 *   [W2] WAITING is set by the head of the queue only; no task gets in past it.
 *
 * Context: preemption off, by the inline callers in <linux/rwlock.h>.
 */

#include <linux/atomic.h>
#include <linux/debugflags.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#define OWNER_NONE ((void *)-1L)

static void rwlock_bug(rwlock_t *lock, const char *msg)
{
	pr_emerg("BUG: rwlock %s on CPU#%d, %s/%d, %p\n", msg, raw_smp_processor_id(),
		 current->comm, current->pid, lock);
	dump_stack();
}

static inline bool rwlock_checks_on(void)
{
	return debug_enabled(DEBUG_SPINLOCK);
}

static void check_magic(rwlock_t *lock)
{
	if (lock->magic != RWLOCK_MAGIC)
		rwlock_bug(lock, "bad magic");
}

static inline bool writer_inside(int cnts)
{
	return cnts & RWLOCK_WRITER;
}

static inline bool writer_comes_first(int cnts)
{
	return cnts & (RWLOCK_WRITER | RWLOCK_WAITING);
}

static void wait_to_read(rwlock_t *lock)
{
	if (in_interrupt()) {		/* [W1] stays counted, so no writer comes before it */
		atomic_cond_read_acquire(&lock->cnts, !writer_inside(VAL));
		return;
	}
	atomic_sub(RWLOCK_READER, &lock->cnts);
	arch_spin_lock(&lock->wait_lock);
	atomic_add(RWLOCK_READER, &lock->cnts);
	atomic_cond_read_acquire(&lock->cnts, !writer_inside(VAL));
	arch_spin_unlock(&lock->wait_lock);
}

void do_raw_read_lock(rwlock_t *lock)
{
	if (rwlock_checks_on())
		check_magic(lock);
	/* Only an interrupt gets in while a writer queues: [W1] */
	lock_acquire(&lock->dep_map, 0, 0, in_interrupt() ? 2 : 1, 1, NULL, _RET_IP_);
	if (unlikely(writer_comes_first(atomic_add_return(RWLOCK_READER, &lock->cnts))))
		wait_to_read(lock);
}
EXPORT_SYMBOL(do_raw_read_lock);

int do_raw_read_trylock(rwlock_t *lock)
{
	if (unlikely(writer_comes_first(atomic_add_return(RWLOCK_READER, &lock->cnts)))) {
		atomic_sub(RWLOCK_READER, &lock->cnts);
		return 0;
	}
	lock_acquire(&lock->dep_map, 0, 1, in_interrupt() ? 2 : 1, 1, NULL, _RET_IP_);
	return 1;
}
EXPORT_SYMBOL(do_raw_read_trylock);

void do_raw_read_unlock(rwlock_t *lock)
{
	if (rwlock_checks_on())
		check_magic(lock);
	lock_release(&lock->dep_map, _RET_IP_);
	atomic_sub_return(RWLOCK_READER, &lock->cnts);	/* full barrier: release */
}
EXPORT_SYMBOL(do_raw_read_unlock);

static inline bool try_to_write(rwlock_t *lock)
{
	return atomic_cmpxchg(&lock->cnts, 0, RWLOCK_WRITER) == 0;
}

/* Those inside leave, and only interrupts still come in. [W2] */
static void wait_to_write(rwlock_t *lock)
{
	arch_spin_lock(&lock->wait_lock);
	if (!try_to_write(lock)) {
		atomic_or(RWLOCK_WAITING, &lock->cnts);
		do
			atomic_cond_read_acquire(&lock->cnts, VAL == RWLOCK_WAITING);
		while (atomic_cmpxchg(&lock->cnts, RWLOCK_WAITING, RWLOCK_WRITER) !=
		       RWLOCK_WAITING);
	}
	arch_spin_unlock(&lock->wait_lock);
}

static void check_writer(rwlock_t *lock)
{
	check_magic(lock);
	if (lock->owner == current)
		rwlock_bug(lock, "recursion");
}

void do_raw_write_lock(rwlock_t *lock)
{
	if (rwlock_checks_on())
		check_writer(lock);
	lock_acquire(&lock->dep_map, 0, 0, 0, 1, NULL, _RET_IP_);
	if (unlikely(!try_to_write(lock)))
		wait_to_write(lock);
	if (rwlock_checks_on())
		lock->owner = current;
}
EXPORT_SYMBOL(do_raw_write_lock);

int do_raw_write_trylock(rwlock_t *lock)
{
	if (!try_to_write(lock))
		return 0;
	lock_acquire(&lock->dep_map, 0, 1, 0, 1, NULL, _RET_IP_);
	if (rwlock_checks_on())
		lock->owner = current;
	return 1;
}
EXPORT_SYMBOL(do_raw_write_trylock);

void do_raw_write_unlock(rwlock_t *lock)
{
	if (rwlock_checks_on()) {
		check_magic(lock);
		if (lock->owner != OWNER_NONE && lock->owner != current)
			rwlock_bug(lock, "wrong owner");
	}
	lock->owner = OWNER_NONE;
	lock_release(&lock->dep_map, _RET_IP_);
	/* The readers that wait in interrupts are counted above the writer's byte. */
	atomic_sub_return(RWLOCK_WRITER, &lock->cnts);
}
EXPORT_SYMBOL(do_raw_write_unlock);

/**
 * __rwlock_init - make a lock, free; call it through rwlock_init()
 * Context: any; nobody uses it.
 */
void __rwlock_init(rwlock_t *lock, const char *name, struct lock_class_key *key)
{
	atomic_set(&lock->cnts, 0);
	lock->wait_lock = (arch_spinlock_t)__ARCH_SPIN_LOCK_UNLOCKED;
	lock->magic = RWLOCK_MAGIC;
	lock->owner = OWNER_NONE;
	lockdep_init_map_type(&lock->dep_map, name, key, 0, LD_WAIT_SPIN);
}
EXPORT_SYMBOL(__rwlock_init);
