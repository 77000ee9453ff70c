// SPDX-License-Identifier: MIT
/* tests/unit/workqueue_cpus_test.c - on which CPUs the workers of unbound queues are */

#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

static struct cpumask seen_cpus;	/* A: bits by items that may run side by side */

static void see_cpu(struct work_struct *work)
{
	set_bit(raw_smp_processor_id(), cpumask_bits(&seen_cpus));
	cond_resched();
	set_bit(raw_smp_processor_id(), cpumask_bits(&seen_cpus));
}

/* Several at once, so that several workers are asked. */
static void run_some_on(struct workqueue_struct *wq)
{
	struct work_struct works[4];

	cpumask_clear(&seen_cpus);
	for (int i = 0; i < ARRAY_SIZE(works); i++) {
		INIT_WORK_ONSTACK(&works[i], see_cpu);
		queue_work(wq, &works[i]);
	}
	for (int i = 0; i < ARRAY_SIZE(works); i++) {
		flush_work(&works[i]);
		destroy_work_on_stack(&works[i]);
	}
}

/* Promise: it holds for queues that are there, and for those to come. */
static void unbound_queues_keep_to_the_cpus_they_are_given(struct kunit *test)
{
	struct workqueue_struct *old = alloc_workqueue("old", WQ_UNBOUND, 0), *new;
	unsigned int cpu, last = 0;

	KUNIT_ASSERT_NOT_NULL(test, old);
	for_each_online_cpu(cpu)
		last = cpu;
	KUNIT_EXPECT_EQ(test, workqueue_set_unbound_cpumask(cpumask_of(last)), 0);
	new = alloc_workqueue("new", WQ_UNBOUND, 0);
	run_some_on(old);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&seen_cpus, cpumask_of(last)));
	if (new) {
		run_some_on(new);
		KUNIT_EXPECT_TRUE(test, cpumask_equal(&seen_cpus, cpumask_of(last)));
		destroy_workqueue(new);
	}
	KUNIT_EXPECT_EQ(test, workqueue_set_unbound_cpumask(cpu_possible_mask), 0);
	destroy_workqueue(old);
	KUNIT_EXPECT_NOT_NULL(test, new);
}

static void no_cpus_at_all_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, workqueue_set_unbound_cpumask(cpu_none_mask), -EINVAL);
}

static struct kunit_case workqueue_cpus_cases[] = {
	KUNIT_CASE(unbound_queues_keep_to_the_cpus_they_are_given),
	KUNIT_CASE(no_cpus_at_all_are_refused),
	{ }
};

static struct kunit_suite workqueue_cpus_suite = {
	.name = "workqueue_cpus",
	.test_cases = workqueue_cpus_cases,
};
kunit_test_suite(workqueue_cpus_suite);
