// SPDX-License-Identifier: MIT
/*
 * tests/unit/wait_test.c - what wait queues and completions promise
 *
 * A waiter is known to wait because it has left the run queue; a waker that must
 * come at an inconvenient moment is a timer.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/task.h>
#include <linux/timex.h>
#include <linux/wait.h>

#define NR_WAITERS 4
#define SWEEP_STEPS 1000
#define SWEEP_PHASES 6
#define LATE_NS 500000		/* far less than a tick */

/* What may be wrong with a wake-up. */
enum { LOST = 1, LATE = 2 };

struct waiter {
	struct wait_queue_head *queue;
	bool exclusive;
	bool condition;
	int woken;
	struct task_struct *task;
};

static int wait_once(void *data)
{
	struct waiter *w = data;

	if (w->exclusive)
		wait_event_interruptible_exclusive(*w->queue, READ_ONCE(w->condition));
	else
		wait_event(*w->queue, READ_ONCE(w->condition));
	w->woken++;
	return 0;
}

static void until_asleep(struct task_struct *k)
{
	while (READ_ONCE(k->on_rq))
		schedule_timeout_uninterruptible(1);
}

static void start_waiter(struct kunit *test, struct waiter *w, struct wait_queue_head *queue,
			 bool exclusive)
{
	*w = (struct waiter){ .queue = queue, .exclusive = exclusive };
	w->task = kthread_create(wait_once, w, "waiter");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, w->task);
	get_task_struct(w->task);
	wake_up_process(w->task);
	until_asleep(w->task);
}

static int count_woken(struct waiter *w, int n)
{
	int woken = 0;

	schedule_timeout_uninterruptible(2);	/* all that were woken have run */
	for (int i = 0; i < n; i++)
		woken += w[i].woken;
	return woken;
}

static void end_waiters(struct waiter *w, int n)
{
	for (int i = 0; i < n; i++)
		WRITE_ONCE(w[i].condition, true);
	wake_up_all(w[0].queue);
	for (int i = 0; i < n; i++)
		kthread_stop_put(w[i].task);
}

static void true_condition_does_not_sleep(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	unsigned long before = current->nvcsw;

	wait_event(queue, true);
	KUNIT_EXPECT_EQ(test, wait_event_interruptible(queue, true), 0);
	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, true, 5), 5);
	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, true, 0), 1);
	KUNIT_EXPECT_EQ(test, current->nvcsw, before);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&queue));
}

static void waiter_sleeps_until_condition(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	struct waiter w;

	start_waiter(test, &w, &queue, false);
	KUNIT_EXPECT_TRUE(test, waitqueue_active(&queue));
	wake_up(&queue);			/* looks, and sleeps again */
	KUNIT_EXPECT_EQ(test, count_woken(&w, 1), 0);
	WRITE_ONCE(w.condition, true);
	wake_up(&queue);
	KUNIT_EXPECT_EQ(test, count_woken(&w, 1), 1);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&queue));
	kthread_stop_put(w.task);
}

static void timeout_returns_zero(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	unsigned long start = jiffies;

	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, false, 3), 0);
	KUNIT_EXPECT_GE(test, jiffies - start, 3);
	KUNIT_EXPECT_EQ(test, wait_event_interruptible_timeout(queue, false, 1), 0);
	KUNIT_EXPECT_EQ(test, wait_event_hrtimeout(queue, false, us_to_ktime(100)), -ETIME);
}

static void wake_up_wakes_one_exclusive_waiter(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	struct waiter w[NR_WAITERS];

	for (int i = 0; i < NR_WAITERS; i++) {
		start_waiter(test, &w[i], &queue, true);
		w[i].condition = true;
	}
	wake_up(&queue);
	KUNIT_EXPECT_EQ(test, count_woken(w, NR_WAITERS), 1);
	KUNIT_EXPECT_EQ(test, w[0].woken, 1);		/* who came first */
	wake_up_nr(&queue, 2);
	KUNIT_EXPECT_EQ(test, count_woken(w, NR_WAITERS), 3);
	wake_up_all(&queue);
	KUNIT_EXPECT_EQ(test, count_woken(w, NR_WAITERS), NR_WAITERS);
	end_waiters(w, NR_WAITERS);
}

static void wake_up_wakes_all_that_are_not_exclusive(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	struct waiter w[NR_WAITERS];

	for (int i = 0; i < NR_WAITERS; i++) {
		start_waiter(test, &w[i], &queue, i >= 2);
		w[i].condition = true;
	}
	wake_up(&queue);
	KUNIT_EXPECT_EQ(test, count_woken(w, NR_WAITERS), 3);
	end_waiters(w, NR_WAITERS);
}

static void wake_up_interruptible_spares_the_others(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	struct waiter w;

	start_waiter(test, &w, &queue, false);
	WRITE_ONCE(w.condition, true);
	wake_up_interruptible(&queue);
	KUNIT_EXPECT_EQ(test, count_woken(&w, 1), 0);
	end_waiters(&w, 1);
}

/* The wake-up comes while the task runs: wait_woken() must not sleep. */
static void wait_woken_remembers(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	DEFINE_WAIT_FUNC(wait, woken_wake_function);

	add_wait_queue(&queue, &wait);
	wake_up(&queue);
	KUNIT_EXPECT_EQ(test, wait_woken(&wait, TASK_INTERRUPTIBLE, 5), 5);
	KUNIT_EXPECT_EQ(test, wait_woken(&wait, TASK_INTERRUPTIBLE, 2), 0);
	remove_wait_queue(&queue, &wait);
}

/* By hand, as drivers do it. */
static void prepare_to_wait_and_finish(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	DEFINE_WAIT(wait);

	prepare_to_wait(&queue, &wait, TASK_INTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, get_current_state(), TASK_INTERRUPTIBLE);
	KUNIT_EXPECT_TRUE(test, waitqueue_active(&queue));
	wake_up(&queue);
	KUNIT_EXPECT_EQ(test, get_current_state(), TASK_RUNNING);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&queue));
	finish_wait(&queue, &wait);
}

/* ---- completions ------------------------------------------------------------------- */

static void completion_before_the_wait_is_kept(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);

	KUNIT_EXPECT_FALSE(test, completion_done(&done));
	KUNIT_EXPECT_FALSE(test, try_wait_for_completion(&done));
	complete(&done);
	complete(&done);
	KUNIT_EXPECT_TRUE(test, completion_done(&done));
	wait_for_completion(&done);
	KUNIT_EXPECT_TRUE(test, try_wait_for_completion(&done));
	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&done, 2), 0);
}

static void complete_all_is_for_ever(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);

	complete_all(&done);
	for (int i = 0; i < 3; i++)
		wait_for_completion(&done);
	KUNIT_EXPECT_EQ(test, wait_for_completion_interruptible(&done), 0);
	KUNIT_EXPECT_EQ(test, done.done, UINT_MAX);
	complete(&done);
	KUNIT_EXPECT_TRUE(test, completion_done(&done));
	reinit_completion(&done);
	KUNIT_EXPECT_FALSE(test, completion_done(&done));
}

struct comp_waiter {
	struct completion *done;
	int *order;
	int rank;
	struct task_struct *task;
};

static int wait_in_turn(void *data)
{
	struct comp_waiter *w = data;

	wait_for_completion(w->done);
	w->rank = ++*w->order;
	return 0;
}

static void completion_serves_in_order(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct comp_waiter w[3];
	int order = 0;

	for (int i = 0; i < 3; i++) {
		w[i] = (struct comp_waiter){ .done = &done, .order = &order };
		w[i].task = kthread_create(wait_in_turn, &w[i], "waiter%d", i);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, w[i].task);
		get_task_struct(w[i].task);
		wake_up_process(w[i].task);
		until_asleep(w[i].task);
	}
	for (int i = 0; i < 3; i++) {
		complete(&done);
		schedule_timeout_uninterruptible(1);
		KUNIT_EXPECT_EQ(test, w[i].rank, i + 1);
	}
	for (int i = 0; i < 3; i++)
		kthread_stop_put(w[i].task);
}

/* ---- no wake-up is lost ---------------------------------------------------------------- */

struct sweep {
	struct hrtimer timer;
	struct wait_queue_head queue;
	struct completion done;
	bool condition;
	u64 woken_at;			/* ns, by the timer's function */
};

static enum hrtimer_restart wake_sweeper(struct hrtimer *timer)
{
	struct sweep *s = container_of(timer, struct sweep, timer);

	s->woken_at = local_clock();
	WRITE_ONCE(s->condition, true);
	wake_up(&s->queue);
	complete(&s->done);
	return HRTIMER_NORESTART;
}

/* Under -icount the counter counts instructions: the same code always takes as long. */
static bool time_is_exact(void)
{
	cycles_t first = 0;

	for (int i = 0; i < 20; i++) {
		cycles_t start = get_cycles();
		cycles_t took = get_cycles() - start;

		if (i && took != first)
			return false;
		first = took;
	}
	return true;
}

/* One wait that a timer ends in @delay ns; 0, or what went wrong. */
static int sweep_once(struct sweep *s, int delay, int phase)
{
	unsigned long start = jiffies;
	int wrong = 0;

	s->condition = false;
	hrtimer_start(&s->timer, ns_to_ktime(delay), HRTIMER_MODE_REL_HARD);
	while (phase--)
		barrier();
	if (!wait_event_timeout(s->queue, READ_ONCE(s->condition), HZ))
		wrong |= LOST;
	if (local_clock() - s->woken_at > LATE_NS)
		wrong |= LATE;
	if (!wait_for_completion_timeout(&s->done, HZ))
		wrong |= LOST;
	/* Or found only when something else woke the CPU. */
	if (time_after(jiffies, start + HZ / 2))
		wrong |= LOST;
	return wrong;
}

/*
 * The timer fires a nanosecond later each time, from before the wait to well into
 * the sleep: under -icount that is one instruction later.  The phases reach those
 * that one series steps over.
 */
static void k1_no_wakeup_is_lost_at_any_moment(struct kunit *test)
{
	int wrong = 0;
	struct sweep s;

	init_waitqueue_head(&s.queue);
	init_completion(&s.done);
	hrtimer_init(&s.timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	s.timer.function = wake_sweeper;
	for (int phase = 0; phase < SWEEP_PHASES; phase++)
		for (int delay = 0; delay < SWEEP_STEPS; delay++)
			wrong |= sweep_once(&s, delay, phase);
	hrtimer_cancel(&s.timer);
	KUNIT_EXPECT_FALSE(test, wrong & LOST);
	if (time_is_exact())
		KUNIT_EXPECT_FALSE(test, wrong & LATE);
}

/* ---- ping-pong with an interrupt ------------------------------------------------------- */

#define PING_PONGS 5000

/* A thread and a timer's hardirq hand a ball to and fro, over each way of waking. */
struct pong {
	struct hrtimer timer;
	struct wait_queue_head queue;
	struct completion done;
	struct task_struct *player;
	bool ball;			/* is with the player */
	int way;
};

enum { BY_QUEUE, BY_COMPLETION, BY_PROCESS, NR_WAYS };

static enum hrtimer_restart serve(struct hrtimer *timer)
{
	struct pong *pong = container_of(timer, struct pong, timer);

	WRITE_ONCE(pong->ball, true);
	if (pong->way == BY_QUEUE)
		wake_up(&pong->queue);
	else if (pong->way == BY_COMPLETION)
		complete(&pong->done);
	else
		wake_up_process(pong->player);
	return HRTIMER_NORESTART;
}

/* By hand, as the textbook has it.  False: not woken within a second. */
static bool wait_by_state(struct pong *pong)
{
	long left = HZ;

	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (READ_ONCE(pong->ball) || !left)
			break;
		left = schedule_timeout(left);
	}
	__set_current_state(TASK_RUNNING);
	return left;
}

static bool wait_for_ball(struct pong *pong)
{
	switch (pong->way) {
	case BY_QUEUE:
		return wait_event_timeout(pong->queue, READ_ONCE(pong->ball), HZ);
	case BY_COMPLETION:
		return wait_for_completion_timeout(&pong->done, HZ);
	default:
		return wait_by_state(pong);
	}
}

/* The delay changes each time, so that the interrupt comes at all moments of the wait. */
static void k1_ping_pong_with_an_interrupt_loses_nothing(struct kunit *test)
{
	struct pong pong = { .player = current };
	int lost = 0;

	init_waitqueue_head(&pong.queue);
	init_completion(&pong.done);
	hrtimer_init(&pong.timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	pong.timer.function = serve;
	for (int i = 0; i < PING_PONGS; i++) {
		pong.way = i % NR_WAYS;
		pong.ball = false;
		hrtimer_start(&pong.timer, ns_to_ktime(i * 7 % 3001), HRTIMER_MODE_REL_HARD);
		lost += !wait_for_ball(&pong);
	}
	hrtimer_cancel(&pong.timer);
	KUNIT_EXPECT_EQ(test, lost, 0);
}

static struct kunit_case wait_cases[] = {
	KUNIT_CASE(true_condition_does_not_sleep),
	KUNIT_CASE(waiter_sleeps_until_condition),
	KUNIT_CASE(timeout_returns_zero),
	KUNIT_CASE(wake_up_wakes_one_exclusive_waiter),
	KUNIT_CASE(wake_up_wakes_all_that_are_not_exclusive),
	KUNIT_CASE(wake_up_interruptible_spares_the_others),
	KUNIT_CASE(wait_woken_remembers),
	KUNIT_CASE(prepare_to_wait_and_finish),
	KUNIT_CASE(completion_before_the_wait_is_kept),
	KUNIT_CASE(complete_all_is_for_ever),
	KUNIT_CASE(completion_serves_in_order),
	KUNIT_CASE(k1_ping_pong_with_an_interrupt_loses_nothing),
	KUNIT_CASE(k1_no_wakeup_is_lost_at_any_moment),
	{ }
};

static struct kunit_suite wait_suite = {
	.name = "wait",
	.one_cpu = true,
	.test_cases = wait_cases,
};
kunit_test_suite(wait_suite);
