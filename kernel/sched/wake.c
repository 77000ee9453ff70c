// SPDX-License-Identifier: MIT
/*
 * kernel/sched/wake.c - waking a task, and asking its CPU to switch to it
 *
 * How it works
 *
 *   A sleeping task is on no queue, but it still belongs to the one on which it
 *   went to sleep: that queue's lock guards its state.  The switch happens inside
 *   the same lock, so who holds it finds the task either running, or asleep with
 *   all its registers saved; there is no in-between to wait for.
 *
 *       try_to_wake_up(p):  lock p's queue
 *                           state matches?  no: nothing to do
 *                           still on the queue (it was preempted on the way to
 *                             sleep): state = RUNNING is all
 *                           else: put it on the queue; should it preempt?
 *                           unlock - and here, if so, the switch happens
 *
 *   On another CPU the request to switch travels as an interrupt; scheduler_ipi()
 *   there moves it from the task's flags to the CPU's preempt_count word.
 *
 * Context: anywhere but NMI, unless said otherwise.
 *
 * Locking: rq->lock (order 30, interrupts off).  A task that is moved while it
 * sleeps is in state WAKING between the locks of its two queues.
 *
 * See also: kernel/sched/core.c; the sleeper's side in <linux/sched.h>.
 */

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <trace/events/sched.h>

#include <asm/arch.h>

#include "fair.h"
#include "sched.h"

/* @p has come onto the queue, or become more urgent: should it run at once? */
static bool preempts(struct rq *rq, struct task_struct *p)
{
	const struct sched_class *running = rq->curr->sched_class;

	if (p->sched_class != running)
		return p->sched_class->rank > running->rank;
	return running->preempts_curr(rq, p);
}

/**
 * resched_curr - ask the CPU of @rq to switch as soon as it may
 * Context: rq->lock held.
 */
void resched_curr(struct rq *rq)
{
	struct task_struct *curr = rq->curr;

	lockdep_assert_held(&rq->lock);
	if (test_tsk_need_resched(curr))
		return;
	set_tsk_need_resched(curr);
	if (rq->cpu == smp_processor_id())
		set_preempt_need_resched();
	else
		arch_send_reschedule(rq->cpu);	/* scheduler_ipi() there sets the folded bit */
}

void check_preempt_curr(struct rq *rq, struct task_struct *p)
{
	if (preempts(rq, p))
		resched_curr(rq);
}

/* The reschedule interrupt: what another CPU wrote into our task's flags. */
void scheduler_ipi(void)
{
	if (tif_need_resched())
		set_preempt_need_resched();
}

/*
 * Give a task that is on no queue to another CPU.  Its clock is relative to the
 * queue's.  From the last write on, who wants the task's lock wants another one.
 */
void set_task_cpu(struct task_struct *p, unsigned int cpu)
{
	struct rq *to = cpu_rq(cpu);

	lockdep_assert_held(&task_rq(p)->lock);
	p->se.vruntime += fair_min_vruntime(to) - fair_min_vruntime(task_rq(p));
	WRITE_ONCE(p->cpu, cpu);
	smp_store_release(&p->rq, to);	/* pairs with the lock in lock_rq_of() */
}

/* The task may be given to another queue while we wait for the lock of the old one. */
static __always_inline struct rq *lock_rq_of(struct task_struct *p)
{
	for (;;) {
		struct rq *rq = task_rq(p);

		raw_spin_lock(&rq->lock);
		if (likely(rq == task_rq(p)))
			return rq;
		raw_spin_unlock(&rq->lock);
	}
}

/* Lock the queue of @p, which then stays its queue. */
struct rq *task_rq_lock(struct task_struct *p, unsigned long *flags)
{
	local_irq_save(*flags);
	return lock_rq_of(p);
}

void task_rq_unlock(struct rq *rq, unsigned long *flags)
{
	raw_spin_unlock_irqrestore(&rq->lock, *flags);
}

void set_special_state(unsigned int state)
{
	unsigned long flags;
	struct rq *rq = task_rq_lock(current, &flags);

	WRITE_ONCE(current->__state, state);
	task_rq_unlock(rq, &flags);
}

/* ---- waking ----------------------------------------------------------------- */

/* Returns whether @p should run instead of the current task. */
static bool activate_by_class(struct rq *rq, struct task_struct *p, int flags)
{
	p->sched_class->enqueue_task(rq, p, flags);
	return preempts(rq, p);
}

/* The same; nearly always both are of the fair class, and that is done in line. */
static __always_inline bool activate_task(struct rq *rq, struct task_struct *p, int flags)
{
	WRITE_ONCE(p->on_rq, TASK_ON_RQ_QUEUED);
	rq->nr_running++;
	if (unlikely(p->sched_class != &fair_sched_class || !rq->cfs.curr ||
		     flags != ENQUEUE_WAKEUP))
		return activate_by_class(rq, p, flags);
	enqueue_woken_fair(rq, p);
	return preempts_curr(rq, &p->se);
}

static bool is_idle(unsigned int cpu)
{
	return !READ_ONCE(cpu_rq(cpu)->nr_running);
}

/* A real-time task need not wait where none other runs. */
static bool is_free_for(const struct task_struct *p, unsigned int cpu)
{
	return p->sched_class == &rt_sched_class && !READ_ONCE(cpu_rq(cpu)->rt.nr_running);
}

/*
 * A CPU for @p, which was on @cpu: one of those allowed that has nothing to do, else
 * where it was, else any that is allowed.  Looks without locks: a good guess.
 */
unsigned int choose_cpu(struct task_struct *p, unsigned int cpu)
{
	unsigned int best = may_run_on(p, cpu) ? cpu : nr_cpu_ids, other;

	if (best == cpu && (p->nr_cpus_allowed == 1 || is_idle(cpu)))
		return cpu;
	for_each_cpu(other, p->cpus_ptr) {
		if (!cpu_active(other))
			continue;
		if (is_idle(other))
			return other;
		if (best == nr_cpu_ids || (is_free_for(p, other) && !is_free_for(p, best)))
			best = other;
	}
	return best;
}

/* Bound to CPUs of which none has come up: better anywhere than nowhere. */
static void allow_all(struct task_struct *p)
{
	cpumask_copy(&p->cpus_mask, cpu_possible_mask);
	p->nr_cpus_allowed = cpumask_weight(&p->cpus_mask);
}

/*
 * The queue where a task that slept, or is new, shall run; locked instead of @rq.
 * While no lock is held its mask may change, so that is looked at again.
 */
static struct rq *select_task_rq(struct rq *rq, struct task_struct *p)
{
	do {
		unsigned int cpu = choose_cpu(p, rq->cpu);

		if (cpu == rq->cpu)
			return rq;
		if (cpu == nr_cpu_ids) {
			allow_all(p);
			continue;
		}
		WRITE_ONCE(p->__state, TASK_WAKING);	/* nobody else can wake it meanwhile */
		set_task_cpu(p, cpu);
		raw_spin_unlock(&rq->lock);
		rq = lock_rq_of(p);
	} while (!may_run_on(p, rq->cpu));
	return rq;
}

/* Put a task that slept, or is new, on a queue.  Returns the queue, still locked. */
static __always_inline struct rq *ttwu_queue(struct rq *rq, struct task_struct *p, int flags)
{
	if (unlikely(nr_cpu_ids > 1))
		rq = select_task_rq(rq, p);
	update_rq_clock(rq);
	if (activate_task(rq, p, flags))
		resched_curr(rq);
	WRITE_ONCE(p->__state, TASK_RUNNING);
	return rq;
}

/* It never left the queue: it was preempted, or has not switched away yet. */
static void ttwu_runnable(struct rq *rq, struct task_struct *p)
{
	if (!task_current(rq, p)) {
		update_rq_clock(rq);
		check_preempt_curr(rq, p);
	}
	WRITE_ONCE(p->__state, TASK_RUNNING);
}

/**
 * try_to_wake_up - make @p run if its state is one of @state
 *
 * Everything that the caller wrote before is visible to the woken task.
 *
 * Context: any but NMI.
 * Return: 1 if it was woken, 0 if its state did not match.
 */
int try_to_wake_up(struct task_struct *p, unsigned int state)
{
	unsigned long flags = arch_local_irq_save();
	struct rq *rq = lock_rq_of(p);
	int woken = 0;

	/* [C3] the condition, written before, and then the state. */
	smp_mb__after_spinlock();
	if (READ_ONCE(p->__state) & state) {
		woken = 1;
		if (likely(!p->on_rq))
			rq = ttwu_queue(rq, p, ENQUEUE_WAKEUP);
		else
			ttwu_runnable(rq, p);
		trace_sched_wakeup(p);
	}
	raw_spin_unlock_irqrestore(&rq->lock, flags);
	return woken;
}
EXPORT_SYMBOL(try_to_wake_up);

/**
 * sched_fork - what the scheduler must know of a task that does not run yet
 * @p: zeroed
 * @from: whose share, policy and CPUs it gets; NULL: the ordinary ones
 *
 * Context: a task.
 */
void sched_fork(struct task_struct *p, const struct task_struct *from)
{
	p->__state = TASK_NEW;
	p->static_prio = p->normal_prio = p->prio = from ? from->static_prio : DEFAULT_PRIO;
	p->policy = SCHED_NORMAL;
	p->sched_class = &fair_sched_class;
	INIT_LIST_HEAD(&p->rt.run_list);
	set_load_weight(p);
	p->cpu = raw_smp_processor_id();
	p->rq = cpu_rq(p->cpu);
	cpumask_copy(&p->cpus_mask, from ? &from->cpus_mask : cpu_possible_mask);
	p->cpus_ptr = &p->cpus_mask;
	p->nr_cpus_allowed = cpumask_weight(&p->cpus_mask);
}

/**
 * wake_up_new_task - put a task on a queue for the first time
 * Context: any but NMI.
 */
void wake_up_new_task(struct task_struct *p)
{
	unsigned long flags;
	struct rq *rq;

	rq = ttwu_queue(task_rq_lock(p, &flags), p, ENQUEUE_NEW);
	task_rq_unlock(rq, &flags);
}
