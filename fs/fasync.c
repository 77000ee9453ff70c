// SPDX-License-Identifier: MIT
/*
 * fs/fasync.c - signals for what happens to a file: O_ASYNC
 *
 * How it works
 *
 *   A program says who is told (F_SETOWN) and switches it on (O_ASYNC).  The driver's
 *   fasync() hands its list to fasync_helper(), and calls kill_fasync() when something can
 *   be done: from any context, and mostly from an interrupt.
 *
 *       dev->async --> entry (file, fd) --> entry (file, fd) --> NULL
 *
 *   Entries are read under RCU.  One that is removed loses its file first, under its own
 *   lock: so after fasync_helper() has returned nobody signals for that file any more.
 *
 * Locking
 *
 *   fasync_lock   changes of all lists.  Order: outside fa_lock.
 *   fa_lock       an entry's file and number, interrupts off.  Order: outside f_owner.lock,
 *                 outside tasklist_lock and the locks of signals.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <uapi/linux/poll.h>

static DEFINE_SPINLOCK(fasync_lock);

/* ---- sending ------------------------------------------------------------------------- */

/* What SIGIO's si_band says, by its si_code. */
static const long band_table[NSIGPOLL] = {
	POLLIN | POLLRDNORM,			/* POLL_IN */
	POLLOUT | POLLWRNORM | POLLWRBAND,	/* POLL_OUT */
	POLLIN | POLLRDNORM | POLLMSG,		/* POLL_MSG */
	POLLERR,				/* POLL_ERR */
	POLLPRI | POLLRDBAND,			/* POLL_PRI */
	POLLHUP | POLLERR,			/* POLL_HUP */
};

/* A signal that was chosen tells what has happened; if it cannot be queued, SIGIO does not. */
static void tell_task(struct task_struct *task, int signum, int fd, int reason, enum pid_type type)
{
	struct kernel_siginfo info = { .si_signo = signum, .si_code = reason };

	if (signum) {
		info.si_band = band_table[reason - POLL_IN];
		info.si_fd = fd;
		if (!do_send_sig_info(signum, &info, task, type))
			return;
	}
	do_send_sig_info(SIGIO, SEND_SIG_PRIV, task, type);
}

static void tell_owner(struct fown_struct *owner, int fd, int reason)
{
	enum pid_type type;
	struct task_struct *task;
	unsigned long flags;

	read_lock_irqsave(&owner->lock, flags);
	type = owner->pid_type;
	read_lock(&tasklist_lock);
	if (owner->pid && type <= PIDTYPE_TGID) {
		task = pid_task(owner->pid, PIDTYPE_PID);
		if (task)
			tell_task(task, owner->signum, fd, reason, type);
	} else if (owner->pid) {
		do_each_pid_task(owner->pid, type, task) {
			tell_task(task, owner->signum, fd, reason, type);
		} while_each_pid_task(owner->pid, type, task);
	}
	read_unlock(&tasklist_lock);
	read_unlock_irqrestore(&owner->lock, flags);
}

static void tell_entry(struct fasync_struct *fa, int sig, int band)
{
	unsigned long flags;

	if (WARN_ONCE(fa->magic != FASYNC_MAGIC, "kill_fasync: bad magic number in fasync_struct!\n"))
		return;
	read_lock_irqsave(&fa->fa_lock, flags);
	/* SIGURG is sent only to who has not asked for another signal. */
	if (fa->fa_file && !(sig == SIGURG && !fa->fa_file->f_owner.signum))
		tell_owner(&fa->fa_file->f_owner, fa->fa_fd, band);
	read_unlock_irqrestore(&fa->fa_lock, flags);
}

/**
 * kill_fasync - tell everybody who wants to know
 * @sig: SIGIO
 * @band: POLL_IN, POLL_OUT ...: what can be done
 * Context: any but NMI.
 */
void kill_fasync(struct fasync_struct **fp, int sig, int band)
{
	struct fasync_struct *fa;

	if (!READ_ONCE(*fp))
		return;
	rcu_read_lock();
	for (fa = rcu_dereference(*fp); fa; fa = rcu_dereference(fa->fa_next))
		tell_entry(fa, sig, band);
	rcu_read_unlock();
}
EXPORT_SYMBOL(kill_fasync);

/* ---- who is told ------------------------------------------------------------------------ */

static void set_entry(struct fasync_struct *fa, struct file *file, int fd)
{
	write_lock_irq(&fa->fa_lock);
	fa->fa_file = file;
	fa->fa_fd = fd;
	write_unlock_irq(&fa->fa_lock);
}

/* Where the file's entry hangs, or the end of the list. */
static struct fasync_struct **find_entry(struct fasync_struct **fapp, const struct file *file)
{
	lockdep_assert_held(&fasync_lock);
	while (*fapp && (*fapp)->fa_file != file)
		fapp = &(*fapp)->fa_next;
	return fapp;
}

static void set_fasync_flag(struct file *file, bool on)
{
	spin_lock(&file->f_lock);
	if (on)
		file->f_flags |= FASYNC;
	else
		file->f_flags &= ~FASYNC;
	spin_unlock(&file->f_lock);
}

static int remove_entry(struct file *file, struct fasync_struct **fapp)
{
	struct fasync_struct **place, *fa;

	spin_lock(&fasync_lock);
	place = find_entry(fapp, file);
	fa = *place;
	if (fa) {
		set_entry(fa, NULL, -1);
		WRITE_ONCE(*place, fa->fa_next);
		kfree_rcu(fa, fa_rcu);
	}
	set_fasync_flag(file, false);
	spin_unlock(&fasync_lock);
	return !!fa;
}

static int add_entry(int fd, struct file *file, struct fasync_struct **fapp)
{
	struct fasync_struct *new = kzalloc(sizeof(*new), GFP_KERNEL), *fa;

	if (!new)
		return -ENOMEM;
	rwlock_init(&new->fa_lock);
	new->magic = FASYNC_MAGIC;
	spin_lock(&fasync_lock);
	fa = *find_entry(fapp, file);
	if (fa) {
		set_entry(fa, file, fd);
	} else {
		new->fa_file = file;
		new->fa_fd = fd;
		new->fa_next = *fapp;
		rcu_assign_pointer(*fapp, new);
	}
	set_fasync_flag(file, true);
	spin_unlock(&fasync_lock);
	if (fa)
		kfree(new);
	return !fa;
}

/**
 * fasync_helper - what a driver's fasync() does
 * @fd, @file, @on: as it got them
 * @fapp: the device's list
 * Context: process, may sleep.
 * Return: 1: the list has changed; 0: it has not; -ENOMEM.
 */
int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **fapp)
{
	return on ? add_entry(fd, file, fapp) : remove_entry(file, fapp);
}
EXPORT_SYMBOL(fasync_helper);
