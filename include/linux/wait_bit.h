/* SPDX-License-Identifier: MIT */
/*
 * linux/wait_bit.h - wait for a bit, or for a variable, without a queue of one's own
 *
 * Whoever waits for bit 3 of some word stands in one of a few queues that all such
 * waiters share, chosen by the address.  A wake-up names the word and the bit, and
 * passes over those who wait for another one.  So a flag in a structure needs no
 * wait queue beside it; but who clears the bit must say so:
 *
 *       wait_on_bit(&obj->flags, BUSY, TASK_UNINTERRUPTIBLE);
 *       ...
 *       clear_and_wake_up_bit(BUSY, &obj->flags);
 *
 * wait_var_event() and wake_up_var() are the same for any condition on a variable.
 */
#ifndef LINUX_WAIT_BIT_H
#define LINUX_WAIT_BIT_H

#include <linux/bitops.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include <asm/barrier.h>

/* What is waited for. */
struct wait_bit_key {
	void *flags;			/* the word; or the variable */
	int bit_nr;			/* WAIT_VAR_NR: any change of the variable */
	unsigned long timeout;		/* jiffies, for bit_wait_timeout() */
};

#define WAIT_VAR_NR (-1)

struct wait_bit_queue_entry {
	struct wait_bit_key key;
	struct wait_queue_entry wq_entry;
};

/* How to sleep: schedule() and so on.  0, or what ends the wait. */
typedef int wait_bit_action_f(struct wait_bit_key *key, int mode);

#define __WAIT_BIT_KEY_INITIALIZER(word, bit) { .flags = (word), .bit_nr = (bit), }
#define DEFINE_WAIT_BIT(name, word, bit)				\
	struct wait_bit_queue_entry name = {				\
		.key = __WAIT_BIT_KEY_INITIALIZER(word, bit),		\
		.wq_entry = {						\
			.private = current,				\
			.func = wake_bit_function,			\
			.entry = LIST_HEAD_INIT((name).wq_entry.entry),	\
		},							\
	}

/* kernel/locking/wait_bit.c */
struct wait_queue_head *bit_waitqueue(void *word, int bit);
struct wait_queue_head *__var_waitqueue(void *var);
int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync, void *key);
void init_wait_var_entry(struct wait_bit_queue_entry *wbq_entry, void *var, int flags);
int __wait_on_bit(struct wait_queue_head *wq_head, struct wait_bit_queue_entry *wbq_entry,
		  wait_bit_action_f *action, unsigned int mode);
int __wait_on_bit_lock(struct wait_queue_head *wq_head, struct wait_bit_queue_entry *wbq_entry,
		       wait_bit_action_f *action, unsigned int mode);
int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action, unsigned int mode);
int out_of_line_wait_on_bit_timeout(void *word, int bit, wait_bit_action_f *action,
				    unsigned int mode, unsigned long timeout);
int out_of_line_wait_on_bit_lock(void *word, int bit, wait_bit_action_f *action,
				 unsigned int mode);
void __wake_up_bit(struct wait_queue_head *wq_head, void *word, int bit);
void wake_up_bit(void *word, int bit);
void wake_up_var(void *var);
int bit_wait(struct wait_bit_key *key, int mode);
int bit_wait_io(struct wait_bit_key *key, int mode);
int bit_wait_timeout(struct wait_bit_key *key, int mode);
int bit_wait_io_timeout(struct wait_bit_key *key, int mode);

/**
 * wait_on_bit_action - wait until a bit is clear, sleeping by @action
 * Context: a task, may sleep.
 * Return: 0, or what @action returned: -EINTR, -EAGAIN.
 */
static inline int wait_on_bit_action(unsigned long *word, int bit, wait_bit_action_f *action,
				     unsigned int mode)
{
	might_sleep();
	if (!test_bit_acquire(bit, word))
		return 0;
	return out_of_line_wait_on_bit(word, bit, action, mode);
}

static inline int wait_on_bit(unsigned long *word, int bit, unsigned int mode)
{
	return wait_on_bit_action(word, bit, bit_wait, mode);
}

static inline int wait_on_bit_io(unsigned long *word, int bit, unsigned int mode)
{
	return wait_on_bit_action(word, bit, bit_wait_io, mode);
}

static inline int wait_on_bit_timeout(unsigned long *word, int bit, unsigned int mode,
				      unsigned long timeout)
{
	might_sleep();
	if (!test_bit_acquire(bit, word))
		return 0;
	return out_of_line_wait_on_bit_timeout(word, bit, bit_wait_timeout, mode, timeout);
}

/**
 * wait_on_bit_lock_action - wait until a bit is clear, and set it: it is ours
 * Context: a task, may sleep.
 * Return: 0, or what @action returned.
 */
static inline int wait_on_bit_lock_action(unsigned long *word, int bit, wait_bit_action_f *action,
					  unsigned int mode)
{
	might_sleep();
	if (!test_and_set_bit(bit, word))
		return 0;
	return out_of_line_wait_on_bit_lock(word, bit, action, mode);
}

static inline int wait_on_bit_lock(unsigned long *word, int bit, unsigned int mode)
{
	return wait_on_bit_lock_action(word, bit, bit_wait, mode);
}

static inline int wait_on_bit_lock_io(unsigned long *word, int bit, unsigned int mode)
{
	return wait_on_bit_lock_action(word, bit, bit_wait_io, mode);
}

static inline void clear_and_wake_up_bit(int bit, void *word)
{
	clear_bit_unlock(bit, word);
	smp_mb__after_atomic();	/* pairs with set_current_state() in prepare_to_wait() */
	wake_up_bit(word, bit);
}

/* As ___wait_event(), in the queue of @var. */
#define ___wait_var_event(var, condition, state, exclusive, ret, cmd) ({ \
	struct wait_bit_queue_entry __wbq_entry;			\
									\
	init_wait_var_entry(&__wbq_entry, var, exclusive);		\
	__wait_loop(__var_waitqueue(var), &__wbq_entry.wq_entry, condition, state, ret, cmd); })
#define __wait_var_event(var, condition) \
	___wait_var_event(var, condition, TASK_UNINTERRUPTIBLE, 0, 0, schedule())

#define wait_var_event(var, condition) do {				\
	might_sleep();							\
	if (condition)							\
		break;							\
	(void)__wait_var_event(var, condition);				\
} while (0)
#define __wait_var_event_state(var, condition, state) ({		\
	int __ret = 0;							\
	might_sleep();							\
	if (!(condition))						\
		__ret = ___wait_var_event(var, condition, state, 0, 0, schedule()); \
	__ret; })
#define wait_var_event_killable(var, condition) \
	__wait_var_event_state(var, condition, TASK_KILLABLE)
#define wait_var_event_interruptible(var, condition) \
	__wait_var_event_state(var, condition, TASK_INTERRUPTIBLE)
#define wait_var_event_timeout(var, condition, timeout) ({		\
	long __ret = timeout;						\
	might_sleep();							\
	if (!___wait_cond_timeout(condition, __ret))			\
		__ret = ___wait_var_event(var, ___wait_cond_timeout(condition, __wret), \
					  TASK_UNINTERRUPTIBLE, 0, timeout, \
					  __wret = schedule_timeout(__wret)); \
	__ret; })

#endif /* LINUX_WAIT_BIT_H */
