/* SPDX-License-Identifier: MIT */
/*
 * linux/pid.h - from a process number to its task
 *
 * Left out: namespaces.  A struct pid is the task's own node, so it lives as
 * long as the task; hold a reference on the task across sleeps.
 */
#ifndef LINUX_PID_H
#define LINUX_PID_H

#include <linux/rculist.h>
#include <linux/types.h>

enum pid_type {
	PIDTYPE_PID,
	PIDTYPE_TGID,
	PIDTYPE_PGID,
	PIDTYPE_SID,
	PIDTYPE_MAX,
};

struct task_struct;

struct pid {
	struct hlist_node node;		/* pid lock, RCU: in the hash of numbers */
	pid_t nr;			/* I */
	struct task_struct *task;	/* I: NULL once it is gone */
};

/* Callers hold rcu_read_lock(), or know that the task stays. */
struct pid *find_vpid(int nr);
struct pid *find_get_pid(int nr);
void put_pid(struct pid *pid);
struct task_struct *pid_task(struct pid *pid, enum pid_type type);
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type);
struct task_struct *find_task_by_vpid(pid_t nr);
struct task_struct *find_task_by_pid(pid_t nr);

static inline pid_t pid_nr(struct pid *pid)
{
	return pid ? pid->nr : 0;
}

#define pid_vnr(pid) pid_nr(pid)
#define find_pid_ns(nr, ns) find_vpid(nr)

#endif /* LINUX_PID_H */
