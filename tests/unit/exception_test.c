// SPDX-License-Identifier: MIT
/*
 * tests/unit/exception_test.c - case X2: each exception, in a thread of the kernel
 *
 * A thread does what the CPU refuses.  The report must have the exception's name and
 * the function, the thread must be gone, and this one must go on.  Since every case is an
 * oops, which the exit code of a run tells, the suite runs on request only:
 * tests/boot/test_faults.py boots it.  What has an error code is provoked as the
 * CPU does it; of the others some cannot happen here (no FPU is used), and are called by
 * their number.
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/irq_work.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/sprintf.h>

#include <asm/desc.h>
#include <asm/segment.h>

#include "klog.h"

#define NON_CANONICAL		0x8000000000000000ul
#define POISONED_POINTER	0x6b6b6b6b6b6b6b6bul
#define DESC_NOT_PRESENT	0x00cf13000000ffffull	/* a data segment, P = 0 */

static void do_divide(void)
{
	asm volatile("xorl %%ecx, %%ecx\n\tdivl %%ecx" : : : "eax", "ecx", "edx", "cc");
}

static void do_breakpoint(void)
{
	asm volatile("int3");
}

static void do_overflow(void)
{
	asm volatile("int $4");
}

static void do_bounds(void)
{
	asm volatile("int $5");
}

/* Not one that BUG() has left: nobody knows this place. */
static void do_invalid_opcode(void)
{
	asm volatile("ud2");
}

static void do_no_fpu(void)
{
	asm volatile("int $7");
}

/* A selector of a descriptor that says "not present"; the slot is ring 3's, and unused yet. */
static unsigned int selector_not_present(void)
{
	struct desc_ptr gdt;
	u64 *slot;

	store_gdt(&gdt);
	slot = (u64 *)gdt.address + GDT_ENTRY_DEFAULT_USER32_CS;
	WRITE_ONCE(*slot, DESC_NOT_PRESENT);
	return GDT_ENTRY_DEFAULT_USER32_CS * sizeof(u64);
}

static void do_segment_not_present(void)
{
	asm volatile("movl %0, %%es" : : "r" (selector_not_present()));
}

static void do_stack_segment(void)
{
	asm volatile("movl %0, %%ss" : : "r" (selector_not_present()));
}

static void do_general_protection(void)
{
	unsigned long *nowhere = (unsigned long *)NON_CANONICAL;

	OPTIMIZER_HIDE_VAR(nowhere);
	READ_ONCE(*nowhere);
}

/* A structure was freed, poisoned, and asked for the sixteenth entry of its table. */
static void do_freed_pointer(void)
{
	asm volatile("movl $3, 0x40(%0,%1,8)" : : "r" (POISONED_POINTER), "r" (16ul) : "memory");
}

static void do_bad_selector(void)
{
	asm volatile("movl %0, %%es" : : "r" (0xfff8));
}

static void do_page_fault(void)
{
	unsigned long *nowhere = NULL;

	OPTIMIZER_HIDE_VAR(nowhere);
	WRITE_ONCE(*nowhere, 1);
}

static void do_fpu(void)
{
	asm volatile("int $16");
}

static void do_simd(void)
{
	asm volatile("int $19");
}

static const struct fault {
	const char *name;		/* as die() has it */
	void (*cause)(void);
} faults[] = {
	{ "divide error: 0000", do_divide },
	{ "int3: 0000", do_breakpoint },
	{ "overflow: 0000", do_overflow },
	{ "bounds: 0000", do_bounds },
	{ "invalid opcode: 0000", do_invalid_opcode },
	{ "device not available: 0000", do_no_fpu },
	{ "segment not present: 0020", do_segment_not_present },
	{ "stack segment: 0020", do_stack_segment },
	{ "general protection fault, probably for non-canonical address 0x8000000000000000: 0000",
	  do_general_protection },
	{ "general protection fault, probably for non-canonical address 0x6b6b6b6b6b6b6c2b: 0000",
	  do_freed_pointer },
	{ "segment-related general protection fault: fff8", do_bad_selector },
	{ "Oops: 0002", do_page_fault },
	{ "fpu exception: 0000", do_fpu },
	{ "simd exception: 0000", do_simd },
};

static void fault_name(const struct fault *fault, char *desc)
{
	strscpy(desc, fault->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(fault, faults, fault_name);

static bool came_back;

static int faulting_thread(void *arg)
{
	const struct fault *fault = arg;

	fault->cause();
	came_back = true;
	return 0;
}

static void x2_ends_the_thread_alone(struct kunit *test)
{
	const struct fault *fault = test->param_value;
	struct task_struct *k = kthread_create(faulting_thread, (void *)fault, "faulting");
	char rip[KUNIT_PARAM_DESC_SIZE];
	u64 mark = klog_mark();

	KUNIT_ASSERT_FALSE(test, IS_ERR(k));
	get_task_struct(k);
	came_back = false;
	wake_up_process(k);
	while (!READ_ONCE(k->exit_state))
		schedule_timeout_uninterruptible(1);

	KUNIT_EXPECT_FALSE(test, came_back);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, fault->name));
	snprintf(rip, sizeof(rip), "RIP: 0010:%ps+0x", (void *)fault->cause);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, rip));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "Comm: faulting"));
	KUNIT_EXPECT_FALSE(test, klog_has(mark, "Kernel panic"));
	put_task_struct(k);
}

static void divide_in_irq(struct irq_work *work)
{
	do_divide();
}

/* There is no thread that could be blamed: this one does not come back. */
static void x2_in_a_hardirq_is_the_end(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(divide_in_irq);

	irq_work_queue(&work);
	irq_work_sync(&work);
	KUNIT_FAIL(test, "the machine goes on");
}

static struct kunit_case exception_cases[] = {
	KUNIT_CASE_PARAM(x2_ends_the_thread_alone, fault_gen_params),
	KUNIT_CASE(x2_in_a_hardirq_is_the_end),
	{ }
};

static struct kunit_suite exception_suite = {
	.name = "exception",
	.one_cpu = true,
	.test_cases = exception_cases,
	.on_request = true,
};
kunit_test_suite(exception_suite);
