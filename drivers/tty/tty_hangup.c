// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_hangup.c - the line is gone, or its session is
 *
 * Who has the terminal open keeps a file that says: the end.  So a new session begins
 * with a terminal that nobody of the old one can read or write any more.
 *
 * A file that was opened as /dev/console stays as it is: what is under the console may
 * go, but the console does not, and process 1 has it open for ever.
 *
 * Context: process, may sleep; tty_hangup(): any but NMI, a kworker does the work.
 * Locking: tty_lock().
 */

#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/tty.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "tty.h"

/* Return: how many files were closed so; *console: one that was not. */
static int close_files(struct tty_struct *tty, struct file **console)
{
	struct tty_file_private *priv;
	int closed = 0;

	spin_lock(&tty->files_lock);
	list_for_each_entry(priv, &tty->tty_files, list) {
		if (priv->file->f_op == &console_fops) {
			*console = priv->file;
			continue;
		}
		closed += !tty_hung_up_p(priv->file);
		WRITE_ONCE(priv->file->f_op, &hung_up_tty_fops);
	}
	spin_unlock(&tty->files_lock);
	return closed;
}

/* What has come in is nobody's; settings as at the beginning, if the driver wants that. */
static void reset_discipline(struct tty_struct *tty)
{
	tty->ldisc->flush_buffer(tty);
	tty_driver_flush_buffer(tty);
	if (tty->driver->flags & TTY_DRIVER_RESET_TERMIOS)
		tty_set_termios(tty, &tty->driver->init_termios);
	start_tty(tty);
	wake_up_interruptible_all(&tty->read_wait);
	wake_up_interruptible_all(&tty->write_wait);
}

/* The driver hears of it: all is closed, or all but the console. */
static void tell_driver(struct tty_struct *tty, int closed, struct file *console)
{
	if (!console) {
		if (tty->ops->hangup)
			tty->ops->hangup(tty);
		return;
	}
	for (; closed; closed--)
		if (tty->ops->close)
			tty->ops->close(tty, console);
}

/* @exiting: the session is over, because its leader dies. */
static void hang_up(struct tty_struct *tty, bool exiting)
{
	struct file *console = NULL;
	int closed;

	tty_lock(tty);
	if (!test_bit(TTY_HUPPED, &tty->flags)) {
		closed = close_files(tty, &console);
		tty_signal_session(tty, exiting);
		reset_discipline(tty);
		tell_driver(tty, closed, console);
		set_bit(TTY_HUPPED, &tty->flags);
	}
	tty_unlock(tty);
}

/* Context: kworker, with the reference of tty_hangup(). */
void tty_hangup_work(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct, hangup_work);

	hang_up(tty, false);
	tty_kref_put(tty);
}

void tty_hangup(struct tty_struct *tty)
{
	tty_kref_get(tty);
	if (!schedule_work(&tty->hangup_work))
		tty_kref_put(tty);
}
EXPORT_SYMBOL(tty_hangup);

void tty_vhangup(struct tty_struct *tty)
{
	hang_up(tty, false);
}
EXPORT_SYMBOL(tty_vhangup);

void tty_vhangup_session(struct tty_struct *tty)
{
	hang_up(tty, true);
}
