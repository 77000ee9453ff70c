/* SPDX-License-Identifier: MIT */
/*
 * linux/sched/signal.h - what the threads of a process share, and its signals
 *
 * A signal is a bit in a set: in the thread's own (task->pending), or in that of its
 * process (signal->shared_pending), whichever thread will take it.  TIF_SIGPENDING tells
 * a thread that one of them holds something it does not block: it ends an interruptible
 * sleep, and makes the way back to ring 3 call get_signal().
 *
 * Kernel threads share init_signals and init_sighand, and ignore every signal, until they
 * call allow_signal() or become a program: then they get their own.
 */
#ifndef LINUX_SCHED_SIGNAL_H
#define LINUX_SCHED_SIGNAL_H

#include <linux/hrtimer.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/jobctl.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct tty_struct;

/* What is to be done about each signal; shared by who was cloned with CLONE_SIGHAND. */
struct sighand_struct {
	spinlock_t siglock;		/* order 12: inside tasklist_lock, outside wait queues */
	refcount_t count;
	struct k_sigaction action[_NSIG];	/* L */
	struct rcu_head rcu;		/* freeing */
};

/* Whether all threads of a process are to stop, have stopped, are to die. */
#define SIGNAL_STOP_STOPPED	0x00000001	/* job control has stopped it */
#define SIGNAL_STOP_CONTINUED	0x00000002	/* and SIGCONT let it go on: not told yet */
#define SIGNAL_GROUP_EXIT	0x00000004	/* it is dying of group_exit_code */
#define SIGNAL_CLD_STOPPED	0x00000010	/* the parent is to be told that */
#define SIGNAL_CLD_CONTINUED	0x00000020
#define SIGNAL_CLD_MASK		(SIGNAL_CLD_STOPPED | SIGNAL_CLD_CONTINUED)
#define SIGNAL_UNKILLABLE	0x00000040	/* init: only what it handles reaches it */
#define SIGNAL_STOP_MASK	(SIGNAL_CLD_MASK | SIGNAL_STOP_STOPPED | SIGNAL_STOP_CONTINUED)

/*
 * One per process.  Lock legend: L siglock; A atomic; K tasklist_lock to write; O by
 * its owner's rules; T the process itself.
 */
struct signal_struct {
	refcount_t sigcnt;		/* A: tasks that point here, dead ones too */
	atomic_t live;			/* A: threads that have not begun to exit */
	int nr_threads;			/* L */
	wait_queue_head_t wait_chldexit;	/* who waits for a child */
	struct task_struct *curr_target;	/* L: the thread that got the last signal */
	struct sigpending shared_pending;	/* L */
	int group_exit_code;		/* L: of do_group_exit(), or the signal that stopped it */
	struct task_struct *group_exec_task;	/* L: exec: who waits for the others to end */
	int group_stop_count;		/* L: threads that have not stopped yet */
	unsigned int flags;		/* L: SIGNAL_* */
	bool is_child_subreaper;	/* T */

	struct hrtimer real_timer;	/* O: alarm(), setitimer(ITIMER_REAL) */
	ktime_t it_real_incr;		/* L */

	struct pid *pids[PIDTYPE_MAX];	/* K: TGID, PGID, SID */
	struct pid *tty_old_pgrp;	/* L */
	int leader;			/* T: of its session */
	struct tty_struct *tty;		/* L: controlling terminal, or NULL */

	u64 utime, stime;		/* L: of threads that are gone */
	u64 cutime, cstime;		/* L: of children that were waited for */
	unsigned long nvcsw, nivcsw, cnvcsw, cnivcsw;	/* L */
	unsigned long min_flt, maj_flt, cmin_flt, cmaj_flt;	/* L */
	unsigned long maxrss, cmaxrss;	/* L */
	u64 sum_sched_runtime;		/* L */

	struct rlimit rlim[RLIM_NLIMITS];	/* task_lock() of the group leader */
};

/* ---- birth and end, kernel/process/sighand.c --------------------------------- */

int copy_sighand(unsigned long clone_flags, struct task_struct *p);
int copy_signal(unsigned long clone_flags, struct task_struct *p);
void share_init_signals(struct task_struct *p);
int own_signals(void);
void __cleanup_sighand(struct sighand_struct *sighand);
void put_signal_struct(struct signal_struct *sig);
void __exit_signal(struct task_struct *p);

struct sighand_struct *__lock_task_sighand(struct task_struct *task, unsigned long *flags);

/* NULL if @task is gone. */
#define lock_task_sighand(task, flags) __lock_task_sighand(task, flags)

static inline void unlock_task_sighand(struct task_struct *task, unsigned long *flags)
{
	spin_unlock_irqrestore(&task->sighand->siglock, *flags);
}

static inline unsigned long task_rlimit(const struct task_struct *task, unsigned int limit)
{
	return READ_ONCE(task->signal->rlim[limit].rlim_cur);
}

static inline unsigned long task_rlimit_max(const struct task_struct *task, unsigned int limit)
{
	return READ_ONCE(task->signal->rlim[limit].rlim_max);
}

static inline unsigned long rlimit(unsigned int limit)
{
	return task_rlimit(current, limit);
}

static inline unsigned long rlimit_max(unsigned int limit)
{
	return task_rlimit_max(current, limit);
}

/* ---- does a signal wait? ------------------------------------------------------ */

static inline int task_sigpending(struct task_struct *p)
{
	return unlikely(test_tsk_thread_flag(p, TIF_SIGPENDING));
}

/* Also for task work that is to interrupt. */
static inline int signal_pending(struct task_struct *p)
{
	return task_sigpending(p);
}

static inline int __fatal_signal_pending(struct task_struct *p)
{
	return unlikely(sigismember(&p->pending.signal, SIGKILL));
}

static inline int fatal_signal_pending(struct task_struct *p)
{
	return task_sigpending(p) && __fatal_signal_pending(p);
}

static inline int signal_pending_state(unsigned int state, struct task_struct *p)
{
	if (!(state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))
		return 0;
	if (!signal_pending(p))
		return 0;
	return (state & TASK_INTERRUPTIBLE) || __fatal_signal_pending(p);
}

void recalc_sigpending(void);
void recalc_sigpending_and_wake(struct task_struct *t);
void calculate_sigpending(void);
void signal_wake_up_state(struct task_struct *t, unsigned int state);

static inline void signal_wake_up(struct task_struct *t, bool fatal)
{
	signal_wake_up_state(t, fatal ? TASK_WAKEKILL : 0);
}

static inline int restart_syscall(void)
{
	set_tsk_thread_flag(current, TIF_SIGPENDING);
	return -ERESTARTNOINTR;
}

/* saved_sigmask comes back when the signal that is about to be handled has been. */
static inline void set_restore_sigmask(void)
{
	current->restore_sigmask = true;
}

static inline bool test_restore_sigmask(void)
{
	return current->restore_sigmask;
}

static inline void clear_restore_sigmask(void)
{
	current->restore_sigmask = false;
}

static inline bool test_and_clear_restore_sigmask(void)
{
	bool was = current->restore_sigmask;

	current->restore_sigmask = false;
	return was;
}

static inline void restore_saved_sigmask(void)
{
	if (test_and_clear_restore_sigmask())
		__set_current_blocked(&current->saved_sigmask);
}

static inline void restore_saved_sigmask_unless(bool interrupted)
{
	if (!interrupted)
		restore_saved_sigmask();
}

static inline sigset_t *sigmask_to_save(void)
{
	return test_restore_sigmask() ? &current->saved_sigmask : &current->blocked;
}

/* ---- sending, kernel/process/signal.c ------------------------------------------ */

/* In the place of a struct kernel_siginfo: kill() by a program, or the kernel itself. */
#define SEND_SIG_NOINFO ((struct kernel_siginfo *)0)
#define SEND_SIG_PRIV	((struct kernel_siginfo *)1)

int send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p);
int send_sig(int sig, struct task_struct *p, int priv);
int do_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		     enum pid_type type);
void force_sig(int sig);
void force_fatal_sig(int sig);
void force_sigsegv(int sig);
int force_sig_info(struct kernel_siginfo *info);
int force_sig_fault(int sig, int code, void __user *addr);
int send_sig_fault(int sig, int code, void __user *addr, struct task_struct *t);
int kill_pid(struct pid *pid, int sig, int priv);
int kill_pid_info(int sig, struct kernel_siginfo *info, struct pid *pid);
int kill_pgrp(struct pid *pid, int sig, int priv);
int __kill_pgrp_info(int sig, struct kernel_siginfo *info, struct pid *pgrp);
int zap_other_threads(struct task_struct *p);
void kill_orphaned_pgrp(struct task_struct *tsk, struct task_struct *parent);
bool is_current_pgrp_orphaned(void);
bool do_notify_parent(struct task_struct *p, int sig);
void __wake_up_parent(struct task_struct *p, struct task_struct *parent);

void flush_signals(struct task_struct *t);
void ignore_signals(struct task_struct *t);
void flush_signal_handlers(struct task_struct *t, int force_default);
int dequeue_signal(struct task_struct *tsk, sigset_t *mask, kernel_siginfo_t *info,
		   enum pid_type *type);
int kernel_dequeue_signal(void);
void exit_signals(struct task_struct *tsk);
void exit_itimers(struct signal_struct *sig);
void __noreturn do_group_exit(int exit_code);

static inline void signal_set_stop_flags(struct signal_struct *sig, unsigned int flags)
{
	WARN_ON(sig->flags & SIGNAL_GROUP_EXIT);
	sig->flags = (sig->flags & ~SIGNAL_STOP_MASK) | flags;
}

/* ---- sigaltstack() --------------------------------------------------------------- */

static inline int __on_sig_stack(unsigned long sp)
{
	return sp > current->sas_ss_sp && sp - current->sas_ss_sp <= current->sas_ss_size;
}

static inline int on_sig_stack(unsigned long sp)
{
	if (current->sas_ss_flags & SS_AUTODISARM)
		return 0;
	return __on_sig_stack(sp);
}

static inline int sas_ss_flags(unsigned long sp)
{
	if (!current->sas_ss_size)
		return SS_DISABLE;
	return on_sig_stack(sp) ? SS_ONSTACK : 0;
}

static inline void sas_ss_reset(struct task_struct *p)
{
	p->sas_ss_sp = 0;
	p->sas_ss_size = 0;
	p->sas_ss_flags = SS_DISABLE;
}

/* ---- groups and sessions: rcu_read_lock() or tasklist_lock held -------------------- */

static inline struct pid **task_pid_ptr(struct task_struct *task, enum pid_type type)
{
	return type == PIDTYPE_PID ? &task->thread_pid : &task->signal->pids[type];
}

/* A kernel thread that shares init_signals is its own process all the same. */
static inline struct pid *task_tgid(struct task_struct *task)
{
	struct pid *pid = task->signal->pids[PIDTYPE_TGID];

	return pid != &init_struct_pid ? pid : task->thread_pid;
}

static inline struct pid *task_pgrp(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_PGID];
}

static inline struct pid *task_session(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_SID];
}

static inline pid_t task_pgrp_nr(struct task_struct *task)
{
	return pid_nr(task_pgrp(task));
}

static inline pid_t task_session_nr(struct task_struct *task)
{
	return pid_nr(task_session(task));
}

/* kernel/process/session.c */
struct pid *session_of_pgrp(struct pid *pgrp);

#define task_pgrp_vnr(task) task_pgrp_nr(task)
#define task_session_vnr(task) task_session_nr(task)

/* ---- walking ---------------------------------------------------------------------- */

/* Hold rcu_read_lock() or tasklist_lock around a walk. */
#define next_task(p) \
	list_entry_rcu((p)->tasks.next, struct task_struct, tasks)
#define for_each_process(p) \
	for (p = &init_task; (p = next_task(p)) != &init_task; )

static inline struct task_struct *next_thread(const struct task_struct *p)
{
	return list_entry_rcu(p->thread_group.next, struct task_struct, thread_group);
}

#define do_each_thread(g, t) \
	for (g = t = &init_task; (g = t = next_task(g)) != &init_task; ) do
#define while_each_thread(g, t) while ((t = next_thread(t)) != g)
#define __for_each_thread(leader, t, more_) \
	for (t = (leader), more_ = 1; more_; t = next_thread(t), more_ = t != (leader))
#define for_each_thread(p, t) \
	for (struct task_struct *__first = (p), *__seen = (t = (p), NULL); \
	     !__seen || t != __first; __seen = t, t = next_thread(t))
#define for_each_process_thread(p, t) for_each_process(p) for_each_thread(p, t)

static inline bool thread_group_leader(struct task_struct *p)
{
	return p->group_leader == p;
}

static inline int thread_group_empty(struct task_struct *p)
{
	return list_empty(&p->thread_group);
}

static inline bool same_thread_group(struct task_struct *a, struct task_struct *b)
{
	return a->group_leader == b->group_leader;
}

static inline int get_nr_threads(struct task_struct *task)
{
	int count = 0;
	struct task_struct *t = task;

	do {
		count++;
	} while_each_thread(task, t);
	return count;
}

#endif /* LINUX_SCHED_SIGNAL_H */
