// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_end_test.c - a CPU that hangs with interrupts off, and the machine's end
 *
 * On request only, by tests/boot/test_smp.py: the cases of smp_panic end the machine, and those
 * of smp_lockup wait for seconds.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/nmi.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/panic_notifier.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/time64.h>

#include <asm/arch.h>
#include <asm/nmi.h>
#include <asm/processor.h>

#include "klog.h"

#define HANG_NS		(30ull * NSEC_PER_SEC)
#define RUN_ON		10000	/* turns in which a CPU that runs would be seen */
#define SECONDS_MAX	120	/* a vCPU may not run for seconds */

static int need_cpus(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	return 0;
}

static bool let_go;
static atomic_t there;
static atomic_t back;

/* Not for ever: somebody may wait for this CPU, on the one that would let go. */
static noinline void spin_until_let_go(void)
{
	u64 end = local_clock() + HANG_NS;

	while (!READ_ONCE(let_go) && local_clock() < end)
		cpu_relax();
}

static int hang_with_irqs_off(void *unused)
{
	local_irq_disable();
	atomic_inc(&there);
	spin_until_let_go();
	local_irq_enable();
	atomic_inc(&back);
	return 0;
}

static bool await(atomic_t *counter, int wanted)
{
	for (int ms = 0; ms < SECONDS_MAX * 1000 && atomic_read(counter) < wanted; ms++)
		msleep(1);
	return atomic_read(counter) >= wanted;
}

static void hang_one(struct kunit *test, int cpu)
{
	atomic_set(&there, 0);
	atomic_set(&back, 0);
	let_go = false;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(hang_with_irqs_off, NULL, cpu,
							      "deaf/%u"));
	KUNIT_ASSERT_TRUE(test, await(&there, 1));
}

static bool await_report(u64 mark)
{
	for (int s = 0; s < SECONDS_MAX; s++) {
		if (klog_count(mark, "Watchdog detected hard LOCKUP on cpu 1"))
			return true;
		msleep(1000);
	}
	return false;
}

/* Twice: it is noticed, it recovers, and is noticed again. */
static void k5_loop_with_interrupts_off_is_named(struct kunit *test)
{
	u64 watch;

	for (int i = 0; i < 2; i++) {
		watch = klog_mark();
		hang_one(test, 1);
		KUNIT_EXPECT_TRUE(test, await_report(watch));
		msleep(3000);
		WRITE_ONCE(let_go, true);
		KUNIT_ASSERT_TRUE(test, await(&back, 1));
		KUNIT_EXPECT_EQ(test, klog_count(watch, "hard LOCKUP on cpu 1"), 1);
		KUNIT_EXPECT_GE(test, klog_count(watch, "spin_until_let_go+"), 1);
		msleep(3000);		/* its timer counts again */
	}
}

/* Interrupts off for long, but it says that this is meant. */
static int touch_with_irqs_off(void *unused)
{
	local_irq_disable();
	atomic_inc(&there);
	while (!READ_ONCE(let_go)) {
		touch_nmi_watchdog();
		cpu_relax();
	}
	local_irq_enable();
	atomic_inc(&back);
	return 0;
}

static void k5_touched_watchdog_is_silent(struct kunit *test)
{
	u64 watch;

	watch = klog_mark();
	atomic_set(&there, 0);
	atomic_set(&back, 0);
	let_go = false;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(touch_with_irqs_off, NULL, 1,
							      "busy/%u"));
	KUNIT_ASSERT_TRUE(test, await(&there, 1));
	msleep(8000);
	WRITE_ONCE(let_go, true);
	KUNIT_ASSERT_TRUE(test, await(&back, 1));
	KUNIT_EXPECT_EQ(test, klog_count(watch, "hard LOCKUP"), 0);
}

static struct kunit_case smp_lockup_cases[] = {
	KUNIT_CASE(k5_loop_with_interrupts_off_is_named),
	KUNIT_CASE(k5_touched_watchdog_is_silent),
	{ }
};

static struct kunit_suite smp_lockup_suite = {
	.name = "smp_lockup",
	.init = need_cpus,
	.on_request = true,
	.test_cases = smp_lockup_cases,
};
kunit_test_suite(smp_lockup_suite);

/* ---- F4 ---------------------------------------------------------------------------------- */

static void panic_here(void *text)
{
	panic("%s on CPU %d", (const char *)text, smp_processor_id());
}

static void f4_all_at_once(struct kunit *test)
{
	on_each_cpu(panic_here, "all at once", 1);
}

static int panic_in_nmi(unsigned int type, struct pt_regs *regs)
{
	panic_here("in an NMI");
	return NMI_HANDLED;
}

static void f4_in_nmis_of_all_others(struct kunit *test)
{
	unsigned int cpu;

	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, panic_in_nmi, 0, "f4"), 0);
	for_each_online_cpu(cpu)
		if (cpu)
			arch_send_nmi(cpu);
	spin_until_let_go();
}

static int keep_consoles(void *unused)
{
	console_lock();
	return hang_with_irqs_off(unused);
}

/* Who owns the consoles is stopped, and never hands them over. */
static void f4_while_another_owns_the_consoles(struct kunit *test)
{
	let_go = false;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(keep_consoles, NULL, 1, "owner/%u"));
	while (!atomic_read(&there))
		msleep(1);
	panic_here("without the consoles");
}

/* The same for an oops: its message is there when the owner has let go. */
static void f3_oops_while_another_owns_the_consoles(struct kunit *test)
{
	let_go = false;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run_on_cpu(keep_consoles, NULL, 1, "owner/%u"));
	while (!atomic_read(&there))
		msleep(1);
	local_irq_disable();
	*(volatile int *)NULL = 0;
}

/* Threads that count, with interrupts on or off; what they reach is looked at after the stop. */
static u64 turns[NR_CPUS];

static int count_turns(void *data)
{
	u64 *mine = data;

	if ((mine - turns) % 2)
		local_irq_disable();
	for (;;) {
		WRITE_ONCE(*mine, *mine + 1);
		cpu_relax();
	}
	return 0;
}

static int tell_who_runs_on(struct notifier_block *nb, unsigned long action, void *text)
{
	u64 before[ARRAY_SIZE(turns)];
	unsigned int cpu, running = 0;

	memcpy(before, turns, sizeof(before));
	for (int i = 0; i < RUN_ON; i++)
		cpu_relax();
	for_each_online_cpu(cpu)
		running += READ_ONCE(turns[cpu]) != before[cpu];
	pr_emerg("smp_panic: %u CPUs run on\n", running);
	return NOTIFY_DONE;
}

static struct notifier_block who_runs_on = { .notifier_call = tell_who_runs_on };

static void f4_all_others_stand_still(struct kunit *test)
{
	unsigned int cpu;

	atomic_notifier_chain_register(&panic_notifier_list, &who_runs_on);
	for_each_online_cpu(cpu)
		if (cpu)
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test,
				kthread_run_on_cpu(count_turns, &turns[cpu], cpu, "turns/%u"));
	for_each_online_cpu(cpu)
		while (cpu && !READ_ONCE(turns[cpu]))
			msleep(1);
	panic_here("others count");
}

static struct kunit_case smp_panic_cases[] = {
	KUNIT_CASE(f4_all_others_stand_still),
	KUNIT_CASE(f4_all_at_once),
	KUNIT_CASE(f4_in_nmis_of_all_others),
	KUNIT_CASE(f4_while_another_owns_the_consoles),
	KUNIT_CASE(f3_oops_while_another_owns_the_consoles),
	{ }
};

static struct kunit_suite smp_panic_suite = {
	.name = "smp_panic",
	.init = need_cpus,
	.on_request = true,
	.test_cases = smp_panic_cases,
};
kunit_test_suite(smp_panic_suite);
