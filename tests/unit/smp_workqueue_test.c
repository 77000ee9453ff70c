// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_workqueue_test.c - what workqueues promise on several CPUs
 *
 * Order between CPUs is forced by completions and flags; the storms at the end say only what
 * must hold in any order.  The ids at the beginning of names are those of docs/catalogue.md.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "../../kernel/bh/workqueue/internal.h"

#define PATIENCE	(60 * HZ)
#define NR_SLEEPERS	6
#define NR_PRODUCERS	8
#define NR_PRODUCED	40
#define NR_STORM	60

static unsigned int other_cpu;		/* the first that is not the tests' */

static int smp_workqueue_init(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	other_cpu = cpumask_next(smp_processor_id(), cpu_online_mask);
	return 0;
}

static void settle(void)
{
	schedule_timeout_uninterruptible(4);
}

/* An item that notes how it ran, and waits for a go if it is told to. */
struct probe {
	struct delayed_work dwork;	/* .work is used alone too */
	struct completion started, go;
	bool waits;
	bool in_softirq;
	atomic_t inside;
	int runs, parallel;
	unsigned int cpu;		/* of the last run */
	char comm[TASK_COMM_LEN];
};

static void probe_fn(struct work_struct *work)
{
	struct probe *p = container_of(to_delayed_work(work), struct probe, dwork);

	if (atomic_inc_return(&p->inside) > 1)
		p->parallel++;
	p->runs++;
	p->cpu = raw_smp_processor_id();
	p->in_softirq = in_serving_softirq();
	strscpy(p->comm, current->comm, sizeof(p->comm));
	complete(&p->started);
	if (p->waits)
		wait_for_completion(&p->go);
	atomic_dec(&p->inside);
}

static void probe_init(struct probe *p)
{
	memset(p, 0, sizeof(*p));
	INIT_DELAYED_WORK(&p->dwork, probe_fn);
	init_completion(&p->started);
	init_completion(&p->go);
	p->cpu = nr_cpu_ids;
}

static bool started(struct probe *p)
{
	return wait_for_completion_timeout(&p->started, PATIENCE);
}

/* ---- flushing ------------------------------------------------------------------------------- */

struct flusher {
	struct workqueue_struct *wq;
	struct completion done;
};

static int flush_it(void *data)
{
	struct flusher *f = data;

	flush_workqueue(f->wq);
	complete(&f->done);
	return 0;
}

/* One CPU's item after the other is the only one that is not done. */
static void w3_flush_waits_for_every_cpu(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("smp_flush", 0, 0);
	struct probe probe;
	struct flusher f = { .wq = wq };
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	for_each_online_cpu(cpu) {
		probe_init(&probe);
		probe.waits = true;
		init_completion(&f.done);
		queue_work_on((int)cpu, wq, &probe.dwork.work);
		KUNIT_EXPECT_TRUE(test, started(&probe));
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(flush_it, &f, "flusher"));
		settle();
		KUNIT_EXPECT_FALSE(test, completion_done(&f.done));
		complete(&probe.go);
		KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&f.done, PATIENCE));
	}
	destroy_workqueue(wq);
}

/* ---- where it runs --------------------------------------------------------------------------- */

static void expect_run_on(struct kunit *test, struct workqueue_struct *wq, unsigned int cpu,
			  const char *suffix)
{
	char name[TASK_COMM_LEN];
	struct probe p;

	probe_init(&p);
	KUNIT_EXPECT_TRUE(test, queue_work_on(cpu, wq, &p.dwork.work));
	KUNIT_EXPECT_TRUE(test, started(&p));
	flush_work(&p.dwork.work);
	KUNIT_EXPECT_EQ(test, p.cpu, cpu);
	snprintf(name, sizeof(name), "kworker/%u:", cpu);
	KUNIT_EXPECT_EQ(test, strncmp(p.comm, name, strlen(name)), 0);
	KUNIT_EXPECT_EQ(test, !!strchr(p.comm, 'H'), !!*suffix);
}

/* Promise: an item queued on a CPU runs there, in a worker of that CPU's pool. */
static void w13_item_runs_on_the_cpu_it_is_queued_on(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		expect_run_on(test, system_wq, cpu, "");
		expect_run_on(test, system_highpri_wq, cpu, "H");
	}
}

/* Promise: so does a delayed one. */
static void w5_delayed_item_runs_on_its_cpu(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		unsigned long queued = jiffies;
		struct probe p;

		probe_init(&p);
		KUNIT_EXPECT_TRUE(test, queue_delayed_work_on(cpu, system_wq, &p.dwork, 2));
		KUNIT_EXPECT_TRUE(test, started(&p));
		KUNIT_EXPECT_TRUE(test, time_after_eq(jiffies, queued + 2));
		flush_delayed_work(&p.dwork);
		KUNIT_EXPECT_EQ(test, p.cpu, cpu);
	}
}

/* Promise: an item of a WQ_BH queue runs in softirq context of the CPU it is queued on. */
static void bh_item_runs_on_the_cpu_it_is_queued_on(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct probe p;

		probe_init(&p);
		KUNIT_EXPECT_TRUE(test, queue_work_on(cpu, system_bh_wq, &p.dwork.work));
		KUNIT_EXPECT_TRUE(test, started(&p));
		flush_work(&p.dwork.work);
		KUNIT_EXPECT_EQ(test, p.cpu, cpu);
		KUNIT_EXPECT_TRUE(test, p.in_softirq);
	}
}

static atomic_t visits[NR_CPUS];

static void visit(struct work_struct *unused)
{
	atomic_inc(&visits[raw_smp_processor_id()]);
}

/* Promise: schedule_on_each_cpu() has run the function once on each CPU when it returns. */
static void each_cpu_is_visited_once(struct kunit *test)
{
	unsigned int cpu;

	memset(visits, 0, sizeof(visits));
	KUNIT_EXPECT_EQ(test, schedule_on_each_cpu(visit), 0);
	for (cpu = 0; cpu < nr_cpu_ids; cpu++)
		KUNIT_EXPECT_EQ(test, atomic_read(&visits[cpu]), (int)cpu_online(cpu));
}

static long which_cpu(void *unused)
{
	return raw_smp_processor_id();
}

static void work_on_cpu_runs_there(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		KUNIT_EXPECT_EQ(test, work_on_cpu(cpu, which_cpu, NULL), (long)cpu);
}

static atomic_t met;

/* Returns when all have come. */
static void meet(struct work_struct *unused)
{
	atomic_inc(&met);
	for (int i = 0; i < PATIENCE && atomic_read(&met) < 2; i++)
		schedule_timeout_uninterruptible(1);
}

/* Promise: the workers of an unbound pool are not bound to a CPU. */
static void w13_unbound_item_may_run_anywhere(struct kunit *test)
{
	struct worker_pool *pool = system_unbound_wq->cpu_pwq[0]->pool;
	struct work_struct a, b;
	struct worker *worker;

	atomic_set(&met, 0);
	INIT_WORK_ONSTACK(&a, meet);
	INIT_WORK_ONSTACK(&b, meet);
	queue_work(system_unbound_wq, &a);
	queue_work_on(other_cpu, system_unbound_wq, &b);
	flush_work(&a);
	flush_work(&b);
	KUNIT_EXPECT_EQ(test, atomic_read(&met), 2);
	destroy_work_on_stack(&a);
	destroy_work_on_stack(&b);
	KUNIT_EXPECT_EQ(test, pool->cpu, -1);
	mutex_lock(&wq_pool_attach_mutex);
	list_for_each_entry(worker, &pool->workers, node)
		KUNIT_EXPECT_TRUE(test, cpumask_equal(worker->task->cpus_ptr,
						      pool->attrs.cpumask));
	mutex_unlock(&wq_pool_attach_mutex);
}

/* Promise: each CPU makes the workers that its sleeping items need, bound to it. */
static void every_cpu_makes_its_workers(struct kunit *test)
{
	struct worker_pool *pool = system_wq->cpu_pwq[other_cpu]->pool;
	struct probe *p = kunit_kcalloc(test, NR_SLEEPERS, sizeof(*p), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	for (int i = 0; i < NR_SLEEPERS; i++) {
		probe_init(&p[i]);
		p[i].waits = true;
		schedule_work_on(other_cpu, &p[i].dwork.work);
	}
	for (int i = 0; i < NR_SLEEPERS; i++) {
		KUNIT_EXPECT_TRUE(test, started(&p[i]));
		KUNIT_EXPECT_EQ(test, p[i].cpu, other_cpu);
	}
	KUNIT_EXPECT_GE(test, pool->nr_workers, NR_SLEEPERS);
	for (int i = 0; i < NR_SLEEPERS; i++)
		complete(&p[i].go);
	for (int i = 0; i < NR_SLEEPERS; i++)
		flush_work(&p[i].dwork.work);
}

/* ---- one at a time ----------------------------------------------------------------------- */

/*
 * Promise: queued here while it runs there, it runs again there, afterwards; and is refused a
 * second time, since it is pending.
 */
static void w2_queued_here_while_it_runs_there(struct kunit *test)
{
	struct probe p;

	probe_init(&p);
	p.waits = true;
	KUNIT_EXPECT_TRUE(test, queue_work_on(other_cpu, system_wq, &p.dwork.work));
	KUNIT_ASSERT_TRUE(test, started(&p));
	KUNIT_EXPECT_TRUE(test, queue_work(system_wq, &p.dwork.work));
	KUNIT_EXPECT_FALSE(test, queue_work(system_wq, &p.dwork.work));
	KUNIT_EXPECT_FALSE(test, queue_work_on(other_cpu, system_wq, &p.dwork.work));
	settle();
	KUNIT_EXPECT_EQ(test, p.runs, 1);
	complete(&p.go);
	complete(&p.go);
	flush_work(&p.dwork.work);
	KUNIT_EXPECT_EQ(test, p.runs, 2);
	KUNIT_EXPECT_EQ(test, p.parallel, 0);
	KUNIT_EXPECT_EQ(test, p.cpu, other_cpu);
}

/* Somebody on a CPU of his own who does something n times. */
struct busy {
	void (*step)(struct busy *b);
	struct workqueue_struct *wq;
	struct probe *probe;
	unsigned int cpu;
	int n;
	u32 queued;			/* step() may count here */
	struct completion done;
};

static int busy_thread(void *arg)
{
	struct busy *b = arg;

	for (int i = 0; i < b->n; i++) {
		b->step(b);
		cond_resched();
	}
	complete(&b->done);
	return 0;
}

/* One on each of the first CPUs, round and round. */
static struct busy *start_busy(struct kunit *test, int threads, const struct busy *what)
{
	struct busy *b = kunit_kcalloc(test, threads, sizeof(*b), GFP_KERNEL);
	unsigned int cpu = 0;

	KUNIT_ASSERT_NOT_NULL(test, b);
	for (int i = 0; i < threads; i++) {
		b[i] = *what;
		b[i].cpu = cpu;
		init_completion(&b[i].done);
		KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run_on_cpu(busy_thread, &b[i], cpu,
								   "busy/%u")));
		cpu = cpumask_next(cpu, cpu_online_mask);
		if (cpu >= nr_cpu_ids)
			cpu = 0;
	}
	return b;
}

static u32 wait_for_busy(struct busy *b, int threads)
{
	u32 queued = 0;

	for (int i = 0; i < threads; i++) {
		wait_for_completion(&b[i].done);
		queued += b[i].queued;
	}
	return queued;
}

static void queue_anywhere(struct busy *b)
{
	unsigned int cpu = b->queued % 2 ? b->cpu : WORK_CPU_UNBOUND;

	b->queued += queue_work_on(cpu, b->wq, &b->probe->dwork.work);
}

/* Promise: queued from all CPUs it runs as often as queueing said true, never twice at once. */
static void w2_queued_from_all_cpus(struct kunit *test)
{
	int threads = 2 * num_online_cpus();
	struct probe p;
	struct busy *b;
	u32 queued;

	probe_init(&p);
	b = start_busy(test, threads, &(struct busy){ .step = queue_anywhere, .wq = system_wq,
						      .probe = &p, .n = NR_STORM });
	queued = wait_for_busy(b, threads);
	flush_work(&p.dwork.work);
	KUNIT_EXPECT_EQ(test, p.runs, (int)queued);
	KUNIT_EXPECT_EQ(test, p.parallel, 0);
}

struct numbered {
	struct work_struct work;
	int producer, number;
};

static struct {
	struct numbered items[NR_PRODUCERS][NR_PRODUCED];
	int next[NR_PRODUCERS];
	int wrong, runs;
	atomic_t inside, producers;
} orders;

static void numbered_fn(struct work_struct *work)
{
	struct numbered *n = container_of(work, struct numbered, work);

	if (atomic_inc_return(&orders.inside) > 1 || orders.next[n->producer]++ != n->number)
		orders.wrong++;
	orders.runs++;
	if (n->number % 8 == 0)
		schedule_timeout_uninterruptible(1);
	atomic_dec(&orders.inside);
}

static void produce_all(struct busy *b)
{
	int producer = atomic_inc_return(&orders.producers) - 1;

	for (int i = 0; i < NR_PRODUCED; i++) {
		struct numbered *n = &orders.items[producer][i];

		INIT_WORK(&n->work, numbered_fn);
		n->producer = producer;
		n->number = i;
		queue_work(b->wq, &n->work);
	}
}

/* Promise: an ordered queue keeps the order of each of eight producers, and runs one at a time. */
static void w13_ordered_with_eight_producers_on_all_cpus(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("smp_ordered", 0);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	memset(&orders, 0, sizeof(orders));
	wait_for_busy(start_busy(test, NR_PRODUCERS, &(struct busy){ .step = produce_all,
								     .wq = wq, .n = 1 }),
		      NR_PRODUCERS);
	flush_workqueue(wq);
	KUNIT_EXPECT_EQ(test, orders.runs, NR_PRODUCERS * NR_PRODUCED);
	KUNIT_EXPECT_EQ(test, orders.wrong, 0);
	destroy_workqueue(wq);
}

/* ---- flush and cancel ------------------------------------------------------------------- */

static bool feeding;
static struct workqueue_struct *feeder_wq;

static void feeder_fn(struct work_struct *work)
{
	if (READ_ONCE(feeding))
		queue_work(feeder_wq, work);
}

static void flush_once(struct busy *b)
{
	flush_workqueue(b->wq);
}

/* Promise: flushers on all CPUs, more than there are colours, return though all CPUs feed. */
static void w3_flushers_return_while_all_cpus_feed(struct kunit *test)
{
	struct work_struct *feeders = kunit_kcalloc(test, nr_cpu_ids, sizeof(*feeders),
						    GFP_KERNEL);
	int threads = WORK_NR_COLORS + 4;
	unsigned int cpu;

	feeder_wq = alloc_workqueue("feeders", 0, 0);
	KUNIT_ASSERT_NOT_NULL(test, feeder_wq);
	KUNIT_ASSERT_NOT_NULL(test, feeders);
	WRITE_ONCE(feeding, true);
	for_each_online_cpu(cpu) {
		INIT_WORK(&feeders[cpu], feeder_fn);
		queue_work_on(cpu, feeder_wq, &feeders[cpu]);
	}
	wait_for_busy(start_busy(test, threads, &(struct busy){ .step = flush_once,
								.wq = feeder_wq, .n = 2 }),
		      threads);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_NE(test, work_busy(&feeders[cpu]), 0u);	/* they feed still */
	WRITE_ONCE(feeding, false);
	destroy_workqueue(feeder_wq);
}

static atomic_t ran_disabled;
static bool storming;

static void queue_while_it_storms(struct busy *b)
{
	while (READ_ONCE(storming)) {
		queue_anywhere(b);
		cond_resched();
	}
}

static void cancel_or_disable(struct busy *b)
{
	struct probe *p = b->probe;
	int runs;

	if (b->cpu == 0) {
		cancel_work_sync(&p->dwork.work);
		return;
	}
	disable_work_sync(&p->dwork.work);
	runs = p->runs;
	schedule_timeout_uninterruptible(1);
	if (p->runs != runs || atomic_read(&p->inside))
		atomic_inc(&ran_disabled);
	enable_work(&p->dwork.work);
}

/*
 * Promise: who cancels synchronously on one CPU, and who disables on another, both return
 * although all CPUs queue; while it is disabled the item neither runs nor is queued.
 */
static void w4_cancelled_and_disabled_while_all_cpus_queue(struct kunit *test)
{
	int queuers = num_online_cpus();
	struct busy *queue, *cancel;
	struct probe p;

	probe_init(&p);
	atomic_set(&ran_disabled, 0);
	WRITE_ONCE(storming, true);
	queue = start_busy(test, queuers, &(struct busy){ .step = queue_while_it_storms,
							  .wq = system_wq, .probe = &p, .n = 1 });
	cancel = start_busy(test, 2, &(struct busy){ .step = cancel_or_disable, .probe = &p,
						     .n = NR_STORM / 4 });
	wait_for_busy(cancel, 2);
	WRITE_ONCE(storming, false);
	wait_for_busy(queue, queuers);
	flush_work(&p.dwork.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&ran_disabled), 0);
	KUNIT_EXPECT_EQ(test, p.parallel, 0);
	KUNIT_EXPECT_EQ(test, work_busy(&p.dwork.work), 0u);
	/* And it can be queued again: each disabling has been undone. */
	KUNIT_EXPECT_TRUE(test, queue_work(system_wq, &p.dwork.work));
	flush_work(&p.dwork.work);
}

static void modify(struct busy *b)
{
	b->queued++;
	mod_delayed_work_on(b->queued % 3 ? b->cpu : WORK_CPU_UNBOUND, b->wq, &b->probe->dwork,
			    b->queued % 4);
	if (b->queued % 8 == 0)
		schedule_timeout_uninterruptible(1);
	if (b->queued % 16 == 5)
		cancel_delayed_work(&b->probe->dwork);
}

/* Promise: after a storm of changes from all CPUs the last one counts, then nothing is left. */
static void w5_mod_delayed_work_storm_from_all_cpus(struct kunit *test)
{
	int threads = num_online_cpus(), runs;
	struct probe p;

	probe_init(&p);
	wait_for_busy(start_busy(test, threads, &(struct busy){ .step = modify, .wq = system_wq,
								.probe = &p, .n = NR_STORM }),
		      threads);
	KUNIT_EXPECT_LE(test, p.runs, threads * NR_STORM);
	flush_delayed_work(&p.dwork);
	runs = p.runs;
	mod_delayed_work_on(other_cpu, system_wq, &p.dwork, 1);
	flush_delayed_work(&p.dwork);
	KUNIT_EXPECT_EQ(test, p.runs, runs + 1);
	mod_delayed_work_on(other_cpu, system_wq, &p.dwork, 1);
	cancel_delayed_work_sync(&p.dwork);
	runs = p.runs;
	settle();
	KUNIT_EXPECT_EQ(test, p.runs, runs);
	KUNIT_EXPECT_EQ(test, p.parallel, 0);
}

static struct kunit_case smp_workqueue_cases[] = {
	KUNIT_CASE(w13_item_runs_on_the_cpu_it_is_queued_on),
	KUNIT_CASE(w5_delayed_item_runs_on_its_cpu),
	KUNIT_CASE(bh_item_runs_on_the_cpu_it_is_queued_on),
	KUNIT_CASE(each_cpu_is_visited_once),
	KUNIT_CASE(work_on_cpu_runs_there),
	KUNIT_CASE(w13_unbound_item_may_run_anywhere),
	KUNIT_CASE(every_cpu_makes_its_workers),
	KUNIT_CASE(w2_queued_here_while_it_runs_there),
	KUNIT_CASE(w2_queued_from_all_cpus),
	KUNIT_CASE(w13_ordered_with_eight_producers_on_all_cpus),
	KUNIT_CASE(w3_flush_waits_for_every_cpu),
	KUNIT_CASE(w3_flushers_return_while_all_cpus_feed),
	KUNIT_CASE(w4_cancelled_and_disabled_while_all_cpus_queue),
	KUNIT_CASE(w5_mod_delayed_work_storm_from_all_cpus),
	{ }
};

static struct kunit_suite smp_workqueue_suite = {
	.name = "smp_workqueue",
	.init = smp_workqueue_init,
	.test_cases = smp_workqueue_cases,
};
kunit_test_suite(smp_workqueue_suite);
