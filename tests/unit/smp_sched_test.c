// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_sched_test.c - threads on several CPUs: moved, stopped, spread, woken
 *
 * With one CPU there is nothing to show, and all cases skip.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/sched/rt.h>
#include <linux/smp.h>
#include <linux/stop_machine.h>
#include <linux/wait.h>

#include <asm/processor.h>

#include "smp_help.h"

#define ROUNDS	1000

/* A thread that runs all the time, and where. */
struct spinner {
	struct task_struct *task;
	unsigned long loops;
	unsigned int seen_on;
	int fifo;			/* its real-time priority, or 0 */
};

static int spin(void *data)
{
	struct spinner *s = data;

	while (!kthread_should_stop()) {
		WRITE_ONCE(s->seen_on, raw_smp_processor_id());
		WRITE_ONCE(s->loops, s->loops + 1);
		cpu_relax();
	}
	return 0;
}

static bool has_run_since(struct spinner *s, unsigned long loops)
{
	return READ_ONCE(s->loops) > loops + 1;
}

/* Started, and seen to run. */
static void start_spinner(struct kunit *test, struct spinner *s, unsigned int cpu)
{
	s->loops = 0;
	s->task = start_on(spin, s, cpu);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, s->task);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(s, 0)));
	KUNIT_EXPECT_EQ(test, READ_ONCE(s->seen_on), cpu);
}

static void set_fifo(struct task_struct *k, int priority)
{
	struct sched_param param = { .sched_priority = priority };

	sched_setscheduler_nocheck(k, SCHED_FIFO, &param);
}

/* ---- moving --------------------------------------------------------------------- */

static void running_thread_is_moved(struct kunit *test)
{
	struct spinner s = { };

	SKIP_UNLESS_CPUS(test, 2);
	start_spinner(test, &s, nth_cpu(1));
	for (unsigned int i = 0; i < 50; i++) {
		unsigned int cpu = nth_cpu(i);
		unsigned long loops;

		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(s.task, cpumask_of(cpu)), 0);
		KUNIT_EXPECT_EQ(test, task_cpu(s.task), cpu);
		loops = READ_ONCE(s.loops);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(&s, loops)));
		KUNIT_EXPECT_EQ(test, READ_ONCE(s.seen_on), cpu);
	}
	end_thread(s.task);
}

static void waiting_thread_is_moved(struct kunit *test)
{
	struct spinner a = { }, b = { };
	unsigned long loops;

	SKIP_UNLESS_CPUS(test, 2);
	start_spinner(test, &a, nth_cpu(1));
	start_spinner(test, &b, nth_cpu(1));
	for (unsigned int i = 0; i < 20; i++) {
		struct spinner *s = i & 1 ? &a : &b;

		/* One of the two waits. */
		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(s->task, cpumask_of(0)), 0);
		KUNIT_EXPECT_EQ(test, task_cpu(s->task), 0);
		loops = READ_ONCE(s->loops);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(s, loops)));
		KUNIT_EXPECT_EQ(test, READ_ONCE(s->seen_on), 0);
		set_cpus_allowed_ptr(s->task, cpumask_of(nth_cpu(1)));
	}
	end_thread(a.task);
	end_thread(b.task);
}

struct walk {
	unsigned int strays;
	struct completion done;
};

static int walk_around(void *data)
{
	struct walk *w = data;

	for (unsigned int i = 0; i < 200; i++) {
		set_cpus_allowed_ptr(current, cpumask_of(nth_cpu(i)));
		w->strays += raw_smp_processor_id() != nth_cpu(i);
	}
	complete(&w->done);
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

static void thread_moves_itself(struct kunit *test)
{
	struct walk w = { };
	struct task_struct *k;

	SKIP_UNLESS_CPUS(test, 2);
	init_completion(&w.done);
	k = start_on(walk_around, &w, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&w.done, GIVE_UP_TICKS), 0ul);
	KUNIT_EXPECT_EQ(test, w.strays, 0u);
	end_thread(k);
}

static int nap(void *data)
{
	unsigned long *naps = data;

	while (!kthread_should_stop()) {
		schedule_timeout_interruptible(1);
		WRITE_ONCE(*naps, *naps + 1);
	}
	return 0;
}

/* Woken by its timer, by us, and moved, all at once: it is always where it may be. */
static void thread_is_moved_while_it_wakes(struct kunit *test)
{
	unsigned long naps = 0, before;
	struct task_struct *k;

	SKIP_UNLESS_CPUS(test, 2);
	k = start_on(nap, &naps, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	for (unsigned int i = 0; i < ROUNDS / 10; i++) {
		wake_up_process(k);
		set_cpus_allowed_ptr(k, cpumask_of(nth_cpu(i)));
		if (READ_ONCE(k->on_rq))
			KUNIT_EXPECT_EQ(test, task_cpu(k), nth_cpu(i));
	}
	before = READ_ONCE(naps);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(naps) > before + 2));
	end_thread(k);
}

static void affinity_by_number(struct kunit *test)
{
	struct cpumask mask, none = CPU_MASK_NONE;
	struct spinner s = { };

	SKIP_UNLESS_CPUS(test, 2);
	start_spinner(test, &s, nth_cpu(1));
	KUNIT_EXPECT_EQ(test, sched_getaffinity(s.task->pid, &mask), 0l);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&mask, cpumask_of(nth_cpu(1))));
	KUNIT_EXPECT_EQ(test, sched_setaffinity(s.task->pid, cpumask_of(0)), 0l);
	KUNIT_EXPECT_EQ(test, task_cpu(s.task), 0u);
	KUNIT_EXPECT_EQ(test, sched_setaffinity(s.task->pid, &none), -EINVAL);
	KUNIT_EXPECT_EQ(test, sched_setaffinity(-1, cpumask_of(0)), -ESRCH);
	end_thread(s.task);
}

/* ---- staying --------------------------------------------------------------------- */

static void migrate_disable_leaves_preemption_on(struct kunit *test)
{
	migrate_disable();
	migrate_disable();
	KUNIT_EXPECT_TRUE(test, preemptible());
	KUNIT_EXPECT_EQ(test, cpumask_weight(current->cpus_ptr), 1u);
	migrate_enable();
	KUNIT_EXPECT_TRUE(test, cpumask_test_cpu(raw_smp_processor_id(), current->cpus_ptr));
	KUNIT_EXPECT_EQ(test, current->migration_disabled, 1u);
	migrate_enable();
	KUNIT_EXPECT_PTR_EQ(test, current->cpus_ptr, (const cpumask_t *)&current->cpus_mask);
	/* The mask of a thread that is nowhere bound: it may sleep, too. */
	migrate_disable();
	schedule_timeout_uninterruptible(2);
	migrate_enable();
}

/* Pinned to where it was started, until it is told. */
struct pinned {
	struct spinner s;		/* first: spin() is used for it */
	bool let_go;
	unsigned int strays;		/* seen elsewhere while pinned */
	unsigned int freed_on;		/* the CPU on which migrate_enable() has returned */
	const struct cpumask *wanted;
	bool moved;
};

static int spin_pinned(void *data)
{
	struct pinned *p = data;
	unsigned int cpu;

	migrate_disable();
	cpu = raw_smp_processor_id();
	while (!READ_ONCE(p->let_go)) {
		p->strays += raw_smp_processor_id() != cpu;
		WRITE_ONCE(p->s.loops, p->s.loops + 1);
		cpu_relax();
	}
	migrate_enable();
	WRITE_ONCE(p->freed_on, raw_smp_processor_id());
	return spin(&p->s);
}

static void start_pinned(struct kunit *test, struct pinned *p, unsigned int cpu)
{
	p->freed_on = ~0u;
	p->s.task = start_on(spin_pinned, p, cpu);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, p->s.task);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(&p->s, 0)));
}

/* Another thread wants its CPU, others are idle: it shares, and stays. */
static void pinned_thread_shares_and_stays(struct kunit *test)
{
	struct pinned p = { };
	struct spinner other = { };
	unsigned long loops;

	SKIP_UNLESS_CPUS(test, 2);
	start_pinned(test, &p, nth_cpu(1));
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(p.s.task, cpu_online_mask), 0);
	start_spinner(test, &other, nth_cpu(1));	/* so it is preempted */
	for (unsigned int i = 0; i < 5; i++) {
		loops = READ_ONCE(p.s.loops);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(&p.s, loops)));
		loops = READ_ONCE(other.loops);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(&other, loops)));
	}
	KUNIT_EXPECT_EQ(test, task_cpu(p.s.task), nth_cpu(1));
	WRITE_ONCE(p.let_go, true);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.freed_on) != ~0u));
	KUNIT_EXPECT_EQ(test, p.strays, 0u);
	end_thread(other.task);
	end_thread(p.s.task);
}

static int change_mask(void *data)
{
	struct pinned *p = data;
	int err = set_cpus_allowed_ptr(p->s.task, p->wanted);

	WRITE_ONCE(p->moved, true);
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return err;
}

static void affinity_waits_for_migrate_enable(struct kunit *test)
{
	struct pinned p = { .wanted = cpumask_of(0) };
	struct task_struct *k;

	SKIP_UNLESS_CPUS(test, 2);
	start_pinned(test, &p, nth_cpu(1));
	k = start_on(change_mask, &p, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(cpumask_equal(&p.s.task->cpus_mask, cpumask_of(0))));
	for (unsigned int i = 0; i < 5; i++) {
		unsigned long loops = READ_ONCE(p.s.loops);

		KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(&p.s, loops)));
	}
	KUNIT_EXPECT_FALSE(test, READ_ONCE(p.moved));
	KUNIT_EXPECT_EQ(test, task_cpu(p.s.task), nth_cpu(1));
	WRITE_ONCE(p.let_go, true);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.moved)));
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.freed_on) != ~0u));
	KUNIT_EXPECT_EQ(test, p.freed_on, 0u);
	KUNIT_EXPECT_EQ(test, p.strays, 0u);
	KUNIT_EXPECT_EQ(test, end_thread(k), 0);
	end_thread(p.s.task);
}

/* ---- stopping ------------------------------------------------------------------- */

static int tell_cpu(void *data)
{
	*(unsigned int *)data = smp_processor_id();
	return 7;
}

static void stopper_is_above_fifo(struct kunit *test)
{
	struct spinner hog = { };
	unsigned int cpu = ~0u;

	SKIP_UNLESS_CPUS(test, 2);
	start_spinner(test, &hog, nth_cpu(1));
	set_fifo(hog.task, MAX_RT_PRIO - 1);
	KUNIT_EXPECT_EQ(test, stop_one_cpu(nth_cpu(1), tell_cpu, &cpu), 7);
	KUNIT_EXPECT_EQ(test, cpu, nth_cpu(1));
	sched_set_normal(hog.task, 0);
	end_thread(hog.task);
	KUNIT_EXPECT_EQ(test, stop_one_cpu(NR_CPUS, tell_cpu, &cpu), -ENOENT);
}

struct standstill {
	struct spinner spinners[NR_CPUS];
	atomic_t calls;
	unsigned int with_irqs_on;
	unsigned int moved;
};

static int look_at_others(void *data)
{
	struct standstill *s = data;
	unsigned long before[8];
	unsigned int i;

	s->with_irqs_on += !irqs_disabled();
	for (i = 0; i < ARRAY_SIZE(before); i++)
		before[i] = READ_ONCE(s->spinners[i].loops);
	udelay(500);
	for (i = 0; i < ARRAY_SIZE(before); i++)
		s->moved += before[i] != READ_ONCE(s->spinners[i].loops);
	return 0;
}

static int count_call(void *data)
{
	struct standstill *s = data;

	atomic_inc(&s->calls);
	return smp_processor_id() == 0 ? -EIO : 0;
}

static void stop_machine_stops_all(struct kunit *test)
{
	struct standstill *s = kunit_kzalloc(test, sizeof(*s), GFP_KERNEL);
	unsigned int n = min(num_online_cpus(), 8u), i;

	SKIP_UNLESS_CPUS(test, 2);
	KUNIT_ASSERT_NOT_NULL(test, s);
	for (i = 0; i < n; i++)
		start_spinner(test, &s->spinners[i], nth_cpu(i));
	for (i = 0; i < 20; i++)
		KUNIT_EXPECT_EQ(test, stop_machine(look_at_others, s, NULL), 0);
	KUNIT_EXPECT_EQ(test, s->with_irqs_on, 0u);
	KUNIT_EXPECT_EQ(test, s->moved, 0u);
	KUNIT_EXPECT_EQ(test, stop_machine(count_call, s, cpu_online_mask), -EIO);
	KUNIT_EXPECT_EQ(test, atomic_read(&s->calls), (int)num_online_cpus());
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
	for (i = 0; i < n; i++)
		end_thread(s->spinners[i].task);
}

static int stop_often(void *data)
{
	for (unsigned int i = 0; i < 20; i++)
		stop_machine(count_call, data, cpumask_of(1));
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

static void two_may_stop_the_machine(struct kunit *test)
{
	struct standstill *s = kunit_kzalloc(test, sizeof(*s), GFP_KERNEL);
	struct task_struct *a, *b;

	SKIP_UNLESS_CPUS(test, 2);
	KUNIT_ASSERT_NOT_NULL(test, s);
	a = start_on(stop_often, s, 0);
	b = start_on(stop_often, s, nth_cpu(1));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, a);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, b);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(atomic_read(&s->calls) == 40));
	end_thread(a);
	end_thread(b);
}

/* ---- spreading ------------------------------------------------------------------ */

static bool all_apart(struct spinner *spinners, unsigned int n)
{
	struct cpumask used = CPU_MASK_NONE;
	unsigned int i;

	for (i = 0; i < n; i++)
		cpumask_set_cpu(task_cpu(spinners[i].task), &used);
	return cpumask_weight(&used) == n;
}

/* As many threads as CPUs, all on one: nobody wakes them, yet they spread. */
static void k6_waiting_threads_spread(struct kunit *test)
{
	struct spinner *s = kunit_kcalloc(test, NR_CPUS, sizeof(*s), GFP_KERNEL);
	unsigned int n = min(num_online_cpus(), 8u), i;

	SKIP_UNLESS_CPUS(test, 2);
	KUNIT_ASSERT_NOT_NULL(test, s);
	for (i = 0; i < n; i++)
		start_spinner(test, &s[i], nth_cpu(1));
	KUNIT_EXPECT_FALSE(test, all_apart(s, n));
	for (i = 0; i < n; i++)
		set_cpus_allowed_ptr(s[i].task, cpu_online_mask);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(all_apart(s, n)));
	for (i = 0; i < n; i++)
		end_thread(s[i].task);
}

/* Two that may not leave their CPU do not keep the third from leaving it. */
static void k6_the_one_that_may_leaves(struct kunit *test)
{
	struct spinner bound[2] = { }, free = { };

	SKIP_UNLESS_CPUS(test, 2);
	start_spinner(test, &bound[0], nth_cpu(1));
	start_spinner(test, &bound[1], nth_cpu(1));
	start_spinner(test, &free, nth_cpu(1));
	set_cpus_allowed_ptr(free.task, cpu_online_mask);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(free.seen_on) != nth_cpu(1)));
	KUNIT_EXPECT_EQ(test, task_cpu(bound[0].task), nth_cpu(1));
	KUNIT_EXPECT_EQ(test, task_cpu(bound[1].task), nth_cpu(1));
	end_thread(free.task);
	end_thread(bound[0].task);
	end_thread(bound[1].task);
}

/* Runs until it is elsewhere: it must not keep CPU 0 from the test for ever. */
static int spin_until_moved(void *data)
{
	struct spinner *s = data;
	unsigned int from = raw_smp_processor_id();

	while (!kthread_should_stop() && raw_smp_processor_id() == from) {
		WRITE_ONCE(s->loops, s->loops + 1);
		cpu_relax();
	}
	WRITE_ONCE(s->seen_on, raw_smp_processor_id());
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

/* A real-time thread that a more urgent one has preempted goes on elsewhere. */
static void k6_preempted_fifo_thread_moves(struct kunit *test)
{
	struct spinner low = { }, high = { };

	SKIP_UNLESS_CPUS(test, 2);
	low.seen_on = nth_cpu(1);
	low.task = start_on(spin_until_moved, &low, nth_cpu(1));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, low.task);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(has_run_since(&low, 0)));
	start_spinner(test, &high, nth_cpu(1));
	set_fifo(low.task, 10);
	set_cpus_allowed_ptr(low.task, cpu_online_mask);
	set_fifo(high.task, 50);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(low.seen_on) != nth_cpu(1)));
	sched_set_normal(low.task, 0);
	sched_set_normal(high.task, 0);
	end_thread(low.task);
	end_thread(high.task);
}

static int nap_and_tell(void *data)
{
	struct spinner *s = data;

	set_fifo(current, 10);
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
		WRITE_ONCE(s->seen_on, raw_smp_processor_id());
		WRITE_ONCE(s->loops, s->loops + 1);
	}
	return 0;
}

/* It wakes where a more urgent one runs: it is put elsewhere. */
static void k6_woken_fifo_thread_is_placed(struct kunit *test)
{
	struct spinner high = { }, s = { };
	unsigned long loops;

	SKIP_UNLESS_CPUS(test, 2);
	s.task = start_on(nap_and_tell, &s, nth_cpu(1));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, s.task);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(!READ_ONCE(s.task->on_rq)));
	start_spinner(test, &high, nth_cpu(1));
	set_fifo(high.task, 50);
	set_cpus_allowed_ptr(s.task, cpu_online_mask);
	KUNIT_EXPECT_EQ(test, task_cpu(s.task), nth_cpu(1));
	loops = READ_ONCE(s.loops);
	wake_up_process(s.task);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(s.loops) > loops));
	KUNIT_EXPECT_NE(test, READ_ONCE(s.seen_on), nth_cpu(1));
	sched_set_normal(high.task, 0);
	end_thread(s.task);
	end_thread(high.task);
}

/* ---- waking --------------------------------------------------------------------- */

struct pong {
	struct completion ping, pong;
	wait_queue_head_t queue;
	unsigned int turn;		/* even: ours */
	unsigned int rounds;
};

static int answer_completions(void *data)
{
	struct pong *p = data;

	for (unsigned int i = 0; i < ROUNDS; i++) {
		wait_for_completion(&p->ping);
		complete(&p->pong);
	}
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

static void k1_completions_between_cpus(struct kunit *test)
{
	struct pong p = { };
	struct task_struct *k;
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	init_completion(&p.ping);
	init_completion(&p.pong);
	k = start_on(answer_completions, &p, nth_cpu(1));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	for (i = 0; i < ROUNDS; i++) {
		complete(&p.ping);
		if (!wait_for_completion_timeout(&p.pong, GIVE_UP_TICKS))
			break;
	}
	KUNIT_EXPECT_EQ(test, i, ROUNDS);
	if (i < ROUNDS)
		complete_all(&p.ping);
	end_thread(k);
}

static int answer_turns(void *data)
{
	struct pong *p = data;

	while (p->rounds < ROUNDS) {
		wait_event(p->queue, READ_ONCE(p->turn) & 1);
		p->rounds++;
		WRITE_ONCE(p->turn, p->turn + 1);
		wake_up(&p->queue);
	}
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

static void k1_wait_event_between_cpus(struct kunit *test)
{
	struct pong p = { };
	struct task_struct *k;
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	init_waitqueue_head(&p.queue);
	k = start_on(answer_turns, &p, nth_cpu(1));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	for (i = 0; i < ROUNDS; i++) {
		WRITE_ONCE(p.turn, p.turn + 1);
		wake_up(&p.queue);
		if (!wait_event_timeout(p.queue, !(READ_ONCE(p.turn) & 1), GIVE_UP_TICKS))
			break;
	}
	KUNIT_EXPECT_EQ(test, i, ROUNDS);
	end_thread(k);
}

/* One thread per CPU; each waits for the token, and wakes the next. */
struct ring {
	struct task_struct *threads[NR_CPUS];
	unsigned int n;
	unsigned int token;		/* whose turn, counted on for ever */
	unsigned int end;
	atomic_t started;
};

static int pass_token(void *data)
{
	struct ring *ring = data;
	unsigned int self = (unsigned int)atomic_inc_return(&ring->started) - 1;

	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (READ_ONCE(ring->token) % ring->n == self && ring->token < ring->end) {
			__set_current_state(TASK_RUNNING);
			WRITE_ONCE(ring->token, ring->token + 1);
			wake_up_process(ring->threads[(self + 1) % ring->n]);
			continue;
		}
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
	}
	return 0;
}

static void k1_token_goes_round(struct kunit *test)
{
	struct ring *ring = kunit_kzalloc(test, sizeof(*ring), GFP_KERNEL);
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	KUNIT_ASSERT_NOT_NULL(test, ring);
	ring->n = num_online_cpus();
	for (i = 0; i < ring->n; i++) {
		ring->threads[i] = start_on(pass_token, ring, nth_cpu(i));
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ring->threads[i]);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(atomic_read(&ring->started) == (int)i + 1));
	}
	WRITE_ONCE(ring->end, ROUNDS);
	wake_up_process(ring->threads[0]);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(ring->token) == ROUNDS));
	for (i = 0; i < ring->n; i++)
		end_thread(ring->threads[i]);
}

/* Interrupts on another CPU wake it, while it goes to sleep here. */
struct irq_waker {
	struct task_struct *sleeper;
	unsigned int woken;		/* how often it was told to run */
	unsigned int slept;		/* how often it has seen that */
	struct __call_single_data csd;
};

static void wake_from_hardirq(void *info)
{
	struct irq_waker *w = info;

	WRITE_ONCE(w->woken, w->woken + 1);
	wake_up_process(w->sleeper);
}

static int sleep_until_irq(void *data)
{
	struct irq_waker *w = data;

	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (READ_ONCE(w->woken) == w->slept && !kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
		WRITE_ONCE(w->slept, READ_ONCE(w->woken));
	}
	return 0;
}

static void wake_by_ipi(struct kunit *test, unsigned int sleeper_cpu, unsigned int irq_cpu)
{
	struct irq_waker w = { };
	unsigned int i;

	w.csd.func = wake_from_hardirq;
	w.csd.info = &w;
	w.sleeper = start_on(sleep_until_irq, &w, sleeper_cpu);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, w.sleeper);
	for (i = 0; i < ROUNDS / 2; i++) {
		while (smp_call_function_single_async((int)irq_cpu, &w.csd) == -EBUSY)
			cpu_relax();
		/* Half of them hurry, and come while it is still awake. */
		if ((i & 1) && !WAIT_FOR(READ_ONCE(w.slept) == READ_ONCE(w.woken)))
			break;
	}
	KUNIT_EXPECT_EQ(test, i, ROUNDS / 2);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(w.slept) == ROUNDS / 2));
	end_thread(w.sleeper);
}

static void k1_interrupts_wake_on_their_cpu(struct kunit *test)
{
	SKIP_UNLESS_CPUS(test, 2);
	wake_by_ipi(test, nth_cpu(1), nth_cpu(1));
}

static void k1_interrupts_wake_on_another_cpu(struct kunit *test)
{
	SKIP_UNLESS_CPUS(test, 2);
	wake_by_ipi(test, nth_cpu(2), nth_cpu(1));
}

/* ---- threads that are stopped and parked from other CPUs ------------------------ */

static int spin_and_park(void *data)
{
	struct spinner *s = data;

	while (!kthread_should_stop()) {
		if (kthread_should_park())
			kthread_parkme();
		WRITE_ONCE(s->loops, s->loops + 1);
		cpu_relax();
	}
	return 0;
}

static void k2_parked_thread_runs_nowhere(struct kunit *test)
{
	struct spinner s = { };

	SKIP_UNLESS_CPUS(test, 2);
	s.task = start_on(spin_and_park, &s, nth_cpu(1));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, s.task);
	for (unsigned int i = 0; i < 200; i++) {
		unsigned long loops;

		KUNIT_EXPECT_EQ(test, kthread_park(s.task), 0);
		KUNIT_EXPECT_EQ(test, READ_ONCE(s.task->on_rq), 0);
		loops = READ_ONCE(s.loops);
		udelay(10);
		KUNIT_EXPECT_EQ(test, READ_ONCE(s.loops), loops);
		kthread_unpark(s.task);
	}
	end_thread(s.task);
}

static int stop_the_other(void *data)
{
	kthread_stop(data);
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

static void k2_stopped_from_two_cpus(struct kunit *test)
{
	SKIP_UNLESS_CPUS(test, 2);
	for (unsigned int i = 0; i < 50; i++) {
		unsigned long naps = 0;
		struct task_struct *k = start_on(nap, &naps, nth_cpu(i));
		struct task_struct *other;

		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
		other = start_on(stop_the_other, k, nth_cpu(i + 1));
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
		end_thread(other);
		end_thread(k);
	}
}

static struct kunit_case smp_sched_cases[] = {
	KUNIT_CASE(running_thread_is_moved),
	KUNIT_CASE(waiting_thread_is_moved),
	KUNIT_CASE(thread_moves_itself),
	KUNIT_CASE(thread_is_moved_while_it_wakes),
	KUNIT_CASE(affinity_by_number),
	KUNIT_CASE(migrate_disable_leaves_preemption_on),
	KUNIT_CASE(pinned_thread_shares_and_stays),
	KUNIT_CASE(affinity_waits_for_migrate_enable),
	KUNIT_CASE(stopper_is_above_fifo),
	KUNIT_CASE(stop_machine_stops_all),
	KUNIT_CASE(two_may_stop_the_machine),
	KUNIT_CASE(k6_waiting_threads_spread),
	KUNIT_CASE(k6_the_one_that_may_leaves),
	KUNIT_CASE(k6_preempted_fifo_thread_moves),
	KUNIT_CASE(k6_woken_fifo_thread_is_placed),
	KUNIT_CASE(k1_completions_between_cpus),
	KUNIT_CASE(k1_wait_event_between_cpus),
	KUNIT_CASE(k1_token_goes_round),
	KUNIT_CASE(k1_interrupts_wake_on_their_cpu),
	KUNIT_CASE(k1_interrupts_wake_on_another_cpu),
	KUNIT_CASE(k2_parked_thread_runs_nowhere),
	KUNIT_CASE(k2_stopped_from_two_cpus),
	{ }
};

static struct kunit_suite smp_sched_suite = {
	.name = "smp_sched",
	.test_cases = smp_sched_cases,
};
kunit_test_suite(smp_sched_suite);
