// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_io.c - reading, writing, stopping and starting a terminal
 *
 * The core moves bytes between user memory and the line discipline, in pieces: the
 * discipline sees kernel memory only.  A write goes on until all of it is taken, so
 * that the lines of two writers do not mix; a read is one call of the discipline's.
 *
 * After a hangup the files that were open stay open, with other operations: reading
 * gives the end of the file, everything else EIO.
 *
 * Context: process, may sleep; tty_wakeup(), stop_tty(), start_tty(): any but NMI.
 * Locking: atomic_write_lock admits one writer; flow.lock guards stopped.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "tty.h"

#define WRITE_CHUNK	2048
#define READ_MAX	4096	/* a line is never longer */

void tty_lock(struct tty_struct *tty)
{
	tty_kref_get(tty);
	mutex_lock(&tty->legacy_mutex);
}
EXPORT_SYMBOL(tty_lock);

void tty_unlock(struct tty_struct *tty)
{
	mutex_unlock(&tty->legacy_mutex);
	tty_kref_put(tty);
}
EXPORT_SYMBOL(tty_unlock);

const char *tty_name(const struct tty_struct *tty)
{
	return tty ? tty->name : "NULL tty";
}
EXPORT_SYMBOL(tty_name);

/* ---- read ------------------------------------------------------------------------------ */

static ssize_t tty_read(struct file *file, char __user *ubuf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file_tty(file);
	size_t size = min_t(size_t, count, READ_MAX);
	ssize_t ret;
	u8 *buf;

	if (tty_io_error(tty))
		return -EIO;
	if (!count)
		return 0;
	buf = kmalloc(size, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	ret = tty->ldisc->read(tty, file, buf, size);
	if (ret > 0 && copy_to_user(ubuf, buf, ret))
		ret = -EFAULT;
	kfree(buf);
	return ret;
}

/* ---- write ----------------------------------------------------------------------------- */

static int lock_writers(struct tty_struct *tty, struct file *file)
{
	if (file->f_flags & O_NONBLOCK)
		return mutex_trylock(&tty->atomic_write_lock) ? 0 : -EAGAIN;
	return mutex_lock_interruptible(&tty->atomic_write_lock) ? -ERESTARTSYS : 0;
}

static ssize_t write_chunks(struct tty_struct *tty, struct file *file, const char __user *ubuf,
			    size_t count, u8 *buf)
{
	size_t done = 0;

	while (done < count) {
		size_t size = min_t(size_t, count - done, WRITE_CHUNK);
		ssize_t ret;

		if (copy_from_user(buf, ubuf + done, size))
			return done ? done : -EFAULT;
		ret = tty->ldisc->write(tty, file, buf, size);
		if (ret <= 0)
			return done ? done : ret;
		done += ret;
		if (ret < size)
			break;
		cond_resched();
	}
	return done;
}

static ssize_t tty_write(struct file *file, const char __user *ubuf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file_tty(file);
	ssize_t ret;
	u8 *buf;

	if (tty_io_error(tty) || !tty->ops->write)
		return -EIO;
	buf = kmalloc(min_t(size_t, max_t(size_t, count, 1), WRITE_CHUNK), GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	ret = lock_writers(tty, file);
	if (!ret) {
		ret = write_chunks(tty, file, ubuf, count, buf);
		mutex_unlock(&tty->atomic_write_lock);
		/* Who found it locked, and polls, may try again. */
		wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
	}
	kfree(buf);
	return ret;
}

static __poll_t tty_poll(struct file *file, poll_table *wait)
{
	struct tty_struct *tty = file_tty(file);

	return tty->ldisc->poll(tty, file, wait);
}

const struct file_operations tty_fops = {
	.read		= tty_read,
	.write		= tty_write,
	.poll		= tty_poll,
	.unlocked_ioctl	= tty_ioctl,
	.open		= tty_open,
	.release	= tty_release,
	.llseek		= no_llseek,
};

/* Told apart from the other by a hangup. */
const struct file_operations console_fops = {
	.read		= tty_read,
	.write		= tty_write,
	.poll		= tty_poll,
	.unlocked_ioctl	= tty_ioctl,
	.open		= tty_open,
	.release	= tty_release,
	.llseek		= no_llseek,
};

/* ---- after a hangup ----------------------------------------------------------------------- */

static ssize_t hung_up_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return 0;
}

static ssize_t hung_up_write(struct file *file, const char __user *buf, size_t count,
			     loff_t *pos)
{
	return -EIO;
}

static __poll_t hung_up_poll(struct file *file, poll_table *wait)
{
	return EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDNORM | EPOLLWRNORM;
}

static long hung_up_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
}

const struct file_operations hung_up_tty_fops = {
	.read		= hung_up_read,
	.write		= hung_up_write,
	.poll		= hung_up_poll,
	.unlocked_ioctl	= hung_up_ioctl,
	.release	= tty_release,
	.llseek		= no_llseek,
};

int tty_hung_up_p(struct file *file)
{
	return file && READ_ONCE(file->f_op) == &hung_up_tty_fops;
}
EXPORT_SYMBOL(tty_hung_up_p);

/* ---- the driver's side --------------------------------------------------------------------- */

unsigned int tty_write_room(struct tty_struct *tty)
{
	return tty->ops->write_room ? tty->ops->write_room(tty) : WRITE_CHUNK;
}
EXPORT_SYMBOL(tty_write_room);

unsigned int tty_chars_in_buffer(struct tty_struct *tty)
{
	return tty->ops->chars_in_buffer ? tty->ops->chars_in_buffer(tty) : 0;
}
EXPORT_SYMBOL(tty_chars_in_buffer);

int tty_put_char(struct tty_struct *tty, unsigned char c)
{
	if (tty->ops->put_char)
		return tty->ops->put_char(tty, c);
	return tty->ops->write(tty, &c, 1);
}
EXPORT_SYMBOL(tty_put_char);

void tty_driver_flush_buffer(struct tty_struct *tty)
{
	if (tty->ops->flush_buffer)
		tty->ops->flush_buffer(tty);
}
EXPORT_SYMBOL(tty_driver_flush_buffer);

/**
 * tty_wait_until_sent - wait until the driver has sent what was written
 * @timeout: jiffies; 0: for ever.  A signal ends it, too.
 * Context: process, sleeps.
 */
void tty_wait_until_sent(struct tty_struct *tty, long timeout)
{
	if (!timeout)
		timeout = MAX_SCHEDULE_TIMEOUT;
	timeout = wait_event_interruptible_timeout(tty->write_wait, !tty_chars_in_buffer(tty),
						   timeout);
	if (timeout > 0 && tty->ops->wait_until_sent)
		tty->ops->wait_until_sent(tty, timeout);
}
EXPORT_SYMBOL(tty_wait_until_sent);

void tty_wakeup(struct tty_struct *tty)
{
	if (tty->ldisc->write_wakeup)
		tty->ldisc->write_wakeup(tty);
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
}
EXPORT_SYMBOL(tty_wakeup);

/* ---- stop, start: ^S and ^Q of who watches ------------------------------------------------- */

static void set_stopped(struct tty_struct *tty, bool stop)
{
	unsigned long flags;
	bool changed;

	spin_lock_irqsave(&tty->flow.lock, flags);
	changed = tty->flow.stopped != stop && (stop || !tty->flow.tco_stopped);
	if (changed) {
		tty->flow.stopped = stop;
		if (stop && tty->ops->stop)
			tty->ops->stop(tty);
		if (!stop && tty->ops->start)
			tty->ops->start(tty);
	}
	spin_unlock_irqrestore(&tty->flow.lock, flags);
	if (changed && !stop)
		tty_wakeup(tty);
}

void stop_tty(struct tty_struct *tty)
{
	set_stopped(tty, true);
}
EXPORT_SYMBOL(stop_tty);

void start_tty(struct tty_struct *tty)
{
	set_stopped(tty, false);
}
EXPORT_SYMBOL(start_tty);

/* ---- stop, start: of who types, when his line is full ---------------------------------------- */

void tty_throttle(struct tty_struct *tty)
{
	mutex_lock(&tty->throttle_mutex);
	if (!test_and_set_bit(TTY_THROTTLED, &tty->flags) && tty->ops->throttle)
		tty->ops->throttle(tty);
	mutex_unlock(&tty->throttle_mutex);
}
EXPORT_SYMBOL(tty_throttle);

void tty_unthrottle(struct tty_struct *tty)
{
	mutex_lock(&tty->throttle_mutex);
	if (test_and_clear_bit(TTY_THROTTLED, &tty->flags) && tty->ops->unthrottle)
		tty->ops->unthrottle(tty);
	mutex_unlock(&tty->throttle_mutex);
}
EXPORT_SYMBOL(tty_unthrottle);
