// SPDX-License-Identifier: MIT
/*
 * kernel/sched/core.c - which task runs: waking, choosing, switching, preempting
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
 *   Every CPU has a run queue (struct rq).  Waking a task puts it on one and asks
 *   its class whether it should run instead of the current task; if so, the
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
 *   wake_up_process()        anywhere but NMI                  any
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
 *   [C3] The state is read in __schedule() after a full barrier that follows the
 *        sleeper's write of it; try_to_wake_up() has the partner.
 *
 * Compared with Linux: same protocol between sleeper and waker.  Left out: load
 * balancing (comes with the second CPU), core scheduling, uclamp, autogroup.
 *
 * See also: the sleeper's three steps in <linux/sched.h>; tests/unit/sched_test.c.
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

/* ---- the queue -------------------------------------------------------------- */

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

/* @p has come onto the queue, or become more urgent: should it run at once? */
static bool preempts(struct rq *rq, struct task_struct *p)
{
	const struct sched_class *running = rq->curr->sched_class;

	if (p->sched_class != running)
		return p->sched_class->rank > running->rank;
	return running->preempts_curr(rq, p);
}

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

/* Another allowed CPU that has nothing to do; else where it was. */
static unsigned int find_idle_cpu(struct task_struct *p, unsigned int cpu)
{
	unsigned int other;

	if (!READ_ONCE(cpu_rq(cpu)->nr_running) && cpumask_test_cpu(cpu, p->cpus_ptr))
		return cpu;
	for_each_cpu(other, p->cpus_ptr)
		if (cpu_active(other) && !READ_ONCE(cpu_rq(other)->nr_running))
			return other;
	if (likely(cpumask_test_cpu(cpu, p->cpus_ptr)))
		return cpu;
	return cpumask_first_and(p->cpus_ptr, cpu_active_mask);
}

/* The queue where a task that slept, or is new, shall run; locked instead of @rq. */
static struct rq *select_task_rq(struct rq *rq, struct task_struct *p)
{
	unsigned int cpu = find_idle_cpu(p, rq->cpu);

	if (cpu == rq->cpu)
		return rq;
	WRITE_ONCE(p->__state, TASK_WAKING);	/* nobody else can wake it meanwhile */
	set_task_cpu(p, cpu);
	raw_spin_unlock(&rq->lock);
	return lock_rq_of(p);
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

/* ---- switching -------------------------------------------------------------- */

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

/* Sleeping for a device is told apart from other sleep. */
int io_schedule_prepare(void)
{
	int before = current->in_iowait;

	current->in_iowait = 1;
	return before;
}

void io_schedule_finish(int token)
{
	current->in_iowait = token;
}

/**
 * io_schedule - schedule() that counts as waiting for a device
 * Context: a task, may sleep.
 */
void io_schedule(void)
{
	int token = io_schedule_prepare();

	schedule();
	io_schedule_finish(token);
}
EXPORT_SYMBOL(io_schedule);

long io_schedule_timeout(long timeout)
{
	int token = io_schedule_prepare();

	timeout = schedule_timeout(timeout);
	io_schedule_finish(token);
	return timeout;
}
EXPORT_SYMBOL(io_schedule_timeout);

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

int __cond_resched_lock(spinlock_t *lock)
{
	if (!spin_is_contended(lock) && !need_resched())
		return 0;
	spin_unlock(lock);
	if (!cond_resched())
		cpu_relax();
	spin_lock(lock);
	return 1;
}
EXPORT_SYMBOL(__cond_resched_lock);

/**
 * yield - let the others of the same priority go first
 *
 * Not a way to wait for something: who is alone comes back at once.
 *
 * Context: a task, may sleep.
 */
void yield(void)
{
	struct rq *rq;

	set_current_state(TASK_RUNNING);
	local_irq_disable();
	rq = this_rq();
	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	current->sched_class->yield_task(rq);
	raw_spin_unlock(&rq->lock);
	local_irq_enable();
	schedule();
}
EXPORT_SYMBOL(yield);

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
	fork_init();
	init_idle(current, smp_processor_id());
}
