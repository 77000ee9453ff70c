// SPDX-License-Identifier: MIT
/*
 * kernel/process/pid.c - process numbers: given out in a circle, found by hash
 *
 * A number is not given out again until all others have been, so that a stale
 * one rarely means somebody else; and not while anything has it: a task, or a
 * group or session whose first process has gone.
 *
 * Locking: pid_lock (order 60) for the hash and the numbers; tasklist_lock to
 * change who has a number; rcu_read_lock() to look up, which keeps what was
 * found until the reader is done.
 */

#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/lockdep.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/threads.h>

#include "process.h"

#define PID_HASH_SIZE 64
#define RESERVED_PIDS 300		/* after the first round, start here */

static DEFINE_SPINLOCK(pid_lock);
static DECLARE_BITMAP(pid_map, PID_MAX_DEFAULT);	/* pid_lock */
static unsigned int last_pid;				/* pid_lock */
static struct hlist_head pid_hash[PID_HASH_SIZE];	/* pid_lock; RCU */

struct pid init_struct_pid = { .count = REFCOUNT_INIT(1) };

static struct hlist_head *pid_bucket(pid_t nr)
{
	return &pid_hash[(unsigned int)nr % PID_HASH_SIZE];
}

/* 0 when all are in use. */
static unsigned int next_free_pid(void)
{
	unsigned int nr = find_next_zero_bit(pid_map, PID_MAX_DEFAULT, last_pid + 1);

	if (nr < PID_MAX_DEFAULT)
		return nr;
	nr = find_next_zero_bit(pid_map, PID_MAX_DEFAULT, RESERVED_PIDS);
	return nr < PID_MAX_DEFAULT ? nr : 0;
}

/**
 * alloc_pid - a number that nobody has, and that can be found
 * Context: a task, may sleep.
 * Return: the pid, for attach_pid() or free_pid(); NULL: no memory; ERR_PTR(-EAGAIN).
 */
struct pid *alloc_pid(void)
{
	struct pid *pid = kzalloc(sizeof(*pid), GFP_KERNEL);
	unsigned long flags;
	unsigned int nr;

	if (!pid)
		return ERR_PTR(-ENOMEM);
	refcount_set(&pid->count, 1);
	spin_lock_irqsave(&pid_lock, flags);
	nr = next_free_pid();
	if (nr) {
		__set_bit(nr, pid_map);
		pid->nr = last_pid = nr;
		hlist_add_head_rcu(&pid->node, pid_bucket(nr));
	}
	spin_unlock_irqrestore(&pid_lock, flags);
	if (nr)
		return pid;
	kfree(pid);
	return ERR_PTR(-EAGAIN);
}

/* The number that was given out last. */
pid_t last_pid_nr(void)
{
	return READ_ONCE(last_pid);
}

/**
 * put_pid - one reference less
 * Context: any but NMI.
 */
void put_pid(struct pid *pid)
{
	if (pid && refcount_dec_and_test(&pid->count))
		kfree(pid);
}
EXPORT_SYMBOL(put_pid);

static void put_pid_after_readers(struct callback_head *head)
{
	put_pid(container_of(head, struct pid, rcu));
}

/**
 * free_pid - nobody finds @pid any more, and its number is free
 * Context: any but NMI; nobody has it.
 */
void free_pid(struct pid *pid)
{
	unsigned long flags;

	spin_lock_irqsave(&pid_lock, flags);
	hlist_del_rcu(&pid->node);
	__clear_bit(pid->nr, pid_map);
	spin_unlock_irqrestore(&pid_lock, flags);
	call_rcu(&pid->rcu, put_pid_after_readers);
}

/* ---- who has it ------------------------------------------------------------------ */

/* Context: tasklist_lock held for writing. */
void attach_pid(struct task_struct *task, enum pid_type type, struct pid *pid)
{
	hlist_add_head_rcu(&task->pid_links[type], &pid->tasks[type]);
}

/* A process is in the group and the session that its signal_struct names. */
void attach_process(struct task_struct *leader)
{
	attach_pid(leader, PIDTYPE_PGID, task_pgrp(leader));
	attach_pid(leader, PIDTYPE_SID, task_session(leader));
}

static bool is_unused(const struct pid *pid)
{
	for (int type = 0; type < PIDTYPE_MAX; type++)
		if (!hlist_empty(&pid->tasks[type]))
			return false;
	return pid != &init_struct_pid;
}

/**
 * detach_pid - @task has @pid no more; if it was the last one, the number is free
 * Context: tasklist_lock held for writing.
 */
void detach_pid(struct task_struct *task, enum pid_type type, struct pid *pid)
{
	hlist_del_rcu(&task->pid_links[type]);
	if (is_unused(pid))
		free_pid(pid);
}

/**
 * change_pid - a process goes over to another group or session
 * Context: tasklist_lock held for writing.
 */
void change_pid(struct task_struct *leader, enum pid_type type, struct pid *pid)
{
	struct pid **mine = task_pid_ptr(leader, type);
	struct pid *old = *mine;

	if (old == pid)
		return;
	hlist_del_rcu(&leader->pid_links[type]);
	WRITE_ONCE(*mine, pid);
	attach_pid(leader, type, pid);
	if (is_unused(old))
		free_pid(old);
}

/* ---- looking up ------------------------------------------------------------------ */

/**
 * find_vpid - look up a process number
 * Context: rcu_read_lock() held.
 * Return: the pid, or NULL.
 */
struct pid *find_vpid(int nr)
{
	struct pid *pid;

	hlist_for_each_entry_rcu(pid, pid_bucket(nr), node)
		if (pid->nr == nr)
			return pid;
	return NULL;
}
EXPORT_SYMBOL(find_vpid);

/**
 * pid_task - the task that has @pid as @type; of several, the one that came last
 * Context: rcu_read_lock() held.
 * Return: the task, or NULL.
 */
struct task_struct *pid_task(struct pid *pid, enum pid_type type)
{
	struct hlist_node *first = pid ? rcu_dereference_raw(hlist_first_rcu(&pid->tasks[type]))
				       : NULL;

	return first ? hlist_entry(first, struct task_struct, pid_links[type]) : NULL;
}
EXPORT_SYMBOL(pid_task);

struct task_struct *find_task_by_vpid(pid_t nr)
{
	return pid_task(find_vpid(nr), PIDTYPE_PID);
}

/**
 * find_task_by_pid - the task with that number, which stays while the caller knows why
 * Context: any but NMI.
 * Return: the task, or NULL.
 */
struct task_struct *find_task_by_pid(pid_t nr)
{
	struct task_struct *p;

	rcu_read_lock();
	p = find_task_by_vpid(nr);
	rcu_read_unlock();
	return p;
}

/**
 * get_pid_task - the task that has @pid, with a reference
 * Context: any but NMI.
 * Return: the task, for put_task_struct(), or NULL.
 */
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type)
{
	struct task_struct *p;

	rcu_read_lock();
	p = pid_task(pid, type);
	if (p)
		get_task_struct(p);
	rcu_read_unlock();
	return p;
}
EXPORT_SYMBOL(get_pid_task);

/**
 * find_get_pid - look up a number and hold it
 * Context: any but NMI.
 * Return: the pid, for put_pid(), or NULL.
 */
struct pid *find_get_pid(int nr)
{
	struct pid *pid;

	rcu_read_lock();
	pid = find_vpid(nr);
	if (pid && !refcount_inc_not_zero(&pid->count))
		pid = NULL;
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL(find_get_pid);

/**
 * get_task_pid - what @task is known by, with a reference
 * Context: any but NMI.
 * Return: the pid, for put_pid(), or NULL: the task is dead and forgotten.
 */
struct pid *get_task_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid;

	rcu_read_lock();
	pid = type == PIDTYPE_TGID ? task_tgid(task) : READ_ONCE(*task_pid_ptr(task, type));
	get_pid(pid);
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL_GPL(get_task_pid);
