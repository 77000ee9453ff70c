// SPDX-License-Identifier: MIT
/*
 * kernel/time/posix_clocks.c - clocks for programs: read, set, sleep by them
 *
 * Every clock is a function that gives nanoseconds.  By some of them one can sleep: those
 * which hrtimers know.
 *
 * A sleep that a signal interrupts ends with EINTR if the signal is handled.  If it was only
 * stopped and continued, the call is made again, but not from its beginning: the restart
 * block has when it was to end.
 *
 * Context: process.
 *
 * Compared with Linux: clocks of other processes, and sleeping by CPU time, are left out.
 */

#include <linux/array_size.h>
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <uapi/linux/time_types.h>

struct posix_clock {
	ktime_t (*get)(void);
	bool coarse;			/* as old as the last tick */
	bool can_sleep;
};

/* Thread's own: exact, as the scheduler counts. */
static ktime_t thread_cpu_time(void)
{
	return task_sched_runtime(current);
}

static ktime_t process_cpu_time(void)
{
	struct task_struct *thread;
	u64 sum;

	rcu_read_lock();
	sum = current->signal->sum_sched_runtime;
	for_each_thread(current, thread)
		sum += task_sched_runtime(thread);
	rcu_read_unlock();
	return sum;
}

/* Those which have inline functions only. */
static ktime_t clock_realtime(void)
{
	return ktime_get_real();
}

static ktime_t clock_boottime(void)
{
	return ktime_get_boottime();
}

static ktime_t clock_tai(void)
{
	return ktime_get_clocktai();
}

static ktime_t clock_realtime_coarse(void)
{
	return ktime_get_coarse_real();
}

static const struct posix_clock posix_clocks[] = {
	[CLOCK_REALTIME]		= { clock_realtime, .can_sleep = true },
	[CLOCK_MONOTONIC]		= { ktime_get, .can_sleep = true },
	[CLOCK_PROCESS_CPUTIME_ID]	= { process_cpu_time },
	[CLOCK_THREAD_CPUTIME_ID]	= { thread_cpu_time },
	[CLOCK_MONOTONIC_RAW]		= { ktime_get_raw },
	[CLOCK_REALTIME_COARSE]		= { clock_realtime_coarse, .coarse = true },
	[CLOCK_MONOTONIC_COARSE]	= { ktime_get_coarse, .coarse = true },
	[CLOCK_BOOTTIME]		= { clock_boottime, .can_sleep = true },
	[CLOCK_TAI]			= { clock_tai, .can_sleep = true },
};

static const struct posix_clock *find_clock(clockid_t id)
{
	if (id < 0 || id >= ARRAY_SIZE(posix_clocks) || !posix_clocks[id].get)
		return NULL;
	return &posix_clocks[id];
}

/* ---- times of programs ---------------------------------------------------------- */

/**
 * get_timespec64 - a time that a program has given
 * Context: process.  Return: 0 or -EFAULT; whether it is valid is not looked at.
 */
int get_timespec64(struct timespec64 *ts, const struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts;

	if (copy_from_user(&kts, uts, sizeof(kts)))
		return -EFAULT;
	ts->tv_sec = kts.tv_sec;
	ts->tv_nsec = kts.tv_nsec;
	return 0;
}

int put_timespec64(const struct timespec64 *ts, struct __kernel_timespec __user *uts)
{
	struct __kernel_timespec kts = { .tv_sec = ts->tv_sec, .tv_nsec = ts->tv_nsec };

	return copy_to_user(uts, &kts, sizeof(kts)) ? -EFAULT : 0;
}

/* ---- reading and setting ----------------------------------------------------------- */

SYSCALL_DEFINE2(clock_gettime, clockid_t, id, struct __kernel_timespec __user *, uts)
{
	const struct posix_clock *clock = find_clock(id);
	struct timespec64 ts;

	if (!clock)
		return -EINVAL;
	ts = ktime_to_timespec64(clock->get());
	return put_timespec64(&ts, uts);
}

SYSCALL_DEFINE2(clock_getres, clockid_t, id, struct __kernel_timespec __user *, uts)
{
	const struct posix_clock *clock = find_clock(id);
	struct timespec64 ts = { .tv_nsec = 1 };

	if (!clock)
		return -EINVAL;
	if (clock->coarse)
		ts.tv_nsec = TICK_NSEC;
	else if (clock->can_sleep)
		ts.tv_nsec = hrtimer_resolution;
	return uts ? put_timespec64(&ts, uts) : 0;
}

SYSCALL_DEFINE2(clock_settime, clockid_t, id, const struct __kernel_timespec __user *, uts)
{
	struct timespec64 ts;

	if (id != CLOCK_REALTIME)
		return -EINVAL;
	if (get_timespec64(&ts, uts))
		return -EFAULT;
	return do_settimeofday64(&ts);
}

SYSCALL_DEFINE2(gettimeofday, struct __kernel_old_timeval __user *, utv,
		struct timezone __user *, utz)
{
	struct timespec64 ts;

	ktime_get_real_ts64(&ts);
	if (utv) {
		struct __kernel_old_timeval tv = {
			.tv_sec = ts.tv_sec, .tv_usec = ts.tv_nsec / NSEC_PER_USEC,
		};

		if (copy_to_user(utv, &tv, sizeof(tv)))
			return -EFAULT;
	}
	if (utz && copy_to_user(utz, &sys_tz, sizeof(sys_tz)))
		return -EFAULT;
	return 0;
}

SYSCALL_DEFINE2(settimeofday, struct __kernel_old_timeval __user *, utv,
		struct timezone __user *, utz)
{
	struct __kernel_old_timeval tv;
	struct timespec64 ts;
	struct timezone tz;

	if (utv && copy_from_user(&tv, utv, sizeof(tv)))
		return -EFAULT;
	if (utz && copy_from_user(&tz, utz, sizeof(tz)))
		return -EFAULT;
	if (utv && (tv.tv_usec < 0 || tv.tv_usec >= USEC_PER_SEC))
		return -EINVAL;
	if (utz)
		sys_tz = tz;
	if (!utv)
		return 0;
	ts = (struct timespec64){ .tv_sec = tv.tv_sec, .tv_nsec = tv.tv_usec * NSEC_PER_USEC };
	return do_settimeofday64(&ts);
}

SYSCALL_DEFINE1(time, long __user *, result)
{
	long now = ktime_get_real_seconds();

	if (result && put_user(now, result))
		return -EFAULT;
	return now;
}

/* ---- sleeping ---------------------------------------------------------------------- */

/* True: a signal came first. */
static bool sleep_until(clockid_t clock, ktime_t expires)
{
	do {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!schedule_hrtimeout_range_clock(&expires, 0, HRTIMER_MODE_ABS, clock))
			return false;
	} while (!signal_pending(current));
	return true;
}

static int put_remaining(clockid_t clock, ktime_t expires, struct __kernel_timespec __user *rmtp)
{
	ktime_t left = ktime_sub(expires, posix_clocks[clock].get());
	struct timespec64 ts = ktime_to_timespec64(left > 0 ? left : 0);

	return rmtp ? put_timespec64(&ts, rmtp) : 0;
}

static long nanosleep_restart(struct restart_block *restart)
{
	clockid_t clock = restart->nanosleep.clockid;
	ktime_t expires = restart->nanosleep.expires;

	if (!sleep_until(clock, expires))
		return 0;
	if (put_remaining(clock, expires, restart->nanosleep.rmtp))
		return -EFAULT;
	return -ERESTART_RESTARTBLOCK;
}

/* The wall clock may be set: who wants to sleep for a while does not mean that one. */
static long sleep_for(clockid_t clock, ktime_t duration, struct __kernel_timespec __user *rmtp)
{
	struct restart_block *restart = &current->restart_block;
	ktime_t expires;

	if (clock == CLOCK_REALTIME)
		clock = CLOCK_MONOTONIC;
	expires = ktime_add_safe(posix_clocks[clock].get(), duration);
	if (!sleep_until(clock, expires))
		return 0;
	if (put_remaining(clock, expires, rmtp))
		return -EFAULT;
	restart->nanosleep.clockid = clock;
	restart->nanosleep.rmtp = rmtp;
	restart->nanosleep.expires = expires;
	restart->fn = nanosleep_restart;
	return -ERESTART_RESTARTBLOCK;
}

SYSCALL_DEFINE4(clock_nanosleep, clockid_t, id, int, flags,
		const struct __kernel_timespec __user *, rqtp,
		struct __kernel_timespec __user *, rmtp)
{
	const struct posix_clock *clock = find_clock(id);
	struct timespec64 ts;

	if (!clock)
		return -EINVAL;
	if (!clock->can_sleep)
		return id == CLOCK_THREAD_CPUTIME_ID ? -EINVAL : -EOPNOTSUPP;
	if (get_timespec64(&ts, rqtp))
		return -EFAULT;
	if (!timespec64_valid(&ts))
		return -EINVAL;
	if (!(flags & TIMER_ABSTIME))
		return sleep_for(id, timespec64_to_ktime(ts), rmtp);
	return sleep_until(id, timespec64_to_ktime(ts)) ? -ERESTARTNOHAND : 0;
}

SYSCALL_DEFINE2(nanosleep, const struct __kernel_timespec __user *, rqtp,
		struct __kernel_timespec __user *, rmtp)
{
	struct timespec64 ts;

	if (get_timespec64(&ts, rqtp))
		return -EFAULT;
	if (!timespec64_valid(&ts))
		return -EINVAL;
	return sleep_for(CLOCK_MONOTONIC, timespec64_to_ktime(ts), rmtp);
}
