// SPDX-License-Identifier: MIT
/*
 * kernel/locking/rcu_sync.c - wait for a grace period, or for everybody's callbacks
 *
 * How it works
 *
 *   synchronize_rcu() queues a callback of its own and sleeps until it is called: that is
 *   a grace period and up to two ticks.
 *
 *   synchronize_rcu_expedited() does not leave it to the ticks.  It interrupts every CPU;
 *   who is in no reader reports at once, who is in one is made to switch at its end. The
 *   end of the grace period wakes it - by an irq_work, for the last report may come from
 *   the scheduler with its locks held, where nobody can be woken.
 *
 *   rcu_barrier() puts one callback more behind those of each CPU.  A CPU calls its
 *   callbacks in order; so when all of the new ones have been called, the others have, too.
 *   Each CPU queues it itself, in an interrupt, for its lists are its own.
 *
 *       left = 1                        so that it cannot be 0 half way
 *       on each CPU: left++, call_rcu(own head)    ... left--
 *       left--                          who makes it 0 completes
 *
 * Locking: barrier_mutex for the barrier's heads; the rest is atomic.
 *
 * Compared with Linux: same functions.  Linux' barrier passes over CPUs that have no
 * callbacks; here each takes part.
 *
 * See also: rcu.c; tests/unit/smp_rcu_test.c.
 */

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/wait.h>

#include "rcu.h"

/* ---- one grace period ------------------------------------------------------------------ */

struct rcu_synchronize {
	struct rcu_head head;
	struct completion done;
};

static void wakeme_after_rcu(struct rcu_head *head)
{
	complete(&container_of(head, struct rcu_synchronize, head)->done);
}

static void wait_for_grace_period(void)
{
	struct rcu_synchronize rs;

	init_completion(&rs.done);
	call_rcu(&rs.head, wakeme_after_rcu);
	wait_for_completion(&rs.done);
}

static void check_waiter(void)
{
	RCU_LOCKDEP_WARN(rcu_preempt_depth() > 0,
			 "Illegal synchronize_rcu() in RCU read-side critical section");
	might_sleep();
}

/**
 * synchronize_rcu - wait until every reader that has begun is over
 *
 * With one CPU the caller itself is the proof: it may sleep, so it is not in a
 * reader, and a reader cannot have been preempted for it to run.
 *
 * Context: a task, may sleep.
 */
void synchronize_rcu(void)
{
	check_waiter();
	if (num_online_cpus() > 1)
		wait_for_grace_period();
}
EXPORT_SYMBOL(synchronize_rcu);

/* Wait for the grace period of get_state_synchronize_rcu(), if it is not over yet. */
void cond_synchronize_rcu(unsigned long cookie)
{
	if (!poll_state_synchronize_rcu(cookie))
		synchronize_rcu();
}
EXPORT_SYMBOL_GPL(cond_synchronize_rcu);

/* ---- the same in a hurry --------------------------------------------------------------- */

static DECLARE_WAIT_QUEUE_HEAD(hurried);
static atomic_t nr_hurried = ATOMIC_INIT(0);
static atomic_t gps_ended = ATOMIC_INIT(0);	/* while anybody is in a hurry */

static void wake_hurried(struct irq_work *unused)
{
	wake_up_all(&hurried);
}

static DEFINE_IRQ_WORK(hurried_work, wake_hurried);

void rcu_sync_gp_ended(void)
{
	if (likely(!atomic_read(&nr_hurried)))
		return;
	atomic_inc(&gps_ended);
	irq_work_queue(&hurried_work);
}

static void report_if_quiescent(void *unused)
{
	rcu_note_interrupted(false);
}

/* The caller may sleep: it is in no reader. */
static void ask_all_cpus(void)
{
	smp_call_function(report_if_quiescent, NULL, 0);
	local_irq_disable();
	rcu_note_context_switch(false);
	local_irq_enable();
}

/**
 * synchronize_rcu_expedited - the same at once, at the price of interrupting all CPUs
 * Context: a task, may sleep.
 */
void synchronize_rcu_expedited(void)
{
	unsigned long cookie;

	check_waiter();
	if (num_online_cpus() == 1)
		return;
	atomic_inc(&nr_hurried);	/* a full barrier: before the grace period is asked for */
	smp_mb__after_atomic();
	cookie = start_poll_synchronize_rcu();
	while (!poll_state_synchronize_rcu(cookie)) {
		int ended = atomic_read(&gps_ended);

		/* The one under way began too early: then there is a second round. */
		ask_all_cpus();
		wait_event(hurried, atomic_read(&gps_ended) != ended ||
				    poll_state_synchronize_rcu(cookie));
	}
	atomic_dec(&nr_hurried);
}
EXPORT_SYMBOL_GPL(synchronize_rcu_expedited);

/* ---- all callbacks --------------------------------------------------------------------- */

static DEFINE_MUTEX(barrier_mutex);
static DEFINE_PER_CPU(struct rcu_head, barrier_head);	/* barrier_mutex; then its CPU's list */
static atomic_t barrier_left;
static DECLARE_COMPLETION(barrier_done);		/* barrier_mutex */

static void one_less(void)
{
	if (atomic_dec_and_test(&barrier_left))
		complete(&barrier_done);
}

static void barrier_called(struct rcu_head *unused)
{
	one_less();
}

static void queue_barrier(void *unused)
{
	atomic_inc(&barrier_left);
	call_rcu(this_cpu_ptr(&barrier_head), barrier_called);
}

/**
 * rcu_barrier - wait until every callback queued so far, on any CPU, has been called
 * Context: a task, may sleep.
 */
void rcu_barrier(void)
{
	might_sleep();
	mutex_lock(&barrier_mutex);
	reinit_completion(&barrier_done);
	atomic_set(&barrier_left, 1);
	on_each_cpu(queue_barrier, NULL, 1);
	one_less();
	wait_for_completion(&barrier_done);
	mutex_unlock(&barrier_mutex);
}
EXPORT_SYMBOL(rcu_barrier);
