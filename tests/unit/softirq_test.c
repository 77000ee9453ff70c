// SPDX-License-Identifier: MIT
/*
 * tests/unit/softirq_test.c - the promises of kernel/bh/softirq.c and irq_work.c
 *
 * Three vectors that nothing in the kernel uses yet stand in for drivers'; they
 * keep the handlers of the last case that used them.  Order is forced by
 * local_bh_disable() and by hardirqs that the test makes itself (irq_work), never by
 * sleeping.  The ids in brackets are those of the catalogue of behaviours.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel_stat.h>
#include <linux/ktime.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/processor.h>

#include "klog.h"
#include "proc_text.h"

#define LOW_NR		NET_TX_SOFTIRQ		/* runs first */
#define MID_NR		NET_RX_SOFTIRQ
#define HIGH_NR		BLOCK_SOFTIRQ		/* runs last */
#define TRACE_MAX	64

static char trace[TRACE_MAX + 1];
static unsigned int trace_len;
static u64 mark;

static void note(char c)
{
	if (trace_len < TRACE_MAX)
		trace[trace_len++] = c;
}

/* While ksoftirqd works, softirqs are left to it: not what the cases want to see. */
static void wait_until_ksoftirqd_sleeps(void)
{
	while (task_is_running(this_cpu_ksoftirqd()))
		schedule_timeout_uninterruptible(1);
}

/* A real hardirq runs @work before this returns; any context with interrupts on. */
static void take_hardirq(struct irq_work *work)
{
	irq_work_queue(work);
	while (irq_work_is_busy(work))
		cpu_relax();
}

static int softirq_test_init(struct kunit *test)
{
	if (force_irqthreads())
		kunit_skip(test, "threadirqs: ksoftirqd is awake whenever a timer ends a sleep");
	wait_until_ksoftirqd_sleeps();
	memset(trace, 0, sizeof(trace));
	trace_len = 0;
	mark = klog_mark();
	return 0;
}

static void note_low(struct softirq_action *a)
{
	note('l');
}

static void note_mid(struct softirq_action *a)
{
	note('m');
}

static void note_high(struct softirq_action *a)
{
	note('h');
}

/* ---- order and loss ---- */

/* [Q1] */
static void q1_lowest_number_runs_first(struct kunit *test)
{
	open_softirq(LOW_NR, note_low);
	open_softirq(MID_NR, note_mid);
	open_softirq(HIGH_NR, note_high);
	local_bh_disable();
	raise_softirq(HIGH_NR);
	raise_softirq(LOW_NR);
	raise_softirq(MID_NR);
	KUNIT_EXPECT_STREQ(test, trace, "");
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "lmh");
}

static void raising_low(struct softirq_action *a)
{
	note('H');
	raise_softirq(LOW_NR);
	raise_softirq(MID_NR);
}

/* [Q1] What a handler raises makes another pass, again lowest first. */
static void q1_reraise_makes_another_pass(struct kunit *test)
{
	open_softirq(LOW_NR, note_low);
	open_softirq(MID_NR, note_mid);
	open_softirq(HIGH_NR, raising_low);
	local_bh_disable();
	raise_softirq(MID_NR);
	raise_softirq(HIGH_NR);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "mHlm");
}

static void raising_twice_runs_once(struct kunit *test)
{
	unsigned int before = kstat_softirqs_cpu(LOW_NR, 0);

	open_softirq(LOW_NR, note_low);
	local_bh_disable();
	raise_softirq(LOW_NR);
	raise_softirq(LOW_NR);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "l");
	KUNIT_EXPECT_EQ(test, kstat_softirqs_cpu(LOW_NR, 0) - before, 1);
}

static void q4_only_the_outermost_enable_runs_them(struct kunit *test)
{
	open_softirq(LOW_NR, note_low);
	local_bh_disable();
	local_bh_disable();
	raise_softirq(LOW_NR);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "");
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "l");
}

/* ---- contexts ---- */

static struct {
	bool hardirq, serving, task, irqs_off, on_irq_stack;
	int count;
} seen;

static bool on_irq_stack(void)
{
	unsigned long here = (unsigned long)__builtin_frame_address(0);
	unsigned long top = (unsigned long)this_cpu_read(hardirq_stack_ptr);

	return here < top && here >= top - IRQ_STACK_SIZE;
}

static void look_around(struct softirq_action *a)
{
	seen.hardirq = in_hardirq();
	seen.serving = in_serving_softirq();
	seen.task = in_task();
	seen.irqs_off = irqs_disabled();
	seen.on_irq_stack = on_irq_stack();
	seen.count = softirq_count();
	note('x');
}

static void expect_softirq_context(struct kunit *test)
{
	KUNIT_EXPECT_STREQ(test, trace, "x");
	KUNIT_EXPECT_FALSE(test, seen.hardirq);
	KUNIT_EXPECT_TRUE(test, seen.serving);
	KUNIT_EXPECT_FALSE(test, seen.task);
	KUNIT_EXPECT_FALSE(test, seen.irqs_off);
	KUNIT_EXPECT_TRUE(test, seen.on_irq_stack);
	KUNIT_EXPECT_EQ(test, seen.count, (int)SOFTIRQ_OFFSET);
}

static void from_bh_enable_handlers_run_on_the_irq_stack_with_interrupts_on(struct kunit *test)
{
	open_softirq(LOW_NR, look_around);
	local_bh_disable();
	raise_softirq(LOW_NR);
	local_bh_enable();
	expect_softirq_context(test);
	KUNIT_EXPECT_FALSE(test, on_irq_stack());
}

static void raise_low_from_hardirq(struct irq_work *work)
{
	raise_softirq(LOW_NR);
	note(in_hardirq() && on_irq_stack() ? 'i' : '?');
}

static DEFINE_IRQ_WORK(raising_work, raise_low_from_hardirq);

static void from_irq_exit_handlers_run_after_the_hardirq(struct kunit *test)
{
	open_softirq(LOW_NR, look_around);
	take_hardirq(&raising_work);
	KUNIT_EXPECT_STREQ(test, trace, "ix");
	KUNIT_EXPECT_TRUE(test, seen.serving && seen.on_irq_stack && !seen.hardirq);
}

/* A hardirq that comes while softirqs are off leaves them to local_bh_enable(). */
static void hardirq_in_a_bh_disabled_section_runs_none(struct kunit *test)
{
	open_softirq(LOW_NR, note_low);
	local_bh_disable();
	take_hardirq(&raising_work);
	KUNIT_EXPECT_STREQ(test, trace, "i");
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, trace, "il");
}

static void interrupted_handler(struct softirq_action *a)
{
	note('(');
	take_hardirq(&raising_work);
	note(')');
}

/* [S1] A hardirq that comes during a handler does not nest another one. */
static void handlers_do_not_nest(struct kunit *test)
{
	open_softirq(LOW_NR, note_low);
	open_softirq(MID_NR, interrupted_handler);
	local_bh_disable();
	raise_softirq(MID_NR);
	local_bh_enable();
	/* Without a local APIC the hardirq is the tick's: waiting for it can eat the budget. */
	wait_until_ksoftirqd_sleeps();
	KUNIT_EXPECT_STREQ(test, trace, "(i)l");
}

static void predicates_tell_a_bh_disabled_task_from_a_softirq(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, in_softirq());
	local_bh_disable();
	KUNIT_EXPECT_TRUE(test, in_softirq());
	KUNIT_EXPECT_TRUE(test, in_interrupt());
	KUNIT_EXPECT_FALSE(test, in_serving_softirq());
	KUNIT_EXPECT_TRUE(test, in_task());
	local_bh_enable();
	KUNIT_EXPECT_FALSE(test, in_interrupt());
}

/* ---- too much: ksoftirqd ---- */

#define SELF_RAISES	50

static DECLARE_COMPLETION(self_raises_done);
static unsigned int inline_runs, thread_runs;

static void self_raising(struct softirq_action *a)
{
	if (current == this_cpu_ksoftirqd())
		thread_runs++;
	else
		inline_runs++;
	if (inline_runs + thread_runs < SELF_RAISES)
		raise_softirq(LOW_NR);
	else
		complete(&self_raises_done);
}

/* [Q2] Ten passes at most where it was raised; the thread does the rest. */
static void q2_self_raising_softirq_moves_to_ksoftirqd(struct kunit *test)
{
	inline_runs = 0;
	thread_runs = 0;
	reinit_completion(&self_raises_done);
	open_softirq(LOW_NR, self_raising);
	local_bh_disable();
	raise_softirq(LOW_NR);
	local_bh_enable();
	KUNIT_EXPECT_GE(test, inline_runs, 1);
	KUNIT_EXPECT_LE(test, inline_runs, 10);
	wait_for_completion(&self_raises_done);
	KUNIT_EXPECT_EQ(test, inline_runs + thread_runs, SELF_RAISES);
	KUNIT_EXPECT_GE(test, thread_runs, SELF_RAISES - 10);
}

static void slow_self_raising(struct softirq_action *a)
{
	mdelay(1);
	self_raising(a);
}

/* [Q2] Where the handlers are slow, the time ends it: two milliseconds, counted in ticks. */
static void q2_slow_softirq_moves_to_ksoftirqd_after_a_tick(struct kunit *test)
{
	inline_runs = 0;
	thread_runs = SELF_RAISES - 10;
	reinit_completion(&self_raises_done);
	open_softirq(LOW_NR, slow_self_raising);
	local_bh_disable();
	raise_softirq(LOW_NR);
	local_bh_enable();
	KUNIT_EXPECT_GE(test, inline_runs, 1);
	KUNIT_EXPECT_LE(test, inline_runs, MSEC_PER_SEC / HZ + 1);
	wait_for_completion(&self_raises_done);
}

static bool flooding;

static void flood(struct softirq_action *a)
{
	udelay(50);
	if (READ_ONCE(flooding))
		raise_softirq(LOW_NR);
}

/* [Q2] An ordinary thread keeps its share under a softirq that never ends. */
static void q2_flood_leaves_the_cpu_to_others(struct kunit *test)
{
	const u64 length = 200 * NSEC_PER_MSEC;
	u64 ran = task_sched_runtime(current);
	u64 start = ktime_get_ns();

	open_softirq(LOW_NR, flood);
	WRITE_ONCE(flooding, true);
	raise_softirq(LOW_NR);
	while (ktime_get_ns() - start < length)
		cpu_relax();
	ran = task_sched_runtime(current) - ran;
	WRITE_ONCE(flooding, false);
	/* In real time, whoever runs while the host is elsewhere is charged for it. */
	if (bench_counts_instructions())
		KUNIT_EXPECT_GE(test, ran * 100, length * 30);
	else
		KUNIT_EXPECT_GT(test, ran, 0);
}

/* [Q4] */
static void q4_raised_in_a_task_it_runs_in_ksoftirqd(struct kunit *test)
{
	inline_runs = 0;
	thread_runs = SELF_RAISES - 1;		/* the next run is the last */
	reinit_completion(&self_raises_done);
	open_softirq(LOW_NR, self_raising);
	raise_softirq(LOW_NR);
	wait_for_completion(&self_raises_done);
	KUNIT_EXPECT_EQ(test, inline_runs, 0);

	thread_runs = SELF_RAISES - 1;
	reinit_completion(&self_raises_done);
	local_irq_disable();
	raise_softirq_irqoff(LOW_NR);
	local_irq_enable();
	wait_for_completion(&self_raises_done);
	KUNIT_EXPECT_EQ(test, inline_runs, 0);
}

static void ksoftirqd_has_its_name_and_nice_0(struct kunit *test)
{
	KUNIT_ASSERT_NOT_NULL(test, this_cpu_ksoftirqd());
	KUNIT_EXPECT_STREQ(test, this_cpu_ksoftirqd()->comm, "ksoftirqd/0");
	KUNIT_EXPECT_EQ(test, task_nice(this_cpu_ksoftirqd()), 0);
}

/* ---- misuse ---- */

static void leaking(struct softirq_action *a)
{
	preempt_disable();
}

/* [Q5] */
static void q5_leaked_preempt_count_is_named_and_repaired(struct kunit *test)
{
	int before = preempt_count();

	open_softirq(LOW_NR, leaking);
	local_bh_disable();
	raise_softirq(LOW_NR);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, preempt_count(), before);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "softirq: huh, entered softirq 2 NET_TX leaking"));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "with preempt_count 00000101, exited with 00000102?"));
}

static void enable_bh_here(struct irq_work *work)
{
	local_bh_disable();
	raise_softirq(LOW_NR);
	local_bh_enable();
	note(hardirq_count() == HARDIRQ_OFFSET && !softirq_count() ? 'k' : '?');
}

/* [Q6] */
static void q6_bh_enable_in_hardirq_warns_and_keeps_the_count(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT(enable_bh_here);

	kunit_expect_warnings(test, 2);		/* once a boot each: here, and with debug=lockdep */
	open_softirq(LOW_NR, note_low);
	take_hardirq(&work);
	KUNIT_EXPECT_STREQ(test, trace, "kl");
}

/* [Q6] The softirq runs, with interrupts on, and afterwards they are off as before. */
static void q6_bh_enable_with_interrupts_off_keeps_them_off(struct kunit *test)
{
	int before = preempt_count();

	kunit_expect_warnings(test, 1);		/* with debug=lockdep, once a boot */
	open_softirq(LOW_NR, note_low);
	local_irq_disable();
	local_bh_disable();
	raise_softirq_irqoff(LOW_NR);
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, irqs_disabled());
	local_irq_enable();
	KUNIT_EXPECT_EQ(test, preempt_count(), before);
	KUNIT_EXPECT_STREQ(test, trace, "l");
}

/* Set the bit and tell nobody, then idle. */
static void idle_with_a_softirq_pending(void)
{
	local_irq_disable();
	or_softirq_pending(BIT(HIGH_NR));
	local_irq_enable();
	msleep(20);
}

/* [Q7] */
static void q7_pending_at_idle_is_named_ten_times(struct kunit *test)
{
	open_softirq(HIGH_NR, note_high);
	idle_with_a_softirq_pending();
	KUNIT_EXPECT_STREQ(test, trace, "h");	/* the next interrupt has run it */
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "NOHZ tick-stop error: local softirq work is pending, "
					 "handler #10!!!"));
	for (int i = 0; i < 12; i++)
		idle_with_a_softirq_pending();
	KUNIT_EXPECT_EQ(test, klog_count(mark, "NOHZ tick-stop error"), 10);
	KUNIT_EXPECT_EQ(test, trace_len, 13);
}

/* ---- what an administrator sees ---- */

static void proc_softirqs_has_linux_format(struct kunit *test)
{
	static const char * const rows[] = {
		"\n          HI: ", "\n       TIMER: ", "\n      NET_TX: ", "\n      NET_RX: ",
		"\n       BLOCK: ", "\n    IRQ_POLL: ", "\n     TASKLET: ", "\n       SCHED: ",
		"\n     HRTIMER: ", "\n         RCU: ",
	};
	const char *last = proc_text;

	KUNIT_ASSERT_EQ(test, proc_text_read("softirqs"), 0);
	KUNIT_EXPECT_EQ(test, strncmp(proc_text, "                    CPU0       ", 31), 0);
	for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *row = strstr(proc_text, rows[i]);

		KUNIT_EXPECT_TRUE_MSG(test, row && row > last - 1, "%s", rows[i]);
		last = row;
	}
}

/* ---- irq_work ---- */

static struct irq_work counted_work;
static unsigned int counted_runs;

static void count_in_hardirq(struct irq_work *work)
{
	if (in_hardirq() && irqs_disabled())
		counted_runs++;
	if (counted_runs == 1)
		note(irq_work_queue(work) ? 'y' : 'n');	/* again, while it runs */
}

static void irq_work_runs_in_hardirq_and_once_per_queueing(struct kunit *test)
{
	counted_runs = 1;			/* no second round yet */
	init_irq_work(&counted_work, count_in_hardirq);
	local_irq_disable();
	KUNIT_EXPECT_TRUE(test, irq_work_queue(&counted_work));
	KUNIT_EXPECT_FALSE(test, irq_work_queue(&counted_work));
	KUNIT_EXPECT_TRUE(test, irq_work_is_pending(&counted_work));
	local_irq_enable();
	irq_work_sync(&counted_work);
	KUNIT_EXPECT_EQ(test, counted_runs, 2);
	KUNIT_EXPECT_FALSE(test, irq_work_is_busy(&counted_work));
}

static void irq_work_queued_by_itself_runs_again(struct kunit *test)
{
	counted_runs = 0;
	init_irq_work(&counted_work, count_in_hardirq);
	irq_work_queue(&counted_work);
	irq_work_sync(&counted_work);
	KUNIT_EXPECT_STREQ(test, trace, "y");
	KUNIT_EXPECT_EQ(test, counted_runs, 2);
}

static struct kunit_case softirq_cases[] = {
	KUNIT_CASE(q1_lowest_number_runs_first),
	KUNIT_CASE(q1_reraise_makes_another_pass),
	KUNIT_CASE(raising_twice_runs_once),
	KUNIT_CASE(q4_only_the_outermost_enable_runs_them),
	KUNIT_CASE(from_bh_enable_handlers_run_on_the_irq_stack_with_interrupts_on),
	KUNIT_CASE(from_irq_exit_handlers_run_after_the_hardirq),
	KUNIT_CASE(hardirq_in_a_bh_disabled_section_runs_none),
	KUNIT_CASE(handlers_do_not_nest),
	KUNIT_CASE(predicates_tell_a_bh_disabled_task_from_a_softirq),
	KUNIT_CASE(q2_self_raising_softirq_moves_to_ksoftirqd),
	KUNIT_CASE(q2_slow_softirq_moves_to_ksoftirqd_after_a_tick),
	KUNIT_CASE(q2_flood_leaves_the_cpu_to_others),
	KUNIT_CASE(q4_raised_in_a_task_it_runs_in_ksoftirqd),
	KUNIT_CASE(ksoftirqd_has_its_name_and_nice_0),
	KUNIT_CASE(q5_leaked_preempt_count_is_named_and_repaired),
	KUNIT_CASE(q6_bh_enable_in_hardirq_warns_and_keeps_the_count),
	KUNIT_CASE(q6_bh_enable_with_interrupts_off_keeps_them_off),
	KUNIT_CASE(q7_pending_at_idle_is_named_ten_times),
	KUNIT_CASE(proc_softirqs_has_linux_format),
	KUNIT_CASE(irq_work_runs_in_hardirq_and_once_per_queueing),
	KUNIT_CASE(irq_work_queued_by_itself_runs_again),
	{ }
};

static struct kunit_suite softirq_suite = {
	.name = "softirq",
	.init = softirq_test_init,
	.one_cpu = true,
	.test_cases = softirq_cases,
};
kunit_test_suite(softirq_suite);
