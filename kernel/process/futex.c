// SPDX-License-Identifier: MIT
/*
 * kernel/process/futex.c - waiting for a word of memory to change
 *
 * What it is for
 *
 *   A program takes a lock with one instruction, on a word of its own memory.  Only when
 *   that fails must it sleep, and only when somebody sleeps must the one who gives the lock
 *   back call: these two calls are here.
 *
 * How it works
 *
 *   Who waits is in a queue that is found by the word's address.  No wake-up is lost:
 *
 *       futex_wait(word, seen)           the other
 *         lock queue                       word = changed
 *         word still == seen?  no: back    futex_wake(word)
 *         queue up, unlock                   lock queue
 *         sleep                              somebody there?  wake
 *
 *   The word is looked at under a spinlock, where a page that is not there cannot be
 *   waited for: then the lock is let go, the page touched, and all begun again.
 *
 * Processes have no memory in common but all of it (CLONE_VM): so the address and the mm
 * name a word, and FUTEX_PRIVATE_FLAG makes no difference.  Left out: priority inheritance,
 * FUTEX_WAKE_OP.
 *
 * Locking: the lock of each queue (order 20); two of them in the order of their addresses.
 */

#include <linux/errno.h>
#include <linux/hash.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>
#include <linux/time64.h>
#include <linux/uaccess.h>
#include <uapi/linux/futex.h>
#include <uapi/linux/time_types.h>

#include "process.h"

#define QUEUE_BITS	6

struct futex_queue {
	spinlock_t lock;
	struct list_head waiters;	/* L */
};

struct futex_waiter {
	struct list_head node;		/* queue's lock: empty when woken */
	struct futex_queue *queue;	/* its lock; changed by requeue, with both held */
	struct mm_struct *mm;		/* I */
	u32 __user *uaddr;		/* queue's lock */
	u32 bitset;			/* I */
	struct task_struct *task;	/* I */
};

static struct futex_queue queues[1 << QUEUE_BITS];

static struct futex_queue *queue_of(struct mm_struct *mm, u32 __user *uaddr)
{
	return &queues[hash_long((unsigned long)mm ^ (unsigned long)uaddr, QUEUE_BITS)];
}

static int check_address(u32 __user *uaddr)
{
	if ((unsigned long)uaddr % sizeof(u32))
		return -EINVAL;
	return access_ok(uaddr, sizeof(u32)) ? 0 : -EFAULT;
}

/* ---- waiting --------------------------------------------------------------------- */

/* The queue's lock, with the word seen as @val; or an error, without. */
static int lock_if_equal(struct futex_queue *queue, u32 __user *uaddr, u32 val)
{
	u32 now;

	for (;;) {
		spin_lock(&queue->lock);
		if (!get_user(now, uaddr))
			break;
		spin_unlock(&queue->lock);
		if (get_user(now, uaddr))	/* touch it where one may sleep */
			return -EFAULT;
	}
	if (now == val)
		return 0;
	spin_unlock(&queue->lock);
	return -EAGAIN;
}

/* Out of whichever queue it is in.  False: somebody has woken it. */
static bool leave_queue(struct futex_waiter *waiter)
{
	struct futex_queue *queue;
	bool queued;

	for (;;) {
		queue = READ_ONCE(waiter->queue);
		spin_lock(&queue->lock);
		if (queue == waiter->queue)
			break;
		spin_unlock(&queue->lock);
	}
	queued = !list_empty(&waiter->node);
	list_del_init(&waiter->node);
	spin_unlock(&queue->lock);
	return queued;
}

/* @deadline: NULL for ever. */
static int futex_wait(u32 __user *uaddr, u32 val, u32 bitset, ktime_t *deadline, clockid_t clock)
{
	struct futex_waiter waiter = {
		.mm = current->mm, .uaddr = uaddr, .bitset = bitset, .task = current,
		.queue = queue_of(current->mm, uaddr),
	};
	int err, slept = 0;

	if (!bitset)
		return -EINVAL;
	err = lock_if_equal(waiter.queue, uaddr, val);
	if (err)
		return err;
	list_add_tail(&waiter.node, &waiter.queue->waiters);
	set_current_state(TASK_INTERRUPTIBLE);
	spin_unlock(&waiter.queue->lock);
	while (!list_empty_careful(&waiter.node) && !signal_pending(current)) {
		slept = schedule_hrtimeout_range_clock(deadline, 0, HRTIMER_MODE_ABS, clock);
		if (deadline && !slept)
			break;
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	if (!leave_queue(&waiter))
		return 0;
	return deadline && !slept ? -ETIMEDOUT : -ERESTARTSYS;
}

/* ---- waking ---------------------------------------------------------------------- */

static bool waits_for(const struct futex_waiter *waiter, u32 __user *uaddr, u32 bitset)
{
	return waiter->mm == current->mm && waiter->uaddr == uaddr && waiter->bitset & bitset;
}

/* The waiter's stack may be gone as soon as its node is empty: the task is held. */
static void wake_waiter(struct futex_waiter *waiter)
{
	struct task_struct *task = get_task_struct(waiter->task);

	list_del_init_careful(&waiter->node);
	wake_up_state(task, TASK_NORMAL);
	put_task_struct(task);
}

static int futex_wake(u32 __user *uaddr, int count, u32 bitset)
{
	struct futex_queue *queue = queue_of(current->mm, uaddr);
	struct futex_waiter *waiter, *next;
	int woken = 0;

	if (!bitset)
		return -EINVAL;
	spin_lock(&queue->lock);
	list_for_each_entry_safe(waiter, next, &queue->waiters, node) {
		if (woken >= count)
			break;
		if (waits_for(waiter, uaddr, bitset)) {
			wake_waiter(waiter);
			woken++;
		}
	}
	spin_unlock(&queue->lock);
	return woken;
}

int futex_wake_user(u32 __user *uaddr, int count)
{
	int err = check_address(uaddr);

	return err ?: futex_wake(uaddr, count, FUTEX_BITSET_MATCH_ANY);
}

static void lock_both(struct futex_queue *a, struct futex_queue *b)
{
	if (a > b)
		swap(a, b);
	spin_lock(&a->lock);
	if (a != b)
		spin_lock_nested(&b->lock, SINGLE_DEPTH_NESTING);
}

static void unlock_both(struct futex_queue *a, struct futex_queue *b)
{
	spin_unlock(&a->lock);
	if (a != b)
		spin_unlock(&b->lock);
}

/* -EAGAIN: the word has changed; without the locks then. */
static int lock_both_if_equal(struct futex_queue *from, struct futex_queue *to,
			      u32 __user *uaddr, const u32 *val)
{
	u32 now;

	for (;;) {
		lock_both(from, to);
		if (!val || !get_user(now, uaddr))
			break;
		unlock_both(from, to);
		if (get_user(now, uaddr))
			return -EFAULT;
	}
	if (!val || now == *val)
		return 0;
	unlock_both(from, to);
	return -EAGAIN;
}

/* Wake some of those that wait at @uaddr, and let others wait at @uaddr2 from now on. */
static int futex_requeue(u32 __user *uaddr, u32 __user *uaddr2, int wake, int move,
			 const u32 *val)
{
	struct futex_queue *from = queue_of(current->mm, uaddr);
	struct futex_queue *to = queue_of(current->mm, uaddr2);
	struct futex_waiter *waiter, *next;
	int done = 0, err;

	if (wake < 0 || move < 0)
		return -EINVAL;
	err = lock_both_if_equal(from, to, uaddr, val);
	if (err)
		return err;
	list_for_each_entry_safe(waiter, next, &from->waiters, node) {
		if (done - wake >= move)
			break;
		if (!waits_for(waiter, uaddr, FUTEX_BITSET_MATCH_ANY))
			continue;
		if (done++ < wake) {
			wake_waiter(waiter);
		} else {
			waiter->uaddr = uaddr2;
			list_move_tail(&waiter->node, &to->waiters);
			WRITE_ONCE(waiter->queue, to);
		}
	}
	unlock_both(from, to);
	return done;
}

/* ---- the system call --------------------------------------------------------------- */

/* WAIT's is from now, WAIT_BITSET's is a point in time. */
static int read_deadline(const struct __kernel_timespec __user *utime, int op, clockid_t clock,
			 ktime_t *deadline)
{
	struct __kernel_timespec user;
	struct timespec64 ts;

	if (copy_from_user(&user, utime, sizeof(user)))
		return -EFAULT;
	ts = (struct timespec64){ user.tv_sec, user.tv_nsec };
	if (!timespec64_valid(&ts))
		return -EINVAL;
	*deadline = timespec64_to_ktime(ts);
	if (op == FUTEX_WAIT)
		*deadline = ktime_add_safe(ktime_get(), *deadline);
	return 0;
}

static long do_wait_op(u32 __user *uaddr, int op, bool realtime, u32 val,
		       const struct __kernel_timespec __user *utime, u32 bitset)
{
	clockid_t clock = realtime ? CLOCK_REALTIME : CLOCK_MONOTONIC;
	ktime_t deadline;
	int err;

	if (utime) {
		err = read_deadline(utime, op, clock, &deadline);
		if (err)
			return err;
	}
	return futex_wait(uaddr, val, bitset, utime ? &deadline : NULL, clock);
}

SYSCALL_DEFINE6(futex, u32 __user *, uaddr, int, op, u32, val,
		const struct __kernel_timespec __user *, utime, u32 __user *, uaddr2, u32, val3)
{
	int cmd = op & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
	bool realtime = op & FUTEX_CLOCK_REALTIME;
	int val2 = (unsigned long)utime;	/* where it is a number */
	int err = check_address(uaddr);

	if (realtime && cmd != FUTEX_WAIT_BITSET)
		return -ENOSYS;
	if (err)
		return err;
	switch (cmd) {
	case FUTEX_WAIT:
		return do_wait_op(uaddr, cmd, false, val, utime, FUTEX_BITSET_MATCH_ANY);
	case FUTEX_WAIT_BITSET:
		return do_wait_op(uaddr, cmd, realtime, val, utime, val3);
	case FUTEX_WAKE:
		return futex_wake(uaddr, val, FUTEX_BITSET_MATCH_ANY);
	case FUTEX_WAKE_BITSET:
		return futex_wake(uaddr, val, val3);
	case FUTEX_REQUEUE:
	case FUTEX_CMP_REQUEUE:
		return check_address(uaddr2) ?:
		       futex_requeue(uaddr, uaddr2, val, val2,
				     cmd == FUTEX_CMP_REQUEUE ? &val3 : NULL);
	default:
		return -ENOSYS;
	}
}

/* ---- locks of a thread that dies ----------------------------------------------------- */

SYSCALL_DEFINE2(set_robust_list, struct robust_list_head __user *, head, size_t, len)
{
	if (len != sizeof(*head))
		return -EINVAL;
	current->robust_list = head;
	return 0;
}

/* The word says whose the lock is; if that was us, it says so now, and a waiter wakes. */
static void give_up_lock(u32 __user *uaddr)
{
	u32 old;

	if (check_address(uaddr) || get_user(old, uaddr) ||
	    (old & FUTEX_TID_MASK) != (u32)current->pid)
		return;
	if (!put_user((old & FUTEX_WAITERS) | FUTEX_OWNER_DIED, uaddr) && old & FUTEX_WAITERS)
		futex_wake(uaddr, 1, FUTEX_BITSET_MATCH_ANY);
}

/**
 * exit_robust_list - the locks that the current task has registered are nobody's any more
 *
 * The list is the program's: it may be broken, or have no end.
 *
 * Context: the task itself, before it leaves its memory.
 */
void exit_robust_list(struct task_struct *p)
{
	struct robust_list_head __user *head = p->robust_list;
	struct robust_list __user *entry, *pending;
	long offset;

	p->robust_list = NULL;
	if (!head || get_user(entry, &head->list.next) || get_user(offset, &head->futex_offset) ||
	    get_user(pending, &head->list_op_pending))
		return;
	for (int i = 0; i < ROBUST_LIST_LIMIT && entry != &head->list; i++) {
		if (entry != pending)
			give_up_lock((void __user *)entry + offset);
		if (get_user(entry, &entry->next))
			return;
	}
	if (pending)
		give_up_lock((void __user *)pending + offset);
}

static int __init futex_init(void)
{
	for (int i = 0; i < ARRAY_SIZE(queues); i++) {
		spin_lock_init(&queues[i].lock);
		INIT_LIST_HEAD(&queues[i].waiters);
	}
	return 0;
}
early_initcall(futex_init);
