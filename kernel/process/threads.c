// SPDX-License-Identifier: MIT
/*
 * kernel/process/threads.c - exec in a process of several threads: one stays
 *
 * All others get SIGKILL; the caller waits until they are gone.  The first thread does not
 * go as long as others are there: it stays as a zombie.  If it is not the caller, the caller
 * takes its place, with its number, its parent and its place in all lists, so that whoever
 * knows the process finds it as before.
 *
 * Locking: siglock for signal->group_exec_task; tasklist_lock for the change of places.
 */

#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "process.h"

/* Who else is there?  Not counting a first thread that is dead. */
static bool is_alone(struct task_struct *p)
{
	int others = p->signal->nr_threads - 1;

	return !others || (others == 1 && READ_ONCE(p->group_leader->exit_state));
}

static int claim_exec(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	int err = 0;

	spin_lock_irq(&p->sighand->siglock);
	if (sig->flags & SIGNAL_GROUP_EXIT || sig->group_exec_task) {
		err = -EAGAIN;
	} else {
		sig->group_exec_task = p;
		zap_other_threads(p);
	}
	spin_unlock_irq(&p->sighand->siglock);
	return err;
}

/* Each thread that goes wakes us, see __exit_signal() and exit_notify(). */
static int wait_for_others(struct task_struct *p)
{
	for (;;) {
		set_current_state(TASK_KILLABLE);
		if (is_alone(p))
			break;
		if (__fatal_signal_pending(p)) {
			__set_current_state(TASK_RUNNING);
			return -EAGAIN;
		}
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void exchange_numbers(struct task_struct *a, struct task_struct *b)
{
	hlist_del_rcu(&a->pid_links[PIDTYPE_PID]);
	hlist_del_rcu(&b->pid_links[PIDTYPE_PID]);
	swap(a->thread_pid, b->thread_pid);
	swap(a->pid, b->pid);
	attach_pid(a, PIDTYPE_PID, a->thread_pid);
	attach_pid(b, PIDTYPE_PID, b->thread_pid);
}

/* The first thread is a zombie, and there is no third one. */
static void become_first(struct task_struct *p)
{
	struct task_struct *leader = p->group_leader;

	write_lock_irq(&tasklist_lock);
	exchange_numbers(p, leader);
	for (int type = PIDTYPE_TGID; type < PIDTYPE_MAX; type++)
		hlist_replace_rcu(&leader->pid_links[type], &p->pid_links[type]);
	list_replace_rcu(&leader->tasks, &p->tasks);
	list_replace_init(&leader->sibling, &p->sibling);
	p->group_leader = leader->group_leader = p;
	p->start_time = leader->start_time;
	p->exit_signal = SIGCHLD;
	leader->exit_signal = -1;
	leader->exit_state = EXIT_DEAD;
	write_unlock_irq(&tasklist_lock);
	release_task(leader);
}

/**
 * end_other_threads - the current process has one thread from now on
 * Context: a task, may sleep.
 * Return: 0; -EAGAIN: it is ending, or another thread was faster.
 */
int end_other_threads(struct task_struct *p)
{
	int err = claim_exec(p) ?: wait_for_others(p);

	if (err)
		return err;
	if (!thread_group_leader(p))
		become_first(p);
	spin_lock_irq(&p->sighand->siglock);
	p->signal->group_exec_task = NULL;
	spin_unlock_irq(&p->sighand->siglock);
	return 0;
}
