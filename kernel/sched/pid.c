// SPDX-License-Identifier: MIT
/*
 * kernel/sched/pid.c - process numbers: given out in a circle, found by hash
 *
 * A number is not given out again until all others have been, so that a stale
 * one rarely means somebody else.
 *
 * Locking: pid_lock (order 60) to change; rcu_read_lock() to look up, which
 * keeps the task that was found until the reader is done.
 */

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include <linux/threads.h>

#include "sched.h"

#define PID_HASH_SIZE 64
#define RESERVED_PIDS 300		/* after the first round, start here */

static DEFINE_SPINLOCK(pid_lock);
static DECLARE_BITMAP(pid_map, PID_MAX_DEFAULT);	/* pid_lock */
static unsigned int last_pid;				/* pid_lock */
static struct hlist_head pid_hash[PID_HASH_SIZE];	/* pid_lock; RCU */

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
 * alloc_pid - give @p a number and make it findable
 * Context: any but NMI.
 * Return: 0 or -EAGAIN.
 */
int alloc_pid(struct task_struct *p)
{
	unsigned long flags;
	unsigned int nr;

	spin_lock_irqsave(&pid_lock, flags);
	nr = next_free_pid();
	if (nr) {
		__set_bit(nr, pid_map);
		last_pid = nr;
		p->pid = p->tgid = p->thread_pid.nr = nr;
		p->thread_pid.task = p;
		hlist_add_head_rcu(&p->thread_pid.node, pid_bucket(nr));
	}
	spin_unlock_irqrestore(&pid_lock, flags);
	return nr ? 0 : -EAGAIN;
}

/**
 * free_pid - nobody finds @p any more, and its number is free
 * Context: any but NMI.
 */
void free_pid(struct task_struct *p)
{
	unsigned long flags;

	spin_lock_irqsave(&pid_lock, flags);
	hlist_del_rcu(&p->thread_pid.node);
	__clear_bit(p->pid, pid_map);
	spin_unlock_irqrestore(&pid_lock, flags);
}

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
 * pid_task - the task that has @pid
 * Context: rcu_read_lock() held.
 * Return: the task, or NULL.
 */
struct task_struct *pid_task(struct pid *pid, enum pid_type type)
{
	return pid ? pid->task : NULL;
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
 * get_pid_task - the same with a reference
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
	if (pid)
		get_task_struct(pid->task);
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL(find_get_pid);

void put_pid(struct pid *pid)
{
	if (pid)
		put_task_struct(pid->task);
}
EXPORT_SYMBOL(put_pid);
