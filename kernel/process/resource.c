// SPDX-License-Identifier: MIT
/*
 * kernel/process/resource.c - what a process has used, and what it may use
 *
 * Times are sampled: the tick gives all of its length to what it interrupts.  Limits are
 * kept and handed on by fork; those that are obeyed: STACK, NOFILE, SIGPENDING, DATA, AS.
 *
 * Locking: task_lock() of the first thread for limits; siglock for what dead threads and
 * children have used.
 */

#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <uapi/linux/times.h>

#define KIB 1024

/* ---- used ------------------------------------------------------------------------ */

struct usage {
	u64 utime, stime;
	unsigned long nvcsw, nivcsw, min_flt, maj_flt;
};

static void add_thread(struct usage *sum, const struct task_struct *t)
{
	sum->utime += t->utime;
	sum->stime += t->stime;
	sum->nvcsw += t->nvcsw;
	sum->nivcsw += t->nivcsw;
}

/* Of the whole process: siglock held, or it is a zombie. */
static void add_process(struct usage *sum, struct task_struct *p)
{
	const struct signal_struct *sig = p->signal;
	struct task_struct *t = p;

	sum->utime += sig->utime;
	sum->stime += sig->stime;
	sum->nvcsw += sig->nvcsw;
	sum->nivcsw += sig->nivcsw;
	sum->min_flt += sig->min_flt;
	sum->maj_flt += sig->maj_flt;
	do {
		add_thread(sum, t);
	} while_each_thread(p, t);
}

static void add_children(struct usage *sum, const struct signal_struct *sig)
{
	sum->utime += sig->cutime;
	sum->stime += sig->cstime;
	sum->nvcsw += sig->cnvcsw;
	sum->nivcsw += sig->cnivcsw;
	sum->min_flt += sig->cmin_flt;
	sum->maj_flt += sig->cmaj_flt;
}

static void collect(struct usage *sum, struct task_struct *p, int who)
{
	unsigned long flags;

	*sum = (struct usage){ 0 };
	if (who == RUSAGE_THREAD) {
		add_thread(sum, p);
		return;
	}
	if (!lock_task_sighand(p, &flags))
		return;
	if (who != RUSAGE_CHILDREN)
		add_process(sum, p);
	if (who != RUSAGE_SELF)
		add_children(sum, p->signal);
	unlock_task_sighand(p, &flags);
}

static struct __kernel_old_timeval ns_to_user(u64 ns)
{
	u32 rest;
	u64 sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);

	return (struct __kernel_old_timeval){ sec, rest / NSEC_PER_USEC };
}

static long max_rss_kb(struct task_struct *p, int who)
{
	unsigned long pages = who == RUSAGE_CHILDREN ? p->signal->cmaxrss : p->signal->maxrss;
	struct mm_struct *mm = who == RUSAGE_CHILDREN ? NULL : get_task_mm(p);

	if (mm) {
		pages = max_t(unsigned long, pages, atomic_long_read(&mm->rss));
		mmput(mm);
	}
	return pages * (PAGE_SIZE / KIB);
}

/**
 * getrusage - what a thread, a process, its children have used
 * Context: a task, may sleep; @p stays.
 */
void getrusage(struct task_struct *p, int who, struct rusage *ru)
{
	struct usage sum;

	collect(&sum, p, who);
	memset(ru, 0, sizeof(*ru));
	ru->ru_utime = ns_to_user(sum.utime);
	ru->ru_stime = ns_to_user(sum.stime);
	ru->ru_maxrss = max_rss_kb(p, who);
	ru->ru_minflt = sum.min_flt;
	ru->ru_majflt = sum.maj_flt;
	ru->ru_nvcsw = sum.nvcsw;
	ru->ru_nivcsw = sum.nivcsw;
}

SYSCALL_DEFINE2(getrusage, int, who, struct rusage __user *, ru)
{
	struct rusage usage;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
		return -EINVAL;
	getrusage(current, who, &usage);
	return copy_to_user(ru, &usage, sizeof(usage)) ? -EFAULT : 0;
}

static long ns_to_clock(u64 ns)
{
	return div_u64(ns, NSEC_PER_SEC / USER_HZ);
}

SYSCALL_DEFINE1(times, struct tms __user *, buf)
{
	struct usage self, children;
	struct tms tms;

	collect(&self, current, RUSAGE_SELF);
	collect(&children, current, RUSAGE_CHILDREN);
	tms.tms_utime = ns_to_clock(self.utime);
	tms.tms_stime = ns_to_clock(self.stime);
	tms.tms_cutime = ns_to_clock(children.utime);
	tms.tms_cstime = ns_to_clock(children.stime);
	if (buf && copy_to_user(buf, &tms, sizeof(tms)))
		return -EFAULT;
	return ns_to_clock(ktime_get_ns());
}

#define OPEN_FILES_MAX	(1 << 20)	/* RLIMIT_NOFILE cannot be more */

/* ---- limits ---------------------------------------------------------------------- */

static int check_limit(const struct rlimit *new, const struct rlimit *old, unsigned int which)
{
	if (new->rlim_cur > new->rlim_max)
		return -EINVAL;
	if (which == RLIMIT_NOFILE && new->rlim_max > OPEN_FILES_MAX)
		return -EPERM;
	return new->rlim_max > old->rlim_max && !capable(CAP_SYS_RESOURCE) ? -EPERM : 0;
}

static int do_prlimit(struct task_struct *p, unsigned int which, const struct rlimit *new,
		      struct rlimit *old)
{
	struct rlimit *limit;
	int err = 0;

	if (which >= RLIM_NLIMITS)
		return -EINVAL;
	limit = &p->signal->rlim[which];
	task_lock(p->group_leader);
	if (new)
		err = check_limit(new, limit, which);
	if (!err && old)
		*old = *limit;
	if (!err && new)
		*limit = *new;
	task_unlock(p->group_leader);
	return err;
}

static struct task_struct *get_task_by_number(pid_t nr)
{
	struct task_struct *p;

	rcu_read_lock();
	p = nr ? find_task_by_vpid(nr) : current;
	if (p)
		get_task_struct(p);
	rcu_read_unlock();
	return p;
}

/* A limit of 64 bits that is more than a word can hold is none. */
static unsigned long to_limit(unsigned long long value)
{
	return value >= RLIM_INFINITY ? RLIM_INFINITY : value;
}

static unsigned long long from_limit(unsigned long value)
{
	return value == RLIM_INFINITY ? RLIM64_INFINITY : value;
}

SYSCALL_DEFINE4(prlimit64, pid_t, nr, unsigned int, which, const struct rlimit64 __user *, newp,
		struct rlimit64 __user *, oldp)
{
	struct rlimit64 user = { 0 };
	struct rlimit new, old;
	struct task_struct *p;
	int err;

	if (newp && copy_from_user(&user, newp, sizeof(user)))
		return -EFAULT;
	new = (struct rlimit){ to_limit(user.rlim_cur), to_limit(user.rlim_max) };
	p = get_task_by_number(nr);
	if (!p)
		return -ESRCH;
	err = do_prlimit(p, which, newp ? &new : NULL, oldp ? &old : NULL);
	put_task_struct(p);
	if (err || !oldp)
		return err;
	user = (struct rlimit64){ from_limit(old.rlim_cur), from_limit(old.rlim_max) };
	return copy_to_user(oldp, &user, sizeof(user)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(getrlimit, unsigned int, which, struct rlimit __user *, limit)
{
	struct rlimit old;
	int err = do_prlimit(current, which, NULL, &old);

	return err ?: copy_to_user(limit, &old, sizeof(old)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(setrlimit, unsigned int, which, const struct rlimit __user *, limit)
{
	struct rlimit new;

	if (copy_from_user(&new, limit, sizeof(new)))
		return -EFAULT;
	return do_prlimit(current, which, &new, NULL);
}
