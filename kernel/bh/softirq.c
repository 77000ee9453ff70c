// SPDX-License-Identifier: MIT
/*
 * kernel/bh/softirq.c - run what interrupt handlers put off
 *
 * Reading order: 11.  Reached from irq_exit() in kernel/irq/context.c.
 *                     Continues in kernel/bh/tasklet.c.
 *
 * What it is for
 *
 *   A hardware interrupt handler (the "top half") runs with interrupts off, so
 *   every microsecond it takes delays every other device of this CPU.  It does
 *   the least it can - acknowledge the device, save what would be overwritten -
 *   and asks for the rest to be done soon.  A softirq is the lowest meaning of
 *   "soon": after the last nested hardware interrupt of this CPU has ended,
 *   before the interrupted code goes on, with interrupts on.
 *
 * How it works
 *
 *   Each CPU owns one 32-bit word, __softirq_pending.  Bit N says "handler N has
 *   work on this CPU".  To raise is to set the bit; nothing is queued, so two
 *   raises before the handler starts are one run.
 *
 *       device IRQ            irq_exit()                interrupted task
 *       ----------            ----------                ----------------
 *       top half (IF=0)
 *         raise_softirq(N)
 *                      \--->  take the word, leave 0
 *                             sti; handler N(); cli     (more interrupts may
 *                             the word is 0 again?       raise more bits here)
 *                               no, budget left: again
 *                               no, budget gone: wake ksoftirqd ---> a thread
 *                             iretq  ---------------------> goes on
 *
 *   The budget - ten passes, two milliseconds, nobody waiting for the CPU - is
 *   there because a device can interrupt faster than its handler works; without
 *   it the interrupted task would never go on.
 *
 *   There are three ways in: irq_exit(); local_bh_enable(), which runs what was
 *   raised while it was forbidden; and ksoftirqd.
 *
 * Context
 *
 *   function                  may be called from          interrupts
 *   raise_softirq()           anywhere but NMI            any
 *   raise_softirq_irqoff()    anywhere but NMI            off
 *   __do_softirq()            irq_exit, local_bh_enable,  off; on while handlers
 *                             ksoftirqd                   run; off on return
 *   a handler                 -                           on; must not sleep
 *
 * Locking
 *
 *   None.  The word is set by its own CPU, with one instruction, and cleared by
 *   its own CPU with interrupts off.  softirq_vec[] is written by open_softirq()
 *   while booting.  The same softirq may run on two CPUs at once: handlers whose
 *   data is not per-CPU bring a lock.
 *
 * Invariants
 *
 *   [S1] Handlers do not nest on a CPU: whoever calls __do_softirq() has seen
 *        in_interrupt() false, or is ksoftirqd.
 *   [S2] A bit is cleared BEFORE its handler starts, so a raise during the
 *        handler is not lost: it makes another pass.
 *   [S3] A handler returns with the preempt_count it was entered with.
 *   [S4] Whoever leaves a bit set sees to its run: an interrupt or a section with
 *        softirqs off is under way and looks when it ends, or ksoftirqd is woken.
 *
 * Compared with Linux
 *
 *   Linux 6.1's names, order, budget, and its rule that all but HI and TASKLET
 *   wait while ksoftirqd is at work.  raise_softirq() does not turn interrupts
 *   off, because nothing in it needs that.  Left out: PREEMPT_RT, accounting of
 *   time, moving work off a dead CPU.
 *
 * See also: docs/bottom-halves.md; tests/unit/softirq_test.c.
 */

#define pr_fmt(fmt) "softirq: " fmt

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <trace/events/irq.h>

#include <asm/arch.h>

#include "bh.h"

#define SOFTIRQ_MAX_PASSES	10
#define SOFTIRQ_MAX_TIME	msecs_to_jiffies(2)

static struct softirq_action softirq_vec[NR_SOFTIRQS];	/* written while booting */

DEFINE_PER_CPU(struct kernel_stat, kstat);

/* Index order is priority order; it matches the enum in <linux/interrupt.h>. */
const char * const softirq_to_name[NR_SOFTIRQS] = {
	[HI_SOFTIRQ]		= "HI",
	[TIMER_SOFTIRQ]		= "TIMER",
	[NET_TX_SOFTIRQ]	= "NET_TX",
	[NET_RX_SOFTIRQ]	= "NET_RX",
	[BLOCK_SOFTIRQ]		= "BLOCK",
	[IRQ_POLL_SOFTIRQ]	= "IRQ_POLL",
	[TASKLET_SOFTIRQ]	= "TASKLET",
	[SCHED_SOFTIRQ]		= "SCHED",
	[HRTIMER_SOFTIRQ]	= "HRTIMER",
	[RCU_SOFTIRQ]		= "RCU",
};

/**
 * open_softirq - say what runs when softirq @nr is raised
 *
 * Context: boot, before the first raise of @nr.
 */
void open_softirq(int nr, void (*action)(struct softirq_action *))
{
	softirq_vec[nr].action = action;
}

/**
 * __raise_softirq_irqoff - set the bit and leave the rest to the caller [S4]
 *
 * Context: hardirq, or softirqs off; or the caller wakes ksoftirqd.
 */
void __raise_softirq_irqoff(unsigned int nr)
{
	trace_softirq_raise(nr);
	or_softirq_pending(1U << nr);
}

/*
 * The rare half of raising: somebody follows the path, or this is a task, where
 * nobody is on the way to irq_exit() and ksoftirqd gets the work [S4].
 *
 * The caller was perhaps interrupted, and moved to another CPU, since it set the bit.
 * Then the interrupt has run the softirq on its way out, and the thread is woken for
 * nothing.
 */
__cold noinline void raise_softirq_slow(unsigned int nr)
{
	unsigned long flags;

	trace_softirq_raise(nr);
	if (!softirqs_may_start())
		return;
	local_irq_save(flags);
	wake_ksoftirqd();
	local_irq_restore(flags);
}

/**
 * raise_softirq - have softirq @nr run soon on this CPU
 *
 * Context: any but NMI.
 */
void raise_softirq(unsigned int nr)
{
	or_softirq_pending(1U << nr);
	finish_raising(nr);
}
EXPORT_SYMBOL(raise_softirq);

/* The same, for callers that have interrupts off. */
void raise_softirq_irqoff(unsigned int nr)
{
	or_softirq_pending(1U << nr);
	finish_raising(nr);
}
EXPORT_SYMBOL(raise_softirq_irqoff);

/*
 * The word has changed under handler @nr.  need_resched may have: fine.  If the count
 * has, [S3] is broken: say whose handler did it, and go on with the count as it was.
 */
static __cold noinline void check_preempt_count(unsigned long nr, unsigned int word_before)
{
	int count_before = word_before & ~PREEMPT_NEED_RESCHED;

	if (preempt_count() == count_before)
		return;
	pr_err("huh, entered softirq %lu %s %pS with preempt_count %08x, exited with %08x?\n",
	       nr, softirq_to_name[nr], softirq_vec[nr].action, count_before, preempt_count());
	preempt_count_set(count_before);
}

/* Call the handlers whose bits are set, lowest number (highest priority) first. */
static __always_inline void run_handlers(unsigned long pending)
{
	unsigned int word_before = preempt_count_word();

	do {
		unsigned long nr = __ffs(pending);

		trace_softirq_entry(nr);
		kstat_incr_softirqs_this_cpu(nr);
		softirq_vec[nr].action(&softirq_vec[nr]);
		if (unlikely(!preempt_count_word_is(word_before)))	/* [S3] */
			check_preempt_count(nr, word_before);
		pending &= pending - 1;				/* the next higher bit */
	} while (pending);
}

/* One pass: take the word, and run what it says with interrupts on. */
static __always_inline void run_pass(void)
{
	unsigned long pending = this_cpu_read_u32(__softirq_pending);

	set_softirq_pending(0);					/* [S2] */
	local_irq_enable();
	run_handlers(pending);
	local_irq_disable();
}

/* More was raised during the first pass, which began at @start: go on within the budget. */
static __cold noinline void run_more_passes(unsigned long start)
{
	int passes = SOFTIRQ_MAX_PASSES - 1;

	do {
		if (!passes-- || time_after_eq(jiffies, start + SOFTIRQ_MAX_TIME) ||
		    need_resched()) {
			wake_ksoftirqd();			/* [S4] */
			return;
		}
		run_pass();
	} while (local_softirq_pending());
}

/**
 * __do_softirq - run this CPU's pending softirqs within one budget
 *
 * What does not fit stays pending and is left to ksoftirqd.
 *
 * Context: interrupts off on entry and on return, something is pending.
 */
void __softirq_entry __do_softirq(void)
{
	unsigned long start = jiffies;

	__preempt_count_add(SOFTIRQ_OFFSET);			/* [S1] */
	run_pass();
	if (unlikely(this_cpu_nonzero(__softirq_pending)))
		run_more_passes(start);
	__preempt_count_sub(SOFTIRQ_OFFSET);
}

/* From a task: on the interrupt stack, of which nothing is in use then. */
static __always_inline void run_from_task(void)
{
	unsigned long flags;

	local_irq_save(flags);
	if (this_cpu_nonzero(__softirq_pending) && !left_to_ksoftirqd(false))
		do_softirq_own_stack();
	local_irq_restore(flags);
}

/**
 * do_softirq - run what is pending, if it may run here
 *
 * Context: any; where softirqs may not run, it does nothing [S1].
 */
void do_softirq(void)
{
	if (softirqs_may_start())
		run_from_task();
}

/*
 * The rare half of local_bh_enable(): something is pending, or the caller is
 * where nobody may enable softirqs.  Preemption is still off.
 */
void __local_bh_enable_slow(void)
{
	if (likely(softirqs_may_start()))
		run_from_task();
	else
		WARN_ON_ONCE(in_hardirq());
}
EXPORT_SYMBOL(__local_bh_enable_slow);

/* For code with interrupts off, which irq_exit() follows soon: only count. */
void _local_bh_enable(void)
{
	WARN_ON_ONCE(in_hardirq());
	lockdep_assert_irqs_disabled();
	__preempt_count_sub(SOFTIRQ_DISABLE_OFFSET);
}
EXPORT_SYMBOL(_local_bh_enable);

void __init softirq_init(void)
{
	tasklet_init_lists();
}
