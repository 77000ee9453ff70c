// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_irq_thread_test.c - threads of handlers, and who waits for whom, on other CPUs
 *
 * The interrupts come to CPU 1; who runs the cases is on CPU 0.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include <asm/processor.h>

#include "smp_help.h"
#include "smp_irq.h"

/* ---- threads follow ------------------------------------------------------------------------- */

struct follower {
	struct source source;		/* first: it is the cookie */
	atomic_t runs, second_runs;
	unsigned int cpu, second_cpu;	/* where the threads ran last */
	struct cpumask allowed;
};

static irqreturn_t following_thread(int irq, void *dev)
{
	struct follower *f = dev;

	f->cpu = raw_smp_processor_id();
	cpumask_copy(&f->allowed, current->cpus_ptr);
	atomic_inc(&f->runs);
	return IRQ_HANDLED;
}

/* By `threadirqs` this is the first thread, and wakes the second. */
static irqreturn_t waking_handler(int irq, void *dev)
{
	struct follower *f = dev;

	f->second_cpu = raw_smp_processor_id();
	atomic_inc(&f->second_runs);
	return IRQ_WAKE_THREAD;
}

static void expect_followed(struct kunit *test, struct follower *f, unsigned int cpu)
{
	int before = atomic_read(&f->runs);

	KUNIT_ASSERT_EQ(test, irq_set_affinity(f->source.irq, cpumask_of(cpu)), 0);
	f->source.send(&f->source);
	KUNIT_ASSERT_TRUE(test, WAIT_FOR(atomic_read(&f->runs) == before + 1));
	KUNIT_EXPECT_EQ(test, f->cpu, cpu);
	KUNIT_EXPECT_EQ(test, f->second_cpu, cpu);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&f->allowed, cpumask_of(cpu)));
}

static void follow_around(struct kunit *test, unsigned long flags)
{
	struct follower f = { };
	unsigned int cpu;

	source_create(test, &f.source, 0);
	KUNIT_ASSERT_EQ(test, request_threaded_irq(f.source.irq, waking_handler, following_thread,
						   flags, "follow", &f), 0);
	for_each_online_cpu(cpu)
		expect_followed(test, &f, cpu);
	expect_followed(test, &f, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&f.runs), atomic_read(&f.second_runs));
	source_close(&f.source);
}

static void a4_threads_follow_their_line(struct kunit *test)
{
	follow_around(test, 0);
}

static void a4_oneshot_threads_follow_their_line(struct kunit *test)
{
	follow_around(test, IRQF_ONESHOT);
}

static void a4_forced_threads_follow_their_line(struct kunit *test)
{
	bool before = force_irqthreads_enabled;

	force_irqthreads_enabled = true;
	follow_around(test, 0);
	force_irqthreads_enabled = before;
}

/* ---- drivers are told ----------------------------------------------------------------------- */

struct listener {
	struct irq_affinity_notify notify;
	atomic_t told, released;
	struct cpumask mask;
};

static void note_move(struct irq_affinity_notify *notify, const cpumask_t *mask)
{
	struct listener *l = container_of(notify, struct listener, notify);

	cpumask_copy(&l->mask, mask);
	atomic_inc(&l->told);
}

static void note_release(struct kref *ref)
{
	struct listener *l = container_of(ref, struct listener, notify.kref);

	atomic_inc(&l->released);
}

#define LISTENER { .notify = { .notify = note_move, .release = note_release } }

static void a4_drivers_are_told_of_moves(struct kunit *test)
{
	struct listener first = LISTENER, second = LISTENER;
	struct source s;

	source_open(test, &s, 0, 0);
	KUNIT_EXPECT_EQ(test, irq_set_affinity_notifier(s.irq, &first.notify), 0);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(1)), 0);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(atomic_read(&first.told) == 1));
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&first.mask, cpumask_of(1)));
	KUNIT_EXPECT_EQ(test, atomic_read(&first.released), 0);

	KUNIT_EXPECT_EQ(test, irq_set_affinity_notifier(s.irq, &second.notify), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&first.released), 1);
	for (int i = 0; i < 10; i++)
		KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(i % 2)), 0);
	KUNIT_EXPECT_EQ(test, irq_set_affinity_notifier(s.irq, NULL), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&second.released), 1);
	KUNIT_EXPECT_LE(test, atomic_read(&second.told), 10);
	KUNIT_EXPECT_EQ(test, atomic_read(&first.told), 1);
	KUNIT_EXPECT_EQ(test, irq_set_affinity_notifier(NR_IRQS, NULL), -EINVAL);
	source_close(&s);
}

static void a4_notifier_left_behind_is_named(struct kunit *test)
{
	struct listener l = LISTENER;
	struct source s;

	source_open(test, &s, 0, 0);
	kunit_expect_warnings(test, 1);
	KUNIT_EXPECT_EQ(test, irq_set_affinity_notifier(s.irq, &l.notify), 0);
	free_irq(s.irq, &s);
	KUNIT_EXPECT_NULL(test, irq_to_desc(s.irq)->affinity_notify);
	source_give_back(&s);
}

/* ---- who waits for whom --------------------------------------------------------------------- */

struct blocker {
	struct source source;		/* first: it is the cookie */
	atomic_t inside;
	bool may_go;
	const struct wait_call *call;
	bool calling, returned, answer;
	int inside_at_return;
};

struct wait_call {
	const char *name;
	bool (*fn)(struct blocker *b);
	bool waits_for_thread;
};

static bool call_synchronize(struct blocker *b)
{
	synchronize_irq(b->source.irq);
	return true;
}

static bool call_disable(struct blocker *b)
{
	disable_irq(b->source.irq);
	return true;
}

static bool call_free(struct blocker *b)
{
	free_irq(b->source.irq, b);
	return true;
}

static bool call_synchronize_hardirq(struct blocker *b)
{
	return synchronize_hardirq(b->source.irq);
}

static bool call_disable_hardirq(struct blocker *b)
{
	return disable_hardirq(b->source.irq);
}

static const struct wait_call wait_calls[] = {
	{ "synchronize_irq", call_synchronize, true },
	{ "disable_irq", call_disable, true },
	{ "free_irq", call_free, true },
	{ "synchronize_hardirq", call_synchronize_hardirq, false },
	{ "disable_hardirq", call_disable_hardirq, false },
};

static void wait_call_name(const struct wait_call *call, char *desc)
{
	strscpy(desc, call->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(wait_call, wait_calls, wait_call_name);

static irqreturn_t blocking_handler(int irq, void *dev)
{
	struct blocker *b = dev;

	atomic_inc(&b->inside);
	while (!READ_ONCE(b->may_go))
		cpu_relax();
	atomic_dec(&b->inside);
	return IRQ_HANDLED;
}

static irqreturn_t blocking_thread(int irq, void *dev)
{
	struct blocker *b = dev;

	atomic_inc(&b->inside);
	while (!READ_ONCE(b->may_go))
		schedule_timeout_uninterruptible(1);
	atomic_dec(&b->inside);
	return IRQ_HANDLED;
}

static int caller(void *arg)
{
	struct blocker *b = arg;

	WRITE_ONCE(b->calling, true);
	b->answer = b->call->fn(b);
	b->inside_at_return = atomic_read(&b->inside);
	smp_store_release(&b->returned, true);
	return 0;
}

/* The handler or thread is inside on CPU 1; a thread here calls; it waits until we let go. */
static void call_while_inside(struct kunit *test, struct blocker *b, bool waits)
{
	struct task_struct *k;

	KUNIT_ASSERT_TRUE(test, WAIT_FOR(atomic_read(&b->inside)));
	k = kthread_create_on_cpu(caller, b, 0, "smp_irq_caller");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	wake_up_process(k);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(b->calling)));
	if (waits) {
		schedule_timeout_uninterruptible(2);	/* it could have returned by then */
		KUNIT_EXPECT_FALSE(test, READ_ONCE(b->returned));
	} else {
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(smp_load_acquire(&b->returned)));
		KUNIT_EXPECT_EQ(test, b->inside_at_return, 1);
	}
	WRITE_ONCE(b->may_go, true);
	KUNIT_ASSERT_TRUE(test, WAIT_FOR(smp_load_acquire(&b->returned)));
	if (waits)
		KUNIT_EXPECT_EQ(test, b->inside_at_return, 0);
	KUNIT_EXPECT_EQ(test, b->answer, waits);	/* false: a thread works still */
}

static void block_and_call(struct kunit *test, irq_handler_t handler, irq_handler_t thread_fn)
{
	const struct wait_call *call = test->param_value;
	struct blocker b = { .call = call };

	source_create(test, &b.source, 1);
	KUNIT_ASSERT_EQ(test, request_threaded_irq(b.source.irq, handler, thread_fn,
						   thread_fn ? IRQF_ONESHOT : 0, "block", &b), 0);
	KUNIT_ASSERT_EQ(test, irq_set_affinity(b.source.irq, cpumask_of(1)), 0);
	b.source.send(&b.source);
	call_while_inside(test, &b, !thread_fn || call->waits_for_thread);
	if (call->fn != call_free)
		free_irq(b.source.irq, &b);
	source_give_back(&b.source);
}

static void r6_handler_elsewhere_is_waited_for(struct kunit *test)
{
	block_and_call(test, blocking_handler, NULL);
}

static void r6_thread_elsewhere_is_waited_for(struct kunit *test)
{
	block_and_call(test, NULL, blocking_thread);
}

static struct kunit_case smp_irq_thread_cases[] = {
	KUNIT_CASE(a4_threads_follow_their_line),
	KUNIT_CASE(a4_oneshot_threads_follow_their_line),
	KUNIT_CASE(a4_forced_threads_follow_their_line),
	KUNIT_CASE(a4_drivers_are_told_of_moves),
	KUNIT_CASE(a4_notifier_left_behind_is_named),
	KUNIT_CASE_PARAM(r6_handler_elsewhere_is_waited_for, wait_call_gen_params),
	KUNIT_CASE_PARAM(r6_thread_elsewhere_is_waited_for, wait_call_gen_params),
	{ }
};

static struct kunit_suite smp_irq_thread_suite = {
	.name = "smp_irq_thread",
	.test_cases = smp_irq_thread_cases,
};
kunit_test_suite(smp_irq_thread_suite);
