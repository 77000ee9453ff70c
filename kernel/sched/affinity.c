// SPDX-License-Identifier: MIT
/*
 * kernel/sched/affinity.c - on which CPUs a task may run, and moving it there
 *
 * How it works
 *
 *   A task may run on the CPUs of its mask.  When the mask changes, where it is
 *   decides what is to be done:
 *
 *       it sleeps    nothing: who wakes it looks at the mask
 *       it waits     from one queue to another, with both locked
 *       it runs      its registers are in the CPU.  That CPU's migration/N, more
 *                    urgent than everything, takes its place; then it waits
 *
 *   A task that has called migrate_disable() stays where it is until it allows it
 *   again, preempted and asleep, too.  Who takes its CPU from its mask waits for that;
 *   migrate_enable() then hands the task to migration/N before it goes on. [A1]
 *
 *   With both locks held there is no moment at which the task is on no queue, or
 *   on another than p->rq says.
 *
 * Locking: two run queues, the lower CPU's first.  p->cpus_mask is guarded by the
 * lock of p's queue.
 *
 * See also: kernel/stop_machine.c; wake.c, which places what has slept; balance.c;
 * tests/unit/smp_sched_test.c.
 */

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/stop_machine.h>
#include <linux/wait.h>

#include "sched.h"

/* Lock two queues, which may be one.  Interrupts are off. */
void double_rq_lock(struct rq *a, struct rq *b)
{
	struct rq *first = a->cpu < b->cpu ? a : b;
	struct rq *second = first == a ? b : a;

	lockdep_assert_irqs_disabled();
	raw_spin_lock(&first->lock);
	if (first != second)
		raw_spin_lock_nested(&second->lock, SINGLE_DEPTH_NESTING);
}

void double_rq_unlock(struct rq *a, struct rq *b)
{
	if (a != b)
		raw_spin_unlock(&b->lock);
	raw_spin_unlock(&a->lock);
}

/* @p waits on @from and shall wait on @to. */
void move_queued_task(struct rq *from, struct rq *to, struct task_struct *p)
{
	lockdep_assert_held(&from->lock);
	lockdep_assert_held(&to->lock);
	update_rq_clock(from);
	p->sched_class->dequeue_task(from, p);
	from->nr_running--;
	set_task_cpu(p, to->cpu);
	update_rq_clock(to);
	to->nr_running++;
	p->sched_class->enqueue_task(to, p, 0);
	check_preempt_curr(to, p);
}

/* The queue of @p, locked together with one on which it may run. */
static struct rq *lock_with_target(struct task_struct *p, struct rq **to)
{
	for (;;) {
		struct rq *from = task_rq(p);

		*to = cpu_rq(choose_cpu(p, from->cpu));
		double_rq_lock(from, *to);
		if (likely(from == task_rq(p)) && may_run_on(p, (*to)->cpu))
			return from;
		double_rq_unlock(from, *to);
	}
}

/* Returns the CPU on which @p runs but may not, or -1: it is where it belongs. */
static int move_to_allowed(struct task_struct *p)
{
	unsigned long flags;
	struct rq *from, *to;
	int cpu = -1;

	local_irq_save(flags);
	from = lock_with_target(p, &to);
	if (from != to && task_on_rq_queued(p)) {
		if (task_current(from, p))
			cpu = from->cpu;
		else
			move_queued_task(from, to, p);
	}
	double_rq_unlock(from, to);
	local_irq_restore(flags);
	return cpu;
}

/* On the CPU where @p ran until just now. */
static int push_away(void *p)
{
	(void)move_to_allowed(p);	/* it runs nowhere now, or where it may */
	return 0;
}

static bool is_pinned_outside(const struct task_struct *p, const struct cpumask *mask)
{
	return p->migration_disabled && !cpumask_test_cpu(task_cpu(p), mask);
}

static int set_mask(struct task_struct *p, const struct cpumask *mask)
{
	unsigned long flags;
	struct rq *rq = task_rq_lock(p, &flags);
	int err = 0;

	if (!cpumask_intersects(mask, cpu_active_mask)) {
		err = -EINVAL;
	} else if (WARN_ON_ONCE(p == current && is_pinned_outside(p, mask))) {
		err = -EBUSY;		/* it would wait for itself */
	} else {
		cpumask_copy(&p->cpus_mask, mask);
		p->nr_cpus_allowed = cpumask_weight(mask);
	}
	task_rq_unlock(rq, &flags);
	return err;
}

/* ---- staying ---- */

/* Who waits here for a task that may not leave its CPU yet */
static DECLARE_WAIT_QUEUE_HEAD(pinned_wait);

static DEFINE_PER_CPU(struct cpu_stop_work, leave_work);
static DEFINE_PER_CPU(bool, leave_queued);	/* C: own CPU, preemption off */

static bool must_be_waited_for(struct task_struct *p)
{
	unsigned long flags;
	struct rq *rq = task_rq_lock(p, &flags);
	bool pinned = is_pinned_outside(p, &p->cpus_mask);

	task_rq_unlock(rq, &flags);
	return pinned;
}

/* The stopper, in place of a task that has just become free to leave */
static int let_leave(void *p)
{
	this_cpu_write(leave_queued, false);
	(void)move_to_allowed(p);
	wake_up_all(&pinned_wait);
	return 0;
}

/* Returns whether the caller may go on where it is. */
static bool unpin_current(void)
{
	struct task_struct *p = current;
	unsigned long flags;
	struct rq *rq = task_rq_lock(p, &flags);
	bool may_stay;

	p->migration_disabled = 0;
	p->cpus_ptr = &p->cpus_mask;
	may_stay = cpumask_test_cpu(rq->cpu, &p->cpus_mask);
	task_rq_unlock(rq, &flags);
	return may_stay;
}

/**
 * migrate_disable - the calling task stays on its CPU until migrate_enable()
 *
 * It can be preempted, and may sleep.  Calls nest.
 * Context: a task.
 */
void migrate_disable(void)
{
	struct task_struct *p = current;
	unsigned long flags;
	struct rq *rq;

	if (p->migration_disabled) {
		p->migration_disabled++;
		return;
	}
	rq = task_rq_lock(p, &flags);
	p->migration_disabled = 1;
	p->cpus_ptr = cpumask_of(rq->cpu);
	task_rq_unlock(rq, &flags);
}
EXPORT_SYMBOL_GPL(migrate_disable);

/**
 * migrate_enable - undo one migrate_disable()
 *
 * If the task's mask has changed meanwhile, it goes on on another CPU (with preemption
 * off: as soon as that is on).
 * Context: a task.
 */
void migrate_enable(void)
{
	struct task_struct *p = current;

	if (WARN_ON_ONCE(!p->migration_disabled))
		return;
	if (p->migration_disabled > 1) {
		p->migration_disabled--;
		return;
	}
	preempt_disable();
	if (!unpin_current() && !this_cpu_read(leave_queued)) {		/* [A1] */
		this_cpu_write(leave_queued, true);
		stop_one_cpu_nowait(smp_processor_id(), let_leave, p, this_cpu_ptr(&leave_work));
	}
	preempt_enable();
}
EXPORT_SYMBOL_GPL(migrate_enable);

/* ---- changing the mask ---- */

/**
 * set_cpus_allowed_ptr - say on which CPUs @p may run
 *
 * When it returns, the task runs on no other.  It waits for one that has called
 * migrate_disable().
 *
 * Context: a task, may sleep; the caller holds a reference of @p.
 * Return: 0; -EINVAL: no CPU of @mask is active; -ENOENT: the CPU on which @p runs
 * has no stopper; -EBUSY: the caller itself has called migrate_disable().
 */
int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *mask)
{
	int err = set_mask(p, mask), cpu;

	if (err || nr_cpu_ids == 1)
		return err;
	if (waitqueue_active(&pinned_wait))	/* for an earlier mask */
		wake_up_all(&pinned_wait);
	do {
		wait_event(pinned_wait, !must_be_waited_for(p));
		cpu = move_to_allowed(p);
		if (cpu >= 0)
			err = stop_one_cpu(cpu, push_away, p);
	} while (!err && (cpu >= 0 || must_be_waited_for(p)));
	return err;
}
EXPORT_SYMBOL_GPL(set_cpus_allowed_ptr);

/*
 * rq->lock held, and @p is on no queue.  For one that has never run: it need not
 * be moved away from anywhere.
 */
void do_set_cpus_allowed(struct task_struct *p, const struct cpumask *mask)
{
	lockdep_assert_held(&task_rq(p)->lock);
	cpumask_copy(&p->cpus_mask, mask);
	p->nr_cpus_allowed = cpumask_weight(mask);
	if (!cpumask_test_cpu(task_cpu(p), mask))
		set_task_cpu(p, cpumask_first(mask));
}

/* The task with that number (0: the caller), with a reference; or NULL. */
static struct task_struct *get_task_by_pid(pid_t pid)
{
	struct task_struct *p;

	rcu_read_lock();
	p = pid ? find_task_by_pid(pid) : current;
	if (p)
		get_task_struct(p);
	rcu_read_unlock();
	return p;
}

/**
 * sched_setaffinity - set_cpus_allowed_ptr() for a task of that number (0: the caller)
 *
 * CPUs that are not there are left out.
 *
 * Context: a task, may sleep.
 * Return: 0; -ESRCH; -EINVAL: none of the CPUs is there, or the task's are not for
 * others to change (PF_NO_SETAFFINITY).
 */
long sched_setaffinity(pid_t pid, const struct cpumask *mask)
{
	struct task_struct *p = get_task_by_pid(pid);
	struct cpumask there;
	int err = -EINVAL;

	if (!p)
		return -ESRCH;
	cpumask_and(&there, mask, cpu_possible_mask);
	if (!(p->flags & PF_NO_SETAFFINITY))
		err = set_cpus_allowed_ptr(p, &there);
	put_task_struct(p);
	return err;
}
EXPORT_SYMBOL_GPL(sched_setaffinity);

/**
 * sched_getaffinity - the active CPUs on which the task of that number may run
 * Context: any but NMI.
 * Return: 0 or -ESRCH.
 */
long sched_getaffinity(pid_t pid, struct cpumask *mask)
{
	struct task_struct *p = get_task_by_pid(pid);
	unsigned long flags;
	struct rq *rq;

	if (!p)
		return -ESRCH;
	rq = task_rq_lock(p, &flags);
	cpumask_and(mask, &p->cpus_mask, cpu_active_mask);
	task_rq_unlock(rq, &flags);
	put_task_struct(p);
	return 0;
}
