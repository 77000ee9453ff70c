// SPDX-License-Identifier: MIT
/*
 * kernel/process/signal.c - what a program does about the signals sent to it
 *
 * On its way to ring 3 a task with TIF_SIGPENDING comes to get_signal(), which takes the
 * signals that wait, one after the other:
 *
 *     ignored                      the next one
 *     it has a handler             the caller lets it run (arch/x86/cpu/signal.c)
 *     SIG_DFL: ignore, stop        the next one, once the process goes on
 *     SIG_DFL: end                 do_group_exit()
 *
 * See also: kernel/process/signal_send.c for the way there, signal_stop.c for stopping.
 *
 * Locking: siglock; see <linux/sched/signal.h>.
 */

#include <linux/export.h>
#include <linux/init.h>
#include <linux/init_task.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/task_work.h>

#include "signal.h"

int show_unhandled_signals = 1;

/* ---- blocking -------------------------------------------------------------------- */

static void __set_task_blocked(struct task_struct *tsk, const sigset_t *newset)
{
	lockdep_assert_held(&tsk->sighand->siglock);
	if (task_sigpending(tsk) && !thread_group_empty(tsk)) {
		sigset_t newly;

		/* What it would have taken for the process, another thread must. */
		sigandnsets(&newly, newset, &tsk->blocked);
		retarget_shared_pending(tsk, &newly);
	}
	tsk->blocked = *newset;
	recalc_sigpending();
}

void __set_current_blocked(const sigset_t *newset)
{
	/* Only the task itself writes it, so it may look without the lock. */
	if (sigequalsets(&current->blocked, newset))
		return;
	spin_lock_irq(&current->sighand->siglock);
	__set_task_blocked(current, newset);
	spin_unlock_irq(&current->sighand->siglock);
}

/**
 * set_current_blocked - which signals the current task blocks, but never SIGKILL, SIGSTOP
 * Context: the task itself, interrupts on.
 */
void set_current_blocked(sigset_t *newset)
{
	sigdelsetmask(newset, sigmask(SIGKILL) | sigmask(SIGSTOP));
	__set_current_blocked(newset);
}

/**
 * sigprocmask - change which signals the current task blocks
 * @how: SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK
 * @oldset: NULL, or for what was before
 * Context: the task itself, interrupts on.
 * Return: 0 or -EINVAL.
 */
int sigprocmask(int how, sigset_t *set, sigset_t *oldset)
{
	sigset_t newset;

	if (oldset)
		*oldset = current->blocked;
	switch (how) {
	case SIG_BLOCK:
		sigorsets(&newset, &current->blocked, set);
		break;
	case SIG_UNBLOCK:
		sigandnsets(&newset, &current->blocked, set);
		break;
	case SIG_SETMASK:
		newset = *set;
		break;
	default:
		return -EINVAL;
	}
	__set_current_blocked(&newset);
	return 0;
}
EXPORT_SYMBOL(sigprocmask);

/* ---- actions ---------------------------------------------------------------------- */

/**
 * flush_signal_handlers - a new program begins: handlers become SIG_DFL
 * @force_default: what is ignored, too
 * Context: nobody else shares the actions.
 */
void flush_signal_handlers(struct task_struct *t, int force_default)
{
	for (int i = 0; i < _NSIG; i++) {
		struct sigaction *sa = &t->sighand->action[i].sa;

		if (force_default || sa->sa_handler != SIG_IGN)
			sa->sa_handler = SIG_DFL;
		sa->sa_flags = 0;
		sa->sa_restorer = NULL;
		sigemptyset(&sa->sa_mask);
	}
}

void ignore_signals(struct task_struct *t)
{
	for (int i = 0; i < _NSIG; i++)
		t->sighand->action[i].sa.sa_handler = SIG_IGN;
	flush_signals(t);
}

/* A kernel thread gets actions of its own, and goes on ignoring all but what it allows. */
static void own_kthread_signals(void)
{
	if (current->sighand != &init_sighand)
		return;
	while (own_signals())
		schedule_timeout_uninterruptible(1);	/* callers cannot be told of -ENOMEM */
	if (current->flags & PF_KTHREAD)
		ignore_signals(current);
}

/**
 * kernel_sigaction - allow_signal(), disallow_signal()
 * @action: SIG_KTHREAD, SIG_KTHREAD_KERNEL, SIG_IGN, SIG_DFL
 * Context: the kernel thread itself, may sleep.
 */
void kernel_sigaction(int sig, __sighandler_t action)
{
	sigset_t mask;

	own_kthread_signals();
	spin_lock_irq(&current->sighand->siglock);
	current->sighand->action[sig - 1].sa.sa_handler = action;
	if (action == SIG_IGN) {
		sigemptyset(&mask);
		sigaddset(&mask, sig);
		flush_sigqueue_mask(&mask, &current->signal->shared_pending);
		flush_sigqueue_mask(&mask, &current->pending);
		recalc_sigpending();
	}
	spin_unlock_irq(&current->sighand->siglock);
}
EXPORT_SYMBOL(kernel_sigaction);

/**
 * unhandled_signal - would @sig, sent to @tsk by a fault of its, end it?
 * Context: any; for messages only.
 */
bool unhandled_signal(struct task_struct *tsk, int sig)
{
	__sighandler_t handler = sig_handler(tsk, sig);

	if (is_global_init(tsk))
		return true;
	if (handler != SIG_IGN && handler != SIG_DFL)
		return false;
	return !__fatal_signal_pending(tsk);
}

/* ---- taking them ---------------------------------------------------------------------- */

/* The parent does not know yet that we go on.  siglock held, and released. */
static void tell_continued(struct signal_struct *signal)
{
	int why = signal->flags & SIGNAL_CLD_CONTINUED ? CLD_CONTINUED : CLD_STOPPED;

	signal->flags &= ~SIGNAL_CLD_MASK;
	spin_unlock_irq(&current->sighand->siglock);
	read_lock(&tasklist_lock);
	do_notify_parent_cldstop(current, why);
	read_unlock(&tasklist_lock);
}

/* siglock held.  A dying process takes nothing else. */
static int take_next(struct ksignal *ksig)
{
	struct signal_struct *signal = current->signal;
	enum pid_type type;

	if (signal->flags & SIGNAL_GROUP_EXIT || signal->group_exec_task) {
		ksig->info.si_signo = SIGKILL;
		sigdelset(&current->pending.signal, SIGKILL);
		recalc_sigpending();
		return SIGKILL;
	}
	return dequeue_signal(current, &current->blocked, &ksig->info, &type);
}

/* What the default action of a signal comes to: the lock is held, or not any more. */
enum outcome {
	SIGNAL_NONE,			/* nothing; held */
	SIGNAL_HANDLED,			/* a handler is to run; held */
	SIGNAL_STOPPED,			/* it stopped, or looked whether it may; not held */
	SIGNAL_DEADLY,			/* held */
};

static enum outcome stop_by(int sig)
{
	if (sig != SIGSTOP) {
		/* tasklist_lock is outside siglock, and SIGCONT may come meanwhile. */
		spin_unlock_irq(&current->sighand->siglock);
		if (is_current_pgrp_orphaned())
			return SIGNAL_STOPPED;
		spin_lock_irq(&current->sighand->siglock);
	}
	return do_signal_stop(sig) ? SIGNAL_STOPPED : SIGNAL_NONE;
}

static enum outcome act_on(int sig, struct ksignal *ksig)
{
	struct k_sigaction *ka = &current->sighand->action[sig - 1];
	bool unkillable = current->signal->flags & SIGNAL_UNKILLABLE;

	if (sig_kernel_only(sig))
		return sig == SIGKILL ? SIGNAL_DEADLY : stop_by(sig);
	if (ka->sa.sa_handler == SIG_IGN)
		return SIGNAL_NONE;
	if (ka->sa.sa_handler != SIG_DFL) {
		ksig->ka = *ka;
		if (ka->sa.sa_flags & SA_ONESHOT)
			ka->sa.sa_handler = SIG_DFL;
		return SIGNAL_HANDLED;
	}
	if (sig_kernel_ignore(sig) || unkillable)
		return SIGNAL_NONE;
	return sig_kernel_stop(sig) ? stop_by(sig) : SIGNAL_DEADLY;
}

/* siglock held. */
static bool stop_wanted(void)
{
	return current->jobctl & JOBCTL_STOP_PENDING && do_signal_stop(0);
}

/* siglock held; released for SIGNAL_STOPPED. */
static enum outcome take_signals(struct ksignal *ksig)
{
	enum outcome outcome = SIGNAL_NONE;

	while (outcome == SIGNAL_NONE) {
		if (stop_wanted())
			return SIGNAL_STOPPED;
		ksig->sig = take_next(ksig);
		if (!ksig->sig)
			break;
		outcome = act_on(ksig->sig, ksig);
	}
	return outcome;
}

/**
 * get_signal - do what the signals that wait say, until one wants its handler to run
 * Context: the program's task on its way to ring 3, interrupts on.  May not return.
 * Return: true: @ksig's handler shall run; false: none.
 */
bool get_signal(struct ksignal *ksig)
{
	struct sighand_struct *sighand = current->sighand;
	enum outcome outcome;

	do {
		spin_lock_irq(&sighand->siglock);
		if (current->signal->flags & SIGNAL_CLD_MASK) {
			tell_continued(current->signal);
			outcome = SIGNAL_STOPPED;
		} else {
			outcome = take_signals(ksig);
		}
	} while (outcome == SIGNAL_STOPPED);
	spin_unlock_irq(&sighand->siglock);
	if (outcome == SIGNAL_DEADLY) {
		current->flags |= PF_SIGNALED;
		do_group_exit(ksig->sig);
	}
	return outcome == SIGNAL_HANDLED;
}

/* A handler is about to run: what it must not be interrupted by. */
static void signal_delivered(struct ksignal *ksig)
{
	sigset_t blocked;

	/* sigsuspend()'s mask comes back with the handler's frame: it was saved there. */
	clear_restore_sigmask();
	sigorsets(&blocked, &current->blocked, &ksig->ka.sa.sa_mask);
	if (!(ksig->ka.sa.sa_flags & SA_NODEFER))
		sigaddset(&blocked, ksig->sig);
	set_current_blocked(&blocked);
	if (current->sas_ss_flags & SS_AUTODISARM)
		sas_ss_reset(current);
}

/**
 * signal_setup_done - the architecture has made a frame for a handler, or could not
 * @failed: then the program gets SIGSEGV instead
 * Context: the program's task, interrupts on.
 */
void signal_setup_done(int failed, struct ksignal *ksig, int stepping)
{
	if (failed)
		force_sigsegv(ksig->sig);
	else
		signal_delivered(ksig);
	if (!failed && stepping)
		force_sig_fault(SIGTRAP, TRAP_TRACE, NULL);
}

/* ---- the end ------------------------------------------------------------------------------ */

/* siglock held: everybody who looks from now on finds the process dying. */
static int begin_group_exit(struct signal_struct *sig, int exit_code)
{
	if (sig->flags & SIGNAL_GROUP_EXIT)
		return sig->group_exit_code;
	if (sig->group_exec_task)
		return 0;
	sig->group_exit_code = exit_code;
	sig->flags = SIGNAL_GROUP_EXIT;
	zap_other_threads(current);
	return exit_code;
}

/**
 * do_group_exit - end the current process, all its threads
 * @exit_code: a signal's number, or the status times 256; who was first decides
 * Context: a task, interrupts on.
 */
void __noreturn do_group_exit(int exit_code)
{
	if (current->sighand != &init_sighand) {
		spin_lock_irq(&current->sighand->siglock);
		exit_code = begin_group_exit(current->signal, exit_code);
		spin_unlock_irq(&current->sighand->siglock);
	}
	do_exit(exit_code);
}

/**
 * exit_signals - the current thread takes no more signals: others of its process must
 * Context: do_exit(), interrupts on.
 */
void exit_signals(struct task_struct *tsk)
{
	bool last_to_stop = false;
	sigset_t unblocked;

	if (thread_group_empty(tsk) || tsk->signal->flags & SIGNAL_GROUP_EXIT) {
		tsk->flags |= PF_EXITING;
		return;
	}
	spin_lock_irq(&tsk->sighand->siglock);
	tsk->flags |= PF_EXITING;
	if (task_sigpending(tsk)) {
		unblocked = tsk->blocked;
		signotset(&unblocked);
		retarget_shared_pending(tsk, &unblocked);
		last_to_stop = tsk->jobctl & JOBCTL_STOP_PENDING &&
			       task_participate_group_stop(tsk);
	}
	spin_unlock_irq(&tsk->sighand->siglock);
	if (last_to_stop) {
		read_lock(&tasklist_lock);
		do_notify_parent_cldstop(tsk, CLD_STOPPED);
		read_unlock(&tasklist_lock);
	}
}
