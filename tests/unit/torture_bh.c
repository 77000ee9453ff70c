// SPDX-License-Identifier: MIT
/*
 * tests/unit/torture_bh.c - torture of softirqs, tasklets and works
 */

#include <linux/bitops.h>
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#include "torture.h"

/* ---- softirqs --------------------------------------------------------------------------------
 *
 * Each raise has a number of its CPU's own.  The handler takes all numbers up to the last one
 * that was given out; so at the end the last number taken is the last one given out, and
 * nothing was taken of another CPU's, because nobody else's are looked at.
 */

#define TORTURE_NR	IRQ_POLL_SOFTIRQ	/* nothing in the kernel raises it */
#define RAISES_PER_STEP	256
#define MAX_LATE_TICKS	100
#define STEPS_PER_THREAD_RUN	1024	/* one raise in so many steps is left to ksoftirqd */

struct raises {
	u64 given;			/* this CPU: number of the last raise */
	u64 taken;			/* handler on this CPU: all up to this one are seen */
	u64 runs;			/* handler */
	unsigned int inside;		/* handler */
	unsigned int nested;		/* handler */
	unsigned int elsewhere;		/* handler: it ran on another CPU than it should */
	unsigned int late;		/* thread: it had not run when softirqs were enabled */
	unsigned int lost;		/* thread: nor when ksoftirqd had had time enough */
	u64 first_lost;			/* thread: its number */
	unsigned int steps;		/* thread */
};

static struct torture *softirq_torture;

static void take_numbers(struct softirq_action *unused)
{
	unsigned int cpu = smp_processor_id();
	struct raises *r = softirq_torture->cpus[cpu].priv;

	if (r->inside++)
		r->nested++;
	r->runs++;
	WRITE_ONCE(r->taken, READ_ONCE(r->given));
	if (smp_processor_id() != cpu)
		r->elsewhere++;
	r->inside--;
}

static void prepare_softirqs(struct kunit *test, struct torture *t)
{
	softirq_torture = t;
	open_softirq(TORTURE_NR, take_numbers);
}

static void prepare_softirq_cpu(struct kunit *test, struct torture_cpu *c)
{
	c->priv = kunit_kzalloc(test, sizeof(struct raises), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, c->priv);
}

/* Where nobody is about to look, raising wakes ksoftirqd; until it has run, all is left to it. */
static void raise_for_ksoftirqd(struct raises *r)
{
	preempt_disable();
	WRITE_ONCE(r->given, r->given + 1);
	raise_softirq(TORTURE_NR);
	preempt_enable();
	while (READ_ONCE(r->taken) != r->given || task_is_running(this_cpu_ksoftirqd()))
		schedule_timeout_uninterruptible(1);
}

/* Left to ksoftirqd, which must get to it: it is on this CPU, and we give it away. */
static void await_late(struct raises *r)
{
	r->late++;
	for (int i = 0; i < MAX_LATE_TICKS && READ_ONCE(r->taken) != r->given; i++)
		schedule_timeout_uninterruptible(1);
	if (READ_ONCE(r->taken) != r->given && !r->lost++)
		r->first_lost = r->given;
}

static unsigned int raise_softirqs(struct torture_cpu *c)
{
	struct raises *r = c->priv;

	for (int i = 1; i < RAISES_PER_STEP; i++) {
		local_bh_disable();
		WRITE_ONCE(r->given, r->given + 1);
		raise_softirq(TORTURE_NR);
		local_bh_enable();
		if (unlikely(READ_ONCE(r->taken) != r->given))
			await_late(r);
	}
	if (r->steps++ % STEPS_PER_THREAD_RUN)
		return RAISES_PER_STEP - 1;
	raise_for_ksoftirqd(r);
	return RAISES_PER_STEP;
}

static bool all_numbers_taken(struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct raises *r = t->cpus[cpu].priv;

		if (READ_ONCE(r->taken) != READ_ONCE(r->given))
			return false;
	}
	return true;
}

static void check_softirqs(struct kunit *test, struct torture *t)
{
	u64 runs = 0, late = 0;
	unsigned int cpu;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, all_numbers_taken));
	for_each_online_cpu(cpu) {
		struct raises *r = t->cpus[cpu].priv;

		KUNIT_EXPECT_EQ(test, r->given, t->cpus[cpu].done);
		KUNIT_EXPECT_EQ(test, r->taken, r->given);
		KUNIT_EXPECT_LE(test, r->runs, r->given);
		KUNIT_EXPECT_EQ(test, r->nested, 0);
		KUNIT_EXPECT_EQ(test, r->elsewhere, 0);
		KUNIT_EXPECT_EQ_MSG(test, r->lost, 0, "CPU %u: the first is number %llu\n", cpu,
				    r->first_lost);
		runs += r->runs;
		late += r->late;
	}
	kunit_info(test, "%llu runs; %llu raises were left to ksoftirqd\n", runs, late);
}

const struct torture_kind torture_softirqs = {
	.name = "softirqs", .events = "softirq raises", .cost = 1,
	.prepare = prepare_softirqs, .prepare_cpu = prepare_softirq_cpu,
	.step = raise_softirqs, .check = check_softirqs,
};

/* ---- tasklets --------------------------------------------------------------------------------
 *
 * Half of them belong to all CPUs.  Who wins SCHED is counted: so many runs there must be.
 */

#define SHARED			8
#define OWN			8		/* of each CPU */
#define BATCH			8		/* with softirqs off */
#define SCHEDULES_PER_STEP	64

struct torture_tasklet {
	struct tasklet_struct tasklet;
	struct torture_witness witness;
};

static void tasklet_fn(struct tasklet_struct *tasklet)
{
	struct torture_tasklet *t = from_tasklet(t, tasklet, tasklet);

	torture_enter(&t->witness);
	torture_leave(&t->witness);
}

static struct torture_tasklet *make_tasklets(struct kunit *test, int n)
{
	struct torture_tasklet *t = kunit_kcalloc(test, n, sizeof(*t), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, t);
	for (int i = 0; i < n; i++)
		tasklet_setup(&t[i].tasklet, tasklet_fn);
	return t;
}

static void prepare_tasklets(struct kunit *test, struct torture *t)
{
	t->priv = make_tasklets(test, SHARED);
}

static void prepare_tasklet_cpu(struct kunit *test, struct torture_cpu *c)
{
	c->priv = make_tasklets(test, OWN);
}

/* tasklet_schedule() or tasklet_hi_schedule(), but telling who was the one to set SCHED. */
static bool schedule_one(struct torture_tasklet *t, bool high)
{
	atomic64_inc(&t->witness.wanted);
	if (test_and_set_bit(TASKLET_STATE_SCHED, &t->tasklet.state))
		return false;
	if (high)
		__tasklet_hi_schedule(&t->tasklet);
	else
		__tasklet_schedule(&t->tasklet);
	atomic64_inc(&t->witness.accepted);
	return true;
}

static unsigned int schedule_tasklets(struct torture_cpu *c)
{
	struct torture_tasklet *shared = c->torture->priv, *own = c->priv;
	unsigned int won = 0;

	for (int i = 0; i < SCHEDULES_PER_STEP; i++) {
		u32 random = torture_random(c);

		if (i % BATCH == 0)
			local_bh_disable();
		won += schedule_one(random & 1 ? &shared[(random >> 1) % SHARED] :
				    &own[(random >> 1) % OWN], random & 0x100);
		if (i % BATCH == BATCH - 1)
			local_bh_enable();
	}
	return won;
}

static bool tasklets_have_run(const struct torture_tasklet *t, int n)
{
	for (int i = 0; i < n; i++)
		if (test_bit(TASKLET_STATE_SCHED, &t[i].tasklet.state))
			return false;
	return true;
}

static bool all_tasklets_have_run(struct torture *t)
{
	bool all = tasklets_have_run(t->priv, SHARED);
	unsigned int cpu;

	for_each_online_cpu(cpu)
		all &= tasklets_have_run(t->cpus[cpu].priv, OWN);
	return all;
}

static u64 end_tasklets(struct kunit *test, struct torture_tasklet *t, int owner, int n)
{
	u64 runs = 0;

	for (int i = 0; i < n; i++) {
		if (tasklets_have_run(&t[i], 1))	/* else we would wait for ever */
			tasklet_kill(&t[i].tasklet);
		runs += torture_check_witness(test, &t[i].witness, owner, i);
	}
	return runs;
}

static void check_tasklets(struct kunit *test, struct torture *t)
{
	unsigned int cpu;
	u64 runs;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, all_tasklets_have_run));
	runs = end_tasklets(test, t->priv, TORTURE_SHARED, SHARED);
	for_each_online_cpu(cpu)
		runs += end_tasklets(test, t->cpus[cpu].priv, cpu, OWN);
	KUNIT_EXPECT_EQ(test, runs, torture_total(t));
}

const struct torture_kind torture_tasklets = {
	.name = "tasklets", .events = "tasklet runs", .cost = 1,
	.prepare = prepare_tasklets, .prepare_cpu = prepare_tasklet_cpu,
	.step = schedule_tasklets, .check = check_tasklets,
};

/* ---- works -----------------------------------------------------------------------------------
 *
 * The same with works, which are queued on any CPU from any CPU; each on one queue only, for
 * that is what makes it non-reentrant.
 */

#define OWN_WORKS	256		/* of each CPU: so many may wait while it goes on */
#define QUEUES_PER_STEP	32

enum { Q_PERCPU, Q_HIGHPRI, Q_UNBOUND, Q_ORDERED, Q_BH, NR_QUEUES };

struct torture_work {
	struct work_struct work;
	struct workqueue_struct *wq;		/* I */
	struct torture_witness witness;
};

struct works {
	struct workqueue_struct *wq[NR_QUEUES];
	struct torture_work *shared;
};

static void work_fn(struct work_struct *work)
{
	struct torture_work *w = container_of(work, struct torture_work, work);

	torture_enter(&w->witness);
	torture_leave(&w->witness);
}

static struct torture_work *make_works(struct kunit *test, struct works *all, int n)
{
	struct torture_work *w = kunit_kcalloc(test, n, sizeof(*w), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, w);
	for (int i = 0; i < n; i++) {
		INIT_WORK(&w[i].work, work_fn);
		w[i].wq = all->wq[i % NR_QUEUES];
	}
	return w;
}

static void prepare_works(struct kunit *test, struct torture *t)
{
	struct works *all = kunit_kzalloc(test, sizeof(*all), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, all);
	all->wq[Q_PERCPU] = alloc_workqueue("torture", 0, 0);
	all->wq[Q_HIGHPRI] = alloc_workqueue("torture_high", WQ_HIGHPRI, 2);
	all->wq[Q_UNBOUND] = alloc_workqueue("torture_unbound", WQ_UNBOUND | WQ_MEM_RECLAIM, 0);
	all->wq[Q_ORDERED] = alloc_ordered_workqueue("torture_ordered", 0);
	all->wq[Q_BH] = alloc_workqueue("torture_bh", WQ_BH, 0);
	for (int i = 0; i < NR_QUEUES; i++)
		KUNIT_ASSERT_NOT_NULL(test, all->wq[i]);
	all->shared = make_works(test, all, SHARED);
	t->priv = all;
}

static void prepare_work_cpu(struct kunit *test, struct torture_cpu *c)
{
	c->priv = make_works(test, c->torture->priv, OWN_WORKS);
}

static bool queue_one(struct torture_work *w, bool anywhere, unsigned int cpu)
{
	bool queued;

	atomic64_inc(&w->witness.wanted);
	queued = anywhere ? queue_work(w->wq, &w->work) : queue_work_on(cpu, w->wq, &w->work);
	if (queued)
		atomic64_inc(&w->witness.accepted);
	return queued;
}

static unsigned int queue_works(struct torture_cpu *c)
{
	struct works *all = c->torture->priv;
	struct torture_work *own = c->priv;
	unsigned int won = 0;

	for (int i = 0; i < QUEUES_PER_STEP; i++) {
		u32 random = torture_random(c);
		struct torture_work *w;

		w = random & 3 ? &own[(random >> 2) % OWN_WORKS] :
				 &all->shared[(random >> 2) % SHARED];
		won += queue_one(w, random & 0x700, torture_random_cpu(c));
	}
	if (!won)
		schedule_timeout_uninterruptible(1);	/* let the workers have the CPU */
	return won;
}

static u64 count_runs(struct kunit *test, struct torture_work *w, int owner, int n)
{
	u64 runs = 0;

	for (int i = 0; i < n; i++)
		runs += torture_check_witness(test, &w[i].witness, owner, i);
	return runs;
}

static bool works_have_run(struct torture_work *w, int n)
{
	for (int i = 0; i < n; i++)
		if (work_pending(&w[i].work))
			return false;
	return true;
}

static bool all_works_have_run(struct torture *t)
{
	struct works *works = t->priv;
	bool all = works_have_run(works->shared, SHARED);
	unsigned int cpu;

	for_each_online_cpu(cpu)
		all &= works_have_run(t->cpus[cpu].priv, OWN_WORKS);
	return all;
}

static void check_works(struct kunit *test, struct torture *t)
{
	bool have_run = torture_wait(t, all_works_have_run);
	struct works *all = t->priv;
	unsigned int cpu;
	u64 runs;

	KUNIT_EXPECT_TRUE(test, have_run);
	for (int i = 0; i < NR_QUEUES && have_run; i++)	/* else we would wait for ever */
		destroy_workqueue(all->wq[i]);
	runs = count_runs(test, all->shared, TORTURE_SHARED, SHARED);
	for_each_online_cpu(cpu)
		runs += count_runs(test, t->cpus[cpu].priv, cpu, OWN_WORKS);
	KUNIT_EXPECT_EQ(test, runs, torture_total(t));
}

const struct torture_kind torture_works = {
	.name = "works", .events = "works", .cost = 1,
	.prepare = prepare_works, .prepare_cpu = prepare_work_cpu,
	.step = queue_works, .check = check_works,
};
