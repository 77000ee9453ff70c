// SPDX-License-Identifier: MIT
/*
 * kernel/process/signal_send.c - sending a signal
 *
 * How it works
 *
 *   1. Is it ignored?  Then nothing happens (prepare_signal()).  A stop signal forgets a
 *      SIGCONT that waits, and SIGCONT lets a stopped process go on, ignored or not.
 *   2. It is queued: at the thread, or at the process (kernel/process/sigqueue.c).
 *   3. A thread is found that will take it: the one it was sent to, or any that does not
 *      block it.  If it is deadly without further ado, the whole process begins to die
 *      here: each thread gets a SIGKILL.  Otherwise that thread is woken
 *      (complete_signal()).
 *
 * The thread sees TIF_SIGPENDING on its way to ring 3 and calls get_signal(); a kernel
 * thread sees it in signal_pending(), and when its interruptible sleep ends early.
 *
 * Context: sending works from any context but NMI.
 *
 * Locking: siglock of the receiver.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/init_task.h>
#include <linux/lockdep.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>

#include "signal.h"

/* ---- ignored? ------------------------------------------------------------------- */

bool sig_handler_ignored(__sighandler_t handler, int sig)
{
	return handler == SIG_IGN || (handler == SIG_DFL && sig_kernel_ignore(sig));
}

static bool sig_task_ignored(const struct task_struct *t, int sig, bool force)
{
	__sighandler_t handler = sig_handler(t, sig);

	if (t->sighand == &init_sighand)
		return true;	/* a kernel thread that has allowed none */
	if (t->signal->flags & SIGNAL_UNKILLABLE && handler == SIG_DFL &&
	    !(force && sig_kernel_only(sig)))
		return true;
	if (t->flags & PF_KTHREAD && handler == SIG_KTHREAD_KERNEL && !force)
		return true;
	return sig_handler_ignored(handler, sig);
}

/* What is blocked may have a handler by the time it is not. */
static bool sig_ignored(const struct task_struct *t, int sig, bool force)
{
	if (sigismember(&t->blocked, sig) || sigismember(&t->real_blocked, sig))
		return false;
	return sig_task_ignored(t, sig, force);
}

/* Return: shall @sig be queued? */
static bool prepare_signal(int sig, struct task_struct *p, bool force)
{
	if (p->signal->flags & SIGNAL_GROUP_EXIT)
		return false;		/* it is dying already */
	if (sig_kernel_stop(sig))
		prepare_stop_signal(p);
	else if (sig == SIGCONT)
		prepare_continue(p);
	return !sig_ignored(p, sig, force);
}

/* ---- who takes it? ---------------------------------------------------------------- */

/**
 * signal_wake_up_state - tell a thread that a signal waits
 * @state: what it may sleep in, beside TASK_INTERRUPTIBLE
 * Context: siglock held, interrupts off.
 */
void signal_wake_up_state(struct task_struct *t, unsigned int state)
{
	lockdep_assert_held(&t->sighand->siglock);
	set_tsk_thread_flag(t, TIF_SIGPENDING);
	/* If it runs in ring 3, on another CPU, make it come in and look. */
	if (!wake_up_state(t, state | TASK_INTERRUPTIBLE))
		kick_process(t);
}

static bool wants_signal(int sig, struct task_struct *p)
{
	if (sigismember(&p->blocked, sig) || p->flags & PF_EXITING)
		return false;
	if (sig == SIGKILL)
		return true;
	if (task_is_stopped_or_traced(p))
		return false;
	return task_curr(p) || !task_sigpending(p);
}

/* The thread it was sent to; for a process the one that got the last, or the next. */
static struct task_struct *find_receiver(int sig, struct task_struct *p, enum pid_type type)
{
	struct signal_struct *signal = p->signal;
	struct task_struct *t;

	if (wants_signal(sig, p))
		return p;
	if (type == PIDTYPE_PID || thread_group_empty(p))
		return NULL;		/* it will look when it unblocks the signal */
	t = signal->curr_target;
	while (!wants_signal(sig, t)) {
		t = next_thread(t);
		if (t == signal->curr_target)
			return NULL;
	}
	signal->curr_target = t;
	return t;
}

static bool sig_fatal(const struct task_struct *t, int sig)
{
	return sig_handler(t, sig) == SIG_DFL && !sig_kernel_ignore(sig) && !sig_kernel_stop(sig);
}

/* Does @sig end the process now, without a dump of it? */
static bool is_deadly(const struct task_struct *p, const struct task_struct *t, int sig)
{
	return sig_fatal(p, sig) && !(p->signal->flags & SIGNAL_GROUP_EXIT) &&
	       !sigismember(&t->real_blocked, sig) && !sig_kernel_coredump(sig);
}

static void kill_thread(struct task_struct *t)
{
	task_clear_jobctl_pending(t, JOBCTL_PENDING_MASK);
	sigaddset(&t->pending.signal, SIGKILL);
	signal_wake_up(t, 1);
}

static void complete_signal(int sig, struct task_struct *p, enum pid_type type)
{
	struct task_struct *t = find_receiver(sig, p, type);
	struct signal_struct *signal = p->signal;

	if (!t)
		return;
	if (!is_deadly(p, t, sig)) {
		signal_wake_up(t, sig == SIGKILL);
		return;
	}
	signal->flags = SIGNAL_GROUP_EXIT;
	signal->group_exit_code = sig;
	signal->group_stop_count = 0;
	for_each_thread(p, t)
		kill_thread(t);
}

/**
 * zap_other_threads - the other threads of the process shall die
 * Context: siglock held.
 * Return: how many there are.
 */
int zap_other_threads(struct task_struct *p)
{
	struct task_struct *t = p;
	int count = 0;

	p->signal->group_stop_count = 0;
	while_each_thread(p, t) {
		task_clear_jobctl_pending(t, JOBCTL_PENDING_MASK);
		count++;
		if (t->exit_state)
			continue;
		sigaddset(&t->pending.signal, SIGKILL);
		signal_wake_up(t, 1);
	}
	return count;
}

/* Signals of the process which only @tsk would have taken: wake the others for them. */
void retarget_shared_pending(struct task_struct *tsk, sigset_t *which)
{
	struct task_struct *t = tsk;
	sigset_t left, theirs;

	sigandsets(&left, &tsk->signal->shared_pending.signal, which);
	while_each_thread(tsk, t) {
		if (sigisemptyset(&left))
			return;
		if (t->flags & PF_EXITING)
			continue;
		sigandnsets(&theirs, &left, &t->blocked);
		if (sigisemptyset(&theirs))
			continue;
		sigandsets(&left, &left, &t->blocked);
		if (!task_sigpending(t))
			signal_wake_up(t, 0);
	}
}

/* ---- queueing ----------------------------------------------------------------------- */

static inline bool is_si_special(const struct kernel_siginfo *info)
{
	return info == SEND_SIG_NOINFO || info == SEND_SIG_PRIV;
}

static void fill_info(kernel_siginfo_t *to, int sig, const struct kernel_siginfo *info)
{
	if (!is_si_special(info)) {
		*to = *info;
		to->si_signo = sig;	/* by which the entry is found again */
		return;
	}
	clear_siginfo(to);
	to->si_signo = sig;
	to->si_code = info == SEND_SIG_PRIV ? SI_KERNEL : SI_USER;
	if (info == SEND_SIG_NOINFO)
		to->si_pid = task_tgid_nr(current);
}

/* Signals that a program does not send itself are queued beyond its limit. */
static bool overrides_limit(int sig, const struct kernel_siginfo *info)
{
	return sig < SIGRTMIN && (is_si_special(info) || info->si_code >= 0);
}

/* Return: 0, -EAGAIN: a real-time signal, which must not be lost, has no room. */
static int queue_signal(struct sigpending *pending, int sig, const struct kernel_siginfo *info)
{
	struct sigqueue *q = sigqueue_alloc(GFP_ATOMIC, overrides_limit(sig, info));

	if (q) {
		list_add_tail(&q->list, &pending->list);
		fill_info(&q->info, sig, info);
		return 0;
	}
	if (!is_si_special(info) && sig >= SIGRTMIN && info->si_code != SI_USER)
		return -EAGAIN;
	return 0;
}

int __send_signal_locked(int sig, struct kernel_siginfo *info, struct task_struct *t,
			 enum pid_type type, bool force)
{
	struct sigpending *pending;
	int err = 0;

	lockdep_assert_held(&t->sighand->siglock);
	if (!prepare_signal(sig, t, force))
		return 0;
	pending = type != PIDTYPE_PID ? &t->signal->shared_pending : &t->pending;
	if (sig < SIGRTMIN && sigismember(&pending->signal, sig))
		return 0;		/* once is enough */
	/* Nobody would read who sent these: SIGKILL, and what a kernel thread gets. */
	if (sig != SIGKILL && (!(t->flags & PF_KTHREAD) || t->mm))
		err = queue_signal(pending, sig, info);
	if (err)
		return err;
	sigaddset(&pending->signal, sig);
	complete_signal(sig, t, type);
	return 0;
}

/**
 * send_signal_locked - send a signal to somebody whose siglock is held
 * @type: PIDTYPE_PID: to this thread; else to its process
 * Context: siglock held, interrupts off.
 * Return: 0 or -EAGAIN.
 */
int send_signal_locked(int sig, struct kernel_siginfo *info, struct task_struct *t,
		       enum pid_type type)
{
	bool force = info == SEND_SIG_PRIV;

	if (!is_si_special(info))
		force = info->si_code == SI_KERNEL;
	return __send_signal_locked(sig, info, t, type, force);
}

/* ---- to a task ------------------------------------------------------------------------ */

int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		     enum pid_type type)
{
	unsigned long flags;
	int ret = -ESRCH;

	if (lock_task_sighand(p, &flags)) {
		ret = sig ? send_signal_locked(sig, info, p, type) : 0;
		unlock_task_sighand(p, &flags);
	}
	return ret;
}

/**
 * send_sig_info - send a signal to one thread, with what its handler shall be told
 * @info: or SEND_SIG_NOINFO, SEND_SIG_PRIV
 * Context: any but NMI; @p must stay meanwhile.
 * Return: 0, -EINVAL for no such signal, -ESRCH: it has ended, -EAGAIN: too many wait.
 */
int send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p)
{
	if (!valid_signal(sig))
		return -EINVAL;
	return do_send_sig_info(sig, info, p, PIDTYPE_PID);
}
EXPORT_SYMBOL(send_sig_info);

/**
 * send_sig - the same, from the kernel (@priv) or in the name of the current task
 * Context: as send_sig_info().
 * Return: as send_sig_info().
 */
int send_sig(int sig, struct task_struct *p, int priv)
{
	return send_sig_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, p);
}
EXPORT_SYMBOL(send_sig);

/* May the current task send @sig to @t?  All are root here. */
int check_kill(int sig, struct task_struct *t)
{
	return valid_signal(sig) ? 0 : -EINVAL;
}

int group_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
			enum pid_type type)
{
	return check_kill(sig, p) ?: do_send_sig_info(sig, info, p, type);
}

/* ---- by number -------------------------------------------------------------------------- */

/**
 * kill_pid_info - send a signal to the process with that number
 * @sig: 0 asks only whether it is there
 * Context: any but NMI.
 * Return: 0, -EINVAL, -ESRCH, -EAGAIN.
 */
int kill_pid_info(int sig, struct kernel_siginfo *info, struct pid *pid)
{
	struct task_struct *p;
	int ret = -ESRCH;

	rcu_read_lock();
	p = pid_task(pid, PIDTYPE_PID);
	if (p)
		ret = group_send_sig_info(sig, info, p, PIDTYPE_TGID);
	rcu_read_unlock();
	return ret;
}

/**
 * kill_pid - the same, from the kernel (@priv) or in the name of the current task
 * Context: any but NMI.
 * Return: as kill_pid_info().
 */
int kill_pid(struct pid *pid, int sig, int priv)
{
	return kill_pid_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, pid);
}
EXPORT_SYMBOL(kill_pid);

/**
 * __kill_pgrp_info - send a signal to all processes of a group
 * Context: tasklist_lock held.
 * Return: 0 if one of them got it, else the last error, -ESRCH for an empty group.
 */
int __kill_pgrp_info(int sig, struct kernel_siginfo *info, struct pid *pgrp)
{
	struct task_struct *p;
	int err = -ESRCH;
	bool sent = false;

	do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
		int ret = group_send_sig_info(sig, info, p, PIDTYPE_PGID);

		sent |= !ret;
		err = ret;
	} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
	return sent ? 0 : err;
}

/**
 * kill_pgrp - the same, from the kernel (@priv) or in the name of the current task
 * Context: any but NMI.
 * Return: as __kill_pgrp_info().
 */
int kill_pgrp(struct pid *pid, int sig, int priv)
{
	unsigned long flags;
	int ret;

	read_lock_irqsave(&tasklist_lock, flags);
	ret = __kill_pgrp_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, pid);
	read_unlock_irqrestore(&tasklist_lock, flags);
	return ret;
}
EXPORT_SYMBOL(kill_pgrp);

/* ---- what the receiver cannot refuse ------------------------------------------------------- */

/* A blocked or ignored fault would come again and again: it kills instead. */
int force_sig_info_to_task(struct kernel_siginfo *info, struct task_struct *t,
			   enum sig_handler handler)
{
	struct k_sigaction *action;
	int sig = info->si_signo;
	unsigned long flags;
	int ret = 0;

	spin_lock_irqsave(&t->sighand->siglock, flags);
	action = &t->sighand->action[sig - 1];
	if (handler != HANDLER_CURRENT || action->sa.sa_handler == SIG_IGN ||
	    sigismember(&t->blocked, sig))
		action->sa.sa_handler = SIG_DFL;
	sigdelset(&t->blocked, sig);
	if (action->sa.sa_handler == SIG_DFL)
		t->signal->flags &= ~SIGNAL_UNKILLABLE;
	ret = send_signal_locked(sig, info, t, PIDTYPE_PID);
	/* It may have waited already, blocked. */
	if (!task_sigpending(t))
		signal_wake_up(t, 0);
	spin_unlock_irqrestore(&t->sighand->siglock, flags);
	return ret;
}

int force_sig_info(struct kernel_siginfo *info)
{
	return force_sig_info_to_task(info, current, HANDLER_CURRENT);
}

static void init_kernel_info(kernel_siginfo_t *info, int sig)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = SI_KERNEL;
}

/**
 * force_sig - the current program did something that it must hear of
 * Context: the program's task.
 */
void force_sig(int sig)
{
	kernel_siginfo_t info;

	init_kernel_info(&info, sig);
	force_sig_info(&info);
}
EXPORT_SYMBOL(force_sig);

/* The same without asking its handler. */
void force_fatal_sig(int sig)
{
	kernel_siginfo_t info;

	init_kernel_info(&info, sig);
	force_sig_info_to_task(&info, current, HANDLER_SIG_DFL);
}

/* @sig's handler could not be started; if that was SIGSEGV's own, it is not tried again. */
void force_sigsegv(int sig)
{
	if (sig == SIGSEGV)
		force_fatal_sig(SIGSEGV);
	else
		force_sig(SIGSEGV);
}

static void init_fault_info(kernel_siginfo_t *info, int sig, int code, void __user *addr)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = code;
	info->si_addr = addr;
}

/**
 * force_sig_fault - the same with what happened and where
 * Context: the program's task.
 */
int force_sig_fault(int sig, int code, void __user *addr)
{
	kernel_siginfo_t info;

	init_fault_info(&info, sig, code, addr);
	return force_sig_info(&info);
}

int send_sig_fault(int sig, int code, void __user *addr, struct task_struct *t)
{
	kernel_siginfo_t info;

	init_fault_info(&info, sig, code, addr);
	return send_sig_info(info.si_signo, &info, t);
}
