// SPDX-License-Identifier: MIT
/*
 * arch/x86/entry/common.c - what must be done before ring 3 runs again
 *
 * Reading order: 16 (user part).  Reached from interrupt_return in entry.asm.
 */

#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/sched.h>

#include <asm/idtentry.h>

/**
 * irqentry_exit_to_user_mode - the last stop before ring 3
 * @regs: where the user program was interrupted
 *
 * The scheduler, signals, task work: more may come while we are at it, so we look
 * again, and the last look is with interrupts off.
 *
 * Context: task context on the thread's stack, interrupts off on entry and return.
 */
void irqentry_exit_to_user_mode(struct pt_regs *regs)
{
	lockdep_assert_irqs_disabled();
	while (exit_to_user_work_pending()) {
		local_irq_enable();
		exit_to_user_work(regs);
		local_irq_disable();
	}
}
