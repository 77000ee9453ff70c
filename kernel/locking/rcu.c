// SPDX-License-Identifier: MIT
/*
 * kernel/locking/rcu.c - when can no reader be left?
 *
 * What it is for
 *
 *   A writer has unlinked an object, but readers who found it before may still
 *   be looking at it.  They take no lock and leave no trace; so when may it be
 *   freed?
 *
 * How it works
 *
 *   A reader cannot be preempted and does not sleep.  So a CPU that switches
 *   tasks, idles, or is interrupted with preemption on, is outside any reader:
 *   a quiescent state.  When every CPU has been in one since the object was
 *   unlinked, no reader is left: a grace period is over.
 *
 *       call_rcu(A)     CPU 0 switches   CPU 1 idles      A's function is called
 *       ----|----------------|----------------|---------------------|-----
 *           start: all CPUs owe           both have reported: end
 *
 *   How does a CPU get to report?
 *
 *       it switches tasks            at once
 *       it idles with its tick off   the reschedule interrupt sends it round its loop
 *       it runs one task             the tick, if it interrupts no reader; and if it
 *                                    does, it asks for a switch at the reader's end
 *       it does nothing but softirqs ksoftirqd, between two budgets
 *
 *   Callbacks wait in three lists per CPU, and the tick lets them move on, so it
 *   does not stop in idle while there are any:
 *
 *       next     came in; no grace period has begun for them
 *       wait     the grace period number wait_gp will do for them
 *       done     may be called, by RCU_SOFTIRQ
 *
 *   Grace periods are numbered.  gp_started is the last one begun, gp_done the
 *   last one ended; they differ while one is under way, and gp_owing has a bit
 *   for each CPU that has not reported.  So that a switch costs one test only,
 *   each CPU has its bit as a variable of its own, too.
 *
 * Context
 *
 *   function                  may be called from
 *   call_rcu()                anywhere but NMI
 *   get_state_..., start_poll_synchronize_rcu()   anywhere but NMI
 *   rcu_note_context_switch() the scheduler and idle, interrupts off
 *   rcu_sched_clock_irq()     the tick
 *
 * Locking: gp_lock (order 70) for the grace period; a CPU's lists are its own,
 * with interrupts off.
 *
 * Invariants
 *
 *   [R1] A callback moves to wait only with a number greater than every grace
 *        period that had begun when it came in.
 *   [R2] A CPU's bit in gp_owing is cleared only in a quiescent state.
 *   [R3] No CPU halts with its tick stopped while it owes a report or has callbacks.
 *
 * Compared with Linux: Linux' tree of CPU masks is one word, its threads are the
 * softirq, and readers cannot be preempted.
 *
 * See also: rcu_sync.c for those who wait, rcu_stall.c for a grace period that does not
 * end; tests/unit/locking_test.c, tests/unit/smp_rcu_test.c.
 */

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include <asm/arch.h>
#include <asm/barrier.h>

#include "rcu.h"

/* A list of callbacks in the order of call_rcu(). */
struct cb_list {
	struct rcu_head *head;
	struct rcu_head **tail;		/* NULL: never used, means empty */
};

/* One CPU's share; own CPU with interrupts off. */
struct rcu_data {
	struct cb_list next, wait, done;
	unsigned long wait_gp;		/* the end of this one frees what is on wait */
};

static DEFINE_PER_CPU(struct rcu_data, rcu_data);
static DEFINE_RAW_SPINLOCK(gp_lock);
static unsigned long gp_started, gp_done;	/* gp_lock; gp_done read without */
static bool gp_wanted;				/* gp_lock: start another when this ends */
static struct cpumask gp_owing;			/* gp_lock */

DEFINE_PER_CPU(bool, rcu_owes_report);		/* set with gp_lock held; read by its CPU */

/* ---- lists ---------------------------------------------------------------------- */

static bool cb_empty(const struct cb_list *list)
{
	return !list->head;
}

static void cb_init(struct cb_list *list)
{
	list->head = NULL;
	list->tail = &list->head;
}

static void cb_append(struct cb_list *list, struct rcu_head *head)
{
	if (!list->tail)
		cb_init(list);
	head->next = NULL;
	*list->tail = head;
	list->tail = &head->next;
}

static void cb_move_all(struct cb_list *to, struct cb_list *from)
{
	if (cb_empty(from))
		return;
	if (!to->tail)
		cb_init(to);
	*to->tail = from->head;
	to->tail = from->tail;
	cb_init(from);
}

/* ---- grace periods: gp_lock held --------------------------------------------------- */

static void start_gp(void)
{
	int cpu;

	WRITE_ONCE(gp_started, gp_started + 1);
	gp_wanted = false;
	rcu_stall_begin();
	cpumask_copy(&gp_owing, cpu_online_mask);
	for_each_cpu(cpu, &gp_owing)
		WRITE_ONCE(per_cpu(rcu_owes_report, cpu), true);
	smp_mb();	/* pairs with idle_once(): it sees the debt, or we see that it idles */
	for_each_cpu(cpu, &gp_owing)
		if (cpu != smp_processor_id() && idle_cpu(cpu))
			arch_send_reschedule(cpu);
}

/* One must begin after this moment. */
static void want_gp(void)
{
	if (gp_started == gp_done)
		start_gp();
	else
		gp_wanted = true;
}

static void end_gp(void)
{
	/* pairs with gp_is_over(): the readers' accesses before, freeing after */
	smp_store_release(&gp_done, gp_started);
	rcu_sync_gp_ended();
	if (gp_wanted)
		start_gp();
}

static bool gp_is_over(unsigned long gp)
{
	return (long)(smp_load_acquire(&gp_done) - gp) >= 0;
}

/**
 * rcu_report_quiescent - this CPU is in no reader, and owes that report
 * Context: interrupts off; through rcu_note_context_switch().
 */
void rcu_report_quiescent(void)
{
	int cpu = smp_processor_id();

	raw_spin_lock(&gp_lock);
	/* The end of one may be the start of the next, to which we are quiescent as well. [R3] */
	while (cpumask_test_and_clear_cpu(cpu, &gp_owing))
		if (cpumask_empty(&gp_owing))
			end_gp();
	this_cpu_write(rcu_owes_report, false);
	raw_spin_unlock(&gp_lock);
}

/**
 * rcu_note_interrupted - an interrupt came: was it a reader that it interrupted?
 *
 * If so, and the report is owed, there will be a switch as soon as the reader is over.
 * Idle sees to itself when the interrupt returns.
 *
 * Context: hardirq, not nested in a softirq of its own.
 */
void rcu_note_interrupted(bool user)
{
	/* All that may be counted is this interrupt: then nothing was held before it. */
	if (user || preempt_count() == HARDIRQ_OFFSET) {
		rcu_note_context_switch(false);		/* [R2] */
	} else if (unlikely(this_cpu_nonzero(rcu_owes_report)) && !is_idle_task(current)) {
		set_tsk_need_resched(current);
		set_preempt_need_resched();
	}
}

/* ---- callbacks: own CPU, interrupts off --------------------------------------------- */

/* [R1] a period under way may have begun before the callback came in. */
static void request_gp(struct rcu_data *rdp)
{
	cb_move_all(&rdp->wait, &rdp->next);
	raw_spin_lock(&gp_lock);
	rdp->wait_gp = gp_started + 1;
	want_gp();
	raw_spin_unlock(&gp_lock);
}

/* The tick: let the lists move on as far as the ended grace periods allow. */
static void advance_callbacks(struct rcu_data *rdp)
{
	if (!cb_empty(&rdp->wait) && gp_is_over(rdp->wait_gp))
		cb_move_all(&rdp->done, &rdp->wait);
	if (cb_empty(&rdp->wait) && !cb_empty(&rdp->next))
		request_gp(rdp);
	if (!cb_empty(&rdp->done))
		raise_softirq_irqoff(RCU_SOFTIRQ);
}

static bool has_callbacks(const struct rcu_data *rdp)
{
	return rdp->next.head || rdp->wait.head || rdp->done.head;
}

/**
 * rcu_needs_cpu - does this CPU have callbacks, for which the tick must go on?
 * Context: idle, interrupts off.
 */
bool rcu_needs_cpu(void)
{
	return has_callbacks(this_cpu_ptr(&rcu_data));
}

/**
 * rcu_sched_clock_irq - the tick: was a reader interrupted?
 * @user: user mode was interrupted
 * Context: the tick's interrupt.
 */
void rcu_sched_clock_irq(int user)
{
	rcu_note_interrupted(user);
	if (READ_ONCE(gp_started) != READ_ONCE(gp_done))
		rcu_stall_check();
	if (has_callbacks(this_cpu_ptr(&rcu_data)))
		advance_callbacks(this_cpu_ptr(&rcu_data));
}

/**
 * call_rcu - call @func(@head) after a grace period
 * @head: embedded in what @func shall free
 * Context: any but NMI.  @func is called in a softirq.
 */
void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	struct rcu_data *rdp;
	unsigned long flags;

	head->func = func;
	local_irq_save(flags);
	rdp = this_cpu_ptr(&rcu_data);
	cb_append(&rdp->next, head);
	if (cb_empty(&rdp->wait))
		request_gp(rdp);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(call_rcu);

/* kfree_rcu() stores the offset of the head in its object in place of a function. */
#define MAX_KFREE_OFFSET 4096

static void invoke(struct rcu_head *head)
{
	unsigned long offset = (unsigned long)head->func;

	if (offset < MAX_KFREE_OFFSET)
		kvfree((void *)head - offset);
	else
		head->func(head);
}

static struct rcu_head *take_done(struct rcu_data *rdp)
{
	unsigned long flags;
	struct rcu_head *head;

	local_irq_save(flags);
	head = rdp->done.head;
	cb_init(&rdp->done);
	local_irq_restore(flags);
	return head;
}

static void rcu_process_callbacks(struct softirq_action *unused)
{
	struct rcu_head *head = take_done(this_cpu_ptr(&rcu_data));

	while (head) {
		struct rcu_head *next = head->next;

		invoke(head);
		head = next;
	}
}

/* ---- asking instead of waiting ------------------------------------------------------- */

/**
 * get_state_synchronize_rcu - the grace period that will do for what was unlinked by now
 * Context: any.
 * Return: for poll_state_synchronize_rcu().
 */
unsigned long get_state_synchronize_rcu(void)
{
	smp_mb();	/* unlinking before asking; pairs with the smp_mb() in start_gp() */
	return READ_ONCE(gp_started) + 1;	/* [R1] */
}
EXPORT_SYMBOL_GPL(get_state_synchronize_rcu);

/* The same, and see to it that there will be one. */
unsigned long start_poll_synchronize_rcu(void)
{
	unsigned long cookie, flags;

	raw_spin_lock_irqsave(&gp_lock, flags);
	cookie = gp_started + 1;
	want_gp();
	raw_spin_unlock_irqrestore(&gp_lock, flags);
	return cookie;
}
EXPORT_SYMBOL_GPL(start_poll_synchronize_rcu);

bool poll_state_synchronize_rcu(unsigned long cookie)
{
	return gp_is_over(cookie);
}
EXPORT_SYMBOL_GPL(poll_state_synchronize_rcu);

/**
 * rcu_gp_snapshot - which grace period is under way, and who has not reported?
 * @owing: OUT
 * Context: interrupts off.
 * Return: its number, 0 if there is none.
 */
unsigned long rcu_gp_snapshot(struct cpumask *owing)
{
	unsigned long gp;

	raw_spin_lock(&gp_lock);
	gp = gp_started == gp_done ? 0 : gp_started;
	cpumask_copy(owing, &gp_owing);
	raw_spin_unlock(&gp_lock);
	return gp;
}

void kvfree_call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	call_rcu(head, func);
}
EXPORT_SYMBOL(kvfree_call_rcu);

void __kfree_rcu_now(const void *ptr)
{
	kvfree(ptr);
}
EXPORT_SYMBOL(__kfree_rcu_now);

void __init rcu_init(void)
{
	open_softirq(RCU_SOFTIRQ, rcu_process_callbacks);
}
