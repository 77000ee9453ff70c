// SPDX-License-Identifier: MIT
/*
 * tests/unit/torture_ipi.c - torture of irq_works and of functions called on other CPUs
 */

#include <linux/irq_work.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include <asm/processor.h>

#include "torture.h"

/* ---- irq_works --------------------------------------------------------------------------- */

#define NR_IRQ_WORKS	8
#define TRIES_PER_STEP	64

struct torture_irq_work {
	struct irq_work work;
	struct torture_witness witness;
};

static void irq_work_fn(struct irq_work *work)
{
	struct torture_irq_work *w = container_of(work, struct torture_irq_work, work);

	torture_enter(&w->witness);
	torture_leave(&w->witness);
}

static void prepare_irq_work_cpu(struct kunit *test, struct torture_cpu *c)
{
	struct torture_irq_work *w = kunit_kcalloc(test, NR_IRQ_WORKS, sizeof(*w), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, w);
	for (int i = 0; i < NR_IRQ_WORKS; i++)
		init_irq_work(&w[i].work, irq_work_fn);
	c->priv = w;
}

static unsigned int queue_irq_works(struct torture_cpu *c)
{
	struct torture_irq_work *w = c->priv;
	unsigned int won = 0;

	for (int i = 0; i < TRIES_PER_STEP; i++) {
		struct torture_irq_work *one = &w[torture_random(c) % NR_IRQ_WORKS];

		atomic64_inc(&one->witness.wanted);
		if (!irq_work_queue(&one->work))
			continue;
		atomic64_inc(&one->witness.accepted);
		won++;
	}
	if (!won)
		schedule_timeout_uninterruptible(1);	/* without an APIC the tick runs them */
	return won;
}

static bool all_irq_works_have_run(struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct torture_irq_work *w = t->cpus[cpu].priv;

		for (int i = 0; i < NR_IRQ_WORKS; i++)
			if (irq_work_is_busy(&w[i].work))
				return false;
	}
	return true;
}

static void check_irq_works(struct kunit *test, struct torture *t)
{
	unsigned int cpu;
	u64 runs = 0;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, all_irq_works_have_run));
	for_each_online_cpu(cpu) {
		struct torture_irq_work *w = t->cpus[cpu].priv;

		for (int i = 0; i < NR_IRQ_WORKS; i++) {
			if (!irq_work_is_busy(&w[i].work))	/* else we would wait for ever */
				irq_work_sync(&w[i].work);
			runs += torture_check_witness(test, &w[i].witness, cpu, i);
		}
	}
	KUNIT_EXPECT_EQ(test, runs, torture_total(t));
}

const struct torture_kind torture_irq_works = {
	.name = "irq_works", .events = "irq_works", .cost = 1,
	.prepare_cpu = prepare_irq_work_cpu, .step = queue_irq_works, .check = check_irq_works,
};

/* ---- without wait ---------------------------------------------------------------------------
 *
 * Each CPU has some call_single_data for each other one, and sends them again as soon as they
 * are free.
 */

#define SENDS_PER_STEP	64
#define CALLS_PER_CPU	32		/* may be under way from one CPU to another */

struct call {
	struct __call_single_data csd;
	struct torture_witness witness;
	unsigned int to;		/* I */
	unsigned int elsewhere;		/* the function: it ran on another CPU */
};

static void call_fn(void *info)
{
	struct call *call = info;

	torture_enter(&call->witness);
	if (smp_processor_id() != call->to)
		call->elsewhere++;
	torture_leave(&call->witness);
}

static void prepare_call_cpu(struct kunit *test, struct torture_cpu *c)
{
	unsigned int n = nr_cpu_ids * CALLS_PER_CPU;
	struct call *calls = kunit_kcalloc(test, n, sizeof(*calls), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, calls);
	for (unsigned int i = 0; i < n; i++) {
		INIT_CSD(&calls[i].csd, call_fn, &calls[i]);
		calls[i].to = i / CALLS_PER_CPU;
	}
	c->priv = calls;
}

static bool send_one(struct call *call)
{
	if (smp_call_function_single_async(call->to, &call->csd))
		return false;
	/* Only now: one that is refused asks for nothing. */
	atomic64_inc(&call->witness.accepted);
	return true;
}

static unsigned int send_calls(struct torture_cpu *c)
{
	struct call *calls = c->priv;
	unsigned int sent = 0;

	for (int i = 0; i < SENDS_PER_STEP; i++) {
		unsigned int to = torture_random_cpu(c);

		if (to != c->cpu)
			sent += send_one(&calls[to * CALLS_PER_CPU +
						torture_random(c) % CALLS_PER_CPU]);
	}
	if (!sent)
		schedule_timeout_uninterruptible(1);	/* the others may need the host's CPU */
	return sent;
}

static bool all_run(const struct call *calls)
{
	for (int i = 0; i < CALLS_PER_CPU; i++)
		if (READ_ONCE(calls[i].witness.runs) !=
		    (u64)atomic64_read(&calls[i].witness.accepted))
			return false;
	return true;
}

static bool all_calls_done(struct torture *t)
{
	unsigned int cpu, to;

	for_each_online_cpu(cpu) {
		struct call *calls = t->cpus[cpu].priv;

		for_each_online_cpu(to)
			if (!all_run(&calls[to * CALLS_PER_CPU]))
				return false;
	}
	return true;
}

static u64 count_calls(struct kunit *test, struct call *calls, unsigned int from)
{
	u64 runs = 0;

	for (unsigned int i = 0; i < nr_cpu_ids * CALLS_PER_CPU; i++) {
		/* A call is requested by being accepted. */
		atomic64_set(&calls[i].witness.wanted, calls[i].witness.seen);
		KUNIT_EXPECT_EQ(test, calls[i].elsewhere, 0);
		runs += torture_check_witness(test, &calls[i].witness, from, i);
	}
	return runs;
}

static void check_calls(struct kunit *test, struct torture *t)
{
	unsigned int cpu;
	u64 runs = 0;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, all_calls_done));
	for_each_online_cpu(cpu)
		runs += count_calls(test, t->cpus[cpu].priv, cpu);
	KUNIT_EXPECT_EQ(test, runs, torture_total(t));
}

const struct torture_kind torture_ipis = {
	.name = "ipis", .events = "calls without wait", .cost = 1,
	.prepare_cpu = prepare_call_cpu, .step = send_calls, .check = check_calls,
};

/* ---- with wait -------------------------------------------------------------------------------
 *
 * Of one CPU, or of several at a time: each of those has run the function when the call
 * returns, and runs it only once.
 */

#define WAITING_CALLS_COST	100	/* the other vCPU may not be running just now */
#define SINGLE_CALLS		4	/* one call of so many has one target */

struct waiting_calls {
	u64 wanted[NR_CPUS];		/* its thread */
	u64 runs[NR_CPUS];		/* the function, on that CPU */
	struct cpumask targets;		/* its thread */
	unsigned int missed;		/* its thread: not run when the call returned */
};

static void waiting_call_fn(void *info)
{
	struct waiting_calls *w = info;

	w->runs[smp_processor_id()]++;
}

static void prepare_waiting_cpu(struct kunit *test, struct torture_cpu *c)
{
	c->priv = kunit_kzalloc(test, sizeof(struct waiting_calls), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, c->priv);
}

/* Some of the others, or one. */
static void choose_targets(struct torture_cpu *c, struct waiting_calls *w)
{
	bool single = torture_random(c) % SINGLE_CALLS == 0;
	unsigned int cpu;

	cpumask_clear(&w->targets);
	if (single)
		cpumask_set_cpu(torture_random_cpu(c), &w->targets);
	else
		for_each_online_cpu(cpu)
			if (torture_random(c) & 3)
				cpumask_set_cpu(cpu, &w->targets);
	cpumask_clear_cpu(c->cpu, &w->targets);
}

static unsigned int send_and_wait(struct torture_cpu *c)
{
	struct waiting_calls *w = c->priv;
	unsigned int cpu;

	choose_targets(c, w);
	for_each_cpu(cpu, &w->targets)
		w->wanted[cpu]++;
	if (cpumask_weight(&w->targets) == 1) {
		smp_call_function_single(cpumask_first(&w->targets), waiting_call_fn, w, 1);
	} else {
		preempt_disable();
		smp_call_function_many(&w->targets, waiting_call_fn, w, true);
		preempt_enable();
	}
	for_each_cpu(cpu, &w->targets)
		if (READ_ONCE(w->runs[cpu]) != w->wanted[cpu])
			w->missed++;
	return cpumask_weight(&w->targets);
}

static void check_waiting(struct kunit *test, struct torture *t)
{
	unsigned int cpu, to;

	for_each_online_cpu(cpu) {
		struct waiting_calls *w = t->cpus[cpu].priv;
		u64 runs = 0;

		for_each_online_cpu(to) {
			KUNIT_EXPECT_EQ(test, w->runs[to], w->wanted[to]);
			runs += w->runs[to];
		}
		KUNIT_EXPECT_EQ(test, runs, t->cpus[cpu].done);
		KUNIT_EXPECT_EQ(test, w->missed, 0);
	}
}

const struct torture_kind torture_waiting_ipis = {
	.name = "waiting_ipis", .events = "calls with wait", .cost = WAITING_CALLS_COST,
	.prepare_cpu = prepare_waiting_cpu, .step = send_and_wait, .check = check_waiting,
};
