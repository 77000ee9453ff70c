// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_idle_test.c - no CPU idles for two ticks while a thread waits for one
 *
 * The bound holds in virtual time only (-icount with several CPUs): elsewhere a CPU of
 * ours stands still when the host likes.  With one CPU there is nothing to show.
 *
 * A timer looks at all run queues every tenth of a tick, from a hard interrupt.  It knows
 * since when each CPU has had nothing to do, and each queue a thread that runs nowhere and
 * might run anywhere.  For how long was there a pair of them?
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/bench.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>

#include <asm/processor.h>

#include "../../kernel/sched/sched.h"
#include "smp_crew.h"
#include "smp_help.h"

#define SAMPLE_NS	(TICK_NSEC / 10)
#define MAX_THREADS	24u

struct idle_watch {
	struct hrtimer timer;
	ktime_t idle_since[NR_CPUS];		/* 0: it has something to do */
	ktime_t waits_since[NR_CPUS];		/* 0: none waits there */
	s64 worst;				/* ns */
	unsigned long samples;
	unsigned long pairs;			/* samples with an idle CPU and a waiting thread */
};

struct loads {
	struct idle_watch watch;
	struct crew crew;			/* counts the threads that have ended */
	unsigned long rounds;			/* of each thread */
};

/* More threads than its CPU can run at once.  All of these tests may run anywhere. */
static bool has_waiting(const struct rq *rq)
{
	return READ_ONCE(rq->nr_running) > 1;
}

static void note_state(ktime_t *since, bool is_so, ktime_t now)
{
	if (!is_so)
		*since = 0;
	else if (!*since)
		*since = now;
}

/* The longest time for which some thread has waited and some CPU idled, both until now */
static s64 longest_pair(const struct idle_watch *w, ktime_t now)
{
	ktime_t idle = KTIME_MAX, waits = KTIME_MAX;
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		if (w->idle_since[cpu])
			idle = min(idle, w->idle_since[cpu]);
		if (w->waits_since[cpu])
			waits = min(waits, w->waits_since[cpu]);
	}
	if (idle == KTIME_MAX || waits == KTIME_MAX)
		return 0;
	return now - max(idle, waits);
}

static enum hrtimer_restart look_at_queues(struct hrtimer *timer)
{
	struct idle_watch *w = container_of(timer, struct idle_watch, timer);
	ktime_t now = ktime_get();
	unsigned int cpu;
	s64 pair;

	for_each_online_cpu(cpu) {
		const struct rq *rq = cpu_rq(cpu);

		note_state(&w->idle_since[cpu], !READ_ONCE(rq->nr_running), now);
		note_state(&w->waits_since[cpu], has_waiting(rq), now);
	}
	pair = longest_pair(w, now);
	w->worst = max(w->worst, pair);
	w->pairs += pair > 0;
	w->samples++;
	hrtimer_forward(timer, now, SAMPLE_NS);
	return HRTIMER_RESTART;
}

static void start_watch(struct idle_watch *w)
{
	hrtimer_init(&w->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	w->timer.function = look_at_queues;
	hrtimer_start(&w->timer, SAMPLE_NS, HRTIMER_MODE_REL_PINNED_HARD);
}

/* Several thousand instructions, then the next CPU's turn. */
static void work_a_little(void)
{
	for (unsigned int i = 0; i < 5000; i++)
		barrier();
	cpu_relax();
}

/* Works and sleeps, both for up to some ticks, by chance. */
static int work_and_sleep(void *data)
{
	struct loads *l = data;
	u32 seed = (u32)current->pid * 7919;

	for (unsigned long i = 0; i < l->rounds; i++) {
		u64 ns = crew_random(&seed) % (6 * TICK_NSEC);
		u64 begin = current->se.sum_exec_runtime;

		while (READ_ONCE(current->se.sum_exec_runtime) - begin < ns)
			work_a_little();	/* the tick counts our time */
		if (crew_random(&seed) % 4)
			schedule_timeout_uninterruptible(crew_random(&seed) % 6);
	}
	crew_leave(&l->crew);
	return 0;
}

/* All are made on one CPU. */
static void start_loads(struct kunit *test, struct loads *l, unsigned int threads)
{
	crew_begin(&l->crew);
	for (unsigned int i = 0; i < threads; i++) {
		struct task_struct *k = kthread_create(work_and_sleep, l, "load/%u", i);

		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
		atomic_inc(&l->crew.working);
		wake_up_process(k);
	}
}

static void watch_loads(struct kunit *test, unsigned int threads, unsigned long rounds)
{
	struct loads *l = kunit_kzalloc(test, sizeof(*l), GFP_KERNEL);

	SKIP_UNLESS_CPUS(test, 2);
	if (!bench_counts_instructions())
		kunit_skip(test, "needs virtual time");
	KUNIT_ASSERT_NOT_NULL(test, l);
	l->rounds = rounds;
	start_watch(&l->watch);
	start_loads(test, l, threads);
	crew_end(&l->crew);
	hrtimer_cancel(&l->watch.timer);
	kunit_info(test, "%lu samples, %lu with an idle CPU and a waiting thread, worst %lld us",
		   l->watch.samples, l->watch.pairs, l->watch.worst / NSEC_PER_USEC);
	KUNIT_EXPECT_GT(test, l->watch.samples, 100ul);
	KUNIT_EXPECT_LE(test, l->watch.worst, (s64)(2 * TICK_NSEC));
}

/* As many as CPUs: whoever shares one could have one for itself. */
static void k6_no_cpu_idles_as_many_threads(struct kunit *test)
{
	watch_loads(test, num_online_cpus(), 20);
}

static void k6_no_cpu_idles_many_threads(struct kunit *test)
{
	watch_loads(test, min(2 * num_online_cpus() + 1, MAX_THREADS), 20);
}

static struct kunit_case smp_idle_cases[] = {
	KUNIT_CASE(k6_no_cpu_idles_as_many_threads),
	KUNIT_CASE(k6_no_cpu_idles_many_threads),
	{ }
};

static struct kunit_suite smp_idle_suite = {
	.name = "smp_idle",
	.test_cases = smp_idle_cases,
};
kunit_test_suite(smp_idle_suite);
