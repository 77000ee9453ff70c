// SPDX-License-Identifier: MIT
/*
 * tests/unit/workqueue_test.c - what workqueues promise: queueing, running, pools
 *
 * One test for each promise at the top of kernel/bh/workqueue/workqueue.c and pool.c;
 * flushing and cancelling are in workqueue_flush_test.c.  Order is forced by completions,
 * and by preempt_disable(): the items of this CPU cannot start before preempt_enable().
 * A test that must know that something does NOT happen gives it every chance:
 * settle() lets all workers run that can.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/log2.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <linux/workqueue_hooks.h>

#include "klog.h"
#include "../../kernel/bh/workqueue/internal.h"

#define NR_ITEMS 8

/* An item that notes how it ran, and waits for a go if it is told to. */
struct probe {
	struct work_struct work;
	struct completion started;	/* once for each run */
	struct completion go;
	bool waits;			/* for go, in the function */
	int runs;
	int inside;			/* how many are in the function at a time */
	int max_inside;
	int serial;			/* the how manieth of all probes this one ran as */
	struct task_struct *task;
	char comm[TASK_COMM_LEN];
	int nice;
	bool in_task;
	bool in_softirq;
	struct work_struct *current_work;
};

static int next_serial;

static void probe_fn(struct work_struct *work)
{
	struct probe *p = container_of(work, struct probe, work);

	p->inside++;
	p->max_inside = max(p->max_inside, p->inside);
	p->serial = next_serial++;
	p->task = current;
	p->in_task = in_task();
	p->in_softirq = in_serving_softirq();
	p->current_work = current_work();
	if (in_task()) {
		strscpy(p->comm, current->comm, sizeof(p->comm));
		p->nice = task_nice(current);
	}
	p->runs++;
	complete(&p->started);
	if (p->waits)
		wait_for_completion(&p->go);
	p->inside--;
}

static void probe_init(struct probe *p)
{
	memset(p, 0, sizeof(*p));
	INIT_WORK(&p->work, probe_fn);
	init_completion(&p->started);
	init_completion(&p->go);
}

/* Run @p once on @wq and wait for its end. */
static void run_on(struct kunit *test, struct workqueue_struct *wq, struct probe *p)
{
	KUNIT_ASSERT_TRUE(test, queue_work(wq, &p->work));
	flush_work(&p->work);
}

/* Two ticks: whoever can run has run. */
static void settle(void)
{
	schedule_timeout_uninterruptible(2);
}

static struct worker_pool *this_pool(struct workqueue_struct *wq)
{
	return wq->cpu_pwq[0]->pool;
}

/* ---- queue and run ------------------------------------------------------------------- */

/* Promise: the function runs in process context, in a kworker of this CPU. */
static void function_runs_in_a_kworker(struct kunit *test)
{
	struct probe p;

	probe_init(&p);
	run_on(test, system_wq, &p);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_TRUE(test, p.in_task);
	KUNIT_EXPECT_TRUE(test, p.task->flags & PF_WQ_WORKER);
	KUNIT_EXPECT_EQ(test, strncmp(p.comm, "kworker/0:", 10), 0);
	KUNIT_EXPECT_NULL(test, strchr(p.comm, 'H'));
	KUNIT_EXPECT_EQ(test, p.nice, 0);
	KUNIT_EXPECT_PTR_EQ(test, p.current_work, &p.work);
	KUNIT_EXPECT_NULL(test, current_work());
}

/* Promise: queued again before it starts, it runs once, and queue_work() says so. */
static void w2_queued_twice_runs_once(struct kunit *test)
{
	struct probe p;

	probe_init(&p);
	preempt_disable();
	KUNIT_EXPECT_TRUE(test, schedule_work(&p.work));
	KUNIT_EXPECT_TRUE(test, work_pending(&p.work));
	KUNIT_EXPECT_FALSE(test, schedule_work(&p.work));
	KUNIT_EXPECT_EQ(test, p.runs, 0);
	preempt_enable();

	flush_work(&p.work);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_FALSE(test, work_pending(&p.work));
}

/* Promise [W2][W3]: queued while it runs, it runs once more, and not before it has ended. */
static void w2_queued_while_running_runs_again_later(struct kunit *test)
{
	struct probe p;

	probe_init(&p);
	p.waits = true;
	schedule_work(&p.work);
	wait_for_completion(&p.started);
	KUNIT_EXPECT_EQ(test, work_busy(&p.work), WORK_BUSY_RUNNING);

	KUNIT_EXPECT_TRUE(test, schedule_work(&p.work));
	KUNIT_EXPECT_FALSE(test, schedule_work(&p.work));
	KUNIT_EXPECT_EQ(test, work_busy(&p.work), WORK_BUSY_RUNNING | WORK_BUSY_PENDING);
	settle();
	KUNIT_EXPECT_EQ(test, p.runs, 1);

	complete(&p.go);
	wait_for_completion(&p.started);
	KUNIT_EXPECT_EQ(test, p.runs, 2);
	complete(&p.go);
	flush_work(&p.work);
	KUNIT_EXPECT_EQ(test, p.max_inside, 1);
	KUNIT_EXPECT_EQ(test, work_busy(&p.work), 0);
}

/* Promise [W3]: that holds when the queue would take another pool meanwhile. */
static void requeued_item_follows_to_its_pool(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("follow", WQ_UNBOUND, 4);
	struct workqueue_attrs *attrs = alloc_workqueue_attrs();
	struct probe p;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, attrs);
	probe_init(&p);
	p.waits = true;
	queue_work(wq, &p.work);
	wait_for_completion(&p.started);

	attrs->nice = 5;
	KUNIT_EXPECT_EQ(test, apply_workqueue_attrs(wq, attrs), 0);
	queue_work(wq, &p.work);
	settle();
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	KUNIT_EXPECT_EQ(test, p.max_inside, 1);

	complete_all(&p.go);
	flush_work(&p.work);
	KUNIT_EXPECT_EQ(test, p.runs, 2);
	KUNIT_EXPECT_EQ(test, p.nice, 0);	/* on the worker that had it */
	run_on(test, wq, &p);
	KUNIT_EXPECT_EQ(test, p.nice, 5);	/* and now on one of the new kind */

	destroy_workqueue(wq);
	free_workqueue_attrs(attrs);
}

/* Promise: the function may free the memory of its item. */
static void free_fn(struct work_struct *work)
{
	kfree(work);
}

static void w14_item_may_free_itself(struct kunit *test)
{
	struct work_struct *work = kmalloc(sizeof(*work), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, work);
	INIT_WORK(work, free_fn);
	schedule_work(work);
	flush_scheduled_work();
}

/* Promise: a handler may queue; here from softirq context with interrupts off. */
static void irq_fn(struct tasklet_struct *t)
{
	struct probe *p = (struct probe *)t->data;
	unsigned long flags;

	local_irq_save(flags);
	schedule_work(&p->work);
	local_irq_restore(flags);
}

static void softirq_may_queue(struct kunit *test)
{
	struct tasklet_struct tasklet;
	struct probe p;

	probe_init(&p);
	tasklet_setup(&tasklet, irq_fn);
	tasklet.data = (unsigned long)&p;
	tasklet_schedule(&tasklet);
	wait_for_completion(&p.started);
	tasklet_kill(&tasklet);
	flush_work(&p.work);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
}

/* ---- concurrency --------------------------------------------------------------------- */

/* Promise [W4]: while an item sleeps, the next one starts. */
static void sleeping_item_lets_the_next_start(struct kunit *test)
{
	struct probe a, b;

	probe_init(&a);
	probe_init(&b);
	a.waits = true;
	schedule_work(&a.work);
	wait_for_completion(&a.started);
	schedule_work(&b.work);
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&b.started, HZ), 0ul);
	KUNIT_EXPECT_PTR_NE(test, a.task, b.task);
	complete(&a.go);
	flush_work(&a.work);
	flush_work(&b.work);
}

/* Gives the CPU away without sleeping, as a preempted item does. */
struct yielder {
	struct work_struct work;
	struct probe *other;
	int other_runs;			/* of the other, while this one computed */
};

static void yield_fn(struct work_struct *work)
{
	struct yielder *y = container_of(work, struct yielder, work);

	for (int i = 0; i < 50; i++)
		yield();
	y->other_runs = y->other->runs;
}

static int run_beside_yielder(struct workqueue_struct *wq)
{
	struct yielder y;
	struct probe p;

	probe_init(&p);
	INIT_WORK(&y.work, yield_fn);
	y.other = &p;
	preempt_disable();
	queue_work(wq, &y.work);
	schedule_work(&p.work);
	preempt_enable();
	flush_work(&y.work);
	flush_work(&p.work);
	return p.runs == 1 ? y.other_runs : -1;
}

/* Promise: one item of a pool computes at a time, preempted or not. */
static void computing_item_holds_back_the_next(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run_beside_yielder(system_wq), 0);
}

/* Promise: but not one of a WQ_CPU_INTENSIVE queue. */
static void cpu_intensive_item_does_not(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("intensive", WQ_CPU_INTENSIVE, 0);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_EXPECT_EQ(test, run_beside_yielder(wq), 1);
	destroy_workqueue(wq);
}

/* Promise: items of a queue start in the order of queueing. */
static void w13_items_start_in_order(struct kunit *test)
{
	struct probe *p = kunit_kcalloc(test, NR_ITEMS, sizeof(*p), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	next_serial = 0;
	preempt_disable();
	for (int i = 0; i < NR_ITEMS; i++) {
		probe_init(&p[i]);
		schedule_work(&p[i].work);
	}
	preempt_enable();
	flush_scheduled_work();
	for (int i = 0; i < NR_ITEMS; i++)
		KUNIT_EXPECT_EQ(test, p[i].serial, i);
}

/* Promise: an ordered queue runs one at a time, also when the item sleeps. */
static void w13_ordered_queue_runs_one_at_a_time(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("ordered", 0);
	struct probe *p = kunit_kcalloc(test, NR_ITEMS, sizeof(*p), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, p);
	next_serial = 0;
	for (int i = 0; i < NR_ITEMS; i++) {
		probe_init(&p[i]);
		p[i].waits = true;
		queue_work(wq, &p[i].work);
	}
	for (int i = 0; i < NR_ITEMS; i++) {
		wait_for_completion(&p[i].started);
		settle();
		KUNIT_EXPECT_EQ(test, next_serial, i + 1);	/* no later one has begun */
		complete(&p[i].go);
	}
	flush_workqueue(wq);
	for (int i = 0; i < NR_ITEMS; i++)
		KUNIT_EXPECT_EQ(test, p[i].serial, i);
	destroy_workqueue(wq);
}

#define NR_PRODUCERS	8
#define PRODUCED	25

/* Eight threads that queue on one ordered queue, each item with its place in that order. */
static struct {
	struct workqueue_struct *wq;
	spinlock_t lock;
	int queued, ran, wrong, inside;
	struct completion ended;
	struct ordered_item {
		struct work_struct work;
		int place;
	} items[NR_PRODUCERS * PRODUCED];
} ordered;

static void ordered_fn(struct work_struct *work)
{
	struct ordered_item *item = container_of(work, struct ordered_item, work);

	if (item->place != ordered.ran++ || ordered.inside++)
		ordered.wrong++;
	if (item->place % 3 == 0)
		schedule_timeout_uninterruptible(1);
	ordered.inside--;
}

static int producer(void *unused)
{
	for (int i = 0; i < PRODUCED; i++) {
		struct ordered_item *item;

		spin_lock(&ordered.lock);
		item = &ordered.items[ordered.queued];
		item->place = ordered.queued++;
		INIT_WORK(&item->work, ordered_fn);
		queue_work(ordered.wq, &item->work);
		spin_unlock(&ordered.lock);
		cond_resched();
		if (i % 4 == 0)
			schedule_timeout_uninterruptible(1);
	}
	complete(&ordered.ended);
	return 0;
}

/* Promise: whoever queues, an ordered queue is first in, first out. */
static void w13_ordered_queue_keeps_order_under_eight_producers(struct kunit *test)
{
	memset(&ordered, 0, sizeof(ordered));
	spin_lock_init(&ordered.lock);
	init_completion(&ordered.ended);
	ordered.wq = alloc_ordered_workqueue("fifo", WQ_MEM_RECLAIM);
	KUNIT_ASSERT_NOT_NULL(test, ordered.wq);
	for (int i = 0; i < NR_PRODUCERS; i++)
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(producer, NULL, "producer/%d", i));
	for (int i = 0; i < NR_PRODUCERS; i++)
		wait_for_completion(&ordered.ended);
	destroy_workqueue(ordered.wq);
	KUNIT_EXPECT_EQ(test, ordered.ran, NR_PRODUCERS * PRODUCED);
	KUNIT_EXPECT_EQ(test, ordered.wrong, 0);
}

/* Promise: max_active items may be under way, the next waits although they sleep. */
static void max_active_holds_items_back(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("two", 0, 2);
	struct probe *p = kunit_kcalloc(test, 3, sizeof(*p), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, p);
	for (int i = 0; i < 3; i++) {
		probe_init(&p[i]);
		p[i].waits = true;
		queue_work(wq, &p[i].work);
	}
	wait_for_completion(&p[0].started);
	wait_for_completion(&p[1].started);
	settle();
	KUNIT_EXPECT_EQ(test, p[2].runs, 0);
	KUNIT_EXPECT_TRUE(test, workqueue_congested(WORK_CPU_UNBOUND, wq));

	complete(&p[1].go);
	wait_for_completion(&p[2].started);
	KUNIT_EXPECT_FALSE(test, workqueue_congested(WORK_CPU_UNBOUND, wq));
	complete(&p[0].go);
	complete(&p[2].go);
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, p[2].runs, 1);
}

/* Promise: raising the limit starts those that waited. */
static void raising_max_active_starts_more(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("raise", 0, 1);
	struct probe a, b;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	probe_init(&a);
	probe_init(&b);
	a.waits = true;
	queue_work(wq, &a.work);
	queue_work(wq, &b.work);
	wait_for_completion(&a.started);
	settle();
	KUNIT_EXPECT_EQ(test, b.runs, 0);
	workqueue_set_max_active(wq, 2);
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&b.started, HZ), 0ul);
	complete(&a.go);
	destroy_workqueue(wq);
}

/* Promise: a silly limit is cut to the largest allowed. */
static void w13_max_active_is_clamped(struct kunit *test)
{
	u64 mark = klog_mark();
	struct workqueue_struct *wq = alloc_workqueue("million", 0, 1000000);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_EXPECT_EQ(test, wq->saved_max_active, WQ_MAX_ACTIVE);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "workqueue: max_active 1000000 requested for "
					 "million is out of range, clamping between 1 and 512"));
	destroy_workqueue(wq);
}

/* ---- pools and workers --------------------------------------------------------------- */

/* Promise: high priority has workers of its own, at nice -20. */
static void w13_highpri_has_its_own_workers(struct kunit *test)
{
	struct probe p;

	probe_init(&p);
	run_on(test, system_highpri_wq, &p);
	KUNIT_EXPECT_EQ(test, strncmp(p.comm, "kworker/0:", 10), 0);
	KUNIT_EXPECT_NOT_NULL(test, strchr(p.comm, 'H'));
	KUNIT_EXPECT_EQ(test, p.nice, -20);
}

/* Promise: so do unbound queues; their name has the pool's number. */
static void w13_unbound_has_its_own_workers(struct kunit *test)
{
	struct probe p;
	char name[TASK_COMM_LEN];

	probe_init(&p);
	run_on(test, system_unbound_wq, &p);
	snprintf(name, sizeof(name), "kworker/u%d:", this_pool(system_unbound_wq)->id);
	KUNIT_EXPECT_GE(test, this_pool(system_unbound_wq)->id, 2 * nr_cpu_ids);
	KUNIT_EXPECT_EQ(test, strncmp(p.comm, name, strlen(name)), 0);
}

/* Promise: however many items sleep, the next one finds a worker. */
static void workers_are_made_while_items_sleep(struct kunit *test)
{
	struct probe *p = kunit_kcalloc(test, NR_ITEMS, sizeof(*p), GFP_KERNEL);
	struct worker_pool *pool = this_pool(system_wq);

	KUNIT_ASSERT_NOT_NULL(test, p);
	for (int i = 0; i < NR_ITEMS; i++) {
		probe_init(&p[i]);
		p[i].waits = true;
		schedule_work(&p[i].work);
	}
	for (int i = 0; i < NR_ITEMS; i++)
		KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&p[i].started, HZ), 0ul);
	KUNIT_EXPECT_GT(test, pool->nr_workers, NR_ITEMS);	/* and one in reserve */
	for (int i = 0; i < NR_ITEMS; i++)
		complete(&p[i].go);
	flush_scheduled_work();
	KUNIT_EXPECT_EQ(test, pool->nr_running, 0);
}

/* Promise: an idle worker is used again, the one that became idle last. */
static void idle_worker_is_used_again(struct kunit *test)
{
	struct worker_pool *pool = this_pool(system_wq);
	struct task_struct *first;
	int nr_workers;
	struct probe p;

	probe_init(&p);
	run_on(test, system_wq, &p);
	settle();
	first = p.task;
	nr_workers = pool->nr_workers;
	run_on(test, system_wq, &p);
	KUNIT_EXPECT_PTR_EQ(test, p.task, first);
	KUNIT_EXPECT_EQ(test, pool->nr_workers, nr_workers);
}

#define SURPLUS_LOOKS	1000

static bool two_stay(const struct worker_pool *pool)
{
	return READ_ONCE(pool->nr_idle) == 2 && READ_ONCE(pool->nr_workers) == 2;
}

/* Promise: workers that have been idle for five minutes leave, two stay. */
static void surplus_workers_leave(struct kunit *test)
{
	struct worker_pool *pool = this_pool(system_wq);
	struct worker *worker;

	workers_are_made_while_items_sleep(test);
	settle();
	raw_spin_lock_irq(&pool->lock);
	KUNIT_EXPECT_GT(test, pool->nr_idle, 2);
	KUNIT_EXPECT_TRUE(test, timer_pending(&pool->idle_timer));
	list_for_each_entry(worker, &pool->idle_list, entry)
		worker->last_active = jiffies - IDLE_WORKER_TIMEOUT;
	raw_spin_unlock_irq(&pool->lock);
	mod_timer(&pool->idle_timer, jiffies);
	for (int i = 0; i < SURPLUS_LOOKS && !two_stay(pool); i++)
		settle();		/* one may be at somebody's item */
	KUNIT_EXPECT_EQ(test, pool->nr_idle, 2);
	KUNIT_EXPECT_EQ(test, pool->nr_workers, 2);
}

/* Promise: unbound queues of the same kind share a pool; the last one's end ends the pool. */
static void unbound_pool_goes_with_its_last_queue(struct kunit *test)
{
	struct workqueue_struct *a = alloc_workqueue("a", WQ_UNBOUND | WQ_HIGHPRI, 0);
	struct workqueue_struct *b = alloc_workqueue("b", WQ_UNBOUND | WQ_HIGHPRI, 0);
	struct probe p;
	int id;

	KUNIT_ASSERT_NOT_NULL(test, a);
	KUNIT_ASSERT_NOT_NULL(test, b);
	KUNIT_EXPECT_PTR_EQ(test, this_pool(a), this_pool(b));
	KUNIT_EXPECT_PTR_NE(test, this_pool(a), this_pool(system_unbound_wq));
	id = this_pool(a)->id;
	probe_init(&p);
	run_on(test, a, &p);
	destroy_workqueue(a);
	KUNIT_EXPECT_NOT_NULL(test, worker_pools[id]);
	run_on(test, b, &p);
	destroy_workqueue(b);
	KUNIT_EXPECT_NULL(test, worker_pools[id]);
}

/* Promise: the order of an ordered queue cannot be taken from it. */
static void ordered_queue_keeps_its_attributes(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("fixed", 0);
	struct workqueue_attrs *attrs = alloc_workqueue_attrs();

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, attrs);
	kunit_info(test, "expected complaint begins\n");
	kunit_expect_warnings(test, 2);
	KUNIT_EXPECT_EQ(test, apply_workqueue_attrs(wq, attrs), -EINVAL);
	KUNIT_EXPECT_EQ(test, apply_workqueue_attrs(system_wq, attrs), -EINVAL);
	kunit_info(test, "expected complaint ends\n");
	free_workqueue_attrs(attrs);
	destroy_workqueue(wq);
}

/*
 * Promise: when no worker can be made, the rescuer runs what waits.  The pool is told that
 * somebody is making a worker, so nobody does; then its workers are put to sleep
 * one after the other, and the mayday timer's function is called by hand.
 */
static void rescuer_runs_what_no_worker_can(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("rescue_me", WQ_MEM_RECLAIM, 0);
	struct probe *p = kunit_kcalloc(test, NR_ITEMS * 4, sizeof(*p), GFP_KERNEL);
	struct worker_pool *pool = this_pool(system_wq);
	struct probe urgent;
	int n = 0;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, p);
	settle();
	pool->flags |= POOL_MANAGER_ACTIVE;
	while (pool->nr_idle && n < NR_ITEMS * 4) {
		probe_init(&p[n]);
		p[n].waits = true;
		schedule_work(&p[n].work);
		wait_for_completion(&p[n++].started);
	}
	KUNIT_EXPECT_EQ(test, pool->nr_idle, 0);

	probe_init(&urgent);
	queue_work(wq, &urgent.work);
	settle();
	KUNIT_EXPECT_EQ(test, urgent.runs, 0);
	pool_mayday_timeout(&pool->mayday_timer);
	del_timer_sync(&pool->mayday_timer);
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&urgent.started, HZ), 0ul);
	KUNIT_EXPECT_STREQ(test, urgent.comm, "rescue_me");

	pool->flags &= ~POOL_MANAGER_ACTIVE;
	while (n--)
		complete(&p[n].go);
	flush_scheduled_work();
	destroy_workqueue(wq);
}

/* Promise: a queue with WQ_BH runs its items in softirq context, soon and in order. */
static void bh_queue_runs_in_softirq_context(struct kunit *test)
{
	struct probe a, b;

	probe_init(&a);
	probe_init(&b);
	next_serial = 0;
	local_bh_disable();
	queue_work(system_bh_wq, &a.work);
	queue_work(system_bh_highpri_wq, &b.work);
	KUNIT_EXPECT_EQ(test, a.runs + b.runs, 0);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, a.runs, 1);
	KUNIT_EXPECT_TRUE(test, a.in_softirq);
	KUNIT_EXPECT_EQ(test, b.serial, 0);		/* HI comes before TASKLET */
	KUNIT_EXPECT_EQ(test, a.serial, 1);
	flush_work(&a.work);
}

/* Promise [W5]: an item that forgets to enable preemption is named, and the worker lives. */
static void leak_fn(struct work_struct *work)
{
	preempt_disable();
}

static void w11_leak_of_preempt_count_is_named(struct kunit *test)
{
	struct work_struct work;
	struct probe p;

	kunit_info(test, "expected complaint begins\n");
	INIT_WORK_ONSTACK(&work, leak_fn);
	schedule_work(&work);
	flush_work(&work);
	destroy_work_on_stack(&work);
	settle();				/* the scheduler finds out as well, and repairs */
	kunit_info(test, "expected complaint ends\n");
	probe_init(&p);
	run_on(test, system_wq, &p);
	KUNIT_EXPECT_EQ(test, p.runs, 1);
}

static DEFINE_MUTEX(kept);
static struct task_struct *keeper;

static void keep_lock_fn(struct work_struct *work)
{
	keeper = current;
	mutex_lock(&kept);
}

/* The same worker again, to clean up: the one that was busy last comes first. */
static void release_lock_fn(struct work_struct *work)
{
	if (current == keeper)
		mutex_unlock(&kept);
}

static void run_fn_on(struct workqueue_struct *wq, work_func_t fn)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, fn);
	queue_work(wq, &work);
	flush_work(&work);
	destroy_work_on_stack(&work);
	settle();
}

/*
 * Promise [W5]: so is one that forgets to unlock, if locks are watched.  The next item then
 * runs with that lock held, in which the checker sees a deadlock to come, rightly.
 */
static void w11_leaked_lock_is_named(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("leaky", WQ_HIGHPRI);
	unsigned int flags = debug_flags;
	u64 watch;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	run_fn_on(wq, release_lock_fn);		/* the pool has its second worker now */
	debug_flags |= DEBUG_LOCKDEP;
	kunit_expect_warnings(test, 1);
	kunit_info(test, "expected complaint begins\n");
	watch = klog_mark();
	run_fn_on(wq, keep_lock_fn);
	kunit_info(test, "expected complaint ends\n");
	KUNIT_EXPECT_EQ(test, klog_count(watch, "BUG: workqueue leaked lock or atomic: "
					      "kworker/u"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "last function: keep_lock_fn"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "1 lock held by kworker/u"), 1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "at: keep_lock_fn"), 1);
	run_fn_on(wq, release_lock_fn);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&kept));
	KUNIT_EXPECT_EQ(test, klog_count(watch, "BUG: workqueue leaked lock"), 1);
	destroy_workqueue(wq);
	debug_flags = flags;
	lockdep_reset();
}

/* Promise: schedule_on_each_cpu() runs the function once on each, and has when it returns. */
static void on_each_cpu_fn(struct work_struct *work)
{
	next_serial += 1 + (raw_smp_processor_id() << 8);
}

static void each_cpu_gets_its_item(struct kunit *test)
{
	next_serial = 0;
	KUNIT_EXPECT_EQ(test, schedule_on_each_cpu(on_each_cpu_fn), 0);
	KUNIT_EXPECT_EQ(test, next_serial & 0xff, num_online_cpus());
}

static long answer(void *arg)
{
	return *(int *)arg + raw_smp_processor_id();
}

/* Promise: work_on_cpu() hands back what the function returned there. */
static void work_on_cpu_returns_the_answer(struct kunit *test)
{
	int question = 42;

	KUNIT_EXPECT_EQ(test, work_on_cpu(0, answer, &question), 42);
	KUNIT_EXPECT_EQ(test, work_on_cpu_safe(0, answer, &question), 42);
	KUNIT_EXPECT_EQ(test, work_on_cpu_safe(NR_CPUS - 1, answer, &question), -ENODEV);
}

/* ---- items that compute for long ------------------------------------------------------ */

static unsigned int rest;

static void hog_fn(struct work_struct *work)
{
	mdelay(50);
}

static void good_fn(struct work_struct *work)
{
	for (int i = 0; i < 4; i++) {
		mdelay(8);
		msleep(1);
	}
}

static void repeated_fn(struct work_struct *work)
{
	mdelay(6);
	if (rest--)
		schedule_work(work);
}

/* So many lines name @fn as a hog, and it has been the @times'th time. */
static void expect_hogs(struct kunit *test, struct workqueue_struct *wq, work_func_t fn,
			unsigned int times, int lines)
{
	u64 mark = klog_mark();
	struct work_struct work;
	char text[64];

	INIT_WORK_ONSTACK(&work, fn);
	queue_work(wq, &work);
	while (flush_work(&work))
		;
	destroy_work_on_stack(&work);
	KUNIT_EXPECT_EQ(test, klog_count(mark, "hogged CPU"), lines);
	snprintf(text, sizeof(text), "workqueue: %ps hogged CPU for >10000us %u times, consider",
		 fn, times);
	KUNIT_EXPECT_EQ(test, klog_count(mark, text), lines);
}

static void w12_hogs_are_named_at_powers_of_two(struct kunit *test)
{
	static unsigned int times;	/* since the boot, as the kernel counts */

	if (!bench_counts_instructions())
		kunit_skip(test, "time is not virtual");
	for (int i = 0; i < 4; i++) {
		times++;
		expect_hogs(test, system_wq, hog_fn, times, is_power_of_2(times));
	}
}

static void w12_who_sleeps_or_comes_back_is_no_hog(struct kunit *test)
{
	if (!bench_counts_instructions())
		kunit_skip(test, "time is not virtual");
	expect_hogs(test, system_wq, good_fn, 0, 0);
	rest = 8;
	expect_hogs(test, system_wq, repeated_fn, 0, 0);
	expect_hogs(test, system_unbound_wq, hog_fn, 0, 0);
}

/* A rescuer that nobody needs belongs to no pool. */
static void w12_tick_finds_a_rescuer_at_rest(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("w12_rescuer", WQ_MEM_RECLAIM, 0);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	while (!READ_ONCE(wq->rescuer->task->wq_worker))
		schedule_timeout_uninterruptible(1);
	local_irq_disable();
	wq_worker_tick(wq->rescuer->task);
	local_irq_enable();
	KUNIT_EXPECT_NULL(test, wq->rescuer->pool);
	destroy_workqueue(wq);
}

static struct kunit_case workqueue_cases[] = {
	KUNIT_CASE(function_runs_in_a_kworker),
	KUNIT_CASE(w2_queued_twice_runs_once),
	KUNIT_CASE(w2_queued_while_running_runs_again_later),
	KUNIT_CASE(requeued_item_follows_to_its_pool),
	KUNIT_CASE(w14_item_may_free_itself),
	KUNIT_CASE(softirq_may_queue),
	KUNIT_CASE(sleeping_item_lets_the_next_start),
	KUNIT_CASE(computing_item_holds_back_the_next),
	KUNIT_CASE(cpu_intensive_item_does_not),
	KUNIT_CASE(w13_items_start_in_order),
	KUNIT_CASE(w13_ordered_queue_runs_one_at_a_time),
	KUNIT_CASE(w13_ordered_queue_keeps_order_under_eight_producers),
	KUNIT_CASE(max_active_holds_items_back),
	KUNIT_CASE(raising_max_active_starts_more),
	KUNIT_CASE(w13_max_active_is_clamped),
	KUNIT_CASE(w13_highpri_has_its_own_workers),
	KUNIT_CASE(w13_unbound_has_its_own_workers),
	KUNIT_CASE(workers_are_made_while_items_sleep),
	KUNIT_CASE(idle_worker_is_used_again),
	KUNIT_CASE(surplus_workers_leave),
	KUNIT_CASE(unbound_pool_goes_with_its_last_queue),
	KUNIT_CASE(ordered_queue_keeps_its_attributes),
	KUNIT_CASE(rescuer_runs_what_no_worker_can),
	KUNIT_CASE(bh_queue_runs_in_softirq_context),
	KUNIT_CASE(w11_leak_of_preempt_count_is_named),
	KUNIT_CASE(w11_leaked_lock_is_named),
	KUNIT_CASE(w12_hogs_are_named_at_powers_of_two),
	KUNIT_CASE(w12_who_sleeps_or_comes_back_is_no_hog),
	KUNIT_CASE(w12_tick_finds_a_rescuer_at_rest),
	KUNIT_CASE(each_cpu_gets_its_item),
	KUNIT_CASE(work_on_cpu_returns_the_answer),
	{ }
};

static struct kunit_suite workqueue_suite = {
	.name = "workqueue",
	.one_cpu = true,
	.test_cases = workqueue_cases,
};
kunit_test_suite(workqueue_suite);
