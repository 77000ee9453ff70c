// SPDX-License-Identifier: MIT
/*
 * tests/unit/workqueue_flush_test.c - what workqueues promise: flush, cancel, delay, drain
 *
 * The promises at the top of kernel/bh/workqueue/flush.c, cancel.c and delayed.c.  Order is
 * forced by completions, as in workqueue_test.c.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "klog.h"
#include "../../kernel/bh/workqueue/internal.h"

#define NR_FLUSHERS (WORK_NR_COLORS + 4)

/* An item that counts its runs, queues itself again so many times, and may wait. */
struct item {
	struct delayed_work dwork;	/* .work is used alone too */
	struct workqueue_struct *wq;	/* where it queues itself */
	struct completion started;
	struct completion go;
	bool waits;
	bool refused;			/* its last attempt to queue itself failed */
	int again;			/* -1: for ever */
	int runs;
	unsigned long ran_at;
};

static void item_fn(struct work_struct *work)
{
	struct item *item = container_of(to_delayed_work(work), struct item, dwork);

	item->runs++;
	item->ran_at = jiffies;
	complete(&item->started);
	if (item->waits)
		wait_for_completion(&item->go);
	if (!item->again)
		return;
	if (item->again > 0)
		item->again--;
	item->refused = !queue_work(item->wq, work);
}

static void item_init(struct item *item, struct workqueue_struct *wq)
{
	memset(item, 0, sizeof(*item));
	INIT_DELAYED_WORK(&item->dwork, item_fn);
	init_completion(&item->started);
	init_completion(&item->go);
	item->wq = wq;
}

static bool queue_item(struct item *item)
{
	return queue_work(item->wq, &item->dwork.work);
}

/* An item that runs on @wq, and waits in its function for a go. */
static void item_start(struct item *item, struct workqueue_struct *wq)
{
	item_init(item, wq);
	item->waits = true;
	queue_item(item);
	wait_for_completion(&item->started);
}

static struct workqueue_struct *new_queue(struct kunit *test, const char *name, int max_active)
{
	struct workqueue_struct *wq = alloc_workqueue("%s", 0, max_active, name);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	return wq;
}

static void settle(void)
{
	schedule_timeout_uninterruptible(2);
}

/* A thread that does one thing and says when it has. */
struct helper {
	void (*does)(struct helper *h);
	struct task_struct *task;
	struct completion done;
	struct workqueue_struct *wq;
	struct work_struct *work;
	bool result;
};

static int help(void *arg)
{
	struct helper *h = arg;

	h->does(h);
	complete(&h->done);
	return 0;
}

static void start_helper(struct kunit *test, struct helper *h, void (*does)(struct helper *h))
{
	h->does = does;
	init_completion(&h->done);
	h->task = kthread_run(help, h, "wq_helper");
	KUNIT_ASSERT_FALSE(test, IS_ERR(h->task));
}

static void flush_queue(struct helper *h)
{
	flush_workqueue(h->wq);
}

static void flush_item(struct helper *h)
{
	h->result = flush_work(h->work);
}

static void drain_queue(struct helper *h)
{
	drain_workqueue(h->wq);
}

static void cancel_item(struct helper *h)
{
	h->result = cancel_work_sync(h->work);
}

/* Whatever can run has run, and the helper still waits. */
static void expect_waiting(struct kunit *test, struct helper *h)
{
	settle();
	KUNIT_EXPECT_FALSE(test, completion_done(&h->done));
}

static void expect_done(struct kunit *test, struct helper *h)
{
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&h->done, HZ), 0ul);
}

/* ---- flush --------------------------------------------------------------------------- */

/* Promise: flush_work() returns when the function has, and tells whether it had to wait. */
static void flush_work_waits_for_the_function(struct kunit *test)
{
	struct item item;
	struct helper h = { .work = &item.dwork.work };

	item_init(&item, system_wq);
	KUNIT_EXPECT_FALSE(test, flush_work(&item.dwork.work));	/* never queued */
	item_start(&item, system_wq);
	start_helper(test, &h, flush_item);
	expect_waiting(test, &h);
	complete(&item.go);
	wait_for_completion(&h.done);
	KUNIT_EXPECT_TRUE(test, h.result);
	KUNIT_EXPECT_FALSE(test, flush_work(&item.dwork.work));	/* idle again */
}

/* Promise: also for an item that max_active holds back. */
static void flush_work_waits_for_an_inactive_item(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "one", 1);
	struct item first, second;
	struct helper h = { .work = &second.dwork.work };

	item_start(&first, wq);
	item_init(&second, wq);
	queue_item(&second);
	start_helper(test, &h, flush_item);
	expect_waiting(test, &h);
	KUNIT_EXPECT_EQ(test, second.runs, 0);
	complete(&first.go);
	wait_for_completion(&h.done);
	KUNIT_EXPECT_TRUE(test, h.result);
	KUNIT_EXPECT_EQ(test, second.runs, 1);
	destroy_workqueue(wq);
}

/* Promise: an item that queues itself for ever does not hold flush_work() for ever. */
static void w3_flush_work_of_a_feeder_returns(struct kunit *test)
{
	struct item item;

	item_init(&item, system_wq);
	item.again = -1;
	queue_item(&item);
	flush_work(&item.dwork.work);
	KUNIT_EXPECT_GE(test, item.runs, 1);
	cancel_work_sync(&item.dwork.work);
}

/* Promise: flush_workqueue() waits for what is queued, on one worker or on several. */
static void flush_workqueue_waits_for_all(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "all", 0);
	struct item a, b;
	struct helper h = { .wq = wq };

	item_start(&a, wq);
	item_start(&b, wq);
	start_helper(test, &h, flush_queue);
	complete(&b.go);
	expect_waiting(test, &h);
	complete(&a.go);
	expect_done(test, &h);
	destroy_workqueue(wq);
}

/* Promise: not for what is queued later, even if that never ends. */
static void w3_flush_workqueue_ignores_later_items(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "later", 0);
	struct item before, after;
	struct helper h = { .wq = wq };

	item_start(&before, wq);
	start_helper(test, &h, flush_queue);
	settle();
	item_start(&after, wq);
	complete(&before.go);
	expect_done(test, &h);
	KUNIT_EXPECT_EQ(test, work_busy(&after.dwork.work), WORK_BUSY_RUNNING);
	complete(&after.go);
	destroy_workqueue(wq);
}

/* Promise: an item that feeds its queue for ever does not hold flush_workqueue() for ever. */
static void w3_flush_workqueue_with_a_feeder_returns(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "feeder", 0);
	struct item item;

	item_init(&item, wq);
	item.again = -1;
	queue_item(&item);
	for (int i = 0; i < 3 * WORK_NR_COLORS; i++)
		flush_workqueue(wq);
	KUNIT_EXPECT_GT(test, item.runs, 1);
	cancel_work_sync(&item.dwork.work);
	destroy_workqueue(wq);
}

/* Promise [F1][F2]: more flushes than colours at a time all return, and in order. */
static void w3_more_flushers_than_colors_all_return(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "colors", WQ_MAX_ACTIVE);
	struct item *items = kunit_kcalloc(test, NR_FLUSHERS, sizeof(*items), GFP_KERNEL);
	struct helper *h = kunit_kcalloc(test, NR_FLUSHERS, sizeof(*h), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, items);
	KUNIT_ASSERT_NOT_NULL(test, h);
	for (int i = 0; i < NR_FLUSHERS; i++) {
		item_start(&items[i], wq);
		h[i].wq = wq;
		start_helper(test, &h[i], flush_queue);
		settle();
	}
	KUNIT_EXPECT_EQ(test, wq->flush_next - wq->flush_done, WORK_NR_COLORS - 1);

	/* The item of the first flush is the last to end: until then no flush is over. */
	for (int i = NR_FLUSHERS - 1; i > 0; i--)
		complete(&items[i].go);
	settle();
	for (int i = 0; i < NR_FLUSHERS; i++)
		KUNIT_EXPECT_FALSE(test, completion_done(&h[i].done));
	complete(&items[0].go);
	for (int i = 0; i < NR_FLUSHERS; i++)
		expect_done(test, &h[i]);
	destroy_workqueue(wq);
}

static void flush_other_fn(struct work_struct *work)
{
	struct item *item = container_of(to_delayed_work(work), struct item, dwork);

	flush_workqueue(item->wq);
}

/* Promise: a WQ_MEM_RECLAIM item that waits for a queue without a rescuer is named. */
static void w9_reclaim_item_waiting_for_a_plain_queue_is_named(struct kunit *test)
{
	struct workqueue_struct *reclaim = alloc_workqueue("reclaim", WQ_MEM_RECLAIM, 0);
	struct workqueue_struct *plain = alloc_workqueue("plain", 0, 0);
	struct workqueue_struct *other = alloc_workqueue("other", 0, 0);
	struct item item;

	KUNIT_ASSERT_NOT_NULL(test, reclaim);
	KUNIT_ASSERT_NOT_NULL(test, plain);
	KUNIT_ASSERT_NOT_NULL(test, other);
	item_init(&item, plain);
	item.dwork.work.func = flush_other_fn;
	kunit_info(test, "expected complaint begins\n");
	kunit_expect_warnings(test, 1);
	queue_work(reclaim, &item.dwork.work);
	flush_work(&item.dwork.work);
	kunit_info(test, "expected complaint ends\n");

	/* The other way round is fine. */
	item.wq = reclaim;
	INIT_WORK(&item.dwork.work, flush_other_fn);	/* to debug=lockdep another item ... */
	queue_work(other, &item.dwork.work);		/* ... and queue: both orders are wrong */
	flush_work(&item.dwork.work);
	destroy_workqueue(other);
	destroy_workqueue(plain);
	destroy_workqueue(reclaim);
}

/* ---- drain and destroy --------------------------------------------------------------- */

/* Promise: destroy_workqueue() finishes a chain of items that queue each other. */
static void w6_destroy_finishes_a_chain(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "chain", 0);
	struct item item;

	item_init(&item, wq);
	item.again = 5;
	queue_item(&item);
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, item.runs, 6);
	KUNIT_EXPECT_FALSE(test, item.refused);
}

static void destroy_queue(struct helper *h)
{
	destroy_workqueue(h->wq);
}

/* Tell the endless item to come to an end. */
static void end_feeding(struct item *item)
{
	WRITE_ONCE(item->again, 0);
}

/*
 * Promise: an item that queues itself for ever holds up the one who destroys its queue,
 * which is said, and nobody else.
 */
static void w6_destroying_an_endless_queue_is_named(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "endless", 0);
	struct helper h = { .wq = wq };
	u64 mark = klog_mark();
	struct item item, other;

	item_init(&item, wq);
	item_init(&other, system_wq);
	item.again = -1;
	queue_item(&item);
	start_helper(test, &h, destroy_queue);
	while (!klog_has(mark, "workqueue endless: drain_workqueue() isn't complete after 100 tries"))
		settle();
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "workqueue endless: drain_workqueue() isn't complete "
					 "after 10 tries"));
	expect_waiting(test, &h);
	queue_item(&other);
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&other.started, HZ), 0ul);
	flush_work(&other.dwork.work);
	end_feeding(&item);
	expect_done(test, &h);
}

/* Promise: so does one that is being destroyed. */
static void w7_queue_being_destroyed_refuses_others(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "destroyed", 0);
	struct helper h = { .wq = wq };
	struct item inside, outside;

	item_start(&inside, wq);
	item_init(&outside, wq);
	start_helper(test, &h, destroy_queue);
	settle();
	kunit_expect_warnings(test, 1);		/* once a boot: the case before had it */
	queue_item(&outside);
	queue_delayed_work(wq, &outside.dwork, 0);
	KUNIT_EXPECT_EQ(test, work_busy(&outside.dwork.work), 0);
	complete(&inside.go);
	expect_done(test, &h);
	KUNIT_EXPECT_EQ(test, outside.runs, 0);
}

/* Promise: while a queue is drained, others cannot queue on it; it is said, once. */
static void w7_draining_queue_refuses_others(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "draining", 0);
	struct item inside, outside;
	struct helper h = { .wq = wq };

	item_start(&inside, wq);
	item_init(&outside, wq);
	start_helper(test, &h, drain_queue);
	settle();

	kunit_info(test, "expected complaint begins\n");
	kunit_expect_warnings(test, 1);
	queue_item(&outside);
	kunit_info(test, "expected complaint ends\n");
	KUNIT_EXPECT_FALSE(test, work_pending(&outside.dwork.work));
	complete(&inside.go);
	wait_for_completion(&h.done);
	KUNIT_EXPECT_EQ(test, outside.runs, 0);

	/* Afterwards it takes items again. */
	queue_item(&outside);
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, outside.runs, 1);
}

/* ---- cancel -------------------------------------------------------------------------- */

/* Promise: a pending item that is cancelled does not run. */
static void cancelled_item_does_not_run(struct kunit *test)
{
	struct item item;

	item_init(&item, system_wq);
	preempt_disable();
	queue_item(&item);
	KUNIT_EXPECT_TRUE(test, cancel_work(&item.dwork.work));
	preempt_enable();
	KUNIT_EXPECT_FALSE(test, cancel_work(&item.dwork.work));
	flush_scheduled_work();
	KUNIT_EXPECT_EQ(test, item.runs, 0);
	KUNIT_EXPECT_EQ(test, work_busy(&item.dwork.work), 0);
	KUNIT_EXPECT_TRUE(test, queue_item(&item));
	flush_work(&item.dwork.work);
	KUNIT_EXPECT_EQ(test, item.runs, 1);
}

/* Promise: one that max_active holds back too, and those behind it go on. */
static void cancelled_inactive_item_does_not_run(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "cancel", 1);
	struct item first, second, third;

	item_start(&first, wq);
	item_init(&second, wq);
	item_init(&third, wq);
	queue_item(&second);
	queue_item(&third);
	KUNIT_EXPECT_TRUE(test, cancel_work_sync(&second.dwork.work));
	complete(&first.go);
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, second.runs, 0);
	KUNIT_EXPECT_EQ(test, third.runs, 1);
}

/* Promise: who waits for an item that max_active holds back goes on when it is cancelled. */
static void cancelled_inactive_item_frees_its_flusher(struct kunit *test)
{
	struct workqueue_struct *wq = new_queue(test, "free", 1);
	struct item first, second;
	struct helper h = { .work = &second.dwork.work };

	item_start(&first, wq);
	item_init(&second, wq);
	queue_item(&second);
	start_helper(test, &h, flush_item);
	expect_waiting(test, &h);
	KUNIT_EXPECT_TRUE(test, cancel_work(&second.dwork.work));
	expect_done(test, &h);
	complete(&first.go);
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, second.runs, 0);
}

/* Promise: cancel_work_sync() waits for the function, which cannot queue itself meanwhile. */
static void w4_cancel_sync_ends_a_feeder(struct kunit *test)
{
	struct item item;
	struct helper h = { .work = &item.dwork.work };
	int runs;

	item_init(&item, system_wq);
	item.again = -1;
	item.waits = true;
	queue_item(&item);
	wait_for_completion(&item.started);
	start_helper(test, &h, cancel_item);
	expect_waiting(test, &h);
	complete(&item.go);
	wait_for_completion(&h.done);
	KUNIT_EXPECT_FALSE(test, h.result);		/* it ran, but was not pending */
	KUNIT_EXPECT_TRUE(test, item.refused);
	KUNIT_EXPECT_EQ(test, work_busy(&item.dwork.work), 0);
	runs = item.runs;
	settle();
	KUNIT_EXPECT_EQ(test, item.runs, runs);
}

/* Promise: of two who cancel at a time both return, and at most one took it from the queue. */
static void w4_two_cancellers_both_return(struct kunit *test)
{
	struct item item;
	struct helper a = { .work = &item.dwork.work }, b = { .work = &item.dwork.work };

	item_start(&item, system_wq);
	queue_item(&item);				/* running and pending */
	start_helper(test, &a, cancel_item);
	start_helper(test, &b, cancel_item);
	settle();
	complete(&item.go);
	wait_for_completion(&a.done);
	wait_for_completion(&b.done);
	KUNIT_EXPECT_EQ(test, a.result + b.result, 1);
	KUNIT_EXPECT_EQ(test, item.runs, 1);
	KUNIT_EXPECT_EQ(test, work_busy(&item.dwork.work), 0);
}

/* An item that goes to and fro between two queues. */
struct traveller {
	struct work_struct work;
	struct workqueue_struct *wq[2];
	int runs, inside, wrong;
};

static void traveller_fn(struct work_struct *work)
{
	struct traveller *t = container_of(work, struct traveller, work);

	t->wrong += t->inside++;
	t->runs++;
	if (t->runs % 3 == 0)
		cond_resched();
	queue_work(t->wq[t->runs % 2], work);
	t->inside--;
}

/* Promise: nor does it help the item that it is queued elsewhere: both return, and it is over. */
static void w4_two_cancellers_end_an_item_that_changes_queues(struct kunit *test)
{
	struct traveller t = { .wq[0] = new_queue(test, "to", 0) };
	struct helper a = { .work = &t.work }, b = { .work = &t.work };
	int runs;

	t.wq[1] = alloc_workqueue("fro", WQ_UNBOUND, 0);
	KUNIT_ASSERT_NOT_NULL(test, t.wq[1]);
	INIT_WORK(&t.work, traveller_fn);
	for (int round = 0; round < 20; round++) {
		queue_work(t.wq[round % 2], &t.work);
		start_helper(test, &a, cancel_item);
		start_helper(test, &b, cancel_item);
		expect_done(test, &a);
		expect_done(test, &b);
		KUNIT_EXPECT_LE(test, a.result + b.result, 1);
		KUNIT_EXPECT_EQ(test, work_busy(&t.work), 0);
		runs = t.runs;
		settle();
		KUNIT_EXPECT_EQ(test, t.runs, runs);
	}
	KUNIT_EXPECT_EQ(test, t.wrong, 0);
	destroy_workqueue(t.wq[0]);
	destroy_workqueue(t.wq[1]);
}

/* Promise: a disabled item cannot be queued, as often as it was disabled. */
static void disabled_item_cannot_be_queued(struct kunit *test)
{
	struct item item;

	item_init(&item, system_wq);
	preempt_disable();
	queue_item(&item);
	KUNIT_EXPECT_TRUE(test, disable_work(&item.dwork.work));
	preempt_enable();
	KUNIT_EXPECT_FALSE(test, disable_work_sync(&item.dwork.work));
	KUNIT_EXPECT_FALSE(test, queue_item(&item));
	KUNIT_EXPECT_FALSE(test, queue_delayed_work(system_wq, &item.dwork, 1));
	KUNIT_EXPECT_FALSE(test, enable_work(&item.dwork.work));
	KUNIT_EXPECT_FALSE(test, queue_item(&item));
	KUNIT_EXPECT_TRUE(test, enable_work(&item.dwork.work));
	KUNIT_EXPECT_TRUE(test, queue_item(&item));
	flush_work(&item.dwork.work);
	KUNIT_EXPECT_EQ(test, item.runs, 1);
}

/* ---- delayed work -------------------------------------------------------------------- */

/* Promise: it does not run before the delay is over; without delay at once. */
static void w5_delayed_work_is_not_early(struct kunit *test)
{
	unsigned long queued = jiffies;
	struct item item;

	item_init(&item, system_wq);
	KUNIT_EXPECT_TRUE(test, schedule_delayed_work(&item.dwork, 5));
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&item.dwork));
	KUNIT_EXPECT_FALSE(test, schedule_delayed_work(&item.dwork, 1));
	wait_for_completion(&item.started);
	KUNIT_EXPECT_GE(test, item.ran_at - queued, 5ul);
	KUNIT_EXPECT_LE(test, item.ran_at - queued, 10ul);

	schedule_delayed_work(&item.dwork, 0);
	KUNIT_EXPECT_FALSE(test, timer_pending(&item.dwork.timer));
	flush_delayed_work(&item.dwork);
	KUNIT_EXPECT_EQ(test, item.runs, 2);
}

/* Promise: mod_delayed_work() moves the time in both directions, and queues what is idle. */
static void w5_mod_delayed_work_moves_the_time(struct kunit *test)
{
	unsigned long queued = jiffies;
	struct item item;

	item_init(&item, system_wq);
	KUNIT_EXPECT_FALSE(test, mod_delayed_work(system_wq, &item.dwork, 1));
	KUNIT_EXPECT_TRUE(test, mod_delayed_work(system_wq, &item.dwork, 8));
	wait_for_completion(&item.started);
	KUNIT_EXPECT_GE(test, item.ran_at - queued, 8ul);

	schedule_delayed_work(&item.dwork, 1000 * HZ);
	KUNIT_EXPECT_TRUE(test, mod_delayed_work(system_wq, &item.dwork, 0));
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&item.started, HZ), 0ul);
	flush_delayed_work(&item.dwork);
	KUNIT_EXPECT_EQ(test, item.runs, 2);
}

/* Promise: cancelled before its time it does not run. */
static void w5_cancelled_delayed_work_does_not_run(struct kunit *test)
{
	struct item item;

	item_init(&item, system_wq);
	schedule_delayed_work(&item.dwork, 2);
	KUNIT_EXPECT_TRUE(test, cancel_delayed_work(&item.dwork));
	KUNIT_EXPECT_FALSE(test, cancel_delayed_work(&item.dwork));
	schedule_delayed_work(&item.dwork, 2);
	KUNIT_EXPECT_TRUE(test, cancel_delayed_work_sync(&item.dwork));
	settle();
	settle();
	KUNIT_EXPECT_EQ(test, item.runs, 0);
}

/* Promise: flush_delayed_work() does not wait for the time. */
static void flush_delayed_work_runs_it_now(struct kunit *test)
{
	struct item item;

	item_init(&item, system_wq);
	schedule_delayed_work(&item.dwork, 1000 * HZ);
	KUNIT_EXPECT_TRUE(test, flush_delayed_work(&item.dwork));
	KUNIT_EXPECT_EQ(test, item.runs, 1);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&item.dwork));
}

/* Promise: queued, moved and cancelled around its expiry, it never runs after a cancel. */
static void w5_storm_around_expiry_loses_nothing(struct kunit *test)
{
	struct item item;
	int runs;

	item_init(&item, system_wq);
	for (int i = 0; i < 200; i++) {
		schedule_delayed_work(&item.dwork, i % 3);
		if (i % 4 == 1)
			mod_delayed_work(system_wq, &item.dwork, i % 2);
		if (i % 5 == 2)
			schedule_timeout_uninterruptible(1);
		cancel_delayed_work_sync(&item.dwork);
		runs = item.runs;
		KUNIT_EXPECT_EQ(test, work_busy(&item.dwork.work), 0);
	}
	settle();
	KUNIT_EXPECT_EQ(test, item.runs, runs);
}

/* ---- RCU work ------------------------------------------------------------------------ */

static int rcu_runs;

static void rcu_fn(struct work_struct *work)
{
	rcu_runs++;
}

/* Promise: it runs once after a grace period. */
static void rcu_work_runs(struct kunit *test)
{
	struct rcu_work rwork;

	rcu_runs = 0;
	INIT_RCU_WORK_ONSTACK(&rwork, rcu_fn);
	KUNIT_EXPECT_TRUE(test, queue_rcu_work(system_wq, &rwork));
	KUNIT_EXPECT_TRUE(test, flush_rcu_work(&rwork));
	KUNIT_EXPECT_EQ(test, rcu_runs, 1);
}

static struct kunit_case workqueue_flush_cases[] = {
	KUNIT_CASE(flush_work_waits_for_the_function),
	KUNIT_CASE(flush_work_waits_for_an_inactive_item),
	KUNIT_CASE(w3_flush_work_of_a_feeder_returns),
	KUNIT_CASE(flush_workqueue_waits_for_all),
	KUNIT_CASE(w3_flush_workqueue_ignores_later_items),
	KUNIT_CASE(w3_flush_workqueue_with_a_feeder_returns),
	KUNIT_CASE(w3_more_flushers_than_colors_all_return),
	KUNIT_CASE(w9_reclaim_item_waiting_for_a_plain_queue_is_named),
	KUNIT_CASE(w6_destroy_finishes_a_chain),
	KUNIT_CASE(w6_destroying_an_endless_queue_is_named),
	KUNIT_CASE(w7_draining_queue_refuses_others),
	KUNIT_CASE(w7_queue_being_destroyed_refuses_others),
	KUNIT_CASE(cancelled_item_does_not_run),
	KUNIT_CASE(cancelled_inactive_item_does_not_run),
	KUNIT_CASE(cancelled_inactive_item_frees_its_flusher),
	KUNIT_CASE(w4_cancel_sync_ends_a_feeder),
	KUNIT_CASE(w4_two_cancellers_both_return),
	KUNIT_CASE(w4_two_cancellers_end_an_item_that_changes_queues),
	KUNIT_CASE(disabled_item_cannot_be_queued),
	KUNIT_CASE(w5_delayed_work_is_not_early),
	KUNIT_CASE(w5_mod_delayed_work_moves_the_time),
	KUNIT_CASE(w5_cancelled_delayed_work_does_not_run),
	KUNIT_CASE(flush_delayed_work_runs_it_now),
	KUNIT_CASE(w5_storm_around_expiry_loses_nothing),
	KUNIT_CASE(rcu_work_runs),
	{ }
};

static struct kunit_suite workqueue_flush_suite = {
	.name = "workqueue_flush",
	.one_cpu = true,
	.test_cases = workqueue_flush_cases,
};
kunit_test_suite(workqueue_flush_suite);
