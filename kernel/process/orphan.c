// SPDX-License-Identifier: MIT
/*
 * kernel/process/orphan.c - groups of processes whose shell is gone
 *
 * A stopped group is let go on by somebody of the same session but another group: its
 * shell.  When the last parent of that kind has gone, the group is orphaned: stopped
 * members would stay so for ever, so the group is told (SIGHUP) and let go on (SIGCONT),
 * and the terminal's stop signals do nothing in it from then on.
 *
 * Locking: tasklist_lock.
 */

#include <linux/lockdep.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "signal.h"

/* Somebody of @pgrp, not @ignored, has a parent who could let it go on. */
static bool has_shell(struct pid *pgrp, const struct task_struct *ignored)
{
	struct task_struct *p;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
		if (p == ignored || (p->exit_state && thread_group_empty(p)) ||
		    is_global_init(p->real_parent))
			continue;
		if (task_pgrp(p->real_parent) != pgrp &&
		    task_session(p->real_parent) == task_session(p))
			return true;
	} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return false;
}

static bool has_stopped_jobs(struct pid *pgrp)
{
	struct task_struct *p;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
		if (p->signal->flags & SIGNAL_STOP_STOPPED)
			return true;
	} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return false;
}

/* Context: nothing held. */
bool is_current_pgrp_orphaned(void)
{
	bool orphaned;

	read_lock(&tasklist_lock);
	orphaned = !has_shell(task_pgrp(current), NULL);
	read_unlock(&tasklist_lock);
	return orphaned;
}

/**
 * kill_orphaned_pgrp - a process exits: does that orphan a group with stopped jobs?
 * @tsk: the process; or its child, whose group it then is
 * @parent: NULL, or @tsk is a child of this one, which exits
 * Context: tasklist_lock held to write.
 */
void kill_orphaned_pgrp(struct task_struct *tsk, struct task_struct *parent)
{
	struct pid *pgrp = task_pgrp(tsk);
	const struct task_struct *ignored = parent ? NULL : tsk;

	lockdep_assert_held_write(&tasklist_lock);
	parent = parent ?: tsk->real_parent;
	if (task_pgrp(parent) == pgrp || task_session(parent) != task_session(tsk) ||
	    has_shell(pgrp, ignored) || !has_stopped_jobs(pgrp))
		return;
	__kill_pgrp_info(SIGHUP, SEND_SIG_PRIV, pgrp);
	__kill_pgrp_info(SIGCONT, SEND_SIG_PRIV, pgrp);
}
