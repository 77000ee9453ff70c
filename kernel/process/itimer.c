// SPDX-License-Identifier: MIT
/*
 * kernel/process/itimer.c - alarm() and setitimer(): SIGALRM after a while
 *
 * One hrtimer per process.  It does not start itself again: the next interval begins when
 * the program takes its SIGALRM (it_real_rearm()), so that a short interval cannot keep
 * the machine busy with signals that nobody takes.
 *
 * Left out: ITIMER_VIRTUAL and ITIMER_PROF, which count CPU time.
 *
 * Locking: siglock.  The timer's function takes it too, so who holds it does not wait for
 * that function, but lets go and tries again.
 */

#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <uapi/linux/time_types.h>

#include "signal.h"

struct interval {
	ktime_t value;			/* until the next one; 0: none */
	ktime_t interval;		/* from there on; 0: once */
};

static enum hrtimer_restart it_real_fn(struct hrtimer *timer)
{
	struct signal_struct *sig = container_of(timer, struct signal_struct, real_timer);

	kill_pid_info(SIGALRM, SEND_SIG_PRIV, sig->pids[PIDTYPE_TGID]);
	return HRTIMER_NORESTART;
}

void it_real_init(struct signal_struct *sig)
{
	hrtimer_setup(&sig->real_timer, it_real_fn, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
}

/* Its SIGALRM was taken.  Context: siglock held. */
void it_real_rearm(struct signal_struct *sig)
{
	if (!sig->it_real_incr || hrtimer_is_queued(&sig->real_timer))
		return;
	hrtimer_forward_now(&sig->real_timer, sig->it_real_incr);
	hrtimer_restart(&sig->real_timer);
}

/**
 * exit_itimers - no more SIGALRM
 * Context: the last thread of the process, in its end or in exec.
 */
void exit_itimers(struct signal_struct *sig)
{
	sig->it_real_incr = 0;
	hrtimer_cancel(&sig->real_timer);
}

static void get_interval(struct signal_struct *sig, struct interval *it)
{
	ktime_t left = 0;

	if (hrtimer_active(&sig->real_timer)) {
		left = hrtimer_get_remaining(&sig->real_timer);
		if (left <= 0)
			left = NSEC_PER_USEC;	/* it is due, but not over */
	}
	it->value = left;
	it->interval = sig->it_real_incr;
}

/* siglock held.  Return: false: its function runs; let go, and try again. */
static bool try_set_interval(struct signal_struct *sig, const struct interval *it)
{
	if (hrtimer_try_to_cancel(&sig->real_timer) < 0)
		return false;
	sig->it_real_incr = it->value ? it->interval : 0;
	if (it->value)
		hrtimer_start(&sig->real_timer, it->value, HRTIMER_MODE_REL);
	return true;
}

static void set_interval(const struct interval *new, struct interval *old)
{
	struct signal_struct *sig = current->signal;
	bool done;

	do {
		spin_lock_irq(&current->sighand->siglock);
		get_interval(sig, old);
		done = try_set_interval(sig, new);
		spin_unlock_irq(&current->sighand->siglock);
		if (!done)
			cpu_relax();
	} while (!done);
}

/* ---- system calls ----------------------------------------------------------------- */

static bool timeval_valid(const struct __kernel_old_timeval *tv)
{
	return tv->tv_sec >= 0 && tv->tv_usec >= 0 && tv->tv_usec < USEC_PER_SEC;
}

static ktime_t timeval_to_interval(const struct __kernel_old_timeval *tv)
{
	return ktime_set(tv->tv_sec, tv->tv_usec * NSEC_PER_USEC);
}

static struct __kernel_old_timeval interval_to_timeval(ktime_t t)
{
	struct timespec64 ts = ktime_to_timespec64(t);

	return (struct __kernel_old_timeval){
		.tv_sec = ts.tv_sec, .tv_usec = ts.tv_nsec / NSEC_PER_USEC,
	};
}

static int put_interval(struct __kernel_old_itimerval __user *to, const struct interval *it)
{
	struct __kernel_old_itimerval itv = {
		.it_interval = interval_to_timeval(it->interval),
		.it_value = interval_to_timeval(it->value),
	};

	return copy_to_user(to, &itv, sizeof(itv)) ? -EFAULT : 0;
}

#define ITIMER_REAL	0

SYSCALL_DEFINE2(getitimer, int, which, struct __kernel_old_itimerval __user *, value)
{
	struct interval it;

	if (which != ITIMER_REAL)
		return -EINVAL;
	spin_lock_irq(&current->sighand->siglock);
	get_interval(current->signal, &it);
	spin_unlock_irq(&current->sighand->siglock);
	return put_interval(value, &it);
}

SYSCALL_DEFINE3(setitimer, int, which, struct __kernel_old_itimerval __user *, value,
		struct __kernel_old_itimerval __user *, ovalue)
{
	struct __kernel_old_itimerval itv = { };
	struct interval new, old;

	if (which != ITIMER_REAL)
		return -EINVAL;
	if (value && copy_from_user(&itv, value, sizeof(itv)))
		return -EFAULT;
	if (!timeval_valid(&itv.it_value) || !timeval_valid(&itv.it_interval))
		return -EINVAL;
	new.value = timeval_to_interval(&itv.it_value);
	new.interval = timeval_to_interval(&itv.it_interval);
	set_interval(&new, &old);
	return ovalue ? put_interval(ovalue, &old) : 0;
}

/* Seconds, rounded, but never from something to 0. */
SYSCALL_DEFINE1(alarm, unsigned int, seconds)
{
	struct interval new = { .value = ktime_set(seconds, 0) }, old;
	struct timespec64 left;

	set_interval(&new, &old);
	left = ktime_to_timespec64(old.value);
	if (left.tv_nsec >= NSEC_PER_SEC / 2 || (!left.tv_sec && left.tv_nsec))
		left.tv_sec++;
	return left.tv_sec;
}
