// SPDX-License-Identifier: MIT
/*
 * kernel/process/wait.c - a parent waits for its children: wait4() and waitid()
 *
 * The caller stands in its process's queue, looks at all children, and sleeps if none has
 * anything to tell.  A child that ends, stops or goes on wakes that queue after it has
 * changed what is looked at (do_notify_parent(), kernel/process/signal.c).
 *
 * Who is first to change a zombie's exit_state to EXIT_DEAD has it; so of two threads
 * that wait, one gets it.
 *
 * Locking: tasklist_lock for reading while looking; let go before anything is told.
 */

#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <uapi/linux/wait.h>

#include "process.h"

#define WAIT_OPTIONS	(WNOHANG | WUNTRACED | WCONTINUED | __WNOTHREAD | __WCLONE | __WALL)
#define WAITID_OPTIONS	(WNOHANG | WNOWAIT | WEXITED | WSTOPPED | WCONTINUED | \
			 __WNOTHREAD | __WCLONE | __WALL)

#define STOPPED_STATUS		0x7f		/* the low byte of a status: it has stopped */
#define CONTINUED_STATUS	0xffff
#define EXIT_STATUS_SHIFT	8
#define SIGNAL_MASK		0x7f
#define DUMPED_BIT		0x80

/* What is asked, and the answer. */
struct wait_question {
	enum pid_type type;		/* PIDTYPE_MAX: any child */
	struct pid *pid;
	int options;
	int notask_error;		/* -ECHILD until there is one to wait for */
	struct rusage *ru;		/* or NULL */
	/* The answer. */
	pid_t child;			/* 0: none */
	int status;			/* as wait4() tells it */
	int cause;			/* CLD_*: as waitid() does */
	uid_t uid;
};

static bool is_eligible(const struct wait_question *q, struct task_struct *p)
{
	if (q->type != PIDTYPE_MAX && *task_pid_ptr(p, q->type) != q->pid)
		return false;
	if (q->options & __WALL)
		return true;
	/* A "clone" child is one that does not end with SIGCHLD. */
	return (p->exit_signal != SIGCHLD) == !!(q->options & __WCLONE);
}

static void answer(struct wait_question *q, struct task_struct *p, int cause, int status)
{
	q->child = task_tgid_nr(p);
	q->cause = cause;
	q->status = status;
	q->uid = task_uid(p).val;
}

/* ---- what a child can have to tell --------------------------------------------------- */

/* Its times, and those of its own children, are its parent's children's now. */
static void inherit_times(struct task_struct *p)
{
	struct signal_struct *mine = current->signal, *sig = p->signal;

	spin_lock_irq(&current->sighand->siglock);
	mine->cutime += sig->utime + p->utime + sig->cutime;
	mine->cstime += sig->stime + p->stime + sig->cstime;
	mine->cnvcsw += sig->nvcsw + p->nvcsw + sig->cnvcsw;
	mine->cnivcsw += sig->nivcsw + p->nivcsw + sig->cnivcsw;
	mine->cmin_flt += sig->min_flt + sig->cmin_flt;
	mine->cmaj_flt += sig->maj_flt + sig->cmaj_flt;
	mine->cmaxrss = max3(mine->cmaxrss, sig->maxrss, sig->cmaxrss);
	spin_unlock_irq(&current->sighand->siglock);
}

static void answer_zombie(struct wait_question *q, struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	int status = sig->flags & SIGNAL_GROUP_EXIT ? sig->group_exit_code : p->exit_code;
	int cause = CLD_EXITED;

	if (status & DUMPED_BIT)
		cause = CLD_DUMPED;
	else if (status & SIGNAL_MASK)
		cause = CLD_KILLED;
	answer(q, p, cause, status);
}

/* Has tasklist_lock for reading, and lets it go if it returns true. */
static bool take_zombie(struct wait_question *q, struct task_struct *p)
{
	if (!(q->options & WEXITED))
		return false;
	if (!(q->options & WNOWAIT) &&
	    cmpxchg(&p->exit_state, EXIT_ZOMBIE, EXIT_DEAD) != EXIT_ZOMBIE)
		return false;
	get_task_struct(p);
	read_unlock(&tasklist_lock);
	answer_zombie(q, p);
	if (q->ru)
		getrusage(p, RUSAGE_BOTH, q->ru);
	if (!(q->options & WNOWAIT)) {
		inherit_times(p);
		release_task(p);
	}
	put_task_struct(p);
	return true;
}

/* Take @flag's news, if they are there: once. */
static bool take_news(struct wait_question *q, struct task_struct *p, int *code)
{
	struct signal_struct *sig = p->signal;
	bool stopped, continued;

	spin_lock_irq(&p->sighand->siglock);
	stopped = q->options & WUNTRACED && sig->flags & SIGNAL_STOP_STOPPED &&
		  sig->group_exit_code;
	continued = !stopped && q->options & WCONTINUED && sig->flags & SIGNAL_STOP_CONTINUED;
	*code = stopped ? sig->group_exit_code : 0;
	if (!(q->options & WNOWAIT)) {
		if (stopped)
			sig->group_exit_code = 0;
		if (continued)
			sig->flags &= ~SIGNAL_STOP_CONTINUED;
	}
	spin_unlock_irq(&p->sighand->siglock);
	return stopped || continued;
}

/* As take_zombie(). */
static bool take_stop_or_continue(struct wait_question *q, struct task_struct *p)
{
	int code;

	if (!(q->options & (WUNTRACED | WCONTINUED)) || !take_news(q, p, &code))
		return false;
	get_task_struct(p);
	read_unlock(&tasklist_lock);
	if (q->ru)
		getrusage(p, RUSAGE_BOTH, q->ru);
	if (code)
		answer(q, p, CLD_STOPPED, code << EXIT_STATUS_SHIFT | STOPPED_STATUS);
	else
		answer(q, p, CLD_CONTINUED, CONTINUED_STATUS);
	put_task_struct(p);
	return true;
}

static bool consider_child(struct wait_question *q, struct task_struct *p)
{
	int state = READ_ONCE(p->exit_state);

	if (state == EXIT_DEAD || !is_eligible(q, p))
		return false;
	q->notask_error = 0;
	/* A first thread that is dead is one to wait for only when the others are, too. */
	if (state == EXIT_ZOMBIE && thread_group_empty(p))
		return take_zombie(q, p);
	return take_stop_or_continue(q, p);
}

/* True: there is an answer, and tasklist_lock is not held any more. */
static bool consider_children_of(struct wait_question *q, struct task_struct *parent)
{
	struct task_struct *p;

	list_for_each_entry(p, &parent->children, sibling)
		if (consider_child(q, p))
			return true;
	return false;
}

/* ---- waiting ------------------------------------------------------------------------- */

/* True when it is over: an answer, or nobody to wait for. */
static bool look_once(struct wait_question *q)
{
	struct task_struct *t = current;

	q->notask_error = -ECHILD;
	if (q->type != PIDTYPE_MAX && (!q->pid || !pid_has_task(q->pid, q->type)))
		return true;
	read_lock(&tasklist_lock);
	do {
		if (consider_children_of(q, t))
			return true;
		t = next_thread(t);
	} while (t != current && !(q->options & __WNOTHREAD));
	read_unlock(&tasklist_lock);
	return q->notask_error || q->options & WNOHANG;
}

static int do_wait(struct wait_question *q)
{
	DEFINE_WAIT_FUNC(wait, default_wake_function);
	int ret = 0;

	add_wait_queue(&current->signal->wait_chldexit, &wait);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (look_once(q))
			break;
		if (signal_pending(current)) {
			ret = -ERESTARTSYS;
			break;
		}
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	remove_wait_queue(&current->signal->wait_chldexit, &wait);
	return q->child ? 0 : ret ?: q->notask_error;
}

/* wait4()'s way to name whom: -1 any, 0 my group, below: that group, above: that process. */
static void name_children(struct wait_question *q, pid_t nr)
{
	q->type = PIDTYPE_MAX;
	q->pid = NULL;
	if (nr < -1) {
		q->type = PIDTYPE_PGID;
		q->pid = find_get_pid(-nr);
	} else if (nr == 0) {
		q->type = PIDTYPE_PGID;
		q->pid = get_task_pid(current, PIDTYPE_PGID);
	} else if (nr > 0) {
		q->type = PIDTYPE_TGID;
		q->pid = find_get_pid(nr);
	}
}

/**
 * kernel_wait4 - wait for a child
 * @stat_addr: its status for a program, or NULL
 * @ru: what it has used, or NULL
 *
 * Context: a task, may sleep.
 * Return: its number; 0: WNOHANG, and none yet; -ECHILD, -EINVAL, -ESRCH, -EFAULT, -ERESTARTSYS.
 */
long kernel_wait4(pid_t nr, int __user *stat_addr, int options, struct rusage *ru)
{
	struct wait_question q = { .options = options | WEXITED, .ru = ru };
	int ret;

	if (options & ~WAIT_OPTIONS)
		return -EINVAL;
	if (nr == INT_MIN)
		return -ESRCH;
	name_children(&q, nr);
	ret = do_wait(&q);
	put_pid(q.pid);
	if (!ret && q.child && stat_addr && put_user(q.status, stat_addr))
		ret = -EFAULT;
	return ret ?: q.child;
}

/**
 * kernel_wait - the same for the kernel's own children
 * @stat: the status
 * Context: a task, may sleep.
 * Return: as kernel_wait4().
 */
int kernel_wait(pid_t nr, int *stat)
{
	struct wait_question q = { .options = WEXITED | __WALL };
	int ret;

	name_children(&q, nr);
	ret = do_wait(&q);
	put_pid(q.pid);
	if (!ret && q.child)
		*stat = q.status;
	return ret ?: q.child;
}
EXPORT_SYMBOL_GPL(kernel_wait);

SYSCALL_DEFINE4(wait4, pid_t, nr, int __user *, stat_addr, int, options,
		struct rusage __user *, ru)
{
	struct rusage usage;
	long ret = kernel_wait4(nr, stat_addr, options, ru ? &usage : NULL);

	if (ret > 0 && ru && copy_to_user(ru, &usage, sizeof(usage)))
		return -EFAULT;
	return ret;
}

/* ---- waitid() ------------------------------------------------------------------------ */

static int name_by_type(struct wait_question *q, int which, pid_t nr)
{
	switch (which) {
	case P_ALL:
		q->type = PIDTYPE_MAX;
		return 0;
	case P_PID:
		q->type = PIDTYPE_TGID;
		if (nr <= 0)
			return -EINVAL;
		break;
	case P_PGID:
		q->type = PIDTYPE_PGID;
		if (nr < 0)
			return -EINVAL;
		break;
	default:
		return -EINVAL;
	}
	q->pid = nr ? find_get_pid(nr) : get_task_pid(current, PIDTYPE_PGID);
	return 0;
}

static int tell_info(const struct wait_question *q, siginfo_t __user *infop)
{
	kernel_siginfo_t info = { 0 };

	if (q->child) {
		info.si_signo = SIGCHLD;
		info.si_code = q->cause;
		info.si_pid = q->child;
		info.si_uid = q->uid;
		info.si_status = q->cause == CLD_EXITED ? q->status >> EXIT_STATUS_SHIFT :
				 q->cause == CLD_STOPPED ? q->status >> EXIT_STATUS_SHIFT :
				 q->cause == CLD_CONTINUED ? SIGCONT : q->status & SIGNAL_MASK;
	}
	return copy_to_user(infop, &info, sizeof(info)) ? -EFAULT : 0;
}

SYSCALL_DEFINE5(waitid, int, which, pid_t, nr, siginfo_t __user *, infop, int, options,
		struct rusage __user *, ru)
{
	struct rusage usage;
	struct wait_question q = { .options = options, .ru = ru ? &usage : NULL };
	int err;

	if (options & ~WAITID_OPTIONS || !(options & (WEXITED | WSTOPPED | WCONTINUED)))
		return -EINVAL;
	err = name_by_type(&q, which, nr);
	if (err)
		return err;
	err = do_wait(&q);
	put_pid(q.pid);
	if (err)
		return err;
	if (q.child && ru && copy_to_user(ru, &usage, sizeof(usage)))
		return -EFAULT;
	return infop ? tell_info(&q, infop) : 0;
}
