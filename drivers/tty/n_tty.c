// SPDX-License-Identifier: MIT
/*
 * drivers/tty/n_tty.c - the line discipline of terminals: its reader and its writer
 *
 * How long a read waits
 *
 *     ICANON                 until there is a line; it gets that line, or its beginning
 *     VMIN > 0, VTIME = 0    until there are VMIN bytes
 *     VMIN > 0, VTIME > 0    the same, or VTIME tenths after the last of at least one
 *     VMIN = 0, VTIME > 0    until there is one byte, or VTIME tenths
 *     VMIN = 0, VTIME = 0    not at all
 *
 * Context: process, sleeps; n_tty_receive_buf() in a kworker.
 * Locking: read_lock -> termios_rwsem -> lock -> output_lock.  Who sleeps holds only
 * read_lock.  The port's buffer lock is taken outside all of these, so nobody who holds
 * one may flush the port.
 *
 * See also: POSIX, "General Terminal Interface"; tests/unit/n_tty_test.c.
 */

#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

#include "n_tty.h"
#include "tty.h"

#define UNTHROTTLE_USED	128		/* so little is left: the sender may go on */

static bool is_nonblocking(const struct file *file)
{
	return file && file->f_flags & O_NONBLOCK;
}

/* The console is for everybody, in the background too. */
static bool is_console(const struct file *file)
{
	return file && file->f_op == &console_fops;
}

/* ---- taking from the ring --------------------------------------------------------------- */

static bool is_eof_mark(const struct n_tty_data *ld, size_t pos)
{
	return test_bit(pos % N_TTY_BUF_SIZE, ld->line_ends) &&
	       n_tty_at(ld, pos) == __DISABLED_CHAR;
}

/* A line or its beginning; *end: it was all of it.  An end by ^D is no byte. */
static size_t take_line(struct n_tty_data *ld, u8 *to, size_t nr, bool *end)
{
	size_t n = 0;

	while (ld->tail != ld->canon_head && !*end) {
		if (is_eof_mark(ld, ld->tail)) {
			__clear_bit(ld->tail++ % N_TTY_BUF_SIZE, ld->line_ends);
			*end = true;
			break;
		}
		if (n == nr)
			break;
		to[n++] = n_tty_at(ld, ld->tail);
		*end = __test_and_clear_bit(ld->tail++ % N_TTY_BUF_SIZE, ld->line_ends);
	}
	return n;
}

static size_t take_bytes(struct n_tty_data *ld, u8 *to, size_t nr)
{
	size_t n;

	for (n = 0; n < nr && ld->tail != ld->head; n++)
		to[n] = n_tty_at(ld, ld->tail++);
	ld->canon_head = ld->tail;
	return n;
}

/* There is room again: what waits in the port may come, and the sender go on. */
static void make_room(struct tty_struct *tty, struct n_tty_data *ld)
{
	if (ld->no_room) {
		ld->no_room = false;
		tty_buffer_restart_work(tty->port);
	}
	if (n_tty_used(ld) <= UNTHROTTLE_USED && tty_throttled(tty))
		tty_unthrottle(tty);
}

/* How a read waits; jiffies. */
struct patience {
	size_t minimum;		/* bytes to wait for */
	long first;		/* for the first */
	long between;		/* for each further one; 0: as for the first */
};

static struct patience patience_of(struct tty_struct *tty)
{
	struct patience p = { .minimum = 1, .first = MAX_SCHEDULE_TIMEOUT };
	long time = HZ / 10 * TIME_CHAR(tty);

	if (L_ICANON(tty))
		return p;
	if (MIN_CHAR(tty)) {
		p.minimum = MIN_CHAR(tty);
		p.between = time;
	} else {
		p.first = time;
	}
	return p;
}

/* What there is; *enough: the read is over. */
static size_t take(struct tty_struct *tty, u8 *to, size_t nr, size_t minimum, bool *enough)
{
	struct n_tty_data *ld = tty->disc_data;
	size_t n;

	down_read(&tty->termios_rwsem);
	mutex_lock(&ld->lock);
	if (L_ICANON(tty)) {
		n = take_line(ld, to, nr, enough);
		*enough |= n != 0;
	} else {
		n = take_bytes(ld, to, nr);
		*enough = n >= minimum;
	}
	*enough |= n == nr;
	make_room(tty, ld);
	n_tty_flush_echoes(tty, ld);
	mutex_unlock(&ld->lock);
	up_read(&tty->termios_rwsem);
	return n;
}

/* Why not to wait: 0 (end of the file, or time is over), -errno, or 1: wait. */
static int may_wait(struct tty_struct *tty, struct file *file, long timeout)
{
	if (tty_hung_up_p(file) || !timeout)
		return 0;
	if (is_nonblocking(file))
		return -EAGAIN;
	return signal_pending(current) ? -ERESTARTSYS : 1;
}

static ssize_t read_bytes(struct tty_struct *tty, struct file *file, u8 *buf, size_t nr)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	struct patience p = patience_of(tty);
	long timeout = p.first;
	size_t done = 0, n;
	bool enough = false;
	int ret = 1;

	add_wait_queue(&tty->read_wait, &wait);
	for (;;) {
		n = take(tty, buf + done, nr - done, p.minimum - min(done, p.minimum), &enough);
		done += n;
		if (enough)
			break;
		if (n && p.between)
			timeout = p.between;
		ret = may_wait(tty, file, timeout);
		if (ret <= 0)
			break;
		timeout = wait_woken(&wait, TASK_INTERRUPTIBLE, timeout);
	}
	remove_wait_queue(&tty->read_wait, &wait);
	return done || ret > 0 ? done : ret;
}

static ssize_t n_tty_read(struct tty_struct *tty, struct file *file, u8 *buf, size_t nr)
{
	struct n_tty_data *ld = tty->disc_data;
	ssize_t ret = 0;

	if (!is_console(file))
		ret = __tty_check_change(tty, SIGTTIN);
	if (ret)
		return ret;
	if (is_nonblocking(file)) {
		if (!mutex_trylock(&ld->read_lock))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&ld->read_lock)) {
		return -ERESTARTSYS;
	}
	ret = read_bytes(tty, file, buf, nr);
	mutex_unlock(&ld->read_lock);
	return ret;
}

/* ---- writing ---------------------------------------------------------------------------- */

static size_t write_some(struct tty_struct *tty, const u8 *buf, size_t nr)
{
	size_t n;

	down_read(&tty->termios_rwsem);
	n = n_tty_write_some(tty, tty->disc_data, buf, nr);
	up_read(&tty->termios_rwsem);
	return n;
}

static ssize_t n_tty_write(struct tty_struct *tty, struct file *file, const u8 *buf, size_t nr)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	size_t done = 0;
	ssize_t ret = 0;

	if (L_TOSTOP(tty) && !is_console(file))
		ret = tty_check_change(tty);
	if (ret)
		return ret;
	add_wait_queue(&tty->write_wait, &wait);
	while (done < nr) {
		size_t n;

		if (signal_pending(current))
			ret = -ERESTARTSYS;
		else if (tty_hung_up_p(file))
			ret = -EIO;
		if (ret)
			break;
		n = write_some(tty, buf + done, nr - done);
		done += n;
		if (n)
			continue;
		if (is_nonblocking(file)) {
			ret = -EAGAIN;
			break;
		}
		wait_woken(&wait, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
	}
	remove_wait_queue(&tty->write_wait, &wait);
	return done ? done : ret;
}

/* ---- poll ----------------------------------------------------------------------------------- */

static bool can_read(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;
	size_t amount = MIN_CHAR(tty) && !TIME_CHAR(tty) ? MIN_CHAR(tty) : 1;
	bool ret;

	down_read(&tty->termios_rwsem);
	mutex_lock(&ld->lock);
	ret = n_tty_input_available(tty, ld, amount);
	mutex_unlock(&ld->lock);
	up_read(&tty->termios_rwsem);
	return ret;
}

static __poll_t n_tty_poll(struct tty_struct *tty, struct file *file, poll_table *wait)
{
	__poll_t mask = 0;

	poll_wait(file, &tty->read_wait, wait);
	poll_wait(file, &tty->write_wait, wait);
	if (can_read(tty))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (tty_hung_up_p(file))
		mask |= EPOLLHUP;
	if (!tty->flow.stopped && tty_write_room(tty))
		mask |= EPOLLOUT | EPOLLWRNORM;
	return mask;
}

/* ---- ioctl ------------------------------------------------------------------------------ */

static int count_readable(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;
	int n = 0;

	down_read(&tty->termios_rwsem);
	mutex_lock(&ld->lock);
	if (!L_ICANON(tty))
		n = n_tty_used(ld);
	else
		for (size_t pos = ld->tail; pos != ld->canon_head; pos++)
			n += !is_eof_mark(ld, pos);
	mutex_unlock(&ld->lock);
	up_read(&tty->termios_rwsem);
	return n;
}

static int n_tty_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	if (cmd == FIONREAD)
		return put_user(count_readable(tty), (int __user *)arg);
	return -ENOIOCTLCMD;
}

/* ---- settings, birth and end ------------------------------------------------------------ */

/* From now on there are lines, or none: all that is there is one line, without an end. */
static void change_canonical(struct tty_struct *tty, struct n_tty_data *ld)
{
	lockdep_assert_held(&ld->lock);
	bitmap_zero(ld->line_ends, N_TTY_BUF_SIZE);
	ld->canon_head = ld->tail;
	if (L_ICANON(tty) && n_tty_used(ld)) {
		__set_bit((ld->head - 1) % N_TTY_BUF_SIZE, ld->line_ends);
		ld->canon_head = ld->head;
	}
	ld->lnext = false;
}

/* Called with termios_rwsem held to write. */
static void n_tty_set_termios(struct tty_struct *tty, const struct ktermios *old)
{
	struct n_tty_data *ld = tty->disc_data;

	mutex_lock(&ld->lock);
	if ((old->c_lflag ^ tty->termios.c_lflag) & ICANON)
		change_canonical(tty, ld);
	mutex_unlock(&ld->lock);
	/* What is enough to read, or room to write, may be something else now. */
	wake_up_interruptible(&tty->read_wait);
	wake_up_interruptible(&tty->write_wait);
}

static void n_tty_flush_buffer(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;

	mutex_lock(&ld->lock);
	n_tty_reset_input(ld);
	make_room(tty, ld);
	mutex_unlock(&ld->lock);
}

static int n_tty_open(struct tty_struct *tty)
{
	struct n_tty_data *ld = vzalloc(sizeof(*ld));

	if (!ld)
		return -ENOMEM;
	mutex_init(&ld->lock);
	mutex_init(&ld->output_lock);
	mutex_init(&ld->read_lock);
	tty->disc_data = ld;
	return 0;
}

static void n_tty_close(struct tty_struct *tty)
{
	vfree(tty->disc_data);
	tty->disc_data = NULL;
}

const struct tty_ldisc_ops n_tty_ops = {
	.name		= "n_tty",
	.num		= N_TTY,
	.open		= n_tty_open,
	.close		= n_tty_close,
	.flush_buffer	= n_tty_flush_buffer,
	.read		= n_tty_read,
	.write		= n_tty_write,
	.ioctl		= n_tty_ioctl,
	.poll		= n_tty_poll,
	.set_termios	= n_tty_set_termios,
	.receive_buf	= n_tty_receive_buf,
};
