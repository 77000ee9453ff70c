/* SPDX-License-Identifier: MIT */
/*
 * linux/lockdep.h - say which lock a function needs, and have it checked
 *
 * Every lock tells lock_acquire() and lock_release(), and each task keeps the
 * list of what it holds.  lockdep_assert_held() is then a fact that is checked
 * and not a comment.  All of it is behind debug=lockdep: one test and a branch
 * that is not taken where it is off.
 */
#ifndef LINUX_LOCKDEP_H
#define LINUX_LOCKDEP_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/debugflags.h>
#include <linux/irqflags.h>
#include <linux/lockdep_types.h>
#include <linux/preempt.h>
#include <linux/types.h>

struct task_struct;

/* Cleared by the first report, since what follows from one mistake is noise. */
extern int debug_locks;
extern int debug_locks_silent;	/* ... and no report either: for tests */

/* Locks with this key are listed as held, and their order is not checked. */
extern struct lock_class_key __lockdep_no_validate__;

#define lockdep_enabled() debug_enabled(DEBUG_LOCKDEP)

#define STATIC_LOCKDEP_MAP_INIT(_name, _key) \
	{ .name = (_name), .key = (struct lock_class_key *)(_key), }

void lockdep_init_map_type(struct lockdep_map *lock, const char *name,
			   struct lock_class_key *key, int subclass, u8 wait_type);
#define lockdep_init_map(lock, name, key, subclass) \
	lockdep_init_map_type(lock, name, key, subclass, LD_WAIT_INV)

/* kernel/locking/lockdep.c; call them through the macros below. */
void __lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read,
		    unsigned long ip);
void __lock_downgrade(struct lockdep_map *lock, unsigned long ip);
void __lock_release(struct lockdep_map *lock, unsigned long ip);
int lock_is_held_type(const struct lockdep_map *lock, int read);
void lockdep_init_task(struct task_struct *task);
/* The scheduler: what @from took, the current task holds now. */
void lockdep_give_away(struct lockdep_map *lock, struct task_struct *from);
void debug_show_held_locks(struct task_struct *task);
void debug_check_no_locks_held(void);
void __debug_check_no_locks_freed(const void *from, unsigned long size);
unsigned int lockdep_depth(struct task_struct *task);
void lockdep_copy_map(struct lockdep_map *to, struct lockdep_map *from);
void lockdep_reset(void);
void lockdep_reset_lock(struct lockdep_map *lock);
void lockdep_off(void);
void lockdep_on(void);
void lockdep_register_key(struct lock_class_key *key);
void lockdep_unregister_key(struct lock_class_key *key);
void lockdep_free_key_range(const void *start, unsigned long size);

#define lock_acquire(lock, subclass, trylock, read, check, nest_lock, ip) do {	\
	if (lockdep_enabled())						\
		__lock_acquire(lock, subclass, trylock, read, ip);	\
} while (0)
#define lock_release(lock, ip) do {					\
	if (lockdep_enabled())						\
		__lock_release(lock, ip);				\
} while (0)

#define lock_downgrade(lock, ip) do {					\
	if (lockdep_enabled())						\
		__lock_downgrade(lock, ip);				\
} while (0)

#define lock_map_acquire(l) lock_acquire(l, 0, 0, 0, 1, NULL, _THIS_IP_)
#define lock_map_acquire_read(l) lock_acquire(l, 0, 0, 2, 1, NULL, _THIS_IP_)
#define lock_map_release(l) lock_release(l, _THIS_IP_)

/* This memory is about to be freed, or to become another lock. */
static inline void debug_check_no_locks_freed(const void *from, unsigned long size)
{
	if (lockdep_enabled())
		__debug_check_no_locks_freed(from, size);
}

#define lock_is_held(lock) lock_is_held_type(lock, -1)
#define lockdep_is_held(lock) lock_is_held(&(lock)->dep_map)
#define lockdep_is_held_type(lock, r) lock_is_held_type(&(lock)->dep_map, (r))

#define lockdep_set_class(lock, key_) \
	lockdep_init_map_type(&(lock)->dep_map, #key_, key_, 0, (lock)->dep_map.wait_type)
#define lockdep_set_class_and_name(lock, key_, name_) \
	lockdep_init_map_type(&(lock)->dep_map, name_, key_, 0, (lock)->dep_map.wait_type)
#define lockdep_set_subclass(lock, sub) \
	lockdep_init_map_type(&(lock)->dep_map, #lock, (lock)->dep_map.key, sub, \
			      (lock)->dep_map.wait_type)
#define lockdep_set_novalidate_class(lock) \
	lockdep_set_class_and_name(lock, &__lockdep_no_validate__, #lock)
#define lockdep_match_class(lock, key_) ((lock)->dep_map.key == (key_))

#define lockdep_assert(cond) do { WARN_ON(lockdep_enabled() && debug_locks && !(cond)); } while (0)
#define lockdep_assert_once(cond) do { \
	WARN_ON_ONCE(lockdep_enabled() && debug_locks && !(cond)); } while (0)
#define lockdep_assert_held(l) lockdep_assert(lockdep_is_held(l))
#define lockdep_assert_held_write(l) lockdep_assert(lockdep_is_held_type(l, 0))
#define lockdep_assert_held_read(l) lockdep_assert(lockdep_is_held_type(l, 1))
#define lockdep_assert_held_once(l) lockdep_assert_once(lockdep_is_held(l))
#define lockdep_assert_not_held(l) lockdep_assert(!lockdep_is_held(l))
#define lockdep_assert_irqs_enabled() lockdep_assert_once(!irqs_disabled())
#define lockdep_assert_irqs_disabled() lockdep_assert_once(irqs_disabled())
#define lockdep_assert_in_irq() lockdep_assert_once(in_hardirq())
#define lockdep_assert_in_softirq() lockdep_assert_once(in_softirq() && !in_irq())
#define lockdep_assert_preemption_enabled() lockdep_assert_once(preemptible())
#define lockdep_assert_preemption_disabled() lockdep_assert_once(!preemptible())

#define might_lock(lock) do {						\
	lock_acquire(&(lock)->dep_map, 0, 0, 0, 1, NULL, _THIS_IP_);	\
	lock_release(&(lock)->dep_map, _THIS_IP_);			\
} while (0)
#define might_lock_read(lock) do {					\
	lock_acquire(&(lock)->dep_map, 0, 0, 1, 1, NULL, _THIS_IP_);	\
	lock_release(&(lock)->dep_map, _THIS_IP_);			\
} while (0)

#endif /* LINUX_LOCKDEP_H */
