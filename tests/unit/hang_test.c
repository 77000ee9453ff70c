// SPDX-License-Identifier: MIT
/*
 * tests/unit/hang_test.c - what hangs is named, and the rest of the kernel lives
 *
 * On request only (ktest=hang.*), by tests/boot/test_watchdog.py: some of these leave a thread
 * behind that nobody can help.  The boot sets hung_task_timeout_secs=HANG_TIMEOUT.
 * Loops halt between interrupts, so that virtual time skips over them.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/workqueue.h>

#include "klog.h"

#define HANG_TIMEOUT	1	/* s: as on the command line */

/* A report comes 20 s after the latest look at which all was well, at a look every 4 s. */
#define HOG_SECONDS	30

/* With several CPUs time is real: that long we are ready to wait. */
#define SMP_SECONDS	120
#define OTHER_CPU	1
#define LOCKUP_OF_OTHER	"watchdog: BUG: soft lockup - CPU#1 stuck for "

/* Two periods: one to be seen, one to be seen again. */
static void let_it_be_noticed(void)
{
	msleep_interruptible(2 * HANG_TIMEOUT * MSEC_PER_SEC + 200);
}

static noinline void hog_cpu(unsigned int seconds)
{
	unsigned long end = jiffies + seconds * HZ;

	while (time_before(jiffies, end)) {
		local_irq_disable();
		safe_halt();
	}
}

/* ---- K5 --------------------------------------------------------------------------- */

static int wait_for_ever(void *never)
{
	wait_for_completion(never);
	return 0;
}

static void k5_task_in_state_d_is_named(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(never);
	u64 watch;
	struct task_struct *k;

	watch = klog_mark();
	k = kthread_run(wait_for_ever, &never, "patient");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	let_it_be_noticed();
	KUNIT_EXPECT_GE(test, klog_count(watch, "INFO: task patient:"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "task:patient"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "wait_for_ever"), 1);
	complete(&never);
	kthread_stop(k);
	put_task_struct(k);
}

static void k5_loop_with_preemption_off_is_named(struct kunit *test)
{
	u64 watch;

	watch = klog_mark();
	preempt_disable();
	hog_cpu(HOG_SECONDS);
	preempt_enable();
	KUNIT_EXPECT_EQ(test, klog_count(watch, "watchdog: BUG: soft lockup - CPU#0 "
					      "stuck for 2"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "RIP: 0010:hog_cpu+"), 1);
}

/* A loop that can be preempted is nobody's harm, however long. */
static void k5_preemptible_loop_is_no_lockup(struct kunit *test)
{
	u64 watch;

	watch = klog_mark();
	hog_cpu(HOG_SECONDS);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "soft lockup"), 0);
}

static bool let_go;

static int loop_until_let_go(void *unused)
{
	preempt_disable();
	while (!READ_ONCE(let_go))
		hog_cpu(1);
	preempt_enable();
	return 0;
}

/* Promise: each CPU watches itself; the others live. */
static void k5_loop_on_another_cpu_is_named(struct kunit *test)
{
	u64 watch;
	struct task_struct *k;

	if (!cpu_online(OTHER_CPU))
		kunit_skip(test, "one CPU");
	watch = klog_mark();
	let_go = false;
	k = kthread_run_on_cpu(loop_until_let_go, NULL, OTHER_CPU, "looper/%u");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	for (int s = 0; s < SMP_SECONDS && !klog_count(watch, LOCKUP_OF_OTHER); s++)
		msleep(MSEC_PER_SEC);
	WRITE_ONCE(let_go, true);
	KUNIT_EXPECT_GE(test, klog_count(watch, LOCKUP_OF_OTHER), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "[looper/1:"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "hog_cpu+"), 1);
}

/* ---- T5, T6 ------------------------------------------------------------------------- */

static bool go_on;
static int runs;

static void run_again(struct tasklet_struct *t)
{
	runs++;
	if (READ_ONCE(go_on))
		tasklet_schedule(t);
}

static int kill_it(void *tasklet)
{
	tasklet_kill(tasklet);
	WRITE_ONCE(go_on, true);		/* it must not run after this: see below */
	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void t5_kill_of_one_that_schedules_itself_is_named(struct kunit *test)
{
	static DECLARE_TASKLET(tasklet, run_again);
	u64 watch;
	struct task_struct *k;
	int before;

	watch = klog_mark();
	go_on = true;
	tasklet_schedule(&tasklet);
	k = kthread_run(kill_it, &tasklet, "killer");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	let_it_be_noticed();
	KUNIT_EXPECT_GE(test, klog_count(watch, "INFO: task killer:"), 1);
	WRITE_ONCE(go_on, false);
	while (!READ_ONCE(go_on))
		msleep_interruptible(1);
	before = runs;
	msleep_interruptible(100);
	KUNIT_EXPECT_EQ(test, runs, before);
	kthread_stop(k);
}

static void t6_kill_of_a_disabled_one_hangs_only_the_killer(struct kunit *test)
{
	static DECLARE_TASKLET(tasklet, run_again);
	u64 watch;
	struct task_struct *k;

	watch = klog_mark();
	go_on = false;
	runs = 0;
	tasklet_disable(&tasklet);
	tasklet_schedule(&tasklet);
	k = kthread_run(kill_it, &tasklet, "killer");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	let_it_be_noticed();
	KUNIT_EXPECT_EQ(test, runs, 0);
	KUNIT_EXPECT_GE(test, klog_count(watch, "INFO: task killer:"), 1);
	tasklet_enable(&tasklet);
	while (!READ_ONCE(go_on))
		msleep_interruptible(1);
	KUNIT_EXPECT_EQ(test, runs, 1);
	kthread_stop(k);
}

/* ---- W8 ------------------------------------------------------------------------------- */

static struct workqueue_struct *own_wq;
static int others;

static void other_fn(struct work_struct *work)
{
	others++;
}

static void flush_own_work_fn(struct work_struct *work)
{
	flush_work(work);
}

static void flush_own_queue_fn(struct work_struct *work)
{
	flush_workqueue(own_wq);
}

/* The worker hangs for good; what is queued behind it runs in another one. */
static void expect_hung_worker(struct kunit *test, struct workqueue_struct *wq,
			       struct work_struct *work)
{
	unsigned int flags = debug_flags;
	struct work_struct other;
	u64 watch;

	INIT_WORK_ONSTACK(&other, other_fn);
	debug_flags |= DEBUG_LOCKDEP;
	lockdep_reset();
	kunit_expect_warnings(test, 1);
	watch = klog_mark();
	others = 0;
	queue_work(wq, work);
	queue_work(wq, &other);
	let_it_be_noticed();
	KUNIT_EXPECT_EQ(test, klog_count(watch, "possible recursive locking detected"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "INFO: task kworker/0:"), 1);
	KUNIT_EXPECT_EQ(test, others, 1);
	destroy_work_on_stack(&other);
	debug_flags = flags;
	lockdep_reset();
}

static void w8_flush_of_the_own_item_is_named(struct kunit *test)
{
	static DECLARE_WORK(work, flush_own_work_fn);

	expect_hung_worker(test, system_wq, &work);
}

static void w8_flush_of_the_own_queue_is_named(struct kunit *test)
{
	static DECLARE_WORK(work, flush_own_queue_fn);

	own_wq = alloc_workqueue("own", 0, 0);
	KUNIT_ASSERT_NOT_NULL(test, own_wq);
	expect_hung_worker(test, own_wq, &work);
}

/* ---- W12 -------------------------------------------------------------------------------- */

static void hog_fn(struct work_struct *work)
{
	hog_cpu(40);
}

static void w12_item_that_computes_40_s_is_named(struct kunit *test)
{
	struct work_struct hog, next;
	u64 watch;

	INIT_WORK_ONSTACK(&hog, hog_fn);
	INIT_WORK_ONSTACK(&next, other_fn);
	others = 0;
	watch = klog_mark();
	schedule_work(&hog);
	schedule_work(&next);
	msleep_interruptible(38 * MSEC_PER_SEC);
	KUNIT_EXPECT_EQ(test, others, 0);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "workqueue: hog_fn hogged CPU for >10000us 1 times"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "BUG: workqueue lockup - pool cpus=0"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "pending: other_fn"), 1);
	KUNIT_EXPECT_TRUE(test, flush_work(&next));
	KUNIT_EXPECT_EQ(test, others, 1);
	flush_work(&hog);
	destroy_work_on_stack(&next);
	destroy_work_on_stack(&hog);
}

static struct kunit_case hang_cases[] = {
	KUNIT_CASE(k5_task_in_state_d_is_named),
	KUNIT_CASE(k5_loop_with_preemption_off_is_named),
	KUNIT_CASE(k5_preemptible_loop_is_no_lockup),
	KUNIT_CASE(k5_loop_on_another_cpu_is_named),
	KUNIT_CASE(t5_kill_of_one_that_schedules_itself_is_named),
	KUNIT_CASE(t6_kill_of_a_disabled_one_hangs_only_the_killer),
	KUNIT_CASE(w8_flush_of_the_own_item_is_named),
	KUNIT_CASE(w8_flush_of_the_own_queue_is_named),
	KUNIT_CASE(w12_item_that_computes_40_s_is_named),
	{ }
};

static struct kunit_suite hang_suite = {
	.name = "hang",
	.on_request = true,
	.one_cpu = true,
	.test_cases = hang_cases,
};
kunit_test_suite(hang_suite);
