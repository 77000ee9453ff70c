// SPDX-License-Identifier: MIT
/*
 * kernel/locking/rwsem.c - many readers or one writer, sleeping
 *
 * Strictly first come, first served: who finds somebody waiting queues behind,
 * even a reader that could share with the readers inside.  So neither side can
 * starve the other.  Who releases grants: it takes the next writer, or all the
 * readers up to the next writer, from the queue, counts them in, and wakes them.
 *
 * Context: a task; locking may sleep.
 * Locking: sem->wait_lock (order 17: outside rq->lock).
 *
 * Compared with Linux: same rules for the caller; no lock-free fast path.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/kernel.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/wake_q.h>

#define RWSEM_WRITER (-1)		/* sem->count while a writer is inside */

/* On the stack of who waits. */
struct rwsem_waiter {
	struct list_head list;		/* wait_lock */
	struct task_struct *task;	/* I; cleared when granted, as the last access */
	bool writer;			/* I */
};

static bool may_enter(const struct rw_semaphore *sem, bool writer)
{
	return writer ? sem->count == 0 : sem->count >= 0;
}

static void enter(struct rw_semaphore *sem, struct task_struct *task, bool writer)
{
	if (writer) {
		sem->count = RWSEM_WRITER;
		sem->owner = task;
	} else {
		sem->count++;
	}
}

/* wait_lock held: let in whoever is next, as long as they get along. */
static void grant(struct rw_semaphore *sem, struct wake_q_head *wake_q)
{
	struct rwsem_waiter *waiter, *next;

	list_for_each_entry_safe(waiter, next, &sem->wait_list, list) {
		struct task_struct *task = waiter->task;

		if (!may_enter(sem, waiter->writer))
			return;
		enter(sem, task, waiter->writer);
		list_del(&waiter->list);
		wake_q_add(wake_q, task);
		/* The waiter may return, and its stack frame be gone, from here on. */
		/* pairs with smp_load_acquire() in wait_for_grant() */
		smp_store_release(&waiter->task, NULL);
	}
}

static void unlock_and_wake(struct rw_semaphore *sem, struct wake_q_head *wake_q)
{
	raw_spin_unlock_irq(&sem->wait_lock);
	wake_up_q(wake_q);
}

/* A signal came: unless it is granted by now, leave the queue; others may go on then. */
static int give_up(struct rw_semaphore *sem, struct rwsem_waiter *waiter)
{
	DEFINE_WAKE_Q(wake_q);
	int ret = 0;

	raw_spin_lock_irq(&sem->wait_lock);
	if (waiter->task) {
		list_del(&waiter->list);
		grant(sem, &wake_q);
		ret = -EINTR;
	}
	unlock_and_wake(sem, &wake_q);
	return ret;
}

static int wait_for_grant(struct rw_semaphore *sem, struct rwsem_waiter *waiter,
			  unsigned int state)
{
	int ret = 0;

	for (;;) {
		set_current_state(state);
		/* pairs with smp_store_release() in grant() */
		if (!smp_load_acquire(&waiter->task))
			break;
		if (signal_pending_state(state, current)) {
			ret = give_up(sem, waiter);
			break;
		}
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return ret;
}

static int down_common(struct rw_semaphore *sem, bool writer, unsigned int state,
		       int subclass, unsigned long ip)
{
	struct rwsem_waiter waiter = { .task = current, .writer = writer };
	int ret = 0;

	might_sleep();
	lock_acquire(&sem->dep_map, subclass, 0, !writer, 1, NULL, ip);
	raw_spin_lock_irq(&sem->wait_lock);
	if (list_empty(&sem->wait_list) && may_enter(sem, writer)) {
		enter(sem, current, writer);
		raw_spin_unlock_irq(&sem->wait_lock);
		return 0;
	}
	list_add_tail(&waiter.list, &sem->wait_list);
	raw_spin_unlock_irq(&sem->wait_lock);
	ret = wait_for_grant(sem, &waiter, state);
	if (ret)
		lock_release(&sem->dep_map, ip);
	return ret;
}

static int try_common(struct rw_semaphore *sem, bool writer, unsigned long ip)
{
	unsigned long flags;
	bool entered;

	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	entered = list_empty(&sem->wait_list) && may_enter(sem, writer);
	if (entered)
		enter(sem, current, writer);
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	if (entered)
		lock_acquire(&sem->dep_map, 0, 1, !writer, 1, NULL, ip);
	return entered;
}

/**
 * down_read_nested - enter as one of many readers; down_read() calls it
 * Context: a task, may sleep.
 */
void down_read_nested(struct rw_semaphore *sem, int subclass)
{
	(void)down_common(sem, false, TASK_UNINTERRUPTIBLE, subclass, _RET_IP_); /* cannot fail */
}
EXPORT_SYMBOL(down_read_nested);

int down_read_interruptible(struct rw_semaphore *sem)
{
	return down_common(sem, false, TASK_INTERRUPTIBLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(down_read_interruptible);

int down_read_killable(struct rw_semaphore *sem)
{
	return down_common(sem, false, TASK_KILLABLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(down_read_killable);

/**
 * down_read_trylock - enter as a reader if that needs no waiting
 * Context: any but NMI.
 * Return: 1 if entered, else 0.
 */
int down_read_trylock(struct rw_semaphore *sem)
{
	return try_common(sem, false, _RET_IP_);
}
EXPORT_SYMBOL(down_read_trylock);

/**
 * down_write_nested - enter alone; down_write() calls it
 * Context: a task, may sleep.
 */
void down_write_nested(struct rw_semaphore *sem, int subclass)
{
	(void)down_common(sem, true, TASK_UNINTERRUPTIBLE, subclass, _RET_IP_); /* cannot fail */
}
EXPORT_SYMBOL(down_write_nested);

int down_write_killable(struct rw_semaphore *sem)
{
	return down_common(sem, true, TASK_KILLABLE, 0, _RET_IP_);
}
EXPORT_SYMBOL(down_write_killable);

/**
 * down_write_trylock - enter alone if that needs no waiting
 * Context: any but NMI.
 * Return: 1 if entered, else 0.
 */
int down_write_trylock(struct rw_semaphore *sem)
{
	return try_common(sem, true, _RET_IP_);
}
EXPORT_SYMBOL(down_write_trylock);

/**
 * up_read - a reader leaves
 * Context: any but NMI.
 */
void up_read(struct rw_semaphore *sem)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	lock_release(&sem->dep_map, _RET_IP_);
	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	WARN_ON_ONCE(sem->count <= 0);
	if (!--sem->count)
		grant(sem, &wake_q);
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	wake_up_q(&wake_q);
}
EXPORT_SYMBOL(up_read);

/* sem->wait_lock held; the writer leaves, or becomes a reader.  Reported, and it goes on. */
static void check_writer(const struct rw_semaphore *sem)
{
	WARN_ON_ONCE(sem->count != RWSEM_WRITER);
	if (debug_enabled(DEBUG_LOCKS))
		WARN_ONCE(sem->owner != current, "DEBUG_RWSEMS_WARN_ON(sem->owner != current)");
}

/**
 * up_write - the writer leaves
 * Context: any but NMI.
 */
void up_write(struct rw_semaphore *sem)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	lock_release(&sem->dep_map, _RET_IP_);
	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	check_writer(sem);
	sem->count = 0;
	sem->owner = NULL;
	grant(sem, &wake_q);
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	wake_up_q(&wake_q);
}
EXPORT_SYMBOL(up_write);

/**
 * downgrade_write - the writer becomes a reader, and lets the readers behind it in
 * Context: the writer.
 */
void downgrade_write(struct rw_semaphore *sem)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	lock_downgrade(&sem->dep_map, _RET_IP_);
	raw_spin_lock_irqsave(&sem->wait_lock, flags);
	check_writer(sem);
	sem->count = 1;
	sem->owner = NULL;
	grant(sem, &wake_q);
	raw_spin_unlock_irqrestore(&sem->wait_lock, flags);
	wake_up_q(&wake_q);
}
EXPORT_SYMBOL(downgrade_write);

/**
 * __init_rwsem - make a semaphore, free; call it through init_rwsem()
 * Context: any; nobody uses it.
 */
void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key)
{
	raw_spin_lock_init(&sem->wait_lock);
	INIT_LIST_HEAD(&sem->wait_list);
	sem->count = 0;
	sem->owner = NULL;
	lockdep_init_map_type(&sem->dep_map, name, key, 0, LD_WAIT_SLEEP);
}
EXPORT_SYMBOL(__init_rwsem);
