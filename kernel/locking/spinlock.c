// SPDX-License-Identifier: MIT
/*
 * kernel/locking/spinlock.c - spinlocks: waiting, and the long way with checks
 *
 * What it is for
 *
 *   <asm/spinlock.h> takes a free lock in line.  Here is what happens when it is
 *   not free, and what happens to every lock and unlock under debug=spinlock or
 *   debug=lockdep: each lock then remembers who holds it, and misuse is named
 *   where it happens and not where it hurts.
 *
 * How it works
 *
 *   owner and owner_cpu are written by the holder after taking the lock and
 *   before releasing it.  Anybody may read them at any time; a comparison with
 *   oneself is exact all the same, since only this task writes this task there.
 *
 *   Checking can be switched on while locks are held.  Such a lock has no
 *   owner, and what is asked about owners is not asked of it. [D1]
 *
 * Context: any; a lock and its unlock in the same context.
 *
 * Invariants
 *
 *   [D1] owner is SPINLOCK_OWNER_INIT unless a checked lock operation holds it.
 *   [D2] A report changes nothing: the operation goes on as if unchecked, except
 *        that a lock which this CPU holds is not waited for.
 *
 * Compared with Linux: same messages.  Linux waits in a queue of its own cache
 * lines (MCS); here all waiters look at one word, which is enough for 64 CPUs.
 *
 * See also: tests/unit/locking_test.c.
 */

#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

/* ---- checks -------------------------------------------------------------------- */

static void spin_bug(raw_spinlock_t *lock, const char *msg)
{
	struct task_struct *owner = READ_ONCE(lock->owner);

	if (owner == SPINLOCK_OWNER_INIT)
		owner = NULL;
	pr_emerg("BUG: spinlock %s on CPU#%d, %s/%d\n", msg, raw_smp_processor_id(),
		 current->comm, current->pid);
	pr_emerg(" lock: %pS, .magic: %08x, .owner: %s/%d, .owner_cpu: %d\n", lock,
		 READ_ONCE(lock->magic), owner ? owner->comm : "<none>",
		 owner ? owner->pid : -1, READ_ONCE(lock->owner_cpu));
	dump_stack();
}

static inline bool spin_checks_on(void)
{
	return debug_flags & DEBUG_SPINLOCK;
}

static bool held_by_me(raw_spinlock_t *lock)
{
	return arch_spin_is_locked(&lock->raw_lock) &&
	       READ_ONCE(lock->owner) == current &&
	       READ_ONCE(lock->owner_cpu) == raw_smp_processor_id();
}

/* An interrupt may come between a task's lock and its unlock, and is the same "current". */
static bool check_before_lock(raw_spinlock_t *lock)
{
	if (!spin_checks_on())
		return true;
	if (READ_ONCE(lock->magic) != SPINLOCK_MAGIC)
		spin_bug(lock, "bad magic");
	if (!held_by_me(lock))
		return true;
	spin_bug(lock, "recursion");
	return false;
}

static inline void note_owner(raw_spinlock_t *lock)
{
	WRITE_ONCE(lock->owner_cpu, raw_smp_processor_id());
	WRITE_ONCE(lock->owner, current);
}

static void check_before_unlock(raw_spinlock_t *lock)
{
	bool known = READ_ONCE(lock->owner) != SPINLOCK_OWNER_INIT;	/* [D1] */

	if (!spin_checks_on())
		return;
	if (READ_ONCE(lock->magic) != SPINLOCK_MAGIC)
		spin_bug(lock, "bad magic");
	if (!arch_spin_is_locked(&lock->raw_lock))
		spin_bug(lock, "already unlocked");
	else if (known && lock->owner != current)
		spin_bug(lock, "wrong owner");
	else if (known && lock->owner_cpu != raw_smp_processor_id())
		spin_bug(lock, "wrong CPU");
}

/**
 * debug_spin_lock - take a lock, looking
 * Context: preemption off.
 */
void debug_spin_lock(raw_spinlock_t *lock, unsigned int subclass)
{
	if (!check_before_lock(lock))
		return;			/* [D2] waiting would be for ever */
	lock_acquire(&lock->dep_map, subclass, 0, 0, 1, NULL, _RET_IP_);
	arch_spin_lock(&lock->raw_lock);
	note_owner(lock);
}
EXPORT_SYMBOL(debug_spin_lock);

bool debug_spin_trylock(raw_spinlock_t *lock)
{
	if (!arch_spin_trylock(&lock->raw_lock))
		return false;
	lock_acquire(&lock->dep_map, 0, 1, 0, 1, NULL, _RET_IP_);
	note_owner(lock);
	return true;
}
EXPORT_SYMBOL(debug_spin_trylock);

/**
 * debug_spin_unlock - release a lock, looking
 * Context: as it was taken.
 */
void debug_spin_unlock(raw_spinlock_t *lock)
{
	check_before_unlock(lock);
	lock_release(&lock->dep_map, _RET_IP_);
	if (!arch_spin_is_locked(&lock->raw_lock))
		return;			/* [D2] one release too many would lock it for good */
	WRITE_ONCE(lock->owner, SPINLOCK_OWNER_INIT);
	WRITE_ONCE(lock->owner_cpu, -1);
	arch_spin_unlock(&lock->raw_lock);
}
EXPORT_SYMBOL(debug_spin_unlock);

/**
 * __raw_spin_lock_init - make a lock, free; call it through spin_lock_init()
 * Context: any; nobody uses it.
 */
void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name, struct lock_class_key *key)
{
	lock->raw_lock = (arch_spinlock_t)__ARCH_SPIN_LOCK_UNLOCKED;
	lock->magic = SPINLOCK_MAGIC;
	lock->owner_cpu = -1;
	lock->owner = SPINLOCK_OWNER_INIT;
	lockdep_init_map_type(&lock->dep_map, name, key, 0, LD_WAIT_SPIN);
}
EXPORT_SYMBOL(__raw_spin_lock_init);

/**
 * _atomic_dec_and_lock - decrement; if that makes 0, come back with the lock
 * Context: as spin_lock().
 * Return: 1 with the lock held, or 0.
 */
int _atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock)
{
	if (atomic_add_unless(atomic, -1, 1))
		return 0;
	spin_lock(lock);
	if (atomic_dec_and_test(atomic))
		return 1;
	spin_unlock(lock);
	return 0;
}
EXPORT_SYMBOL(_atomic_dec_and_lock);
