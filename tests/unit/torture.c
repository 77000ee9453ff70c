// SPDX-License-Identifier: MIT
/*
 * tests/unit/torture.c - the frame of the torture tests: threads, counts, rates
 *
 * torture.rounds=N says how many events of each kind are made in all; the default is what
 * `ktest=*` can afford.  `make torture` runs the long form (docs/reliability.md).
 */

#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>

#include <asm/processor.h>

#include "torture.h"

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX	"torture."

static unsigned long long rounds = 2000;
module_param(rounds, ullong, 0);

#define MAX_KINDS	8
#define PROGRESS_ABOVE	1000000		/* rounds: shorter ones need no lines on the way */
#define PROGRESS_PARTS	20
#define WAIT_SECONDS	120
#define LINGER_EVERY	16		/* runs */
#define LINGER		200		/* turns of a loop */

u32 torture_random(struct torture_cpu *c)
{
	c->random = c->random * 1664525 + 1013904223;	/* the usual congruence */
	return c->random >> 16;
}

unsigned int torture_random_cpu(struct torture_cpu *c)
{
	unsigned int cpu = torture_random(c) % nr_cpu_ids;

	while (!cpu_online(cpu))
		cpu = (cpu + 1) % nr_cpu_ids;
	return cpu;
}

u64 torture_total(const struct torture *t)
{
	unsigned int cpu;
	u64 total = 0;

	for_each_online_cpu(cpu)
		total += READ_ONCE(t->cpus[cpu].done);
	return total;
}

bool torture_wait(struct torture *t, bool (*done)(struct torture *t))
{
	for (int i = 0; i < WAIT_SECONDS * HZ && !done(t); i++)
		schedule_timeout_uninterruptible(1);
	return done(t);
}

/* ---- a function that watches itself ------------------------------------------------------ */

void torture_enter(struct torture_witness *w)
{
	if (atomic_xchg(&w->inside, 1))
		w->parallel++;
	w->runs++;
	WRITE_ONCE(w->seen, atomic64_read(&w->wanted));
}

/* Not at once, each so often: who may not run beside it must have a chance to. */
void torture_leave(struct torture_witness *w)
{
	if (w->runs % LINGER_EVERY == 0)
		for (int i = 0; i < LINGER; i++)
			cpu_relax();
	atomic_set(&w->inside, 0);
}

static bool is_sound(struct torture_witness *w)
{
	return w->seen == (u64)atomic64_read(&w->wanted) &&
	       w->runs == (u64)atomic64_read(&w->accepted) &&
	       !w->parallel && !atomic_read(&w->inside);
}

u64 torture_check_witness(struct kunit *test, struct torture_witness *w, int owner, int number)
{
	if (!is_sound(w))
		KUNIT_FAIL(test, "number %d of CPU %d: %lld accepted, %llu ran; the last request "
			   "was %lld, %llu was seen; %u ran beside another, %d inside", number,
			   owner, atomic64_read(&w->accepted), w->runs,
			   atomic64_read(&w->wanted), w->seen, w->parallel,
			   atomic_read(&w->inside));
	return w->runs;
}

/* ---- threads ------------------------------------------------------------------------------- */

static u64 rate(u64 events, u64 seconds_100)
{
	return div64_u64(events * 100, seconds_100 ?: 1);
}

static u64 seconds_100_since(u64 start)
{
	return div_u64(ktime_get_ns() - start, NSEC_PER_SEC / 100);
}

static void print_progress(struct torture *t)
{
	u64 total = torture_total(t), time = seconds_100_since(t->started);

	pr_info("    # torture: %llu %s, %llu/s\n", total, t->kind->events, rate(total, time));
}

static int torture_thread(void *data)
{
	struct torture_cpu *c = data;
	bool prints = c->cpu == 0 && rounds >= PROGRESS_ABOVE;
	u64 part = div_u64(c->quota, PROGRESS_PARTS) + 1, next = part;

	while (c->done < c->quota) {
		WRITE_ONCE(c->done, c->done + c->torture->kind->step(c));
		cond_resched();
		if (prints && c->done >= next) {
			print_progress(c->torture);
			next += part;
		}
	}
	complete(&c->end);
	return 0;
}

static void prepare(struct kunit *test, struct torture *t)
{
	u64 quota = div_u64(rounds, num_online_cpus() * t->kind->cost) + 1;
	unsigned int cpu;

	t->cpus = kunit_kcalloc(test, nr_cpu_ids, sizeof(*t->cpus), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, t->cpus);
	if (t->kind->prepare)
		t->kind->prepare(test, t);
	for_each_online_cpu(cpu) {
		struct torture_cpu *c = &t->cpus[cpu];

		c->torture = t;
		c->cpu = cpu;
		c->quota = quota;
		c->random = cpu + 1;
		init_completion(&c->end);
		if (t->kind->prepare_cpu)
			t->kind->prepare_cpu(test, c);
	}
	t->started = ktime_get_ns();
}

static void start(struct kunit *test, struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct task_struct *thread;

		thread = kthread_run_on_cpu(torture_thread, &t->cpus[cpu], cpu, "torture/%u");
		if (!IS_ERR(thread))
			continue;
		KUNIT_FAIL(test, "no thread: %pe", thread);
		complete(&t->cpus[cpu].end);
	}
}

static void finish(struct kunit *test, struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)	/* in parts: it may take longer than a task may hang */
		while (!wait_for_completion_timeout(&t->cpus[cpu].end, WAIT_SECONDS / 2 * HZ))
			;
	t->kind->check(test, t);
	t->seconds_100 = seconds_100_since(t->started);
	KUNIT_EXPECT_GT(test, torture_total(t), 0ull);
}

static void report(struct kunit *test, struct torture *t)
{
	u64 total = torture_total(t);

	kunit_info(test, "%llu %s on %u CPUs in %llu.%02llu s, %llu/s\n", total, t->kind->events,
		   num_online_cpus(), div_u64(t->seconds_100, 100),
		   t->seconds_100 - div_u64(t->seconds_100, 100) * 100,
		   rate(total, t->seconds_100));
}

void torture_run(struct kunit *test, const struct torture_kind *first, ...)
{
	struct torture *t = kunit_kcalloc(test, MAX_KINDS, sizeof(*t), GFP_KERNEL);
	const struct torture_kind *kind;
	int n = 0;
	va_list kinds;

	KUNIT_ASSERT_NOT_NULL(test, t);
	va_start(kinds, first);
	for (kind = first; kind && n < MAX_KINDS; kind = va_arg(kinds, const struct torture_kind *))
		t[n++].kind = kind;
	va_end(kinds);

	for (int i = 0; i < n; i++)
		prepare(test, &t[i]);
	for (int i = 0; i < n; i++)
		start(test, &t[i]);
	for (int i = 0; i < n; i++)
		finish(test, &t[i]);
	for (int i = 0; i < n; i++)
		report(test, &t[i]);
}
