// SPDX-License-Identifier: MIT
/* tests/unit/failnth.c - every allocation of a path fails; see failnth.h */

#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/proc_fs.h>
#include <linux/rcupdate.h>
#include <linux/sched/task.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "../../kernel/time/timer_base.h"
#include "failnth.h"

#define MAX_ALLOCATIONS	200	/* a path with more does not end */
#define SETTLE_MS	50	/* for threads that are ending and grace periods */

/* What must be the same before and after. */
struct state {
	struct mm_leak_mark memory;
	int threads;
	unsigned int irqs, actions, timers, proc_entries;
};

static void count_irqs(struct state *state)
{
	struct irq_desc *desc;
	unsigned int irq;

	state->irqs = state->actions = 0;
	for_each_irq_desc(irq, desc) {
		state->irqs++;
		for (struct irqaction *action = desc->action; action; action = action->next)
			state->actions++;
	}
}

/* A deferrable timer may wait: those of the pools for idle workers come and go at will. */
static unsigned int timers_of(int cpu)
{
	struct timer_wheel *wheel = &per_cpu(timer_base, cpu).wheel[WHEEL_STD];
	struct timer_list *timer;
	unsigned int count = 0;

	local_irq_disable();
	base_lock(wheel->base);
	for (unsigned int bucket = 0; bucket < WHEEL_SIZE; bucket++)
		hlist_for_each_entry(timer, &wheel->bucket[bucket], entry)
			count++;
	base_unlock(wheel->base);
	local_irq_enable();
	return count;
}

/* Of all CPUs: those of threads that sleep move along with them. */
static unsigned int pending_timers(void)
{
	unsigned int count = 0;
	int cpu;

	for_each_online_cpu(cpu)
		count += timers_of(cpu);
	return count;
}

static void take_state(struct state *state)
{
	rcu_barrier();			/* dead threads ... */
	flush_scheduled_work();		/* ... and their stacks */
	mm_leak_mark(&state->memory);
	state->threads = nr_processes();
	state->timers = pending_timers();
	state->proc_entries = proc_entry_count();
	count_irqs(state);
}

static bool same_state(const struct state *a, const struct state *b)
{
	return a->threads == b->threads && a->irqs == b->irqs && a->actions == b->actions &&
	       a->timers == b->timers && a->proc_entries == b->proc_entries &&
	       !mm_leak_bytes(&a->memory);
}

/* What the path left behind; some of it goes by itself, soon. */
static bool settles(const struct state *before, struct state *now)
{
	for (int ms = 0; ms < SETTLE_MS; ms++) {
		take_state(now);
		if (same_state(before, now))
			return true;
		msleep(1);
	}
	return false;
}

static void expect_same_state(struct kunit *test, const struct state *before, const char *what)
{
	struct state now;

	if (settles(before, &now))
		return;
	mm_leak_report(&before->memory, what);
	KUNIT_FAIL(test, "%s left %ld bytes, %d threads, %d irqs, %d actions, %d timers, %d /proc entries",
		   what, mm_leak_bytes(&before->memory), now.threads - before->threads,
		   (int)(now.irqs - before->irqs), (int)(now.actions - before->actions),
		   (int)(now.timers - before->timers),
		   (int)(now.proc_entries - before->proc_entries));
}

struct sweep {
	struct kunit *test;
	const char *name;
	int (*fn)(struct kunit *test);
	struct state before;
	struct failnth_result *result;
};

/* One run.  False when nothing was refused: the path has been passed. */
static bool run_failing(struct sweep *sweep, unsigned int nth, bool then_all)
{
	struct kunit *test = sweep->test;
	unsigned int refused;
	char what[64];
	int ret;

	snprintf(what, sizeof(what), "%s, allocation %u%s refused", sweep->name, nth,
		 then_all ? " and later" : "");
	fault_inject_arm(nth, then_all);
	ret = sweep->fn(test);
	refused = fault_inject_disarm();

	if (ret && (ret != -ENOMEM || !refused))
		KUNIT_FAIL(test, "%s: it returned %d", what, ret);
	expect_same_state(test, &sweep->before, what);
	if (!refused)
		return false;
	ret ? sweep->result->refused++ : sweep->result->tolerated++;

	ret = sweep->fn(test);
	if (ret)
		KUNIT_FAIL(test, "%s: the next try returned %d", what, ret);
	expect_same_state(test, &sweep->before, what);
	return true;
}

static unsigned int sweep_all(struct sweep *sweep, bool then_all)
{
	for (unsigned int nth = 1; nth <= MAX_ALLOCATIONS; nth++) {
		if (!run_failing(sweep, nth, then_all))
			return nth - 1;
		if (READ_ONCE(sweep->test->status) == KUNIT_FAILURE)
			return nth;
	}
	KUNIT_FAIL(sweep->test, "%s: more than %u allocations", sweep->name, MAX_ALLOCATIONS);
	return MAX_ALLOCATIONS;
}

static int end_at_once(void *unused)
{
	return 0;
}

/* Dead stacks are kept, a few, for the next births: fill that store, so that it is constant. */
static void fill_stack_store(void)
{
	struct task_struct *threads[4];

	for (int i = 0; i < ARRAY_SIZE(threads); i++)
		threads[i] = kthread_create(end_at_once, NULL, "failnth");
	for (int i = 0; i < ARRAY_SIZE(threads); i++)
		if (!IS_ERR(threads[i]))
			kthread_stop(threads[i]);
}

/* Done before the first case, this is no change that a case would be asked about. */
int failnth_suite_init(struct kunit_suite *suite)
{
	fill_stack_store();
	return 0;
}

/* All memory and all threads are compared, also those of CPUs that the test does not halt. */
void failnth_needs_one_cpu(struct kunit *test)
{
	if (num_online_cpus() > 1)
		kunit_skip(test, "needs one CPU");
}

struct failnth_result failnth_sweep(struct kunit *test, const char *name,
				    int (*fn)(struct kunit *test))
{
	struct failnth_result result = { 0 };
	struct sweep sweep = { .test = test, .name = name, .fn = fn, .result = &result };

	failnth_needs_one_cpu(test);
	/* What is made once and kept, as a pool's second worker, is there after this. */
	for (int i = 0; i < 2; i++)
		if (fn(test)) {
			KUNIT_FAIL(test, "%s fails without any help", name);
			return result;
		}
	fill_stack_store();
	msleep(2);
	take_state(&sweep.before);
	result.allocations = sweep_all(&sweep, false);
	sweep_all(&sweep, true);
	KUNIT_EXPECT_GT_MSG(test, result.allocations, 0, "%s allocates nothing", name);
	kunit_info(test, "%s: %u allocations; %u runs refused, %u tolerated\n", name,
		   result.allocations, result.refused, result.tolerated);
	return result;
}
