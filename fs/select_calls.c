// SPDX-License-Identifier: MIT
/*
 * fs/select_calls.c - poll(), select(), ppoll(), pselect6(): times and signal masks
 *
 * The four differ in how a time is written, and in whether a signal mask holds for the
 * time of the call.  A poll() that a signal without a handler has interrupted (a stop and
 * continue) goes on to its former end, by restart_syscall().
 *
 * Context: process, may sleep.
 */

#include <linux/errno.h>
#include <linux/ktime.h>
#include <linux/restart_block.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#include <linux/types.h>
#include <linux/uaccess.h>
#include <uapi/linux/time_types.h>

#include "select.h"

/* ---- poll ---------------------------------------------------------------------------- */

static struct timespec64 remaining(ktime_t end)
{
	ktime_t left = ktime_sub(end, ktime_get());

	return ktime_to_timespec64(left > 0 ? left : 0);
}

static int poll_until(struct pollfd __user *ufds, unsigned int n, bool has_timeout, ktime_t end);

static long restart_poll(struct restart_block *restart)
{
	struct timespec64 end = { restart->poll.tv_sec, restart->poll.tv_nsec };

	return poll_until(restart->poll.ufds, restart->poll.nfds, restart->poll.has_timeout,
			  timespec64_to_ktime(end));
}

static int poll_until(struct pollfd __user *ufds, unsigned int n, bool has_timeout, ktime_t end)
{
	struct restart_block *restart = &current->restart_block;
	struct timespec64 timeout = has_timeout ? remaining(end) : (struct timespec64){ };
	int ret = do_sys_poll(ufds, n, has_timeout ? &timeout : NULL);

	if (ret != -ERESTARTNOHAND)
		return ret;
	timeout = ktime_to_timespec64(end);
	restart->fn = restart_poll;
	restart->poll.ufds = ufds;
	restart->poll.nfds = n;
	restart->poll.has_timeout = has_timeout;
	restart->poll.tv_sec = timeout.tv_sec;
	restart->poll.tv_nsec = timeout.tv_nsec;
	return -ERESTART_RESTARTBLOCK;
}

SYSCALL_DEFINE3(poll, struct pollfd __user *, ufds, unsigned int, n, int, timeout_ms)
{
	return poll_until(ufds, n, timeout_ms >= 0, ktime_add_ms(ktime_get(), max(timeout_ms, 0)));
}

/* ---- with times that are checked, and given back ---------------------------------------- */

/* What is left of it, as on Linux; a program that cannot be told is not bothered. */
static void give_timespec(struct __kernel_timespec __user *uts, ktime_t end)
{
	struct timespec64 left = remaining(end);
	struct __kernel_timespec ts = { .tv_sec = left.tv_sec, .tv_nsec = left.tv_nsec };

	if (copy_to_user(uts, &ts, sizeof(ts)))
		return;
}

static int get_timeout(struct timespec64 *ts, const struct __kernel_timespec __user *uts)
{
	if (get_timespec64(ts, uts))
		return -EFAULT;
	return timespec64_valid(ts) ? 0 : -EINVAL;
}

SYSCALL_DEFINE5(ppoll, struct pollfd __user *, ufds, unsigned int, n,
		struct __kernel_timespec __user *, uts, const sigset_t __user *, umask,
		size_t, masksize)
{
	struct timespec64 timeout;
	ktime_t end = 0;
	int ret = 0;

	if (uts)
		ret = get_timeout(&timeout, uts);
	if (!ret)
		ret = set_user_sigmask(umask, masksize);
	if (ret)
		return ret;
	if (uts)
		end = ktime_add_safe(ktime_get(), timespec64_to_ktime(timeout));
	ret = do_sys_poll(ufds, n, uts ? &timeout : NULL);
	restore_saved_sigmask_unless(ret == -ERESTARTNOHAND);
	if (uts)
		give_timespec(uts, end);
	return ret;
}

/* ---- select ----------------------------------------------------------------------------- */

typedef unsigned long __user *user_fd_set;

static int select_fds(int n, user_fd_set in, user_fd_set out, user_fd_set except,
		      const struct timespec64 *timeout)
{
	user_fd_set sets[] = { in, out, except };

	return do_sys_select(n, sets, timeout);
}

SYSCALL_DEFINE5(select, int, n, user_fd_set, in, user_fd_set, out, user_fd_set, except,
		struct __kernel_old_timeval __user *, utv)
{
	struct __kernel_old_timeval tv;
	struct timespec64 timeout;
	ktime_t end;
	int ret;

	if (!utv)
		return select_fds(n, in, out, except, NULL);
	if (copy_from_user(&tv, utv, sizeof(tv)))
		return -EFAULT;
	timeout.tv_sec = tv.tv_sec + tv.tv_usec / USEC_PER_SEC;
	timeout.tv_nsec = tv.tv_usec % USEC_PER_SEC * NSEC_PER_USEC;
	if (!timespec64_valid(&timeout))
		return -EINVAL;
	end = ktime_add_safe(ktime_get(), timespec64_to_ktime(timeout));
	ret = select_fds(n, in, out, except, &timeout);
	timeout = remaining(end);
	tv.tv_sec = timeout.tv_sec;
	tv.tv_usec = timeout.tv_nsec / NSEC_PER_USEC;
	if (copy_to_user(utv, &tv, sizeof(tv)) && ret == -ERESTARTNOHAND)
		ret = -EINTR;		/* it would wait too long again */
	return ret;
}

/* The sixth argument points to two. */
struct sigset_argpack {
	const sigset_t __user *mask;
	size_t size;
};

SYSCALL_DEFINE6(pselect6, int, n, user_fd_set, in, user_fd_set, out, user_fd_set, except,
		struct __kernel_timespec __user *, uts, const struct sigset_argpack __user *, upack)
{
	struct sigset_argpack pack = { };
	struct timespec64 timeout;
	ktime_t end = 0;
	int ret = 0;

	if (upack && copy_from_user(&pack, upack, sizeof(pack)))
		return -EFAULT;
	if (uts)
		ret = get_timeout(&timeout, uts);
	if (!ret)
		ret = set_user_sigmask(pack.mask, pack.size);
	if (ret)
		return ret;
	if (uts)
		end = ktime_add_safe(ktime_get(), timespec64_to_ktime(timeout));
	ret = select_fds(n, in, out, except, uts ? &timeout : NULL);
	restore_saved_sigmask_unless(ret == -ERESTARTNOHAND);
	if (uts)
		give_timespec(uts, end);
	return ret;
}
