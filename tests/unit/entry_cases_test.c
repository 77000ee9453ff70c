// SPDX-License-Identifier: MIT
/*
 * tests/unit/entry_cases_test.c - code that is interrupted notices nothing, but for what it should
 *
 * Names begin with the case of docs/catalogue.md that they show.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/uaccess.h>

#include <asm/irq_regs.h>
#include <asm/page.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

#include "apic_line.h"

#define FLAGS_NT	BIT(14)
#define FLAGS_CANARY	(X86_EFLAGS_FIXED | X86_EFLAGS_IF | X86_EFLAGS_CF | X86_EFLAGS_AF | \
			 X86_EFLAGS_SF | X86_EFLAGS_OF)
#define RAIN_PERIOD	(4 * NSEC_PER_USEC)

/* entry_canary.asm */
int canary_spin(unsigned long flags);
extern u64 canary_stop;

/* ---- a rain of interrupts -------------------------------------------------------- */

static struct {
	struct hrtimer timer;
	unsigned int drops, wanted;
	unsigned int odd_flags;		/* handlers that began with DF, NT or TF */
	struct line *line;		/* raised by each drop, and hits what that hit */
} rain;

static void note_softirq(struct tasklet_struct *unused)
{
}

static DECLARE_TASKLET(rain_tasklet, note_softirq);

static void note_flags(struct line *unused)
{
	if (arch_local_save_flags() & (X86_EFLAGS_DF | FLAGS_NT | X86_EFLAGS_TF))
		rain.odd_flags++;
}

/* Each drop is a hardirq, with a softirq behind it. */
static enum hrtimer_restart rain_drop(struct hrtimer *timer)
{
	note_flags(rain.line);
	if (rain.line)
		line_raise(rain.line);		/* no softirq, in which it would arrive */
	else
		tasklet_schedule(&rain_tasklet);
	if (++rain.drops >= rain.wanted)
		WRITE_ONCE(canary_stop, 1);
	hrtimer_forward_now(timer, ns_to_ktime(RAIN_PERIOD));
	return HRTIMER_RESTART;
}

static void rain_begin(unsigned int drops)
{
	rain.drops = rain.odd_flags = 0;
	rain.wanted = drops;
	canary_stop = 0;
	hrtimer_init(&rain.timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	rain.timer.function = rain_drop;
	hrtimer_start(&rain.timer, ns_to_ktime(RAIN_PERIOD), HRTIMER_MODE_REL_HARD);
}

static void rain_end(void)
{
	hrtimer_cancel(&rain.timer);
	tasklet_kill(&rain_tasklet);
}

struct selectors {
	u16 cs, ds, es, fs, gs, ss;
};

static struct selectors read_selectors(void)
{
	struct selectors s;

	asm volatile("mov %%cs, %0" : "=r" (s.cs));
	asm volatile("mov %%ds, %0" : "=r" (s.ds));
	asm volatile("mov %%es, %0" : "=r" (s.es));
	asm volatile("mov %%fs, %0" : "=r" (s.fs));
	asm volatile("mov %%gs, %0" : "=r" (s.gs));
	asm volatile("mov %%ss, %0" : "=r" (s.ss));
	return s;
}

/* Some 40,000 interrupts, in about a second of an emulator's time. */
static void e3_interrupts_change_no_register(struct kunit *test)
{
	struct selectors before = read_selectors(), after;

	rain_begin(40000);
	KUNIT_EXPECT_EQ(test, canary_spin(FLAGS_CANARY), 0);
	rain_end();
	after = read_selectors();
	KUNIT_EXPECT_EQ(test, memcmp(&before, &after, sizeof(before)), 0);
	KUNIT_EXPECT_GE(test, rain.drops, 40000);
}

static void clear_nt(void)
{
	asm volatile("pushfq\n\t"
		     "andq %0, (%%rsp)\n\t"
		     "popfq"
		     : : "i" (~FLAGS_NT) : "memory", "cc");
}

/* String operations would run backwards, and an iretq end in a task switch. */
static void e4_interrupts_start_with_clean_flags_and_give_them_back(struct kunit *test)
{
	int changed;

	rain_begin(2000);
	changed = canary_spin(FLAGS_CANARY | X86_EFLAGS_DF | FLAGS_NT);
	clear_nt();
	rain_end();
	KUNIT_EXPECT_EQ(test, changed, 0);
	KUNIT_EXPECT_EQ(test, rain.odd_flags, 0);
}

/* The interrupts of devices have an entry of their own. */
static void e4_device_interrupts_start_with_clean_flags(struct kunit *test)
{
	struct line line = { .in_handler = note_flags };
	int changed;

	line_open(test, &line, handle_edge_irq);
	rain.line = &line;
	rain_begin(100);
	changed = canary_spin(FLAGS_CANARY | X86_EFLAGS_DF);
	rain_end();
	rain.line = NULL;
	line_close(&line);
	KUNIT_EXPECT_EQ(test, changed, 0);
	KUNIT_EXPECT_GT(test, line.calls, 0);
	KUNIT_EXPECT_EQ(test, rain.odd_flags, 0);
}

/* ---- one stack for interrupts, and what they interrupt ------------------------------ */

static struct {
	unsigned long outer, inner;		/* frames of the softirq, of the hardirq in it */
	struct completion done;
} nest;

static void note_inner(struct irq_work *work)
{
	nest.inner = (unsigned long)__builtin_frame_address(0);
}

static void interrupted_softirq(struct tasklet_struct *unused)
{
	struct irq_work work = IRQ_WORK_INIT(note_inner);

	nest.outer = (unsigned long)__builtin_frame_address(0);
	irq_work_queue(&work);
	while (irq_work_is_busy(&work))
		cpu_relax();
	complete(&nest.done);
}

static DECLARE_TASKLET(interrupted_tasklet, interrupted_softirq);

static void schedule_interrupted(struct irq_work *work)
{
	tasklet_schedule(&interrupted_tasklet);
}

/* If it began at the top again, it would overwrite what it interrupts. */
static void expect_below(struct kunit *test)
{
	KUNIT_EXPECT_LT(test, nest.inner, nest.outer);
	KUNIT_EXPECT_LT(test, nest.outer - nest.inner, IRQ_STACK_SIZE);
}

static void e7_interrupt_of_a_softirq_continues_below_it(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(schedule_interrupted);

	init_completion(&nest.done);
	irq_work_queue(&work);			/* the softirq runs when this hardirq ends */
	wait_for_completion(&nest.done);
	expect_below(test);

	reinit_completion(&nest.done);
	local_bh_disable();
	tasklet_schedule(&interrupted_tasklet);
	local_bh_enable();			/* and now on behalf of this thread */
	wait_for_completion(&nest.done);
	expect_below(test);
}

/* ---- get_irq_regs() ------------------------------------------------------------------ */

static struct {
	struct line line;
	struct pt_regs *handler, *before, *after;
} nested;

static void raise_line_inside(struct tasklet_struct *unused)
{
	nested.before = get_irq_regs();
	line_raise(&nested.line);
	spin_until_calls(&nested.line, 2);
	nested.after = get_irq_regs();
}

static DECLARE_TASKLET(raise_inside, raise_line_inside);

static void note_irq_regs(struct line *line)
{
	if (line->calls > 1)
		return;
	nested.handler = get_irq_regs();
	tasklet_schedule(&raise_inside);	/* runs before this interrupt returns */
}

static void irq_regs_are_those_of_the_interrupt_that_runs(struct kunit *test)
{
	nested.line = (struct line){ .in_handler = note_irq_regs };
	line_open(test, &nested.line, handle_edge_irq);
	line_raise(&nested.line);
	spin_until_calls(&nested.line, 2);
	tasklet_kill(&raise_inside);
	line_close(&nested.line);
	KUNIT_EXPECT_NOT_NULL(test, nested.handler);
	KUNIT_EXPECT_PTR_EQ(test, nested.before, nested.handler);
	KUNIT_EXPECT_PTR_EQ(test, nested.after, nested.before);
	KUNIT_EXPECT_NULL(test, get_irq_regs());
}

/* ---- copies that fault ------------------------------------------------------------ */

static void x3_copies_that_fault_return_under_interrupts(struct kunit *test)
{
	unsigned long nowhere = VMALLOC_END - PAGE_SIZE, good = 0x1234, word;
	unsigned int faults = 0, wrong = 0;

	rain_begin(2000);
	while (!READ_ONCE(canary_stop)) {
		wrong += copy_from_kernel_nofault(&word, (void *)nowhere, sizeof(word)) != -EFAULT;
		wrong += copy_from_kernel_nofault(&word, &good, sizeof(word)) != 0 || word != good;
		faults++;
	}
	rain_end();
	KUNIT_EXPECT_EQ(test, wrong, 0);
	KUNIT_EXPECT_GT(test, faults, 500);
}

/* ---- the way out of an interrupt --------------------------------------------------- */

static struct {
	struct task_struct *task;
	bool ran;
} important;

static int important_fn(void *unused)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop())
			break;
		schedule();
		WRITE_ONCE(important.ran, true);
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void start_important(struct kunit *test)
{
	important.task = kthread_run(important_fn, NULL, "e9");
	KUNIT_ASSERT_FALSE(test, IS_ERR(important.task));
	sched_set_fifo(important.task);
	schedule_timeout_uninterruptible(1);		/* it sleeps */
	important.ran = false;
}

static void wake_important(struct irq_work *work)
{
	wake_up_process(important.task);
}

/* Not inside irq_work_queue(), where preemption is off for a moment. */
static __always_inline void interrupt_here(struct irq_work *work)
{
	local_irq_disable();
	irq_work_queue(work);
	local_irq_enable();
	while (irq_work_is_busy(work))
		cpu_relax();
}

static void e9_woken_thread_runs_when_the_interrupt_returns(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(wake_important);
	bool ran;

	start_important(test);
	interrupt_here(&work);
	ran = READ_ONCE(important.ran);
	KUNIT_EXPECT_TRUE(test, ran);
	kthread_stop(important.task);
}

static void e9_woken_thread_waits_while_preemption_is_off(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(wake_important);
	bool ran_inside, wanted, ran_after;

	start_important(test);
	preempt_disable();
	interrupt_here(&work);
	ran_inside = READ_ONCE(important.ran);
	wanted = need_resched();
	preempt_enable();
	ran_after = READ_ONCE(important.ran);
	KUNIT_EXPECT_FALSE(test, ran_inside);
	KUNIT_EXPECT_TRUE(test, wanted);
	KUNIT_EXPECT_TRUE(test, ran_after);
	kthread_stop(important.task);
}

static void e9_woken_thread_waits_for_the_end_of_bh(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(wake_important);
	bool ran_inside, ran_after;

	start_important(test);
	local_bh_disable();
	interrupt_here(&work);
	ran_inside = READ_ONCE(important.ran);
	local_bh_enable();
	ran_after = READ_ONCE(important.ran);
	KUNIT_EXPECT_FALSE(test, ran_inside);
	KUNIT_EXPECT_TRUE(test, ran_after);
	kthread_stop(important.task);
}

/* An exception, which may come from such code, returns the same way as an interrupt. */
static void e9_woken_thread_waits_while_interrupts_are_off(struct kunit *test)
{
	bool ran_inside, wanted, ran_after;
	unsigned long word;

	start_important(test);
	local_irq_disable();
	wake_up_process(important.task);
	(void)copy_from_kernel_nofault(&word, (void *)(VMALLOC_END - PAGE_SIZE), sizeof(word));
	ran_inside = READ_ONCE(important.ran);
	wanted = need_resched();
	local_irq_enable();
	cond_resched();
	ran_after = READ_ONCE(important.ran);
	KUNIT_EXPECT_FALSE(test, ran_inside);
	KUNIT_EXPECT_TRUE(test, wanted);
	KUNIT_EXPECT_TRUE(test, ran_after);
	kthread_stop(important.task);
}

static struct task_struct *halfway;
static bool halfway_was_woken;

static void wake_halfway(struct timer_list *unused)
{
	halfway_was_woken = true;
	wake_up_process(halfway);
}

static DEFINE_TIMER(halfway_timer, wake_halfway);

/* Its condition may be true already: it must be allowed to look. */
static void e9_preempted_on_the_way_to_sleep_it_does_not_sleep(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(wake_important);
	bool slept;

	start_important(test);
	halfway = current;
	halfway_was_woken = false;
	mod_timer(&halfway_timer, jiffies + 10 * HZ);
	set_current_state(TASK_UNINTERRUPTIBLE);
	interrupt_here(&work);
	__set_current_state(TASK_RUNNING);
	slept = READ_ONCE(halfway_was_woken);
	del_timer_sync(&halfway_timer);
	KUNIT_EXPECT_TRUE(test, important.ran);
	KUNIT_EXPECT_FALSE(test, slept);
	kthread_stop(important.task);
}

static struct kunit_case entry_cases[] = {
	KUNIT_CASE(e3_interrupts_change_no_register),
	KUNIT_CASE(e4_interrupts_start_with_clean_flags_and_give_them_back),
	KUNIT_CASE(e4_device_interrupts_start_with_clean_flags),
	KUNIT_CASE(e7_interrupt_of_a_softirq_continues_below_it),
	KUNIT_CASE(irq_regs_are_those_of_the_interrupt_that_runs),
	KUNIT_CASE(x3_copies_that_fault_return_under_interrupts),
	KUNIT_CASE(e9_woken_thread_runs_when_the_interrupt_returns),
	KUNIT_CASE(e9_woken_thread_waits_while_preemption_is_off),
	KUNIT_CASE(e9_woken_thread_waits_for_the_end_of_bh),
	KUNIT_CASE(e9_woken_thread_waits_while_interrupts_are_off),
	KUNIT_CASE(e9_preempted_on_the_way_to_sleep_it_does_not_sleep),
	{ }
};

static struct kunit_suite entry_cases_suite = {
	.name = "entry_cases",
	.one_cpu = true,
	.test_cases = entry_cases,
};
kunit_test_suite(entry_cases_suite);
