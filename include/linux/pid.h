/* SPDX-License-Identifier: MIT */
/*
 * linux/pid.h - a process number, and who has it: a task, a process, a group, a session
 *
 * A struct pid outlives its task: as long as a group or a session has that number it is
 * not given out again, and who keeps a reference never meets somebody else under it.
 *
 * Left out: namespaces.
 */
#ifndef LINUX_PID_H
#define LINUX_PID_H

#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/types.h>

enum pid_type {
	PIDTYPE_PID,			/* a task */
	PIDTYPE_TGID,			/* a process */
	PIDTYPE_PGID,			/* a group of processes */
	PIDTYPE_SID,			/* a session: groups with one terminal */
	PIDTYPE_MAX,
};

struct task_struct;

struct pid {
	refcount_t count;			/* A */
	pid_t nr;				/* I */
	struct hlist_node node;			/* pid lock, RCU: in the hash of numbers */
	struct hlist_head tasks[PIDTYPE_MAX];	/* tasklist_lock, RCU: who has it as that */
	struct callback_head rcu;
};

extern struct pid init_struct_pid;		/* number 0, of the idle tasks; not to be found */

static inline struct pid *get_pid(struct pid *pid)
{
	if (pid)
		refcount_inc(&pid->count);
	return pid;
}

void put_pid(struct pid *pid);

/* Callers hold rcu_read_lock(), or know that who is found stays. */
struct pid *find_vpid(int nr);
pid_t last_pid_nr(void);
struct task_struct *pid_task(struct pid *pid, enum pid_type type);
struct task_struct *find_task_by_vpid(pid_t nr);
struct task_struct *find_task_by_pid(pid_t nr);

/* With a reference. */
struct pid *find_get_pid(int nr);
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type);

static inline bool pid_has_task(struct pid *pid, enum pid_type type)
{
	return !hlist_empty(&pid->tasks[type]);
}

static inline pid_t pid_nr(struct pid *pid)
{
	return pid ? pid->nr : 0;
}

#define pid_vnr(pid) pid_nr(pid)
#define find_pid_ns(nr, ns) find_vpid(nr)

struct pid *get_task_pid(struct task_struct *task, enum pid_type type);

/* All processes that have @pid as @type; tasklist_lock or rcu_read_lock() held. */
#define do_each_pid_task(pid, type, task)				\
	do {								\
		if ((pid) != NULL)					\
			hlist_for_each_entry_rcu((task), &(pid)->tasks[type], pid_links[type]) {

#define while_each_pid_task(pid, type, task)				\
				if (type == PIDTYPE_PID)		\
					break;				\
			}						\
	} while (0)

#endif /* LINUX_PID_H */
