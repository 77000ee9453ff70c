// SPDX-License-Identifier: MIT
/*
 * kernel/sched/idle.c - what a CPU does when there is nothing to do
 *
 * How it works
 *
 *   The idle task runs when no class has a task, with preemption off, so only
 *   its own schedule_idle() switches away from it.  It halts until the next
 *   interrupt:
 *
 *       cli
 *       need_resched()?  ------ yes: do not halt
 *       sti; hlt         the interrupt that wakes somebody may come right
 *                        after sti, but only after hlt has begun: sti holds
 *                        interrupts off for one more instruction
 *
 *   Testing with interrupts on would lose a wake-up that comes between the test
 *   and hlt: the CPU would sleep until the next interrupt with a task ready. [I1]
 *
 *   The tick stops while the CPU idles, so that hlt can last until the next timer.
 *
 * Invariants
 *
 *   [I1] need_resched() is false, looked at with interrupts off, when hlt begins.
 */

#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/idle.h>
#include <linux/tick.h>

#include <asm/arch.h>

#include "sched.h"

/* Interrupts are on again when it returns. */
static void idle_once(void)
{
	local_irq_disable();
	if (need_resched()) {			/* [I1] */
		local_irq_enable();
		return;
	}
	smp_mb();	/* pairs with the one in start_gp(): we are seen to idle by now */
	rcu_note_context_switch(false);
	tick_nohz_idle_stop_tick();
	arch_cpu_idle();
}

static void do_idle(void)
{
	if (unlikely(nr_cpu_ids > 1))
		pull_for_idle();
	tick_nohz_idle_enter();
	while (!need_resched())
		idle_once();
	tick_nohz_idle_exit();
	schedule_idle();
}

/**
 * cpu_startup_entry - become the idle task of this CPU
 * Context: the boot task of the CPU, once; preemption off.
 * Return: never.
 */
void __noreturn cpu_startup_entry(void)
{
	current->flags |= PF_IDLE;
	for (;;)
		do_idle();
}

/**
 * wake_up_if_idle - let an idle CPU go once through its loop
 * Context: any but NMI.
 */
void wake_up_if_idle(int cpu)
{
	struct rq *rq = cpu_rq(cpu);
	unsigned long flags;

	raw_spin_lock_irqsave(&rq->lock, flags);
	if (is_idle_task(rq->curr))
		resched_curr(rq);
	raw_spin_unlock_irqrestore(&rq->lock, flags);
}

/* ---- the class below all others -------------------------------------------- */

static void enqueue_task_idle(struct rq *rq, struct task_struct *p, int flags)
{
	WARN_ON_ONCE(true);	/* the idle task is never on the queue */
}

static void dequeue_task_idle(struct rq *rq, struct task_struct *p)
{
	WARN_ON_ONCE(true);	/* it never sleeps */
}

static void set_next_task_idle(struct rq *rq, struct task_struct *p)
{
	p->se.exec_start = rq->clock;
}

static struct task_struct *pick_next_task_idle(struct rq *rq)
{
	set_next_task_idle(rq, rq->idle);
	return rq->idle;
}

static void update_curr_idle(struct rq *rq)
{
	struct sched_entity *se = &rq->curr->se;

	se->sum_exec_runtime += rq->clock - se->exec_start;
	se->exec_start = rq->clock;
}

static void put_prev_task_idle(struct rq *rq, struct task_struct *p)
{
	update_curr_idle(rq);
}

static bool preempts_idle(struct rq *rq, struct task_struct *p)
{
	return true;
}

static void task_tick_idle(struct rq *rq, struct task_struct *p)
{
	update_curr_idle(rq);
}

/* yield() of an idle task has no one to yield to. */
static void yield_task_idle(struct rq *rq)
{
}

const struct sched_class idle_sched_class = {
	.rank = 0,
	.enqueue_task = enqueue_task_idle,
	.dequeue_task = dequeue_task_idle,
	.pick_next_task = pick_next_task_idle,
	.set_next_task = set_next_task_idle,
	.put_prev_task = put_prev_task_idle,
	.preempts_curr = preempts_idle,
	.task_tick = task_tick_idle,
	.yield_task = yield_task_idle,
	.update_curr = update_curr_idle,
};
