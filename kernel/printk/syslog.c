// SPDX-License-Identifier: MIT
/*
 * kernel/printk/syslog.c - the log for programs: syslog(), by which dmesg reads it
 *
 * There are two places in the log: where "read" goes on, for a daemon that keeps what it
 * reads, and where "read all" begins, which "clear" moves.  Of more than fits, "read all"
 * gives the last lines.
 *
 * Context: process, may sleep.
 *
 * Locking: syslog_lock, both places.
 *
 * Compared with Linux: "read" gives whole lines only, where Linux cuts the last one; a buffer
 * that is too small for a line gets as much of it as fits, and the rest is lost.
 */

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kmsg_dump.h>
#include <linux/mutex.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "internal.h"

enum syslog_action {
	SYSLOG_ACTION_CLOSE,
	SYSLOG_ACTION_OPEN,
	SYSLOG_ACTION_READ,
	SYSLOG_ACTION_READ_ALL,
	SYSLOG_ACTION_READ_CLEAR,
	SYSLOG_ACTION_CLEAR,
	SYSLOG_ACTION_CONSOLE_OFF,
	SYSLOG_ACTION_CONSOLE_ON,
	SYSLOG_ACTION_CONSOLE_LEVEL,
	SYSLOG_ACTION_SIZE_UNREAD,
	SYSLOG_ACTION_SIZE_BUFFER,
};

static DEFINE_MUTEX(syslog_lock);
static u64 read_seq;		/* syslog_lock: packed places in the log */
static u64 clear_seq;		/* syslog_lock */
static int saved_loglevel = LOGLEVEL_DEFAULT;	/* syslog_lock: while the console is off */

u64 log_clear_seq(void)
{
	return READ_ONCE(clear_seq);
}

/* From a place to the newest record of this moment. */
static struct kmsg_dump_iter iterate_from(u64 seq)
{
	struct kmsg_dump_iter iter;

	kmsg_dump_rewind(&iter);
	iter.cur_seq = seq;
	return iter;
}

static size_t length_of(struct kmsg_dump_iter iter, struct log_line *line)
{
	size_t size = 0;

	while (log_get_line(&iter, line))
		size += line->len;
	return size;
}

/* Lines from the iterator on, as many as fit; or how far it got. */
static int copy_lines(struct kmsg_dump_iter *iter, struct log_line *line, char __user *buf,
		      size_t size)
{
	struct kmsg_dump_iter ahead = *iter;
	size_t done = 0;

	while (log_get_line(&ahead, line)) {
		size_t n = done ? line->len : min(line->len, size);

		if (done + n > size)
			break;
		if (copy_to_user(buf + done, line->text, n))
			return -EFAULT;
		done += n;
		*iter = ahead;
	}
	return done;
}

static int read_all(char __user *buf, size_t size, bool clear, struct log_line *line)
{
	struct kmsg_dump_iter iter = iterate_from(clear_seq);
	size_t length = length_of(iter, line);
	int ret;

	while (length > size && log_get_line(&iter, line))
		length -= line->len;
	ret = copy_lines(&iter, line, buf, size);
	if (clear && ret >= 0)
		clear_seq = iter.next_seq;
	return ret;
}

static int read_next(char __user *buf, size_t size, struct log_line *line)
{
	struct kmsg_dump_iter iter;
	int ret;

	do {
		mutex_unlock(&syslog_lock);
		ret = wait_event_interruptible(log_wait, log_has_record(READ_ONCE(read_seq)));
		mutex_lock(&syslog_lock);
		if (ret)
			return ret;
		iter = iterate_from(read_seq);
		ret = copy_lines(&iter, line, buf, size);
		if (ret >= 0)
			read_seq = iter.cur_seq;
	} while (!ret);
	return ret;
}

static void switch_console(bool on)
{
	if (!on && saved_loglevel == LOGLEVEL_DEFAULT) {
		saved_loglevel = console_loglevel;
		console_loglevel = minimum_console_loglevel;
	} else if (on && saved_loglevel != LOGLEVEL_DEFAULT) {
		console_loglevel = saved_loglevel;
		saved_loglevel = LOGLEVEL_DEFAULT;
	}
}

static int set_level(int level)
{
	if (level < 1 || level > 8)
		return -EINVAL;
	console_loglevel = max(level, minimum_console_loglevel);
	saved_loglevel = LOGLEVEL_DEFAULT;
	return 0;
}

static int act(int type, char __user *buf, int len, struct log_line *line)
{
	lockdep_assert_held(&syslog_lock);

	switch (type) {
	case SYSLOG_ACTION_CLOSE:
	case SYSLOG_ACTION_OPEN:
		return 0;
	case SYSLOG_ACTION_READ:
		return read_next(buf, len, line);
	case SYSLOG_ACTION_READ_ALL:
	case SYSLOG_ACTION_READ_CLEAR:
		return read_all(buf, len, type == SYSLOG_ACTION_READ_CLEAR, line);
	case SYSLOG_ACTION_CLEAR:
		clear_seq = iterate_from(0).next_seq;
		return 0;
	case SYSLOG_ACTION_CONSOLE_OFF:
	case SYSLOG_ACTION_CONSOLE_ON:
		switch_console(type == SYSLOG_ACTION_CONSOLE_ON);
		return 0;
	case SYSLOG_ACTION_CONSOLE_LEVEL:
		return set_level(len);
	case SYSLOG_ACTION_SIZE_UNREAD:
		return length_of(iterate_from(read_seq), line);
	case SYSLOG_ACTION_SIZE_BUFFER:
		return LOG_BUFFER_SIZE;
	default:
		return -EINVAL;
	}
}

static bool reads(int type)
{
	return type == SYSLOG_ACTION_READ || type == SYSLOG_ACTION_READ_ALL ||
	       type == SYSLOG_ACTION_READ_CLEAR;
}

SYSCALL_DEFINE3(syslog, int, type, char __user *, buf, int, len)
{
	struct log_line *line;
	int ret;

	if (reads(type)) {
		if (!buf || len < 0)
			return -EINVAL;
		if (!len)
			return 0;
		if (!access_ok(buf, len))
			return -EFAULT;
	}
	line = kmalloc(sizeof(*line), GFP_KERNEL);
	if (!line)
		return -ENOMEM;
	mutex_lock(&syslog_lock);
	ret = act(type, buf, len, line);
	mutex_unlock(&syslog_lock);
	kfree(line);
	return ret;
}
