// SPDX-License-Identifier: MIT
/*
 * kernel/kunit/runner.c - run the tests that are built in, and print KTAP
 *
 * What it is for
 *
 *   ktest=<glob> on the command line, or the monitor's `ktest`, runs the suites
 *   of the table .kunit_test_suites and prints what a harness can read.
 *
 * How it works
 *
 *   Each case runs in a thread of its own, so that a failed assertion can end it
 *   anywhere: the thread exits, and the runner, which waits, goes on.
 *
 *     runner                           the case's thread
 *     ------                           -----------------
 *     suite_init()
 *     for each case (and parameter)
 *       start, wait  ----------------> init(), the case, then the checks below
 *       start, wait  ----------------> exit()
 *       free the resources, judge, print "ok" or "not ok"
 *     suite_exit()
 *
 *   A case fails when an expectation does, and also when it
 *     [K1] ends with preempt_count or the interrupt flag not as it began,
 *     [K2] leaves a softirq pending that nobody runs,
 *     [K3] causes a WARN (unless it said kunit_expect_warnings()),
 *     [K4] does not end, or its thread dies.
 *
 *   Memory that is in use after a case and was not before is named in a comment
 *   line.  It is no failure: caches fill, pools get workers that stay a while.
 *
 * Context: process, interrupts on, nothing held.
 *
 * Locking: one run at a time (run_mutex).  A case's status is written by whoever
 * runs it, and read by the runner after it has ended.
 *
 * Compared with Linux: KTAP as of 6.3, of which 6.1's is a dialect; [K1] to [K4]
 * are ours.  Not run concurrently; no log kept besides the kernel's.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/glob.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include <asm/arch.h>

#include "runner.h"

#define CASE_TIMEOUT	(60 * HZ)	/* of virtual time: no test waits that long ... */
#define REAL_TIMEOUT	(20 * 60 * HZ)	/* of real time, on a busy host, with several CPUs */
#define SLOW_TIMEOUT	(8 * 24 * 3600UL * HZ)	/* ... but those that watch a clock for days */
#define DEATH_POLL	(HZ / 4)	/* how soon a dead thread is noticed */
#define SLOW_POLL	(60 * HZ)
#define SOFTIRQ_GRACE	100		/* ms for ksoftirqd to finish what a test has left */
#define NAME_MAX_LEN	192

extern struct kunit_suite * const __kunit_suites_start[], * const __kunit_suites_end[];

struct kunit_result_stats kunit_totals;
static DEFINE_MUTEX(run_mutex);

/* ---- one thread ----------------------------------------------------------------- */

/* [K1] Names what the test left behind, and repairs it for the next one. */
static void check_context(struct kunit *test)
{
	int count = preempt_count();

	if (count) {
		preempt_count_set(0);
		kunit_err(test, "ended with preempt_count %#x\n", count);
		kunit_set_failure(test);
	}
	if (irqs_disabled()) {
		local_irq_enable();
		kunit_err(test, "ended with interrupts off\n");
		kunit_set_failure(test);
	}
}

void kunit_abort(struct kunit *test)
{
	check_context(test);
	kthread_complete_and_exit(&test->done, 0);
}
EXPORT_SYMBOL(kunit_abort);

/* What a thread is to do for a test. */
struct job {
	struct kunit *test;
	struct kunit_suite *suite;
	struct kunit_case *test_case;
};

static int run_body(void *data)
{
	struct job job = *(struct job *)data;
	int err = job.suite->init ? job.suite->init(job.test) : 0;

	if (err) {
		kunit_err(job.test, "failed to initialize: %d\n", err);
		kunit_set_failure(job.test);
	} else {
		job.test_case->run_case(job.test);
	}
	kunit_abort(job.test);
}

static int run_exit(void *data)
{
	struct job job = *(struct job *)data;

	job.suite->exit(job.test);
	kunit_abort(job.test);
}

static unsigned long timeout_of_case(bool slow)
{
	if (slow)
		return SLOW_TIMEOUT;
	return num_online_cpus() > 1 ? REAL_TIMEOUT : CASE_TIMEOUT;
}

/* Waits for the thread.  False: it hangs or is dead [K4]. */
static bool wait_for_thread(struct kunit *test, struct task_struct *thread, bool slow)
{
	unsigned long end = jiffies + timeout_of_case(slow);

	while (!wait_for_completion_timeout(&test->done, slow ? SLOW_POLL : DEATH_POLL)) {
		if (READ_ONCE(thread->exit_state) && !completion_done(&test->done)) {
			kunit_err(test, "its thread died\n");
			return false;
		}
		if (time_after(jiffies, end)) {
			kunit_err(test, "try timed out\n");
			return false;
		}
	}
	return true;
}

/*
 * The thread has signalled its end: let it really be gone, with its stack, so that
 * it is not taken for a leak, nor its freeing for a gain of the next test.
 */
static void reap(struct task_struct *thread)
{
	kthread_stop(thread);
	while (READ_ONCE(thread->on_rq) || READ_ONCE(thread->__state) != TASK_DEAD)
		schedule_timeout_uninterruptible(1);
	put_task_struct(thread);
	rcu_barrier();
}

/* Device interrupts come to this CPU, so a case that forces an order can rely on it. */
#define TEST_CPU 0

/* Runs fn in a thread of the test and waits for its end.  False [K4]. */
static bool run_in_thread(struct job *job, int (*fn)(void *data))
{
	struct task_struct *thread;
	bool ended;

	init_completion(&job->test->done);
	thread = kthread_create(fn, job, "kunit_try_catch_thread");
	if (IS_ERR(thread)) {
		kunit_err(job->test, "no thread: %pe\n", thread);
		kunit_set_failure(job->test);
		return true;
	}
	kthread_bind(thread, TEST_CPU);
	get_task_struct(thread);
	wake_up_process(thread);
	ended = wait_for_thread(job->test, thread, job->test_case->slow);
	if (ended)
		reap(thread);
	else
		kunit_set_failure(job->test);
	return ended;
}

/* ---- one case ------------------------------------------------------------------- */

void kunit_expect_warnings(struct kunit *test, unsigned int n)
{
	test->expected_warnings += n;
}
EXPORT_SYMBOL(kunit_expect_warnings);

/* [K2] ksoftirqd may still be at it: give it a moment. */
static void check_softirqs(struct kunit *test)
{
	for (int i = 0; local_softirq_pending() && i < SOFTIRQ_GRACE; i++)
		msleep(1);
	if (local_softirq_pending()) {
		kunit_err(test, "left softirqs pending: %#x\n", local_softirq_pending());
		kunit_set_failure(test);
	}
}

/* [K3] */
static void check_warnings(struct kunit *test, unsigned int before)
{
	unsigned int warnings = READ_ONCE(warn_count) - before;

	if (warnings > test->expected_warnings) {
		kunit_err(test, "caused %u warnings, %u expected\n", warnings,
			  test->expected_warnings);
		kunit_set_failure(test);
	}
}

static void report_memory(struct kunit *test, const struct mm_leak_mark *before)
{
	long more = mm_leak_bytes(before);

	if (more <= 0)
		return;
	kunit_info(test, "%ld bytes more in use than before\n", more);
	mm_leak_report(before, test->name);
}

static void init_test(struct kunit *test, const char *name)
{
	memset(test, 0, sizeof(*test));
	test->name = name;
	spin_lock_init(&test->lock);
	INIT_LIST_HEAD(&test->resources);
}

/*
 * Runs a case once, with the parameter that test has.  test must be memory that
 * may stay for ever: a thread that hangs keeps using it.
 */
static bool run_once(struct kunit_suite *suite, struct kunit_case *test_case, struct kunit *test)
{
	struct job job = { .test = test, .suite = suite, .test_case = test_case };
	unsigned int warnings = READ_ONCE(warn_count);
	struct mm_leak_mark memory;
	bool ended;

	mm_leak_mark(&memory);
	ended = run_in_thread(&job, run_body);
	if (ended && suite->exit)
		ended = run_in_thread(&job, run_exit);
	if (ended)
		kunit_free_resources(test);
	check_softirqs(test);
	check_warnings(test, warnings);
	if (ended)
		report_memory(test, &memory);
	return ended;
}

/* ---- results -------------------------------------------------------------------- */

static void print_result(const char *indent, enum kunit_status status, unsigned int number,
			 const char *name, const char *comment)
{
	pr_info("%s%s %u %s%s%s\n", indent, status == KUNIT_FAILURE ? "not ok" : "ok", number,
		name, status == KUNIT_SKIPPED ? " # SKIP " : "",
		status == KUNIT_SKIPPED ? comment : "");
}

static void count(struct kunit_result_stats *stats, enum kunit_status status)
{
	stats->total++;
	switch (status) {
	case KUNIT_SUCCESS: stats->passed++; break;
	case KUNIT_FAILURE: stats->failed++; break;
	case KUNIT_SKIPPED: stats->skipped++; break;
	}
}

static void add(struct kunit_result_stats *to, const struct kunit_result_stats *from)
{
	to->passed += from->passed;
	to->failed += from->failed;
	to->skipped += from->skipped;
	to->total += from->total;
}

static void print_stats(const char *what, const struct kunit_result_stats *stats)
{
	pr_info("# %s: pass:%lu fail:%lu skip:%lu total:%lu\n", what, stats->passed,
		stats->failed, stats->skipped, stats->total);
}

/* Of several results: failed if any is, skipped if all are. */
static enum kunit_status overall(const struct kunit_result_stats *stats)
{
	if (stats->failed)
		return KUNIT_FAILURE;
	return stats->skipped && !stats->passed ? KUNIT_SKIPPED : KUNIT_SUCCESS;
}

/* ---- a case with its parameters ------------------------------------------------- */

/* One round; prints its line if the case has parameters. */
static enum kunit_status run_round(struct kunit_suite *suite, struct kunit_case *test_case,
				   struct kunit_result_stats *stats, char *comment,
				   const void *param, const char *desc)
{
	struct kunit *test = kmalloc(sizeof(*test), GFP_KERNEL);
	enum kunit_status status;

	if (!test)
		return KUNIT_FAILURE;
	init_test(test, test_case->name);
	test->param_value = param;
	test->param_index = stats->total;

	bool ended = run_once(suite, test_case, test);

	status = test->status;
	strscpy(comment, test->status_comment, KUNIT_STATUS_COMMENT_SIZE);
	count(stats, status);
	if (param)
		print_result(KUNIT_SUBSUBTEST_INDENT, status, stats->total, desc, comment);
	if (ended)
		kfree(test);
	return status;
}

static void run_with_params(struct kunit_suite *suite, struct kunit_case *test_case,
			    struct kunit_result_stats *stats, char *comment)
{
	char desc[KUNIT_PARAM_DESC_SIZE] = "";
	const void *param = test_case->generate_params(NULL, desc);

	pr_info(KUNIT_SUBSUBTEST_INDENT "KTAP version 1\n");
	pr_info(KUNIT_SUBSUBTEST_INDENT "# Subtest: %s\n", test_case->name);
	while (param) {
		if (!desc[0])
			snprintf(desc, sizeof(desc), "param-%lu", stats->total);
		run_round(suite, test_case, stats, comment, param, desc);
		desc[0] = '\0';
		param = test_case->generate_params(param, desc);
	}
	pr_info(KUNIT_SUBSUBTEST_INDENT "1..%lu\n", stats->total);
}

static void run_case(struct kunit_suite *suite, struct kunit_case *test_case,
		     unsigned int number, struct kunit_result_stats *suite_stats)
{
	static char comment[KUNIT_STATUS_COMMENT_SIZE];	/* run_mutex */
	struct kunit_result_stats stats = { 0 };

	comment[0] = '\0';
	if (test_case->generate_params)
		run_with_params(suite, test_case, &stats, comment);
	else
		run_round(suite, test_case, &stats, comment, NULL, NULL);
	test_case->status = overall(&stats);
	print_result(KUNIT_SUBTEST_INDENT, test_case->status, number, test_case->name, comment);
	add(suite_stats, &stats);
}

/* ---- a suite -------------------------------------------------------------------- */

/* The glob is for "suite" or for "suite.case". */
static bool case_matches(const char *glob, const struct kunit_suite *suite,
			 const struct kunit_case *test_case)
{
	char name[NAME_MAX_LEN];

	if (suite->on_request && !strstarts(glob, suite->name))
		return false;
	if (glob_match(glob, suite->name))
		return true;
	snprintf(name, sizeof(name), "%s.%s", suite->name, test_case->name);
	return glob_match(glob, name);
}

static unsigned int count_cases(const char *glob, struct kunit_suite *suite)
{
	struct kunit_case *test_case;
	unsigned int n = 0;

	kunit_suite_for_each_test_case(suite, test_case)
		n += case_matches(glob, suite, test_case);
	return n;
}

/* The suite cannot start: none of its cases can be said to pass. */
static void fail_all(const char *glob, struct kunit_suite *suite,
		     struct kunit_result_stats *stats)
{
	struct kunit_case *test_case;
	unsigned int number = 0;

	pr_err(KUNIT_SUBTEST_INDENT "# failed to initialize (%d)\n", suite->suite_init_err);
	kunit_suite_for_each_test_case(suite, test_case) {
		if (!case_matches(glob, suite, test_case))
			continue;
		count(stats, KUNIT_FAILURE);
		print_result(KUNIT_SUBTEST_INDENT, KUNIT_FAILURE, ++number, test_case->name, "");
	}
}

static void run_cases(const char *glob, struct kunit_suite *suite,
		      struct kunit_result_stats *stats)
{
	struct kunit_case *test_case;
	unsigned int number = 0;

	kunit_suite_for_each_test_case(suite, test_case) {
		if (case_matches(glob, suite, test_case))
			run_case(suite, test_case, ++number, stats);
	}
}

/*
 * A case runs on TEST_CPU.  One that forces an order, as "the woken thread waits until
 * I sleep", needs the same of the threads it makes.
 */
static void confine_threads(const struct kunit_suite *suite, bool confine)
{
	const struct cpumask *cpus = confine ? cpumask_of(TEST_CPU) : cpu_possible_mask;

	if (!suite->one_cpu || num_online_cpus() == 1)
		return;
	set_cpus_allowed_ptr(kthreadd_task, cpus);
	WARN_ON(workqueue_set_unbound_cpumask(cpus));
	rcu_barrier();			/* those that were replaced are gone ... */
	flush_scheduled_work();		/* ... as are their pools */
	rcu_barrier();
}

/* True if no case failed. */
static bool run_suite(const char *glob, struct kunit_suite *suite, unsigned int number)
{
	struct kunit_result_stats stats = { 0 };
	unsigned int cases = count_cases(glob, suite);

	pr_info(KUNIT_SUBTEST_INDENT "KTAP version 1\n");
	pr_info(KUNIT_SUBTEST_INDENT "# Subtest: %s\n", suite->name);
	pr_info(KUNIT_SUBTEST_INDENT "1..%u\n", cases);
	confine_threads(suite, true);
	suite->suite_init_err = suite->suite_init ? suite->suite_init(suite) : 0;
	if (suite->suite_init_err) {
		fail_all(glob, suite, &stats);
	} else {
		run_cases(glob, suite, &stats);
		if (suite->suite_exit)
			suite->suite_exit(suite);
	}
	confine_threads(suite, false);
	if (stats.total > 1)
		print_stats(suite->name, &stats);
	print_result("", overall(&stats), number, suite->name, "");
	add(&kunit_totals, &stats);
	return !stats.failed;
}

/* ---- all ------------------------------------------------------------------------ */

static unsigned int count_suites(const char *glob)
{
	unsigned int n = 0;

	for (struct kunit_suite * const *s = __kunit_suites_start; s < __kunit_suites_end; s++)
		n += *s && count_cases(glob, *s);
	return n;
}

int kunit_run_all(const char *glob)
{
	unsigned int suites, number = 0, failed = 0;

	if (!glob || !*glob)
		glob = "*";
	suites = count_suites(glob);
	if (!suites)
		return -ENOENT;
	mutex_lock(&run_mutex);
	add_taint(TAINT_TEST, LOCKDEP_STILL_OK);
	memset(&kunit_totals, 0, sizeof(kunit_totals));
	pr_info("KTAP version 1\n");
	pr_info("1..%u\n", suites);
	for (struct kunit_suite * const *s = __kunit_suites_start; s < __kunit_suites_end; s++) {
		if (*s && count_cases(glob, *s))
			failed += !run_suite(glob, *s, ++number);
	}
	print_stats("Totals", &kunit_totals);
	if (debug_enabled(DEBUG_STACK_USAGE))
		arch_show_stacks();
	mutex_unlock(&run_mutex);
	return failed;
}
