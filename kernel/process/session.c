// SPDX-License-Identifier: MIT
/*
 * kernel/process/session.c - groups of processes, and sessions: who belongs to a terminal
 *
 * A shell makes a group of each pipeline, so that ^C reaches all of it and nothing else.
 * A session is all the groups of one terminal; its leader has begun it by setsid().
 *
 * Locking: tasklist_lock, for writing to change.
 *
 * See also: kernel/process/orphan.c.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/tty.h>

#include "process.h"

/* The process with this number, or the caller's for 0; tasklist_lock or RCU held. */
static struct task_struct *process_by_number(pid_t nr)
{
	struct task_struct *p = nr ? find_task_by_vpid(nr) : current;

	return p ? p->group_leader : NULL;
}

/* The session that a group is in, or NULL: it has no member.  tasklist_lock or RCU held. */
struct pid *session_of_pgrp(struct pid *pgrp)
{
	struct task_struct *p = pid_task(pgrp, PIDTYPE_PGID) ?: pid_task(pgrp, PIDTYPE_PID);

	return p ? task_session(p) : NULL;
}

/* ---- groups ---------------------------------------------------------------------- */

/* May the caller put @p into a group? */
static int may_move(struct task_struct *p)
{
	if (!p || p->flags & PF_KTHREAD)
		return -ESRCH;
	if (same_thread_group(p->real_parent, current)) {
		if (task_session(p) != task_session(current))
			return -EPERM;
		if (!(p->flags & PF_FORKNOEXEC))
			return -EACCES;
	} else if (p != current->group_leader) {
		return -ESRCH;
	}
	return p->signal->leader ? -EPERM : 0;
}

/* A group exists, or is begun by the process that gives it its number. */
static struct pid *group_for(struct task_struct *p, pid_t pgid)
{
	struct pid *pgrp = task_pid(p);
	struct task_struct *member;

	if (pgid == p->pid)
		return pgrp;
	pgrp = find_vpid(pgid);
	member = pid_task(pgrp, PIDTYPE_PGID);
	return member && task_session(member) == task_session(current) ? pgrp : NULL;
}

static int move_to_group(pid_t nr, pid_t pgid)
{
	struct task_struct *p = find_task_by_vpid(nr);
	struct pid *pgrp;
	int err;

	if (p && !thread_group_leader(p))
		return -EINVAL;
	err = may_move(p);
	if (err)
		return err;
	pgrp = group_for(p, pgid);
	if (!pgrp)
		return -EPERM;
	if (task_pgrp(p) != pgrp)
		change_pid(p, PIDTYPE_PGID, pgrp);
	return 0;
}

SYSCALL_DEFINE2(setpgid, pid_t, nr, pid_t, pgid)
{
	int err;

	nr = nr ?: task_tgid_nr(current);
	pgid = pgid ?: nr;
	if (pgid < 0)
		return -EINVAL;
	rcu_read_lock();
	write_lock_irq(&tasklist_lock);
	err = move_to_group(nr, pgid);
	write_unlock_irq(&tasklist_lock);
	rcu_read_unlock();
	return err;
}

SYSCALL_DEFINE1(getpgid, pid_t, nr)
{
	struct task_struct *p;
	long ret = -ESRCH;

	rcu_read_lock();
	p = process_by_number(nr);
	if (p)
		ret = task_pgrp_nr(p);
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE0(getpgrp)
{
	return task_pgrp_nr(current);
}

/* ---- sessions -------------------------------------------------------------------- */

SYSCALL_DEFINE1(getsid, pid_t, nr)
{
	struct task_struct *p;
	long ret = -ESRCH;

	rcu_read_lock();
	p = process_by_number(nr);
	if (p)
		ret = task_session_nr(p);
	rcu_read_unlock();
	return ret;
}

/**
 * ksys_setsid - begin a session, and a group in it, without a terminal
 * Context: a task.
 * Return: its number; -EPERM: the process leads a session, or a group has its number.
 */
int ksys_setsid(void)
{
	struct task_struct *leader = current->group_leader;
	struct pid *sid = task_pid(leader);
	int ret = -EPERM;

	write_lock_irq(&tasklist_lock);
	if (!leader->signal->leader && !pid_has_task(sid, PIDTYPE_PGID)) {
		leader->signal->leader = 1;
		change_pid(leader, PIDTYPE_SID, sid);
		change_pid(leader, PIDTYPE_PGID, sid);
		proc_clear_tty(leader);
		ret = pid_nr(sid);
	}
	write_unlock_irq(&tasklist_lock);
	return ret;
}

SYSCALL_DEFINE0(setsid)
{
	return ksys_setsid();
}
