// SPDX-License-Identifier: MIT
/*
 * kernel/irq/context.c - the two ends of every hardware interrupt
 *
 * Reading order: 6 and 10.  irq_enter() is reached from common_interrupt() in
 *                arch/x86/apic/irq.c and continues, by way of the descriptor, in
 *                the flow handlers of kernel/irq/chip.c.  irq_exit() is reached
 *                when the last handler has returned, and continues in
 *                __do_softirq() in kernel/bh/softirq.c.
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

#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/lockdep.h>
#include <linux/tick.h>

#include "../bh/bh.h"

/**
 * irq_enter - from here on, this CPU is in hardirq context
 *
 * Context: first thing in C after an interrupt, interrupts off.
 */
void irq_enter(void)
{
	__irq_enter();
	if (unlikely(tick_nohz_tick_stopped()))
		tick_irq_enter();		/* idle has slept long: jiffies first */
}

/**
 * irq_exit - the handlers are done; what they put off may run
 *
 * Context: interrupts off; still off on return, but softirqs ran with them on.
 */
void irq_exit(void)
{
	lockdep_assert_irqs_disabled();
	__irq_exit();
	if (local_softirq_pending() && !in_interrupt())		/* [C1] */
		invoke_softirq();
}
