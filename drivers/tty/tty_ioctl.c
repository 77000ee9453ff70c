// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_ioctl.c - a terminal's settings, and all else that ioctl() asks of it
 *
 * Settings change under termios_rwsem, which all who go by them hold to read: the line
 * discipline never sees half of a change.  TCSETSW waits first until what was written
 * has left, TCSETSF also throws away what has come in.
 *
 * Context: process, may sleep.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>

#include "tty.h"

/* ---- speed ------------------------------------------------------------------------------ */

static const speed_t baud_table[] = {	/* by CBAUD without CBAUDEX; above, with it from 1 */
	0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400,
	57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000,
	2000000, 2500000, 3000000, 3500000, 4000000,
};

#define BAUD_PLAIN	15		/* the last one without CBAUDEX */

speed_t tty_termios_baud_rate(const struct ktermios *termios)
{
	unsigned int code = termios->c_cflag & CBAUD;

	if (code == BOTHER)
		return termios->c_ospeed;
	if (code & CBAUDEX)
		code = (code & ~CBAUDEX) + BAUD_PLAIN;
	return code < ARRAY_SIZE(baud_table) ? baud_table[code] : 0;
}
EXPORT_SYMBOL(tty_termios_baud_rate);

speed_t tty_get_baud_rate(struct tty_struct *tty)
{
	return tty_termios_baud_rate(&tty->termios);
}
EXPORT_SYMBOL(tty_get_baud_rate);

/* What the hardware decides stays as it was. */
void tty_termios_copy_hw(struct ktermios *new, const struct ktermios *old)
{
	new->c_cflag &= HUPCL | CREAD | CLOCAL;
	new->c_cflag |= old->c_cflag & ~(HUPCL | CREAD | CLOCAL);
	new->c_ispeed = old->c_ispeed;
	new->c_ospeed = old->c_ospeed;
}
EXPORT_SYMBOL(tty_termios_copy_hw);

/* ---- settings --------------------------------------------------------------------------- */

/* ^S is no longer a command: what it stopped goes on. */
static void flow_changed(struct tty_struct *tty, const struct ktermios *old)
{
	if (old->c_iflag & IXON && !I_IXON(tty))
		start_tty(tty);
}

/**
 * tty_set_termios - change the settings
 * Context: process, may sleep.  Return: 0.
 */
int tty_set_termios(struct tty_struct *tty, struct ktermios *new)
{
	struct ktermios old;

	down_write(&tty->termios_rwsem);
	old = tty->termios;
	tty->termios = *new;
	tty->termios.c_line = N_TTY;
	if (tty->ops->set_termios)
		tty->ops->set_termios(tty, &old);
	else
		tty_termios_copy_hw(&tty->termios, &old);
	if (tty->ldisc->set_termios)
		tty->ldisc->set_termios(tty, &old);
	flow_changed(tty, &old);
	up_write(&tty->termios_rwsem);
	return 0;
}
EXPORT_SYMBOL(tty_set_termios);

static void copy_termios(struct tty_struct *tty, struct ktermios *to)
{
	down_read(&tty->termios_rwsem);
	*to = tty->termios;
	up_read(&tty->termios_rwsem);
}

/* struct termios is the beginning of ours; struct termios2 is all of it. */
_Static_assert(sizeof(struct termios) == 36 && sizeof(struct termios2) == 44 &&
	       sizeof(struct ktermios) == 44, "as user programs have them");

static int get_termios(struct tty_struct *tty, void __user *arg, size_t size)
{
	struct ktermios termios;

	copy_termios(tty, &termios);
	return copy_to_user(arg, &termios, size) ? -EFAULT : 0;
}

static void flush_input(struct tty_struct *tty)
{
	tty_buffer_flush(tty->port);
	tty->ldisc->flush_buffer(tty);
}

enum when { NOW, DRAINED, FLUSHED };

static int set_termios(struct tty_struct *tty, const void __user *arg, size_t size,
		       enum when when)
{
	struct ktermios termios;
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	copy_termios(tty, &termios);
	if (copy_from_user(&termios, arg, size))
		return -EFAULT;
	termios.c_ispeed = termios.c_ospeed = tty_termios_baud_rate(&termios);
	if (when == FLUSHED)
		flush_input(tty);
	if (when != NOW) {
		tty_wait_until_sent(tty, 0);
		if (signal_pending(current))
			return -ERESTARTSYS;
	}
	return tty_set_termios(tty, &termios);
}

static int termios_ioctl(struct tty_struct *tty, unsigned int cmd, void __user *arg)
{
	switch (cmd) {
	case TCGETS:
		return get_termios(tty, arg, sizeof(struct termios));
	case TCSETS:
		return set_termios(tty, arg, sizeof(struct termios), NOW);
	case TCSETSW:
		return set_termios(tty, arg, sizeof(struct termios), DRAINED);
	case TCSETSF:
		return set_termios(tty, arg, sizeof(struct termios), FLUSHED);
	case TCGETS2:
		return get_termios(tty, arg, sizeof(struct termios2));
	case TCSETS2:
		return set_termios(tty, arg, sizeof(struct termios2), NOW);
	case TCSETSW2:
		return set_termios(tty, arg, sizeof(struct termios2), DRAINED);
	case TCSETSF2:
		return set_termios(tty, arg, sizeof(struct termios2), FLUSHED);
	}
	return -ENOIOCTLCMD;
}

/* ---- size ------------------------------------------------------------------------------- */

/* Who draws on the whole screen wants to know: SIGWINCH for the foreground. */
int tty_do_resize(struct tty_struct *tty, struct winsize *ws)
{
	struct pid *pgrp;
	bool changed;

	mutex_lock(&tty->winsize_mutex);
	changed = memcmp(ws, &tty->winsize, sizeof(*ws)) != 0;
	tty->winsize = *ws;
	mutex_unlock(&tty->winsize_mutex);
	pgrp = changed ? tty_get_pgrp(tty) : NULL;
	if (pgrp)
		kill_pgrp(pgrp, SIGWINCH, 1);
	put_pid(pgrp);
	return 0;
}
EXPORT_SYMBOL(tty_do_resize);

static int get_size(struct tty_struct *tty, void __user *arg)
{
	struct winsize ws;

	mutex_lock(&tty->winsize_mutex);
	ws = tty->winsize;
	mutex_unlock(&tty->winsize_mutex);
	return copy_to_user(arg, &ws, sizeof(ws)) ? -EFAULT : 0;
}

static int set_size(struct tty_struct *tty, const void __user *arg)
{
	struct winsize ws;

	if (copy_from_user(&ws, arg, sizeof(ws)))
		return -EFAULT;
	return tty->ops->resize ? tty->ops->resize(tty, &ws) : tty_do_resize(tty, &ws);
}

/* ---- queues and flow -------------------------------------------------------------------- */

static int flush(struct tty_struct *tty, unsigned long what)
{
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	if (what > TCIOFLUSH)
		return -EINVAL;
	if (what != TCOFLUSH)
		flush_input(tty);
	if (what != TCIFLUSH)
		tty_driver_flush_buffer(tty);
	return 0;
}

static void set_tco_stopped(struct tty_struct *tty, bool stopped)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow.lock, flags);
	tty->flow.tco_stopped = stopped;
	spin_unlock_irqrestore(&tty->flow.lock, flags);
}

static int send_xchar(struct tty_struct *tty, char c)
{
	if (c == __DISABLED_CHAR)
		return 0;
	if (tty->ops->send_xchar)
		tty->ops->send_xchar(tty, c);
	else
		tty_put_char(tty, c);
	return 0;
}

static int flow(struct tty_struct *tty, unsigned long what)
{
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	switch (what) {
	case TCOOFF:
		stop_tty(tty);
		set_tco_stopped(tty, true);
		return 0;
	case TCOON:
		set_tco_stopped(tty, false);
		start_tty(tty);
		return 0;
	case TCIOFF:
		return send_xchar(tty, STOP_CHAR(tty));
	case TCION:
		return send_xchar(tty, START_CHAR(tty));
	}
	return -EINVAL;
}

/* tcdrain(); a break itself is not sent. */
static int drain(struct tty_struct *tty)
{
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	tty_wait_until_sent(tty, 0);
	return signal_pending(current) ? -EINTR : 0;
}

/* A byte as if it had been typed. */
static int simulate_input(struct tty_struct *tty, char __user *arg)
{
	const u8 normal = TTY_NORMAL;
	u8 c;

	if (get_user(c, arg))
		return -EFAULT;
	tty->ldisc->receive_buf(tty, &c, &normal, 1);
	return 0;
}

/* ---- all of them ------------------------------------------------------------------------ */

static int core_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCGWINSZ:
		return get_size(tty, p);
	case TIOCSWINSZ:
		return set_size(tty, p);
	case TCFLSH:
		return flush(tty, arg);
	case TCXONC:
		return flow(tty, arg);
	case TIOCSTI:
		return simulate_input(tty, p);
	case TIOCOUTQ:
		return put_user((int)tty_chars_in_buffer(tty), (int __user *)p);
	case TIOCGETD:
		return put_user(tty->ldisc->num, (int __user *)p);
	case TIOCGDEV:
		return put_user(new_encode_dev(MKDEV(tty->driver->major, tty->driver->minor_start) +
					       tty->index), (u32 __user *)p);
	case TIOCVHANGUP:
		tty_vhangup(tty);
		return 0;
	case TCSBRK:
	case TCSBRKP:
		return drain(tty);
	}
	return termios_ioctl(tty, cmd, p);
}

long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct tty_struct *tty = file_tty(file);
	long ret = core_ioctl(tty, cmd, arg);

	if (ret == -ENOIOCTLCMD)
		ret = tty_jobctrl_ioctl(tty, file, cmd, arg);
	if (ret == -ENOIOCTLCMD && tty->ops->ioctl)
		ret = tty->ops->ioctl(tty, cmd, arg);
	if (ret == -ENOIOCTLCMD && tty->ldisc->ioctl)
		ret = tty->ldisc->ioctl(tty, cmd, arg);
	return ret == -ENOIOCTLCMD ? -ENOTTY : ret;
}
