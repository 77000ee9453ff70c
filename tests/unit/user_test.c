// SPDX-License-Identifier: MIT
/*
 * tests/unit/user_test.c - ring 3: the way in, the way back, and what a program may not do
 *
 * The programs are in user_code.asm; user_program.h tells how they are run.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include <asm/irq_regs.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/syscall.h>

#include "klog.h"
#include "user_program.h"

extern const char user_code[], user_code_end[];
static const struct program_set user_programs = { user_code, user_code_end };

#define PROGRAM(name) extern const char name[]
PROGRAM(user_exit);
PROGRAM(user_exit_int80);
PROGRAM(user_syscall_keeps_registers);
PROGRAM(user_int80_keeps_registers);
PROGRAM(user_no_such_call);
PROGRAM(user_touch_stack);
PROGRAM(user_fpu);
PROGRAM(user_cli);
PROGRAM(user_hlt);
PROGRAM(user_in);
PROGRAM(user_read_cr0);
PROGRAM(user_wrmsr);
PROGRAM(user_read_kernel);
PROGRAM(user_jump_to_kernel);
PROGRAM(user_read_null);
PROGRAM(user_write_text);
PROGRAM(user_execute_stack);
PROGRAM(user_divide);
PROGRAM(user_ud2);
PROGRAM(user_int3);
PROGRAM(user_int_timer);
PROGRAM(user_bad_stack);
PROGRAM(user_syscall_without_stack);
PROGRAM(user_flags);
PROGRAM(user_spin);
PROGRAM(user_spin_with_canaries);

static int run(struct kunit *test, const char *code, unsigned long word)
{
	return program_run(test, &user_programs, code, word);
}

/* ---- in and back --------------------------------------------------------------------------- */

static void program_runs_and_exits(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, user_exit, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, user_exit, 42), 42 << 8);
	KUNIT_EXPECT_EQ(test, run(test, user_exit, 256 + 7), 7 << 8);
	KUNIT_EXPECT_EQ(test, run(test, user_exit_int80, 43), 43 << 8);
}

static void u1_numbers_out_of_range_are_enosys(struct kunit *test)
{
	static const unsigned long numbers[] = {
		400, 511, 512, 100000, 0x7fffffff, 0x80000000, 0xffffffff,
	};

	for (int i = 0; i < ARRAY_SIZE(numbers); i++)
		KUNIT_EXPECT_EQ_MSG(test, run(test, user_no_such_call, numbers[i]), 0,
				    "number %#lx", numbers[i]);
}

static void u4_system_call_keeps_all_but_the_result(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, user_syscall_keeps_registers, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, user_int80_keeps_registers, 0), 0);
}

static void e4_flags_of_a_program_stay_its_own(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, user_flags, 0), 0);
}

static void u5_no_stack_pointer_hurts(struct kunit *test)
{
	static const unsigned long bad[] = {
		0, 8, PAGE_SIZE, USER_TEXT, 0x800000000000, 0x8000000000000000,
		0xffff888000001000, 0xffffffff80101000, -8ul, -1ul,
	};

	for (int i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_EQ_MSG(test, run(test, user_syscall_without_stack, bad[i]), 0,
				    "rsp %#lx", bad[i]);
}

/* ---- what it may not ------------------------------------------------------------------------ */

static void u3_what_ring_3_may_not_do_ends_it(struct kunit *test)
{
	static const struct {
		const char *code;
		int signal;
		const char *line;
	} bad[] = {
		{ user_cli, SIGSEGV, "] general protection fault ip:" },
		{ user_hlt, SIGSEGV, "] general protection fault ip:" },
		{ user_in, SIGSEGV, "] general protection fault ip:" },
		{ user_read_cr0, SIGSEGV, "] general protection fault ip:" },
		{ user_wrmsr, SIGSEGV, "] general protection fault ip:" },
		{ user_int_timer, SIGSEGV, "] general protection fault ip:" },
		/* A stack segment fault, says the manual; QEMU knows only this one. */
		{ user_bad_stack, SIGSEGV, "] general protection fault ip:" },
		{ user_read_kernel, SIGSEGV, "]: segfault at ffffffff80100000 ip " },
		{ user_jump_to_kernel, SIGSEGV, "]: segfault at ffffffff80100000 ip " },
		{ user_read_null, SIGSEGV, "]: segfault at 0 ip " },
		{ user_write_text, SIGSEGV, "]: segfault at 4" },
		{ user_execute_stack, SIGSEGV, "]: segfault at 7fff" },
	};

	for (int i = 0; i < ARRAY_SIZE(bad); i++) {
		u64 mark = klog_mark();

		KUNIT_EXPECT_EQ_MSG(test, run(test, bad[i].code, 0), bad[i].signal, "%d", i);
		KUNIT_EXPECT_EQ_MSG(test, klog_count(mark, bad[i].line), 1, "%s", bad[i].line);
	}
}

static void x1_exception_in_ring_3_ends_it_in_one_line(struct kunit *test)
{
	static const struct {
		const char *code;
		int signal;
		const char *line;
	} bad[] = {
		{ user_divide, SIGFPE, "] trap divide error ip:4" },
		{ user_ud2, SIGILL, "] trap invalid opcode ip:4" },
		{ user_int3, SIGTRAP, "] trap int3 ip:4" },
	};

	for (int i = 0; i < ARRAY_SIZE(bad); i++) {
		u64 mark = klog_mark();

		KUNIT_EXPECT_EQ(test, run(test, bad[i].code, 0), bad[i].signal);
		KUNIT_EXPECT_EQ_MSG(test, klog_count(mark, bad[i].line), 1, "%s", bad[i].line);
		KUNIT_EXPECT_EQ(test, klog_count(mark, "program["), 1);
	}
}

/* ---- a rain of interrupts -------------------------------------------------------------------- */

#define RAIN_PERIOD	(20 * NSEC_PER_USEC)
#define RAIN_ENOUGH	50
#define FLAGS_NOT_INHERITED (X86_EFLAGS_DF | BIT(14) | X86_EFLAGS_TF)	/* 14: NT */

static struct {
	struct hrtimer timer;
	unsigned int from_ring_3, odd_flags;
	struct task_struct *important;	/* whom each drop wakes */
	unsigned long count;		/* the program's rcx then */
	unsigned int woken, late;
} rain;

/* Each drop is a hardirq, with a softirq behind it. */
static void nothing(struct tasklet_struct *unused)
{
}

static DECLARE_TASKLET(rain_tasklet, nothing);

static enum hrtimer_restart rain_drop(struct hrtimer *timer)
{
	struct pt_regs *regs = get_irq_regs();

	if (arch_local_save_flags() & FLAGS_NOT_INHERITED)
		rain.odd_flags++;
	if (regs && user_mode(regs)) {
		rain.from_ring_3++;
		if (rain.important && !rain.count) {
			rain.count = regs->cx;
			wake_up_process(rain.important);
		}
	}
	tasklet_schedule(&rain_tasklet);
	hrtimer_forward_now(timer, ns_to_ktime(RAIN_PERIOD));
	return HRTIMER_RESTART;
}

/* Returns the status of the program that stood in it. */
static int in_the_rain(struct kunit *test, const char *code)
{
	int status;

	rain.from_ring_3 = rain.odd_flags = 0;
	hrtimer_init(&rain.timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	rain.timer.function = rain_drop;
	hrtimer_start(&rain.timer, ns_to_ktime(RAIN_PERIOD), HRTIMER_MODE_REL_HARD);
	status = run(test, code, 0);
	hrtimer_cancel(&rain.timer);
	tasklet_kill(&rain_tasklet);
	return status;
}

static void e3_interrupts_change_no_register_of_a_program(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, in_the_rain(test, user_spin_with_canaries), 0);
	KUNIT_EXPECT_GE(test, rain.from_ring_3, RAIN_ENOUGH);
}

static void e4_interrupts_of_a_program_start_with_clean_flags(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, in_the_rain(test, user_spin_with_canaries), 0);
	KUNIT_EXPECT_GE(test, rain.from_ring_3, RAIN_ENOUGH);
	KUNIT_EXPECT_EQ(test, rain.odd_flags, 0);
}

/* Notes where the program of the last drop stands, each time it is woken by one. */
static int important_fn(void *program)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop())
			break;
		schedule();
		if (rain.count) {
			rain.woken++;
			rain.late += task_pt_regs(*(struct task_struct **)program)->cx !=
				     rain.count;
			rain.count = 0;
		}
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

/* The program counts in rcx: not once between the interrupt and the thread that it woke. */
static void e9_woken_thread_runs_before_the_program_goes_on(struct kunit *test)
{
	struct program p = { .set = &user_programs, .code = user_spin_with_canaries };

	rain.count = rain.woken = rain.late = 0;
	rain.important = kthread_run(important_fn, &p.task, "e9");
	KUNIT_ASSERT_FALSE(test, IS_ERR(rain.important));
	sched_set_fifo(rain.important);
	schedule_timeout_uninterruptible(1);		/* it sleeps */
	program_start(test, &p);
	rain.from_ring_3 = 0;
	hrtimer_init(&rain.timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	rain.timer.function = rain_drop;
	hrtimer_start(&rain.timer, ns_to_ktime(RAIN_PERIOD), HRTIMER_MODE_REL_HARD);
	KUNIT_EXPECT_EQ(test, program_end(&p), 0);
	hrtimer_cancel(&rain.timer);
	kthread_stop(rain.important);
	rain.important = NULL;
	KUNIT_EXPECT_GE(test, rain.woken, RAIN_ENOUGH);
	KUNIT_EXPECT_EQ(test, rain.late, 0);
}

/* ---- what is its own ------------------------------------------------------------------------ */

static void stack_grows_to_what_is_touched(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, user_touch_stack, 0), 0);
}

static void fpu_registers_are_the_programs_own(struct kunit *test)
{
	struct program a = { .set = &user_programs, .code = user_fpu, .word = 0x1234567 };
	struct program b = { .set = &user_programs, .code = user_fpu, .word = 0x7654321 };

	program_start(test, &a);
	program_start(test, &b);
	KUNIT_EXPECT_EQ(test, program_end(&a), 0);
	KUNIT_EXPECT_EQ(test, program_end(&b), 0);
}

/* A program that never asks the kernel for anything does not keep the CPU. */
static void spinning_program_is_preempted(struct kunit *test)
{
	struct program p = {
		.set = &user_programs, .code = user_spin, .word = USER_STACK_TOP - PAGE_SIZE,
	};
	struct mm_struct *mm;
	pte_t *pte = NULL;

	program_start(test, &p);
	while (!pte) {				/* until it has touched its word */
		schedule_timeout_uninterruptible(1);
		mm = get_task_mm(p.task);
		if (!mm)
			continue;
		spin_lock(&mm->page_table_lock);
		pte = user_pte(mm, p.word, false);
		if (pte && pte_present(*pte))
			*(unsigned long *)__va(pte_phys(*pte)) = 1;
		else
			pte = NULL;
		spin_unlock(&mm->page_table_lock);
		mmput(mm);
	}
	KUNIT_EXPECT_EQ(test, program_end(&p), 0);
}

static struct kunit_case user_cases[] = {
	KUNIT_CASE(program_runs_and_exits),
	KUNIT_CASE(u1_numbers_out_of_range_are_enosys),
	KUNIT_CASE(u4_system_call_keeps_all_but_the_result),
	KUNIT_CASE(e4_flags_of_a_program_stay_its_own),
	KUNIT_CASE(u5_no_stack_pointer_hurts),
	KUNIT_CASE(u3_what_ring_3_may_not_do_ends_it),
	KUNIT_CASE(x1_exception_in_ring_3_ends_it_in_one_line),
	KUNIT_CASE(stack_grows_to_what_is_touched),
	KUNIT_CASE(fpu_registers_are_the_programs_own),
	KUNIT_CASE(spinning_program_is_preempted),
	{ }
};

/* Here each fault's line counts. */
static int user_suite_init(struct kunit_suite *suite)
{
	printk_ratelimit_state.interval = 0;
	return 0;
}

static void user_suite_exit(struct kunit_suite *suite)
{
	printk_ratelimit_state.interval = DEFAULT_RATELIMIT_INTERVAL;
}

static struct kunit_suite user_suite = {
	.name = "user",
	.suite_init = user_suite_init,
	.suite_exit = user_suite_exit,
	.test_cases = user_cases,
};
kunit_test_suite(user_suite);

static struct kunit_case user_rain_cases[] = {
	KUNIT_CASE(e3_interrupts_change_no_register_of_a_program),
	KUNIT_CASE(e4_interrupts_of_a_program_start_with_clean_flags),
	KUNIT_CASE(e9_woken_thread_runs_before_the_program_goes_on),
	{ }
};

static struct kunit_suite user_rain_suite = {
	.name = "user_rain",
	.one_cpu = true,
	.test_cases = user_rain_cases,
};
kunit_test_suite(user_rain_suite);
