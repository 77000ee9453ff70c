// SPDX-License-Identifier: MIT
/*
 * kernel/sched/core.c - which task runs: choosing, switching, preempting
 *
 * Reading order: 15.  Reached from asm_common_interrupt's return half, which
 *                     calls preempt_schedule_irq().  Continues there.
 *
 * What it is for
 *
 *   An interrupt has woken somebody - ksoftirqd, a worker, an irq thread.  Is
 *   it more urgent than what was interrupted?  Then the interrupted task shall
 *   not go on first.
 *
 * How it works
 *
 *   Every CPU has a run queue (struct rq).  Waking a task (wake.c) puts it on one
 *   and asks its class whether it should run instead of the current task; if so, the
 *   request is noted in the current task's flags and in bit 31 of the CPU's
 *   preempt_count word.  Whoever next leaves the last section with preemption
 *   off looks at that word and calls the scheduler:
 *
 *       handler: wake_up_process(T)
 *                   resched_curr(): "a better one waits"
 *       irq return: preempt_count 0 and resched wanted?
 *                   preempt_schedule_irq() -> __schedule() -> T runs
 *                   ...T sleeps; the interrupted task is switched to, returns
 *                   from __schedule() and then from its interrupt
 *
 *   __schedule() takes a task that wants to sleep off the queue, lets the
 *   classes (real time, fair, idle) name the next one, and switches stacks.
 *
 * Context
 *
 *   function                 may be called from                interrupts
 *   schedule()               a task, preemption on             on, or they will be
 *   preempt_schedule_irq()   the way out of an interrupt       off; off again
 *   scheduler_tick()         the tick                          off
 *
 * Locking
 *
 *   rq->lock (order 30, interrupts off) guards the queue, the tasks on it, and
 *   the waking of those that slept there last.  It is taken by the task that
 *   goes and released by the one that comes. [C2]
 *
 * Invariants
 *
 *   [C1] Every task is switched away from with a preempt_count of 2: one by
 *        schedule(), one by rq->lock.  So the count is the CPU's, not the task's.
 *   [C2] Who gets the lock of a queue finds each task on it either running or
 *        with all its registers saved: the switch happens inside the lock.
 *   [C3] The state is read after a full barrier that follows the sleeper's write
 *        of it; try_to_wake_up() has the partner.
 *
 * Compared with Linux: same protocol between sleeper and waker.  Left out:
 * core scheduling, uclamp, autogroup.
 *
 * See also: wake.c; the sleeper's three steps in <linux/sched.h>; fair.c, rt.c, idle.c;
 * tests/unit/sched_test.c.
 */

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/workqueue_hooks.h>
#include <trace/events/sched.h>

#include <asm/arch.h>
#include <asm/switch_to.h>

#include "fair.h"
#include "sched.h"

DEFINE_PER_CPU_SHARED_ALIGNED(struct rq, runqueues);

/* preempt=full|voluntary|none: where a request to reschedule is obeyed. */
static enum { PREEMPT_NONE, PREEMPT_VOLUNTARY, PREEMPT_FULL } preempt_mode = PREEMPT_FULL;

static int __init setup_preempt_mode(char *value)
{
	if (value && !strcmp(value, "none"))
		preempt_mode = PREEMPT_NONE;
	else if (value && !strcmp(value, "voluntary"))
		preempt_mode = PREEMPT_VOLUNTARY;
	else if (value && !strcmp(value, "full"))
		preempt_mode = PREEMPT_FULL;
	else
		pr_warn("preempt=%s is none of full, voluntary, none: using full\n", value ?: "");
	return 0;
}
early_param("preempt", setup_preempt_mode);

bool sched_preempt_dynamic_full(void)
{
	return preempt_mode == PREEMPT_FULL;
}

/* ---- switching -------------------------------------------------------------- */

/* Only the running task can go to sleep. */
static __always_inline void deactivate_curr(struct rq *rq, struct task_struct *p)
{
	WRITE_ONCE(p->on_rq, 0);
	if (likely(p->sched_class == &fair_sched_class))
		sleep_fair(rq, p);
	else
		p->sched_class->dequeue_task(rq, p);
	rq->nr_running--;
}

#define SWITCH_CHECKS (DEBUG_PREEMPT | DEBUG_LOCKS)

/* [C1], and for who watches locks: this one was taken by @prev and is ours now. [C2] */
static noinline void check_switch(struct rq *rq, struct task_struct *prev)
{
	if (debug_enabled(DEBUG_PREEMPT) &&
	    WARN_ONCE(preempt_count() != FORK_PREEMPT_COUNT,
		      "corrupted preempt_count: %s/%d/0x%x\n",
		      current->comm, current->pid, preempt_count()))
		preempt_count_set(FORK_PREEMPT_COUNT);
	if (debug_enabled(DEBUG_LOCKS)) {
		rq->lock.owner = current;
		lockdep_give_away(&rq->lock.dep_map, prev);
	}
}

static noinline void bury(struct task_struct *p)
{
	bury_stack(p->stack);
	p->stack = NULL;
	put_task_struct(p);
}

/*
 * On the stack of the task that comes; @prev is who went.  Interrupts off and
 * rq->lock held on entry, neither at return; preempt_count goes from 2 to 1.
 */
static __always_inline void finish_task_switch(struct rq *rq, struct task_struct *prev)
{
	unsigned int prev_state = READ_ONCE(prev->__state);

	if (debug_enabled(SWITCH_CHECKS)) {
		check_switch(rq, prev);
		do_raw_spin_unlock(&rq->lock);
	} else {
		arch_spin_unlock(&rq->lock.raw_lock);
	}
	local_irq_enable();
	preempt_enable_no_resched();
	if (unlikely(prev_state == TASK_DEAD))
		bury(prev);
}

/**
 * schedule_tail - the first thing that a new task does
 * @prev: the task that ran before it
 * Context: from ret_from_fork, interrupts off, rq->lock held; on and free at return.
 */
void schedule_tail(struct task_struct *prev)
{
	finish_task_switch(this_rq(), prev);
	preempt_enable();
}

static __always_inline void context_switch(struct rq *rq, struct task_struct *prev,
				  struct task_struct *next)
{
	if (unlikely((unsigned long)prev->mm | (unsigned long)next->mm))
		arch_switch_user(prev, next);
	switch_to(prev, next, prev);
	barrier();
	finish_task_switch(current->rq, prev);
}

static __always_inline struct task_struct *pick_next_task(struct rq *rq)
{
	if (unlikely(rq->rt.nr_running))
		return pick_next_task_rt(rq);
	if (likely(rq->cfs.next))
		return pick_next_task_fair(rq);
	return idle_sched_class.pick_next_task(rq);
}

static __always_inline struct task_struct *put_back_and_pick(struct rq *rq,
							     struct task_struct *prev)
{
	if (unlikely(prev->sched_class != &fair_sched_class)) {
		prev->sched_class->put_prev_task(rq, prev);
		return pick_next_task(rq);
	}
	if (likely(!rq->rt.nr_running))
		return put_back_and_pick_fair(rq, prev);
	put_back_fair(rq, prev);
	return pick_next_task_rt(rq);
}

/*
 * Does it want to sleep?  Not if it was preempted on the way there, nor if a
 * signal that it waits for is there already.
 */
static __always_inline bool wants_to_sleep(struct task_struct *prev, bool preempted)
{
	unsigned int state = READ_ONCE(prev->__state);

	if (preempted || !state)
		return false;
	if (unlikely(signal_pending_state(state, prev))) {
		WRITE_ONCE(prev->__state, TASK_RUNNING);
		return false;
	}
	return true;
}

static inline void count_switch(struct rq *rq, struct task_struct *prev, bool sleeps)
{
	rq->nr_switches++;
	if (sleeps)
		prev->nvcsw++;
	else
		prev->nivcsw++;
}

static __always_inline void switch_tasks(struct task_struct *prev, bool preempted)
{
	struct rq *rq = prev->rq;
	struct task_struct *next;
	bool sleeps;

	local_irq_disable();
	rcu_note_context_switch(preempted);
	raw_spin_lock(&rq->lock);
	smp_mb__after_spinlock();	/* [C3] pairs with the one in try_to_wake_up() */
	update_rq_clock(rq);
	sleeps = wants_to_sleep(prev, preempted);
	if (sleeps) {
		deactivate_curr(rq, prev);
		next = pick_next_task(rq);
	} else {
		next = put_back_and_pick(rq, prev);
	}
	clear_tsk_need_resched(prev);
	clear_preempt_need_resched();
	if (likely(prev != next)) {
		count_switch(rq, prev, sleeps);
		rq->curr = next;
		trace_sched_switch(preempted, prev, next);
		context_switch(rq, prev, next);
	} else {
		raw_spin_unlock_irq(&rq->lock);
	}
}

/*
 * The count is wrong: the task's mistake.  It is reported, and kept for the task,
 * so that its own preempt_enable() finds what it left.  If it comes back with the
 * same, there was no preempt_enable(): then the count is put right.
 */
static noinline void switch_while_atomic(struct task_struct *prev, bool preempted)
{
	int count = preempt_count();
	bool keep = prev->atomic_count != count;

	schedule_bug(prev);
	switch_tasks(prev, preempted);
	if (keep)
		preempt_count_set(count);
	prev->atomic_count = keep ? count : 0;
}

/*
 * Give the CPU to whom it belongs.  @preempted: not by its own wish, so it stays
 * on the queue whatever its state says.  preempt_count is 1; interrupts are on at
 * return.
 */
static __always_inline void __schedule(bool preempted)
{
	struct task_struct *prev = current;

	if (debug_enabled(DEBUG_STACK) && unlikely(task_stack_end_corrupted(prev)))
		panic("corrupted stack end detected inside scheduler\n");
	if (likely(preempt_count() == PREEMPT_DISABLE_OFFSET))
		switch_tasks(prev, preempted);
	else
		switch_while_atomic(prev, preempted);
}

/* A worker that sleeps lets its pool start another one; see kernel/bh/workqueue/. */
static inline void sched_submit_work(struct task_struct *tsk)
{
	if (unlikely(tsk->flags & PF_WQ_WORKER) && !task_is_running(tsk))
		wq_worker_sleeping(tsk);
}

static inline void sched_update_worker(struct task_struct *tsk)
{
	if (unlikely(tsk->flags & PF_WQ_WORKER))
		wq_worker_running(tsk);
}

/* preempt_enable_no_resched() that tells whether another round is due. */
static __always_inline bool preempt_enable_wants_resched(void)
{
	barrier();
	return !__preempt_count_dec_and_test_sign();
}

/**
 * schedule - give the CPU away; sleep, if the state says so
 * Context: a task, no spinlock held, preemption on.
 */
void schedule(void)
{
	struct task_struct *tsk = current;

	sched_submit_work(tsk);
	do {
		preempt_disable();
		__schedule(false);
	} while (preempt_enable_wants_resched());
	sched_update_worker(tsk);
}
EXPORT_SYMBOL(schedule);

/**
 * schedule_preempt_disabled - schedule() for one that has preemption off, once
 * Context: a task, preempt_count exactly 1; so again at return.
 */
void schedule_preempt_disabled(void)
{
	sched_preempt_enable_no_resched();
	schedule();
	preempt_disable();
}

/**
 * do_task_dead - switch away and never come back
 * Context: the dying task, preempt_count exactly 1.
 */
void __noreturn do_task_dead(void)
{
	set_special_state(TASK_DEAD);
	current->flags |= PF_NOFREEZE;
	__schedule(false);
	BUG();
}

/* The idle task: never sleeps, always has preemption off. */
void schedule_idle(void)
{
	do {
		__schedule(false);
	} while (need_resched());
}

/* ---- preemption --------------------------------------------------------------- */

void preempt_schedule_common(void)
{
	do {
		preempt_disable();
		__schedule(true);
		preempt_enable_no_resched();
	} while (need_resched());
}

/**
 * preempt_schedule - preempt_enable() has found that a better task waits
 * Context: any; does nothing where it may not switch.
 */
void preempt_schedule(void)
{
	if (likely(!preemptible()) || unlikely(preempt_mode != PREEMPT_FULL))
		return;
	preempt_schedule_common();
}
EXPORT_SYMBOL(preempt_schedule);

void preempt_schedule_notrace(void)
{
	preempt_schedule();
}

/**
 * preempt_schedule_irq - an interrupt returns to the kernel, and a better task waits
 * Context: preempt_count 0, interrupts off; off again at return.
 */
void preempt_schedule_irq(void)
{
	if (unlikely(preempt_mode != PREEMPT_FULL))
		return;
	do {
		preempt_disable();
		local_irq_enable();
		__schedule(true);
		local_irq_disable();
		sched_preempt_enable_no_resched();
	} while (need_resched());
}

/* cond_resched() and might_sleep() have seen that a better task waits. */
int __cond_resched(void)
{
	if (!preemptible())
		return 0;
	preempt_schedule_common();
	return 1;
}
EXPORT_SYMBOL(__cond_resched);

void __might_resched_voluntary(void)
{
	if (preempt_mode == PREEMPT_VOLUNTARY)
		__cond_resched();
}
EXPORT_SYMBOL(__might_resched_voluntary);

/* ---- the tick ------------------------------------------------------------------ */

/**
 * scheduler_tick - has the running task had its turn?
 * Context: the tick, interrupts off.
 */
void scheduler_tick(void)
{
	struct rq *rq = this_rq();
	struct task_struct *curr = rq->curr;

	lockdep_assert_irqs_disabled();
	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	curr->sched_class->task_tick(rq, curr);
	raw_spin_unlock(&rq->lock);
}

/* ---- the beginning --------------------------------------------------------------- */

u32 cycles_mult = 1 << CYCLES_SHIFT;		/* until it is measured: as if 1 GHz */

/**
 * sched_set_cycles_khz - tell the scheduler how fast get_cycles() counts
 * Context: boot, interrupts off; only the boot task exists.
 */
void __init sched_set_cycles_khz(u32 khz)
{
	struct rq *rq = this_rq();

	cycles_mult = div_u64((u64)USEC_PER_SEC << CYCLES_SHIFT, khz);
	update_rq_clock(rq);
	rq->curr->se.exec_start = rq->clock;
}

/**
 * init_idle - make @idle the task that @cpu runs when there is nothing to do
 * Context: bring-up of the CPU; @idle is its boot task.
 */
void init_idle(struct task_struct *idle, int cpu)
{
	struct rq *rq = cpu_rq(cpu);

	WRITE_ONCE(idle->cpu, cpu);
	idle->rq = rq;
	idle->flags |= PF_KTHREAD | PF_NO_SETAFFINITY;
	idle->on_rq = TASK_ON_RQ_QUEUED;
	idle->sched_class = &idle_sched_class;
	update_rq_clock(rq);
	idle->se.exec_start = rq->clock;
	cpumask_copy(&idle->cpus_mask, cpumask_of(cpu));
	idle->nr_cpus_allowed = 1;
	snprintf(idle->comm, sizeof(idle->comm), "swapper/%d", cpu);
	rq->curr = rq->idle = idle;
}

static void init_rq(struct rq *rq, int cpu)
{
	raw_spin_lock_init(&rq->lock);
	rq->cpu = cpu;
	init_cfs_rq(&rq->cfs);
	init_rt_rq(&rq->rt);
}

/**
 * sched_init - run queues, and the boot task as CPU 0's idle task
 * Context: boot, once, interrupts off.
 */
void __init sched_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
		init_rq(cpu_rq(cpu), cpu);
	init_balance();
	fork_init();
	set_load_weight(&init_task);
	init_idle(current, smp_processor_id());
}
