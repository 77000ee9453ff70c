// SPDX-License-Identifier: MIT
/*
 * kernel/process/sighand.c - what is shared for signals: its birth and its end
 *
 * Two structures, both counted.  sighand_struct holds the actions and the lock of it all;
 * it leaves a task when the task leaves the list of all, under tasklist_lock and its own
 * lock: whoever wants to send finds NULL then (lock_task_sighand()).  signal_struct is the
 * process; it stays for as long as any task_struct points to it.
 *
 * Kernel threads share a pair that nothing is ever sent to, and which is not counted.
 *
 * Locking: see <linux/sched/signal.h>.
 */

#include <linux/err.h>
#include <linux/export.h>
#include <linux/init_task.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <uapi/linux/sched.h>

#include "process.h"
#include "signal.h"

/* Left so; a limit that is not named here is none. */
#define INIT_RLIMITS {								\
	[RLIMIT_CPU]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_FSIZE]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_DATA]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_STACK]		= { _STK_LIM, RLIM_INFINITY },			\
	[RLIMIT_CORE]		= { 0, RLIM_INFINITY },				\
	[RLIMIT_RSS]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_NPROC]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_NOFILE]		= { INR_OPEN_CUR, INR_OPEN_MAX },		\
	[RLIMIT_MEMLOCK]	= { MLOCK_LIMIT, MLOCK_LIMIT },			\
	[RLIMIT_AS]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_LOCKS]		= { RLIM_INFINITY, RLIM_INFINITY },		\
	[RLIMIT_SIGPENDING]	= { SIGPENDING_MAX, SIGPENDING_MAX },		\
	[RLIMIT_MSGQUEUE]	= { MSGQUEUE_MAX, MSGQUEUE_MAX },		\
	[RLIMIT_NICE]		= { 0, 0 },					\
	[RLIMIT_RTPRIO]		= { 0, 0 },					\
	[RLIMIT_RTTIME]		= { RLIM_INFINITY, RLIM_INFINITY },		\
}

#define SIGPENDING_MAX	1024		/* real-time signals that wait for one process */
#define MSGQUEUE_MAX	819200

struct signal_struct init_signals = {
	.sigcnt = REFCOUNT_INIT(1),
	.live = ATOMIC_INIT(1),
	.nr_threads = 1,
	.wait_chldexit = __WAIT_QUEUE_HEAD_INITIALIZER(init_signals.wait_chldexit),
	.shared_pending = { .list = LIST_HEAD_INIT(init_signals.shared_pending.list) },
	.pids = {
		[PIDTYPE_TGID] = &init_struct_pid,
		[PIDTYPE_PGID] = &init_struct_pid,
		[PIDTYPE_SID] = &init_struct_pid,
	},
	.rlim = INIT_RLIMITS,
};

struct sighand_struct init_sighand = {
	.count = REFCOUNT_INIT(1),
	.siglock = __SPIN_LOCK_INITIALIZER(init_sighand.siglock),
};

/* ---- birth -------------------------------------------------------------------- */

/**
 * share_init_signals - @p is a kernel thread: it has no signals of its own
 * Context: @p is not running yet.
 */
void share_init_signals(struct task_struct *p)
{
	p->signal = &init_signals;
	p->sighand = &init_sighand;
	init_sigpending(&p->pending);
	p->restart_block.fn = do_no_restart_syscall;
	p->sas_ss_flags = SS_DISABLE;
}

static struct sighand_struct *dup_sighand(struct sighand_struct *from)
{
	struct sighand_struct *sighand = kmalloc(sizeof(*sighand), GFP_KERNEL);

	if (!sighand)
		return NULL;
	spin_lock_init(&sighand->siglock);
	refcount_set(&sighand->count, 1);
	spin_lock_irq(&from->siglock);
	memcpy(sighand->action, from->action, sizeof(sighand->action));
	spin_unlock_irq(&from->siglock);
	return sighand;
}

/**
 * copy_sighand - a child's actions: its parent's, or a copy of them
 * @clone_flags: CLONE_SIGHAND shares; CLONE_CLEAR_SIGHAND forgets the handlers
 * Context: the parent, may sleep.
 * Return: 0 or -ENOMEM.
 */
int copy_sighand(unsigned long clone_flags, struct task_struct *p)
{
	if (clone_flags & CLONE_SIGHAND) {
		refcount_inc(&current->sighand->count);
		p->sighand = current->sighand;
		return 0;
	}
	p->sighand = dup_sighand(current->sighand);
	return p->sighand ? 0 : -ENOMEM;
}

static struct signal_struct *alloc_signal(struct signal_struct *from)
{
	struct signal_struct *sig = kzalloc(sizeof(*sig), GFP_KERNEL);

	if (!sig)
		return NULL;
	refcount_set(&sig->sigcnt, 1);
	atomic_set(&sig->live, 1);
	sig->nr_threads = 1;
	init_waitqueue_head(&sig->wait_chldexit);
	init_sigpending(&sig->shared_pending);
	it_real_init(sig);
	memcpy(sig->rlim, from->rlim, sizeof(sig->rlim));
	return sig;
}

/**
 * copy_signal - what a child's process is, as far as signals go
 *
 * A thread (CLONE_THREAD) gets its parent's, and who adds it to the process counts it in
 * sigcnt, live and nr_threads.  Process groups, session and terminal are the caller's.
 *
 * Context: the parent, may sleep.
 * Return: 0 or -ENOMEM.
 */
int copy_signal(unsigned long clone_flags, struct task_struct *p)
{
	if (clone_flags & CLONE_THREAD)
		return 0;
	p->signal = alloc_signal(current->signal);
	if (!p->signal)
		return -ENOMEM;
	p->signal->curr_target = p;
	return 0;
}

/**
 * own_signals - a kernel thread stops sharing the initial ones
 *
 * It is about to become a program, or wants to be sent signals.
 *
 * Context: the kernel thread, may sleep.
 * Return: 0 or -ENOMEM; 0 too if it has its own already.
 */
int own_signals(void)
{
	struct task_struct *p = current;
	struct sighand_struct *sighand;
	struct signal_struct *sig;

	if (p->sighand != &init_sighand)
		return 0;
	sighand = dup_sighand(&init_sighand);
	sig = alloc_signal(&init_signals);
	if (!sighand || !sig) {
		kfree(sighand);
		kfree(sig);
		return -ENOMEM;
	}
	memcpy(sig->pids, init_signals.pids, sizeof(sig->pids));
	sig->pids[PIDTYPE_TGID] = p->thread_pid;
	sig->curr_target = p;
	if (is_global_init(p))
		sig->flags = SIGNAL_UNKILLABLE;
	write_lock_irq(&tasklist_lock);
	spin_lock(&init_sighand.siglock);
	p->signal = sig;
	attach_process(p);
	rcu_assign_pointer(p->sighand, sighand);
	spin_unlock(&init_sighand.siglock);
	write_unlock_irq(&tasklist_lock);
	return 0;
}

/**
 * unshare_sighand - the current program's actions become its own
 * Context: a task, may sleep.
 * Return: 0 or -ENOMEM.
 */
int unshare_sighand(void)
{
	struct task_struct *p = current;
	struct sighand_struct *old = p->sighand, *new;

	if (old == &init_sighand || refcount_read(&old->count) == 1)
		return 0;
	new = dup_sighand(old);
	if (!new)
		return -ENOMEM;
	write_lock_irq(&tasklist_lock);
	spin_lock(&old->siglock);
	rcu_assign_pointer(p->sighand, new);
	spin_unlock(&old->siglock);
	write_unlock_irq(&tasklist_lock);
	__cleanup_sighand(old);
	return 0;
}

/* ---- end ----------------------------------------------------------------------- */

void __cleanup_sighand(struct sighand_struct *sighand)
{
	if (sighand && sighand != &init_sighand && refcount_dec_and_test(&sighand->count))
		kfree_rcu(sighand, rcu);
}

void put_signal_struct(struct signal_struct *sig)
{
	if (sig && sig != &init_signals && refcount_dec_and_test(&sig->sigcnt))
		kfree(sig);
}

/**
 * __lock_task_sighand - lock what @task's signals are guarded by
 *
 * The task may leave, and exec may change its sighand, until the lock is held.
 *
 * Context: any but NMI; the task itself must stay (RCU or a reference).
 * Return: the sighand, with its lock held and interrupts off; NULL if @task is gone.
 */
struct sighand_struct *__lock_task_sighand(struct task_struct *task, unsigned long *flags)
{
	struct sighand_struct *sighand;

	rcu_read_lock();
	for (;;) {
		sighand = rcu_dereference(task->sighand);
		if (!sighand)
			break;
		spin_lock_irqsave(&sighand->siglock, *flags);
		if (likely(sighand == READ_ONCE(task->sighand)))
			break;
		spin_unlock_irqrestore(&sighand->siglock, *flags);
	}
	rcu_read_unlock();
	return sighand;
}
EXPORT_SYMBOL_GPL(__lock_task_sighand);

/* The sums of a thread that leaves while others stay. */
static void add_to_process(struct signal_struct *sig, const struct task_struct *p)
{
	if (sig->curr_target == p)
		sig->curr_target = next_thread(p);
	sig->utime += p->utime;
	sig->stime += p->stime;
	sig->nvcsw += p->nvcsw;
	sig->nivcsw += p->nivcsw;
	sig->sum_sched_runtime += p->se.sum_exec_runtime;
	sig->nr_threads--;
	if (unlikely(sig->group_exec_task))	/* it waits for the others: threads.c */
		wake_up_process(sig->group_exec_task);
}

/**
 * __exit_signal - @p leaves the list of all: nobody can send to it any more
 *
 * It leaves the list of threads too: who walks that with siglock held meets only such as
 * can be sent to.  p->signal stays until the task is freed.
 *
 * Context: tasklist_lock held to write.
 */
void __exit_signal(struct task_struct *p)
{
	struct sighand_struct *sighand = p->sighand;
	struct tty_struct *tty = NULL;
	bool last;

	lockdep_assert_held_write(&tasklist_lock);
	if (sighand == &init_sighand) {
		p->sighand = NULL;
		return;
	}
	spin_lock(&sighand->siglock);
	last = p->signal->nr_threads == 1;
	add_to_process(p->signal, p);
	flush_sigqueue(&p->pending);
	if (last) {
		flush_sigqueue(&p->signal->shared_pending);
		tty = p->signal->tty;
		p->signal->tty = NULL;
	}
	p->sighand = NULL;
	if (!thread_group_leader(p))
		list_del_rcu(&p->thread_group);
	spin_unlock(&sighand->siglock);
	__cleanup_sighand(sighand);
	tty_kref_put(tty);
	clear_tsk_thread_flag(p, TIF_SIGPENDING);
}
