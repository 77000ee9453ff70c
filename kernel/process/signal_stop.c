// SPDX-License-Identifier: MIT
/*
 * kernel/process/signal_stop.c - job control: a process stops as a whole, and goes on
 *
 * How it works
 *
 *   The thread that takes SIGSTOP, SIGTSTP, SIGTTIN or SIGTTOU marks all threads of its
 *   process with JOBCTL_STOP_PENDING and wakes them; each finds the mark in get_signal(),
 *   counts group_stop_count down, and sleeps in TASK_STOPPED.  The last one tells the
 *   parent: SIGCHLD, and wait4(WUNTRACED).
 *
 *   SIGCONT acts when it is sent, not when it is taken: the mark goes from all threads,
 *   those that sleep are woken, and the first to come through get_signal() tells the
 *   parent.  So a process that has SIGCONT blocked, ignored or handled goes on all the same.
 *
 *   A stop signal and SIGCONT wipe each other out of the queues, lest an old one have the
 *   last word.
 *
 * A terminal's stop signals do nothing in an orphaned group: nobody would let it go on.
 *
 * Locking: siglock; tasklist_lock (to read) around it where the parent is told.
 */

#include <linux/init_task.h>
#include <linux/jiffies.h>
#include <linux/lockdep.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>

#include "signal.h"

/* task->exit_code: a signal, DUMPED_FLAG with one; or the status in the next byte. */
#define SIGNAL_MASK		0x7f
#define DUMPED_FLAG		0x80
#define EXIT_STATUS_SHIFT	8

/* ---- the mark on a thread ---------------------------------------------------------- */

/**
 * task_set_jobctl_pending - ask a thread to stop
 * @mask: JOBCTL_STOP_PENDING, JOBCTL_STOP_CONSUME and the signal's number
 * Context: siglock held.
 * Return: false: it is dying, and cannot.
 */
bool task_set_jobctl_pending(struct task_struct *task, unsigned long mask)
{
	lockdep_assert_held(&task->sighand->siglock);
	if (__fatal_signal_pending(task) || task->flags & PF_EXITING)
		return false;
	if (mask & JOBCTL_STOP_SIGMASK)
		task->jobctl &= ~JOBCTL_STOP_SIGMASK;
	task->jobctl |= mask;
	return true;
}

void task_clear_jobctl_pending(struct task_struct *task, unsigned long mask)
{
	if (mask & JOBCTL_STOP_PENDING)
		mask |= JOBCTL_STOP_CONSUME | JOBCTL_STOP_DEQUEUED;
	task->jobctl &= ~mask;
}

/* @task stops, or will never.  Return: it was the last one: the parent is to be told. */
bool task_participate_group_stop(struct task_struct *task)
{
	struct signal_struct *sig = task->signal;
	bool counts = task->jobctl & JOBCTL_STOP_CONSUME;

	lockdep_assert_held(&task->sighand->siglock);
	task_clear_jobctl_pending(task, JOBCTL_STOP_PENDING);
	if (!counts)
		return false;
	if (!WARN_ON_ONCE(sig->group_stop_count == 0))
		sig->group_stop_count--;
	if (sig->group_stop_count || sig->flags & SIGNAL_STOP_STOPPED)
		return false;
	signal_set_stop_flags(sig, SIGNAL_STOP_STOPPED);
	return true;
}

/* ---- stopping ------------------------------------------------------------------------ */

static void mark_thread(struct task_struct *t, int signr)
{
	unsigned long mark = (unsigned long)signr | JOBCTL_STOP_PENDING | JOBCTL_STOP_CONSUME;

	if (task_is_stopped(t) || !task_set_jobctl_pending(t, mark))
		return;
	t->signal->group_stop_count++;
	if (t != current)
		signal_wake_up(t, 0);
}

/* Return: false: SIGCONT or death came between. */
static bool begin_group_stop(int signr)
{
	struct signal_struct *sig = current->signal;
	struct task_struct *t;

	if (!(current->jobctl & JOBCTL_STOP_DEQUEUED) || sig->flags & SIGNAL_GROUP_EXIT ||
	    sig->group_exec_task)
		return false;
	if (!(sig->flags & SIGNAL_STOP_STOPPED))
		sig->group_exit_code = signr;
	sig->group_stop_count = 0;
	for_each_thread(current, t)
		mark_thread(t, signr);
	return true;
}

/**
 * do_signal_stop - stop, and with it the whole process
 * @signr: the signal that says so; 0: another thread has taken it
 * Context: the program's task; siglock held, and released if this returns true.
 * Return: false: no stop.
 */
bool do_signal_stop(int signr)
{
	bool last;

	if (!(current->jobctl & JOBCTL_STOP_PENDING) && !begin_group_stop(signr))
		return false;
	if (!(current->jobctl & JOBCTL_STOP_PENDING))
		return false;
	last = task_participate_group_stop(current);
	current->jobctl |= JOBCTL_STOPPED;
	set_special_state(TASK_STOPPED);
	spin_unlock_irq(&current->sighand->siglock);
	if (last) {
		read_lock(&tasklist_lock);
		do_notify_parent_cldstop(current, CLD_STOPPED);
		read_unlock(&tasklist_lock);
	}
	schedule();
	return true;
}

static void forget_signals(struct task_struct *p, unsigned long signals)
{
	struct task_struct *t;
	sigset_t mask;

	siginitset(&mask, signals);
	flush_sigqueue_mask(&mask, &p->signal->shared_pending);
	for_each_thread(p, t)
		flush_sigqueue_mask(&mask, &t->pending);
}

/* Context: siglock held; a stop signal is about to be queued. */
void prepare_stop_signal(struct task_struct *p)
{
	forget_signals(p, sigmask(SIGCONT));
}

/* ---- going on --------------------------------------------------------------------------- */

/* Context: siglock held; SIGCONT is being sent. */
void prepare_continue(struct task_struct *p)
{
	struct signal_struct *signal = p->signal;
	unsigned int tell = 0;
	struct task_struct *t;

	forget_signals(p, SIG_KERNEL_STOP_MASK);
	for_each_thread(p, t) {
		task_clear_jobctl_pending(t, JOBCTL_STOP_PENDING);
		t->jobctl &= ~JOBCTL_STOPPED;
		wake_up_state(t, __TASK_STOPPED);
	}
	if (signal->flags & SIGNAL_STOP_STOPPED)
		tell = SIGNAL_CLD_CONTINUED;
	else if (signal->group_stop_count)
		tell = SIGNAL_CLD_STOPPED;	/* it was on the way there: told as if it had */
	if (!tell)
		return;
	signal_set_stop_flags(signal, tell | SIGNAL_STOP_CONTINUED);
	signal->group_stop_count = 0;
	signal->group_exit_code = 0;
}

/* ---- the parent ---------------------------------------------------------------------------- */

void __wake_up_parent(struct task_struct *p, struct task_struct *parent)
{
	__wake_up_sync_key(&parent->signal->wait_chldexit, TASK_INTERRUPTIBLE, p);
}

static void fill_child_info(kernel_siginfo_t *info, struct task_struct *tsk, int why)
{
	clear_siginfo(info);
	info->si_signo = SIGCHLD;
	info->si_code = why;
	info->si_pid = task_tgid_nr(tsk);
	info->si_utime = nsec_to_clock_t(tsk->utime);
	info->si_stime = nsec_to_clock_t(tsk->stime);
}

/**
 * do_notify_parent_cldstop - tell the parent that a process has stopped or goes on
 * @tsk: one of its threads
 * @why: CLD_STOPPED, CLD_CONTINUED
 * Context: tasklist_lock held to read, siglock not.
 */
void do_notify_parent_cldstop(struct task_struct *tsk, int why)
{
	struct task_struct *leader = tsk->group_leader, *parent = leader->real_parent;
	struct sighand_struct *sighand = parent->sighand;
	struct k_sigaction *action = &sighand->action[SIGCHLD - 1];
	kernel_siginfo_t info;
	unsigned long flags;

	fill_child_info(&info, leader, why);
	info.si_status = SIGCONT;
	if (why == CLD_STOPPED)
		info.si_status = tsk->signal->group_exit_code & SIGNAL_MASK;
	spin_lock_irqsave(&sighand->siglock, flags);
	if (action->sa.sa_handler != SIG_IGN && !(action->sa.sa_flags & SA_NOCLDSTOP))
		send_signal_locked(SIGCHLD, &info, parent, PIDTYPE_TGID);
	__wake_up_parent(leader, parent);
	spin_unlock_irqrestore(&sighand->siglock, flags);
}

/* exit_code: of a signal, 128 of a dump, or the status times 256. */
static void describe_end(kernel_siginfo_t *info, int exit_code)
{
	info->si_status = exit_code & SIGNAL_MASK;
	if (exit_code & DUMPED_FLAG) {
		info->si_code = CLD_DUMPED;
	} else if (exit_code & SIGNAL_MASK) {
		info->si_code = CLD_KILLED;
	} else {
		info->si_code = CLD_EXITED;
		info->si_status = exit_code >> EXIT_STATUS_SHIFT;
	}
}

/* A parent that ignores SIGCHLD does not wait either.  siglock of the parent held. */
static bool parent_does_not_wait(const struct task_struct *parent)
{
	const struct sigaction *sa = &parent->sighand->action[SIGCHLD - 1].sa;

	return parent->sighand == &init_sighand || sa->sa_handler == SIG_IGN ||
	       sa->sa_flags & SA_NOCLDWAIT;
}

/**
 * do_notify_parent - tell the parent that a process has ended
 * @tsk: its leader
 * @sig: which signal it wants, mostly SIGCHLD
 * Context: tasklist_lock held to write.
 * Return: true: the parent will not wait for it.
 */
bool do_notify_parent(struct task_struct *tsk, int sig)
{
	struct task_struct *parent = tsk->parent;
	struct sighand_struct *sighand = parent->sighand;
	bool autoreap = false;
	kernel_siginfo_t info;
	unsigned long flags;

	fill_child_info(&info, tsk, 0);
	info.si_signo = sig;
	describe_end(&info, tsk->exit_code);
	spin_lock_irqsave(&sighand->siglock, flags);
	if (sig == SIGCHLD && parent_does_not_wait(parent)) {
		autoreap = true;
		if (sig_handler(parent, SIGCHLD) == SIG_IGN)
			sig = 0;
	}
	if (valid_signal(sig) && sig)
		__send_signal_locked(sig, &info, parent, PIDTYPE_TGID, false);
	__wake_up_parent(tsk, parent);
	spin_unlock_irqrestore(&sighand->siglock, flags);
	return autoreap;
}
