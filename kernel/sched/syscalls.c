// SPDX-License-Identifier: MIT
/*
 * kernel/sched/syscalls.c - what programs may say about when and where they run
 *
 * Locking: a task that is named by its number is held while it is asked or changed.
 */

#include <linux/capability.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/pid.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* 0: the caller.  With a reference, or NULL. */
static struct task_struct *get_task(pid_t nr)
{
	struct task_struct *p;

	rcu_read_lock();
	p = nr ? find_task_by_vpid(nr) : current;
	if (p)
		get_task_struct(p);
	rcu_read_unlock();
	return p;
}

/* ---- where ----------------------------------------------------------------------- */

SYSCALL_DEFINE3(sched_setaffinity, pid_t, nr, unsigned int, len, unsigned long __user *, user_mask)
{
	cpumask_t mask;

	cpumask_clear(&mask);
	if (copy_from_user(&mask, user_mask, min_t(size_t, len, sizeof(mask))))
		return -EFAULT;
	return sched_setaffinity(nr, &mask);
}

/* Return: how many bytes there are, as on Linux. */
SYSCALL_DEFINE3(sched_getaffinity, pid_t, nr, unsigned int, len, unsigned long __user *, user_mask)
{
	cpumask_t mask;
	long err;

	if (len * BITS_PER_BYTE < nr_cpu_ids || len % sizeof(long))
		return -EINVAL;
	err = sched_getaffinity(nr, &mask);
	if (err)
		return err;
	len = min_t(size_t, len, sizeof(mask));
	return copy_to_user(user_mask, &mask, len) ? -EFAULT : len;
}

/* ---- how often ------------------------------------------------------------------- */

/* The values of getpriority() are above 0, for below are errors. */
static long nice_to_rlimit(long nice)
{
	return MAX_NICE - nice + 1;
}

static void raise_result(long *best, struct task_struct *p)
{
	*best = max(*best, nice_to_rlimit(task_nice(p)));
}

static int set_nice(struct task_struct *p, long nice)
{
	if (nice < task_nice(p) && !capable(CAP_SYS_NICE))
		return -EACCES;
	set_user_nice(p, nice);
	return 0;
}

/* Of process @who, of all in a group, of all of a user: the best, or change them to @nice. */
static long for_priorities(int which, int who, const long *nice)
{
	struct task_struct *p;
	long best = -ESRCH;
	struct pid *pgrp;

	read_lock(&tasklist_lock);
	switch (which) {
	case PRIO_PROCESS:
		p = who ? find_task_by_vpid(who) : current;
		if (p)
			nice ? (void)(best = set_nice(p, *nice)) : raise_result(&best, p);
		break;
	case PRIO_PGRP:
		pgrp = who ? find_vpid(who) : task_pgrp(current);
		do_each_pid_task(pgrp, PIDTYPE_PGID, p) {
			nice ? (void)(best = set_nice(p, *nice)) : raise_result(&best, p);
		} while_each_pid_task(pgrp, PIDTYPE_PGID, p);
		break;
	case PRIO_USER:
		for_each_process(p)
			if (task_uid(p).val == (who ? (uid_t)who : current_uid().val))
				nice ? (void)(best = set_nice(p, *nice)) : raise_result(&best, p);
		break;
	default:
		best = -EINVAL;
	}
	read_unlock(&tasklist_lock);
	return best;
}

SYSCALL_DEFINE2(getpriority, int, which, int, who)
{
	return for_priorities(which, who, NULL);
}

SYSCALL_DEFINE3(setpriority, int, which, int, who, int, nice)
{
	long value = clamp_t(long, nice, MIN_NICE, MAX_NICE);

	return for_priorities(which, who, &value);
}

/* ---- before whom ------------------------------------------------------------------- */

static long change_policy(pid_t nr, int policy, const struct sched_param __user *param)
{
	struct sched_param value;
	struct task_struct *p;
	long err;

	if (!param || nr < 0)
		return -EINVAL;
	if (copy_from_user(&value, param, sizeof(value)))
		return -EFAULT;
	p = get_task(nr);
	if (!p)
		return -ESRCH;
	err = capable(CAP_SYS_NICE) ? sched_setscheduler(p, policy < 0 ? (int)p->policy : policy,
							 &value) : -EPERM;
	put_task_struct(p);
	return err;
}

SYSCALL_DEFINE3(sched_setscheduler, pid_t, nr, int, policy, struct sched_param __user *, param)
{
	return policy < 0 ? -EINVAL : change_policy(nr, policy, param);
}

SYSCALL_DEFINE2(sched_setparam, pid_t, nr, struct sched_param __user *, param)
{
	return change_policy(nr, -1, param);
}

SYSCALL_DEFINE1(sched_getscheduler, pid_t, nr)
{
	struct task_struct *p;
	long ret;

	if (nr < 0)
		return -EINVAL;
	p = get_task(nr);
	if (!p)
		return -ESRCH;
	ret = p->policy;
	put_task_struct(p);
	return ret;
}

SYSCALL_DEFINE2(sched_getparam, pid_t, nr, struct sched_param __user *, param)
{
	struct sched_param value = { 0 };
	struct task_struct *p;

	if (!param || nr < 0)
		return -EINVAL;
	p = get_task(nr);
	if (!p)
		return -ESRCH;
	value.sched_priority = p->rt_priority;
	put_task_struct(p);
	return copy_to_user(param, &value, sizeof(value)) ? -EFAULT : 0;
}

static long priority_bound(int policy, long real_time)
{
	switch (policy) {
	case SCHED_FIFO:
	case SCHED_RR:
		return real_time;
	case SCHED_NORMAL:
	case SCHED_BATCH:
	case SCHED_IDLE:
		return 0;
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE1(sched_get_priority_max, int, policy)
{
	return priority_bound(policy, MAX_RT_PRIO - 1);
}

SYSCALL_DEFINE1(sched_get_priority_min, int, policy)
{
	return priority_bound(policy, 1);
}
