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
		won += irq_work_queue(&one->work);
	}
	if (!won)
		schedule_timeout_uninterruptible(1);	/* without an APIC the tick runs them */
	return won;
}

static void check_irq_works(struct kunit *test, struct torture *t)
{
	unsigned int cpu;
	u64 runs = 0;

	for_each_online_cpu(cpu) {
		struct torture_irq_work *w = t->cpus[cpu].priv;

		for (int i = 0; i < NR_IRQ_WORKS; i++) {
			irq_work_sync(&w[i].work);
			runs += torture_check_witness(test, &w[i].witness);
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
 * Each CPU has one call_single_data for each other one, and sends it again as soon as it is
 * free.
 */

#define SENDS_PER_STEP	64

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
	struct call *calls = kunit_kcalloc(test, nr_cpu_ids, sizeof(*calls), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, calls);
	for (unsigned int to = 0; to < nr_cpu_ids; to++) {
		INIT_CSD(&calls[to].csd, call_fn, &calls[to]);
		calls[to].to = to;
	}
	c->priv = calls;
}

static unsigned int send_calls(struct torture_cpu *c)
{
	struct call *calls = c->priv;
	unsigned int sent = 0;

	for (int i = 0; i < SENDS_PER_STEP; i++) {
		struct call *call = &calls[torture_random_cpu(c)];

		if (call->to == c->cpu)
			continue;
		if (!smp_call_function_single_async(call->to, &call->csd)) {
			atomic64_inc(&call->witness.wanted);	/* for the sum only */
			sent++;
		}
	}
	return sent;
}

static bool all_calls_done(struct torture *t)
{
	unsigned int cpu, to;

	for_each_online_cpu(cpu) {
		struct call *calls = t->cpus[cpu].priv;

		for_each_online_cpu(to)
			if (READ_ONCE(calls[to].witness.runs) !=
			    (u64)atomic64_read(&calls[to].witness.wanted))
				return false;
	}
	return true;
}

static void check_calls(struct kunit *test, struct torture *t)
{
	unsigned int cpu, to;
	u64 runs = 0;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, all_calls_done));
	for_each_online_cpu(cpu) {
		struct call *calls = t->cpus[cpu].priv;

		for_each_online_cpu(to) {
			KUNIT_EXPECT_EQ(test, calls[to].elsewhere, 0);
			KUNIT_EXPECT_EQ(test, calls[to].witness.parallel, 0);
			runs += calls[to].witness.runs;
		}
	}
	KUNIT_EXPECT_EQ(test, runs, torture_total(t));
}

const struct torture_kind torture_ipis = {
	.name = "ipis", .events = "calls without wait", .cost = 1,
	.prepare_cpu = prepare_call_cpu, .step = send_calls, .check = check_calls,
};

/* ---- with wait --------------------------------------------------------------------------- */

#define WAITING_CALLS_COST	100	/* the other vCPU may not be running just now */

struct waiting_calls {
	u64 runs;			/* the functions */
	unsigned int missed;		/* its thread: not run when the call returned */
	unsigned int elsewhere;		/* the functions */
	unsigned int to;		/* its thread */
};

static void waiting_call_fn(void *info)
{
	struct waiting_calls *w = info;

	w->runs++;
	if (smp_processor_id() != w->to)
		w->elsewhere++;
}

static void prepare_waiting_cpu(struct kunit *test, struct torture_cpu *c)
{
	c->priv = kunit_kzalloc(test, sizeof(struct waiting_calls), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, c->priv);
}

static unsigned int send_and_wait(struct torture_cpu *c)
{
	struct waiting_calls *w = c->priv;
	u64 before = w->runs;

	w->to = torture_random_cpu(c);
	if (w->to == c->cpu)
		return 0;
	smp_call_function_single(w->to, waiting_call_fn, w, 1);
	if (READ_ONCE(w->runs) != before + 1)
		w->missed++;
	return 1;
}

static void check_waiting(struct kunit *test, struct torture *t)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct waiting_calls *w = t->cpus[cpu].priv;

		KUNIT_EXPECT_EQ(test, w->runs, t->cpus[cpu].done);
		KUNIT_EXPECT_EQ(test, w->missed, 0);
		KUNIT_EXPECT_EQ(test, w->elsewhere, 0);
	}
}

const struct torture_kind torture_waiting_ipis = {
	.name = "waiting_ipis", .events = "calls with wait", .cost = WAITING_CALLS_COST,
	.prepare_cpu = prepare_waiting_cpu, .step = send_and_wait, .check = check_waiting,
};
