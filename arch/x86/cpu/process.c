// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/process.c - a thread's first stack frame, and idling
 */

#include <linux/irqflags.h>
#include <linux/sched.h>

#include <asm/arch.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/switch_to.h>

/*
 * Left free at the top of a new stack: a program's registers, should it become one; and
 * eight bytes that make rsp a multiple of 16 where ret_from_fork calls C.
 */
#define STACK_TOP_PADDING	(sizeof(struct pt_regs) + 8)

/**
 * arch_init_task_stack - make a thread's first switch arrive in fn(arg)
 * @task: not running; its stack is allocated
 * @fn: its result ends the thread, as do_exit() would
 * @arg: its argument
 *
 * Context: any.
 */
void arch_init_task_stack(struct task_struct *task, int (*fn)(void *), void *arg)
{
	unsigned long top = (unsigned long)task->stack + THREAD_SIZE - STACK_TOP_PADDING;
	struct inactive_task_frame *frame = (struct inactive_task_frame *)top - 1;

	*frame = (struct inactive_task_frame) {
		.bx = (unsigned long)fn,
		.r12 = (unsigned long)arg,
		.ret_addr = (unsigned long)ret_from_fork,
	};
	task->thread.sp = (unsigned long)frame;
}

/**
 * arch_cpu_idle - stop this CPU until the next interrupt
 *
 * sti takes effect after the following instruction.  So an interrupt which came
 * after the caller's last look at need_resched() cannot be handled before the hlt,
 * and leaves the CPU asleep with work to do: it wakes the hlt.
 *
 * Context: interrupts off on entry, on at return.
 */
void arch_cpu_idle(void)
{
	asm volatile("sti\n"
		     "1:	hlt\n"
		     "	.pushsection .rodata\n"
		     "	.globl idle_hlt\n"
		     "idle_hlt: .quad 1b\n"
		     "	.popsection"
		     : : : "memory");
}

/**
 * arch_cpu_halt - stop this CPU for good
 * Context: any.
 */
void __noreturn arch_cpu_halt(void)
{
	arch_local_irq_disable();
	for (;;)
		arch_halt();
}
