// SPDX-License-Identifier: MIT
/*
 * kernel/sched/balance.c - no CPU idles while a thread waits on another
 *
 * What it is for
 *
 *   wake.c puts a thread that wakes on an idle CPU if there is one.  That is a
 *   guess without locks, and it is made once: later a CPU may run dry while two
 *   threads share another.
 *
 * How it works
 *
 *   The one who has too much gives, and the one who has nothing takes:
 *
 *     CPU 0: A runs, B waits                       CPU 1
 *     tick: more than one to run?                  its last thread sleeps
 *       raise SCHED_SOFTIRQ                        idle loop: pull_for_idle()
 *       rebalance(): is there a CPU                  does B wait on another
 *         with less?  move B, interrupt it           queue?  take it, run it
 *
 *   A CPU that idles has no tick, so it cannot look again by itself; but one that
 *   has two threads to run does tick, and finds it: within a tick, and the time
 *   that a softirq takes, no thread waits in vain. [B1]
 *
 *   Between CPUs that both work, a thread moves if after that the receiver does
 *   not have more than the giver had left: so nothing is moved to and fro. [B2]
 *   Not moved: who runs (it would have to be stopped), who may not run there.
 *
 *   Real-time threads want more: the most urgent ones shall run, wherever.  One
 *   that waits moves to a CPU that does something less urgent.  That is looked at
 *   when it starts to wait (by irq_work, since the queue is locked then) and again
 *   at each tick.
 *
 * Locking: both queues, see affinity.c.  What is read without, decides only
 * whether it is worth locking.
 *
 * Compared with Linux: no domains, no load that decays, no cache warmth: a CPU's
 * load is how many threads it has to run.  Three threads on two CPUs stay as they
 * are: one has a CPU for itself.
 *
 * See also: tests/unit/smp_sched_test.c.
 */

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "fair.h"
#include "sched.h"

/* What a CPU has to do.  A real-time thread does not share, so it counts twice. */
static unsigned int load(const struct rq *rq)
{
	return READ_ONCE(rq->nr_running) + !!READ_ONCE(rq->rt.nr_running);
}

static bool is_idle(const struct rq *rq)
{
	return !READ_ONCE(rq->nr_running);
}

/* ---- who could move: both queues are locked ------------------------------------- */

static bool is_movable(struct rq *from, struct task_struct *p, const struct rq *to)
{
	return !task_current(from, p) && may_run_on(p, to->cpu);
}

/* The most urgent one that waits on @from and would run at once on @to. */
static struct task_struct *movable_rt(struct rq *from, const struct rq *to)
{
	unsigned int limit = find_first_bit(to->rt.bitmap, MAX_RT_PRIO), prio;
	struct task_struct *p;

	if (to->stop)
		return NULL;
	for_each_set_bit(prio, from->rt.bitmap, limit)
		list_for_each_entry(p, &from->rt.queue[prio], rt.run_list)
			if (is_movable(from, p, to))
				return p;
	return NULL;
}

/* The one that has waited longest of those that may run on @to. */
static struct task_struct *movable_fair(struct rq *from, const struct rq *to)
{
	struct sched_entity *se = from->cfs.next;
	struct rb_node *node = rb_first_cached(&from->cfs.rest);

	while (se) {
		struct task_struct *p = container_of(se, struct task_struct, se);

		if (is_movable(from, p, to))
			return p;
		se = node ? to_se(node) : NULL;
		node = node ? rb_next(node) : NULL;
	}
	return NULL;
}

static struct task_struct *find_movable(struct rq *from, const struct rq *to)
{
	struct task_struct *p = NULL;

	lockdep_assert_held(&from->lock);
	lockdep_assert_held(&to->lock);
	if (from->rt.nr_running)
		p = movable_rt(from, to);
	if (!p && load(from) >= load(to) + 2)		/* [B2] */
		p = movable_fair(from, to);
	return p;
}

static bool move_one(struct rq *from, struct rq *to)
{
	struct task_struct *p;
	unsigned long flags;

	local_irq_save(flags);
	double_rq_lock(from, to);
	p = find_movable(from, to);
	if (p)
		move_queued_task(from, to, p);
	double_rq_unlock(from, to);
	local_irq_restore(flags);
	return p;
}

/* ---- giving ------------------------------------------------------------------------- */

/* Is it worth locking @to, to give it something? */
static bool could_take(const struct rq *from, const struct rq *to)
{
	return load(from) >= load(to) + 2 || READ_ONCE(from->rt.nr_running) > 1;
}

static bool give_one(struct rq *from, bool only_to_idle)
{
	unsigned int cpu;

	for_each_cpu(cpu, cpu_active_mask) {
		struct rq *to = cpu_rq(cpu);

		if (to == from || (only_to_idle && !is_idle(to)) || !could_take(from, to))
			continue;
		if (move_one(from, to))
			return true;
	}
	return false;
}

/* [B1] */
static void rebalance(struct rq *rq)
{
	while (READ_ONCE(rq->nr_running) > 1)
		if (!give_one(rq, true) && !give_one(rq, false))
			break;
}

static void run_rebalance(struct softirq_action *h)
{
	rebalance(this_rq());
}

/**
 * trigger_load_balance - the tick: has this CPU more than one thread to run?
 * Context: the tick, interrupts off; there are several CPUs.
 */
void trigger_load_balance(void)
{
	if (READ_ONCE(this_rq()->nr_running) > 1)
		raise_softirq_irqoff(SCHED_SOFTIRQ);
}

static void rebalance_now(struct irq_work *work)
{
	rebalance(this_rq());
}

static DEFINE_PER_CPU(struct irq_work, balance_work) = IRQ_WORK_INIT(rebalance_now);

/* A real-time thread of @rq has begun to wait.  On another CPU its tick will see to it. */
void rt_thread_waits(struct rq *rq)
{
	if (rq == this_rq())
		irq_work_queue(this_cpu_ptr(&balance_work));
}

/* ---- taking ------------------------------------------------------------------------- */

/**
 * pull_for_idle - before it idles, a CPU looks whether somebody waits elsewhere
 * Context: the idle task; there are several CPUs.
 */
void pull_for_idle(void)
{
	struct rq *to = this_rq();
	unsigned int cpu;

	for_each_cpu(cpu, cpu_active_mask) {
		struct rq *from = cpu_rq(cpu);

		if (from != to && READ_ONCE(from->nr_running) > 1 && move_one(from, to))
			return;
	}
}

void __init init_balance(void)
{
	open_softirq(SCHED_SOFTIRQ, run_rebalance);
}
