// SPDX-License-Identifier: MIT
/*
 * kernel/process/sigqueue.c - signals that wait
 *
 * A set with one bit per signal says which wait; a list has what is known about each: who
 * sent it, and why.  A signal below SIGRTMIN waits once, however often it is sent; those
 * from there on once for each time.  The bit alone, without an entry, is enough for what
 * must never be lost when there is no memory.
 *
 * Lower numbers come first, but before all others what the thread did itself
 * (SYNCHRONOUS_MASK): its registers are still those of the fault.
 *
 * Locking: siglock of the task's sighand.  How many entries there are in all is counted
 * in sigqueue_count and limited by RLIMIT_SIGPENDING: there is one user.
 */

#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/slab.h>

#include "signal.h"

static atomic_t sigqueue_count = ATOMIC_INIT(0);

/* ---- entries ------------------------------------------------------------------- */

/* NULL without memory, or when too many wait already and @override_rlimit is not set. */
struct sigqueue *sigqueue_alloc(gfp_t gfp, bool override_rlimit)
{
	struct sigqueue *q = NULL;

	if (override_rlimit || atomic_read(&sigqueue_count) < rlimit(RLIMIT_SIGPENDING))
		q = kmalloc(sizeof(*q), gfp);
	if (!q)
		return NULL;
	atomic_inc(&sigqueue_count);
	INIT_LIST_HEAD(&q->list);
	q->flags = 0;
	return q;
}

void sigqueue_free(struct sigqueue *q)
{
	list_del(&q->list);
	kfree(q);
	atomic_dec(&sigqueue_count);
}

/* Those that wait are forgotten.  Context: nobody else can add to @queue. */
void flush_sigqueue(struct sigpending *queue)
{
	struct sigqueue *q, *next;

	sigemptyset(&queue->signal);
	list_for_each_entry_safe(q, next, &queue->list, list)
		sigqueue_free(q);
}

/* Only those in @mask are.  Context: siglock held. */
void flush_sigqueue_mask(const sigset_t *mask, struct sigpending *pending)
{
	struct sigqueue *q, *next;

	sigandnsets(&pending->signal, &pending->signal, mask);
	list_for_each_entry_safe(q, next, &pending->list, list)
		if (sigismember(mask, q->info.si_signo))
			sigqueue_free(q);
}

/**
 * flush_signals - what waits for @t is forgotten
 * Context: any but NMI; mostly the kernel thread itself, before it waits again.
 */
void flush_signals(struct task_struct *t)
{
	unsigned long flags;

	if (!lock_task_sighand(t, &flags))
		return;
	clear_tsk_thread_flag(t, TIF_SIGPENDING);
	flush_sigqueue(&t->pending);
	flush_sigqueue(&t->signal->shared_pending);
	unlock_task_sighand(t, &flags);
}
EXPORT_SYMBOL(flush_signals);

/* ---- does one wait? --------------------------------------------------------------- */

static bool has_pending(const struct sigpending *pending, const sigset_t *blocked)
{
	sigset_t open;

	sigandnsets(&open, &pending->signal, blocked);
	return !sigisemptyset(&open);
}

/* Set the flag if there is something; never clear it: only the task itself may. */
bool recalc_sigpending_tsk(struct task_struct *t)
{
	lockdep_assert_held(&t->sighand->siglock);
	if (!(t->jobctl & JOBCTL_PENDING_MASK) && !has_pending(&t->pending, &t->blocked) &&
	    !has_pending(&t->signal->shared_pending, &t->blocked))
		return false;
	set_tsk_thread_flag(t, TIF_SIGPENDING);
	return true;
}

/* For somebody else's thread, whose mask or jobctl has changed. */
void recalc_sigpending_and_wake(struct task_struct *t)
{
	if (recalc_sigpending_tsk(t))
		signal_wake_up(t, 0);
}

/**
 * recalc_sigpending - TIF_SIGPENDING says again what is true
 * Context: the current task, siglock held.
 */
void recalc_sigpending(void)
{
	if (!recalc_sigpending_tsk(current))
		clear_tsk_thread_flag(current, TIF_SIGPENDING);
}
EXPORT_SYMBOL(recalc_sigpending);

/* After a birth: what was sent meanwhile to the whole process is the child's too. */
void calculate_sigpending(void)
{
	spin_lock_irq(&current->sighand->siglock);
	set_tsk_thread_flag(current, TIF_SIGPENDING);
	recalc_sigpending();
	spin_unlock_irq(&current->sighand->siglock);
}

/* ---- taking one -------------------------------------------------------------------- */

/* The number of the next one that is not in @mask, or 0. */
static int next_signal(const struct sigpending *pending, const sigset_t *mask)
{
	sigset_t open;

	sigandnsets(&open, &pending->signal, mask);
	if (open.sig[0] & SYNCHRONOUS_MASK)
		open.sig[0] &= SYNCHRONOUS_MASK;
	for (int i = 0; i < (int)_NSIG_WORDS; i++)
		if (open.sig[i])
			return i * _NSIG_BPW + __ffs(open.sig[i]) + 1;
	return 0;
}

/* Nothing is known about a signal that had no entry. */
static void unknown_sender(int sig, kernel_siginfo_t *info)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = SI_USER;
}

/* Take @sig's first entry; its bit stays if there is another one. */
static void collect_signal(int sig, struct sigpending *pending, kernel_siginfo_t *info)
{
	struct sigqueue *q, *first = NULL;
	bool more = false;

	list_for_each_entry(q, &pending->list, list) {
		if (q->info.si_signo != sig)
			continue;
		more = first;
		first = first ?: q;
		if (more)
			break;
	}
	if (!more)
		sigdelset(&pending->signal, sig);
	if (!first) {
		unknown_sender(sig, info);
		return;
	}
	*info = first->info;
	sigqueue_free(first);
}

static int __dequeue_signal(struct sigpending *pending, const sigset_t *mask,
			    kernel_siginfo_t *info)
{
	int sig = next_signal(pending, mask);

	if (sig)
		collect_signal(sig, pending, info);
	return sig;
}

/**
 * dequeue_signal - take the next signal that waits
 * @mask: those that are not wanted
 * @info: what is known about it
 * @type: whether it was sent to the thread (PIDTYPE_PID) or to its process (PIDTYPE_TGID)
 *
 * Context: @tsk is the current task; siglock held.
 * Return: its number, or 0.
 */
int dequeue_signal(struct task_struct *tsk, sigset_t *mask, kernel_siginfo_t *info,
		   enum pid_type *type)
{
	int sig = __dequeue_signal(&tsk->pending, mask, info);

	*type = PIDTYPE_PID;
	if (!sig) {
		*type = PIDTYPE_TGID;
		sig = __dequeue_signal(&tsk->signal->shared_pending, mask, info);
		if (sig == SIGALRM)
			it_real_rearm(tsk->signal);
	}
	recalc_sigpending();
	if (sig_kernel_stop(sig))
		tsk->jobctl |= JOBCTL_STOP_DEQUEUED;
	return sig;
}
EXPORT_SYMBOL_GPL(dequeue_signal);

/**
 * kernel_dequeue_signal - take the next signal, in a kernel thread that has allowed it
 * Context: the thread itself, interrupts on.
 * Return: its number, or 0.
 */
int kernel_dequeue_signal(void)
{
	struct task_struct *task = current;
	kernel_siginfo_t info;
	enum pid_type type;
	int sig;

	spin_lock_irq(&task->sighand->siglock);
	sig = dequeue_signal(task, &task->blocked, &info, &type);
	spin_unlock_irq(&task->sighand->siglock);
	return sig;
}
EXPORT_SYMBOL_GPL(kernel_dequeue_signal);
