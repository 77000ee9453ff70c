// SPDX-License-Identifier: MIT
/*
 * tests/unit/kthread_test.c - what kernel threads and their workers promise
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "klog.h"

struct probe {
	int runs;
	int loops;
	void *data_seen;
	struct completion done;
};

static int run_until_stopped(void *data)
{
	struct probe *p = data;

	p->runs++;
	p->data_seen = kthread_data(current);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop())
			break;
		if (kthread_should_park()) {
			__set_current_state(TASK_RUNNING);
			kthread_parkme();
			continue;
		}
		p->loops++;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return 42;
}

static void thread_sleeps_until_woken(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_create(run_until_stopped, &p, "probe/%d", 7);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_STREQ(test, k->comm, "probe/7");
	KUNIT_EXPECT_TRUE(test, k->flags & PF_KTHREAD);
	KUNIT_EXPECT_PTR_EQ(test, k->parent, kthreadd_task);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	wake_up_process(k);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_PTR_EQ(test, p.data_seen, &p);
	KUNIT_EXPECT_PTR_EQ(test, kthread_func(k), run_until_stopped);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 42);
}

static void k2_stop_before_the_first_run(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_create(run_until_stopped, &p, "never");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), -EINTR);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
}

static int stop_other(void *data)
{
	return kthread_stop_put(data);
}

static void k2_two_may_stop_at_once(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_run(run_until_stopped, &p, "victim");
	struct task_struct *other;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	get_task_struct(k);
	other = kthread_create(stop_other, k, "stopper");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	get_task_struct(other);
	schedule_timeout_uninterruptible(1);	/* let the victim begin */
	wake_up_process(other);
	KUNIT_EXPECT_EQ(test, kthread_stop_put(k), 42);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, other->exit_code, 42);
	put_task_struct(other);
}

/* Parked before its function began: it begins when it is unparked, here by the stop. */
static void k2_stop_of_one_that_parked_before_its_first_run(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_create(run_until_stopped, &p, "parked");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_EQ(test, kthread_park(k), 0);
	KUNIT_EXPECT_EQ(test, READ_ONCE(k->__state), TASK_PARKED);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 42);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_EQ(test, p.loops, 0);
}

/* Two stop a parked thread at once: both get the value. */
static void k2_two_may_stop_a_parked_one(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_run(run_until_stopped, &p, "victim");
	struct task_struct *other;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	get_task_struct(k);
	KUNIT_EXPECT_EQ(test, kthread_park(k), 0);
	other = kthread_create(stop_other, k, "stopper");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	get_task_struct(other);
	wake_up_process(other);
	KUNIT_EXPECT_EQ(test, kthread_stop_put(k), 42);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, other->exit_code, 42);
	put_task_struct(other);
}

static int end_at_once(void *data)
{
	return 5;
}

static void value_of_an_ended_thread(struct kunit *test)
{
	struct task_struct *k = kthread_create(end_at_once, NULL, "short");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	wake_up_process(k);
	while (!READ_ONCE(k->exit_state) && !kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_EQ(test, k->exit_state, EXIT_DEAD);
	KUNIT_EXPECT_NULL(test, find_task_by_pid(k->pid));
	KUNIT_EXPECT_EQ(test, kthread_stop_put(k), 5);
}

/* Also for a waiter so urgent that it runs as soon as it is woken. */
static void stop_returns_when_the_stack_is_gone(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_run(run_until_stopped, &p, "stacked");
	void *stack;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	sched_set_fifo(current);
	kthread_stop(k);
	stack = k->stack;		/* before others may run */
	sched_set_normal(current, 0);
	KUNIT_EXPECT_NULL(test, stack);
	put_task_struct(k);
}

static int complete_and_end(void *data)
{
	kthread_complete_and_exit(data, 3);
}

static void complete_and_exit(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *k = kthread_create(complete_and_end, &done, "completer");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	wake_up_process(k);
	wait_for_completion(&done);
	KUNIT_EXPECT_EQ(test, kthread_stop_put(k), 3);
}

static void parked_thread_does_not_run(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_run(run_until_stopped, &p, "parker");
	int loops;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_EQ(test, kthread_park(k), 0);
	loops = p.loops;
	wake_up_process(k);		/* not what it waits for */
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, p.loops, loops);
	KUNIT_EXPECT_EQ(test, READ_ONCE(k->__state), TASK_PARKED);
	kthread_unpark(k);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_GT(test, p.loops, loops);
	KUNIT_EXPECT_EQ(test, kthread_park(k), 0);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 42);	/* stopping unparks */
}

/* Unparked and parked again before it could run: it has to look why it was woken. */
static void unparked_too_shortly_stays_parked(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_create(run_until_stopped, &p, "parker");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_EQ(test, kthread_park(k), 0);
	preempt_disable();
	kthread_unpark(k);
	preempt_enable_no_resched();
	KUNIT_EXPECT_EQ(test, kthread_park(k), 0);
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	KUNIT_EXPECT_EQ(test, READ_ONCE(k->__state), TASK_PARKED);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 42);
}

static void bound_thread_stays(struct kunit *test)
{
	struct probe p = { };
	struct task_struct *k = kthread_create_on_cpu(run_until_stopped, &p, 0, "bound/%u");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_STREQ(test, k->comm, "bound/0");
	KUNIT_EXPECT_EQ(test, k->nr_cpus_allowed, 1);
	KUNIT_EXPECT_TRUE(test, k->flags & PF_NO_SETAFFINITY);
	KUNIT_EXPECT_EQ(test, sched_setaffinity(k->pid, cpu_possible_mask), -EINVAL);
	wake_up_process(k);
	schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 42);
}

static void names_are_cut_to_fifteen(struct kunit *test)
{
	struct task_struct *k = kthread_create(end_at_once, NULL, "%s", "a_very_long_thread_name");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_STREQ(test, k->comm, "a_very_long_thr");
	KUNIT_EXPECT_EQ(test, kthread_stop(k), -EINTR);
}

/* Is there a thread whose name begins so?  Workers come and go all the time. */
static bool one_lives(const char *prefix)
{
	struct task_struct *p;
	bool lives = false;

	rcu_read_lock();
	for_each_process(p)
		lives |= !strncmp(p->comm, prefix, strlen(prefix));
	rcu_read_unlock();
	return lives;
}

static void many_threads_leave_nothing(struct kunit *test)
{
	struct probe p = { };

	for (int i = 0; i < 200; i++) {
		struct task_struct *k = kthread_run(run_until_stopped, &p, "many/%d", i);

		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
		KUNIT_EXPECT_EQ(test, kthread_stop(k), p.runs ? 42 : -EINTR);
		p.runs = 0;
	}
	/* On another CPU the last may still be on its way from kthread_stop() to its end. */
	while (one_lives("many/") && !kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	rcu_barrier();
}

/* ---- kthread_worker ------------------------------------------------------------------- */

struct item {
	struct kthread_work work;
	struct kthread_delayed_work delayed;
	int rank;
	struct completion *hold;	/* wait for it in the function */
};

static int ranks;

static void item_fn(struct kthread_work *work)
{
	struct item *item = container_of(work, struct item, work);

	if (item->hold)
		wait_for_completion(item->hold);
	item->rank = ++ranks;
}

static void delayed_fn(struct kthread_work *work)
{
	container_of(work, struct item, delayed.work)->rank = ++ranks;
}

static void worker_runs_in_order(struct kunit *test)
{
	struct kthread_worker *worker = kthread_create_worker(0, "kw_test");
	struct item items[3] = { };

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, worker);
	ranks = 0;
	preempt_disable();
	for (int i = 0; i < 3; i++) {
		kthread_init_work(&items[i].work, item_fn);
		KUNIT_EXPECT_TRUE(test, kthread_queue_work(worker, &items[i].work));
		KUNIT_EXPECT_FALSE(test, kthread_queue_work(worker, &items[i].work));
	}
	preempt_enable();
	kthread_flush_worker(worker);
	for (int i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, items[i].rank, i + 1);
	kthread_destroy_worker(worker);
}

static void slow_fn(struct kthread_work *work)
{
	schedule_timeout_uninterruptible(2);
	item_fn(work);
}

/* The first keeps the worker busy, so the second is still queued when its flush begins. */
static void worker_flushes_one_item(struct kunit *test)
{
	struct kthread_worker *worker = kthread_create_worker(0, "kw_test");
	struct item first = { }, second = { };

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, worker);
	ranks = 0;
	kthread_init_work(&first.work, slow_fn);
	kthread_init_work(&second.work, slow_fn);
	kthread_queue_work(worker, &first.work);
	kthread_queue_work(worker, &second.work);
	kthread_flush_work(&second.work);
	KUNIT_EXPECT_EQ(test, READ_ONCE(first.rank), 1);
	KUNIT_EXPECT_EQ(test, READ_ONCE(second.rank), 2);
	kthread_destroy_worker(worker);
}

static void worker_cancels(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(hold);
	struct kthread_worker *worker = kthread_create_worker(0, "kw_test");
	struct item first = { .hold = &hold }, second = { };

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, worker);
	kthread_init_work(&first.work, item_fn);
	kthread_init_work(&second.work, item_fn);
	kthread_queue_work(worker, &first.work);
	schedule_timeout_uninterruptible(1);
	kthread_queue_work(worker, &second.work);
	KUNIT_EXPECT_TRUE(test, kthread_cancel_work_sync(&second.work));
	complete(&hold);
	KUNIT_EXPECT_FALSE(test, kthread_cancel_work_sync(&first.work));
	KUNIT_EXPECT_NE(test, first.rank, 0);
	KUNIT_EXPECT_EQ(test, second.rank, 0);
	kthread_destroy_worker(worker);
}

/* A work that queues itself once more. */
struct again {
	struct kthread_work work;
	struct kthread_worker *worker;
	struct completion hold;
	bool queued;
	int runs;
};

static void again_fn(struct kthread_work *work)
{
	struct again *again = container_of(work, struct again, work);

	if (again->runs++)
		return;
	wait_for_completion(&again->hold);
	again->queued = kthread_queue_work(again->worker, work);
}

static int cancel_again(void *data)
{
	struct again *again = data;

	return kthread_cancel_work_sync(&again->work);
}

static void worker_cancel_keeps_a_work_from_queueing_itself(struct kunit *test)
{
	struct again again = { .worker = kthread_create_worker(0, "kw_test") };
	struct task_struct *k;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, again.worker);
	init_completion(&again.hold);
	kthread_init_work(&again.work, again_fn);
	kthread_queue_work(again.worker, &again.work);
	while (!READ_ONCE(again.runs))
		schedule_timeout_uninterruptible(1);
	k = kthread_create(cancel_again, &again, "canceller");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	wake_up_process(k);
	/* It has left the run queue: it waits for the work. */
	while (READ_ONCE(k->on_rq) || READ_ONCE(k->__state) != TASK_UNINTERRUPTIBLE)
		schedule_timeout_uninterruptible(1);
	complete(&again.hold);
	KUNIT_EXPECT_EQ(test, kthread_stop_put(k), 0);
	kthread_flush_worker(again.worker);
	KUNIT_EXPECT_FALSE(test, again.queued);
	KUNIT_EXPECT_EQ(test, again.runs, 1);
	KUNIT_EXPECT_TRUE(test, kthread_queue_work(again.worker, &again.work));	/* but later */
	kthread_destroy_worker(again.worker);
	KUNIT_EXPECT_EQ(test, again.runs, 2);
}

static void worker_delays(struct kunit *test)
{
	struct kthread_worker *worker = kthread_create_worker(0, "kw_test");
	struct item item = { };

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, worker);
	kthread_init_delayed_work(&item.delayed, delayed_fn);
	KUNIT_EXPECT_TRUE(test, kthread_queue_delayed_work(worker, &item.delayed, 100 * HZ));
	KUNIT_EXPECT_FALSE(test, kthread_queue_delayed_work(worker, &item.delayed, 1));
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, item.rank, 0);
	KUNIT_EXPECT_TRUE(test, kthread_mod_delayed_work(worker, &item.delayed, 2));
	for (int i = 0; !READ_ONCE(item.rank) && i < HZ; i++)
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_NE(test, item.rank, 0);
	item.rank = 0;
	kthread_queue_delayed_work(worker, &item.delayed, HZ / 2);
	KUNIT_EXPECT_TRUE(test, kthread_cancel_delayed_work_sync(&item.delayed));
	schedule_timeout_uninterruptible(4);
	KUNIT_EXPECT_EQ(test, item.rank, 0);
	kthread_destroy_worker(worker);
}

/* ---- how deep the stack got ------------------------------------------------------------ */

static noinline int dig(volatile int depth)
{
	volatile char room[256];

	room[0] = depth;
	return depth ? dig(depth - 1) + room[0] : 0;
}

static int dig_deep(void *depth)
{
	return dig(*(int *)depth) < 0;
}

static void deepest_stack_is_named(struct kunit *test)
{
	unsigned int flags = debug_flags;
	struct task_struct *k;
	u64 watch;
	int depth = 40;

	debug_flags |= DEBUG_STACK_USAGE;
	watch = klog_mark();
	k = kthread_create(dig_deep, &depth, "digger");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	wake_up_process(k);
	while (READ_ONCE(k->__state) != TASK_DEAD)
		schedule_timeout_uninterruptible(1);
	put_task_struct(k);
	debug_flags = flags;
	KUNIT_EXPECT_EQ(test, klog_count(watch, "digger ("), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, ") used greatest stack depth: "), 1);
}

static struct kunit_case kthread_cases[] = {
	KUNIT_CASE(deepest_stack_is_named),
	KUNIT_CASE(thread_sleeps_until_woken),
	KUNIT_CASE(k2_stop_before_the_first_run),
	KUNIT_CASE(k2_two_may_stop_at_once),
	KUNIT_CASE(k2_stop_of_one_that_parked_before_its_first_run),
	KUNIT_CASE(k2_two_may_stop_a_parked_one),
	KUNIT_CASE(value_of_an_ended_thread),
	KUNIT_CASE(stop_returns_when_the_stack_is_gone),
	KUNIT_CASE(complete_and_exit),
	KUNIT_CASE(parked_thread_does_not_run),
	KUNIT_CASE(unparked_too_shortly_stays_parked),
	KUNIT_CASE(bound_thread_stays),
	KUNIT_CASE(names_are_cut_to_fifteen),
	KUNIT_CASE(many_threads_leave_nothing),
	KUNIT_CASE(worker_runs_in_order),
	KUNIT_CASE(worker_flushes_one_item),
	KUNIT_CASE(worker_cancels),
	KUNIT_CASE(worker_cancel_keeps_a_work_from_queueing_itself),
	KUNIT_CASE(worker_delays),
	{ }
};

static struct kunit_suite kthread_suite = {
	.name = "kthread",
	.one_cpu = true,
	.test_cases = kthread_cases,
};
kunit_test_suite(kthread_suite);
