// SPDX-License-Identifier: MIT
/*
 * kernel/bh/tasklet.c - a function, run soon, once, and never beside itself
 *
 * Reading order: 12.  Reached from run_handlers() in kernel/bh/softirq.c as the
 *                     handler of TASKLET_SOFTIRQ and HI_SOFTIRQ.
 *                     Continues in kernel/bh/ksoftirqd.c.
 *
 * What it is for
 *
 *   There are ten softirqs, and a driver cannot have one of its own; and one that
 *   it had could run on all CPUs at once.  A tasklet is a softirq's time without
 *   both limits: any number of them, and each at one place at a time.
 *
 * How it works
 *
 *   Each CPU has two lists, of which HI_SOFTIRQ and TASKLET_SOFTIRQ take the whole
 *   and run what was on it.  Two bits of the tasklet's state make the promises:
 *
 *       SCHED   set by whoever schedules; who finds it set does nothing.  So the
 *               tasklet is on one list at most.  Cleared just before the function
 *               starts: scheduled from then on, it runs again.
 *       RUN     held while the function runs, a lock that is only tried.  A CPU
 *               that finds it taken puts the tasklet back and raises again.
 *
 *              schedule        schedule            schedule
 *                 |               |                   |
 *       SCHED  ___/~~~~~~~~~~~~~~~~~~~~\______________/~~~~~~\____
 *       RUN    ______________________/~~~ function ~~~~~\___/~~~ function ~~~\__
 *
 *   count is how often it is disabled.  A disabled tasklet stays on its list, and
 *   is looked at again and again by ksoftirqd until it is enabled.
 *
 * Context
 *
 *   function                    may be called from
 *   tasklet_schedule()          anywhere but NMI
 *   tasklet_disable()           process context: waits for a run to end
 *   tasklet_disable_nosync()    anywhere
 *   tasklet_enable()            anywhere
 *   tasklet_kill()              process context: waits for schedule and run
 *   the function                softirq, interrupts on; must not sleep
 *
 * Locking
 *
 *   A list belongs to its CPU and is touched with interrupts off.  A tasklet's
 *   next belongs to whoever set SCHED.
 *
 * Invariants
 *
 *   [T1] A tasklet is on at most one list: SCHED is set exactly once per queueing.
 *   [T2] SCHED is cleared before the function starts, so no schedule is lost.
 *   [T3] The function runs only between winning RUN and releasing it.
 *   [T4] After tasklet_kill() it is on no list and does not run.
 *
 * Compared with Linux
 *
 *   Same states and same corners.  Those who wait share one wait queue here.
 *   Linux calls tasklets deprecated; docs/bottom-halves.md says what to use.
 *
 * See also: tasklet_control.c (setting up, waiting for the end);
 * tests/unit/tasklet_test.c.
 */

#include <linux/bug.h>
#include <linux/debugflags.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/wait.h>
#include <trace/events/irq.h>

#include "bh.h"

DEFINE_PER_CPU(struct tasklet_head, tasklet_vec);
DEFINE_PER_CPU(struct tasklet_head, tasklet_hi_vec);
DEFINE_PER_CPU(struct tasklet_struct *, running_tasklet);

/*
 * Put behind all others of this CPU, and raise.  The caller has set SCHED [T1].  The
 * list needs interrupts off; what finish_raising() does, does not.
 */
#define append_and_raise(vec, t, nr) do {			\
	unsigned long flags;					\
								\
	(t)->next = NULL;					\
	local_irq_save(flags);					\
	*this_cpu_read((vec).tail) = (t);			\
	this_cpu_write((vec).tail, &(t)->next);			\
	or_softirq_pending(1U << (nr));				\
	local_irq_restore(flags);				\
	finish_raising(nr);					\
} while (0)

/* Behind tasklet_schedule(), for who was the one to set SCHED. */
void __tasklet_schedule(struct tasklet_struct *t)
{
	append_and_raise(tasklet_vec, t, TASKLET_SOFTIRQ);
}
EXPORT_SYMBOL(__tasklet_schedule);

void __tasklet_hi_schedule(struct tasklet_struct *t)
{
	append_and_raise(tasklet_hi_vec, t, HI_SOFTIRQ);
}
EXPORT_SYMBOL(__tasklet_hi_schedule);

/**
 * tasklet_hi_schedule_first - schedule in front of everything else of this CPU
 *
 * Context: interrupts off.
 */
void tasklet_hi_schedule_first(struct tasklet_struct *t)
{
	struct tasklet_head *list = this_cpu_ptr(&tasklet_hi_vec);

	WARN_ON_ONCE(!irqs_disabled());
	if (test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		return;
	t->next = list->head;
	if (!list->head)
		list->tail = &t->next;
	list->head = t;
	raise_softirq_irqoff(HI_SOFTIRQ);
}
EXPORT_SYMBOL(tasklet_hi_schedule_first);

/* The whole list, oldest first; an empty one takes its place. */
static struct tasklet_struct *take_list(struct tasklet_head *list)
{
	struct tasklet_struct *first;

	local_irq_disable();
	first = list->head;
	list->head = NULL;
	list->tail = &list->head;
	local_irq_enable();
	return first;
}

static __cold noinline void warn_not_scheduled(struct tasklet_struct *t)
{
	WARN_ONCE(1, "tasklet SCHED state not set: %s %pS\n",
		  t->use_callback ? "callback" : "func",
		  t->use_callback ? (void *)t->callback : (void *)t->func);
}

/* RUN is ours and it is not disabled: call it, unless somebody meddled with SCHED. */
static __always_inline void call_tasklet(struct tasklet_struct *t)
{
	if (unlikely(!test_and_clear_bit(TASKLET_STATE_SCHED, &t->state))) {	/* [T2] */
		warn_not_scheduled(t);
		return;
	}
	trace_tasklet_entry(t, t->func);
	if (t->use_callback)
		t->callback(t);
	else
		t->func(t->data);
}

/*
 * Release RUN, then look for waiters: the locked instruction orders the two, and
 * pairs with set_current_state() of wait_event(), between which and its sleep a
 * waiter looks at RUN.
 */
static __always_inline void release_run(struct tasklet_struct *t)
{
	clear_bit_unlock(TASKLET_STATE_RUN, &t->state);
	smp_mb__after_atomic();
	if (unlikely(waitqueue_active(&tasklet_waiters)))
		wake_up_all(&tasklet_waiters);
}

void tasklet_unlock(struct tasklet_struct *t)
{
	release_run(t);
}
EXPORT_SYMBOL_GPL(tasklet_unlock);

/* Run it if that is possible here and now. */
static __always_inline bool try_tasklet(struct tasklet_struct *t)
{
	if (unlikely(!tasklet_trylock(t)))			/* [T3] runs on another CPU */
		return false;
	if (unlikely(t->count.counter)) {		/* looked at once: barriers around it */
		release_run(t);
		return false;
	}
	call_tasklet(t);
	release_run(t);
	return true;
}

/* It could not run: behind the others of this CPU, and once more. */
static __cold noinline void put_back(struct tasklet_struct *t, struct tasklet_head __percpu *vec,
				     unsigned int nr)
{
	struct tasklet_head *list = this_cpu_ptr(vec);

	local_irq_disable();
	t->next = NULL;
	*list->tail = t;
	list->tail = &t->next;
	__raise_softirq_irqoff(nr);
	local_irq_enable();
}

static __always_inline void run_tasklets(struct tasklet_head __percpu *vec, unsigned int nr,
					 bool watched)
{
	struct tasklet_struct *next = take_list(this_cpu_ptr(vec));

	if (unlikely(!next))
		return;
	do {
		struct tasklet_struct *t = next;

		next = t->next;			/* before the function, which may free it */
		if (watched)
			this_cpu_write(running_tasklet, t);
		if (unlikely(!try_tasklet(t)))
			put_back(t, vec, nr);
	} while (next);
	if (watched)
		this_cpu_write(running_tasklet, NULL);
}

/* The handlers of the two softirqs. */
static void tasklet_action(struct softirq_action *unused)
{
	run_tasklets(&tasklet_vec, TASKLET_SOFTIRQ, false);
}

static void tasklet_hi_action(struct softirq_action *unused)
{
	run_tasklets(&tasklet_hi_vec, HI_SOFTIRQ, false);
}

/* The same with debug=objects: whose function runs is known. */
static void watched_tasklet_action(struct softirq_action *unused)
{
	run_tasklets(&tasklet_vec, TASKLET_SOFTIRQ, true);
}

static void watched_tasklet_hi_action(struct softirq_action *unused)
{
	run_tasklets(&tasklet_hi_vec, HI_SOFTIRQ, true);
}

static void __init init_list(struct tasklet_head *list)
{
	list->tail = &list->head;
}

void __init tasklet_init_lists(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		init_list(per_cpu_ptr(&tasklet_vec, cpu));
		init_list(per_cpu_ptr(&tasklet_hi_vec, cpu));
	}
	if (debug_enabled(DEBUG_OBJECTS)) {
		open_softirq(TASKLET_SOFTIRQ, watched_tasklet_action);
		open_softirq(HI_SOFTIRQ, watched_tasklet_hi_action);
		return;
	}
	open_softirq(TASKLET_SOFTIRQ, tasklet_action);
	open_softirq(HI_SOFTIRQ, tasklet_hi_action);
}
