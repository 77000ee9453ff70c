// SPDX-License-Identifier: MIT
/*
 * kernel/process/signal_syscalls.c - the system calls about signals
 *
 * Their numbers, structures and errors are Linux's; what they do is in the other files.
 * A set of signals comes with its size, which must be the kernel's.
 */

#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/limits.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <uapi/linux/time_types.h>

#include <asm/ptrace.h>

#include "signal.h"

/* ---- what to do about one, and which to block ---------------------------------------- */

/* What the new action ignores, and waits already, is forgotten. */
static void forget_ignored(struct task_struct *p, int sig)
{
	struct task_struct *t;
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, sig);
	flush_sigqueue_mask(&mask, &p->signal->shared_pending);
	for_each_thread(p, t)
		flush_sigqueue_mask(&mask, &t->pending);
}

static int do_sigaction(int sig, struct k_sigaction *act, struct k_sigaction *oact)
{
	struct task_struct *p = current;
	struct k_sigaction *k;

	if (!valid_signal(sig) || sig < 1 || (act && sig_kernel_only(sig)))
		return -EINVAL;
	k = &p->sighand->action[sig - 1];
	spin_lock_irq(&p->sighand->siglock);
	*oact = *k;
	if (act) {
		act->sa.sa_flags &= SA_UAPI_FLAGS;
		sigdelsetmask(&act->sa.sa_mask, sigmask(SIGKILL) | sigmask(SIGSTOP));
		*k = *act;
		if (sig_handler_ignored(act->sa.sa_handler, sig))
			forget_ignored(p, sig);
	}
	spin_unlock_irq(&p->sighand->siglock);
	return 0;
}

SYSCALL_DEFINE4(rt_sigaction, int, sig, const struct sigaction __user *, act,
		struct sigaction __user *, oact, size_t, sigsetsize)
{
	struct k_sigaction new_sa, old_sa;
	int ret;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (act && copy_from_user(&new_sa.sa, act, sizeof(new_sa.sa)))
		return -EFAULT;
	ret = do_sigaction(sig, act ? &new_sa : NULL, &old_sa);
	if (!ret && oact && copy_to_user(oact, &old_sa.sa, sizeof(old_sa.sa)))
		return -EFAULT;
	return ret;
}

SYSCALL_DEFINE4(rt_sigprocmask, int, how, sigset_t __user *, nset, sigset_t __user *, oset,
		size_t, sigsetsize)
{
	sigset_t old_set = current->blocked, new_set;
	int err;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (nset) {
		if (copy_from_user(&new_set, nset, sizeof(new_set)))
			return -EFAULT;
		sigdelsetmask(&new_set, sigmask(SIGKILL) | sigmask(SIGSTOP));
		err = sigprocmask(how, &new_set, NULL);
		if (err)
			return err;
	}
	return oset && copy_to_user(oset, &old_set, sizeof(old_set)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(rt_sigpending, sigset_t __user *, uset, size_t, sigsetsize)
{
	sigset_t set;

	if (sigsetsize > sizeof(set))
		return -EINVAL;
	spin_lock_irq(&current->sighand->siglock);
	sigorsets(&set, &current->pending.signal, &current->signal->shared_pending.signal);
	spin_unlock_irq(&current->sighand->siglock);
	sigandsets(&set, &set, &current->blocked);
	return copy_to_user(uset, &set, sigsetsize) ? -EFAULT : 0;
}

/**
 * set_user_sigmask - block @umask, until this system call ends
 *
 * For ppoll() and its like: the mask and the wait begin together.  Afterwards call
 * restore_saved_sigmask_unless(interrupted).
 *
 * Context: the program's task.
 * Return: 0, -EINVAL, -EFAULT.
 */
int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize)
{
	sigset_t mask;

	if (!umask)
		return 0;
	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&mask, umask, sizeof(mask)))
		return -EFAULT;
	set_restore_sigmask();
	current->saved_sigmask = current->blocked;
	set_current_blocked(&mask);
	return 0;
}

/* ---- waiting for one -------------------------------------------------------------------- */

static void sleep_until_signal(void)
{
	while (!signal_pending(current)) {
		__set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
}

SYSCALL_DEFINE0(pause)
{
	sleep_until_signal();
	return -ERESTARTNOHAND;
}

/* The old mask comes back behind the handler, which runs with this one. */
SYSCALL_DEFINE2(rt_sigsuspend, sigset_t __user *, unewset, size_t, sigsetsize)
{
	sigset_t newset;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&newset, unewset, sizeof(newset)))
		return -EFAULT;
	current->saved_sigmask = current->blocked;
	set_current_blocked(&newset);
	sleep_until_signal();
	set_restore_sigmask();
	return -ERESTARTNOHAND;
}

/* Unblock what is waited for while we sleep, so that sending it wakes us. */
static int sleep_for_signals(sigset_t *others, ktime_t *timeout)
{
	struct task_struct *tsk = current;
	sigset_t unblocked;
	int ret;

	tsk->real_blocked = tsk->blocked;
	sigandsets(&unblocked, &tsk->blocked, others);
	tsk->blocked = unblocked;
	recalc_sigpending();
	spin_unlock_irq(&tsk->sighand->siglock);
	__set_current_state(TASK_INTERRUPTIBLE);
	ret = schedule_hrtimeout(timeout, HRTIMER_MODE_REL);
	spin_lock_irq(&tsk->sighand->siglock);
	tsk->blocked = tsk->real_blocked;
	sigemptyset(&tsk->real_blocked);
	return ret;
}

/* Return: the signal, -EAGAIN: the time is over, -EINTR: another one came. */
static int do_sigtimedwait(const sigset_t *which, kernel_siginfo_t *info, ktime_t *timeout)
{
	struct task_struct *tsk = current;
	sigset_t others = *which;
	enum pid_type type;
	int sig, ret = 0;

	sigdelsetmask(&others, sigmask(SIGKILL) | sigmask(SIGSTOP));
	signotset(&others);
	spin_lock_irq(&tsk->sighand->siglock);
	sig = dequeue_signal(tsk, &others, info, &type);
	if (!sig && (!timeout || *timeout)) {
		ret = sleep_for_signals(&others, timeout);
		sig = dequeue_signal(tsk, &others, info, &type);
	}
	spin_unlock_irq(&tsk->sighand->siglock);
	if (sig)
		return sig;
	return ret ? -EINTR : -EAGAIN;
}

/* What siginfo_t has beyond the kernel's is zeroes. */
int copy_siginfo_to_user(siginfo_t __user *to, const kernel_siginfo_t *from)
{
	if (copy_to_user(to, from, sizeof(*from)))
		return -EFAULT;
	return clear_user((char __user *)to + sizeof(*from), sizeof(*to) - sizeof(*from)) ?
	       -EFAULT : 0;
}

SYSCALL_DEFINE4(rt_sigtimedwait, const sigset_t __user *, uthese, siginfo_t __user *, uinfo,
		const struct __kernel_timespec __user *, uts, size_t, sigsetsize)
{
	struct __kernel_timespec ts;
	kernel_siginfo_t info;
	ktime_t timeout;
	sigset_t these;
	int sig;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&these, uthese, sizeof(these)))
		return -EFAULT;
	if (uts) {
		if (copy_from_user(&ts, uts, sizeof(ts)))
			return -EFAULT;
		if (ts.tv_sec < 0 || ts.tv_nsec < 0 || ts.tv_nsec >= NSEC_PER_SEC)
			return -EINVAL;
		timeout = ktime_set(ts.tv_sec, ts.tv_nsec);
	}
	sig = do_sigtimedwait(&these, &info, uts ? &timeout : NULL);
	if (sig > 0 && uinfo && copy_siginfo_to_user(uinfo, &info))
		return -EFAULT;
	return sig;
}

/* ---- sending ------------------------------------------------------------------------------ */

/* All processes but init and the caller's. */
static int kill_everybody(int sig)
{
	int ret = -ESRCH;
	struct task_struct *p;

	for_each_process(p) {
		if (task_pid_vnr(p) <= 1 || same_thread_group(p, current))
			continue;
		ret = group_send_sig_info(sig, SEND_SIG_NOINFO, p, PIDTYPE_TGID);
	}
	return ret;
}

/* A group, or everybody; pid is 0, -1 or less. */
static int kill_many(pid_t pid, int sig)
{
	int ret;

	read_lock(&tasklist_lock);
	if (pid == -1)
		ret = kill_everybody(sig);
	else
		ret = __kill_pgrp_info(sig, SEND_SIG_NOINFO,
				       pid ? find_vpid(-pid) : task_pgrp(current));
	read_unlock(&tasklist_lock);
	return ret;
}

SYSCALL_DEFINE2(kill, pid_t, pid, int, sig)
{
	int ret;

	if (pid == INT_MIN)
		return -ESRCH;
	if (pid <= 0)
		return kill_many(pid, sig);
	rcu_read_lock();
	ret = kill_pid_info(sig, SEND_SIG_NOINFO, find_vpid(pid));
	rcu_read_unlock();
	return ret;
}

/* To one thread; @tgid: its process, or 0 for any. */
static int send_to_thread(pid_t tgid, pid_t pid, int sig, kernel_siginfo_t *info)
{
	struct task_struct *p;
	int ret = -ESRCH;

	rcu_read_lock();
	p = find_task_by_vpid(pid);
	if (p && (!tgid || task_tgid_vnr(p) == tgid))
		ret = group_send_sig_info(sig, info, p, PIDTYPE_PID);
	rcu_read_unlock();
	return ret;
}

static int do_tkill(pid_t tgid, pid_t pid, int sig)
{
	kernel_siginfo_t info;

	clear_siginfo(&info);
	info.si_signo = sig;
	info.si_code = SI_TKILL;
	info.si_pid = task_tgid_vnr(current);
	return send_to_thread(tgid, pid, sig, &info);
}

SYSCALL_DEFINE3(tgkill, pid_t, tgid, pid_t, pid, int, sig)
{
	if (pid <= 0 || tgid <= 0)
		return -EINVAL;
	return do_tkill(tgid, pid, sig);
}

SYSCALL_DEFINE2(tkill, pid_t, pid, int, sig)
{
	if (pid <= 0)
		return -EINVAL;
	return do_tkill(0, pid, sig);
}

/* Only to itself may a program say that the kernel, or kill(), had sent it. */
static int read_queueinfo(kernel_siginfo_t *info, int sig, pid_t pid, siginfo_t __user *uinfo)
{
	if (copy_from_user(info, uinfo, sizeof(*info)))
		return -EFAULT;
	info->si_signo = sig;
	if ((info->si_code >= 0 || info->si_code == SI_TKILL) && task_pid_vnr(current) != pid)
		return -EPERM;
	return 0;
}

SYSCALL_DEFINE3(rt_sigqueueinfo, pid_t, pid, int, sig, siginfo_t __user *, uinfo)
{
	kernel_siginfo_t info;
	int ret = read_queueinfo(&info, sig, pid, uinfo);

	if (ret)
		return ret;
	rcu_read_lock();
	ret = kill_pid_info(sig, &info, find_vpid(pid));
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE4(rt_tgsigqueueinfo, pid_t, tgid, pid_t, pid, int, sig, siginfo_t __user *, uinfo)
{
	kernel_siginfo_t info;
	int ret;

	if (pid <= 0 || tgid <= 0)
		return -EINVAL;
	ret = read_queueinfo(&info, sig, pid, uinfo);
	return ret ?: send_to_thread(tgid, pid, sig, &info);
}

/* ---- going on ------------------------------------------------------------------------------ */

/* What restart_syscall() does if no system call has left anything to go on with. */
long do_no_restart_syscall(struct restart_block *parm)
{
	return -EINTR;
}

SYSCALL_DEFINE0(restart_syscall)
{
	struct restart_block *restart = &current->restart_block;

	return restart->fn(restart);
}

/* ---- a stack of its own for handlers ---------------------------------------------------- */

static int set_altstack(const stack_t *ss, unsigned long sp)
{
	struct task_struct *t = current;
	unsigned long size = ss->ss_size, base = (unsigned long)ss->ss_sp;
	unsigned int mode = (unsigned int)ss->ss_flags & ~SS_FLAG_BITS;

	if (on_sig_stack(sp))
		return -EPERM;
	if (mode != SS_DISABLE && mode != SS_ONSTACK && mode != 0)
		return -EINVAL;
	if (mode == SS_DISABLE)
		base = size = 0;
	else if (size < MINSIGSTKSZ)
		return -ENOMEM;
	t->sas_ss_sp = base;
	t->sas_ss_size = size;
	t->sas_ss_flags = ss->ss_flags;
	return 0;
}

static void get_altstack(stack_t *ss, unsigned long sp)
{
	memset(ss, 0, sizeof(*ss));
	ss->ss_sp = (void *)current->sas_ss_sp;
	ss->ss_size = current->sas_ss_size;
	ss->ss_flags = sas_ss_flags(sp) | (int)(current->sas_ss_flags & SS_FLAG_BITS);
}

SYSCALL_DEFINE2(sigaltstack, const stack_t __user *, uss, stack_t __user *, uoss)
{
	unsigned long sp = user_stack_pointer(current_pt_regs());
	stack_t new, old;
	int err;

	if (uss && copy_from_user(&new, uss, sizeof(new)))
		return -EFAULT;
	get_altstack(&old, sp);
	err = uss ? set_altstack(&new, sp) : 0;
	if (!err && uoss && copy_to_user(uoss, &old, sizeof(old)))
		return -EFAULT;
	return err;
}

/**
 * restore_altstack - put back what a handler's frame says; nonsense is not heard
 * Context: the program's task, in its sigreturn.
 * Return: 0 or -EFAULT.
 */
int restore_altstack(const stack_t __user *uss)
{
	stack_t ss;

	if (copy_from_user(&ss, uss, sizeof(ss)))
		return -EFAULT;
	(void)set_altstack(&ss, user_stack_pointer(current_pt_regs()));
	return 0;
}

/* What the frame shall say.  Return: 0 or -EFAULT. */
int save_altstack(stack_t __user *uss)
{
	stack_t ss = {
		.ss_sp = (void *)current->sas_ss_sp,
		.ss_flags = (int)current->sas_ss_flags,
		.ss_size = current->sas_ss_size,
	};

	return copy_to_user(uss, &ss, sizeof(ss)) ? -EFAULT : 0;
}
