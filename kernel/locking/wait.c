// SPDX-License-Identifier: MIT
/*
 * kernel/locking/wait.c - wait queues: who waits, and whom to wake
 *
 * How it works
 *
 *       prepare_to_wait()                    wake_up()
 *         lock; join the queue                 lock
 *         state = TASK_...  (full barrier)     for each waiter: its function
 *         unlock                                 default: wake the task
 *       condition?  no:                        unlock
 *       schedule()
 *       finish_wait(): state = RUNNING, leave the queue
 *
 *   autoremove_wake_function() takes the woken off the queue, so that the next
 *   wake_up() meets somebody else, and finish_wait() then has nothing to lock.
 *
 * Context: wake_up() anywhere but NMI; waiting in a task, may sleep.
 *
 * Locking: wq_head->lock (order 15: outside rq->lock), interrupts off.
 *
 * See also: <linux/sched.h> for why no wake-up is lost; tests/unit/wait_test.c.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key)
{
	__raw_spin_lock_init(&wq_head->lock.rlock, name, key);
	INIT_LIST_HEAD(&wq_head->head);
}
EXPORT_SYMBOL(__init_waitqueue_head);

/* ---- joining and leaving ----------------------------------------------------------- */

/**
 * add_wait_queue - join a queue; every wake_up() wakes us
 * Context: any but NMI.
 */
void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	wq_entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	__add_wait_queue(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(add_wait_queue);

/**
 * add_wait_queue_exclusive - join a queue; a wake_up() wakes only one of our kind
 * Context: any but NMI.
 */
void add_wait_queue_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	spin_lock_irqsave(&wq_head->lock, flags);
	__add_wait_queue_entry_tail_exclusive(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(add_wait_queue_exclusive);

/* Exclusive, and before all others. */
void add_wait_queue_priority(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	wq_entry->flags |= WQ_FLAG_EXCLUSIVE | WQ_FLAG_PRIORITY;
	spin_lock_irqsave(&wq_head->lock, flags);
	__add_wait_queue(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(add_wait_queue_priority);

/**
 * remove_wait_queue - leave a queue
 * Context: any but NMI.
 */
void remove_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	spin_lock_irqsave(&wq_head->lock, flags);
	__remove_wait_queue(wq_head, wq_entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(remove_wait_queue);

/* ---- waking -------------------------------------------------------------------------- */

/*
 * All that are not exclusive, and @nr that are; 0 means all.  A function that
 * returns 0 has woken nobody (its task was running), and does not count.
 */
static void __wake_up_common(struct wait_queue_head *wq_head, unsigned int mode, int nr,
			     int wake_flags, void *key)
{
	struct wait_queue_entry *curr, *next;

	lockdep_assert_held(&wq_head->lock);
	list_for_each_entry_safe(curr, next, &wq_head->head, entry) {
		unsigned int flags = curr->flags;	/* curr is gone once it is woken */
		int ret = curr->func(curr, mode, wake_flags, key);

		if (ret < 0)
			break;
		if (ret && (flags & WQ_FLAG_EXCLUSIVE) && !--nr)
			break;
	}
}

static void wake_up_common_lock(struct wait_queue_head *wq_head, unsigned int mode, int nr,
				int wake_flags, void *key)
{
	unsigned long flags;

	spin_lock_irqsave(&wq_head->lock, flags);
	__wake_up_common(wq_head, mode, nr, wake_flags, key);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}

/**
 * __wake_up - wake who waits; call it through wake_up() and its relatives
 * @nr: how many of the exclusive ones, 0 for all
 * Context: any but NMI.
 */
int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key)
{
	wake_up_common_lock(wq_head, mode, nr, 0, key);
	return 0;
}
EXPORT_SYMBOL(__wake_up);

void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr)
{
	__wake_up_common(wq_head, mode, nr, 0, NULL);
}
EXPORT_SYMBOL(__wake_up_locked);

void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode, void *key)
{
	__wake_up_common(wq_head, mode, 1, 0, key);
}
EXPORT_SYMBOL(__wake_up_locked_key);

void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode, void *key)
{
	wake_up_common_lock(wq_head, mode, 1, WF_SYNC, key);
}
EXPORT_SYMBOL(__wake_up_sync_key);

void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode)
{
	__wake_up_sync_key(wq_head, mode, NULL);
}
EXPORT_SYMBOL(__wake_up_sync);

/**
 * default_wake_function - wake the entry's task, and leave it on the queue
 * Context: any but NMI; the queue is locked.
 * Return: 1 if it slept.
 */
int default_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int flags,
			  void *key)
{
	return wake_up_state(wq_entry->private, mode);
}
EXPORT_SYMBOL(default_wake_function);

/**
 * autoremove_wake_function - wake the entry's task and take it off the queue
 * Context: any but NMI; the queue is locked.
 * Return: 1 if it slept.
 */
int autoremove_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync,
			     void *key)
{
	int ret = default_wake_function(wq_entry, mode, sync, key);

	/* Last: finish_wait() of the woken looks without the lock, and then lets it go. */
	if (ret)
		list_del_init_careful(&wq_entry->entry);
	return ret;
}
EXPORT_SYMBOL(autoremove_wake_function);

/* ---- waiting ------------------------------------------------------------------------- */

/**
 * prepare_to_wait - join the queue, if not on it, and set the state
 * Context: a task; the condition must be looked at after it.
 */
void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state)
{
	unsigned long flags;

	wq_entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	if (list_empty(&wq_entry->entry))
		__add_wait_queue(wq_head, wq_entry);
	set_current_state(state);	/* pairs with smp_mb() in wq_has_sleeper() */
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(prepare_to_wait);

/**
 * prepare_to_wait_exclusive - the same as one of those of which only one is woken
 * Context: a task; the condition must be looked at after it.
 * Return: true if the queue was empty.
 */
bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			       int state)
{
	unsigned long flags;
	bool was_empty = false;

	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	spin_lock_irqsave(&wq_head->lock, flags);
	if (list_empty(&wq_entry->entry)) {
		was_empty = list_empty(&wq_head->head);
		__add_wait_queue_entry_tail(wq_head, wq_entry);
	}
	set_current_state(state);	/* pairs with smp_mb() in wq_has_sleeper() */
	spin_unlock_irqrestore(&wq_head->lock, flags);
	return was_empty;
}
EXPORT_SYMBOL(prepare_to_wait_exclusive);

void init_wait_entry(struct wait_queue_entry *wq_entry, int flags)
{
	wq_entry->flags = flags;
	wq_entry->private = current;
	wq_entry->func = autoremove_wake_function;
	INIT_LIST_HEAD(&wq_entry->entry);
}
EXPORT_SYMBOL(init_wait_entry);

static void join_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	if (!list_empty(&wq_entry->entry))
		return;
	if (wq_entry->flags & WQ_FLAG_EXCLUSIVE)
		__add_wait_queue_entry_tail(wq_head, wq_entry);
	else
		__add_wait_queue(wq_head, wq_entry);
}

/**
 * prepare_to_wait_event - one round of wait_event()
 *
 * With a signal pending it leaves the queue: an exclusive wake-up that would
 * come now belongs to somebody else.
 *
 * Context: a task.
 * Return: 0, or -ERESTARTSYS: a signal is pending that @state listens to.
 */
long prepare_to_wait_event(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			   int state)
{
	unsigned long flags;
	long ret = 0;

	spin_lock_irqsave(&wq_head->lock, flags);
	if (unlikely(signal_pending_state(state, current))) {
		list_del_init(&wq_entry->entry);
		ret = -ERESTARTSYS;
	} else {
		join_queue(wq_head, wq_entry);
		set_current_state(state);	/* pairs with smp_mb() in wq_has_sleeper() */
	}
	spin_unlock_irqrestore(&wq_head->lock, flags);
	return ret;
}
EXPORT_SYMBOL(prepare_to_wait_event);

/**
 * finish_wait - the wait is over: run, and leave the queue
 * Context: a task.
 */
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	unsigned long flags;

	__set_current_state(TASK_RUNNING);
	/* Empty means that the waker has removed it and will not touch it again. */
	if (list_empty_careful(&wq_entry->entry))
		return;
	spin_lock_irqsave(&wq_head->lock, flags);
	list_del_init(&wq_entry->entry);
	spin_unlock_irqrestore(&wq_head->lock, flags);
}
EXPORT_SYMBOL(finish_wait);

/* ---- waiting for a wake-up, not for a condition ----------------------------------------- */

/**
 * wait_woken - sleep until woken_wake_function() of this entry has been called
 *
 * A wake-up that came since the last wait_woken() counts, so the caller may test
 * its condition with the state TASK_RUNNING, and even sleep for it.
 *
 * Context: a task, may sleep.
 * Return: the ticks left.
 */
long wait_woken(struct wait_queue_entry *wq_entry, unsigned int mode, long timeout)
{
	set_current_state(mode);	/* pairs with smp_mb() in woken_wake_function() */
	if (!(READ_ONCE(wq_entry->flags) & WQ_FLAG_WOKEN) &&
	    !((current->flags & PF_KTHREAD) && signal_pending_state(mode, current)))
		timeout = schedule_timeout(timeout);
	__set_current_state(TASK_RUNNING);
	/* The flag is cleared before the caller looks at its condition: pairs likewise. */
	smp_store_mb(wq_entry->flags, wq_entry->flags & ~WQ_FLAG_WOKEN);
	return timeout;
}
EXPORT_SYMBOL(wait_woken);

int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync, void *key)
{
	/* the condition before the flag: pairs with smp_store_mb() in wait_woken() */
	smp_mb();
	wq_entry->flags |= WQ_FLAG_WOKEN;
	return default_wake_function(wq_entry, mode, sync, key);
}
EXPORT_SYMBOL(woken_wake_function);

/* ---- with the queue's lock held by the caller --------------------------------------------- */

static void join_locked(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	if (list_empty(&wq_entry->entry))
		__add_wait_queue_entry_tail(wq_head, wq_entry);
	set_current_state(TASK_INTERRUPTIBLE);
}

int do_wait_intr(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	join_locked(wq_head, wq_entry);
	if (signal_pending(current))
		return -ERESTARTSYS;
	spin_unlock(&wq_head->lock);
	schedule();
	spin_lock(&wq_head->lock);
	return 0;
}
EXPORT_SYMBOL(do_wait_intr);

int do_wait_intr_irq(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
{
	join_locked(wq_head, wq_entry);
	if (signal_pending(current))
		return -ERESTARTSYS;
	spin_unlock_irq(&wq_head->lock);
	schedule();
	spin_lock_irq(&wq_head->lock);
	return 0;
}
EXPORT_SYMBOL(do_wait_intr_irq);
