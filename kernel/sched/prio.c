// SPDX-License-Identifier: MIT
/*
 * kernel/sched/prio.c - changing a task's nice value and policy
 *
 * A task on the queue is taken off, changed, and put back, all under the lock of
 * its queue; the class functions never see a task whose key changes under them.
 */

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>

#include <asm/arch.h>

#include "sched.h"

/* Between the two, the task is on no queue and may be changed. */
static void take_off(struct rq *rq, struct task_struct *p)
{
	update_rq_clock(rq);
	if (task_current(rq, p))
		p->sched_class->put_prev_task(rq, p);
	if (task_on_rq_queued(p))
		p->sched_class->dequeue_task(rq, p);
}

static void put_back(struct rq *rq, struct task_struct *p)
{
	if (task_on_rq_queued(p))
		p->sched_class->enqueue_task(rq, p, ENQUEUE_RESTORE);
	if (task_current(rq, p))
		p->sched_class->set_next_task(rq, p);
}

/* Who is less urgent than before may have to go; who is more urgent may come. */
static void priority_changed(struct rq *rq, struct task_struct *p, int old_prio)
{
	if (!task_on_rq_queued(p))
		return;
	if (!task_current(rq, p))
		check_preempt_curr(rq, p);
	else if (p->prio > old_prio)
		resched_curr(rq);
}

/**
 * set_user_nice - change the share of a task
 * @nice: -20 (most) to 19 (least); other values change nothing
 * Context: any but NMI.
 */
void set_user_nice(struct task_struct *p, long nice)
{
	unsigned long flags;
	struct rq *rq;
	int old_prio;

	if (task_nice(p) == nice || nice < MIN_NICE || nice > MAX_NICE ||
	    WARN_ON_ONCE(is_idle_task(p)))
		return;
	rq = task_rq_lock(p, &flags);
	p->static_prio = NICE_TO_PRIO(nice);
	if (!rt_policy(p->policy)) {
		take_off(rq, p);
		old_prio = p->prio;
		set_load_weight(p);
		p->prio = p->normal_prio = p->static_prio;
		put_back(rq, p);
		priority_changed(rq, p, old_prio);
	}
	task_rq_unlock(rq, &flags);
}
EXPORT_SYMBOL(set_user_nice);

static void change_policy(struct task_struct *p, int policy, int rt_priority)
{
	p->policy = policy;
	p->rt_priority = rt_priority;
	if (rt_policy(policy)) {
		p->prio = MAX_RT_PRIO - 1 - rt_priority;
		p->sched_class = &rt_sched_class;
		p->rt.time_slice = RR_TIMESLICE;
	} else {
		p->prio = p->static_prio;
		p->sched_class = &fair_sched_class;
		set_load_weight(p);
	}
	p->normal_prio = p->prio;
}

static int check_policy(int policy, int priority)
{
	switch (policy) {
	case SCHED_FIFO:
	case SCHED_RR:
		return priority >= 1 && priority < MAX_RT_PRIO ? 0 : -EINVAL;
	case SCHED_NORMAL:
	case SCHED_BATCH:
	case SCHED_IDLE:
		return priority == 0 ? 0 : -EINVAL;
	default:
		return -EINVAL;
	}
}

/**
 * sched_setscheduler_nocheck - change policy and real-time priority
 * Context: any but NMI.
 * Return: 0 or -EINVAL.
 */
int sched_setscheduler_nocheck(struct task_struct *p, int policy, const struct sched_param *param)
{
	unsigned long flags;
	struct rq *rq;
	int old_prio, err;

	policy &= ~SCHED_RESET_ON_FORK;
	err = check_policy(policy, param->sched_priority);
	if (err || WARN_ON_ONCE(is_idle_task(p)))
		return err ?: -EINVAL;
	rq = task_rq_lock(p, &flags);
	take_off(rq, p);
	old_prio = p->prio;
	/* A clock that stood still in another class must not be a claim. */
	if (p->sched_class != &fair_sched_class)
		p->se.vruntime = fair_min_vruntime(rq);
	change_policy(p, policy, param->sched_priority);
	put_back(rq, p);
	priority_changed(rq, p, old_prio);
	task_rq_unlock(rq, &flags);
	return 0;
}
EXPORT_SYMBOL(sched_setscheduler_nocheck);

/* There are no users who could lack the right. */
int sched_setscheduler(struct task_struct *p, int policy, const struct sched_param *param)
{
	return sched_setscheduler_nocheck(p, policy, param);
}
EXPORT_SYMBOL(sched_setscheduler);

/**
 * sched_set_fifo - make @p a real-time thread of middle priority (50)
 * Context: any but NMI.
 */
void sched_set_fifo(struct task_struct *p)
{
	struct sched_param sp = { .sched_priority = MAX_RT_PRIO / 2 };

	WARN_ON_ONCE(sched_setscheduler_nocheck(p, SCHED_FIFO, &sp) != 0);
}
EXPORT_SYMBOL(sched_set_fifo);

/**
 * sched_set_fifo_low - make @p a real-time thread that only beats the others (1)
 * Context: any but NMI.
 */
void sched_set_fifo_low(struct task_struct *p)
{
	struct sched_param sp = { .sched_priority = 1 };

	WARN_ON_ONCE(sched_setscheduler_nocheck(p, SCHED_FIFO, &sp) != 0);
}
EXPORT_SYMBOL(sched_set_fifo_low);

/**
 * sched_set_normal - make @p an ordinary task with that nice value
 * Context: any but NMI.
 */
void sched_set_normal(struct task_struct *p, int nice)
{
	struct sched_param sp = { .sched_priority = 0 };

	WARN_ON_ONCE(sched_setscheduler_nocheck(p, SCHED_NORMAL, &sp) != 0);
	set_user_nice(p, nice);
}
EXPORT_SYMBOL(sched_set_normal);

/* As /proc shows it: 0 for nice 0 plus 20, negative for real time. */
int task_prio(const struct task_struct *p)
{
	return p->prio - MAX_RT_PRIO;
}

/* ---- questions ------------------------------------------------------------------ */

struct task_struct *idle_task(int cpu)
{
	return cpu_rq(cpu)->idle;
}

/* Nothing runs there and nothing waits; true for the moment only. */
int idle_cpu(int cpu)
{
	struct rq *rq = cpu_rq(cpu);

	return READ_ONCE(rq->curr) == rq->idle && !READ_ONCE(rq->nr_running);
}

int task_curr(const struct task_struct *p)
{
	return READ_ONCE(task_rq(p)->curr) == p;
}

/**
 * task_sched_runtime - nanoseconds that @p has run, up to this moment
 * Context: any but NMI.
 */
unsigned long long task_sched_runtime(struct task_struct *p)
{
	unsigned long flags;
	struct rq *rq;
	u64 ns;

	rq = task_rq_lock(p, &flags);
	if (task_current(rq, p)) {
		update_rq_clock(rq);
		p->sched_class->update_curr(rq);
	}
	ns = p->se.sum_exec_runtime;
	task_rq_unlock(rq, &flags);
	return ns;
}

/**
 * wait_task_inactive - wait until @p has been switched away from
 * @match_state: it must have this state, or 0 for any
 * Context: a task, may sleep.
 * Return: 0 if the state changed, else not 0.
 */
unsigned long wait_task_inactive(struct task_struct *p, unsigned int match_state)
{
	unsigned long flags;
	struct rq *rq;
	bool queued, matches;

	for (;;) {
		rq = task_rq_lock(p, &flags);
		queued = task_on_rq_queued(p) || task_current(rq, p);
		matches = !match_state || READ_ONCE(p->__state) == match_state;
		task_rq_unlock(rq, &flags);
		if (!matches)
			return 0;
		if (!queued)
			return p->nvcsw | 1;
		schedule_timeout_uninterruptible(1);
	}
}
EXPORT_SYMBOL(wait_task_inactive);

/* Interrupt the CPU on which @p runs, so that it looks at its flags. */
void kick_process(struct task_struct *p)
{
	unsigned int cpu = get_cpu();

	if (task_cpu(p) != cpu && task_curr(p))
		arch_send_reschedule(task_cpu(p));
	put_cpu();
}
EXPORT_SYMBOL(kick_process);
