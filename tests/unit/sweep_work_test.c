// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_work_test.c - workqueues, interrupted at every instruction
 *
 * What is counted is what the API says: every queueing that returned true is one run,
 * or one cancelling that returned true.  And a run that begins after somebody asked
 * sees what he asked for.  The ids are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#define FAR	(1000 * HZ)

static struct workqueue_struct *wq;

static atomic_t asked, accepted, cancelled;	/* by the thread and by its interrupt */
static int seen, runs;				/* by the worker */
static bool busy, nested;
static struct task_struct *worker;

static void see_work(struct work_struct *work)
{
	nested |= busy;
	busy = true;
	runs++;
	worker = current;
	seen = atomic_read(&asked);
	busy = false;
}

static DECLARE_WORK(swept, see_work);
static DECLARE_DELAYED_WORK(delayed, see_work);

static void start_counting(struct sweep *s)
{
	atomic_set(&asked, 0);
	atomic_set(&accepted, 0);
	atomic_set(&cancelled, 0);
	seen = runs = 0;
	nested = false;
	worker = NULL;
}

/* Nothing is under way any more. */
static void check_counts(struct sweep *s)
{
	SWEEP_EXPECT(s, atomic_read(&accepted) == runs + atomic_read(&cancelled));
	SWEEP_EXPECT(s, !nested);
	SWEEP_EXPECT(s, !work_busy(&swept) && !work_busy(&delayed.work));
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static int sweep_work_init(struct kunit *test)
{
	sched_set_fifo_low(current);
	wq = alloc_workqueue("sweep", 0, 0);
	return wq ? 0 : -ENOMEM;
}

static void sweep_work_exit(struct kunit *test)
{
	if (wq)
		destroy_workqueue(wq);
	wq = NULL;
}

/* ---- queueing and running ------------------------------------------------------------- */

static void ask(struct sweep *s)
{
	atomic_inc(&asked);
	if (queue_work(wq, &swept))
		atomic_inc(&accepted);
}

static void check_asked(struct sweep *s)
{
	flush_work(&swept);
	SWEEP_EXPECT(s, seen == atomic_read(&asked));
	check_counts(s);
}

static void e1_queue_work(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "queue_work", .prepare = start_counting, .call = ask,
		.interrupt = ask, .check = check_asked });
}

static void ask_and_flush(struct sweep *s)
{
	ask(s);
	flush_work(&swept);
}

/* The switch to the worker, its loop and the item, the wake-up of who flushes. */
static void e1_worker_runs_an_item(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "flush_work, and the worker meanwhile", .prepare = start_counting,
		.call = ask_and_flush, .interrupt = ask, .check = check_asked });
}

static void ask_and_let_worker_sleep(struct sweep *s)
{
	ask(s);
	do {
		yield();
	} while (!READ_ONCE(worker) || task_is_running(worker));
}

/* From its wake-up to its next sleep; as its equal, so that we yield to it. */
static void e1_worker_goes_to_sleep(struct kunit *test)
{
	sched_set_normal(current, 0);
	sweep_run_all(test, &(struct sweep){
		.name = "a worker from sleep to sleep", .prepare = start_counting,
		.call = ask_and_let_worker_sleep, .interrupt = ask, .check = check_asked });
}

static struct completion started, go;

static void sleep_in_work(struct work_struct *work)
{
	complete(&started);
	wait_for_completion(&go);
}

static DECLARE_WORK(sleeper, sleep_in_work);

static void start_sleeper(struct sweep *s)
{
	start_counting(s);
	init_completion(&started);
	init_completion(&go);
}

/* The sleeper's pool starts another worker for the item behind it; then both go on. */
static void let_worker_sleep(struct sweep *s)
{
	queue_work(wq, &sleeper);
	wait_for_completion(&started);
	ask_and_flush(s);
	complete(&go);
	flush_work(&sleeper);
}

static void e1_worker_sleeps_and_wakes(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "a worker that sleeps and wakes", .prepare = start_sleeper,
		.call = let_worker_sleep, .interrupt = ask, .check = check_asked });
}

/* ---- cancelling ------------------------------------------------------------------------ */

static void queue_first(struct sweep *s)
{
	start_counting(s);
	ask(s);
}

static void cancel(struct sweep *s)
{
	if (cancel_work_sync(&swept))
		atomic_inc(&cancelled);
}

static void check_cancelled(struct sweep *s)
{
	cancel(s);
	check_counts(s);
}

static void e1_cancel_work_sync(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "cancel_work_sync", .prepare = queue_first, .call = cancel,
		.interrupt = ask, .check = check_cancelled });
}

/* ---- delayed ---------------------------------------------------------------------------- */

static void queue_delayed(unsigned long delay)
{
	if (queue_delayed_work(wq, &delayed, delay))
		atomic_inc(&accepted);
}

static void modify_delayed(unsigned long delay)
{
	if (!mod_delayed_work(wq, &delayed, delay))
		atomic_inc(&accepted);		/* it was not pending: one more */
}

static void queue_far(struct sweep *s)
{
	queue_delayed(FAR);
}

static void queue_now(struct sweep *s)
{
	queue_delayed(0);
}

static void modify_far(struct sweep *s)
{
	modify_delayed(FAR);
}

static void modify_now(struct sweep *s)
{
	modify_delayed(0);
}

static void cancel_from_interrupt(struct sweep *s)
{
	if (cancel_delayed_work(&delayed))
		atomic_inc(&cancelled);
}

static void cancel_sync(struct sweep *s)
{
	if (cancel_delayed_work_sync(&delayed))
		atomic_inc(&cancelled);
}

static void delayed_first(struct sweep *s)
{
	start_counting(s);
	queue_far(s);
}

static void check_delayed(struct sweep *s)
{
	cancel_sync(s);
	check_counts(s);
}

static void w5_queue_delayed_work(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "queue_delayed_work", .prepare = start_counting, .call = queue_far,
		.interrupt = modify_now, .check = check_delayed });
}

static void w5_mod_delayed_work(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "mod_delayed_work", .prepare = delayed_first, .call = modify_now,
		.interrupt = modify_far, .check = check_delayed });
}

static void w5_mod_against_cancel(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "mod_delayed_work, cancelled meanwhile", .prepare = delayed_first,
		.call = modify_far, .interrupt = cancel_from_interrupt,
		.check = check_delayed });
}

static void w5_cancel_delayed_work_sync(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "cancel_delayed_work_sync", .prepare = delayed_first,
		.call = cancel_sync, .interrupt = queue_now, .check = check_delayed });
}

static void queue_and_flush_delayed(struct sweep *s)
{
	queue_far(s);
	flush_delayed_work(&delayed);
}

static void w5_flush_delayed_work(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "flush_delayed_work", .prepare = start_counting,
		.call = queue_and_flush_delayed, .interrupt = modify_now,
		.check = check_delayed });
}

static struct kunit_case sweep_work_cases[] = {
	KUNIT_CASE(e1_queue_work),
	KUNIT_CASE(e1_worker_runs_an_item),
	KUNIT_CASE(e1_worker_goes_to_sleep),
	KUNIT_CASE(e1_worker_sleeps_and_wakes),
	KUNIT_CASE(e1_cancel_work_sync),
	KUNIT_CASE(w5_queue_delayed_work),
	KUNIT_CASE(w5_mod_delayed_work),
	KUNIT_CASE(w5_mod_against_cancel),
	KUNIT_CASE(w5_cancel_delayed_work_sync),
	KUNIT_CASE(w5_flush_delayed_work),
	{}
};

static struct kunit_suite sweep_work_suite = {
	.name = "sweep_work",
	.init = sweep_work_init,
	.exit = sweep_work_exit,
	.one_cpu = true,
	.test_cases = sweep_work_cases,
};
kunit_test_suite(sweep_work_suite);
