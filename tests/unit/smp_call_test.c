// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_call_test.c - what CPUs ask of each other, by interrupt and by NMI
 *
 * All cases need two CPUs; who runs them is on CPU 0.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/nmi.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/time64.h>

#include <asm/arch.h>
#include <asm/hardirq.h>
#include <asm/processor.h>
#include <asm/tlbflush.h>

#include "klog.h"
#include "smp_crew.h"
#include "smp_help.h"

#define CALLS		20		/* of each CPU to each */
#define DEAF_NS		(8ull * NSEC_PER_SEC)
#define MEETING_NS	(5ull * NSEC_PER_SEC)	/* the hard lockup detector waits longer */
#define PATIENCE	(120 * HZ)	/* a vCPU may not run for seconds */

static int need_cpus(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	return 0;
}

static bool await(atomic_t *counter, int wanted)
{
	unsigned long end = jiffies + PATIENCE;

	while (atomic_read(counter) < wanted && time_before(jiffies, end))
		cond_resched();
	return atomic_read(counter) >= wanted;
}

/* ---- A6 ---- */

static atomic_t got[NR_CPUS][NR_CPUS];		/* calls of a CPU that another has run */
static atomic_t wrong;				/* calls on the wrong CPU, or not in a hardirq */
static atomic_t callers_done;

static void reset_counts(void)
{
	for (unsigned int from = 0; from < NR_CPUS; from++)
		for (unsigned int to = 0; to < NR_CPUS; to++)
			atomic_set(&got[from][to], 0);
	atomic_set(&wrong, 0);
	atomic_set(&callers_done, 0);
}

struct call {
	unsigned int from, to;
	atomic_t left;
};

static void note_call(void *info)
{
	struct call *call = info;

	if (smp_processor_id() != call->to || !irqs_disabled())
		atomic_inc(&wrong);
	atomic_inc(&got[call->from][call->to]);
	atomic_dec(&call->left);
}

static struct call calls[NR_CPUS][NR_CPUS];

/* Everyone calls everyone, each other one with and without wait. */
static int call_all(void *wait)
{
	unsigned int from = smp_processor_id(), to;

	for (int i = 0; i < CALLS; i++)
		for_each_online_cpu(to) {
			struct call *call = &calls[from][to];

			atomic_inc(&call->left);
			smp_call_function_single((int)to, note_call, call, wait != NULL);
			if (wait && atomic_read(&call->left))
				atomic_inc(&wrong);
		}
	atomic_inc(&callers_done);
	return 0;
}

static bool all_have_arrived(void)
{
	unsigned int from, to;

	for_each_online_cpu(from)
		for_each_online_cpu(to)
			if (!await(&got[from][to], CALLS))
				return false;
	return true;
}

static void all_to_all(struct kunit *test, void *wait)
{
	unsigned int cpu, from, to;

	reset_counts();
	for_each_online_cpu(from)
		for_each_online_cpu(to)
			calls[from][to] = (struct call){ .from = from, .to = to };
	for_each_online_cpu(cpu)
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(call_all, wait, cpu,
								      "caller/%u"));
	KUNIT_EXPECT_TRUE(test, await(&callers_done, num_online_cpus()));
	KUNIT_EXPECT_TRUE(test, all_have_arrived());
	kick_all_cpus_sync();			/* nothing comes behind them */
	for_each_online_cpu(from)
		for_each_online_cpu(to)
			KUNIT_EXPECT_EQ(test, atomic_read(&got[from][to]), CALLS);
	KUNIT_EXPECT_EQ(test, atomic_read(&wrong), 0);
}

static void a6_all_call_all_and_wait(struct kunit *test)
{
	all_to_all(test, "wait");
}

static void a6_all_call_all_without_waiting(struct kunit *test)
{
	all_to_all(test, NULL);
}

static atomic_t visits[NR_CPUS];

static void visit(void *unused)
{
	atomic_inc(&visits[smp_processor_id()]);
}

static bool is_odd(int cpu, void *info)
{
	return cpu & 1;
}

static void expect_visits(struct kunit *test, int here, int odd, int even)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		int wanted = cpu == 0 ? here : cpu & 1 ? odd : even;

		KUNIT_EXPECT_EQ(test, atomic_xchg(&visits[cpu], 0), wanted);
	}
}

static void a6_groups_are_called_once_each(struct kunit *test)
{
	on_each_cpu(visit, NULL, 1);
	expect_visits(test, 1, 1, 1);
	smp_call_function(visit, NULL, 1);
	expect_visits(test, 0, 1, 1);
	on_each_cpu_cond(is_odd, visit, NULL, true);
	expect_visits(test, 0, 1, 0);
	on_each_cpu_mask(cpumask_of(1), visit, NULL, true);
	KUNIT_EXPECT_EQ(test, atomic_xchg(&visits[1], 0), 1);
	expect_visits(test, 0, 0, 0);
}

static void a6_any_prefers_this_cpu(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, smp_call_function_any(cpu_online_mask, visit, NULL, 1), 0);
	expect_visits(test, 1, 0, 0);
	KUNIT_EXPECT_EQ(test, smp_call_function_any(cpumask_of(1), visit, NULL, 1), 0);
	KUNIT_EXPECT_EQ(test, atomic_xchg(&visits[1], 0), 1);
}

static void a6_nobody_is_told(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, smp_call_function_single(NR_CPUS, visit, NULL, 1), -ENXIO);
	expect_visits(test, 0, 0, 0);
}

static int call_steps;

/* Gives the caller every chance to go on. */
static void take_many_steps(void *unused)
{
	for (int i = 0; i < 200; i++) {
		WRITE_ONCE(call_steps, i + 1);
		cpu_relax();
	}
}

static void a6_waited_call_has_returned(struct kunit *test)
{
	for (int i = 0; i < CALLS; i++) {
		WRITE_ONCE(call_steps, 0);
		smp_call_function_single(1, take_many_steps, NULL, 1);
		KUNIT_EXPECT_EQ(test, READ_ONCE(call_steps), 200);
	}
}

static atomic_t async_runs;

static void count_async(void *unused)
{
	atomic_inc(&async_runs);
}

static void a6_async_call_is_busy_until_it_begins(struct kunit *test)
{
	static struct __call_single_data csd = { .func = count_async };
	int taken = 0, busy = 0;

	atomic_set(&async_runs, 0);
	for (int i = 0; i < CALLS; i++) {
		int ret = smp_call_function_single_async(1, &csd);

		taken += !ret;
		busy += ret == -EBUSY;
	}
	KUNIT_EXPECT_EQ(test, taken + busy, CALLS);
	KUNIT_EXPECT_TRUE(test, await(&async_runs, taken));
	kick_all_cpus_sync();
	KUNIT_EXPECT_EQ(test, atomic_read(&async_runs), taken);
}

/* Two CPUs that wait for each other with interrupts off would wait for ever. */
static void a6_wait_with_interrupts_off_is_named(struct kunit *test)
{
	u64 watch;
	unsigned long flags;

	watch = klog_mark();
	kunit_expect_warnings(test, 1);
	local_irq_save(flags);
	smp_call_function_single(1, visit, NULL, 1);
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, atomic_xchg(&visits[1], 0), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "at kernel/smp.c:"), 1);
}

/* ---- calls that interrupt calls ---- */

#define CALLS_OF_TASK	300

static atomic_t calls_made, calls_run;

static void count_run(void *unused)
{
	atomic_inc(&calls_run);
}

static void call_without_waiting(void)
{
	smp_call_function_single(1, count_run, NULL, 0);
	atomic_inc(&calls_made);
}

static void call_from_hardirq(struct irq_work *unused)
{
	call_without_waiting();
}

static void call_from_softirq(struct tasklet_struct *unused)
{
	call_without_waiting();
}

static DEFINE_IRQ_WORK(calling_work, call_from_hardirq);
static DECLARE_TASKLET(calling_tasklet, call_from_softirq);
static int calls_of_task;
static bool stop_interrupting;

/* On CPU 1, which asks CPU 0 to ask it: once for a call that CPU 0 makes, at some moment. */
static int interrupt_the_caller(void *unused)
{
	u32 seed = 1;

	while (!READ_ONCE(stop_interrupting)) {
		int seen = READ_ONCE(calls_of_task);

		for (unsigned int i = crew_random(&seed) & 63; i; i--)
			cpu_relax();
		irq_work_queue_on(&calling_work, 0);
		while (READ_ONCE(calls_of_task) == seen && !READ_ONCE(stop_interrupting))
			cond_resched();
	}
	return 0;
}

/*
 * Linux forbids it, for its calls share a CPU's own memory with the one that they interrupt.
 * It is named; and though, no call is lost, none runs twice, and nobody waits for ever.
 */
static void a6_call_from_an_interrupt_is_named_and_none_is_lost(struct kunit *test)
{
	struct task_struct *k;
	u64 watch = klog_mark();

	kunit_expect_warnings(test, 2);		/* not in a task; with interrupts off */
	atomic_set(&calls_made, 0);
	atomic_set(&calls_run, 0);
	stop_interrupting = false;
	k = kthread_create_on_cpu(interrupt_the_caller, NULL, 1, "interrupter/%u");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	wake_up_process(k);
	for (int i = 0; i < CALLS_OF_TASK; i++) {
		WRITE_ONCE(calls_of_task, i);
		call_without_waiting();
		if (i % 8 == 0)
			tasklet_schedule(&calling_tasklet);
	}
	WRITE_ONCE(stop_interrupting, true);
	end_thread(k);
	irq_work_sync(&calling_work);
	tasklet_kill(&calling_tasklet);
	kick_all_cpus_sync();
	KUNIT_EXPECT_GT(test, atomic_read(&calls_made), CALLS_OF_TASK);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls_run), atomic_read(&calls_made));
	KUNIT_EXPECT_GE(test, klog_count(watch, "at kernel/smp.c:"), 1);
}

static atomic_t missed;

/* With interrupts off no tick comes, so the clock must do: for a busy host a long time. */
static void meet(void *all)
{
	u64 end = local_clock() + MEETING_NS;
	atomic_t *there = all;

	atomic_inc(there);
	while (atomic_read(there) < (int)num_online_cpus() && local_clock() < end)
		cpu_relax();
	if (atomic_read(there) < (int)num_online_cpus())
		atomic_inc(&missed);
}

/* Whoever calls all, itself too, is there with them, not after them. */
static void a6_all_are_called_at_once(struct kunit *test)
{
	atomic_t there = ATOMIC_INIT(0);

	atomic_set(&missed, 0);
	on_each_cpu(meet, &there, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&there), (int)num_online_cpus());
	KUNIT_EXPECT_EQ(test, atomic_read(&missed), 0);
}

/* ---- irq_work elsewhere ---- */

struct remote_work {
	struct irq_work work;
	atomic_t runs;
	int cpu;
	bool in_hardirq;
};

static void note_work(struct irq_work *work)
{
	struct remote_work *remote = container_of(work, struct remote_work, work);

	remote->cpu = smp_processor_id();
	remote->in_hardirq = in_hardirq() && irqs_disabled();
	atomic_inc(&remote->runs);
}

static void irq_work_runs_on_the_cpu_it_is_queued_on(struct kunit *test)
{
	struct remote_work remote = { .work = IRQ_WORK_INIT(note_work) };
	unsigned int cpu;
	int runs = 0;

	for_each_online_cpu(cpu) {
		KUNIT_EXPECT_TRUE(test, irq_work_queue_on(&remote.work, (int)cpu));
		KUNIT_ASSERT_TRUE(test, await(&remote.runs, ++runs));
		irq_work_sync(&remote.work);
		KUNIT_EXPECT_EQ(test, remote.cpu, (int)cpu);
		KUNIT_EXPECT_TRUE(test, remote.in_hardirq);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&remote.runs), runs);
}

/* While CPU 1 cannot take it, it is queued once. */
static void irq_work_is_queued_once(struct kunit *test)
{
	struct remote_work remote = { .work = IRQ_WORK_INIT(note_work) };
	int queued = 0;

	for (int i = 0; i < CALLS; i++)
		queued += irq_work_queue_on(&remote.work, 1);
	irq_work_sync(&remote.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&remote.runs), queued);
	KUNIT_EXPECT_GE(test, queued, 1);
}

/* ---- the rows of /proc/interrupts ---- */

static void flush(void *unused)
{
}

static void rows_count_on_the_cpu_that_is_interrupted(struct kunit *test)
{
	irq_cpustat_t *stat = per_cpu_ptr(&irq_stat, 1);
	struct remote_work remote = { .work = IRQ_WORK_INIT(note_work) };
	irq_cpustat_t before = *stat;

	smp_call_function_single(1, flush, NULL, 1);
	KUNIT_EXPECT_GE(test, stat->irq_call_count - before.irq_call_count, 1u);
	flush_tlb_all();
	KUNIT_EXPECT_GE(test, stat->irq_tlb_count - before.irq_tlb_count, 1u);
	irq_work_queue_on(&remote.work, 1);
	irq_work_sync(&remote.work);
	KUNIT_EXPECT_EQ(test, stat->apic_irq_work_irqs - before.apic_irq_work_irqs, 1u);
	trigger_single_cpu_backtrace(1);
	KUNIT_EXPECT_EQ(test, stat->__nmi_count - before.__nmi_count, 1u);
}

/* ---- A7 ---- */

static const char *answer_of(unsigned int cpu)
{
	static char text[40];

	snprintf(text, sizeof(text), "NMI backtrace for cpu %u", cpu);
	return text;
}

static atomic_t asked_all;

static int ask_all(void *unused)
{
	trigger_all_cpu_backtrace();
	atomic_inc(&asked_all);
	return 0;
}

/* From each CPU in turn. */
static void a7_each_cpu_answers_once(struct kunit *test)
{
	unsigned int from, cpu;
	u64 watch;
	int turns = 0;

	atomic_set(&asked_all, 0);
	for_each_online_cpu(from) {
		if (from >= 4)
			break;
		watch = klog_mark();
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(ask_all, NULL, from,
								      "asker/%u"));
		KUNIT_ASSERT_TRUE(test, await(&asked_all, ++turns));
		for_each_online_cpu(cpu)
			if (cpu < 9)		/* "cpu 1" is the beginning of "cpu 10" */
				KUNIT_EXPECT_EQ(test, klog_count(watch, answer_of(cpu)),
						cpu == 1 && num_online_cpus() > 10 ?
						(int)num_online_cpus() - 9 : 1);
	}
}

static bool let_go;
static atomic_t looping;

static int loop_with_irqs_off(void *unused)
{
	u64 end = local_clock() + DEAF_NS;
	unsigned long flags;

	local_irq_save(flags);
	atomic_set(&looping, 1);
	/* Not for ever: somebody may wait for this CPU, on the one that would let go. */
	while (!READ_ONCE(let_go) && local_clock() < end)
		cpu_relax();
	local_irq_restore(flags);
	return 0;
}

static void a7_cpu_with_interrupts_off_answers(struct kunit *test)
{
	u64 watch;

	let_go = false;
	atomic_set(&looping, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(loop_with_irqs_off, NULL, 1,
							      "deaf/%u"));
	KUNIT_EXPECT_TRUE(test, await(&looping, 1));
	watch = klog_mark();
	KUNIT_EXPECT_TRUE(test, trigger_single_cpu_backtrace(1));
	WRITE_ONCE(let_go, true);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "NMI backtrace for cpu 1"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "loop_with_irqs_off"), 1);
}

static struct kunit_case smp_call_cases[] = {
	KUNIT_CASE(a6_all_call_all_and_wait),
	KUNIT_CASE(a6_all_call_all_without_waiting),
	KUNIT_CASE(a6_groups_are_called_once_each),
	KUNIT_CASE(a6_any_prefers_this_cpu),
	KUNIT_CASE(a6_nobody_is_told),
	KUNIT_CASE(a6_waited_call_has_returned),
	KUNIT_CASE(a6_async_call_is_busy_until_it_begins),
	KUNIT_CASE(a6_wait_with_interrupts_off_is_named),
	KUNIT_CASE(a6_call_from_an_interrupt_is_named_and_none_is_lost),
	KUNIT_CASE(a6_all_are_called_at_once),
	KUNIT_CASE(irq_work_runs_on_the_cpu_it_is_queued_on),
	KUNIT_CASE(irq_work_is_queued_once),
	KUNIT_CASE(rows_count_on_the_cpu_that_is_interrupted),
	KUNIT_CASE(a7_each_cpu_answers_once),
	KUNIT_CASE(a7_cpu_with_interrupts_off_answers),
	{ }
};

static struct kunit_suite smp_call_suite = {
	.name = "smp_call",
	.init = need_cpus,
	.test_cases = smp_call_cases,
};
kunit_test_suite(smp_call_suite);
