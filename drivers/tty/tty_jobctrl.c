// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_jobctrl.c - whose terminal it is: sessions, the foreground group
 *
 * What it is for
 *
 *   A shell starts several pipelines at once, and all of them have one keyboard.  Each
 *   is a group of processes; one group is in the foreground, and what is typed is for
 *   it: text, and the signals of ^C, ^\ and ^Z.  A member of another group that reads
 *   is stopped, by SIGTTIN, until the shell puts it into the foreground.
 *
 * How it works
 *
 *       terminal   ctrl.session   the session that it controls
 *                  ctrl.pgrp      its foreground group, TIOCSPGRP
 *       process    signal->tty    its controlling terminal, which /dev/tty opens
 *
 *   A session's leader gets a terminal by opening one that controls none yet, or by
 *   TIOCSCTTY.  When the leader dies the terminal is hung up: the foreground group gets
 *   SIGHUP, and who has it open reads the end of the file.
 *
 * Context: process, may sleep.
 * Locking: tasklist_lock (who is in a session) -> siglock (signal->tty) -> ctrl.lock.
 *
 * See also: POSIX, "General Terminal Interface".
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/tty.h>
#include <linux/uaccess.h>

#include "tty.h"

/* ---- the foreground ------------------------------------------------------------------ */

static bool is_ignored(int sig)
{
	return sigismember(&current->blocked, sig) ||
	       current->sighand->action[sig - 1].sa.sa_handler == SIG_IGN;
}

/* With a reference, or NULL. */
struct pid *tty_get_pgrp(struct tty_struct *tty)
{
	unsigned long flags;
	struct pid *pgrp;

	spin_lock_irqsave(&tty->ctrl.lock, flags);
	pgrp = get_pid(tty->ctrl.pgrp);
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
	return pgrp;
}
EXPORT_SYMBOL(tty_get_pgrp);

static bool in_foreground(struct tty_struct *tty)
{
	struct pid *pgrp = tty_get_pgrp(tty);
	bool ret = !pgrp || pgrp == task_pgrp(current);

	put_pid(pgrp);
	return ret;
}

/**
 * __tty_check_change - may the caller read, write or change his terminal?
 *
 * In the background his whole group gets @sig.  If it cannot be stopped, because it
 * ignores that or nobody would ever let it go on, writing is allowed and reading is not.
 *
 * Context: process.
 * Return: 0, -EIO, or -ERESTARTSYS: try again in the foreground.
 */
int __tty_check_change(struct tty_struct *tty, int sig)
{
	if (current->signal->tty != tty || in_foreground(tty))
		return 0;
	if (is_ignored(sig))
		return sig == SIGTTIN ? -EIO : 0;
	if (is_current_pgrp_orphaned())
		return -EIO;
	kill_pgrp(task_pgrp(current), sig, 1);
	set_thread_flag(TIF_SIGPENDING);
	return -ERESTARTSYS;
}

int tty_check_change(struct tty_struct *tty)
{
	return __tty_check_change(tty, SIGTTOU);
}
EXPORT_SYMBOL(tty_check_change);

/* ---- to have a terminal -------------------------------------------------------------- */

/* @p has none from here on. */
static void clear_tty(struct task_struct *p)
{
	struct tty_struct *tty;

	lockdep_assert_held(&p->sighand->siglock);
	tty = p->signal->tty;
	p->signal->tty = NULL;
	tty_kref_put(tty);
}

void proc_clear_tty(struct task_struct *p)
{
	unsigned long flags;

	spin_lock_irqsave(&p->sighand->siglock, flags);
	clear_tty(p);
	spin_unlock_irqrestore(&p->sighand->siglock, flags);
}

/* All of a session lose it. */
static void session_clear_tty(struct pid *session)
{
	struct task_struct *p;

	lockdep_assert_held(&tasklist_lock);
	do_each_pid_task(session, PIDTYPE_SID, p) {
		proc_clear_tty(p);
	} while_each_pid_task(session, PIDTYPE_SID, p);
}

/* The terminal controls nobody. */
static void forget_session(struct tty_struct *tty)
{
	struct pid *session, *pgrp;
	unsigned long flags;

	spin_lock_irqsave(&tty->ctrl.lock, flags);
	session = tty->ctrl.session;
	pgrp = tty->ctrl.pgrp;
	tty->ctrl.session = tty->ctrl.pgrp = NULL;
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
	put_pid(session);
	put_pid(pgrp);
}

/* The last one has closed it. */
void tty_end_session(struct tty_struct *tty)
{
	read_lock(&tasklist_lock);
	session_clear_tty(tty->ctrl.session);
	read_unlock(&tasklist_lock);
	forget_session(tty);
}

static void set_ctty(struct tty_struct *tty)
{
	struct pid *old;

	forget_session(tty);
	spin_lock_irq(&current->sighand->siglock);
	spin_lock(&tty->ctrl.lock);
	tty->ctrl.session = get_pid(task_session(current));
	tty->ctrl.pgrp = get_pid(task_pgrp(current));
	spin_unlock(&tty->ctrl.lock);
	clear_tty(current);
	current->signal->tty = tty_kref_get(tty);
	old = current->signal->tty_old_pgrp;
	current->signal->tty_old_pgrp = NULL;
	spin_unlock_irq(&current->sighand->siglock);
	put_pid(old);
}

/* A leader without a terminal has opened one that controls nobody. */
void tty_open_set_ctty(struct file *file, struct tty_struct *tty)
{
	tty_lock(tty);
	read_lock(&tasklist_lock);
	if (current->signal->leader && !current->signal->tty && !tty->ctrl.session &&
	    file->f_mode & FMODE_READ)
		set_ctty(tty);
	read_unlock(&tasklist_lock);
	tty_unlock(tty);
}

/* With a reference, or NULL. */
struct tty_struct *get_current_tty(void)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&current->sighand->siglock, flags);
	tty = tty_kref_get(current->signal->tty);
	spin_unlock_irqrestore(&current->sighand->siglock, flags);
	return tty;
}
EXPORT_SYMBOL(get_current_tty);

/* ---- to lose it ------------------------------------------------------------------------ */

static void signal_leader(struct tty_struct *tty, struct task_struct *p)
{
	spin_lock_irq(&p->sighand->siglock);
	if (p->signal->tty == tty)
		clear_tty(p);
	if (p->signal->leader) {
		send_signal_locked(SIGHUP, SEND_SIG_PRIV, p, PIDTYPE_TGID);
		send_signal_locked(SIGCONT, SEND_SIG_PRIV, p, PIDTYPE_TGID);
		put_pid(p->signal->tty_old_pgrp);
		p->signal->tty_old_pgrp = tty_get_pgrp(tty);
	}
	spin_unlock_irq(&p->sighand->siglock);
}

/**
 * tty_signal_session - the terminal is hung up: its session hears of it and loses it
 * @exiting: because the leader dies; then the foreground group is told here
 * Context: process, tty_lock() held.
 */
void tty_signal_session(struct tty_struct *tty, bool exiting)
{
	struct pid *pgrp = tty_get_pgrp(tty);
	struct task_struct *p;

	read_lock(&tasklist_lock);
	do_each_pid_task(tty->ctrl.session, PIDTYPE_SID, p) {
		signal_leader(tty, p);
	} while_each_pid_task(tty->ctrl.session, PIDTYPE_SID, p);
	read_unlock(&tasklist_lock);
	if (pgrp && exiting)
		kill_pgrp(pgrp, SIGHUP, exiting);
	put_pid(pgrp);
	forget_session(tty);
}

/* The foreground group loses its leader's terminal. */
static void signal_foreground(struct tty_struct *tty)
{
	struct pid *pgrp = tty_get_pgrp(tty);

	if (!pgrp)
		return;
	kill_pgrp(pgrp, SIGHUP, 0);
	kill_pgrp(pgrp, SIGCONT, 0);
	put_pid(pgrp);
}

/* What was in the foreground when the line was lost: its leader dies only now. */
static struct pid *take_old_pgrp(void)
{
	struct pid *pgrp;

	spin_lock_irq(&current->sighand->siglock);
	pgrp = current->signal->tty_old_pgrp;
	current->signal->tty_old_pgrp = NULL;
	spin_unlock_irq(&current->sighand->siglock);
	return pgrp;
}

static void signal_old_foreground(bool on_exit)
{
	struct pid *pgrp = take_old_pgrp();

	if (pgrp && on_exit) {
		kill_pgrp(pgrp, SIGHUP, on_exit);
		kill_pgrp(pgrp, SIGCONT, on_exit);
	}
	put_pid(pgrp);
}

/**
 * disassociate_ctty - a leader gives up the terminal of its session
 * @on_exit: because it dies; then the terminal is hung up
 * Context: process, may sleep.
 */
void disassociate_ctty(int on_exit)
{
	struct tty_struct *tty;

	if (!current->signal->leader)
		return;
	tty = get_current_tty();
	if (tty && on_exit)
		tty_vhangup_session(tty);
	else if (tty)
		signal_foreground(tty);
	signal_old_foreground(on_exit && !tty);
	if (tty) {
		read_lock(&tasklist_lock);
		session_clear_tty(task_session(current));
		read_unlock(&tasklist_lock);
		if (!on_exit)
			forget_session(tty);
		tty_kref_put(tty);
	}
}

void no_tty(void)
{
	disassociate_ctty(0);
	proc_clear_tty(current);
}

/* ---- ioctl ----------------------------------------------------------------------------- */

/* Root may take it from another session. */
static int steal_or_refuse(struct tty_struct *tty, struct file *file, unsigned long arg)
{
	if (!tty->ctrl.session)
		return 0;
	if (arg != 1)
		return -EPERM;
	session_clear_tty(tty->ctrl.session);
	return 0;
}

static int tiocsctty(struct tty_struct *tty, struct file *file, unsigned long arg)
{
	int ret = 0;

	tty_lock(tty);
	read_lock(&tasklist_lock);
	if (current->signal->leader && task_session(current) == tty->ctrl.session)
		goto out;
	ret = -EPERM;
	if (!current->signal->leader || current->signal->tty)
		goto out;
	ret = steal_or_refuse(tty, file, arg);
	if (!ret)
		set_ctty(tty);
out:
	read_unlock(&tasklist_lock);
	tty_unlock(tty);
	return ret;
}

static int tiocgpgrp(struct tty_struct *tty, pid_t __user *arg)
{
	struct pid *pgrp;
	int ret;

	if (current->signal->tty != tty)
		return -ENOTTY;
	pgrp = tty_get_pgrp(tty);
	ret = put_user(pid_nr(pgrp), arg);
	put_pid(pgrp);
	return ret;
}

/* The group must be one of the caller's session. */
static int set_foreground(struct tty_struct *tty, struct pid *pgrp)
{
	struct pid *old;

	if (!pgrp)
		return -ESRCH;
	if (session_of_pgrp(pgrp) != task_session(current))
		return -EPERM;
	spin_lock_irq(&tty->ctrl.lock);
	old = tty->ctrl.pgrp;
	tty->ctrl.pgrp = get_pid(pgrp);
	spin_unlock_irq(&tty->ctrl.lock);
	put_pid(old);
	return 0;
}

static int tiocspgrp(struct tty_struct *tty, pid_t __user *arg)
{
	int ret = tty_check_change(tty);
	pid_t nr;

	if (ret == -EIO)
		return -ENOTTY;
	if (ret)
		return ret;
	if (current->signal->tty != tty || tty->ctrl.session != task_session(current))
		return -ENOTTY;
	if (get_user(nr, arg))
		return -EFAULT;
	if (nr < 0)
		return -EINVAL;
	rcu_read_lock();
	ret = set_foreground(tty, find_vpid(nr));
	rcu_read_unlock();
	return ret;
}

static int tiocgsid(struct tty_struct *tty, pid_t __user *arg)
{
	unsigned long flags;
	pid_t nr;

	if (current->signal->tty != tty)
		return -ENOTTY;
	spin_lock_irqsave(&tty->ctrl.lock, flags);
	nr = pid_nr(tty->ctrl.session);
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
	return nr ? put_user(nr, arg) : -ENOTTY;
}

long tty_jobctrl_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd,
		       unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCSCTTY:
		return tiocsctty(tty, file, arg);
	case TIOCNOTTY:
		if (current->signal->tty != tty)
			return -ENOTTY;
		no_tty();
		return 0;
	case TIOCGPGRP:
		return tiocgpgrp(tty, p);
	case TIOCSPGRP:
		return tiocspgrp(tty, p);
	case TIOCGSID:
		return tiocgsid(tty, p);
	}
	return -ENOIOCTLCMD;
}
