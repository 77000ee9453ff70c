// SPDX-License-Identifier: MIT
/*
 * tests/unit/stack_guard_test.c - stacks that are full, and stacks that are none
 *
 * Each case ends the machine, or the thread it runs in, so each has a boot of its own, with
 * ktest=stack_guard.CASE from tests/boot/test_faults.py, which reads the report.  A case that
 * comes back has failed.
 *
 *     x7_below_...   a stray write to the page below a stack: an oops of the thread
 *     x7_full_...    a stack runs full in its own context: the fault cannot be delivered there,
 *                    so it is reported from the double fault's stack, and is the end
 *     x8_...         the stack pointer points nowhere, and no fault can be delivered
 */

#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kdebug.h>
#include <linux/percpu.h>
#include <linux/sched.h>

#include <asm/apic.h>
#include <asm/cpufeature.h>
#include <asm/nmi.h>
#include <asm/page.h>
#include <asm/processor.h>

#include "../../arch/x86/cpu/cpu.h"

#define STACK_FRAME	256

/* ---- the page below ------------------------------------------------------------------- */

static void write_below(struct kunit *test, unsigned long end, unsigned long size)
{
	unsigned long *last = (unsigned long *)(end - size) - 1;

	WRITE_ONCE(*last, 0);
	KUNIT_FAIL(test, "the page below the stack can be written");
}

static void x7_below_the_task_stack(struct kunit *test)
{
	write_below(test, (unsigned long)current->stack + THREAD_SIZE, THREAD_SIZE);
}

static void x7_below_the_irq_stack(struct kunit *test)
{
	write_below(test, this_cpu_ptr(&cpu_stacks)->irq_end, IRQ_STACK_SIZE);
}

static void below_ist(struct kunit *test, unsigned int ist)
{
	write_below(test, this_cpu_ptr(&cpu_stacks)->ist_end[ist - 1], EXCEPTION_STKSZ);
}

static void x7_below_the_double_fault_stack(struct kunit *test)
{
	below_ist(test, IST_DF);
}

static void x7_below_the_nmi_stack(struct kunit *test)
{
	below_ist(test, IST_NMI);
}

static void x7_below_the_debug_stack(struct kunit *test)
{
	below_ist(test, IST_DB);
}

static void x7_below_the_machine_check_stack(struct kunit *test)
{
	below_ist(test, IST_MCE);
}

/* ---- full ----------------------------------------------------------------------------- */

/* The frame is used after the call, or the compiler would make a loop of this. */
static noinline int descend(int depth)
{
	volatile char frame[STACK_FRAME];

	frame[depth % STACK_FRAME] = (char)depth;
	if (depth == INT_MAX)
		return 0;
	return descend(depth + 1) + frame[(depth + 1) % STACK_FRAME];
}

static void x7_full_task_stack(struct kunit *test)
{
	descend(0);
}

static void descend_in_irq(struct irq_work *work)
{
	descend(0);
}

static void x7_full_irq_stack(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(descend_in_irq);

	irq_work_queue(&work);
	irq_work_sync(&work);
}

static void descend_in_softirq(struct tasklet_struct *tasklet)
{
	descend(0);
}

static DECLARE_TASKLET(deep_tasklet, descend_in_softirq);

/* From task context: softirqs run on the irq stack too. */
static void x7_full_softirq_stack(struct kunit *test)
{
	local_bh_disable();
	tasklet_schedule(&deep_tasklet);
	local_bh_enable();
}

/* What the next NMI, or int1, does. */
static void (*in_ist)(void);

static int on_nmi(unsigned int type, struct pt_regs *regs)
{
	in_ist();
	return NMI_HANDLED;
}

static void do_in_nmi(struct kunit *test, void (*fn)(void))
{
	if (!boot_cpu_has(X86_FEATURE_APIC))
		kunit_skip(test, "no local APIC to send an NMI");
	in_ist = fn;
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, on_nmi, 0, "stack_guard"), 0);
	lapic_send_self_nmi();
}

static void descend_here(void)
{
	descend(0);
}

static void x7_full_nmi_stack(struct kunit *test)
{
	do_in_nmi(test, descend_here);
}

static int on_die(struct notifier_block *nb, unsigned long val, void *data)
{
	if (val == DIE_DEBUG)
		in_ist();
	return NOTIFY_DONE;
}

static struct notifier_block die_block = { .notifier_call = on_die };

static void x7_full_debug_stack(struct kunit *test)
{
	in_ist = descend_here;
	KUNIT_ASSERT_EQ(test, register_die_notifier(&die_block), 0);
	asm volatile("int $1");
}

/* ---- no stack at all ------------------------------------------------------------------- */

/* The fault that the push causes finds no stack either. */
static void lose_the_stack(void)
{
	asm volatile("movl $8, %%esp\n\tpushq %%rax" : : : "memory");
	unreachable();
}

static void x8_no_stack_in_a_task(struct kunit *test)
{
	lose_the_stack();
}

static void lose_it_in_irq(struct irq_work *work)
{
	lose_the_stack();
}

static void x8_no_stack_in_a_hardirq(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(lose_it_in_irq);

	irq_work_queue(&work);
	irq_work_sync(&work);
}

static void x8_no_stack_in_an_nmi(struct kunit *test)
{
	do_in_nmi(test, lose_the_stack);
}

static struct kunit_case stack_guard_cases[] = {
	KUNIT_CASE(x7_below_the_task_stack),
	KUNIT_CASE(x7_below_the_irq_stack),
	KUNIT_CASE(x7_below_the_double_fault_stack),
	KUNIT_CASE(x7_below_the_nmi_stack),
	KUNIT_CASE(x7_below_the_debug_stack),
	KUNIT_CASE(x7_below_the_machine_check_stack),
	KUNIT_CASE(x7_full_task_stack),
	KUNIT_CASE(x7_full_irq_stack),
	KUNIT_CASE(x7_full_softirq_stack),
	KUNIT_CASE(x7_full_nmi_stack),
	KUNIT_CASE(x7_full_debug_stack),
	KUNIT_CASE(x8_no_stack_in_a_task),
	KUNIT_CASE(x8_no_stack_in_a_hardirq),
	KUNIT_CASE(x8_no_stack_in_an_nmi),
	{ }
};

static struct kunit_suite stack_guard_suite = {
	.name = "stack_guard",
	.test_cases = stack_guard_cases,
	.on_request = true,
};
kunit_test_suite(stack_guard_suite);
