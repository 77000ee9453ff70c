/* SPDX-License-Identifier: MIT */
/*
 * linux/srcu.h - RCU whose readers may sleep
 *
 * Each user has a srcu_struct of its own, so that readers who sleep hold up only the
 * writers of the same one.  srcu_read_lock() returns a number that the matching
 * srcu_read_unlock() wants back.  The essay is in kernel/locking/srcu.c.
 */
#ifndef LINUX_SRCU_H
#define LINUX_SRCU_H

#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#define SRCU_PHASES 2

/* How often this CPU entered and left; the sums over all CPUs are what counts. */
struct srcu_data {
	unsigned long locks[SRCU_PHASES];	/* own CPU, one instruction */
	unsigned long unlocks[SRCU_PHASES];
};

struct srcu_struct {
	unsigned int phase;		/* gp_mutex; readers read: which pair they count in */
	bool waiting;			/* gp_mutex; readers read: somebody wants to be woken */
	struct srcu_data __percpu *sda;	/* I */
	struct wait_queue_head wait;	/* the grace period waits for readers here */
	struct mutex gp_mutex;		/* one grace period at a time */
	unsigned long gp_started;	/* gp_mutex; read without */
	unsigned long gp_done;		/* gp_mutex; read without */
	spinlock_t lock;		/* callbacks */
	struct rcu_head *callbacks;	/* lock */
	struct rcu_head **tail;		/* lock; NULL: never used, means empty */
	struct work_struct work;	/* runs a grace period for the callbacks */
	struct lockdep_map dep_map;
};

void srcu_work_fn(struct work_struct *work);

#define __SRCU_STRUCT_INIT(srcu, data) {				\
	.sda = &(data),							\
	.wait = __WAIT_QUEUE_HEAD_INITIALIZER((srcu).wait),		\
	.gp_mutex = __MUTEX_INITIALIZER((srcu).gp_mutex),		\
	.lock = __SPIN_LOCK_UNLOCKED((srcu).lock),			\
	.work = __WORK_INITIALIZER((srcu).work, srcu_work_fn),		\
	.dep_map = { .name = #srcu, .key = &__lockdep_no_validate__ },	\
}
#define __DEFINE_SRCU(name, is_static)					\
	static DEFINE_PER_CPU(struct srcu_data, name##_srcu_data);	\
	is_static struct srcu_struct name = __SRCU_STRUCT_INIT(name, name##_srcu_data)
#define DEFINE_SRCU(name)		__DEFINE_SRCU(name, /* not static */)
#define DEFINE_STATIC_SRCU(name)	__DEFINE_SRCU(name, static)

/* kernel/locking/srcu.c */
int __init_srcu_struct(struct srcu_struct *ssp, const char *name, struct lock_class_key *key);
/* Readers may be anywhere in the order of locks: the checker knows that they are held, no more. */
#define init_srcu_struct(ssp) __init_srcu_struct((ssp), #ssp, &__lockdep_no_validate__)
void cleanup_srcu_struct(struct srcu_struct *ssp);
int __srcu_read_lock(struct srcu_struct *ssp);
void __srcu_read_unlock(struct srcu_struct *ssp, int idx);
void synchronize_srcu(struct srcu_struct *ssp);
void synchronize_srcu_expedited(struct srcu_struct *ssp);
void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func);
void srcu_barrier(struct srcu_struct *ssp);
unsigned long srcu_batches_completed(struct srcu_struct *ssp);
unsigned long get_state_synchronize_srcu(struct srcu_struct *ssp);
unsigned long start_poll_synchronize_srcu(struct srcu_struct *ssp);
bool poll_state_synchronize_srcu(struct srcu_struct *ssp, unsigned long cookie);

/**
 * srcu_read_lock - begin to read; may be nested
 * Context: any but NMI; the section may sleep if its context may.
 * Return: for srcu_read_unlock().
 */
static inline int srcu_read_lock(struct srcu_struct *ssp)
{
	int idx = __srcu_read_lock(ssp);

	lock_map_acquire_read(&ssp->dep_map);
	return idx;
}

static inline void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	WARN_ON_ONCE(idx & ~1);
	lock_map_release(&ssp->dep_map);
	__srcu_read_unlock(ssp, idx);
}

/* For callers that the checker must not follow. */
static inline int srcu_read_lock_notrace(struct srcu_struct *ssp)
{
	return __srcu_read_lock(ssp);
}

static inline void srcu_read_unlock_notrace(struct srcu_struct *ssp, int idx)
{
	__srcu_read_unlock(ssp, idx);
}

/* 1 also where nobody keeps count. */
static inline int srcu_read_lock_held(const struct srcu_struct *ssp)
{
	return !lockdep_enabled() || lock_is_held(&ssp->dep_map);
}

#define srcu_dereference_check(p, ssp, c) ({ \
	RCU_LOCKDEP_WARN(!((c) || srcu_read_lock_held(ssp)), \
			 "suspicious srcu_dereference_check() usage"); \
	READ_ONCE(p); })
#define srcu_dereference(p, ssp) srcu_dereference_check(p, ssp, 0)
#define srcu_dereference_notrace(p, ssp) srcu_dereference_check(p, ssp, 1)

static inline void smp_mb__after_srcu_read_unlock(void)
{
	/* srcu_read_unlock() has a full barrier already */
}

#endif /* LINUX_SRCU_H */
