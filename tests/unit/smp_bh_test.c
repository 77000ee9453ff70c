// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_bh_test.c - softirqs and tasklets on several CPUs
 *
 * Order between CPUs is forced by flags that one waits for the other to set.  A wait in a
 * softirq is a loop with a bound that only a defect reaches: a CPU of a virtual machine may
 * stand still for a second.  The ids at the beginning of names are those of docs/catalogue.md.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/processor.h>

#define NR		BLOCK_SOFTIRQ	/* nothing in the kernel raises it */
#define PATIENCE_NS	(15ULL * NSEC_PER_SEC)
#define PATIENCE	(60 * HZ)
#define ROUNDS		40

static unsigned int other_cpu;		/* the first that is not the tests' */

static int smp_bh_init(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	other_cpu = cpumask_next(smp_processor_id(), cpu_online_mask);
	return 0;
}

/* For softirqs: true as soon as *flag is at least n. */
static bool spin_until(atomic_t *flag, int n)
{
	u64 start = ktime_get_ns();

	while (atomic_read(flag) < n) {
		if (ktime_get_ns() - start > PATIENCE_NS)
			return false;
		cpu_relax();
	}
	return true;
}

/* For threads. */
static bool sleep_until(atomic_t *flag, int n)
{
	for (int i = 0; i < PATIENCE && atomic_read(flag) < n; i++)
		schedule_timeout_uninterruptible(1);
	return atomic_read(flag) >= n;
}

static void settle(void)
{
	schedule_timeout_uninterruptible(4);
}

/* ---- softirqs -------------------------------------------------------------------------------- */

static void raise_it(void *unused)
{
	raise_softirq(NR);
}

static atomic_t arrived, met;

static void meet(struct softirq_action *unused)
{
	atomic_inc(&arrived);
	if (spin_until(&arrived, 2))
		atomic_inc(&met);
}

/* Promise: handlers of the same softirq run on two CPUs at once. */
static void q8_one_softirq_runs_on_two_cpus_at_once(struct kunit *test)
{
	atomic_set(&arrived, 0);
	atomic_set(&met, 0);
	open_softirq(NR, meet);
	KUNIT_EXPECT_EQ(test, smp_call_function_single(other_cpu, raise_it, NULL, 0), 0);
	local_bh_disable();
	raise_softirq(NR);
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, sleep_until(&met, 2));
}

static struct cpumask ran_on;
static atomic_t nr_runs;

static void note_cpu(struct softirq_action *unused)
{
	cpumask_set_cpu(smp_processor_id(), &ran_on);
	atomic_inc(&nr_runs);
}

/* Promise: raised on a CPU, it runs there, once, and nowhere else. */
static void q8_raise_runs_on_its_own_cpu(struct kunit *test)
{
	unsigned int cpu;

	open_softirq(NR, note_cpu);
	for_each_online_cpu(cpu) {
		unsigned int before = kstat_softirqs_cpu(NR, cpu);

		cpumask_clear(&ran_on);
		atomic_set(&nr_runs, 0);
		smp_call_function_single(cpu, raise_it, NULL, 1);
		KUNIT_EXPECT_TRUE(test, sleep_until(&nr_runs, 1));
		settle();
		KUNIT_EXPECT_EQ(test, atomic_read(&nr_runs), 1);
		KUNIT_EXPECT_TRUE(test, cpumask_equal(&ran_on, cpumask_of(cpu)));
		KUNIT_EXPECT_EQ(test, kstat_softirqs_cpu(NR, cpu) - before, 1);
	}
}

static struct {
	atomic_t irqs_off, sent, runs;
	int runs_at_preemption;
	struct completion preempted, over;
} left_behind;

static void count_run(struct softirq_action *unused)
{
	atomic_inc(&left_behind.runs);
}

static int preempting_thread(void *unused)
{
	left_behind.runs_at_preemption = atomic_read(&left_behind.runs);
	complete(&left_behind.preempted);
	return 0;
}

/* As in raise_softirq() of a thread, between setting the bit and looking who runs it. */
static int raising_thread(void *unused)
{
	local_irq_disable();
	while (task_is_running(this_cpu_ksoftirqd())) {		/* it would have to do it */
		local_irq_enable();
		schedule_timeout_uninterruptible(1);
		local_irq_disable();
	}
	atomic_set(&left_behind.irqs_off, 1);
	spin_until(&left_behind.sent, 1);
	__raise_softirq_irqoff(NR);
	local_irq_enable();
	wait_for_completion(&left_behind.preempted);
	complete(&left_behind.over);
	return 0;
}

static void preempt_a_raise(struct kunit *test)
{
	struct task_struct *thread;

	memset(&left_behind, 0, sizeof(left_behind));
	init_completion(&left_behind.preempted);
	init_completion(&left_behind.over);
	thread = kthread_create_on_cpu(preempting_thread, NULL, other_cpu, "preempts/%u");
	KUNIT_ASSERT_FALSE(test, IS_ERR(thread));
	sched_set_fifo(thread);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run_on_cpu(raising_thread, NULL, other_cpu,
							   "raises/%u")));
	KUNIT_ASSERT_TRUE(test, spin_until(&left_behind.irqs_off, 1));
	wake_up_process(thread);		/* sends the interrupt */
	atomic_set(&left_behind.sent, 1);
	wait_for_completion(&left_behind.over);
	KUNIT_EXPECT_EQ(test, left_behind.runs_at_preemption, 1);
	KUNIT_EXPECT_TRUE(test, sleep_until(&left_behind.runs, 1));
}

/*
 * Promise: who is preempted between setting the bit and looking who runs it may go on on
 * another CPU, so the interrupt that preempts runs the softirq.  Several times, for a tick that
 * comes at that moment would do it, too.
 */
static void q8_preempted_raise_is_not_left_behind(struct kunit *test)
{
	open_softirq(NR, count_run);
	for (int i = 0; i < ROUNDS; i++)
		preempt_a_raise(test);
}

/* Promise: each CPU has its own ksoftirqd, which stays there. */
static void ksoftirqd_is_on_each_cpu(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct task_struct *thread = per_cpu(ksoftirqd, cpu);
		char name[TASK_COMM_LEN];

		snprintf(name, sizeof(name), "ksoftirqd/%u", cpu);
		KUNIT_EXPECT_STREQ(test, thread->comm, name);
		KUNIT_EXPECT_TRUE(test, cpumask_equal(thread->cpus_ptr, cpumask_of(cpu)));
		KUNIT_EXPECT_EQ(test, task_cpu(thread), cpu);
	}
}

/* ---- tasklets -------------------------------------------------------------------------------- */

/* A tasklet that stays in its function until it is let go. */
struct probe {
	struct tasklet_struct tasklet;
	atomic_t inside;		/* how many have begun */
	atomic_t go;			/* how many may end */
	atomic_t ended;
	unsigned int last_cpu;
	unsigned int parallel;		/* began while another had not ended */
};

static void probe_fn(struct tasklet_struct *tasklet)
{
	struct probe *p = from_tasklet(p, tasklet, tasklet);
	int n = atomic_inc_return(&p->inside);

	if (n - atomic_read(&p->ended) > 1)
		p->parallel++;
	p->last_cpu = smp_processor_id();
	spin_until(&p->go, n);
	atomic_inc(&p->ended);
}

static void schedule_probe(void *info)
{
	tasklet_schedule(info);
}

/* On return it runs on the other CPU. */
static void start_elsewhere(struct kunit *test, struct probe *p)
{
	memset(p, 0, sizeof(*p));
	tasklet_setup(&p->tasklet, probe_fn);
	smp_call_function_single(other_cpu, schedule_probe, &p->tasklet, 0);
	KUNIT_ASSERT_TRUE(test, sleep_until(&p->inside, 1));
}

/* Promise: scheduled here while it runs there, it waits here, and then runs once more. */
static void t1_scheduled_here_while_it_runs_there(struct kunit *test)
{
	struct probe p;

	start_elsewhere(test, &p);
	tasklet_schedule(&p.tasklet);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&p.inside), 1);
	KUNIT_EXPECT_EQ(test, p.last_cpu, other_cpu);
	atomic_set(&p.go, 2);
	tasklet_kill(&p.tasklet);
	KUNIT_EXPECT_EQ(test, atomic_read(&p.ended), 2);
	KUNIT_EXPECT_EQ(test, p.last_cpu, smp_processor_id());
	KUNIT_EXPECT_EQ(test, p.parallel, 0);
}

/* Somebody who waits, on this CPU, for the run on the other one. */
struct waiter {
	void (*wait)(struct tasklet_struct *t);
	struct probe *probe;
	int ended;			/* when he returned */
	struct completion done;
};

static int waiting_thread(void *arg)
{
	struct waiter *w = arg;

	w->wait(&w->probe->tasklet);
	w->ended = atomic_read(&w->probe->ended);
	complete(&w->done);
	return 0;
}

static const struct {
	const char *name;
	void (*wait)(struct tasklet_struct *t);
	bool disables;
} ways_to_wait[] = {
	{ "tasklet_kill", tasklet_kill, false },
	{ "tasklet_disable", tasklet_disable, true },
	{ "tasklet_disable_in_atomic", tasklet_disable_in_atomic, true },
	{ "tasklet_unlock_wait", tasklet_unlock_wait, false },
	{ "tasklet_unlock_spin_wait", tasklet_unlock_spin_wait, false },
};

static void describe_way(const typeof(ways_to_wait[0]) *way, char *desc)
{
	strscpy(desc, way->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(way, ways_to_wait, describe_way);

/* Promise: who waits for the end of a run waits also for one on another CPU. */
static void t1_waiting_for_a_run_on_another_cpu(struct kunit *test)
{
	const typeof(ways_to_wait[0]) *way = test->param_value;
	struct probe p;
	struct waiter w = { .wait = way->wait, .probe = &p };

	start_elsewhere(test, &p);
	init_completion(&w.done);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(waiting_thread, &w, "waiter")));
	settle();
	KUNIT_EXPECT_FALSE(test, completion_done(&w.done));
	atomic_set(&p.go, 1);
	wait_for_completion(&w.done);
	KUNIT_EXPECT_EQ(test, w.ended, 1);
	if (way->disables)
		tasklet_enable(&p.tasklet);
	tasklet_kill(&p.tasklet);
}

/* Promise: disabled it stays on the list of its CPU, and runs there once it is enabled. */
static void t3_disabled_waits_on_its_own_cpu(struct kunit *test)
{
	struct probe p = { .last_cpu = nr_cpu_ids };

	atomic_set(&p.go, 1);
	tasklet_setup(&p.tasklet, probe_fn);
	tasklet_disable(&p.tasklet);
	smp_call_function_single(other_cpu, schedule_probe, &p.tasklet, 1);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&p.inside), 0);
	tasklet_enable(&p.tasklet);
	KUNIT_EXPECT_TRUE(test, sleep_until(&p.ended, 1));
	KUNIT_EXPECT_EQ(test, p.last_cpu, other_cpu);
	tasklet_kill(&p.tasklet);
	KUNIT_EXPECT_EQ(test, atomic_read(&p.ended), 1);
}

struct mortal {
	struct tasklet_struct tasklet;
	atomic_t alive;
	atomic_t runs;
	int again;			/* schedules itself so many times */
};

static atomic_t ran_dead;

static void mortal_fn(struct tasklet_struct *tasklet)
{
	struct mortal *m = from_tasklet(m, tasklet, tasklet);

	if (!atomic_read(&m->alive))
		atomic_inc(&ran_dead);
	atomic_inc(&m->runs);
	if (m->again-- > 0)
		tasklet_schedule(tasklet);
}

static void schedule_mortal(void *info)
{
	struct mortal *m = info;

	tasklet_schedule(&m->tasklet);
}

/*
 * Promise: after tasklet_kill() a tasklet that another CPU had scheduled, and that schedules
 * itself for a while, is on no list and does not run: its memory can be used for something
 * else.
 */
static void t5_killed_while_another_cpu_runs_it(struct kunit *test)
{
	struct mortal *m = kunit_kzalloc(test, sizeof(*m), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, m);
	atomic_set(&ran_dead, 0);
	for (int i = 0; i < ROUNDS; i++) {
		memset(m, 0, sizeof(*m));
		m->again = i % 4;
		atomic_set(&m->alive, 1);
		tasklet_setup(&m->tasklet, mortal_fn);
		smp_call_function_single(other_cpu, schedule_mortal, m, 1);
		if (i % 2)
			tasklet_schedule(&m->tasklet);
		tasklet_kill(&m->tasklet);
		atomic_set(&m->alive, 0);
		KUNIT_EXPECT_GE(test, atomic_read(&m->runs), 1);
		KUNIT_EXPECT_EQ(test, m->tasklet.state, 0ul);
		memset(&m->tasklet, 0xa5, sizeof(m->tasklet));
	}
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&ran_dead), 0);
}

static struct kunit_case smp_bh_cases[] = {
	KUNIT_CASE(q8_one_softirq_runs_on_two_cpus_at_once),
	KUNIT_CASE(q8_raise_runs_on_its_own_cpu),
	KUNIT_CASE(q8_preempted_raise_is_not_left_behind),
	KUNIT_CASE(ksoftirqd_is_on_each_cpu),
	KUNIT_CASE(t1_scheduled_here_while_it_runs_there),
	KUNIT_CASE_PARAM(t1_waiting_for_a_run_on_another_cpu, way_gen_params),
	KUNIT_CASE(t3_disabled_waits_on_its_own_cpu),
	KUNIT_CASE(t5_killed_while_another_cpu_runs_it),
	{ }
};

static struct kunit_suite smp_bh_suite = {
	.name = "smp_bh",
	.init = smp_bh_init,
	.test_cases = smp_bh_cases,
};
kunit_test_suite(smp_bh_suite);
