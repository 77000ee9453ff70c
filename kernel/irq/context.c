// SPDX-License-Identifier: MIT
/*
 * kernel/irq/context.c - the two ends of every hardware interrupt
 *
 * Reading order: 10.  Both ends are in line in <linux/hardirq.h>.  irq_exit() is
 *                reached from common_interrupt() in arch/x86/apic/irq.c when the last
 *                handler has returned, and comes here if a softirq is pending.
 *                Continues in __do_softirq() in kernel/bh/softirq.c.
 *
 * What it is for
 *
 *   Code all over the kernel must know whether it runs inside an interrupt: it
 *   may not sleep there, and must not be preempted.  And the work which handlers
 *   put off has to begin somewhere: here, when the last hardware interrupt on
 *   this CPU has ended.
 *
 * How it works
 *
 *   The hardirq field of preempt_count is raised by one on entry and lowered on
 *   exit.  That single addition is the whole bookkeeping: in_hardirq(),
 *   in_interrupt(), preemptible() and "scheduling while atomic" all look at it.
 *
 *        task        irq_enter      handlers      irq_exit         task
 *        0x00000  -> 0x10000  .................. 0x00000
 *                                                softirq pending?
 *                                                0x00100 (serving) 0x00000
 *
 * Context
 *
 *   Both with interrupts off, on the interrupt stack.
 *
 * Invariants
 *
 *   [C1] Softirqs start only when this exit ends the last nested interrupt and
 *        neither a softirq nor a local_bh_disable() section was interrupted.
 *        Whoever forbade them looks for pending ones when he allows them again.
 *
 * Compared with Linux
 *
 *   irq_enter() is its irq_enter_rcu().  Left out: time accounting per context,
 *   RCU's watching (a tick is a quiescent state here), lockdep's irq state.
 *
 * See also: <linux/preempt.h>; tests/unit/irq_test.c.
 */

#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/tick.h>
#include <trace/events/irq.h>

#include "../bh/bh.h"

/*
 * The rest of irq_enter_vector(): somebody follows the path, or idle has slept long and
 * jiffies are behind.
 */
u32 irq_enter_slow(u32 vector)
{
	trace_vector_entry(vector);
	if (tick_nohz_tick_stopped())
		tick_irq_enter();
	return vector;
}

/*
 * The rest of irq_exit(): something is pending.  An interrupt that came on top of
 * another, of a softirq or of a local_bh_disable() section leaves it to them.
 */
void irq_exit_softirq(void)
{
	if (softirqs_may_start() && !left_to_ksoftirqd(true))	/* [C1] */
		__do_softirq();		/* on the interrupt stack already */
}
